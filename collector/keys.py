"""The collector's private keys: opens sealed leads, signs commands and receipts."""

import base64
import binascii
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from agent.contract.command import Signature
from agent.contract.envelope import SealedLeadMessage
from agent.contract.sealed import public_key_id, sealing_info, signed_bytes

_HPKE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
_OTHERS = 0o007


class KeyFileError(Exception):
    """A key file cannot be used; the text says why and never quotes it."""


class OpeningError(Exception):
    """A sealed lead cannot be opened: not sealed to our key, or changed on the way."""


@dataclass(frozen=True, slots=True)
class Opener:
    """Opens leads that were sealed to one of these keys; several while a key is being replaced."""

    keys: dict[str, X25519PrivateKey] = field(default_factory=dict, repr=False)

    @classmethod
    def read(cls, *paths: Path) -> Self:
        """Read X25519 private keys (PEM, PKCS #8).

        Raises:
            KeyFileError: If one cannot be used.
        """
        keys = [_x25519(path) for path in paths]
        return cls({public_key_id(key.public_key().public_bytes_raw()): key for key in keys})

    def open(self, message: SealedLeadMessage) -> bytes:
        """Return the lead as JSON.

        Raises:
            OpeningError: If it cannot be opened.
        """
        key = self.keys.get(message.sealedto)
        if key is None:
            raise OpeningError("data: sealed to a key that this collector does not have")
        try:
            sealed = base64.b64decode(message.data_base64, validate=True)
            return _HPKE.decrypt(sealed, key, info=sealing_info(message.source, message.id))
        except (binascii.Error, InvalidTag, ValueError) as error:
            raise OpeningError("data: not what was sealed for this lead and revision") from error


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs what boxes are told."""

    key: Ed25519PrivateKey = field(repr=False)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read an Ed25519 private key (PEM, PKCS #8).

        Raises:
            KeyFileError: If it cannot be used.
        """
        return cls(_ed25519(path))

    def sign(self, payload: bytes, purpose: str) -> Signature:
        """Return the signed form of `payload`."""
        return Signature(
            key=public_key_id(self.key.public_key().public_bytes_raw()),
            payload=base64.b64encode(payload).decode(),
            signature=base64.b64encode(self.key.sign(signed_bytes(payload, purpose))).decode(),
        )


def create(directory: Path) -> dict[str, str]:
    """Make both key pairs in a directory; never overwrites.

    Returns:
        The public keys in base64, by the box's setting that they belong into.

    Raises:
        OSError: If a file is there already, or cannot be written.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    public = {}
    pairs: tuple[tuple[str, str, X25519PrivateKey | Ed25519PrivateKey], ...] = (
        ("opening.pem", "uplink.seal_to", X25519PrivateKey.generate()),
        ("signing.pem", "commands.public_keys", Ed25519PrivateKey.generate()),
    )
    for name, setting, key in pairs:
        path = directory / name
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )
        public[setting] = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    return public


def _x25519(path: Path) -> X25519PrivateKey:
    key = _private(path)
    if not isinstance(key, X25519PrivateKey):
        raise KeyFileError(f"{path} holds no X25519 key: `boothscribe-collector new-keys` makes one")
    return key


def _ed25519(path: Path) -> Ed25519PrivateKey:
    key = _private(path)
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyFileError(f"{path} holds no Ed25519 key: `boothscribe-collector new-keys` makes one")
    return key


def _private(path: Path) -> object:
    try:
        if path.stat().st_mode & _OTHERS:
            raise KeyFileError(f"everybody on this machine may read {path}: chmod 600 {path}")
        return serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise KeyFileError(f"{path} cannot be used as a private key: {error}") from error

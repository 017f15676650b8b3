"""Records that nobody reads without the key: at rest with AES-256-GCM, end to end with HPKE."""

import base64
import binascii
import hashlib
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from agent.contract.envelope import SealedLeadMessage
from agent.contract.lead import Lead
from agent.contract.sealed import public_key_id, sealing_info

UNSEALED = ""
"""In place of a key id: the bytes are readable by everybody."""

_KEY_BYTES = 32
_NONCE_BYTES = 12
_OTHERS = 0o007


class KeyReason(StrEnum):
    """Why something cannot be opened or a key not be used."""

    UNKNOWN_KEY = "unknown_key"
    """It was sealed with a key that is not here; nothing is wrong with it."""
    DAMAGED = "damaged"
    """It is not what was sealed, or belongs to another record."""
    BAD_KEY = "bad_key"


class SealError(Exception):
    """A key, or what was sealed with it, cannot be used. The message holds neither."""

    def __init__(self, message: str, reason: KeyReason) -> None:
        super().__init__(message)
        self.reason = reason


def new_key() -> str:
    """Return a new key as it is written into a key file."""
    return base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys for data at rest: the first one seals, all of them open. Empty: nothing is sealed.

    Attributes:
        keys: Raw keys of 32 bytes by key id, in the order of the key file.
    """

    keys: dict[str, bytes] = field(default_factory=dict, repr=False)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a key file: one key a line, 32 bytes in base64 or hexadecimal; the first one seals.

        Raises:
            SealError: If a line is no key, or there is none.
        """
        lines = [line.split("#")[0].strip() for line in text.splitlines()]
        keys = [_raw(line) for line in lines if line]
        if not keys:
            raise SealError(
                "it holds no key; `boothscribe outbox new-key` prints one to be put there", KeyReason.BAD_KEY
            )
        return cls({_key_id(key): key for key in keys})

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a key file that only its owner's group may read.

        Raises:
            SealError: If it holds no keys, or everybody may read it.
            OSError: If it cannot be read.
        """
        if path.stat().st_mode & _OTHERS:
            raise SealError(f"everybody on this machine may read it: chmod 600 {path}", KeyReason.BAD_KEY)
        return cls.parse(path.read_text(encoding="utf-8"))

    @property
    def seals(self) -> bool:
        """Whether there is a key."""
        return bool(self.keys)

    @property
    def current(self) -> str:
        """Id of the key that seals; `UNSEALED` without any."""
        return next(iter(self.keys), UNSEALED)

    def opens(self, key_id: str) -> bool:
        """Return whether what was sealed under this id can be opened."""
        return key_id == UNSEALED or key_id in self.keys

    def seal(self, plain: bytes, context: str) -> bytes:
        """Seal with the current key; `context` must be the same at opening. Without a key: unchanged."""
        if not self.seals:
            return plain
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + AESGCM(self.keys[self.current]).encrypt(nonce, plain, context.encode())

    def open(self, key_id: str, sealed: bytes, context: str) -> bytes:
        """Return what was sealed.

        Raises:
            SealError: If the key is unknown, or the bytes are not those that were sealed.
        """
        if key_id == UNSEALED:
            return sealed
        if key_id not in self.keys:
            raise SealError(f"sealed with key {key_id}, which is not here", KeyReason.UNKNOWN_KEY)
        nonce, rest = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return AESGCM(self.keys[key_id]).decrypt(nonce, rest, context.encode())
        except (InvalidTag, ValueError) as error:
            raise SealError("not what was sealed", KeyReason.DAMAGED) from error


HPKE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


@dataclass(frozen=True, slots=True)
class Envelope:
    """Seals leads to one collector's public key (RFC 9180, base mode): a new key for every message.

    The broker cannot read them and cannot change them unseen. It proves nothing about the sender: that
    is the broker's account and ACL.
    """

    public_key: X25519PublicKey = field(repr=False)
    key_id: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read the collector's public key: 32 bytes in base64 or hexadecimal.

        Raises:
            SealError: If it is none.
        """
        raw = _raw(text.strip())
        return cls(X25519PublicKey.from_public_bytes(raw), public_key_id(raw))

    def seal(self, lead: Lead) -> SealedLeadMessage:
        """Return the message that carries `lead`."""
        message_id, source = f"{lead.id}/{lead.revision}", f"booth/v1/{lead.device}"
        sealed = HPKE.encrypt(
            lead.model_dump_json().encode(), self.public_key, info=sealing_info(source, message_id)
        )
        return SealedLeadMessage(
            id=message_id,
            source=source,
            time=lead.updated_at,
            subject=str(lead.id),
            sealedto=self.key_id,
            data_base64=base64.b64encode(sealed).decode(),
        )


def _key_id(key: bytes) -> str:
    # Of a secret key only a keyed digest may be told.
    return hashlib.blake2s(b"boothscribe key id", key=key, digest_size=8).hexdigest()


def _raw(text: str) -> bytes:
    try:
        if re.fullmatch(r"[0-9A-Fa-f]{64}", text):
            return bytes.fromhex(text)
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != _KEY_BYTES:
        raise SealError("a key is 32 bytes in base64 or hexadecimal, one a line", KeyReason.BAD_KEY)
    return raw


def raw_keys(texts: Sequence[str]) -> list[bytes]:
    """Read public keys of 32 bytes, in base64 or hexadecimal.

    Raises:
        SealError: If one is none.
    """
    return [_raw(text.strip()) for text in texts]

"""Who may command a box: Ed25519 signatures over what a message says."""

import base64
import binascii
from collections.abc import Sequence
from typing import Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from agent.contract.command import Signature
from agent.contract.sealed import public_key_id, signed_bytes
from agent.delivery.sealing import raw_keys


class SignatureError(Exception):
    """Nobody whom the settings name has signed this."""


class Verifier:
    """Checks signatures against the public keys of the settings."""

    def __init__(self, keys: dict[str, Ed25519PublicKey]) -> None:
        self._keys = keys

    @classmethod
    def parse(cls, texts: Sequence[str]) -> Self:
        """Read public keys: 32 bytes each, in base64 or hexadecimal.

        Raises:
            SealError: If one is none.
        """
        return cls({public_key_id(raw): Ed25519PublicKey.from_public_bytes(raw) for raw in raw_keys(texts)})

    def __bool__(self) -> bool:
        return bool(self._keys)

    def payload(self, signed: Signature, purpose: str) -> bytes:
        """Return what was signed for `purpose`.

        Raises:
            SignatureError: If the key is none of ours, or the signature is not of this.
        """
        key = self._keys.get(signed.key)
        if key is None:
            raise SignatureError(f"signed with a key that the settings do not name ({signed.key[:16]!r})")
        try:
            payload = base64.b64decode(signed.payload, validate=True)
            key.verify(base64.b64decode(signed.signature, validate=True), signed_bytes(payload, purpose))
        except (InvalidSignature, binascii.Error, ValueError) as error:
            raise SignatureError("the signature does not fit") from error
        return payload

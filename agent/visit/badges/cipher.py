"""Opens ciphered badges: AES-GCM with a key per event that no profile holds."""

import base64
import binascii
import os
import re
from pathlib import Path
from typing import Literal

Encoding = Literal["base64", "base64url", "base32", "hex"]
CREDENTIAL_PREFIX = "boothscribe-badge-key-"
"""Of the names of systemd credentials that hold keys."""
_NONCE_BYTES = 12
_TAG_BYTES = 16
_KEY_BYTES = (16, 24, 32)
_KEY_ENCODINGS: tuple[Encoding, ...] = ("hex", "base64")


class KeyFileError(Exception):
    """A key cannot be used; the message says what to do."""


def read_key(path: Path) -> bytes:
    """Read a key of 128, 192 or 256 bits: its bytes, or as text in hexadecimal or base64.

    Raises:
        KeyFileError: It is none.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise KeyFileError(f"{path}: cannot be read: {error.strerror}") from None
    if (key := key_from(data)) is None:
        raise KeyFileError(f"{path}: is no key; write 32 bytes as 64 hexadecimal digits or in base64")
    return key


def key_from(data: bytes) -> bytes | None:
    """Return the key that bytes or a text hold, or None."""
    if len(data) in _KEY_BYTES and not re.fullmatch(rb"[0-9A-Fa-f]+", data):
        return data
    text = data.strip().decode("latin-1")
    for encoding in _KEY_ENCODINGS:
        key = _decoded(text, encoding)
        if key is not None and len(key) in _KEY_BYTES:
            return key
    return None


def find_key(name: str) -> bytes | None:
    """Return the key of that name among the service's systemd credentials, or None.

    Raises:
        KeyFileError: It is there and is none.
    """
    directory = os.environ.get("CREDENTIALS_DIRECTORY")
    path = Path(directory or "") / f"{CREDENTIAL_PREFIX}{name}"
    return read_key(path) if directory and path.exists() else None


def opened(text: str, key: bytes, *, encoding: Encoding, bound_to: str) -> str | None:
    """Return what a code says: `nonce (12 bytes) + ciphertext + tag (16 bytes)`, encoded.

    Args:
        text: The code, without the profile's prefix.
        key: 16, 24 or 32 bytes.
        encoding: How the bytes are written.
        bound_to: Associated data, such as the event's id: a code of another event does not open.

    Returns:
        None where the code was not made with this key, or was changed.
    """
    # Slow to import, and few shows cipher their badges.
    from cryptography.exceptions import InvalidTag  # noqa: PLC0415 -- slow to import, and few shows need it
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 -- slow to import, and few shows need it

    data = _decoded(text, encoding)
    if data is None or len(data) < _NONCE_BYTES + _TAG_BYTES:
        return None
    try:
        plain = AESGCM(key).decrypt(data[:_NONCE_BYTES], data[_NONCE_BYTES:], bound_to.encode() or None)
        return plain.decode()
    except (InvalidTag, UnicodeDecodeError):
        return None


def _decoded(text: str, encoding: Encoding) -> bytes | None:
    text = text.strip()
    padded = text.rstrip("=")
    try:
        match encoding:
            case "hex":
                return bytes.fromhex(text)
            case "base32":
                return base64.b32decode(padded + "=" * (-len(padded) % 8), casefold=True)
            case "base64" | "base64url":
                padded = padded.replace("-", "+").replace("_", "/")
                return base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True)
    except (binascii.Error, ValueError):
        return None

"""Who made an update: an Ed25519 signature over its manifest, which names the hash of every file."""

from pathlib import Path

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from agent.updating.errors import Reason, UpdateError

KEYS = Path("/etc/boothscribe/update-keys")
"""Public keys as PEM files; several, so that one can follow another."""

_PURPOSE = b"boothscribe update v1\n"
"""Goes before what is signed: a signature made for something else does not count here."""


def sign(manifest: bytes, key: Ed25519PrivateKey) -> bytes:
    """Return the signature of a manifest's bytes."""
    return key.sign(_PURPOSE + manifest)


def verify(manifest: bytes, signature: bytes, keys: Path) -> None:
    """Check that one of the keys in the directory `keys` made the signature.

    Raises:
        UpdateError: If none did, or there is no key.
    """
    known = list(_public_keys(keys))
    for key in known:
        try:
            key.verify(signature, _PURPOSE + manifest)
        except InvalidSignature:
            continue
        return
    if not known:
        raise UpdateError(
            Reason.NO_KEY,
            f"this box takes no updates: {keys} holds no key; put the public key of whoever makes them there"
            " (docs/updates.md)",
        )
    raise UpdateError(
        Reason.SIGNATURE,
        f"none of the keys in {keys} signed this update; do not use it, and ask where it came from",
    )


def _public_keys(keys: Path) -> list[Ed25519PublicKey]:
    found = []
    for file in sorted(keys.glob("*.pem")):
        try:
            key = load_pem_public_key(file.read_bytes())
        except (OSError, ValueError, UnsupportedAlgorithm) as error:
            raise UpdateError(Reason.NO_KEY, f"{file} is no public key that can be read") from error
        if not isinstance(key, Ed25519PublicKey):
            raise UpdateError(Reason.NO_KEY, f"{file} is no Ed25519 key; scripts/build-update key makes one")
        found.append(key)
    return found

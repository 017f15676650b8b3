"""How leads are sealed to a collector, and commands and receipts signed."""

import hashlib

from agent.contract.envelope import SEALED_LEAD_TYPE

SIGNED_COMMAND = "boothscribe.command.v1"
SIGNED_RECEIPT = "boothscribe.receipt.v1"


def sealing_info(source: str, message_id: str) -> bytes:
    """Return HPKE's `info`: binds the ciphertext to the box, the lead and the revision."""
    return f"{SEALED_LEAD_TYPE}\0{source}\0{message_id}".encode()


def public_key_id(raw: bytes) -> str:
    """Return how messages name a public key, given its 32 bytes."""
    return hashlib.sha256(raw).hexdigest()[:16]


def signed_bytes(payload: bytes, purpose: str) -> bytes:
    """Return the bytes that are signed: a signature for one purpose is none for another."""
    return purpose.encode() + b"\0" + payload

"""One lead's row: sealed, checked, and read back."""

import zlib
from dataclasses import dataclass
from uuid import UUID

from pydantic import ValidationError

from agent.contract.lead import Lead
from agent.delivery.sealing import KeyReason, KeyRing, SealError


class RecordError(Exception):
    """A row does not give its lead.

    Attributes:
        locked: It is sealed with a key that is not here; nothing is wrong with it.
    """

    def __init__(self, message: str, *, locked: bool) -> None:
        super().__init__(message)
        self.locked = locked


@dataclass(frozen=True, slots=True)
class Stored:
    """A record as it lies on the disk.

    Attributes:
        sealed_with: Key id; empty where it is readable.
        checksum: CRC-32 of the bytes; None in rows of the first version.
    """

    record: bytes
    sealed_with: str
    checksum: int | None

    @classmethod
    def seal(cls, plain: bytes, keys: KeyRing, lead_id: str, revision: int) -> "Stored":
        """Return the record of this lead and revision as it may lie on the disk."""
        record = keys.seal(plain, record_context(lead_id, revision))
        return cls(record, keys.current, zlib.crc32(record))

    def open(self, keys: KeyRing, lead_id: str, revision: int) -> bytes:
        """Return the record as JSON.

        Raises:
            RecordError: If it cannot be had.
        """
        if self.checksum is not None and zlib.crc32(self.record) != self.checksum:
            raise RecordError("its checksum does not fit", locked=False)
        try:
            return keys.open(self.sealed_with, self.record, record_context(lead_id, revision))
        except SealError as error:
            raise RecordError(str(error), locked=error.reason is KeyReason.UNKNOWN_KEY) from error

    def lead(self, keys: KeyRing, lead_id: str, revision: int) -> Lead:
        """Return the lead.

        Raises:
            RecordError: If it cannot be had.
        """
        plain = self.open(keys, lead_id, revision)
        try:
            lead = Lead.model_validate_json(plain)
        except ValidationError as error:
            # The error's own text would quote the record.
            raise RecordError(f"{error.error_count()} problem(s) in it", locked=False) from None
        if (lead.id, lead.revision) != (UUID(lead_id), revision):
            raise RecordError("it is another lead's", locked=False)
        return lead


def record_context(lead_id: str, revision: int) -> str:
    """Return what a sealed record is bound to, so that rows cannot be exchanged."""
    return f"record/{lead_id}/{revision}"


def detail_context(lead_id: str) -> str:
    """Return what a sealed reason is bound to."""
    return f"detail/{lead_id}"

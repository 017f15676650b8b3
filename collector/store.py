"""The collector's store: every lead once, in its newest revision, durably, in SQLite or PostgreSQL."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any, Self

import structlog

from collector.databases.database import Database, Row
from collector.databases.postgresql import PostgresqlDatabase
from collector.databases.sqlite import SqliteDatabase
from collector.incoming import Incoming, utc

MOST_REFUSED = 2_000
"""Refused messages that are kept; the oldest make room for new ones."""

LONGEST_KEPT_PAYLOAD_BYTES = 64 * 1024
"""Of a refused message, its first bytes are kept."""

_log = structlog.get_logger(__name__)


class Outcome(Enum):
    """What became of a lead that was handed to the store. All but `OTHER_DEVICE` mean: it is safe."""

    STORED = auto()
    KNOWN = auto()
    """This revision, or a newer one, was there already."""
    OTHER_DEVICE = auto()
    """The id belongs to a lead of another box; nothing was changed."""
    ERASED = auto()
    """It was erased and stays so; its box may forget it, too."""


class Store:
    """Leads and refused messages in one database. What can go wrong raises StoreError."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @classmethod
    def open(cls, where: Path | str, *, shared: bool = False) -> Self:
        """Open for writing.

        Args:
            where: A SQLite file, or the URL of a PostgreSQL database (`postgresql://…`).
            shared: Others that say the same may write to it as well.

        Raises:
            StoreError: If there is no durable store to be had.
        """
        return cls._opened(where, lambda database: database.open_for_writing(shared=shared))

    @classmethod
    def open_for_reading(cls, where: Path | str) -> Self:
        """Open an existing database without ever changing it.

        Raises:
            StoreError: If it does not exist or cannot be read.
        """
        return cls._opened(where, lambda database: database.open_for_reading())

    @classmethod
    def open_beside(cls, where: Path | str) -> Self:
        """Open an existing database for writing beside a collector that may be using it.

        Raises:
            StoreError: If it does not exist, is not of this version, or cannot be opened.
        """
        return cls._opened(where, lambda database: database.open_beside())

    @classmethod
    def _opened(cls, where: Path | str, open_: Callable[[Database], None]) -> Self:
        store = cls(_database(where))
        try:
            open_(store.database)
        except BaseException:
            store.close()
            raise
        return store

    def reopen(self) -> None:
        """Open anew what failed; a damaged file is moved aside, never deleted, and a new one started.

        Raises:
            StoreError: If there is no durable store to be had.
        """
        self.database.reopen()

    def batch(self) -> AbstractContextManager[None]:
        """Make what is put and refused inside one commit: all of it is durable afterwards, or none."""
        return self.database.transaction()

    def close(self) -> None:
        """Give the database back. May be called twice."""
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def put(self, incoming: Incoming) -> Outcome:
        """Store a revision; on return it survives a power cut.

        Any order and any repetition of the same revisions ends in the same rows. Should a box ever
        issue two different records as one revision, the later `updated_at` wins.

        Raises:
            StoreError: If it is not stored; nothing has changed then.
        """
        row = _lead_row(incoming)
        with self.database.transaction():
            if self.database.change(_PUT, row):
                return Outcome.STORED
            key = {"id": row["id"]}
            if self.database.query("SELECT 1 FROM erased WHERE id = :id", key):
                return Outcome.ERASED
            [known] = self.database.query("SELECT device FROM leads WHERE id = :id", key)
        return Outcome.KNOWN if known["device"] == row["device"] else Outcome.OTHER_DEVICE

    def refuse(self, *, topic: str, payload: bytes, reason: str) -> None:
        """Keep a message that could not be taken in; the same message again only raises its count.

        Raises:
            StoreError: If it is not stored.
        """
        row: dict[str, str | int | bytes | None] = {
            "digest": hashlib.sha256(topic.encode(errors="surrogateescape") + b"\0" + payload).hexdigest(),
            "received_at": datetime.now(UTC).isoformat(timespec="microseconds"),
            "topic": topic,
            "reason": reason,
            "size": len(payload),
            "payload": payload[:LONGEST_KEPT_PAYLOAD_BYTES],
        }
        with self.database.transaction():
            self.database.change(_REFUSE, row)
            dropped = self.database.change(_DROP_OLDEST_REFUSED, {"kept": MOST_REFUSED})
        if dropped:
            _log.warning("refused_messages_dropped", count=dropped, kept=MOST_REFUSED)

    def leads(self, *, device: str | None = None) -> Iterator[Row]:
        """Yield whole rows in the order of their scans, optionally of one device."""
        for key in self._select("id", device=device):  # records are large: one at a time
            yield from self.database.query("SELECT * FROM leads WHERE id = :id", key)

    def overview(self, *, device: str | None = None, final: bool | None = None) -> list[Row]:
        """Return rows without their records, optionally of one device or only (un)finished leads."""
        return self._select(_OVERVIEW, device=device, final=final)

    def find(self, prefix: str) -> list[Row]:
        """Return the rows whose id begins with `prefix`, in the order of their scans."""
        return self.database.query(
            "SELECT * FROM leads WHERE substr(id, 1, :length) = :prefix ORDER BY scanned_at, id",
            {"length": len(prefix), "prefix": prefix.lower()},
        )

    def refused(self) -> list[Row]:
        """Return what could not be taken in, oldest first."""
        return self.database.query("SELECT * FROM refused ORDER BY received_at")

    def commands(self) -> list[Row]:
        """Return the commands that were issued to boxes, and their answers, in the order of issue."""
        return self.database.query("SELECT * FROM commands ORDER BY issued_at")

    @property
    def is_open(self) -> bool:
        """Whether there is a database to work on; `reopen` may bring it back."""
        return self.database.is_open

    def _select(self, columns: str, *, device: str | None = None, final: bool | None = None) -> list[Row]:
        return self.database.query(
            f"SELECT {columns} FROM leads"  # noqa: S608 -- our constants
            " WHERE (CAST(:device AS TEXT) IS NULL OR device = :device)"
            " AND (CAST(:final AS INTEGER) IS NULL OR final = :final) ORDER BY scanned_at, id",
            {"device": device, "final": None if final is None else int(final)},
        )


def _database(where: Path | str) -> Database:
    if isinstance(where, str) and where.startswith(("postgresql://", "postgres://")):
        return PostgresqlDatabase(where)
    return SqliteDatabase(Path(where))


_OVERVIEW = (
    "id, revision, final, device, event_id, attendee_name, attendee_company, attendee_email,"
    " consent_status, scanned_at, updated_at, received_at"
)

_PUT = """
INSERT INTO leads (id, revision, final, device, event_id, attendee_name, attendee_company,
    attendee_email, consent_status, scanned_at, updated_at, received_at, record)
SELECT :id, :revision, :final, :device, :event_id, :attendee_name, :attendee_company,
    :attendee_email, :consent_status, :scanned_at, :updated_at, :received_at, :record
WHERE NOT EXISTS (SELECT 1 FROM erased WHERE erased.id = :id)
ON CONFLICT (id) DO UPDATE SET
    revision = excluded.revision, final = excluded.final, event_id = excluded.event_id,
    attendee_name = excluded.attendee_name, attendee_company = excluded.attendee_company,
    attendee_email = excluded.attendee_email, consent_status = excluded.consent_status,
    scanned_at = excluded.scanned_at, updated_at = excluded.updated_at,
    received_at = excluded.received_at, record = excluded.record
WHERE leads.device = excluded.device
    AND (excluded.revision, excluded.updated_at, excluded.record)
        > (leads.revision, leads.updated_at, leads.record)
"""

_REFUSE = """
INSERT INTO refused (digest, received_at, last_received_at, times, topic, reason, size, payload)
VALUES (:digest, :received_at, :received_at, 1, :topic, :reason, :size, :payload)
ON CONFLICT (digest) DO UPDATE SET last_received_at = excluded.received_at, times = refused.times + 1
"""

_DROP_OLDEST_REFUSED = """
DELETE FROM refused WHERE digest NOT IN (SELECT digest FROM refused ORDER BY received_at DESC LIMIT :kept)
"""


def _lead_row(incoming: Incoming) -> dict[str, Any]:
    lead = incoming.lead
    return {
        "id": str(lead.id),
        "revision": lead.revision,
        "final": int(lead.final),
        "device": lead.device,
        "event_id": lead.event.id,
        "attendee_name": lead.attendee.name,
        "attendee_company": lead.attendee.company,
        "attendee_email": lead.attendee.email,
        "consent_status": lead.consent.status,
        # Fixed width, so that text sorts as time does.
        "scanned_at": utc(lead.scanned_at).isoformat(timespec="microseconds"),
        "updated_at": utc(lead.updated_at).isoformat(timespec="microseconds"),
        "received_at": datetime.now(UTC).isoformat(timespec="microseconds"),
        "record": incoming.record,
    }

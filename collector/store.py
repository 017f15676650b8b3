"""The collector's database: every lead once, in its newest revision, durably."""

import contextlib
import hashlib
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path
from typing import Any, Self

import sqlite_utils
import structlog

from collector.database import (
    StoreError,
    StoreTrouble,
    alone,
    connect,
    demand_current_version,
    demand_durability,
    demand_soundness,
    lock,
    migrate,
    quarantine,
    transaction,
    translated,
)
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
    """Leads and refused messages in one SQLite file (WAL, synchronous=FULL).

    A store opened for writing holds a lock, so that one process at a time, or the processes of one
    group, take leads in, and a damaged file is moved by one that is alone. Any number of processes may
    read meanwhile.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self.path = path
        self._shared = shared
        self._lock_fd: int | None = None
        self._db: sqlite_utils.Database | None = None

    @classmethod
    def open(cls, path: Path, *, shared: bool = False) -> Self:
        """Open for writing; create the file, or move a damaged one aside, as needed.

        Args:
            path: The database.
            shared: Others that say the same may write to it as well.

        Raises:
            StoreError: If there is no durable store to be had.
        """
        store = cls(path, shared=shared)
        try:
            store._lock_fd = lock(path, shared=shared)
            store.reopen()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_for_reading(cls, path: Path) -> Self:
        """Open an existing database without ever changing it.

        Raises:
            StoreError: If it does not exist or cannot be read.
        """
        if not path.is_file():
            raise StoreError(
                StoreTrouble.MISSING,
                f"no database at {path}: name another one with --db, or start `boothscribe-collector run`",
            )
        store = cls(path)
        try:
            with translated():
                store._db = connect(f"{path.absolute().as_uri()}?mode=ro")
                demand_current_version(store._connection)
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def open_beside(cls, path: Path) -> Self:
        """Open an existing database for writing beside a collector that may be using it.

        Raises:
            StoreError: If it does not exist, is not of this version, or cannot be opened.
        """
        if not path.is_file():
            raise StoreError(
                StoreTrouble.MISSING,
                f"no database at {path}: name another one with --db, or start `boothscribe-collector run`",
            )
        store = cls(path)
        try:
            with translated():
                store._db = connect(str(path))
                demand_current_version(store._connection)
                demand_durability(store._connection)
        except BaseException:
            store.close()
            raise
        return store

    def reopen(self) -> None:
        """Open the file anew; a damaged one is renamed, never deleted, and a new one started.

        Raises:
            StoreError: If there is no durable store to be had.
        """
        self._close_connection()
        try:
            self._open_connection()
        except StoreError as error:
            if error.trouble is not StoreTrouble.CORRUPT:
                raise
            moved = self._quarantine()
            _log.critical(
                "database_quarantined",
                path=str(self.path),
                moved_to=str(moved),
                what_now="leads so far are in the moved file; `sqlite3 FILE .recover` may still read them",
            )
            self._open_connection()

    def _quarantine(self) -> Path:
        if self._lock_fd is None:
            raise StoreError(StoreTrouble.UNAVAILABLE, f"the database {self.path} is not open")
        with alone(self._lock_fd, self.path, shared=self._shared):
            return quarantine(self.path)

    @contextlib.contextmanager
    def batch(self) -> Iterator[None]:
        """Make what is put and refused inside one commit: all of it is durable afterwards, or none.

        Raises:
            StoreError: If it is not; nothing has changed then.
        """
        with translated(), transaction(self._connection):
            yield

    def close(self) -> None:
        """Give the file back. May be called twice."""
        self._close_connection()
        if self._lock_fd is not None:
            os.close(self._lock_fd)
            self._lock_fd = None

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
        with translated(), transaction(self._connection):
            if self._connection.execute("SELECT 1 FROM erased WHERE id = ?", [row["id"]]).fetchone():
                return Outcome.ERASED
            owner = self._connection.execute("SELECT device FROM leads WHERE id = ?", [row["id"]]).fetchone()
            if owner is not None and owner[0] != row["device"]:
                return Outcome.OTHER_DEVICE
            changed = self._connection.execute(_PUT, row).rowcount
        return Outcome.STORED if changed else Outcome.KNOWN

    def refuse(self, *, topic: str, payload: bytes, reason: str) -> None:
        """Keep a message that could not be taken in; the same message again only raises its count.

        Raises:
            StoreError: If it is not stored.
        """
        digest = hashlib.sha256(topic.encode(errors="surrogateescape") + b"\0" + payload).hexdigest()
        row = {
            "digest": digest,
            "received_at": datetime.now(UTC).isoformat(timespec="microseconds"),
            "topic": topic,
            "reason": reason,
            "size": len(payload),
            "payload": payload[:LONGEST_KEPT_PAYLOAD_BYTES],
        }
        with translated(), transaction(self._connection):
            self._connection.execute(_REFUSE, row)
            dropped = self._connection.execute(_DROP_OLDEST_REFUSED, [MOST_REFUSED]).rowcount
        if dropped:
            _log.warning("refused_messages_dropped", count=dropped, kept=MOST_REFUSED)

    def leads(self, *, device: str | None = None) -> Iterator[dict[str, Any]]:
        """Yield whole rows in the order of their scans, optionally of one device."""
        yield from self._select("*", device=device)

    def overview(self, *, device: str | None = None, final: bool | None = None) -> Iterator[dict[str, Any]]:
        """Yield rows without their records, optionally of one device or only (un)finished leads."""
        yield from self._select(_OVERVIEW, device=device, final=final)

    def find(self, prefix: str) -> list[dict[str, Any]]:
        """Return the rows whose id begins with `prefix`, in the order of their scans."""
        with translated():
            return list(
                self.database["leads"].rows_where(
                    "substr(id, 1, :length) = :prefix",
                    {"length": len(prefix), "prefix": prefix.lower()},
                    order_by="scanned_at, id",
                )
            )

    def refused(self) -> list[dict[str, Any]]:
        """Return what could not be taken in, oldest first."""
        with translated():
            return list(self.database["refused"].rows_where(order_by="received_at"))

    @property
    def is_open(self) -> bool:
        """Whether there is a database to work on; `reopen` may bring it back."""
        return self._db is not None

    @property
    def database(self) -> sqlite_utils.Database:
        """The open database, for queries.

        Raises:
            StoreError: If the store is closed.
        """
        if self._db is None:
            raise StoreError(StoreTrouble.UNAVAILABLE, f"the database {self.path} is not open")
        return self._db

    @property
    def _connection(self) -> sqlite3.Connection:
        return self.database.conn

    def _select(
        self, columns: str, *, device: str | None = None, final: bool | None = None
    ) -> Iterator[dict[str, Any]]:
        with translated():
            yield from self.database["leads"].rows_where(
                "(:device IS NULL OR device = :device) AND (:final IS NULL OR final = :final)",
                {"device": device, "final": final},
                order_by="scanned_at, id",
                select=columns,
            )

    def _open_connection(self) -> None:
        try:
            with translated():
                # Leads are personal data: nobody else on this machine gets to read them.
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
                self._db = connect(str(self.path))
                demand_durability(self._connection)
                demand_soundness(self._connection)
                migrate(self._db)
        except BaseException:
            self._close_connection()
            raise

    def _close_connection(self) -> None:
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None


_OVERVIEW = (
    "id, revision, final, device, event_id, attendee_name, attendee_company, attendee_email,"
    " consent_status, scanned_at, updated_at, received_at"
)

_PUT = """
INSERT INTO leads (id, revision, final, device, event_id, attendee_name, attendee_company,
    attendee_email, consent_status, scanned_at, updated_at, received_at, record)
VALUES (:id, :revision, :final, :device, :event_id, :attendee_name, :attendee_company,
    :attendee_email, :consent_status, :scanned_at, :updated_at, :received_at, :record)
ON CONFLICT (id) DO UPDATE SET
    revision = excluded.revision, final = excluded.final, event_id = excluded.event_id,
    attendee_name = excluded.attendee_name, attendee_company = excluded.attendee_company,
    attendee_email = excluded.attendee_email, consent_status = excluded.consent_status,
    scanned_at = excluded.scanned_at, updated_at = excluded.updated_at,
    received_at = excluded.received_at, record = excluded.record
WHERE (excluded.revision, excluded.updated_at, excluded.record)
    > (leads.revision, leads.updated_at, leads.record)
"""

_REFUSE = """
INSERT INTO refused (digest, received_at, last_received_at, times, topic, reason, size, payload)
VALUES (:digest, :received_at, :received_at, 1, :topic, :reason, :size, :payload)
ON CONFLICT (digest) DO UPDATE SET last_received_at = excluded.received_at, times = times + 1
"""

_DROP_OLDEST_REFUSED = """
DELETE FROM refused WHERE digest IN (SELECT digest FROM refused ORDER BY received_at DESC LIMIT -1 OFFSET ?)
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

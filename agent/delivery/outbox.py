"""The store of what is to be published: a lead leaves it only when the collector has it."""

import asyncio
import itertools
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Self, TypeVar
from uuid import UUID

import sqlite_utils
import structlog

from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement

SCHEMA_VERSION = 1
_SYNCHRONOUS_FULL = 2
_BUSY_TIMEOUT_S = 5.0

log = structlog.get_logger(__name__)
Result = TypeVar("Result")


class OutboxReason(StrEnum):
    """Why the outbox cannot do its work."""

    FULL = "full"
    """No space left on the disk."""
    UNUSABLE = "unusable"
    """The database cannot be opened or written."""


class OutboxError(Exception):
    """A record was not stored.

    Attributes:
        reason: What a caller can branch on.
    """

    def __init__(self, message: str, reason: OutboxReason) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class PendingLead:
    """The newest revision of a lead that no collector has acknowledged.

    Attributes:
        sequence: Rises with every stored revision of any lead.
    """

    sequence: int
    lead: Lead


@dataclass(frozen=True, slots=True)
class Depth:
    """How much waits.

    Attributes:
        leads: Leads whose newest revision has no receipt.
        oldest_s: Age of the oldest of them; 0 without any.
        parked: Leads that a collector rejected; they wait for a person.
    """

    leads: int
    oldest_s: float
    parked: int


class Outbox:
    """Leads on their way, in SQLite with write-ahead log and `synchronous=FULL`.

    Only the newest revision of a lead is kept. Everything runs in one thread of its own, so that
    there is one writer and a slow disk never holds up the event loop. What the broker did with a
    revision is not stored: after a restart everything without receipt is simply sent again.
    """

    def __init__(self, path: Path, database: sqlite_utils.Database, thread: ThreadPoolExecutor) -> None:
        self.path = path
        self._database = database
        self._connection: sqlite3.Connection = database.conn
        self._thread = thread
        self._acknowledged = asyncio.Event()
        # In memory, because max() of what is left would go back when the newest row is deleted.
        (newest,) = self._connection.execute("SELECT coalesce(max(sequence), 0) FROM leads").fetchone()
        self._sequences = itertools.count(newest + 1)

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open or create the outbox; a corrupt one is set aside, never deleted.

        Raises:
            OutboxError: If it cannot be opened or made durable.
        """
        thread = ThreadPoolExecutor(1, thread_name_prefix="outbox")
        loop = asyncio.get_running_loop()
        try:
            database = await loop.run_in_executor(thread, _open_or_quarantine, path)
        except (OSError, sqlite3.Error) as error:
            thread.shutdown()
            raise OutboxError(
                f"outbox {path} cannot be opened: {error}; check that the directory exists and is writable",
                OutboxReason.UNUSABLE,
            ) from error
        return cls(path, database, thread)

    async def close(self) -> None:
        """Close the database; safe to call twice."""
        await asyncio.to_thread(self._thread.shutdown)
        self._connection.close()

    async def store(self, lead: Lead) -> None:
        """Store a revision in place of any older one; when this returns it survives a power cut.

        Raises:
            OutboxError: If it was not stored.
        """
        await self._run(lambda: self._store(lead))

    async def pending(self, *, after: int, limit: int) -> list[PendingLead]:
        """Return up to `limit` leads that wait for a receipt, with a sequence above `after`, in order."""
        return await self._run(lambda: self._pending("sequence > ?", after, limit))

    async def pending_lead(self, lead_id: UUID) -> PendingLead | None:
        """Return this lead's newest revision if it still waits for a receipt."""
        found = await self._run(lambda: self._pending("lead_id = ?", str(lead_id), 1))
        return found[0] if found else None

    async def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        """Apply the collector's verdict; one that is late, early or repeated changes nothing wrong.

        Raises:
            OutboxError: If it could not be written; the collector will be asked again.
        """
        await self._run(lambda: self._acknowledge(acknowledgement))
        self._acknowledged.set()

    async def wait_empty(self) -> None:
        """Return once every lead has a receipt, or is parked."""
        while True:
            self._acknowledged.clear()
            if not (await self.depth()).leads:
                return
            await self._acknowledged.wait()

    async def unfinished(self) -> list[Lead]:
        """Return leads whose newest revision is not final: conversations that a stop cut off."""
        return await self._run(self._unfinished)

    async def depth(self) -> Depth:
        """Return how much waits."""
        return await self._run(self._depth)

    async def _run(self, work: Callable[[], Result]) -> Result:
        try:
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except sqlite3.Error as error:
            full = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
            raise OutboxError(
                f"outbox {self.path}: the disk is full; make room, nothing is confirmed until then"
                if full
                else f"outbox {self.path} cannot be written: {error}",
                OutboxReason.FULL if full else OutboxReason.UNUSABLE,
            ) from error

    def _store(self, lead: Lead) -> None:
        with self._connection:
            self._connection.execute(
                """
                INSERT INTO leads (lead_id, sequence, revision, final, stored_at, record)
                VALUES (:id, :sequence, :revision, :final, :now, :record)
                ON CONFLICT (lead_id) DO UPDATE SET
                    sequence = excluded.sequence, revision = excluded.revision, final = excluded.final,
                    -- the age of what waits counts from the oldest revision without receipt
                    stored_at = iif(
                        leads.receipted_revision < leads.revision, leads.stored_at, excluded.stored_at
                    ),
                    parked_reason = NULL, record = excluded.record
                WHERE excluded.revision > leads.revision
                """,
                {
                    "id": str(lead.id),
                    "sequence": next(self._sequences),
                    "revision": lead.revision,
                    "final": lead.final,
                    "now": datetime.now(UTC).timestamp(),
                    "record": lead.model_dump_json().encode(),
                },
            )

    def _pending(self, condition: str, value: str | int, limit: int) -> list[PendingLead]:
        rows = self._connection.execute(
            f"SELECT sequence, record FROM leads WHERE {condition}"  # noqa: S608 -- our own two constants
            " AND revision > receipted_revision AND parked_reason IS NULL ORDER BY sequence LIMIT ?",
            (value, limit),
        )
        return [PendingLead(sequence, Lead.model_validate_json(record)) for sequence, record in rows]

    def _acknowledge(self, acknowledgement: Acknowledgement) -> None:
        key = (str(acknowledgement.id), acknowledgement.revision)
        with self._connection:
            if acknowledgement.status == "rejected":
                self._connection.execute(
                    "UPDATE leads SET parked_reason = ? WHERE lead_id = ? AND revision = ?",
                    (acknowledgement.reason or "rejected without a reason", *key),
                )
                return
            self._connection.execute("DELETE FROM leads WHERE lead_id = ? AND revision <= ? AND final", key)
            self._connection.execute(
                "UPDATE leads SET receipted_revision = max(receipted_revision, min(revision, ?))"
                " WHERE lead_id = ?",
                (acknowledgement.revision, str(acknowledgement.id)),
            )

    def _unfinished(self) -> list[Lead]:
        rows = self._connection.execute("SELECT record FROM leads WHERE NOT final ORDER BY sequence")
        return [Lead.model_validate_json(record) for (record,) in rows]

    def _depth(self) -> Depth:
        leads, oldest, parked = self._connection.execute(
            """
            SELECT count(*) FILTER (WHERE parked_reason IS NULL),
                   min(stored_at) FILTER (WHERE parked_reason IS NULL),
                   count(*) FILTER (WHERE parked_reason IS NOT NULL)
            FROM leads WHERE revision > receipted_revision
            """
        ).fetchone()
        age_s = 0.0 if oldest is None else max(0.0, datetime.now(UTC).timestamp() - oldest)
        return Depth(leads, age_s, parked)


def _open_or_quarantine(path: Path) -> sqlite_utils.Database:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        return _open(path)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.corrupt-{stamp}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    log.error("outbox is corrupt; set aside, starting a new one", kept_as=str(aside))
    return _open(path)


def _open(path: Path) -> sqlite_utils.Database:
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, check_same_thread=False)
    try:
        _make_durable(connection)
        _check_integrity(connection)
        database = sqlite_utils.Database(connection)
        _migrate(database)
    except BaseException:
        connection.close()
        raise
    return database


def _make_durable(connection: sqlite3.Connection) -> None:
    # sqlite-utils' enable_wal() leaves `synchronous` alone, and NORMAL may lose commits with the power.
    (journal,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
    connection.execute("PRAGMA synchronous=FULL")
    (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
    if (journal, synchronous) != ("wal", _SYNCHRONOUS_FULL):
        raise OSError(f"SQLite refused durable mode (journal {journal}, synchronous {synchronous})")


def _check_integrity(connection: sqlite3.Connection) -> None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        error = sqlite3.DatabaseError(verdict)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _migrate(database: sqlite_utils.Database) -> None:
    (version,) = database.conn.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise OSError(
            f"it was written by a newer version (schema {version}, this one knows {SCHEMA_VERSION})"
        )
    if version < 1:
        table = database.table("leads")
        table.create(
            {
                "lead_id": str,
                "sequence": int,
                "revision": int,
                "receipted_revision": int,
                "final": int,
                "stored_at": float,
                "parked_reason": str,
                "record": bytes,
            },
            pk="lead_id",
            not_null={"sequence", "revision", "receipted_revision", "final", "stored_at", "record"},
            defaults={"receipted_revision": 0},
        )
        table.create_index(["sequence"], unique=True)
        database.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        database.conn.commit()

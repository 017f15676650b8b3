"""The store of what is to be published: a lead leaves it only when the collector has it."""

import asyncio
import contextlib
import itertools
import os
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Self, TypeVar
from uuid import UUID

import sqlite_utils
import structlog
from pydantic import ValidationError

from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement
from agent.delivery.database import lacks_room, lock, open_or_quarantine

_UNREADABLE = "unreadable record"

log = structlog.get_logger(__name__)
Result = TypeVar("Result")


class OutboxReason(StrEnum):
    """Why the outbox cannot do its work."""

    FULL = "full"
    """No space left on the disk; the same call succeeds once there is room."""
    LOCKED = "locked"
    """Another agent uses it."""
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
        parked: Leads that a collector rejected, or that cannot be read; they wait for a person.
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

    def __init__(
        self, path: Path, database: sqlite_utils.Database, thread: ThreadPoolExecutor, lock_descriptor: int
    ) -> None:
        self.path = path
        self._lock_descriptor: int | None = lock_descriptor
        self._database = database
        self._connection: sqlite3.Connection = database.conn
        self._thread = thread
        self._acknowledged = asyncio.Event()
        self.working: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext
        """Entered around every piece of work, so that a disk that hangs is noticed."""
        # In memory, because max() of what is left would go back when the newest row is deleted.
        (newest,) = self._connection.execute("SELECT coalesce(max(sequence), 0) FROM leads").fetchone()
        self._sequences = itertools.count(newest + 1)

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open or create the outbox; a corrupt one is set aside, never deleted.

        Raises:
            OutboxError: If it cannot be opened or made durable, another agent uses it, or the disk is
                full. Nothing has changed then and it can be tried again.
        """
        thread = ThreadPoolExecutor(1, thread_name_prefix="outbox")
        try:
            return await asyncio.get_running_loop().run_in_executor(thread, cls._open, path, thread)
        except BaseException:
            thread.shutdown(wait=False)
            raise

    @classmethod
    def _open(cls, path: Path, thread: ThreadPoolExecutor) -> Self:
        with contextlib.ExitStack() as undo:
            try:
                descriptor = lock(path)
                undo.callback(os.close, descriptor)
                database = open_or_quarantine(path)
                undo.callback(database.conn.close)
                outbox = cls(path, database, thread, descriptor)
            except BlockingIOError as error:
                raise OutboxError(
                    f"another boothscribe uses this outbox: {path}; stop it, or set another outbox.path",
                    OutboxReason.LOCKED,
                ) from error
            except (OSError, sqlite3.Error) as error:
                raise _explained(
                    error,
                    path,
                    f"cannot be opened: {error}; check that the directory exists and is writable",
                ) from error
            undo.pop_all()
        return outbox

    async def close(self) -> None:
        """Close the database and let the next agent use it; safe to call twice."""
        await asyncio.to_thread(self._thread.shutdown)
        self._connection.close()
        descriptor, self._lock_descriptor = self._lock_descriptor, None
        if descriptor is not None:
            os.close(descriptor)

    async def store(self, lead: Lead) -> None:
        """Store a revision in place of any older one; when this returns it survives a power cut.

        Where the same or a newer revision is there already, that one is safe and nothing changes.

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
            with self.working():
                return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except sqlite3.Error as error:
            raise _explained(error, self.path, f"cannot be written: {error}") from error

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
            f"SELECT lead_id, sequence, record FROM leads WHERE {condition}"  # noqa: S608 -- our two constants
            " AND revision > receipted_revision AND parked_reason IS NULL ORDER BY sequence",
            (value,),
        )
        # No LIMIT: rows that cannot be read do not count.
        with self._reading() as read:
            readable = ((sequence, read(lead_id, record)) for lead_id, sequence, record in rows)
            found = (PendingLead(sequence, lead) for sequence, lead in readable if lead is not None)
            return list(itertools.islice(found, limit))

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Callable[[str, bytes], Lead | None]]:
        """Give out a reader of records; park what it could not read, so that one row stops no other."""
        unreadable: dict[str, int] = {}

        def read(lead_id: str, record: bytes) -> Lead | None:
            try:
                return Lead.model_validate_json(record)
            except ValidationError as error:
                unreadable[lead_id] = error.error_count()
                return None

        yield read
        for lead_id, problems in unreadable.items():
            self._park_unreadable(lead_id, problems)

    def _park_unreadable(self, lead_id: str, problems: int) -> None:
        # Neither the record nor the text of the ValidationError is logged: both hold what was said.
        try:
            with self._connection:
                self._connection.execute(
                    "UPDATE leads SET parked_reason = ? WHERE lead_id = ?", (_UNREADABLE, lead_id)
                )
        except sqlite3.Error as error:
            log.debug("a lead that cannot be read could not be parked", lead=lead_id, why=str(error))
        else:
            log.error("a lead in the outbox cannot be read; it is parked", lead=lead_id, problems=problems)

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
        rows = self._connection.execute("SELECT lead_id, record FROM leads WHERE NOT final ORDER BY sequence")
        with self._reading() as read:
            leads = [read(lead_id, record) for lead_id, record in rows]
        return [lead for lead in leads if lead is not None]

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


def _explained(error: OSError | sqlite3.Error, path: Path, otherwise: str) -> OutboxError:
    if lacks_room(error, path):
        return OutboxError(
            f"outbox {path}: the disk is full; make room, nothing is confirmed until then",
            OutboxReason.FULL,
        )
    return OutboxError(f"outbox {path} {otherwise}", OutboxReason.UNUSABLE)

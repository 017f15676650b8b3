"""The store of what is to be published: a lead leaves it only when the collector has it."""

import asyncio
import contextlib
import functools
import os
import sqlite3
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import Self, TypeVar
from uuid import UUID

import structlog

from agent.contract.erasure import Subject
from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement
from agent.delivery import receipts, upkeep
from agent.delivery.bounds import Bounds
from agent.delivery.database import lacks_room, lock, mark_clean, open_or_quarantine
from agent.delivery.quarantine import NOTHING_SALVAGED, Salvaged
from agent.delivery.sealing import KeyRing
from agent.delivery.shelf import Depth, NoRoom, PendingLead, Shed, Shelf, Shelved
from agent.delivery.states import LeadState, ParkReason
from agent.delivery.upkeep import Erased

__all__ = ["Depth", "Erased", "Outbox", "OutboxError", "OutboxReason", "PendingLead"]

log = structlog.get_logger(__name__)
Result = TypeVar("Result")


class OutboxReason(StrEnum):
    """Why the outbox cannot do its work."""

    FULL = "full"
    """No space left on the disk, or the outbox's own bound is reached; the same call succeeds once there is
    room."""
    SHED = "shed"
    """Little room: new words of a running conversation wait in memory; the lead itself is safe."""
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


class Outbox:
    """Leads on their way, in SQLite with write-ahead log and `synchronous=FULL`.

    Only the newest revision of a lead is kept, sealed where there is a key. Everything runs in one thread
    of its own, so that there is one writer and a slow disk never holds up the event loop.

    Attributes:
        path: The database.
        sealed: Whether what is on the disk is encrypted.
        salvaged: What became of a damaged outbox that was found in its place.
    """

    def __init__(self, path: Path, shelf: Shelf, thread: ThreadPoolExecutor, lock_descriptor: int) -> None:
        self.path = path
        self.sealed = shelf.keys.seals
        self.salvaged: Salvaged = NOTHING_SALVAGED
        self._lock_descriptor: int | None = lock_descriptor
        self._shelf = shelf
        self._connection = shelf.connection
        self._thread = thread
        self._acknowledged = asyncio.Event()
        self.changed: Callable[[], None] = lambda: None
        """Called when a lead that did not wait waits again, by command or request: wake the uplink."""
        self.working: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext
        """Entered around every piece of work, so that a disk that hangs is noticed."""

    @classmethod
    async def open(
        cls,
        path: Path,
        *,
        keys: KeyRing | None = None,
        bounds: Bounds | None = None,
        keep_receipted_s: float = 0.0,
    ) -> Self:
        """Open or create the outbox; a damaged one is set aside and read as far as it goes, never deleted.

        Args:
            path: The database.
            keys: What records are sealed with. Records sealed with an older key, or not at all, are sealed
                anew with the first one.
            bounds: What to keep within.
            keep_receipted_s: How long a finished lead is kept after its receipt.

        Raises:
            OutboxError: If it cannot be opened or made durable, another agent uses it, or the disk is
                full. Nothing has changed then and it can be tried again.
        """
        thread = ThreadPoolExecutor(1, thread_name_prefix="outbox")

        opening = functools.partial(
            cls._open, path, thread, keys or KeyRing(), bounds or Bounds(), keep_receipted_s
        )
        try:
            return await asyncio.get_running_loop().run_in_executor(thread, opening)
        except BaseException:
            thread.shutdown(wait=False)
            raise

    @classmethod
    def _open(
        cls, path: Path, thread: ThreadPoolExecutor, keys: KeyRing, bounds: Bounds, keep_receipted_s: float
    ) -> Self:
        with contextlib.ExitStack() as undo:
            try:
                descriptor = lock(path)
                undo.callback(os.close, descriptor)
                opened = open_or_quarantine(path)
                undo.callback(opened.connection.close)
                shelf = Shelf(
                    opened.connection, path=path, keys=keys, bounds=bounds, keep_receipted_s=keep_receipted_s
                )
                outbox = cls(path, shelf, thread, descriptor)
                outbox.salvaged = opened.salvaged
                _seal_what_is_not(shelf)
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
        if self._lock_descriptor is None:
            return
        with contextlib.suppress(OutboxError):
            await self._run(self._tidy)
        await asyncio.to_thread(self._thread.shutdown)
        self._connection.close()
        if not self.path.with_name(self.path.name + "-wal").exists():
            with contextlib.suppress(OSError):
                mark_clean(self.path)
        descriptor, self._lock_descriptor = self._lock_descriptor, None
        os.close(descriptor)

    async def store(self, lead: Lead) -> None:
        """Store a revision in place of any older one; when this returns it survives a power cut.

        Where the same or a newer revision is there already, nothing changes. Of an erased lead only the
        revision is taken that says so.

        Raises:
            OutboxError: If it was not stored.
        """
        await self._run(lambda: self._shelf.store(lead))

    async def pending(self, *, after: int, limit: int) -> list[PendingLead]:
        """Return up to `limit` leads that wait for a receipt, with a sequence above `after`, in order."""
        return await self._run(lambda: self._shelf.pending("sequence > ?", after, limit))

    async def pending_lead(self, lead_id: UUID) -> PendingLead | None:
        """Return this lead's newest revision if it still waits for a receipt."""
        found = await self._run(lambda: self._shelf.pending("lead_id = ?", str(lead_id), 1))
        return found[0] if found else None

    def note(self, lead_id: UUID, revision: int, state: LeadState) -> None:
        """Remember that a revision is in flight, or that the broker has it.

        Kept in memory and written down by `upkeep`. A receipt is believed only for what was noted.
        """
        self._shelf.sendings.note(lead_id, revision, state)

    def connection_lost(self) -> None:
        """Remember that the broker will not answer for what is in flight."""
        self._shelf.sendings.connection_lost()

    async def acknowledge(self, *acknowledgements: Acknowledgement) -> list[Acknowledgement]:
        """Apply a collector's verdicts, all or none; one that is late or repeated changes nothing wrong.

        Returns:
            Those that cannot be receipts of ours: for a lead or a revision that was never sent.

        Raises:
            OutboxError: If they could not be written; the collector will be asked again.
        """
        foreign = await self._run(lambda: receipts.acknowledge(self._shelf, acknowledgements))
        self._acknowledged.set()
        return foreign

    async def wait_empty(self) -> None:
        """Return once every lead has a receipt, or is parked."""
        while True:
            self._acknowledged.clear()
            if not (await self.depth()).leads:
                return
            await self._acknowledged.wait()

    async def unfinished(self) -> list[Lead]:
        """Return leads whose newest revision is not final: conversations that a stop cut off."""
        return await self._run(self._shelf.unfinished)

    async def depth(self) -> Depth:
        """Return how much waits."""
        return await self._run(self._shelf.depth)

    async def states(self) -> dict[str, int]:
        """Return how many leads are in each state."""

        def count() -> dict[str, int]:
            counts = dict.fromkeys((state.value for state in LeadState), 0)
            for told in upkeep.describe(self._shelf):
                counts[told["state"]] += 1
            return counts

        return await self._run(count)

    async def upkeep(self) -> None:
        """Do what can wait, now and then: requests from the command line, grace times, write-ahead log.

        Raises:
            OutboxError: If the disk did not take it; nothing is lost.
        """

        def work() -> int:
            changed = upkeep.apply_requests(self._shelf)
            self._tidy()
            return changed

        if await self._run(work):
            self._acknowledged.set()
            self.changed()

    def _tidy(self) -> None:
        receipts.drop(self._shelf)
        self._shelf.tidy()

    async def retry_parked(self, lead_ids: Iterable[UUID] | None = None) -> int:
        """Send parked leads again, all of them without `lead_ids`; return how many.

        Raises:
            OutboxError: If that could not be written.
        """
        count = await self._run(lambda: self._shelf.retry(lead_ids))
        self.changed()
        return count

    async def park(
        self, lead_id: UUID, reason: ParkReason = ParkReason.BY_HAND, *, revision: int | None = None
    ) -> bool:
        """Keep a lead, or just this revision of it, from being sent; return whether it was waiting.

        Raises:
            OutboxError: If that could not be written.
        """
        parked = await self._run(lambda: self._shelf.park(lead_id, reason, revision=revision))
        self._acknowledged.set()
        return parked

    async def erase(self, subject: Subject) -> Erased:
        """Remove every trace of a person, or of leads; later revisions of them are not taken any more.

        Raises:
            OutboxError: If the disk did not take it.
        """
        erased = await self._run(lambda: upkeep.erase(self._shelf, subject))
        self._acknowledged.set()
        return erased

    async def on_shelf(self, work: Callable[[Shelf], Result]) -> Result:
        """Run `work` in the outbox's thread: for what is kept beside the leads.

        Raises:
            OutboxError: If the disk did not take it.
        """
        return await self._run(lambda: work(self._shelf))

    async def _run(self, work: Callable[[], Result]) -> Result:
        try:
            with self.working():
                return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        except Shed as error:
            raise OutboxError(
                f"outbox {self.path}: little room; new words are stored when their conversation ends",
                OutboxReason.SHED,
            ) from error
        except NoRoom as error:
            raise OutboxError(
                f"outbox {self.path}: its bound is reached; nothing is confirmed until leads have left it."
                " Look at the uplink, raise outbox.maximum_bytes or outbox.maximum_leads, or make room",
                OutboxReason.FULL,
            ) from error
        except Shelved as error:  # pragma: no cover -- both kinds are above
            raise OutboxError(str(error), OutboxReason.FULL) from error
        except sqlite3.Error as error:
            raise _explained(error, self.path, f"cannot be written: {error}") from error


def _seal_what_is_not(shelf: Shelf) -> None:
    try:
        count = upkeep.reseal(shelf)
    except sqlite3.Error as error:
        # No reason to stand still: what was sealed stays sealed, the rest is tried at the next start.
        log.warning("leads could not all be sealed with the current key", why=str(error))
    else:
        if count:
            log.info("leads are sealed with the current key", leads=count)


def _explained(error: OSError | sqlite3.Error, path: Path, otherwise: str) -> OutboxError:
    if lacks_room(error, path):
        return OutboxError(
            f"outbox {path}: the disk is full; make room, nothing is confirmed until then",
            OutboxReason.FULL,
        )
    return OutboxError(f"outbox {path} {otherwise}", OutboxReason.UNUSABLE)

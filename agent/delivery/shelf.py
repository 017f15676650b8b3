"""The outbox's rows and every change of them. Synchronous; one thread at a time."""

import contextlib
import itertools
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog

from agent.contract.lead import Lead
from agent.delivery.bounds import Bounds, Room
from agent.delivery.failpoints import reach
from agent.delivery.records import RecordError, Stored
from agent.delivery.sealing import KeyRing
from agent.delivery.states import LeadState, ParkReason, SendingLog, Sent

_WAITS = "revision > receipted_revision AND parked_reason IS NULL"

log = structlog.get_logger(__name__)


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
        locked: Leads sealed with a key that is not here; they wait for the key.
        room: How much room there is for more.
    """

    leads: int
    oldest_s: float
    parked: int
    locked: int = 0
    room: Room = Room.AMPLE


class Shelved(Exception):  # noqa: N818 -- an answer more than an error
    """A revision was not stored, and why."""


MOST_WAITING_FOR_THE_CLOCK = 1000
"""Leads that a collector has and that are kept for their times to be corrected; the newest."""


class Shed(Shelved):
    """It only adds words to a lead that is stored, and there is little room: it may wait in memory."""


class NoRoom(Shelved):
    """It is a new lead and the outbox has reached its bound."""


class Shelf:
    """Leads in SQLite: only the newest revision of each, sealed, until a collector has it."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        path: Path,
        keys: KeyRing | None = None,
        bounds: Bounds | None = None,
        keep_receipted_s: float = 0.0,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.connection = connection
        self.path = path
        self.keys = keys or KeyRing()
        self._bounds = bounds or Bounds()
        self.keep_receipted_s = keep_receipted_s
        self.wall = wall
        self._growing: dict[str, str] = {}
        """Consent of leads whose conversation goes on: a revision that changes it is never shed."""
        self.unsure: set[str] = set()
        """Leads whose wall times may still be corrected: kept beyond their receipt until they are."""
        self.sendings = SendingLog()
        self._load()

    def store(self, lead: Lead) -> None:
        """Store a revision in place of any older one; on return it survives a power cut.

        Where the same or a newer revision is there already, nothing changes. Of an erased lead only the
        revision is taken that says so.

        Raises:
            Shelved: If there is too little room.
            sqlite3.Error: If the disk did not take it.
        """
        lead_id = str(lead.id)
        known = self.row("SELECT revision, length(record) FROM leads WHERE lead_id = ?", lead_id)
        if (known and known[0] >= lead.revision) or (lead_id in self.erased and lead.erased is None):
            return
        self._demand_room(lead, exists=known is not None)
        plain = lead.model_dump_json().encode()
        stored = Stored.seal(plain, self.keys, lead_id, lead.revision)
        with self.connection:
            self.connection.execute(
                _STORE,
                {
                    "id": lead_id,
                    "sequence": next(self._sequences),
                    "revision": lead.revision,
                    "final": lead.final,
                    "now": self.wall(),
                    "record": stored.record,
                    "sealed_with": stored.sealed_with,
                    "checksum": stored.checksum,
                },
            )
            reach("outbox.store.executed")
        reach("outbox.store.committed")
        self._count += known is None
        self._bytes += len(stored.record) - (known[1] if known else 0)
        self._note_clock(lead)
        if lead.final:
            self._growing.pop(lead_id, None)
        else:
            self._growing[lead_id] = lead.consent.status
        took_back = lead.erased or lead.consent.status in {"refused", "withdrawn"}
        if took_back or (known and len(stored.record) < known[1]):
            # The log still holds the words that were taken back, also by a companion, and also where the
            # collector has had them and their row is gone.
            self.truncate_log()

    def pending(self, condition: str, value: str | int, limit: int) -> list[PendingLead]:
        """Return leads without receipt that meet our SQL `condition` with `value`, oldest first."""
        rows = self.connection.execute(
            "SELECT lead_id, revision, record, sealed_with, checksum, sequence FROM leads"  # noqa: S608 -- ours
            f" WHERE {condition} AND {_WAITS} ORDER BY sequence",
            (value,),
        )
        # No LIMIT: rows that cannot be read do not count.
        with self._reading() as read:
            found = (PendingLead(row[5], lead) for row in rows if (lead := read(row)) is not None)
            return list(itertools.islice(found, limit))

    def unfinished(self) -> list[Lead]:
        """Return leads whose newest revision is not final, parked ones too."""
        rows = self.connection.execute(
            "SELECT lead_id, revision, record, sealed_with, checksum FROM leads"
            " WHERE NOT final ORDER BY sequence"
        ).fetchall()
        with self._reading() as read:
            leads = [read(row) for row in rows]
        return [lead for lead in leads if lead is not None]

    def leads_with_receipt(self) -> list[Lead]:
        """Return the newest of the leads that a collector has and that are still kept."""
        rows = self.connection.execute(
            "SELECT lead_id, revision, record, sealed_with, checksum FROM leads"
            " WHERE receipted_revision >= revision ORDER BY sequence DESC LIMIT ?",
            (MOST_WAITING_FOR_THE_CLOCK,),
        ).fetchall()
        with self._reading() as read:
            return [lead for row in rows if (lead := read(row)) is not None]

    def depth(self) -> Depth:
        """Return how much waits."""
        leads, oldest, parked = self.connection.execute(_DEPTH).fetchone()
        age_s = 0.0 if oldest is None else max(0.0, self.wall() - oldest)
        return Depth(leads, age_s, parked, locked=self._locked(), room=self._room())

    def tidy(self) -> None:
        """Do what can wait: write sendings down, fold the write-ahead log.

        Raises:
            sqlite3.Error: If the disk did not take it; nothing is lost.
        """
        self._write_sendings()
        if self._deleted:
            self.truncate_log()

    def truncate_log(self) -> None:
        """Fold the write-ahead log into the database and empty it, so that it keeps nothing deleted."""
        (busy, *_) = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        self._deleted = bool(busy)

    def park(
        self, lead_id: UUID, reason: ParkReason = ParkReason.BY_HAND, *, revision: int | None = None
    ) -> bool:
        """Keep a lead, or just this revision of it, from being sent; return whether it was waiting."""
        with self.connection:
            changed = self.connection.execute(
                "UPDATE leads SET parked_reason = ?, parked_detail = NULL"  # noqa: S608 -- our constant
                f" WHERE lead_id = ? AND revision = coalesce(?, revision) AND {_WAITS}",
                (reason, str(lead_id), revision),
            ).rowcount
        return changed > 0

    def retry(self, lead_ids: Iterable[UUID] | None = None) -> int:
        """Send parked leads again, as if they were new; all of them without `lead_ids`. Return how many."""
        parked = self.connection.execute("SELECT lead_id FROM leads WHERE parked_reason IS NOT NULL")
        chosen = {row[0] for row in parked}
        if lead_ids is not None:
            chosen &= {str(lead_id) for lead_id in lead_ids}
        with self.connection:
            for lead_id in sorted(chosen):
                self.sendings.not_sent(UUID(lead_id))
                # A new place in the order, so that an uplink that has passed the old one sees it.
                self.connection.execute(
                    "UPDATE leads SET parked_reason = NULL, parked_detail = NULL, sequence = ?"
                    " WHERE lead_id = ?",
                    (next(self._sequences), lead_id),
                )
        return len(chosen)

    def has_erased(self, lead_id: UUID) -> bool:
        """Return whether this lead was erased and must not come back."""
        return str(lead_id) in self.erased

    def lead(self, lead_id: UUID) -> Lead | None:
        """Return a lead whatever its state.

        Raises:
            RecordError: If its record cannot be had.
        """
        row = self.row(
            "SELECT lead_id, revision, record, sealed_with, checksum FROM leads WHERE lead_id = ?",
            str(lead_id),
        )
        return None if row is None else self.open_row(row)

    def _load(self) -> None:
        # In memory, because max() of what is left would go back when the newest row is deleted.
        (newest,) = self.connection.execute("SELECT coalesce(max(sequence), 0) FROM leads").fetchone()
        self._sequences = itertools.count(newest + 1)
        self.erased = {row[0] for row in self.connection.execute("SELECT lead_id FROM erased")}
        for lead_id, revision, state in self.connection.execute(
            "SELECT lead_id, revision, state FROM sendings"
        ):
            with contextlib.suppress(ValueError):
                taken = state == LeadState.TAKEN
                self.sendings.sent[UUID(lead_id)] = Sent(
                    revision, LeadState.TAKEN if taken else LeadState.PENDING
                )
        self.recount()
        self._deleted = True  # what an agent that was killed left in the log
        for lead in self.leads_with_receipt():
            self._note_clock(lead)

    def recount(self) -> None:
        """Count again what there is, after rows have gone; the log is emptied at the next `tidy`."""
        self._count, self._bytes = self.connection.execute(
            "SELECT count(*), coalesce(sum(length(record)), 0) FROM leads"
        ).fetchone()
        self._deleted = True

    def _note_clock(self, lead: Lead) -> None:
        capture = lead.capture
        known = (
            capture.clock_synchronised
            or capture.clock_corrected_s is not None
            or capture.clock_never_synchronised
        )
        if known or lead.erased is not None:
            self.unsure.discard(str(lead.id))
        else:
            self.unsure.add(str(lead.id))

    def _room(self) -> Room:
        return self._bounds.room(self._bytes, self._count, self.path.parent)

    def _demand_room(self, lead: Lead, *, exists: bool) -> None:
        room = self._room()
        if room is Room.NONE and not exists:
            raise NoRoom
        adds_words_only = exists and not lead.final and self._growing.get(str(lead.id)) == lead.consent.status
        if room is not Room.AMPLE and adds_words_only:
            raise Shed

    def row(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row of a query."""
        row: tuple[Any, ...] | None = self.connection.execute(sql, values).fetchone()
        return row

    def _locked(self) -> int:
        groups = self.connection.execute(
            "SELECT sealed_with, count(*) FROM leads"
            " WHERE parked_reason IS NOT 'unreadable' GROUP BY sealed_with"
        )
        return sum(count for key_id, count in groups if not self.keys.opens(key_id))

    def open_row(self, row: tuple[Any, ...]) -> Lead:
        """Return the lead of a row that begins with id, revision, record, key id, checksum.

        Raises:
            RecordError: If its record cannot be had.
        """
        lead_id, revision, record, sealed_with, checksum = row[:5]
        return Stored(record, sealed_with, checksum).lead(self.keys, lead_id, revision)

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Callable[[tuple[Any, ...]], Lead | None]]:
        """Give out a reader of rows; park what it could not read, so that one row stops no other."""
        unreadable: dict[str, str] = {}

        def read(row: tuple[Any, ...]) -> Lead | None:
            try:
                return self.open_row(row)
            except RecordError as error:
                if not error.locked:
                    unreadable[row[0]] = str(error)
                return None

        yield read
        for lead_id, why in unreadable.items():
            self._park_unreadable(lead_id, why)

    def _park_unreadable(self, lead_id: str, why: str) -> None:
        try:
            with self.connection:
                self.connection.execute(
                    "UPDATE leads SET parked_reason = ?, parked_detail = NULL WHERE lead_id = ?",
                    (ParkReason.UNREADABLE, lead_id),
                )
        except sqlite3.Error as error:
            log.debug("a lead that cannot be read could not be parked", lead=lead_id, why=str(error))
        else:
            log.error("a lead in the outbox cannot be read; it is parked", lead=lead_id, why=why)

    def _write_sendings(self) -> None:
        """Write down what was sent. It may be lost with the power, so nobody waits for the disk."""
        changed = self.sendings.take_unwritten()
        if not changed:
            return
        rows = [
            (str(lead_id), sent.revision, sent.state)
            for lead_id in changed
            if (sent := self.sendings.sent.get(lead_id)) is not None
        ]
        self.connection.execute("PRAGMA synchronous=NORMAL")
        try:
            with self.connection:
                self.connection.executemany(
                    "INSERT OR REPLACE INTO sendings (lead_id, revision, state) VALUES (?, ?, ?)", rows
                )
                self.connection.execute(
                    "DELETE FROM sendings WHERE lead_id NOT IN (SELECT lead_id FROM leads)"
                )
        finally:
            self.connection.execute("PRAGMA synchronous=FULL")


_STORE = """
INSERT INTO leads (lead_id, sequence, revision, final, stored_at, record, sealed_with, checksum)
VALUES (:id, :sequence, :revision, :final, :now, :record, :sealed_with, :checksum)
ON CONFLICT (lead_id) DO UPDATE SET
    sequence = excluded.sequence, revision = excluded.revision, final = excluded.final,
    -- the age of what waits counts from the oldest revision without receipt
    stored_at = iif(leads.receipted_revision < leads.revision, leads.stored_at, excluded.stored_at),
    parked_reason = NULL, parked_detail = NULL, receipted_at = NULL,
    record = excluded.record, sealed_with = excluded.sealed_with, checksum = excluded.checksum
WHERE excluded.revision > leads.revision
"""

_DEPTH = """
SELECT count(*) FILTER (WHERE parked_reason IS NULL),
       min(stored_at) FILTER (WHERE parked_reason IS NULL),
       count(*) FILTER (WHERE parked_reason IS NOT NULL)
FROM leads WHERE revision > receipted_revision
"""

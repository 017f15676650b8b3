"""Wall times that a box without a battery learns late: corrected, and the correction noted."""

import asyncio
import functools
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from pydantic import BaseModel

from agent.contract.lead import Capture, Lead
from agent.delivery.outbox import Outbox, OutboxError
from agent.delivery.publisher import Publisher
from agent.delivery.records import RecordError
from agent.delivery.shelf import Shelf
from agent.delivery.states import ParkReason
from agent.ops.health import Station
from drivers.clock import SystemClock

_LOOK_EVERY_S = 1.0
_ASK_SERVICE_EVERY_S = 30.0
_AT_A_TIME = 20
"""Leads that are looked at without letting a scan pass."""
_CALENDAR_S = 60.0
"""A smaller correction changes no day that was meant by "tomorrow"."""

log = structlog.get_logger(__name__)


class KnownTime:
    """Up to which moment of this boot the wall clock is known; tells leads by how much they were moved."""

    def __init__(self, clock: SystemClock, *, boot: UUID, synchronised: Callable[[], bool]) -> None:
        self.clock = clock
        self.boot = boot
        self._ask = synchronised
        self.synchronised = False
        self.until_s = float("-inf")
        """`clock` time: everything earlier in this boot has a known wall time."""

    def look(self) -> bool:
        """Ask the machine; return whether its clock has become synchronised since the last look."""
        now_s = self.clock.now()
        self.clock.wall(now_s)  # so that it notices a step also while nothing happens
        before, self.synchronised = self.synchronised, self._ask()
        if self.synchronised:
            self.until_s = now_s
        return self.synchronised and not before

    def concerns(self, capture: Capture) -> bool:
        """Return whether a scan was taken while this boot's clock was wrong, and is known by now."""
        unsure = not capture.clock_synchronised and capture.clock_corrected_s is None
        return unsure and capture.boot_id == self.boot and capture.monotonic_s <= self.until_s

    def noted(self, lead: Lead) -> Lead:
        """Return a revision whose times are of now with the note that they were corrected, if they were."""
        capture = lead.capture
        if not self.concerns(capture):
            return lead
        by = self.clock.wall(capture.monotonic_s) - self.clock.believed(capture.monotonic_s)
        return _with_capture(lead, clock_corrected_s=round(by.total_seconds(), 3))

    def corrected(self, lead: Lead) -> Lead:
        """Return the next revision of a lead that nobody holds any more, with every wall time moved."""
        capture = lead.capture
        scanned_at = self.clock.wall(capture.monotonic_s)
        moved = shifted(lead, scanned_at - lead.scanned_at)
        believed = lead.scanned_at
        if capture.monotonic_s >= self.clock.began_s:  # an earlier agent of this boot: the lead alone tells
            believed = self.clock.believed(capture.monotonic_s)
        by_s = round((scanned_at - believed).total_seconds(), 3)
        return _with_capture(self._next(moved), clock_corrected_s=by_s)

    def given_up(self, lead: Lead) -> Lead:
        """Return the next revision of a lead of an earlier boot, whose wall times nobody can know."""
        return _with_capture(self._next(lead), clock_never_synchronised=True)

    def is_of_a_lost_boot(self, capture: Capture) -> bool:
        """Return whether a scan is of an earlier boot whose clock was wrong, and does not say so yet."""
        known = capture.clock_synchronised or capture.clock_corrected_s is not None
        return not known and capture.boot_id != self.boot and not capture.clock_never_synchronised

    def _next(self, lead: Lead) -> Lead:
        now = self.clock.wall(self.clock.now())
        return lead.model_copy(update={"revision": lead.revision + 1, "updated_at": now})


class ClockCorrection:
    """Gives leads that were captured with a wrong clock one more revision, once it is right.

    Conversations in memory are revised by the visit, whose times follow the clock; what only the outbox
    holds is moved here. Nothing waits for it, and nothing depends on it.
    """

    def __init__(
        self,
        known: KnownTime,
        *,
        outbox: Outbox,
        publisher: Publisher,
        revise_all: Callable[[Callable[[Lead], bool]], Awaitable[int]],
        assess: Callable[[Lead], Lead],
        station: Station,
        ask_service: Callable[[], None] = lambda: None,
    ) -> None:
        """Build it.

        Args:
            known: The clock, and what is known of it.
            outbox: What is on the disk.
            publisher: Takes the revisions.
            revise_all: Revises conversations that are in memory, those that a predicate chooses.
            assess: Finds signals anew: "tomorrow" is another day than the box believed.
            station: Says whether the clock is right.
            ask_service: Called now and then, in a thread, while the clock is not known to be right.
        """
        self._known = known
        self._outbox = outbox
        self._publisher = publisher
        self._revise_all = revise_all
        self._assess = assess
        self._station = station
        self._ask_service = ask_service
        self._asked_service_s = float("-inf")
        self._memory_due = False
        self._remembered: set[UUID] = set()
        """Leads that the visit revises itself: a revision of ours would take the number of its next one."""
        self._disk_due = True  # at the start: leads of an earlier agent, or of an earlier boot

    async def run(self) -> None:
        """Watch the clock until cancelled."""
        while True:
            now_s = asyncio.get_running_loop().time()
            if not self._known.synchronised and now_s - self._asked_service_s >= _ASK_SERVICE_EVERY_S:
                self._asked_service_s = now_s
                await asyncio.to_thread(self._ask_service)
            await self.look()
            await asyncio.sleep(_LOOK_EVERY_S)

    async def look(self) -> None:
        """Look at the clock once and correct what has become correctable. Raises nothing over the disk."""
        if self._known.look():
            self._memory_due = self._disk_due = True
        self._tell()
        if self._memory_due:
            self._memory_due = False
            self._remembered = set()
            revised = await self._revise_all(self._due_in_memory)
            if revised:
                log.info("the clock is right: conversations have their true times", leads=revised)
        if self._disk_due:
            try:
                await self._correct_waiting()
            except OutboxError as error:
                log.warning("wall times of waiting leads could not be corrected yet", why=str(error))
            else:
                self._disk_due = False

    def _tell(self) -> None:
        if self._known.synchronised:
            self._station.ok()
        else:
            what = "the clock is not synchronised: leads carry the time that this box believes"
            self._station.degraded(f"{what}; they are corrected once it is (see `timedatectl`)", public=what)

    def _due_in_memory(self, lead: Lead) -> bool:
        self._remembered.add(lead.id)
        return self._known.concerns(lead.capture)

    async def _correct_waiting(self) -> None:
        """Move the times of leads that only the disk holds, and say of lost boots that they are lost."""
        ids = await self._outbox.on_shelf(_movable)
        corrected = lost = 0
        for start in range(0, len(ids), _AT_A_TIME):
            chosen = [one for one in ids[start : start + _AT_A_TIME] if one not in self._remembered]
            for lead in await self._outbox.on_shelf(functools.partial(_read, lead_ids=chosen)):
                if self._known.concerns(lead.capture):
                    corrected += await self._publisher.publish(self._reassessed(lead))
                elif self._known.is_of_a_lost_boot(lead.capture):
                    lost += await self._publisher.publish(self._known.given_up(lead))
        if corrected or lost:
            log.info("wall times of waiting leads", corrected=corrected, never_known=lost)

    def _reassessed(self, lead: Lead) -> Lead:
        moved = self._known.corrected(lead)
        by_s = abs((moved.scanned_at - lead.scanned_at).total_seconds())
        return moved if lead.erased is not None or by_s < _CALENDAR_S else self._assess(moved)


def shifted(lead: Lead, by: timedelta) -> Lead:
    """Return the lead with every wall time in it moved."""
    moved: Lead = _shifted(lead, by)
    return moved


def _shifted(value: Any, by: timedelta) -> Any:
    if isinstance(value, datetime):
        return value + by
    if isinstance(value, BaseModel):
        changed = {
            name: new
            for name in type(value).model_fields
            if (new := _shifted(old := getattr(value, name), by)) is not old
        }
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, tuple):
        moved = tuple(_shifted(each, by) for each in value)
        return moved if any(new is not old for new, old in zip(moved, value, strict=True)) else value
    return value


def _with_capture(lead: Lead, **note: float | bool) -> Lead:
    return lead.model_copy(update={"capture": lead.capture.model_copy(update=note)})


def _movable(shelf: Shelf) -> list[UUID]:
    """Return leads that may get another revision: not those that a person parked, or nobody can read."""
    rows = shelf.connection.execute(
        "SELECT lead_id FROM leads WHERE parked_reason IS NULL OR parked_reason = ? ORDER BY sequence",
        (ParkReason.REJECTED,),
    )
    return [UUID(row[0]) for row in rows]


def _read(shelf: Shelf, lead_ids: list[UUID]) -> list[Lead]:
    leads = []
    for lead_id in lead_ids:
        try:
            lead = shelf.lead(lead_id)
        except RecordError:
            continue  # sealed with a key that is not here, or damaged: the pump says so
        if lead is not None:
            leads.append(lead)
    return leads

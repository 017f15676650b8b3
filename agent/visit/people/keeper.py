"""Keeps pack and attendee list up to date while the box works: at start, on request, when a list arrives."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

import structlog

from agent.event_pack.content import ATTENDEES_FILE
from agent.event_pack.holder import PackHolder
from agent.event_pack.problems import Severity
from agent.event_pack.text_files import UnreadableFileError, examine
from agent.ops.health import Station
from agent.visit.people.attendee_file import ListReport
from agent.visit.people.attendee_list import AttendeeList, AttendeeListError, build
from agent.visit.people.enrich import Knowledge
from agent.visit.people.front_desk import FrontDesk

_LOOK_EVERY_S = 15.0
_NO_PACK = "no event pack is set; leads go without campaign, accounts and owners (event.pack)"

log = structlog.get_logger(__name__)


class Keeper:
    """Loads what the front desk works with, away from the event loop, and swaps it in one step.

    A pack or list with an error changes nothing: what was in use stays, and health says what is wrong.
    """

    def __init__(
        self,
        *,
        holder: PackHolder,
        desk: FrontDesk,
        database: Path,
        pack_station: Station,
        people_station: Station,
    ) -> None:
        """Build it.

        Args:
            holder: Where the pack lies.
            desk: What is to be kept up to date.
            database: Where the attendee list is kept; must be the box's own file.
            pack_station: Shows in health whether the pack is as marketing wants it.
            people_station: The same for the attendee list.
        """
        self._holder = holder
        self._desk = desk
        self._database = database
        self._pack_station = pack_station
        self._people_station = people_station
        self.pack_changed: Callable[[], None] = lambda: None
        """Called in the event loop once another pack is in use."""
        self.people_changed: Callable[[], Awaitable[None]] = _nothing
        """Awaited once another list is in use, to revise leads."""
        self._asked = asyncio.Event()
        self._seen: tuple[int, int] | None = None
        """Size and time of change of the list that was looked at last."""

    def ask(self) -> None:
        """Ask for pack and list to be read again; `systemctl reload` does."""
        self._asked.set()

    @property
    def errors(self) -> int:
        """How many errors the pack had at the last try."""
        return sum(problem.severity is Severity.ERROR for problem in self._holder.problems)

    async def load_pack(self) -> None:
        """Read the pack and use it if it is right. A few 10 ms; the list is left to `run`."""
        if not self._holder.wanted:
            self._pack_station.ok()
            log.info(_NO_PACK)
            return
        with self._pack_station.working():
            changed = await asyncio.to_thread(self._holder.reload)
        before, loaded = self._desk.knowledge.loaded, self._holder.current
        if changed and loaded is not None:
            if before is not None and before.pack.event.id != loaded.pack.event.id:
                self._desk.use_people(None)  # another event's people are strangers here
            self._desk.use(await asyncio.to_thread(Knowledge.of, loaded))
            self.pack_changed()
            log.info(
                "event pack in use",
                event_pack=loaded.pack.event.id,
                version=loaded.pack.version,
                content=loaded.content_hash[:12],
                warnings=len(loaded.warnings),
            )
        if self._holder.problems:
            self._say_what_is_wrong()
        else:
            self._pack_station.ok()

    async def run(self) -> None:
        """Keep both up to date until cancelled."""
        await self.load_people()
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), _LOOK_EVERY_S)
            if self._asked.is_set():
                self._asked.clear()
                self._seen = None
                await self.load_pack()
            await self.load_people()

    def _say_what_is_wrong(self) -> None:
        errors = [problem for problem in self._holder.problems if problem.severity is Severity.ERROR]
        kept = "the one before stays in use" if self._holder.current else "leads go without one"
        detail = (
            f"the event pack has {self.errors} error(s), {kept}; run `boothscribe event check"
            f" {self._holder.directory}`"
        )
        self._pack_station.failed(detail, public=f"the event pack has errors; {kept}")
        # Their number and places only: a message may quote a rep's or an account's name.
        log.error("event pack refused", errors=len(errors), places=[str(each.place) for each in errors[:20]])

    async def load_people(self) -> None:
        """Read the attendee list if it changed or its database is damaged, and use it if it is right."""
        loaded = self._holder.current
        source = _list_beside(loaded.directory) if loaded else None
        if source is None:
            if not self._holder.problems:
                await self._forget_people()
            return
        seen = await asyncio.to_thread(_state, source)
        damaged = self._desk.people is not None and self._desk.people.damaged
        if seen is None or (seen == self._seen and not damaged):
            return
        with self._people_station.working():
            await self._take(source, anew=damaged)
        self._seen = seen

    async def _take(self, source: Path, *, anew: bool) -> None:
        try:
            report = await asyncio.to_thread(self._built, source, anew=anew)
        except AttendeeListError as error:
            self._people_station.failed(str(error), public="the attendee list cannot be read")
            log.error("attendee list refused", why=str(error))  # noqa: TRY400 -- the message says it all
            return
        self._people_station.ok()
        if report is None and self._desk.people is not None:
            return
        people = await asyncio.to_thread(AttendeeList.open, self._database)
        self._desk.use_people(people)
        log.info(
            "attendee list in use",
            people=people.size if people else 0,
            rows_without_id=len(report.unusable) if report else None,
        )
        await self.people_changed()

    def _built(self, source: Path, *, anew: bool) -> ListReport | None:
        """Build the database, unless it was made from the very same list and need not be made `anew`."""
        try:
            sha256 = examine(source).sha256
        except UnreadableFileError as error:
            raise AttendeeListError(f"{source}: {error}") from None
        present = None if anew else AttendeeList.open(self._database)
        if present is not None:
            present.close()
            if present.sha256 == sha256:
                return None
        return build(source, self._database)

    async def _forget_people(self) -> None:
        """Delete the list of an event that is not this one: those people are nobody's business here."""
        self._people_station.ok()
        if self._desk.people is None and not self._database.exists():
            return
        self._desk.use_people(None)
        with suppress(OSError):
            self._database.unlink(missing_ok=True)
        log.info("attendee list deleted: the pack has none")


async def _nothing() -> None:
    return


def _list_beside(directory: Path) -> Path | None:
    """Return the list in a pack; it may come later than the pack."""
    path = directory / ATTENDEES_FILE
    return path if path.is_file() else None


def _state(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns

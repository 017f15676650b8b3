"""Tries a version that was placed, and takes it back where it is not healthy.

Runs in the update unit, from the version that was good before: after an update was placed, and at every start
of the box. Every step can be done twice, and between any two the power may go.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from agent.delivery.failpoints import reach
from agent.updating.errors import Reason, UpdateError
from agent.updating.journal import Entry, Journal, State
from agent.updating.units import Units
from agent.updating.versions import Versions

MOST_TRIES = 2
"""A version that is cut off twice while it is tried may itself be what takes the box down."""

_LOOK_EVERY_S = 0.5


@dataclass(frozen=True)
class Patience:
    """How a version is watched; see `Entry`."""

    settle_s: float = 60.0
    within_s: float = 180.0


def begin(versions: Versions, units: Units, name: str, patience: Patience) -> Entry:
    """Write down that a version that was placed is to be tried, and what ran before.

    Raises:
        UpdateError: If there is nothing to come back to.
    """
    journal = Journal(versions.root)
    last = journal.read()
    before = versions.good() if last is not None and last.unfinished else versions.current()
    if before is None or not versions.complete(before):
        raise UpdateError(Reason.BROKEN, f"{versions.root} has no version to come back to; install the .deb")
    # The update unit runs from `good`, so that a broken version cannot keep this one from coming back.
    versions.set_good(before)
    running = units.running()
    seen = [units.show(unit) for unit in running]
    troubled = sorted({station for unit in seen for station in unit.troubled})
    entry = Entry(
        State.TRYING,
        version=name,
        before=before,
        units=running,
        troubled=tuple(troubled) if all(unit.active for unit in seen) else None,
        settle_s=patience.settle_s,
        within_s=patience.within_s,
    )
    reach("update.ready")
    return journal.write(entry)


@dataclass(frozen=True)
class Trial:
    """One box's versions, their services and a clock."""

    versions: Versions
    units: Units
    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def resume(self) -> Entry | None:
        """Bring what is unfinished to its end: the new version kept, or the one before back.

        Returns:
            How the last update ended; None if there never was one.

        Raises:
            UpdateError: If somebody else is at it.
        """
        journal = Journal(self.versions.root)
        with journal.locked():
            entry = journal.read()
            # First, not last: this very program may run from the version that is replaced.
            self.versions.sweep(*(() if entry is None else (entry.version, entry.before)))
            if entry is None:
                self._without_journal()
            elif entry.state is State.TRYING:
                entry = self._try(journal, entry)
            if entry is not None and entry.state is State.RETURNING:
                entry = self._return(journal, entry)
        return entry

    def _without_journal(self) -> None:
        good = self.versions.good()
        if good is not None and self.versions.current() != good:
            self.versions.set_current(good)
            for unit in self.units.running():
                self.units.restart(unit)

    def _try(self, journal: Journal, entry: Entry) -> Entry:
        if self.versions.good() == entry.version:  # all was done but the last line of the journal
            return journal.write(entry.now(State.KEPT))
        if entry.tries >= MOST_TRIES:
            why = f"the box went down {entry.tries} times while it was tried"
            return journal.write(entry.now(State.RETURNING, why))
        if not self.versions.complete(entry.version):
            return journal.write(entry.now(State.RETURNING, "its files are damaged"))
        entry = journal.write(replace(entry, tries=entry.tries + 1))
        reach("update.trying")
        self.versions.set_current(entry.version)
        reach("update.switched")
        wrong = self._wrong(entry)
        if wrong is not None:
            entry = journal.write(entry.now(State.RETURNING, wrong))
            reach("update.refused")
            return entry
        reach("update.healthy")
        self.versions.set_good(entry.version)
        reach("update.good")
        return journal.write(entry.now(State.KEPT))

    def _return(self, journal: Journal, entry: Entry) -> Entry:
        self.versions.set_current(entry.before)
        reach("update.returned")
        for unit in entry.units:
            self.units.restart(unit)
        reach("update.restarted")
        return journal.write(entry.now(State.RETURNED))

    def _wrong(self, entry: Entry) -> str | None:
        """Start the services; return what is wrong with them in the end, or None."""
        for unit in entry.units:
            if not self.units.restart(unit):
                return f"{unit} does not start; see: journalctl -u {unit}"
            reach("update.started")
        begun_s = self.now()  # not before: a slow start would use up the time in which it is watched
        first = {unit: self.units.show(unit) for unit in entry.units}
        if not first:
            return None
        while True:
            worse: list[str] = []
            for unit, before in first.items():
                seen = self.units.show(unit)
                if not seen.active or seen.pid != before.pid or seen.restarts != before.restarts:
                    return f"{unit} ended by itself; see: journalctl -u {unit}"
                if entry.troubled is not None:
                    worse += sorted(seen.troubled - set(entry.troubled))
            passed_s = self.now() - begun_s
            if passed_s >= entry.settle_s and not worse:
                return None
            if passed_s >= max(entry.within_s, entry.settle_s):
                return f"what worked before does not: {', '.join(worse)}"
            self.sleep(_LOOK_EVERY_S)

"""Takes the version that a Debian package brought."""

from pathlib import Path

from agent.updating.journal import Journal
from agent.updating.manifest import NAME, Manifest, this_python
from agent.updating.trial import Patience, begin
from agent.updating.units import Units
from agent.updating.versions import Versions


def adopt(versions: Versions, units: Units, wheels: Path) -> None:
    """Place the version of a directory of wheels, and switch to it.

    Where services run, the version is tried like any update, in the background, and taken back if it is not
    healthy. Otherwise there is nothing to compare it with.

    Raises:
        UpdateError: If it cannot be placed, or an update is being tried; what runs was not touched.
    """
    journal = Journal(versions.root)
    with journal.locked():
        name = versions.place(Manifest.load((wheels / NAME).read_bytes()), wheels)
        running, current = units.running(), versions.current()
        tried = bool(running) and current not in {None, name} and _still_starts(versions, current)
        if tried:
            begin(versions, units, name, Patience())
        else:
            versions.set_current(name)
            versions.set_good(name)
            journal.clear()
            versions.sweep()
            # Also for the same version: its units may be new.
            for unit in running:
                units.restart(unit)
    if tried:
        units.begin_trial(wait=False)


def _still_starts(versions: Versions, name: str | None) -> bool:
    """Return whether a version is made for this machine's Python, which an upgrade of Debian replaces."""
    return name is not None and versions.complete(name) and name.endswith(f"-{this_python()}")

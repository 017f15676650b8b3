"""One run: finish what was cut off, look for a file, take it or say why not."""

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from agent.provisioning import placing, removal
from agent.provisioning.outcome import Outcome
from agent.provisioning.places import FILE, PROBLEMS, TAKEN, Places
from agent.provisioning.plan import ProvisionError, plan
from agent.provisioning.reading import exists
from agent.provisioning.volatile import is_volatile

_WHY_NOT = "Boothscribe did not take boothscribe.toml; the box goes on with the settings before."
_WHAT_NOW = "Mend what is named here, and start the box again. docs/provisioning.md explains each."


def provision(folders: Iterable[Path], places: Places) -> Outcome | None:
    """Take the first `boothscribe.toml` that lies in one of the folders.

    Returns:
        What became of it; None where there was none, and nothing to finish.
    """
    folders = list(folders)
    try:
        finished = placing.put_in_place(places)
    except (OSError, KeyError) as error:
        return Outcome("an earlier start", (_not_written(places, error),))
    for folder in folders:
        with contextlib.suppress(OSError):  # read-only, or gone: nothing in it is taken for a file of ours
            removal.clear_used(folder)
    for folder in folders:
        if exists(folder / FILE):
            return _take(folder, places)
    places.last.unlink(missing_ok=True)
    return Outcome("an earlier start") if finished else None


def _take(folder: Path, places: Places) -> Outcome:
    source = str(folder / FILE)
    try:
        planned = plan(folder, places)
        warnings = planned.warnings
        if not placing.taken_before(planned, places):
            if lost := [_volatile(target) for target in places.targets if is_volatile(target)]:
                raise ProvisionError(lost)  # noqa: TRY301 -- told like every other problem
            warnings += placing.prepare(planned, places, folder)
            placing.put_in_place(places)
    except ProvisionError as error:
        return _refused(folder, error.problems)
    except (OSError, KeyError) as error:
        return _refused(folder, [_not_written(places, error)])
    try:
        removal.remove_source(folder, with_pack=bool(planned.pack))
        places.last.unlink(missing_ok=True)  # the same file, put there again, is to count again
    except OSError as error:
        why = f"{folder}: what was taken could not be removed ({error.strerror}): its secrets can still be"
        warnings += (f"{why} read there; remove them on another machine",)
    else:
        removal.leave_note(folder, TAKEN, ["Boothscribe took boothscribe.toml. Nothing is left to do."])
        os.sync()
    return Outcome(source, (), warnings)


def _refused(folder: Path, problems: list[str]) -> Outcome:
    removal.leave_note(folder, PROBLEMS, [_WHY_NOT, "", *problems, "", _WHAT_NOW])
    return Outcome(str(folder / FILE), tuple(problems))


def _not_written(places: Places, error: OSError | KeyError) -> str:
    why = error.strerror if isinstance(error, OSError) else f"there is no group {places.group}"
    return f"{places.config}: cannot be written: {why}"


def _volatile(target: Path) -> str:
    return (
        f"{target}: lies in memory and would be lost at the next start; give it a place on a disk"
        " (docs/provisioning.md, Read-only root)"
    )

"""How far an update has come: one small file, replaced as a whole, so that a power cut leaves a true one."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path

from agent.updating.errors import Reason, UpdateError
from agent.updating.files import remove, write_durably

_NAME = "update.json"
_LOCK = ".lock"


class State(StrEnum):
    """Where an update stands. The first two are unfinished: the update unit goes on from there."""

    TRYING = "trying"
    """Placed as a whole; it is being started, or is watched."""
    RETURNING = "returning"
    """It was not healthy; the version before comes back."""
    KEPT = "kept"
    RETURNED = "returned"


@dataclass(frozen=True)
class Entry:
    """The update that is under way, or the last one."""

    state: State
    version: str
    """The name of the new version on this box."""
    before: str
    """The name of the version that comes back if it is not healthy."""
    units: tuple[str, ...] = ()
    """Services that ran before."""
    troubled: tuple[str, ...] | None = None
    """Stations that were in trouble before, for which the new version is not to blame; None if not known."""
    settle_s: float = 60.0
    """How long it must run without a restart."""
    within_s: float = 180.0
    """How long it may take until everything works that worked before."""
    tries: int = 0
    """How often it was started; a power cut in between counts."""
    why: str | None = None
    """Why it was not kept."""

    @property
    def unfinished(self) -> bool:
        """Whether the update unit still has to do something."""
        return self.state in {State.TRYING, State.RETURNING}

    def now(self, state: State, why: str | None = None) -> "Entry":
        """Return the entry in its next state."""
        return replace(self, state=state, why=why or self.why)


@dataclass(frozen=True)
class Journal:
    """The file in the directory of the versions."""

    root: Path

    def read(self) -> Entry | None:
        """Return the entry; None where there never was an update, or the file is damaged.

        A damaged one (it is replaced as a whole, so the disk itself lost it) leaves `current` and `good`,
        which say enough: see `trial.resume`.
        """
        try:
            fields = json.loads((self.root / _NAME).read_bytes())
            fields["state"] = State(fields["state"])
            fields["units"] = tuple(fields["units"])
            fields["troubled"] = None if fields["troubled"] is None else tuple(fields["troubled"])
            return Entry(**fields)
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def write(self, entry: Entry) -> Entry:
        """Replace the entry, durably."""
        write_durably(self.root / _NAME, json.dumps(asdict(entry), indent=1).encode() + b"\n")
        return entry

    def clear(self) -> None:
        """Forget the last update."""
        remove(self.root / _NAME)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep everybody else from changing versions.

        Raises:
            UpdateError: If somebody does so now.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.root / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise UpdateError(
                    Reason.BUSY, "another update is under way; `boothscribe update status` shows it"
                ) from error
            yield
        finally:
            os.close(descriptor)

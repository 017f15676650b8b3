"""The services that a version runs as, and whether they are well."""

import re
import subprocess
from dataclasses import dataclass
from typing import Protocol

SERVICES = ("boothscribe.service", "boothscribe-collector.service")
TRIAL = "boothscribe-update.service"

_LONGEST_S = 300
"""For one call of systemctl: a start may take TimeoutStartSec, a stop before it TimeoutStopSec."""


@dataclass(frozen=True)
class Unit:
    """A service at one moment."""

    active: bool
    pid: int
    restarts: int
    """By systemd itself, after failures."""
    status: str
    """What it says of itself, in `agent.ops.health`'s words; empty for a service that says nothing."""

    @property
    def troubled(self) -> frozenset[str]:
        """Names of the stations that do not work."""
        if self.status.startswith("stuck: "):
            return frozenset(self.status.removeprefix("stuck: ").split(", "))
        return frozenset(re.findall(r"(?:^|; )([^;]+?): ", self.status))


class Units(Protocol):
    """The service manager, as far as an update needs it."""

    def show(self, unit: str) -> Unit:
        """Return what the unit does now."""

    def running(self) -> tuple[str, ...]:
        """Return which of `SERVICES` run or try to."""

    def restart(self, unit: str) -> bool:
        """Restart it, wait until it says that it is ready, and return whether it did."""

    def begin_trial(self, *, wait: bool = True) -> bool:
        """Start the update unit, which outlives the terminal that asked; return whether that worked."""


class Systemd:
    """The real one, through `systemctl`."""

    def show(self, unit: str) -> Unit:
        """Return what the unit does now; a unit that does not exist is not active."""
        properties = "ActiveState,MainPID,NRestarts,StatusText"
        done = _systemctl("show", "--property", properties, unit)
        told = dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)
        return Unit(
            active=told.get("ActiveState") == "active",
            pid=int(told.get("MainPID") or 0),
            restarts=int(told.get("NRestarts") or 0),
            status=told.get("StatusText", ""),
        )

    def running(self) -> tuple[str, ...]:
        """Return which of `SERVICES` run or try to."""
        states = {unit: _systemctl("is-active", unit).stdout.strip() for unit in SERVICES}
        return tuple(unit for unit, state in states.items() if state in {"active", "activating", "reloading"})

    def restart(self, unit: str) -> bool:
        """Restart it, wait until it says that it is ready, and return whether it did."""
        # A service that failed too often before must not stay down for that.
        _systemctl("reset-failed", unit)
        return _systemctl("restart", unit).returncode == 0

    def begin_trial(self, *, wait: bool = True) -> bool:
        """Start the update unit, which outlives the terminal that asked; return whether that worked."""
        options = () if wait else ("--no-block",)
        return _systemctl("start", *options, TRIAL, limit_s=None).returncode == 0


def _systemctl(*arguments: str, limit_s: float | None = _LONGEST_S) -> subprocess.CompletedProcess[str]:
    command = ["systemctl", "--no-pager", *arguments]
    try:
        return subprocess.run(command, check=False, capture_output=True, text=True, timeout=limit_s)  # noqa: S603
    except (subprocess.TimeoutExpired, FileNotFoundError) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))

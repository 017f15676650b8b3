"""What works, what does not, and whether work still flows."""

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """Condition of a station."""

    OK = "ok"
    DEGRADED = "degraded"
    """Waiting for something outside (device, network); comes back by itself."""
    FAILED = "failed"
    """Needs a person."""


@dataclass
class Station:
    """One part of the agent, as health sees it.

    A station is stalled when it took work up and did not finish it within `stall_after_s`.
    Waiting for work is not a stall, and neither is an absent device: that is a status.
    """

    name: str
    stall_after_s: float
    status: Status = Status.DEGRADED
    detail: str | None = "not started yet"
    """For the person at the box: log, `systemctl status`. May name devices and files."""
    public: str | None = "not started yet"
    """What of it may leave the box over MQTT: nothing that somebody called something."""
    now: Callable[[], float] = field(default=time.monotonic, repr=False)
    _begun_s: dict[int, float] = field(default_factory=dict, repr=False)
    _tickets: Iterator[int] = field(default_factory=itertools.count, repr=False)

    def ok(self) -> None:
        """Say that the station works."""
        self.status, self.detail, self.public = Status.OK, None, None

    def degraded(self, detail: str, *, public: str = "waiting; the log on the box says for what") -> None:
        """Say what the station waits for; `detail` holds no personal data."""
        self.status, self.detail, self.public = Status.DEGRADED, detail, public

    def failed(self, detail: str, *, public: str = "needs a person; the log on the box says why") -> None:
        """Say what a person must do; `detail` holds no personal data."""
        self.status, self.detail, self.public = Status.FAILED, detail, public

    @contextmanager
    def working(self) -> Iterator[None]:
        """Mark a piece of work, so that one that never ends is noticed; pieces may overlap."""
        ticket = next(self._tickets)
        self._begun_s[ticket] = self.now()
        try:
            yield
        finally:
            del self._begun_s[ticket]

    def stalled(self, now_s: float) -> bool:
        """Return whether work has been stuck for too long at time `now_s` of the station's clock."""
        return any(now_s - begun_s > self.stall_after_s for begun_s in self._begun_s.values())


class Health:
    """All stations of one agent."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self.started_s = now()
        self.stations: dict[str, Station] = {}

    def station(self, name: str, *, stall_after_s: float = 30.0) -> Station:
        """Register a station."""
        self.stations[name] = station = Station(name, stall_after_s, now=self._now)
        return station

    def stalled(self) -> list[str]:
        """Return the names of stations whose work is stuck; the watchdog is fed only while empty."""
        now_s = self._now()
        return [station.name for station in self.stations.values() if station.stalled(now_s)]

    @property
    def uptime_s(self) -> float:
        """Seconds since the agent started."""
        return self._now() - self.started_s

    def summary(self) -> str:
        """Return one line for `systemctl status`; `; ` stands between stations and nowhere else."""
        troubled = [
            f"{station.name}: {(station.detail or '').replace('; ', ', ')}"
            for station in self.stations.values()
            if station.status is not Status.OK
        ]
        return "; ".join(troubled) or "all stations work"

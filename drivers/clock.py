"""The one notion of time that scanners, microphones and the agent share."""

import asyncio
import heapq
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Monotonic time in seconds; where zero lies means nothing."""

    def now(self) -> float:
        """Return the current time in seconds."""
        ...

    async def sleep_until(self, time_s: float) -> None:
        """Return once `now()` is at least `time_s`."""
        ...

    def wall(self, time_s: float) -> datetime:
        """Return the UTC wall-clock time of `time_s`, as well as this machine knows it."""
        ...


_WALL_STEP_S = 0.05
"""A smaller disagreement between the two clocks is reading noise, a larger one a corrected wall clock."""


class SystemClock:
    """The machine's own monotonic clock.

    `wall` follows the wall clock as it is now, also for times past: once a box without battery-backed
    clock has learned the time, everything it says from then on is right.
    """

    def __init__(self) -> None:
        self._wall_offset_s = time.time() - time.monotonic()

    def now(self) -> float:
        """See `Clock.now`."""
        return time.monotonic()

    async def sleep_until(self, time_s: float) -> None:
        """See `Clock.sleep_until`."""
        await asyncio.sleep(max(0.0, time_s - self.now()))

    def wall(self, time_s: float) -> datetime:
        """See `Clock.wall`."""
        offset_s = time.time() - time.monotonic()
        if abs(offset_s - self._wall_offset_s) > _WALL_STEP_S:
            self._wall_offset_s = offset_s
        return datetime.fromtimestamp(time_s + self._wall_offset_s, UTC)


class ReplayClock:
    """A clock that one replayed source drives as fast as its listeners keep up.

    Whoever plays the recording calls `advance_to`; everybody else sees time pass exactly as it
    passed in the recording, so a scan replayed at 12 s meets the words spoken at 12 s whatever
    the speed. Once the driver calls `release`, time runs on with the machine's own clock.
    """

    def __init__(self) -> None:
        self._start_wall = datetime.now(UTC)
        self._now_s = 0.0
        self._released_at: float | None = None
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._sleeper_count = 0

    def now(self) -> float:
        """See `Clock.now`."""
        if self._released_at is None:
            return self._now_s
        return self._now_s + time.monotonic() - self._released_at

    async def sleep_until(self, time_s: float) -> None:
        """See `Clock.sleep_until`."""
        if self._released_at is None and time_s > self._now_s:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._sleeper_count += 1
            heapq.heappush(self._sleepers, (time_s, self._sleeper_count, waiter))
            await waiter
        await asyncio.sleep(max(0.0, time_s - self.now()))

    def wall(self, time_s: float) -> datetime:
        """See `Clock.wall`."""
        return self._start_wall + timedelta(seconds=time_s)

    def advance_to(self, time_s: float) -> None:
        """Move time forward to `time_s` and wake whoever slept until then; never moves back."""
        self._now_s = max(self._now_s, time_s)
        self._wake(self._now_s)

    def release(self) -> None:
        """Let time run on by itself: the recording that drove it has ended."""
        if self._released_at is None:
            self._released_at = time.monotonic()
            self._wake(float("inf"))

    def _wake(self, until_s: float) -> None:
        while self._sleepers and self._sleepers[0][0] <= until_s:
            _, _, waiter = heapq.heappop(self._sleepers)
            if not waiter.done():
                waiter.set_result(None)

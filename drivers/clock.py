"""The one notion of time that scanners, microphones and the agent share."""

import asyncio
import bisect
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


_MOST_STEPS = 1000
"""A clock that creeps away makes one every few minutes."""


class SystemClock:
    """The machine's own monotonic clock.

    `wall` follows the wall clock as it is now, also for times past: once a box without battery-backed
    clock has learned the time, everything it says from then on is right. `believed` keeps what it said.
    """

    def __init__(self) -> None:
        self.began_s = self.now()
        """Since when this clock has watched; `believed` knows nothing from before."""
        self._steps: list[tuple[float, float]] = [(self.began_s, time.time() - self.began_s)]
        """Since when which difference of wall clock and monotonic clock held, both in seconds."""

    def now(self) -> float:
        """See `Clock.now`."""
        return time.monotonic()

    async def sleep_until(self, time_s: float) -> None:
        """See `Clock.sleep_until`."""
        await asyncio.sleep(max(0.0, time_s - self.now()))

    def wall(self, time_s: float) -> datetime:
        """See `Clock.wall`."""
        now_s = self.now()
        offset_s = time.time() - now_s
        if abs(offset_s - self._steps[-1][1]) > _WALL_STEP_S:
            self._steps.append((now_s, offset_s))
            del self._steps[1:-_MOST_STEPS]
        return datetime.fromtimestamp(time_s + self._steps[-1][1], UTC)

    def believed(self, time_s: float) -> datetime:
        """Return the wall-clock time that this machine took `time_s` for when it was that time.

        A step counts from when it was noticed: ask `wall` now and then.
        """
        index = max(1, bisect.bisect_right(self._steps, time_s, key=lambda step: step[0]))
        return datetime.fromtimestamp(time_s + self._steps[index - 1][1], UTC)


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

"""Listens to the microphone and hands on what it hears."""

import asyncio
from collections.abc import Callable

from agent.hearing.array.faults import Fault, Trouble
from agent.hearing.level import LevelMeter
from agent.hearing.segmenter import Segmenter
from agent.hearing.utterance import Heard, Silence
from agent.ops.health import Station
from agent.ops.metrics import Metrics
from drivers.clock import Clock
from drivers.microphones.base import FRAME_S, Microphone

_SILENCE_STEP_S = 0.25
_ABSENT_S = 3.0
_QUEUE_LENGTH = 512
_BACKLOG = 40


class Ear:
    """Frames in, utterances and silences out, in the order of their times.

    While the box is mute frames are thrown away unheard; what came before them is handed on.

    Attributes:
        heard: What came out; bounded, so that slow recognition holds the microphone's own buffer up,
            where losses are counted.
        levels: How loud it is, for the doctor.
    """

    def __init__(
        self,
        *,
        microphone: Microphone | None,
        segmenter: Segmenter,
        clock: Clock,
        metrics: Metrics,
        station: Station,
        muted: Callable[[float], bool] = lambda _time_s: False,
    ) -> None:
        self._microphone = microphone
        self._segmenter = segmenter
        self._clock = clock
        self._metrics = metrics
        self._station = station
        self._muted = muted
        self._last_frame_s = clock.now()
        self._handing_on = False
        self._vetoed = 0
        self._troubles: tuple[Trouble, ...] = ()
        self._silence_said_s = clock.now()
        self.heard: asyncio.Queue[Heard] = asyncio.Queue(_QUEUE_LENGTH)
        self.levels = LevelMeter()

    async def run(self) -> None:
        """Listen until the microphone's recording ends; for a real one, until cancelled."""
        if self._microphone is None:
            self._station.ok()
            return
        async for frame in self._microphone:
            self._metrics.frames.inc()
            with self._station.working():
                # Asked by the frame's own time, and before anything looks at it: what was said while the
                # box is mute ends here, also where it waited in the microphone's buffer.
                if self._muted(frame.time_s):
                    complete = [*self._segmenter.flush(), Silence(frame.time_s)]
                else:
                    self.levels.push(frame.samples, FRAME_S)
                    complete = self._segmenter.push(frame)
            self._say_how_it_is()
            self._handing_on = True
            try:
                # Waiting for a place here is recognition's slowness, and counted there.
                for heard in complete:
                    await self._hand_on(heard)
            finally:
                self._handing_on = False
                # When it was dealt with, not when it was spoken: frames that waited are not absent.
                self._last_frame_s = self._clock.now()
            # A box too slow to hear always has a frame waiting: it must still scan, and feed its watchdog.
            await asyncio.sleep(0)
        await self.flush()

    def _say_how_it_is(self) -> None:
        """Tell health; also after a restart: sound flows again."""
        self._metrics.utterances.labels("not_ours").inc(self._segmenter.vetoed - self._vetoed)
        self._vetoed = self._segmenter.vetoed
        troubles = tuple(self._segmenter.troubles)
        if troubles != self._troubles:
            self._troubles = troubles
            for fault in Fault:
                count = sum(trouble.fault is fault for trouble in troubles)
                self._metrics.microphone_faults.labels(fault.value).set(count)
        if troubles:
            self._station.degraded(
                "; ".join(trouble.advice for trouble in troubles),
                public="microphone: " + ", ".join(sorted({trouble.fault.value for trouble in troubles})),
            )
        else:
            self._station.ok()

    @property
    def last_frame_s(self) -> float:
        """When sound came last, in `Clock` time; before any came, when the ear was made."""
        return self._last_frame_s

    async def watch(self) -> None:
        """While no sound comes, say so: a conversation must end even when the microphone is gone."""
        while True:
            await asyncio.sleep(_SILENCE_STEP_S)
            # While recognition is behind, frames wait in the microphone's buffer: that is no silence.
            if not self._handing_on and self._clock.now() - self._last_frame_s > _ABSENT_S:
                await self.flush()

    async def flush(self) -> None:
        """Hand on what is open, up to now."""
        for heard in self._segmenter.flush():
            await self._hand_on(heard)
        await self._hand_on(Silence(self._clock.now()))

    async def _hand_on(self, heard: Heard) -> None:
        if isinstance(heard, Silence):
            if heard.until_s < self._silence_said_s + _SILENCE_STEP_S:
                return
            if self.heard.qsize() > _BACKLOG:
                return  # a later mark says the same and more; the places are for utterances
            self._silence_said_s = heard.until_s
        await self.heard.put(heard)

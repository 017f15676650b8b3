"""An ear on a broken array: the fault is named and counted, and words are heard nevertheless."""

from collections import Counter
from collections.abc import AsyncIterator, Callable

import numpy as np
import pytest

from agent.hearing.array.faults import Fault
from agent.hearing.utterance import UtterancePart
from agent.listening import build_ear
from agent.ops.health import Health, Status
from agent.ops.metrics import Metrics
from agent.settings.model import HearingSettings
from drivers.clock import ReplayClock
from drivers.microphones.base import FRAME_S, SAMPLE_RATE_HZ, Frame, Microphone
from tests.hearing.array.scenes import Audio, diffuse_noise, frames_of
from tests.hearing.array.test_front_end import GEOMETRY, talk
from tests.hearing.test_ear import Deaf

assert GEOMETRY is not None
_SAID_S = 5.0


class Played(Microphone):
    """Plays sound of several channels, and ends."""

    def __init__(self, sound: Audio, clock: ReplayClock) -> None:
        super().__init__(name="played", listener=Deaf())
        self._sound = sound
        self._clock = clock

    async def __aiter__(self) -> AsyncIterator[Frame]:
        for frame in frames_of(self._sound, 0.0):
            self._clock.advance_to(frame.time_s + FRAME_S)
            yield frame

    async def aclose(self) -> None:
        """There is nothing to close."""


def dead(sound: Audio) -> Audio:
    sound[:, 2] = 0
    return sound


def clipped(sound: Audio) -> Audio:
    sound[:, 1] = np.clip(sound[:, 1] * 60, -1, 1)
    return sound


def delayed(sound: Audio) -> Audio:
    sound[:, 3] = np.roll(sound[:, 3], 240)
    return sound


def swapped(sound: Audio) -> Audio:
    return sound[:, [1, 0, 2, 3]]


def fewer_channels(sound: Audio) -> Audio:
    return sound[:, :2]


@pytest.mark.parametrize(
    ("break_", "fault", "sides"),
    [
        (dead, Fault.DEAD, True),
        (clipped, Fault.CLIPPED, True),
        (delayed, Fault.DELAYED, True),
        (swapped, Fault.SWAPPED, False),
        (fewer_channels, Fault.CHANNELS, False),
    ],
)
async def test_a_broken_array_is_named_and_counted_and_words_still_reach_recognition(
    break_: Callable[[Audio], Audio], fault: Fault, sides: bool
) -> None:
    spoken, _ = talk((10.0, 170.0, 0.0))
    assert GEOMETRY is not None
    hall = diffuse_noise(GEOMETRY, 14 * SAMPLE_RATE_HZ, level=0.01, seed=6)
    clock, metrics, health = ReplayClock(), Metrics(), Health()
    sound = break_(np.concatenate([hall, spoken]))
    ear = build_ear(
        HearingSettings(array="circle-4"), Played(sound, clock), clock=clock, metrics=metrics, health=health
    )
    await ear.run()
    parts = [
        each
        for each in (ear.heard.get_nowait() for _ in range(ear.heard.qsize()))
        if isinstance(each, UtterancePart)
    ]
    assert sum(part.duration_s for part in parts) > _SAID_S
    if sides:
        assert set(Counter(part.side for part in parts)) >= {"visitor", "rep"}
    station = health.stations["hearing"]
    assert station.status is Status.DEGRADED
    counted = metrics.registry.get_sample_value("boothscribe_microphone_faults", {"fault": fault.value})
    assert (counted or 0) >= 1
    assert station.detail

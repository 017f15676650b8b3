"""An array's own beam and direction register, on a stand-in for the device."""

from collections import Counter

import numpy as np
import pytest

from agent.hearing.array.device import DeviceFrontEnd, DeviceTuning
from agent.hearing.array.faults import Fault
from agent.hearing.array.profile import DirectionSource, ProfileError, load_profile
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.hearing.utterance import UtterancePart
from agent.listening import build_front_end
from agent.settings.model import HearingSettings
from drivers.microphones.base import SAMPLE_RATE_HZ
from drivers.microphones.direction import Direction
from tests.hearing.array.scenes import frames_of
from tests.hearing.sounds import demo_recording, demo_turns


class Register:
    """Says that sound comes from one azimuth until a time, and from another one after it."""

    def __init__(self, before_deg: float, after_deg: float = 0.0, change_s: float = 1e9) -> None:
        self.trouble = ""
        self._degrees = (before_deg, after_deg)
        self._change_s = change_s

    def at(self, time_s: float) -> Direction | None:
        return Direction(self._degrees[time_s >= self._change_s], speech=True, time_s=time_s)


def heard(
    register: Register, seconds: float = 8.0, channels: int = 6
) -> tuple[Segmenter, list[UtterancePart]]:
    voice = demo_recording()[: round(seconds * SAMPLE_RATE_HZ)]
    device = np.zeros((len(voice), channels), np.float32)
    device[:, 0] = voice
    segmenter = Segmenter(
        front_end=DeviceFrontEnd(register, DeviceTuning(channel=0)), limits=SegmenterLimits()
    )
    found = [each for frame in frames_of(device, 0.0) for each in segmenter.push(frame)] + segmenter.flush()
    return segmenter, [each for each in found if isinstance(each, UtterancePart)]


def test_who_speaks_is_who_the_device_points_at() -> None:
    [first, second] = demo_turns()[:2]
    change_s = (first.end_s + second.start_s) / 2
    _, parts = heard(Register(10.0, 170.0, change_s))
    for turn, side in ((first, "visitor"), (second, "rep")):
        inside = [part.side for part in parts if turn.start_s < part.start_s and part.end_s < turn.end_s]
        assert Counter(inside).most_common(1)[0][0] == side


def test_the_next_booth_is_not_taken_down_although_the_device_hears_it_well() -> None:
    segmenter, parts = heard(Register(90.0))
    assert parts == []
    assert segmenter.troubles == []


def test_while_the_register_is_silent_words_are_heard_and_sides_are_not() -> None:
    register = Register(0.0)
    register.trouble = "the array does not tell directions"
    segmenter, parts = heard(register)
    assert sum(part.duration_s for part in parts) > 3
    assert {part.side for part in parts} == {"unknown"}
    assert [trouble.fault for trouble in segmenter.troubles] == [Fault.DIRECTION]


def test_the_devices_zero_and_its_way_of_counting_are_the_profiles() -> None:
    assert DirectionSource(protocol="xvf3000", zero_deg=90).azimuth(30) == pytest.approx(120)
    assert DirectionSource(protocol="xvf3000", zero_deg=90, clockwise=True).azimuth(120) == pytest.approx(330)


def test_an_array_that_tells_no_directions_is_refused_with_what_to_set() -> None:
    assert load_profile("respeaker-xvf3800").direction is not None
    with pytest.raises(ProfileError, match="set it to superdirective"):
        build_front_end(HearingSettings(array="circle-4", beam="device"))

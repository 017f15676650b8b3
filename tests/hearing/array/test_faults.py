"""What goes wrong with microphones is named, and survived."""

import numpy as np
import pytest

from agent.hearing.array.faults import Fault, FaultWatch, Trouble
from agent.hearing.array.front_end import ArrayFrontEnd, ArrayTuning
from agent.hearing.array.geometry import circle
from agent.hearing.array.identify import identify
from agent.hearing.array.profile import load_profile
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.hearing.utterance import UtterancePart
from drivers.microphones.base import SAMPLE_RATE_HZ
from tests.hearing.array.scenes import Audio, diffuse_noise, frames_of, plane_wave
from tests.hearing.sounds import demo_recording

GEOMETRY = circle(4, 0.032)


@pytest.fixture(scope="module")
def hall() -> Audio:
    return diffuse_noise(GEOMETRY, 20 * SAMPLE_RATE_HZ, level=0.02, seed=4)


def troubles_of(sound: Audio) -> tuple[Trouble, ...]:
    watch = FaultWatch(GEOMETRY.microphones, GEOMETRY)
    for first in range(0, len(sound), 1536):
        watch.push(sound[first : first + 1536])
    return watch.troubles


def test_a_sound_array_is_not_complained_about(hall: Audio) -> None:
    assert troubles_of(hall) == ()


def test_a_dead_microphone_is_named(hall: Audio) -> None:
    broken = hall.copy()
    broken[:, 2] = 0
    assert troubles_of(broken) == (Trouble(Fault.DEAD, (3,)),)


def test_a_clipped_microphone_is_named(hall: Audio) -> None:
    broken = hall.copy()
    broken[:, 1] = np.clip(broken[:, 1] * 60, -1, 0.9999)
    assert Trouble(Fault.CLIPPED, (2,)) in troubles_of(broken)


def test_a_microphone_that_comes_late_is_named(hall: Audio) -> None:
    broken = hall.copy()
    broken[:, 3] = np.roll(broken[:, 3], 40)
    assert troubles_of(broken) == (Trouble(Fault.DELAYED, (4,)),)


def test_swapped_microphones_are_named(hall: Audio) -> None:
    [trouble] = troubles_of(hall[:, [1, 0, 2, 3]])
    # Exchanging the other two as well would only mirror the array: either pair explains what is heard.
    assert trouble.fault is Fault.SWAPPED


def test_hum_is_named(hall: Audio) -> None:
    times_s = np.arange(len(hall)) / SAMPLE_RATE_HZ
    hum = sum(0.05 / number * np.sin(2 * np.pi * 50 * number * times_s) for number in (1, 2, 3))
    assert troubles_of(hall + np.asarray(hum, np.float32)[:, None]) == (Trouble(Fault.HUM),)


def test_a_hall_too_loud_for_the_gain_is_named(hall: Audio) -> None:
    assert troubles_of(hall * np.float32(0.25 / 0.02)) == (Trouble(Fault.LOUD),)


def test_every_fault_says_what_to_do() -> None:
    for fault in Fault:
        advice = Trouble(fault, (1, 2)).advice
        assert ";" in advice or "," in advice
        assert "{" not in advice


def test_with_fewer_channels_than_the_profile_names_words_are_still_heard_and_sides_are_not() -> None:
    profile = load_profile("circle-4")
    front_end = ArrayFrontEnd(GEOMETRY, profile.trained_gate(), ArrayTuning(), profile.microphones)
    segmenter = Segmenter(front_end=front_end, limits=SegmenterLimits())
    mono = demo_recording()[: 6 * SAMPLE_RATE_HZ, None]
    heard = [each for frame in frames_of(mono) for each in segmenter.push(frame)] + segmenter.flush()
    parts = [each for each in heard if isinstance(each, UtterancePart)]
    assert sum(part.duration_s for part in parts) > 2
    assert {part.side for part in parts} == {"unknown"}
    assert [trouble.fault for trouble in segmenter.troubles] == [Fault.CHANNELS]


def test_when_the_device_is_lost_in_a_word_what_was_said_before_is_handed_on_and_nothing_is_glued() -> None:
    speech = demo_recording()[: 3 * SAMPLE_RATE_HZ]
    sound = plane_wave(GEOMETRY, speech, 0.0)
    profile = load_profile("circle-4")
    front_end = ArrayFrontEnd(GEOMETRY, profile.trained_gate(), ArrayTuning(), profile.microphones)
    segmenter = Segmenter(front_end=front_end, limits=SegmenterLimits())
    before = [each for frame in frames_of(sound, 10.0) for each in segmenter.push(frame)]
    after = [each for frame in frames_of(sound, 20.0) for each in segmenter.push(frame)]
    parts = [each for each in before + after if isinstance(each, UtterancePart)]
    for number in {part.number for part in parts}:
        together = [part for part in parts if part.number == number]
        assert together[-1].end_s - together[0].start_s < 5
        assert together[-1].last or together[-1] is parts[-1]
    assert any(part.last and 12 < part.end_s < 13.2 for part in parts)
    assert any(part.start_s > 19 for part in parts)


def test_an_array_whose_clock_drifts_is_heard_as_before(hall: Audio) -> None:
    samples = len(hall) - 8
    at = np.arange(samples) * (1 + 200e-6)
    at = at[at < len(hall) - 1]
    drifting = np.stack(
        [np.interp(at, np.arange(len(hall)), hall[:, channel]) for channel in range(4)], axis=1
    ).astype(np.float32)
    assert troubles_of(drifting) == ()


def test_an_unknown_array_is_measured_by_the_halls_sound(hall: Audio) -> None:
    quiet = np.random.default_rng(1).standard_normal((len(hall), 1)).astype(np.float32) * np.float32(0.01)
    device = np.concatenate([quiet, hall, np.zeros((len(hall), 1), np.float32)], axis=1)
    found = identify(device)
    assert found.microphones == (1, 2, 3, 4)
    assert [channel.kind for channel in found.channels] == ["other", *["microphone"] * 4, "dead"]
    assert found.distances_m * 1000 == pytest.approx(GEOMETRY.distances_m() * 1000, abs=8)
    assert found.trouble == ""
    assert "microphones = [1, 2, 3, 4]" in found.profile("x", 16000)

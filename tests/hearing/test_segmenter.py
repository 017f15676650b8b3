"""Cutting frames into utterances, with a gate that opens as the test says."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from agent.hearing.front_end import MonoFrontEnd
from agent.hearing.gate import WebRtcGate
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.hearing.utterance import Heard, Silence, UtterancePart
from drivers.microphones.base import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame
from tests.hearing.sounds import (
    demo_recording,
    demo_turns,
    frames_of,
    real_recording,
    silence,
    whole_utterances,
)

LIMITS = SegmenterLimits(pre_roll_s=0.1, hang_over_s=0.2, maximum_s=2.0)
PATIENT = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


class Script:
    """A gate that says what the test wrote down."""

    def __init__(self, speech: str) -> None:
        self._answers: Iterator[bool] = iter([letter == "#" for letter in speech])

    def is_speech(self, samples: NDArray[np.float32]) -> bool:
        assert samples.shape == (FRAME_SAMPLES,)
        return next(self._answers)


def numbered(count: int, start_s: float = 50.0) -> list[Frame]:
    """Return frames of which every sample holds its frame's number."""
    return [
        Frame(np.full((FRAME_SAMPLES, 1), number, np.float32), start_s + number * FRAME_S)
        for number in range(count)
    ]


def cut(speech: str, limits: SegmenterLimits = LIMITS) -> tuple[list[Heard], Segmenter]:
    segmenter = Segmenter(front_end=MonoFrontEnd(Script(speech), 0), limits=limits)
    heard = [each for frame in numbered(len(speech)) for each in segmenter.push(frame)]
    return heard, segmenter


def utterances(heard: list[Heard]) -> list[UtterancePart]:
    return whole_utterances(heard)


def frame_numbers(utterance: UtterancePart) -> list[int]:
    by_frame = utterance.audio.reshape(-1, FRAME_SAMPLES)
    assert (by_frame == by_frame[:, :1]).all()
    return [int(number) for number in by_frame[:, 0]]


def test_speech_comes_out_with_its_first_consonant_and_a_breath_after_it() -> None:
    heard, _ = cut("." * 20 + "#" * 10 + "." * 20)
    [utterance] = utterances(heard)
    numbers = frame_numbers(utterance)
    assert numbers[0] <= 20 - 5  # 0.1 s before
    assert numbers[-1] == 20 + 10 + 10 - 1  # 0.2 s after
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert utterance.start_s == pytest.approx(50 + numbers[0] * FRAME_S)


def test_two_clicks_do_not_open_an_utterance() -> None:
    heard, segmenter = cut("....##....#.#...." * 3)
    assert utterances(heard + segmenter.flush()) == []


def test_a_short_pause_does_not_cut_a_sentence() -> None:
    heard, segmenter = cut("." * 10 + "#" * 10 + "." * 9 + "#" * 10 + "." * 10)
    assert len(utterances(heard + segmenter.flush())) == 1


def test_a_long_pause_ends_a_sentence() -> None:
    heard, segmenter = cut("." * 10 + "#" * 10 + "." * 11 + "#" * 10 + "." * 10)
    assert len(utterances(heard + segmenter.flush())) == 2


def test_a_speech_that_never_pauses_is_cut_and_loses_nothing() -> None:
    heard, segmenter = cut("#" * 1000)
    parts = utterances(heard + segmenter.flush())
    assert len(parts) >= 8
    assert [number for part in parts for number in frame_numbers(part)] == list(range(1000))
    assert all(part.duration_s <= 1.25 * LIMITS.maximum_s for part in parts)


def test_too_long_an_utterance_ends_at_the_next_pause_not_in_a_word() -> None:
    heard, segmenter = cut("#" * 110 + "." + "#" * 50)
    first, second = utterances(heard + segmenter.flush())
    assert frame_numbers(first)[-1] == 110
    assert frame_numbers(second)[0] == 111


def test_speech_is_handed_on_while_it_is_spoken() -> None:
    heard, _ = cut("#" * 60)
    parts = [each for each in heard if isinstance(each, UtterancePart)]
    assert len(parts) >= 4
    assert not any(part.last for part in parts)
    assert all(part.duration_s == pytest.approx(0.2) for part in parts)


def test_sound_from_before_and_after_a_gap_is_never_glued_together() -> None:
    segmenter = Segmenter(front_end=MonoFrontEnd(Script("#" * 40), 0), limits=LIMITS)
    before, after = numbered(20), numbered(20, start_s=60.0)
    heard = [each for frame in before + after for each in segmenter.push(frame)] + segmenter.flush()
    first, second = utterances(heard)
    assert (first.start_s, second.start_s) == (50.0, 60.0)
    assert frame_numbers(first) == frame_numbers(second) == list(range(20))


def test_pre_roll_does_not_reach_over_a_gap() -> None:
    segmenter = Segmenter(front_end=MonoFrontEnd(Script("." * 20 + "#" * 20), 0), limits=LIMITS)
    heard = [each for frame in numbered(20) + numbered(20, start_s=60.0) for each in segmenter.push(frame)]
    [utterance] = utterances(heard + segmenter.flush())
    assert utterance.start_s == 60.0


def test_a_little_jitter_of_the_device_is_no_gap() -> None:
    segmenter = Segmenter(front_end=MonoFrontEnd(Script("#" * 40), 0), limits=LIMITS)
    frames = [
        Frame(frame.samples, frame.time_s + number % 2 * 0.05) for number, frame in enumerate(numbered(40))
    ]
    heard = [each for frame in frames for each in segmenter.push(frame)] + segmenter.flush()
    assert len(utterances(heard)) == 1


@pytest.mark.parametrize(("channel", "heard_channel"), [(0, 0), (2, 2), (7, 3)])
def test_the_configured_channel_is_listened_to_or_the_last_there_is(channel: int, heard_channel: int) -> None:
    segmenter = Segmenter(front_end=MonoFrontEnd(Script("#" * 10), channel), limits=LIMITS)
    samples = np.tile(np.arange(4, dtype=np.float32), (FRAME_SAMPLES, 1))
    for number in range(10):
        segmenter.push(Frame(samples, number * FRAME_S))
    [utterance] = utterances(segmenter.flush())
    assert set(utterance.audio.tolist()) == {float(heard_channel)}


def test_flushing_twice_hands_on_once() -> None:
    _, segmenter = cut("#" * 20)
    assert len(utterances(segmenter.flush())) == 1
    assert segmenter.flush() == []


def assert_marks_are_true(heard: list[Heard]) -> None:
    """Check that no utterance begins before a time up to which all was said to be heard."""
    mark_s = -1.0
    open_ = False
    for each in heard:
        if isinstance(each, Silence):
            assert each.until_s >= mark_s - 1e-9
            assert not open_
            mark_s = each.until_s
        else:
            assert each.start_s >= mark_s - 1e-9
            open_ = not each.last


SPEECH = st.lists(
    st.tuples(st.sampled_from(["#", ".", "#.", "##."]), st.integers(1, 130)), min_size=1, max_size=8
).map(lambda runs: "".join((pattern * count)[:count] for pattern, count in runs))
LIMITS_ANY = st.builds(
    SegmenterLimits,
    pre_roll_s=st.sampled_from([0.0, 0.1, 0.3, 2.0]),
    hang_over_s=st.sampled_from([0.12, 0.2, 0.6]),
    maximum_s=st.sampled_from([2.0, 2.5, 15.0]),
)


@PATIENT
@given(SPEECH, LIMITS_ANY)
def test_no_sound_between_opening_and_closing_is_lost_or_heard_twice(
    speech: str, limits: SegmenterLimits
) -> None:
    heard, segmenter = cut(speech, limits)
    heard += segmenter.flush()
    found = utterances(heard)
    numbers = [frame_numbers(utterance) for utterance in found]
    flat = [number for each in numbers for number in each]
    assert flat == sorted(set(flat))
    for utterance, each in zip(found, numbers, strict=True):
        assert each == list(range(each[0], each[-1] + 1))
        assert utterance.start_s == pytest.approx(50 + each[0] * FRAME_S)
        assert utterance.end_s == pytest.approx(50 + (each[-1] + 1) * FRAME_S)
    assert_marks_are_true(heard)
    # Whatever could open the gate is in an utterance: three of five frames.
    for first in range(len(speech) - 4):
        if speech[first : first + 5].count("#") >= 3 and not set(range(first, first + 5)) & set(flat):
            pytest.fail(f"frames {first} to {first + 4} hold speech and are in no utterance")


@PATIENT
@given(SPEECH, st.lists(st.floats(0.2, 5.0), max_size=3))
def test_marks_of_silence_stay_true_across_gaps(speech: str, gaps: list[float]) -> None:
    segmenter = Segmenter(front_end=MonoFrontEnd(Script(speech), 0), limits=LIMITS)
    heard: list[Heard] = []
    late_s = 0.0
    for number, frame in enumerate(numbered(len(speech))):
        if gaps and number % 37 == 36:
            late_s += gaps.pop()
        heard += segmenter.push(Frame(frame.samples, frame.time_s + late_s))
    heard += segmenter.flush()
    assert_marks_are_true(heard)
    for utterance in utterances(heard):
        numbers = frame_numbers(utterance)
        assert numbers == list(range(numbers[0], numbers[-1] + 1))


def test_silence_is_reported_while_nobody_speaks() -> None:
    heard, _ = cut("." * 100)
    marks = [each.until_s for each in heard if isinstance(each, Silence)]
    assert len(marks) == 100
    assert 51.5 < marks[-1] < 52.0


def test_every_sentence_of_the_demo_is_in_some_utterance() -> None:
    segmenter = Segmenter(front_end=MonoFrontEnd(WebRtcGate(2), 0), limits=SegmenterLimits())
    heard = [each for frame in frames_of(demo_recording()) for each in segmenter.push(frame)]
    found = utterances(heard + segmenter.flush())
    for turn in demo_turns():
        covered_s = sum(
            max(0.0, min(turn.end_s, each.end_s) - max(turn.start_s, each.start_s)) for each in found
        )
        assert covered_s > 0.9 * (turn.end_s - turn.start_s)
    assert_marks_are_true(heard)


@pytest.mark.parametrize("name", ["read/jfk.flac", "read/lj_LJ001-0001.flac"])
def test_a_real_reader_is_taken_down_from_the_first_word_to_the_last(name: str) -> None:
    recording = real_recording(name)
    audio = np.concatenate([silence(1), recording, silence(2)])
    segmenter = Segmenter(front_end=MonoFrontEnd(WebRtcGate(2), 0), limits=SegmenterLimits())
    heard = [each for frame in frames_of(audio) for each in segmenter.push(frame)]
    found = utterances(heard + segmenter.flush())
    energy_taken = sum(float(np.square(each.audio).sum()) for each in found)
    assert energy_taken > 0.98 * float(np.square(recording).sum())
    assert all(each.end_s < len(audio) / SAMPLE_RATE_HZ for each in found)

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.hearing.utterance import UtterancePart
from drivers.microphones.base import SAMPLE_RATE_HZ


def utterance(samples: int, start_s: float = 100.0) -> UtterancePart:
    return UtterancePart(np.arange(samples, dtype=np.float32), start_s, number=1, last=True, side="visitor")


def test_an_utterance_ends_after_its_last_sample() -> None:
    assert utterance(8_000).duration_s == 0.5
    assert utterance(8_000).end_s == 100.5


def test_the_part_between_two_times_holds_those_samples_and_no_others() -> None:
    part = utterance(16_000).between(100.25, 100.75)
    assert part.audio.tolist() == list(range(4_000, 12_000))
    assert (part.start_s, part.end_s, part.side) == (100.25, 100.75, "visitor")


@pytest.mark.parametrize(("start_s", "end_s"), [(0.0, 200.0), (100.0, 101.0), (float("-inf"), float("inf"))])
def test_a_span_around_an_utterance_leaves_it_whole(start_s: float, end_s: float) -> None:
    whole = utterance(16_000)
    if start_s == float("-inf"):
        start_s, end_s = whole.start_s, whole.end_s
    part = whole.between(start_s, end_s)
    assert np.array_equal(part.audio, whole.audio)
    assert part.start_s == whole.start_s


@pytest.mark.parametrize(("start_s", "end_s"), [(0.0, 99.0), (102.0, 103.0), (100.5, 100.5), (100.5, 100.4)])
def test_a_span_beside_an_utterance_holds_nothing(start_s: float, end_s: float) -> None:
    assert len(utterance(16_000).between(start_s, end_s).audio) == 0


PATIENT = settings(deadline=None)
CLOCK_S = st.floats(0, 5e6, allow_subnormal=False)
"""Up to two months of uptime."""


@PATIENT
@given(start_s=CLOCK_S, first=st.integers(0, 1000), samples=st.integers(0, 1000))
def test_times_that_lie_on_samples_cut_exactly_there_after_weeks_of_uptime(
    start_s: float, first: int, samples: int
) -> None:
    last = min(1000, first + samples)
    part = utterance(1000, start_s).between(start_s + first / SAMPLE_RATE_HZ, start_s + last / SAMPLE_RATE_HZ)
    assert part.audio.tolist() == list(range(first, last))


@PATIENT
@given(start_s=CLOCK_S, from_s=st.floats(0, 0.05), until_s=st.floats(0, 0.05))
def test_nothing_from_outside_the_span_is_in_the_part_and_it_never_starts_before_the_span(
    start_s: float, from_s: float, until_s: float
) -> None:
    part = utterance(800, start_s).between(start_s + from_s, start_s + until_s)
    assert part.start_s >= start_s + from_s
    if len(part.audio):
        # A hundredth of a sample is what a difference of large times is uncertain by.
        assert part.audio[0] >= from_s * SAMPLE_RATE_HZ - 0.03
        assert part.audio[-1] + 1 <= until_s * SAMPLE_RATE_HZ + 0.03
        assert abs(part.start_s - start_s - part.audio[0] / SAMPLE_RATE_HZ) <= 1.1 / SAMPLE_RATE_HZ
    else:
        assert (until_s - from_s) * SAMPLE_RATE_HZ < 2.1


@PATIENT
@given(start_s=CLOCK_S, borders=st.lists(st.floats(0, 0.05), min_size=1, max_size=4).map(sorted))
def test_parts_that_share_a_border_share_no_sample(start_s: float, borders: list[float]) -> None:
    whole = utterance(800, start_s)
    times = [start_s, *(start_s + border for border in borders), whole.end_s]
    parts = [whole.between(*span) for span in pairwise(times)]
    samples = [sample for part in parts for sample in part.audio.tolist()]
    assert len(set(samples)) == len(samples)
    assert len(samples) >= 800 - len(borders)

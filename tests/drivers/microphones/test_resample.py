from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from drivers.microphones.base import FRAME_S, SAMPLE_RATE_HZ, Frame
from drivers.microphones.resample import Framer
from tests.drivers.microphones.listening import assert_unbroken, audio_of

RATES = [8_000, 16_000, 22_050, 44_100, 48_000]


def framed(
    samples: NDArray[np.float32], rate: int, *, sizes: list[int] | None = None, start_s: float = 0.0
) -> list[Frame]:
    framer = Framer(sample_rate_hz=rate, channels=samples.shape[1])
    frames: list[Frame] = []
    at = 0
    for size in [*(sizes or []), len(samples)]:
        piece = samples[at : at + size]
        frames += framer.push(piece, start_s + at / rate)
        at += len(piece)
    return frames + framer.finish()


@pytest.mark.parametrize("rate", RATES)
def test_a_clap_is_timed_where_it_was_heard_whatever_the_rate(rate: int) -> None:
    samples = np.zeros((2 * rate, 1), np.float32)
    samples[rate] = 0.9
    frames = framed(samples, rate, start_s=100.0)
    peak = int(np.argmax(np.abs(audio_of(frames)[:, 0])))
    assert frames[0].time_s + peak / SAMPLE_RATE_HZ == pytest.approx(101.0, abs=1 / SAMPLE_RATE_HZ)


@pytest.mark.parametrize("rate", RATES)
def test_a_voice_keeps_its_pitch_and_loudness_whatever_the_rate(rate: int) -> None:
    tone = 0.5 * np.sin(2 * np.pi * 440 * np.arange(rate) / rate)
    got = audio_of(framed(tone.astype(np.float32)[:, np.newaxis], rate))[:SAMPLE_RATE_HZ, 0]
    wanted = 0.5 * np.sin(2 * np.pi * 440 * np.arange(SAMPLE_RATE_HZ) / SAMPLE_RATE_HZ)
    np.testing.assert_allclose(got[1000:-1000], wanted[1000:-1000], atol=1e-4)


@given(
    rate=st.sampled_from(RATES),
    sizes=st.lists(st.integers(0, 3000), max_size=12),
    length=st.integers(10, 9000),
    channels=st.integers(1, 3),
)
def test_the_size_of_a_devices_blocks_changes_nothing(
    rate: int, sizes: list[int], length: int, channels: int
) -> None:
    samples = np.random.default_rng(length).uniform(-0.5, 0.5, (length, channels)).astype(np.float32)
    whole, pieces = framed(samples, rate), framed(samples, rate, sizes=sizes)
    assert_unbroken(pieces, channels)
    assert [frame.time_s for frame in pieces] == pytest.approx([frame.time_s for frame in whole])
    np.testing.assert_allclose(audio_of(pieces), audio_of(whole), atol=1e-6)
    assert len(pieces) * FRAME_S == pytest.approx(length / rate, abs=FRAME_S + 1e-3)


def test_audio_at_16_khz_passes_untouched() -> None:
    samples = np.random.default_rng(1).uniform(-1, 1, (6400, 6)).astype(np.float32)
    np.testing.assert_array_equal(audio_of(framed(samples, 16_000, sizes=[100, 7, 1000])), samples)


def test_words_on_both_sides_of_a_gap_never_meet_in_one_frame() -> None:
    framer = Framer(sample_rate_hz=48_000, channels=1)
    before = framer.push(np.full((1000, 1), 0.5, np.float32), 0.0) + framer.finish()
    after = framer.push(np.full((3000, 1), -0.5, np.float32), 5.0) + framer.finish()
    assert np.min(audio_of(before)) > -0.1
    assert np.max(audio_of(after)) < 0.1
    assert before[0].time_s == 0.0
    assert after[0].time_s == 5.0


def test_times_rise_even_when_the_clock_is_corrected_backwards() -> None:
    framer = Framer(sample_rate_hz=16_000, channels=1)
    block = np.zeros((320, 1), np.float32)
    times = [
        frame.time_s
        for index in range(100)
        for frame in framer.push(block, index * 0.02 - 0.3 * (index > 20))
    ]
    assert all(later > earlier for earlier, later in pairwise(times))
    assert times[-1] == pytest.approx(99 * 0.02 - 0.3)


@pytest.mark.parametrize("rate", [16_000, 48_000])
def test_a_shout_beyond_full_scale_is_clipped_not_wrapped(rate: int) -> None:
    loud = np.where(np.arange(rate) % 200 < 100, 1.5, -1.5).astype(np.float32)[:, np.newaxis]
    audio = audio_of(framed(loud, rate))
    assert np.min(audio) == -1
    assert 0.999 < np.max(audio) < 1

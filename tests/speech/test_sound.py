import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from agent.speech.sound import WINDOW_SAMPLES, Sound
from drivers.microphones.base import SAMPLE_RATE_HZ
from tests.speech.oracle import loud, said, sound_of

ZERO_S = 1000.0


def sound_with(audio: NDArray[np.float32], *, block: int = 320, keep_s: float = 29.0) -> Sound:
    sound = Sound(loud, keep_s)
    for first in range(0, len(audio), block):
        sound.add(audio[first : first + block], ZERO_S)
        sound.judge()
    return sound


def test_the_pause_between_two_sentences_is_found_where_it_is() -> None:
    audio = sound_of(said("yes we do | indeed"), until_s=2.0)  # silent from 0.85 to 1.4 s
    [first, *_] = sound_with(audio).pauses(0.25)
    assert first == pytest.approx((ZERO_S + 0.85, ZERO_S + 1.4), abs=0.04)


def test_gaps_between_words_are_no_pauses() -> None:
    assert sound_with(sound_of(said("we need it today"), until_s=1.15)).pauses(0.25) == []


def test_what_was_dropped_is_still_there_for_a_second_pass() -> None:
    audio = np.arange(SAMPLE_RATE_HZ, dtype=np.float32)
    sound = sound_with(audio)
    sound.drop_to(ZERO_S + 0.3)
    sound.drop_to(ZERO_S + 0.7)
    whole = sound.whole()
    assert whole is not None
    assert np.array_equal(whole, audio)
    assert np.array_equal(sound.between(sound.start_s, sound.end_s), audio[round(0.7 * SAMPLE_RATE_HZ) :])


def test_an_endless_utterance_does_not_fill_the_memory() -> None:
    sound = Sound(loud, keep_s=2.0)
    for _ in range(100):
        sound.add(np.ones(SAMPLE_RATE_HZ, np.float32), ZERO_S)
        sound.judge()
        sound.drop_to(sound.end_s - 0.5)
    assert sound.whole() is None
    assert sum(len(each) for each in sound._aside or []) == 0
    assert sound.speech_s == pytest.approx(100, abs=0.04)


@given(
    block=st.sampled_from((160, 320, 511, 512, 3200, 16_000)),
    drops=st.lists(st.floats(0, 3), max_size=4),
)
def test_each_moment_is_judged_alike_however_the_sound_comes_and_is_dropped(
    block: int, drops: list[float]
) -> None:
    audio = sound_of(said("yes we do | indeed we do"), until_s=3.0)
    sound = Sound(loud, 29.0)
    for first in range(0, len(audio), block):
        sound.add(audio[first : first + block], ZERO_S)
        sound.judge()
        for drop_s in drops:
            sound.drop_to(min(ZERO_S + drop_s, sound.end_s - 0.1))
    sound.judge(last=True)
    assert sound.speech_s == pytest.approx(loud(audio).sum() * WINDOW_SAMPLES / SAMPLE_RATE_HZ)
    assert sound.speech_between_s(ZERO_S, sound.end_s) == pytest.approx(sound.speech_s)


def test_somebody_near_stands_out_and_a_steady_crowd_does_not() -> None:
    generator = np.random.default_rng(1)
    crowd = generator.normal(0, 0.01, 4 * SAMPLE_RATE_HZ).astype(np.float32)
    near = crowd.copy()
    near[SAMPLE_RATE_HZ : 2 * SAMPLE_RATE_HZ] *= 10
    found = []
    for audio in (crowd, near):
        sound = Sound(loud, keep_s=29.0)
        sound.add(audio, 50.0)
        assert sound.prominence_db(50.0, 54.0) == float("inf")
        sound.judge(last=True)
        sound.drop_to(53.5)  # what was dropped counts as background, too
        found.append(sound.prominence_db(51.0, 52.0))
    assert found[0] < 3
    assert found[1] == pytest.approx(20, abs=1)


def test_samples_that_are_no_number_do_not_spoil_what_is_known_of_the_background() -> None:
    audio = np.full(2 * SAMPLE_RATE_HZ, 0.001, np.float32)
    audio[: SAMPLE_RATE_HZ // 2] = np.nan
    audio[SAMPLE_RATE_HZ:] = 0.1
    sound = Sound(loud, keep_s=29.0)
    sound.add(audio, 0.0)
    sound.judge(last=True)
    assert sound.prominence_db(1.0, 2.0) > 20

import random

import pytest

from drivers.microphones.timing import SampleTimes

RATE = 16_000
BLOCK = 320


def run(
    times: SampleTimes, blocks: int, *, speed: float = 1.0, late_s: float = 0.0
) -> list[tuple[float, float]]:
    """Let a device whose crystal runs at `speed` deliver; return (when spoken, what we say) of each block."""
    said = []
    for index in range(blocks):
        spoken_s = index * 0.02 / speed
        hurdle_s = random.uniform(0, late_s)
        said.append((spoken_s, times.advance(BLOCK, spoken_s + 0.02 / speed + hurdle_s)))
    return said


def test_a_busy_machine_does_not_shift_words_in_time() -> None:
    times = SampleTimes(sample_rate_hz=RATE)
    times.restart(0.0)
    assert all(said == pytest.approx(spoken) for spoken, said in run(times, 5000, late_s=2.0))


@pytest.mark.parametrize("speed", [0.999, 0.9999, 1.0, 1.0001, 1.001])
def test_a_device_whose_crystal_is_off_stays_with_the_clock_all_day(speed: float) -> None:
    times = SampleTimes(sample_rate_hz=RATE)
    times.restart(0.0)
    worst_s = max(abs(said - spoken) for spoken, said in run(times, 100_000, speed=speed))
    assert worst_s < 0.3


def test_audio_that_vanished_unseen_is_noticed_within_seconds() -> None:
    times = SampleTimes(sample_rate_hz=RATE)
    times.restart(0.0)
    said_s = 0.0
    for index in range(300):
        gap_s = 1.0 if index >= 100 else 0.0
        said_s = times.advance(BLOCK, index * 0.02 + gap_s + 0.02)
    assert said_s == pytest.approx(299 * 0.02 + 1.0)


def test_audio_that_is_known_to_be_lost_is_left_out_of_the_count() -> None:
    times = SampleTimes(sample_rate_hz=RATE)
    times.restart(10.0)
    times.advance(BLOCK, 10.02)
    times.skip(5 * BLOCK)
    assert times.advance(BLOCK, 10.14) == pytest.approx(10.12)

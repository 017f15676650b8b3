"""Losses that PortAudio or our own ring report, without a device that must be made to lose."""

from collections.abc import Iterable

import numpy as np
import pytest

from drivers.clock import SystemClock
from drivers.microphones.base import FRAME_S, Frame
from drivers.microphones.capture import Capture, CaptureSettings
from drivers.microphones.portaudio import _FIRST_BLOCKS, _Framing
from drivers.microphones.ring import Block


@pytest.fixture
async def framing() -> _Framing:
    settings = CaptureSettings(
        device="", channels=1, sample_rate_hz=16_000, latency_s=0.2, buffer_s=1, stall_s=2
    )
    capture = Capture(settings, clock=SystemClock())
    capture.channels, capture.sample_rate_hz = 1, 16_000
    return _Framing(capture, not_before_s=float("-inf"))


def block(arrived_s: float, *, lost_before: int = 0, overflowed: bool = False) -> Block:
    return Block(np.full((320, 1), 0.1, np.float32), arrived_s, lost_before, overflowed)


def take_all(framing: _Framing, blocks: Iterable[Block]) -> tuple[list[Frame], int]:
    frames: list[Frame] = []
    lost = 0
    for entry in blocks:
        more, gone = framing.take(entry)
        frames += more
        lost += gone
    return frames, lost


async def test_words_at_the_start_are_timed_right_although_blocks_come_in_bursts(framing: _Framing) -> None:
    # Three blocks at a time, with the last of each burst just spoken.
    bursts = [100.0 + (index // 3 + 1) * 3 * FRAME_S for index in range(30)]
    frames, lost = take_all(framing, (block(arrived_s) for arrived_s in bursts))
    assert lost == 0
    assert [frame.time_s for frame in frames] == pytest.approx(
        [100.0 + index * FRAME_S for index in range(30)]
    )


async def test_an_overflow_inside_portaudio_is_counted_and_what_follows_is_timed_by_the_clock(
    framing: _Framing,
) -> None:
    take_all(framing, (block((index + 1) * FRAME_S) for index in range(20)))
    frames, lost = framing.take(block(1.0 + FRAME_S, overflowed=True))
    assert lost == 30
    assert frames[-1].time_s == pytest.approx(1.0)


async def test_an_overflow_that_the_clock_does_not_see_still_counts_as_a_loss(framing: _Framing) -> None:
    take_all(framing, (block((index + 1) * FRAME_S) for index in range(20)))
    frames, lost = framing.take(block(21 * FRAME_S, overflowed=True))
    assert lost == 1
    assert frames[-1].time_s == pytest.approx(20 * FRAME_S)


async def test_blocks_that_our_own_ring_dropped_leave_a_gap_of_just_their_length(framing: _Framing) -> None:
    take_all(framing, (block((index + 1) * FRAME_S) for index in range(20)))
    # Read late: the arrival says nothing here, the count does.
    frames, lost = framing.take(block(26 * FRAME_S, lost_before=5))
    assert lost == 5
    assert frames[-1].time_s == pytest.approx(25 * FRAME_S)


async def test_a_device_that_dies_while_it_starts_still_delivers_what_it_heard(framing: _Framing) -> None:
    frames, _ = take_all(framing, (block((index + 1) * FRAME_S) for index in range(_FIRST_BLOCKS - 1)))
    assert frames == []
    assert len(framing.finish()) == _FIRST_BLOCKS - 1
    assert framing.finish() == []

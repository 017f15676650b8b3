import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from drivers.microphones.ring import BlockRing


def block(number: int, channels: int = 2) -> bytes:
    return np.full((4, channels), number, np.float32).tobytes()


def test_a_reader_that_is_too_slow_keeps_what_was_said_first_and_learns_how_much_is_gone() -> None:
    ring = BlockRing(blocks=3, block_samples=4, channels=2)
    for number in range(8):
        ring.put(block(number), float(number), overflowed=False)
    kept = [ring.take() for _ in range(3)]
    assert [entry.arrived_s for entry in kept if entry] == [0, 1, 2]
    assert ring.take() is None
    ring.put(block(8), 8.0, overflowed=False)
    after = ring.take()
    assert after is not None
    assert after.lost_before == 5
    np.testing.assert_array_equal(after.samples, np.full((4, 2), 8, np.float32))


def test_an_overflow_that_portaudio_flags_on_a_dropped_block_is_not_forgotten() -> None:
    ring = BlockRing(blocks=1, block_samples=4, channels=2)
    ring.put(block(0), 0.0, overflowed=False)
    ring.put(block(1), 1.0, overflowed=True)
    ring.take()
    ring.put(block(2), 2.0, overflowed=False)
    after = ring.take()
    assert after is not None
    assert after.overflowed
    assert after.lost_before == 1


def test_what_was_taken_does_not_change_when_the_ring_comes_round() -> None:
    ring = BlockRing(blocks=1, block_samples=4, channels=2)
    ring.put(block(1), 0.0, overflowed=False)
    first = ring.take()
    ring.put(block(2), 0.0, overflowed=False)
    assert first is not None
    assert np.max(first.samples) == 1


@given(steps=st.lists(st.booleans(), max_size=80), size=st.integers(1, 5))
def test_every_block_is_either_delivered_in_order_or_counted_as_lost(steps: list[bool], size: int) -> None:
    ring = BlockRing(blocks=size, block_samples=4, channels=2)
    put = 0
    due = 0
    for writes in steps:
        if writes:
            ring.put(block(put), float(put), overflowed=False)
            put += 1
        elif taken := ring.take():
            due += taken.lost_before
            assert taken.samples[0, 0] == due
            due += 1

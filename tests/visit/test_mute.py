from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from agent.visit.mute import Mute

TIMES = st.integers(0, 40)


@given(st.lists(st.tuples(TIMES, st.booleans()), max_size=12), TIMES, TIMES)
def test_what_a_mute_leaves_is_exactly_the_time_outside_it_and_each_moment_once(
    cards: list[tuple[int, bool]], start: int, length: int
) -> None:
    mute = Mute()
    for time_s, begins in sorted(cards):
        if begins:
            mute.begin(time_s, time_s + 5)
        else:
            mute.end(time_s)
    left = mute.leaves(start, start + length)
    assert all(before[1] <= after[0] for before, after in pairwise(left))
    moments = [moment for from_s, until_s in left for moment in range(int(from_s), int(until_s))]
    assert moments == [moment for moment in range(start, start + length) if not mute.covers(moment)]


def test_a_second_mute_card_extends_a_mute_and_never_shortens_it() -> None:
    mute = Mute()
    mute.begin(0, 100)
    mute.begin(10, 20)
    assert mute.until_s == 100
    assert mute.covers(99)

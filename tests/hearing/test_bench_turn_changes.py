"""What `scripts/bench hearing` calls a turn change in its place."""

import numpy as np
import pytest
from numpy.typing import NDArray

from agent.contract.lead import Side
from drivers.microphones.base import SAMPLE_RATE_HZ
from scripts.benchmarks.booth import Scene, Turn
from scripts.benchmarks.hearing_table import Stretch, turn_changes

_LENGTH_S = 12.0


def scene(visitor_s: tuple[float, float], rep_s: tuple[float, float]) -> Scene:
    """A visitor speaks, then the rep; their turns have half a second without words at either end."""
    nothing = np.zeros((round(_LENGTH_S * SAMPLE_RATE_HZ), 1), np.float32)
    dry: dict[Side, NDArray[np.float32]] = {"visitor": spoken(*visitor_s), "rep": spoken(*rep_s)}
    turns = [turn("visitor", *visitor_s), turn("rep", *rep_s)]
    return Scene({}, {}, dry, nothing, nothing, {}, turns)


def turn(side: Side, start_s: float, end_s: float) -> Turn:
    first, last = round((start_s - 0.5) * SAMPLE_RATE_HZ), round((end_s + 0.5) * SAMPLE_RATE_HZ)
    return Turn(side, first, last, voice="x", clip=0)


def spoken(start_s: float, end_s: float) -> NDArray[np.float32]:
    audio = np.zeros(round(_LENGTH_S * SAMPLE_RATE_HZ), np.float32)
    first, last = round(start_s * SAMPLE_RATE_HZ), round(end_s * SAMPLE_RATE_HZ)
    audio[first:last] = np.random.default_rng(1).standard_normal(last - first)
    return audio


def error_s(*utterances: list[Stretch], rep_s: tuple[float, float] = (6.0, 10.0)) -> float:
    [found] = turn_changes(scene((1.0, 5.0), rep_s), utterances)
    return found


@pytest.mark.parametrize("at_s", [5.1, 5.5, 5.9])
def test_any_moment_of_the_pause_is_right(at_s: float) -> None:
    assert error_s([(0.5, at_s, "visitor"), (at_s, 10.5, "rep")]) == 0


@pytest.mark.parametrize(("at_s", "wrong_s"), [(4.6, 0.4), (6.5, 0.5)])
def test_words_on_the_wrong_side_of_a_change_count_as_long_as_they_are(at_s: float, wrong_s: float) -> None:
    assert error_s([(0.5, at_s, "visitor"), (at_s, 10.5, "rep")]) == pytest.approx(wrong_s, abs=0.03)


def test_a_slip_inside_a_turn_is_not_forgiven() -> None:
    found = error_s(
        [(0.5, 3.6, "visitor"), (3.6, 3.8, "rep"), (3.8, 5.5, "visitor"), (5.5, 10.5, "rep")],
    )
    assert found == pytest.approx(1.4, abs=0.03)


def test_a_first_word_that_was_not_heard_counts() -> None:
    assert error_s([(0.5, 5.5, "visitor")], [(6.7, 10.5, "rep")]) == pytest.approx(0.7, abs=0.03)


def test_sound_without_a_side_goes_with_what_is_around_it_in_its_utterance() -> None:
    assert error_s([(0.5, 5.5, "visitor")], [(5.7, 6.7, "unknown"), (6.7, 10.5, "rep")]) == 0
    whole = error_s([(0.5, 5.5, "visitor"), (5.5, 6.7, "unknown"), (6.7, 10.5, "rep")])
    assert whole == pytest.approx(0.7, abs=0.03)


def test_while_both_talk_either_is_right() -> None:
    said: list[Stretch] = [(0.5, 4.8, "visitor"), (4.8, 10.5, "rep")]
    assert error_s(said, rep_s=(4.6, 10.0)) == 0
    assert error_s(said, rep_s=(5.2, 10.0)) == pytest.approx(0.2, abs=0.03)


def test_a_talker_who_is_never_heard_costs_half_a_turn() -> None:
    assert error_s([(0.5, 5.5, "visitor")]) == pytest.approx(2.0, abs=0.05)

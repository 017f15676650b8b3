"""Of the times of a turn the likeliest is the timeline, unless the turn holds two or rules it out."""

from collections.abc import Mapping

import pytest

from agent.insight.judge.features import Features
from agent.insight.signals.judged.likely_times import likelier_time, time_features, times_of
from agent.insight.signals.language.talk import Finding
from agent.insight.signals.timeline.chosen import chosen_time
from tests.insight.packs import heard, values


class _Judge:
    """Knows how likely each place of a time in its turn is."""

    def __init__(self, chances: Mapping[int, float]) -> None:
        self._chances = chances

    def time_chance(self, features: Features) -> float:
        place = next(int(name.split()[1]) for name in features if name.startswith("place "))
        return self._chances[place]


_CLOSED = "We're closed in August, and the crew comes back in October."


@pytest.mark.parametrize(
    ("said", "chances", "latest"),
    [
        pytest.param(_CLOSED, {0: 0.2, 1: 0.9}, "2026-10-31", id="a likelier one"),
        pytest.param(_CLOSED, {0: 0.55, 1: 0.6}, "2026-08-31", id="one as likely"),
        pytest.param(
            "We're closed in August, October is too late.",
            {0: 0.2, 1: 0.9},
            "2026-08-31",
            id="one that is ruled out",
        ),
    ],
)
def test_a_likelier_time_takes_the_place_of_the_one_that_was_found(
    said: str, chances: Mapping[int, float], latest: str
) -> None:
    talk = heard("R:When would that be?", f"V:{said}")
    reading = talk.readings[1]
    found = chosen_time(reading, times_of(talk, reading)[:1])
    other = likelier_time(talk, _Judge(chances), found, [found])  # type: ignore[arg-type]
    assert other.value["latest"] == latest


def test_two_times_of_a_turn_stay_two() -> None:
    talk = heard("R:So how does it go on?", "V:We sign in June and go live in September.")
    reading = talk.readings[1]
    both = [chosen_time(reading, [time]) for time in times_of(talk, reading)]
    judge = _Judge({0: 0.1, 1: 0.9})
    assert [likelier_time(talk, judge, one, both) for one in both] == both  # type: ignore[arg-type]


def test_what_has_no_date_stays_as_it_is() -> None:
    talk = heard("R:When would that be?", "V:No hurry. We were here in May already.")
    reading = talk.readings[1]
    found = Finding("timeline", {"earliest": None, "latest": None, "phrase": "No hurry"}, reading, reading.sentences[0], "no_hurry", 0.8, absent=True)  # fmt: skip
    assert likelier_time(talk, _Judge({0: 1.0}), found, [found]) is found  # type: ignore[arg-type]


def test_a_time_is_weighed_by_what_is_said_around_it() -> None:
    talk = heard("R:When do you decide?", f"V:{_CLOSED}")
    first, second = time_features(talk, talk.readings[1])
    assert {"asked timeline", "before clos", "up to the next crew", "left 1"} <= first.keys()
    assert {"since the last crew", "place 1", "left 0"} <= second.keys()


@pytest.mark.parametrize(
    ("lines", "earliest", "latest"),
    [
        (("R:this summer?", "V:yes june july august, when it's quiet we put it in"), "2026-06-01", "2026-08-31"),
        (("R:When does she decide?", "V:In the Whitsun week, 25 to 29 May."), "2026-05-25", "2026-05-29"),
        (("R:And the start, still February?", "V:No, we pushed it. April now."), "2027-04-01", "2027-04-30"),
        (("R:And when?", "V:It has to be spent by the thirty-first of December, so we need to have ordered by then."), None, "2026-12-31"),
        (("R:When?", "V:The exams run until 18 December. On 4 January we come back and that is the day we'd begin."), "2027-01-04", "2027-01-04"),
        (("R:Nice machine.", "V:Not before November. We're flat out from August."), "2026-11-01", None),
    ],
)  # fmt: skip
def test_times_in_other_words(lines: tuple[str, ...], earliest: str | None, latest: str | None) -> None:
    found = values("timeline", *lines)
    assert [(one["earliest"], one["latest"]) for one in found] == [(earliest, latest)]

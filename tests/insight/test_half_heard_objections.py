"""A lead keeps a reservation that nobody says outright where the talk around it shows that it was one."""

import pytest

from agent.insight.judge.judge import LETS_GO, Opinion
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.objections.half_heard import half_heard_objections, likely_objection
from tests.insight.packs import heard

_BELIEVED = 0.3
"""Too little for a reservation by itself."""


def _opinions(talk: Talk, chance: float, lets_go: float) -> list[Opinion]:
    """Return what a judge says who half hears a reservation in the second turn, and a letting go in the fourth."""
    chances = {1: {"objection": chance}, 3: {"objection": 0.0, LETS_GO: lets_go}}
    return [
        Opinion(turn, 0, len(talk.readings[turn].text), chances[turn])
        for turn in chances
        if turn < len(talk.readings)
    ]


@pytest.mark.parametrize(
    ("talk", "lets_go", "likely"),
    [
        (("R It's glued on.", "V With our steam, hm.", "R We do it in a dairy.", "V In a dairy, okay."), 0.9, True),
        (("R It's glued on.", "V With our steam, hm.", "R We do it in a dairy.", "V And the colour?"), 0.01, False),
        (("R It's glued on.", "V Oh dear, with our steam, isn't it?", "R We do it in a dairy."), 0.01, True),
        (("R It's glued on.", "V What does that cost?", "R Ninety.", "V Ninety, okay."), 0.9, False),
    ],
)  # fmt: skip
def test_what_is_let_go_of_or_sighed_at_was_a_reservation(
    talk: tuple[str, ...], lets_go: float, likely: bool
) -> None:
    said = heard(*talk)
    opinions = _opinions(said, _BELIEVED, lets_go)
    assert [one.turn for one in half_heard_objections(said, opinions, set())] == ([1] if likely else [])


def test_a_turn_that_has_its_reservation_gets_no_second_one() -> None:
    said = heard("R It's glued on.", "V With our steam, hm.", "R In a dairy.", "V In a dairy, okay.")
    assert list(half_heard_objections(said, _opinions(said, _BELIEVED, 0.9), {1})) == []


def test_words_that_were_removed_are_no_reservation() -> None:
    said = heard(
        "R It's glued on.", "V [removed: card], with our steam.", "R In a dairy.", "V In a dairy, okay."
    )
    opinions = _opinions(said, 0.99, 0.9)
    assert not likely_objection(said, opinions, opinions[0])

"""A lead says which reservations are still open: what the visitor let go of, and what stays, however he puts it."""

from typing import Any

import pytest

from agent.insight.judge.features import Features
from agent.insight.judge.judge import LETS_GO, Opinion
from agent.insight.signals.judged.weigh import judged
from agent.insight.signals.language.matters import announces, matter_of, priced
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.objections.find import objections
from agent.insight.signals.objections.letting_go import answers, resolved_in
from tests.insight.cases import sentences
from tests.insight.packs import heard

_SHOWN = "R Hello, this is our system."


def _whole(reading: Reading) -> Span:
    return Span(0, len(reading.text))


def _objection(talk: Talk, turn: int) -> Finding:
    reading = talk.readings[turn - 1]
    return Finding("objection", {"what": reading.text}, reading, _whole(reading), "told", 0.8)


@pytest.mark.parametrize("line", sentences("letting_go.jsonl", called="reaction"))
def test_a_reservation_is_open_until_the_visitor_lets_go_of_it(line: dict[str, Any]) -> None:
    talk = heard(_SHOWN, f"V {line['worry']}", f"R {line['answer']}", f"V {line['reaction']}")
    resolved = resolved_in(talk, talk.readings[1], _whole(talk.readings[1]))
    assert resolved == (4 if line["lets_go"] else None)


def test_what_the_judge_hears_counts_where_no_doubt_is_said() -> None:
    talk = heard(
        _SHOWN, "V The dust will kill it.", "R It's sealed.", "V Our own lamps live longer than I do."
    )
    assert resolved_in(talk, talk.readings[1], _whole(talk.readings[1]), {4}) == 4
    doubts = heard(
        _SHOWN, "V The dust will kill it.", "R It's sealed.", "V It could work. I'm not convinced."
    )
    assert resolved_in(doubts, doubts.readings[1], _whole(doubts.readings[1]), {4}) is None


def test_the_next_question_of_the_rep_is_no_answer_to_a_reservation() -> None:
    talk = heard(
        _SHOWN,
        "V Permit me to doubt that.",
        "R Send us a metre.",
        "V You'll have it on Friday.",
        "R And if it works?",
        "V If it works I want it on forty looms.",
    )
    assert resolved_in(talk, talk.readings[1], _whole(talk.readings[1])) is None


_TWO = (
    _SHOWN,
    "V The battery won't last the winter.",
    "R We'll come to that.",
    "V And our drivers won't type.",
)


@pytest.mark.parametrize(
    ("answer", "reaction", "let_go"),
    [
        ("R They talk to it.", "V Talking they can. Fine then.", [False, True]),
        ("R The battery lasts two winters.", "V Two winters of battery, fine then.", [True, False]),
        ("R They talk to it, and it lasts two winters.", "V Both settled then.", [True, True]),
    ],
)
def test_of_two_reservations_the_one_that_was_answered_is_let_go(
    answer: str, reaction: str, let_go: list[bool]
) -> None:
    talk = heard(*_TWO, answer, reaction)
    both = [_objection(talk, 2), _objection(talk, 4)]
    assert [answers(talk, 6, one, both) for one in both] == let_go


@pytest.mark.parametrize(
    ("turn", "matter"),
    [
        (
            "That's exactly my doubt, half of our villages sit in a valley.",
            "half of our villages sit in a valley",
        ),
        ("Half of our villages sit in a valley. That's my worry.", "Half of our villages sit in a valley"),
        ("Now comes the but. My slips are wet.", "My slips are wet"),
        ("You might be gone in three years, I've been burnt.", "You might be gone in three years"),
        ("One concern though: who cleans the lens every week", "who cleans the lens every week"),
        ("He said five and it was one. That's my problem with you.", "He said five and it was one"),
    ],
)
def test_what_names_the_matter_comes_before_what_announces_it(turn: str, matter: str) -> None:
    reading = heard(f"V {turn}").readings[0]
    announcing = next(one for one in reading.clauses if announces(reading.of_span(one)))
    found = matter_of(reading, announcing)
    assert found is not None
    assert reading.words(found) == matter


@pytest.mark.parametrize(
    "clause",
    [
        "that's my neighbour's doubt about wood",
        "half of our villages sit in a valley",
        "we have a printer problem on line three",
    ],
)
def test_what_names_a_matter_is_no_mere_announcement(clause: str) -> None:
    assert not announces(clause)


@pytest.mark.parametrize(
    ("rep", "visitor", "what"),
    [
        ("It's thirty-five euros per label.", "Too dear, so.", "thirty-five euros per label: Too dear, so"),
        ("From two hundred pieces.", "The handle is too thin.", "The handle is too thin"),
        ("It's the new one.", "That's steep.", "That's steep"),
    ],
)
def test_a_price_that_is_only_judged_is_told_with_its_figure(rep: str, visitor: str, what: str) -> None:
    talk = heard(f"R {rep}", f"V {visitor}")
    assert priced(talk, talk.readings[1], visitor.rstrip(".")) == what


class _Judge:
    """Hears an objection in the turns that it is told, and letting go in none."""

    def __init__(self, chances: dict[int, float]) -> None:
        self._chances = chances

    def opinions(self, turns: Any) -> list[Opinion]:
        return [
            Opinion(
                number,
                0,
                len(turn.text),
                {
                    "objection": self._chances.get(number + 1, 0.0),
                    LETS_GO: 0.0,
                    "competitor uses": 0.0,
                },
            )
            for number, turn in enumerate(turns)
        ]

    def finding_chance(self, _: str, features: Features) -> float:
        return features.get("believed", 0.0)

    def chance_among(self, _: str, features: Features) -> float:
        return features.get("believed", 0.0)


def test_an_objection_that_is_said_again_is_one_objection() -> None:
    talk = heard(
        _SHOWN,
        "V I'm worried the teachers won't come along.",
        "R We train them.",
        "V No, I'm not convinced they'll come along.",
    )
    talk.findings += list(objections(talk))
    assert len(talk.findings) == 2
    kept = judged(talk, _Judge({2: 0.9, 4: 0.9}))  # type: ignore[arg-type]
    assert [(found.reading.number, found.value["resolved"]) for found in kept] == [(2, False)]


def test_another_objection_after_the_answer_to_the_first_is_another() -> None:
    talk = heard(
        _SHOWN,
        "V I'm worried the teachers won't come along.",
        "R We train them.",
        "V And who pays for that? I'm worried about the budget.",
    )
    talk.findings += list(objections(talk))
    kept = judged(talk, _Judge({2: 0.9, 4: 0.9}))  # type: ignore[arg-type]
    assert [found.reading.number for found in kept] == [2, 4]

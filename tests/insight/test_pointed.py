"""Where a turn names several times or amounts, the lead has the one in the clause that the judge is surest of."""

import pytest

from agent.insight.judge.judge import Opinion
from agent.insight.signals.judged.pointed import pointed
from agent.insight.signals.language.reading import Span
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.timeline.find import timelines
from tests.insight.packs import heard

_LEAVES, _STARTS = "The old lot leaves on the third of June", "our trucks come on the first of August"
_TURN = f"{_LEAVES}, and {_STARTS}."


def _found(talk: Talk) -> Finding:
    talk.findings += [
        Finding(
            "timeline",
            {"earliest": "2026-06-03", "latest": "2026-06-03"},
            talk.readings[1],
            Span(0, 39),
            "time",
            0.8,
        )
    ]
    return talk.findings[0]


def _opinions(leaves: float, starts: float) -> list[Opinion]:
    at = _TURN.index(_STARTS)
    return [
        Opinion(1, 0, len(_LEAVES), {"timeline": leaves}),
        Opinion(1, at, at + len(_STARTS), {"timeline": starts}),
    ]


@pytest.mark.parametrize(
    ("leaves", "starts", "earliest"),
    [(0.1, 0.9, "2026-08-01"), (0.9, 0.1, "2026-06-03"), (0.8, 0.9, "2026-06-03")],
)
def test_the_time_that_the_judge_is_much_surer_of_is_the_one(
    leaves: float, starts: float, earliest: str
) -> None:
    talk = heard("R When?", f"V {_TURN}")
    assert pointed(talk, _found(talk), _opinions(leaves, starts)).value["earliest"] == earliest


def test_a_clause_without_a_time_leaves_what_was_found() -> None:
    talk = heard("R When?", "V The old lot leaves on the third of June, and then I'll be glad.")
    found = _found(talk)
    opinions = [Opinion(1, 0, 39, {"timeline": 0.1}), Opinion(1, 45, 62, {"timeline": 0.9})]
    assert pointed(talk, found, opinions) == found


def test_two_times_that_the_rules_told_apart_stay_two() -> None:
    talk = heard("R When?", "V It should be there for September 2027, and the decision falls in January.")
    talk.findings += timelines(talk)
    assert len(talk.findings) == 2
    opinions = [Opinion(1, 0, 38, {"timeline": 0.1}), Opinion(1, 44, 73, {"timeline": 0.9})]
    assert [pointed(talk, found, opinions) for found in talk.findings] == talk.findings

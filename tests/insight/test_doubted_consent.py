"""What a trained reader of leave may do to what the rules hear: doubt a yes, hear a no, and nothing else."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.insight.judge.judge import LEAVE, Judge, judge
from agent.insight.judge.model import rounded
from agent.insight.signals.consent.find import consents
from tests.insight.packs import heard

_ASKED = "R:Is it all right if I record this?"
_LIKELY, _UNLIKELY = 3.0, -3.0


def _who_hears(status: str | None, *, once_given: str | None = None) -> Judge:
    """Return a judge for whom every turn says the same of being recorded, or None of it anything.

    Args:
        status: What every turn says.
        once_given: What every turn says after leave was given.
    """
    the_judge = judge()
    assert the_judge is not None
    always = [_LIKELY if label == status else _UNLIKELY for label in LEAVE]
    given_before = [2 * _LIKELY if label == once_given else 0.0 for label in LEAVE]
    network = rounded(
        LEAVE,
        ("given",),
        np.ones((1, 1), np.float32),
        np.zeros(1, np.float32),
        np.array([given_before], np.float32),
        np.array(always, np.float32),
    )
    return replace(the_judge, leave=network)


def _answers(hears: Judge | None, *lines: str) -> list[tuple[object, ...]]:
    found = consents(heard(*lines), hears)
    return [
        (
            one.value["scope"],
            one.value["status"],
            one.value["effect"],
            one.reading.text[one.span.start : one.span.end],
        )
        for one in found
    ]


def test_a_no_that_no_rule_hears_is_one_where_the_judge_hears_it() -> None:
    lines = (_ASKED, "V:Sumatra. Wednesdays are blue.")
    assert _answers(None, *lines) == []
    assert _answers(_who_hears(None), *lines) == []
    [(scope, status, _, _)] = _answers(_who_hears("refused"), *lines)
    assert (scope, status) == ("recording", "refused")


def test_a_no_after_a_yes_takes_it_back_from_then_on() -> None:
    lines = (_ASKED, "V:Yes, sure.", "R:Then I leave the box on.", "V:Sumatra.")
    late = _who_hears(None, once_given="withdrawn")
    assert [answer[1:3] for answer in _answers(late, *lines)] == [("given", None), ("withdrawn", "from_now")]


def test_a_yes_that_the_judge_doubts_is_none() -> None:
    lines = (_ASKED, "V:Yes, sure.")
    assert [status for _, status, _, _ in _answers(None, *lines)] == ["given"]
    assert "given" not in [status for _, status, _, _ in _answers(_who_hears("refused"), *lines)]


@pytest.mark.parametrize(
    "lines",
    [
        (_ASKED, "V:Hm."),
        ("R:How many vans do you have?", "V:Yes, you may."),
        (_ASKED, "V:No, please do not."),
    ],
)
def test_the_judge_grants_nothing(lines: tuple[str, ...]) -> None:
    assert _answers(_who_hears("given"), *lines) == _answers(None, *lines)


def test_a_no_of_the_rules_stands_whatever_the_judge_hears() -> None:
    lines = (_ASKED, "V:No, please do not.")
    rules = _answers(None, *lines)
    assert [status for _, status, _, _ in rules] == ["refused"]
    for status in (None, *LEAVE):
        assert _answers(_who_hears(status), *lines) == rules


def test_talk_that_is_not_about_recording_is_not_asked_about() -> None:
    lines = ("R:What brings you here?", "V:Our forklifts. Nobody knows where they stand.")
    assert _answers(_who_hears("refused"), *lines) == []


def test_leave_to_ring_is_the_rules_alone() -> None:
    lines = ("R:May I ring you next week? I write it down.", "V:Yes, in the mornings.")
    assert [
        (scope, status)
        for scope, status, _, _ in _answers(_who_hears("refused"), *lines)
        if scope == "contact"
    ] == [("contact", "given")]


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "yes",
                "no",
                "sure",
                "record",
                "off",
                "please",
                "not",
                "rather",
                "box",
                "fine",
                "stop",
                "I",
                "it",
            ]
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_words_give_leave_with_the_judge_that_give_none_without(words: list[str]) -> None:
    lines = (_ASKED, "V:" + " ".join(words))
    given_by_rules = any(status == "given" for _, status, _, _ in _answers(None, *lines))
    told = _answers(judge(), *lines)
    assert given_by_rules or all(status != "given" for _, status, _, _ in told)
    assert all(str(quote) in lines[1] for _, _, _, quote in told)

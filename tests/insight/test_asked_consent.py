"""Answers in few words to "may I record, call, write, keep your details?", and what only sounds like one."""

import pytest

from tests.insight.cases import talks
from tests.insight.packs import signals


@pytest.mark.parametrize(("expected", "said"), talks("consents.txt"))
def test_what_may_be_kept_and_whom_we_may_call_is_what_the_visitor_said(
    expected: list[str], said: list[str]
) -> None:
    assert [
        " ".join(str(one.value[key]) for key in ("scope", "status", "effect") if one.value[key] is not None)
        for one in signals(*said)
        if one.kind == "consent"
    ] == expected


def test_a_reps_no_word_about_recording_leaves_the_visitors_machines_alone() -> None:
    found = signals(
        "R:How do you note the downtime?",
        "V:The downtime is not recorded anywhere. We have 40,000 euros for it.",
    )
    assert [one.kind for one in found if one.kind in {"consent", "budget"}] == ["budget"]


def test_a_rep_who_leaves_recording_to_the_visitor_has_asked_for_it() -> None:
    found = signals("V:Is that a microphone?", "R:Only if you agree to it.", "V:I agree, nothing to hide.")
    assert [(one.value["scope"], one.value["status"]) for one in found] == [("recording", "given")]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("May I record this?", answer)
        for answer in (
            "Please do not.", "Please. Don't do that.", "Please stop.", "Okay. No. Stop.", "Right... no.", "Go away.",
            "Of course you can't.", "Absolutely no way.", "Fine, if you must, but I'd rather you did not.",
            "We agree not to.", "I consent to nothing.", "I don't care to be recorded.",
        )
    ]
    + [
        ("Do you mind if I record this?", answer)
        for answer in ("Absolutely.", "Of course I do.", "Yep.", "Definitely.", "Right, I mind.")
    ]
    + [
        ("May I call you?", answer)
        for answer in (
            "You have my number, please delete it.", "You have my card, don't use it.", "Keep away.", "Drop it.",
            "Between us, no.", "If it's about sales, no.", "Contact us at no time.", "Call it a no.", "Mail me nothing.",
        )
    ],
)  # fmt: skip
def test_what_is_no_yes_is_not_heard_as_one(asked: str, answered: str) -> None:
    found = signals(f"R:{asked}", f"V:{answered}")
    assert [one for one in found if one.kind == "consent" and one.value["status"] == "given"] == []


def test_what_is_said_behind_stop_in_the_same_breath_is_not_kept() -> None:
    found = signals(
        "R:May I record?",
        "V:Yes.",
        "R:And the budget?",
        "V:We have 20,000 euros for the pilot. Stop the recording now, please. In truth we have 90,000 euros in the plan.",
    )
    assert [one.value["max"] for one in found if one.kind == "budget"] == [20000]


@pytest.mark.parametrize(
    "said",
    [
        ["R:So you don't want to be recorded?", "V:Right."],
        ["R:May I take this down with the box?", "V:Notes yes, the recording no."],
        ["R:Can we record this conversation?", "V:Lieber nicht."],
    ],
)
def test_a_no_by_a_roundabout_way_empties_what_was_said_before_and_after(said: list[str]) -> None:
    story = "V:We need faster doors, the old ones jam all day. Our budget is 80,000 euros."
    assert [one.kind for one in signals(story, *said, story)] == ["consent"]

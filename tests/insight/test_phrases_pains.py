"""Complaints in the words of many trades, and what only sounds like one."""

import tomllib

import pytest

from tests.insight.packs import GOLD, values

_ASKED = "R:What's the biggest problem?"
_SAID: dict[str, list[str]] = tomllib.loads((GOLD / "complaints.toml").read_text(encoding="utf-8"))


def test_nine_of_ten_complaints_are_heard_unasked_whatever_their_words() -> None:
    missed = [said for said in _SAID["unasked"] if not _hurts(f"V:{said}")]
    assert len(missed) <= len(_SAID["unasked"]) / 10, missed


@pytest.mark.parametrize("said", _SAID["answers"])
def test_the_answer_to_what_is_the_problem_is_a_challenge(said: str) -> None:
    assert _hurts(_ASKED, f"V:{said}")


def test_routine_praise_and_small_talk_hardly_ever_become_a_complaint() -> None:
    wrong = [said for said in _SAID["none"] if _hurts(f"V:{said}")]
    assert len(wrong) <= len(_SAID["none"]) / 20, wrong


def test_no_complaints_says_that_nothing_hurts() -> None:
    assert values("challenge", "R:Happy?", "V:It works. No complaints.") == [{"what": None}]


def _hurts(*turns: str) -> list[object]:
    return [value["what"] for value in values("challenge", *turns) if value["what"]]

"""What plain visitors have against an offer is told with the lead; what they only need, ask or have today is not."""

import pytest

from agent.insight.signals.find import apply_rules
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.talk import Finding, Talk
from tests.insight.cases import talks
from tests.insight.packs import EVENT_DAY, gold_pack, talk

_SHOWN = ("R:This is Pulse, our system.", "V:Okay.")


def _found(*lines: str) -> list[Finding]:
    """Return what the rules find, without the judge."""
    heard = Talk(talk(*_SHOWN, *lines), EVENT_DAY, fiscal_year_starts=1, lexicon=lexicon_of(gold_pack()))
    apply_rules(heard, [])
    return [found for found in heard.findings if found.kind == "objection"]


@pytest.mark.parametrize(("expected", "said"), talks("objections.txt"))
def test_a_reservation_in_plain_words_is_heard_in_its_own_clause(
    expected: list[str], said: list[str]
) -> None:
    found = [one.reading.words(one.span) for one in _found(*said)]
    assert len(found) == len(expected), found
    assert all(words in clause for words, clause in zip(expected, found, strict=True)), found


@pytest.mark.parametrize(
    ("rep", "visitor", "what"),
    [
        ("It takes eight weeks.", "Eight weeks the belt stands still. That we cannot afford.", "Eight weeks the belt stands still"),
        ("You type it in here.", "With gloves on, at minus twenty? Then I type it twice, no thank you.", "I type it twice"),
        ("Eight percent get lost a year.", "Eight percent is a lot. That doesn't convince me.", "Eight percent is a lot"),
    ],
)  # fmt: skip
def test_what_is_only_refused_is_told_with_what_it_refuses(rep: str, visitor: str, what: str) -> None:
    (found,) = _found(f"R:{rep}", f"V:{visitor}")
    assert what in found.reading.words(found.span)


def test_what_a_rival_lacks_is_no_reservation_about_us() -> None:
    assert _found("R:Ours is in Spanish.", "V:Clinova only has it in English, that's no use to us.") == []

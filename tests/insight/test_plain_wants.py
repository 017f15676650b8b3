"""What hurts plain visitors today, and what they need, is told with the lead in its own words; their trade is not."""

import pytest

from agent.contract.lead import SignalKind
from agent.insight.signals.challenges.half_heard import by_both, by_words
from agent.insight.signals.challenges.quotes import in_full
from agent.insight.signals.find import apply_rules
from agent.insight.signals.judged.beside import by_itself, goes_on
from agent.insight.signals.judged.limits import STRICT
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.reading import Span
from agent.insight.signals.language.talk import Finding, Talk
from tests.insight.cases import talks
from tests.insight.packs import EVENT_DAY, gold_pack, heard, talk


@pytest.mark.parametrize(("expected", "said"), talks("wants.txt"))
def test_a_complaint_and_a_need_in_plain_words_are_heard_in_their_own_clause(
    expected: list[str], said: list[str]
) -> None:
    heard_by_rules = Talk(talk(*said), EVENT_DAY, fiscal_year_starts=1, lexicon=lexicon_of(gold_pack()))
    apply_rules(heard_by_rules, [])
    found = [
        (one.kind, one.reading.words(one.span))
        for one in heard_by_rules.findings
        if one.kind in {"challenge", "need"} and not one.absent
    ]
    assert len(found) == len(expected), found
    for wanted in expected:
        kind, _, words = wanted.partition(": ")
        assert any(kind == one and words in clause for one, clause in found), found


def _said(text: str, *clauses: str, kind: SignalKind = "challenge") -> list[Finding]:
    """Return a finding for each of these clauses of a turn."""
    reading = heard("R:So?", f"V:{text}").readings[1]
    starts = [text.index(clause) for clause in clauses]
    return [
        Finding(kind, {"what": clause}, reading, Span(start, start + len(clause)), "clues", 0.7)
        for start, clause in zip(starts, clauses, strict=True)
    ]


_SURE = STRICT.matter_of_its_own


def _unsure(_: Finding) -> float:
    return 0.7


def test_what_a_complaint_leads_to_is_no_second_one() -> None:
    found = _said(
        "Nobody picks up the phone, and then they turn up at the gate.",
        "Nobody picks up the phone",
        "then they turn up at the gate",
    )
    assert by_itself(found, _unsure, _SURE) == found[:1]


def test_a_second_complaint_stays_where_the_judge_is_sure() -> None:
    found = _said("The lift stands. The doors jam.", "The lift stands", "The doors jam")
    assert by_itself(found, lambda _: 0.95, _SURE) == found


def test_how_bad_something_is_has_the_words_of_what_is_bad() -> None:
    said = _said("We open eleven files for one call. It is a mess.", "It is a mess")
    (found,) = by_itself(said, _unsure, _SURE)
    assert found.value["what"] == "We open eleven files for one call"


def test_that_something_must_be_has_the_words_of_what_must_be() -> None:
    (found,) = by_itself(
        _said("It may only suggest. That's for me a condition.", "That's for me a condition", kind="need"),
        _unsure,
        _SURE,
    )
    assert found.value["what"] == "It may only suggest"


def test_a_demand_beside_a_need_is_another_need_and_its_reason_is_none() -> None:
    text = "We need one list, and the screens must be in Polish. Half of us are Poles."
    first, second, reason = _said(
        text, "We need one list", "the screens must be in Polish", "Half of us are Poles", kind="need"
    )
    assert not goes_on(second, [first], lambda _: 0.95, _SURE)
    assert goes_on(reason, [first], lambda _: 0.95, _SURE)


def test_words_that_complain_make_up_for_a_judge_in_doubt_and_a_trade_does_not() -> None:
    complains, trades = "We get the data only the day after.", "We are a bakery with nine shops."
    chances = []
    for text in (complains, trades):
        said = heard("R:So?", f"V:{text}")
        chances.append(by_words(said, said.readings[1], Span(0, len(text))))
    assert by_both(chances[0], 0.35) > 0.35 > by_both(chances[1], 0.35)


def test_a_complaint_is_quoted_with_what_it_leads_to_and_not_with_who_complains() -> None:
    text = "We're welders, the certificates expire, and we notice when the inspector stands there. It rains."
    (found,) = _said(text, "the certificates expire")
    whole = in_full(found, [found])
    assert (
        found.reading.words(whole.span)
        == "the certificates expire, and we notice when the inspector stands there"
    )
    assert whole.value == found.value


def test_a_quote_takes_in_nothing_that_is_told_by_another_signal() -> None:
    text = "We plan in Excel, and the file breaks, so we start again."
    complaint, system = _said(text, "the file breaks", "We plan in Excel")
    assert (
        complaint.reading.words(in_full(complaint, [complaint, system]).span)
        == "the file breaks, so we start again"
    )

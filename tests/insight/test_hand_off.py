"""The owner gets the whole story, each line with the words that prove it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.contract.lead import Attendee, HandOff, Quoted, Signal
from agent.insight.conclusion import conclude
from agent.insight.hand_off import hand_off, in_words
from agent.insight.score import Numbered
from tests.insight.draft_examples import EXAMPLES
from tests.insight.draft_packs import COLD_CHAIN, signal, visit
from tests.insight.test_follow_up import signals

HOT, SCAN_ONLY = EXAMPLES[0], EXAMPLES[1]


def test_the_owner_reads_who_why_now_what_hurts_and_what_to_do() -> None:
    note = hand_off(HOT.lead, HOT.pack)
    assert note.who == "Fiona Reid, Quality Manager, Northwold Seafood"
    assert [one.text for one in note.why_now] == [
        "the end of June",
        "decides",
        "40,000 EUR, approved",
    ]
    assert note.what_hurts[0].quote.startswith("Every second delivery")
    assert [one.text for one in note.objections] == ["it looks expensive (open)"]
    assert note.next_step == "Keep the promise: send you a quote, by Friday, 6 March."
    assert "competitor" in note.unknown


def test_a_lead_without_words_says_so_and_claims_nothing() -> None:
    note = hand_off(SCAN_ONLY.lead, SCAN_ONLY.pack)
    assert note.next_step == "Send the mail: what was said is not known."
    assert not _lines(note)
    assert hand_off(visit(COLD_CHAIN, [], [], attendee=Attendee()), COLD_CHAIN).who == "no name on the badge"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (
            {"min": 10000, "max": 15000, "currency": "EUR", "approved": None, "basis": "per_year"},
            "10,000 to 15,000 EUR a year",
        ),
        (
            {"min": None, "max": 80000, "currency": None, "approved": False, "basis": "total"},
            "up to 80,000, not approved",
        ),
        (
            {"min": 500, "max": None, "currency": "GBP", "approved": True, "basis": "per_seat"},
            "from 500 GBP a seat, approved",
        ),
        (
            {"min": None, "max": None, "currency": None, "approved": True, "basis": None},
            "money is there, no amount was said, approved",
        ),
    ],
)
def test_money_reads_as_people_write_it(value: dict[str, str | float | bool | None], text: str) -> None:
    one = signal("budget", "x").model_copy(update={"value": value})
    assert in_words(Numbered(1, one), near=COLD_CHAIN.event.starts) == text


@given(found=st.lists(signals(), max_size=8))
def test_every_line_is_a_signal_with_its_quote(found: list[Signal]) -> None:
    lead = visit(COLD_CHAIN, [("visitor", "x")], []).model_copy(update={"signals": tuple(found)})
    for line in _lines(hand_off(lead, COLD_CHAIN)):
        assert found[line.signal - 1].quote == line.quote


def test_who_asks_not_to_be_contacted_gets_no_mail_and_the_owner_is_told() -> None:
    no = signal("consent", "x", status="refused", scope="contact", effect="from_now")
    yes = signal("consent", "x", turn=2, status="given", scope="contact", effect="from_now")
    refused = HOT.lead.model_copy(update={"signals": (*HOT.lead.signals, no)})
    after = conclude(refused, HOT.pack)
    assert after.follow_up is None
    assert after.hand_off is not None
    assert after.hand_off.next_step.startswith("Do not write or call")
    again = refused.model_copy(update={"signals": (*refused.signals, yes)})
    assert conclude(again, HOT.pack).follow_up is not None


def test_concluding_changes_nothing_that_was_said() -> None:
    after = conclude(HOT.lead, HOT.pack)
    derived = {"assessment", "questions", "hand_off", "follow_up", "unknown"}
    assert after.model_dump(exclude=derived) == HOT.lead.model_dump(exclude=derived)
    assert conclude(after, HOT.pack) == after


def _lines(note: HandOff) -> list[Quoted]:
    groups = (note.why_now, note.what_hurts, note.today, note.interest, note.objections, note.promises)
    return [line for group in groups for line in group]

"""Score and heat can be explained to the last point, and rest on what was said alone."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.contract.lead import Assessment, Attendee, Signal, SignalKind
from agent.event_pack.model import EventPack, Qualification, Weights
from agent.insight.score import assessment
from tests.insight.draft_packs import COLD_CHAIN, signal, visit
from tests.insight.test_follow_up import signals

NEED = signal("need", "x", what="digital price tags")
CHALLENGE = signal("challenge", "x", what="manual planning")
DECIDES = signal("authority", "x", role="decision_maker", who=None)
SOON = signal("timeline", "x", earliest=None, latest="2026-06-30", phrase="by the end of June")
LATE = signal("timeline", "x", earliest=None, latest="2027-12-31", phrase="by the end of next year")
MONEY = signal("budget", "x", min=50000, max=50000, currency="EUR", approved=True, basis="total")
NO_MONEY = signal(
    "budget", "x", polarity="absent", min=None, max=None, currency=None, approved=None, basis=None
)
DOUBT = signal("objection", "x", what="too expensive", resolved=False)
ANSWERED = signal("objection", "x", what="too expensive", resolved=True, resolved_turn=1)


def _assess(*found: Signal, pack: EventPack = COLD_CHAIN, **changes: Any) -> Assessment:
    lead = visit(pack, [("visitor", "x"), ("rep", "x")], [], **changes)
    return assessment(lead.model_copy(update={"signals": found}), pack)


@pytest.mark.parametrize(
    ("found", "heat"),
    [
        ((DECIDES, NEED, SOON), "hot"),
        ((DECIDES, CHALLENGE, SOON), "hot"),
        ((DECIDES, NEED), "warm"),
        ((NEED, SOON), "warm"),
        ((DECIDES, SOON), "warm"),
        ((DECIDES, NEED, LATE), "warm"),
        ((NEED, MONEY), "cold"),
        ((), "cold"),
    ],
)
def test_authority_need_and_urgency_make_heat_and_nothing_else_does(
    found: tuple[Signal, ...], heat: str
) -> None:
    assert _assess(*found).heat == heat


@pytest.mark.parametrize("role", ["influencer", "needs_approval", "none"])
def test_who_has_to_ask_somebody_does_not_decide(role: str) -> None:
    asks = signal("authority", "x", role=role, who="our CFO")
    assert _assess(asks, NEED, SOON).heat == "warm"


def test_that_somebody_else_decides_is_no_say_of_the_visitors() -> None:
    other = signal("authority", "the board decides", role="decision_maker", who="board")
    assert _assess(other, NEED, SOON).heat == "warm"
    assert _assess(other).score == _assess().score


@given(title=st.text(max_size=40), company=st.text(max_size=40))
def test_a_title_alone_never_counts(title: str, company: str) -> None:
    chief = _assess(attendee=Attendee(title=f"CEO and owner {title}", company=company))
    assert chief == _assess()
    assert (chief.score, chief.heat, chief.qualified) == (0, "cold", False)


def test_what_the_rep_says_about_the_visitor_proves_nothing() -> None:
    said = [one.model_copy(update={"side": "rep", "turn": 2}) for one in (NEED, DECIDES, SOON, MONEY)]
    assert _assess(*said).score == 0
    assert _assess(*said).heat == "cold"


@given(found=st.lists(signals(), max_size=10))
def test_every_point_has_a_reason_and_every_reason_its_signals(found: list[Signal]) -> None:
    result = _assess(*found)
    assert sum(reason.points for reason in result.reasons) == result.score
    for reason in result.reasons:
        assert set(reason.signals) <= set(range(1, len(found) + 1))
        assert reason.signals or reason.points == 0 or reason.rule == "score.bounds"
    assert result.qualified == (not result.missing)


@given(
    found=st.lists(signals(), max_size=8), weights=st.lists(st.integers(-200, 200), min_size=10, max_size=10)
)
def test_whatever_weights_the_pack_has_the_score_stays_in_bounds(
    found: list[Signal], weights: list[int]
) -> None:
    pack = COLD_CHAIN.model_copy(
        update={
            "qualification": Qualification(
                weights=Weights(**dict(zip(Weights.model_fields, weights, strict=True)))
            )
        }
    )
    assert 0 <= _assess(*found, pack=pack).score <= 100


def test_the_packs_weights_count_once_for_each_kind() -> None:
    weights = Weights(need=7)
    pack = COLD_CHAIN.model_copy(update={"qualification": Qualification(weights=weights)})
    other = signal("need", "x", what="something else")
    assert _assess(NEED, pack=pack).score == 7
    assert _assess(NEED, other, pack=pack).score == 7


def test_no_money_counts_against_and_an_open_objection_costs() -> None:
    assert _assess(NEED, CHALLENGE).score == 25
    assert _assess(NEED, CHALLENGE, NO_MONEY).score == 15
    assert _assess(NEED, CHALLENGE, DOUBT).score == 20
    assert _assess(NEED, CHALLENGE, ANSWERED).score == 25


def test_what_was_said_last_about_money_holds() -> None:
    first, then = NO_MONEY, MONEY.model_copy(update={"turn": 2})
    assert _assess(NEED, first, then).score == 40
    assert _assess(NEED, MONEY, NO_MONEY.model_copy(update={"turn": 2})).score == 10


def test_a_lead_that_is_not_qualified_says_what_it_lacks() -> None:
    assert _assess(NEED, DECIDES).qualified
    assert _assess(DECIDES, SOON).missing == ("need is not proved",)
    alone = _assess(NEED)
    assert any("budget, authority, timeline, next step" in missing for missing in alone.missing)
    assert any("30" in missing for missing in alone.missing)


def test_reasons_do_not_repeat_what_was_said() -> None:
    secret = signal("need", "x", what="hush-hush project")
    assert "hush" not in _assess(secret, DECIDES, SOON).model_dump_json()


def test_every_kind_but_consent_can_count() -> None:
    kinds: set[SignalKind] = set(get_args(SignalKind)) - {"consent"}
    assert set(Weights.model_fields) == kinds

"""A rep is offered the question that matters most, and never one that was answered."""

from hypothesis import given
from hypothesis import strategies as st

from agent.contract.lead import Lead, Signal
from agent.event_pack.model import EventPack
from agent.insight.questions import MOST, next_questions, open_kinds
from tests.insight.draft_packs import COLD_CHAIN, LASERS, PACKS, signal, visit
from tests.insight.test_follow_up import signals


def _lead(*found: Signal, pack: EventPack = COLD_CHAIN) -> Lead:
    return visit(pack, [("visitor", "x")], []).model_copy(update={"signals": found})


def _asked(*found: Signal, pack: EventPack = COLD_CHAIN) -> list[tuple[str | None, str]]:
    return [(one.play, one.kind) for one in next_questions(_lead(*found, pack=pack), pack)]


def test_without_a_hint_the_play_for_everybody_leads_and_ours_follow() -> None:
    assert _asked() == [("any", "challenge"), ("any", "budget"), (None, "need")]


def test_a_product_that_was_asked_about_brings_its_own_play_first() -> None:
    asked = _asked(signal("product", "x", name="thermolog"))
    assert asked == [("cold-chain", "timeline"), ("cold-chain", "authority"), ("any", "challenge")]


def test_what_was_answered_is_not_asked_again() -> None:
    product = signal("product", "x", name="ThermoLog")
    soon = signal("timeline", "x", earliest=None, latest="2026-06-30", phrase="June")
    none = signal("budget", "x", polarity="absent", min=None)
    boss = signal("authority", "x", role="needs_approval", who="our CFO")
    assert _asked(product, soon, none, boss) == [("any", "challenge"), (None, "need"), (None, "next_step")]


def test_a_pack_without_plays_still_gets_what_its_qualification_asks_for() -> None:
    assert [kind for _, kind in _asked(pack=LASERS)] == ["need", "timeline", "authority"]


@given(found=st.lists(signals(), max_size=8), pack=st.sampled_from(PACKS))
def test_questions_are_few_and_about_what_is_open(found: list[Signal], pack: EventPack) -> None:
    lead = _lead(*found, pack=pack)
    asked = [one.kind for one in next_questions(lead, pack)]
    assert len(asked) == len(set(asked)) <= MOST
    assert set(asked) <= set(open_kinds(lead))

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
import structlog

from agent.contract.lead import Lead, Signal
from agent.ops.health import Health
from agent.ops.metrics import Metrics
from agent.visit import visit as visit_module
from agent.visit.card import Card, CardReader, sign
from agent.visit.conversations import ConsentPolicy
from agent.visit.visit import Visit
from drivers.clock import ReplayClock
from tests.visit.people import SILENCE_S, conversations, said, scan

MARIA = "MECARD:N:Keller,Maria;ORG:Lakeside;EMAIL:maria@lakeside.example;;"
UNREADABLE = "Maria Keller ~ Lakeside"
SECRETS = ("Maria", "Keller", "Lakeside", "lakeside", "budget", "maria@")


@dataclass
class Lamp:
    """An indicator that remembers what the person saw."""

    shown: list[str] = field(default_factory=list)

    def confirm(self, *, known: bool = False) -> None:
        self.shown.append("known" if known else "confirm")

    def refuse(self) -> None:
        self.shown.append("refuse")

    def muted(self, on: bool) -> None:
        self.shown.append("mute" if on else "listen")


@dataclass
class Disk:
    """A publisher that can be slow or full."""

    full: bool = False
    stored: list[Lead] = field(default_factory=list)
    ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def publish(self, lead: Lead) -> bool:
        await self.ready.wait()
        if not self.full:
            self.stored.append(lead)
        return not self.full


class Booth:
    """A visit and everything around it, in memory."""

    def __init__(
        self,
        policy: ConsentPolicy = "scan",
        *,
        key: bytes | None = None,
        assess: Callable[[Lead], Lead] = lambda lead: lead,
        **limits: float,
    ) -> None:
        self.lamp, self.disk, self.clock, self.metrics = Lamp(), Disk(), ReplayClock(), Metrics()
        self.station = Health().station("booth")
        self.disk.ready.set()
        self.visit = Visit(
            conversations=conversations(policy, **limits),
            delimited_fields=("id", "name"),
            publish=self.disk.publish,
            indicator=self.lamp,
            clock=self.clock,
            metrics=self.metrics,
            cards=CardReader(event="expo", key=key),
            station=self.station,
            assess=assess,
        )

    async def scan(self, payload: str, time_s: float) -> None:
        self.clock.advance_to(time_s)
        await self.visit.scanned(scan(payload, time_s))

    def metric(self, name: str, **labels: str) -> float | None:
        return self.metrics.registry.get_sample_value(f"boothscribe_{name}", labels)

    def words(self) -> list[str]:
        return [turn.text for turn in self.disk.stored[-1].conversation.turns]


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_the_beep_comes_only_once_the_lead_is_safe() -> None:
    booth = Booth()
    booth.disk.ready.clear()
    scanning = asyncio.create_task(booth.scan(MARIA, 1))
    await settled()
    assert booth.lamp.shown == []
    booth.disk.ready.set()
    await scanning
    assert booth.lamp.shown == ["confirm"]
    [lead] = booth.disk.stored
    assert lead.attendee.name == "Maria Keller"


async def test_a_scan_that_could_not_be_stored_is_refused() -> None:
    booth = Booth()
    booth.disk.full = True
    await booth.scan(MARIA, 1)
    assert booth.lamp.shown == ["refuse"]
    assert booth.metric("scans_total", scanner="front") == 1
    assert booth.metric("scans_confirmed_total") == 0


async def test_scanning_again_after_a_refusal_is_confirmed_only_when_it_is_stored_then() -> None:
    booth = Booth()
    booth.disk.full = True
    await booth.scan(MARIA, 1)
    await booth.scan(MARIA, 2)
    assert booth.lamp.shown == ["refuse", "refuse"]
    booth.disk.full = False
    await booth.scan(MARIA, 3)
    assert booth.lamp.shown[-1] == "confirm"
    [lead] = booth.disk.stored
    assert lead.revision == 1


async def test_the_same_badge_on_a_second_scanner_is_not_confirmed_before_the_first_is_stored() -> None:
    booth = Booth()
    booth.disk.ready.clear()
    tasks = [asyncio.create_task(booth.scan(MARIA, 1)), asyncio.create_task(booth.scan(MARIA, 2))]
    await settled()
    assert booth.lamp.shown == []
    booth.disk.ready.set()
    await asyncio.gather(*tasks)
    assert sorted(booth.lamp.shown) == ["confirm", "known"]
    assert len(booth.disk.stored) == 1


async def test_a_stutter_is_confirmed_again_and_stored_once() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    await booth.scan(MARIA, 2)
    assert booth.lamp.shown == ["confirm", "known"]
    assert len(booth.disk.stored) == 1


@pytest.mark.parametrize("card", ["boothscribe:end", "boothscribe:consent-given", "boothscribe:misprint"])
async def test_a_card_that_changes_nothing_is_not_confirmed_and_makes_no_lead(card: str) -> None:
    booth = Booth()
    await booth.scan(card, 1)
    assert booth.lamp.shown == ["refuse"]
    assert booth.disk.stored == []


async def test_a_misprinted_card_does_not_end_the_conversation() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    await booth.scan("boothscribe:misprint", 2)
    assert booth.lamp.shown == ["confirm", "refuse"]
    assert len(booth.disk.stored) == 1


async def test_words_that_arrive_while_the_scan_is_still_being_stored_are_kept() -> None:
    booth = Booth()
    booth.disk.ready.clear()
    scanning = asyncio.create_task(booth.scan(MARIA, 1))
    await settled()
    hearing = asyncio.create_task(booth.visit.heard(said("our budget", 2, 3)))
    await settled()
    booth.disk.ready.set()
    await asyncio.gather(scanning, hearing)
    assert booth.words() == ["our budget"]
    assert [lead.revision for lead in booth.disk.stored] == [1, 2]


async def test_an_unreadable_badge_is_still_a_lead_with_what_was_scanned() -> None:
    booth = Booth()
    await booth.scan(UNREADABLE, 1)
    assert booth.lamp.shown == ["confirm"]
    assert booth.disk.stored[0].badge.raw == UNREADABLE


@pytest.mark.parametrize("card", ["boothscribe:consent-given", "]Q1BOOTHSCRIBE:CONSENT-GIVEN\r"])
async def test_the_consent_card_is_obeyed_however_the_scanner_sends_it(card: str) -> None:
    booth = Booth("ask")
    await booth.scan(MARIA, 1)
    await booth.scan(card, 2)
    await booth.visit.heard(said("our budget", 3, 4))
    assert booth.words() == ["our budget"]
    assert booth.lamp.shown == ["confirm", "confirm"]


async def test_the_refusal_card_empties_the_lead_before_it_is_confirmed() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    await booth.visit.heard(said("our budget", 2, 3))
    await booth.scan("]Q1boothscribe:consent-refused", 4)
    assert booth.words() == []
    assert booth.lamp.shown == ["confirm", "confirm"]


async def test_an_answer_that_could_not_be_stored_is_not_confirmed() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    booth.disk.full = True
    await booth.scan("boothscribe:consent-refused", 2)
    assert booth.lamp.shown == ["confirm", "refuse"]


@pytest.mark.parametrize("policy", ["ask", "off"])
async def test_nobody_is_told_that_consent_was_taken_down_when_it_was_not(policy: ConsentPolicy) -> None:
    booth = Booth(policy)
    if policy == "off":
        await booth.scan(MARIA, 1)
    booth.lamp.shown.clear()
    await booth.scan("boothscribe:consent-given", 2)
    assert booth.lamp.shown == ["refuse"]


async def test_the_end_card_ends_the_conversation_at_its_time() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    await booth.scan("boothscribe:end", 5)
    await booth.visit.heard(said("our budget", 4, 6))
    await booth.visit.heard(said("small talk", 6, 7))
    assert booth.metric("conversations_open") == 1
    await booth.visit.heard_until(6)
    assert booth.disk.stored[-1].final
    assert booth.disk.stored[-1].conversation.end_reason == "card"
    assert booth.words() == ["our budget"]
    assert booth.metric("conversations_open") == 0


async def test_a_stop_makes_the_open_conversation_final_with_its_last_words() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    booth.clock.advance_to(10)
    booth.visit.end()
    await booth.visit.heard(said("our budget", 8, 10))
    await booth.visit.heard_until(float("inf"))
    assert booth.disk.stored[-1].final
    assert booth.disk.stored[-1].conversation.end_reason == "shutdown"
    assert booth.words() == ["our budget"]


async def test_a_revision_that_fails_does_not_keep_the_next_from_being_stored() -> None:
    booth = Booth()
    await booth.scan("1|Maria", 1)
    await booth.scan("2|Daniel", 2)
    await booth.scan("3|Ada", 3)
    tried: list[Lead] = []

    async def full(lead: Lead) -> bool:
        tried.append(lead)
        return False

    booth.visit._publish = full
    await booth.visit.heard_until(4)
    assert [lead.badge.id for lead in tried] == ["1", "2"]


async def test_scans_are_numbered_and_counted() -> None:
    booth = Booth()
    await booth.scan("1|Maria", 1)
    await booth.scan("boothscribe:end", 2)
    await booth.scan("2|Daniel", 2.5)
    assert [lead.capture.sequence for lead in booth.disk.stored] == [1, 2]
    assert [lead.capture.monotonic_s for lead in booth.disk.stored] == [1, 2.5]
    assert booth.metric("scans_total", scanner="front") == 3
    assert booth.metric("scans_confirmed_total") == 2
    assert booth.metric("scan_store_seconds_count") == 2
    assert booth.metric("conversations_open") == 2


@pytest.mark.parametrize("payload", [MARIA, UNREADABLE, "7|Maria Keller", "boothscribe:Maria"])
async def test_no_log_line_tells_who_was_there_or_what_was_said(
    payload: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A logger that was used before may have kept the processors of then.
    monkeypatch.setattr(visit_module, "log", structlog.get_logger())
    booth = Booth()
    with structlog.testing.capture_logs() as lines:
        await booth.scan(payload, 1)
        await booth.scan("boothscribe:consent-given", 2)
        await booth.visit.heard(said("our budget", 3, 4))
        await booth.visit.heard_until(4 + SILENCE_S)
        booth.disk.full = True
        await booth.scan(payload, 50)
    logged: list[Any] = list(lines)
    assert len(logged) >= 2
    assert not [secret for secret in SECRETS if secret in json.dumps(logged, default=repr)]


# Cards


async def test_the_reps_own_verdict_is_on_the_lead_even_just_after_the_end() -> None:
    booth = Booth(grace_s=20)
    await booth.scan(MARIA, 1)
    await booth.scan("boothscribe:end", 5)
    await booth.visit.heard_until(6)
    await booth.scan("boothscribe:hot", 10)
    lead = booth.disk.stored[-1]
    assert lead.final
    assert lead.rep_heat is not None
    assert lead.rep_heat.heat == "hot"
    await booth.scan("boothscribe:cold", 25)
    assert booth.lamp.shown[-1] == "refuse"


async def test_a_badge_scanned_by_mistake_is_gone_and_the_right_one_takes_its_place() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    await booth.visit.heard(said("our budget", 2, 3))
    await booth.scan("boothscribe:delete-last", 4)
    erased = booth.disk.stored[-1]
    assert (erased.final, erased.conversation.end_reason, erased.conversation.turns) == (True, "deleted", ())
    assert erased.erased is not None
    assert not [secret for secret in SECRETS if secret in erased.model_dump_json()]
    await booth.scan("7|Daniel", 5)
    assert booth.disk.stored[-1].id != erased.id
    await booth.scan("boothscribe:delete-last", 6)
    await booth.scan("boothscribe:delete-last", 7)
    assert booth.lamp.shown[-2:] == ["confirm", "refuse"], "one card deletes one lead"


async def test_a_lead_deleted_while_the_disk_was_full_does_not_come_back() -> None:
    booth = Booth()
    booth.disk.full = True
    await booth.scan(MARIA, 1)
    await booth.scan("boothscribe:delete-last", 2)
    booth.disk.full = False
    await booth.scan("7|Daniel", 3)
    assert {lead.attendee.name for lead in booth.disk.stored} == {"Daniel"}


async def test_a_second_visitor_joins_with_the_together_card_and_both_leads_say_so() -> None:
    booth = Booth()
    await booth.scan("1|Maria", 1)
    await booth.scan("boothscribe:together", 2)
    await booth.scan("2|Daniel", 3)
    await booth.visit.heard(said("our budget", 4, 5))
    newest = {lead.badge.id: lead for lead in booth.disk.stored}
    assert [newest[id_].conversation.turns[0].text for id_ in "12"] == ["our budget", "our budget"]
    assert newest["1"].conversation.shared_with == (newest["2"].id,)
    assert newest["2"].conversation.shared_with == (newest["1"].id,)


async def test_a_mute_is_shown_until_it_is_over() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    await booth.scan("boothscribe:mute", 2)
    assert booth.visit.is_mute(2)
    assert booth.lamp.shown[-2:] == ["mute", "confirm"]
    assert booth.station.public == "muted: nothing is heard"
    assert booth.metric("muted") == 1
    assert booth.visit.audible(3, 4, 3) == []
    booth.clock.advance_to(2 + 300)
    booth.visit.show()
    assert booth.lamp.shown[-1] == "listen"
    assert booth.station.public is None
    assert not booth.visit.is_mute(302)


async def test_the_unmute_card_ends_a_mute_at_once() -> None:
    booth = Booth()
    await booth.scan("boothscribe:unmute", 1)
    assert booth.lamp.shown == ["refuse"]
    await booth.scan("boothscribe:mute", 2)
    await booth.scan("boothscribe:unmute", 3)
    assert not booth.visit.is_mute(3)
    assert booth.lamp.shown[-2:] == ["listen", "confirm"]


async def test_a_call_for_a_colleague_is_in_health_and_on_the_lead_at_once() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    await booth.scan("boothscribe:call-colleague", 2)
    assert booth.station.public == "a colleague is asked to come"
    assert booth.disk.stored[-1].conversation.binding[-1].reason == "colleague_called"
    booth.clock.advance_to(303)
    booth.visit.show()
    assert booth.station.public is None


@pytest.mark.parametrize("event", ["expo", "another-show"])
async def test_a_forged_or_foreign_card_changes_nothing_and_is_no_badge(event: str) -> None:
    booth = Booth(key=b"the key of this booth, 32 bytes!")
    await booth.scan(MARIA, 1)
    forged = sign(Card.DELETE_LAST, event=event, serial=1, key=b"the key of somebody else, 32 b..")
    await booth.scan(forged, 2)
    await booth.scan("boothscribe:delete-last", 3)
    assert booth.lamp.shown == ["confirm", "refuse", "refuse"]
    assert len(booth.disk.stored) == 1
    refused = {"expo": "forged", "another-show": "other_event"}[event]
    assert booth.metric("cards_total", card="unknown", outcome=refused) == 1


# Answers in words


def finds_a_no(effect: str) -> Callable[[Lead], Lead]:
    """Return an assessor that takes "stop" for a no."""

    def assess(lead: Lead) -> Lead:
        turn = next((turn for turn in lead.conversation.turns if "stop" in turn.text), None)
        if turn is None:
            return lead
        no = Signal(
            kind="consent",
            value={"status": "withdrawn", "scope": "recording", "effect": effect},
            polarity="present",
            quote="stop",
            turn=turn.number,
            t0=turn.start_s,
            t1=turn.end_s,
            side="visitor",
            rule="test",
            confidence=1.0,
        )
        return lead.model_copy(update={"signals": (no,)})

    return assess


async def test_a_no_in_words_is_obeyed_before_the_words_reach_the_disk() -> None:
    booth = Booth(assess=finds_a_no("everything"))
    await booth.scan(MARIA, 0)
    await booth.visit.heard(said("our budget", 2, 3))
    await booth.visit.heard(said("please stop", 4, 5))
    newest = booth.disk.stored[-1]
    assert (newest.consent.status, newest.consent.recorded_by) == ("withdrawn", "words")
    assert newest.conversation.turns == ()
    assert not [lead for lead in booth.disk.stored if "stop" in lead.model_dump_json()]


async def test_a_no_from_now_on_keeps_what_was_said_before_until_a_new_yes() -> None:
    booth = Booth(assess=finds_a_no("from_now"))
    await booth.scan(MARIA, 0)
    await booth.visit.heard(said("our budget", 2, 3))
    await booth.visit.heard(said("please stop", 4, 5))
    await booth.visit.heard(said("a secret", 6, 7))
    assert booth.words() == ["our budget", "please stop"]
    assert booth.disk.stored[-1].consent.effect == "from_now"
    await booth.scan("boothscribe:consent-given", 8)
    await booth.visit.heard(said("well then", 9, 10))
    assert booth.words() == ["our budget", "please stop", "well then"]


async def test_voices_keep_a_conversation_open_that_waits_for_its_answer() -> None:
    booth = Booth("ask", pending_s=60)
    await booth.scan(MARIA, 0)
    for time_s in range(0, 55, 5):
        assert booth.visit.audible(time_s, time_s + 5, time_s) == []
        await booth.visit.heard_until(time_s + 5)
    await booth.scan("boothscribe:consent-given", 56)
    await booth.visit.heard(said("well then", 57, 58))
    assert booth.words() == ["well then"]


async def test_voices_of_a_loud_hall_do_not_keep_a_conversation_open_for_ever() -> None:
    booth = Booth("ask", pending_s=60)
    await booth.scan(MARIA, 0)
    for time_s in range(0, 200, 5):
        booth.visit.audible(time_s, time_s + 5, time_s)
        await booth.visit.heard_until(time_s + 5)
    assert booth.disk.stored[-1].final


async def test_what_is_to_be_erased_by_name_is_forgotten_by_the_booth_too() -> None:
    booth = Booth(return_s=60)
    await booth.scan(MARIA, 0)
    await booth.visit.heard(said("our budget", 2, 3))
    [first, *_] = booth.disk.stored
    assert await booth.visit.erase({first.id}) == 1
    assert booth.disk.stored[-1].erased is not None
    assert await booth.visit.erase({first.id}) == 0


async def test_what_somebody_made_of_a_lead_is_its_next_revision() -> None:
    booth = Booth()
    offered: list[Lead] = []
    booth.visit.published = offered.append
    await booth.scan(MARIA, 1)
    [lead] = offered
    assert booth.visit.is_newest(lead)
    better = lead.model_copy(update={"attendee": lead.attendee.model_copy(update={"title": "Buyer"})})
    assert await booth.visit.adopt(better)
    assert booth.disk.stored[-1].attendee.title == "Buyer"
    assert booth.disk.stored[-1].revision == lead.revision + 1
    assert not booth.visit.is_newest(lead)
    await booth.visit.heard(said("hello", 2, 3))
    assert booth.disk.stored[-1].revision == lead.revision + 2
    assert len(offered) == 2


async def test_words_that_were_taken_back_do_not_return_by_way_of_an_improved_lead() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    await booth.visit.heard(said("our budget", 2, 3))
    with_words = booth.disk.stored[-1]
    await booth.visit.consent_answered(given=False, by="page")
    assert not await booth.visit.adopt(with_words)
    assert booth.words() == []


async def test_an_erased_lead_does_not_return_by_way_of_an_improved_one() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    [lead] = booth.disk.stored
    await booth.visit.erase({lead.id})
    assert not booth.visit.is_newest(lead)
    assert not await booth.visit.adopt(lead)
    assert booth.disk.stored[-1].erased is not None


async def test_a_lead_that_is_not_safe_is_offered_to_nobody() -> None:
    booth = Booth()
    booth.disk.full = True
    offered: list[Lead] = []
    booth.visit.published = offered.append
    await booth.scan(MARIA, 1)
    assert offered == []

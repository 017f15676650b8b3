import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

import pytest
import structlog

from agent.contract.lead import Lead
from agent.ops.metrics import Metrics
from agent.visit import visit as visit_module
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

    def confirm(self) -> None:
        self.shown.append("confirm")

    def refuse(self) -> None:
        self.shown.append("refuse")


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

    def __init__(self, policy: ConsentPolicy = "scan") -> None:
        self.lamp, self.disk, self.clock, self.metrics = Lamp(), Disk(), ReplayClock(), Metrics()
        self.disk.ready.set()
        self.visit = Visit(
            conversations=conversations(policy),
            delimited_fields=("id", "name"),
            publish=self.disk.publish,
            indicator=self.lamp,
            clock=self.clock,
            metrics=self.metrics,
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
    assert booth.lamp.shown == ["confirm", "confirm"]
    assert len(booth.disk.stored) == 1


async def test_a_stutter_is_confirmed_again_and_stored_once() -> None:
    booth = Booth()
    await booth.scan(MARIA, 1)
    await booth.scan(MARIA, 2)
    assert booth.lamp.shown == ["confirm", "confirm"]
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

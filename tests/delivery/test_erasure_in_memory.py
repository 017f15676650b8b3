"""An erased person leaves the conversations in memory, too: open ones, and those of visitors just gone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent.contract.erasure import Subject
from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement
from agent.delivering import forget_in
from agent.delivery.commands import delivery_handlers
from agent.delivery.outbox import Outbox, OutboxError
from agent.delivery.publisher import Publisher
from agent.delivery.states import LeadState
from agent.ops.health import Health
from agent.ops.metrics import Metrics
from agent.visit.card import CardReader
from agent.visit.visit import Visit
from drivers.clock import ReplayClock
from drivers.indicators.base import NoIndicator
from tests.visit.people import conversations, said, scan

MARIA = "MECARD:N:Keller,Maria;ORG:Lakeside;EMAIL:maria@lakeside.example;;"
OMAR = "MECARD:N:Haddad,Omar;EMAIL:omar@hillside.example;;"


class Box:
    """Visit, publisher and outbox, with the handler of the command between them."""

    def __init__(self, outbox: Outbox) -> None:
        self.outbox = outbox
        self.clock = ReplayClock()
        station = Health().station("outbox")
        self.publisher = Publisher(outbox=outbox, wake_uplink=lambda: None, station=station)
        self.visit = Visit(
            conversations=conversations(return_s=900.0, grace_s=60.0),
            delimited_fields=("id", "name"),
            publish=self.publisher.publish,
            indicator=NoIndicator(),
            clock=self.clock,
            metrics=Metrics(),
            cards=CardReader(event="expo"),
            station=Health().station("booth"),
        )

    async def erase(self, **subject: object) -> object:
        async def diagnostics() -> dict[str, str | int | float | bool | None]:
            return {}

        handlers = delivery_handlers(
            publisher=self.publisher,
            outbox=self.outbox,
            diagnostics=diagnostics,
            forget=forget_in(self.visit, lambda lead: lead),
        )
        return (await handlers["erase"](subject))["leads_erased"]

    async def scan(self, payload: str, time_s: float) -> None:
        self.clock.advance_to(time_s)
        await self.visit.scanned(scan(payload, time_s))

    async def waiting(self) -> list[Lead]:
        return [each.lead for each in await self.outbox.pending(after=0, limit=99)]


@pytest.fixture
async def box(tmp_path: Path) -> AsyncIterator[Box]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    yield Box(outbox)
    await outbox.close()


async def test_an_open_conversation_of_an_erased_person_is_emptied_and_only_that_is_published(
    box: Box,
) -> None:
    await box.scan(MARIA, 1)
    await box.visit.heard(said("our budget is forty thousand", 2, 4))
    [before] = await box.waiting()
    assert before.conversation.turns
    assert await box.erase(email="Maria@lakeside.example") == 1
    await box.visit.heard(said("and we start in May", 5, 7))
    await box.visit.heard_until(500)
    [after] = await box.waiting()
    assert (after.id, after.erased is not None, after.final) == (before.id, True, True)
    assert after.revision > before.revision
    assert "Keller" not in after.model_dump_json()
    assert "budget" not in after.model_dump_json()
    assert b"Keller" not in b"".join(path.read_bytes() for path in box.outbox.path.parent.iterdir())


async def test_whoever_left_with_his_lead_delivered_is_not_remembered_for_his_return(box: Box) -> None:
    await box.scan(MARIA, 1)
    await box.visit.heard(said("our budget is forty thousand", 2, 4))
    await box.visit.heard_until(100)
    [delivered] = await box.waiting()
    box.outbox.note(delivered.id, delivered.revision, LeadState.IN_FLIGHT)
    await box.outbox.acknowledge(
        Acknowledgement(id=delivered.id, revision=delivered.revision, status="accepted")
    )
    assert await box.waiting() == []
    assert await box.erase(name="Maria Keller") == 1
    [told] = await box.waiting()
    assert (told.id, told.erased is not None) == (delivered.id, True)
    await box.scan(MARIA, 120)
    assert {lead.id for lead in await box.waiting()} > {delivered.id}, "a visitor like any other"


async def test_the_conversation_of_somebody_else_keeps_its_words(box: Box) -> None:
    await box.scan(OMAR, 1)
    await box.visit.heard(said("we need two of them", 2, 4))
    assert await box.erase(email="maria@lakeside.example") == 0
    await box.visit.heard(said("in Basel", 5, 6))
    [lead] = await box.waiting()
    assert " ".join(turn.text for turn in lead.conversation.turns) == "we need two of them in Basel"


async def test_memory_is_emptied_even_if_the_disk_refuses(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    await box.scan(MARIA, 1)
    await box.visit.heard(said("our budget is forty thousand", 2, 4))

    async def refuse(_subject: Subject) -> None:
        raise OutboxError("no", "full")  # type: ignore[arg-type]

    monkeypatch.setattr(box.outbox, "erase", refuse)
    with pytest.raises(OutboxError):
        await box.erase(email="maria@lakeside.example")
    [lead] = await box.waiting()
    assert lead.erased is not None

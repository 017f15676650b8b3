"""Packs, lists and reps change while visitors come: through visit and outbox, as at the booth."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement
from agent.delivery.outbox import Outbox
from agent.delivery.publisher import Publisher
from agent.delivery.states import LeadState
from agent.event_pack.load import LoadedPack
from agent.ops.health import Health, Status
from agent.ops.metrics import Metrics
from agent.reception import ATTENDEES, Reception
from agent.settings import Settings
from agent.visit.card import CardReader
from agent.visit.conversations import Conversations, Limits
from agent.visit.people import front_desk
from agent.visit.visit import Visit
from drivers.clock import ReplayClock
from drivers.indicators.base import NoIndicator
from tests.event_pack.packs import EVENT, write_pack
from tests.visit.people import said, scan, wall

LIST = "id,name,company\n100001,Mara Quint,Lakeside Foods\n"


def _unassessed(lead: Lead, _pack: LoadedPack | None) -> Lead:
    return lead


class Box:
    """Reception, visit and outbox of one box, without devices and network."""

    def __init__(self, directory: Path, outbox: Outbox) -> None:
        self.pack = write_pack(directory / "pack")
        self.health = Health()
        settings = Settings.model_validate(
            {
                "event": {"pack": self.pack},
                "outbox": {"path": directory / "outbox.db"},
                "visit": {"consent": "scan"},
            }
        )
        self.outbox = outbox
        self.clock = ReplayClock()
        self.reception = Reception(settings, self.health)

    async def start(self) -> None:
        reception = self.reception
        await reception.keeper.load_pack()
        publisher = Publisher(
            outbox=self.outbox, wake_uplink=lambda: None, station=self.health.station("outbox")
        )
        conversations = Conversations(
            device="booth-7", event=reception.event, terms=reception.terms, limits=Limits(), wall=wall
        )
        self.visit = Visit(
            conversations=conversations,
            delimited_fields=("id", "name"),
            publish=publisher.publish,
            indicator=NoIndicator(),
            clock=self.clock,
            metrics=Metrics(),
            cards=CardReader(event="expo-9"),
            station=self.health.station("booth"),
            assess=lambda lead: reception.completed(lead, _unassessed),
        )
        reception.attach(
            conversations=conversations,
            visit=self.visit,
            outbox=self.outbox,
            publisher=publisher,
            assess=_unassessed,
        )

    async def scan(self, payload: str, time_s: float) -> bool:
        """Return whether it was a visitor."""
        self.clock.advance_to(time_s)
        if self.reception.signed(scan(payload, time_s), self.visit):
            return False
        await self.visit.scanned(scan(payload, time_s))
        return True

    async def say(self, text: str, from_s: float) -> None:
        await self.visit.heard(said(text, from_s, from_s + 2))

    async def pass_to(self, time_s: float) -> None:
        self.clock.advance_to(time_s)
        await self.visit.heard_until(time_s)

    async def leads(self) -> list[Lead]:
        """Return the newest revisions, in the order of their scans."""
        waiting = await self.outbox.pending(after=0, limit=100)
        return sorted((each.lead for each in waiting), key=lambda lead: lead.scanned_at)

    async def send_list(self, text: str) -> None:
        (self.pack / "attendees.csv").write_text(text, encoding="utf-8")
        await self.reception.keeper.load_people()


@pytest.fixture
async def box(tmp_path: Path) -> AsyncIterator[Box]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    try:
        found = Box(tmp_path, outbox)
        await found.start()
        yield found
        found.reception.close()
    finally:
        await outbox.close()


async def test_a_staff_badge_signs_in_and_opens_no_lead(box: Box) -> None:
    assert not await box.scan("S-1", 1)
    assert await box.scan("100001", 10)
    [lead] = await box.leads()
    assert lead.rep is not None
    assert lead.rep.id == "ann"
    assert lead.helpers == ()


async def test_a_colleague_who_signs_in_during_the_talk_is_its_helper_and_has_the_next_one(box: Box) -> None:
    await box.scan("S-1", 1)
    await box.scan("100001", 10)
    await box.scan("S-2", 20)
    await box.say("we need it", 21)
    await box.scan("100002", 40)
    first, second = await box.leads()
    assert first.rep is not None
    assert (first.rep.id, [helper.id for helper in first.helpers]) == ("ann", ["bob"])
    assert second.rep is not None
    assert (second.rep.id, second.helpers) == ("bob", ())


async def test_a_conversation_keeps_its_pack_and_its_words_while_another_pack_takes_over(box: Box) -> None:
    await box.scan("100001", 10)
    await box.say("before the swap", 11)
    before = box.reception.event.pack_hash
    write_pack(
        box.pack, event=EVENT.replace('id = "C-9"', 'id = "C-10"').replace('version = "3"', 'version = "4"')
    )
    await box.reception.keeper.load_pack()
    await box.say("after the swap", 21)
    await box.scan("100002", 40)
    await box.pass_to(1000)
    first, second = await box.leads()
    assert [turn.text for turn in first.conversation.turns] == ["before the swap", "after the swap"]
    assert first.final
    assert first.campaign is not None
    assert (first.campaign.id, first.event.pack_hash, first.event.pack_version) == ("C-9", before, "3")
    assert second.campaign is not None
    assert (second.campaign.id, second.event.pack_version) == ("C-10", "4")


async def test_a_wrong_pack_changes_nothing_but_health(box: Box) -> None:
    write_pack(box.pack, event=EVENT.replace('"ann"', '"nobody"'))
    await box.reception.keeper.load_pack()
    assert box.health.stations["event pack"].status is Status.FAILED
    assert "boothscribe event check" in str(box.health.stations["event pack"].detail)
    await box.scan("100001", 10)
    [lead] = await box.leads()
    assert lead.campaign is not None
    assert lead.campaign.id == "C-9"
    write_pack(box.pack)
    await box.reception.keeper.load_pack()
    assert box.health.stations["event pack"].detail is None


async def test_a_pack_with_a_badge_profile_that_is_not_there_is_not_taken(box: Box) -> None:
    write_pack(box.pack, event=EVENT + '\n[badges]\nprofiles = ["none-such.toml"]\n')
    await box.reception.keeper.load_pack()
    assert box.health.stations["event pack"].status is Status.FAILED
    assert box.reception.event.pack_version == "3"


async def test_consent_follows_the_pack_for_the_next_visitor(box: Box) -> None:
    await box.scan("100001", 10)
    terms = '[privacy]\nmode = "ask"\n\n[privacy.notice]\nversion = "n2"\n\n[privacy.notice.text]'
    write_pack(box.pack, event=EVENT.replace("[privacy.notice.text]", terms))
    await box.reception.keeper.load_pack()
    await box.scan("100002", 40)
    first, second = await box.leads()
    assert (first.consent.status, second.consent.status) == ("given", "pending")
    assert second.consent.notice_version == "n2"


async def test_a_list_that_comes_later_names_those_who_were_here_already(box: Box) -> None:
    await box.scan("100001", 10)
    await box.say("we need it", 11)
    await box.pass_to(1000)
    await box.scan("100001", 5000)
    over, open_ = await box.leads()
    assert over.final
    assert {over.attendee.name, open_.attendee.name} == {None}
    await box.send_list(LIST)
    over_now, open_now = await box.leads()
    for now, before in ((over_now, over), (open_now, open_)):
        assert now.attendee.name == "Mara Quint"
        assert now.attendee.provenance["name"] == "attendee_list"
        assert now.account is not None
        assert now.account.id == "A-1"
        assert now.owner is not None
        assert now.owner.id == "bob"
        assert now.revision > before.revision
        assert now.final == before.final
    assert [turn.text for turn in over_now.conversation.turns] == ["we need it"]


async def test_a_receipt_for_the_revision_before_does_not_lose_the_completed_one(box: Box) -> None:
    await box.scan("100001", 10)
    await box.pass_to(5000)
    [before] = await box.leads()
    await box.send_list(LIST)
    box.outbox.note(before.id, before.revision, LeadState.TAKEN)
    await box.outbox.acknowledge(Acknowledgement(id=before.id, revision=before.revision, status="accepted"))
    [now] = await box.leads()
    assert now.attendee.name == "Mara Quint"
    box.outbox.note(now.id, now.revision, LeadState.TAKEN)
    await box.outbox.acknowledge(Acknowledgement(id=now.id, revision=now.revision, status="accepted"))
    assert await box.leads() == []


async def test_an_erased_lead_is_not_filled_again_from_the_list(box: Box) -> None:
    await box.send_list(LIST)
    await box.scan("100001", 10)
    [lead] = await box.leads()
    assert lead.attendee.name == "Mara Quint"
    assert await box.visit.erase({lead.id}) == 1
    await box.send_list(LIST + "100009,Somebody Else,\n")
    [erased] = await box.leads()
    assert erased.erased is not None
    assert "Quint" not in erased.model_dump_json()
    assert "Lakeside" not in erased.model_dump_json()


async def test_a_list_that_cannot_be_read_leaves_the_one_before_in_use(box: Box) -> None:
    await box.send_list(LIST)
    await box.send_list("name\nx\n")
    assert box.health.stations["attendees"].status is Status.FAILED
    await box.scan("100001", 10)
    [lead] = await box.leads()
    assert lead.attendee.name == "Mara Quint"


async def test_no_lead_waits_for_a_list_that_was_damaged_and_all_are_completed_once_it_is_whole(
    box: Box, tmp_path: Path
) -> None:
    await box.send_list(LIST + "100002,Jo Reed,Orion\n")
    with closing(sqlite3.connect(tmp_path / ATTENDEES)) as connection, connection:
        connection.execute("UPDATE attendees SET company = CAST(x'4cff' AS TEXT)")
    restarted = Box(tmp_path, box.outbox)
    await restarted.start()
    keeper = restarted.reception.keeper
    await keeper.load_people()
    assert await restarted.scan("100001", 10)
    assert await restarted.scan("100002", 300)
    assert [(lead.badge.id, lead.attendee.name) for lead in await restarted.leads()] == [
        ("100001", None),
        ("100002", None),
    ]
    await keeper.load_people()
    assert [lead.attendee.name for lead in await restarted.leads()] == ["Mara Quint", "Jo Reed"]
    restarted.reception.close()


@pytest.mark.parametrize("step", ["enrich", "assign"])
async def test_a_mistake_in_looking_somebody_up_costs_no_lead_and_quotes_nobody(
    box: Box, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    somebody = "Mara Quint"

    def fails(*_: object, **__: object) -> Lead:
        raise RuntimeError(somebody)

    monkeypatch.setattr(front_desk, step, fails)
    with capture_logs() as logs:
        assert await box.scan("100001", 10)
        await box.say("we need it", 11)
        await box.pass_to(1000)
    [lead] = await box.leads()
    assert (lead.badge.id, lead.final) == ("100001", True)
    assert [turn.text for turn in lead.conversation.turns] == ["we need it"]
    told = [one for one in logs if one["log_level"] == "error"]
    assert told
    assert "Quint" not in str(told)


async def test_a_reload_takes_pack_and_list_in_while_the_box_works(box: Box) -> None:
    await box.scan("100001", 10)
    keeping = asyncio.create_task(box.reception.keeper.run())
    (box.pack / "attendees.csv").write_text(LIST, encoding="utf-8")
    write_pack(box.pack, event=EVENT.replace('version = "3"', 'version = "4"'))
    box.reception.keeper.ask()
    async with asyncio.timeout(30):
        while (  # noqa: ASYNC110 -- nothing tells
            box.reception.event.pack_version != "4" or (await box.leads())[0].attendee.name is None
        ):
            await asyncio.sleep(0.02)
    keeping.cancel()


async def test_the_people_of_an_event_are_forgotten_with_their_list(box: Box) -> None:
    await box.send_list(LIST)
    database = box.outbox.path.with_name(ATTENDEES)
    assert database.exists()
    (box.pack / "attendees.csv").unlink()
    await box.reception.keeper.load_people()
    assert not database.exists()
    await box.scan("100001", 10)
    [lead] = await box.leads()
    assert lead.attendee.name is None


async def test_leads_of_another_events_visitors_never_meet_the_old_list(box: Box) -> None:
    await box.send_list(LIST)
    write_pack(box.pack, event=EVENT.replace('id = "expo-9"', 'id = "expo-10"'))
    await box.reception.keeper.load_pack()
    await box.scan("100001", 10)
    [lead] = await box.leads()
    assert lead.event.id == "expo-10"
    assert lead.attendee.name is None

"""A box whose clock is wrong: 1970, days ahead, jumping back. Nothing is lost; times are put right."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.contract.erasure import Subject
from agent.contract.lead import Attendee, BindingStep, Capture, Consent, Lead
from agent.contract.receipt import Acknowledgement
from agent.delivery import receipts
from agent.delivery.clock import ClockCorrection, KnownTime, shifted
from agent.delivery.outbox import Outbox, OutboxError
from agent.delivery.publisher import Publisher
from agent.delivery.states import LeadState
from agent.insight.assess import assess
from agent.ops.health import Health, Status
from agent.ops.metrics import Metrics
from agent.visit import visit as visit_module
from agent.visit.card import CardReader
from agent.visit.conversations import Conversations, Limits, Terms
from agent.visit.visit import Visit
from drivers import clock as clock_module
from drivers.clock import SystemClock
from drivers.indicators.base import NoIndicator
from tests.rigs.leads import lead
from tests.visit.people import said, scan

BOOT, EARLIER = UUID(int=7), UUID(int=6)
MARIA = "MECARD:N:Keller,Maria;EMAIL:maria@lakeside.example;;"
DAY = timedelta(days=1)
TRUE_TIME = datetime(2026, 3, 4, 10, 15, tzinfo=UTC)


class Machine:
    """The clocks of a machine, and what its kernel says of them."""

    def __init__(self, patch: pytest.MonkeyPatch, wall: datetime) -> None:
        self.monotonic_s = 100.0
        self.wall_s = wall.timestamp()
        self.synchronised = False
        faked = SimpleNamespace(monotonic=lambda: self.monotonic_s, time=lambda: self.wall_s)
        patch.setattr(clock_module, "time", faked)
        patch.setattr(visit_module, "clock_synchronised", lambda: self.synchronised)
        patch.setattr(visit_module, "boot_id", lambda: BOOT)

    def pass_time(self, length_s: float) -> None:
        self.monotonic_s += length_s
        self.wall_s += length_s

    def learn_the_time(self) -> None:
        self.wall_s = TRUE_TIME.timestamp() + self.monotonic_s
        self.synchronised = True


class Box:
    """Visit, publisher and outbox with a clock that a test holds."""

    def __init__(self, machine: Machine, outbox: Outbox) -> None:
        self.machine, self.outbox = machine, outbox
        self.clock = SystemClock()
        self.station = Health().station("clock")
        self.publisher = Publisher(
            outbox=outbox, wake_uplink=lambda: None, station=Health().station("outbox")
        )
        self.known = KnownTime(self.clock, boot=BOOT, synchronised=lambda: machine.synchronised)
        self.visit = Visit(
            conversations=Conversations(
                device="booth-7",
                event=lead().event,
                terms=Terms("scan", "n1"),
                limits=Limits(silence_ends_s=30, return_s=0, grace_s=0),
                wall=self.clock.wall,
            ),
            delimited_fields=("id", "name"),
            publish=self.publisher.publish,
            indicator=NoIndicator(),
            clock=self.clock,
            metrics=Metrics(),
            cards=CardReader(event="expo"),
            station=Health().station("booth"),
            assess=lambda lead: self.known.noted(assess(lead)),
        )
        self.correction = ClockCorrection(
            self.known,
            outbox=outbox,
            publisher=self.publisher,
            revise_all=self.visit.revise_all,
            assess=assess,
            station=self.station,
        )

    async def scan(self, payload: str) -> None:
        await self.visit.scanned(scan(payload, self.clock.now()))

    async def leads(self) -> list[Lead]:
        return [each.lead for each in await self.outbox.pending(after=0, limit=99)]

    async def one(self) -> Lead:
        [found] = await self.leads()
        return found


@pytest.fixture(
    params=[datetime(1970, 1, 1, tzinfo=UTC), TRUE_TIME + timedelta(days=3)], ids=["1970", "ahead"]
)
def machine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch, request.param)


@pytest.fixture
async def box(machine: Machine, tmp_path: Path) -> AsyncIterator[Box]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    yield Box(machine, outbox)
    await outbox.close()


def captured(boot: UUID, monotonic_s: float, *, synchronised: bool = False) -> Capture:
    return Capture(boot_id=boot, sequence=1, monotonic_s=monotonic_s, clock_synchronised=synchronised)


async def test_an_open_conversation_gets_its_true_times_and_a_note_of_the_correction(box: Box) -> None:
    await box.scan(MARIA)
    await box.correction.look()
    wrong = await box.one()
    assert wrong.capture.clock_corrected_s is None
    stations = [box.station.status]
    box.machine.pass_time(5)
    box.machine.learn_the_time()
    await box.correction.look()
    right = await box.one()
    assert right.revision == wrong.revision + 1
    assert right.scanned_at == TRUE_TIME + timedelta(seconds=100)
    assert right.conversation.started_at == right.scanned_at
    moved_s = (right.scanned_at - wrong.scanned_at).total_seconds()
    assert right.capture.clock_corrected_s == pytest.approx(moved_s, abs=0.01)
    assert not right.capture.clock_synchronised, "the scan was taken with a wrong clock, that stays true"
    assert [*stations, box.station.status] == [Status.DEGRADED, Status.OK]
    await box.visit.heard(said("our budget is forty thousand", 103, 104))
    later = await box.one()
    assert (later.capture, later.scanned_at) == (right.capture, right.scanned_at)
    await box.correction.look()
    assert (await box.one()).revision == later.revision, "one revision, not one a second"


async def test_a_lead_that_is_over_and_waits_gets_one_more_revision_with_every_time_moved(box: Box) -> None:
    await box.scan(MARIA)
    await box.visit.heard(said("can you call me tomorrow?", 101, 104, "visitor"))
    box.machine.pass_time(200)
    await box.visit.heard_until(box.clock.now())
    wrong = await box.one()
    assert wrong.final
    box.machine.pass_time(5)
    await box.visit.heard_until(box.clock.now())
    assert not box.visit.is_newest(wrong), "only the disk remembers"
    box.machine.learn_the_time()
    await box.correction.look()
    right = await box.one()
    by = right.scanned_at - wrong.scanned_at
    assert right.scanned_at == TRUE_TIME + timedelta(seconds=100)
    assert (right.revision, right.final) == (wrong.revision + 1, True)
    assert wrong.conversation.ended_at is not None
    assert right.conversation.ended_at == wrong.conversation.ended_at + by
    assert [step.time for step in right.conversation.binding] == [
        step.time + by for step in wrong.conversation.binding
    ]
    assert right.conversation.turns == wrong.conversation.turns
    assert right.capture.clock_corrected_s == pytest.approx(by.total_seconds(), abs=0.01)
    [before] = [one.value["due"] for one in wrong.signals if one.kind == "next_step"]
    [after] = [one.value["due"] for one in right.signals if one.kind == "next_step"]
    assert (before, after) == (str(wrong.scanned_at.date() + DAY), str(right.scanned_at.date() + DAY))
    await box.correction.look()
    assert (await box.one()).revision == right.revision


async def test_a_scan_after_the_clock_was_set_by_hand_is_corrected_by_what_was_missing_then(box: Box) -> None:
    box.machine.wall_s += 3600  # somebody set it, roughly
    await box.correction.look()
    await box.scan(MARIA)
    believed = (await box.one()).scanned_at
    box.machine.pass_time(5)
    box.machine.learn_the_time()
    await box.correction.look()
    moved_s = (TRUE_TIME + timedelta(seconds=100) - believed).total_seconds()
    assert (await box.one()).capture.clock_corrected_s == pytest.approx(moved_s, abs=0.01)


async def test_a_lead_of_an_agent_that_was_started_again_in_the_same_boot_is_corrected(box: Box) -> None:
    old = lead(final=True, capture=captured(BOOT, 40.0))
    await box.outbox.store(old)
    box.machine.learn_the_time()
    await box.correction.look()
    now = await box.one()
    assert now.scanned_at == TRUE_TIME + timedelta(seconds=40)
    assert now.capture.clock_corrected_s == (now.scanned_at - old.scanned_at).total_seconds()


async def test_a_lead_of_a_boot_that_never_knew_the_time_says_so_once(box: Box) -> None:
    lost = lead(final=True, capture=captured(EARLIER, 4000.0))
    sure = lead(final=True, capture=captured(EARLIER, 40.0, synchronised=True))
    corrected = lead(final=True, capture=captured(EARLIER, 9.0).model_copy(update={"clock_corrected_s": 3.0}))
    for one in (lost, sure, corrected):
        await box.outbox.store(one)
    for _ in range(3):
        await box.correction.look()
        box.machine.learn_the_time()
    found = {one.id: one for one in await box.leads()}
    assert found[lost.id].capture.clock_never_synchronised
    assert found[lost.id].capture.clock_corrected_s is None
    assert (found[lost.id].revision, found[lost.id].scanned_at) == (2, lost.scanned_at)
    assert found[sure.id] == sure
    assert found[corrected.id] == corrected


async def test_a_clock_that_is_lost_and_found_again_corrects_only_what_came_between(box: Box) -> None:
    await box.scan(MARIA)
    box.machine.learn_the_time()
    await box.correction.look()
    first = await box.one()
    box.machine.synchronised = False
    box.machine.pass_time(10)
    box.machine.wall_s -= 86_400  # a jump back
    await box.correction.look()
    await box.scan(MARIA.replace("maria", "omar").replace("Keller,Maria", "Haddad,Omar"))
    box.machine.pass_time(10)
    box.machine.learn_the_time()
    await box.correction.look()
    leads = sorted(await box.leads(), key=lambda one: one.capture.monotonic_s)
    assert [one.capture.clock_corrected_s for one in leads] == [
        first.capture.clock_corrected_s,
        pytest.approx(86_400, abs=0.01),
    ]
    assert [one.scanned_at for one in leads] == [
        TRUE_TIME + timedelta(seconds=100),
        TRUE_TIME + timedelta(seconds=110),
    ]


async def test_a_disk_that_refuses_for_a_moment_costs_no_correction(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    await box.outbox.store(lead(final=True, capture=captured(BOOT, 40.0)))
    honest = box.outbox.on_shelf

    async def refuse(_work: object) -> None:
        raise OutboxError("no", "unusable")  # type: ignore[arg-type]

    monkeypatch.setattr(box.outbox, "on_shelf", refuse)
    box.machine.learn_the_time()
    await box.correction.look()
    assert (await box.one()).revision == 1
    monkeypatch.setattr(box.outbox, "on_shelf", honest)
    await box.correction.look()
    assert (await box.one()).capture.clock_corrected_s is not None


async def test_what_a_person_parked_stays_parked_and_what_was_erased_stays_empty(box: Box) -> None:
    parked = lead(final=True, capture=captured(BOOT, 40.0))
    await box.outbox.store(parked)
    assert await box.outbox.park(parked.id)
    await box.scan(MARIA)
    gone = await box.one()
    await box.publisher.erase(Subject(leads=(gone.id,)))
    await box.visit.erase({gone.id})
    box.machine.learn_the_time()
    await box.correction.look()
    assert (await box.outbox.states())["parked"] == 1
    erased = await box.one()
    assert erased.erased is not None
    assert erased.attendee == Attendee()


@settings(max_examples=20, deadline=None)
@given(
    jumps=st.lists(st.sampled_from([-2e9, -86_400.0, -1.0, 0.0, 3600.0, 259_200.0]), min_size=1, max_size=8),
    learned_at=st.integers(0, 8),
)
def test_whatever_the_clock_does_every_scan_is_kept_in_order_and_delivered(
    jumps: list[float], learned_at: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async def play(patch: pytest.MonkeyPatch) -> None:
        machine = Machine(patch, TRUE_TIME)
        outbox = await Outbox.open(tmp_path_factory.mktemp("box") / "outbox.db")
        outbox._shelf.wall = lambda: machine.wall_s
        box = Box(machine, outbox)
        for number, jump_s in enumerate(jumps):
            machine.pass_time(40)
            machine.wall_s = max(1.0, machine.wall_s + jump_s)
            if number == learned_at:
                machine.learn_the_time()
            await box.scan(f"MECARD:N:Visitor,{number};EMAIL:v{number}@example.com;;")
            await box.visit.heard_until(machine.monotonic_s)
            await box.correction.look()
            await outbox.upkeep()
        machine.pass_time(100)
        machine.learn_the_time()
        await box.visit.heard_until(machine.monotonic_s)
        await box.correction.look()
        leads = await box.leads()
        scans = sorted(one.capture.monotonic_s for one in leads)
        assert scans == [100.0 + 40 * number for number in range(1, len(jumps) + 1)]
        for one in leads:
            capture = one.capture
            assert capture.clock_synchronised or capture.clock_corrected_s is not None
            if not capture.clock_synchronised:
                assert one.scanned_at == TRUE_TIME + timedelta(seconds=capture.monotonic_s)
            outbox.note(one.id, one.revision, LeadState.IN_FLIGHT)
            await outbox.acknowledge(Acknowledgement(id=one.id, revision=one.revision, status="accepted"))
        await outbox.upkeep()
        assert sum((await outbox.states()).values()) == 0
        await outbox.close()

    with pytest.MonkeyPatch.context() as patch:
        asyncio.run(play(patch))


def test_moving_a_lead_moves_every_wall_time_and_nothing_else() -> None:
    by = timedelta(days=20_000)
    step = BindingStep(time=TRUE_TIME, reason="first_scan")
    conversation = lead().conversation.model_copy(update={"binding": (step,), "ended_at": TRUE_TIME})
    one = lead(conversation=conversation, consent=Consent(policy="scan", status="given", time=TRUE_TIME))
    there = shifted(one, by)
    assert shifted(there, -by) == one
    before, after = one.model_dump_json(), there.model_dump_json()
    assert before.count("2026-03-04") == 6
    assert "2026-03-04" not in after
    assert there.conversation.turns is one.conversation.turns


async def test_a_lead_that_was_delivered_before_the_clock_was_right_is_corrected_at_the_collector_too(
    box: Box, tmp_path: Path
) -> None:
    early = lead(final=True, capture=captured(BOOT, 40.0))
    await box.outbox.store(early)
    await delivered(box.outbox, early)
    assert await box.leads() == []
    assert (await box.outbox.depth()).leads == 0, "it does not count as waiting"
    await box.outbox.upkeep()
    await box.outbox.close()
    box.outbox = await Outbox.open(tmp_path / "outbox.db")  # an agent that is started again knows it still
    again = Box(box.machine, box.outbox)
    again.machine.learn_the_time()
    await again.correction.look()
    right = await again.one()
    assert (right.id, right.revision) == (early.id, 2)
    assert right.scanned_at == TRUE_TIME + timedelta(seconds=40)
    await delivered(again.outbox, right)
    assert not any((await again.outbox.states()).values()), "nothing is kept of it now"


async def test_a_box_that_never_learns_the_time_keeps_only_the_newest_leads_that_were_delivered(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipts, "MOST_WAITING_FOR_THE_CLOCK", 2)
    sent = [lead(final=True, capture=captured(BOOT, float(number))) for number in range(4)]
    for one in sent:
        await box.outbox.store(one)
        await delivered(box.outbox, one)
    await box.outbox.upkeep()
    kept = await box.outbox.on_shelf(lambda shelf: [row.id for row in shelf.leads_with_receipt()])
    assert sorted(kept) == sorted(one.id for one in sent[2:])


async def delivered(outbox: Outbox, one: Lead) -> None:
    outbox.note(one.id, one.revision, LeadState.TAKEN)
    await outbox.acknowledge(Acknowledgement(id=one.id, revision=one.revision, status="accepted"))

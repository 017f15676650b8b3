import asyncio
from pathlib import Path

import pytest

from agent.contract.lead import Consent
from agent.contract.receipt import Acknowledgement
from agent.delivery.bounds import Bounds, Room
from agent.delivery.outbox import Outbox, OutboxError, OutboxReason
from agent.delivery.publisher import Publisher
from agent.delivery.states import LeadState
from agent.ops.health import Health, Status
from tests.rigs.leads import SCANNED_AT, lead


def test_the_fullest_bound_counts(tmp_path: Path) -> None:
    bounds = Bounds(records_bytes=1000, leads=10)
    assert bounds.room(0, 0, tmp_path) is Room.AMPLE
    assert bounds.room(800, 0, tmp_path) is Room.TIGHT
    assert bounds.room(0, 10, tmp_path) is Room.NONE
    assert Bounds().room(10**15, 10**9, tmp_path) is Room.AMPLE
    assert Bounds(free_bytes=10**18).room(0, 0, tmp_path) is Room.NONE


async def test_with_little_room_words_wait_but_scans_consent_and_endings_are_stored(tmp_path: Path) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db", bounds=Bounds(leads=10))
    station = Health().station("outbox")
    publisher = Publisher(outbox=outbox, wake_uplink=lambda: None, station=station)
    talking, asked, ending = lead(), lead(), lead()
    for one in (talking, asked, ending, *(lead(final=True) for _ in range(5))):
        assert await publisher.publish(one)
    assert not await publisher.publish(lead(talking.id, revision=2)), "only words"
    assert "little room" in (station.detail or "")
    refused = Consent(policy="ask", status="refused", time=SCANNED_AT)
    assert await publisher.publish(lead(asked.id, revision=2, consent=refused))
    assert await publisher.publish(lead(ending.id, revision=2, final=True))
    assert await publisher.publish(lead()), "a new scan"
    assert await publisher.publish(lead(talking.id, revision=3, final=True)), "its words come with the end"
    assert (await outbox.pending_lead(talking.id)) is not None
    await publisher.retry_unsaved()
    assert station.status is Status.OK
    await outbox.close()


async def test_an_outbox_at_its_bound_refuses_new_leads_loudly_and_loses_none_that_it_has(
    tmp_path: Path,
) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db", bounds=Bounds(leads=3))
    station = Health().station("outbox")
    publisher = Publisher(outbox=outbox, wake_uplink=lambda: None, station=station)
    kept = [lead() for _ in range(3)]
    for one in kept:
        assert await publisher.publish(one)
    late = lead()
    assert not await publisher.publish(late)
    assert station.status is Status.FAILED
    with pytest.raises(OutboxError, match=r"outbox\.maximum_leads") as caught:
        await outbox.store(lead())
    assert caught.value.reason is OutboxReason.FULL
    for one in kept:
        assert await publisher.publish(lead(one.id, revision=2, final=True)), "endings are always stored"
    assert {one.lead.id for one in await outbox.pending(after=0, limit=9)} == {one.id for one in kept}
    await outbox.close()


async def test_a_lead_is_kept_for_its_grace_and_then_removed(tmp_path: Path) -> None:

    outbox = await Outbox.open(tmp_path / "outbox.db", keep_receipted_s=0.5)
    await outbox.store(one := lead(final=True))
    outbox.note(one.id, 1, LeadState.TAKEN)
    await outbox.acknowledge(Acknowledgement(id=one.id, revision=1, status="accepted"))
    await outbox.upkeep()
    assert (await outbox.states())[LeadState.RECEIPTED] == 1
    assert await outbox.pending(after=0, limit=9) == []
    await asyncio.sleep(0.6)
    await outbox.upkeep()
    assert sum((await outbox.states()).values()) == 0
    await outbox.close()

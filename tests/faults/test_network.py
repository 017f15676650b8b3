"""The network between box and broker, broken in every way that TCP allows. Real mosquitto, real uplink."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from agent.contract.envelope import SignedReceiptMessage, encode
from agent.contract.receipt import Acknowledgement, Receipt
from agent.contract.sealed import SIGNED_RECEIPT
from agent.delivery import pump
from agent.delivery.outbox import Outbox
from agent.delivery.signatures import Verifier
from agent.ops.health import Status
from collector.keys import Signer
from tests.rigs.leads import SCANNED_AT, lead
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing
from tests.rigs.proxy import FaultyProxy
from tests.rigs.uplink import Box, Cloud, until

pytestmark = pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing()))
LEADS = 40


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    (tmp_path / "broker").mkdir()
    with Mosquitto(tmp_path / "broker", persistence=True) as started:
        yield started


@pytest.fixture
def proxy(broker: Mosquitto) -> Iterator[FaultyProxy]:
    with FaultyProxy(broker.host, lambda: broker.port) as started:
        yield started


@pytest.fixture
async def outbox(tmp_path: Path) -> AsyncIterator[Outbox]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    yield outbox
    await outbox.close()


async def test_a_slow_network_delivers_everything(
    broker: Mosquitto, proxy: FaultyProxy, outbox: Outbox
) -> None:
    proxy.delay_s = 0.02
    box = Box(outbox, proxy.url)
    with contextlib.closing(Cloud(broker)) as cloud:
        async with box.running():
            await box.store(*(leads := [lead(final=True) for _ in range(LEADS)]))
            await box.empty()
    assert {one for one, _ in cloud.revisions()} == {str(one.id) for one in leads}


async def test_connections_that_are_cut_in_the_middle_of_a_message_lose_nothing(
    broker: Mosquitto, proxy: FaultyProxy, outbox: Outbox
) -> None:
    box = Box(outbox, proxy.url)
    leads = [lead(final=True) for _ in range(LEADS)]
    await box.store(*leads)
    with contextlib.closing(Cloud(broker)) as cloud:
        async with box.running():
            for cut_after_bytes in (1, 700, 3_000, 9_000):
                before = proxy.connections
                proxy.cut_after_bytes = cut_after_bytes
                await until(lambda before=before: proxy.connections > before, "the box comes back")  # type: ignore[misc]
            proxy.cut_after_bytes = None
            await box.empty()
    assert {one for one, _ in cloud.revisions()} == {str(one.id) for one in leads}


async def test_receipts_that_vanish_on_the_way_cost_a_repetition_and_no_lead(
    broker: Mosquitto, proxy: FaultyProxy, outbox: Outbox
) -> None:
    box = Box(outbox, proxy.url)
    with contextlib.closing(Cloud(broker)) as cloud:
        async with box.running():
            await until(lambda: box.station.status is Status.OK, "the box connects")
            proxy.down_dropped = True
            await box.store(one := lead(final=True))
            await until(lambda: cloud.revisions() != [], "the lead arrives, its receipt does not")
            assert (await outbox.depth()).leads == 1
            proxy.down_dropped = False
            proxy.cut()
            await box.empty()
    assert {lead_id for lead_id, _ in cloud.revisions()} == {str(one.id)}


async def test_a_half_open_connection_is_given_up_by_itself(
    broker: Mosquitto, proxy: FaultyProxy, outbox: Outbox
) -> None:
    box = Box(outbox, proxy.url, keepalive_s=1)
    with contextlib.closing(Cloud(broker)):
        async with box.running():
            await until(lambda: box.station.status is Status.OK, "the box connects")
            proxy.up_dropped = proxy.down_dropped = True
            await box.store(lead(final=True))
            connected = box.metrics.registry.get_sample_value
            await until(lambda: connected("boothscribe_uplink_connected") == 0, "the box gives it up")
            proxy.up_dropped = proxy.down_dropped = False
            await box.empty()


async def test_a_broker_that_lost_all_it_had_gets_everything_again(tmp_path: Path, outbox: Outbox) -> None:
    (tmp_path / "forgetful").mkdir()
    broker = Mosquitto(tmp_path / "forgetful")  # keeps nothing over a restart
    broker.start()
    box = Box(outbox, broker.url)
    leads = [lead(final=True) for _ in range(LEADS)]
    async with box.running():
        await box.store(*leads)
        await until(lambda: outbox._shelf.sendings.sent.keys() == {one.id for one in leads}, "all are sent")
        broker.kill()
        with broker, contextlib.closing(Cloud(broker)) as cloud:
            await box.empty()
            assert {one for one, _ in cloud.revisions()} == {str(one.id) for one in leads}


async def test_without_a_collector_the_box_keeps_everything_and_does_not_flood_the_broker(
    broker: Mosquitto, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pump, "MOST_AWAITING_RECEIPT", 10)
    box = Box(outbox, broker.url, in_flight=100)
    box.uplink._receipt_timeout_s = 60
    async with box.running():
        await box.store(*(lead(final=True) for _ in range(LEADS)))
        await until(lambda: len(outbox._shelf.sendings.sent) == 10, "the first are sent")
        await asyncio.sleep(0.3)
        assert len(outbox._shelf.sendings.sent) == 10
        assert (await outbox.depth()).leads == LEADS


async def test_receipts_that_are_repeated_late_foreign_or_forged_change_nothing(
    broker: Mosquitto, outbox: Outbox
) -> None:
    with contextlib.closing(Cloud(broker, answers=False)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: cloud.revisions() != [], "the lead arrives")
            cloud.acknowledge(lead(), lead(one.id, revision=9), lead(revision=3))
            counted = box.metrics.registry.get_sample_value
            await until(
                lambda: counted("boothscribe_receipts_total", {"status": "foreign"}) == 3, "they are counted"
            )
            assert (await outbox.depth()).leads == 1
            cloud.acknowledge(one, one, one)
            await box.empty()
            cloud.acknowledge(one)
            await box.store(later := lead(final=True))
            cloud.acknowledge(later)
            await until(lambda: (str(later.id), 1) in cloud.revisions(), "delivery goes on")


async def test_where_receipts_must_be_signed_others_are_not_believed(
    broker: Mosquitto, outbox: Outbox
) -> None:
    signer = Signer(Ed25519PrivateKey.generate())
    stranger = Signer(Ed25519PrivateKey.generate())
    verifier = Verifier({next(iter([signer.sign(b"", "")])).key: signer.key.public_key()})
    with contextlib.closing(Cloud(broker, answers=False)) as cloud:
        box = Box(outbox, broker.url, uplink={"receipts_from": verifier})
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: cloud.revisions() != [], "the lead arrives")
            verdict = Acknowledgement(id=one.id, revision=1, status="accepted")
            receipt = Receipt(collector="test", time=SCANNED_AT, acknowledgements=(verdict,))
            cloud.acknowledge(one)

            def signed(by: Signer) -> bytes:
                data = by.sign(receipt.model_dump_json().encode(), SIGNED_RECEIPT)
                message = SignedReceiptMessage(
                    id=str(uuid4()), source="collector/test", time=SCANNED_AT, data=data
                )
                return encode(message)

            cloud.send(signed(stranger))
            counted = box.metrics.registry.get_sample_value
            await until(
                lambda: counted("boothscribe_receipts_total", {"status": "forged"}) == 1, "it is counted"
            )
            assert (await outbox.depth()).leads == 1
            cloud.send(signed(signer))
            await box.empty()


async def test_a_broker_that_denies_leads_for_a_while_gets_them_later(tmp_path: Path, outbox: Outbox) -> None:
    (tmp_path / "strict").mkdir()
    with Mosquitto(tmp_path / "strict", acl="topic read #\n") as broker:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: "Not authorized" in (box.station.detail or ""), "health says why")
            assert await outbox.pending_lead(one.id) is not None
            assert (await outbox.states())["broker-acknowledged"] == 0

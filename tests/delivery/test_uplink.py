import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from agent.contract.envelope import ReceiptMessage, encode
from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement, Receipt
from agent.contract.status import Health as HealthReport
from agent.contract.status import Info
from agent.contract.topics import Topics
from agent.delivery.mqtt import BrokerAccount
from agent.delivery.outbox import Outbox
from agent.delivery.uplink import Uplink, full_jitter
from agent.ops.health import Health, Status
from agent.ops.machine import boot_id
from agent.ops.metrics import Metrics
from tests.rigs.leads import DEVICE, SCANNED_AT, lead
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing

pytestmark = pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing()))

TOPICS = Topics(DEVICE)


class Cloud:
    """A collector that a test holds in its hand: sees everything, answers when told to."""

    def __init__(self, broker: Mosquitto, *, answers: bool = True) -> None:
        self.answers = answers
        self.messages: list[mqtt.MQTTMessage] = []
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=f"cloud-{uuid4().hex[:8]}", protocol=mqtt.MQTTv5
        )
        self._client.on_message = self._on_message
        self._client.connect(broker.host, broker.port)
        self._client.subscribe("booth/#", qos=1)
        self._client.loop_start()

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()

    def revisions(self) -> list[tuple[str, int]]:
        bodies = [json.loads(m.payload)["data"] for m in self.messages if m.topic == TOPICS.lead]
        return [(body["id"], body["revision"]) for body in bodies]

    def on(self, topic: str) -> list[dict[str, Any]]:
        return [json.loads(m.payload)["data"] for m in self.messages if m.topic == topic]

    def acknowledge(self, *leads: Lead, status: str = "accepted") -> None:
        verdicts = [
            Acknowledgement.model_validate({"id": of.id, "revision": of.revision, "status": status})
            for of in leads
        ]
        self._publish(verdicts)

    def send(self, payload: bytes) -> None:
        self._client.publish(TOPICS.receipt, payload, qos=1).wait_for_publish(10)

    def _on_message(self, _client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        self.messages.append(message)
        if self.answers and message.topic == TOPICS.lead:
            data = json.loads(message.payload)["data"]
            self._publish([Acknowledgement(id=data["id"], revision=data["revision"], status="accepted")])

    def _publish(self, verdicts: list[Acknowledgement]) -> None:
        message = ReceiptMessage(
            id=str(uuid4()),
            source="collector/test",
            time=SCANNED_AT,
            data=Receipt(collector="test", time=SCANNED_AT, acknowledgements=tuple(verdicts)),
        )
        self._client.publish(TOPICS.receipt, encode(message), qos=1)


class Box:
    """Outbox and uplink as the agent wires them."""

    def __init__(self, outbox: Outbox, url: str, **account: Any) -> None:
        self.outbox = outbox
        self.metrics = Metrics()
        self.station = Health().station("uplink")
        self.uplink = Uplink(
            account=BrokerAccount(url=url, client_id="box", keepalive_s=5, **account),
            topics=TOPICS,
            outbox=outbox,
            info=Info(version="0", boot_id=boot_id(), event=lead().event, model="demo"),
            health=lambda: HealthReport(
                boot_id=boot_id(), time=SCANNED_AT, uptime_s=1, stations={}, outbox_leads=0, outbox_oldest_s=0
            ),
            metrics=self.metrics,
            station=self.station,
            in_flight=5,
            receipt_timeout_s=1.0,
            reconnect_max_s=1.0,
            health_interval_s=60,
        )

    async def store(self, *leads: Lead) -> None:
        for one in leads:
            await self.outbox.store(one)
        self.uplink.wake()

    async def empty(self) -> None:
        async with asyncio.timeout(20):
            await self.outbox.wait_empty()

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.uplink.run())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


@pytest.fixture
def broker(tmp_path: Path) -> Mosquitto:
    (tmp_path / "broker").mkdir()
    return Mosquitto(tmp_path / "broker", persistence=True)


@pytest.fixture
async def outbox(tmp_path: Path) -> AsyncIterator[Outbox]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    yield outbox
    await outbox.close()


async def until(condition: Callable[[], bool], what: str) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 -- the condition changes on paho's thread
            await asyncio.sleep(0.02)
    assert condition(), what


async def test_a_lead_leaves_the_box_only_with_the_collectors_receipt(
    broker: Mosquitto, outbox: Outbox
) -> None:
    with broker, contextlib.closing(Cloud(broker, answers=False)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: cloud.revisions() != [], "the lead arrives")
            assert (await outbox.depth()).leads == 1
            cloud.acknowledge(one)
            await box.empty()


async def test_a_lead_without_receipt_is_sent_again(broker: Mosquitto, outbox: Outbox) -> None:
    with broker, contextlib.closing(Cloud(broker, answers=False)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: cloud.revisions() == [(str(one.id), 1)] * 2, "the lead comes again")


async def test_leads_wait_for_a_broker_that_is_down_at_start(broker: Mosquitto, outbox: Outbox) -> None:
    broker.start()
    broker.stop()
    box = Box(outbox, broker.url)
    async with box.running():
        await box.store(lead(final=True), lead(final=True))
        await until(lambda: box.station.status is Status.DEGRADED, "health says so")
        assert "cannot be reached" in (box.station.detail or "")
        with broker, contextlib.closing(Cloud(broker)):
            await box.empty()
            assert box.station.status is Status.OK


async def test_leads_survive_a_broker_that_is_killed_and_comes_back(
    broker: Mosquitto, outbox: Outbox
) -> None:
    broker.start()
    box = Box(outbox, broker.url)
    async with box.running():
        await until(lambda: box.station.status is Status.OK, "the box connects")
        broker.kill()
        await box.store(*(lead(final=True) for _ in range(30)))
        await asyncio.sleep(0.3)
        with broker, contextlib.closing(Cloud(broker)) as cloud:
            await box.empty()
            assert len(set(cloud.revisions())) == 30
    assert box.metrics.registry.get_sample_value("boothscribe_reconnects_total") == 1


async def test_a_backlog_arrives_whole_through_a_small_window(broker: Mosquitto, outbox: Outbox) -> None:
    leads = [lead(final=True) for _ in range(200)]
    for one in leads:
        await outbox.store(one)
    with broker, contextlib.closing(Cloud(broker)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.empty()
    assert list(dict.fromkeys(cloud.revisions())) == [(str(one.id), 1) for one in leads]


async def test_a_rejected_lead_is_not_sent_for_ever(broker: Mosquitto, outbox: Outbox) -> None:
    with broker, contextlib.closing(Cloud(broker, answers=False)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: cloud.revisions() != [], "the lead arrives")
            cloud.acknowledge(one, status="rejected")
            await box.empty()
            assert (await outbox.depth()).parked == 1
            seen = len(cloud.revisions())
            await asyncio.sleep(1.5)
            assert len(cloud.revisions()) == seen


@pytest.mark.parametrize(
    "payload",
    [b"", b"\xff\xfe", b"[]", b"[" * 100_000, b'{"data": 1}', b"x" * 2_000_000],
    ids=["empty", "not text", "no object", "deep", "no receipt", "huge"],
)
async def test_a_hostile_receipt_stops_nothing(broker: Mosquitto, outbox: Outbox, payload: bytes) -> None:
    with broker, contextlib.closing(Cloud(broker)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await until(lambda: box.station.status is Status.OK, "the box connects")
            cloud.send(payload)
            await box.store(lead(final=True))
            await box.empty()


async def test_watchers_see_whether_the_box_is_there(broker: Mosquitto, outbox: Outbox) -> None:
    with broker, contextlib.closing(Cloud(broker)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await until(lambda: cloud.on(TOPICS.state) != [], "the box is announced")
            await until(lambda: cloud.on(TOPICS.health) != [], "and tells how it is")
        await until(lambda: len(cloud.on(TOPICS.state)) == 2, "and says goodbye")
        assert [state["status"] for state in cloud.on(TOPICS.state)] == ["online", "offline"]
        assert cloud.on(TOPICS.info)[0]["contract"] == "v1"


async def test_a_broker_that_denies_leads_loses_none_and_health_says_why(
    tmp_path: Path, outbox: Outbox
) -> None:
    acl = f"topic write {TOPICS.state}\ntopic write {TOPICS.info}\ntopic write {TOPICS.health}\n"
    (tmp_path / "strict").mkdir()
    with Mosquitto(tmp_path / "strict", acl=acl) as broker:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(lead(final=True))
            await until(lambda: "Not authorized" in (box.station.detail or ""), "health says why")
        assert (await outbox.depth()).leads == 1
        refused = box.metrics.registry.get_sample_value(
            "boothscribe_publishes_total", {"result": "Not authorized"}
        )
        assert refused
        assert refused >= 1


async def test_a_wrong_password_is_named_and_nothing_is_lost(tmp_path: Path, outbox: Outbox) -> None:
    (tmp_path / "strict").mkdir()
    with Mosquitto(tmp_path / "strict", users={"booth": "right"}) as broker:
        box = Box(outbox, broker.url, username="booth", password="wrong")  # noqa: S106
        async with box.running():
            await box.store(lead(final=True))
            await until(lambda: box.station.status is Status.FAILED, "a person is needed")
        assert "uplink.username" in (box.station.detail or "")
        assert "wrong" not in (box.station.detail or "")
        assert (await outbox.depth()).leads == 1


async def test_a_ca_file_that_is_none_is_named(tmp_path: Path, outbox: Outbox) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    box = Box(outbox, "mqtts://127.0.0.1:1", ca_file=str(tmp_path / "ca.pem"))
    async with box.running():
        await until(lambda: "uplink.ca_file" in (box.station.detail or ""), "health says why")


def test_pauses_between_attempts_grow_up_to_the_bound_and_differ() -> None:
    for attempt, bound_s in ((0, 0.5), (3, 4.0), (50, 60.0)):
        pauses = [full_jitter(attempt, 0.5, 60.0) for _ in range(200)]
        assert all(0 <= pause <= bound_s for pause in pauses)
        assert max(pauses) - min(pauses) > bound_s / 2

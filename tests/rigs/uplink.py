"""Outbox and uplink as the agent wires them, and a collector that a test holds in its hand."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import uuid4

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from agent.contract.envelope import ReceiptMessage, encode
from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement, Receipt
from agent.contract.status import Health as HealthReport
from agent.contract.status import Info
from agent.contract.topics import Topics
from agent.delivery.mqtt import BrokerAccount
from agent.delivery.outbox import Outbox
from agent.delivery.uplink import Uplink
from agent.ops.health import Health
from agent.ops.machine import boot_id
from agent.ops.metrics import Metrics
from tests.rigs.leads import DEVICE, SCANNED_AT, lead
from tests.rigs.mosquitto import Mosquitto

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
        self._client.on_message = None  # no circle: paho closes its last sockets when it is dropped

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

    def __init__(
        self,
        outbox: Outbox,
        url: str,
        *,
        in_flight: int = 5,
        keepalive_s: int = 5,
        uplink: dict[str, Any] | None = None,
        **account: Any,
    ) -> None:
        self.outbox = outbox
        self.metrics = Metrics()
        self.station = Health().station("uplink")
        self.uplink = Uplink(
            account=BrokerAccount(url=url, client_id="box", keepalive_s=keepalive_s, **account),
            topics=TOPICS,
            outbox=outbox,
            info=Info(version="0", boot_id=boot_id(), event=lead().event, model="demo"),
            health=lambda: HealthReport(
                boot_id=boot_id(), time=SCANNED_AT, uptime_s=1, stations={}, outbox_leads=0, outbox_oldest_s=0
            ),
            metrics=self.metrics,
            station=self.station,
            in_flight=in_flight,
            receipt_timeout_s=1.0,
            reconnect_max_s=1.0,
            health_interval_s=60,
            **(uplink or {}),
        )
        outbox.changed = self.uplink.wake

    async def store(self, *leads: Lead) -> None:
        for one in leads:
            await self.outbox.store(one)
        self.uplink.wake()

    async def empty(self) -> None:
        async with asyncio.timeout(20):
            await self.outbox.wait_empty()

    async def holds(self, leads: int) -> None:
        async with asyncio.timeout(30):
            while (await self.outbox.depth()).leads > leads:  # noqa: ASYNC110 -- changes with receipts
                await asyncio.sleep(0.02)

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.uplink.run())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


async def until(condition: Callable[[], bool], what: str) -> None:
    async with asyncio.timeout(20):
        while not condition():  # noqa: ASYNC110 -- the condition changes on paho's thread
            await asyncio.sleep(0.02)
    assert condition(), what

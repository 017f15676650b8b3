"""Every way to say no, with the real outbox on a disk and a real broker: where are the words afterwards?"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import paho.mqtt.client as mqtt
import pytest
import structlog
from paho.mqtt.enums import CallbackAPIVersion

from agent.contract.envelope import ReceiptMessage, encode
from agent.contract.lead import EventReference, Lead, Signal
from agent.contract.receipt import Acknowledgement, Receipt
from agent.contract.status import Health as HealthReport
from agent.contract.status import Info
from agent.contract.topics import Topics
from agent.delivery.mqtt import BrokerAccount
from agent.delivery.outbox import Outbox
from agent.delivery.publisher import Publisher
from agent.delivery.uplink import Uplink
from agent.ops.health import Health
from agent.ops.machine import boot_id
from agent.ops.metrics import Metrics
from agent.visit.card import CardReader
from agent.visit.conversations import ConsentPolicy
from agent.visit.visit import Visit
from drivers.clock import ReplayClock
from drivers.indicators.base import NoIndicator
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing
from tests.visit.people import conversations, said, scan

pytestmark = [
    pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing())),
    pytest.mark.timeout(120),
]

TOPICS = Topics("booth-7")
MARIA = "MECARD:N:Kellermann,Mariella;ORG:Lakeside;EMAIL:mariella@lakeside.example;;"
DANIEL = "MECARD:N:Reedsworth,Daniel;;"
PERSON = ("Mariella", "Kellermann", "mariella@lakeside.example")
WORDS = ("xylophone", "quarterdeck", "zeppelin")
"""Nowhere else on a disk, in a library or in a table's name."""
LONG = " ".join(["zeppelin"] * 3000)
"""Longer than a page of SQLite: words that overflow into pages of their own."""


class Wire:
    """Everything that passes the broker, in order; acknowledges leads when told to."""

    def __init__(self, broker: Mosquitto, *, answers: bool) -> None:
        self.answers = answers
        self.payloads: list[str] = []
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=f"wire-{uuid4().hex[:8]}", protocol=mqtt.MQTTv5
        )
        self._client.on_message = self._on_message
        self._client.connect(broker.host, broker.port)
        self._client.subscribe("booth/#", qos=1)
        self._client.loop_start()

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()
        self._client.on_message = None  # no circle: paho closes its last sockets when it is dropped

    def leads(self) -> dict[str, dict[str, Any]]:
        """Return the newest revision of each lead, as a collector would keep it."""
        newest: dict[str, dict[str, Any]] = {}
        for payload in self.payloads:
            lead = json.loads(payload)["data"]
            if lead["revision"] > newest.get(lead["id"], {"revision": 0})["revision"]:
                newest[lead["id"]] = lead
        return newest

    def _on_message(self, _client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        if message.topic != TOPICS.lead:
            return
        self.payloads.append(message.payload.decode())
        if self.answers:
            lead = json.loads(message.payload)["data"]
            verdict = Acknowledgement(id=lead["id"], revision=lead["revision"], status="accepted")
            now = datetime.now(UTC)
            receipt = Receipt(collector="test", time=now, acknowledgements=(verdict,))
            answer = ReceiptMessage(id=str(uuid4()), source="collector/test", time=now, data=receipt)
            self._client.publish(TOPICS.receipt, encode(answer), qos=1)


@dataclass
class Box:
    """The agent's own parts from the scan to the broker."""

    visit: Visit
    outbox: Outbox
    uplink: Uplink
    wire: Wire
    directory: Path
    clock: ReplayClock
    broker: Mosquitto
    uplink_task: asyncio.Task[None]

    async def scan(self, payload: str, time_s: float) -> None:
        self.clock.advance_to(time_s)
        await self.visit.scanned(scan(payload, time_s))

    async def card(self, card: str, time_s: float) -> None:
        await self.scan(f"boothscribe:{card}", time_s)

    async def say(self, text: str, time_s: float) -> None:
        """Let it be recognised, cut to what may be heard as the recogniser does."""
        self.clock.advance_to(time_s + 1)
        for span in self.visit.audible(time_s, time_s + 1, time_s):
            await self.visit.heard(said(text, span.start_s, span.end_s))

    async def sent(self, holds: Callable[[dict[str, dict[str, Any]]], bool]) -> None:
        async with asyncio.timeout(20):
            while not holds(self.wire.leads()):  # noqa: ASYNC110 -- changes on the network's thread
                await asyncio.sleep(0.02)

    async def on_disk(self) -> bytes:
        """Return all bytes in the data directory: database, free pages, write-ahead log."""
        return b"".join(file.read_bytes() for file in sorted(self.directory.rglob("*")) if file.is_file())

    async def assert_gone(self, *texts: str, messages_before: int) -> None:
        """Assert that these are not on the disk, nor on the wire in the end or after `messages_before`."""
        found = await self.on_disk()
        assert not [text for text in texts if text.encode() in found], "still on the disk"
        await _cancelled(
            self.uplink_task
        )  # a receipt may still come, and the box stops its uplink first, too
        await self.outbox.close()
        found = b"".join(file.read_bytes() for file in sorted(self.directory.rglob("*")) if file.is_file())
        assert not [text for text in texts if text.encode() in found], "still on the disk after a stop"
        newest = json.dumps(list(self.wire.leads().values()))
        assert not [text for text in texts if text in newest], "still in the newest revision"
        later = "".join(self.wire.payloads[messages_before:])
        assert not [text for text in texts if text in later], "sent after it was taken back"


OpenBox = Callable[..., contextlib.AbstractAsyncContextManager[Box]]


@pytest.fixture
def open_box(tmp_path: Path) -> OpenBox:
    @contextlib.asynccontextmanager
    async def opened(
        policy: ConsentPolicy,
        *,
        answers: bool = False,
        assess: Callable[[Lead], Lead] = lambda lead: lead,
        connected: bool = True,
    ) -> AsyncIterator[Box]:
        (tmp_path / "broker").mkdir()
        data = tmp_path / "data"
        async with contextlib.AsyncExitStack() as stack:
            broker = stack.enter_context(Mosquitto(tmp_path / "broker"))
            wire = stack.enter_context(contextlib.closing(Wire(broker, answers=answers)))
            outbox = await Outbox.open(data / "outbox.db")
            stack.push_async_callback(outbox.close)
            if not connected:
                broker.stop()
            health, metrics, clock = Health(), Metrics(), ReplayClock()
            uplink = Uplink(
                account=BrokerAccount(
                    url=f"mqtt://{broker.host}:{broker.port}", client_id="box", keepalive_s=5
                ),
                topics=TOPICS,
                outbox=outbox,
                info=Info(version="0", boot_id=boot_id(), event=EventReference(id="expo"), model="demo"),
                health=lambda: HealthReport(
                    boot_id=boot_id(),
                    time=datetime.now(UTC),
                    uptime_s=1,
                    stations={},
                    outbox_leads=0,
                    outbox_oldest_s=0,
                ),
                metrics=metrics,
                station=health.station("uplink"),
                in_flight=5,
                receipt_timeout_s=1.0,
                reconnect_max_s=0.2,
                health_interval_s=60,
            )
            publisher = Publisher(outbox=outbox, wake_uplink=uplink.wake, station=health.station("outbox"))
            visit = Visit(
                conversations=conversations(policy, grace_s=120, return_s=120),
                delimited_fields=(),
                publish=publisher.publish,
                assess=assess,
                indicator=NoIndicator(),
                clock=clock,
                metrics=metrics,
                cards=CardReader(event="expo"),
                station=health.station("booth"),
            )
            task = asyncio.create_task(uplink.run())
            stack.push_async_callback(_cancelled, task)
            yield Box(visit, outbox, uplink, wire, data, clock, broker, task)

    return opened


async def _cancelled(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def said_on_the_wire(*words: str) -> Callable[[dict[str, dict[str, Any]]], bool]:
    return lambda leads: all(word in json.dumps(list(leads.values())) for word in words)


def status_on_the_wire(status: str) -> Callable[[dict[str, dict[str, Any]]], bool]:
    return lambda leads: status in {lead["consent"]["status"] for lead in leads.values()}


@pytest.mark.parametrize("policy", ["ask", "off"])
async def test_without_a_yes_no_word_ever_leaves_memory(open_box: OpenBox, policy: ConsentPolicy) -> None:
    async with open_box(policy) as box:
        await box.scan(MARIA, 1)
        await box.say(" ".join(WORDS), 2)
        await box.visit.heard(said(" ".join(WORDS), 4, 5))  # even if somebody put it into words
        await box.card("end", 6)
        await box.visit.heard_until(7)
        await box.sent(lambda leads: any(lead["final"] for lead in leads.values()))
        await box.assert_gone(*WORDS, messages_before=0)


async def test_after_a_yes_the_words_are_there_so_that_this_search_would_find_them(open_box: OpenBox) -> None:
    async with open_box("ask") as box:
        await box.scan(MARIA, 1)
        await box.card("consent-given", 2)
        await box.say("xylophone", 3)
        await box.sent(said_on_the_wire("xylophone"))
        assert b"xylophone" in await box.on_disk()


async def no_card_while_talking(box: Box) -> None:
    await box.card("consent-refused", 10)


async def no_card_after_the_end(box: Box) -> None:
    await box.card("end", 10)
    await box.visit.heard_until(11)
    await box.sent(lambda leads: any(lead["final"] for lead in leads.values()))
    await box.card("consent-refused", 30)


async def no_on_the_page(box: Box) -> None:
    box.clock.advance_to(10)
    assert await box.visit.consent_answered(given=False, by="page")


@pytest.mark.parametrize("answers", [False, True], ids=["collector away", "collector there"])
@pytest.mark.parametrize("policy", ["scan", "ask"])
@pytest.mark.parametrize("say_no", [no_card_while_talking, no_card_after_the_end, no_on_the_page])
async def test_a_no_takes_every_word_back_from_disk_and_wire(
    open_box: OpenBox,
    policy: ConsentPolicy,
    say_no: Callable[[Box], Awaitable[None]],
    *,
    answers: bool,
) -> None:
    async with open_box(policy, answers=answers) as box:
        await box.scan(MARIA, 1)
        if policy == "ask":
            await box.card("consent-given", 1.5)
        await box.say("xylophone quarterdeck", 2)
        await box.say(LONG, 4)
        await box.sent(said_on_the_wire(*WORDS))
        await say_no(box)
        await box.sent(status_on_the_wire("withdrawn"))
        messages = len(box.wire.payloads)
        await box.card("end", 40)
        await box.visit.heard_until(60)
        await box.sent(lambda leads: all(lead["final"] for lead in leads.values()))
        await box.assert_gone(*WORDS, messages_before=messages)
        [lead] = box.wire.leads().values()
        assert lead["consent"]["status"] == "withdrawn"
        assert lead["attendee"]["name"] == "Mariella Kellermann", "the scan stays"


async def test_a_no_before_the_network_is_back_means_that_nothing_was_ever_sent(open_box: OpenBox) -> None:
    async with open_box("scan", connected=False) as box:
        await box.scan(MARIA, 1)
        await box.say(f"xylophone quarterdeck {LONG}", 2)
        assert b"zeppelin" in await box.on_disk()
        await box.card("consent-refused", 4)
        box.broker.start()
        box.wire.close()
        box.wire = Wire(box.broker, answers=False)
        with contextlib.closing(box.wire):
            await box.sent(status_on_the_wire("withdrawn"))
            await box.assert_gone(*WORDS, messages_before=0)


@pytest.mark.parametrize("answers", [False, True], ids=["collector away", "collector there"])
async def test_a_deleted_lead_leaves_neither_person_nor_words(open_box: OpenBox, *, answers: bool) -> None:
    async with open_box("scan", answers=answers) as box:
        await box.scan(MARIA, 1)
        await box.say("xylophone quarterdeck zeppelin", 2)
        await box.sent(said_on_the_wire(*WORDS))
        await box.card("delete-last", 4)
        await box.sent(lambda leads: all(lead["erased"] for lead in leads.values()))
        await box.assert_gone(*WORDS, *PERSON, messages_before=len(box.wire.payloads))
        [lead] = box.wire.leads().values()
        assert lead["final"]


async def test_one_of_two_who_says_no_takes_the_shared_words_from_both_leads(open_box: OpenBox) -> None:
    async with open_box("scan") as box:
        await box.scan(DANIEL, 1)
        await box.say("alone", 2)
        await box.card("together", 3)
        await box.scan(MARIA, 4)
        await box.say("xylophone quarterdeck zeppelin", 5)
        await box.sent(said_on_the_wire(*WORDS, "alone"))
        await box.card("consent-refused", 7)
        await box.sent(lambda leads: not any("xylophone" in json.dumps(lead) for lead in leads.values()))
        messages = len(box.wire.payloads)
        await box.assert_gone(*WORDS, messages_before=messages)
        assert said_on_the_wire("alone")(box.wire.leads()), "what Daniel said before is his"


async def test_a_spoken_no_is_obeyed_before_the_words_reach_disk_or_wire(open_box: OpenBox) -> None:
    def finds_the_no(lead: Lead) -> Lead:
        turns = [turn for turn in lead.conversation.turns if "xylophone" in turn.text]
        value: dict[str, str | int | float | bool | None] = {"status": "refused", "scope": "recording"}
        signals = tuple(
            Signal(kind="consent", value=value, polarity="present", quote="xylophone", turn=turn.number,
                   t0=turn.start_s, t1=turn.end_s, side="visitor", rule="test", confidence=1.0)
            for turn in turns
        )  # fmt: skip
        return lead.model_copy(update={"signals": signals})

    async with open_box("scan", assess=finds_the_no) as box:
        await box.scan(MARIA, 0)
        await box.say("quarterdeck", 2)
        await box.say("xylophone zeppelin", 4)
        await box.sent(status_on_the_wire("withdrawn"))
        await box.assert_gone("quarterdeck", messages_before=len(box.wire.payloads))
        assert not [payload for payload in box.wire.payloads if "zeppelin" in payload]


async def test_what_was_said_during_a_mute_is_nowhere(open_box: OpenBox) -> None:
    async with open_box("scan") as box:
        await box.scan(MARIA, 1)
        await box.card("mute", 2)
        await box.say(" ".join(WORDS), 3)
        await box.visit.heard(said(" ".join(WORDS), 4, 5))
        await box.card("end", 6)
        await box.visit.heard_until(7)
        await box.sent(lambda leads: any(lead["final"] for lead in leads.values()))
        await box.assert_gone(*WORDS, messages_before=0)


async def test_no_log_line_of_any_of_this_holds_a_word_or_a_name(
    open_box: OpenBox, monkeypatch: pytest.MonkeyPatch
) -> None:
    from agent.visit import conversations as module  # noqa: PLC0415 -- its logger is replaced

    monkeypatch.setattr(module, "log", structlog.get_logger())
    with structlog.testing.capture_logs() as lines:
        async with open_box("ask") as box:
            await box.scan(MARIA, 1)
            await box.card("consent-given", 2)
            await box.say(" ".join(WORDS), 3)
            await box.card("consent-refused", 4)
            await box.card("hot", 5)
            await box.card("delete-last", 6)
    logged = json.dumps(list(lines), default=repr)
    assert "command card scanned" in logged
    assert not [text for text in (*WORDS, *PERSON) if text in logged]

"""The access rules that we ship, on a real broker."""

import queue
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from paho.mqtt.client import Client, MQTTMessage
from paho.mqtt.enums import CallbackAPIVersion, MQTTProtocolVersion
from paho.mqtt.reasoncodes import ReasonCode

from agent.contract.topics import ALL_LEADS, Topics
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing

ACL = Path(__file__).parents[2] / "config" / "mosquitto" / "acl.conf"
PASSWORD = "of no importance"  # noqa: S105
MINE, OTHERS = Topics("booth-1"), Topics("booth-2")
TAKEN, REFUSED = "Success", "Not authorized"
_PATIENCE_S = 30


class Peer:
    """An account at the broker: what it may publish, and what reaches it."""

    def __init__(self, broker: Mosquitto, name: str) -> None:
        self.received: queue.Queue[str] = queue.Queue()
        self._answers: queue.Queue[ReasonCode] = queue.Queue()
        self._client = Client(
            CallbackAPIVersion.VERSION2, client_id=f"peer-{name}", protocol=MQTTProtocolVersion.MQTTv5
        )
        self._client.username_pw_set(name, PASSWORD)
        self._client.on_connect = self._connected
        self._client.on_publish = self._published
        self._client.on_subscribe = self._subscribed
        self._client.on_message = self._message
        self._client.connect(broker.host, broker.port)
        self._client.loop_start()
        assert not self._answers.get(timeout=_PATIENCE_S).is_failure

    def publish(self, topic: str) -> str:
        """Publish with QoS 1 and return the broker's answer."""
        self._client.publish(topic, b"{}", qos=1)
        answer = self._answers.get(timeout=_PATIENCE_S)
        # "No matching subscribers" is a success as well.
        return str(answer) if answer.is_failure else TAKEN

    def subscribe(self, pattern: str) -> None:
        self._client.subscribe(pattern, qos=1)
        self._answers.get(timeout=_PATIENCE_S)

    def next(self) -> str:
        """Wait for the topic of the next message."""
        return self.received.get(timeout=_PATIENCE_S)

    def close(self) -> None:
        self._client.disconnect()
        self._client.loop_stop()
        self._client._reset_sockets()  # its wake-up sockets stay open until it is collected otherwise

    def _connected(self, _client: Client, _data: Any, _flags: Any, code: ReasonCode, *_: Any) -> None:
        self._answers.put(code)

    def _published(self, _client: Client, _data: Any, _number: int, code: ReasonCode, *_: Any) -> None:
        self._answers.put(code)

    def _subscribed(self, _client: Client, _data: Any, _number: int, codes: Any, *_: Any) -> None:
        self._answers.put(codes[0])

    def _message(self, _client: Client, _data: Any, message: MQTTMessage) -> None:
        self.received.put(message.topic)


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    missing = mosquitto_missing()
    if missing:
        pytest.skip(missing)
    users = dict.fromkeys(("booth-1", "booth-2", "collector"), PASSWORD)
    with Mosquitto(tmp_path, acl=ACL.read_text(encoding="utf-8"), users=users) as started:
        yield started


@pytest.fixture
def box(broker: Mosquitto) -> Iterator[Peer]:
    peer = Peer(broker, "booth-1")
    yield peer
    peer.close()


@pytest.fixture
def other_box(broker: Mosquitto) -> Iterator[Peer]:
    peer = Peer(broker, "booth-2")
    yield peer
    peer.close()


@pytest.fixture
def collector(broker: Mosquitto) -> Iterator[Peer]:
    peer = Peer(broker, "collector")
    yield peer
    peer.close()


def test_a_box_can_say_all_that_it_has_to_say(box: Peer) -> None:
    for topic in (MINE.lead, MINE.health, MINE.state, MINE.info):
        assert box.publish(topic) == TAKEN, topic


@pytest.mark.parametrize("topic", [OTHERS.lead, OTHERS.health, OTHERS.state, OTHERS.info])
def test_a_stolen_box_cannot_invent_leads_of_another(box: Peer, topic: str) -> None:
    assert box.publish(topic) == REFUSED


@pytest.mark.parametrize("topic", [MINE.receipt, OTHERS.receipt])
def test_a_box_cannot_acknowledge_leads_so_that_they_are_deleted(box: Peer, topic: str) -> None:
    assert box.publish(topic) == REFUSED


def test_leads_reach_the_collector_and_no_other_box(box: Peer, other_box: Peer, collector: Peer) -> None:
    collector.subscribe(ALL_LEADS)
    other_box.subscribe("#")
    assert box.publish(MINE.lead) == TAKEN
    assert collector.next() == MINE.lead
    # The broker keeps the order, so the other box would have got the lead before this one.
    assert collector.publish(OTHERS.receipt) == TAKEN
    assert other_box.next() == OTHERS.receipt


def test_receipts_reach_the_box_that_they_are_for(box: Peer, collector: Peer) -> None:
    box.subscribe("booth/v1/+/down/#")
    assert collector.publish(OTHERS.receipt) == TAKEN
    assert collector.publish(MINE.receipt) == TAKEN
    assert box.next() == MINE.receipt
    assert box.received.empty()


@pytest.mark.parametrize("topic", [MINE.lead, MINE.state, MINE.info])
def test_a_collector_cannot_speak_for_a_box(collector: Peer, topic: str) -> None:
    assert collector.publish(topic) == REFUSED


def test_a_collector_sees_which_boxes_are_there(box: Peer, collector: Peer) -> None:
    collector.subscribe("booth/v1/+/#")
    for topic in (MINE.info, MINE.state, MINE.health):
        assert box.publish(topic) == TAKEN
        assert collector.next() == topic

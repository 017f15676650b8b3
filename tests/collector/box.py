"""A box as the collector sees it: an MQTT client that publishes leads and waits for receipts."""

import queue
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from agent.contract.envelope import ReceiptMessage
from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement
from agent.contract.topics import Topics
from collector.databases.sqlite import SqliteDatabase
from collector.store import Store
from tests.rigs.leads import DEVICE, SCANNED_AT, SECRETS, lead, message
from tests.rigs.mosquitto import Mosquitto

__all__ = [
    "DEVICE",
    "PATIENCE_S",
    "SCANNED_AT",
    "SECRETS",
    "Box",
    "eventually",
    "lead",
    "message",
    "sqlite_of",
]

PATIENCE_S = 20.0


class Box:
    """Publishes on the topics of one device and keeps the acknowledgements that come back."""

    def __init__(self, broker: Mosquitto, device: str = DEVICE, *, username: str | None = None) -> None:
        self._topics = Topics(device)
        self._acknowledgements: queue.SimpleQueue[Acknowledgement] = queue.SimpleQueue()
        self._subscribed = threading.Event()
        self._client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=f"box-{device}", protocol=mqtt.MQTTv5
        )
        if username is not None:
            self._client.username_pw_set(username, username)
        self._client.reconnect_delay_set(1, 1)
        self._client.on_connect = self._on_connect
        self._client.on_subscribe = lambda *_: self._subscribed.set()
        self._client.on_message = self._on_message
        self._client.connect(broker.host, broker.port)
        self._client.loop_start()

    def __enter__(self) -> Self:
        assert self._subscribed.wait(PATIENCE_S), "the box cannot subscribe to its receipts"
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._client.disconnect()
        self._client.loop_stop()
        # No circle: paho closes its last sockets when it is dropped, else some later test is blamed for them.
        self._client.on_connect = self._client.on_message = None

    def publish(self, payload: bytes, *, topic: str | None = None) -> None:
        self._client.publish(topic or self._topics.lead, payload, qos=1).wait_for_publish(PATIENCE_S)

    def send(self, *leads: Lead) -> None:
        for one in leads:
            self.publish(message(one))

    def next_acknowledgement(self, patience_s: float = PATIENCE_S) -> Acknowledgement:
        """Raises queue.Empty if none comes."""
        return self._acknowledgements.get(timeout=patience_s)

    def waits_in_vain(self, for_s: float) -> bool:
        try:
            self.next_acknowledgement(for_s)
        except queue.Empty:
            return True
        return False

    def await_accepted(self, of: Lead) -> None:
        """Wait for the receipt of this revision, whatever else comes."""
        while (got := self.next_acknowledgement()) is not None:
            if (got.id, got.revision) == (of.id, of.revision):
                assert got.status == "accepted", got.reason
                return

    def _on_connect(self, client: mqtt.Client, *_: object) -> None:
        client.subscribe(self._topics.receipt, qos=1)

    def _on_message(self, _client: object, _data: object, received: mqtt.MQTTMessage) -> None:
        for acknowledgement in ReceiptMessage.model_validate_json(received.payload).data.acknowledgements:
            self._acknowledgements.put(acknowledgement)


def eventually(what: str, condition: Callable[[], bool], patience_s: float = PATIENCE_S) -> None:
    deadline = time.monotonic() + patience_s
    while not condition():
        assert time.monotonic() < deadline, f"never happened: {what}"
        time.sleep(0.02)


def sqlite_of(store: Store) -> SqliteDatabase:
    """Return what is under a store in a file."""
    assert isinstance(store.database, SqliteDatabase)
    return store.database

"""A box as the collector sees it: leads that look real, and an MQTT client that waits for receipts."""

import queue
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import TracebackType
from typing import Any, Self
from uuid import UUID

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from uuid6 import uuid7

from agent.contract.envelope import LeadMessage, ReceiptMessage, encode
from agent.contract.lead import (
    Attendee,
    Badge,
    Capture,
    Consent,
    Conversation,
    EventReference,
    Lead,
    Signal,
    Turn,
)
from agent.contract.receipt import Acknowledgement
from agent.contract.topics import Topics
from tests.rigs.mosquitto import Mosquitto

DEVICE = "booth-7"
SCANNED_AT = datetime(2026, 3, 4, 10, 15, tzinfo=UTC)
PATIENCE_S = 20.0
SECRETS = ("Ada Lovelace", "Analytical", "ada@example.com", "difference engine", "punched cards")
"""What must never be in a log or in a reason."""


def lead(lead_id: UUID | None = None, *, revision: int = 1, **changes: Any) -> Lead:
    fields: dict[str, Any] = {
        "id": lead_id or UUID(str(uuid7())),
        "revision": revision,
        "final": False,
        "device": DEVICE,
        "event": EventReference(id="expo-2026", name="Expo 2026"),
        "scanned_at": SCANNED_AT,
        "updated_at": SCANNED_AT + timedelta(seconds=revision),
        "capture": Capture(
            boot_id=UUID("6f1c3a52-7f0e-4b8e-9d2c-0a1b2c3d4e5f"),
            sequence=1,
            monotonic_s=12.5,
            clock_synchronised=True,
        ),
        "scanner": "front",
        "badge": Badge(format="vcard"),
        "attendee": Attendee(
            name="Ada Lovelace",
            company="Analytical Engines",
            email="ada@example.com",
            phone="+44 20 7946 0000",
        ),
        "consent": Consent(policy="scan", status="given", time=SCANNED_AT),
        "conversation": Conversation(
            started_at=SCANNED_AT,
            turns=(
                Turn(
                    number=1, side="visitor", start_s=1.0, end_s=3.0, text="We run a difference engine today."
                ),
                Turn(number=2, side="rep", start_s=3.5, end_s=5.0, text="With punched cards?"),
            ),
            speech_s=3.5,
        ),
        "signals": (
            Signal(
                kind="current_solution",
                value={"name": "difference engine"},
                polarity="present",
                quote="difference engine",
                turn=1,
                t0=1.5,
                t1=2.2,
                side="visitor",
                rule="current_solution.run",
                confidence=0.9,
            ),
        ),
        "unknown": ("budget",),
    }
    return Lead(**(fields | changes))


def message(of: Lead) -> bytes:
    return encode(
        LeadMessage(
            id=f"{of.id}/{of.revision}",
            source=f"booth/v1/{of.device}",
            time=of.updated_at,
            subject=str(of.id),
            data=of,
        )
    )


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

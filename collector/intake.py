"""The collector's end of the topics: takes leads in, stores them, sends receipts."""

import contextlib
import random
import select
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import uuid4

import paho.mqtt.client as mqtt
import structlog
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode
from paho.mqtt.subscribeoptions import SubscribeOptions

from agent.contract.command import Command, Signature
from agent.contract.envelope import (
    CONTENT_TYPE,
    CommandMessage,
    ReceiptMessage,
    SignedCommandMessage,
    SignedReceiptMessage,
    encode,
)
from agent.contract.receipt import Acknowledgement, Receipt
from agent.contract.sealed import SIGNED_COMMAND, SIGNED_RECEIPT
from agent.contract.topics import ALL_LEADS, ALL_REPLIES, Topics
from collector.databases.database import StoreError, StoreTrouble
from collector.erasure import commands_due
from collector.keys import Opener, Signer
from collector.store import Store
from collector.taking import Counts, Delivery, Taker, place

SESSION_EXPIRY_S = 30 * 24 * 3600
"""How long the broker keeps leads for a collector that is away (the broker may allow less)."""

RECEIVE_MAXIMUM = 200
"""Deliveries without acknowledgement that the broker may have under way."""

MOST_IN_A_BATCH = 100
"""Deliveries that are stored with one commit. More do not come together: see RECEIVE_MAXIMUM."""

MOST_IN_A_RECEIPT = 1000
"""What the contract allows."""

_LARGEST_BATCH_BYTES = 4 * 1024 * 1024  # bounds memory, together with the largest message
_COMMANDS_EVERY_S = 2.0

_KEEPALIVE_S = 15  # a silent peer is noticed after twice this
_CONNACK_TIMEOUT_S = 10.0
_STABLE_S = 10.0  # a connection that lasted this long was not a failed attempt
_TELLING_SHORT_LIVED = 3
_POLL_S = 0.25

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Broker:
    """Where the broker is and how to be let in."""

    host: str
    port: int
    tls: ssl.SSLContext | None = None
    username: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Backoff:
    """Full-jitter exponential backoff (Brooker, "Exponential Backoff And Jitter", AWS, 2015)."""

    base_s: float = 1.0
    longest_s: float = 60.0

    def delay_s(self, failures: int) -> float:
        """Return how long to wait after so many failures in a row, at least one."""
        ceiling = min(self.longest_s, self.base_s * 2 ** min(failures - 1, 32))
        return random.uniform(0.0, ceiling)  # noqa: S311 - spreads reconnects, guards nothing


class Intake:
    """Takes leads from the broker into the store, in a thread of its own.

    A delivery is acknowledged to the broker only after its row is durable and its receipt is on the
    way; whatever goes wrong before that, the broker delivers it again. What comes together is one commit,
    and one receipt for each box. When the store fails, the
    intake disconnects and comes back with growing delays, so that boxes and broker keep their leads.
    """

    def __init__(
        self,
        *,
        store: Store,
        broker: Broker,
        name: str,
        client_id: str,
        group: str | None = None,
        opener: Opener | None = None,
        signer: Signer | None = None,
        backoff: Backoff | None = None,
    ) -> None:
        self._store = store
        self._taker = Taker(store, opener)
        self._signer = signer
        self._leads_topic = ALL_LEADS if group is None else f"$share/{group}/{ALL_LEADS}"
        self._batch: list[Delivery] = []
        self._batch_bytes = 0
        self._commands_looked_at_s = 0.0
        self._properties = Properties(PacketTypes.PUBLISH)
        self._properties.ContentType = CONTENT_TYPE
        self._broker = broker
        self._name = name
        self._backoff = backoff or Backoff()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="intake", daemon=True)
        self._connected = self._listening = False
        self._store_trouble: StoreTrouble | None = None
        self._store_failing = False
        self._client_id = client_id
        self._client = self._build_client()

    def start(self) -> None:
        """Start to connect; returns at once and keeps trying for as long as it takes."""
        self._thread.start()

    def stop(self) -> None:
        """Disconnect and wait for the thread. What was not acknowledged is delivered at the next start."""
        self._stop.set()
        self._thread.join()
        # paho closes its last sockets when it is dropped: leave no circle that would wait for the collector.
        client = self._client
        client.on_connect = client.on_disconnect = client.on_subscribe = client.on_publish = None
        client.on_message = None

    @property
    def counts(self) -> Counts:
        """What came in since the start."""
        return self._taker.counts

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    @property
    def is_connected(self) -> bool:
        """Whether the broker has let us in, and has answered what we asked to read."""
        return self._listening

    def _build_client(self) -> mqtt.Client:
        # paho's own thread knows no jitter and ends unseen at an exception in a callback; hence `_run`.
        client = mqtt.Client(
            CallbackAPIVersion.VERSION2,
            client_id=self._client_id,
            protocol=mqtt.MQTTv5,
            manual_ack=True,
            reconnect_on_failure=False,
        )
        if self._broker.username is not None:
            client.username_pw_set(self._broker.username, self._broker.password)
        if self._broker.tls is not None:
            client.tls_set_context(self._broker.tls)
        client.on_socket_open = _send_at_once
        client.on_connect = self._on_connect
        client.on_disconnect = self._on_disconnect
        client.on_subscribe = self._on_subscribe
        client.on_message = self._on_message
        client.on_publish = self._on_publish
        return client

    def _run(self) -> None:
        failures = short_lived = 0
        while not self._stop.is_set():
            began = time.monotonic()
            try:
                trouble = self._serve()
            except Exception as error:  # noqa: BLE001 - whatever it was, leads must go on coming in
                _log.error("intake_fault", error=type(error).__name__, at=place(error))
                trouble = type(error).__name__
            was_let_in = self._connected
            self._hang_up()
            if self._stop.is_set():
                break
            if time.monotonic() - began >= _STABLE_S:
                failures = short_lived = 0
            elif was_let_in and self._store_trouble is None:
                short_lived += 1
                self._suspect_a_twin(short_lived)
            failures += 1
            delay_s = self._backoff.delay_s(failures)
            report = _log.warning if failures == 1 else _log.debug
            report("intake_interrupted", trouble=trouble, attempt=failures, retry_in_s=round(delay_s, 2))
            self._stop.wait(delay_s)
            self._mend_store()

    def _suspect_a_twin(self, short_lived: int) -> None:
        """Say what it looks like when the broker lets us in and drops us; mosquitto 2.0 gives no reason."""
        if short_lived == _TELLING_SHORT_LIVED:
            _log.warning(
                "connections_do_not_last",
                client_id=self._client_id,
                what_now="look whether another collector uses this client id: give each its own --name",
            )

    def _serve(self) -> str:
        """Connect and take leads in; return why that ended."""
        properties = Properties(PacketTypes.CONNECT)
        properties.SessionExpiryInterval = SESSION_EXPIRY_S
        properties.ReceiveMaximum = RECEIVE_MAXIMUM
        self._store_trouble = None if self._store.is_open else StoreTrouble.UNAVAILABLE
        if self._store_trouble is not None:
            return "store: not open"  # the broker would only hand out leads that nobody can keep
        try:
            self._client.connect(
                self._broker.host, self._broker.port, _KEEPALIVE_S, clean_start=False, properties=properties
            )
        except OSError as error:
            return f"broker unreachable: {error.strerror or type(error).__name__}"
        deadline = time.monotonic() + _CONNACK_TIMEOUT_S
        while not self._stop.is_set():
            code = self._client.loop(0.0 if self._batch else _POLL_S)
            if self._batch and (code != mqtt.MQTT_ERR_SUCCESS or self._batch_is_whole()):
                self._take_batch()
            self._send_commands()
            if self._store_trouble is not None:
                return f"store: {self._store_trouble.name.lower()}"
            if code != mqtt.MQTT_ERR_SUCCESS:
                return f"connection: {mqtt.error_string(code)}"
            if not self._connected and time.monotonic() > deadline:
                return "connection: the broker does not answer"
        return "stopped"

    def _hang_up(self) -> None:
        self._connected = self._listening = False
        self._batch, self._batch_bytes = [], 0
        with contextlib.suppress(OSError, ValueError):
            self._client.disconnect()

    def _mend_store(self) -> None:
        if self._store_trouble is StoreTrouble.CORRUPT or not self._store.is_open:
            try:
                self._store.reopen()
            except StoreError as error:
                self._report_store_trouble(error)

    def _report_store_trouble(self, error: StoreError) -> None:
        report = _log.debug if self._store_failing else _log.error
        report("store_failed", trouble=error.trouble.name.lower(), detail=str(error))
        self._store_failing = True

    def _on_connect(
        self,
        client: mqtt.Client,
        _data: object,
        flags: mqtt.ConnectFlags,
        code: ReasonCode,
        _properties: object,
    ) -> None:
        if code.is_failure:
            _log.warning("broker_refused_connection", reason=str(code))
            return
        self._connected = True
        client.subscribe(
            [(self._leads_topic, SubscribeOptions(qos=1)), (ALL_REPLIES, SubscribeOptions(qos=1))]
        )
        _log.info(
            "connected",
            host=self._broker.host,
            port=self._broker.port,
            tls=self._broker.tls is not None,
            session_present=flags.session_present,
        )

    def _on_disconnect(
        self, _client: object, _data: object, _flags: object, code: ReasonCode, _properties: object
    ) -> None:
        if code.is_failure:
            _log.info("disconnected", reason=str(code))

    def _on_subscribe(
        self, _client: object, _data: object, _mid: int, codes: list[ReasonCode], _properties: object
    ) -> None:
        self._listening = True
        for code in codes:
            if code.is_failure:
                _log.error(
                    "broker_refused_subscription",
                    reason=str(code),
                    what_now=f"allow this user to read {ALL_LEADS} and {ALL_REPLIES} in the broker's ACL",
                )

    def _on_publish(
        self, _client: object, _data: object, _mid: int, code: ReasonCode, _properties: object
    ) -> None:
        if code.is_failure:
            _log.warning(
                "broker_refused_receipt",
                reason=str(code),
                what_now="allow this user to write booth/v1/+/down/receipt in the broker's ACL",
            )

    def _on_message(self, _client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        if self._store_trouble is None:  # else it comes again after the reconnect
            self._batch.append(Delivery(message.mid, message.qos, _topic(message), bytes(message.payload)))
            self._batch_bytes += len(message.payload)

    def _take_batch(self) -> None:
        """Store what has come, tell the boxes, and only then acknowledge it to the broker."""
        batch, self._batch, self._batch_bytes = self._batch, [], 0
        if not batch:
            return
        try:
            acknowledgements = self._taker.take(batch)
        except StoreError as error:
            self._store_trouble = error.trouble
            self._report_store_trouble(error)
            return
        if self._store_failing:
            self._store_failing = False
            _log.info("store_recovered")
        for device, verdicts in acknowledgements.items():
            for start in range(0, len(verdicts), MOST_IN_A_RECEIPT):
                self._send_receipt(device, verdicts[start : start + MOST_IN_A_RECEIPT])
        for delivery in batch:
            self._client.ack(delivery.mid, delivery.qos)

    def _batch_is_whole(self) -> bool:
        """Return whether nothing more is there to be read, or enough has been."""
        if len(self._batch) >= MOST_IN_A_BATCH or self._batch_bytes >= _LARGEST_BATCH_BYTES:
            return True
        peer = self._client.socket()
        if peer is None:
            return True
        if isinstance(peer, ssl.SSLSocket) and peer.pending():
            return False
        readable, _, _ = select.select([peer], [], [], 0)
        return not readable

    def _send_commands(self) -> None:
        """Send commands that are due; boxes that are away get them from the broker."""
        now = time.monotonic()
        if not self._connected or now < self._commands_looked_at_s + _COMMANDS_EVERY_S:
            return
        self._commands_looked_at_s = now
        try:
            due = commands_due(self._store)
        except StoreError as error:
            _log.warning("commands_not_read", detail=str(error))
            return
        for command in due:
            data: Command | Signature = command
            kind: type[CommandMessage | SignedCommandMessage] = CommandMessage
            if self._signer is not None:
                data = self._signer.sign(command.model_dump_json().encode(), SIGNED_COMMAND)
                kind = SignedCommandMessage
            envelope = kind.model_validate(
                {
                    "id": str(uuid4()),
                    "source": f"collector/{self._name}",
                    "time": datetime.now(UTC),
                    "data": data,
                }
            )
            self._publish(Topics(command.device).command_named(command.name), encode(envelope))
            _log.info("command_sent", device=command.device, command=str(command.id), name=command.name)

    def _send_receipt(self, device: str, verdicts: list[Acknowledgement]) -> None:
        now = datetime.now(UTC)
        receipt = Receipt(collector=self._name, time=now, acknowledgements=tuple(verdicts))
        source, receipt_id = f"collector/{self._name}", str(uuid4())
        message: ReceiptMessage | SignedReceiptMessage
        if self._signer is None:
            message = ReceiptMessage(id=receipt_id, source=source, time=now, data=receipt)
        else:
            signature = self._signer.sign(receipt.model_dump_json().encode(), SIGNED_RECEIPT)
            message = SignedReceiptMessage(id=receipt_id, source=source, time=now, data=signature)
        self._publish(Topics(device).receipt, encode(message))

    def _publish(self, topic: str, payload: bytes) -> None:
        self._client.publish(topic, payload, qos=1, properties=self._properties)


def _send_at_once(_client: mqtt.Client, _data: object, peer: object) -> None:
    """Small packets wait for each other's TCP acknowledgement otherwise (Nagle), 40 ms at a time."""
    if isinstance(peer, socket.socket):
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _topic(message: mqtt.MQTTMessage) -> str:
    try:
        return message.topic
    except UnicodeDecodeError:
        return "(not UTF-8)"


@contextlib.contextmanager
def running(intake: Intake) -> Iterator[Intake]:
    """Start the intake and stop it at the end of the block."""
    intake.start()
    try:
        yield intake
    finally:
        intake.stop()

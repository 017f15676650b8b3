"""The collector's end of the topics: takes leads in, stores them, sends receipts."""

import contextlib
import random
import ssl
import threading
import time
import traceback
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

from agent.contract.envelope import CONTENT_TYPE, ReceiptMessage, encode
from agent.contract.receipt import Acknowledgement, Receipt
from agent.contract.topics import ALL_LEADS, Topics
from collector.database import StoreError, StoreTrouble
from collector.incoming import Refusal, read
from collector.store import Outcome, Store

SESSION_EXPIRY_S = 30 * 24 * 3600
"""How long the broker keeps leads for a collector that is away (the broker may allow less)."""

RECEIVE_MAXIMUM = 20
"""Deliveries without acknowledgement that the broker may have under way; bounds memory."""

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


@dataclass(slots=True)
class Counts:
    """What came in since the start."""

    stored: int = 0
    known: int = 0
    """Revisions that were there already, in the same or a newer one."""
    rejected: int = 0
    """Invalid leads; their box was told so in a receipt."""
    refused: int = 0
    """Messages without a readable id and revision; nobody could be told."""


class Intake:
    """Takes leads from the broker into the store, in a thread of its own.

    A delivery is acknowledged to the broker only after its row is durable and its receipt is on the
    way; whatever goes wrong before that, the broker delivers it again. When the store fails, the
    intake disconnects and comes back with growing delays, so that boxes and broker keep their leads.
    """

    def __init__(
        self, *, store: Store, broker: Broker, name: str, client_id: str, backoff: Backoff | None = None
    ) -> None:
        self.counts = Counts()
        self._store = store
        self._broker = broker
        self._name = name
        self._backoff = backoff or Backoff()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="intake", daemon=True)
        self._connected = False
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

    @property
    def is_alive(self) -> bool:
        """Whether the thread runs."""
        return self._thread.is_alive()

    @property
    def is_connected(self) -> bool:
        """Whether the broker has let us in."""
        return self._connected

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
                _log.error("intake_fault", error=type(error).__name__, at=_place(error))
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
        self._store_trouble = None
        try:
            self._client.connect(
                self._broker.host, self._broker.port, _KEEPALIVE_S, clean_start=False, properties=properties
            )
        except OSError as error:
            return f"broker unreachable: {error.strerror or type(error).__name__}"
        deadline = time.monotonic() + _CONNACK_TIMEOUT_S
        while not self._stop.is_set():
            code = self._client.loop(_POLL_S)
            if self._store_trouble is not None:
                return f"store: {self._store_trouble.name.lower()}"
            if code != mqtt.MQTT_ERR_SUCCESS:
                return f"connection: {mqtt.error_string(code)}"
            if not self._connected and time.monotonic() > deadline:
                return "connection: the broker does not answer"
        return "stopped"

    def _hang_up(self) -> None:
        self._connected = False
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
        client.subscribe(ALL_LEADS, qos=1)
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
        for code in codes:
            if code.is_failure:
                _log.error(
                    "broker_refused_subscription",
                    reason=str(code),
                    what_now=f"allow this user to read {ALL_LEADS} in the broker's ACL",
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

    def _on_message(self, client: mqtt.Client, _data: object, message: mqtt.MQTTMessage) -> None:
        if self._store_trouble is not None:
            return  # acknowledgements keep the order of deliveries; this one comes again after the reconnect
        topic, payload = _topic(message), bytes(message.payload)
        try:
            try:
                self._take_in(topic, payload)
            except StoreError:
                raise
            except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the leads behind this one
                _log.error("message_fault", error=type(error).__name__, at=_place(error))
                self._refuse(topic, payload, f"collector fault: {type(error).__name__}")
        except StoreError as error:
            self._store_trouble = error.trouble
            self._report_store_trouble(error)
            return
        if self._store_failing:
            self._store_failing = False
            _log.info("store_recovered")
        client.ack(message.mid, message.qos)

    def _take_in(self, topic: str, payload: bytes) -> None:
        incoming = read(topic, payload)
        if isinstance(incoming, Refusal):
            self._turn_away(incoming, topic, payload)
            return
        lead = incoming.lead
        outcome = self._store.put(incoming)
        if outcome is Outcome.OTHER_DEVICE:
            reason = "data.id: belongs to a lead of another device"
            self._turn_away(Refusal(reason, incoming.device, lead.id, lead.revision), topic, payload)
            return
        if outcome is Outcome.STORED:
            self.counts.stored += 1
        else:
            self.counts.known += 1
        self._send_receipt(
            incoming.device, Acknowledgement(id=lead.id, revision=lead.revision, status="accepted")
        )
        _log.info(
            "lead_taken_in",
            device=incoming.device,
            lead=str(lead.id),
            revision=lead.revision,
            final=lead.final,
            outcome=outcome.name.lower(),
        )

    def _turn_away(self, refusal: Refusal, topic: str, payload: bytes) -> None:
        if refusal.device is None or refusal.id is None or refusal.revision is None:
            self._refuse(topic, payload, refusal.reason)
            return
        self._store.refuse(topic=topic, payload=payload, reason=refusal.reason)
        self.counts.rejected += 1
        self._send_receipt(
            refusal.device,
            Acknowledgement(
                id=refusal.id, revision=refusal.revision, status="rejected", reason=refusal.reason
            ),
        )
        _log.warning(
            "lead_rejected",
            device=refusal.device,
            lead=str(refusal.id),
            revision=refusal.revision,
            reason=refusal.reason,
        )

    def _refuse(self, topic: str, payload: bytes, reason: str) -> None:
        self._store.refuse(topic=topic, payload=payload, reason=reason)
        self.counts.refused += 1
        _log.warning("message_refused", topic=topic, size=len(payload), reason=reason)

    def _send_receipt(self, device: str, acknowledgement: Acknowledgement) -> None:
        now = datetime.now(UTC)
        message = ReceiptMessage(
            id=str(uuid4()),
            source=f"collector/{self._name}",
            time=now,
            subject=str(acknowledgement.id),
            data=Receipt(collector=self._name, time=now, acknowledgements=(acknowledgement,)),
        )
        properties = Properties(PacketTypes.PUBLISH)
        properties.ContentType = CONTENT_TYPE
        self._client.publish(Topics(device).receipt, encode(message), qos=1, properties=properties)


def _topic(message: mqtt.MQTTMessage) -> str:
    try:
        return message.topic
    except UnicodeDecodeError:
        return "(not UTF-8)"


def _place(error: BaseException) -> str:
    """Return file and line of the fault; its text may hold a value from a lead and is never logged."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "unknown"


@contextlib.contextmanager
def running(intake: Intake) -> Iterator[Intake]:
    """Start the intake and stop it at the end of the block."""
    intake.start()
    try:
        yield intake
    finally:
        intake.stop()

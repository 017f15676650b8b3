"""One connection to a broker: paho-mqtt's network thread, seen from asyncio."""

import asyncio
import contextlib
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Literal

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage, MQTTv5, MQTTv311
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from agent.contract.envelope import CONTENT_TYPE
from agent.contract.topics import MAXIMUM_MESSAGE_BYTES
from agent.delivery.reasons import FAILURE, Rule, refusal, rule, says_busy
from agent.delivery.transport import (
    Address,
    Proxy,
    TransportClient,
    hang_up,
    tls_context,
    validity_of_broker,
)

_CONNECT_TIMEOUT_S = 15.0
_SESSION_EXPIRY_S = 7 * 24 * 3600
_NOT_YET_VALID, _EXPIRED = 9, 10
"""OpenSSL's verification errors about dates."""
_CLOSE_TIMEOUT_S = 1.0
_PAHO_WINDOW = 65_535
"""The window is ours: paho would hold back what exceeds its default of 20 without telling."""
_PACKET_OVERHEAD_BYTES = 256
"""What a PUBLISH holds besides its payload: headers, a topic of 80 bytes, properties of 40."""


class MqttReason(StrEnum):
    """What a caller can branch on."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """The broker or its certificate said no; needs a person."""
    BUSY = "busy"
    """The broker said that it has too much to do, or is going down; longer pauses."""
    CLOCK = "clock"
    """The broker's certificate does not hold at the time that our clock shows."""
    LOST = "lost"
    NOT_TAKEN = "not_taken"
    """The broker did not take one message or subscription."""


class MqttError(Exception):
    """Something between us and the broker failed.

    Attributes:
        reason: What kind of failure.
        code: The broker's reason name (`Not authorized`), or empty.
        rule: For what was not taken: what to do with it.
    """

    def __init__(self, message: str, reason: MqttReason, code: str = "", *, rule: Rule = Rule.AGAIN) -> None:
        super().__init__(message)
        self.reason = reason
        self.code = code
        self.rule = rule


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerAccount:
    """How to reach a broker and who we are there."""

    url: str
    client_id: str
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    ca_file: str | None = None
    certificate_file: str | None = None
    key_file: str | None = None
    keepalive_s: int = 9
    protocol: Literal["5", "3.1.1"] = "5"
    proxy: Proxy | None = None

    @property
    def address(self) -> Address:
        """Where the broker listens, and whether the connection is encrypted and its certificate verified."""
        return Address.parse(self.url)

    def at(self, url: str) -> "BrokerAccount":
        """Return the same account at another address."""
        return replace(self, url=url)


@dataclass(frozen=True, slots=True)
class Will:
    """What the broker publishes, retained, when we vanish."""

    topic: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class BrokerLimits:
    """What a broker says that it takes.

    Attributes:
        receive_maximum: How many messages may wait for its acknowledgement.
        maximum_packet_bytes: Size of the largest packet; None if it did not say. It drops the
            connection over a larger one (MQTT 5, 3.2.2.3.6).
    """

    receive_maximum: int
    maximum_packet_bytes: int | None

    @property
    def largest_message_bytes(self) -> int:
        """The largest payload that both the broker and a collector take."""
        packet_bytes = self.maximum_packet_bytes or MAXIMUM_MESSAGE_BYTES
        return min(packet_bytes, MAXIMUM_MESSAGE_BYTES) - _PACKET_OVERHEAD_BYTES

    @property
    def narrower_than_the_contract(self) -> bool:
        """Whether it is the broker that could take more."""
        return (self.maximum_packet_bytes or MAXIMUM_MESSAGE_BYTES) < MAXIMUM_MESSAGE_BYTES


class MqttConnection:
    """A connection that is used once: open, publish, lose, throw away.

    paho keeps messages of its own across reconnects and sends them past every window; a fresh client
    for each connection keeps the outbox the only queue. The broker's session persists all the same.
    """

    def __init__(self, account: BrokerAccount, will: Will, on_message: Callable[[str, bytes], None]) -> None:
        self._account = account
        self._on_message = on_message
        self._loop = asyncio.get_running_loop()
        self._connected: asyncio.Future[BrokerLimits] = self._loop.create_future()
        self._lost: asyncio.Future[str] = self._loop.create_future()
        self._lost_reason = MqttReason.LOST
        self._unanswered: dict[int, asyncio.Future[str]] = {}
        self._address = account.address
        self._talks_mqtt_5 = account.protocol == "5"
        self._client = client = TransportClient(
            CallbackAPIVersion.VERSION2,
            client_id=account.client_id,
            protocol=MQTTv5 if self._talks_mqtt_5 else MQTTv311,
            clean_session=None if self._talks_mqtt_5 else False,
            reconnect_on_failure=False,
            address=self._address,
            proxy=account.proxy,
        )
        client.max_inflight_messages_set(_PAHO_WINDOW)
        if account.username is not None:
            client.username_pw_set(account.username, account.password)
        if self._address.tls:
            files = (account.ca_file, account.certificate_file, account.key_file)
            client.tls_set_context(tls_context(*files))
        client.will_set(will.topic, will.payload, qos=1, retain=True, properties=self._publish_properties)
        # Callbacks run on paho's thread: an exception there would kill it unseen, so they only hand over.
        client.on_connect = self._hand_over_connect
        client.on_disconnect = self._hand_over_disconnect
        client.on_publish = self._hand_over_publish
        client.on_subscribe = self._hand_over_subscribe
        client.on_message = self._hand_over_message

    async def open(self) -> BrokerLimits:
        """Connect.

        Returns:
            What the broker takes.

        Raises:
            MqttError: If the broker cannot be reached or says no.
        """
        try:
            await asyncio.to_thread(self._connect)
            self._client.loop_start()
            return await asyncio.wait_for(self._connected, _CONNECT_TIMEOUT_S)
        except ssl.SSLCertVerificationError as error:
            raise await asyncio.to_thread(self._not_trusted, error) from error
        except (OSError, ValueError) as error:  # TimeoutError and ssl.SSLError are OSErrors
            why = "no answer" if isinstance(error, TimeoutError) else str(error)
            raise MqttError(
                f"broker {self._address} cannot be reached: {why}", MqttReason.UNREACHABLE
            ) from error

    async def close(self) -> None:
        """Disconnect; safe to call at any time. A peer that reads nothing does not hold it up."""
        self._client.disconnect()  # before loop_stop, which waits for unacknowledged messages otherwise
        stopping = asyncio.create_task(asyncio.to_thread(self._client.loop_stop), name="mqtt-stop")
        try:
            await asyncio.wait({stopping}, timeout=_CLOSE_TIMEOUT_S)
            if not stopping.done():
                hang_up(self._client.socket())  # the DISCONNECT waits behind what the peer does not read
            await stopping
            self._client.let_go()
        finally:  # also where the wait is cancelled
            self._fail_all("the connection was closed")
            # Leave no circle: the client closes its sockets when it is dropped.
            client = self._client
            client.on_connect = client.on_disconnect = client.on_publish = client.on_message = None
            client.on_subscribe = None

    async def wait_lost(self) -> MqttError:
        """Return why the connection was lost, once it is."""
        await asyncio.wait([self._lost])
        return self._loss()

    async def subscribe(self, topic: str) -> None:
        """Ask for messages on `topic` at QoS 1; returns once the broker has agreed.

        Raises:
            MqttError: If it did not agree, or the connection was lost first.
        """
        self._demand_connection()
        _, mid = self._client.subscribe(topic, qos=1)
        if mid is None:  # it is lost; why, comes from paho's thread
            raise await self.wait_lost()
        await self._answer_to(mid)

    async def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> str:
        """Publish at QoS 1.

        Returns:
            The broker's reason name once it took the message: `Success`, or `No matching subscribers`.

        Raises:
            MqttError: If it did not take it, or the connection was lost first.
        """
        self._demand_connection()
        info = self._client.publish(topic, payload, qos=1, retain=retain, properties=self._publish_properties)
        return await self._answer_to(info.mid)

    def _demand_connection(self) -> None:
        if self._lost.done():
            raise self._loss()

    def _loss(self) -> MqttError:
        return MqttError(f"connection to the broker lost: {self._lost.result()}", self._lost_reason)

    async def _answer_to(self, mid: int) -> str:
        # The answer cannot overtake this line: it reaches the loop only after this callback returns.
        answer = self._unanswered[mid] = self._loop.create_future()
        reason: str = await answer
        return reason

    @property
    def _publish_properties(self) -> Properties | None:
        return _PUBLISH if self._talks_mqtt_5 else None

    def _connect(self) -> None:
        session: dict[str, Any] = {}
        if self._talks_mqtt_5:
            expiry = _properties(PacketTypes.CONNECT, SessionExpiryInterval=_SESSION_EXPIRY_S)
            session = {"clean_start": False, "properties": expiry}
        address = self._address
        self._client.connect(address.host, address.port, keepalive=self._account.keepalive_s, **session)

    def _not_trusted(self, error: ssl.SSLCertVerificationError) -> MqttError:
        what = f"certificate of {self._address} is not accepted: {error.verify_message}"
        if error.verify_code not in {_NOT_YET_VALID, _EXPIRED}:
            return MqttError(f"{what}; check uplink.ca_file and this machine's clock", MqttReason.REFUSED)
        dates = validity_of_broker(self._address, self._account.proxy, self._account.ca_file)
        if dates is not None:
            what += f"; it holds from {dates.not_before:%F %R} to {dates.not_after:%F %R}"
        now = datetime.fromtimestamp(time.time(), UTC)
        return MqttError(
            f"{what}. This box's own clock says {now:%F %R} UTC: if that is wrong, set it (`timedatectl`),"
            " and look at uplink.ca_file only then; scans and words are kept meanwhile",
            MqttReason.CLOCK,
        )

    def _fail_all(self, why: str) -> None:
        if not self._lost.done():
            self._lost.set_result(why)
        if not self._connected.done():
            self._connected.set_exception(MqttError(why, self._lost_reason))
            self._connected.exception()  # nobody may be waiting any more
        for answer in self._unanswered.values():
            if not answer.done():
                answer.set_exception(MqttError(why, self._lost_reason))
                answer.exception()
        self._unanswered.clear()

    def _in_loop(self, function: Callable[..., None], *arguments: object) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is left to tell
            self._loop.call_soon_threadsafe(function, *arguments)

    def _hand_over_connect(
        self,
        _client: Client,
        _userdata: Any,
        _flags: ConnectFlags,
        code: ReasonCode,
        properties: Properties | None,
    ) -> None:
        limits = BrokerLimits(
            # Without MQTT 5 a broker tells neither.
            receive_maximum=getattr(properties, "ReceiveMaximum", 65_535),
            maximum_packet_bytes=getattr(properties, "MaximumPacketSize", None),
        )
        self._in_loop(self._connect_answered, code, limits)

    def _connect_answered(self, code: ReasonCode, limits: BrokerLimits) -> None:
        if self._connected.done():
            return
        if code.is_failure:
            meaning = refusal(code.value)
            self._connected.set_exception(
                MqttError(
                    f"the broker refuses the connection: {code}; {meaning.advice}",
                    MqttReason.BUSY if meaning.passes else MqttReason.REFUSED,
                    str(code),
                )
            )
        else:
            self._connected.set_result(limits)

    def _hand_over_disconnect(
        self,
        _client: Client,
        _userdata: Any,
        _flags: DisconnectFlags,
        code: ReasonCode,
        _properties: Properties | None,
    ) -> None:
        self._in_loop(self._disconnected, code)

    def _disconnected(self, code: ReasonCode) -> None:
        self._lost_reason = MqttReason.BUSY if says_busy(code.value) else MqttReason.LOST
        why = str(code)
        if not self._connected.done() and self._account.certificate_file is not None:
            why += "; it hung up before it answered: does it take the certificate of this box?"
        self._fail_all(why)

    def _hand_over_publish(
        self, _client: Client, _userdata: Any, mid: int, code: ReasonCode, _properties: Properties
    ) -> None:
        self._in_loop(self._answered, mid, code, "message")

    def _hand_over_subscribe(
        self, _client: Client, _userdata: Any, mid: int, codes: list[ReasonCode], _properties: Properties
    ) -> None:
        for code in codes:  # one: `subscribe` asks for one topic
            self._in_loop(self._answered, mid, code, "subscription")

    def _answered(self, mid: int, code: ReasonCode, what: str) -> None:
        answer = self._unanswered.pop(mid, None)
        if answer is None or answer.done():
            return
        if code.value >= FAILURE:
            why = f"the broker did not take the {what}: {code}"
            answer.set_exception(MqttError(why, MqttReason.NOT_TAKEN, str(code), rule=rule(code.value)))
        else:
            answer.set_result(str(code))

    def _hand_over_message(self, _client: Client, _userdata: Any, message: MQTTMessage) -> None:
        with contextlib.suppress(UnicodeDecodeError):  # a topic that is no text is none of ours
            self._in_loop(self._on_message, message.topic, message.payload)


def _properties(packet_type: int, **values: int | str) -> Properties:
    properties = Properties(packet_type)
    for name, value in values.items():
        setattr(properties, name, value)
    return properties


_PUBLISH = _properties(PacketTypes.PUBLISH, ContentType=CONTENT_TYPE, PayloadFormatIndicator=1)

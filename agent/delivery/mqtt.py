"""One connection to a broker: paho-mqtt's network thread, seen from asyncio."""

import asyncio
import contextlib
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from paho.mqtt.client import Client, ConnectFlags, DisconnectFlags, MQTTMessage, MQTTv5
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties
from paho.mqtt.reasoncodes import ReasonCode

from agent.contract.envelope import CONTENT_TYPE
from agent.contract.topics import MAXIMUM_MESSAGE_BYTES

_PORTS = {"mqtt": 1883, "mqtts": 8883}
_CONNECT_TIMEOUT_S = 15.0
_SESSION_EXPIRY_S = 7 * 24 * 3600
_FAILURE = 0x80
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
    LOST = "lost"
    NOT_TAKEN = "not_taken"
    """The broker did not take one message or subscription."""


class MqttError(Exception):
    """Something between us and the broker failed.

    Attributes:
        reason: What kind of failure.
        code: The broker's reason name (`Not authorized`), or empty.
    """

    def __init__(self, message: str, reason: MqttReason, code: str = "") -> None:
        super().__init__(message)
        self.reason = reason
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerAccount:
    """How to reach a broker and who we are there."""

    url: str
    client_id: str
    username: str | None = None
    password: str | None = None
    ca_file: str | None = None
    certificate_file: str | None = None
    key_file: str | None = None
    keepalive_s: int = 15

    @property
    def tls(self) -> bool:
        """Whether the connection is encrypted and the broker's certificate verified."""
        return urlsplit(self.url).scheme == "mqtts"

    @property
    def address(self) -> tuple[str, int]:
        """Host and port."""
        url = urlsplit(self.url)
        return url.hostname or "localhost", url.port or _PORTS[url.scheme]


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
        self._unanswered: dict[int, asyncio.Future[str]] = {}
        self._client = client = Client(
            CallbackAPIVersion.VERSION2,
            client_id=account.client_id,
            protocol=MQTTv5,
            reconnect_on_failure=False,
        )
        client.max_inflight_messages_set(_PAHO_WINDOW)
        if account.username is not None:
            client.username_pw_set(account.username, account.password)
        if account.tls:
            context = ssl.create_default_context(cafile=account.ca_file)
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            if account.certificate_file is not None:
                context.load_cert_chain(account.certificate_file, account.key_file, _no_passphrase)
            client.tls_set_context(context)
        client.will_set(will.topic, will.payload, qos=1, retain=True, properties=_PUBLISH)
        # Callbacks run on paho's thread: an exception there would kill it unseen, so they only hand over.
        client.on_socket_open = _send_at_once
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
        host, port = self._account.address
        try:
            await asyncio.to_thread(
                self._client.connect,
                host,
                port,
                keepalive=self._account.keepalive_s,
                clean_start=False,
                properties=_properties(PacketTypes.CONNECT, SessionExpiryInterval=_SESSION_EXPIRY_S),
            )
            self._client.loop_start()
            return await asyncio.wait_for(self._connected, _CONNECT_TIMEOUT_S)
        except ssl.SSLCertVerificationError as error:
            raise MqttError(
                f"certificate of {host}:{port} is not accepted: {error.verify_message};"
                " check uplink.ca_file and this machine's clock",
                MqttReason.REFUSED,
            ) from error
        except (OSError, ValueError) as error:  # TimeoutError and ssl.SSLError are OSErrors
            why = "no answer" if isinstance(error, TimeoutError) else str(error)
            raise MqttError(
                f"broker {host}:{port} cannot be reached: {why}", MqttReason.UNREACHABLE
            ) from error

    async def close(self) -> None:
        """Disconnect; safe to call at any time. A peer that reads nothing does not hold it up."""
        self._client.disconnect()  # before loop_stop, which waits for unacknowledged messages otherwise
        stopping = asyncio.create_task(asyncio.to_thread(self._client.loop_stop), name="mqtt-stop")
        await asyncio.wait({stopping}, timeout=_CLOSE_TIMEOUT_S)
        if not stopping.done():
            self._hang_up()  # the DISCONNECT waits behind what the peer does not read
        await stopping
        self._fail_all("the connection was closed")
        # paho closes its last sockets when it is dropped: leave no circle that would wait for the collector.
        client = self._client
        client.on_connect = client.on_disconnect = client.on_publish = client.on_message = None
        client.on_subscribe = None

    async def wait_lost(self) -> str:
        """Return why the connection was lost, once it is."""
        return await asyncio.shield(self._lost)

    async def subscribe(self, topic: str) -> None:
        """Ask for messages on `topic` at QoS 1; returns once the broker has agreed.

        Raises:
            MqttError: If it did not agree, or the connection was lost first.
        """
        self._demand_connection()
        _, mid = self._client.subscribe(topic, qos=1)
        if mid is None:
            raise MqttError("not connected", MqttReason.LOST)
        await self._answer_to(mid)

    async def publish(self, topic: str, payload: bytes, *, retain: bool = False) -> str:
        """Publish at QoS 1.

        Returns:
            The broker's reason name once it took the message: `Success`, or `No matching subscribers`.

        Raises:
            MqttError: If it did not take it, or the connection was lost first.
        """
        self._demand_connection()
        info = self._client.publish(topic, payload, qos=1, retain=retain, properties=_PUBLISH)
        return await self._answer_to(info.mid)

    def _demand_connection(self) -> None:
        if self._lost.done():
            raise MqttError("not connected", MqttReason.LOST)

    async def _answer_to(self, mid: int) -> str:
        # The answer cannot overtake this line: it reaches the loop only after this callback returns.
        answer = self._unanswered[mid] = self._loop.create_future()
        reason: str = await answer
        return reason

    def _hang_up(self) -> None:
        peer = self._client.socket()
        if isinstance(peer, socket.socket):
            with contextlib.suppress(OSError):
                # Not the method of an SSLSocket: that drops the encryption first, under the other thread.
                socket.socket.shutdown(peer, socket.SHUT_RDWR)

    def _fail_all(self, why: str) -> None:
        if not self._lost.done():
            self._lost.set_result(why)
        if not self._connected.done():
            self._connected.set_exception(MqttError(why, MqttReason.LOST))
            self._connected.exception()  # nobody may be waiting any more
        for answer in self._unanswered.values():
            if not answer.done():
                answer.set_exception(MqttError(why, MqttReason.LOST))
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
            receive_maximum=getattr(properties, "ReceiveMaximum", 65_535),
            maximum_packet_bytes=getattr(properties, "MaximumPacketSize", None),
        )
        self._in_loop(self._connect_answered, code, limits)

    def _connect_answered(self, code: ReasonCode, limits: BrokerLimits) -> None:
        if self._connected.done():
            return
        if code.is_failure:
            self._connected.set_exception(
                MqttError(
                    f"the broker refuses the connection: {code}; check uplink.username, the password and the"
                    " broker's access rules",
                    MqttReason.REFUSED,
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
        self._in_loop(self._fail_all, str(code))

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
        if code.value >= _FAILURE:
            answer.set_exception(
                MqttError(f"the broker did not take the {what}: {code}", MqttReason.NOT_TAKEN, str(code))
            )
        else:
            answer.set_result(str(code))

    def _hand_over_message(self, _client: Client, _userdata: Any, message: MQTTMessage) -> None:
        with contextlib.suppress(UnicodeDecodeError):  # a topic that is no text is none of ours
            self._in_loop(self._on_message, message.topic, message.payload)


def _no_passphrase() -> str:
    """Answer OpenSSL, which asks the terminal otherwise."""
    raise ValueError("the key is encrypted; the service cannot type a passphrase")


def _send_at_once(_client: Client, _userdata: Any, peer: Any) -> None:
    """Small packets wait for each other's TCP acknowledgement otherwise (Nagle), 40 ms at a time."""
    if isinstance(peer, socket.socket):
        peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _properties(packet_type: int, **values: int | str) -> Properties:
    properties = Properties(packet_type)
    for name, value in values.items():
        setattr(properties, name, value)
    return properties


_PUBLISH = _properties(PacketTypes.PUBLISH, ContentType=CONTENT_TYPE, PayloadFormatIndicator=1)

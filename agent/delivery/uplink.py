"""Carries the outbox to the broker and the collector's receipts back, for as long as it takes."""

import asyncio
import contextlib
import random
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import structlog

from agent.contract.envelope import HealthMessage, InfoMessage, StateMessage, encode
from agent.contract.status import Health, Info, State
from agent.contract.topics import Topics
from agent.delivery.commands import Commander
from agent.delivery.downlink import Downlink
from agent.delivery.mqtt import BrokerAccount, BrokerLimits, MqttConnection, MqttError, MqttReason, Will
from agent.delivery.outbox import Outbox
from agent.delivery.pump import Pump, SendingHistory
from agent.delivery.reconnect import Attempts, InTurn
from agent.delivery.sealing import Envelope
from agent.delivery.signatures import Verifier
from agent.delivery.transport import connect
from agent.delivery.troubles import Trouble, Troubles
from agent.ops.health import Station
from agent.ops.metrics import Metrics

_GOODBYE_TIMEOUT_S = 1.0

log = structlog.get_logger(__name__)


class Uplink:
    """Publishes every pending lead until the collector has acknowledged it.

    The broker's own acknowledgement only frees a place in the in-flight window: a broker also says
    yes when nobody listens.
    """

    def __init__(
        self,
        *,
        account: BrokerAccount,
        fallbacks: tuple[str, ...] = (),
        topics: Topics,
        outbox: Outbox,
        info: Info,
        health: Callable[[], Health],
        metrics: Metrics,
        station: Station,
        in_flight: int,
        receipt_timeout_s: float,
        reconnect_max_s: float,
        health_interval_s: float,
        envelope: Envelope | None = None,
        receipts_from: Verifier | None = None,
        commander: Commander | None = None,
        clock_synchronised: Callable[[], bool] = lambda: False,
        first_again_s: float = 300.0,
    ) -> None:
        """Build it; `fallbacks` are further addresses, tried in turn, for the same `account`.

        About every `first_again_s` it looks whether the first broker is back, and returns to it.
        """
        self._brokers = InTurn([account, *(account.at(url) for url in fallbacks)])
        self._first_again_s = first_again_s
        self._clock_synchronised = clock_synchronised
        self._topics = topics
        self._outbox = outbox
        self._info = info
        self._info_changed = asyncio.Event()
        self._health = health
        self._metrics = metrics
        self._troubles = Troubles(station)
        self._in_flight = in_flight
        self._receipt_timeout_s = receipt_timeout_s
        self._attempts = Attempts(reconnect_max_s, addresses=len(self._brokers))
        self._history = SendingHistory()
        self._health_interval_s = health_interval_s
        self._wake = asyncio.Event()
        self._envelope = envelope
        self._downlink = Downlink(
            topics=topics, outbox=outbox, metrics=metrics, receipts_from=receipts_from, commander=commander
        )

    def wake(self) -> None:
        """Say that the outbox holds something new."""
        self._wake.set()

    def announce(self, info: Info) -> None:
        """Say what the box is from now on: at once where there is a connection, and at every later one."""
        self._info = info
        self._info_changed.set()

    async def run(self) -> None:
        """Connect, deliver and reconnect until cancelled."""
        self._troubles.degraded(Trouble.CONNECTION, "not connected to the broker yet")
        connections = 0
        while True:
            try:
                connection = self._new_connection()
            except (OSError, ValueError) as error:  # certificates and key, before any network
                files = "uplink.ca_file, certificate_file or key_file"
                self._troubles.failed(Trouble.CONNECTION, f"{files} cannot be used: {error}")
                log.error("uplink cannot start", why=str(error))  # noqa: TRY400 -- the message says it all
                await asyncio.sleep(self._attempts.longest_pause_s)
                continue
            connected_s: float | None = None
            try:
                limits = await connection.open()
                connected_s = self._now_s()
                self._metrics.uplink_connected.set(1)
                self._metrics.reconnects.inc(connections > 0)
                connections += 1
                report = log.debug if self._attempts.twin_suspected else log.info
                report("connected to the broker", failures=self._attempts.failures)
                self._troubles.over(Trouble.CONNECTION)
                self._say_which_broker()
                await self._deliver(connection, limits)
            except MqttError as error:
                lasted_s = None if connected_s is None else self._now_s() - connected_s
                self._attempts.failed(error.reason, lasted_s=lasted_s)
                self._report(error)
                self._brokers.failed()
            except _FirstIsBackError:
                log.info("the first broker is back: returning to it")
                self._brokers.back()
                continue
            finally:
                self._metrics.uplink_connected.set(0)
                await connection.close()
            await asyncio.sleep(self._attempts.pause_s())

    @staticmethod
    def _now_s() -> float:
        return asyncio.get_running_loop().time()

    def _new_connection(self) -> MqttConnection:
        will = Will(self._topics.state, encode(self._state("offline")))
        return MqttConnection(self._brokers.current, will, self._downlink.arrived)

    def _say_which_broker(self) -> None:
        if self._brokers.is_first:
            self._troubles.over(Trouble.FALLBACK)
        else:
            first, current = self._brokers.first.address, self._brokers.current.address
            self._troubles.degraded(
                Trouble.FALLBACK, f"the broker at {first} cannot be used; leads go to {current}"
            )

    def _report(self, error: MqttError) -> None:
        # A box that does not know the time yet gets to know it; afterwards it is the certificate.
        wrong_dates = error.reason is MqttReason.CLOCK and self._clock_synchronised()
        needs_person = error.reason is MqttReason.REFUSED or wrong_dates
        report = self._troubles.failed if needs_person else self._troubles.degraded
        report(Trouble.CONNECTION, str(error))
        # One warning, then quiet: a box may be offline for days.
        (log.warning if self._attempts.failures == 1 else log.debug)(
            "no connection to the broker", why=str(error)
        )
        if not self._attempts.twin_suspected:
            self._troubles.over(Trouble.TWIN)
        elif Trouble.TWIN not in self._troubles:
            advice = (
                "connections to the broker do not last: is there another box with the same name or"
                " uplink.client_id? If not, look in the broker's log for a message that it does not stand"
            )
            self._troubles.failed(Trouble.TWIN, advice)
            log.warning(advice, client_id=self._brokers.first.client_id, why=str(error))

    async def _note_when_settled(self) -> None:
        await asyncio.sleep(self._attempts.settled_after_s)
        self._attempts.settled()
        self._troubles.over(Trouble.TWIN)

    async def _deliver(self, connection: MqttConnection, limits: BrokerLimits) -> None:
        """Work one connection until it is lost."""
        pump = Pump(
            connection=connection,
            limits=limits,
            topic=self._topics.lead,
            outbox=self._outbox,
            wake=self._wake,
            history=self._history,
            troubles=self._troubles,
            metrics=self._metrics,
            window=min(self._in_flight, limits.receive_maximum),
            receipt_timeout_s=self._receipt_timeout_s,
            envelope=self._envelope,
        )
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._raise_when_lost(connection), name="uplink-watch")
                tasks.create_task(self._note_when_settled(), name="uplink-settled")
                if not self._brokers.is_first:
                    tasks.create_task(self._look_for_the_first(), name="uplink-first")
                # First of all that sends: a receipt must find its subscription.
                tasks.create_task(self._subscribe(connection), name="uplink-subscribe")
                tasks.create_task(self._announce(connection), name="uplink-announce")
                tasks.create_task(pump.run(), name="uplink-pump")
                tasks.create_task(self._downlink.apply_receipts(pump), name="uplink-receipts")
                tasks.create_task(self._downlink.answer_commands(connection), name="uplink-commands")
        except asyncio.CancelledError:
            # Let watchers see a planned stop as what it is; the will only speaks for crashes.
            await self._say_goodbye(connection)
            raise
        except BaseExceptionGroup as group:
            if group.subgroup(_FirstIsBackError) is not None and group.subgroup(MqttError) is None:
                await self._say_goodbye(connection)
                pump.connection_lost()
                raise _FirstIsBackError from None
            lost, rest = group.split(MqttError)
            if rest is not None or lost is None:
                raise
            pump.connection_lost()
            raise _first(lost) from None

    async def _raise_when_lost(self, connection: MqttConnection) -> None:
        raise await connection.wait_lost()

    async def _look_for_the_first(self) -> None:
        """Raise once the first broker can be reached again; until then delivery goes on undisturbed."""
        first = self._brokers.first
        while True:
            # Jitter: a hall full of boxes must not come back in one second.
            await asyncio.sleep(random.uniform(0.5, 1.5) * self._first_again_s)  # noqa: S311 -- spreading load
            try:
                (await asyncio.to_thread(connect, first.address, first.proxy)).close()
            except OSError:
                continue
            raise _FirstIsBackError

    async def _say_goodbye(self, connection: MqttConnection) -> None:
        try:
            async with asyncio.timeout(_GOODBYE_TIMEOUT_S):
                await connection.publish(self._topics.state, encode(self._state("offline")), retain=True)
        except (MqttError, TimeoutError):
            log.debug("could not say goodbye to the broker")

    async def _subscribe(self, connection: MqttConnection) -> None:
        try:
            await connection.subscribe(self._topics.receipt)
        except MqttError as error:
            if error.reason is not MqttReason.NOT_TAKEN:
                raise
            self._troubles.failed(
                Trouble.RECEIPTS_DENIED,
                f"the broker does not let the box read its receipts ({error.code}); allow it to read"
                f" {self._topics.receipt}",
            )
            log.error("broker denies the receipts", topic=self._topics.receipt, why=str(error))  # noqa: TRY400
        else:
            self._troubles.over(Trouble.RECEIPTS_DENIED)
        if self._downlink.commander is not None:
            await self._subscribe_to_commands(connection)

    async def _subscribe_to_commands(self, connection: MqttConnection) -> None:
        try:
            await connection.subscribe(self._topics.command)
        except MqttError as error:
            if error.reason is not MqttReason.NOT_TAKEN:
                raise
            log.warning("broker denies the commands", topic=self._topics.command, why=str(error))

    async def _announce(self, connection: MqttConnection) -> None:
        await self._announce_info(connection)
        await self._publish_quietly(
            connection, self._topics.state, encode(self._state("online")), retain=True
        )
        while True:
            await self._publish_quietly(connection, self._topics.health, encode(self._health_message()))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._info_changed.wait(), self._health_interval_s)
                await self._announce_info(connection)

    async def _announce_info(self, connection: MqttConnection) -> None:
        self._info_changed.clear()
        await self._publish_quietly(connection, self._topics.info, encode(self._info_message()), retain=True)

    async def _publish_quietly(
        self, connection: MqttConnection, topic: str, payload: bytes, *, retain: bool = False
    ) -> None:
        """Publish something that is not a lead; a broker that will not have it is only worth a log."""
        try:
            await connection.publish(topic, payload, retain=retain)
        except MqttError as error:
            if error.reason is not MqttReason.NOT_TAKEN:
                raise
            log.warning("broker did not take a message", topic=topic, why=str(error))

    def _state(self, status: str) -> StateMessage:
        data = State.model_validate({"status": status, "boot_id": self._info.boot_id})
        return StateMessage(id=str(uuid4()), source=self._source, time=datetime.now(UTC), data=data)

    def _info_message(self) -> InfoMessage:
        return InfoMessage(id=str(uuid4()), source=self._source, time=datetime.now(UTC), data=self._info)

    def _health_message(self) -> HealthMessage:
        now = datetime.now(UTC)
        return HealthMessage(id=str(uuid4()), source=self._source, time=now, data=self._health())

    @property
    def _source(self) -> str:
        return f"booth/v1/{self._topics.device}"


class _FirstIsBackError(Exception):
    """The first broker can be reached again."""


def _first(group: BaseExceptionGroup[MqttError]) -> MqttError:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner

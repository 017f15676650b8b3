"""Carries the outbox to the broker and the collector's receipts back, for as long as it takes."""

import asyncio
import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

import structlog
from pydantic import ValidationError

from agent.contract.envelope import (
    HealthMessage,
    InfoMessage,
    LeadMessage,
    ReceiptMessage,
    StateMessage,
    encode,
)
from agent.contract.receipt import Receipt
from agent.contract.status import Health, Info, State
from agent.contract.topics import Topics
from agent.delivery.mqtt import BrokerAccount, MqttConnection, MqttError, MqttReason, Will
from agent.delivery.outbox import Outbox, OutboxError, PendingLead
from agent.ops.health import Station
from agent.ops.metrics import Metrics

_RETRY_LIMIT_S = 3600.0
_FIRST_RECONNECT_S = 0.5
_MAXIMUM_RECEIPT_BYTES = 1_000_000

log = structlog.get_logger(__name__)


@dataclass(order=True, slots=True)
class _Retry:
    """When a sent revision is sent again unless its receipt came."""

    at_s: float
    lead_id: UUID = field(compare=False)
    revision: int = field(compare=False)
    pause_s: float = field(compare=False)


class Uplink:
    """Publishes every pending lead until the collector has acknowledged it.

    The broker's own acknowledgement only frees a place in the in-flight window: a broker also says
    yes when nobody listens.
    """

    def __init__(
        self,
        *,
        account: BrokerAccount,
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
    ) -> None:
        self._account = account
        self._topics = topics
        self._outbox = outbox
        self._info = info
        self._health = health
        self._metrics = metrics
        self._station = station
        self._in_flight = in_flight
        self._receipt_timeout_s = receipt_timeout_s
        self._reconnect_max_s = reconnect_max_s
        self._health_interval_s = health_interval_s
        self._wake = asyncio.Event()
        self._receipts: asyncio.Queue[bytes] = asyncio.Queue(maxsize=10_000)

    def wake(self) -> None:
        """Say that the outbox holds something new."""
        self._wake.set()

    async def run(self) -> None:
        """Connect, deliver and reconnect until cancelled."""
        failures = 0
        connections = 0
        while True:
            try:
                connection = self._new_connection()
            except (OSError, ValueError) as error:  # the CA file, before any network
                self._station.failed(f"uplink.ca_file cannot be used: {error}")
                log.error("uplink cannot start", why=str(error))  # noqa: TRY400 -- the message says it all
                await asyncio.sleep(self._reconnect_max_s)
                continue
            try:
                window = min(self._in_flight, await connection.open())
                self._metrics.uplink_connected.set(1)
                self._metrics.reconnects.inc(connections > 0)
                self._station.ok()
                log.info("connected to the broker", failures=failures)
                connections, failures = connections + 1, 0
                await self._deliver(connection, window)
            except MqttError as error:
                failures += 1
                self._report(error, failures)
            finally:
                self._metrics.uplink_connected.set(0)
                await connection.close()
            await asyncio.sleep(full_jitter(failures, _FIRST_RECONNECT_S, self._reconnect_max_s))

    def _new_connection(self) -> MqttConnection:
        will = Will(self._topics.state, encode(self._state("offline")))
        return MqttConnection(self._account, will, self._message_arrived)

    def _report(self, error: MqttError, failures: int) -> None:
        needs_person = error.reason is MqttReason.REFUSED
        (self._station.failed if needs_person else self._station.degraded)(str(error))
        # One warning, then quiet: a box may be offline for days.
        (log.warning if failures == 1 else log.debug)("no connection to the broker", why=str(error))

    async def _deliver(self, connection: MqttConnection, window: int) -> None:
        """Work one connection until it is lost."""
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._raise_when_lost(connection), name="uplink-watch")
                tasks.create_task(self._announce(connection), name="uplink-announce")
                tasks.create_task(self._pump(connection, window), name="uplink-pump")
                tasks.create_task(self._apply_receipts(), name="uplink-receipts")
        except asyncio.CancelledError:
            # Let watchers see a planned stop as what it is; the will only speaks for crashes.
            await self._say_goodbye(connection)
            raise
        except BaseExceptionGroup as group:
            lost, rest = group.split(MqttError)
            if rest is not None or lost is None:
                raise
            raise _first(lost) from None

    async def _raise_when_lost(self, connection: MqttConnection) -> None:
        why = await connection.wait_lost()
        raise MqttError(f"connection to the broker lost: {why}", MqttReason.LOST)

    async def _say_goodbye(self, connection: MqttConnection) -> None:
        try:
            async with asyncio.timeout(2):
                await connection.publish(self._topics.state, encode(self._state("offline")), retain=True)
        except (MqttError, TimeoutError):
            log.debug("could not say goodbye to the broker")

    async def _announce(self, connection: MqttConnection) -> None:
        connection.subscribe(self._topics.receipt)
        await self._publish_quietly(connection, self._topics.info, encode(self._info_message()), retain=True)
        await self._publish_quietly(
            connection, self._topics.state, encode(self._state("online")), retain=True
        )
        while True:
            await self._publish_quietly(connection, self._topics.health, encode(self._health_message()))
            await asyncio.sleep(self._health_interval_s)

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

    async def _pump(self, connection: MqttConnection, window: int) -> None:
        """Send what is pending, oldest first, never more than `window` unanswered."""
        free = asyncio.Semaphore(window)
        retries: list[_Retry] = []
        sent_up_to = 0
        async with asyncio.TaskGroup() as publishing:

            async def send(pending: PendingLead, pause_s: float) -> None:
                await free.acquire()
                publishing.create_task(self._publish_lead(connection, pending, free), name="uplink-publish")
                now_s = asyncio.get_running_loop().time()
                heapq.heappush(
                    retries, _Retry(now_s + pause_s, pending.lead.id, pending.lead.revision, pause_s)
                )

            while True:
                self._wake.clear()
                while batch := await self._outbox.pending(after=sent_up_to, limit=window):
                    for pending in batch:
                        await send(pending, self._receipt_timeout_s)
                        sent_up_to = pending.sequence
                for retry in self._due(retries):
                    again = await self._outbox.pending_lead(retry.lead_id)
                    if again is not None and again.lead.revision == retry.revision:
                        log.info("no receipt yet; sending again", lead=str(retry.lead_id))
                        await send(again, min(2 * retry.pause_s, _RETRY_LIMIT_S))
                await self._until_woken(retries[0].at_s if retries else None)

    @staticmethod
    def _due(retries: list[_Retry]) -> list[_Retry]:
        now_s = asyncio.get_running_loop().time()
        due = []
        while retries and retries[0].at_s <= now_s:
            due.append(heapq.heappop(retries))
        return due

    async def _until_woken(self, at_s: float | None) -> None:
        try:
            async with asyncio.timeout_at(at_s):
                await self._wake.wait()
        except TimeoutError:
            return

    async def _publish_lead(
        self, connection: MqttConnection, pending: PendingLead, free: asyncio.Semaphore
    ) -> None:
        lead = pending.lead
        message = LeadMessage(
            id=f"{lead.id}/{lead.revision}",
            source=f"booth/v1/{lead.device}",
            subject=str(lead.id),
            time=lead.updated_at,
            data=lead,
        )
        try:
            answer = await connection.publish(self._topics.lead, encode(message))
        except MqttError as error:
            if error.reason is not MqttReason.NOT_TAKEN:
                raise
            self._metrics.publishes.labels(error.code).inc()
            self._station.degraded(f"{error}; the lead is kept and sent again")
            log.warning("broker did not take a lead", lead=str(lead.id), why=str(error))
        else:
            self._metrics.publishes.labels(answer).inc()
        finally:
            free.release()

    def _message_arrived(self, topic: str, payload: bytes) -> None:
        if topic != self._topics.receipt or len(payload) > _MAXIMUM_RECEIPT_BYTES:
            log.warning("unexpected message ignored", topic=topic[:100], bytes=len(payload))
            return
        if self._receipts.full():
            self._receipts.get_nowait()  # its leads are sent again and acknowledged again
        self._receipts.put_nowait(payload)

    async def _apply_receipts(self) -> None:
        while True:
            receipt = self._parse_receipt(await self._receipts.get())
            if receipt is None:
                continue
            for acknowledgement in receipt.acknowledgements:
                self._metrics.receipts.labels(acknowledgement.status).inc()
                if acknowledgement.status == "rejected":
                    # The reason comes from outside and may quote the lead: it stays in the outbox.
                    log.error("collector rejected a lead; it is parked", lead=str(acknowledgement.id))
                try:
                    await self._outbox.acknowledge(acknowledgement)
                except OutboxError as error:
                    log.warning("receipt could not be applied; the lead is sent again", why=str(error))

    @staticmethod
    def _parse_receipt(payload: bytes) -> Receipt | None:
        try:
            return ReceiptMessage.model_validate_json(payload).data
        except ValidationError as error:
            log.warning("receipt cannot be read and is ignored", problems=error.error_count())
            return None

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


def _first(group: BaseExceptionGroup[MqttError]) -> MqttError:
    inner = group.exceptions[0]
    return _first(inner) if isinstance(inner, BaseExceptionGroup) else inner


def full_jitter(attempt: int, first_s: float, maximum_s: float) -> float:
    """Return a random pause before attempt number `attempt` (0: none yet failed).

    Source: "full jitter" of exponential backoff: uniform between 0 and the doubling bound, so that a
    hall full of boxes does not come back in step.
    """
    bound_s = min(maximum_s, first_s * 2 ** min(attempt, 30))
    return random.uniform(0, bound_s)  # noqa: S311 -- spreading load, not hiding anything

"""Sends what the outbox holds through one connection, and remembers which leads go wrong."""

import asyncio
import contextlib
import heapq
from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

import structlog

from agent.contract.envelope import LeadMessage, encode
from agent.contract.lead import Lead
from agent.delivery.failpoints import reach
from agent.delivery.mqtt import BrokerLimits, MqttConnection, MqttError, MqttReason
from agent.delivery.outbox import Outbox, OutboxError, PendingLead
from agent.delivery.reasons import Rule
from agent.delivery.reconnect import full_jitter
from agent.delivery.sealing import Envelope
from agent.delivery.states import LeadState, ParkReason
from agent.delivery.troubles import Trouble, Troubles
from agent.ops.metrics import Metrics

TOO_LARGE = "Packet too large"
"""The broker's name for it, in `boothscribe_publishes_total`; we do not wait to be told."""

MOST_AWAITING_RECEIPT = 500
"""Leads that may be with the broker without a receipt. A broker drops what exceeds its queue for a collector
(mosquitto: 1,000 messages), and only the next attempt, after `uplink.receipt_timeout_s`, would bring that."""

_RETRY_LIMIT_S = 3600.0
_SUSPECT_AFTER_LOSSES = 3
_OVERDUE_AFTER_TIMEOUTS = 3
_FIRST_OUTBOX_PAUSE_S = 0.5
_FIRST_DENIAL_PAUSE_S = 0.5
_LONGEST_OUTBOX_PAUSE_S = 60.0

log = structlog.get_logger(__name__)


@dataclass(order=True, slots=True)
class _Retry:
    """When a sent revision is sent again unless its receipt came."""

    at_s: float
    lead_id: UUID = field(compare=False)
    revision: int = field(compare=False)
    pause_s: float = field(compare=False)


@dataclass(slots=True)
class SendingHistory:
    """What earlier connections taught about single leads; forgotten with the process.

    Attributes:
        losses: Connections in a row that were lost while the lead waited for the broker's answer.
        too_large: Revisions that the broker, or a collector, does not take for their size.
        denials: How often in a row a lead was not taken for a reason that would hold for any lead.
        denied_in_a_row: How many answers of this kind there were since one was better.
    """

    losses: Counter[UUID] = field(default_factory=Counter)
    too_large: dict[UUID, int] = field(default_factory=dict)
    denials: Counter[UUID] = field(default_factory=Counter)
    denied_in_a_row: int = 0

    def suspect(self, lead_id: UUID) -> bool:
        """Return whether this lead may be what costs us the connections."""
        return self.losses[lead_id] >= _SUSPECT_AFTER_LOSSES

    def patience_s(self, lead_id: UUID, first_s: float) -> float:
        """Return how long a connection is left in peace before this suspect; each further loss doubles it."""
        further = self.losses[lead_id] - _SUSPECT_AFTER_LOSSES
        return min(_RETRY_LIMIT_S, first_s * 2 ** min(further - 1, 30)) if further > 0 else 0.0


class Pump:
    """Sends pending leads, oldest first, never more than the window unanswered.

    A lead under suspicion goes last, after a pause and without another suspect beside it, so that one that
    the broker cannot stand neither starves the rest nor gets its neighbours suspected for ever.
    """

    def __init__(
        self,
        *,
        connection: MqttConnection,
        limits: BrokerLimits,
        topic: str,
        outbox: Outbox,
        wake: asyncio.Event,
        history: SendingHistory,
        troubles: Troubles,
        metrics: Metrics,
        window: int,
        receipt_timeout_s: float,
        envelope: Envelope | None = None,
    ) -> None:
        self._connection = connection
        self._limits = limits
        self._topic = topic
        self._outbox = outbox
        self._wake = wake
        self._history = history
        self._troubles = troubles
        self._metrics = metrics
        self._window = window
        self._receipt_timeout_s = receipt_timeout_s
        self._envelope = envelope
        self._awaiting_until_s: dict[UUID, float] = {}
        self._receipt_came = asyncio.Event()
        self._free = asyncio.Semaphore(window)
        self._publishing = asyncio.TaskGroup()
        self._retries: list[_Retry] = []
        self._denied: dict[UUID, int] = {}
        self._unanswered: set[tuple[UUID, int]] = set()
        self._suspects: set[UUID] = set()
        self._suspect_under_way = False
        self._waiting_since_s: dict[UUID, float] = {}
        self._overdue: set[UUID] = set()
        self._sent_up_to = 0
        self._began_s = asyncio.get_running_loop().time()

    async def run(self) -> None:
        """Send until the connection is lost.

        Raises:
            MqttError: In a group, when it is.
        """
        pause_s = _FIRST_OUTBOX_PAUSE_S
        async with self._publishing:
            while True:
                self._wake.clear()
                try:
                    await self._send_what_waits()
                except OutboxError as error:
                    if Trouble.OUTBOX not in self._troubles:
                        log.error("the outbox cannot be read; trying again", why=str(error))  # noqa: TRY400
                    self._troubles.degraded(Trouble.OUTBOX, str(error))
                    await asyncio.sleep(pause_s)
                    pause_s = min(2 * pause_s, _LONGEST_OUTBOX_PAUSE_S)
                    continue
                self._troubles.over(Trouble.OUTBOX)
                pause_s = _FIRST_OUTBOX_PAUSE_S
                await self._until_woken()

    def receipted(self, lead_id: UUID, revision: int) -> None:
        """Note that the collector has answered for this revision, whatever it said."""
        self._awaiting_until_s.pop(lead_id, None)
        self._receipt_came.set()
        if revision >= self._history.too_large.get(lead_id, 0):
            self._no_longer_too_large(lead_id)
        self._no_longer_overdue(lead_id)

    def connection_lost(self) -> None:
        """Note which leads the broker had not answered for when the connection was lost."""
        self._history.losses.update({lead_id for lead_id, _ in self._unanswered})
        self._outbox.connection_lost()

    async def _send_what_waits(self) -> None:
        while batch := await self._outbox.pending(after=self._sent_up_to, limit=self._window):
            for pending in batch:
                if self._history.suspect(pending.lead.id):
                    self._suspects.add(pending.lead.id)
                else:
                    await self._until_receipts_allow()
                    await self._send(pending, self._receipt_timeout_s)
                self._sent_up_to = pending.sequence
        await self._send_again_what_is_due()
        while (turn := self._next_suspect()) and turn[0] <= asyncio.get_running_loop().time():
            _, least = turn
            suspect = await self._outbox.pending_lead(least)
            self._suspects.discard(least)
            if suspect is not None:
                await self._send(suspect, self._receipt_timeout_s)

    async def _until_receipts_allow(self) -> None:
        """Wait while too many leads are with the broker; one whose time is up does not count."""
        while len(self._awaiting_until_s) >= MOST_AWAITING_RECEIPT:
            oldest, until_s = next(iter(self._awaiting_until_s.items()))
            if until_s <= asyncio.get_running_loop().time():
                del self._awaiting_until_s[oldest]
                continue
            self._receipt_came.clear()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout_at(until_s):
                    await self._receipt_came.wait()

    def _next_suspect(self) -> tuple[float, UUID] | None:
        """Return which suspect goes next, and when."""
        if not self._suspects or self._suspect_under_way:
            return None
        least = min(self._suspects, key=lambda lead_id: (self._history.losses[lead_id], lead_id))
        return self._began_s + self._history.patience_s(least, self._receipt_timeout_s), least

    async def _send_again_what_is_due(self) -> None:
        now_s = asyncio.get_running_loop().time()
        while self._retries and self._retries[0].at_s <= now_s:
            retry = self._retries[0]
            again = await self._outbox.pending_lead(retry.lead_id)
            heapq.heappop(self._retries)
            if again is None:
                self._no_longer_overdue(retry.lead_id)
                continue
            self._watch_for_receipts(retry.lead_id, now_s)
            if again.lead.revision == retry.revision:
                pause_s = min(2 * retry.pause_s, _RETRY_LIMIT_S)
                if (retry.lead_id, retry.revision) in self._unanswered:
                    self._send_again_after(pause_s, again)
                else:
                    log.info("no receipt yet; sending again", lead=str(retry.lead_id))
                    await self._send(again, pause_s)

    def _watch_for_receipts(self, lead_id: UUID, now_s: float) -> None:
        since_s = self._waiting_since_s.setdefault(lead_id, now_s)
        if now_s - since_s >= _OVERDUE_AFTER_TIMEOUTS * self._receipt_timeout_s:
            self._overdue.add(lead_id)
            self._troubles.degraded(Trouble.NO_RECEIPTS, "no receipts: is a collector running?")

    async def _send(self, pending: PendingLead, pause_s: float) -> None:
        lead = pending.lead
        message = encode(_message(lead) if self._envelope is None else self._envelope.seal(lead))
        if len(message) > self._limits.largest_message_bytes:
            await self._skip_too_large(lead.id, lead.revision, len(message))
            return
        self._no_longer_too_large(lead.id)
        await self._until_the_broker_may_be_asked()
        await self._free.acquire()
        suspect = self._history.suspect(lead.id)
        self._suspect_under_way = self._suspect_under_way or suspect
        self._unanswered.add((lead.id, lead.revision))
        self._awaiting_until_s.pop(lead.id, None)
        self._awaiting_until_s[lead.id] = asyncio.get_running_loop().time() + self._receipt_timeout_s
        self._outbox.note(lead.id, lead.revision, LeadState.IN_FLIGHT)
        reach("pump.in-flight")
        answer = self._publishing.create_task(
            self._publish(pending, message, suspect=suspect), name="uplink-publish"
        )
        self._send_again_after(pause_s, pending)
        if self._history.denied_in_a_row:
            await asyncio.wait({answer})  # the broker is asked with one lead at a time

    async def _until_the_broker_may_be_asked(self) -> None:
        """Back off while the broker takes no lead: each would only be one more refusal in its log."""
        if denied := self._history.denied_in_a_row:
            await asyncio.sleep(full_jitter(denied, _FIRST_DENIAL_PAUSE_S, self._receipt_timeout_s))

    def _send_again_after(self, pause_s: float, pending: PendingLead) -> None:
        now_s = asyncio.get_running_loop().time()
        self._waiting_since_s.setdefault(pending.lead.id, now_s)
        retry = _Retry(now_s + pause_s, pending.lead.id, pending.lead.revision, pause_s)
        heapq.heappush(self._retries, retry)

    async def _publish(self, pending: PendingLead, message: bytes, *, suspect: bool) -> None:
        lead = pending.lead
        try:
            answer = await self._connection.publish(self._topic, message)
        except MqttError as error:
            if error.reason is not MqttReason.NOT_TAKEN:
                raise
            answer = error.code
            self._awaiting_until_s.pop(lead.id, None)
            self._waiting_since_s.pop(lead.id, None)  # no collector can have it yet
            await self._not_taken(lead, error)
        else:
            self._taken(lead)
            self._outbox.note(lead.id, lead.revision, LeadState.TAKEN)
            reach("pump.taken")
        self._metrics.publishes.labels(answer).inc()
        self._unanswered.discard((lead.id, lead.revision))
        self._history.losses.pop(lead.id, None)
        self._free.release()
        if suspect:
            self._suspect_under_way = False
            self._wake.set()

    def _taken(self, lead: Lead) -> None:
        self._troubles.over(Trouble.NOT_TAKEN)
        self._history.denied_in_a_row = 0
        self._history.denials.pop(lead.id, None)
        again_s = asyncio.get_running_loop().time()
        for lead_id, revision in self._denied.items():
            if self._history.denials[lead_id] == 1:  # one that is denied for itself keeps its long pauses
                heapq.heappush(self._retries, _Retry(again_s, lead_id, revision, self._receipt_timeout_s))
                self._wake.set()
        self._denied.clear()

    async def _not_taken(self, lead: Lead, error: MqttError) -> None:
        report = log.debug if Trouble.NOT_TAKEN in self._troubles else log.warning
        report("broker did not take a lead", lead=str(lead.id), why=str(error), then=str(error.rule))
        if error.rule is Rule.PARK:
            await self._park(lead.id, lead.revision)
            return
        if error.rule is Rule.BACK_OFF:
            self._history.denied_in_a_row += 1
            self._history.denials[lead.id] += 1
            self._denied[lead.id] = lead.revision
        self._troubles.degraded(Trouble.NOT_TAKEN, f"{error}; the lead is kept and sent again")

    async def _park(self, lead_id: UUID, revision: int) -> None:
        try:
            await self._outbox.park(lead_id, ParkReason.UNSENDABLE, revision=revision)
        except OutboxError as error:
            log.warning("a lead that cannot be sent could not be parked", why=str(error))

    async def _skip_too_large(self, lead_id: UUID, revision: int, size_bytes: int) -> None:
        """Leave it in the outbox, since another connection's broker may take it; park it if none can."""
        self._metrics.publishes.labels(TOO_LARGE).inc()
        report = log.debug if lead_id in self._history.too_large else log.error
        limit_bytes = self._limits.largest_message_bytes
        report("a lead is too large to be sent", lead=str(lead_id), bytes=size_bytes, limit=limit_bytes)
        self._history.too_large[lead_id] = revision
        self._troubles.failed(
            Trouble.TOO_LARGE,
            f"a lead is larger than the broker takes ({size_bytes} bytes, limit {limit_bytes});"
            " raise its max_packet_size"
            if self._limits.narrower_than_the_contract
            else f"a lead is larger than any message may be ({size_bytes} bytes, limit {limit_bytes});"
            " it is parked in the outbox",
        )
        if not self._limits.narrower_than_the_contract:
            await self._park(lead_id, revision)

    def _no_longer_too_large(self, lead_id: UUID) -> None:
        self._history.too_large.pop(lead_id, None)
        if not self._history.too_large:
            self._troubles.over(Trouble.TOO_LARGE)

    def _no_longer_overdue(self, lead_id: UUID) -> None:
        self._waiting_since_s.pop(lead_id, None)
        self._overdue.discard(lead_id)
        if not self._overdue:
            self._troubles.over(Trouble.NO_RECEIPTS)

    async def _until_woken(self) -> None:
        turn = self._next_suspect()
        deadlines_s = [retry.at_s for retry in self._retries[:1]] + ([turn[0]] if turn else [])
        try:
            async with asyncio.timeout_at(min(deadlines_s, default=None)):
                await self._wake.wait()
        except TimeoutError:
            return


def _message(lead: Lead) -> LeadMessage:
    return LeadMessage(
        id=f"{lead.id}/{lead.revision}",
        source=f"booth/v1/{lead.device}",
        subject=str(lead.id),
        time=lead.updated_at,
        data=lead,
    )

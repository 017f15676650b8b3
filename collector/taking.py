"""What becomes of deliveries: stored in one commit, then told to their boxes. Knows no MQTT client."""

import itertools
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import structlog
from pydantic import ValidationError

from agent.contract.envelope import ReplyMessage
from agent.contract.receipt import Acknowledgement
from agent.contract.topics import device_of
from collector.databases.database import StoreError, StoreTrouble
from collector.erasure import answered
from collector.incoming import Incoming, Refusal, read
from collector.keys import Opener
from collector.store import Outcome, Store

_MOST_ATTEMPTS = 5
"""Collectors of a group that change the same leads in another order are in each other's way for a moment."""

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Counts:
    """What came in since the start."""

    stored: int = 0
    known: int = 0
    """Revisions that were there already, in the same or a newer one, or were erased."""
    rejected: int = 0
    """Invalid leads; their box was told so in a receipt."""
    refused: int = 0
    """Messages without a readable id and revision; nobody could be told."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that the broker wants acknowledged."""

    mid: int
    qos: int
    topic: str
    payload: bytes


@dataclass(slots=True)
class Taken:
    """What is to be told to the boxes once the commit is durable."""

    acknowledgements: dict[str, list[Acknowledgement]] = field(default_factory=dict)
    """By device."""
    afterwards: list[Callable[[], None]] = field(default_factory=list)
    """Counts and log lines."""


class Taker:
    """Takes batches of deliveries into the store; one commit for each."""

    def __init__(self, store: Store, opener: Opener | None = None) -> None:
        self.counts = Counts()
        self._store = store
        self._opener = opener or Opener()

    def take(self, batch: Sequence[Delivery]) -> dict[str, list[Acknowledgement]]:
        """Store everything, durably.

        Returns:
            What every device is to be told.

        Raises:
            StoreError: If it is not stored; nothing has changed then.
        """
        for attempt in itertools.count(1):
            taken = Taken()
            try:
                with self._store.batch():
                    for delivery in batch:
                        self._take_one(delivery, taken)
            except StoreError as error:
                if error.trouble is not StoreTrouble.CONFLICT or attempt == _MOST_ATTEMPTS:
                    raise
            else:
                break
        for report in taken.afterwards:
            report()
        return taken.acknowledgements

    def _take_one(self, delivery: Delivery, taken: Taken) -> None:
        try:
            if delivery.topic.endswith("/up/reply"):
                self._note_reply(delivery)
            else:
                self._take_lead(delivery, taken)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - a fault of ours must not stop the leads beside this one
            _log.error("message_fault", error=type(error).__name__, at=place(error))
            self._refuse(delivery, f"collector fault: {type(error).__name__}", taken)

    def _take_lead(self, delivery: Delivery, taken: Taken) -> None:
        incoming = read(delivery.topic, delivery.payload, self._opener)
        if isinstance(incoming, Refusal):
            self._turn_away(incoming, delivery, taken)
            return
        lead = incoming.lead
        outcome = self._store.put(incoming)
        if outcome is Outcome.OTHER_DEVICE:
            reason = "data.id: belongs to a lead of another device"
            self._turn_away(Refusal(reason, incoming.device, lead.id, lead.revision), delivery, taken)
            return
        accepted = Acknowledgement(id=lead.id, revision=lead.revision, status="accepted")
        taken.acknowledgements.setdefault(incoming.device, []).append(accepted)
        taken.afterwards.append(lambda: self._count(incoming, outcome))

    def _count(self, incoming: Incoming, outcome: Outcome) -> None:
        if outcome is Outcome.STORED:
            self.counts.stored += 1
        else:
            self.counts.known += 1
        _log.info(
            "lead_taken_in",
            device=incoming.device,
            lead=str(incoming.lead.id),
            revision=incoming.lead.revision,
            final=incoming.lead.final,
            outcome=outcome.name.lower(),
        )

    def _turn_away(self, refusal: Refusal, delivery: Delivery, taken: Taken) -> None:
        device, lead_id, revision = refusal.device, refusal.id, refusal.revision
        if device is None or lead_id is None or revision is None:
            self._refuse(delivery, refusal.reason, taken)
            return
        self._store.refuse(topic=delivery.topic, payload=delivery.payload, reason=refusal.reason)
        rejected = Acknowledgement(id=lead_id, revision=revision, status="rejected", reason=refusal.reason)
        taken.acknowledgements.setdefault(device, []).append(rejected)

        def report() -> None:
            self.counts.rejected += 1
            _log.warning(
                "lead_rejected", device=device, lead=str(lead_id), revision=revision, reason=refusal.reason
            )

        taken.afterwards.append(report)

    def _refuse(self, delivery: Delivery, reason: str, taken: Taken) -> None:
        self._store.refuse(topic=delivery.topic, payload=delivery.payload, reason=reason)

        def report() -> None:
            self.counts.refused += 1
            _log.warning("message_refused", topic=delivery.topic, size=len(delivery.payload), reason=reason)

        taken.afterwards.append(report)

    def _note_reply(self, delivery: Delivery) -> None:
        try:
            device = device_of(delivery.topic)
            reply = ReplyMessage.model_validate_json(delivery.payload).data
        except (ValidationError, ValueError):
            _log.warning("answer_unreadable", topic=delivery.topic[:100])
            return
        expected = reply.command is not None and answered(
            self._store,
            device,
            reply.command,
            status=reply.status,
            reason=reply.reason,
            result=reply.model_dump_json(include={"result"}),
        )
        _log.info(
            "command_answered",
            device=device,
            command=str(reply.command),
            name=reply.name[:40],
            status=reply.status,
            expected=expected,
        )


def place(error: BaseException) -> str:
    """Return file and line of the fault; its text may hold a value from a lead and is never logged."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "unknown"

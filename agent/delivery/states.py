"""Where a lead is on its way, and what we remember of sending it."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class LeadState(StrEnum):
    """The way of a lead's newest revision; docs/delivery.md has the picture."""

    PENDING = "pending"
    """Durable on the box; not with the broker, as far as we know."""
    IN_FLIGHT = "in-flight"
    """Given to the connection; the broker has not answered."""
    TAKEN = "broker-acknowledged"
    """The broker has it; no collector has said so."""
    RECEIPTED = "receipted"
    """A collector has it. Kept because the conversation goes on, or for the grace time."""
    PARKED = "parked"
    """Not sent until somebody says `retry`, or a newer revision comes."""


class ParkReason(StrEnum):
    """Why a lead is parked."""

    REJECTED = "rejected"
    """A collector said no."""
    UNREADABLE = "unreadable"
    """The record is damaged."""
    UNSENDABLE = "unsendable"
    """No broker takes such a message: too large for any, or refused as it is."""
    BY_HAND = "by-hand"
    """Somebody said `park`."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What we know of one lead's last sending.

    Attributes:
        revision: The newest revision that was ever given to a connection.
        state: `IN_FLIGHT`, `TAKEN`, or `PENDING` where a connection or the agent ended before an answer.
    """

    revision: int
    state: LeadState


@dataclass(slots=True)
class SendingLog:
    """Sendings of leads without receipt, in memory; written down now and then, without waiting for the disk.

    Losing the newest entries with the power costs a lead sent twice, nothing else: a receipt for what
    was never sent, as far as this log knows, is not believed.
    """

    sent: dict[UUID, Sent] = field(default_factory=dict)
    unwritten: set[UUID] = field(default_factory=set)

    def note(self, lead_id: UUID, revision: int, state: LeadState) -> None:
        """Remember that a revision was sent, or taken by the broker."""
        known = self.sent.get(lead_id)
        if known is None or revision >= known.revision:
            self.sent[lead_id] = Sent(revision, state)
            self.unwritten.add(lead_id)

    def connection_lost(self) -> None:
        """What the broker has not answered for counts as not sent; that it may be there is remembered."""
        for lead_id, sent in list(self.sent.items()):
            if sent.state is LeadState.IN_FLIGHT:
                self.sent[lead_id] = Sent(sent.revision, LeadState.PENDING)
                self.unwritten.add(lead_id)

    def not_sent(self, lead_id: UUID) -> None:
        """Have a lead count as not sent; that it may be somewhere is remembered."""
        if (known := self.sent.get(lead_id)) is not None:
            self.note(lead_id, known.revision, LeadState.PENDING)

    def has_sent(self, lead_id: UUID, revision: int) -> bool:
        """Return whether a receipt for this revision can be one."""
        known = self.sent.get(lead_id)
        return known is not None and revision <= known.revision

    def take_unwritten(self) -> set[UUID]:
        """Return what changed since the last call."""
        changed, self.unwritten = self.unwritten, set()  # one step: other threads go on noting
        return changed

    def forget(self, lead_id: UUID) -> None:
        """Drop what is known of a lead that is gone."""
        self.sent.pop(lead_id, None)
        self.unwritten.discard(lead_id)

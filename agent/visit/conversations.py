"""Ties words to badges: which conversation is open, what belongs to it, when it is over."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

from uuid6 import uuid7

from agent.contract.lead import (
    Capture,
    Consent,
    Conversation,
    EventReference,
    Lead,
    Turn,
    Word,
)
from agent.speech.segment import AudibleSpan, Segment
from agent.visit.badge import DecodedBadge
from drivers.scanners.base import Scan

EndReason = Literal["next_scan", "card", "silence", "shutdown", "interrupted"]
ConsentPolicy = Literal["scan", "ask", "off"]
ConsentStatus = Literal["given", "refused", "pending", "not_applicable"]
_FIRST_STATUS: dict[ConsentPolicy, ConsentStatus] = {
    "scan": "given",
    "ask": "pending",
    "off": "not_applicable",
}


@dataclass
class _Open:
    """One conversation while it can still change."""

    id: UUID
    scan: Scan
    decoded: DecodedBadge
    capture: Capture
    consent_status: ConsentStatus
    consented_at_s: float | None
    """When the status was reached; the wall clock may learn later when that was."""
    consented_from_s: float
    """Infinite until consent is given."""
    touched_s: float
    """When a person last held a badge or a card under the scanner: as little silence as words are."""
    segments: list[Segment] = field(default_factory=list)
    revision: int = 0
    closed_at_s: float | None = None
    end_reason: EndReason | None = None

    @property
    def last_activity_s(self) -> float:
        return max([self.touched_s, *(segment.end_s for segment in self.segments)])


class Conversations:
    """Scans and segments in, lead revisions out; no clock, no disk, no network.

    Words belong to the conversation that was open when they began, however late they are
    recognised. A conversation is final only once everything said in it has been recognised.
    Methods return the revisions to be stored, in order.
    """

    def __init__(
        self,
        *,
        device: str,
        event: EventReference,
        policy: ConsentPolicy,
        silence_ends_s: float,
        wall: Callable[[float], datetime],
    ) -> None:
        self._device = device
        self._event = event
        self._policy: ConsentPolicy = policy
        self._silence_ends_s = silence_ends_s
        self._wall = wall
        self._open: list[_Open] = []

    @property
    def open_count(self) -> int:
        """How many conversations are not yet final."""
        return len(self._open)

    def scanned(self, scan: Scan, decoded: DecodedBadge, capture: Capture) -> list[Lead]:
        """Open a conversation and end the one before.

        The badge of the open conversation again opens nothing: a scanner stutters, a badge is left
        lying under it, a rep makes sure. It only shows that the visitor is still there.
        """
        current = self._current
        if current is not None and current.scan.payload == scan.payload:
            current.touched_s = max(current.touched_s, scan.time_s)
            return []
        # The new lead first: it is what the beep promises, the end of the old one can wait.
        status = _FIRST_STATUS[self._policy]
        given = status == "given"
        opened = _Open(
            id=uuid7(),
            scan=scan,
            decoded=decoded,
            capture=capture,
            consent_status=status,
            consented_at_s=scan.time_s if given else None,
            consented_from_s=scan.time_s if given else math.inf,
            touched_s=scan.time_s,
        )
        revisions = [self._revise(opened, scan.time_s)]
        self._close_current(scan.time_s, "next_scan")
        self._open.append(opened)
        return revisions

    def consent_answered(self, *, given: bool, time_s: float) -> list[Lead]:
        """Take the visitor's answer for the open conversation; a refusal empties it.

        Returns nothing where there is nothing to answer: no open conversation, or a box that never
        takes words down.
        """
        current = self._current
        if current is None or self._policy == "off":
            return []
        if not given:
            current.segments.clear()
            current.consented_from_s = math.inf
        elif current.consent_status != "given":
            current.consented_from_s = time_s
        status: ConsentStatus = "given" if given else "refused"
        if current.consent_status != status:  # else its time stays: it must not be later than the words
            current.consent_status, current.consented_at_s = status, time_s
        current.touched_s = time_s
        return [self._revise(current, time_s)]

    def end(self, time_s: float, reason: EndReason) -> bool:
        """End the open conversation; it becomes final when `heard_until` reaches `time_s`.

        Returns:
            Whether there was one.
        """
        return self._close_current(time_s, reason)

    def audible(self, start_s: float, end_s: float, began_s: float) -> list[AudibleSpan]:
        """Return the parts of a span of time that may be put into words, in order, one per conversation.

        Args:
            start_s: `Clock` time.
            end_s: `Clock` time.
            began_s: When the utterance began of which this is a part.
        """
        spans = []
        for open_ in self._open:
            from_s, until_s = self._audible(open_, began_s)
            attendee = open_.decoded.attendee
            spans.append(
                AudibleSpan(
                    max(start_s, from_s), min(end_s, until_s), open_.id, attendee.name, attendee.company
                )
            )
        return sorted((span for span in spans if span.start_s < span.end_s), key=lambda span: span.start_s)

    def heard(self, segment: Segment) -> list[Lead]:
        """Add words to the conversation in which they began; without consent they are dropped."""
        if not segment.words:  # it only takes back what was shown while somebody spoke
            return []
        for open_ in self._open:
            from_s, until_s = self._audible(open_, segment.start_s)
            if from_s <= segment.start_s < until_s:
                open_.segments.append(segment)
                return [self._revise(open_, segment.end_s)]
        return []

    def heard_until(self, time_s: float) -> list[Lead]:
        """Learn that everything said before `time_s` has come in; silence may end a conversation."""
        current = self._current
        revisions: list[Lead] = []
        if current is not None:
            silent_at_s = current.last_activity_s + self._silence_ends_s
            if silent_at_s <= time_s:
                self._close_current(silent_at_s, "silence")
        for open_ in list(self._open):
            if open_.closed_at_s is not None and open_.closed_at_s <= time_s:
                self._open.remove(open_)
                revisions.append(self._revise(open_, open_.closed_at_s, final=True))
        return revisions

    def _audible(self, open_: _Open, began_s: float) -> tuple[float, float]:
        """Return the span of time whose words may be taken down, for speech that began at `began_s`.

        Silence ends a conversation at its time, also when nobody has said yet that it has passed: the
        next passer-by is not part of it. Who began before may finish.
        """
        if open_.closed_at_s is not None:
            return open_.consented_from_s, open_.closed_at_s
        silent_at_s = open_.last_activity_s + self._silence_ends_s
        return open_.consented_from_s, math.inf if began_s < silent_at_s else silent_at_s

    @property
    def _current(self) -> _Open | None:
        return next((open_ for open_ in self._open if open_.closed_at_s is None), None)

    def _close_current(self, time_s: float, reason: EndReason) -> bool:
        current = self._current
        if current is not None:
            current.closed_at_s, current.end_reason = time_s, reason
        return current is not None

    def _revise(self, open_: _Open, time_s: float, *, final: bool = False) -> Lead:
        open_.revision += 1
        scan, closed_at_s = open_.scan, open_.closed_at_s
        return Lead(
            id=open_.id,
            revision=open_.revision,
            final=final,
            device=self._device,
            event=self._event,
            scanned_at=self._wall(scan.time_s),
            updated_at=self._wall(time_s),
            capture=open_.capture,
            scanner=scan.scanner,
            badge=open_.decoded.badge,
            attendee=open_.decoded.attendee,
            consent=Consent(
                policy=self._policy,
                status=open_.consent_status,
                time=None if open_.consented_at_s is None else self._wall(open_.consented_at_s),
            ),
            conversation=Conversation(
                started_at=self._wall(scan.time_s),
                ended_at=None if closed_at_s is None else self._wall(closed_at_s),
                end_reason=open_.end_reason,
                turns=_turns(open_.segments, scan.time_s),
                speech_s=round(sum(segment.speech_s for segment in open_.segments), 3),
            ),
        )


def _turns(segments: list[Segment], zero_s: float) -> tuple[Turn, ...]:
    """Join consecutive segments of one known side; unknown ones stay apart, who knows who spoke."""
    groups: list[list[Segment]] = []
    for segment in segments:
        if groups and segment.side != "unknown" and groups[-1][-1].side == segment.side:
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return tuple(
        Turn(
            number=number,
            side=group[0].side,
            start_s=_since(zero_s, group[0].start_s),
            end_s=_since(zero_s, group[-1].end_s),
            text=" ".join(segment.text for segment in group),
            words=tuple(
                Word(
                    text=word.text,
                    start_s=_since(zero_s, word.start_s),
                    end_s=_since(zero_s, word.end_s),
                    probability=round(word.probability, 3),
                    heard=word.heard,
                )
                for segment in group
                for word in segment.words
            ),
        )
        for number, group in enumerate(groups, 1)
    )


def _since(zero_s: float, time_s: float) -> float:
    return round(max(0.0, time_s - zero_s), 3)


def interrupted(lead: Lead, now: datetime) -> Lead:
    """Return the final revision of a lead whose conversation a crash or power cut ended.

    It ended, as far as anybody knows, with its last revision.
    """
    return lead.model_copy(
        update={
            "revision": lead.revision + 1,
            "final": True,
            "updated_at": now,
            "conversation": lead.conversation.model_copy(
                update={"end_reason": "interrupted", "ended_at": lead.updated_at}
            ),
        }
    )

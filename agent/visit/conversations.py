"""Ties words to badges: scans, cards and segments in, lead revisions out."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import structlog

from agent.contract.lead import BindingReason, Capture, EventReference, Heat, Lead
from agent.speech.segment import AudibleSpan, Segment
from agent.visit.badge import DecodedBadge, unframed
from agent.visit.binding import Binding, Change
from agent.visit.consent import ConsentPolicy, Effect, RecordedBy, Terms
from agent.visit.mute import Mute
from agent.visit.record import interrupted, lead_of
from agent.visit.talk import EndReason, Limits
from drivers.scanners.base import Scan

__all__ = ["ConsentPolicy", "Conversations", "EndReason", "Limits", "Terms", "interrupted"]

log = structlog.get_logger(__name__)


class Conversations:
    """The binding of words to badges, with its outcome written down as lead revisions.

    No clock, no disk, no network. Methods return the revisions to be stored, in order. A conversation
    is final only once everything said in it has been recognised.
    """

    def __init__(
        self,
        *,
        device: str,
        event: EventReference,
        terms: Terms,
        limits: Limits,
        wall: Callable[[float], datetime],
        decided: Callable[[UUID, BindingReason], None] | None = None,
    ) -> None:
        self.mute = Mute()
        """Of which moments no sound may be used."""
        self._device = device
        self._wall = wall
        self._binding = Binding(
            limits=limits, terms=terms, event=event, mute=self.mute, decided=decided or _log_decision
        )

    @property
    def open_count(self) -> int:
        """How many leads are not yet final."""
        return self._binding.open_count

    def new_terms(self, terms: Terms, event: EventReference) -> None:
        """Apply another event pack to visitors from now on; those who are here keep what they were told."""
        self._binding.terms, self._binding.event = terms, event

    def scanned(self, scan: Scan, decoded: DecodedBadge, capture: Capture) -> list[Lead]:
        """Take a badge.

        It opens a conversation and ends the one before; after `together` it joins the open one. The badge
        of a visitor who just left opens that lead again. The badge of somebody present changes nothing:
        a scanner stutters, a badge is left lying under it, a rep makes sure.
        """
        return self._records(self._binding.scanned(unframed(scan.payload), scan, decoded, capture))

    def together(self, time_s: float) -> bool:
        """Let the next badge join the open conversation; return whether there is one."""
        return self._binding.together(time_s)

    def consent_answered(self, *, given: bool, time_s: float, by: RecordedBy = "card") -> list[Lead]:
        """Take the visitor's answer; a no empties the conversation at once.

        Returns nothing where there is nothing to answer: no conversation, or a box that never takes
        words down. A no is also taken for `grace_s` after the end, of a lead that is final by then.
        """
        if given:
            return self._records(self._binding.consent_given(time_s, by))
        return self._records(self._binding.consent_taken_back(time_s, by, "everything"))

    def consent_withdrawn(self, lead: UUID, effect: Effect, *, said_s: float, time_s: float) -> list[Lead]:
        """Apply a no that was found in the visitor's words.

        Args:
            lead: Whose words.
            effect: `everything` empties the conversation; `from_now` keeps what was said before.
            said_s: When it was said, `Clock` time; an answer by card since then counts instead.
            time_s: Now.
        """
        return self._records(self._binding.consent_words(lead, said_s, time_s, effect))

    def rated(self, heat: Heat, time_s: float) -> list[Lead]:
        """Take the rep's verdict on who is here, or was within `grace_s`."""
        return self._records(self._binding.rated(heat, time_s))

    def colleague_called(self, time_s: float) -> list[Lead]:
        """Note on the open conversation that the rep asks for help."""
        return self._records(self._binding.colleague_called(time_s))

    def delete_last(self, time_s: float) -> list[Lead]:
        """Erase the lead of the badge that was scanned last, person and words."""
        return self._records(self._binding.delete_last(time_s))

    def erase(self, leads: set[UUID], time_s: float) -> list[Lead]:
        """Erase these leads as far as they are remembered, so that nothing of them is published again."""
        return self._records(self._binding.erase(leads, time_s))

    def muted(self, time_s: float, until_s: float) -> None:
        """Hear nothing until `until_s`."""
        self._binding.muted(time_s, until_s)

    def unmuted(self, time_s: float) -> bool:
        """Hear again; return whether the box was mute."""
        return self._binding.unmuted(time_s)

    def revised(self, time_s: float) -> list[Lead]:
        """Revise everybody who is remembered and not erased: more may be known about them by now."""
        return self._records(self._binding.revised(time_s))

    def is_newest(self, lead: Lead) -> bool:
        """Return whether this is the newest revision of a lead that is remembered and not erased."""
        return self._binding.revision_of(lead.id) == lead.revision

    def adopted(self, better: Lead, time_s: float) -> list[Lead]:
        """Return what was made of a lead's newest revision as the next one; nothing if it is outdated."""
        if not self._binding.revised_elsewhere(better.id, better.revision):
            return []
        update = {"revision": better.revision + 1, "updated_at": self._wall(time_s)}
        return [better.model_copy(update=update)]

    def rep_changed(self, rep: str | None, time_s: float) -> None:
        """Learn which rep is at the box from now on."""
        self._binding.rep_changed(rep, time_s)

    def end(self, time_s: float, reason: EndReason) -> bool:
        """End the open conversation; it becomes final when `heard_until` reaches `time_s`.

        Returns:
            Whether there was one.
        """
        return self._binding.end(time_s, reason)

    def voiced(self, start_s: float, end_s: float) -> None:
        """Learn that somebody may be speaking, of which no words are kept."""
        self._binding.voiced(start_s, end_s)

    def audible(self, start_s: float, end_s: float, began_s: float) -> list[AudibleSpan]:
        """Return the parts of a span of time that may be put into words, in order.

        No utterance goes on from one part into another: their `conversation` differs.

        Args:
            start_s: `Clock` time.
            end_s: `Clock` time.
            began_s: When the utterance began of which this is a part.
        """
        return self._binding.audible(start_s, end_s, began_s)

    def heard(self, segment: Segment) -> list[Lead]:
        """Add words to the conversation in which they began; without consent they are dropped."""
        return self._records(self._binding.heard(segment))

    def heard_until(self, time_s: float) -> list[Lead]:
        """Learn that everything said before `time_s` has come in; silence may end a conversation."""
        return self._records(self._binding.heard_until(time_s))

    def _records(self, changes: list[Change]) -> list[Lead]:
        return [
            lead_of(
                change.visitor,
                device=self._device,
                final=change.final,
                time_s=change.time_s,
                wall=self._wall,
            )
            for change in changes
        ]


def _log_decision(lead: UUID, reason: BindingReason) -> None:
    log.debug("decided", lead=str(lead), reason=reason)

"""Decides whose words are whose: a state machine without clock, disk or network.

What happens goes in with its time; what comes out are the visitors whose leads changed. Every decision
is noted with its reason, on the visitor and to whoever listens.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from uuid6 import uuid7

from agent.contract.lead import BindingReason, Capture, EventReference, Heat
from agent.speech.segment import AudibleSpan, Segment
from agent.visit.badge import DecodedBadge
from agent.visit.consent import ConsentState, Effect, RecordedBy, Terms
from agent.visit.memory import Memory
from agent.visit.mute import Mute
from agent.visit.pre_scan import PreScan
from agent.visit.talk import EndReason, Limits, RatedHeat, Stretch, Talk, Visitor
from drivers.scanners.base import Scan

_END_REASONS: dict[EndReason, BindingReason] = {
    "next_scan": "ended_by_next_scan",
    "card": "ended_by_card",
    "silence": "ended_by_silence",
    "maximum": "ended_by_maximum",
    "shutdown": "ended_by_shutdown",
    "deleted": "deleted",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A visitor whose lead wants a further revision, as of `time_s`."""

    visitor: Visitor
    time_s: float
    final: bool


class Binding:
    """Takes scans, cards and words, and says whose leads they change.

    Words belong to the talk that was open when they began, however late they are recognised.
    """

    def __init__(
        self,
        *,
        limits: Limits,
        terms: Terms,
        event: EventReference,
        mute: Mute,
        decided: Callable[[UUID, BindingReason], None] = lambda _id, _reason: None,
    ) -> None:
        self.terms = terms
        """For visitors from now on; those who are here keep theirs."""
        self.event = event
        self._limits = limits
        self._mute = mute
        self._decided = decided
        self._pre_scan = PreScan(limits.pre_scan_s)
        self._memory = Memory(limits)
        self._together_until_s = -math.inf
        self._rep: str | None = None

    @property
    def open_count(self) -> int:
        """How many leads are not final."""
        return self._memory.open_count

    def scanned(self, key: str, scan: Scan, decoded: DecodedBadge, capture: Capture) -> list[Change]:
        """Take a badge: it opens a talk and ends the one before, joins it, or is known already.

        Args:
            key: The badge's payload, the same whichever scanner read it.
            scan: When and where.
            decoded: Whom it names.
            capture: What the lead says about the scan.
        """
        time_s = scan.time_s
        self._pass_to(time_s)
        current, known = self._current, self._memory.of_badge(key)
        if current is not None and known is not None and known in current.present:
            current.touched_s = max(current.touched_s, time_s)
            self._memory.scanned(key, known)
            self._note(known, time_s, "same_badge")
            return []
        joins = self._joins(current, time_s)
        self._together_until_s = -math.inf
        talk = current if current is not None and joins else Talk(time_s, self._limits)
        visitor = self._returning(known, time_s) or self._new(scan, decoded, capture, talk)
        self._memory.scanned(key, visitor)
        visitor.final = False
        if visitor.revision == 0:
            self._note(visitor, time_s, joins or ("first_scan" if current is None else "next_scan"))
            if visitor.consent.recorded_by == "scan":
                self._note(visitor, time_s, "consent_by_scan")
        if joins:
            others = list(talk.present)
            talk.join(visitor, time_s)
            for other in others:
                self._note(other, time_s, joins)
            return [Change(visitor, time_s, final=False), *self._changed(others, time_s)]
        # The new lead first: it is what the beep promises, the end of the old one can wait.
        self._end(time_s, "next_scan")
        self._open(talk, visitor, alone=current is None)
        return [Change(visitor, time_s, final=False)]

    def together(self, time_s: float) -> bool:
        """Let the next badge join the open talk; return whether there is one."""
        self._pass_to(time_s)
        if self._current is None:
            return False
        self._current.touched_s = max(self._current.touched_s, time_s)
        self._together_until_s = time_s + self._limits.together_s
        return True

    def consent_given(self, time_s: float, by: RecordedBy) -> list[Change]:
        """Take a yes: of everybody present who was not asked yet, else of the visitor scanned last."""
        self._pass_to(time_s)
        current = self._current
        if current is None:
            return []
        asked = [each for each in current.present if each.consent.status == "pending"] or [
            self._memory.latest(current)
        ]
        asked = [each for each in asked if each.consent.can_be_answered]
        if not asked:
            return []
        for visitor in asked:
            if not visitor.consent.allows_words:
                self._note(visitor, time_s, "consent_given")
            visitor.consent = visitor.consent.given(time_s, by, self._rep)
        current.touched_s = max(current.touched_s, time_s)
        current.listen(time_s)
        return self._changed(asked, time_s)

    def consent_taken_back(self, time_s: float, by: RecordedBy, effect: Effect) -> list[Change]:
        """Take a no of the visitor scanned last, during the talk or shortly after it."""
        self._pass_to(time_s)
        visitor = self._memory.reachable(time_s)
        if visitor is None or not visitor.consent.can_be_answered:
            return []
        if visitor.talk.ended_s is None:
            visitor.talk.touched_s = max(visitor.talk.touched_s, time_s)
        return self._take_back(visitor, time_s, by, effect, from_s=time_s)

    def consent_words(self, lead_id: UUID, said_s: float, time_s: float, effect: Effect) -> list[Change]:
        """Take a no that was found in a visitor's own words, said at `said_s` and found at `time_s`."""
        visitor = self._memory.find(lead_id)
        if visitor is None or not visitor.consent.allows_words or visitor.consent.is_overtaken(said_s):
            return []
        return self._take_back(visitor, max(time_s, said_s), "words", effect, from_s=said_s)

    def rated(self, heat: Heat, time_s: float) -> list[Change]:
        """Take the rep's verdict on the visitors who are here, or just were."""
        self._pass_to(time_s)
        last = self._memory.reachable(time_s)
        if last is None:
            return []
        for visitor in last.talk.present or [last]:
            visitor.heat = RatedHeat(heat, time_s, self._rep)
            self._note(visitor, time_s, "heat_noted")
        return self._changed(last.talk.present or [last], time_s)

    def colleague_called(self, time_s: float) -> list[Change]:
        """Note on the open talk that the rep asks for help."""
        self._pass_to(time_s)
        visitors = list(self._current.present) if self._current else []
        return self._changed(
            [each for each in visitors if self._note(each, time_s, "colleague_called")], time_s
        )

    def delete_last(self, time_s: float) -> list[Change]:
        """Erase the lead of the visitor scanned last: person, badge and words."""
        self._pass_to(time_s)
        visitor = self._memory.reachable(time_s)
        return [] if visitor is None else self._erase(visitor, time_s, "card")

    def erase(self, lead_ids: set[UUID], time_s: float) -> list[Change]:
        """Erase these leads, as far as they are remembered here."""
        meant = [each for each in self._memory.everybody() if each.id in lead_ids]
        return [change for visitor in meant for change in self._erase(visitor, time_s, "command")]

    def muted(self, time_s: float, until_s: float) -> None:
        """Hear nothing until then; people may well go on talking, so it counts as activity."""
        self._pass_to(time_s)
        self._mute.begin(time_s, until_s)
        self._pre_scan.nothing_before(time_s)
        if self._current is not None:
            self._current.touched_s = max(self._current.touched_s, self._mute.until_s)
            for visitor in self._current.present:
                self._note(visitor, time_s, "muted")

    def unmuted(self, time_s: float) -> bool:
        """Hear again; return whether the box was mute."""
        if not self._mute.end(time_s):
            return False
        if self._current is not None:
            self._current.touched_s = time_s
            for visitor in self._current.present:
                self._note(visitor, time_s, "unmuted")
        return True

    def revised(self, time_s: float) -> list[Change]:
        """Revise everybody who is remembered: more may be known about them by now."""
        return self._changed(self._memory.everybody(), time_s)

    def revision_of(self, lead_id: UUID) -> int | None:
        """Return the newest revision of a lead that is remembered and not erased."""
        visitor = self._memory.find(lead_id)
        return visitor.revision if visitor is not None and visitor.erased_s is None else None

    def revised_elsewhere(self, lead_id: UUID, revision: int) -> bool:
        """Count a revision that was made of the newest one; return False if that was not `revision`."""
        visitor = self._memory.find(lead_id)
        if visitor is None or self.revision_of(lead_id) != revision:
            return False
        visitor.revision += 1
        return True

    def rep_changed(self, rep: str | None, time_s: float) -> None:
        """Learn who of ours is at the box; the talk goes on."""
        if rep != self._rep and self._current is not None:
            for visitor in self._current.present:
                self._note(visitor, time_s, "rep_changed")
        self._rep = rep

    def end(self, time_s: float, reason: EndReason) -> bool:
        """End the open talk; it becomes final when `heard_until` reaches its end."""
        self._pass_to(time_s)
        return self._end(time_s, reason)

    def voiced(self, start_s: float, end_s: float) -> None:
        """Learn that somebody may be speaking; it keeps a talk open that waits for its consent."""
        self._pass_to(start_s)
        if self._current is not None:
            self._current.voiced(start_s, end_s)

    def audible(self, start_s: float, end_s: float, began_s: float) -> list[AudibleSpan]:
        """See `Conversations.audible`."""
        talks = self._memory.talks
        spans = [span for talk in talks for span in talk.audible(start_s, end_s, began_s, self._mute)]
        if self._holds_nobodys_words:
            spans += self._pre_scan.audible(start_s, end_s, self._mute)
        return sorted(spans, key=lambda span: span.start_s)

    def heard(self, segment: Segment) -> list[Change]:
        """Bind words to the stretch in which they began; nobody's are dropped, or held for a scan to come."""
        if not segment.words or self._mute.covers(segment.start_s):
            return []
        for talk in self._memory.talks:
            stretch = talk.stretch_at(segment.start_s)
            if stretch is not None:
                talk.spoken_s = max(talk.spoken_s, segment.end_s)
                for visitor in stretch.visitors:
                    visitor.add(segment)
                return self._changed(stretch.visitors, segment.end_s)
        if self._holds_nobodys_words:
            self._pre_scan.keep(segment)
        return []

    def heard_until(self, time_s: float) -> list[Change]:
        """Learn that everything said before `time_s` has come in; silence may end a talk."""
        if time_s < math.inf:  # before anything becomes final: its last record is still to be written
            self._pre_scan.forget_before(time_s - self._limits.pre_scan_s)
            self._memory.forget_before(time_s)
        current = self._current
        if current is not None and current.silent_at_s <= min(time_s, current.overdue_at_s):
            self._end(current.silent_at_s, "silence")
        self._pass_to(time_s)
        changes = []
        for talk in self._memory.take_ended(time_s):
            for visitor in talk.present:
                if visitor.talk is talk:  # else they came back meanwhile
                    visitor.final = True
                    changes.append(Change(visitor, talk.ended_s or 0.0, final=True))
        return changes

    @property
    def _current(self) -> Talk | None:
        return self._memory.current

    @property
    def _holds_nobodys_words(self) -> bool:
        return self._pre_scan.on and self.terms.policy == "scan" and self._current is None

    def _pass_to(self, time_s: float) -> None:
        """End a talk that is longer than any may be."""
        current = self._current
        if current is not None and current.overdue_at_s <= time_s:
            self._end(current.overdue_at_s, "maximum")

    def _end(self, time_s: float, reason: EndReason) -> bool:
        current = self._current
        if current is None:
            return False
        current.end(time_s, reason)
        self._pre_scan.conversation_ended(time_s)
        self._together_until_s = -math.inf
        for visitor in current.present:
            self._note(visitor, time_s, _END_REASONS[reason])
        return True

    def _joins(self, current: Talk | None, time_s: float) -> BindingReason | None:
        """Return why the next badge joins the open talk instead of ending it."""
        if current is None:
            return None
        if time_s <= self._together_until_s:
            return "together_card"
        silent = not any(visitor.segments for visitor in current.present)
        quick = silent and time_s - current.began_s < self._limits.group_s
        return "quick_scan" if quick else None

    def _returning(self, known: Visitor | None, time_s: float) -> Visitor | None:
        """Return the visitor of a badge who was here a while ago and comes back."""
        if known is None or known.talk.ended_s is None:
            return None
        if time_s - known.talk.ended_s >= self._limits.return_s:
            return None
        self._note(known, time_s, "came_back")
        return known

    def _new(self, scan: Scan, decoded: DecodedBadge, capture: Capture, talk: Talk) -> Visitor:
        return Visitor(
            id=uuid7(),
            scan=scan,
            decoded=decoded,
            capture=capture,
            event=self.event,
            consent=ConsentState.at_scan(self.terms, scan.time_s, self._rep),
            talk=talk,
        )

    def _open(self, talk: Talk, visitor: Visitor, *, alone: bool) -> None:
        time_s = talk.began_s
        from_s, words = self._pre_scan.take(time_s)
        before = visitor.consent.allows_words and visitor.consent.terms.policy == "scan" and alone
        if before and from_s < time_s:
            talk.stretches.append(Stretch(from_s, time_s, (visitor,)))
            for segment in words:
                visitor.add(segment)
            if words:
                self._note(visitor, time_s, "words_before_scan")
        self._memory.talks.append(talk)
        talk.join(visitor, time_s)
        if self._mute.covers(time_s):
            talk.touched_s = self._mute.until_s
            self._note(visitor, time_s, "muted")

    def _take_back(
        self, visitor: Visitor, time_s: float, by: RecordedBy, effect: Effect, *, from_s: float
    ) -> list[Change]:
        before = visitor.consent
        visitor.consent = before.taken_back(time_s, by, self._rep, effect)
        if visitor.consent != before:
            withdrawn = visitor.consent.status == "withdrawn"
            self._note(visitor, time_s, "consent_withdrawn" if withdrawn else "consent_refused")
        affected = self._drop_words(visitor, time_s, -math.inf if effect == "everything" else from_s)
        return self._changed([visitor, *affected], time_s)

    def _drop_words(self, visitor: Visitor, time_s: float, from_s: float) -> list[Visitor]:
        """Drop a visitor's words, also from the leads of those who were there: nobody knows who said what.

        Returns:
            Who else lost words.
        """
        dropped = visitor.drop_from(from_s)
        affected = [each for each in visitor.companions if each.drop(dropped)]
        for talk in self._memory.talks:
            for stretch in [each for each in talk.stretches if visitor in each.visitors]:
                talk.cut_stretch(stretch, from_s)
        if visitor.talk.ended_s is None:
            visitor.talk.listen(time_s)
        for each in affected:
            self._note(each, time_s, "companion_took_words_back")
        return affected

    def _erase(self, visitor: Visitor, time_s: float, by: Literal["card", "command"]) -> list[Change]:
        affected = self._drop_words(visitor, time_s, -math.inf)
        talk = visitor.talk
        visitor.erased_s, visitor.erased_by, visitor.final = time_s, by, True
        if talk.ended_s is None and talk.present == [visitor]:
            self._end(time_s, "deleted")
        else:
            self._note(visitor, time_s, "deleted")
        self._memory.erase(visitor)
        if talk.ended_s is None:
            talk.listen(time_s)
        return [Change(visitor, time_s, final=True), *self._changed(affected, time_s)]

    def _changed(self, visitors: "tuple[Visitor, ...] | list[Visitor]", time_s: float) -> list[Change]:
        return [Change(each, time_s, each.final) for each in visitors if each.erased_s is None]

    def _note(self, visitor: Visitor, time_s: float, reason: BindingReason) -> bool:
        noted = visitor.note(time_s, reason)
        if noted:
            self._decided(visitor.id, reason)
        return noted

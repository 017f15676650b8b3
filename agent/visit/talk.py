"""What the box remembers while it must: visitors, and the talks in which they were heard."""

import bisect
import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID, uuid5

from agent.contract.lead import Attendee, Badge, BindingReason, Capture, EventReference, Heat
from agent.speech.segment import AudibleSpan, Segment, SpokenWord
from agent.visit.badge import DecodedBadge
from agent.visit.consent import ConsentState
from agent.visit.mute import Mute
from drivers.scanners.base import Scan

EndReason = Literal["next_scan", "card", "silence", "maximum", "shutdown", "deleted", "interrupted"]

_LONGEST_HISTORY = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long things last; all in seconds. `docs/settings.md` explains each under `visit`."""

    silence_ends_s: float = 90.0
    maximum_s: float = 3600.0
    pending_s: float = 600.0
    return_s: float = 900.0
    grace_s: float = 120.0
    together_s: float = 60.0
    group_s: float = 0.0
    pre_scan_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Step:
    """One decision."""

    time_s: float
    reason: BindingReason


@dataclass(frozen=True, slots=True)
class RatedHeat:
    """The rep's own verdict."""

    heat: Heat
    time_s: float
    rep: str | None


@dataclass(eq=False, slots=True)
class Visitor:
    """One badge and its lead, from the scan until it is forgotten.

    Attributes:
        segments: What the lead holds, in order of time; shared with whoever was there, too.
        talk: The latest talk; several where the visitor came back.
        companions: Visitors of the same talks, while they are remembered.
        shared_with: The leads of all of them.
        final: The newest revision says that the conversation is over.
        revised_s: Time of the newest revision.
        erased_s: Set once the lead was erased.
    """

    id: UUID
    scan: Scan
    decoded: DecodedBadge
    capture: Capture
    event: EventReference
    consent: ConsentState
    talk: "Talk"
    segments: list[Segment] = field(default_factory=list)
    history: list[Step] = field(default_factory=list)
    companions: list["Visitor"] = field(default_factory=list)
    shared_with: list[UUID] = field(default_factory=list)
    heat: RatedHeat | None = None
    revision: int = 0
    final: bool = False
    revised_s: float = -math.inf
    erased_s: float | None = None
    erased_by: Literal["card", "command"] = "card"

    def note(self, time_s: float, reason: BindingReason) -> bool:
        """Remember a decision; return False for one that only repeats the last."""
        if self.history and self.history[-1].reason == reason:
            return False
        if len(self.history) < _LONGEST_HISTORY:
            self.history.append(Step(time_s, reason))
        return True

    def add(self, segment: Segment) -> None:
        """Put words where their time says."""
        bisect.insort(self.segments, segment, key=lambda each: each.start_s)

    def drop_from(self, time_s: float) -> list[SpokenWord]:
        """Drop words that begin at `time_s` or later; return them."""
        dropped = [word for each in self.segments for word in each.words if word.start_s >= time_s]
        self.drop(dropped)
        return dropped

    def drop(self, words: list[SpokenWord]) -> bool:
        """Drop just these words; return whether there were any."""
        unwanted = {id(word) for word in words}
        kept = [_without(segment, unwanted) for segment in self.segments]
        changed = any(new is not old for new, old in zip(kept, self.segments, strict=True))
        self.segments = [segment for segment in kept if segment.words]
        return changed

    def forget_person(self) -> None:
        """Keep of badge and words only that there were some."""
        self.scan = replace(self.scan, payload="")
        self.decoded = DecodedBadge(Badge(format=self.decoded.badge.format), Attendee())
        self.segments, self.heat = [], None
        for other in self.companions:
            other.companions.remove(self)
        self.companions = []


def _without(segment: Segment, unwanted: set[int]) -> Segment:
    words = tuple(word for word in segment.words if id(word) not in unwanted)
    if len(words) == len(segment.words):
        return segment
    end_s = words[-1].end_s if words else segment.start_s
    return replace(
        segment, words=words, end_s=end_s, speech_s=sum(word.end_s - word.start_s for word in words)
    )


@dataclass(eq=False, slots=True)
class Stretch:
    """A span of a talk in which words may be taken down, for those who were there."""

    from_s: float
    until_s: float
    visitors: tuple[Visitor, ...]

    def key(self, from_s: float) -> UUID:
        """Name the part of it that begins at `from_s`: no utterance goes on from one part into another."""
        return uuid5(self.visitors[0].id, f"{self.from_s!r}/{from_s!r}/{len(self.visitors)}")


@dataclass(eq=False, slots=True)
class Talk:
    """One uninterrupted conversation with one visitor, or with several together.

    Attributes:
        touched_s: When a person last held a badge or a card under the scanner.
        spoken_s: End of the last words.
        voiced_s: End of the last voices of which no words may be taken down.
    """

    began_s: float
    limits: Limits
    present: list[Visitor] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    touched_s: float = -math.inf
    spoken_s: float = -math.inf
    voiced_s: float = -math.inf
    ended_s: float | None = None
    end_reason: EndReason | None = None

    @property
    def last_activity_s(self) -> float:
        """When there was last a sign of life."""
        return max(self.began_s, self.touched_s, self.spoken_s, self.voiced_s)

    @property
    def silent_at_s(self) -> float:
        """When silence ends it, unless there is another sign of life."""
        return self.last_activity_s + self.limits.silence_ends_s

    @property
    def overdue_at_s(self) -> float:
        """When it is as long as a talk may be."""
        return self.began_s + self.limits.maximum_s

    def until_s(self, began_s: float) -> float:
        """Return until when words may be taken down, for speech that began at `began_s`.

        Silence ends a talk at its time, also when nobody has said yet that it has passed: the next
        passer-by is not part of it. Who began before may finish.
        """
        if self.ended_s is not None:
            return self.ended_s
        return min(self.overdue_at_s, math.inf if began_s < self.silent_at_s else self.silent_at_s)

    def stretch_at(self, time_s: float) -> Stretch | None:
        """Return the stretch to which words belong that begin at `time_s`."""
        if time_s >= self.until_s(time_s):
            return None
        return next((each for each in self.stretches if each.from_s <= time_s < each.until_s), None)

    def audible(self, start_s: float, end_s: float, began_s: float, mute: Mute) -> Iterator[AudibleSpan]:
        """Yield what of a span of time may be put into words, of speech that began at `began_s`."""
        for stretch in self.stretches:
            attendee = stretch.visitors[0].decoded.attendee
            until_s = min(stretch.until_s, self.until_s(began_s))
            for part_s, part_until_s in mute.leaves(stretch.from_s, until_s):
                from_s, to_s = max(start_s, part_s), min(end_s, part_until_s)
                if from_s < to_s:
                    yield AudibleSpan(from_s, to_s, stretch.key(part_s), attendee.name, attendee.company)

    def voiced(self, start_s: float, end_s: float) -> None:
        """Let voices of which no words may be taken down count as activity, while an answer is awaited.

        Elsewhere only words count: in a loud hall there is always somebody who may be speaking.
        """
        if not any(visitor.consent.status == "pending" for visitor in self.present):
            return
        if self.began_s <= start_s <= min(self.silent_at_s, self.began_s + self.limits.pending_s):
            self.voiced_s = max(self.voiced_s, end_s)

    def join(self, visitor: Visitor, time_s: float) -> None:
        """Let a visitor in; words are for all present only while all of them consent."""
        for other in self.present:
            for one, another in ((visitor, other), (other, visitor)):
                if another not in one.companions:
                    one.companions.append(another)
                if another.id not in one.shared_with:
                    one.shared_with.append(another.id)
        self.present.append(visitor)
        visitor.talk = self
        self.touched_s = max(self.touched_s, time_s)
        self.listen(time_s)

    def listen(self, time_s: float) -> None:
        """Begin, go on or stop taking words down at `time_s`, as consent and presence say."""
        visitors = tuple(self.present)
        allowed = (
            self.ended_s is None and bool(visitors) and all(each.consent.allows_words for each in visitors)
        )
        open_ = self.stretches[-1] if self.stretches and self.stretches[-1].until_s == math.inf else None
        if open_ is not None and not (allowed and open_.visitors == visitors):
            self.cut_stretch(open_, time_s)
            open_ = None
        if allowed and open_ is None:
            self.stretches.append(Stretch(time_s, math.inf, visitors))

    def end(self, time_s: float, reason: EndReason) -> None:
        """End it; words that began before may still come in."""
        self.ended_s, self.end_reason = time_s, reason
        for stretch in list(self.stretches):
            self.cut_stretch(stretch, time_s)

    def cut_stretch(self, stretch: Stretch, time_s: float) -> None:
        """Take nothing down in `stretch` from `time_s` on."""
        stretch.until_s = min(stretch.until_s, time_s)
        if stretch.until_s <= stretch.from_s:
            self.stretches.remove(stretch)

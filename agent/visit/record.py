"""Writes a visitor's state down as the lead that is published."""

from collections.abc import Callable
from datetime import datetime

from agent.contract.lead import (
    Attendee,
    Badge,
    BindingStep,
    Consent,
    Conversation,
    Erasure,
    Lead,
    RepHeat,
    Turn,
    Word,
)
from agent.speech.segment import Segment
from agent.speech.sides import by_side
from agent.visit.talk import Visitor


def lead_of(
    visitor: Visitor, *, device: str, final: bool, time_s: float, wall: Callable[[float], datetime]
) -> Lead:
    """Return the next revision of a visitor's lead, as of `time_s`.

    The wall clock may learn the time late, so every time is told anew in each revision.
    """
    erased = visitor.erased_s is not None
    visitor.revision += 1
    visitor.revised_s = max(visitor.revised_s, time_s)
    scan, consent, heat = visitor.scan, visitor.consent, visitor.heat
    badge, attendee = visitor.decoded.badge, visitor.decoded.attendee
    return Lead(
        id=visitor.id,
        revision=visitor.revision,
        final=final,
        device=device,
        event=visitor.event,
        scanned_at=wall(scan.time_s),
        updated_at=wall(visitor.revised_s),
        capture=visitor.capture,
        scanner=scan.scanner,
        badge=Badge(format=badge.format) if erased else badge,
        attendee=Attendee() if erased else attendee,
        consent=Consent(
            policy=consent.terms.policy,
            status=consent.status,
            time=None if consent.answered_s is None else wall(consent.answered_s),
            recorded_by=consent.recorded_by,
            rep=consent.rep,
            notice_version=consent.terms.notice_version,
            effect=consent.effect,
        ),
        conversation=_conversation(visitor, wall),
        rep_heat=None if heat is None else RepHeat(heat=heat.heat, time=wall(heat.time_s), rep=heat.rep),
        erased=None
        if visitor.erased_s is None
        else Erasure(time=wall(visitor.erased_s), by=visitor.erased_by),
    )


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


def _conversation(visitor: Visitor, wall: Callable[[float], datetime]) -> Conversation:
    scan_s, talk = visitor.scan.time_s, visitor.talk
    return Conversation(
        started_at=wall(scan_s),
        ended_at=None if talk.ended_s is None else wall(talk.ended_s),
        end_reason=talk.end_reason,
        turns=_turns(visitor.segments, scan_s),
        speech_s=round(sum(segment.speech_s for segment in visitor.segments), 3),
        shared_with=tuple(visitor.shared_with),
        binding=tuple(BindingStep(time=wall(step.time_s), reason=step.reason) for step in visitor.history),
    )


def _turns(segments: list[Segment], zero_s: float) -> tuple[Turn, ...]:
    """Join consecutive segments of one known side; unknown ones stay apart, who knows who spoke."""
    groups: list[list[Segment]] = []
    for segment in (piece for each in segments for piece in by_side(each)):
        if groups and _goes_on(groups[-1][-1], segment, zero_s):
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
            before_scan=group[0].start_s < zero_s,
        )
        for number, group in enumerate(groups, 1)
    )


def _goes_on(last: Segment, segment: Segment, zero_s: float) -> bool:
    same_side = segment.side != "unknown" and last.side == segment.side
    return same_side and (last.start_s < zero_s) == (segment.start_s < zero_s)


def _since(zero_s: float, time_s: float) -> float:
    return round(max(0.0, time_s - zero_s), 3)

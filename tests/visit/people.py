"""What the tests of visits share: badges, words, and a place where conversations happen."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from agent.contract.lead import Attendee, Badge, Capture, EventReference, Side
from agent.speech.segment import Segment, SpokenWord
from agent.visit.badge import DecodedBadge
from agent.visit.conversations import ConsentPolicy, Conversations, Limits, Terms
from drivers.scanners.base import Scan

MIDNIGHT = datetime(2026, 3, 4, tzinfo=UTC)
SILENCE_S = 30.0
CAPTURE = Capture(boot_id=UUID(int=1), sequence=1, monotonic_s=0.0, clock_synchronised=True)


def wall(time_s: float) -> datetime:
    return MIDNIGHT + timedelta(seconds=time_s)


def conversations(policy: ConsentPolicy = "scan", **limits: float) -> Conversations:
    """Return a booth where nobody is remembered after the end, unless `limits` say so."""
    forgetful = {"silence_ends_s": SILENCE_S, "return_s": 0.0, "grace_s": 0.0}
    return Conversations(
        device="booth-7",
        event=EventReference(id="expo"),
        terms=Terms(policy, "n1"),
        limits=Limits(**(forgetful | limits)),
        wall=wall,
        decided=lambda _lead, _reason: None,
    )


def scan(payload: str, time_s: float) -> Scan:
    return Scan(payload=payload, scanner="front", time_s=time_s)


def decoded(payload: str) -> DecodedBadge:
    return DecodedBadge(Badge(format="id", id=payload), Attendee())


def said(text: str, start_s: float, end_s: float, side: Side = "unknown", *, number: int = 1) -> Segment:
    """Return a final segment whose words share its time evenly."""
    words = text.split()
    step_s = (end_s - start_s) / max(1, len(words))
    return Segment(
        number=number,
        revision=1,
        final=True,
        words=tuple(
            SpokenWord(word, start_s + index * step_s, start_s + (index + 1) * step_s, 0.9)
            for index, word in enumerate(words)
        ),
        pending=(),
        start_s=start_s,
        end_s=end_s,
        speech_s=end_s - start_s,
        side=side,
    )

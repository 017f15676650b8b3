"""What the judge makes of an answer about being recorded: it may doubt a yes and hear a no, and never grants.

The rules know a yes from a no in the words they were written for; people have more. In doubt nothing is kept.
"""

from typing import Literal

from agent.insight.judge.judge import Judge
from agent.insight.signals.consent.answers import answer, answering
from agent.insight.signals.consent.find_patterns import ERASE, FROM_HERE_ON
from agent.insight.signals.consent.leave_features import (
    leave_features,
    may_be_about_leave,
    sentence_features,
)
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk

_HEARS = 0.6
"""Chance of a no from which it is one, where the rules hear nothing."""
_DOUBTS = 0.7
"""From which a yes of the rules is no answer."""
_CONTRADICTS = 0.9
"""From which it is a no. A refusal empties the conversation: where both are so sure, keep nothing."""


def doubted(
    talk: Talk, reading: Reading, found: Finding | None, judge: Judge, *, status: str | None
) -> Finding | None:
    """Return what a turn says of being recorded, once the judge has heard it too.

    Args:
        talk: The conversation.
        reading: A turn of the visitor.
        found: What the rules find in it.
        judge: The trained judge.
        status: What the visitor's last answer was: `given`, `refused`, `withdrawn`, or None before any.
    """
    if found is not None and found.value["status"] != "given":
        return found
    if found is None and not may_be_about_leave(talk, reading):
        return None
    given = status == "given"
    chances = judge.leave_chances(leave_features(talk, reading, given=given))
    no: Literal["refused", "withdrawn"] = "withdrawn" if given else "refused"
    chance = max(chances["refused"], chances["withdrawn"])
    if found is not None:
        if chance >= _CONTRADICTS:
            return _no(talk, reading, judge, no)
        return None if chance >= _DOUBTS else found
    hears = chance >= _HEARS and status not in {"refused", "withdrawn"}
    return _no(talk, reading, judge, no) if hears else None


def _no(talk: Talk, reading: Reading, judge: Judge, status: Literal["refused", "withdrawn"]) -> Finding:
    span = _likeliest_sentence(talk, reading, judge, status)
    if status == "refused":
        here_on = FROM_HERE_ON.search(reading.plain)
        if here_on is None:
            return answer(reading, span, "refused", "recording")
    effect = "everything" if ERASE.search(reading.plain) else "from_now"
    return answer(reading, span, "withdrawn", "recording", effect)


def _likeliest_sentence(talk: Talk, reading: Reading, judge: Judge, status: str) -> Span:
    """Return the sentence that says most of it by itself."""
    if len(reading.sentences) < 2:
        return answering(reading)
    given = status == "withdrawn"

    def chance(span: Span) -> float:
        features = sentence_features(talk, reading, reading.of_span(span), given=given)
        chances = judge.leave_chances(features)
        return max(chances["refused"], chances["withdrawn"])

    return max(reading.sentences, key=chance)

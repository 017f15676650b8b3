"""Answers that say that nothing hurts."""

from agent.insight.signals.challenges.words import ABOUT_US, DIRECT, NO_COMPLAINTS, NOTHING_HURTS
from agent.insight.signals.language.own_words import passes
from agent.insight.signals.language.reading import Reading
from agent.insight.signals.language.talk import Finding, Talk


def content(talk: Talk, reading: Reading) -> Finding | None:
    """Find "no complaints", which says that nothing hurts."""
    match = NO_COMPLAINTS.search(reading.plain)
    if match is None or not passes(talk, reading, match.start()) or ABOUT_US.search(reading.plain):
        return None
    clause = reading.clause_at(match.start())
    span = reading.trimmed(min(clause.start, match.start()), max(clause.end, match.end()))
    return Finding("challenge", {"what": None}, reading, span, "none", 0.7, absent=True)


def nothing_hurts(talk: Talk, reading: Reading) -> Finding | None:
    """Find "there's none, everything works" where the rep asks where it hurts."""
    before = talk.before(reading)
    if before is None or DIRECT.search(before.plain[-90:]) is None:
        return None
    for sentence in reading.sentences[:2]:
        span = reading.trimmed(sentence.start, sentence.end)
        if NOTHING_HURTS.match(reading.of_span(span)) and "?" not in reading.of_span(sentence):
            return Finding("challenge", {"what": None}, reading, span, "none", 0.7, absent=True)
    return None

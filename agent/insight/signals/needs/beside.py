"""Needs beside one that was found in the turn: named before it, or only added to it."""

from collections.abc import Iterator
from itertools import pairwise

from agent.insight.signals.language.own_words import used
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Talk, says_yes
from agent.insight.signals.needs.answers import answer
from agent.insight.signals.needs.asked_words import ADDS, TELLS
from agent.insight.signals.needs.words import NOT_NEED


def named_first(talk: Talk, reading: Reading, taken: list[Span]) -> Iterator[Finding]:
    """Find what is named before "and it must": "close in five days and it has to read our bank"."""
    first = reading.clauses[0]
    named = reading.trimmed(first.start, min(first.end, taken[0].start))
    before = talk.before(reading)
    said = set(before.plain.replace(",", " ").replace(".", " ").split()) if before is not None else set()
    words = reading.of_span(named).split()
    if len(words) > 1 and set(words) <= said and named.end <= taken[0].start and not says_yes(reading):
        # "So live alerts would help." - "Live alerts, and it has to work with our cameras."
        yield Finding("need", {"what": reading.words(named)}, reading, named, "answer", 0.65)
    elif talk.asked(reading, "need") and not talk.asked(reading, "problem") and not says_yes(reading):
        for found in answer(talk, reading):
            if not any(found.span.overlaps(other) for other in taken):
                yield found


def added(talk: Talk, reading: Reading, taken: list[Span]) -> Iterator[Finding]:
    """Find what the next sentence only adds to a need: "It has to run on solar. And no false alarms from cattle"."""
    for sentence, following in pairwise(reading.sentences):
        added = ADDS.fullmatch(reading.of_span(following))
        if added is None or not any(sentence.overlaps(span) for span in taken):
            continue
        what = reading.trimmed(following.start + added.start("what"), following.start + added.end("what"))
        if not (
            TELLS.search(reading.of_span(what))
            or any(following.overlaps(span) for span in taken)
            or times_only(talk, reading, reading.of_span(what))
            or used(
                talk,
                reading,
                following,
                {"budget", "authority", "timeline", "objection", "next_step", "consent"},
            )
            or any(name.kind == "product" and name.span.overlaps(what) for name in talk.named(reading))
            or NOT_NEED.match(f" {reading.of_span(what)}")
        ):
            yield Finding(
                "need",
                {"what": reading.words(what)},
                reading,
                reading.trimmed(following.start, following.end),
                "frame",
                0.6,
            )


def times_only(talk: Talk, reading: Reading, text: str) -> bool:
    """Return whether what is wanted holds the words of a time that was found in the turn."""
    return any(
        found.reading is reading and found.kind == "timeline" and str(found.value["phrase"]).lower() in text
        for found in talk.findings
    )

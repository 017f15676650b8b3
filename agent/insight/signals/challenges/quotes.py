"""The words that prove a complaint: its clause with what it comes from and what it leads to in the same sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from agent.insight.signals.challenges.words import INTRODUCES
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding

_MOST = 25
"""Words of a quote."""
_JOINS = re.compile(r"\W*(?:(?:and|so|because|'?cause|cos|then|or|but)\W*)*")
_ALONE = re.compile(r"[\s,]*")
"""Between clauses that no word joins; without full stops they may have nothing to do with each other."""


def in_full(found: Finding, kept: Sequence[Finding]) -> Finding:
    """Return a complaint quoted with its neighbours: "the certificates expire, and we notice when the inspector asks".

    Clauses that introduce the speaker, and those in which something else was found, are none of it.
    """
    if found.kind != "challenge" or found.absent or found.rule == "confirmed":
        return found
    reading, span = found.reading, found.span
    sentence = reading.sentence_at(span.start)
    near = [
        reading.trimmed(clause.start, clause.end)
        for clause in reading.clauses
        if clause.start >= sentence.start and clause.end <= sentence.end
    ]
    others = [one.span for one in kept if one is not found and one.reading is reading]
    after = [clause for clause in near if clause.start >= found.span.end]
    before = [clause for clause in reversed(near) if clause.end <= found.span.start]
    for clauses in (before, after):
        for clause in clauses:
            whole = Span(min(span.start, clause.start), max(span.end, clause.end))
            if not _of_it(reading, clause, span, others) or len(reading.of_span(whole).split()) > _MOST:
                break
            span = whole
    return replace(found, span=span)


def _of_it(reading: Reading, clause: Span, span: Span, others: Sequence[Span]) -> bool:
    between = reading.plain[min(clause.end, span.end) : max(clause.start, span.start)]
    return (
        _JOINS.fullmatch(between) is not None
        and not (reading.noisy and _ALONE.fullmatch(between))
        and not any(clause.overlaps(other) for other in others)
        and INTRODUCES.match(reading.of_span(clause)) is None
    )

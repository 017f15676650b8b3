"""The words that prove a complaint, a need or a reservation that goes over several clauses."""

from collections.abc import Sequence
from dataclasses import replace

from agent.insight.judge.judge import Opinion
from agent.insight.signals.language.reading import Span
from agent.insight.signals.language.talk import Finding

_TOLD = frozenset({"challenge", "need", "objection"})
_LIKELY = 0.1
"""A neighbouring clause belongs to the matter from this chance on; clauses have a tenth of it or less where they speak of
something else."""
_MOST = 30
"""Words of a quote."""


def in_whole(found: Finding, kept: Sequence[Finding], opinions: Sequence[Opinion]) -> Finding:
    """Return what is told in the visitor's words with the clauses beside it that likely tell the same.

    "But my mechanics are over sixty, and don't like screens. I'm not sure they'll use it": whichever clause said
    it loudest, the owner of the lead wants to read all of it. Clauses of another finding of the kind are left out.

    Args:
        found: Its value stays as it is; only its words grow.
        kept: All findings of the talk.
        opinions: Of all clauses.
    """
    if found.kind not in _TOLD or found.absent:
        return found
    clauses = [opinion for opinion in opinions if opinion.turn == found.reading.number - 1]
    own = [place for place, clause in enumerate(clauses) if _in(clause, found.span)]
    if not own:
        return found
    others = [
        other.span
        for other in kept
        if other is not found and other.kind == found.kind and other.reading is found.reading
    ]
    span = found.span
    for neighbours in (clauses[own[-1] + 1 :], clauses[: own[0]][::-1]):
        for clause in neighbours:
            whole = Span(min(span.start, clause.start), max(span.end, clause.end))
            if (
                clause.of(found.kind) < _LIKELY
                or any(_in(clause, other) for other in others)
                or len(found.reading.of_span(whole).split()) > _MOST
            ):
                break
            span = whole
    return replace(found, span=span)


def _in(clause: Opinion, span: Span) -> bool:
    return clause.start < span.end and span.start < clause.end

"""Which of several amounts or times of a turn is meant: the one in the clause that the judge is surest of."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from agent.contract.lead import SignalKind
from agent.insight.judge.judge import Opinion
from agent.insight.signals.judged.clause_values import budget_value, timeline_value
from agent.insight.signals.language.clauses import ClauseValue
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import taken_back, unreal
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.money.find import find_money
from agent.insight.signals.timeline.phrases import BACKWARD

SURER = 0.2
"""A clause is read instead of the one that the rules took where its chance is so much larger. In the gold set nothing
changes between 0.1 and 0.45."""
_READ: dict[SignalKind, Callable[[Talk, Reading, Span], ClauseValue | None]] = {
    "budget": budget_value,
    "timeline": timeline_value,
}


def pointed(talk: Talk, found: Finding, opinions: Sequence[Opinion]) -> Finding:
    """Return an amount or a time of the rules, or the one that the judge points at in the same turn.

    Args:
        talk: The conversation.
        found: By the rules, of any kind.
        opinions: Of all clauses.
    """
    alone = sum(one.kind == found.kind and one.reading is found.reading for one in talk.findings) == 1
    if found.kind not in _READ or found.absent or not alone:
        return found
    own = [opinion for opinion in opinions if opinion.turn == found.reading.number - 1]
    held = [one.of(found.kind) for one in own if one.start < found.span.end and found.span.start < one.end]
    named = _named(talk, found)
    naming = [one for one in own if any(span.overlaps(Span(one.start, one.end)) for span in named)]
    best = max(naming, key=lambda one: one.of(found.kind), default=None)
    if best is None or best.of(found.kind) < max(held, default=0.0) + SURER:
        return found
    if unreal(found.reading, best.start) or taken_back(found.reading, best.start):
        return found
    span = Span(best.start, best.end)
    read = _READ[found.kind](talk, found.reading, span)
    if read is None or read.absent or not _says_something(read):
        return found
    chance = round(0.5 + 0.4 * best.of(found.kind), 2)
    return replace(found, value=read.value, span=span, rule="judge", confidence=chance)


def _named(talk: Talk, found: Finding) -> list[Span]:
    """Return where the turn names amounts, or times, or comes back to one."""
    plain = found.reading.plain
    if found.kind == "budget":
        return [Span(one.start, one.end) for one in find_money(plain)]
    return [
        *(Span(one.start, one.end) for one in talk.times(found.reading)),
        *(Span(*one.span()) for one in BACKWARD.finditer(plain)),
    ]


def _says_something(read: ClauseValue) -> bool:
    return any(read.value.get(key) is not None for key in ("min", "max", "earliest", "latest"))

"""What a solution must do for the visitor, and what hurts him today."""

from collections.abc import Iterator

from agent.insight.signals.challenges.find import challenges
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.needs.find import needs


def wants(talk: Talk) -> Iterator[Finding]:
    """Find needs and challenges, each clause once."""
    told = False
    for reading in talk.visitors:
        wanted = list(needs(talk, reading))
        yield from wanted
        hurts = list(challenges(talk, reading, [found.span for found in wanted], told=told))
        yield from hurts
        told = told or bool(hurts)

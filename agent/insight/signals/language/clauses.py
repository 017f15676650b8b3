"""What the modules that read values from single clauses share."""

from dataclasses import dataclass

from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Value


@dataclass(frozen=True, slots=True)
class ClauseValue:
    """What a clause says.

    Attributes:
        value: In the shape of its kind, as in the contract.
        absent: Whether the speaker says that there is none.
    """

    value: Value
    absent: bool = False


def reach(reading: Reading, span: Span) -> list[Span]:
    """Return the clause, the one after it, and the one before it."""
    after = [one for one in reading.clauses if one.start >= span.end]
    before = [one for one in reading.clauses if one.end <= span.start]
    return [span, *after[:1], *before[-1:]]

"""How much the judge must believe in a finding: strictly, and generously where more of it is weighed afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass

from agent.contract.lead import SignalKind

_GENEROUS_DROPS, _GENEROUS_PROPOSES, _GENEROUS_ABSENT = 0.25, 0.45, 0.4
"""Shares of the strict limits. What lies below them was hardly ever right."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Chances, 0 to 1.

    Attributes:
        drops: A finding of a kind goes where the chance that its words carry the kind is smaller.
        proposes: A clause becomes a finding of a kind from this chance on.
        absent: The visitor says that there is none of a kind from this chance on.
        another_tool: What is in use beside that which a rule found in the turn counts from this chance on.
        matter_of_its_own: A second complaint of a turn, and a demand beside a need, are matters of their own from
            this chance on.
    """

    drops: Mapping[SignalKind, float]
    proposes: Mapping[SignalKind, float]
    absent: Mapping[SignalKind, float]
    another_tool: float
    matter_of_its_own: float


STRICT = Limits(
    drops={
        "challenge": 0.4,
        "need": 0.3,
        "objection": 0.45,
        "current_solution": 0.19,
        "competitor": 0.2,
        "authority": 0.35,
        "budget": 0.15,
        "timeline": 0.15,
        "next_step": 0.02,
    },
    proposes={
        "challenge": 0.7,
        "need": 0.3,
        "objection": 0.5,
        "current_solution": 0.47,
        "competitor": 0.45,
        "authority": 0.45,
        "budget": 0.5,
        "timeline": 0.35,
        "next_step": 0.48,
    },
    absent={"budget": 0.5, "current_solution": 0.5, "competitor": 0.5},
    another_tool=0.8,
    matter_of_its_own=0.9,
)
"""Chosen on conversations by authors whom neither the rules nor the judge had read."""


def _shares(limits: Mapping[SignalKind, float], share: float) -> dict[SignalKind, float]:
    return {kind: limit * share for kind, limit in limits.items()}


GENEROUS = Limits(
    drops=_shares(STRICT.drops, _GENEROUS_DROPS),
    proposes=_shares(STRICT.proposes, _GENEROUS_PROPOSES),
    absent=_shares(STRICT.absent, _GENEROUS_ABSENT),
    another_tool=0.3,
    matter_of_its_own=0.5,
)

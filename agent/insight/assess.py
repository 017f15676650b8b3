"""From turns to signals with proof. So far it proves nothing, and says so."""

from typing import get_args

from agent.contract.lead import Lead, SignalKind

ASKED_FOR: tuple[SignalKind, ...] = tuple(kind for kind in get_args(SignalKind) if kind != "consent")
"""The kinds that a lead should answer; what was not said stays unknown."""


def assess(lead: Lead) -> Lead:
    """Return the lead with the signals that its turns prove, and what stays unknown."""
    return lead.model_copy(update={"signals": (), "unknown": ASKED_FOR})

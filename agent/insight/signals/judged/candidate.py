"""What may be a signal, before it is weighed among others."""

from dataclasses import dataclass

from agent.insight.signals.language.talk import Finding


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a signal.

    Attributes:
        found: As it would be.
        believed: Whether the judge believes it strictly.
        changed: What differs from what the rules or the judge have found, "name", "min", "due" ...; "" where nothing
            does.
    """

    found: Finding
    believed: bool
    changed: str = ""

"""Command cards: printed codes that the rep scans instead of typing."""

from enum import StrEnum

from agent.visit.badge import unframed

PREFIX = "boothscribe:"


class Card(StrEnum):
    """What a card tells the box."""

    CONSENT_GIVEN = "consent-given"
    CONSENT_REFUSED = "consent-refused"
    END = "end"
    """The conversation is over."""
    UNKNOWN = "unknown"
    """Printed for a version that this one is not; never taken for a badge."""


def read_card(payload: str) -> Card | None:
    """Return the card that was scanned, or None when the payload is not one."""
    text = unframed(payload).strip().lower()
    if not text.startswith(PREFIX):
        return None
    try:
        return Card(text.removeprefix(PREFIX))
    except ValueError:
        return Card.UNKNOWN

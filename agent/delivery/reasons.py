"""What to do about a broker's reason codes (MQTT 5, section 2.4)."""

from dataclasses import dataclass
from enum import StrEnum

FAILURE = 0x80
"""Codes from here on are failures."""


class Rule(StrEnum):
    """What a refused message needs."""

    BACK_OFF = "back off"
    """It would go to every lead like that: stop, and try with one after growing pauses."""
    PARK = "park"
    """It will never go: a person has to look at it."""
    AGAIN = "again"
    """It may go the next time."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a broker does not let us in.

    Attributes:
        passes: It is busy or away; it passes by itself.
        advice: What a person can do.
    """

    passes: bool
    advice: str


_ACCOUNT = Refusal(passes=False, advice="check uplink.username, the password and the broker's access rules")
_BUSY = Refusal(passes=True, advice="it has too much to do; trying again with longer pauses")
_OTHER = Refusal(passes=False, advice="look in the broker's log")

_REFUSALS = {
    0x84: Refusal(passes=False, advice='a broker without MQTT 5 needs uplink.protocol = "3.1.1"'),
    0x85: Refusal(passes=False, advice="check uplink.client_id"),
    0x86: _ACCOUNT,
    0x87: _ACCOUNT,
    0x88: _BUSY,
    0x89: _BUSY,
    0x8A: _ACCOUNT,
    0x97: _BUSY,
    0x9C: Refusal(passes=False, advice="ask its keeper for the address, and set uplink.broker"),
    0x9D: Refusal(passes=False, advice="ask its keeper for the new address, and set uplink.broker"),
    0x9F: _BUSY,
}
_RULES = {
    0x87: Rule.BACK_OFF,
    0x90: Rule.BACK_OFF,
    0x95: Rule.PARK,
    0x96: Rule.BACK_OFF,
    0x97: Rule.BACK_OFF,
    0x99: Rule.PARK,
}
_BUSY_DISCONNECTS = {0x89, 0x8B, 0x96, 0x97, 0x9F}


def refusal(code: int) -> Refusal:
    """Return what a refused connection means."""
    return _REFUSALS.get(code, _OTHER)


def rule(code: int) -> Rule:
    """Return what to do with a message that the broker did not take."""
    return _RULES.get(code, Rule.AGAIN)


def says_busy(code: int) -> bool:
    """Return whether a broker ended the connection because it, or we, had too much to do."""
    return code in _BUSY_DISCONNECTS

"""Command cards: printed codes that the rep scans instead of typing.

A card reads `boothscribe:COMMAND`, and signed `boothscribe:COMMAND:SERIAL:EVENT:SIGNATURE`. Case does not
matter, nor which sign stands between the parts: a scanner set to another keyboard layout changes it.
"""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from enum import StrEnum

PREFIX = "boothscribe:"
SHORTEST_KEY_BYTES = 16

_AIM = re.compile(r"^\][A-Za-z][0-9A-Za-z]")
_CARD = re.compile(r"^boothscribe[^a-z0-9\s]+([a-z].*)$")
_SIGNED_PARTS = 3
_EVENT_BYTES = 5
_SIGNATURE_BYTES = 10
"""80 bits of HMAC-SHA256; whoever guesses has to scan each guess."""


class Card(StrEnum):
    """What a card tells the box."""

    CONSENT_GIVEN = "consent-given"
    CONSENT_REFUSED = "consent-refused"
    END = "end"
    """The conversation is over."""
    HOT = "hot"
    WARM = "warm"
    COLD = "cold"
    TOGETHER = "together"
    """The next badge joins the open conversation instead of ending it."""
    DELETE_LAST = "delete-last"
    MUTE = "mute"
    UNMUTE = "unmute"
    CALL_COLLEAGUE = "call-colleague"


class CardRefusal(StrEnum):
    """Why a card is not obeyed."""

    UNKNOWN_COMMAND = "unknown_command"
    """Printed for a version that this one is not."""
    UNSIGNED = "unsigned"
    """The box has a key and wants signed cards."""
    NO_KEY = "no_key"
    """It is signed, and the box has no key to tell whether it is genuine."""
    OTHER_EVENT = "other_event"
    FORGED = "forged"
    REVOKED = "revoked"
    """Of a sheet whose number is no longer taken."""


def sign(card: Card, *, event: str, serial: int, key: bytes) -> str:
    """Return the text of a signed card.

    Args:
        card: What it tells the box.
        event: Id of the only event at which it works.
        serial: Number of the sheet, so that a lost one can be refused.
        key: At least `SHORTEST_KEY_BYTES`.
    """
    return f"{PREFIX}{card}:{serial}:{_event_mark(event)}:{_signature(card, event, serial, key)}"


def is_card(payload: str) -> bool:
    """Return whether a payload claims to be a command card, genuine or not; such a one is never a badge."""
    return _CARD.match(_bare(payload)) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardReader:
    """Tells genuine cards from others.

    Attributes:
        event: Id of the event that is on.
        key: What this event's cards are signed with; None: none.
        unsigned: Whether cards without signature are obeyed; None: where there is no key.
        oldest_serial: Sheets with a lower number are refused.
    """

    event: str
    key: bytes | None = None
    unsigned: bool | None = None
    oldest_serial: int = 0

    def read(self, payload: str) -> Card | CardRefusal | None:
        """Return the command, why it is not obeyed, or None for a payload that is no card."""
        match = _CARD.match(_bare(payload))
        if match is None:
            return None
        parts = [part for part in re.split(r"[^a-z0-9]+", match[1]) if part]
        signature = _signed_part(parts)
        command = "-".join(parts if signature is None else parts[:-_SIGNED_PARTS])
        try:
            card = Card(command)
        except ValueError:
            return CardRefusal.UNKNOWN_COMMAND
        if signature is None:
            accepted = self.key is None if self.unsigned is None else self.unsigned
            return card if accepted else CardRefusal.UNSIGNED
        return self._checked(card, *signature)

    def _checked(self, card: Card, serial: int, event_mark: str, signature: str) -> Card | CardRefusal:
        if event_mark != _event_mark(self.event):
            return CardRefusal.OTHER_EVENT
        if self.key is None:
            return CardRefusal.NO_KEY
        if not hmac.compare_digest(signature, _signature(card, self.event, serial, self.key)):
            return CardRefusal.FORGED
        return card if serial >= self.oldest_serial else CardRefusal.REVOKED


def _signed_part(parts: list[str]) -> tuple[int, str, str] | None:
    if len(parts) <= _SIGNED_PARTS:
        return None
    serial, event_mark, signature = parts[-_SIGNED_PARTS:]
    if not re.fullmatch(r"[0-9]{1,9}", serial):
        return None
    return int(serial), event_mark, signature


def _event_mark(event: str) -> str:
    return _base32(hashlib.sha256(event.encode()).digest()[:_EVENT_BYTES])


def _signature(card: Card, event: str, serial: int, key: bytes) -> str:
    text = "\0".join(("boothscribe card 1", event, card, str(serial)))
    return _base32(hmac.digest(key, text.encode(), "sha256")[:_SIGNATURE_BYTES])


def _base32(data: bytes) -> str:
    """Letters and digits that every scanner sends alike, whatever case it is set to."""
    return base64.b32encode(data).decode("ascii").lower()


def _bare(payload: str) -> str:
    return _AIM.sub("", payload.strip("\r\n\0\t ")).strip().lower()

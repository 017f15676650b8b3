"""Reads codes of one word: ids, and single addresses and numbers."""

import re

from agent.visit.badges import values
from agent.visit.badges.person import Person
from agent.visit.badges.result import Decoded, Kind
from agent.visit.badges.text import ascii_width

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_UUID = re.compile(r"\{([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}", re.IGNORECASE)
_STARRED = re.compile(r"\*([A-Z0-9 .$/+%-]+)\*")
_URN = re.compile(r"urn:(?:uuid|badge):[A-Za-z0-9._-]{1,64}", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+")
_LONGEST_WORD = 15
_SHORTEST_LETTERS = 4


def read_id(text: str, *, region: str | None = None) -> Decoded | None:
    """Read a bare id, mail address or international number; None for anything else.

    One word without a digit is no id: it is what a person types, or a name.
    """
    text = ascii_width(text).strip()
    person = Person(region)
    if values.is_email(text):
        person.add("emails", text, "code")
    elif text.startswith("+") and values.is_phone(text):
        person.add("phones", text, "code")
    elif match := _UUID.fullmatch(text):
        person.add("id", match[1], "code")
    else:
        if match := _STARRED.fullmatch(text):  # start and stop of Code 39, which some scanners send
            text = match[1].strip()
        if not (_URN.fullmatch(text) or (_ID.fullmatch(text) and _is_no_word(text))):
            return None
        person.add("id", text, "code")
    return person.decoded(Kind.ID) if person.named else None


def _is_no_word(text: str) -> bool:
    if any(character.isdigit() for character in text):
        return True
    if not text.isalpha() or len(text) > _LONGEST_WORD:
        return len(text) > _LONGEST_WORD
    return len(text) >= _SHORTEST_LETTERS and _WORD.fullmatch(text) is None

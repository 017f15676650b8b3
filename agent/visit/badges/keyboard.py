"""Notices when a scanner typed for one keyboard layout and the host read another, and can undo it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from drivers.scanners.keymaps import BARE_ACCENTS, LayoutName, Level, layout

_BEGINNING = re.compile(
    r"(?:\][A-Za-z][0-9A-Za-z])?(?:BEGIN:(?:VCARD|VCALENDAR|VEVENT)|MECARD:N?|BIZCARD:|MATMSG:TO|WIFI:[STPHR]:|https?://|boothscribe:"
    r"|mailto:|otpauth:|\{\s?\"\w+\":|-----BEGIN)",
    re.IGNORECASE,
)
_ODD_ADDRESS = re.compile(r"[\w.+-]{2}\"[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}(?![\w\"])")
"""A mail address with the quotation mark that Shift+2 or Shift+' makes elsewhere."""
_FIELDS = re.compile(
    r"(?:\][A-Za-z]\d)?[A-Za-z]{0,5}[\w-]*\d[\w-]*([\^|;,\t~])(?:[^\^|;,\t~@]*\1){1,8}[\w.+-]+@[\w-]+(?:\.[A-Za-z]{2,})+(?:\1[^@]*)?"
)
"""An id, some fields, a mail address: what several layouts can make of it, chance does not."""
_LONGEST_FIELDS = 600
_ODD_HYPHENS = re.compile(r"(?=.*\d)[A-Z0-9]+(?:ß[A-Z0-9]+)+")
_UNSHIFTED_DIGITS = re.compile(
    r"(?=.*[&é\"'(\-è_çà]{3})(?=(?:[A-Za-z)]*[&é\"'(\-è_çà]){4})[A-Za-z)&é\"'(\-è_çà]{5,64}"
)
_SHIFTED_DIGITS = re.compile(r"[A-Za-z]{0,8}[!@#$%^&*()]{5,}")
_MASHED = "!@#$%^&*()"
_LOOKED_AT = 64
# In the order in which they are met at shows: most scanners leave the factory as US keyboards.
_ORDER = ("us>de", "us>fr", "us>gb", "de>us", "fr>us", "gb>us")


@dataclass(frozen=True, slots=True)
class Damage:
    """A pair of layouts that explains what is wrong with a code.

    Attributes:
        scanner: Layout that the scanner typed for.
        host: Layout that the host read.
        text: The code as it was before.
    """

    scanner: str
    host: str
    text: str

    @property
    def pair(self) -> str:
        """The pair as it is written in profiles: `us>de`."""
        return f"{self.scanner}>{self.host}"


def damage(text: str) -> Damage | None:
    """Return the pair of layouts that fits best, or None for a code that shows no damage."""
    return certain_damage(text) or likely_damage(text)


def certain_damage(text: str) -> Damage | None:
    """Return what happened to a code whose beginning is known."""
    if _BEGINNING.match(text[:_LOOKED_AT]):
        if '"' in text and "@" not in text and text[:1] != "{" and _ODD_ADDRESS.search(text):
            return _undone(text, "us>gb")
        return None
    for pair in pairs():
        # Dead keys wait for the next sign, so that the head may be a sign or two longer.
        if _BEGINNING.match(undo(text[:_LOOKED_AT], pair)):
            return _undone(text, pair)
    return None


def likely_damage(text: str) -> Damage | None:
    """Return what happened to a code that does not say what it is: only what can be nothing else."""
    if _BEGINNING.match(text[:_LOOKED_AT]):
        return None
    if "@" not in text and len(text) < _LONGEST_FIELDS:
        for pair in pairs():
            if _FIELDS.fullmatch(undo(text, pair)):
                return _undone(text, pair)
    if _ODD_HYPHENS.fullmatch(text):
        return _undone(text, "us>de")
    if _UNSHIFTED_DIGITS.fullmatch(text) and re.search("[éèçà]", text):
        return _undone(text, "us>fr")
    if _SHIFTED_DIGITS.fullmatch(text) and text not in _MASHED and len(set(text)) > 1:
        return _undone(text, "fr>us")
    return None


def pairs() -> list[str]:
    """Return all pairs of layouts, the most usual ones first."""
    every = [f"{scanner.value}>{host.value}" for scanner, host in permutations(LayoutName, 2)]
    return [*_ORDER, *(pair for pair in every if pair not in _ORDER)]


def undo(text: str, pair: str) -> str:
    """Return what a scanner meant to type, for a pair such as `us>de`; signs that fit no key stay."""
    return text.translate(_inverse(pair))


def _undone(text: str, pair: str) -> Damage:
    scanner, _, host = pair.partition(">")
    return Damage(scanner, host, undo(text, pair))


@cache
def _inverse(pair: str) -> dict[int, str]:
    """Return what each sign was meant to be; a letter with an accent was a dead key and another one."""
    scanner, _, host = pair.partition(">")
    typed, read = layout(scanner), layout(host)
    found: dict[str, str] = {}
    dead: dict[str, str] = {}
    for level in (Level.PLAIN, Level.SHIFT, Level.ALTGR):
        for code, meant in typed.levels[level].items():
            seen = read.character(code, level)
            if seen is None or meant in BARE_ACCENTS:
                continue
            if seen in BARE_ACCENTS:
                dead.setdefault(seen, meant)
                found.setdefault(BARE_ACCENTS[seen], meant)
            else:
                found.setdefault(seen, meant)
    for accent, meant in dead.items():
        for letter in read.composes.get(accent, ""):
            both = unicodedata.normalize("NFC", letter + accent)
            found.setdefault(both, meant + found.get(letter, letter))
    return {ord(sign): meant for sign, meant in found.items() if sign != meant}

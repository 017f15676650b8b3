"""What single values look like: addresses, numbers, ids; and how they are written down."""

import re
import unicodedata
from urllib.parse import unquote

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat

from agent.visit.badges.text import ascii_width, mended
from agent.visit.badges.words import words

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]"
)
"""Also no joiners: U+200C and U+200D are part of Persian and Hindi names."""
_EMAIL = re.compile(
    r"[^\s@\"<>()\[\],;:\\|^]{1,64}@(?=.{1,253}$)[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*"
)
_ADDRESSED = re.compile(r"[^<>]*<([^<>]+)>")
_PHONE = re.compile(
    r"\+?[\d\s().\-/\u2010-\u2015\xa0]{3,40}(?:(?:ext|x|;ext=|#|durchwahl)\.?\s*\d{1,7})?", re.IGNORECASE
)
_ID = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._:/+=-]{0,126}[A-Za-z0-9=])?")
_PLACEHOLDER = re.compile(
    r"null|undefined|nil|NaN|[nN]/[aA]|\(null\)|\{\{.*\}\}|\$\{.*\}|\[\[.*\]\]|<<.*>>|%[A-Za-z_]+%"
    r"|[-_.?*/\u2013\u2014 ]+"
)
"""What printers put where nothing is known; "Null" is a name."""
_LONGEST = 2000
_FEWEST_DIGITS = 3
_LONGEST_PHONE = 60
SALUTATIONS = frozenset(
    words(
        "mr mrs ms miss mx dr prof professor sir madam herr frau hr fr mme mlle m sr sra srta dott ing"
        " dipl-ing"
    )
)


def cleaned(text: str | None) -> str | None:
    """Return a value on one line, composed (NFC), without what cannot be seen; None where it says nothing."""
    if not text:
        return None
    text = _INVISIBLE.sub("", " ".join(mended(text[:_LONGEST]).split()))
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return None if not text or _PLACEHOLDER.fullmatch(text) else text


def as_id(text: str | None) -> str | None:
    """Return an id as it is looked up: as written, in ASCII digits, without a URN's prefix."""
    value = cleaned(text)
    if value is None:
        return None
    return re.sub(r"^urn:(?:uuid|badge):", "", ascii_width(value), flags=re.IGNORECASE) or None


def is_id(text: str) -> bool:
    """Whether a text may be an id: one word with a digit."""
    return _ID.fullmatch(text) is not None and any(character.isdigit() for character in text)


def as_emails(text: str | None) -> list[str]:
    """Return the mail addresses in a value, domains in small letters; what is no address is left out."""
    value = cleaned(text)
    if value is None or "@" not in value:
        return []
    found = []
    for part in re.split(r"[,;\s]+(?=\S*@|[^@]*<)", value) if value.count("@") > 1 else [value]:
        address = part.strip(" ,;'\"")
        if match := _ADDRESSED.fullmatch(address):
            address = match[1].strip()
        if address[:7].lower() == "mailto:":
            address = unquote(address[7:].partition("?")[0])
        if _EMAIL.fullmatch(address):
            local, _, domain = address.rpartition("@")
            found.append(f"{local}@{domain.lower()}")
    return found


def is_email(text: str) -> bool:
    """Whether a text is one mail address in a domain with a dot."""
    return _EMAIL.fullmatch(text) is not None and "." in text.rpartition("@")[2]


def as_phone(text: str | None, region: str | None = None) -> str | None:
    """Return a telephone number as E.164 where its country is known, else as written.

    Args:
        text: As on the badge; `tel:` URIs are taken.
        region: ISO 3166 code of the country that numbers without one belong to; None: nothing is assumed.
    """
    value = cleaned(text)
    if value is None:
        return None
    value = ascii_width(value)
    uri = value[:4].lower() == "tel:"
    if uri:
        value = unquote(value[4:]).strip()
    written = value.partition(";")[0].strip() if uri else value
    if sum(character.isdigit() for character in written) < _FEWEST_DIGITS:
        return None
    value = value[:_LONGEST_PHONE]
    international = value.startswith("+") or "phone-context=+" in value
    if not international and value.startswith("00") and not region:
        # The prefix of most of the world; only a number that really exists is believed.
        return _e164("+" + value[2:], None, certain=True) or written
    if not international and region is None:
        return written
    return _e164(value, region, certain=False) or written


def _e164(text: str, region: str | None, *, certain: bool) -> str | None:
    try:
        number = phonenumbers.parse(text, region)
    except NumberParseException:
        return None
    believed = phonenumbers.is_valid_number(number) if certain else phonenumbers.is_possible_number(number)
    if not believed:
        return None
    plain = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return f"{plain};ext={number.extension}" if number.extension else plain


def is_phone(text: str) -> bool:
    """Whether a text can only be a telephone number or nothing else that a badge carries."""
    return _PHONE.fullmatch(text.strip()) is not None


def modulus_10(digits: str) -> bool:
    """Whether the last digit is the GS1 check digit of those before (GS1 General Specifications, 7.9)."""
    if not (digits.isascii() and digits.isdigit()):  # a superscript is a digit to Python, but not to int()
        return False
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return total % 10 == 0


def luhn(digits: str) -> bool:
    """Whether the last digit is the Luhn check digit of those before (ISO/IEC 7812-1, annex B)."""
    if not (digits.isascii() and digits.isdigit()):  # a superscript is a digit to Python, but not to int()
        return False
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 -- sum of its digits
    return total % 10 == 0

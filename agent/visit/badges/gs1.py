"""Reads GS1 element strings (GS1 General Specifications, section 3): people carry a GSRN, goods do not."""

import re
from collections.abc import Iterator

from agent.visit.badges import values
from agent.visit.badges.person import Person
from agent.visit.badges.result import Kind, Reason, Refusal, Result

AIMS = frozenset({"]C1", "]d2", "]Q3", "]e0", "]e1", "]e2", "]J1"})
"""AIM identifiers of symbols that carry element strings."""
_GS = "\x1d"
_FIXED = {
    **dict.fromkeys(("00",), 18),
    **dict.fromkeys(("01", "02", "03"), 14),
    **dict.fromkeys(("11", "12", "13", "15", "16", "17", "8005"), 6),
    "20": 2,
    **{str(number): 13 for number in range(410, 418)},
    "402": 17,
    "422": 3,
    "424": 3,
    "425": 3,
    "426": 3,
    "7001": 13,
    "8001": 14,
    "8006": 18,
    "8017": 18,
    "8018": 18,
    **{str(number): 6 for number in range(3100, 3700)},
}
_VARIABLE = re.compile(
    r"10|2[1-2]|23\d|24[0-3]|25[0-5]|30|37|39\d\d|40[0-3]|42[0137]|43\d\d|70\d\d|71\d|72\d\d|80(?:0[2-4789]|1[0-39]|20|26|30)"
    r"|8110|8111|8112|8200|9\d"
)
_PARENTHESES = re.compile(r"\((\d{2,4})\)([^()]*)")
_BARE_GSRN = re.compile(r"801[78]\d{18}")
_PEOPLE = ("8018", "8017")
_GSRN_PEOPLE = 18
_GOODS = frozenset({"01", "02", "03", "8003", "8004", "8006", "255", "8110", "8112", "22", "414"})
_DOCUMENT_DIGITS = 13


def looks_like_gs1(text: str, aim: str) -> bool:
    """Whether a code is an element string."""
    return (
        aim in AIMS
        or re.match(r"\(\d{2,4}\)\s?\w", text) is not None
        or (text.startswith(_GS) and text[1:3].isdigit())
        or _BARE_GSRN.fullmatch(text) is not None
        or (_GS in text and re.match(r"0[12]\d{14}|00\d{18}|801[78]\d{18}", text) is not None)
    )


def read_gs1(text: str) -> Result | None:  # noqa: C901 -- one branch for each form
    """Read an element string; None where it is none."""
    elements = list(_elements(text))
    if not elements:
        return None
    found = dict(reversed(elements))  # the first of its kind counts
    person = Person()
    for identifier in _PEOPLE:
        if (number := found.get(identifier)) is not None:
            if len(number) != _GSRN_PEOPLE or not number.isdigit() or not values.modulus_10(number):
                return Refusal(Reason.CHECK_DIGIT, "scan it again", Kind.GS1)
            person.add("id", number, f"gs1:{identifier}")
    if not person.named and (refusal := _no_person(found)) is not None:
        return refusal
    if not person.named and (document := found.get("253")):
        if not values.modulus_10(document[:_DOCUMENT_DIGITS]):
            return Refusal(Reason.CHECK_DIGIT, "scan it again", Kind.GS1)
        person.add("id", document, "gs1:253")
    for identifier, value in elements:
        if identifier in {"21", "240"} or identifier.startswith("9"):
            person.add("id", value, f"gs1:{identifier}")
    if not person.named:
        return Refusal(Reason.NO_IDENTITY, "none of its elements stands for a person", Kind.GS1)
    return person.decoded(Kind.GS1)


def read_digital_link(path: str) -> Result | None:
    """Read the path of a GS1 Digital Link (`/01/GTIN/10/LOT`); None for any other."""
    pairs = re.findall(r"/(00|01|8003|8004|8017|8018|253|255)/([^/]+)", path)
    return read_gs1("".join(f"({identifier}){value}" for identifier, value in pairs)) if pairs else None


def _no_person(found: dict[str, str]) -> Refusal | None:
    if "00" in found or "401" in found or "402" in found:
        return Refusal(Reason.SHIPPING_LABEL, "it is a label of a parcel", Kind.GS1)
    if _GOODS & found.keys():
        return Refusal(Reason.PRODUCT_BARCODE, "it is a label of goods", Kind.GS1)
    return None


def _elements(text: str) -> Iterator[tuple[str, str]]:
    bracketed = _PARENTHESES.findall(text)
    if bracketed and text.startswith("("):
        yield from ((identifier, value.strip(f" {_GS}")) for identifier, value in bracketed)
        return
    position = 0
    while position < len(text):
        if text[position] == _GS:
            position += 1
            continue
        identifier, length = _identifier(text, position)
        if not identifier:
            return
        start = position + len(identifier)
        end = text.find(_GS, start) if length is None else start + length
        end = len(text) if end < 0 else end
        yield identifier, text[start:end]
        position = end


def _identifier(text: str, position: int) -> tuple[str, int | None]:
    """Return the application identifier at a place, and the length of its value where that is fixed."""
    for length in (4, 3, 2):
        identifier = text[position : position + length]
        if len(identifier) == length and identifier.isdecimal() and identifier.isascii():
            if identifier in _FIXED:
                return identifier, _FIXED[identifier]
            if _VARIABLE.fullmatch(identifier):
                return identifier, None
    return "", None

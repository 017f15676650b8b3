"""What an amount of money is for: in total, a year, a month, a head, or a piece."""

import re

from agent.insight.signals.language.numbers import TENS, UNITS
from agent.insight.signals.language.patterns import compiled

_PER_SEAT = (
    "seats?|users?|heads?|person|people|employee|agent|licen[cs]e|login|workplace|workstation|member|colleague|pupil|student|child|kid|learner|lawyer|"
    "doctor|nurse|teacher|technician|engineer|driver|planner|dispatcher|operator|worker|man|woman|fte|nose|trainee|apprentice|consultant|therapist|"
    "clerk|partner|participant|guard|tutor|mechanic|fitter|inspector|tutor|adviser|advisor|analyst|account|staff"
)
"""What is paid for by the person who uses it."""
_PERIOD = {"year": "per_year", "annum": "per_year", "month": "per_month"}
_SEATS_BEFORE = re.compile(rf"\b(?:{_PER_SEAT})s\b[^.!?;]{{0,60}}$")
"""What is spoken of before an amount "each": "twelve seats if you said twenty-two euros each"."""
_BASIS = compiled(r"""
    (?:
        ,?\s*
        (?:
            or so|roughly|or thereabouts|give or take|max|maximum|tops|at most|in total|plus|something|ish|
            (?:put |set )?(?:in the (?:plan|budget)|aside|reserved|earmarked|planned)|for (?:it|this|that)
        )\b
    )?(?:
        \s*,?\s*(?:
            /\s*|
            (?:
                per|a|an|each|every|for each|for every|by the|by(?=\s+(?:person|user|head|employee|month|year|machine|unit|piece|truck|site)\b)|on a|on each|on every|
                in a(?=\s+(?:month|year)\s*(?:[.,;!?]|$|for\b|not\b))|
                the(?=\s+(?:month|year|seat|head|piece|unit)\b)
            )\s+
        )(?:named |single |full |active |calendar |running |school |business )?
        (?P<unit>(?!(?:of|twelve|i|we|you|it|they|is|then|and|or|but)\b)[a-z]+)|
        \s*,?\s*(?:for|on) each of (?:my|our|the|these|those|them) (?P<many>[a-z]+?)s\b|
        \s*,?\s*(?P<adverb>
            annually|yearly|every twelve months|every 12 months|monthly|p\.a\.?|each(?! of\b)|apiece|a piece|
            for each(?=\s*(?:[.,;!?]|$))|recurring|total|in total|altogether|all in(?!\w)|
            (?:(?:spread )?over|for|in) the (?:whole |full |entire )?year(?! \d)
        )
    )
""")
_BASIS_BEFORE = compiled(r"""
    \bper [a-z]+\s*,?\s*(?:
        (?:
            about|around|roughly|maybe|say|not more than|no more than|up to|max|maximum|at most|i'd say|like|
            it's|we'd pay|that's|something like
        )\s+
    )*$
""")
_BASIS_NAMED = compiled(r"""
    \b(?:
        (?:
            per|for each|for every|in each|(?:each|every)(?= (?:year|month)\b)|
            a(?= (?:year|month|head|seat)\b)
        )\s+(?:named |single |full |active )?(?P<unit>[a-z]+)|
        (?P<adverb>yearly|annual(?:ly)?|monthly)
    )\b
""")
_NO_THIS_UNIT = compiled(r"""
    \s*,?\s*(?:i mean|i meant|or rather|rather|no,?(?: sorry)?|sorry|well)\s*,?\s*
    (?:a|an|per|for each|each|the) (?P<unit>[a-z]+)(?=\s*(?:[.,;!?]|$))
""")
"""A slip of the tongue: "a hundred and twenty a head, I mean a post"."""
_ANSWER = compiled(r"""
    \W*(?:(?:yes|yeah|yep|no|right|exactly|well|oh|and|or|that's|it's|that is|only|in all|once)\W+)*
    (?:
        (?:per|a|an|each|every|for each|for every|by the) (?P<unit>[a-z]+)|
        (?P<one>for each|each|apiece)|(?P<adverb>yearly|annually|monthly)
    )(?:\W+(?:yes|yeah|right|exactly|please|of course|that is|i mean|that's it|obviously))?\W*$
""")
_AND_UNIT = re.compile(
    r"\s+and\s+(?:per\s+)?(?P<unit>(?!more\b|on\b|up\b|in\b)[a-z]+)(?=\s*(?:[.,;!?]|$|is\b|would\b|max\b|tops\b))"
)
"""Per month and truck."""
_NOT_UNITS = frozenset(
    [
        "lot",
        "bit",
        "total",
        "whole",
        "maximum",
        "minimum",
        "couple",
        "few",
        "range",
        "plan",
        "budget",
        "good",
        "little",
        "for",
        "this",
        "that",
        "big",
        "fair",
        "rough",
        "start",
        "yes",
        "number",
        "ballpark",
        "stretch",
        "day",
        "week",
        "hour",
        "project",
        "pilot",
        "first",
        "one",
        "time",
        "moment",
        "max",
        "better",
        "nice",
        "quarter",
        "half",
        "third",
        "cent",
        "fifth",
        "tenth",
        "hundred",
        "thousand",
        "million",
    ]
)
_OVER_YEARS = re.compile(
    r"\s*(?:over|across|spread over|for|in)\s+(?!the\s+(?:(?:whole|full|entire)\s+)?year)(?:the\s+)?(?:next\s+)?[\w-]+\s+years?\b"
)


_OF_SOME_COUNTRY = re.compile(r"\s+(?:pesos?|crowns|shillings|dinars?|rials?)\b")
"""Money that several countries have, so that its currency is not known."""


def basis_after(plain: str, end: int) -> tuple[str, int]:
    """Return the basis that follows an amount, and the character after it."""
    if _OVER_YEARS.match(plain, end):
        return "total", end
    basis = "total"
    unnamed = _OF_SOME_COUNTRY.match(plain, end)
    if unnamed is not None and _BASIS.match(plain, unnamed.end()):
        end = unnamed.end()
    for _ in range(2):
        match = _BASIS.match(plain, end)
        if match is None:
            break
        unit, adverb = match["unit"] or match["many"], match["adverb"] or ""
        if unit is not None:
            if unit in _NOT_UNITS or unit in UNITS or unit in TENS:
                break
            found = _of_unit(unit)
            beside = re.match(r"\s*,?\s*(?:for|on|by|the)\b", match.group())
            if basis != "total" and beside and found != "per_seat":
                break
        elif adverb.startswith(("annual", "year", "every", "p.a")) or adverb.endswith("year"):
            found = "per_year"
        elif adverb == "monthly":
            found = "per_month"
        elif adverb in {"each", "apiece", "a piece", "for each"}:
            found = "per_seat" if _SEATS_BEFORE.search(plain, 0, end) else "per_unit"
        else:
            found = basis
        basis = basis if basis in {"per_seat", "per_unit"} else found
        end = match.end()
    corrected = _NO_THIS_UNIT.match(plain, end) if basis != "total" else None
    if corrected is not None and corrected["unit"] not in _NOT_UNITS:
        basis, end = _of_unit(corrected["unit"]), corrected.end()
    both = _AND_UNIT.match(plain, end) if basis in {"per_month", "per_year"} else None
    if both is not None:
        basis, end = _of_unit(both["unit"]), both.end()
    return basis, end


def basis_in(plain: str) -> str:
    """Return the unit or the period that words without an amount name: "per crane", "each month", "annually"."""
    found = "total"
    for match in _BASIS_NAMED.finditer(plain):
        unit = match["unit"] or ("month" if match["adverb"] == "monthly" else "year")
        if unit in _NOT_UNITS or unit in UNITS or unit in TENS:
            continue
        if unit not in _PERIOD or found == "total":
            found = _of_unit(unit)
    return found


def basis_of_answer(plain: str) -> str:
    """Return the basis that a short turn consists of: "per loom, yes", "no, every year"."""
    match = _ANSWER.match(plain)
    if match is None:
        return "total"
    if match["one"]:
        return "per_unit"
    unit = match["unit"] or match["adverb"].removesuffix("ly").replace("annual", "year")
    return "total" if unit in _NOT_UNITS or unit in UNITS or unit in TENS else _of_unit(unit)


def _of_unit(unit: str) -> str:
    return _PERIOD.get(unit) or ("per_seat" if re.fullmatch(_PER_SEAT, unit) else "per_unit")


def basis_before(plain: str, start: int) -> str:
    """Read "per case not more than" before an amount."""
    match = _BASIS_BEFORE.search(plain, 0, start)
    return basis_after(plain, match.start())[0] if match is not None else "total"

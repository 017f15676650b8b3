"""Numbers as people say them and recognisers write them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.insight.signals.language.patterns import compiled

UNITS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
UNITS |= {"fiver": 5, "tenner": 10}
TENS = {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
} | {"fourty": 40, "fiddy": 50}
SCALES = {
    "k": 1_000,
    "kay": 1_000,
    "grand": 1_000,
    "thousand": 1_000,
    "thousands": 1_000,
    "thou": 1_000,
    "million": 1_000_000,
    "millions": 1_000_000,
    "mil": 1_000_000,
    "mill": 1_000_000,
    "mio": 1_000_000,
    "mn": 1_000_000,
    "m": 1_000_000,
    "lakh": 100_000,
    "lakhs": 100_000,
    "lac": 100_000,
    "lacs": 100_000,
    "crore": 10_000_000,
    "crores": 10_000_000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
}
_TOKEN = compiled(r"""
    (?P<figures>\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)|
    (?P<word>[^\W\d_]+)|(?P<sign>[^\s\w])
""")
_MOST_DIGITS = 15
"""Longer figures are no amounts: numbers of orders, of cards."""
_GROUPED = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?$")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign, or figures, with its place in the text."""

    text: str
    start: int
    end: int
    figures: bool


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the text.

    Attributes:
        value: In full, as far as it was said in full.
        scale: The largest of thousand, million, billion that was said with it, else 1.
        start: First character.
        end: Character after the last.
        after: Index of the token after it.
        figures: Whether it is written in figures.
    """

    value: float
    scale: int
    start: int
    end: int
    after: int
    figures: bool


def tokens_of(plain: str) -> list[Token]:
    """Cut plain text into tokens."""
    return [
        Token(match.group(), match.start(), match.end(), match.lastgroup == "figures")
        for match in _TOKEN.finditer(plain)
    ]


def number_at(tokens: Sequence[Token], index: int) -> Number | None:
    """Return the number that begins with the token, or None.

    Understands "fifty", "twenty-five", "a hundred and twenty thousand", "two fifty" (250), "thirty five hundred",
    "half a million", "three quarters of a million", "one and a half million", "a million and a half",
    "one point five million", "a couple of hundred thousand", "50k", "1.5 mil", "50,000", "50.000" and "50 000".
    """
    found = _fraction_of_scale(tokens, index) or _plain_number(tokens, index)
    if found is None:
        return None
    value, scale, after = found
    return Number(value, scale, tokens[index].start, tokens[after - 1].end, after, tokens[index].figures)


def _word(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text if 0 <= index < len(tokens) else ""


def _fraction_of_scale(tokens: Sequence[Token], index: int) -> tuple[float, int, int] | None:
    at, share = index, 0.0
    if _word(tokens, at) in {"a", "one"} and _word(tokens, at + 1) in {"half", "quarter"}:
        at += 1
    if _word(tokens, at) == "half":
        share = 0.5
    elif _word(tokens, at) == "quarter":
        share = 0.25
    elif _word(tokens, at) == "three" and "quarters" in (_word(tokens, at + 1), _word(tokens, at + 2)):
        share, at = 0.75, at + 1 + _hyphenated(tokens, at + 1)
    if not share:
        return None
    at += 1
    if _word(tokens, at) == "of":
        at += 1
    if _word(tokens, at) in {"a", "one"}:
        at += 1
    scale = SCALES.get(_word(tokens, at), 1)
    if scale == 1 and share == 1 / 2 and _word(tokens, at) in _COIN_WORDS:
        return share, 1, at  # "half a euro"
    return (share * scale, scale, at + 1) if scale > 1 else None


def _plain_number(tokens: Sequence[Token], index: int) -> tuple[float, int, int] | None:
    at = index
    if _word(tokens, at) in {"a", "an"}:
        if _word(tokens, at + 1) in {"couple", "few"}:
            of = at + 2 + (_word(tokens, at + 2) == "of")
            if _word(tokens, of) not in {"hundred", *SCALES}:
                return None
            return _scaled(tokens, of, 2.0 if _word(tokens, at + 1) == "couple" else 3.0)
        if _word(tokens, at + 1) in _COIN_WORDS and _word(tokens, at + 2) in {
            "a",
            "per",
            "each",
            "every",
            "an",
        }:
            return 1.0, 1, at + 1  # "a quid a head"
        if _word(tokens, at + 1) not in {"hundred", *SCALES} or len(_word(tokens, at + 1)) == 1:
            return None
        return _scaled(tokens, at + 1, 1.0)
    if at < len(tokens) and tokens[at].figures:
        return _figures(tokens, at)
    if _word(tokens, at) == "hundred" and _word(tokens, at - 1) not in _VAGUE:
        return _scaled(tokens, at, 1.0)
    small = _below_hundred(tokens, at)
    if small is None:
        return None
    value, at = small
    if value < 10 and _word(tokens, at) in {"oh", "o"} and 0 < UNITS.get(_word(tokens, at + 1), 0) < 10:
        return _scaled(tokens, at + 2, value * 100 + UNITS[_word(tokens, at + 1)])  # "four oh five"
    # "two fifty", "twelve fifty": hundreds left out. "twenty twenty seven" is a year and reads the same way.
    if 0 < value < 100 and (value < 20 or value == 20):
        rest = _below_hundred(tokens, at + (value < 10 and _hyphenated(tokens, at)))
        if rest is not None and (
            20 <= rest[0] < 100 or (value < 10 <= rest[0] < 20 and _alone(tokens, index, rest[1]))
        ):
            value, at = value * 100 + rest[0], rest[1]
    return _scaled(tokens, at, value)


def _alone(tokens: Sequence[Token], index: int, after: int) -> bool:
    """Return whether "two ten" opens a sentence or follows a word of size, and is no time of day."""
    return _word(tokens, index - 1) in {
        "",
        ".",
        ",",
        "at",
        "to",
        "for",
        "say",
        "maybe",
        "about",
        "around",
    } and (_word(tokens, after) in {"", ".", ",", "would", "is", "a", "per", "and", "max", "tops", "each"})


_COIN_WORDS = frozenset({"quid", "pound", "euro", "dollar", "buck", "franc", "rupee"})
_VAGUE = frozenset({"few", "couple", "several", "some", "many", "of"})


def _hyphenated(tokens: Sequence[Token], at: int) -> bool:
    return _word(tokens, at) == "-"


def _figures(tokens: Sequence[Token], at: int) -> tuple[float, int, int] | None:
    token = tokens[at]
    if at and tokens[at - 1].end == token.start and tokens[at - 1].text.isalpha():
        return None  # Q3, IPv4
    if len(token.text) > _MOST_DIGITS:
        return None
    follows = _word(tokens, at + 1)
    glued = at + 1 < len(tokens) and tokens[at + 1].start == token.end
    if glued and follows in {"st", "nd", "rd", "th"}:
        return None
    if _GROUPED.match(token.text):
        cents = re.search(r"[.,](\d{1,2})$", token.text)
        whole = token.text[: cents.start()] if cents else token.text
        value = float(re.sub(r"\D", "", whole) + ("." + cents.group(1) if cents else ""))
    else:
        value = float(token.text.replace(",", "."))
    if glued and follows.isalpha() and follows not in SCALES and len(follows) == 1:
        return None  # 3D
    if follows == "m" and not glued:
        return value, 1, at + 1
    return _scaled(tokens, at + 1, value)


def _below_hundred(tokens: Sequence[Token], at: int) -> tuple[float, int] | None:
    word = _word(tokens, at)
    if word in UNITS:
        return float(UNITS[word]), at + 1
    if word not in TENS:
        tens = next((name for name in TENS if word.startswith(name)), "")
        unit = UNITS.get(word.removeprefix(tens), 0) if tens else 0
        return (float(TENS[tens] + unit), at + 1) if 0 < unit < 10 else None  # "twentyfive"
    after = at + 1
    hyphen = after + (_word(tokens, after) == "-")
    unit = UNITS.get(_word(tokens, hyphen), 0)
    if 0 < unit < 10:
        return float(TENS[word] + unit), hyphen + 1
    return float(TENS[word]), after


def _scaled(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int, int]:
    """Go on after a first value: hundreds, decimals, scales, and what is added to them."""
    value, at = _decimals(tokens, at, value)
    value, at = _and_a_half(tokens, at, value)
    odd = at + (_word(tokens, at) == "-")
    if _word(tokens, odd) in {"odd", "ish", "something"} and _word(tokens, odd + 1) in {"hundred", *SCALES}:
        at = odd + 1  # "sixty-odd thousand"
    if _word(tokens, at) == "hundred":
        value, at = value * 100, at + 1
        value, at = _added(tokens, at, value)
    scale = SCALES.get(_word(tokens, at), 1)
    if scale == 1 or (_word(tokens, at) == "m" and not tokens[at - 1].figures):
        return value, 1, at
    total, at = value * scale, at + 1
    if (_word(tokens, at), _word(tokens, at + 1), _word(tokens, at + 2)) == ("and", "a", "half"):
        return total + scale / 2, scale, at + 3
    if scale > 1_000 or _word(tokens, at) != "-":
        more = _rest_after_scale(tokens, at, scale)
        if more is not None:
            return total + more[0], scale, more[1]
    return total, scale, at


def _and_a_half(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    if _hyphenated(tokens, at) and _word(tokens, at + 1) == "and":
        at += 1  # "eight-and-a-half"
    if _word(tokens, at) != "and":
        return value, at
    after = at + 1
    for word in ("-", "a", "-"):
        after += _word(tokens, after) == word
    share = {"half": 0.5, "quarter": 0.25}.get(_word(tokens, after))
    if share is None or (share < 1 / 2 and _word(tokens, after + 1) not in SCALES):
        return value, at
    return value + share, after + 1


def _decimals(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    if _word(tokens, at) != "point":
        return value, at
    digits, after = "", at + 1
    while UNITS.get(_word(tokens, after), 10) < 10:
        digits += str(UNITS[_word(tokens, after)])
        after += 1
    two = _below_hundred(tokens, at + 1)
    if not digits and two is not None:
        digits, after = str(int(two[0])), two[1]
    return (value + float("0." + digits), after) if digits else (value, at)


def _added(tokens: Sequence[Token], at: int, value: float) -> tuple[float, int]:
    """Add "and twenty five" to hundreds."""
    start = at + (_word(tokens, at) == "and")
    rest = _below_hundred(tokens, start)
    if rest is None or not rest[0] or (start > at and _word(tokens, rest[1]) == "hundred"):
        return value, at  # "between one hundred and one hundred fifty"
    return value + rest[0], rest[1]


def _rest_after_scale(tokens: Sequence[Token], at: int, scale: int) -> tuple[float, int] | None:
    """Return what is added below a scale: "two million (and) three hundred thousand", "five thousand two hundred"."""
    start = at + (_word(tokens, at) == "and")
    if start < len(tokens) and (tokens[start].figures or _word(tokens, start) == "half"):
        return None
    rest = _plain_number(tokens, start)
    alone = rest is not None and _word(tokens, rest[2]) in {"", ".", ",", "!", "?"}
    if rest is not None and alone and scale >= 1_000_000 and rest[1] == 1 and rest[0] < 10 and start == at:
        return rest[0] * scale / 10, rest[2]  # "a million three"
    if rest is None or rest[0] >= scale or (start > at and rest[0] >= 1_000 and rest[1] == 1):
        return None
    # "fifty thousand two" is an amount and then something else, "five thousand two hundred" is not.
    if rest[1] == 1 and rest[0] < 100 and start == at:
        return None
    return rest[0], rest[2]

"""Years that are said like amounts: "half a million for twenty six and twenty seven", "in 27 forty thousand"."""

import re

from agent.insight.signals.language.numbers import SCALES, TENS, UNITS
from agent.insight.signals.language.patterns import compiled, laid_out

_UNIT = "|".join(name for name, value in UNITS.items() if 0 < value < 10)
_YEAR = rf"(?:'?(?:2[4-9]|3[0-9])(?!\d|[.,]\d)|(?:twenty|thirty)(?:[ -]?(?:{_UNIT}))\b)"
_NUMBER = "|".join(name for name in [*UNITS, *TENS] if name != "one")
_NO_AMOUNT = laid_out(rf"""
    (?!
        \s*-?\s*(?:
            {"|".join(SCALES)}|hundred|percent|per|a|an|each|%|[$€£]|euros?|dollars?|pounds?|quid|bucks?|
            francs?|kron\w+|rupees?
        )(?![a-z])
    )
""")
"""What follows a year is neither a scale nor a currency nor what an amount is for."""
_BOTH = compiled(rf"""
    \b(?P<first>{_YEAR})\s*(?:,|/|-|and|to|through|until|till|or|plus|and then)\s*(?:in |for |from )?
    (?P<second>{_YEAR}){_NO_AMOUNT}
""")
_MONEY = compiled(rf"""
    \b(?:
        {"|".join(name for name in SCALES if len(name) > 1)}|
        euros?|dollars?|pounds?|francs?|kron\w+|rupees?|years?
    )\b|
    [$€£]|\d(?:k\b|[.,]000\b)
""")
"""Said elsewhere, where two neighbouring numbers are years and no amounts."""
_JUST_BEFORE = 20
_ONE = compiled(rf"""
    \b(?:
        in|during|since|until|till|through|from|by|for|of|fiscal|financial|fy|year|early|late|mid|spring|
        summer|autumn|fall|winter|january|february|march|april|june|july|august|september|october|november|
        december
    )(?: year)?[ -]+{_YEAR}{_NO_AMOUNT}(?=
        \s*(?:
            $|[.,;:!?]|
            (?:
                \d|
                (?:
                    {_NUMBER}|a hundred|hundred|nothing|none|we|i|it|it's|there|there's|and|but|then|the|they|
                    because|when|so
                )\b
            )
        )
    )
""")
_IN_FULL = re.compile(
    rf"\b(?:two thousand (?:and )?|twenty[ -])(?:twenty|thirty)[ -]?(?:{_UNIT})\b{_NO_AMOUNT}"
)
"""With the century: "by september two thousand twenty seven"."""
_NO_YEAR_BEFORE = re.compile(r"\b(?:for|of|by|from|until|till|through)(?: year)?[ -]+$")
"""After these words a single number is rather an amount: "I'd do it for twenty-six"."""


def years_in(plain: str) -> list[tuple[int, int]]:
    """Return where years are said in words or without their century, from each first character to after the last.

    Two numbers are years where one follows the other; a single one, where words of time stand before it.
    """
    found = [
        (match.start(), match.end())
        for match in _BOTH.finditer(plain)
        if _next(match) and _MONEY.search(plain)
    ]
    found += [match.span() for match in _IN_FULL.finditer(plain)]
    for match in _ONE.finditer(plain):
        start = re.search(rf"{_YEAR}$", match.group())
        at = match.start() + (start.start() if start is not None else 0)
        for_it = plain.startswith("for ", match.start()) and (
            _MONEY.search(plain, match.end())
            or _MONEY.search(plain, max(0, match.start() - _JUST_BEFORE), match.start())
        )
        if for_it or not _NO_YEAR_BEFORE.search(plain, match.start(), at):
            found.append((at, match.end()))
    return found


def _next(match: re.Match[str]) -> bool:
    return _value(match["second"]) == _value(match["first"]) + 1


def _value(said: str) -> int:
    figures = re.sub(r"\D", "", said)
    if figures:
        return int(figures)
    tens = next(name for name in TENS if said.startswith(name))
    return TENS[tens] + UNITS[said.removeprefix(tens).strip(" -")]

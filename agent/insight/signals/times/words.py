"""Words for months, days, counts and years, as pieces of patterns, and what they are worth."""

import re

from agent.insight.signals.language.numbers import TENS, UNITS
from agent.insight.signals.language.patterns import laid_out, longest_first
from agent.insight.signals.times.calendar_spans import MONTHS, SEASONS, WEEKDAYS

_CUT_SHORT = [name for name in MONTHS if name == "sept" or (len(name) == len("jan") and name != "may")]
MONTH = laid_out(rf"""
    (?:
        {"|".join(name for name in MONTHS if name not in _CUT_SHORT)}|
        (?:{"|".join(_CUT_SHORT)})(?:\.(?!\s+the\b))?
    )
""")
"""Only what is cut short has a stop of its own: "in September. The second" is no date."""
WEEKDAY = "|".join(WEEKDAYS)
SEASON = "|".join(SEASONS)
_SMALL = "|".join([*UNITS, *TENS])
COUNT = laid_out(rf"""
    (?:
        (?:{_SMALL}|\d{{1,2}}) and a half|a couple(?: of)?|a few|half a|an?|\d{{1,3}}|
        (?:{"|".join(TENS)})[ -](?:{"|".join(list(UNITS)[1:10])})|
        {_SMALL}|several
    )
""")
LENGTH_UNIT = laid_out(r"""
    (?:business |working |calendar |full |good |more )?
    (?P<unit>days?|weeks?|fortnights?|months?|quarters?(?= of a year)|quarters?|years?)(?: of a year)?
    (?P<half> and a half)?
""")
_HEARD = {"for": 4.0, "ate": 8.0, "too": 2.0, "to": 2.0, "tree": 3.0}
"""Counts as recognisers mishear them: "within for weeks", "in ate weeks"."""
COUNT_HEARD = rf"(?:{COUNT}|{'|'.join(_HEARD)})"
_ORDINALS = {
    name: number
    for number, name in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
} | {"thirtieth": 30}
for _tens, _name in ((20, "twenty"), (30, "thirty")):
    for _unit, _ordinal in enumerate(list(_ORDINALS)[:9], start=1):
        if _tens + _unit <= 31:
            _ORDINALS[f"{_name} {_ordinal}"] = _ORDINALS[f"{_name}-{_ordinal}"] = _tens + _unit
_ORDINALS |= {name.replace("fourth", "forth"): day for name, day in _ORDINALS.items() if "fourth" in name}
"""As recognisers mishear it."""
ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(longest_first(_ORDINALS)) + ")"
DAY = laid_out(rf"""
    (?:
        {ORDINAL}|\d{{1,2}}|
        (?:twenty|thirty)[ -](?:{"|".join(list(UNITS)[1:10])})|
        {"|".join(list(UNITS)[1:])}|twenty|thirty
    )
""")
CARDINAL = laid_out(rf"""
    (?:
        (?:twenty|thirty)[ -](?:{"|".join(list(UNITS)[1:10])})|
        {"|".join(list(UNITS)[1:20])}|twenty(?![ -](?:twenty|thirty))|thirty
    )
""")
WEEK = rf"(?:[1-5]?\d|(?:forty|fifty)(?:[ -](?:{'|'.join(list(UNITS)[1:10])}))?|{CARDINAL})"
YEAR = laid_out(r"""
    (?:
        20\d\d|
        two thousand (?:and )?(?:twenty|thirty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|
        twenty[ -](?:twenty|thirty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?
    )
""")
GOES_ON_AFTER = laid_out(r"""
        (?=
            \s*(?:[.,;!?]|$)|
            \s+(?:
                we|i|it|he|she|they|there|that|then|so|and|or|at|by|from|to|on|in|for|with|before|after|until|
                till|already|latest|only|because|since|when|if|but|is|was|this|next|as|not|must|has|have|will|
                would|should|please|maybe|i'm|we're|it's|that's
            )\b
        )
    """)
"""What may follow a number that names a day or a year: no word that it could count."""
YEAR_AFTER = rf"(?:,?\s*(?:of\s+)?(?P<year>{YEAR}|(?:next|this|the coming|the following) year))?"
_LAST_TWO = laid_out(rf"""
    (?:
        '?[2-4]\d(?=\s*(?:[.,;!?]|$))|
        (?:twenty[ -](?:five|six|seven|eight|nine)|thirty(?:[ -](?:one|two|three|four|five))?){GOES_ON_AFTER}
    )
""")
SHORT_YEAR = rf"(?:{YEAR}|{_LAST_TWO})"
"""Of a quarter, a half or a whole date also the last two figures: "Q1 27", "the first of June twenty seven"."""
SHORT_YEAR_AFTER = rf"(?:,?\s*(?:of\s+)?(?P<year>{SHORT_YEAR}|(?:next|this|the coming|the following) year))?"
QUARTER_NUMBER = {
    "1": 1, "2": 2, "3": 3, "4": 4, "one": 1, "two": 2, "three": 3, "four": 4, "for": 4,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip


def one_spaced(said: str) -> str:
    """Return words with one blank between them; where a filler was, plain text has several."""
    return " ".join(said.split())


def year_number(said: str) -> int:
    """Return a year that is written in figures, in full or its last two, or in words."""
    said = one_spaced(said)
    figures = said.lstrip("'")
    if figures.isdigit():
        return int(figures) if len(figures) > len("27") else 2000 + int(figures)
    words = re.split(r"[ -]+", said.removeprefix("two thousand ").removeprefix("and "))
    if len(words) > 1 and words[1] in TENS:
        words = words[1:]
    return 2000 + sum(TENS.get(word, UNITS.get(word, 0)) for word in words)


def count_of(said: str) -> float:
    """Return how many "a couple", "six" or "twenty-five" are."""
    said = one_spaced(said)
    if said.endswith(" and a half"):
        return count_of(said.removesuffix("and a half")) + 0.5
    if said.isdigit():
        return float(said)
    if said.startswith(("a couple", "a few", "several", "half")):
        return 2 if "couple" in said else 0.5 if "half" in said else 3
    if said in {"", "a", "an"}:
        return 1
    if said in _HEARD:
        return _HEARD[said]
    return float(sum(UNITS.get(word, TENS.get(word, 0)) for word in re.split(r"[ -]", said)))


def day_number(said: str) -> int:
    """Return the day of the month that "the third" or "21st" means."""
    said = one_spaced(said)
    if said in _ORDINALS:
        return _ORDINALS[said]
    digits = re.match(r"\d+", said)
    return int(digits.group()) if digits else int(count_of(said))

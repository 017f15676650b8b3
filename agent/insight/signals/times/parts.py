"""Parts of a span of days: "early", "the first two weeks of", "towards the end of", "June end"."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.times.calendar_spans import Days, add_months, months_from, part_of
from agent.insight.signals.times.words import GOES_ON_AFTER

DAYS_OF_A_MONTH = 31
_HALF_A_MONTH = 14
_PART = compiled(r"""
    (?P<part>
        (?:the )?(?:very )?(?:
            early|begin(?:ning)? of|start of|mid|middle of|late|(?:back |tail )?end of|close of|
            (?:first|second|third|fourth|last) week (?:of|in)|
            (?:first|last) (?:two|three|couple of) weeks (?:of|in)|
            (?:first|last) (?:few |couple of |three |ten )?days of|
            (?:first|last) fortnight (?:of|in)|second half of|first half of|(?:the )?later part of|
            towards the end of
        )
    )(?:[ -]+(?:in|on|part of))?[ -]*(?:the\s+|of\s+)*$
""")
_BARE_PART = compiled(r"""
    (?:
        ^|[.,;!?]|
        \b(?:
            by|until|till|before|after|at|in|from|around|about|maybe|probably|say|so|is|it's|ends|expires|
            runs|due|latest|want|need|and|or
        )\b
    )\s*(?:the )?(?P<part>beginning|begin|start|middle|end)\s+$
""")
"""Without "of", as people say it who think in another language; "we start September" is a verb."""
_PART_AFTER = re.compile(rf"[\s-]+(?P<part>end(?:ing)?|beginning|start(?:ing)?|mid(?:dle)?){GOES_ON_AFTER}")
"""After a month: "by June end"."""
_PART_BEHIND = compiled(r"""
    \s*,\s*(?:(?:the|in|more|rather|probably|maybe|towards|say|its)\s+)*
    (?P<part>
        (?:first|second) half|(?:first|second|third|last) week|(?:first|last) two weeks|first fortnight|
        beginning|middle|end|early|late|mid
    )(?=
        \s*(?:[.,;!?]|$)|
        \s+(?:probably|maybe|i (?:think|guess|suppose|would say)|i'd say|or so|most likely|ideally|i hope)\b
    )
""")
"""A part said after its month: "in August, second half"."""
_WEEK_OF = re.compile(
    r"(?:the )?week(?P<end>end)? (?:of|from|around|beginning|starting|commencing)(?: on)? (?:the )?$"
)
_TWO_PARTS = re.compile(r"\b(?P<part>early|mid|first|second|third)(?:\s+|-)(?:to|or|and)\s+(?:the\s+)?$")
_ENDS = re.compile(r"(?:(?:back |tail )?end\b|close of|towards the end of)")


@dataclass(frozen=True, slots=True)
class Part:
    """A span or a part of it, as it was said.

    Attributes:
        start: First character, with the words of the part.
        end: Character after the last.
        days: What is left of the span; all of it where its end was named.
        ending: Whether its end was named.
    """

    start: int
    end: int
    days: Days
    ending: bool = False


def part_said(plain: str, start: int, end: int, days: Days) -> Part:
    """Take in the words around a span that leave a part of it."""
    if days.last > days.first:
        of_a_month = (days.last - days.first).days < DAYS_OF_A_MONTH
        after = _PART_AFTER.match(plain, end) if of_a_month else None
        if after is not None:
            if after["part"].startswith("end"):
                return Part(start, after.end(), days, ending=True)
            return Part(start, after.end(), _narrowing(plain, start, after["part"], days))
        behind = _PART_BEHIND.match(plain, end) if of_a_month else None
        if behind is not None:
            whole = f"{behind['part']} of" if "week" in behind["part"] else behind["part"]
            if whole == "end":
                return Part(start, behind.end(), last_part(days))
            return Part(start, behind.end(), _narrowing(plain, start, whole, days))
        part = _PART.search(plain, 0, start)
        if part is None and of_a_month:
            part = _BARE_PART.search(plain, 0, start)
        if part is not None:
            begins = part.start("part")
            if _ENDS.match(_bare(part)):
                return Part(begins, end, days, ending=True)
            narrowed = _narrowing(plain, begins, _bare(part), days)
            two = _TWO_PARTS.search(plain, 0, begins)
            if two is not None:  # "mid to late June", "the second or third week of June"
                of_weeks = "week" in _bare(part) and two["part"] in _WEEKS
                word = f"{two['part']} week of" if of_weeks else two["part"]
                other = _narrowing(plain, two.start(), word, days)
                both = Days(min(other.first, narrowed.first), max(other.last, narrowed.last))
                return Part(two.start(), end, both)
            return Part(begins, end, narrowed)
    week = _WEEK_OF.search(plain, 0, start)
    if week is not None and days.first == days.last:
        around = week_with(days.first)
        weekend = Days(around.last - timedelta(days=1), around.last)
        return Part(week.start(), end, weekend if week["end"] else around)
    return Part(start, end, days)


def last_part(days: Days) -> Days:
    """Return the end of a span as a span of its own."""
    return part_of(days, "late")


def week_with(day: date) -> Days:
    """Return Monday to Sunday of a day's week."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=6))


def _bare(part: re.Match[str]) -> str:
    return part["part"].removeprefix("the ").removeprefix("very ")


_LIMITS = re.compile(r"\b(?:by|before|until|till|til|from|after|since)\s+(?:the\s+)?$")
"""Before "mid June": the 15th is the limit, not the end or the beginning of its middle third."""


def _narrowing(plain: str, start: int, word: str, days: Days) -> Days:
    """Return the part of a span that "early", "the first half of" or "the last two weeks of" leaves."""
    length = (days.last - days.first).days
    if word.startswith(("first half", "second half")):
        months = round(length / 30.4)
        middle = days.first + timedelta(days=_HALF_A_MONTH)
        if months > 1:
            middle = add_months(days.first, months // 2) - timedelta(days=1)
        return Days(days.first, middle) if "first" in word else Days(middle + timedelta(days=1), days.last)
    if re.search(r"(?:weeks|fortnight) (?:of|in)$", word):
        return _weeks_in(days, word)
    if word.endswith(("week of", "week in")):
        return _week_in(days, word.split(maxsplit=1)[0])
    if word.startswith("start of") and re.search(
        r"\b(?:by|before|at|until|for)\s+(?:the\s+)?$", plain[:start]
    ):
        return Days(days.first, days.first)
    if word.startswith(("beginning", "start")) and length > DAYS_OF_A_MONTH:
        return months_from(days.first.year, days.first.month)
    if "mid" in word and length <= DAYS_OF_A_MONTH and _LIMITS.search(plain[:start]):
        return Days(*[days.first + timedelta(days=_HALF_A_MONTH)] * 2)
    which = (
        "early" if word.startswith(("early", "beg", "start", "first")) else "mid" if "mid" in word else "late"
    )
    return part_of(days, which)


def _weeks_in(days: Days, which: str) -> Days:
    """Return "the first two weeks of" a span."""
    length = timedelta(weeks=3 if "three" in which else 2)
    if which.startswith("last"):
        return Days(days.last - length + timedelta(days=1), days.last)
    return Days(days.first, min(days.last, days.first + length - timedelta(days=1)))


_WEEKS = ("first", "second", "third", "fourth")


def _week_in(days: Days, which: str) -> Days:
    if which == "last":
        return Days(days.last - timedelta(days=6), days.last)
    first = days.first + timedelta(weeks=_WEEKS.index(which))
    return Days(first, min(days.last, first + timedelta(days=6)))

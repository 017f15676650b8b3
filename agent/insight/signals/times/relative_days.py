"""Days that are counted from the day of the event, or belong to its week: "in six weeks", "next Tuesday"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.times.calendar_spans import (
    WEEKDAYS,
    Days,
    add_months,
    months_from,
    quarter,
    week_of,
    year_of,
)
from agent.insight.signals.times.words import (
    COUNT,
    COUNT_HEARD,
    GOES_ON_AFTER,
    LENGTH_UNIT,
    ORDINAL,
    WEEKDAY,
    count_of,
    day_number,
    one_spaced,
    year_number,
)

_UNIT_DAYS = {"day": 1, "week": 7, "fortnight": 14}
_UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS_OF_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Calendar:
    """What relative times are relative to.

    Attributes:
        today: The day of the event.
        fiscal_year_starts: First month of the fiscal year.
    """

    today: date
    fiscal_year_starts: int = 1

    def year(self, said: str | None, default: int | None = None) -> int | None:
        """Return the year that was said, in figures or words."""
        if not said:
            return default
        said = one_spaced(said)
        if said.startswith("next") or said.endswith(("coming year", "following year")):
            return self.today.year + 1
        if said.startswith("this"):
            return self.today.year
        return year_number(said)

    def coming(self, days_in: Callable[[int], Days], said: str | None) -> Days:
        """Return the span in the year that was said, else the next one that is not over."""
        year = self.year(said)
        if year is not None:
            return days_in(year)
        this = days_in(self.today.year)
        return this if this.last >= self.today else days_in(self.today.year + 1)


Maker = Callable[[re.Match[str], Calendar], Days | None]


def pattern(text: str) -> re.Pattern[str]:
    """Compile a pattern over plain text; a blank stands for a gap, a blank before ? for one that may be missing."""
    text = text.replace("[ -]", r"[\s-]").replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"(?<![\w'])(?:{text})(?![\w])")


def _relative_unit(match: re.Match[str], where: Calendar) -> Days | None:
    unit, which = match["unit"], match["which"]
    ahead = 0 if which in {"this", "the current", "current", "the same"} else 1
    if match.group().endswith(("after next", "after that")):
        ahead = 2
    if unit == "week":
        return week_of(where.today + timedelta(weeks=ahead))
    if unit == "month":
        first = add_months(where.today.replace(day=1), ahead)
        return months_from(first.year, first.month)
    first = add_months(date(where.today.year, 3 * ((where.today.month - 1) // 3) + 1, 1), 3 * ahead)
    return months_from(first.year, first.month, 3)


def _end_of_unit(match: re.Match[str], where: Calendar) -> Days | None:
    unit = match["unit"] or match["unit2"]
    day = later(where.today, 1, unit) if re.search(r"\bnext\b", match.group()) else where.today
    if unit == "week":
        last = week_of(day).last
        last = last if last >= where.today else last + timedelta(weeks=1)
    elif unit == "month":
        last = months_from(day.year, day.month).last
    elif unit == "quarter":
        last = quarter(day.year, (day.month - 1) // 3 + 1).last
    else:
        last = date(day.year, 12, 31)
    return Days(last, last)


def _in_a_while(match: re.Match[str], where: Calendar) -> Days | None:
    low, high, unit = count_of(match["count"]), match["count2"], match["unit"].rstrip("s")
    half = 0.5 if match["half"] else 0.0
    return Days(
        later(where.today, low + half, unit),
        later(where.today, (count_of(high) if high else low) + half, unit),
    )


def _within(match: re.Match[str], where: Calendar) -> Days | None:
    unit = match["unit"].rstrip("s")
    longest = count_of(match["count2"] or match["count"]) + (0.5 if match["half"] else 0.0)
    return Days(where.today, later(where.today, longest, unit))


def _in_next(match: re.Match[str], where: Calendar) -> Days | None:
    """A number of weeks is a limit, two numbers are a span."""
    return _in_a_while(match, where) if match["count2"] else _within(match, where)


def later(day: date, count: float, unit: str) -> date:
    """Return the day some days, weeks, fortnights, months, quarters or years later; earlier with a count below zero."""
    if unit in _UNIT_DAYS:
        return day + timedelta(days=round(count * _UNIT_DAYS[unit]))
    whole, part = divmod(count * _UNIT_MONTHS[unit], 1)
    return add_months(day, int(whole)) + timedelta(days=round(part * _DAYS_OF_A_MONTH))


def _from_today(match: re.Match[str], where: Calendar) -> Days | None:
    """Return "a week today", "tomorrow week"."""
    count = count_of(match["count"] or "a")
    day = where.today + timedelta(days=("tomorrow" in match.group()) + round(7 * count))
    return Days(day, day)


def _this_unit(match: re.Match[str], where: Calendar) -> Days | None:
    """Return the month, quarter or year that runs."""
    today = where.today
    if match["unit"] == "month":
        return months_from(today.year, today.month)
    return (
        quarter(today.year, (today.month - 1) // 3 + 1) if match["unit"] == "quarter" else year_of(today.year)
    )


def _this_time_next_year(_match: re.Match[str], where: Calendar) -> Days | None:
    day = add_months(where.today, 12)
    return Days(day, day)


def _weekday(match: re.Match[str], where: Calendar) -> Days | None:
    if re.search(r"\b(?:an?|any|some|every|each)\s+$", match.string[: match.start("weekday")]):
        return None
    if re.match(r"\s+(?:of|in) (?:every|each|the) (?:month|quarter|year)\b", match.string[match.end() :]):
        return None
    if match["day"]:  # "Friday the 26th"
        return day_of_month(match, where)
    wanted = WEEKDAYS[match["weekday"]]
    which, week = match["which"] or "", match["week"] or match["week_before"] or ""
    monday = where.today - timedelta(days=where.today.weekday())
    if which.startswith("next") or "next week" in week:
        day = monday + timedelta(weeks=1, days=wanted)
    elif "after next" in week:
        day = monday + timedelta(weeks=2, days=wanted)
    else:
        day = where.today + timedelta(days=(wanted - where.today.weekday()) % 7 or 7)
    if match["weeks"]:
        day += timedelta(days=round(count_of(match["weeks"]) * _UNIT_DAYS[match["unit"].rstrip("s")]))
    if "in a week" in week or (week.endswith("week") and not week.strip().startswith(("next", "this", "of"))):
        day += timedelta(weeks=1)
    return Days(day, day)


def _weekend(match: re.Match[str], where: Calendar) -> Days | None:
    saturday = where.today + timedelta(days=(5 - where.today.weekday()) % 7)
    if match["which"] == "next" or "after" in match.group():
        saturday += timedelta(weeks=1)
    return Days(saturday, saturday + timedelta(days=1))


def _word_day(match: re.Match[str], where: Calendar) -> Days | None:
    word = match.group()
    ahead = 2 if "day after" in word else 1 if "tomorrow" in word else 0
    day = where.today + timedelta(days=ahead)
    return Days(day, day)


def day_of_month(match: re.Match[str], where: Calendar) -> Days | None:
    """Return the next day with that number."""
    day = next_such_day(day_number(match["day"]), where.today)
    return None if day is None else Days(day, day)


def next_such_day(number: int, near: date) -> date | None:
    """Return the coming day of the month that "the twentieth" means, counted from a day."""
    for months in range(3):
        first = add_months(near.replace(day=1), months)
        try:
            found = first.replace(day=number)
        except ValueError:
            continue
        if found >= near:
            return found
    return None


_OR_MORE = rf"(?:(?: ?(?:to|or|-|,) ?| )(?P<count2>{COUNT}))?"
"""A second count: "two to three", "two, three", "three four"."""
_LENGTH = rf"(?P<count>{COUNT_HEARD}){_OR_MORE} {LENGTH_UNIT}"
_CLEAR_LENGTH = rf"(?P<count>{COUNT}){_OR_MORE} {LENGTH_UNIT}"
_ABOUT = r"(?:about |around |roughly |maybe |approximately |like |another |some |at least |a further )*"
_ANSWERS = laid_out(r"""
        (?:
            (?:
                well|oh|hm|maybe|perhaps|probably|about|around|roughly|say|some|i'd say|i'd give it|i'd guess|
                i guess|i think|i reckon|we reckon|i'd reckon|give it|we(?:'ve| have)(?: got)?|we still have|
                it has|it's|it's got|that's|it (?:still )?runs|(?:it's |it is )?still (?:running|valid|good)|
                still|at least|at most|not for|in
        ) ?,? )*
    """)
RELATIVE: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (
        pattern(
            laid_out(rf"""
                (?:(?P<weeks>{COUNT}) (?P<unit>weeks?|fortnight) )?
                (?:(?P<week_before>(?:next|this) week),? (?:on )?)?
                (?:(?P<which>next|this|this coming|coming|on) )?(?P<weekday>{WEEKDAY})(?:s)?
                (?:
                    ,? the (?P<day>{ORDINAL})|
                    (?P<week> (?:of )?next week| the week after next| after next| in a week| this week| week)
                )?
            """)
        ),
        _weekday,
    ),
    (
        pattern(
            laid_out(r"""
                (?P<which>the coming|the|this|next|this coming|coming) weekend(?: after next)?
                (?! (?:of|from|around|in) (?!next|this))
            """)
        ),
        _weekend,
    ),
    (
        pattern(
            r"(?:within|inside) (?:the|this) (?:calendar )?(?P<unit>week|month|quarter|year)(?P<unit2>)(?! of)"
        ),
        _end_of_unit,
    ),
    (
        pattern(
            laid_out(r"""
                (?:the )?end of (?:the|this) (?P<unit>week|month|quarter)|
                (?:the |this |next )?(?P<unit2>week|month|quarter)
                (?:(?<!week)[ -]?end|-end|(?:'?s| is) (?:out|over))
            """)
        ),
        _end_of_unit,
    ),
    (pattern(r"(?P<which>the) (?P<unit>week|month|quarter) after (?:next|that)"), _relative_unit),
    (
        pattern(
            laid_out(r"""
                (?P<which>
                    this|next|the current|current|the same|the next|the coming|the following|coming
                ) (?P<unit>week|month|quarter)
            """)
        ),
        _relative_unit,
    ),
    (
        pattern(
            laid_out(r"""
                (?:in|within|over|inside) (?:the next|the coming|the) (?P<unit>fortnight)(?P<count>)
                (?P<count2>)(?P<half>)
            """)
        ),
        _within,
    ),
    (pattern(rf"(?:within|inside(?: of)?|in under|in less than) (?:the )?(?:next )?{_LENGTH}"), _within),
    (pattern(rf"(?:in|over|during) (?:the )?(?:next|coming|following) {_CLEAR_LENGTH}"), _in_next),
    (
        pattern(rf"(?:in|after) {_ABOUT}{_LENGTH}(?:'? time)?(?! (?:ago|of|a|per|after|before)\b)"),
        _in_a_while,
    ),
    (
        pattern(rf"{_CLEAR_LENGTH} (?:from (?:now|today)|away|out|down the road|to run|to go|left)"),
        _in_a_while,
    ),
    (
        pattern(
            laid_out(rf"""
                (?:gave|given|gives?|allow(?:ed|s)?) us (?:about |only |just )?(?P<begin>(?={COUNT}))
                {_CLEAR_LENGTH}{GOES_ON_AFTER}
            """)
        ),
        _within,
    ),
    (pattern(rf"another {_CLEAR_LENGTH}(?! (?:ago|of|a|per|after|before)\b)"), _in_a_while),
    (pattern(rf"another (?P<count>)(?P<count2>){LENGTH_UNIT}{GOES_ON_AFTER}"), _in_a_while),
    (pattern(r"this time next year"), _this_time_next_year),
    (
        pattern(rf"(?:in )?(?P<count>{COUNT}) weeks? (?:from )?(?:today|tomorrow)|(?:today|tomorrow) week"),
        _from_today,
    ),
    (
        pattern(
            laid_out(r"""
                (?:
                    (?:beginning|start|middle|mid|half|part|days|week|weeks) of|
                    (?:early|late|later) (?:on )?(?:in|on)|mid|through
                ) (?P<begin>(?:the|this) (?P<unit>year|month|quarter))(?! (?:before|after|ago|end))
            """)
        ),
        _this_unit,
    ),
    (
        pattern(
            laid_out(r"""
                (?:the )?day after tomorrow|
                tomorrow(?: (?:morning|afternoon|evening|night|noon))?|
                tonight|later today|this (?:afternoon|evening|morning)|
                (?:the )?end of (?:the |this )?(?:day|business)|eod|today
            """)
        ),
        _word_day,
    ),
    (
        pattern(
            rf"(?:after|from|till|say|so|it's|that's|is) (?P<begin>the) (?P<day>{ORDINAL})(?=\s*(?:[.,;!?]|$))"
        ),
        day_of_month,
    ),
    (
        pattern(rf"(?:on|by|until|before|for|week of) (?P<begin>the) (?P<day>{ORDINAL}){GOES_ON_AFTER}"),
        day_of_month,
    ),
    (
        re.compile(
            laid_out(rf"""
                (?:^|[.!?;,])\s*{_ANSWERS.replace(" ?", chr(92) + "s*").replace(" ", chr(92) + "s+")}
                (?P<begin>(?={COUNT}))
            """)
            + pattern(_CLEAR_LENGTH).pattern
            + laid_out(r"""
                (?=
                    \s*(?:
                        [.,;!?]|$|or so\b|(?:until|till|before) (?:we|i|it|they)\b|give or take|
                        at (?:the )?(?:very )?(?:most|latest|outside|least)|
                        tops|max|minimum
                    )|
                    \s+i(?:'d| would)? (?:say|think|guess)\b|
                    \s+(?:it's|it has|they've) (?:still )?(?:got|left|to run)\b
                )
            """)
        ),
        _in_a_while,
    ),
)
"""Patterns, and what makes days of their matches; earlier ones have precedence."""

"""Days that are named: "the second half of May", "in six weeks", "next quarter", "week 45"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.times.calendar_spans import (
    FRIDAY,
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Days,
    add_months,
    fiscal_start_year,
    fiscal_year,
    months_from,
    quarter,
    year_of,
)
from agent.insight.signals.times.feasts import FEAST, feast
from agent.insight.signals.times.relative_days import RELATIVE, Calendar, Maker, day_of_month, pattern
from agent.insight.signals.times.words import (
    CARDINAL,
    DAY,
    GOES_ON_AFTER,
    MONTH,
    ORDINAL,
    QUARTER_NUMBER,
    SEASON,
    SHORT_YEAR,
    SHORT_YEAR_AFTER,
    WEEK,
    WEEKDAY,
    YEAR,
    YEAR_AFTER,
    day_number,
    year_number,
)

_A_MONTH = timedelta(days=31)
_SATURDAY = 5
_MONTH_AFTER = compiled(r"""
    \b(?:
        in|by|of|until|till|before|after|since|next|this|end|early|late|mid|from|or|and|through|to|for|around|
        about|maybe|probably|say|till|between|is|it's|was|ends|start|starts|starting|beginning|year
    )[ -]*$
""")
"""Before "may" and "march" these words show that a month is meant, as does a stop after it; what may do something is none."""
_VERB_AFTER = re.compile(r"(?<!\bmake )(?<!\bcall )\b(?:it|we|i|you|they|he|she|this|that|and|or)\s+$")
_MONTH_BEFORE = re.compile(r"\b(?:january|february|march|april|june|july)\s+(?:and|or|to)\s+$")
_STOP = re.compile(r"[.;!?]")
_BREAK_AFTER = re.compile(r"\s*(?:[.,;!?]|$|only\b|or\b|already\b)")


def named_days(plain: str, where: Calendar) -> Iterator[tuple[int, int, Days]]:
    """Find the days that plain text names: first character, character after the last, and the days, in order."""
    taken: list[tuple[int, int]] = []
    spans = []
    for words, make in (*_GRAMMAR, *RELATIVE):
        for match in words.finditer(plain):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            try:
                days = make(match, where)
            except (ValueError, OverflowError):  # the thirty-first of June, a year beyond the calendar
                continue
            if days is not None:
                taken.append(match.span())
                # Words that only show that a day is meant bound it, and are read later.
                start = match.start("begin" if "begin" in match.groupdict() else 0)
                spans.append((start, match.end(), days, make, match))
    spans.sort(key=lambda one: one[0])
    last: Days | None = None
    year: tuple[int, int, Days] | None = None
    for start, end, days, make, match in spans:
        within = _in_year(plain, year, match, make, where) if year is not None else None
        if year is not None and within is None:
            yield year
        first, year = (year[0] if year and within and not plain[year[1] : start].strip() else start), None
        last = within or (
            _in_month_of(
                last, days, earliest=where.today if _UP_TO.search(plain, 0, match.end()) else last.first
            )
            if make is day_of_month and last is not None
            else days
        )
        if make is _year:
            year = (start, end, last)
        else:
            yield first, end, last
    if year is not None:
        yield year


_IN_YEAR = compiled(r"""
    \W*(?:
        (?:
            in|on|by|before|after|from|until|till|at|around|about|maybe|say|like|the|of|end|beginning|begin|
            start|middle|mid|early|late|probably|sometime|some time
        )\s+
    )*
""")


def _in_year(
    plain: str, year: tuple[int, int, Days], match: re.Match[str], make: Maker, where: Calendar
) -> Days | None:
    """Return the days that are named right after their year: "next year April", "2027 in the spring"."""
    gap = _IN_YEAR.fullmatch(plain, year[1], match.start())
    if gap is None or _STOP.search(gap.group()) or make not in _OF_A_YEAR or match.groupdict().get("year"):
        return None
    days = make(match, Calendar(year[2].first, where.fiscal_year_starts))
    return days if days is not None and days.last >= where.today else None


_UP_TO = re.compile(r"\b(?:by|before|until|till)\s+(?:the\s+)?(?:\w+)?(?:[ -]\w+)?$")


def _in_month_of(before: Days, day: Days, earliest: date) -> Days:
    """Return a day of which only the number was said, after another: "by the fourth of March, so from the seventh".

    It does not lie before `earliest`: "it's on the twelfth of June, so by the tenth" looks back.
    """
    if before.last - before.first > _A_MONTH or before.first < day.first.replace(day=1):
        return day
    months = (add_months(before.first.replace(day=1), ahead) for ahead in (0, 1))
    days = (months_from(month.year, month.month).first for month in months)
    found = next(
        (one for one in (_with_day(first, day.first.day) for first in days) if one and one >= earliest),
        None,
    )
    return Days(found, found) if found is not None else day


def _with_day(month: date, day: int) -> date | None:
    try:
        return month.replace(day=day)
    except ValueError:
        return None


def _days_of_month(match: re.Match[str], where: Calendar) -> Days | None:
    """Return "the 3rd to the 14th of August"."""
    month, first, last = (
        MONTHS[match["month"].rstrip(".")],
        day_number(match["day"]),
        day_number(match["last"]),
    )
    if first >= last:
        return None
    return where.coming(lambda year: Days(date(year, month, first), date(year, month, last)), match["year"])


def _month_day(match: re.Match[str], where: Calendar) -> Days | None:
    month, day = MONTHS[match["month"].rstrip(".")], day_number(match["day"])
    if not 0 < day <= 31:
        return None
    return where.coming(lambda year: Days(date(year, month, day), date(year, month, day)), match["year"])


def _does(before: str, *, alone: bool) -> bool:
    """Return whether the "may" after some words is a verb: "you may", "next year may be too late"."""
    if before.endswith("year "):
        return not alone
    return _VERB_AFTER.search(before) is not None and not _MONTH_BEFORE.search(before)


def _month(match: re.Match[str], where: Calendar) -> Days | None:
    month = MONTHS[match["month"].rstrip(".")]
    if match["month"] in {"may", "mar", "march", "sep"} and not (match["year"] or match["which"]):
        before = match.string[: match.start()]
        alone = _BREAK_AFTER.match(match.string, match.end()) is not None
        if not (
            alone or _MONTH_AFTER.search(before) or (before.strip() == "" and match["month"] == "march")
        ) or (match["month"] == "may" and _does(before, alone=alone)):
            return None
    said = match["year"]
    if match["which"] == "next" and not said:
        days = where.coming(lambda year: months_from(year, month), None)
        return days if days.first > where.today else months_from(where.today.year + 1, month)
    return where.coming(lambda year: months_from(year, month), said)


def _day_of_a_month(match: re.Match[str], where: Calendar) -> Days | None:
    first = add_months(where.today.replace(day=1), 0 if match["which"] == "this" else 1)
    day = first.replace(day=day_number(match["day"]))
    return Days(day, day)


def _quarter(match: re.Match[str], where: Calendar) -> Days | None:
    number = QUARTER_NUMBER[match["quarter"]]
    if match["fiscal"] or match["fiscal2"]:
        start = fiscal_start_year(where.today, where.fiscal_year_starts)
        if match["year"]:
            start = start + 1 if match["year"].startswith("next") else (where.year(match["year"]) or start)
        first = add_months(date(start, where.fiscal_year_starts, 1), 3 * number - 3)
        days = months_from(first.year, first.month, 3)
        return (
            days if match["year"] or days.last >= where.today else months_from(first.year + 1, first.month, 3)
        )
    return where.coming(lambda year: quarter(year, number), match["year"])


def _half(match: re.Match[str], where: Calendar) -> Days | None:
    first = match["half"] in {"1", "one", "first", "1st"}
    groups = match.groupdict()
    said = groups.get("year") or groups.get("year_before")
    return where.coming(lambda year: months_from(year, 1 if first else 7, 6), said)


def _months_of_a_year(match: re.Match[str], where: Calendar) -> Days | None:
    """Return "the first three months of next year", or its last."""
    count = _FEW_MONTHS[match["count"]]
    first = 1 if match["part"] == "first" else 13 - count
    return where.coming(lambda year: months_from(year, first, count), match["year"])


_FEW_MONTHS = {"2": 2, "3": 3, "4": 4, "two": 2, "three": 3, "four": 4, "couple of": 2, "few": 3}


def _season(match: re.Match[str], where: Calendar) -> Days | None:
    season = match["season"]
    if season == "fall" and not (
        match["which"]
        or match["year"]
        or re.search(
            r"\b(?:in|by|before|after|until|the|late|early|of|for)\s+$", match.string[: match.start()]
        )
    ):
        return None
    if season == "spring" and re.match(r"\s*(?:water|loaded|back|to mind)", match.string[match.end() :]):
        return None
    month = SEASONS[season]
    days = where.coming(lambda year: months_from(year, month, 3), match["year"])
    if not match["which"] and not match["year"] and (where.today - days.first).days > 45:
        return months_from(days.first.year + 1, month, 3)
    if (
        (match["which"] or "").startswith("next")
        and not match["year"]
        and days.first.year == where.today.year
    ):
        # In May "next summer" is a year away, in January it is the coming one only if it begins late.
        gap = (days.first - where.today).days
        if gap < 60:
            return months_from(days.first.year + 1, month, 3)
    return days


def _year(match: re.Match[str], where: Calendar) -> Days | None:
    said = match["plain_year"]
    if said.startswith(("20", "twenty")):
        return year_of(year_number(said))
    return year_of(
        where.today.year + (2 if "after" in said else 0 if said.startswith(("this", "the current")) else 1)
    )


def _fiscal(match: re.Match[str], where: Calendar) -> Days | None:
    start = fiscal_start_year(where.today, where.fiscal_year_starts)
    said = match.groupdict().get("fiscal_year")
    if said is not None:
        year = 2000 + int(said) % 100 if said.isdigit() else year_number(said)
        # A fiscal year is named after the calendar year in which it ends.
        return fiscal_year(year if where.fiscal_year_starts == 1 else year - 1, where.fiscal_year_starts)
    following = re.match(r"(?:the )?(?:next|new|coming|upcoming|following)", match.group())
    return fiscal_year(start + (following is not None), where.fiscal_year_starts)


def _new_fiscal_year(_match: re.Match[str], where: Calendar) -> Days | None:
    return fiscal_year(fiscal_start_year(where.today, where.fiscal_year_starts) + 1, where.fiscal_year_starts)


def _weekday_of_month(match: re.Match[str], where: Calendar) -> Days | None:
    month, wanted = MONTHS[match["month"].rstrip(".")], WEEKDAYS.get(match["weekday"], _SATURDAY)

    def day_in(year: int) -> Days:
        days = months_from(year, month)
        if match["which"] == "last":
            day = days.last - timedelta(days=(days.last.weekday() - wanted) % 7)
        else:
            weeks = ("first", "second", "third", "fourth").index(match["which"])
            day = days.first + timedelta(weeks=weeks, days=(wanted - days.first.weekday()) % 7)
        return Days(day, day + timedelta(days=match["weekday"] == "weekend"))

    return where.coming(day_in, match["year"])


def _edge_day(match: re.Match[str], where: Calendar) -> Days | None:
    """Return the first or last day of a month, or the first or last on which people work."""

    def day_in(year: int) -> Days:
        days = months_from(year, MONTHS[match["month"].rstrip(".")])
        step = 1 if match["which"] == "first" else -1
        day = days.first if step > 0 else days.last
        while match["working"] and day.weekday() > FRIDAY:
            day += timedelta(days=step)
        return Days(day, day)

    return where.coming(day_in, match["year"])


def _week_number(match: re.Match[str], where: Calendar) -> Days | None:
    """Return Monday to Sunday of a numbered week, or of several (ISO 8601)."""
    first = day_number(match["week"])
    last = day_number(match["last"]) if match["last"] else first

    def week_in(year: int) -> Days:
        return Days(date.fromisocalendar(year, first, 1), date.fromisocalendar(year, last, 7))

    return where.coming(week_in, match["year"])


def _year_end(match: re.Match[str], where: Calendar) -> Days | None:
    groups = match.groupdict()
    if groups.get("fiscal") or groups.get("fiscal2"):
        last = fiscal_year(
            fiscal_start_year(where.today, where.fiscal_year_starts), where.fiscal_year_starts
        ).last
        return Days(last, last)
    year = where.today.year + ("next" in match.group())
    return Days(date(year, 12, 31), date(year, 12, 31))


def _feast(match: re.Match[str], where: Calendar) -> Days | None:
    return where.coming(lambda year: feast(" ".join(match["feast"].split()), year), match["year"])


def _new_year(match: re.Match[str], where: Calendar) -> Days | None:
    clearly = re.match(r"first|(?:very )?early|right|.*(?:beginning|start) of", match.group())
    return months_from(where.today.year + 1, 1, 1 if clearly else 3)


def _figures(match: re.Match[str], _where: Calendar) -> Days | None:
    """Read a date in figures, its day first unless only its second number can be one."""
    day, month, year = int(match["one"]), int(match["two"]), year_number(match["year"])
    found = date(year, day, month) if month > 12 and match["mark"] == "/" else date(year, month, day)
    return Days(found, found)


def _quarters(match: re.Match[str], where: Calendar) -> Days | None:
    low, high = QUARTER_NUMBER[match["low"]], QUARTER_NUMBER[match["high"]]
    return where.coming(lambda year: Days(quarter(year, low).first, quarter(year, high).last), match["year"])


def _iso(match: re.Match[str], _where: Calendar) -> Days | None:
    day = date.fromisoformat(match.group())
    return Days(day, day)


_OF_A_YEAR = frozenset(
    {
        _month,
        _month_day,
        _days_of_month,
        _season,
        _quarter,
        _half,
        _weekday_of_month,
        _edge_day,
        _feast,
        _week_number,
    }
)
_DAY = rf"(?:{ORDINAL}|\d{{1,2}})"
_TO = r"(?:to|till|until|through|or|and|-|,)"
_BASE = r"(?P<which>this coming|next|this|the coming|coming|the following|upcoming|the next)"
_GRAMMAR: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (pattern(r"20\d\d-[01]\d-[0-3]\d"), _iso),
    (pattern(r"(?P<one>\d{1,2})(?P<mark>[./])(?P<two>\d{1,2})(?P=mark)(?P<year>20\d\d|[2-4]\d)"), _figures),
    (
        pattern(
            laid_out(r"""
                (?:the )?(?P<low>first|second|third|1st|2nd|3rd) (?:or|and|to|/) (?:the )?
                (?P<high>second|third|fourth|last|2nd|3rd|4th) quarters?
            """)
            + YEAR_AFTER
        ),
        _quarters,
    ),
    (
        pattern(
            laid_out(rf"""
                (?:the )?(?P<quarter>first|second|third|fourth|last|final|1st|2nd|3rd|4th) (?:calendar )?
                (?P<fiscal>fiscal |financial )?quarter
                (?P<fiscal2> of (?:the|our) (?:fiscal|financial|business) year)?{YEAR_AFTER}
            """)
        ),
        _quarter,
    ),
    (
        pattern(
            laid_out(rf"""
                (?P<fiscal>fiscal )?(?P<fiscal2>)(?:q ?|quarter )(?P<quarter>[1-4]|one|two|three|four|for)
                (?: (?:of )?(?:the )?(?P<year>{SHORT_YEAR}|(?:next|this) (?:fiscal )?year))?
            """)
        ),
        _quarter,
    ),
    (
        pattern(rf"(?:h ?(?P<half>[12]|one|two))(?: (?:of )?(?P<year>{SHORT_YEAR}|(?:next|this) year))?"),
        _half,
    ),
    (
        pattern(
            laid_out(rf"""
                (?:the )?(?P<half>first|second|latter|1st|2nd) half(?: of(?: the)?|-)? ?
                (?:(?P<year>{YEAR}|(?:next|this)(?: year)?)|year)
            """)
        ),
        _half,
    ),
    (
        pattern(
            laid_out(rf"""
                (?:the )?(?P<part>first|last) (?P<count>[2-4]|two|three|four|couple of|few) months of(?: the)? ?
                (?:(?P<year>{YEAR}|(?:next|this) year)|(?:new )?year)
            """)
        ),
        _months_of_a_year,
    ),
    (
        pattern(
            rf"(?P<year_before>{YEAR}|next year|this year),? (?:in )?(?:the )?(?P<half>first|second) half"
        ),
        _half,
    ),
    (
        pattern(
            laid_out(r"""
                (?:the )?end of (?:
                    (?:the|this|our|next)(?: (?P<fiscal>fiscal|financial|business|budget)| calendar)?|
                    (?P<fiscal2>fiscal|financial)
                ) year
            """)
        ),
        _year_end,
    ),
    (
        pattern(
            laid_out(r"""
                (?:the |our )?(?:(?P<fiscal>fiscal|financial) |calendar )?
                (?:
                    year[ -]?end|end of year|eoy|year(?:'?s| is) (?:out|over|end)|
                    (?:close|turn) of (?:the|this|next) year
                )
            """)
        ),
        _year_end,
    ),
    (
        pattern(
            laid_out(r"""
                (?:the )?
                (?:next|new|this|coming|current|upcoming|following) (?:fiscal|financial|business|budget)
                (?: year)?
            """)
        ),
        _fiscal,
    ),
    (
        pattern(
            r"(?:beginning|start) of (?P<begin>(?:the|our) (?:new )?(?:fiscal|financial|business|budget) year)"
        ),
        _new_fiscal_year,
    ),
    (pattern(rf"(?:fiscal(?: year)?|financial year|fy) ?(?P<fiscal_year>{YEAR}|\d\d)"), _fiscal),
    (
        pattern(
            laid_out(rf"""
                (?:(?:between|from) )?(?:the )?(?P<day>{_DAY}) ?{_TO} ?(?:the )?(?P<last>{_DAY}) (?:of )?
                (?P<month>{MONTH}){YEAR_AFTER}
            """)
        ),
        _days_of_month,
    ),
    (
        pattern(
            laid_out(rf"""
                (?:(?:between|from) )?(?:the )?(?P<day>{_DAY}) (?:of )?
                (?P<month>{MONTH}) (?:to|till|until|through|and|or) the (?P<last>{ORDINAL})
                (?! (?:of )?{MONTH})(?P<year>)
            """)
        ),
        _days_of_month,
    ),
    (
        pattern(
            laid_out(rf"""
                (?:(?:between|from) )?(?P<month>{MONTH}) (?:the )?(?P<day>{_DAY}) ?{_TO} ?(?:the )?
                (?P<last>{_DAY})(?! (?:of )?{MONTH}){YEAR_AFTER}
            """)
        ),
        _days_of_month,
    ),
    (pattern(rf"(?:the )?(?P<day>{DAY}) (?:of )?(?P<month>{MONTH}),? (?P<year>{SHORT_YEAR})"), _month_day),
    (
        pattern(
            laid_out(rf"""
                (?P<month>{MONTH}) (?:the )?
                (?P<day>{ORDINAL}|\d{{1,2}}(?!\d)(?! (?:k|thousand|percent|people)))(?! (?:half|quarter))
                {SHORT_YEAR_AFTER}
            """)
        ),
        _month_day,
    ),
    (pattern(rf"(?:the )?(?P<day>{DAY}) (?:day )?(?:of )?(?P<month>{MONTH}){SHORT_YEAR_AFTER}"), _month_day),
    (
        pattern(
            laid_out(rf"""
                (?:end|mid|middle|beginning|begin|start|half|early|late)(?: of| in|-) ?
                (?P<begin>(?P<month>{MONTH}) (?P<year>{SHORT_YEAR}))(?P<which>)
            """)
        ),
        _month,
    ),
    (pattern(rf"(?P<month>{MONTH}) (?P<day>{CARDINAL}){GOES_ON_AFTER}{SHORT_YEAR_AFTER}"), _month_day),
    (
        pattern(
            laid_out(rf"""
                (?:the )?(?P<which>
                    first|second|third|fourth|last
                ) (?P<weekday>{WEEKDAY}|weekend) (?:of|in) (?P<month>{MONTH}){YEAR_AFTER}
            """)
        ),
        _weekday_of_month,
    ),
    (
        pattern(
            laid_out(rf"""
                (?:the )?(?:very )?(?P<which>first|last) (?P<working>working |business |week)?
                day (?:of|in) (?P<month>{MONTH}){YEAR_AFTER}
            """)
        ),
        _edge_day,
    ),
    (
        pattern(
            laid_out(rf"""
                (?:(?P<which>next|this|this coming|coming) )?(?P<month>{MONTH})
                (?:,? (?:of )?(?P<year>{YEAR}|(?:next|this|the coming|the following) year))?
            """)
        ),
        _month,
    ),
    (pattern(rf"(?:(?:{_BASE}|the|our) )?(?P<season>{SEASON}){SHORT_YEAR_AFTER}"), _season),
    (
        pattern(
            laid_out(r"""
                (?:first thing |(?:very )?early |right )?(?:in|into) (?:the )?new year|
                (?:the )?(?:very )?(?:beginning|start) of (?:the )?new year|
                early new year
            """)
        ),
        _new_year,
    ),
    (pattern(rf"(?:the )?(?P<day>{ORDINAL}) of (?P<which>next|this|the coming) month"), _day_of_a_month),
    (
        pattern(
            rf"(?:the )?(?P<feast>{FEAST})(?: holidays?| break| season| business| rush| time)?{YEAR_AFTER}"
        ),
        _feast,
    ),
    (
        pattern(
            laid_out(rf"""
                (?:(?:calendar )?weeks|cw|kw) ?
                (?P<week>{WEEK}) (?:and|to|or|till|until|through|-|/) (?P<last>{WEEK}){YEAR_AFTER}
            """)
        ),
        _week_number,
    ),
    (pattern(rf"(?:(?:calendar )?week|cw|kw) ?(?P<week>{WEEK})(?P<last>){YEAR_AFTER}"), _week_number),
    (
        pattern(
            laid_out(rf"""
                (?P<plain_year>
                    {YEAR}|
                    (?:next|this|the (?:coming|next|current|following)|the year after next) year
                    (?: after next)?|
                    the year after next
                )(?!-end)
            """)
        ),
        _year,
    ),
)
"""Patterns, and what makes days of their matches; earlier ones have precedence, over those of `RELATIVE` as well."""

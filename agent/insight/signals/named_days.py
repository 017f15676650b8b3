"""Days that are named: "the second half of May", "in six weeks", "next quarter", "week 45"."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from agent.insight.signals.calendar_spans import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Days,
    add_months,
    feast,
    fiscal_start_year,
    fiscal_year,
    months_from,
    quarter,
    week_of,
    year_of,
)
from agent.insight.signals.time_words import (
    CARDINAL,
    COUNT,
    COUNT_HEARD,
    DAY,
    FEAST,
    MONTH,
    ORDINAL,
    QUARTER_NUMBER,
    SEASON,
    WEEKDAY,
    YEAR,
    YEAR_AFTER,
    count_of,
    day_number,
    year_number,
)

_UNIT_DAYS = {"day": 1, "week": 7}
_UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12}


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


_Maker = Callable[[re.Match[str], Calendar], Days | None]


def named_days(plain: str, where: Calendar) -> Iterator[tuple[int, int, Days]]:
    """Find the days that plain text names: first character, character after the last, and the days, in order."""
    taken: list[tuple[int, int]] = []
    spans = []
    for pattern, make in _GRAMMAR:
        for match in pattern.finditer(plain):
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
                spans.append((start, match.end(), days))
    yield from sorted(spans, key=lambda one: one[0])


def _month_day(match: re.Match[str], where: Calendar) -> Days | None:
    month, day = MONTHS[match["month"].rstrip(".")], day_number(match["day"])
    if not 0 < day <= 31:
        return None
    return where.coming(lambda year: Days(date(year, month, day), date(year, month, day)), match["year"])


def _month(match: re.Match[str], where: Calendar) -> Days | None:
    month = MONTHS[match["month"].rstrip(".")]
    if match["month"] in {"may", "mar", "march", "sep"} and not (match["year"] or match["which"]):
        before = match.string[: match.start()]
        clear = re.search(
            r"\b(?:in|by|of|until|till|before|after|since|next|this|end|early|late|mid|from|or|and|through|to|for|around|about|maybe|probably|say|till|between|is|it's|was|ends|start|starts|starting|beginning)[ -]*$",
            before,
        )
        if (not clear and not (before.strip() == "" and match["month"] == "march")) or (
            match["month"] == "may"
            and re.search(r"\b(?:it|we|i|you|they|this|that|and|or)\s+$", before)
            and not re.search(r"\b(?:january|february|march|april|june|july)\s+(?:and|or|to)\s+$", before)
        ):
            return None
    said = match["year"]
    if match["which"] == "next" and not said:
        days = where.coming(lambda year: months_from(year, month), None)
        return days if days.first > where.today else months_from(where.today.year + 1, month)
    return where.coming(lambda year: months_from(year, month), said)


def _day_of_month(match: re.Match[str], where: Calendar) -> Days | None:
    day = day_number(match["day"])
    for months in range(3):
        first = add_months(where.today.replace(day=1), months)
        try:
            found = first.replace(day=day)
        except ValueError:
            continue
        if found >= where.today:
            return Days(found, found)
    return None


def _day_of_a_month(match: re.Match[str], where: Calendar) -> Days | None:
    first = add_months(where.today.replace(day=1), 0 if match["which"] == "this" else 1)
    day = first.replace(day=day_number(match["day"]))
    return Days(day, day)


def _quarter(match: re.Match[str], where: Calendar) -> Days | None:
    number = QUARTER_NUMBER[match["quarter"]]
    if match["fiscal"]:
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


def _weekday_of_month(match: re.Match[str], where: Calendar) -> Days | None:
    month, wanted = MONTHS[match["month"].rstrip(".")], WEEKDAYS[match["weekday"]]

    def day_in(year: int) -> Days:
        days = months_from(year, month)
        if match["which"] == "last":
            day = days.last - timedelta(days=(days.last.weekday() - wanted) % 7)
        else:
            weeks = ("first", "second", "third", "fourth").index(match["which"])
            day = days.first + timedelta(weeks=weeks, days=(wanted - days.first.weekday()) % 7)
        return Days(day, day)

    return where.coming(day_in, match["year"])


def _week_number(match: re.Match[str], where: Calendar) -> Days | None:
    """Return Monday to Sunday of a numbered week (ISO 8601)."""
    number = day_number(match["week"])

    def week_in(year: int) -> Days:
        return Days(
            date.fromisocalendar(year, number, 1),
            date.fromisocalendar(year, number, 7),
        )

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
    unit = match["unit"]
    if unit == "week":
        last = week_of(where.today).last
        last = last if last >= where.today else last + timedelta(weeks=1)
    elif unit == "month":
        last = months_from(where.today.year, where.today.month).last
    elif unit == "quarter":
        last = quarter(where.today.year, (where.today.month - 1) // 3 + 1).last
    else:
        last = date(where.today.year, 12, 31)
    return Days(last, last)


def _in_a_while(match: re.Match[str], where: Calendar) -> Days | None:
    low, high, unit = count_of(match["count"]), match["count2"], match["unit"].rstrip("s")
    return Days(_later(where.today, low, unit), _later(where.today, count_of(high) if high else low, unit))


def _within(match: re.Match[str], where: Calendar) -> Days | None:
    unit = match["unit"].rstrip("s")
    longest = count_of(match["count2"] or match["count"] or "a")
    return Days(where.today, _later(where.today, longest, unit))


def _in_next(match: re.Match[str], where: Calendar) -> Days | None:
    """A number of weeks is a limit, two numbers are a span."""
    return _in_a_while(match, where) if match["count2"] else _within(match, where)


def _later(day: date, count: float, unit: str) -> date:
    if unit in _UNIT_DAYS:
        return day + timedelta(days=round(count * _UNIT_DAYS[unit]))
    return add_months(day, round(count * _UNIT_MONTHS[unit]))


def _weekday(match: re.Match[str], where: Calendar) -> Days | None:
    if re.search(r"\b(?:an?|any|some|every|each)\s+$", match.string[: match.start("weekday")]):
        return None
    wanted = WEEKDAYS[match["weekday"]]
    which, week = match["which"] or "", match["week"] or ""
    monday = where.today - timedelta(days=where.today.weekday())
    if which.startswith("next") or "next week" in week:
        day = monday + timedelta(weeks=1, days=wanted)
    elif "after next" in week:
        day = monday + timedelta(weeks=2, days=wanted)
    else:
        day = where.today + timedelta(days=(wanted - where.today.weekday()) % 7 or 7)
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


def _feast(match: re.Match[str], where: Calendar) -> Days | None:
    def day_in(year: int) -> Days:
        day = feast(match["feast"], year)
        return Days(day, day)

    return where.coming(day_in, match["year"])


def _iso(match: re.Match[str], _where: Calendar) -> Days | None:
    day = date.fromisoformat(match.group())
    return Days(day, day)


def _pattern(text: str) -> re.Pattern[str]:
    text = text.replace("[ -]", r"[\s-]").replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"(?<![\w'])(?:{text})(?![\w])")


_ENDS_A_DATE = (
    r" (?:we|i|it|he|she|they|there|that|then|so|and|or|at|before|after|latest|because|is|was|this|next)\b"
)
_BASE = r"(?P<which>this coming|next|this|the coming|coming|the following|upcoming|the next)"
_GRAMMAR: tuple[tuple[re.Pattern[str], _Maker], ...] = (
    (_pattern(r"20\d\d-[01]\d-[0-3]\d"), _iso),
    (_pattern(rf"(?:the )?(?P<quarter>first|second|third|fourth|last|final|1st|2nd|3rd|4th) (?:calendar )?(?P<fiscal>fiscal |financial )?quarter{YEAR_AFTER}"), _quarter),
    (_pattern(rf"(?P<fiscal>fiscal )?(?:q ?|quarter )(?P<quarter>[1-4]|one|two|three|four)(?: (?:of )?(?:the )?(?P<year>{YEAR}|(?:next|this) (?:fiscal )?year))?"), _quarter),
    (_pattern(rf"(?:h ?(?P<half>[12]|one|two)){YEAR_AFTER}"), _half),
    (_pattern(rf"(?:the )?(?P<half>first|second|1st|2nd) half of(?: the)? (?:(?P<year>{YEAR}|(?:next|this)(?: year)?)|year)"), _half),
    (_pattern(rf"(?P<year_before>{YEAR}|next year|this year),? (?:in )?(?:the )?(?P<half>first|second) half"), _half),
    (_pattern(r"(?:the )?end of (?:(?:the|this|our|next)(?: (?P<fiscal>fiscal|financial|business|budget)| calendar)?|(?P<fiscal2>fiscal|financial)) year"), _year_end),
    (_pattern(r"(?:the |our )?(?:(?P<fiscal>fiscal|financial) |calendar )?(?:year[ -]?end|end of year|eoy|year(?:'?s| is) (?:out|over|end))"), _year_end),
    (_pattern(r"(?:the )?(?:next|new|this|coming|current|upcoming|following) (?:fiscal|financial|business|budget)(?: year)?"), _fiscal),
    (_pattern(rf"(?:fiscal(?: year)?|financial year|fy) ?(?P<fiscal_year>{YEAR}|\d\d)"), _fiscal),
    (_pattern(rf"(?P<month>{MONTH}) (?:the )?(?P<day>{ORDINAL}|\d{{1,2}}(?!\d)(?! (?:k|thousand|percent|people)))(?! (?:half|quarter)){YEAR_AFTER}"), _month_day),
    (_pattern(rf"(?:the )?(?P<day>{DAY}) (?:day )?(?:of )?(?P<month>{MONTH}){YEAR_AFTER}"), _month_day),
    (_pattern(rf"(?P<month>{MONTH}) (?P<day>{CARDINAL})(?= ?(?:[.,;!?]|$)|{_ENDS_A_DATE}){YEAR_AFTER}"), _month_day),
    (_pattern(rf"(?:the )?(?P<which>first|second|third|fourth|last) (?P<weekday>{WEEKDAY}) (?:of|in) (?P<month>{MONTH}){YEAR_AFTER}"), _weekday_of_month),
    (_pattern(rf"(?:(?P<which>next|this|this coming|coming) )?(?P<month>{MONTH})(?:,? (?:of )?(?P<year>{YEAR}|(?:next|this|the coming|the following) year))?"), _month),
    (_pattern(rf"(?:(?:{_BASE}|the|our) )?(?P<season>{SEASON}){YEAR_AFTER}"), _season),
    (
        _pattern(r"(?:the )?(?:very )?(?:beginning|start) of (?:the )?new year|early (?:in )?(?:the )?new year"),
        lambda _match, where: months_from(where.today.year + 1, 1),
    ),
    (_pattern(rf"(?:the )?(?P<day>{ORDINAL}) of (?P<which>next|this|the coming) month"), _day_of_a_month),
    (_pattern(rf"(?:the )?(?P<feast>{FEAST})(?: holidays?| break| season| business| rush| time)?{YEAR_AFTER}"), _feast),
    (_pattern(rf"(?:(?:calendar )?week|cw|kw) ?(?P<week>[1-5]?\d|{CARDINAL}){YEAR_AFTER}"), _week_number),
    (_pattern(r"(?P<which>the) (?P<unit>week|month|quarter) after (?:next|that)"), _relative_unit),
    (_pattern(rf"(?:(?P<which>next|this|this coming|coming|on) )?(?P<weekday>{WEEKDAY})(?:s)?(?P<week> (?:of )?next week| the week after next| after next| in a week| this week)?"), _weekday),
    (_pattern(r"(?P<which>the coming|the|this|next|this coming|coming) weekend(?: after next)?"), _weekend),
    (_pattern(r"(?:within|inside) (?:the|this) (?P<unit>week|month|quarter|year)(?! of)"), _end_of_unit),
    (_pattern(r"(?:the )?end of (?:the|this) (?P<unit>week|month|quarter)"), _end_of_unit),
    (_pattern(r"(?P<which>this|next|the current|current|the same|the next|the coming|the following|coming) (?P<unit>week|month|quarter)"), _relative_unit),
    (
        _pattern(r"(?:in|within|over|inside) (?:a|the next|the coming|the) fortnight"),
        lambda _match, where: Days(where.today, where.today + timedelta(weeks=2)),
    ),
    (_pattern(rf"(?:within|inside(?: of)?|in under|in less than) (?:the )?(?:next )?(?P<count>{COUNT_HEARD}) (?:(?:to|or) (?P<count2>{COUNT}) )?(?:business |working )?(?P<unit>days?|weeks?|months?|quarters?|years?)"), _within),
    (_pattern(rf"(?:in|over|during) (?:the )?(?:next|coming|following) (?P<count>{COUNT})(?: (?:to|or) (?P<count2>{COUNT}))? (?P<unit>days?|weeks?|months?|quarters?|years?)"), _in_next),
    (_pattern(rf"(?:in|after) (?:about |around |roughly |maybe |approximately |like |another |some )*(?P<count>{COUNT_HEARD})(?: ?(?:to|or|-) ?(?P<count2>{COUNT}))? (?:business |working |more )?(?P<unit>days?|weeks?|months?|quarters?|years?)(?:'? time)?(?! (?:ago|of|a|per)\b)"), _in_a_while),
    (_pattern(rf"(?P<count>{COUNT})(?: ?(?:to|or|-) ?(?P<count2>{COUNT}))? (?P<unit>days?|weeks?|months?|quarters?|years?) (?:from (?:now|today)|out|down the road|to run|to go|left)"), _in_a_while),
    (_pattern(r"(?:the )?day after tomorrow|tomorrow(?: (?:morning|afternoon|evening|night|noon))?|tonight|later today|this (?:afternoon|evening|morning)|(?:the )?end of (?:the |this )?(?:day|business)|eod|today"), _word_day),
    (_pattern(rf"(?P<plain_year>{YEAR}|(?:next|this|the (?:coming|next|current|following)|the year after next) year(?: after next)?|the year after next)(?!-end)"), _year),
    (_pattern(rf"(?:after|from|till|say|so|it's|that's|is) (?P<begin>the) (?P<day>{ORDINAL})(?=\s*(?:[.,;!?]|$))"), _day_of_month),
    (_pattern(rf"(?:on|by|until|before|for|week of) (?P<begin>the) (?P<day>{ORDINAL})(?! (?:one|time|thing|half|quarter|day|place|floor|party|of|week|part|step|option|point|phase|site|line|pilot|stage|project|version|batch|unit|shift|store|test|delivery))"), _day_of_month),
)  # fmt: skip

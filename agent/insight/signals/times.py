"""Dates and spans of time as people say them, relative to the day of the event."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from agent.insight.signals.calendar_spans import (
    MONTHS,
    SEASONS,
    WEEKDAYS,
    Days,
    add_months,
    easter,
    fiscal_start_year,
    fiscal_year,
    months_from,
    part_of,
    quarter,
    thanksgiving,
    week_of,
    year_of,
)
from agent.insight.signals.numbers import TENS, UNITS

Relation = Literal["in", "by", "before", "after", "from"]

_MONTH = r"(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = "|".join(WEEKDAYS)
_SEASON = "|".join(SEASONS)
_SMALL = "|".join([*UNITS, *TENS])
_COUNT = rf"(?:a couple(?: of)?|a few|half a|an?|\d{{1,3}}|(?:{'|'.join(TENS)})[ -](?:{'|'.join(list(UNITS)[1:10])})|{_SMALL}|several)"
_HEARD = {"for": 4.0, "ate": 8.0, "too": 2.0, "to": 2.0, "tree": 3.0}
"""Counts as recognisers mishear them: "within for weeks", "in ate weeks"."""
_COUNT_HEARD = rf"(?:{_COUNT}|{'|'.join(_HEARD)})"
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
_ORDINAL = r"(?:\d{1,2}(?:st|nd|rd|th)|" + "|".join(sorted(_ORDINALS, key=len, reverse=True)) + ")"
_DAY = rf"(?:{_ORDINAL}|\d{{1,2}}|(?:twenty|thirty)[ -](?:{'|'.join(list(UNITS)[1:10])})|{'|'.join(list(UNITS)[1:])}|twenty|thirty)"
_YEAR = r"(?:20\d\d|twenty[ -](?:twenty|thirty)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?)"
_YEAR_AFTER = rf"(?:,?\s*(?:of\s+)?(?P<year>{_YEAR}|(?:next|this|the coming|the following) year))?"
_QUARTER_NUMBER = {
    "1": 1, "2": 2, "3": 3, "4": 4, "one": 1, "two": 2, "three": 3, "four": 4,
    "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
_UNIT_DAYS = {"day": 1, "week": 7}
_UNIT_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time that was mentioned.

    Attributes:
        days: The span that was named.
        relation: How it was bounded: in it, by its end, before it, after it, from its beginning on.
        start: First character, with the words that bound it.
        end: Character after the last.
        exact: Whether one day was named.
    """

    days: Days
    relation: Relation
    start: int
    end: int
    exact: bool

    @property
    def earliest(self) -> date | None:
        """The first day that it allows, where it says one."""
        if self.relation in {"in", "from"}:
            return self.days.first
        return self.days.last + timedelta(days=1) if self.relation == "after" else None

    @property
    def latest(self) -> date | None:
        """The last day that it allows, where it says one."""
        if self.relation in {"in", "by"}:
            return self.days.last
        return self.days.first - timedelta(days=1) if self.relation == "before" else None

    @property
    def due(self) -> date:
        """The day on which something promised for then is due."""
        return self.latest or self.earliest or self.days.last


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
        return _year_number(said)

    def coming(self, days_in: Callable[[int], Days], said: str | None) -> Days:
        """Return the span in the year that was said, else the next one that is not over."""
        year = self.year(said)
        if year is not None:
            return days_in(year)
        this = days_in(self.today.year)
        return this if this.last >= self.today else days_in(self.today.year + 1)


_Maker = Callable[[re.Match[str], Calendar], Days | None]


def find_times(plain: str, today: date, fiscal_year_starts: int = 1) -> list[TimeMention]:
    """Return the times that are mentioned in plain text, in order."""
    where = Calendar(today, fiscal_year_starts)
    found: list[TimeMention] = []
    for start, end, days in _spans(plain, where):
        mention = _related(plain, start, end, days)
        if (
            mention is not None
            and days.last >= today
            and not _LAST_YEAR.search(plain, max(0, start - 25), end + 14)
        ):
            found.append(mention)
    return _joined(plain, found)


def _spans(plain: str, where: Calendar) -> Iterator[tuple[int, int, Days]]:
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
                spans.append((match.start(), match.end(), days))
    yield from sorted(spans, key=lambda one: one[0])


_PART = re.compile(
    r"(?P<part>(?:the )?(?:very )?(?:early|beginning of|start of|mid|middle of|late|end of|close of|(?:first|second|third|fourth|last) week of|second half of|first half of|(?:the )?later part of|towards the end of))"
    r"(?:[ -]+(?:in|on|part of))?[ -]*(?:the\s+|of\s+)*$"
)
_BOUNDS: tuple[tuple[Relation, str], ...] = (
    ("from", r"not before|no earlier than|not until|not earlier than|starting(?: from| in| on| with)?|as of|as from|beginning(?: in| on)|from|earliest|at the earliest(?: in)?|won't be before|any time from|only (?:start |from |in |begin )?(?:from)?"),
    ("before", r"before|prior to|ahead of|until before|in time for"),
    ("after", r"after|once|following|past|beyond|(?<!no )(?<!not )later than"),
    ("by", r"by(?: at latest| the latest)?|until|till|no later than|not later than|at (?:the )?latest(?: by| in| on)?|within|latest|up to|through"),
    ("in", r"in|during|over|for|on|at|sometime in|around|about|throughout|into"),
)  # fmt: skip
_RELATIONS = tuple(
    (relation, re.compile(rf"(?<![\w'])(?:{words})\s*,?\s*(?:(?:about|around|roughly|maybe|say|like|the|latest|on|in|at|early|very)\s+)*$"))
    for relation, words in _BOUNDS
)  # fmt: skip
_ON_AFTER = re.compile(
    r"\s*,?\s*(?:onwards?|on(?=\s*(?:[.,;!?]|$))|or later|at the earliest|and later|or after)(?![\w'])(?!\s+(?:the|our|my|all|a)\b)"
)
_FROM_ON = re.compile(r"\s+on(?![\w'])(?!\s+(?:the|our|my|all|a|one|two)\b)")
_BY_AFTER = re.compile(
    r"\s*,?\s*(?:at (?:the )?(?:very )?latest|or (?:sooner|earlier)|or before|the latest|latest|tops|max)\b"
)
_PAST = re.compile(
    r"(?<![\w'])(?:since|last|previous|every|each|twice a|once a|times a|per|back in|ago in)\s*(?:the\s+)?$"
)
_LAST_YEAR = re.compile(r"\b(?:last|previous) (?:year|month|week|quarter)|\bago\b")
_LIMIT = re.compile(
    r"within|inside of|in under|in less|(?:in|over|during) (?:the )?(?:next|coming|following) (?!.*\b(?:to|or)\b .*(?:days|weeks|months|years))"
)
_ENDS = re.compile(r"(?:end|close|towards the end) of")


def _related(plain: str, start: int, end: int, days: Days) -> TimeMention | None:
    """Take in the words that bound a span of time."""
    first = start
    part = _PART.search(plain[:start])
    ending = False
    if part is not None and (days.last - days.first).days > 0:
        word = part["part"].removeprefix("the ").removeprefix("very ")
        if _ENDS.match(word):
            ending = True
        elif word.startswith(("first half", "second half")):
            middle = days.first + (days.last - days.first) / 2
            months = round((days.last - days.first).days / 30.4)
            if months > 1:
                middle = add_months(days.first, months // 2) - timedelta(days=1)
            days = (
                Days(days.first, middle) if "first" in word else Days(middle + timedelta(days=1), days.last)
            )
        elif word.endswith("week of"):
            days = _week_in(days, word.split()[0])
        else:
            days = part_of(
                days,
                "early" if word.startswith(("early", "beg", "start")) else "mid" if "mid" in word else "late",
            )
            if word.startswith(("beginning", "start")) and (days.last - days.first).days > 31:
                days = months_from(days.first.year, days.first.month)
        if (
            "mid" in word
            and (days.last - days.first).days > 100
            and re.search(r"\b(?:by|before|until)\s+(?:the\s+)?$", plain[: part.start()])
        ):
            days = Days(days.first, date(days.first.year, 6, 30))
        first = part.start()
        if word.startswith("start of") and re.search(
            r"\b(?:by|before|at|until|for)\s+(?:the\s+)?$", plain[:first]
        ):
            days = Days(days.first, days.first)
    before = plain[:first]
    relation: Relation = "in"
    for candidate, pattern in _RELATIONS:
        match = pattern.search(before)
        if match is not None:
            relation, first = candidate, match.start()
            break
    else:
        if _PAST.search(before):
            return None
        first -= len(before) - len(re.sub(r"\bthe\s*$", "", before))
    if ending and relation == "in":
        relation = "by"
    if ending and relation in {"after", "from", "before"}:
        days = Days(days.last, days.last)
        relation = "by" if relation == "before" else relation
    if relation == "before" and re.search(r"(?:\bnot|n't|\bnever|\bhardly)\b[^,.;]{0,40}$", plain[:first]):
        relation = "from"
    if _LIMIT.match(plain, start) and relation == "in":
        relation = "by"
    if relation in {"in", "before"} and re.match(r"(?:the )?end of|.*year[ -]?end|eoy|eod", plain[start:end]):
        relation = "by"
    if relation == "from" and (match := _FROM_ON.match(plain, end)) is not None:
        end = match.end()
    elif (match := _ON_AFTER.match(plain, end)) is not None and relation in {"in", "from"}:
        relation, end = "from", match.end()
    elif (match := _BY_AFTER.match(plain, end)) is not None and relation in {"in", "by"}:
        relation, end = "by", match.end()
    return TimeMention(days, relation, first, end, days.first == days.last)


def _week_in(days: Days, which: str) -> Days:
    if which == "last":
        return Days(days.last - timedelta(days=6), days.last)
    first = days.first + timedelta(weeks=("first", "second", "third", "fourth").index(which))
    return Days(first, min(days.last, first + timedelta(days=6)))


def _joined(plain: str, found: list[TimeMention]) -> list[TimeMention]:
    """Join "June or July", "between March and May", "from April to June" to one span."""
    joined: list[TimeMention] = []
    for mention in found:
        previous = joined[-1] if joined else None
        if previous is not None:
            gap = plain[previous.end : mention.start].strip(" ,")
            opened = (
                re.search(r"\b(?:between|from|either)\s*$", plain[: previous.start])
                or previous.relation == "from"
            )
            close = (
                gap in {"or", "or maybe", "or perhaps", "to", "-", "or even"}
                or (gap == "and" and opened)
                or (gap == "" and plain[previous.end : mention.end].lstrip().startswith("until"))
            )
            if close and mention.relation in {"in", "by"} and previous.relation in {"in", "from"}:
                last = mention.days.last
                if last < previous.days.first:  # "between March and May", said in April
                    last = add_months(last, 12)
                days = Days(previous.days.first, max(previous.days.last, last))
                joined[-1] = TimeMention(days, "in", previous.start, mention.end, exact=False)
                continue
        joined.append(mention)
    return joined


def _year_number(said: str) -> int:
    if said.isdigit():
        return int(said)
    words = re.split(r"[ -]+", said)
    return 2000 + TENS[words[1]] + (UNITS[words[2]] if len(words) > 2 else 0)


def _count(said: str) -> float:
    said = said.strip()
    if said.isdigit():
        return float(said)
    if said.startswith(("a couple", "a few", "several", "half")):
        return 2 if "couple" in said else 0.5 if "half" in said else 3
    if said in {"a", "an"}:
        return 1
    if said in _HEARD:
        return _HEARD[said]
    return float(sum(UNITS.get(word, TENS.get(word, 0)) for word in re.split(r"[ -]", said)))


def _day_number(said: str) -> int:
    if said in _ORDINALS:
        return _ORDINALS[said]
    digits = re.match(r"\d+", said)
    return int(digits.group()) if digits else int(_count(said))


def _month_day(match: re.Match[str], where: Calendar) -> Days | None:
    month, day = MONTHS[match["month"].rstrip(".")], _day_number(match["day"])
    if not 0 < day <= 31:
        return None
    return where.coming(lambda year: Days(date(year, month, day), date(year, month, day)), match["year"])


def _month(match: re.Match[str], where: Calendar) -> Days | None:
    month = MONTHS[match["month"].rstrip(".")]
    if match["month"] in {"may", "mar", "march", "sep"} and not match["year"]:
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
    day = _day_number(match["day"])
    for months in range(3):
        first = add_months(where.today.replace(day=1), months)
        try:
            found = first.replace(day=day)
        except ValueError:
            continue
        if found >= where.today:
            return Days(found, found)
    return None


def _quarter(match: re.Match[str], where: Calendar) -> Days | None:
    number = _QUARTER_NUMBER[match["quarter"]]
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
        return year_of(_year_number(said))
    return year_of(
        where.today.year + (2 if "after" in said else 0 if said.startswith(("this", "the current")) else 1)
    )


def _fiscal(match: re.Match[str], where: Calendar) -> Days | None:
    start = fiscal_start_year(where.today, where.fiscal_year_starts)
    said = match.groupdict().get("fiscal_year")
    if said is not None:
        year = 2000 + int(said) % 100 if said.isdigit() else _year_number(said)
        # A fiscal year is named after the calendar year in which it ends.
        return fiscal_year(year if where.fiscal_year_starts == 1 else year - 1, where.fiscal_year_starts)
    following = re.match(r"(?:the )?(?:next|new|coming|upcoming|following)", match.group())
    return fiscal_year(start + (following is not None), where.fiscal_year_starts)


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
    low, high, unit = _count(match["count"]), match["count2"], match["unit"].rstrip("s")
    return Days(_later(where.today, low, unit), _later(where.today, _count(high) if high else low, unit))


def _within(match: re.Match[str], where: Calendar) -> Days | None:
    unit = match["unit"].rstrip("s")
    longest = _count(match["count2"] or match["count"] or "a")
    return Days(where.today, _later(where.today, longest, unit))


def _in_next(match: re.Match[str], where: Calendar) -> Days | None:
    """A number of weeks is a limit, two numbers are a span."""
    return _in_a_while(match, where) if match["count2"] else _within(match, where)


def _later(day: date, count: float, unit: str) -> date:
    if unit in _UNIT_DAYS:
        return day + timedelta(days=round(count * _UNIT_DAYS[unit]))
    return add_months(day, round(count * _UNIT_MONTHS[unit]))


def _weekday(match: re.Match[str], where: Calendar) -> Days | None:
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


def _word_day(match: re.Match[str], where: Calendar) -> Days | None:
    word = match.group()
    ahead = 2 if "day after" in word else 1 if "tomorrow" in word else 0
    day = where.today + timedelta(days=ahead)
    return Days(day, day)


def _feast(match: re.Match[str], where: Calendar) -> Days | None:
    name = match["feast"]

    def day_in(year: int) -> Days:
        if name.startswith(("christmas", "xmas")):
            return Days(date(year, 12, 25), date(year, 12, 25))
        if name.startswith("easter"):
            return Days(easter(year), easter(year))
        if name.startswith("thanksgiving"):
            return Days(thanksgiving(year), thanksgiving(year))
        if name.startswith("black"):
            return Days(thanksgiving(year) + timedelta(days=1), thanksgiving(year) + timedelta(days=1))
        if name.startswith("halloween"):
            return Days(date(year, 10, 31), date(year, 10, 31))
        return Days(date(year, 1, 1), date(year, 1, 1))

    return where.coming(day_in, match["year"])


def _iso(match: re.Match[str], _where: Calendar) -> Days | None:
    day = date.fromisoformat(match.group())
    return Days(day, day)


def _pattern(text: str) -> re.Pattern[str]:
    text = text.replace("[ -]", r"[\s-]").replace(" ?", r"\s*").replace(" ", r"\s+")
    return re.compile(rf"(?<![\w'])(?:{text})(?![\w])")


_BASE = r"(?P<which>this coming|next|this|the coming|coming|the following|upcoming|the next)"
_GRAMMAR: tuple[tuple[re.Pattern[str], _Maker], ...] = (
    (_pattern(r"20\d\d-[01]\d-[0-3]\d"), _iso),
    (_pattern(rf"(?:the )?(?P<quarter>first|second|third|fourth|last|final|1st|2nd|3rd|4th) (?P<fiscal>fiscal )?quarter{_YEAR_AFTER}"), _quarter),
    (_pattern(rf"(?P<fiscal>fiscal )?(?:q ?|quarter )(?P<quarter>[1-4]|one|two|three|four)(?: (?:of )?(?:the )?(?P<year>{_YEAR}|(?:next|this) (?:fiscal )?year))?"), _quarter),
    (_pattern(rf"(?:h ?(?P<half>[12]|one|two)){_YEAR_AFTER}"), _half),
    (_pattern(rf"(?:the )?(?P<half>first|second|1st|2nd) half of(?: the)? (?:(?P<year>{_YEAR}|(?:next|this) year)|year)"), _half),
    (_pattern(rf"(?P<year_before>{_YEAR}|next year|this year),? (?:in )?(?:the )?(?P<half>first|second) half"), _half),
    (_pattern(r"(?:the )?end of (?:(?:the|this|our|next)(?: (?P<fiscal>fiscal|financial|business|budget)| calendar)?|(?P<fiscal2>fiscal|financial)) year"), _year_end),
    (_pattern(r"(?:the |our )?(?:(?P<fiscal>fiscal|financial) |calendar )?(?:year[ -]?end|end of year|eoy)"), _year_end),
    (_pattern(r"(?:the )?(?:next|new|this|coming|current|upcoming|following) (?:fiscal|financial|business|budget)(?: year)?"), _fiscal),
    (_pattern(rf"(?:fiscal(?: year)?|financial year|fy) ?(?P<fiscal_year>{_YEAR}|\d\d)"), _fiscal),
    (_pattern(rf"(?P<month>{_MONTH}) (?:the )?(?P<day>{_ORDINAL}|\d{{1,2}}(?!\d)(?! (?:k|thousand|percent|people)))(?! (?:half|quarter)){_YEAR_AFTER}"), _month_day),
    (_pattern(rf"(?:the )?(?P<day>{_DAY}) (?:day )?(?:of )?(?P<month>{_MONTH}){_YEAR_AFTER}"), _month_day),
    (_pattern(rf"(?:(?P<which>next|this|this coming|coming) )?(?P<month>{_MONTH})(?:,? (?:of )?(?P<year>{_YEAR}|(?:next|this|the coming|the following) year))?"), _month),
    (_pattern(rf"(?:(?:{_BASE}|the|our) )?(?P<season>{_SEASON}){_YEAR_AFTER}"), _season),
    (_pattern(rf"(?P<feast>christmas|xmas|easter|thanksgiving|black friday|halloween|(?:the )?new year'?s?(?: day| eve)?)(?: holidays?| break| season| business| rush| time)?{_YEAR_AFTER}"), _feast),
    (_pattern(r"(?P<which>the) (?P<unit>week|month|quarter) after (?:next|that)"), _relative_unit),
    (_pattern(rf"(?:(?P<which>next|this|this coming|coming|on) )?(?P<weekday>{_WEEKDAY})(?:s)?(?P<week> (?:of )?next week| the week after next| after next| in a week| this week)?"), _weekday),
    (_pattern(r"(?:the )?end of (?:the|this) (?P<unit>week|month|quarter)"), _end_of_unit),
    (_pattern(r"(?P<which>this|next|the current|current|the same|the next|the coming|the following|coming) (?P<unit>week|month|quarter)"), _relative_unit),
    (_pattern(rf"(?:within|inside of|in under|in less than) (?:the )?(?:next )?(?P<count>{_COUNT_HEARD}) (?:(?:to|or) (?P<count2>{_COUNT}) )?(?:business |working )?(?P<unit>days?|weeks?|months?|quarters?|years?)"), _within),
    (_pattern(rf"(?:in|over|during) (?:the )?(?:next|coming|following) (?P<count>{_COUNT})(?: (?:to|or) (?P<count2>{_COUNT}))? (?P<unit>days?|weeks?|months?|quarters?|years?)"), _in_next),
    (_pattern(rf"(?:in|after) (?:about |around |roughly |maybe |approximately |like |another |some )*(?P<count>{_COUNT_HEARD})(?: ?(?:to|or|-) ?(?P<count2>{_COUNT}))? (?:business |working |more )?(?P<unit>days?|weeks?|months?|quarters?|years?)(?:'? time)?(?! (?:ago|of|a|per))"), _in_a_while),
    (_pattern(rf"(?P<count>{_COUNT})(?: ?(?:to|or|-) ?(?P<count2>{_COUNT}))? (?P<unit>days?|weeks?|months?|quarters?|years?) (?:from (?:now|today)|out|down the road)"), _in_a_while),
    (_pattern(r"(?:the )?day after tomorrow|tomorrow(?: (?:morning|afternoon|evening|night|noon))?|tonight|later today|this (?:afternoon|evening|morning)|(?:the )?end of (?:the |this )?(?:day|business)|eod|today"), _word_day),
    (_pattern(rf"(?P<plain_year>{_YEAR}|(?:next|this|the (?:coming|next|current|following)|the year after next) year(?: after next)?|the year after next)(?!-end)"), _year),
    (_pattern(rf"(?:on|by|until|before|for) the (?P<day>{_ORDINAL})(?! (?:one|time|thing|half|quarter|day|place|floor|party|of|week|part|step|option|point|phase|site|line|pilot|stage|project|version|batch|unit|shift|store|test|delivery))"), _day_of_month),
)  # fmt: skip

"""Spans of days that have names: months, quarters, seasons, years, feasts."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
SEASONS = {
    "spring": 3,
    "springtime": 3,
    "summer": 6,
    "summertime": 6,
    "autumn": 9,
    "fall": 9,
    "winter": 12,
    "wintertime": 12,
}
"""First month of each; a season has three."""
FRIDAY = 4
_MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True)
class Days:
    """From the first to the last day, both included."""

    first: date
    last: date


def add_months(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    year, month = divmod(day.year * _MONTHS_PER_YEAR + day.month - 1 + months, _MONTHS_PER_YEAR)
    year = min(max(year, 1), 9998)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_from(year: int, month: int, count: int = 1) -> Days:
    """Return so many whole months from the first day of one."""
    first = date(min(max(year, 1), 9998), month, 1)
    return Days(first, add_months(first, count) - timedelta(days=1))


def quarter(year: int, number: int) -> Days:
    """Return a calendar quarter."""
    return months_from(year, 3 * number - 2, 3)


def year_of(year: int) -> Days:
    """Return a calendar year."""
    return months_from(year, 1, _MONTHS_PER_YEAR)


def fiscal_year(starts_in_year: int, first_month: int) -> Days:
    """Return the fiscal year that starts in a calendar year."""
    return months_from(starts_in_year, first_month, _MONTHS_PER_YEAR)


def fiscal_start_year(day: date, first_month: int) -> int:
    """Return the calendar year in which the fiscal year of a day started."""
    return day.year if day.month >= first_month else day.year - 1


def week_of(day: date) -> Days:
    """Return Monday to Friday of a day's week: the days that business is done on."""
    monday = day - timedelta(days=day.weekday())
    return Days(monday, monday + timedelta(days=FRIDAY))


def part_of(days: Days, part: str) -> Days:
    """Return the early, mid or late part: thirds of a month, quarters of a year, months of what lies between."""
    length = (days.last - days.first).days + 1
    if length <= 31:
        tenth, twentieth = days.first + timedelta(days=9), days.first + timedelta(days=19)
        return {
            "early": Days(days.first, tenth),
            "mid": Days(tenth + timedelta(days=1), twentieth),
            "late": Days(twentieth + timedelta(days=1), days.last),
        }[part]
    months = round(length / 30.4)
    share = max(1, months // 4 if months >= _MONTHS_PER_YEAR else months // 3)
    early = Days(days.first, add_months(days.first, share) - timedelta(days=1))
    late_first = add_months(days.last + timedelta(days=1), -share)
    middle = Days(early.last + timedelta(days=1), late_first - timedelta(days=1))
    return {"early": early, "mid": middle, "late": Days(late_first, days.last)}[part]


def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian computus after Meeus, Jones and Butcher)."""
    golden, century = year % 19, year // 100
    leap, skipped = century // 4, (8 * century + 13) // 25
    epact = (19 * golden + century - leap - skipped + 15) % 30
    moon = epact - (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + leap) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def thanksgiving(year: int) -> date:
    """Return the fourth Thursday of November."""
    first = date(year, 11, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7 + 21)


_FIXED = (
    ("christmas", 12, 25), ("xmas", 12, 25), ("halloween", 10, 31), ("epiphany", 1, 6), ("valentine", 2, 14),
    ("st patrick", 3, 17), ("st. patrick", 3, 17), ("may day", 5, 1), ("midsummer", 6, 24), ("mid-summer", 6, 24),
    ("michaelmas", 9, 29), ("all saints", 11, 1), ("all souls", 11, 2), ("st nicholas", 12, 6),
    ("st. nicholas", 12, 6), ("saint nicholas", 12, 6), ("boxing", 12, 26), ("independence", 7, 4),
)  # fmt: skip
_AFTER_EASTER = {
    "easter": 0,
    "good friday": -2,
    "ascension": 39,
    "pentecost": 49,
    "whitsun": 49,
    "corpus": 60,
    "carnival": -48,
    "ash": -46,
}


def feast(name: str, year: int) -> date:
    """Return the day of a feast in a year; New Year's Day for a name that is none of the others."""
    for beginning, month, day in _FIXED:
        if name.startswith(beginning):
            return date(year, month, day)
    for beginning, days in _AFTER_EASTER.items():
        if name.startswith(beginning):
            return easter(year) + timedelta(days=days)
    if name.startswith("thanksgiving"):
        return thanksgiving(year)
    if name.startswith("black"):
        return thanksgiving(year) + timedelta(days=1)
    if name.startswith("advent"):
        # The fourth Sunday before Christmas Day.
        return date(year, 12, 24) - timedelta(days=(date(year, 12, 24).weekday() + 1) % 7 + 21)
    if name.startswith("labo"):
        return date(year, 9, 1) + timedelta(days=-date(year, 9, 1).weekday() % 7)
    if name.startswith("memorial"):
        return date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday())
    return date(year, 1, 1)

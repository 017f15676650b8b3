"""Spans of days that have names: months, quarters, seasons, years."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    # With the spellings of other languages and of weak recognisers.
    name: number
    for number, names in enumerate(
        (
            ("january", "jan", "januari"),
            ("february", "feb", "feburary", "febuary", "februari"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep", "septembre", "setember"),
            ("october", "oct", "octobre"),
            ("november", "nov", "novembre"),
            ("december", "dec", "decembre", "desember"),
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
    """Return the early, mid or late part: thirds of a month, months of what is longer; of a year quarters, or June."""
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
    if months >= _MONTHS_PER_YEAR:
        half = add_months(days.first, months // 2 - 1)
        middle = months_from(half.year, half.month)
    return {"early": early, "mid": middle, "late": Days(late_first, days.last)}[part]

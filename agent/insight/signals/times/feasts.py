"""Feasts and public holidays that people date things by, of any year."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from agent.insight.signals.times.calendar_spans import Days

_Finder = Callable[[int], Days]
_MONDAY, _THURSDAY, _FRIDAY = 0, 3, 4
_ISLAMIC_EPOCH = date(622, 7, 19).toordinal()
_RAMADAN, _SHAWWAL, _DHU_AL_HIJJA = 9, 10, 12
_CHINESE_NEW_YEAR = {
    2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
    2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8),
}  # fmt: skip
_DIWALI = {
    2026: (11, 8), 2027: (10, 29), 2028: (10, 17), 2029: (11, 5), 2030: (10, 26),
    2031: (11, 14), 2032: (11, 2), 2033: (10, 22), 2034: (11, 10), 2035: (10, 30),
}  # fmt: skip


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


def _fixed(month: int, day: int) -> _Finder:
    return lambda year: Days(date(year, month, day), date(year, month, day))


def _from_easter(first: int, last: int | None = None) -> _Finder:
    return lambda year: Days(
        easter(year) + timedelta(days=first), easter(year) + timedelta(days=first if last is None else last)
    )


def _weekday_in(month: int, weekday: int, which: int, later: int = 0) -> _Finder:
    """Return the first (1) to fifth weekday of a month, or the last (-1), or some days later."""

    def day_in(year: int) -> Days:
        first = date(year, month, 1)
        days = [first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * week) for week in range(5)]
        day = [day for day in days if day.month == month][which - 1 if which > 0 else which]
        return Days(day + timedelta(days=later), day + timedelta(days=later))

    return day_in


def _in_table(days: Mapping[int, tuple[int, int]]) -> _Finder:
    """Return a feast of a lunisolar calendar; of other years nothing is known."""

    def day_in(year: int) -> Days:
        if year not in days:
            raise ValueError
        day = date(year, *days[year])
        return Days(day, day)

    return day_in


def _islamic(month: int, day: int, length: int = 1) -> _Finder:
    """Return days of the tabular Islamic calendar, which the moon may shift by one."""

    def days_in(year: int) -> Days:
        for islamic_year in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3):
            first = date.fromordinal(
                _ISLAMIC_EPOCH
                + (islamic_year - 1) * 354
                + (3 + 11 * islamic_year) // 30
                + (59 * (month - 1) + 1) // 2
                + day
                - 1
            )
            if first.year == year:
                return Days(first, first + timedelta(days=length - 1))
        raise ValueError

    return days_in


def _advent(year: int) -> Days:
    eve = date(year, 12, 24)
    day = eve - timedelta(days=(eve.weekday() + 1) % 7 + 21)
    return Days(day, day)


_FEASTS: tuple[tuple[str, _Finder], ...] = (
    (r"(?:chinese|lunar) new year'?s?|spring festival", _in_table(_CHINESE_NEW_YEAR)),
    (r"d[ie]wali|deepavali", _in_table(_DIWALI)),
    (r"ramadh?an", _islamic(_RAMADAN, 1, 30)),
    (r"(?:the )?(?:eid al[- ]adha|feast of sacrifice|bakr[ -]?eid)", _islamic(_DHU_AL_HIJJA, 10)),
    (r"eid(?: al[- ]fitr)?", _islamic(_SHAWWAL, 1)),
    (r"christmas eve", _fixed(12, 24)),
    (r"christmas(?: day)?|xmas", _fixed(12, 25)),
    (r"boxing day", _fixed(12, 26)),
    (r"new year'?s? eve", _fixed(12, 31)),
    (r"(?:the )?new year'?s?(?: day)?", _fixed(1, 1)),
    (r"epiphany", _fixed(1, 6)),
    (r"valentine'?s?(?: day)?", _fixed(2, 14)),
    (r"st\.? patrick'?s?(?: day)?", _fixed(3, 17)),
    (r"(?:early )?may bank holiday", _weekday_in(5, _MONDAY, 1)),
    (r"(?:spring|late may|whit) bank holiday|memorial day", _weekday_in(5, _MONDAY, -1)),
    (r"(?:late )?(?:august|summer) bank holiday", _weekday_in(8, _MONDAY, -1)),
    (r"may day", _fixed(5, 1)),
    (r"mid-?summer(?:'?s day)?", _fixed(6, 24)),
    (r"independence day", _fixed(7, 4)),
    (r"labou?r day", _weekday_in(9, _MONDAY, 1)),
    (r"michaelmas", _fixed(9, 29)),
    (r"columbus day", _weekday_in(10, _MONDAY, 2)),
    (r"halloween", _fixed(10, 31)),
    (r"all saints'?(?: day)?", _fixed(11, 1)),
    (r"all souls'?(?: day)?", _fixed(11, 2)),
    (r"bonfire night", _fixed(11, 5)),
    (r"remembrance day|singles'? day|martinmas", _fixed(11, 11)),
    (r"thanksgiving(?: day)?", _weekday_in(11, _THURSDAY, 4)),
    (r"black friday", _weekday_in(11, _THURSDAY, 4, later=1)),
    (r"cyber monday", _weekday_in(11, _THURSDAY, 4, later=4)),
    (r"advent", _advent),
    (r"(?:st\.?|saint) nicholas(?:'?s? day)?", _fixed(12, 6)),
    (r"carnival", _from_easter(-48)),
    (r"ash wednesday", _from_easter(-46)),
    (
        r"lent(?! (?:us|me|him|her|them|it|the|a|an|our|ours|my|mine|you|out|money|to)\b)",
        _from_easter(-46, -1),
    ),
    (r"good friday", _from_easter(-2)),
    (r"easter monday", _from_easter(1)),
    (r"easter(?: sunday)?", _from_easter(0)),
    (r"ascension(?: day)?", _from_easter(39)),
    (r"(?:pentecost|whitsun(?:tide)?|whit sunday)", _from_easter(49)),
    (r"whit(?:sun)? monday", _from_easter(50)),
    (r"corpus christi", _from_easter(60)),
)
FEAST = "|".join(names for names, _ in _FEASTS)
"""Names of feasts, as a piece of a pattern."""
_FINDERS = tuple((re.compile(names), find) for names, find in _FEASTS)


def feast(name: str, year: int) -> Days:
    """Return the days of a feast in a year.

    Args:
        name: As `FEAST` matches it.
        year: Of the common era.

    Raises:
        ValueError: The feast follows a calendar of which that year is not known.
    """
    for names, find in _FINDERS:
        if names.fullmatch(name):
            return find(year)
    raise ValueError

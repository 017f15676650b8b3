"""Dates as people write them in a mail."""

import calendar
from datetime import date, timedelta

MONTHS = tuple(calendar.month_name)[1:]
WEEKDAYS = tuple(calendar.day_name)
_QUARTERS = ("first", "second", "third", "fourth")
_MONTHS_IN_QUARTER = 3


def day_for_people(day: date, *, near: date) -> str:
    """Return `Thursday, 12 March`, with the year where it is not that of `near`."""
    year = f" {day.year}" if day.year != near.year else ""
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]}{year}"


def span_for_people(earliest: date | None, latest: date | None, *, near: date) -> str | None:
    """Return a time frame in words that follow "You have" and come before "in mind"; None for none."""
    if earliest is None and latest is None:
        return None
    if earliest is None:
        assert latest is not None  # noqa: S101 -- one of the two is there
        end = _date(latest, near)
        return (
            f"the end of {month_for_people(latest, near)}" if ends_month(latest) else f"{end} at the latest"
        )
    if latest is None:
        return f"the time from {_date(earliest, near)} on"
    return _both(earliest, latest, near)


def _both(earliest: date, latest: date, near: date) -> str:
    if earliest == latest:
        return _date(latest, near)
    same_year = earliest.year == latest.year
    # A span over the turn of a year names both.
    near = near if same_year else date.min
    if earliest.day != 1 or not ends_month(latest):
        return f"the time from {_date(earliest, near)} to {_date(latest, near)}"
    if same_year and earliest.month == latest.month:
        return month_for_people(latest, near)
    quarter, first = divmod(earliest.month - 1, _MONTHS_IN_QUARTER)
    if same_year and first == 0 and latest.month == earliest.month + _MONTHS_IN_QUARTER - 1:
        return f"the {_QUARTERS[quarter]} quarter of {latest.year}"
    if same_year and (earliest.month, latest.month) == (1, 12):
        return f"the year {latest.year}"
    return f"the time from {month_for_people(earliest, near)} to {month_for_people(latest, near)}"


def ends_month(day: date) -> bool:
    """Whether it is the last day of a month."""
    return (day + timedelta(days=1)).month != day.month


def month_for_people(day: date, near: date) -> str:
    """Return `March`, with the year where it is not that of `near`."""
    return MONTHS[day.month - 1] + (f" {day.year}" if day.year != near.year else "")


def _date(day: date, near: date) -> str:
    return f"{day.day} {month_for_people(day, near)}"

"""Times that have their year from the question: "next year, then?" - "yes, second quarter or so"."""

import re
from collections.abc import Iterable
from dataclasses import replace

from agent.insight.signals.language.talk import Talk
from agent.insight.signals.times.calendar_spans import Days, add_months, year_of
from agent.insight.signals.times.find import TimeMention, find_times
from agent.insight.signals.times.words import YEAR

_ITS_OWN_YEAR = re.compile(rf"\b(?:{YEAR}|year|this|next|now|today|tomorrow|coming|days?|weeks?|months)\b")
"""In a time that needs no year from elsewhere."""
_NO = re.compile(r"\W*(?:(?:oh|well|ah|hm)\W+)*(?:no|nope|nah|sooner|earlier)\b|.*\bthis year\b")


def with_the_year_asked(
    talk: Talk, question: str, answer: str, times: Iterable[TimeMention]
) -> list[TimeMention]:
    """Put the times of an answer into the year that the question names, unless it is refused."""
    years = [
        time.days
        for time in find_times(question, talk.today, talk.fiscal_year_starts)
        if time.days == year_of(talk.today.year + 1)
    ]
    if len(years) != 1 or _NO.match(answer):
        return list(times)
    return [
        _in_year(time, years[0]) if not _ITS_OWN_YEAR.search(answer, time.start, time.end) else time
        for time in times
    ]


def _in_year(time: TimeMention, year: Days) -> TimeMention:
    first, last = add_months(time.days.first, 12), add_months(time.days.last, 12)
    if time.days.last < year.first and year.first <= first and last <= year.last:
        return replace(time, days=Days(first, last))
    return time

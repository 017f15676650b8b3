"""Dates and spans of time as people say them, relative to the day of the event."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from agent.insight.signals.calendar_spans import Days, add_months, months_from, part_of
from agent.insight.signals.named_days import Calendar, named_days

Relation = Literal["in", "by", "before", "after", "from"]


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


def find_times(plain: str, today: date, fiscal_year_starts: int = 1) -> list[TimeMention]:
    """Return the times that are mentioned in plain text, in order."""
    where = Calendar(today, fiscal_year_starts)
    found: list[TimeMention] = []
    for start, end, days in named_days(plain, where):
        mention = _related(plain, start, end, days)
        if (
            mention is not None
            and days.last >= today
            and not _LAST_YEAR.search(plain, max(0, start - 25), end + 14)
        ):
            found.append(mention)
    return _joined(plain, found)


_PART = re.compile(
    r"(?P<part>(?:the )?(?:very )?(?:early|beginning of|start of|mid|middle of|late|end of|close of|(?:first|second|third|fourth|last) week (?:of|in)|(?:first|last) (?:two|three|couple of) weeks (?:of|in)|second half of|first half of|(?:the )?later part of|towards the end of))"
    r"(?:[ -]+(?:in|on|part of))?[ -]*(?:the\s+|of\s+)*$"
)
_BOUNDS: tuple[tuple[Relation, str], ...] = (
    ("from", r"not before|no earlier than|not until|not earlier than|starting(?: from| in| on| with)?|as of|as from|beginning(?: in| on)|from|earliest|at the earliest(?: in)?|won't be before|any time from|only (?:start |from |in |begin )?(?:from)?"),
    ("before", r"before|this side of|prior to|ahead of|until before|in time for"),
    ("after", r"after|once|following|past|beyond|(?<!no )(?<!not )later than"),
    ("by", r"by(?: at latest| the latest)?|until|till|no later than|not later than|at (?:the )?latest(?: by| in| on)?|within|latest|up to|through"),
    ("in", r"in the course of|in|during|over|for|on|at|sometime in|around|about|throughout|into"),
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
    r"\s*,?\s*(?:at (?:the )?(?:very )?latest|or (?:sooner|earlier)|or before|the latest|latest|at the outside|tops|max)\b"
)
_COMES = re.compile(r"\b(?:come|coming|drop|stop|pop|swing|pass)\s*$")
_WITH_ITS_VERB = re.compile(r"\b(?:kick|come|move|phase|set|check)(?:s|ed|d)?\s*$")
_PAST = re.compile(
    r"(?<![\w'])(?:since|last|previous|every|each|twice a|once a|times a|per|back in|ago in)\s*(?:the\s+)?$"
)
_LAST_YEAR = re.compile(r"\b(?:last|previous) (?:year|month|week|quarter)|\bago\b")
_LIMIT = re.compile(
    r"within|inside|(?:in|over) (?:a|the next|the coming|the) fortnight|in under|in less|(?:in|over|during) (?:the )?(?:next|coming|following) (?!.*\b(?:to|or)\b .*(?:days|weeks|months|years))"
)
_HALF_A_MONTH, _DAYS_OF_A_MONTH, _DAYS_OF_A_QUARTER = 14, 31, 100
_WEEK_OF = re.compile(r"(?:the )?week (?:of|from|beginning|starting|commencing)(?: on)? (?:the )?$")
_ENDS = re.compile(r"(?:end|close|towards the end) of")


def _related(plain: str, start: int, end: int, days: Days) -> TimeMention | None:
    """Take in the words that bound a span of time."""
    first = start
    part = _PART.search(plain[:start])
    ending = False
    if part is not None and (days.last - days.first).days > 0:
        first = part.start()
        ending = _ENDS.match(_bare(part)) is not None
        days = days if ending else _narrowed(plain, part, days)
    week = _WEEK_OF.search(plain, 0, start)
    if week is not None and days.first == days.last:
        first, monday = week.start(), days.first - timedelta(days=days.first.weekday())
        days = Days(monday, monday + timedelta(days=6))
    before = plain[:first]
    relation: Relation = "in"
    for candidate, pattern in _RELATIONS:
        match = pattern.search(before)
        if match is not None and match.group().startswith("by ") and _COMES.search(before, 0, match.start()):
            continue  # "we'll come by in two weeks"
        if match is not None:
            relation, first = candidate, match.start()
            if _WITH_ITS_VERB.search(before[: match.start()]) and before[first:].startswith("in "):
                first += len("in ")  # "the rules kick in on January first"
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
    if relation in {"in", "before"} and re.match(
        r"(?:the )?end of|.*year[ -]?end|.*year(?:'?s| is) (?:out|over)|eoy|eod", plain[start:end]
    ):
        relation = "by"
    if relation == "from" and (match := _FROM_ON.match(plain, end)) is not None:
        end = match.end()
    elif (match := _ON_AFTER.match(plain, end)) is not None and relation in {"in", "from"}:
        relation, end = "from", match.end()
    elif (match := _BY_AFTER.match(plain, end)) is not None and relation in {"in", "by"}:
        relation, end = "by", match.end()
    return TimeMention(days, relation, first, end, days.first == days.last)


def _bare(part: re.Match[str]) -> str:
    return part["part"].removeprefix("the ").removeprefix("very ")


def _narrowed(plain: str, part: re.Match[str], days: Days) -> Days:
    """Return the part of a span that "early", "the first half of" or "the last two weeks of" leaves."""
    word = _bare(part)
    length = (days.last - days.first).days
    if word.startswith(("first half", "second half")):
        months = round(length / 30.4)
        middle = days.first + timedelta(days=_HALF_A_MONTH)
        if months > 1:
            middle = add_months(days.first, months // 2) - timedelta(days=1)
        return Days(days.first, middle) if "first" in word else Days(middle + timedelta(days=1), days.last)
    if re.search(r"weeks (?:of|in)$", word):
        return _weeks_in(days, word)
    if word.endswith(("week of", "week in")):
        return _week_in(days, word.split()[0])
    if (
        "mid" in word
        and length > _DAYS_OF_A_QUARTER
        and re.search(r"\b(?:by|before|until)\s+(?:the\s+)?$", plain[: part.start()])
    ):
        return Days(days.first, date(days.first.year, 6, 30))
    if word.startswith("start of") and re.search(
        r"\b(?:by|before|at|until|for)\s+(?:the\s+)?$", plain[: part.start()]
    ):
        return Days(days.first, days.first)
    if word.startswith(("beginning", "start")) and length > _DAYS_OF_A_MONTH:
        return months_from(days.first.year, days.first.month)
    which = "early" if word.startswith(("early", "beg", "start")) else "mid" if "mid" in word else "late"
    return part_of(days, which)


def _weeks_in(days: Days, which: str) -> Days:
    """Return "the first two weeks of" a span."""
    length = timedelta(weeks=3 if "three" in which else 2)
    if which.startswith("last"):
        return Days(days.last - length + timedelta(days=1), days.last)
    return Days(days.first, min(days.last, days.first + length - timedelta(days=1)))


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

"""Dates and spans of time as people say them, relative to the day of the event."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.times.calendar_spans import SEASONS, WEEKDAYS, Days, add_months, months_from
from agent.insight.signals.times.named_days import named_days
from agent.insight.signals.times.parts import DAYS_OF_A_MONTH, last_part, part_said, week_with
from agent.insight.signals.times.relative_days import Calendar, later
from agent.insight.signals.times.words import COUNT, LENGTH_UNIT, MONTH, WEEKDAY, count_of

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
        counted_from: The time that it is a while before or after: "a fortnight later".
    """

    days: Days
    relation: Relation
    start: int
    end: int
    exact: bool
    counted_from: "TimeMention | None" = None

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
        if mention is not None and days.last >= today and not _LAST_YEAR.search(_near(plain, start, end)):
            found = [one for one in found if one.end <= mention.start]  # "the Monday | after Easter"
            found.append(mention)
        if len(found) == _MOST:
            break
    return _joined(plain, _with_counted(plain, found))


_MOST = 30
"""Times that are read of one turn: more of them are no talk, and each is compared with all."""


_LATER = compiled(rf"""
    (?<![\w'])(?:in |within |by )?(?:
        (?:about |around |some )*(?P<count>{COUNT})\s+{LENGTH_UNIT.replace(" ", chr(92) + "s+")}\s+
        (?P<side>before|after|ahead of|later|earlier|afterwards|beforehand)
        (?:\s+(?:that|then|this)(?:\s+(?:date|day))?)?(?=
            \s*(?:
                [.,;!?]|$|and\b|at the latest\b|latest\b|please\b|so\b|we\b|i\b|it\b|they\b|everything\b|
                must\b|should\b
            )
        )|
        that (?:same |very )?(?P<same>week|month)|
        (?:on )?(?:that|the) (?:same|very) (?P<day>day|morning|afternoon|evening|night)
    )(?![\w])
""")
"""Counted from a time that was said before: "bids are in by the second of October, and we choose a fortnight later"."""


def _with_counted(plain: str, found: list[TimeMention]) -> list[TimeMention]:
    """Add the times that are counted from the one said before them."""
    added = []
    for match in _LATER.finditer(plain):
        before = [one for one in found if one.end <= match.start()]
        if not before or any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        origin = before[-1]
        if match["day"]:
            if not origin.exact:
                continue
            days = origin.days
        elif match["same"]:
            day = origin.days.first
            days = months_from(day.year, day.month) if match["same"] == "month" else week_with(day)
        else:
            earlier = match["side"] in {"before", "ahead of", "earlier", "beforehand"}
            days = shifted(origin.days, match, "before" if earlier else "after")
        relation: Relation = "by" if match.group().startswith(("within", "by")) else "in"
        added.append(
            TimeMention(
                days, relation, match.start(), match.end(), days.first == days.last, counted_from=origin
            )
        )
    return sorted([*found, *added], key=lambda one: one.start)


_BREATH_BEFORE, _BREATH_AFTER = re.compile(r"[^.,;!?]*$"), re.compile(r"[^.,;!?]*")


def _near(plain: str, start: int, end: int) -> str:
    """Return a named time with what is said close by in the same breath."""
    before = _BREATH_BEFORE.search(plain, max(0, start - 25), start)
    after = _BREATH_AFTER.match(plain, end, end + 14)
    return plain[before.start() if before else start : after.end() if after else end]


_BOUNDS: tuple[tuple[Relation, str], ...] = (
    (
        "from",
        laid_out(r"""
            not before|no (?:earlier|sooner) than|not until|not (?:earlier|sooner) than|
            starting(?: from| in| on| with)?|as of|as from|beginning(?: in| on)|from|
            (?:at )?(?:the |our |my )?(?:earliest|soonest)(?:[\w' ]{0,30}? (?:is|be)|[\w' ]{0,30}?'s)?(?: in)?|
            won't be before|any time from|only (?:start |from |in |begin )?(?:from)?
        """),
    ),
    ("before", r"before|this side of|prior to|ahead of|until before|in time for"),
    ("after", r"(?<!\bone )(?<!soon )(?<!ever )after|once|following|past|beyond|(?<!no )(?<!not )later than"),
    (
        "by",
        laid_out(r"""
            (?:gave|given|gives?|set|sets|allow(?:ed|s)?) us(?: (?:a|the) deadline(?: of)?)?(?: until| till)?|
            between (?:now|today) and|by(?: at latest| the latest)?|until|till|no later than|not later than|
            at (?:the )?latest(?: by| in| on)?|within(?! the month of)|latest|
            (?:the |our |my )?(?:latest|deadline|cut-?off|last (?:day|date))
            (?:[\w' ]{0,30}? (?:is|be)|[\w' ]{0,30}?'s)|
            up to|through
        """),
    ),
    ("in", r"in the course of|in|during|over(?! on\b)|for|on|at|sometime in|around|about|throughout|into"),
)
_RELATIONS = tuple(
    (
        relation,
        re.compile(
            laid_out(rf"""
                (?<![\w'])(?:{words})\s*,?\s*(?:
                    (?:
                        about|around|roughly|maybe|say|like|the|month of|latest|on|in|at|early|very|
                        close of (?:business|play)|midnight|noon
                    )\s+
                )*$
            """)
        ),
    )
    for relation, words in _BOUNDS
)
_EVENT = compiled(rf"""
    (?<![\w'])(?:before|after|ahead of|prior to|following|until|till|by)\s+
    (?P<event>
        (?:the|our|my|this|his|her|their|your|i|we|he|she|they)\s+
        (?!(?:very |early |late )?(?:end|beginning|start|middle|close|latest)\b)
        (?:
            (?!
                (?:
                    {"|".join(SEASONS)}|so|that|and|but|or|then|which|runs|ends|expires|holidays?|break|
                    vacations?
                )\b
            )[\w'-]+\s+
        ){{1,4}}?(?:in|on|at|around)\s+(?:the\s+)?
    )$
""")
"""What happens at the time that is named: "before the audit in March"."""
_THAT_IS = compiled(r"""
    (?<![\w'])(?:before|after|once|ahead of|prior to|until|till|by)\s+(?P<event>(?:[\w'-]+\s+){0,5}?[\w'-]+)
    (?:\s*[.,;]\s*(?:and |but )?|\s+)(?P<what>that|this|which|it|they)
    (?P<falls>
        (?:'s|\s+is|\s+are|\s+(?:will|would) be)?
        (?:\s+(?:for us|with us|here|usually|always|normally|due|planned|scheduled))*
        (?:\s+(?:starts?|begins?|opens?|ends?|finish(?:es)?|falls?|happens?|comes?|takes place))?
        (?:\s+(?:for us|with us|here|usually|always|normally))*(?:\s+(?:in|on|at|around))?
    )\s+(?:the\s+)?$
""")
"""The same, said afterwards: "before the audit, that's in March"."""
_DOER = compiled(r"""
    \b(?:\w+ed|signed off|chosen|given|made|taken|done)\s+by\s+(?:the|our|my|his|her|their) (?:[\w-]+ ){0,2}?
    (?:
        board|council|committee|management|directors?|owners?|boss|c ?[efiot] ?o|m ?d|rector|ministry|
        parliament|city|county|state|heads?|partners|shareholders|trustees|governors|commission\w*|assembly|
        bank|group|headquarters|office|finance|people|guys|team|chief|chair\w*|dean|mayor|regents|president|
        treasurer|controller
    )\s+(?:in|on|at|around)\s+(?:the\s+)?$
""")
_OF_A_YEAR = compiled(rf"""
    \b(?:before|until|till|after) (?:the|our) (?:(?!(?:year|{"|".join(SEASONS)})\b)[\w-]+ ){{0,2}}
    (?!(?:year|end|start|beginning|middle|in|of|{"|".join(SEASONS)})\b)[\w-]+ $
""")
"""Before a year: what happens in it has a time of its own, "before the heating season 2027"."""
_HALF_A_YEAR = 190
"""Days: a span that is longer is a year's."""
_LIMITS = re.compile(r"by|until|till|before")
_APPOSED = re.compile(
    r"(?<![\w'])(?:by|until|till|before)\s+(?P<event>(?:the|our|my)\s+(?:[\w'-]+\s+){0,4}?[\w'-]+\s*,\s*(?:the\s+)?)$"
)
"""A day is the event before it: "by the start of the season, the first of March"."""
_FALLS = re.compile(
    r"\b(?:in|on|at|around|starts?|begins?|opens?|ends?|finish(?:es)?|falls?|happens?|comes?|place)\b"
)
AWAY = compiled(rf"""
    (?:(?:about|around|roughly|maybe|exactly|at least|some)\s+)*(?P<count>{COUNT})
    \s+{LENGTH_UNIT.replace(" ", chr(92) + "s+")}\s+$
""")
"""How far from it: "two weeks | before Easter"."""
_NEXT_TO = compiled(rf"""
    (?:\bthe\s+|^\s*)(?:very\s+)?(?:last\s+|first\s+)?(?P<unit>day|week|fortnight|month|{WEEKDAY})\s+
    (?:just\s+|right\s+)?$
""")
_ON_AFTER = compiled(r"""
    \s*,?\s*(?:
        onwards?|on(?=\s*(?:[.,;!?]|$))|or later|at the (?:very )?(?:earliest|soonest)|earliest|and later|
        or after|
        (?:is|would be|'s) (?:the |our |my )?(?:very )?(?:earliest|soonest)|
        and (?:not|no) (?:a day |any )?(?:sooner|earlier|before)
    )(?![\w'])(?!\s+(?:the|our|my|all|a)\b)
""")
_AT_EARLIEST = re.compile(r"\s*,?\s*(?:at (?:the )?(?:very )?)?(?:earliest|soonest)\b")
"""After "the end of June": nothing happens before."""
_FROM_ON = re.compile(r"\s+on(?![\w'])(?!\s+(?:the|our|my|all|a|one|two)\b)")
_BY_AFTER = compiled(r"""
    \s*,?\s*(?:
        at (?:the )?(?:very )?(?:latest|most)|or (?:sooner|earlier)|or before|the latest|latest|
        at the outside|tops|max|
        (?:is|would be|'s) (?:the |our |my )?(?:very )?(?:latest|deadline|cut-?off|limit|last (?:day|date))|
        and (?:not|no) (?:a day |any )?later
    )\b
""")
_SAID_BEFORE = re.compile(r"(?:before|after|until|till)\s*,\s*(?:in|on|at)\b")
_GRANTED = re.compile(r"(?:gave|given|gives?|sets?|allow(?:ed|s)?)\s+us\s+")
_COMES = re.compile(r"\b(?:come|coming|drop|stop|pop|swing|pass)\s*$")
_WITH_ITS_VERB = re.compile(r"\b(?:kick|come|move|phase|set|check)(?:s|ed|d)?\s*$")
_PAST = re.compile(
    r"(?<![\w'])(?:since|last|previous|every|each|twice a|once a|times a|per|back in|ago in)\s*(?:the\s+)?$"
)
_LAST_YEAR = re.compile(r"\b(?:last|previous) (?:year|month|week|quarter)\b(?! (?:of|in|before)\b)|\bago\b")
_LIMIT = compiled(r"""
    within|inside|in under|in less|
    (?:in|over|during) (?:the )?(?:next|coming|following) (?!.*\b(?:to|or)\b .*(?:days|weeks|months|years))
""")
_DENIED = compiled(r"""
    (?:
        \bnot|n't|\bnever|\bhardly|\bnothing|\bnobody|\bnone|\bno one|
        \bno (?!(?:until|till|before|by|in|at|from|it|we|i|sorry|wait|the|make|rather|more)\b)\w+|
        \bcannot
    )\b(?!.*\b(?:wait|longer|more|and|but|so)\b)[^,.;!?]{0,40}$
""")
"""What does not happen before a time happens from then on."""
_IF = re.compile(r"\b(?:if|unless)\b[^,.;]{0,25}$")
_NOT_AFTER = re.compile(
    r"(?:\bnot|n't|\bnever|\bnothing|\bcannot)\b(?!.*\b(?:until|till|sure|know|and|but|so|more)\b)[^,.;!?]{0,40}$"
)
"""What may not go on after a time is over by then."""
_AT_LEAST = compiled(r"""
    (?<![\w'])(?:
        not(?: for| in| within| before)?|at least|no (?:sooner|earlier|less) than|
        (?:\bnot|n't)\b[\w' ]{0,40}? for
    )\s+(?:at least\s+)?$
""")
_LENGTH_SAID = compiled(rf"""
    (?:(?:in|within|over|during|another|the|next|coming)\s+)*{COUNT}\b.*\b
    (?:day|week|fortnight|month|quarter|year)s?\b
""")
_IT_WILL_BE = re.compile(r"\b(?:it's|it is|it'll be|it will be|it'd be|it would be)\s+(?:\w+\s+)?$")
_IS_OVER = re.compile(r"\s*(?:'s|is)? ?(?:over|out|ends|finishes|done)\b")
_BEGINS = re.compile(r"\s+(?:starts?|begins?|opens?|kicks off|is here)\b")
_ONCE = re.compile(r"\b(?:once|as soon as|the moment)\s+$")
"""What begins with a time: "once the new financial year starts"."""
_BEFORE_WE = re.compile(r"\s*before (?:we|i|they|he|she|it|anything|anybody|anyone)\b")
_YEARS_END = compiled(r"""
    (?:the )?(?:end|close|turn) of|
    .*(?:year|month|quarter|week)(?:(?<!week)[ -]?|-)(?:end|(?:'?s| is) (?:out|over|end))|
    eoy|eod
""")


def _related(plain: str, start: int, end: int, days: Days) -> TimeMention | None:
    """Take in the words that bound a span of time: a part of it, what happens then, how far from it, on which side."""
    if _OF_A_YEAR.search(plain, 0, start) and (days.last - days.first).days > _HALF_A_YEAR:
        return None
    part = part_said(plain, start, end, days)
    first, end, days, ending = part.start, part.end, part.days, part.ending
    event = _happening(plain, first) or _that_is(plain, first, exact=days.first == days.last)
    if event is not None:
        first = event.start("event")
    bound = _bound(plain, first)
    if bound is None and _PAST.search(plain, 0, first):
        return None
    relation, first = bound or ("in", len(_THE.sub("", plain[:first])))
    counted = relation == "from" and days.first == days.last and plain[first:].startswith("from")
    beside = relation in {"before", "after"}
    away = AWAY.search(plain, 0, first) if beside or counted else None
    next_to = _NEXT_TO.search(plain, 0, first) if beside else None
    if next_to is not None:
        days, first = _next_to(days, next_to["unit"], relation), next_to.start()
        relation, first = _bound(plain, first) or ("in", len(_THE.sub("", plain[:first])))
        ending = False
    elif away is not None:
        days, first = shifted(days, away, relation), away.start()
        relation, first = _bound(plain, first) or ("in", first)
        ending = False
    elif (at_least := _AT_LEAST.search(plain, 0, first)) and _LENGTH_SAID.match(plain, start, end):
        days, relation, first = Days(days.last, days.last), "from", at_least.start()
    if (
        relation == "in"
        and _AT_EARLIEST.match(plain, end)
        and (ending or _YEARS_END.match(plain, start, end))
    ):
        return TimeMention(Days(days.last, days.last), "from", first, end, exact=False)
    if ending:
        if relation != "in":
            days = Days(days.last, days.last)
        relation = "by" if relation in {"in", "before"} else relation
    words = plain[first:start]
    if relation == "before" or re.match(r"(?:until|till)\b", words):
        denied = _DENIED.search(plain, 0, first)
        if denied is not None and not _IF.search(plain, 0, denied.start()):
            relation = "from"
    if relation == "after" and not words.startswith("once") and _NOT_AFTER.search(plain, 0, first):
        relation = "by"
    if (relation == "in" and _LIMIT.match(plain, start)) or (
        relation in {"in", "before"} and _YEARS_END.match(plain, start, end)
    ):
        relation = "by"
    if relation == "after" and days.first == days.last and not ending:
        relation = "from"  # "after the fourth of July": people count the day itself
    return _followed(plain, TimeMention(days, relation, first, end, days.first == days.last))


def _happening(plain: str, first: int) -> re.Match[str] | None:
    """Return what happens at a time; who does something is no event: "it's approved by the board in July"."""
    event = _EVENT.search(plain, 0, first)
    if event is None or (event.group().startswith("by") and _DOER.search(plain, 0, first)):
        return None
    return event


def _that_is(plain: str, first: int, *, exact: bool) -> re.Match[str] | None:
    """Return what happens at a time where that is said afterwards."""
    event = _THAT_IS.search(plain, 0, first)
    if event is not None and (
        event["what"] == "which" or _FALLS.search(event["falls"]) or (exact and _LIMITS.match(event.group()))
    ):
        return event
    return _APPOSED.search(plain, 0, first) if exact else None


_THE = re.compile(r"\bthe\s*$")


def _bound(plain: str, first: int) -> tuple[Relation, int] | None:
    """Return the relation that the words before a time say, and where they begin."""
    for relation, pattern in _RELATIONS:
        match = pattern.search(plain, 0, first)
        if match is None or (match.group().startswith("by ") and _COMES.search(plain, 0, match.start())):
            continue  # "we'll come by in two weeks"
        if _SAID_BEFORE.match(plain, match.start(), first):
            continue  # "we want it before, in October"
        granted = _GRANTED.match(plain, match.start(), first)
        begins = granted.end() if granted is not None else match.start()
        if _WITH_ITS_VERB.search(plain, 0, begins) and plain[begins:first].startswith("in "):
            begins += len("in ")  # "the rules kick in on January first"
        return relation, begins
    return None


def shifted(days: Days, away: re.Match[str], relation: Relation) -> Days:
    """Return the day that lies so far before or after a span; how far is a match of `AWAY`."""
    count, unit = count_of(away["count"]) + (0.5 if away["half"] else 0), away["unit"].rstrip("s")
    day = later(days.first, -count, unit) if relation == "before" else later(days.last, count, unit)
    return Days(day, day)


def _next_to(days: Days, unit: str, relation: Relation) -> Days:
    """Return "the week before" or "the Monday after" a span."""
    step = 1 if relation == "after" else -1
    day = (days.last if relation == "after" else days.first) + timedelta(days=step)
    if unit in WEEKDAYS:
        ahead = (WEEKDAYS[unit] - day.weekday()) * step % 7
        day += timedelta(days=step * ahead)
        return Days(day, day)
    far = day if unit == "day" else later(day, step, unit) - timedelta(days=step)
    return Days(min(day, far), max(day, far))


def _followed(plain: str, time: TimeMention) -> TimeMention:
    """Take in the words after a time that bound it: "onwards", "at the latest"."""
    relation, end = time.relation, time.end
    if relation == "from" and (match := _FROM_ON.match(plain, end)) is not None:
        return replace(time, end=match.end())
    if relation in {"in", "from"} and (match := _ON_AFTER.match(plain, end)) is not None:
        return replace(time, relation="from", end=match.end())
    if relation in {"in", "by"} and (match := _BY_AFTER.match(plain, end)) is not None:
        return replace(time, relation="by", end=match.end())
    if relation == "before" and _IS_OVER.match(plain, end):
        return replace(time, relation="by")
    if _BEGINS.match(plain, end) and (relation == "after" or _ONCE.search(plain, 0, time.start)):
        return replace(time, relation="from")
    if relation == "in" and _BEFORE_WE.match(plain, end) and _IT_WILL_BE.search(plain, 0, time.start):
        return replace(time, relation="from")
    return time


_OR = frozenset(
    {"", "or", ". or", "or maybe", "or perhaps", "to", "-", "/", "or even", "through", "till", "until"}
)
_END_OF, _A_DAY = re.compile(r"\bend\b"), timedelta(days=1)
_MOVED = compiled(r"""
    \b(?:moved|pushed|postponed|shifted|put|delayed|slipped|slid|gone|went)
    (?:\s+(?:it|that|this|them|back|off|out|on|over|again|the \w+))*\s+$
""")
"""Before "from June to September": what counts is where it went."""
_MONTHS = re.compile(rf"(?:in\s+)?{MONTH}(?:[\s,]+(?:and\s+|or\s+)?{MONTH})+")
"""Months that were joined already."""
_JOINS = re.compile(r"(?:through|till|until|up to)\b")


def _in_a_row(plain: str, one: TimeMention, other: TimeMention) -> bool:
    """Return whether "july, august | september" go on in a row, months or parts of them."""
    short = [each.days.last - each.days.first < timedelta(days=DAYS_OF_A_MONTH) for each in (one, other)]
    row = short[0] or _MONTHS.fullmatch(plain, one.start, one.end) is not None
    return row and short[1] and other.days.first - one.days.last == _A_DAY


def _joined(plain: str, found: list[TimeMention]) -> list[TimeMention]:
    """Join "June or July", "between March and May", "from April to June" to one span."""
    joined: list[TimeMention] = []
    for mention in found:
        previous = joined[-1] if joined else None
        if previous is not None:
            begins = _JOINS.match(plain, mention.start, mention.end)
            gap = plain[previous.end : begins.end() if begins else mention.start].strip(" ,")
            opened = (
                re.search(r"\b(?:between|from|either)\s*$", plain[: previous.start])
                or previous.relation == "from"
            )
            bare = not plain.startswith("in ", mention.start)
            ended = previous.relation == "by" and _END_OF.search(plain, previous.start, previous.end)
            if (
                ended
                and bare
                and gap in _OR
                and mention.relation == "in"
                and mention.days.first - previous.days.last == _A_DAY
            ):
                # "the end of June, beginning of July"
                days = Days(last_part(previous.days).first, mention.days.last)
                joined[-1] = TimeMention(days, "in", previous.start, mention.end, exact=False)
                continue
            if (
                previous.relation == "from"
                and gap in {"to", "until", "till"}
                and _MOVED.search(plain, 0, previous.start)
            ):
                joined[-1] = replace(mention, relation="in")
                continue
            close = (
                gap in _OR - {""}
                or (gap == "and" and opened)
                or (gap == "" and _in_a_row(plain, previous, mention))
                or (gap == "and" and bare and _in_a_row(plain, previous, mention))
            )
            if close and mention.relation in {"in", "by"} and previous.relation in {"in", "from"}:
                last = mention.days.last
                if last < previous.days.first:  # "between March and May", said in April
                    last = add_months(last, 12)
                days = Days(previous.days.first, max(previous.days.last, last))
                start = opened.start() if isinstance(opened, re.Match) else previous.start
                joined[-1] = TimeMention(days, "in", start, mention.end, exact=False)
                continue
        joined.append(mention)
    return joined

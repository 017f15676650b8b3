"""Which of the times of a turn is the one that is meant, and what it allows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Value
from agent.insight.signals.timeline.lists import listed
from agent.insight.signals.timeline.phrases import BACKWARD, CONTRACT, DECISION, NOT_OURS, OURS
from agent.insight.signals.timeline.roles import is_alone, main_times
from agent.insight.signals.times.find import TimeMention
from agent.insight.signals.times.words import MONTH, ORDINAL, SEASON, WEEKDAY, YEAR

_GOES_ON = compiled(r"""
    \b(?:
        no|sorry|actually|rather|i mean|wait|ideally|at the latest|so|must|should be|but|at least|
        make (?:it|that)|call it|(?:more|most) likely|realistically
    )\b
""")
FIRM = compiled(r"""
    \b(?:
        decisions?|decid\w+|vote[sd]?|tender|award|sign\w*|order\w*|contract|licen[cs]e|board|
        go(?:es)?[ -]live|roll-?out|pilot|due|settled|choose|picks?|picked|chosen|selected|awards?|buy|
        installs?|going live|introduction|installation|implementation|selection|
        start(?= (?:date )?(?:is|would|will|should)\b)
    )\b
""")
"""Words that need no other to show that a date is one of the purchase."""
_SET_BY = compiled(r"""
    \b(?:before|after|until|till|when|once|as soon as) [^,.;!?]{0,40}?\b
    (?:starts?|begins?|opens?|comes?|ends?|closes?|is|are)\b
""")
"""What sets a time: "it must be live before our audit starts, so in May"."""
_SO = re.compile(r"\bso\b")
_AND_STARTS = compiled(r"""
    \b(?:and|then),? (?:(?:then|we|it|would|will|to|'d|'ll)\W+){0,3}
    (?:starts?|begins?|kicks? off|go(?:es)? live|install|order|roll out|switch)\b
""")
"""The step after a decision."""
_BREAK = re.compile(r"[,;]|\b(?:and|but|so|then|while|because)\b")
_CORRECTS = re.compile(r"\b(?:no|sorry|actually|rather|i mean|wait|ideally|at least|so(?=\W*$))\b")
_BARE = re.compile(r"\W*(?:(?:no|sorry|wait|actually|rather|i mean|hang on|make that|or)\W+)+$")
"""Only the time is corrected, not on which side of it."""
CONCLUDES = compiled(r"""
    \b(?:
        so|that's|thats|that is|which is|which means|meaning|i mean|says?|let's say|namely|make (?:it|that)|
        call it
    )\W+(?:
        (?:
            about|around|probably|maybe|i think|let's|say|it's|it'll be|it will be|it'd be|we're in|then|
            rather|start|begin|decide|order|in|at|on|on the|the
        )\W+
    )*$
""")
"""Leads to what a time that was said before comes to: "for the season, so by May"."""
THAT_IS = re.compile(
    r"\W*(?:(?:well|maybe|perhaps|some ?time|somewhere|say|about|probably|i think|i'd say|ideally|rather|so)\W+)*"
)
"""Between "before that" and the time that it comes to: "it should run before that, in June"."""
_SAME_THING = compiled(r"""
    \s*(?:for us\s*|\w+\s*)?,?\s*
    (?:(?:i think|probably|maybe|(?:most )?likely|ideally|rather|more precisely|i'd say|it's|its|quiet)\W+)*
""")
_HAPPENS = re.compile(r"\b\w+ (?:starts|begins|opens|ends|finishes|closes|takes place)\b")
_YEAR_TURNS = compiled(r"""
    \b(?:
        (?:fiscal|financial|budget|business|school|academic|tax|new) year|
        season|semester|term|campaign|harvest|holidays?|vacations?|christmas \w+|peak|sales?
    )\b[^.,;!?]{0,20}\b(?:starts?|begins?|opens?|ends?|closes|is over)\b
""")
"""What comes round each year is no step of the purchase, even if it is ours."""
_THATS_WHEN = re.compile(
    r"\W*(?:and )?(?:that's|thats|that is) (?:when|the (?:day|date|week|month|moment))\b"
)
_NEAR = 70
"""Characters in which somebody comes to what a time means."""
_OPEN = 100_000
"""Days of a span without an end."""
MUST = re.compile(
    r"\b(?:needs?|must|have to|has to|should|got to|gotta|running|in place|ready|latest|deadline)\b"
)
"""What has to be so a while before a day may be so earlier."""
_STEP = compiled(r"""
    \W*(?:we|i|it|they|he|she|that|this|the|our|my)\b.*\b(?:
        start|begin|live|order|buy|decide|choose|sign|switch|install|change|replace|running|ready|fixed|
        finished|done|in place|test|try|pilot|roll
    )\b
""")
_TOPIC = re.compile(r"\W*(?:and |but )?(?P<topic>(?:the|our|my) (?:\w+ )?\w+),\s*")
_OF_THE_TOPIC = re.compile(r"\b(?:it|that|this|they|them)\b")
"""A topic said first, and the words that come back to it."""
_MONTH, _YEAR = re.compile(rf"\b{MONTH}\b"), re.compile(rf"\b{YEAR}\b")
_DAYS_SAID = re.compile(rf"\b(?:\d{{1,2}}(?!\d)|{ORDINAL})\b")
_TIME_WORD = re.compile(rf"\b(?:{MONTH}|{SEASON}|{WEEKDAY}|{ORDINAL}|weeks?|months?|years?|quarter)\b")


def clause_of(reading: Reading, time: TimeMention) -> Span:
    """Return the clause of a time, with what it is about: "in June | we start", "the decision, | that we make in June"."""
    clause = reading.clause_at(time.start)
    topic = _TOPIC.fullmatch(reading.plain, reading.sentence_at(time.start).start, clause.start)
    if topic is not None and _OF_THE_TOPIC.search(reading.plain, clause.start, time.start):
        clause = Span(topic.start("topic"), clause.end)
    around = reading.plain[clause.start : time.start] + reading.plain[time.end : clause.end]
    if len(around.split()) > 1 or reading.sentence_at(time.start).end <= clause.end:
        return clause
    following = reading.clause_at(clause.end + 1)
    joined = not re.search(r"[.,;:!?]", reading.plain[time.end : following.start + 1])
    said = reading.plain[clause.end : following.end]
    if following.start >= clause.end and joined and _STEP.match(said) and not _TIME_WORD.search(said):
        return Span(clause.start, following.end)
    return clause


def own_words(reading: Reading, time: TimeMention, times: Sequence[TimeMention]) -> Span:
    """Return the clause of a time, as far as it is not about another: "taxes go in by July, | in August it's settled"."""
    clause = clause_of(reading, time)
    start, end = min(clause.start, time.start), max(clause.end, time.end)
    for other in times:
        if start < other.end <= time.start and (cut := _BREAK.search(reading.plain, other.end, time.start)):
            start = cut.end()
        if time.end <= other.start < end and (cut := _BREAK.search(reading.plain, time.end, other.start)):
            end = cut.start()
    return Span(start, end)


def apart(reading: Reading, picked: list[TimeMention]) -> Iterator[list[TimeMention]]:
    """Part times that stand for two things: "it starts in September, and the decision falls in January"."""
    group = picked[:1]
    for time in picked[1:]:
        between = reading.plain[group[-1].end : time.start]
        own = own_words(reading, time, picked)
        firm = FIRM.search(reading.plain, max(own.start, group[-1].end), own.end)
        leads_on = _CORRECTS.search(between) or (
            _SO.search(between) and not MUST.search(reading.of_span(own_words(reading, group[-1], picked)))
        )
        if (
            (firm is not None and not leads_on)
            or _then_starts(reading, group[-1], time, picked)
            or listed(reading, group[-1], time)
        ):
            yield group
            group = []
        group.append(time)
    yield group


def _then_starts(
    reading: Reading, time: TimeMention, following: TimeMention, picked: Sequence[TimeMention]
) -> bool:
    """Return whether a decision has the first of two times and the start the second: "decide in June and start in May"."""
    return (
        _AND_STARTS.search(reading.plain, time.end, following.start) is not None
        and FIRM.search(reading.of_span(own_words(reading, time, picked))) is not None
    )


def is_firm(reading: Reading, own: Span) -> bool:
    """Return whether the words around a time say that it is a date of the purchase."""
    text = reading.of_span(own)
    return (
        (OURS.search(text) is not None and NOT_OURS.search(_SET_BY.sub("", text)) is None)
        or CONTRACT.search(text) is not None
        or FIRM.search(text) is not None
        or _AND_STARTS.search(reading.plain, max(0, own.start - len("and ")), own.end) is not None
    )


def concludes(reading: Reading, time: TimeMention, following: TimeMention) -> bool:
    """Return whether the next time only says what one comes to: "before the season, so by April"."""
    gap = reading.plain[time.end : following.start]
    return CONCLUDES.search(gap) is not None and len(gap) < _NEAR


def chosen_time(reading: Reading, picked: list[TimeMention]) -> Finding:
    """Take what a visitor says last where he corrects himself, else what is bound most clearly."""
    picked = _clearest(reading, main_times(reading, picked))
    time = picked[0]
    for before, following in pairwise(picked):
        between = reading.plain[before.end : following.start]
        if _GOES_ON.search(between) or _THATS_WHEN.match(reading.plain, following.end):
            inherits = following.relation == "in" and before.relation == "by" and _BARE.match(between)
            # "By the end of June. No wait, July."
            time = replace(following, relation="by") if inherits else following
    clause = clause_of(reading, time)
    text = reading.plain[min(clause.start, time.start) : max(clause.end, time.end)]
    earliest, latest = time.earliest, time.latest
    if re.search(r"\bthis year still\b|\bstill this year\b", text) or (
        time.counted_from is not None and time.days.last < time.counted_from.days.first and MUST.search(text)
    ):
        earliest = None
    value = value_of(earliest, latest, reading.words(reading.trimmed(time.start, time.end)))
    span = reading.trimmed(min(clause.start, time.start), max(clause.end, time.end))
    return Finding(
        "timeline", value, reading, span, "contract_end" if CONTRACT.search(text) else "time", 0.85
    )


def without_origins(reading: Reading, picked: list[TimeMention]) -> list[TimeMention]:
    """Leave out what a time is only counted from: "the inspector comes on the third, a week before that"."""
    counted = {time.counted_from: time for time in picked if time.counted_from is not None}

    origins = {_origin(reading, time, picked) for time in picked}

    def stands(time: TimeMention) -> bool:
        if time in origins:
            return False
        later = counted.get(time)
        if later is None:
            return True
        counts = reading.of_span(own_words(reading, later, picked))
        return (
            OURS.search(reading.of_span(own_words(reading, time, picked))) is not None
            and FIRM.search(counts) is None
            and MUST.search(counts) is None
        )

    return [time for time in picked if stands(time)]


def _origin(reading: Reading, time: TimeMention, picked: Sequence[TimeMention]) -> TimeMention | None:
    """Return what a time lies before or after, in words: "the audit is in May, it must run before that, in March"."""
    earlier = [one for one in picked if one.end <= time.start]
    if not earlier:
        return None
    for backward in BACKWARD.finditer(reading.plain, earlier[-1].end, time.start):
        if backward["what"] and THAT_IS.fullmatch(reading.plain, backward.end(), time.start):
            return earlier[-1]
    return None


def _clearest(reading: Reading, picked: list[TimeMention]) -> list[TimeMention]:
    """Keep the times that go with a decision, and of two for one thing the narrower: "after the summer, in October"."""
    picked = [
        time for time in picked if not _YEAR_TURNS.search(reading.of_span(own_words(reading, time, picked)))
    ] or picked
    deciding: list[TimeMention] = []
    for before, time in zip([None, *picked], picked, strict=False):
        answers = (
            is_alone(reading, time)
            if before is None
            else before in deciding
            and (is_alone(reading, time) or _GOES_ON.search(reading.plain, before.end, time.start))
        )
        if answers or DECISION.search(reading.of_span(reading.clause_at(time.start))):
            deciding.append(time)
    apart = {reading.sentence_at(time.start) for time in picked}
    picked = (
        deciding
        if deciding and len(apart) > 1
        else [time for time in picked if not _happens(reading, own_words(reading, time, picked))] or picked
    )
    kept = picked[:1]
    for time in picked[1:]:
        gap = reading.plain[kept[-1].end : time.start]
        if time.days == kept[-1].days and time.relation == kept[-1].relation:
            kept[-1] = max(kept[-1], time, key=lambda one: one.end - one.start)
            continue
        if time.days == kept[-1].days and kept[-1].relation == "in":
            kept[-1] = time  # "Thanksgiving. It must be in before Thanksgiving"
            continue
        if _with_its_year(reading, kept[-1], time) and _SAME_THING.fullmatch(gap):
            kept[-1] = time  # "which is July for us, July 2027"
            continue
        if (
            _SAME_THING.fullmatch(gap)
            and _DAYS_SAID.search(reading.plain, time.start, time.end)
            and not _DAYS_SAID.search(reading.plain, kept[-1].start, kept[-1].end)
        ):
            kept[-1] = time  # "in the Whitsun week, 25 to 29 May"
            continue
        if concludes(reading, kept[-1], time) or (
            is_alone(reading, time) and (_lies_in(time, kept[-1]) or _lies_in(kept[-1], time))
        ):
            kept[-1] = time
        elif _SAME_THING.fullmatch(gap) and length(time) != length(kept[-1]) and not _exclude(time, kept[-1]):
            spelt_out = kept[-1].exact and re.match(r"between|from", reading.plain[time.start : time.end])
            inner = _lies_in(time, kept[-1]) or spelt_out
            kept[-1] = time if inner else min(kept[-1], time, key=length)
        else:
            kept.append(time)
    return kept


def _with_its_year(reading: Reading, time: TimeMention, other: TimeMention) -> bool:
    """Return whether the same day or month is said again with its year."""
    said = _MONTH.search(reading.plain, time.start, time.end)
    again = _MONTH.search(reading.plain, other.start, other.end)
    return (
        said is not None
        and again is not None
        and said.group() == again.group()
        and _YEAR.search(reading.plain, again.end(), other.end) is not None
    )


def _happens(reading: Reading, own: Span) -> bool:
    """Return whether something begins or ends then that is no step of the purchase: "the vintage starts in May"."""
    text = reading.of_span(own)
    return _HAPPENS.search(text) is not None and not (
        OURS.search(text)
        or CONTRACT.search(text)
        or FIRM.search(text)
        or _THATS_WHEN.match(reading.plain, own.end)
    )


def _exclude(one: TimeMention, other: TimeMention) -> bool:
    """Return whether two times cannot be the same: "no sorry october | september is the fair"."""
    apart = one.days.last < other.days.first or other.days.last < one.days.first
    return apart and {one.relation, other.relation} == {"in"}


def _lies_in(time: TimeMention, other: TimeMention) -> bool:
    """Return whether a time is a narrower one within another: "this year, by the end of November"."""
    return (
        other.relation == "in"
        and other.days.first <= time.days.first
        and time.days.last <= other.days.last
        and time.days != other.days
    )


def length(time: TimeMention) -> int:
    """Return the days that a time allows; one without an end is longer than any other."""
    if time.earliest is None or time.latest is None:
        return _OPEN
    return (time.latest - time.earliest).days


def value_of(earliest: date | None, latest: date | None, words: str) -> Value:
    """Return the value of a timeline, as in the contract."""
    return {
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "phrase": words,
    }

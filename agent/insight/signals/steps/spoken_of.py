"""What was asked for or proposed a little earlier, and is now consented to or given a day."""

import re
from dataclasses import dataclass, replace
from datetime import date

from agent.insight.signals.language.deed_words import DEEDS
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span, phrase
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.steps.clause_steps import deed_of, deed_words
from agent.insight.signals.steps.day_talk import day_talk
from agent.insight.signals.steps.promise_phrases import HERE_AND_NOW, VERB

TURNS = 4
"""Over so many turns something is settled."""
_A_WEEK = 7
_PASSED = 3
"""Other clauses between what is settled and the settling: "free of charge"."""
DOES = phrase(rf"(?:{VERB}|get (?:me|us)|{DEEDS}|take|look|check|find)")
_GATHERING = phrase(r"""
    (?:
        (?:an?|another|one) (?:\w+ ){0,2}?(?:
            demo|demonstration|call|meeting|visit|workshop|trial|pilot|session|tour|survey|proof of concept|
            coffee|appointment|training
        )|
        something in the diary|
        (?:
            rest|details|do (?:it|this|that)|talk|speak|discuss (?:it|this|that)
        ) (?:by (?:phone|video)|(?:on|over) (?:the phone|teams|zoom))
    )
""")
_THE_GATHERING = phrase(r"the (?:\w+ )?(?:demo|call|meeting|visit|workshop|session|tour|survey|training)")
_PROPOSES = re.compile(r"\b(?:shall|should|could|let's|how about|what about|say)\b")
_DELIVERY = phrase(r"""
    (?:an?|the|some|a couple of|one|two|three|your|any) (?:\w+ ){0,2}?
    (?:
        offer|quote|quotation|proposal|prices?|samples?|link|video|documents?|comparison|data ?sheets?|
        white ?paper|guide|brochure|contract|report|reference|list|data|files?|logs?|photos?|floor plan|paper|
        one-?pager|template|certificates?|keys?|table|drawings?|manual|catalogue|figures|numbers|calculation|
        presentation|slides|specs?|test kit|invitation|summary
    )
""")
_MEETS = phrase(
    r"(?:meeting|meet|call with|demo|workshop|visit|come (?:by|over|to|up|and|down|out|round)|appointment)"
)
_TELLS = compiled(r"""
    \W*(?:(?:so|well|ok|okay|look|listen|right)\W+)*(?:
        (?:i(?:'ll| ?ll| will)? )?tell you what|you know what|
        (?:you (?:could|can) |please )?do me (?:an?|one) (?:\w+ )?favou?r
    )\b\W*
""")
_ORDERED = compiled(r"""
    \W*(?:(?:so|well|ok|okay|please|just|then|yes|and|kindly)\W+)*
    (?=(?:take|put|find|check|look|sort|fix|write|quote|make|do|get)\b)
""")
_FOR_SPEAKER = re.compile(r"\b(?:me|us|my|our)\b")
_ASKS_TO_GET = compiled(r"""
    \W*(?:(?:and|so|okay|ok|well|then)\W+)*
    (?P<lead>(?:when|how soon|by when|how fast) (?:can|could|do|would|will|may|might) (?:i|we) )
    (?:have|get|see|expect|receive)\b
""")
_I_THINK = re.compile(r",?\s(?:i|we)\b")
_TO_SEE = re.compile(r"\b(?:to|and) (?:have|take) a (?:\w+ )?look\b.*")
_NOW = re.compile(r"(?:tell|show|ask) (?:me|us|you)\b")
_STATES = re.compile(r"\W*(?:if|that|because|whether|the|our|your)\b")
"""Says something of a thing, instead of asking for it."""
_ASKS_WHEN = compiled(r"""
    \W*(?:(?:and|so|okay|ok|well|then)\W+)*(?:
        when|what|which|where|who|
        how (?:much|many|long|quickly|fast|soon|often|far|well|do|does|did|is|are)|
        why|do(?! you want (?:me|us)\b)|does|did|is|are|was|have|has
    )\b(?! (?:about|if|i|we)\b)
""")
_ASKED_KINDLY = compiled(r"""
    \bmind if (?:i|we) (?=
        (?P<past>
            rang|called|phoned|sent|mailed|e-?mailed|came|wrote|dropped|booked|popped|contacted|visited|
            brought
        )
    )|
    \b(?:if|that) (?:you|someone|somebody|one of you|your \w+) (?:could|can|would|might)\s+|
    \b(?:you to|have you|you)\s+(?=\w+)
""")
_SOMEBODY = (
    r"(?:someone|somebody|one of (?:you|us)|he|she|your \w+|our \w+|service|support|sales)(?: \w+ \w+)??"
)
_ONE_OF_US = compiled(rf"""
    \b(?:
        (?:could|can|would|will) {_SOMEBODY}|
        {_SOMEBODY} (?:should|has to|have to|must|needs to|could|can|would|will)
    ) (?:(?:go|come) and )?(?=(?P<verb>\w+))|
    \b(?!(?:i|we|you|they|it|that|this|which|who)\b)
    \w+ (?:could|can|will|would) (?=(?P<reach>call|ring|phone|visit|contact|write to|mail|e-?mail|text) you\b)
""")


@dataclass(frozen=True, slots=True)
class Matter:
    """What was asked for or proposed."""

    reading: Reading
    span: Span
    what: str
    owner: str
    day: date | None
    week_from: date | None = None
    asks_leave: bool = False
    is_thing: bool = False


def matter_before(talk: Talk, reading: Reading, start: int, *, things: bool = False) -> Matter | None:
    """Return what was last asked for or proposed before a place, where little else was said since."""
    passed = 0
    for turn in reversed(talk.readings[max(0, reading.number - TURNS) : reading.number]):
        for clause in reversed(turn.clauses):
            if turn is reading and clause.end > start:
                continue
            if day_talk(talk, turn, clause) is not None:
                continue
            matter = _matter(talk, turn, clause, things=things)
            if matter is not None:
                return matter
            passed += 1
            if passed > _PASSED:
                return None
    return None


def _matter(talk: Talk, reading: Reading, span: Span, *, things: bool) -> Matter | None:
    matter = _asked_or_proposed(talk, reading, span, things=things)
    beside = [clause for clause in reading.clauses if clause.end <= span.start][-1:]
    weeks = [
        time.days.first
        for time in talk.times(reading)
        if (time.days.last - time.days.first).days in range(1, _A_WEEK)
        and any(clause.overlaps(Span(time.start, time.end)) for clause in (span, *beside))
    ]
    return replace(matter, week_from=weeks[0]) if matter is not None and weeks else matter


def _asked_or_proposed(talk: Talk, reading: Reading, span: Span, *, things: bool) -> Matter | None:
    told = _TELLS.match(reading.plain, span.start, span.end)
    span = Span(told.end(), span.end) if told is not None else span
    text = reading.of_span(span)
    named = [time for time in talk.times(reading) if span.overlaps(Span(time.start, time.end))]
    day = named[0].due if named else None
    gets = _ASKS_TO_GET.match(text)
    if gets is not None and _DELIVERY.search(text) is not None:
        owner = "rep" if reading.side == "visitor" else "visitor"
        what = deed_words(talk, reading, span.start + gets.end("lead"), span.end)
        return Matter(reading, span, what, owner, day)
    if _ASKS_WHEN.match(text) or HERE_AND_NOW.search(_TO_SEE.sub("", text)):
        thing = _DELIVERY.search(text) if things else None
        return (
            Matter(reading, span, reading.words(_shifted(thing, span.start)), "rep", day) if thing else None
        )
    deed = deed_of(reading, span)
    if deed is not None and DOES.match(reading.plain, deed[1]):
        owner, start = deed
        owner = "rep" if _MEETS.search(reading.plain, start, span.end) else owner
        what = deed_words(talk, reading, start, span.end)
        return Matter(reading, span, what, owner, day) if what and not _NOW.match(what.lower()) else None
    for pattern in (_ASKED_KINDLY, _ONE_OF_US):
        for lead in pattern.finditer(reading.plain, span.start, span.end):
            start = lead.end() + len(reading.plain[lead.end() :]) - len(reading.plain[lead.end() :].lstrip())
            leave = lead.groupdict().get("past") is not None
            if leave or DOES.match(reading.plain, start):
                what = deed_words(talk, reading, start, span.end)
                return Matter(reading, span, what, "rep", day, asks_leave=leave or pattern is _ONE_OF_US)
    ordered = _ORDERED.match(reading.plain, span.start, span.end) if reading.side == "visitor" else None
    if ordered is not None and _FOR_SPEAKER.search(reading.plain, ordered.end(), span.end):
        return Matter(reading, span, deed_words(talk, reading, ordered.end(), span.end), "rep", day)
    gathering = _THE_GATHERING if _PROPOSES.search(text) else _GATHERING
    thing = gathering.search(reading.plain, span.start, span.end)
    if thing is None and things and _STATES.match(text) is None:
        thing = _DELIVERY.search(reading.plain, span.start, span.end)
    if thing is not None:
        opinion = _I_THINK.search(reading.plain, thing.end(), span.end)
        end = opinion.start() if opinion is not None else span.end
        return Matter(reading, span, deed_words(talk, reading, thing.start(), end), "rep", day, is_thing=True)
    return None


def _shifted(match: re.Match[str], by: int) -> Span:
    return Span(match.start() + by, match.end() + by)

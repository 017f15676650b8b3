"""Where the words of a promise end, and what of them is kept."""

import re
from dataclasses import replace
from datetime import timedelta

from agent.insight.signals.language.deed_words import ARRANGES, DEEDS, DELIVERS
from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.steps.promise_phrases import THING_ALONE, TIME_LEFT
from agent.insight.signals.times.find import TimeMention

_AND_DEED = compiled(rf"""
    ,? and (?:then )?(?:also )?(?P<what>
        (?P<arranges>(?:put|connect|introduce|invite) (?:you|him|her|them)|set up|arrange|book|organi[sz]e)\b|
        (?:{DEEDS})\b
    )
""")
_A_WEEK = 7
_WEEK_OF = compiled(r"""
    (?<!first )(?<!second )(?<!third )(?<!fourth )(?<!last )\b
    (?:week (?:of|from|with|commencing|starting|beginning)\b|week (?:\d|twent|thirt|fort|fift))
""")
SENDS = re.compile(rf"(?:{DELIVERS}) (?:you|him|her|them|the|an?|our|your)\b")
SENT = re.compile(rf"(?:{DELIVERS}|{ARRANGES})")
_FRONTED = re.compile(r"\b(?P<what>(?:the|that|those|these|your|both|an?) (?:\w+ ?){1,4}?)\s*$")
_TRAILING = re.compile(r"(?:[ ,]+(?:then|please|too|as well|again then))+$", re.IGNORECASE)


def with_second_thing(reading: Reading, clause: Span) -> int:
    """Return where a clause ends with what is only joined to it: "the price | and the test report by tomorrow"."""
    following = next((one for one in reading.clauses if one.start >= clause.end), None)
    if following is None or reading.plain[clause.end : following.start].strip(" ,") != "and":
        return clause.end
    return following.end if THING_ALONE.match(reading.plain, following.start, following.end) else clause.end


def until_friday(reading: Reading, time: TimeMention) -> TimeMention:
    """Return a time as what is promised for it is due: "the week of the first of June" ends with its Friday."""
    first, last = time.days.first, time.days.last
    whole = first.weekday() == 0 and (last - first).days == _A_WEEK - 1
    if whole and _WEEK_OF.search(reading.plain, time.start, time.end):
        return replace(time, days=replace(time.days, last=last - timedelta(days=2)))
    return time


def second_promise(reading: Reading, start: int, end: int, times: list[TimeMention]) -> re.Match[str] | None:
    """Return what one promise goes on with that is another: "I'll mail it today and call you on the first of June".

    Both have a day, or the second arranges something and the first has a day or sends something; "find out and ring you
    on Thursday" is one.
    """
    for joined in _AND_DEED.finditer(reading.plain, start, end):
        before = any(start <= time.start < joined.start() for time in times)
        after = any(joined.end() <= time.start < end for time in times)
        sends = SENDS.match(reading.plain, start, joined.start()) is not None
        if (before and after) or (joined["arranges"] and (before or sends)):
            return joined
    return None


def promise_end(reading: Reading, start: int, clause_end: int) -> int:
    """Stop where another promise or another thought begins."""
    text = reading.plain[start:clause_end]
    cut = re.search(
        laid_out(r"""
            \s+(?:and|then|so|but)\s+(?:then )?
            (?:i'll|we'll|i will|we will|you|we can|i can|that|he|she|they|it)\b|
            \s*,\s*
            (?:right|ok|okay|promise\w*|i promise|if that|if you|is that|sounds|deal|fine|alright|thanks?|so)
            \b|
            \s+(?:
                if that's|if you (?:like|want|don't mind|give)|is that (?:ok|okay|fine)|okay|alright|thanks|
                thank you
            )\b
        """),
        text,
    )
    return start + cut.start() if cut is not None else clause_end


def in_own_words(reading: Reading, start: int, end: int, times: list[TimeMention]) -> str:
    """Return the promise in its own words, without the date."""
    pieces, at = [], start
    for time in times:
        if at <= time.start < end:
            kept = reading.plain[at : time.start]
            trail = TIME_LEFT.search(kept)
            pieces.append(reading.words(Span(at, at + (trail.start() if trail is not None else len(kept)))))
            at = min(time.end, end)
    pieces.append(reading.words(Span(at, max(at, end))))
    return _TRAILING.sub("", " ".join(piece for piece in pieces if piece).strip(" ,."))


def with_object_before(reading: Reading, what: str, start: int, end: int) -> str:
    """Return a deed with what is named before its speaker: "the price I'll mail tomorrow"."""
    fronted = _FRONTED.search(reading.plain, start, end)
    if fronted is None:
        return what
    thing = reading.words(Span(*fronted.span("what")))
    return f"{what} {thing[:1].lower()}{thing[1:]}"

"""A date that is only meant by "then" or "before that", and that was named earlier in the turn."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import is_question
from agent.insight.signals.language.talk import Finding
from agent.insight.signals.timeline.chosen import (
    CONCLUDES,
    MUST,
    THAT_IS,
    clause_of,
    is_firm,
    length,
    own_words,
    value_of,
)
from agent.insight.signals.timeline.phrases import BACKWARD, CONTRACT
from agent.insight.signals.timeline.roles import REASON
from agent.insight.signals.times.calendar_spans import Days
from agent.insight.signals.times.find import AWAY, Relation, TimeMention, shifted

_BETWEEN = re.compile(
    r"\b(?:some(?:where|time) )?(?:in )?between (?:the two|those two|these two|those|them)\b"
)
_SOON_SAID = 20
_OBLIGED = compiled(r"""
    \b(?:
        need|must|have to|has to|should|want(?:ing)?|(?:we|i)(?:'d| would)|running|in place|ready|hang|got to|
        gotta
    )\b|
    \b(?:we|i)(?:'ll| will| can)? (?:then )?(?:order|start|decide|buy|sign|install|switch|choose|begin)\b
""")
_RIGHT_THEN = re.compile(
    r"\b(?:so|right|straight|just|shortly|immediately|only|either)\W+(?:some ?time |a bit |maybe )?$"
)
_NEVER = re.compile(r"(?:\b(?:never|not|cannot|hardly)\b|n't\b)[^,.;!?]*$")
_OTHERS_THEN = re.compile(r"\W+(?:my|our|the|he|she|they|there|everybody|everyone|nobody|people|half)\b")
"""After "only after that": somebody else does something then."""
_BACK: dict[str, Relation] = {
    "by": "by", "until": "by", "till": "by", "before": "before", "ahead of": "before", "after": "after", "from": "from", "then": "in",
}  # fmt: skip


def said_before(reading: Reading, times: list[TimeMention]) -> Finding | None:
    """Find a date that is only meant by "then": "the rules change in June, it must run by then"."""
    between = _BETWEEN.search(reading.plain)
    if between is not None:
        return _between(reading, [time for time in times if time.end <= between.start()], between)
    backward = BACKWARD.search(reading.plain)
    if backward is None or is_question(reading, reading.sentence_at(backward.start())):
        return None
    before = [time for time in times if time.end <= backward.start()]
    clause = reading.clause_at(backward.start())
    if not before or not (
        backward["on"]
        or backward["next"]
        or backward["step"]
        or (backward["when"] or "").startswith("the only")
        or _OBLIGED.search(
            reading.plain, max(clause.start, before[-1].end), max(clause.end, backward.end() + _SOON_SAID)
        )
        or (
            _RIGHT_THEN.search(reading.plain, before[-1].end, backward.start())
            and not _OTHERS_THEN.match(reading.plain, backward.end())
        )
    ):
        return None
    if REASON.search(reading.plain, before[-1].end, backward.start()):
        return None  # "by June, because right after that we have guests"
    what = backward["what"] or ("from" if backward["on"] else "then")
    if what == "after" and CONTRACT.search(
        reading.plain, clause_of(reading, before[-1]).start, backward.start()
    ):
        return None  # "the support ends in March, after that we must have a new one"
    following = next((time for time in times if time.start >= backward.end()), None)
    if following is not None and (
        CONCLUDES.search(reading.plain, backward.end(), following.start)
        or THAT_IS.fullmatch(reading.plain, backward.end(), following.start)
        or (what == "then" and is_firm(reading, own_words(reading, following, times)))
    ):
        return None  # "ahead of that, so let's say August"
    if what == "by" and _NEVER.search(reading.plain, before[-1].end, backward.start()):
        return None  # "it's on the twenty eighth, but I'll never be ready by then"
    time = before[-1]
    if backward["step"]:
        time = min(before[-2:], key=length)  # "the week after Easter we close next year, so it'd be then"
    away = (
        AWAY.search(reading.plain, 0, backward.start()) if what in {"before", "ahead of", "after"} else None
    )
    if away is not None:
        day = shifted(time.days, away, "after" if what == "after" else "before")
        must = MUST.search(
            reading.plain, max(clause.start, time.end), max(clause.end, backward.end() + _SOON_SAID)
        )
        earliest: date | None = None if must and what != "after" else day.first
        latest: date | None = day.first
    else:
        # "it ends at the end of May, so before that": the last day is still one.
        ended = what == "before" and (
            time.relation == "by"
            or (time.exact and CONTRACT.search(reading.of_span(own_words(reading, time, times))))
        )
        if time.relation == "from" and _BACK[what] == "by":  # "from April on we have guests, until then"
            time = replace(time, days=Days(time.days.first, time.days.first))
        meant = replace(time, relation="by" if ended else _BACK[what])
        earliest, latest = meant.earliest, meant.latest
    start = away.start() if away is not None else backward.start()
    span = reading.trimmed(reading.clause_at(time.start).start, max(clause.end, backward.end()))
    said = time if what == "then" else Span(start, backward.end())
    words = reading.words(reading.trimmed(said.start, said.end))
    return Finding("timeline", value_of(earliest, latest, words), reading, span, "by_then", 0.7)


def _between(reading: Reading, two: Sequence[TimeMention], said: re.Match[str]) -> Finding | None:
    """Find what lies between two times: "we close in November and open again at Easter, so between the two"."""
    if len(two) < 2:
        return None
    first, last = two[-2].days.first, two[-1].days.last
    if last < first or is_question(reading, reading.sentence_at(said.start())):
        return None
    span = reading.trimmed(reading.clause_at(two[-2].start).start, said.end())
    words = reading.words(reading.trimmed(*said.span()))
    return Finding("timeline", value_of(first, last, words), reading, span, "between", 0.7)

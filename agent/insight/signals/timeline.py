"""When the visitor decides, orders or starts, and the end of a contract that sets it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, Value, says_no
from agent.insight.signals.timeline_phrases import (
    ASAP,
    BACKWARD,
    CONTRACT,
    DECISION,
    FOLLOW_UP,
    NO_HURRY,
    NOT_OURS,
    OURS,
    WISHFUL,
)
from agent.insight.signals.times import TimeMention, find_times

_GOES_ON = re.compile(
    r"\b(?:no|sorry|actually|rather|i mean|wait|ideally|at the latest|so|must|should be|but|at least)\b"
)
_OVER = re.compile(
    r"\b(?:went|came|was|were|had|did|left|threw|made|sent|gave|showed|offered|visited|talked|looked|bought|began|got rid|lost|broke|built|happened|used to)\b(?!.*\b(?:need|want|must|will|should|would|have to|going to|said|told|hoped|wanted)\b)[^,.;]{0,40}$"
)
"""What is past is no plan: "it went out in March"."""
_EVENT = re.compile(
    r"\b(?P<phrase>(?:as soon as|once|when|after|not until|not before|until|the moment) (?:the|our|we|they|it|my|this|that|he|she|all|both|everything|we've|it's|they've)\b[^.,;!?]{1,50}?(?:\b(?:is|are|was|has|have|gets?|comes?|opens?|closes?|ends?|starts?|done|through|over|moves?|signed|passed|agreed)\b|'s\b|'ve\b)[^.,;!?]{0,30})"
)
"""A time without a date: "once the merger is through"."""
_FIRM = re.compile(
    r"\b(?:decisions?|decid\w+|vote[sd]?|tender|award|sign\w*|order\w*|contract|licen[cs]e|board|go(?:es)?[ -]live|roll-?out|pilot|due)\b"
)
"""Words that need no other to show that a date is one of the purchase."""
_CORRECTS = re.compile(r"\b(?:no|sorry|actually|rather|i mean|wait|ideally|at least|so)\b")
_SAME_THING = re.compile(
    r"(?:\s+\w+){1,2}\s*,?\s+(?:so|that's|that is|which is|and that's)\s+(?:about |around |maybe )?|"
    r"\s*(?:break|holidays?|vacations?|rush|season|period)?\s*,?\s*(?:(?:so|that is|that's|i think|probably|maybe|say|more precisely|i'd say|which is|meaning)\W+)*"
)
_EARLY = 25
"""Characters before an event that is the answer itself."""
_OPEN = 100_000
"""Days of a span without an end."""
_PAST_QUESTION = re.compile(
    r"\bwhen (?:did|was|were|has|have)\b|\bsince when\b|\bhow long (?:have|has|did|was|were|ago)\b"
)
_WEEKDAY_ONLY = re.compile(
    r"(?:(?:on|by|until|before|this|next|coming|a|the) )*(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
)


def timelines(talk: Talk) -> Iterator[Finding]:
    """Find when the visitor decides, orders or starts."""
    seen: set[tuple[object, object, bool]] = set()
    for reading in talk.visitors:
        for finding in _in_turn(talk, reading):
            key = (finding.value["earliest"], finding.value["latest"], finding.absent)
            if key not in seen:
                seen.add(key)
                yield finding


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    before = talk.before(reading)
    asked = talk.asked(reading, "timeline") and not (
        before is not None
        and _about_follow_up(before.plain)
        and not re.search(r"\b(?:start|begin|go live|decide|order|when do you meet)\b", before.plain)
    )
    if before is not None and re.search(
        r"\bwhen(?:'s| is| does| did| do) (?:he|she|they|your (?:next|big)|the (?:audit|building|project|show))",
        before.plain,
    ):
        asked = False
    if before is not None and _PAST_QUESTION.search(before.plain):
        asked = False
    times = [
        time
        for time in find_times(reading.plain, talk.today, talk.fiscal_year_starts)
        if usable(reading, time)
    ]
    picked: list[TimeMention] = []
    for time in times:
        clause, sentence = reading.clause_at(time.start), reading.sentence_at(time.start)
        if (
            taken_back(reading, time.start)
            or unreal(reading, time.start)
            or about_others(reading, time.start)
            or is_question(reading, sentence)
            or WISHFUL.match(reading.plain, time.end)
        ):
            continue
        if _counts(reading, time, clause, sentence, asked=asked):
            picked.append(time)
    then = said_before(reading, times)
    if then is not None:
        yield then
        return
    if picked:
        groups = [*_apart(reading, picked)]
        firm = [group for group in groups if _is_firm(reading, group[0])]
        for group in (firm or groups[:1]) if len(groups) > 1 else groups:
            yield from chosen_time(reading, group)
        return
    yield from _without_date(reading, asked=asked)


def _counts(reading: Reading, time: TimeMention, clause: Span, sentence: Span, *, asked: bool) -> bool:
    text = reading.plain[min(clause.start, time.start) : max(clause.end, time.end)]
    if _OVER.search(reading.plain[min(clause.start, time.start) : time.start]):
        return False
    contract = CONTRACT.search(text) or (asked and re.match(r"\W*(?:it|they) (?:ends|runs|expires)", text))
    if contract:
        return True
    if FOLLOW_UP.search(text) and not re.search(
        r"\b(?:need|want|have it|live|decides?|start|running|picks?|votes?|signs?|chooses?)\b", text
    ):
        return False
    if _WEEKDAY_ONLY.fullmatch(reading.of_span(reading.trimmed(time.start, time.end))) and not (
        asked or _FIRM.search(text)
    ):
        return False
    if (
        not asked
        and re.search(r"\b(?:budget|money|funds?)\b", text[: time.end - min(clause.start, time.start)])
        and not re.search(
            r"\b(?:decide|start|buy|live|running|spent|need it|order|approved|approval|through|so)\b", text
        )
    ):
        return False
    against = NOT_OURS.match(text.lstrip(" ,")) if asked else NOT_OURS.search(text)
    if against and not re.search(
        r"\b(?:we|i)(?:'d| would)? (?:\w+ )?(?:need|want|have to|must|start|decide|like)\b|\bdecision\b|\b(?:we|i)'d\b|\bwill (?:\w+ )?(?:decide|rule|vote|pick|choose|sign|approve)\b",
        text[: max(0, time.start - min(clause.start, time.start))] + text,
    ):
        return False
    if asked:
        return True
    broken_off = re.search(r"[^.!?]*\.\.\.\s*$", reading.plain[: sentence.start])
    if broken_off is not None and OURS.search(broken_off.group() + " it"):
        return True  # "In by the middle of... by the end of May."
    return OURS.search(text) is not None or (
        OURS.search(reading.plain[sentence.start : time.start]) is not None
        and time.start - sentence.start < 90
        and not against
    )


def _apart(reading: Reading, picked: list[TimeMention]) -> Iterator[list[TimeMention]]:
    """Part times that stand for two things: "it starts in September, and the decision falls in January"."""
    group = picked[:1]
    for time in picked[1:]:
        between = reading.plain[group[-1].end : time.start]
        clause = reading.clause_at(time.start)
        own = _FIRM.search(reading.plain[max(clause.start, group[-1].end) : time.start])
        if own is not None and not _CORRECTS.search(between):
            yield group
            group = []
        group.append(time)
    yield group


def _is_firm(reading: Reading, time: TimeMention) -> bool:
    """Return whether its own clause says that it is a date of the purchase."""
    clause = reading.clause_at(time.start)
    text = reading.plain[min(clause.start, time.start) : max(clause.end, time.end)]
    return (
        (OURS.search(text) is not None and NOT_OURS.search(text) is None)
        or CONTRACT.search(text) is not None
        or _FIRM.search(text) is not None
    )


def usable(reading: Reading, time: TimeMention) -> bool:
    """Return whether a time may be one of a plan: not past, not regular, no mere length."""
    before, after = reading.plain[: time.start], reading.plain[time.end :]
    if re.search(
        r"\b(?:every|each|per|last|since|ago|twice|once a|not(?: in| during| for)?)\s+$", before
    ) or re.match(
        r"\s*(?:ago\b|'s (?:budget|plan|version|edition|event|fair|show)|budget\b|plan\b|edition\b|numbers\b|catalogue|collection\b|menu\b|sales?\b|campaign\b|issue\b)",
        after,
    ):
        return False
    said = reading.plain[time.start : time.end]
    if re.match(
        r"\s+(?:instead of|rather than|flat|or less|per|a (?:week|month|year))\b", after
    ) and re.search(r"\bin\b.*(?:days?|weeks?|months?|hours?)", said):
        return False
    if said.strip() in {"today", "this week", "this morning", "tonight", "this afternoon", "this evening"}:
        return False
    return (
        not re.search(r"\b(?:takes?|took|for|lasts?|over|spread)\s+(?:about |around )?$", before)
        or not re.search(r"\d|weeks|months|years", said)
        or (re.search(r"\bfor (?:the )?$", before) is not None and "next" in said)
    )


def chosen_time(reading: Reading, picked: list[TimeMention]) -> Iterator[Finding]:
    """Take what a visitor says last where he corrects himself, else what is bound most clearly."""
    picked = _clearest(reading, picked)
    between = reading.plain[picked[0].end : picked[-1].start]
    later = len(picked) > 1 and _GOES_ON.search(between) is not None
    time = picked[-1] if later else picked[0]
    clause = reading.clause_at(time.start)
    text = reading.plain[min(clause.start, time.start) : max(clause.end, time.end)]
    earliest, latest = time.earliest, time.latest
    if re.search(r"\bthis year still\b|\bstill this year\b", text):
        earliest = None
    value: Value = {
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "phrase": reading.words(reading.trimmed(time.start, time.end)),
    }
    span = reading.trimmed(min(clause.start, time.start), max(clause.end, time.end))
    yield Finding("timeline", value, reading, span, "contract_end" if CONTRACT.search(text) else "time", 0.85)


def _clearest(reading: Reading, picked: list[TimeMention]) -> list[TimeMention]:
    """Keep the times that go with a decision, and of two for one thing the narrower: "after the summer, in October"."""
    deciding = [time for time in picked if DECISION.search(reading.of_span(reading.clause_at(time.start)))]
    apart = {reading.sentence_at(time.start) for time in picked}
    if deciding and len(apart) > 1:
        picked = deciding
    kept = picked[:1]
    for time in picked[1:]:
        gap = reading.plain[kept[-1].end : time.start]
        if time.days == kept[-1].days and time.relation == kept[-1].relation:
            kept[-1] = max(kept[-1], time, key=lambda one: one.end - one.start)
            continue
        if _SAME_THING.fullmatch(gap) and _length(time) != _length(kept[-1]):
            kept[-1] = time if _lies_in(time, kept[-1]) else min(kept[-1], time, key=_length)
        else:
            kept.append(time)
    return kept


def _lies_in(time: TimeMention, other: TimeMention) -> bool:
    """Return whether a time is a narrower one within another: "this year, by the end of November"."""
    return other.relation == "in" and other.days.first <= time.days.first and time.days.last < other.days.last


def _length(time: TimeMention) -> int:
    if time.earliest is None or time.latest is None:
        return _OPEN
    return (time.latest - time.earliest).days


def said_before(reading: Reading, times: list[TimeMention]) -> Finding | None:
    """Find a date that is only meant by "then": "the rules change in June, it must run by then"."""
    backward = BACKWARD.search(reading.plain)
    if backward is None or is_question(reading, reading.sentence_at(backward.start())):
        return None
    before = [time for time in times if time.end <= backward.start()]
    obliged = r"\b(?:need|must|have to|has to|should|want|running|in place|ready|hang|got to)\b"
    clause = reading.clause_at(backward.start())
    if not before or not re.search(obliged, reading.plain[max(clause.start, before[-1].end) : clause.end]):
        return None
    time = before[-1]
    earliest, latest = {
        "by": (None, time.days.last),
        "until": (None, time.days.last),
        "before": (None, time.days.first - timedelta(days=1)),
        "after": (time.days.last, None),
        "then": (time.days.first, time.days.last),
    }[backward["what"] or "then"]
    span = reading.trimmed(reading.clause_at(time.start).start, max(clause.end, backward.end()))
    said = time if backward["then"] else Span(*backward.span())
    words = reading.words(reading.trimmed(said.start, said.end))
    return Finding("timeline", _value(earliest, latest, words), reading, span, "by_then", 0.7)


def _value(earliest: date | None, latest: date | None, words: str) -> Value:
    return {
        "earliest": earliest.isoformat() if earliest else None,
        "latest": latest.isoformat() if latest else None,
        "phrase": words,
    }


def _without_date(reading: Reading, *, asked: bool) -> Iterator[Finding]:
    hurry = NO_HURRY.search(reading.plain)
    if (
        hurry is not None
        and not about_others(reading, hurry.start())
        and not is_question(reading, reading.sentence_at(hurry.start()))
        and not unreal(reading, hurry.start())
    ):
        general = not re.search(
            r"rush|hurry|timeline|deadline|urgen|pressure|plans? to|frame|time line|planning", hurry.group()
        )
        if asked or not general:
            span = reading.clause_at(hurry.start())
            span = reading.trimmed(min(span.start, hurry.start()), max(span.end, hurry.end()))
            yield Finding(
                "timeline",
                {
                    "earliest": None,
                    "latest": None,
                    "phrase": reading.words(reading.trimmed(hurry.start(), hurry.end())),
                },
                reading,
                span,
                "no_hurry",
                0.8,
                absent=True,
            )
            return
    event = _EVENT.search(reading.plain)
    if event is not None and (
        (asked and event.start() <= _EARLY)
        or re.search(
            r"\b(?:tender|decide|choose|buy|order|sign|switch|start)\b[^.;!?]{0,15}$",
            reading.plain[: event.start()],
        )
    ):
        sentence = reading.sentence_at(event.start())
        if not (is_question(reading, sentence) and "?" in reading.of_span(sentence)) and not (
            unreal(reading, event.start())
            or about_others(reading, event.start())
            or taken_back(reading, event.start())
        ):
            span = reading.trimmed(*event.span())
            yield Finding("timeline", _value(None, None, reading.words(span)), reading, span, "event", 0.6)
            return
    soon = ASAP.search(reading.plain)
    if soon is not None and (
        asked
        or re.search(
            r"\b(?:we|i)(?:'d)? (?:\w+ )?(?:need|want|have to|must|start|like)\b",
            reading.plain[max(0, soon.start() - 60) : soon.start()],
        )
    ):
        span = reading.clause_at(soon.start())
        if (
            not is_question(reading, reading.sentence_at(soon.start()))
            and not unreal(reading, soon.start())
            and not says_no(reading)
        ):
            yield Finding(
                "timeline",
                {
                    "earliest": None,
                    "latest": None,
                    "phrase": reading.words(reading.trimmed(soon.start(), soon.end())),
                },
                reading,
                reading.trimmed(span.start, max(span.end, soon.end())),
                "soon",
                0.6,
            )


def _about_follow_up(question: str) -> bool:
    return (
        re.search(
            r"\b(?:call you|meet|reach you|talk again|send (?:you|it)|shall (?:i|we)|should (?:i|we)|can (?:i|we)|a demo|works? (?:best )?for you|suits? you|are you free|visit)\b",
            question,
        )
        is not None
    )

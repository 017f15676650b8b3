"""When the visitor decides, orders or starts, and the end of a contract that sets it."""

import re
from collections.abc import Iterator

from agent.insight.signals.chosen_times import (
    FIRM,
    apart,
    chosen_time,
    concludes,
    is_firm,
    own_words,
    said_before,
    value_of,
    without_origins,
)
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, says_no
from agent.insight.signals.timeline_phrases import (
    ASAP,
    CONTRACT,
    FOLLOW_UP,
    NO_HURRY,
    NOT_OURS,
    OURS,
    WISHFUL,
)
from agent.insight.signals.times import TimeMention, find_times

_OVER = re.compile(
    r"(?:\b(?:went|came|was|were|had|did|left|threw|made|sent|gave|told|began|got rid|lost|broke|froze|built|used to)\b|"
    r"\b(?:we|i|they|he|she|it|you|(?:my|our|your|the) \w+) (?:\w+ly |all |only )?(?:got|bought|saw|took|ran|"
    r"(?!\w*need|planned|scheduled|agreed|hoped|intended|aimed|budgeted)\w{3,}ed)\b)(?!.*\b(?:need|want|must|will|should|would|have to|going to|said|told|hoped|wanted)\b)[^,.;]{0,40}$"
)
"""What is past is no plan: "it went out in March"."""
_EVENT = re.compile(
    r"\b(?P<phrase>(?:as soon as|once|when|after|not until|not before|until|the moment) (?:the|our|we|they|it|my|this|that|he|she|all|both|everything|we've|it's|they've)\b[^.,;!?]{1,50}?(?:\b(?:is|are|was|has|have|gets?|comes?|opens?|closes?|ends?|starts?|done|through|over|moves?|signed|passed|agreed)\b|'s\b|'ve\b)[^.,;!?]{0,30})"
)
"""A time without a date: "once the merger is through"."""
_NOT = re.compile(r"(?:\bnot|(?<=\w)n't)\b")
_EARLY = 25
"""Characters before an event that is the answer itself."""
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
        clause, sentence = own_words(reading, time, times), reading.sentence_at(time.start)
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
    picked = [time for time in times if time in picked or _concluded(reading, times, picked, time)]
    then = said_before(reading, times)
    if then is not None:
        yield then
        return
    if picked:
        groups = [*apart(reading, without_origins(reading, picked))]
        firm = [group for group in groups if is_firm(reading, own_words(reading, group[0], times))]
        for group in (firm or groups[:1]) if len(groups) > 1 else groups:
            yield chosen_time(reading, group)
        return
    yield from _without_date(reading, asked=asked)


def _concluded(
    reading: Reading, times: list[TimeMention], picked: list[TimeMention], time: TimeMention
) -> bool:
    """Return whether a time says what the one before it, which counts, comes to."""
    before = [other for other in times if other.end <= time.start]
    return bool(before) and before[-1] in picked and concludes(reading, before[-1], time)


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
        asked or FIRM.search(text)
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
    # What happens at the time is no statement about something else: "after the trade fair in March".
    around = (
        reading.plain[min(clause.start, time.start) : time.start] + " " + reading.plain[time.end : clause.end]
    )
    against = NOT_OURS.match(around.lstrip(" ,")) if asked else NOT_OURS.search(around)
    if against and not re.search(
        r"\b(?:we|i)(?:'d| would)? (?:\w+ )?(?:need|want|have to|must|start|decide|like)\b|\bdecision\b|\b(?:scheduled|planned|slated|pencill?ed in) for\b|\b(?:we|i)'d\b|\bwill (?:\w+ )?(?:decide|rule|vote|pick|choose|sign|approve)\b",
        text[: max(0, time.start - min(clause.start, time.start))] + text,
    ):
        return False
    if asked:
        return True
    if time.relation == "from" and OURS.search(_NOT.sub(lambda match: " " * len(match.group()), text)):
        return True
    broken_off = re.search(r"[^.!?]*\.\.\.\s*$", reading.plain[: sentence.start])
    if broken_off is not None and OURS.search(broken_off.group() + " it"):
        return True  # "In by the middle of... by the end of May."
    return OURS.search(text) is not None or (
        OURS.search(reading.plain[sentence.start : time.start]) is not None
        and time.start - sentence.start < 90
        and not against
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
                value_of(None, None, reading.words(reading.trimmed(hurry.start(), hurry.end()))),
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
            yield Finding("timeline", value_of(None, None, reading.words(span)), reading, span, "event", 0.6)
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
                value_of(None, None, reading.words(reading.trimmed(soon.start(), soon.end()))),
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

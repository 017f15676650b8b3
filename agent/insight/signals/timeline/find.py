"""When the visitor decides, orders or starts, and the end of a contract that sets it."""

import re
from collections.abc import Iterator
from itertools import pairwise

from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, is_question, taken_back, unreal
from agent.insight.signals.language.talk import Finding, Talk, says_no
from agent.insight.signals.timeline.asked import with_the_year_asked
from agent.insight.signals.timeline.before import said_before
from agent.insight.signals.timeline.chosen import (
    FIRM,
    apart,
    chosen_time,
    concludes,
    is_firm,
    own_words,
    value_of,
    without_origins,
)
from agent.insight.signals.timeline.corrected import corrected, narrower, same, still_asked
from agent.insight.signals.timeline.lists import listed
from agent.insight.signals.timeline.patterns import (
    ASKS_WHETHER,
    BODY,
    BUYING,
    CHECKS,
    CLOSES,
    COMES_OUT,
    EACH_YEAR_QUESTION,
    EVENT,
    IN_THE_PLAN,
    MONEY,
    MOVED_TO,
    NONE,
    NOT,
    OVER,
    PAST_QUESTION,
    PROPOSED,
    SOON,
    SUITS,
    TENDER,
    TIME_LEFT,
    WEEKDAY_ONLY,
    WHO_DECIDES,
)
from agent.insight.signals.timeline.phrases import (
    ASAP,
    CONTRACT,
    FOLLOW_UP,
    NO_HURRY,
    NOT_OURS,
    OURS,
    STARTS_ELSE,
)
from agent.insight.signals.timeline.roles import NO_PROPOSAL, RULED_OUT, is_alone, main_times, time_offered
from agent.insight.signals.timeline.usable import usable
from agent.insight.signals.times.find import TimeMention, find_times

_OPENS, _DAYS_OF_A_MONTH = 5, 31
_SOON_AFTER = 60
"""Characters after "no hurry" in which a time says how little."""
_EARLY = 25
"""Characters before an event that is the answer itself."""
_FAR = 1000
"""Days ahead of which nobody plans to buy unless he is asked: "by 2030 all stations must be monitored"."""
_ONLY_FROM = re.compile(r"not (?:before|until|earlier than)\b|no (?:earlier|sooner) than\b")
"""A sentence of its own that only rules out what is sooner: "Not before November."."""
_YEAR = 360
"""Days that are no less than a year: what money is for."""


def timelines(talk: Talk) -> Iterator[Finding]:
    """Find when the visitor decides, orders or starts."""
    kept: list[Finding] = []
    for reading in talk.visitors:
        for finding in _in_turn(talk, reading):
            if any(same(finding, other) for other in kept):
                continue
            if kept and corrected(talk, kept[-1], finding):
                if narrower(kept[-1], finding):
                    continue
                kept.pop()
            kept.append(finding)
    yield from kept


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    before = talk.before(reading)
    asked = talk.asked(reading, "timeline") and not (
        before is not None
        and about_follow_up(before.plain)
        and not re.search(r"\b(?:start|begin|go live|decide|order|when do you meet)\b", before.plain)
    )
    if before is not None and re.search(
        r"\bwhen(?:'s| is| does| did| do) (?:he|she|they|your (?:next|big)|the (?:audit|building|project|show))",
        before.plain,
    ):
        asked = False
    if before is not None and (PAST_QUESTION.search(before.plain) or EACH_YEAR_QUESTION.search(before.plain)):
        asked = False
    if (before is not None and before.side == "rep" and TIME_LEFT.search(before.plain)) or still_asked(
        talk, reading
    ):
        asked = True
    question = before.plain if before is not None and before.side == "rep" else ""
    if (
        "?" in question
        and CHECKS.search(question)
        and find_times(question, talk.today, talk.fiscal_year_starts)
    ):
        asked = not about_follow_up(question) or asked
    offered = time_offered(question, talk.today, talk.fiscal_year_starts)
    proposed = offered or (PROPOSED.search(question) is not None and not NO_PROPOSAL.search(question))
    decided = talk.asked(reading, "authority") or WHO_DECIDES.search(question) is not None
    of_money = IN_THE_PLAN if talk.asked(reading, "budget") else None
    hurry = NO_HURRY.search(reading.plain)
    times = [
        time
        for time in with_the_year_asked(talk, question, reading.plain, talk.times(reading))
        if usable(reading, time) and not (about_follow_up(question) and SUITS.match(reading.plain, time.end))
    ]
    picked: list[TimeMention] = []
    for time in times:
        clause, sentence = own_words(reading, time, times), reading.sentence_at(time.start)
        if (
            taken_back(reading, time.start)
            or unreal(reading, time.start)
            or about_others(reading, time.start)
            or is_question(reading, sentence)
            or RULED_OUT.match(reading.plain, time.end)
        ):
            continue
        answers = (
            asked
            or (proposed and time.start < reading.sentences[: 1 + offered][-1].end)
            or (hurry is not None and 0 <= time.start - hurry.end() < _SOON_AFTER)
        )
        if not answers and (time.days.first - talk.today).days > _FAR:
            continue
        if (
            _counts(reading, time, clause, sentence, asked=answers, of_money=of_money)
            or _tendered(reading, clause, question)
            or (decided and _sat_on(reading, time, clause))
        ):
            picked.append(time)
    picked = [time for time in times if time in picked or _concluded(reading, times, picked, time)]
    then = said_before(reading, times)
    if then is not None:
        yield then
        return
    if picked:
        groups = [*apart(reading, without_origins(reading, main_times(reading, picked)))]
        ends = asked and CONTRACT.search(question) is not None  # the first answers that, the next says more
        firm = [
            group
            for group in groups
            if (ends and group is groups[0])
            or is_firm(reading, own_words(reading, group[0], times))
            or _in_a_list(reading, group, groups)
            or _tendered(reading, own_words(reading, group[0], times), question)
        ]
        firm = [
            group for group in firm if not CLOSES.search(reading.of_span(own_words(reading, group[0], times)))
        ] or firm
        for group in (firm or groups[:1]) if len(groups) > 1 else groups:
            yield chosen_time(reading, group)
        return
    yield from _without_date(reading, question, asked=asked)


def _in_a_list(reading: Reading, group: list[TimeMention], groups: list[list[TimeMention]]) -> bool:
    """Return whether several things are named, each with its time, of which this is one."""
    return any(
        listed(reading, one[-1], following[0])
        for one, following in pairwise(groups)
        if group is one or group is following
    )


def _tendered(reading: Reading, clause: Span, question: str) -> bool:
    """Return whether a clause says when the tender comes out."""
    told = TENDER.search(question) or TENDER.search(reading.plain, 0, clause.end)
    return told is not None and COMES_OUT.search(reading.plain, clause.start, clause.end) is not None


def _sat_on(reading: Reading, time: TimeMention, clause: Span) -> bool:
    """Return whether those who decide come together then: "who votes on it?" - "the council, on 27 June"."""
    short = (time.days.last - time.days.first).days < _DAYS_OF_A_MONTH and time.relation == "in"
    return short and BODY.search(reading.plain, clause.start, clause.end) is not None


def _concluded(
    reading: Reading, times: list[TimeMention], picked: list[TimeMention], time: TimeMention
) -> bool:
    """Return whether a time says what the one before it, which counts, comes to."""
    before = [other for other in times if other.end <= time.start]
    return (
        bool(before)
        and before[-1] in picked
        and (concludes(reading, before[-1], time) or is_alone(reading, time))
        and not RULED_OUT.match(reading.plain, time.end)
    )


def _counts(
    reading: Reading,
    time: TimeMention,
    clause: Span,
    sentence: Span,
    *,
    asked: bool,
    of_money: re.Pattern[str] | None = None,
) -> bool:
    text = reading.plain[min(clause.start, time.start) : max(clause.end, time.end)]
    put_off = MOVED_TO.search(reading.plain, 0, time.start)
    if put_off is not None and (asked or (put_off["set"] is not None and time.relation == "by")):
        return True
    if OVER.search(reading.plain[min(clause.start, time.start) : time.start]):
        return False
    if STARTS_ELSE.search(text) and not asked:
        return False
    contract = CONTRACT.search(text) or (asked and re.match(r"\W*(?:it|they) (?:ends|runs|expires)", text))
    if contract:
        return True
    answered = asked and time.start <= _OPENS and not FOLLOW_UP.search(reading.plain, 0, time.end)
    if (
        not answered
        and FOLLOW_UP.search(text)
        and not re.search(
            r"\b(?:need|want|have it|live|decides?|start|running|picks?|votes?|signs?|chooses?)\b", text
        )
    ):
        return False
    if WEEKDAY_ONLY.fullmatch(reading.of_span(reading.trimmed(time.start, time.end))) and not (
        asked or FIRM.search(text)
    ):
        return False
    if (
        (not asked or ((time.days.last - time.days.first).days > _YEAR and time.relation == "in"))
        and (of_money or MONEY).search(text[: time.end - min(clause.start, time.start)])
        and not BUYING.search(text)
    ):
        return False
    # What happens at the time is no statement about something else: "after the trade fair in March".
    around = (
        reading.plain[min(clause.start, time.start) : time.start] + " " + reading.plain[time.end : clause.end]
    )
    against = NOT_OURS.match(around.lstrip(" ,")) if asked else NOT_OURS.search(around)
    if against and not re.search(
        laid_out(r"""
            \bgotta\b|
            \b(?:we|i)(?:'d| would)? (?:\w+ )?(?:need|want|have to|must|start|decide|like)\b|
            \bdecision\b|
            \b(?:scheduled|planned|slated|pencill?ed in) for\b|
            \b(?:we|i)'d\b|
            \bwill (?:\w+ )?(?:decide|rule|vote|pick|choose|sign|approve)\b
        """),
        text[: max(0, time.start - min(clause.start, time.start))] + text,
    ):
        return False
    if asked or (
        time.relation == "from" and _ONLY_FROM.match(reading.plain, time.start) and is_alone(reading, time)
    ):
        return True
    if time.relation == "from" and OURS.search(NOT.sub(lambda match: " " * len(match.group()), text)):
        return True
    broken_off = re.search(r"[^.!?]*\.\.\.\s*$", reading.plain[: sentence.start])
    if broken_off is not None and OURS.search(broken_off.group() + " it"):
        return True  # "In by the middle of... by the end of May."
    return OURS.search(text) is not None or (
        OURS.search(reading.plain[sentence.start : time.start]) is not None
        and time.start - sentence.start < 90
        and not against
    )


def _without_date(reading: Reading, question: str, *, asked: bool) -> Iterator[Finding]:
    hurry = NO_HURRY.search(reading.plain)
    none = NONE.match(reading.plain) if hurry is None and ASKS_WHETHER.search(question) else None
    if none is not None:
        span = reading.trimmed(*none.span())
        yield Finding(
            "timeline",
            value_of(None, None, reading.words(span)),
            reading,
            span,
            "no_hurry",
            0.7,
            absent=True,
        )
        return
    if (
        hurry is not None
        and not about_others(reading, hurry.start())
        and not is_question(reading, reading.sentence_at(hurry.start()))
        and not unreal(reading, hurry.start())
    ):
        general = not re.search(
            laid_out(r"""
                (?:fixed|set|firm|hard|concrete) (?:date|plan)|date in mind|no plan |rush|hurry|timeline|
                deadline|urgen|pressure|plans? to|frame|time line|planning
            """),
            hurry.group(),
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
    event = EVENT.search(reading.plain)
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
        or SOON.search(
            reading.plain, max(0, soon.start() - 60, reading.sentence_at(soon.start()).start), soon.start()
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


def about_follow_up(question: str) -> bool:
    """Return whether a rep asks when to call or to come, not when it is bought."""
    return (
        re.search(
            laid_out(r"""
                \b(?:
                    (?:i|we) (?:call|ring|phone|write|mail|email|visit|come)|
                    call you|meet|reach you|talk again|send (?:you|it)|shall (?:i|we)|should (?:i|we)|
                    can (?:i|we)|
                    (?:a|the|that|our) (?:demo|call|visit|appointment)|
                    works? (?:best )?for you|suits? you|are you free|visit
                )\b
            """),
            question,
        )
        is not None
    )

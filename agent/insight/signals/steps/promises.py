"""What was agreed or promised for after the talk, by whom, and until when."""

import re
from collections.abc import Iterator

from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import about_others, is_question, joking, taken_back, unreal
from agent.insight.signals.language.talk import Finding, Talk, Value, says_no, says_yes
from agent.insight.signals.steps.clause_steps import due_beside
from agent.insight.signals.steps.orders import is_meant, ordered_to_come, times_in
from agent.insight.signals.steps.promise_pairs import apart, with_their_day
from agent.insight.signals.steps.promise_people import of_his_people, of_our_people
from agent.insight.signals.steps.promise_phrases import (
    ASKS_FIRST,
    COMES,
    DOING,
    FOR_US,
    GETS,
    GETS_OURS,
    HANDED_OVER,
    HERE_AND_NOW,
    OFFER,
    ON_ITS_WAY,
    PASSIVE,
    PLANNED,
    PROMISE,
    REQUEST,
    TAG,
    THING,
    TO_YOU,
    TOPIC,
    VISITOR_ACTS,
)
from agent.insight.signals.steps.promise_words import (
    SENT,
    in_own_words,
    promise_end,
    with_object_before,
    with_second_thing,
)
from agent.insight.signals.steps.promises_patterns import (
    ABOUT_OFFER,
    ASKS_HIS_OWN,
    ELSEWISE,
    FINDS_OUT,
    HABIT,
    SCANS_FIRST,
    WERE_GOING,
)
from agent.insight.signals.steps.taken_up import OWN_DEED, SUITS, WANTED, taken_up
from agent.insight.signals.times.find import TimeMention

_SOON_AFTER = 3
"""Words between a day and what is done on it."""


def promises(talk: Talk) -> Iterator[Finding]:
    """Find next steps of both sides, each once."""
    answered: list[Finding] = []
    for reading in talk.readings:
        if reading.side not in {"visitor", "rep"}:
            continue
        steps: list[Finding] = []
        for finding in sorted(_in_turn(talk, reading), key=lambda one: one.span.start):
            owner = finding.value["owner"]
            if any(
                one.reading is reading and one.span.overlaps(finding.span) and one.value["owner"] == owner
                for one in answered
            ):
                continue
            if finding.reading is not reading:
                answered.append(finding)
            steps.append(finding)
        yield from with_their_day(reading, steps)


def _in_turn(talk: Talk, reading: Reading) -> Iterator[Finding]:
    taken: list[Span] = []
    for pattern in (
        PROMISE,
        DOING,
        PLANNED,
        GETS if reading.side == "rep" else GETS_OURS,
        OFFER,
        *((THING,) if reading.side == "rep" else ()),
        PASSIVE,
        *((REQUEST,) if reading.side == "visitor" else ()),
    ):
        for match in pattern.finditer(reading.plain):
            finding = _read(talk, reading, match, pattern)
            if finding is not None and not any(finding.span.overlaps(other) for other in taken):
                taken.append(finding.span)
                if pattern is PROMISE and finding.rule == "promise":
                    yield from apart(talk, finding, match.start("what"))
                else:
                    yield finding


def _read(talk: Talk, reading: Reading, match: re.Match[str], pattern: re.Pattern[str]) -> Finding | None:
    position = match.end() - len(match.group().lstrip(" ,"))
    clause = reading.clause_at(position)
    groups = match.groupdict()
    start = match.start("what") if groups.get("what") else match.start("what2")
    if clause.end <= start:  # "I'll | do you a price"
        clause = reading.clause_at(start)
    end = promise_end(
        reading, start, with_second_thing(reading, clause) if clause.end > start + 3 else match.end()
    )
    text = reading.plain[position:end]
    sentence = reading.sentence_at(position)
    if (
        re.match(r"let's (?:call it|say|face|see|be)\b", text)
        or taken_back(reading, position)
        or joking(reading, sentence)
        or HERE_AND_NOW.search(SCANS_FIRST.sub(" ", text))
        or HANDED_OVER.search(reading.plain[max(position, end - 20) : sentence.end])
        or _refers_to_past(reading, position)
    ):
        return None
    if pattern is OFFER and ELSEWISE.search(reading.plain, sentence.start, position):
        return None
    if re.search(r"\b(?:who|what|where|when|how)\s+$", reading.plain[max(0, position - 8) : position]):
        return None
    owner, quote_from = reading.side, reading
    if pattern is PROMISE:
        if WERE_GOING.search(reading.plain, 0, start) or match.group().startswith("well,"):
            return None
        if (
            re.search(
                r"\b(?:if|when|until|unless|before|once|hope|think|know|that)\s+$",
                reading.plain[max(0, position - 12) : position],
            )
            and reading.side == "visitor"
            and unreal(reading, position)
        ):
            return None
        if about_others(reading, position) and reading.side == "visitor":
            return None
        if reading.side == "visitor" and not VISITOR_ACTS.search(text):
            return None
        if (
            reading.side == "rep"
            and not TOPIC.search(reading.plain[start:end])
            and not FINDS_OUT.match(reading.plain, start)
            and _due(talk, reading, position, end) is None
        ):
            return None
        if "?" in reading.of_span(sentence) and not TAG.search(reading.of_span(sentence)):
            return _accepted(talk, reading, start, end, position) if reading.side == "rep" else None
    elif pattern is OFFER:
        if reading.side == "rep":
            return _accepted(talk, reading, start, end, position)
        if not re.match(
            laid_out(r"""
                (?:
                    let me|let's|i can|we can|i could|so i|shall we|can we|could we|why don't we|should we|
                    we could|we should|how about we|i'd like to|i'd love to
                )
            """),
            match.group(),
        ) or not re.search(
            laid_out(r"""
                \b(?:
                    talk|send|check|discuss|ask|forward|introduce|call|phone|ring|meet|give|show|pass|hand|
                    bring|put (?:it|this|that|you)|set up|schedule|get back|have (?:a|another)|do (?:a|the)|
                    come back|arrange|organi[sz]e|take|book
                )\b
            """),
            text,
        ):
            return None
        if is_question(reading, sentence) and not re.match(
            r"(?:shall we|can we|could we|why don't we|should we|how about we)", match.group()
        ):
            return None
        if (
            not re.match(r"(?:let me|i (?:can|could)|so i)", match.group())
            and not _rep_agrees(talk, reading)
            and is_question(reading, sentence)
        ):
            return None
        if re.match(r"i(?:'d| can| could)|we (?:can|could)", match.group()) and not (
            _due(talk, reading, position, end)
            or re.search(
                laid_out(r"""
                    \b(?:
                        send you|get back|introduce|forward|check with|talk to|ask my|ask our|
                        pass (?:it|this|that) (?:on|along)|
                        (?:give|show|pass|hand|take|bring) (?:it|this|that|them|your \w+)
                        (?: on| over)? to (?:my|our|the|him|her|them)
                    )\b
                """),
                text,
            )
        ):
            return None
        if re.match(
            r"let's|shall we|can we|could we|why don't we|we (?:could|can|should)|should we|how about we",
            match.group(),
        ):
            owner = "rep"
    elif pattern in {PLANNED, DOING, GETS, GETS_OURS}:
        if (
            (
                _due(talk, reading, clause.start, end) is None
                and due_beside(talk, reading, Span(clause.start, end)) is None
                and not _sends_you(reading, pattern, start, end)
            )
            or (reading.side == "visitor" and pattern is not GETS_OURS and not _for_us(reading, start, end))
            or (is_question(reading, sentence) and not TAG.search(reading.of_span(sentence)))
            or re.search(
                r"\b(?:if|when|how|why|can|could|should|shall|do|did|would|will|may|to|that|so)\s+$",
                reading.plain[:position],
            )
        ):
            return None
    elif pattern is THING:
        asks = "?" in reading.of_span(sentence) or is_question(reading, sentence)
        return _accepted(talk, reading, start, match.end(), position) if asks else None
    elif pattern is PASSIVE:
        if re.search(r"\b(?:i|we|they|customers|if|when|until|once)\s+$", reading.plain[:start]):
            return None
        if not (of_our_people(reading, match) if reading.side == "rep" else of_his_people(reading, match)):
            return None
    elif pattern is REQUEST:
        if not is_meant(talk, reading, match, sentence) or (
            text.split()[-1:]
            and COMES.match(match["what"])
            and not ordered_to_come(talk, reading, match, end)
        ):
            return None
        owner = "rep"
    return _finding(
        talk,
        quote_from,
        owner,
        start,
        end,
        position,
        "promise" if pattern in {PROMISE, DOING, PLANNED, GETS, GETS_OURS} else "offer",
        0.8,
    )


def _sends_you(reading: Reading, pattern: re.Pattern[str], start: int, end: int) -> bool:
    if pattern is not PLANNED or TO_YOU.match(reading.plain, start, end) is None:
        return False
    return not HABIT.search(reading.of_span(reading.sentence_at(start)))


def _for_us(reading: Reading, start: int, end: int) -> bool:
    """Keep "I send the report every Friday" out, but not "I come back on Thursday" and "I put it before them on the first"."""
    if re.search(r"\byou\b", reading.plain[start:end]):
        return True
    return FOR_US.match(reading.plain, start, end) is not None and not HABIT.search(
        reading.of_span(reading.sentence_at(start))
    )


def _refers_to_past(reading: Reading, position: int) -> bool:
    return (
        re.search(
            r"\b(?:said|told (?:us|me|you)|promised|thought|claimed)(?: \w+)?(?: that)?\s+$",
            reading.plain[max(0, position - 24) : position],
        )
        is not None
    )


def _rep_agrees(talk: Talk, reading: Reading) -> bool:
    after = talk.after(reading, "rep")
    return after is not None and not says_no(after)


def _asks_of_else(reading: Reading, position: int) -> bool:
    """Return whether a rep goes on with another question, which the visitor answers: "We can try it. Who else did you see?"."""
    last = reading.sentences[-1]
    text = reading.of_span(last)
    return (
        last.start > position
        and "?" in text
        and not (TAG.search(text) or ABOUT_OFFER.search(text))
        and OFFER.search(text) is None
    )


def _accepted(talk: Talk, reading: Reading, start: int, end: int, position: int) -> Finding | None:
    """Take a rep's offer where the visitor says yes; the date may be the visitor's."""
    what = reading.plain[start:end]
    if _asks_of_else(reading, position):
        return None
    times = times_in(talk, reading, position, reading.sentences[-1].end)
    up = taken_up(talk, reading, times[0] if times else None, what)
    if not (TOPIC.search(what) or ASKS_HIS_OWN.match(what)) or re.search(
        laid_out(r"""
            \b(?:
                ask you|scan|record|take notes|help you|see your|get you a|tell you|show you|explain|help|
                offer you|call you by
            )\b
        """),
        what,
    ):
        return None
    if re.search(r"\b(?:ask|know|check|have|see)\b.*\?", reading.plain[position:end]) and re.match(
        r"(?:ask|check)\b", what
    ):
        return None
    after = talk.after(reading, "visitor")
    if (
        after is not None
        and any(found.kind == "consent" and found.reading is after for found in talk.findings)
        and re.search(r"\b(?:e-?mail|contact|call|write) you(?: something)?\W*$", what)
    ):
        return None
    if re.match(r"(?:tell|see|call it|say)\b(?! (?:you|him|her|them|your))", what):
        return None
    certain = re.match(
        laid_out(r"""
            (?:
                let me|i can (?:also )?send|let's|i'd|i would|so i|so we|i can|we can|
                (?:i|we) (?:must|have to|need to)
            )
        """),
        reading.plain[position:],
    ) is not None and "?" not in reading.of_span(reading.sentence_at(position))
    topics = talk.topics(reading)
    if after is None:
        return _finding(talk, reading, "rep", start, end, position, "offer", 0.6) if certain else None
    if "?" in reading.of_span(reading.sentences[-1]) and ASKS_FIRST.search(after.plain):
        return None
    if (
        says_no(after) and not re.match(r"\W*no(?:\W+\w+){0,3}\W+(?:problem|worries)", after.plain)
    ) or re.match(
        laid_out(r"""
            \W*(?:
                i'd rather|i'll (?:call|get back|contact|let you)|we'll (?:call|get back|contact)|maybe later|
                not now|thanks but
            )
        """),
        after.plain,
    ):
        return None
    if "recording" in topics or (
        "contact" in topics and not re.search(r"\b(?:send|call|with|on \w+day|next|tomorrow)\b", what)
    ):
        return None
    if not (certain or says_yes(after) or SUITS.match(after.plain) or up is not None):
        return None
    theirs_own = PROMISE.search(after.plain) or OWN_DEED.search(after.plain)
    if theirs_own is not None and not certain and VISITOR_ACTS.search(after.plain, theirs_own.start()):
        return None
    if up is not None:
        answer, span, due = up
        value: Value = {
            "what": in_own_words(reading, start, end, times),
            "owner": "rep",
            "due": due.due.isoformat() if due is not None else None,
        }
        return Finding("next_step", value, answer, span, "agreed", 0.75)
    wanted = WANTED.match(after.plain) is not None and not what.startswith(("give you", "hand you"))
    return _finding(talk, reading, "rep", start, end, position, "wanted" if wanted else "accepted", 0.75)


def _finding(
    talk: Talk,
    reading: Reading,
    owner: str,
    start: int,
    end: int,
    position: int,
    rule: str,
    confidence: float,
) -> Finding:
    times = times_in(talk, reading, position, end)
    if not times:
        # "Tomorrow I'll send you the offer."
        clause = reading.clause_at(position)
        times = [
            time
            for time in times_in(talk, reading, clause.start, position)
            if len(reading.plain[time.end : position].split()) <= _SOON_AFTER
        ]
    if not times and (match := ON_ITS_WAY.match(reading.plain, end)) is not None:
        # "I'll get you a crate, it goes out on Monday."
        times = times_in(talk, reading, match.start(), reading.clause_at(match.end()).end)
    extra = max([end, *(time.end for time in times)])
    clause = reading.clause_at(position)
    span = reading.trimmed(min(clause.start, position), extra)
    what = in_own_words(reading, start, end, times)
    if SENT.fullmatch(what.lower()):
        what = with_object_before(reading, what, clause.start, position)
    value: Value = {
        "what": what,
        "owner": owner,
        "due": times[0].due.isoformat() if times else due_beside(talk, reading, span),
    }
    return Finding("next_step", value, reading, span, rule, confidence)


def _due(talk: Talk, reading: Reading, start: int, end: int) -> TimeMention | None:
    times = times_in(talk, reading, start, end)
    return times[0] if times else None

"""How the job is done today where no vendor has a name: paper, spreadsheets, somebody with a clipboard."""

import re
from collections.abc import Iterator

from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import is_question, taken_back, unreal
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.vendors.tool_words import DESCRIBED, ONLY_WHEN_ASKED, TOOL, WORK
from agent.insight.signals.vendors.ways_patterns import (
    AWAY_FROM,
    BEGINS_ANEW,
    EACH_OWN,
    FOR_YOU,
    HOLDER,
    HOUSE,
    IDIOM,
    INTO,
    IS_ONE,
    ITS_NAME,
    ITS_OBJECT,
    JUDGED,
    MADE_IN,
    MEANS,
    MUST,
    NOT_OURS,
    ON_REQUEST,
    OWN_PAST,
    PLACE,
    PRONOUN,
    SENT,
    SINCE,
    SOMEBODY_WITH,
    STILL,
    THEY,
    THEY_GET,
    TODAY,
    TROUBLE,
    TYPED_INTO,
    TYPING,
    USED_UP,
    WE_ARE_A,
    WE_WORK,
    WHEN_MADE,
    WISHED,
    WITH_HIS_HANDS,
    WORST_CASE,
)
from agent.insight.signals.vendors.ways_phrases import WAYS
from agent.insight.signals.vendors.words import TO_CONNECT, USED_BEFORE, last_uses, of_others

_LATE = 4
"""Words before a weak tool word in an answer, from which on it only describes another."""


def ways(talk: Talk, reading: Reading, known: list[Span]) -> Iterator[Finding]:
    """Find how the job is done where no system has a name."""
    if talk.asked(reading, "budget") or _if_it_stops(talk, reading, reading.plain):
        return
    for pattern in WAYS:
        for match in pattern.finditer(reading.plain):
            span = Span(*match.span("name"))
            if any(span.overlaps(other) for other in known) or not _real(reading, match.start()):
                continue
            clause = _of_its_own(reading, match)
            if PRONOUN.fullmatch(match["name"]) or ITS_NAME.match(reading.text, span.end):
                continue
            if FOR_YOU.match(reading.plain, match.end()):
                continue
            if USED_UP.search(clause) or WISHED.search(clause) or OWN_PAST.search(clause):
                continue
            yield Finding(
                "current_solution",
                {"name": reading.words(span)},
                reading,
                reading.trimmed(*match.span()),
                "way",
                0.7,
            )


def _of_its_own(reading: Reading, match: re.Match[str]) -> str:
    """Return the clause of a way, without what is said before an "and"."""
    clause = reading.clause_at(match.start())
    anew = BEGINS_ANEW.match(reading.plain, clause.start, match.start())
    return reading.plain[anew.end() if anew is not None else clause.start : max(clause.end, match.end())]


def in_use(talk: Talk, reading: Reading, match: re.Match[str], *, asked: bool) -> bool:
    """Return whether a tool ("a whiteboard") is said to do the job today."""
    position = match.start()
    sentence, clause = reading.sentence_at(position), reading.clause_at(position)
    if not _real(reading, position, asked=asked) or "?" in reading.of_span(sentence):
        return False
    start = name_start(reading, Span(*match.span()))
    before = reading.plain[min(clause.start, start) : start]
    until_then = reading.plain[sentence.start : start]
    after = reading.plain[match.end() : max(clause.end, match.end())]
    typed_into = TYPED_INTO.search(before) is not None
    wish = WISHED.search(before)
    if wish is not None and (
        (MUST.fullmatch(wish.group()) and (typed_into or WITH_HIS_HANDS.match(before, wish.end())))
        or (SENT.search(before) and THEY.search(before, 0, wish.start()))
    ):
        wish = None
    if (
        wish is not None
        or NOT_OURS.search(until_then)
        or ON_REQUEST.match(after)
        or (TYPING.search(before) and INTO.match(after))
        or USED_UP.search(SINCE.sub("", before) + WHEN_MADE.sub("", after))
        or OWN_PAST.search(before)
        or (TO_CONNECT.search(before) and not WE_WORK.search(before))
        or (AWAY_FROM.search(before) and not (typed_into or STILL.search(before)))
        or (
            match.group() == "paper"
            and not asked
            and re.search(r"\bon $", before[-3:])
            and not before[:-3].strip(" ,")
            and IDIOM.match(after)
        )
        or re.match(r"\s*(?:is|are) (?:not|no)\b|\s+(?:version|demo|training|company|factory|mill)\b", after)
    ):
        return False
    today = TODAY.search(until_then) is not None
    weak = ONLY_WHEN_ASKED.fullmatch(match.group()) is not None
    if WE_ARE_A.search(before) and HOUSE.match(after):
        return True
    if (
        MADE_IN.search(before)
        or JUDGED.search(before)
        or (weak and TROUBLE.search(until_then))
        or _if_it_stops(talk, reading, until_then)
    ):
        return False
    by_it = typed_into or (MEANS.search(before) is not None and (today or WORK.search(before) is not None))
    by_it = by_it or SOMEBODY_WITH.search(before) is not None
    there = (IS_ONE.search(before) or last_uses(before)) is not None
    if asked and (sentence == reading.sentences[0] or reading.noisy or len(reading.sentences) < 3):
        # "A list on the door with a pencil": what comes late in an answer only describes.
        return not weak or by_it or (len(before.split()) <= _LATE and not ITS_OBJECT.search(before))
    if weak:
        given = THEY_GET.search(before) or SENT.search(before) or EACH_OWN.search(until_then)
        return (by_it or (today and there) or given is not None) and not match.group().startswith(
            ("by hand", "manual", "from ")
        )
    return by_it or there or USED_BEFORE.search(before) is not None


def _if_it_stops(talk: Talk, reading: Reading, until_then: str) -> bool:
    """Return whether it tells what is done in the worst case: "then we're on paper", after "what if it stops?"."""
    before = talk.before(reading)
    return (
        before is not None
        and before.side == "rep"
        and WORST_CASE.search(before.plain) is not None
        and re.match(r"\W*(?:well |oh |yes )?then\b", until_then) is not None
    )


def name_start(reading: Reading, span: Span) -> int:
    """Return where a tool's name begins, with its adjectives."""
    before = DESCRIBED.search(reading.plain[: span.start])
    return before.start() if before is not None else span.start


def phrase_around(reading: Reading, span: Span, *, wide: bool = False) -> Span:
    """Take in what belongs to a tool's name: "a big whiteboard", "radio and a city map".

    Args:
        reading: The turn.
        span: The tool.
        wide: Whether it is an answer, which is taken with the place where the tool is, and with who holds it.
    """
    start, end = name_start(reading, span), span.end
    while True:
        joined = re.match(
            r"(?:\s*,| and| plus| or| on| with| in)\s+(?:(?:in|on|with|by)\s+)?(?:(?:an?|the|some|our|a few)\s+)*",
            reading.plain[end:],
        )
        if joined is None:
            break
        at = end + joined.end()
        described = re.match(r"(?:(?!and|or|then|plus)[a-z]+\s+)?", reading.plain[at:])
        options = [at, at + described.end()] if described is not None else [at]
        found = next((tool for option in options if (tool := TOOL.match(reading.plain, option))), None)
        if found is None:
            break
        end = found.end()
    on_it = re.compile(r"\s+on (?:the|an?) (?:wall|door|fridge|window|board|desk|string)\b").match(
        reading.plain, end
    )
    end = on_it.end() if on_it is not None else end
    holder = HOLDER.search(reading.plain[reading.clause_at(start).start : start])
    if holder is not None:
        start = reading.clause_at(start).start + holder.start("who")
    if wide:
        place = PLACE.match(reading.plain, end)
        end = place.end() if place is not None else end
    return Span(start, end)


def _real(reading: Reading, position: int, *, asked: bool = False) -> bool:
    return not (
        unreal(reading, position)
        or taken_back(reading, position)
        or of_others(reading, position)
        or (is_question(reading, reading.sentence_at(position)) and not asked)
    )

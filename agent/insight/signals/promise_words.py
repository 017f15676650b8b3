"""Where the words of a promise end, and what of them is kept."""

import re

from agent.insight.signals.promise_phrases import THING_ALONE, TIME_LEFT
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.times import TimeMention

_TRAILING = re.compile(r"(?:[ ,]+(?:then|please|too|as well|again then))+$", re.IGNORECASE)


def with_second_thing(reading: Reading, clause: Span) -> int:
    """Return where a clause ends with what is only joined to it: "the price | and the test report by tomorrow"."""
    following = next((one for one in reading.clauses if one.start >= clause.end), None)
    if following is None or reading.plain[clause.end : following.start].strip(" ,") != "and":
        return clause.end
    return following.end if THING_ALONE.match(reading.plain, following.start, following.end) else clause.end


def promise_end(reading: Reading, start: int, clause_end: int) -> int:
    """Stop where another promise or another thought begins."""
    text = reading.plain[start:clause_end]
    cut = re.search(
        r"\s+(?:and|then|so|but)\s+(?:then )?(?:i'll|we'll|i will|we will|you|we can|i can|that|he|she|they|it)\b|\s*,\s*(?:right|ok|okay|promise\w*|i promise|if that|if you|is that|sounds|deal|fine|alright|thanks?|so)\b|\s+(?:if that's|if you (?:like|want|don't mind|give)|is that (?:ok|okay|fine)|okay|alright|thanks|thank you)\b",
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

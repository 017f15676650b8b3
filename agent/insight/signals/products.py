"""Products of ours that the visitor asked about, or that were shown and met with interest."""

import re
from collections.abc import Iterator

from agent.insight.signals.reading import Reading, Span, phrase
from agent.insight.signals.stance import about_others, is_question, joking, taken_back
from agent.insight.signals.talk import Finding, Talk, says_no

_NOT_WANTED = phrase(
    r"not (?:~ )?(?:interested in|for us|looking for|here for|about)|no (?:interest in|need for|use for)|(?:don't|do not|didn't|doesn't|won't|wouldn't) (?:~ )?(?:need|want|care|like|mean|use)|already have|instead of|heard (?:of|about)|(?:friend|neighbou?r|colleague|cousin) (?:has|uses|bought)|"
    r"skip|forget|leave out|rather not|without|other than"
)
_NO_INTEREST = re.compile(
    r"^\W*(?:no,? thanks|no thank you|not interested|not for (?:us|me)|we don't need|i don't need|that's not (?:for us|what|our|something)|not really|no,? we|no,? i|"
    r"nah|i have to go|i've got to go|i must go|bye|i'm just looking|just looking|not today|not our)\b"
)
_LEAVES = re.compile(
    r"^\W*(?:i have to go|i've got to go|i must go|bye|(?:i'm |we're )?(?:just|only) (?:looking|passing)|not today)\b"
)
"""The visitor who said so before a product was named does not go on about it; "no, we don't" was about something else."""
_LISTED = re.compile(
    r"\b(?:products|portfolio|we (?:also|even) (?:make|have|sell|offer|do)|we (?:make|sell|offer)|our (?:other|range|products|lines))\b"
)


def products(talk: Talk) -> Iterator[Finding]:
    """Find the products that count, each once, where it was first named."""
    seen: set[str] = set()
    for reading in talk.readings:
        if reading.side not in {"visitor", "rep"}:
            continue
        named = [name for name in talk.named(reading) if name.kind == "product"]
        for name in named:
            if name.name in seen:
                continue
            if _already_used(talk, reading, name.span):
                seen.add(name.name)
                continue
            if reading.side == "visitor":
                counts = _asked_about(reading, name.span)
            else:
                counts = _met_with_interest(talk, reading, name.name, len({other.name for other in named}))
            if counts:
                seen.add(name.name)
                yield Finding(
                    "product", {"name": name.name}, reading, _quote(reading, name.span), reading.side, 0.8
                )


def _quote(reading: Reading, span: Span) -> Span:
    clause = reading.clause_at(span.start)
    return reading.trimmed(min(clause.start, span.start), max(clause.end, span.end))


def _already_used(talk: Talk, reading: Reading, span: Span) -> bool:
    return any(
        found.kind == "current_solution"
        and found.reading is reading
        and found.span.overlaps(span)
        and found.rule == "our_product"
        for found in talk.findings
    )


def _asked_about(reading: Reading, span: Span) -> bool:
    sentence = reading.sentence_at(span.start)
    if joking(reading, sentence) or taken_back(reading, span.start):
        return False
    if _turned_down(reading, span):
        return False
    return is_question(reading, sentence) or not about_others(reading, span.start)


def _turned_down(reading: Reading, span: Span) -> bool:
    before = reading.plain[reading.sentence_at(span.start).start : span.start]
    return _NOT_WANTED.search(before) is not None and not re.search(r"\b(?:but|though)\b", before)


def _met_with_interest(talk: Talk, reading: Reading, name: str, count: int) -> bool:
    """A rep's words count where they answer what the visitor said, and the visitor goes on about it."""
    after = talk.after(reading, "visitor")
    if after is None or after.number != reading.number + 1:
        return False
    if _NO_INTEREST.match(after.plain) or _declines(after):
        return False
    spans = [other.span for other in talk.named(after) if other.name == name]
    if spans:
        return not any(_turned_down(after, span) for span in spans)
    if count > 1 or _LISTED.search(reading.plain):
        return False
    later = [other for other in talk.visitors if other.number > reading.number]
    if any(named.name == name for other in later for named in talk.named(other)):
        return True
    if re.search(
        r"\b(?:think (?:of|about)|like|interested in)\s+(?:our |the )?$",
        reading.plain[: _place(talk, reading, name)],
    ):
        return True
    asks_something_else = talk.topics(reading) and not set(talk.topics(reading)) <= {"proposal", "doubt"}
    before = talk.before(reading)
    fits = before is not None and before.side == "visitor" and not _LEAVES.match(before.plain)
    if asks_something_else:
        return fits and not re.search(r"\b(?:do|did|have) you (?:know|heard?|seen?)\b", reading.plain)
    return fits or "?" in after.plain


def _place(talk: Talk, reading: Reading, name: str) -> int:
    return next((named.span.start for named in talk.named(reading) if named.name == name), 0)


def _declines(reading: Reading) -> bool:
    return says_no(reading) and len(reading.plain.split()) < 6 and "?" not in reading.plain

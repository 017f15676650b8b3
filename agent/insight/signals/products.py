"""Products of ours that the visitor asked about, or that were shown and met with interest."""

import re
from collections.abc import Iterator

from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span, phrase
from agent.insight.signals.language.stance import about_others, is_question, joking, taken_back
from agent.insight.signals.language.talk import Finding, Talk, says_no

_NOT_WANTED = phrase(r"""
    not (?:~ )?(?:interested in|for us|looking for|here for|about)|
    no (?:interest in|need for|use for)|
    (?:don't|do not|didn't|doesn't|won't|wouldn't) (?:~ )?(?:need|want|care|like|mean|use)|
    already have|instead of|heard (?:of|about)|
    (?:friend|neighbou?r|colleague|cousin) (?:has|uses|bought)|
    skip|forget|leave out|rather not|without|other than
""")
_NO_INTEREST = compiled(r"""
    ^\W*(?:
        no,? thanks|no thank you|not interested|not for (?:us|me)|we don't need|i don't need|
        that's not (?:for us|what|our|something)|not really|no,? we|no,? i|i'd (?:better|rather) not|
        i'm sure (?:it|they|you|that)|i doubt (?:it|that)|not (?:for )?now|
        maybe (?:later|one day|some ?day|next \w+)|(?:perhaps|if|one|some) ?(?:one |some )?day|nah|
        i have to go|i've got to go|i must go|bye|i'm just looking|just looking|not today|not our
    )\b
""")
_LEAVES = re.compile(
    r"^\W*(?:i have to go|i've got to go|i must go|bye|(?:i'm |we're )?(?:just|only) (?:looking|passing)|not today)\b"
)
"""The visitor who said so before a product was named does not go on about it; "no, we don't" was about something else."""
_NOT_SOON = compiled(r"""
    \b(?:
        if we (?:ever|one day)|if one day|years? (?:off|away)|some ?day, (?:maybe|perhaps)|
        that's not (?:for )?(?:us|now)
    )\b|
    \bno (?:[a-z]+ ){1,3}(?:we|i) (?:don't|do not) need\b
""")
"""The visitor sees no use for it now."""
_TOLD_OF = compiled(r"""
    \b(?:told|showed|sent|recommended|mentioned|suggested)\b(?: \w+){0,2}? (?:me|us)\b(?: \w+){0,3}\s*$|
    \b(?:recommended|mentioned|suggested)(?: (?:me|us))?(?: \w+){0,2}\s*$|
    \b(?:told|asked|sent|advised|said)\b(?: \w+){0,4}? (?:look|come|ask|check|go)(?: \w+)? (?:at|for|by|to|out|about)
    (?: (?:the|your|this))?\s*$
""")
"""Before a product that somebody has sent him for."""
_UNNEEDED = compiled(r"""
    ,? (?:we|i) (?:really )?(?:don't|do not) (?:need|want|use)\b|
    ,? no thanks?\b|,? (?:that )?(?:isn't|is not|'s not) for us\b
""")
_NOT_THIS = re.compile(r"(?:^|[,;]\s*|\b(?:no|but|and)\s+)\W*not (?:the |your |that )?$")
"""Right before a product: "not the ShopFloor one, what do you have for classrooms?"."""
_MATERIAL = re.compile(
    r"\b(?:brochures?|leaflets?|flyers?|booklets?|folders?|catalogues?|cards?|take something)\b"
)
_ONLY_TAKES = compiled(r"""
    \W*(?:(?:go on then|sure|okay|ok|yes|yeah|why not|thanks?|fine|all right)\W+)*
    (?:i'll|i will|i can|let me|then i) take\b
""")
_KNOW_OTHERS = re.compile(
    r"\b(?:who|which|what|how)\b[^.!?]{0,20}\b(?:do|did|have) you (?:know|heard?|seen?)\b"
)
_ASKED_FOR = compiled(r"""
    \byou (?:wanted|asked|were asking|came|are|were) (?:to (?:know|hear|see|ask|talk) )?(?:\w+ )?
    (?:about|for|interested in)\s+(?:our |the )?$
""")
"""Before a product of which the rep says that the visitor wants it."""
_LISTED = compiled(r"""
    \b(?:
        products|portfolio|we (?:also|even) (?:make|have|sell|offer|do)|we (?:make|sell|offer)|
        our (?:other|range|products|lines)
    )\b
""")


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
    told = _TOLD_OF.search(reading.plain[sentence.start : span.start])
    return is_question(reading, sentence) or told is not None or not about_others(reading, span.start)


def _turned_down(reading: Reading, span: Span) -> bool:
    if _UNNEEDED.match(reading.plain, span.end):
        return True
    before = reading.plain[reading.sentence_at(span.start).start : span.start]
    if _NOT_THIS.search(before):
        return True
    return _NOT_WANTED.search(before) is not None and not re.search(r"\b(?:but|though)\b", before)


def _met_with_interest(talk: Talk, reading: Reading, name: str, count: int) -> bool:
    """A rep's words count where they answer what the visitor said, and the visitor goes on about it."""
    after = talk.after(reading, "visitor")
    if after is None or after.number != reading.number + 1:
        return False
    if _NO_INTEREST.match(after.plain) or _NOT_SOON.search(after.plain) or _declines(after):
        return False
    if _MATERIAL.search(reading.plain) and (_ONLY_TAKES.match(after.plain) or says_no(after)):
        return False
    spans = [other.span for other in talk.named(after) if other.name == name]
    if spans:
        return not any(_turned_down(after, span) for span in spans)
    if count > 1 or _LISTED.search(reading.plain):
        return False
    later = [other for other in talk.visitors if other.number > reading.number]
    if any(named.name == name for other in later for named in talk.named(other)):
        return True
    until_then = reading.plain[: _place(talk, reading, name)]
    if re.search(
        r"\b(?:think (?:of|about)|like|interested in)\s+(?:our |the )?$", until_then
    ) or _ASKED_FOR.search(until_then):
        return True
    asks_something_else = talk.topics(reading) and not set(talk.topics(reading)) <= {"proposal", "doubt"}
    before = talk.before(reading)
    fits = before is not None and before.side == "visitor" and not _LEAVES.match(before.plain)
    if asks_something_else:
        return fits and not re.search(
            r"\b(?:do|did|have) you (?:know|heard?|seen?)\b(?! (?:any|who|which|what|how|when))",
            _KNOW_OTHERS.sub("", reading.plain),
        )
    return fits or "?" in after.plain


def _place(talk: Talk, reading: Reading, name: str) -> int:
    return next((named.span.start for named in talk.named(reading) if named.name == name), 0)


def _declines(reading: Reading) -> bool:
    return says_no(reading) and len(reading.plain.split()) < 6 and "?" not in reading.plain

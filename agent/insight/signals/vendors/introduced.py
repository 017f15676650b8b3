"""Vendors whom a visitor introduces: "a company from Madrid, it is called Campusia", "a local firm, Drishti, ..."."""

import re

from agent.insight.signals.language.patterns import compiled, laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.vendors.relation_frames import AFTER, ASKS_A_PRICE, LATER_SAID
from agent.insight.signals.vendors.relations import ended
from agent.insight.signals.vendors.words import EVALUATING, last_left, without_correction

_FIRM = laid_out(r"""
    (?:
        company|firm|outfit|vendor|supplier|start[- ]?up|provider|party|crowd|bunch|people|lot|player|maker|
        manufacturer|agency|business|shop|house|brand|competitor|rival
    )
""")
_WHERE = r"(?: (?:from|in|out of|of|near|here)(?: \w+){1,4}?)?"
_NAMED = compiled(rf"""
    \b(?:{_FIRM}|one|thing|something|tool|system|software|app)s?{_WHERE}(?:\s*,)?\s+
    (?:(?:it|that|they|which|who)(?:'s|\s+is|'re|\s+are|\s+was)?\s+)?
    (?:
        called|named|by the name of|calls? (?:itself|themselves)|
        (?:and\s+)?(?:the|its|their) name(?:'s|\s+is|\s+was)|
        i think it(?:'s|\s+is)|it(?:'s|\s+is) called
    )\s+$
""")
"""Before a name: a firm of that name."""
_APPOSED = compiled(rf"""
    \b(?:an?|one|another|some|this|the other|the second|two|three)\s+
    (?:(?!(?:from|by|with|of|at|to)\b)[a-z-]+\s+){{0,3}}?{_FIRM}s?{_WHERE}(?:\s+called)?\s*,\s+
    (?:i\s+think\s+)?$
""")
"""Before a name: "a local company, "."""
_BESIDE = re.compile(rf"\b(?:an?|one|another|some)\s+(?:[a-z-]+\s+){{0,2}}?{_FIRM}\s+$")
"""Before a name: "also a company "; proves it only where the name is no everyday word."""
_ADJECTIVES = re.compile(
    r"\b(?:an?|one|some|this|the|another)\s+(?:(?!(?:from|by|with|of|on|at|to)\b)[a-z-]+\s+){0,3}$"
)
_IN_HOUSE = re.compile(
    r"\b(?:use|uses|using|rent|have|has|had|'ve|got|on|with|by|from|supplied by|made by|software|system)\s+$"
)
"""Before "a company": we have it from them."""
_A_TOOL = re.compile(r"(?:one|thing|something|tool|system|software|app)s?\b")
_CHOSEN = compiled(r"""
    \b(?:
        there(?:'s|\s+is|\s+are|'re)|also|besides|apart from|other than|another|other|see|seeing|saw|seen|
        speaking|visit\w*|meet\w*|met|com(?:e|es|ing)|waiting for|heard of|found|liked?|and at|against|
        between|you and|quoted|in contact|in touch
    )\b
""")


def introduced(reading: Reading, span: Span, *, everyday: bool = False) -> re.Match[str] | None:
    """Return the words that make a name a firm's, or None.

    Args:
        reading: The turn.
        span: The name.
        everyday: Whether the name might be something else, so that only words that name it count.
    """
    before = without_correction(reading.plain[reading.sentence_at(span.start).start : span.start])
    found = _NAMED.search(before)
    if found is None and not everyday:
        found = _APPOSED.search(before) or _BESIDE.search(before)
    return found


def introduced_relation(
    talk: Talk, reading: Reading, span: Span, words: re.Match[str], *, in_choice: bool, in_house: bool
) -> str | None:
    """Return what the visitor has to do with a firm that he introduces; None where it is only named.

    Args:
        talk: The conversation.
        reading: The turn.
        span: The name.
        words: As of `introduced`.
        in_choice: Whether the rep has asked whom else they look at.
        in_house: Whether he has asked what they use.
    """
    sentence = reading.sentence_at(span.start)
    before, after = _ADJECTIVES.sub("", words.string[: words.start()]), reading.plain[span.end :]
    for said, frame in ASKS_A_PRICE:
        if frame.match(after):
            return said
    start = sentence.start + words.start()
    clause = before[reading.clause_at(max(start - 1, sentence.start)).start - sentence.start :]
    if last_left(clause) or ended(talk, reading, span):
        return "left"
    for relation, frame in AFTER:
        if frame.match(reading.plain, span.end, sentence.end):
            return relation
    if in_choice or LATER_SAID.search(after) or EVALUATING.search(clause):
        return "evaluating"
    if in_house or _IN_HOUSE.search(before):
        return "uses"
    if _CHOSEN.search(words.string):
        return "evaluating"
    return "uses" if _A_TOOL.match(words.group()) else None  # "I'm from a firm called Oakhurst"

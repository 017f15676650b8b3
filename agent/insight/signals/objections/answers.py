"""What a visitor answers when the rep asks for his doubts."""

import re

from agent.insight.signals.language.matters import announces
from agent.insight.signals.language.patterns import laid_out
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import unreal
from agent.insight.signals.language.talk import Talk, says_no
from agent.insight.signals.objections.letting_go_words import HARMLESS

_HONESTLY = re.compile(r"\W*(?:honestly|frankly|well|to be honest|me|us|honest answer|the truth)\W*\?\W*")

POINTS = re.compile(r"\W*(?:(?:on|about|of|by|with|in) )?(?:(?:that|it|this|them)\b)?\W*")
"""Nothing that a worry would be about."""
_DOUBTS_IT = re.compile(r"(?:i|we) (?:\w+ )?doubt\b")
_ABOUT_OFFER = re.compile(r"\b(?:it|this|that|they|these|our|price|system)\b")


def answered(talk: Talk, reading: Reading) -> tuple[Span, Span, str] | None:
    """Return the reservation that a turn tells on being asked for it: what it is, the quote, and the rule; else None.

    Args:
        talk: The conversation.
        reading: The visitor's turn, right after a question about his doubts.
    """
    if not reading.clauses or says_no(reading) or HARMLESS.search(reading.plain):
        return None
    but = re.search(r"\b(?:but|only|except that)\s+(?=(?:the|it|your|that|this|i|we|there)\b)", reading.plain)
    if (
        but is not None
        and re.search(
            r"\b(?:too|not|n't|missing|lacks?|only|hard|never|bit|without|no)\b", reading.plain[but.end() :]
        )
        and not unreal(reading, but.end())
    ):
        what = reading.trimmed(but.end(), reading.clause_at(but.end()).end)
        if what.end - what.start > 6 and "?" not in reading.of_span(reading.sentence_at(but.end())):
            return what, what, "but"
    before = talk.before(reading)
    question = before.plain[-80:] if before is not None else ""
    direct = re.search(
        laid_out(r"""
            \b(?:
                worr\w+|concerns?|doubts?|stop you|hold(?:s|ing)? you|against|reservations?|hesita\w+|
                not like|don't like|objections?|risks?|what's the catch|keeps? you|deal ?breakers?|obstacles?|
                missing|fear\w*|afraid|(?:a|any|the|what) catch|(?:what(?:'s| is)) (?:the|your) but|
                don't you like|holding you|scares? you|nervous
            )\b
        """),
        question,
    )
    clause = reading.clauses[0]
    if _HONESTLY.fullmatch(reading.of_span(clause)) and len(reading.clauses) > 1:
        clause = reading.clauses[1]
    elif len(reading.of_span(clause).split()) == 1 and len(reading.clauses) > 1:
        clause = Span(clause.start, reading.clauses[1].end)
    at = reading.clauses.index(clause) if clause in reading.clauses else 0
    while announces(reading.of_span(clause)) and at + 1 < len(reading.clauses):
        at += 1
        clause = reading.clauses[at]
    text = reading.of_span(clause)
    if (
        direct is None
        or re.match(
            r"\W*(?:no|none|nothing|not really|nope|all good|yes i like|i like|it's nice|good|great)\b", text
        )
        or "?" in text
    ):
        return None
    lead = re.match(
        laid_out(r"""
            ^\W*(?:
                (?:
                    well|um|yes|yeah|oh|hm|honestly|mostly|mainly|just|only|maybe|perhaps|it's|that's|
                    of course|i think|probably|actually|i'd say|a bit|to be honest
                )\W+
            )+
        """),
        text,
    )
    start = clause.start + (lead.end() if lead is not None and lead.end() < len(text) else 0)
    what = reading.trimmed(start, clause.end)
    only = re.match(
        r"(?:the |our |my |your )?\w+(?: \w+)?(?=\s+(?:last time|it|they|we|because|since|cause)\b)",
        reading.of_span(what),
    )
    if only is not None and reading.noisy:
        what = Span(what.start, what.start + only.end())
    if what.end - what.start < 3 or unreal(reading, start):
        return None
    return what, reading.trimmed(clause.start, clause.end), "answer"


def doubts_of_else(talk: Talk, reading: Reading, match: re.Match[str]) -> bool:
    """Return whether "I doubt it" answers a question that is not about our offer: "Is your boss here?".

    Args:
        talk: The conversation.
        reading: The visitor's turn, right after a question that does not ask for doubts.
        match: What sounds like a worry in it.
    """
    before = talk.before(reading)
    return (
        _DOUBTS_IT.match(match.group()) is not None
        and POINTS.fullmatch(reading.plain, match.end(), reading.clause_at(match.start()).end) is not None
        and before is not None
        and _ABOUT_OFFER.search(before.plain) is None
    )

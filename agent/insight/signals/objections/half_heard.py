"""Reservations that no rule knows and of which the judge is not sure: what else in the talk speaks for one.

"It rains, it goes" tells nothing by itself; but the visitor sighs before it, the rep answers it, and then the visitor
says that this is all right. The weights are those of a logistic regression over turns of visitors whom the
judge had not heard.
"""

import re
from collections.abc import Collection, Iterator, Sequence

from agent.insight.judge.judge import LETS_GO, Opinion
from agent.insight.redaction import REMOVED
from agent.insight.signals.language.odds import log_odds
from agent.insight.signals.language.own_words import used
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.objections.letting_go_words import NO, SETTLED
from agent.insight.signals.objections.replies import gives_reason
from agent.insight.signals.objections.reply_words import DOUBTING_QUESTION
from agent.insight.signals.objections.words import LET_GO

_BIAS = -1.14
_OF_CHANCES = {
    "reservation": 0.70,
    "second": 0.28,
    "lets go next": 0.44,
    "need": -0.20,
    "timeline": -0.18,
    "next_step": -0.18,
}
"""Of the log-odds of what the judge believes."""
_OF_CLUES = {
    "by a rule": 1.35,
    "sighs": 1.03,
    "asks to be contradicted": 0.57,
    "is asked back": -0.59,
    "gives a reason": -0.43,
    "says something else": -0.40,
    "settles": -0.36,
}
_LIKELY, _AT_LEAST = 0.6, 0.1
"""How likely a turn must be one, and how likely the judge must think it."""
_UNHEARD, _EVEN, _FIRST_WORDS = 0.02, 0.5, 3
_SIGHS = re.compile(
    r"\b(?:oh|oh dear|ach|ui|puh|phew|hm|hmm|uff|ouch|ooh|well|come on|good luck|blimey|mm|wow|uh|ah)\b"
)
_ASKS = compiled(r"""
    \W*(?:(?:and|so|but|okay|ok|well|oh|ah)\W+)*
    (?:(?:what|how much)\b.*\bcosts?\b|(?:how many|how long|when|which)\b|(?:can|do|does) (?:you|it)\b)
""")
_WELCOMES = compiled(r"""
    \b(?:going to|will|would|\w+'ll|\w+'d) (?:
        love|like|enjoy|welcome|
        be (?:happy|glad|pleased|delighted|thrilled|over the moon)
    )\b
""")
_TAG = re.compile(r"(?:isn't|aren't|right|no|innit|don't|doesn't)\W*(?:it|they|you|that)?\W*\?")


def half_heard_objections(
    talk: Talk, opinions: Sequence[Opinion], known: Collection[int]
) -> Iterator[Opinion]:
    """Yield clauses that are the likeliest of their turn, and that the talk around them makes a reservation.

    Args:
        talk: The conversation, with what the rules found.
        opinions: The judge's, of all clauses.
        known: Turns, from 0, that have one already.
    """
    for opinion in opinions:
        if opinion.turn in known or talk.readings[opinion.turn].side != "visitor":
            continue
        chance = opinion.of("objection")
        if (
            chance >= _AT_LEAST
            and chance >= max(_others(opinions, opinion), default=0.0)
            and likely_objection(talk, opinions, opinion)
        ):
            yield opinion


def likely_objection(talk: Talk, opinions: Sequence[Opinion], opinion: Opinion) -> bool:
    """Return whether a clause is a reservation, by the judge and by the talk around it.

    Args:
        talk: The conversation, with what the rules found.
        opinions: The judge's, of all clauses.
        opinion: Of the clause.
    """
    reading = talk.readings[opinion.turn]
    span = Span(opinion.start, opinion.end)
    text = reading.of_span(span)
    if (
        REMOVED in reading.text[span.start : span.end]
        or (_ASKS.match(text) and not DOUBTING_QUESTION.search(text))
        or (_WELCOMES.search(text) and not NO.search(text))
    ):
        return False
    later = [
        one.chances.get(LETS_GO, 0.0)
        for one in opinions
        if opinion.turn < one.turn <= opinion.turn + 2 and talk.readings[one.turn].side == "visitor"
    ]
    heard = {
        "reservation": opinion.of("objection"),
        "second": max(_others(opinions, opinion), default=_EVEN),
        "lets go next": max(later, default=_UNHEARD),
        "need": opinion.of("need"),
        "timeline": opinion.of("timeline"),
        "next_step": opinion.of("next_step"),
    }
    weight = _BIAS + sum(_OF_CHANCES[name] * log_odds(chance) for name, chance in heard.items())
    weight += sum(_OF_CLUES[name] for name, shown in _clues(talk, reading, span).items() if shown)
    return weight > log_odds(_LIKELY)


def _others(opinions: Sequence[Opinion], opinion: Opinion) -> list[float]:
    """Return the chances of the other clauses of the turn."""
    return [one.of("objection") for one in opinions if one.turn == opinion.turn and one is not opinion]


def _clues(talk: Talk, reading: Reading, span: Span) -> dict[str, bool]:
    sentence = reading.of_span(reading.sentence_at(span.start))
    after = talk.after(reading)
    whole = Span(0, len(reading.plain))
    return {
        "by a rule": used(talk, reading, whole, {"objection"}),
        "sighs": _SIGHS.search(" ".join(reading.plain.split()[:_FIRST_WORDS])) is not None,
        "asks to be contradicted": _TAG.search(sentence) is not None,
        "is asked back": after is not None and "?" in after.plain,
        "gives a reason": gives_reason(reading, span),
        "says something else": used(talk, reading, whole, {"authority", "timeline", "next_step", "consent"}),
        "settles": SETTLED.search(reading.plain) is not None or LET_GO.search(reading.plain) is not None,
    }

"""Complaints about which the words and the judge together are surer than either is alone."""

from agent.insight.signals.challenges.clues import clues, likely
from agent.insight.signals.challenges.find import admissible, readable
from agent.insight.signals.language.odds import chance_of, log_odds
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Talk

_BIAS, _JUDGE, _WORDS = 0.16, 0.64, 0.40
"""Of a logistic regression over the log-odds of both, on clauses of conversations that neither had read."""


def by_words(talk: Talk, reading: Reading, clause: Span) -> float:
    """Return how likely a clause complains by the clues in it, 0 to 1; 0 where it cannot be a complaint."""
    span, _, said = readable(reading, clause)
    if not admissible(talk, reading, span):
        return 0.0
    wanted = any(found.kind == "need" and found.reading is reading for found in talk.findings)
    told = any(found.kind == "challenge" and found.reading.number < reading.number for found in talk.findings)
    return likely(clues(talk, reading, span, wanted=wanted, told=told, said=said))


def by_both(words: float, judge: float) -> float:
    """Return how likely a clause complains, 0 to 1, by what its words tell and by what the judge thinks."""
    return chance_of(_BIAS + _JUDGE * log_odds(judge) + _WORDS * log_odds(words))

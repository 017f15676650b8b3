"""Complaints about which the words and the judge together are surer than either is alone."""

import math

from agent.insight.signals.challenges import admissible, readable
from agent.insight.signals.complaint_clues import clues, likely
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.talk import Talk

_BIAS, _JUDGE, _WORDS = 0.16, 0.64, 0.40
"""Of a logistic regression over the log-odds of both, on clauses of conversations that neither had read."""
_LEAST = 0.003


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
    return 1 / (1 + math.exp(-(_BIAS + _JUDGE * _log_odds(judge) + _WORDS * _log_odds(words))))


def _log_odds(chance: float) -> float:
    bounded = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))

"""Chances and their log-odds, for the small regressions that weigh what the judge believes."""

import math

_LEAST = 0.003
"""No chance counts as less, nor as nearer to one."""


def log_odds(chance: float) -> float:
    """Return the logarithm of the odds of a chance between 0 and 1, within bounds."""
    bounded = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))


def chance_of(odds: float) -> float:
    """Return the chance between 0 and 1 that log-odds stand for."""
    return 1 / (1 + math.exp(-odds))

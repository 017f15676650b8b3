"""Whether a moment of sound comes from the table: a logistic function over what the array sees."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FEATURES = 6
_MOST = 4.0
"""In a quiet room features lie far outside of what was trained; Silero must still find the pauses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Weights of a logistic function over six features: does a hop hold speech from the table?

    Features: how far the louder beam is above the hall, how coherent the better sector is, how different
    the beams are, how much better the sectors are than every other direction; then coherence and
    difference once more over half a second. A near talker is more coherent than a far one, whose sound
    comes mostly by way of walls: that keeps people out who stand behind those at the table.

    Attributes:
        mean: Of the features in training.
        deviation: Of the features in training.
        weights: Of the standardised features.
        bias: What is added.
    """

    mean: NDArray[np.float32]
    deviation: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float

    def log_odds(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the log-odds for features of shape (hops, FEATURES), no higher than any in a hall."""
        standard = (features - self.mean) / self.deviation
        return np.minimum(np.asarray(standard @ self.weights + self.bias, np.float32), np.float32(_MOST))

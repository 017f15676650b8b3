"""What an array makes of a moment."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from agent.hearing.front_end import Block


@dataclass(frozen=True, slots=True)
class ArrayBlock(Block):
    """32 ms, or 16 with the shortest step, of the beam towards who is speaking.

    Attributes:
        azimuth_deg: Where the sound of the last half second comes from, its loud moments above all.
        log_odds: Of speech, gate and Silero together.
        power: Of each azimuth in the last half second, shape (azimuths,).
    """

    azimuth_deg: float = 0.0
    log_odds: float = 0.0
    power: NDArray[np.float32] = field(default_factory=lambda: np.zeros(0, np.float32))

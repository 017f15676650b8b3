"""How loud the microphone is: for people who ask whether it hears anything."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

_MEMORY_S = 5.0
_FLOOR = 1e-12


class LevelMeter:
    """Levels per channel over the last seconds."""

    def __init__(self) -> None:
        self._heard: deque[tuple[float, NDArray[np.float64], NDArray[np.float64]]] = deque()
        """Duration, power and peak by channel, of each piece."""
        self._length_s = 0.0

    def push(self, samples: NDArray[np.float32], duration_s: float) -> None:
        """Take in samples of shape (samples, channels), full scale 1."""
        power = np.mean(np.square(samples, dtype=np.float64), axis=0)
        if self._heard and len(self._heard[0][1]) != len(power):  # another microphone
            self._heard.clear()
            self._length_s = 0.0
        self._heard.append((duration_s, power, np.max(np.abs(samples), axis=0).astype(np.float64)))
        self._length_s += duration_s
        while self._length_s > _MEMORY_S and len(self._heard) > 1:
            self._length_s -= self._heard.popleft()[0]

    @property
    def levels_dbfs(self) -> tuple[float, ...]:
        """Root mean square by channel; a channel that delivers zeros is at -120. Empty before any sound."""
        return _dbfs(np.mean([power for _, power, _ in self._heard], axis=0)) if self._heard else ()

    @property
    def peaks_dbfs(self) -> tuple[float, ...]:
        """Loudest sample by channel."""
        return _dbfs(np.max([peak for *_, peak in self._heard], axis=0) ** 2) if self._heard else ()


def _dbfs(power: NDArray[np.float64]) -> tuple[float, ...]:
    return tuple(float(level) for level in 10 * np.log10(power + _FLOOR))

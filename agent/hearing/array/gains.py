"""How differently loud the microphones of one array are, learnt from the hall."""

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.spectra import HOP_SAMPLES, Spectra, band
from drivers.microphones.base import SAMPLE_RATE_HZ

_BINS = band(300.0, 5000.0)
_MEMORY_HOPS = 60 * SAMPLE_RATE_HZ / HOP_SAMPLES
_MOST = 10 ** (3 / 20)
"""Microphones of one array differ by 2 dB at most; one that is fainter is broken, and not to be amplified."""


class MicrophoneGains:
    """Makes the microphones equally loud: a hall is as loud at each of them, a few centimetres apart.

    A superdirective beam lives on small differences between microphones. Half a dB of their own spread, as
    within one batch, costs it 0.2 dB and 0.008 of ESTOI (docs/decisions/0019).

    Args:
        microphones: How many there are.

    Attributes:
        gains: What each microphone's spectra are multiplied with, shape (microphones,).
    """

    def __init__(self, microphones: int) -> None:
        self.gains: NDArray[np.float32] = np.ones(microphones, np.float32)
        self._power = np.zeros(microphones)
        self._hops = 0.0

    def learn(self, spectra: Spectra) -> None:
        """Take hops in which nobody near speaks, as the microphones gave them: (hops, BINS, microphones)."""
        power = np.mean(np.abs(spectra[:, _BINS]) ** 2, axis=(0, 1), dtype=np.float64)
        self._hops = min(self._hops + len(spectra), _MEMORY_HOPS)
        self._power += (power - self._power) * len(spectra) / self._hops
        if self._power.min() <= 0:
            return
        levels = np.sqrt(self._power)
        gains = np.exp(np.log(levels).mean()) / levels
        self.gains = np.clip(gains, 1 / _MOST, _MOST).astype(np.float32)

"""Decides, frame by frame, whether somebody might be speaking."""

from typing import Protocol

import numpy as np
import webrtcvad
from numpy.typing import NDArray

from drivers.microphones.base import SAMPLE_RATE_HZ

_INT16_LIMIT = 32_767


class Gate(Protocol):
    """A voice activity detector for single frames."""

    def is_speech(self, samples: NDArray[np.float32]) -> bool:
        """Return whether this 20 ms frame (float32, shape (samples,)) may hold speech."""
        ...


class WebRtcGate:
    """WebRTC's Gaussian-mixture detector: cheap, quick to open, generous in noise.

    Good for mono microphones and calm rooms (design findings, "Hearing"): in hall babble it hardly
    ever closes, which is why a judge follows it.
    """

    def __init__(self, aggressiveness: int) -> None:
        self._detector = webrtcvad.Vad(aggressiveness)

    def is_speech(self, samples: NDArray[np.float32]) -> bool:
        """See `Gate.is_speech`."""
        scaled = np.clip(samples * _INT16_LIMIT, -_INT16_LIMIT, _INT16_LIMIT).astype("<i2")
        return bool(self._detector.is_speech(scaled.tobytes(), SAMPLE_RATE_HZ))

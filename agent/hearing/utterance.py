"""What hearing hands to speech."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agent.contract.lead import Side
from drivers.microphones.base import SAMPLE_RATE_HZ

_NOISE_SAMPLES = 0.01
"""Differences of `Clock` times are this inexact after weeks of uptime; a whole sample is not lost to it."""


@dataclass(frozen=True, slots=True)
class UtterancePart:
    """The next piece of an utterance, a stretch of speech from one place, as it is being spoken.

    Attributes:
        audio: float32 in [-1, 1), 16 kHz mono, shape (samples,); the first part holds the pre-roll, the
            last one the hang-over; no sample is missing between parts.
        start_s: `Clock` time of the first sample.
        number: Names the utterance; rises with every one.
        last: The utterance ends with this part.
        side: Who spoke, where the microphone can tell.
    """

    audio: NDArray[np.float32]
    start_s: float
    number: int
    last: bool
    side: Side = "unknown"

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.audio) / SAMPLE_RATE_HZ

    @property
    def end_s(self) -> float:
        """`Clock` time after the last sample."""
        return self.start_s + self.duration_s

    def between(self, start_s: float, end_s: float) -> "UtterancePart":
        """Return what lies between two `Clock` times; the other samples are left behind.

        A sample that lies only partly between them is left behind too, and the result never starts
        before `start_s`: who begins to be heard then is not heard earlier.
        """
        first = max(0, math.ceil((start_s - self.start_s) * SAMPLE_RATE_HZ - _NOISE_SAMPLES))
        last = max(first, math.floor((end_s - self.start_s) * SAMPLE_RATE_HZ + _NOISE_SAMPLES))
        from_s = self.start_s + min(first, len(self.audio)) / SAMPLE_RATE_HZ
        return replace(self, audio=self.audio[first:last], start_s=max(start_s, from_s))


@dataclass(frozen=True, slots=True)
class Silence:
    """Says that everything before `until_s` has been heard and handed on.

    Without it nobody could tell a conversation whose last words are still being recognised from one
    that has gone quiet.
    """

    until_s: float


Heard = UtterancePart | Silence

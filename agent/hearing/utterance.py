"""What hearing hands to speech."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from agent.contract.lead import Side
from drivers.microphones.base import SAMPLE_RATE_HZ


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of speech from one place.

    Attributes:
        audio: float32 in [-1, 1), 16 kHz mono, shape (samples,); pre-roll and hang-over included.
        start_s: `Clock` time of the first sample.
        side: Who spoke, where the microphone can tell.
    """

    audio: NDArray[np.float32]
    start_s: float
    side: Side = "unknown"

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.audio) / SAMPLE_RATE_HZ

    @property
    def end_s(self) -> float:
        """`Clock` time after the last sample."""
        return self.start_s + self.duration_s

    def between(self, start_s: float, end_s: float) -> "Utterance":
        """Return the part between two `Clock` times; the other samples are left behind."""
        first = max(0, round((start_s - self.start_s) * SAMPLE_RATE_HZ))
        last = max(first, round((end_s - self.start_s) * SAMPLE_RATE_HZ))
        return replace(self, audio=self.audio[first:last], start_s=self.start_s + first / SAMPLE_RATE_HZ)


@dataclass(frozen=True, slots=True)
class Silence:
    """Says that everything before `until_s` has been heard and handed on.

    Without it nobody could tell a conversation whose last words are still being recognised from one
    that has gone quiet.
    """

    until_s: float


Heard = Utterance | Silence

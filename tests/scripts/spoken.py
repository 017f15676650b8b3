"""What the tests of the speech benchmark play."""

import numpy as np

from drivers.microphones.base import SAMPLE_RATE_HZ
from scripts.benchmarks.recordings import Recording, ReferenceWord

WORD_S = 0.5


def recording_of(text: str, *, name: str = "r") -> Recording:
    """Return a recording in which every word takes half a second, and a hang-over of 0.6 s."""
    words = tuple(ReferenceWord(word, at * WORD_S, (at + 1) * WORD_S) for at, word in enumerate(text.split()))
    speech_end_s = len(words) * WORD_S
    return Recording(
        name, np.zeros(round((speech_end_s + 0.6) * SAMPLE_RATE_HZ), np.float32), words, speech_end_s
    )

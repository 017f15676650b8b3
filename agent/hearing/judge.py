"""Decides whether an utterance really is speech before recognition is spent on it."""

import numpy as np
from faster_whisper.vad import get_vad_model
from numpy.typing import NDArray

from drivers.microphones.base import SAMPLE_RATE_HZ

_WINDOW_SAMPLES = 512
"""Silero's step at 16 kHz: 32 ms."""


class SileroJudge:
    """Silero VAD (the ONNX file inside the faster-whisper wheel) over a whole utterance.

    Runs for about 3 ms per second of audio; call it from the inference thread.
    """

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._model = get_vad_model()

    def speech_s(self, audio: NDArray[np.float32]) -> float:
        """Return how many seconds of `audio` (16 kHz mono, shape (samples,)) hold speech."""
        if len(audio) == 0:
            return 0.0
        padded = np.pad(audio, (0, -len(audio) % _WINDOW_SAMPLES))
        probabilities = np.asarray(self._model(padded)).reshape(-1)
        return float((probabilities >= self._threshold).sum()) * _WINDOW_SAMPLES / SAMPLE_RATE_HZ

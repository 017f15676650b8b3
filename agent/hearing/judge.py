"""Decides whether an utterance really is speech before recognition is spent on it."""

import numpy as np
from faster_whisper.vad import get_vad_model
from numpy.typing import NDArray

from drivers.microphones.base import SAMPLE_RATE_HZ

WINDOW_SAMPLES = 512
"""Silero's step at 16 kHz: 32 ms."""


class SileroJudge:
    """Silero VAD (the ONNX file inside the faster-whisper wheel) over a stretch of sound.

    Runs for about 3 ms per second of audio; call it from the inference thread.
    """

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._model = get_vad_model()

    def voiced(self, audio: NDArray[np.float32]) -> NDArray[np.bool_]:
        """Return for each window of 32 ms whether somebody speaks in it.

        Args:
            audio: 16 kHz mono, shape (samples,); the last window may be shorter.

        Returns:
            Shape (windows,).
        """
        if len(audio) == 0:
            return np.zeros(0, np.bool_)
        padded = np.pad(audio, (0, -len(audio) % WINDOW_SAMPLES))
        return np.asarray(self._model(padded)).reshape(-1) >= self._threshold

    def speech_s(self, audio: NDArray[np.float32]) -> float:
        """Return how many seconds of `audio` (16 kHz mono, shape (samples,)) hold speech."""
        return float(self.voiced(audio).sum()) * WINDOW_SAMPLES / SAMPLE_RATE_HZ

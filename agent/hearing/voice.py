"""Silero, window by window."""

import numpy as np
from faster_whisper.vad import get_vad_model
from numpy.typing import NDArray

WINDOW_SAMPLES = 512
"""Silero's step at 16 kHz: 32 ms."""
_CONTEXT_SAMPLES = 64
_STATE = (1, 1, 128)


class StreamingSilero:
    """Silero VAD (the ONNX file inside the faster-whisper wheel) that remembers what came before."""

    def __init__(self) -> None:
        self._session = get_vad_model().session
        self._hidden = np.zeros(_STATE, np.float32)
        self._cell = np.zeros(_STATE, np.float32)
        self._context = np.zeros(_CONTEXT_SAMPLES, np.float32)

    def push(self, window: NDArray[np.float32]) -> float:
        """Take the next 32 ms, float32, 16 kHz, shape (512,); return the probability of speech."""
        sound = np.concatenate([self._context, window])[None].astype(np.float32)
        self._context = window[-_CONTEXT_SAMPLES:].astype(np.float32)
        probability, self._hidden, self._cell = self._session.run(
            None, {"input": sound, "h": self._hidden, "c": self._cell}
        )
        return float(np.ravel(probability)[0])

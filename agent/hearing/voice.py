"""Silero, window by window."""

import numpy as np
from faster_whisper.vad import get_vad_model
from numpy.typing import NDArray

from agent.hearing.judge import WINDOW_SAMPLES

_CONTEXT_SAMPLES = 64
_STATE = (1, 1, 128)


class StreamingSilero:
    """Silero VAD (the ONNX file inside the faster-whisper wheel) that remembers what came before."""

    def __init__(self) -> None:
        self._session = get_vad_model().session
        self._hidden = np.zeros(_STATE, np.float32)
        self._cell = np.zeros(_STATE, np.float32)
        self._context = np.zeros(_CONTEXT_SAMPLES, np.float32)
        self._waiting = np.zeros(0, np.float32)
        self._probability = 0.0

    def push(self, audio: NDArray[np.float32]) -> float:
        """Return the probability of speech in the last whole window.

        Args:
            audio: What comes next, float32, 16 kHz, shape (samples,): a whole window or a part of one.
        """
        self._waiting = np.concatenate([self._waiting, audio])
        while len(self._waiting) >= WINDOW_SAMPLES:
            self._probability = self._judge(self._waiting[:WINDOW_SAMPLES])
            self._waiting = self._waiting[WINDOW_SAMPLES:]
        return self._probability

    def _judge(self, window: NDArray[np.float32]) -> float:
        sound = np.concatenate([self._context, window])[None].astype(np.float32)
        self._context = window[-_CONTEXT_SAMPLES:].astype(np.float32)
        probability, self._hidden, self._cell = self._session.run(
            None, {"input": sound, "h": self._hidden, "c": self._cell}
        )
        return float(np.ravel(probability)[0])

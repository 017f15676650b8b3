"""One microphone in blocks of an array's length: for an array that delivers fewer channels than it should."""

from collections.abc import Sequence

import numpy as np

from agent.hearing.array.block import ArrayBlock
from agent.hearing.voice import StreamingSilero
from drivers.microphones.base import SAMPLE_RATE_HZ, Frame

_SPEECH = 0.5
"""Silero's own default."""


class SingleMicrophone:
    """Listens to the first channel with Silero; nobody's side is known.

    Args:
        block_s: Length of a block.
        gain: What its samples are multiplied with.
    """

    def __init__(self, block_s: float, gain: np.float32) -> None:
        self._block_samples = round(block_s * SAMPLE_RATE_HZ)
        self._gain = gain
        self._silero = StreamingSilero()
        self._waiting = np.zeros(0, np.float32)

    def push(self, frame: Frame) -> Sequence[ArrayBlock]:
        """See `FrontEnd.push`."""
        time_s = frame.time_s - len(self._waiting) / SAMPLE_RATE_HZ
        self._waiting = np.concatenate([self._waiting, frame.samples[:, 0] * self._gain])
        blocks: list[ArrayBlock] = []
        while len(self._waiting) >= self._block_samples:
            audio, self._waiting = np.split(self._waiting, [self._block_samples])
            blocks.append(ArrayBlock(audio, time_s, self._silero.push(audio) > _SPEECH))
            time_s += self._block_samples / SAMPLE_RATE_HZ
        return blocks

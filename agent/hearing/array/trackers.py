"""Running averages, floors and levels of a stream; each takes a step of hops and keeps its state."""

import math
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Values = TypeVar("Values", np.float32, np.complex64)

_SPEECH_LEVEL = 0.05
"""-26 dBFS, the active speech level that voice detectors were trained at (ITU-T P.56)."""
_LEVEL_MEMORY = 0.97
_LOUDEST_GAIN = 30.0
_LEAST_VOICE_GAIN = 0.3
_VOICE_GAIN_STEP = 1.01
"""For each block of 32 ms: 2.7 dB in a second of speech."""
_QUIETEST = 1e-6


class Envelope:
    """An exponential average along time.

    Args:
        memory: Weight of the past in each hop.
    """

    def __init__(self, memory: float) -> None:
        self._memory = np.float32(memory)
        self._state: NDArray[Any] | None = None

    def push(self, values: NDArray[Values]) -> NDArray[Values]:
        """Take values, shape (hops, ...); return their average up to each hop, in the same shape."""
        averages = np.empty_like(values)
        state = values[0] if self._state is None else self._state
        new: NDArray[Any] = values * (1 - self._memory)
        for hop in range(len(values)):
            state = self._memory * state + new[hop]
            averages[hop] = state
        self._state = state
        return averages


class Floor:
    """The level that stays when nobody is near: a running quantile.

    Source: stochastic approximation (Robbins and Monro 1951), `step` dB at most for each hop.
    """

    def __init__(self, *, quantile: float, step: float) -> None:
        self._up = np.float32(step * quantile)
        self._down = np.float32(step * (1 - quantile))
        self._floor: NDArray[np.float32] | None = None

    def push(self, levels_db: NDArray[np.float32]) -> NDArray[np.float32]:
        """Take levels, shape (hops, n); return the floor at each hop."""
        floors = np.empty_like(levels_db)
        floor = np.median(levels_db, axis=0) if self._floor is None else self._floor
        for hop, level_db in enumerate(levels_db):
            floor = np.where(level_db > floor, floor + self._up, floor - self._down)
            floors[hop] = floor
        self._floor = floor.astype(np.float32)
        return floors


class VoiceLevel:
    """The gain that brings voices at the table to the level of speech, and changes too slowly to be heard."""

    def __init__(self) -> None:
        self.gain = 1.0

    def learn(self, voice: NDArray[np.float32]) -> None:
        """Take a block of speech as the microphones gave it."""
        level = math.sqrt(float(np.mean(voice**2)))
        wanted = min(max(_SPEECH_LEVEL / (level + _QUIETEST), _LEAST_VOICE_GAIN), _LOUDEST_GAIN)
        self.gain *= min(max(wanted / self.gain, 1 / _VOICE_GAIN_STEP), _VOICE_GAIN_STEP)


class Level:
    """The gain that brings a hall to the level at which voice detectors feel at home."""

    def __init__(self) -> None:
        self._power: float | None = None

    def gain(self, samples: NDArray[np.float32]) -> float:
        """Take one microphone's next samples; return the gain for now, changing slowly."""
        power = float(np.mean(samples**2))
        self._power = (
            power if self._power is None else _LEVEL_MEMORY * self._power + (1 - _LEVEL_MEMORY) * power
        )
        return min(_LOUDEST_GAIN, _SPEECH_LEVEL / (math.sqrt(self._power) + _QUIETEST))

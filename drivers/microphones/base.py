"""What every microphone promises, whatever the driver."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE_HZ = 16_000
"""The rate of every frame, whatever the device runs at: Whisper and both voice detectors want it."""

FRAME_SAMPLES = 320
"""20 ms: the block that webrtcvad accepts and the findings recommend for PortAudio."""

FRAME_S = FRAME_SAMPLES / SAMPLE_RATE_HZ


class MicrophoneProblem(StrEnum):
    """Why there is no audio."""

    LIBRARY_MISSING = "library_missing"
    ABSENT = "absent"
    AMBIGUOUS = "ambiguous"
    REFUSED = "refused"
    """The device is there but does not open as the settings ask."""
    UNREADABLE = "unreadable"
    """A recording that is missing, is not audio, or holds none."""


class MicrophoneError(Exception):
    """A microphone cannot be opened; the message tells the person what to do next."""

    def __init__(self, problem: MicrophoneProblem, message: str) -> None:
        super().__init__(message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Frame:
    """One block of audio.

    Attributes:
        samples: float32 in [-1, 1), shape (FRAME_SAMPLES, channels); the last frame of a recording
            is padded with zeros.
        time_s: `Clock` time of the first sample.
    """

    samples: NDArray[np.float32]
    time_s: float


class MicrophoneListener(Protocol):
    """Hears about a microphone's state; every method is called on the event loop."""

    def connected(self, microphone: str, channels: int, sample_rate_hz: int) -> None:
        """Say that audio flows, and in what shape the device delivers it."""

    def disconnected(self, microphone: str, why: str) -> None:
        """Say that the device is absent, gone or silent; it is re-opened when it returns."""

    def overrun(self, microphone: str, frames: int) -> None:
        """Say that `frames` frames were lost because the agent or the machine was too slow."""


class Microphone(ABC):
    """A source of frames: `async for frame in microphone`.

    Iteration goes on across loss and return of the device and ends only for replayed recordings,
    or after `aclose`. A microphone never raises for a device that is absent.
    """

    def __init__(self, *, name: str, listener: MicrophoneListener) -> None:
        self.name = name
        self.listener = listener

    @abstractmethod
    def __aiter__(self) -> AsyncIterator[Frame]:
        """Yield frames as they come."""

    @abstractmethod
    async def aclose(self) -> None:
        """Release the device and end the iteration; safe to call twice."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

"""What the tests of microphones share: a listener that remembers, and signals to play."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import numpy as np
import soundfile
import soxr
from numpy.typing import NDArray

from drivers.microphones.base import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame, Microphone

_RECORDING = Path(__file__).parents[3].parent / "shared" / "audio" / "read" / "jfk.flac"
"""Used where a folder of recordings lies beside the checkout; a chirp stands in for it elsewhere."""


class Heard:
    """A `MicrophoneListener` that remembers what it was told."""

    def __init__(self) -> None:
        self.connections: list[tuple[str, int, int]] = []
        self.losses: list[str] = []
        self.overruns: list[int] = []

    def connected(self, microphone: str, channels: int, sample_rate_hz: int) -> None:
        self.connections.append((microphone, channels, sample_rate_hz))

    def disconnected(self, microphone: str, why: str) -> None:
        assert microphone
        self.losses.append(why)

    def overrun(self, microphone: str, frames: int) -> None:
        assert microphone
        self.overruns.append(frames)


class Listening:
    """Collects a microphone's frames in the background, as the agent does."""

    def __init__(self, microphone: Microphone) -> None:
        self.frames: list[Frame] = []
        self._microphone = microphone
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self._collect())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        await self._microphone.aclose()
        await asyncio.wait_for(self._task, 10)

    async def until(self, condition: Callable[[], object], timeout_s: float = 30) -> None:
        """Return once `condition` holds; also raises what the microphone raised."""
        assert self._task is not None
        async with asyncio.timeout(timeout_s):
            while not condition():
                if self._task.done():
                    self._task.result()
                    raise AssertionError("the microphone ended by itself")
                await asyncio.sleep(0.02)

    async def more(self, frames: int) -> None:
        wanted = len(self.frames) + frames
        await self.until(lambda: len(self.frames) >= wanted)

    async def _collect(self) -> None:
        async for frame in self._microphone:
            self.frames.append(frame)


def audio_of(frames: list[Frame]) -> NDArray[np.float32]:
    """Return the samples of all frames, shape (n, channels)."""
    return np.concatenate([frame.samples for frame in frames])


def assert_unbroken(frames: list[Frame], channels: int) -> None:
    """Check the promise that everything after a microphone builds on."""
    times = np.array([frame.time_s for frame in frames])
    np.testing.assert_allclose(np.diff(times), FRAME_S, rtol=0, atol=1e-6)
    assert {frame.samples.shape for frame in frames} == {(FRAME_SAMPLES, channels)}
    assert {frame.samples.dtype for frame in frames} == {np.dtype(np.float32)}


def talk(seconds: float, *, rate: int = SAMPLE_RATE_HZ, channels: int = 1) -> NDArray[np.int16]:
    """Return something to say: different on every channel, never silent at its ends."""
    if _RECORDING.is_file():
        mono, recorded_rate = soundfile.read(_RECORDING, dtype="float32", frames=6 * 16_000)
        mono = soxr.resample(mono, recorded_rate, rate)
    else:
        times = np.arange(6 * rate) / rate
        mono = 0.4 * np.sin(2 * np.pi * (150 + 500 * times) * times).astype(np.float32)
    length = round(seconds * rate)
    spread = [np.roll(mono, -rate // 3 * (channel + 1))[:length] for channel in range(channels)]
    spoken = np.round(np.stack(spread, axis=1) * 32767).astype(np.int16)
    spoken[0] = spoken[-1] = 1000
    return spoken


def find(needle: NDArray[np.floating[Any]], haystack: NDArray[np.floating[Any]]) -> int:
    """Return where `needle` begins in `haystack`, by cross-correlation."""
    size = len(haystack) + len(needle)
    spectrum = np.fft.rfft(haystack, size) * np.conj(np.fft.rfft(needle, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: len(haystack) - len(needle) + 1]))

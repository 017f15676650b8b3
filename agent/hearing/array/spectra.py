"""Short-time spectra of a stream, block by block, and back."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from drivers.microphones.base import SAMPLE_RATE_HZ

HOP_SAMPLES = 256
"""16 ms."""
WINDOW_SAMPLES = 2 * HOP_SAMPLES
BINS = WINDOW_SAMPLES // 2 + 1
FREQUENCIES_HZ = np.arange(BINS, dtype=np.float64) * (SAMPLE_RATE_HZ / WINDOW_SAMPLES)

Spectra = NDArray[np.complex64]

_ANGLE = 2 * np.pi * np.arange(WINDOW_SAMPLES) / WINDOW_SAMPLES
_WINDOW: NDArray[np.float32] = np.sqrt(0.5 - 0.5 * np.cos(_ANGLE)).astype(np.float32)
"""Square root of Hann's: used before and after, the overlapping windows add up to one."""


def band(lowest_hz: float, highest_hz: float) -> NDArray[np.intp]:
    """Return the bins that lie between two frequencies."""
    return np.flatnonzero((lowest_hz <= FREQUENCIES_HZ) & (highest_hz >= FREQUENCIES_HZ))


class Analysis:
    """Samples in, spectra out.

    Args:
        channels: How many there are.
    """

    def __init__(self, channels: int) -> None:
        self._tail = np.zeros((HOP_SAMPLES, channels), np.float32)

    def push(self, samples: NDArray[np.float32]) -> Spectra:
        """Take the next samples, shape (hops * HOP_SAMPLES, channels); return (hops, BINS, channels)."""
        stream = np.concatenate([self._tail, samples])
        self._tail = stream[-HOP_SAMPLES:]
        windows = np.lib.stride_tricks.sliding_window_view(stream, WINDOW_SAMPLES, axis=0)[::HOP_SAMPLES]
        spectra = np.fft.rfft(windows * _WINDOW, axis=-1).astype(np.complex64)
        return np.ascontiguousarray(spectra.transpose(0, 2, 1))


class Synthesis:
    """Spectra in, samples out; one hop (16 ms) later than they went into `Analysis`."""

    def __init__(self) -> None:
        self._tail = np.zeros(HOP_SAMPLES, np.float32)

    def push(self, spectra: Spectra) -> NDArray[np.float32]:
        """Take spectra, shape (hops, BINS); return float32 samples, shape (hops * HOP_SAMPLES,)."""
        windows = np.fft.irfft(spectra, WINDOW_SAMPLES, axis=-1).astype(np.float32) * _WINDOW
        samples = np.zeros((len(spectra) + 1, HOP_SAMPLES), np.float32)
        samples[:-1] = windows[:, :HOP_SAMPLES]
        samples[1:] += windows[:, HOP_SAMPLES:]
        samples[0] += self._tail
        self._tail = samples[-1]
        return samples[:-1].reshape(-1)


class Hops:
    """Gathers blocks of any length into whole hops.

    Args:
        hops: How many hops are taken at once: more cost less, and come later.
        channels: How many there are.

    Attributes:
        step_samples: Length of a step.
    """

    def __init__(self, hops: int, channels: int) -> None:
        self.step_samples = hops * HOP_SAMPLES
        self._waiting = np.zeros((0, channels), np.float32)

    @property
    def waiting_samples(self) -> int:
        """Samples that no step has had yet."""
        return len(self._waiting)

    def push(self, samples: NDArray[np.float32]) -> Sequence[NDArray[np.float32]]:
        """Take samples, shape (n, channels); return the steps that are complete with them."""
        self._waiting = np.concatenate([self._waiting, samples])
        steps = len(self._waiting) // self.step_samples
        taken, self._waiting = np.split(self._waiting, [steps * self.step_samples])
        return np.split(taken, steps) if steps else []

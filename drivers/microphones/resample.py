import numpy as np
import soxr
from numpy.typing import NDArray

from drivers.microphones.base import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame

_BELOW_ONE = np.nextafter(np.float32(1), np.float32(0))


class Framer:
    """Turns a device's audio into frames: 16 kHz, exactly `FRAME_SAMPLES` long, with their times.

    Resampling is soxr's "HQ" (linear phase). soxr takes its own filter's delay out of the signal:
    its first output sample belongs to the first input sample and merely comes out later, so times
    are counted in samples and need no correction. That later is 12 ms at 48 kHz.

    Args:
        sample_rate_hz: The device's rate.
        channels: The device's channels; all of them are kept, in their order.
    """

    def __init__(self, *, sample_rate_hz: int, channels: int) -> None:
        self._sample_rate_hz = sample_rate_hz
        self._channels = channels
        self._resampler: soxr.ResampleStream | None = None
        if sample_rate_hz != SAMPLE_RATE_HZ:
            self._resampler = soxr.ResampleStream(sample_rate_hz, SAMPLE_RATE_HZ, channels, dtype="float32")
        self._last_time_s = float("-inf")
        self._start_s = 0.0
        self._taken = 0
        self._cut_frames = 0
        self._rest = np.zeros((0, channels), np.float32)

    def push(self, samples: NDArray[np.float32], time_s: float) -> list[Frame]:
        """Take the next samples and return the frames they complete.

        Args:
            samples: Shape (any length, channels), following what was pushed before without a gap.
            time_s: Time of the first of them. It may move a little from what the sample count
                says; times of frames follow it and still always rise.
        """
        self._start_s = time_s - self._taken / self._sample_rate_hz
        self._taken += len(samples)
        if self._resampler is not None:
            samples = self._resampler.resample_chunk(np.ascontiguousarray(samples))
        return self._cut(samples)

    def finish(self) -> list[Frame]:
        """Return what is still inside, padded with zeros to a whole frame; the next push starts afresh.

        For the end of a recording, and before a gap: audio from both sides of a gap never meets in
        one frame.
        """
        frames: list[Frame] = []
        if self._taken and self._resampler is not None:
            nothing = np.zeros((0, self._channels), np.float32)
            frames += self._cut(self._resampler.resample_chunk(nothing, last=True))
            self._resampler.clear()
        if len(self._rest):
            padding = np.zeros((FRAME_SAMPLES - len(self._rest), self._channels), np.float32)
            frames += self._cut(padding)
        self._clear()
        return frames

    def _clear(self) -> None:
        self._start_s = 0.0
        self._taken = 0
        self._cut_frames = 0
        self._rest = np.zeros((0, self._channels), np.float32)

    def _cut(self, samples: NDArray[np.float32]) -> list[Frame]:
        # A filter overshoots at loud edges, and files may hold floats beyond full scale.
        samples = np.clip(samples, np.float32(-1), _BELOW_ONE)
        if len(self._rest):
            samples = np.concatenate([self._rest, samples])
        whole = len(samples) // FRAME_SAMPLES * FRAME_SAMPLES
        self._rest = samples[whole:]
        return [
            Frame(samples=samples[start : start + FRAME_SAMPLES], time_s=self._next_time_s())
            for start in range(0, whole, FRAME_SAMPLES)
        ]

    def _next_time_s(self) -> float:
        counted_s = self._start_s + self._cut_frames * FRAME_S
        self._cut_frames += 1
        # When time was corrected backwards, frames close up at half their length until they are on it.
        self._last_time_s = max(counted_s, self._last_time_s + FRAME_S / 2)
        return self._last_time_s

"""Rooms and noise around a talker, all made from random numbers."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from scripts.demo_model.voices import SAMPLE_RATE_HZ, Samples


def room_tone(length: int, generator: np.random.Generator) -> Samples:
    """Return the hush of a calm hall: more bass than treble, shape (length,), root mean square 1."""
    return coloured_noise(length, exponent=1.2, generator=generator)


def coloured_noise(length: int, *, exponent: float, generator: np.random.Generator) -> Samples:
    """Return noise whose power falls with frequency to the power of `exponent` (0 white, 1 pink, 2 brown).

    Shape (length,), root mean square 1.
    """
    # A whole power of two keeps the transform fast whatever the length.
    size = 1 << max(8, (length - 1).bit_length())
    spectrum = np.fft.rfft(generator.standard_normal(size))
    frequency_hz = np.fft.rfftfreq(size, 1 / SAMPLE_RATE_HZ)
    spectrum *= np.maximum(frequency_hz, LOWEST_HZ) ** (-exponent / 2) * (frequency_hz >= LOWEST_HZ)
    noise = np.fft.irfft(spectrum, size)[:length]
    return np.asarray(noise / (root_mean_square(noise) + 1e-9), np.float32)


def babble(length: int, talkers: Sequence[Samples], generator: np.random.Generator) -> Samples:
    """Return `talkers` speaking at once, each starting anywhere, shape (length,), root mean square 1."""
    mixed = np.zeros(length, np.float32)
    for talker in talkers:
        # Repeated, so that a short sentence does not leave a talker silent for the rest of the scene.
        looped = np.tile(talker, length // len(talker) + 2)
        offset = int(generator.integers(len(talker)))
        mixed += looped[offset : offset + length] / (root_mean_square(talker) + 1e-9)
    return np.asarray(mixed / (root_mean_square(mixed) + 1e-9), np.float32)


def music(length: int, generator: np.random.Generator) -> Samples:
    """Return chords and a beat, shape (samples,), root mean square 1: no music, but tonal and rhythmic."""
    beat = int(generator.uniform(0.15, 0.6) * SAMPLE_RATE_HZ)
    times_s = np.arange(beat * 2) / SAMPLE_RATE_HZ
    fading = np.exp(-times_s * generator.uniform(0.5, 6.0))
    mixed = np.zeros(length + 2 * beat, np.float32)
    root_hz = generator.uniform(80.0, 300.0)
    drums = generator.uniform(0.0, 1.0)
    for start in range(0, length, beat):
        for step in generator.choice(_SCALE, int(generator.integers(1, 4)), replace=False):
            tone_hz = root_hz * 2 ** (step / 12)
            harmonics = np.arange(1, int(generator.integers(2, 8)))
            note = (np.sin(2 * np.pi * tone_hz * harmonics[:, None] * times_s) / harmonics[:, None]).sum(0)
            mixed[start : start + len(note)] += (note * fading).astype(np.float32)
        if generator.random() < drums:
            hit = generator.standard_normal(beat // 3) * np.exp(-np.linspace(0.0, 7.0, beat // 3))
            mixed[start : start + len(hit)] += hit.astype(np.float32)
    mixed = mixed[:length]
    return np.asarray(mixed / (root_mean_square(mixed) + 1e-9), np.float32)


def impulse_response(
    *, reverberation_s: float, direct_to_reverberant_db: float, generator: np.random.Generator
) -> Samples:
    """Return a room's answer to a click, shape (samples,), starting with a direct path of 1.

    The tail is exponentially decaying noise (Polack's model) that loses 60 dB in `reverberation_s`.
    """
    length = int(reverberation_s * SAMPLE_RATE_HZ)
    response = generator.standard_normal(length) * 10 ** (-3 * np.arange(length) / length)
    response[: int(0.004 * SAMPLE_RATE_HZ)] = 0.0  # nothing reflects within 4 ms at arm's length
    response *= 10 ** (-direct_to_reverberant_db / 20) / np.sqrt(np.sum(response**2))
    response[0] = 1.0
    return np.asarray(response, np.float32)


def in_room(samples: Samples, response: Samples) -> Samples:
    """Return `samples` as heard in the room that has this impulse `response`, same shape."""
    size = 1 << (len(samples) + len(response)).bit_length()
    wet = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(response, size), size)
    return np.asarray(wet[: len(samples)], np.float32)


def root_mean_square(samples: npt.NDArray[np.floating[Any]]) -> float:
    """Return the root mean square of `samples`, full scale ±1."""
    return float(np.sqrt(np.mean(np.square(samples, dtype=np.float64))))


LOWEST_HZ = 60.0
_SCALE = (0, 2, 4, 5, 7, 9, 11, 12, 16, 19)
"""Half tones above the root."""
"""Below this a booth microphone hears nothing."""

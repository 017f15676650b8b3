"""Sound in a free field, as an array hears it: plane waves and noise from everywhere."""

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.geometry import MOUTH_ELEVATION_DEG, Geometry
from drivers.microphones.base import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame

Audio = NDArray[np.float32]


def plane_wave(
    geometry: Geometry, audio: Audio, azimuth_deg: float, elevation_deg: float = MOUTH_ELEVATION_DEG
) -> Audio:
    """Return what every microphone hears of `audio`, shape (samples, microphones)."""
    spectrum = np.fft.rfft(audio, 2 * len(audio))
    frequencies_hz = np.fft.rfftfreq(2 * len(audio), 1 / SAMPLE_RATE_HZ)
    delays_s = geometry.delays_s(azimuth_deg, elevation_deg)
    shifted = spectrum[:, None] * np.exp(-2j * np.pi * frequencies_hz[:, None] * delays_s)
    return np.fft.irfft(shifted, axis=0)[: len(audio)].astype(np.float32)


def diffuse_noise(geometry: Geometry, samples: int, *, level: float, seed: int) -> Audio:
    """Return noise from 48 directions all over the sphere, shape (samples, microphones)."""
    generator = np.random.default_rng(seed)
    golden_deg = 180 * (3 - 5**0.5)
    noise = np.zeros((samples, geometry.microphones), np.float32)
    for number in range(48):
        elevation_deg = float(np.rad2deg(np.arcsin(1 - (2 * number + 1) / 48)))
        source = generator.standard_normal(samples).astype(np.float32)
        noise += plane_wave(geometry, source, number * golden_deg, elevation_deg)
    return noise * np.float32(level / noise.std())


def frames_of(sound: Audio, start_s: float = 50.0) -> list[Frame]:
    """Cut sound of shape (samples, channels) into frames; what is left over is left out."""
    return [
        Frame(sound[number * FRAME_SAMPLES : (number + 1) * FRAME_SAMPLES], start_s + number * FRAME_S)
        for number in range(len(sound) // FRAME_SAMPLES)
    ]

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
    return _sound(_wave(geometry, audio, azimuth_deg, elevation_deg), len(audio))


def diffuse_noise(
    geometry: Geometry, samples: int, *, level: float, seed: int, highest_deg: float = 90.0
) -> Audio:
    """Return noise from 48 directions, shape (samples, microphones).

    They lie all over the sphere, or for less than 90 degrees only above the table, up to that elevation.
    """
    lowest, highest = (-1.0, 1.0) if highest_deg == 90 else (0.0, float(np.sin(np.deg2rad(highest_deg))))
    generator = np.random.default_rng(seed)
    golden_deg = 180 * (3 - 5**0.5)
    spectrum = np.zeros((samples + 1, geometry.microphones), np.complex128)
    for number in range(48):
        height = highest - (highest - lowest) * (2 * number + 1) / 96
        elevation_deg = float(np.rad2deg(np.arcsin(height)))
        source = generator.standard_normal(samples).astype(np.float32)
        spectrum += _wave(geometry, source, number * golden_deg, elevation_deg)
    noise = _sound(spectrum, samples)
    return noise * np.float32(level / noise.std())


def _wave(
    geometry: Geometry, audio: Audio, azimuth_deg: float, elevation_deg: float
) -> NDArray[np.complex128]:
    """Return the spectrum at each microphone, (len(audio) + 1, microphones)."""
    spectrum = np.fft.rfft(audio, 2 * len(audio))
    frequencies_hz = np.fft.rfftfreq(2 * len(audio), 1 / SAMPLE_RATE_HZ)
    delays_s = geometry.delays_s(azimuth_deg, elevation_deg)
    phases = np.exp(-2j * np.pi * frequencies_hz[:, None] * delays_s)
    return np.asarray(spectrum[:, None] * phases, np.complex128)


def _sound(spectrum: NDArray[np.complex128], samples: int) -> Audio:
    return np.fft.irfft(spectrum, axis=0)[:samples].astype(np.float32)


def frames_of(sound: Audio, start_s: float = 50.0) -> list[Frame]:
    """Cut sound of shape (samples, channels) into frames; what is left over is left out."""
    return [
        Frame(sound[number * FRAME_SAMPLES : (number + 1) * FRAME_SAMPLES], start_s + number * FRAME_S)
        for number in range(len(sound) // FRAME_SAMPLES)
    ]

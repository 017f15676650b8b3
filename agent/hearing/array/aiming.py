"""Where somebody stands who is asked to speak, and a picture of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.direction import SteeredPower
from agent.hearing.array.geometry import Geometry
from agent.hearing.array.spectra import HOP_SAMPLES, Analysis
from agent.hearing.judge import WINDOW_SAMPLES
from agent.hearing.voice import StreamingSilero
from drivers.microphones.base import SAMPLE_RATE_HZ

_LEVEL = 0.05
_SPEECH = 0.6
_LEAST_SPEECH_S = 1.0
_CLEAR = 0.04
"""By how much the peak stands out of the mean of all directions when one person speaks near by."""
_HOPS_A_WINDOW = WINDOW_SAMPLES // HOP_SAMPLES
_ROWS = 17


@dataclass(frozen=True, slots=True)
class Bearing:
    """Where speech came from.

    Attributes:
        azimuth_deg: Of the loudest direction.
        power: Of each azimuth, mean over speech, shape (azimuths,).
        azimuths_deg: That power is given for.
        speech_s: How much speech there was.
    """

    azimuth_deg: float
    power: NDArray[np.float32]
    azimuths_deg: NDArray[np.float64]
    speech_s: float

    @property
    def trouble(self) -> str:
        """Why it is not to be relied on, and what to do; "" when it is."""
        if self.speech_s < _LEAST_SPEECH_S:
            return f"only {self.speech_s:.1f} s of speech were heard; speak on, louder or nearer"
        if float(self.power.max() - self.power.mean()) < _CLEAR:
            return (
                "no direction stands out; is the right array set? "
                "`boothscribe devices mic --identify` checks its channels"
            )
        return ""


def bearing(geometry: Geometry, sound: NDArray[np.float32]) -> Bearing:
    """Return where speech comes from in sound of shape (samples, microphones) at 16 kHz."""
    whole = sound[: len(sound) // WINDOW_SAMPLES * WINDOW_SAMPLES]
    steered = SteeredPower(geometry)
    level = np.float32(_LEVEL / (float(whole[:, 0].std()) + 1e-9))
    silero = StreamingSilero()
    spectra = Analysis(geometry.microphones).push(whole)
    total = np.zeros(len(steered.azimuths_deg), np.float64)
    windows = 0
    for number in range(len(whole) // WINDOW_SAMPLES):
        window = whole[number * WINDOW_SAMPLES : (number + 1) * WINDOW_SAMPLES, 0] * level
        if silero.push(window) < _SPEECH:
            continue
        hops = spectra[number * _HOPS_A_WINDOW : (number + 1) * _HOPS_A_WINDOW]
        total += steered.power(steered.cross(hops)).sum(axis=0)
        windows += 1
    power = np.asarray(total / max(1, windows * _HOPS_A_WINDOW), np.float32)
    return Bearing(
        float(steered.azimuths_deg[power.argmax()]),
        power,
        steered.azimuths_deg,
        windows * WINDOW_SAMPLES / SAMPLE_RATE_HZ,
    )


def polar(bearings: dict[str, Bearing]) -> str:
    """Return a picture in letters: the array in the middle, 0 degrees to the right, 90 up.

    Args:
        bearings: By a name, whose first letter draws it.
    """
    half = _ROWS // 2
    grid = [[" "] * (2 * _ROWS) for _ in range(_ROWS)]

    def put(azimuth_deg: float, radius: float, letter: str) -> None:
        angle = np.deg2rad(azimuth_deg)
        row = round(half - half * radius * np.sin(angle))
        column = round(_ROWS - 1 + 2 * half * radius * np.cos(angle))
        grid[row][column] = letter

    for name, found in bearings.items():
        low, high = float(found.power.min()), float(found.power.max())
        for azimuth_deg, power in zip(found.azimuths_deg, found.power, strict=True):
            radius = 0.25 + 0.6 * (float(power) - low) / (high - low + 1e-9)
            put(float(azimuth_deg), radius, ".")
        put(found.azimuth_deg, 1.0, name[0].upper())
    put(0, 0, "+")
    return "\n".join("".join(row).rstrip() for row in grid)

"""Seats the demo's talkers at a table with a microphone array."""

import tomllib
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from agent.hearing.array.geometry import Geometry
from agent.hearing.array.profile import load_profile

ARRAY = "circle-4"
_PLACES_DEG = {"visitor": 0.0, "rep": 180.0}
_MARGIN_S = 0.35
"""Breath before and after a turn comes from where the turn comes from."""
_NOISE_DBFS = -66.0
"""Each microphone's own; without it digital silence would sound like one from nowhere."""

Audio = NDArray[np.float32]


def write_recording(data: Path, file: Path) -> None:
    """Write what an array hears of the demo's conversations: reps on one side, visitors on the other.

    In a free field a voice reaches the microphones as a plane wave, a little later at one than at another.

    Args:
        data: Folder of the demo's mono recording and its reference.
        file: A WAV file of as many channels as the array has.
    """
    mono, rate = soundfile.read(data / "conversations.flac", dtype="float32", always_2d=True)
    reference = tomllib.loads((data / "reference.toml").read_text(encoding="utf-8"))
    geometry = load_profile(ARRAY).positions()
    if geometry is None:
        raise ValueError(f"{ARRAY} has no geometry")
    heard = np.repeat(mono[:, :1], geometry.microphones, axis=1)
    for turn in (turn for conversation in reference["conversation"] for turn in conversation["turn"]):
        first = round(max(0.0, turn["start_s"] - _MARGIN_S) * rate)
        last = round((turn["end_s"] + _MARGIN_S) * rate)
        heard[first:last] = _from(mono[first:last, 0], geometry, _PLACES_DEG[turn["side"]], rate)
    noise = np.random.default_rng(1).standard_normal(heard.shape).astype(np.float32)
    heard += noise * np.float32(10 ** (_NOISE_DBFS / 20))
    soundfile.write(file, heard, rate, subtype="PCM_16")


def _from(audio: Audio, geometry: Geometry, azimuth_deg: float, rate: int) -> Audio:
    """Return `audio` as every microphone hears it from a direction, shape (samples, microphones)."""
    length = 2 * len(audio)  # room for what is moved past the ends
    spectrum = np.fft.rfft(audio, length)[:, None]
    frequencies_hz = np.fft.rfftfreq(length, 1 / rate)[:, None]
    moved = spectrum * np.exp(-2j * np.pi * frequencies_hz * geometry.delays_s(azimuth_deg))
    return np.fft.irfft(moved, length, axis=0)[: len(audio)].astype(np.float32)

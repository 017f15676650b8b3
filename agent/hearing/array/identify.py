"""What the channels of an unknown device are, found in a few seconds of a hall's sound."""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.faults import Fault, FaultWatch, coherence, delayed
from agent.hearing.array.geometry import SPEED_OF_SOUND_M_S
from agent.hearing.array.spectra import FREQUENCIES_HZ, band
from drivers.microphones.base import SAMPLE_RATE_HZ

_BINS = band(300.0, 3500.0)
_DISTANCES_M = np.arange(0.005, 0.3, 0.001)
_ALIKE = 0.6
"""Coherence below 600 Hz of two microphones of one array; a playback channel has none with them."""
_LOW = band(150.0, 600.0)
_WIDEST_M = 0.3
_BADLY_FITTED = 0.12

Kind = Literal["microphone", "dead", "clipped", "delayed", "other"]


@dataclass(frozen=True, slots=True)
class Channel:
    """What a channel is.

    Attributes:
        number: Counted from 0.
        kind: `other`: not like the microphones: playback, or processed by the device.
        level_dbfs: Mean.
    """

    number: int
    kind: Kind
    level_dbfs: float


@dataclass(frozen=True, slots=True)
class Identified:
    """What was found.

    Attributes:
        channels: All of the device's.
        microphones: Numbers of those that are sound raw microphones.
        distances_m: Between every two of them.
        positions_m: That explain the distances, shape (microphones, 2); how they are turned, and whether they
            are mirrored, cannot be known from a hall's sound.
        misfit: Root mean square of what the positions leave unexplained, relative to the mean distance.
    """

    channels: tuple[Channel, ...]
    microphones: tuple[int, ...]
    distances_m: NDArray[np.float64]
    positions_m: NDArray[np.float64]
    misfit: float

    @property
    def trouble(self) -> str:
        """Why the geometry is not to be relied on, and what to do; "" when it is."""
        if len(self.microphones) < 2:  # noqa: PLR2004 -- a pair at least
            return "fewer than two microphones were found; the box can use one, without sides"
        if self.misfit > _BADLY_FITTED:
            return (
                "the distances do not fit together; record again where sound comes from everywhere, with"
                " nobody speaking near by, or measure the microphones with a ruler"
            )
        return ""

    def profile(self, name: str, sample_rate_hz: int) -> str:
        """Return a profile to be written into a file."""
        lines = [
            f'name = "{name}"',
            f"sample_rate_hz = {sample_rate_hz}",
            f"channels = {len(self.channels)}",
            f"microphones = {list(self.microphones)}",
        ]
        other = [channel.number for channel in self.channels if channel.number not in self.microphones]
        if other:
            lines.append(f"# not used: {other}")
        if len(self.microphones) > 1:
            positions = ", ".join(
                f"[{x_m * 1000:.1f}, {y_m * 1000:.1f}, 0.0]" for x_m, y_m in self.positions_m
            )
            lines += ["", "[geometry]", 'shape = "positions"', f"positions_mm = [{positions}]"]
        return "\n".join(lines) + "\n"


def identify(sound: NDArray[np.float32]) -> Identified:
    """Return what the channels of sound of shape (samples, channels) at 16 kHz are.

    Distances are those at which a diffuse field is as coherent as what was heard (Cook et al. 1955);
    positions are laid out from them by classical scaling (Torgerson 1952).
    """
    kinds: dict[int, Kind] = dict.fromkeys(range(sound.shape[1]), "microphone")
    watch = FaultWatch(sound.shape[1])
    window = 2 * SAMPLE_RATE_HZ
    for first in range(0, len(sound) - window + 1, window):
        watch.push(sound[first : first + window])
    for trouble in watch.troubles:
        for number in trouble.microphones:
            if trouble.fault is Fault.DEAD or trouble.fault is Fault.CLIPPED:
                kinds[number - 1] = "dead" if trouble.fault is Fault.DEAD else "clipped"
    alive = [number for number, kind in kinds.items() if kind == "microphone"]
    for number in _late(sound, alive):
        kinds[number] = "delayed"
    alive = [number for number, kind in kinds.items() if kind == "microphone"]
    heard = coherence(sound[:, alive])
    alike = np.median(heard[_LOW].mean(axis=0), axis=0) if len(alive) > 1 else np.ones(len(alive))
    for number, close in zip(alive, alike, strict=True):
        if close < _ALIKE:
            kinds[number] = "other"
    keep = [index for index, number in enumerate(alive) if kinds[number] == "microphone"]
    distances_m = _distances_m(heard[:, keep][:, :, keep])
    positions_m = _positions_m(distances_m)
    between = np.linalg.norm(positions_m[:, None] - positions_m[None], axis=-1)
    off = ~np.eye(len(keep), dtype=bool)
    misfit = (
        float(np.sqrt(np.mean((between - distances_m)[off] ** 2)) / distances_m[off].mean())
        if len(keep) > 1
        else 0.0
    )
    levels = 10 * np.log10(np.mean(sound**2, axis=0) + 1e-12)
    return Identified(
        tuple(Channel(number, kind, float(levels[number])) for number, kind in kinds.items()),
        tuple(alive[index] for index in keep),
        distances_m,
        positions_m,
        misfit,
    )


def _late(sound: NDArray[np.float32], channels: list[int]) -> list[int]:
    """Return the channels that are later than any array of ours is wide."""
    if len(channels) < 2:  # noqa: PLR2004 -- nothing to compare with
        return []
    widest_m = np.full((len(channels), len(channels)), _WIDEST_M)
    return [channels[index] for index in delayed(sound[: 4 * SAMPLE_RATE_HZ, channels], widest_m)]


def _distances_m(heard: NDArray[np.float64]) -> NDArray[np.float64]:
    expected = np.sinc(2 * FREQUENCIES_HZ[_BINS, None] * _DISTANCES_M / SPEED_OF_SOUND_M_S)
    count = heard.shape[1]
    found = np.zeros((count, count))
    for one in range(count):
        for other in range(one + 1, count):
            errors = np.mean((expected - heard[_BINS, one, other, None]) ** 2, axis=0)
            found[one, other] = found[other, one] = _DISTANCES_M[errors.argmin()]
    return found


def _positions_m(distances_m: NDArray[np.float64]) -> NDArray[np.float64]:
    count = len(distances_m)
    centring = np.eye(count) - 1 / max(1, count)
    values, vectors = np.linalg.eigh(-0.5 * centring @ distances_m**2 @ centring)
    flat = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 0))
    return np.pad(flat, ((0, 0), (0, 2 - flat.shape[1])))

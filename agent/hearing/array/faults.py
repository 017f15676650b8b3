"""What is wrong with an array's channels, found in the sound itself, with what a person can do about it."""

import itertools
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.geometry import SPEED_OF_SOUND_M_S, Geometry
from agent.hearing.array.spectra import HOP_SAMPLES, Analysis, band
from drivers.microphones.base import SAMPLE_RATE_HZ

Audio = NDArray[np.float32]

WINDOW_S = 2.0
_WINDOWS, _OFTEN = 4, 3
"""A fault is told when it was found in three of the last four windows."""
_FAINT_DB = 25.0
"""Below the others: microphones of one array differ by 2 dB at most."""
_SILENT = 1e-7
_CLIPPED = 0.985
_CLIPPED_SHARE = 1e-3
_LOUD_DBFS = -14.0
"""Speech 10 dB above such a hall is clipped."""
_MAINS_HZ = (50, 60)
_HUM_HARMONICS = 8
_HUM_SHARE = 0.6
_SLACK_SAMPLES = 2
_LONGEST_DELAY_S = 0.05
_DISTINCT = 1.5
_COHERENCE_MEMORY = 0.9
_COHERENCE_WINDOWS = 5
_COHERENCE_HZ = (500.0, 4500.0)
_BETTER = 0.4
_UNLIKE = 0.004
"""Mean squared difference from a diffuse field's coherence below which nothing can be said."""


class Fault(StrEnum):
    """What is wrong."""

    CHANNELS = "channels"
    DEAD = "dead"
    CLIPPED = "clipped"
    DELAYED = "delayed"
    SWAPPED = "swapped"
    HUM = "hum"
    LOUD = "loud"
    DIRECTION = "direction"


_IDENTIFY = "run `boothscribe devices mic --identify`"
_ADVICE = {
    Fault.CHANNELS: "the microphone has fewer channels than `hearing.array` names, so one is used and"
    " nobody's side is known; flash the multi-channel firmware, set `channels` under [microphone], or name"
    " another array",
    Fault.DEAD: "{} delivers nothing; unplug the array and plug it in again, or replace it",
    Fault.CLIPPED: "{} is clipped; lower the gain of the microphone, or move it away from a loudspeaker",
    Fault.DELAYED: f"{{}} comes later than sound can; {_IDENTIFY}",
    Fault.SWAPPED: f"{{}} seem to be swapped; {_IDENTIFY}, and correct the order in the array's profile",
    Fault.HUM: "the mains hum; use another power supply or USB port, away from mains cables",
    Fault.LOUD: "the hall is too loud for the gain of the microphone; lower the gain, and move the array"
    " nearer to the people",
    Fault.DIRECTION: "the array does not say where sound comes from, so nobody's side is known; unplug it and"
    " plug it in again, or set `hearing.beam` to superdirective",
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """A fault, and where.

    Attributes:
        fault: What is wrong.
        microphones: Which of the profile's microphones, counted from 1; empty for all of them.
    """

    fault: Fault
    microphones: tuple[int, ...] = ()

    @property
    def advice(self) -> str:
        """What a person reads: what is wrong and what to do; no personal data."""
        which = " and ".join(str(number) for number in self.microphones)
        return _ADVICE[self.fault].format(f"microphone{'s' if len(self.microphones) > 1 else ''} {which}")


class FaultWatch:
    """Looks at windows of two seconds; costs about a thousandth of a core.

    Args:
        microphones: How many there are.
        geometry: Where they are, if known: without it delays and order are not judged.
    """

    def __init__(self, microphones: int, geometry: Geometry | None = None) -> None:
        self._microphones = microphones
        self._geometry = geometry
        self._waiting: list[Audio] = []
        self._waiting_samples = 0
        self._found: deque[frozenset[Trouble]] = deque(maxlen=_WINDOWS)
        self._coherence: NDArray[np.float64] | None = None
        self._coherence_windows = 0

    @property
    def troubles(self) -> tuple[Trouble, ...]:
        """What is wrong now."""
        counts = Counter(trouble for window in self._found for trouble in window)
        return tuple(sorted((each for each, times in counts.items() if times >= _OFTEN), key=str))

    @property
    def broken(self) -> frozenset[int]:
        """Microphones, counted from 0, whose sound is of no use now."""
        useless = (Fault.DEAD, Fault.CLIPPED, Fault.DELAYED)
        return frozenset(
            number - 1
            for trouble in self.troubles
            if trouble.fault in useless
            for number in trouble.microphones
        )

    def push(self, samples: Audio) -> None:
        """Take raw sound of the microphones, shape (samples, microphones)."""
        self._waiting.append(samples)
        self._waiting_samples += len(samples)
        if self._waiting_samples >= WINDOW_S * SAMPLE_RATE_HZ:
            window = np.concatenate(self._waiting)
            self._waiting, self._waiting_samples = [], 0
            self._found.append(frozenset(self._judged(window)))

    def _judged(self, window: Audio) -> list[Trouble]:
        power = np.mean((window - window.mean(axis=0)) ** 2, axis=0) + 1e-20
        faint = power < max(float(np.median(power)) * 10 ** (-_FAINT_DB / 10), _SILENT**2)
        clipped = (np.abs(window) >= _CLIPPED).mean(axis=0) > _CLIPPED_SHARE
        found = [Trouble(Fault.DEAD, (number,)) for number in _numbers(faint)]
        found += [Trouble(Fault.CLIPPED, (number,)) for number in _numbers(clipped)]
        if faint.all():
            return found
        if 10 * np.log10(np.median(power)) > _LOUD_DBFS:
            found.append(Trouble(Fault.LOUD))
        if _hums(window[:, int(np.flatnonzero(~faint)[0])]):
            found.append(Trouble(Fault.HUM))
        if self._geometry is not None and not faint.any() and not clipped.any():
            late = delayed(window, self._geometry.distances_m())
            found += [Trouble(Fault.DELAYED, (number + 1,)) for number in late]
            if not late:
                found += self._order(window, self._geometry)
        return found

    def _order(self, window: Audio, geometry: Geometry) -> list[Trouble]:
        heard = coherence(window)
        old = self._coherence
        self._coherence = heard if old is None else _COHERENCE_MEMORY * old + (1 - _COHERENCE_MEMORY) * heard
        self._coherence_windows += 1
        if self._coherence_windows < _COHERENCE_WINDOWS:
            return []
        pair = swapped(self._coherence, geometry)
        return [] if pair is None else [Trouble(Fault.SWAPPED, (pair[0] + 1, pair[1] + 1))]


def delayed(window: Audio, distances_m: NDArray[np.float64]) -> list[int]:
    """Return the microphones, counted from 0, that are later than their distance from the others allows.

    Source: GCC-PHAT (Knapp and Carter 1976); a channel is late when it is so to most others.
    """
    count = window.shape[1]
    length = 2 * len(window)
    spectra = np.fft.rfft(window, length, axis=0)
    spectra /= np.abs(spectra) + 1e-9
    most = round(_LONGEST_DELAY_S * SAMPLE_RATE_HZ)
    allowed = np.ceil(distances_m / SPEED_OF_SOUND_M_S * SAMPLE_RATE_HZ).astype(int)
    late: Counter[int] = Counter()
    for one, other in itertools.combinations(range(count), 2):
        correlation = np.fft.irfft(spectra[:, one].conj() * spectra[:, other], length)
        near = allowed[one, other] + _SLACK_SAMPLES
        inside = max(correlation[: near + 1].max(), correlation[-near:].max())
        after, before = correlation[near + 1 : most].max(), correlation[-most:-near].max()
        if max(after, before) > _DISTINCT * max(inside, 5 * float(correlation.std())):
            late[other if after > before else one] += 1
    return [number for number, times in sorted(late.items()) if times > (count - 1) / 2]


def coherence(window: Audio) -> NDArray[np.float64]:
    """Return the real coherence of every two microphones, (BINS, microphones, microphones)."""
    spectra = Analysis(window.shape[1]).push(window[: len(window) // HOP_SAMPLES * HOP_SAMPLES])
    cross = np.einsum("tfm,tfn->fmn", spectra, spectra.conj()).real
    power = np.sqrt(np.einsum("fmm->fm", cross)) + 1e-12
    return np.asarray(cross / (power[:, :, None] * power[:, None, :]), np.float64)


def swapped(heard: NDArray[np.float64], geometry: Geometry) -> tuple[int, int] | None:
    """Return two microphones, counted from 0, whose exchange would explain what is heard; None for none.

    The farther two microphones are apart, the less alike is a hall's sound in them. An order that is only
    turned or mirrored looks the same from here: that shows when somebody speaks from a known place.

    Args:
        heard: Coherence, shape (BINS, microphones, microphones).
        geometry: As it should be.
    """
    bins = band(*_COHERENCE_HZ)
    expected = geometry.diffuse_coherence()[bins]
    seen = heard[bins]

    def unlike(order: Sequence[int]) -> float:
        return float(np.mean((seen[:, order][:, :, order] - expected) ** 2))

    straight = unlike(range(geometry.microphones))
    if straight < _UNLIKE:
        return None
    errors = {}
    for one, other in itertools.combinations(range(geometry.microphones), 2):
        order = list(range(geometry.microphones))
        order[one], order[other] = other, one
        errors[one, other] = unlike(order)
    best = min(errors, key=lambda pair: errors[pair])
    return best if errors[best] < _BETTER * straight else None


def _numbers(microphones: NDArray[np.bool_]) -> list[int]:
    return [int(index) + 1 for index in np.flatnonzero(microphones)]


def _hums(microphone: Audio) -> bool:
    power = np.abs(np.fft.rfft(microphone * np.hanning(len(microphone)))) ** 2
    step_hz = SAMPLE_RATE_HZ / len(microphone)
    total = power[round(20 / step_hz) :].sum() + 1e-20
    for mains_hz in _MAINS_HZ:
        lines = [round(mains_hz * number / step_hz) for number in range(1, _HUM_HARMONICS + 1)]
        if sum(float(power[line - 3 : line + 4].sum()) for line in lines) > _HUM_SHARE * total:
            return True
    return False

"""Beams that learn the hall they stand in, and never lose who they are aimed at."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.aims import Aims
from agent.hearing.array.beams import white_noise_gain
from agent.hearing.array.geometry import Geometry
from agent.hearing.array.spectra import BINS, HOP_SAMPLES, Spectra
from drivers.microphones.base import SAMPLE_RATE_HZ

_HOPS_A_SECOND = SAMPLE_RATE_HZ / HOP_SAMPLES
_SPEECH_MEMORY_HOPS = 8 * _HOPS_A_SECOND
_NOISE_MEMORY_HOPS = 30 * _HOPS_A_SECOND
"""A hall stays as it is for longer than people stand still."""
_LEARNT_HOPS = round(_HOPS_A_SECOND)
"""Of speech and of noise each, before a learnt beam is used: a second."""
_RENEW_HOPS = round(0.5 * _HOPS_A_SECOND)
_LOADING = 1e-3
_WHITE_NOISE_GAIN_DB = -20.0
"""Lower than a fixed beam's: the sensors' own noise and their differences are in what was learnt."""
_LEAST_RESPONSE = 0.5
"""A beam that lets less than half of what comes from the aim through is on its way to cancelling it."""
_LEAST_POWER = 0.5
"""Of learnt speech a learnt beam must let through at least half of what the fixed one does."""


class SoudenBeams:
    """Souden's MVDR for each place, from what the gate calls speech and noise, within bounds.

    A bin uses its learnt weights only while they pass the aimed direction and do not drown in the
    sensors' own noise; they are scaled to pass that direction as it is. When a learnt beam loses power of
    the speech it was learnt from, all of its bins fall back to the fixed beam.

    Source: Souden, Benesty and Affes 2010, the form without a steering vector.

    Args:
        geometry: Of the array.
        aims: The fixed beams, and where they look.
    """

    def __init__(self, geometry: Geometry, aims: Aims) -> None:
        microphones, places = geometry.microphones, len(aims.azimuths_deg)
        self._geometry = geometry
        self._aims = aims
        self._speech = [_Covariance(microphones, _SPEECH_MEMORY_HOPS) for _ in range(places)]
        self._noise = _Covariance(microphones, _NOISE_MEMORY_HOPS)
        self._since_hops = 0
        self._learnt: list[Spectra | None] = [None] * places
        self._learnt_for = list(aims.azimuths_deg)
        self.weights = aims.weights

    @property
    def azimuths_deg(self) -> Sequence[float]:
        """See `Aims.azimuths_deg`."""
        return self._aims.azimuths_deg

    def heard(self, place: int, power: NDArray[np.float32]) -> None:
        """See `Aims.heard`."""
        self._aims.heard(place, power)

    def learn(self, spectra: Spectra, place: int | None) -> None:
        """Learn from hops of shape (hops, BINS, microphones): speech of a place, or for None the hall."""
        learnt = self._noise if place is None else self._speech[place]
        learnt.push(spectra)
        self._since_hops += len(spectra)
        moved = self._learnt_for != list(self._aims.azimuths_deg)
        if self._since_hops >= _RENEW_HOPS or moved:
            self._renew()

    def _renew(self) -> None:
        self._since_hops = 0
        self._learnt_for = list(self._aims.azimuths_deg)
        fixed = self._aims.weights
        beams = [self._bounded(place, fixed[..., place].conj()) for place in range(fixed.shape[-1])]
        self.weights = np.ascontiguousarray(np.stack(beams, axis=-1).conj())

    def _bounded(self, place: int, fixed: Spectra) -> Spectra:
        if min(self._noise.hops, self._speech[place].hops) < _LEARNT_HOPS:
            return fixed
        weights = self._souden(place)
        steering = self._geometry.steering(self._aims.azimuths_deg[place])
        response = np.einsum("fm,fm->f", weights.conj(), steering)
        usable = np.abs(response) >= _LEAST_RESPONSE
        weights = (weights / np.where(usable, response, 1).conj()[:, None]).astype(np.complex64)
        usable &= white_noise_gain(weights) >= 10 ** (_WHITE_NOISE_GAIN_DB / 10)
        bounded: Spectra = np.where(usable[:, None], weights, fixed).astype(np.complex64)
        speech = self._speech[place].mean
        if _power(bounded, speech) < _LEAST_POWER * _power(fixed, speech):
            return fixed
        return bounded

    def _souden(self, place: int) -> Spectra:
        microphones = self._geometry.microphones
        noise = self._noise.mean
        level = np.einsum("fmm->f", noise).real / microphones
        loaded = noise + (_LOADING * level + 1e-12)[:, None, None] * np.eye(microphones)
        ratio = np.linalg.solve(loaded, self._speech[place].mean - noise)
        trace = np.einsum("fmm->f", ratio)
        safe = np.where(np.abs(trace) > 1e-6, trace, 1)  # noqa: PLR2004 -- nothing was said in that bin
        return np.asarray(ratio[:, :, 0] / safe[:, None], np.complex64)


class _Covariance:
    """A mean over hops: of all there were, and later with what is older than the memory fading away.

    Attributes:
        mean: Shape (BINS, microphones, microphones).
        hops: How many it is made of, at most the memory.
    """

    def __init__(self, microphones: int, memory_hops: float) -> None:
        self._memory_hops = memory_hops
        self.mean = np.zeros((BINS, microphones, microphones), np.complex64)
        self.hops = 0.0

    def push(self, spectra: Spectra) -> None:
        """Take hops of shape (hops, BINS, microphones)."""
        self.hops = min(self.hops + len(spectra), self._memory_hops)
        bins = spectra.transpose(1, 2, 0)
        found = np.matmul(bins, bins.conj().transpose(0, 2, 1)) / np.float32(len(spectra))
        self.mean += (found - self.mean) * np.float32(len(spectra) / self.hops)


def _power(weights: Spectra, covariance: Spectra) -> float:
    return float(np.einsum("fm,fmn,fn->", weights.conj(), covariance, weights).real)

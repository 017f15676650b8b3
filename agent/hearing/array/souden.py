"""Beams that learn the hall they stand in, and never lose who they are aimed at."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.aims import Aims
from agent.hearing.array.beams import WHITE_NOISE_GAIN_DB, white_noise_gain
from agent.hearing.array.geometry import Geometry
from agent.hearing.array.spectra import BINS, HOP_SAMPLES, Spectra
from drivers.microphones.base import SAMPLE_RATE_HZ

_HOPS_A_SECOND = SAMPLE_RATE_HZ / HOP_SAMPLES
_SPEECH_MEMORY = 0.98
_NOISE_MEMORY = 0.995
_LEARNT_HOPS = round(_HOPS_A_SECOND)
"""Of speech and of noise each, before a learnt beam is used: a second."""
_RENEW_HOPS = round(0.5 * _HOPS_A_SECOND)
_LOADING = 1e-2
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
        shape = (BINS, microphones, microphones)
        self._speech = np.zeros((places, *shape), np.complex64)
        self._noise = np.zeros(shape, np.complex64)
        self._speech_hops = [0] * places
        self._noise_hops = 0
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
        covariance = np.einsum("tfm,tfn->fmn", spectra, spectra.conj()) / np.float32(len(spectra))
        if place is None:
            memory = np.float32(_NOISE_MEMORY ** len(spectra))
            self._noise = memory * self._noise + (1 - memory) * covariance
            self._noise_hops += len(spectra)
        else:
            memory = np.float32(_SPEECH_MEMORY ** len(spectra))
            self._speech[place] = memory * self._speech[place] + (1 - memory) * covariance
            self._speech_hops[place] += len(spectra)
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
        if self._noise_hops < _LEARNT_HOPS or self._speech_hops[place] < _LEARNT_HOPS:
            return fixed
        weights = self._souden(place)
        steering = self._geometry.steering(self._aims.azimuths_deg[place])
        response = np.einsum("fm,fm->f", weights.conj(), steering)
        usable = np.abs(response) >= _LEAST_RESPONSE
        weights = (weights / np.where(usable, response, 1).conj()[:, None]).astype(np.complex64)
        usable &= white_noise_gain(weights) >= 10 ** (WHITE_NOISE_GAIN_DB / 10)
        bounded: Spectra = np.where(usable[:, None], weights, fixed).astype(np.complex64)
        speech = self._speech[place]
        if _power(bounded, speech) < _LEAST_POWER * _power(fixed, speech):
            return fixed
        return bounded

    def _souden(self, place: int) -> Spectra:
        microphones = self._geometry.microphones
        level = np.einsum("fmm->f", self._noise).real / microphones
        loaded = self._noise + (_LOADING * level + 1e-12)[:, None, None] * np.eye(microphones)
        ratio = np.linalg.solve(loaded, self._speech[place] - self._noise)
        trace = np.einsum("fmm->f", ratio)
        safe = np.where(np.abs(trace) > 1e-6, trace, 1)  # noqa: PLR2004 -- nothing was said in that bin
        return np.asarray(ratio[:, :, 0] / safe[:, None], np.complex64)


def _power(weights: Spectra, covariance: Spectra) -> float:
    return float(np.einsum("fm,fmn,fn->", weights.conj(), covariance, weights).real)

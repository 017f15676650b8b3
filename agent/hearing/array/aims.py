"""Where the beams look: at the places that were set, and a little aside, where people really stand."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.direction import SteeredPower
from agent.hearing.array.geometry import Geometry, apart_deg
from agent.hearing.array.spectra import Spectra

_REACH_DEG = 35.0
"""Nobody is followed further from a place: two people at a table never come as near to each other."""
_MEMORY = 0.99
"""Weight of the past in each block of speech: about three seconds of it."""


class Aims:
    """A beam for each place, turned slowly towards who speaks there.

    Args:
        geometry: Of the array.
        places_deg: Where people are expected.
        make: Makes the weights of a beam, shape (BINS, microphones), for an azimuth.
        steered: Says which azimuths power is given for.
        follow: False: the beams stay where they are.
    """

    def __init__(
        self,
        geometry: Geometry,
        places_deg: Sequence[float],
        make: Callable[[Geometry, float], Spectra],
        steered: SteeredPower,
        *,
        follow: bool,
    ) -> None:
        self._geometry = geometry
        self._make = make
        self._azimuths_deg = steered.azimuths_deg
        self._within = np.stack([apart_deg(self._azimuths_deg, place) <= _REACH_DEG for place in places_deg])
        self._power = np.zeros((len(places_deg), len(self._azimuths_deg)), np.float32)
        self._follow = follow
        self._made: dict[float, Spectra] = {}
        self.azimuths_deg = list(places_deg)
        self.weights = self._weights()

    def heard(self, place: int, power: NDArray[np.float32]) -> None:
        """Learn of a block of speech from a place.

        Args:
            place: Its number.
            power: Steered power for every azimuth, shape (azimuths,).
        """
        if not self._follow:
            return
        self._power[place] = _MEMORY * self._power[place] + (1 - _MEMORY) * power
        inside = np.where(self._within[place], self._power[place], -np.inf)
        towards_deg = float(self._azimuths_deg[inside.argmax()])
        if towards_deg != self.azimuths_deg[place]:
            self.azimuths_deg[place] = towards_deg
            self.weights = self._weights()

    def learn(self, spectra: Spectra, place: int | None) -> None:
        """Fixed beams learn nothing from sound; see `SoudenBeams.learn`."""

    def _weights(self) -> Spectra:
        """Return the conjugate weights of all beams, shape (BINS, microphones, places)."""
        for azimuth_deg in self.azimuths_deg:
            if azimuth_deg not in self._made:
                self._made[azimuth_deg] = self._make(self._geometry, azimuth_deg)
        beams = np.stack([self._made[azimuth_deg] for azimuth_deg in self.azimuths_deg], axis=-1)
        return np.ascontiguousarray(beams.conj())

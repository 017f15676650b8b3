"""Where sound comes from."""

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.geometry import Geometry
from agent.hearing.array.spectra import Spectra, band

_LOWEST_HZ = 500.0
_HIGHEST_HZ = 4000.0
_STEP_DEG = 5.0


class SteeredPower:
    """SRP-PHAT over the circle: how coherent sound is with a plane wave from each azimuth.

    Source: DiBiase 2000; the sum over pairs of microphones in the phase transform, as one product of
    matrices. Below 500 Hz a small array hardly sees differences of phase, above 4 kHz it sees them
    ambiguously and speech is weak.
    """

    def __init__(self, geometry: Geometry) -> None:
        self.azimuths_deg: NDArray[np.float64] = np.arange(0.0, 360.0, _STEP_DEG)
        self._bins = band(_LOWEST_HZ, _HIGHEST_HZ)
        self._one, self._other = np.triu_indices(geometry.microphones, 1)
        steering = np.stack([geometry.steering(azimuth)[self._bins] for azimuth in self.azimuths_deg]).conj()
        pairs = steering[:, :, self._one] * steering[:, :, self._other].conj()
        flat = pairs.reshape(len(self.azimuths_deg), -1)
        self._projection: NDArray[np.float32] = np.ascontiguousarray(
            np.concatenate([flat.real, -flat.imag], axis=1).T.astype(np.float32)
        )

    def cross(self, spectra: Spectra) -> Spectra:
        """Return the whitened cross spectra, (hops, n), of spectra of shape (hops, BINS, microphones)."""
        heard = spectra[:, self._bins]
        phases = heard / (np.abs(heard) + np.float32(1e-9))
        return (phases[:, :, self._one] * phases[:, :, self._other].conj()).reshape(len(spectra), -1)

    def power(self, cross: Spectra) -> NDArray[np.float32]:
        """Return the power for each azimuth, (hops, azimuths); 1 is a single plane wave."""
        parts = np.concatenate([cross.real, cross.imag], axis=1)
        return parts @ self._projection / np.float32(cross.shape[1])

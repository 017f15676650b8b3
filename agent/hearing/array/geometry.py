"""Where the microphones are, and how sound from a direction reaches them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.spectra import FREQUENCIES_HZ, Spectra

SPEED_OF_SOUND_M_S = 343.0
"""In dry air at 20 °C; 10 degrees more or less change a small array's delays by 2 %."""
MOUTH_ELEVATION_DEG = 25.0
"""A standing person's mouth is 0.45 m above the table and 1 m away."""
_CROWD_ELEVATIONS_DEG = np.linspace(0.0, 40.0, 8)
_CROWD_AZIMUTHS_DEG = np.arange(0.0, 360.0, 10.0)


@dataclass(frozen=True, slots=True)
class Geometry:
    """An array of microphones.

    Attributes:
        positions_m: Shape (microphones, 3): x, y, z in metres. Azimuth 0 degrees is along x, 90 along y.
    """

    positions_m: NDArray[np.float64]

    @property
    def microphones(self) -> int:
        """How many microphones there are."""
        return len(self.positions_m)

    @property
    def aperture_m(self) -> float:
        """Largest distance between two microphones."""
        return float(np.max(self.distances_m()))

    @property
    def linear(self) -> bool:
        """Whether all microphones lie on one line: then front and back cannot be told apart."""
        centred = self.positions_m - self.positions_m.mean(axis=0)
        strengths = np.linalg.svd(centred, compute_uv=False)
        return bool(strengths[1] < 1e-3 * max(strengths[0], 1e-9))

    def distances_m(self) -> NDArray[np.float64]:
        """Return the distance between every two microphones, shape (microphones, microphones)."""
        difference = self.positions_m[:, None] - self.positions_m[None]
        return np.asarray(np.linalg.norm(difference, axis=-1))

    def delays_s(self, azimuth_deg: float, elevation_deg: float = MOUTH_ELEVATION_DEG) -> NDArray[np.float64]:
        """Return how much later a plane wave reaches each microphone than the first one."""
        azimuth, elevation = np.deg2rad([azimuth_deg, elevation_deg])
        towards = np.array(
            [np.cos(azimuth) * np.cos(elevation), np.sin(azimuth) * np.cos(elevation), np.sin(elevation)]
        )
        arrival_s = -(self.positions_m @ towards) / SPEED_OF_SOUND_M_S
        return np.asarray(arrival_s - arrival_s[0])

    def steering(self, azimuth_deg: float, elevation_deg: float = MOUTH_ELEVATION_DEG) -> Spectra:
        """Return a plane wave's transfer to each microphone relative to the first, (BINS, microphones)."""
        phase = -2j * np.pi * FREQUENCIES_HZ[:, None] * self.delays_s(azimuth_deg, elevation_deg)
        return np.asarray(np.exp(phase), np.complex64)

    def diffuse_coherence(self) -> NDArray[np.float64]:
        """Return the coherence of sound that comes from everywhere, (BINS, microphones, microphones).

        Source: a spherically isotropic field has sinc(k d) (Cook et al. 1955).
        """
        return np.sinc(2 * FREQUENCIES_HZ[:, None, None] * self.distances_m() / SPEED_OF_SOUND_M_S)

    def crowd_coherence(self) -> NDArray[np.complex128]:
        """Return the coherence of a crowd's sound, (BINS, microphones, microphones).

        Plane waves from all around, up to 40 degrees above the table: people stand, a hall's ceiling is far,
        and of what comes from below tables and carpets leave little.
        """
        total = np.zeros((len(FREQUENCIES_HZ), self.microphones, self.microphones), np.complex128)
        share = np.cos(np.deg2rad(_CROWD_ELEVATIONS_DEG))
        share /= share.sum() * len(_CROWD_AZIMUTHS_DEG)
        for elevation_deg, weight in zip(_CROWD_ELEVATIONS_DEG, share, strict=True):
            for azimuth_deg in _CROWD_AZIMUTHS_DEG:
                wave = self.steering(float(azimuth_deg), float(elevation_deg)).astype(np.complex128)
                total += weight * wave[:, :, None] * wave[:, None].conj()
        return total


def circle(
    microphones: int,
    radius_m: float,
    *,
    first_deg: float = 0.0,
    clockwise: bool = False,
    centre: bool = False,
) -> Geometry:
    """Return microphones on a circle, counted towards growing azimuth unless `clockwise`.

    Args:
        microphones: How many are on the circle.
        radius_m: Of the circle.
        first_deg: Azimuth of the first one.
        clockwise: Seen from above.
        centre: One more is in the middle, and comes last.
    """
    step = 2 * np.pi / microphones * (-1 if clockwise else 1)
    angles = np.deg2rad(first_deg) + step * np.arange(microphones)
    ring = np.stack([radius_m * np.cos(angles), radius_m * np.sin(angles), np.zeros(microphones)], axis=1)
    return Geometry(np.concatenate([ring, np.zeros((1, 3))]) if centre else ring)


def line(microphones: int, spacing_m: float) -> Geometry:
    """Return microphones on the x axis, centred; broadside is at 90 and 270 degrees."""
    x = (np.arange(microphones) - (microphones - 1) / 2) * spacing_m
    return Geometry(np.stack([x, np.zeros(microphones), np.zeros(microphones)], axis=1))


def apart_deg(one_deg: float | NDArray[np.float64], other_deg: float) -> NDArray[np.float64]:
    """Return the angle between two azimuths, 0 to 180 degrees."""
    return np.abs((np.asarray(one_deg) - other_deg + 180) % 360 - 180)

"""Weights that let one direction pass: fixed beams for a given geometry."""

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.geometry import Geometry
from agent.hearing.array.spectra import Spectra

WHITE_NOISE_GAIN_DB = -10.0
"""How much louder than one microphone's a beam may make the sensors' own noise."""
_LOADINGS = np.logspace(-4, 1, 26)


def delay_and_sum(geometry: Geometry, azimuth_deg: float) -> Spectra:
    """Return weights, shape (BINS, microphones), that align one direction and average."""
    return geometry.steering(azimuth_deg) / np.float32(geometry.microphones)


def superdirective(
    geometry: Geometry, azimuth_deg: float, *, white_noise_gain_db: float = WHITE_NOISE_GAIN_DB
) -> Spectra:
    """Return weights, shape (BINS, microphones), that pass one direction and least of a crowd around.

    Source: MVDR against a noise field of known coherence (Bitzer and Simmer 2001), with the loading chosen
    for each frequency so that the white-noise gain does not fall below the limit (Cox et al. 1987).
    """
    steering = geometry.steering(azimuth_deg)
    coherence = geometry.crowd_coherence()
    weights = mvdr(coherence, steering, _LOADINGS[0])
    for loading in _LOADINGS[1:]:
        noisy = white_noise_gain(weights) < 10 ** (white_noise_gain_db / 10)
        if not noisy.any():
            break
        weights[noisy] = mvdr(coherence[noisy], steering[noisy], loading)
    return weights


def mvdr(covariance: NDArray[np.complexfloating | np.floating], steering: Spectra, loading: float) -> Spectra:
    """Return the weights of least output that leave `steering` as it is.

    Args:
        covariance: Of the noise, shape (bins, microphones, microphones).
        steering: Shape (bins, microphones).
        loading: Added to the diagonal, relative to its mean.

    Source: Capon 1969.
    """
    microphones = steering.shape[-1]
    level = np.einsum("fmm->f", covariance).real / microphones
    loaded = covariance + (loading * level + 1e-12)[:, None, None] * np.eye(microphones)
    solved = np.linalg.solve(loaded, steering[..., None])[..., 0]
    gain = np.einsum("fm,fm->f", steering.conj(), solved)
    return np.asarray(solved / gain[:, None], np.complex64)


def white_noise_gain(weights: Spectra) -> NDArray[np.float64]:
    """Return by how much each bin's beam lowers the sensors' own noise, as a power ratio."""
    return np.asarray(1 / np.sum(np.abs(weights) ** 2, axis=-1, dtype=np.float64))

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.hearing.array.beams import delay_and_sum, superdirective, white_noise_gain
from agent.hearing.array.direction import SteeredPower
from agent.hearing.array.geometry import Geometry, apart_deg, circle, line
from agent.hearing.array.spectra import HOP_SAMPLES, Analysis, Hops, Spectra, Synthesis, band
from tests.hearing.array.scenes import diffuse_noise, plane_wave

SPEECH = band(300, 5000)
ARRAYS = [circle(4, 0.032), circle(6, 0.043, centre=True), line(4, 0.035)]
FREELY = settings(deadline=None, max_examples=10)


def test_sound_that_only_passes_through_is_not_changed() -> None:
    sound = np.random.default_rng(1).standard_normal((40 * HOP_SAMPLES, 1)).astype(np.float32)
    analysis, synthesis = Analysis(1), Synthesis()
    steps = [synthesis.push(analysis.push(step)[..., 0]) for step in np.split(sound, 10)]
    through = np.concatenate(steps)
    assert np.abs(through[HOP_SAMPLES:] - sound[:-HOP_SAMPLES, 0]).max() < 1e-5


@FREELY
@given(st.lists(st.integers(1, 5000), max_size=20))
def test_blocks_of_any_length_come_out_whole_and_in_order(lengths: list[int]) -> None:
    hops = Hops(3, 1)
    stream = np.arange(sum(lengths), dtype=np.float32)[:, None]
    blocks = np.split(stream, np.cumsum(lengths)[:-1]) if lengths else []
    steps = [step for block in blocks for step in hops.push(block)]
    assert all(len(step) == hops.step_samples for step in steps)
    taken = np.concatenate([np.zeros((0, 1), np.float32), *steps])
    assert (taken == stream[: len(taken)]).all()
    assert hops.waiting_samples == len(stream) - len(taken)


@pytest.mark.parametrize("make", [delay_and_sum, superdirective])
@pytest.mark.parametrize("geometry", ARRAYS)
@FREELY
@given(azimuth_deg=st.floats(0, 360))
def test_who_is_aimed_at_is_never_made_quieter(
    make: Callable[[Geometry, float], Spectra], geometry: Geometry, azimuth_deg: float
) -> None:
    response = np.einsum("fm,fm->f", make(geometry, azimuth_deg).conj(), geometry.steering(azimuth_deg))
    assert np.abs(response - 1).max() < 1e-3


@pytest.mark.parametrize("geometry", ARRAYS)
def test_a_beam_does_not_drown_speech_in_the_microphones_own_noise(geometry: Geometry) -> None:
    for azimuth_deg in range(0, 360, 15):
        gain_db = 10 * np.log10(white_noise_gain(superdirective(geometry, azimuth_deg)))
        assert gain_db.min() > -10.1


@pytest.mark.parametrize("highest_deg", [40.0, 90.0])
def test_a_superdirective_beam_keeps_more_of_a_crowd_out_than_delay_and_sum(highest_deg: float) -> None:
    geometry = circle(4, 0.032)
    noise = diffuse_noise(geometry, 32 * HOP_SAMPLES * 4, level=0.1, seed=3, highest_deg=highest_deg)
    spectra = Analysis(4).push(noise)[:, SPEECH]

    def passed_db(weights: np.ndarray) -> float:
        beam = np.einsum("fm,tfm->tf", weights[SPEECH].conj(), spectra)
        return float(10 * np.log10(np.mean(np.abs(beam) ** 2) / np.mean(np.abs(spectra[..., 0]) ** 2)))

    assert passed_db(superdirective(geometry, 0.0)) < passed_db(delay_and_sum(geometry, 0.0)) - 1.5
    assert passed_db(superdirective(geometry, 0.0)) < -3


@pytest.mark.parametrize("geometry", ARRAYS[:2])
@FREELY
@given(azimuth_deg=st.floats(0, 360), seed=st.integers(0, 1000))
def test_a_talker_is_found_where_he_stands(geometry: Geometry, azimuth_deg: float, seed: int) -> None:
    sound = np.random.default_rng(seed).standard_normal(20 * HOP_SAMPLES).astype(np.float32)
    steered = SteeredPower(geometry)
    spectra = Analysis(geometry.microphones).push(plane_wave(geometry, sound, azimuth_deg))
    power = steered.power(steered.cross(spectra)).mean(axis=0)
    assert apart_deg(float(steered.azimuths_deg[power.argmax()]), azimuth_deg) <= 5.0
    assert power.max() > 0.8


def test_a_row_of_microphones_says_that_it_cannot_tell_front_from_back() -> None:
    assert line(4, 0.035).linear
    assert not circle(4, 0.032).linear

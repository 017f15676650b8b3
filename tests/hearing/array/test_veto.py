"""Who is not at the table does not reach recognition."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.hearing.array.aims import Aims
from agent.hearing.array.beams import superdirective, white_noise_gain
from agent.hearing.array.block import ArrayBlock
from agent.hearing.array.direction import SteeredPower
from agent.hearing.array.front_end import BLOCK_S, ArrayFrontEnd, ArrayTuning
from agent.hearing.array.geometry import apart_deg, circle
from agent.hearing.array.profile import load_profile
from agent.hearing.array.souden import SoudenBeams
from agent.hearing.array.spectra import Analysis, band
from agent.hearing.array.veto import TableVeto
from drivers.microphones.base import SAMPLE_RATE_HZ, Frame
from tests.hearing.array.scenes import diffuse_noise, frames_of, plane_wave

GEOMETRY = circle(4, 0.032)
STEERED = SteeredPower(GEOMETRY)


def veto() -> TableVeto:
    return TableVeto(STEERED.azimuths_deg, (0.0, 180.0), reach_deg=45.0, certain=3.5, block_s=BLOCK_S)


def block(odds: float, azimuth_deg: float) -> ArrayBlock:
    power = np.asarray(1 - apart_deg(STEERED.azimuths_deg, azimuth_deg) / 180, np.float32)
    return ArrayBlock(np.zeros(512, np.float32), 0.0, odds > 2, "unknown", azimuth_deg, odds, power)


def test_a_near_talker_is_believed_within_half_a_second() -> None:
    judged = veto()
    for _ in range(14):
        judged.push(block(8.0, 10.0))
    assert judged.ours


@settings(deadline=None, max_examples=50)
@given(st.lists(st.floats(-9, 3.4), max_size=200))
def test_murmurs_that_only_just_open_the_gate_never_reach_recognition(odds: list[float]) -> None:
    judged = veto()
    for each in odds:
        judged.push(block(each, 10.0))
        assert not judged.ours


def test_somebody_loud_at_the_next_booth_is_not_ours() -> None:
    judged = veto()
    for _ in range(100):
        judged.push(block(9.0, 90.0))
        assert not judged.ours


def test_when_the_neighbour_takes_over_the_utterance_is_no_longer_ours() -> None:
    judged = veto()
    for _ in range(30):
        judged.push(block(8.0, 0.0))
    assert judged.ours
    for _ in range(100):
        judged.push(block(8.0, 90.0))
    assert not judged.ours


@pytest.mark.parametrize("talker_deg", [0.0, 20.0])
def test_a_learnt_beam_never_cancels_the_near_talker(talker_deg: float) -> None:
    aims = Aims(GEOMETRY, (0.0, 180.0), superdirective, STEERED, follow=False)
    beams = SoudenBeams(GEOMETRY, aims)
    generator = np.random.default_rng(3)
    voice = generator.standard_normal(8 * SAMPLE_RATE_HZ).astype(np.float32) * np.float32(0.1)
    talker = Analysis(4).push(plane_wave(GEOMETRY, voice, talker_deg)[: 480 * 256])
    hall = Analysis(4).push(diffuse_noise(GEOMETRY, 480 * 256, level=0.05, seed=8))
    # The gate is wrong half of the time: it takes the talker for noise, too.
    for first in range(0, 480, 2):
        beams.learn(talker[first : first + 2] + hall[first : first + 2], 0)
        beams.learn(talker[first : first + 2] if first % 4 else hall[first : first + 2], None)
    bins = band(300, 5000)
    weights = beams.weights[..., 0].conj()
    aimed = np.abs(np.einsum("fm,fm->f", weights.conj(), GEOMETRY.steering(0.0)))[bins]
    assert aimed.min() > 0.99
    assert 10 * np.log10(white_noise_gain(weights).min()) > -10.1
    fixed = aims.weights[..., 0].conj()
    passed = [
        np.mean(np.abs(np.einsum("fm,tfm->tf", each.conj(), talker)[:, bins]) ** 2)
        for each in (weights, fixed)
    ]
    assert passed[0] > 0.4 * passed[1]


def test_a_learnt_beam_keeps_out_who_the_fixed_one_does_not() -> None:
    aims = Aims(GEOMETRY, (0.0, 180.0), superdirective, STEERED, follow=False)
    beams = SoudenBeams(GEOMETRY, aims)
    generator = np.random.default_rng(3)
    voice, other = generator.standard_normal((2, 480 * 256)).astype(np.float32) * np.float32(0.1)
    hall = diffuse_noise(GEOMETRY, 480 * 256, level=0.01, seed=8)
    noise = Analysis(4).push(plane_wave(GEOMETRY, other, 70.0) + hall)
    talker = Analysis(4).push(plane_wave(GEOMETRY, voice, 0.0))
    for first in range(0, 480, 2):
        beams.learn(noise[first : first + 2], None)
        beams.learn(talker[first : first + 2] + noise[first : first + 2], 0)
    left = [
        np.mean(np.abs(np.einsum("fm,tfm->tf", each[..., 0], noise)) ** 2)
        for each in (beams.weights, aims.weights)
    ]
    assert left[0] < 0.5 * left[1]


def test_with_the_shortest_step_sound_is_handed_on_within_40_ms() -> None:
    tuning = ArrayTuning(step_hops=1)
    front_end = ArrayFrontEnd(GEOMETRY, load_profile("circle-4").trained_gate(), tuning)
    assert front_end.block_s == pytest.approx(0.016)
    sound = diffuse_noise(GEOMETRY, 2 * SAMPLE_RATE_HZ, level=0.02, seed=1)
    waited_s: list[float] = []
    # Samples one hop at a time, so that only the front end's own waiting counts.
    for number in range(len(sound) // 256):
        frame = Frame(sound[number * 256 : (number + 1) * 256], number * 0.016)
        waited_s += [(number + 1) * 0.016 - each.time_s for each in front_end.push(frame)]
    assert waited_s
    assert max(waited_s) <= 0.040


@pytest.mark.parametrize("step_hops", [1, 2, 6])
def test_every_step_hands_on_the_same_sound(step_hops: int) -> None:
    sound = diffuse_noise(GEOMETRY, SAMPLE_RATE_HZ * 96 // 100, level=0.02, seed=1)
    front_end = ArrayFrontEnd(
        GEOMETRY, load_profile("circle-4").trained_gate(), ArrayTuning(step_hops=step_hops)
    )
    blocks = [each for frame in frames_of(sound, 0.0) for each in front_end.push(frame)]
    audio = np.concatenate([each.audio for each in blocks])
    assert len(audio) >= len(sound) - 2 * 1536
    assert all(before.end_s == pytest.approx(after.time_s) for before, after in itertools.pairwise(blocks))

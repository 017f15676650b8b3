"""The array's front end on talkers in a free field with noise from everywhere."""

import itertools
from collections import Counter

import numpy as np
import pytest

from agent.hearing.array.block import ArrayBlock
from agent.hearing.array.front_end import ArrayFrontEnd, ArrayTuning
from agent.hearing.array.geometry import apart_deg
from agent.hearing.array.profile import load_profile
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.hearing.utterance import UtterancePart
from drivers.microphones.base import SAMPLE_RATE_HZ, Frame
from tests.hearing.array.scenes import Audio, diffuse_noise, frames_of, plane_wave
from tests.hearing.sounds import Turn, demo_recording, demo_turns

PROFILE = load_profile("circle-4")
GEOMETRY = PROFILE.positions()
assert GEOMETRY is not None


def front_end(tuning: ArrayTuning | None = None) -> ArrayFrontEnd:
    assert GEOMETRY is not None
    return ArrayFrontEnd(GEOMETRY, PROFILE.trained_gate(), tuning or ArrayTuning(), PROFILE.microphones)


def talk(azimuths_deg: tuple[float, ...]) -> tuple[Audio, list[tuple[float, float, float]]]:
    """Return the demo's first turns, each from the next azimuth, in a hall; and (start, end, azimuth)."""
    assert GEOMETRY is not None
    pieces: list[Audio] = [np.zeros((2 * SAMPLE_RATE_HZ, 4), np.float32)]
    said: list[tuple[float, float, float]] = []
    at_s = 2.0
    for turn, azimuth_deg in zip(demo_turns(), azimuths_deg, strict=False):
        audio = demo_recording()[int(turn.start_s * SAMPLE_RATE_HZ) : int(turn.end_s * SAMPLE_RATE_HZ)]
        pieces += [plane_wave(GEOMETRY, audio, azimuth_deg), np.zeros((SAMPLE_RATE_HZ, 4), np.float32)]
        said.append((at_s, at_s + len(audio) / SAMPLE_RATE_HZ, azimuth_deg))
        at_s += len(audio) / SAMPLE_RATE_HZ + 1
    speech = np.concatenate(pieces)
    loud = np.abs(speech[:, 0]) > 0.01
    level = float(np.sqrt(np.mean(speech[loud, 0] ** 2)))
    return speech + diffuse_noise(GEOMETRY, len(speech), level=level * 0.25, seed=5), said


def blocks_of(sound: Audio, tuning: ArrayTuning | None = None) -> list[ArrayBlock]:
    listening = front_end(tuning)
    blocks = [block for frame in frames_of(sound, 0.0) for block in listening.push(frame)]
    return [*blocks, *listening.flush()]


def during(blocks: list[ArrayBlock], start_s: float, end_s: float) -> list[ArrayBlock]:
    return [block for block in blocks if start_s <= block.time_s and block.end_s <= end_s]


def loud_from_the_start(turn: Turn) -> Audio:
    """Return a turn of the demo at a level of 1, from its first loud sample."""
    said = demo_recording()[int(turn.start_s * SAMPLE_RATE_HZ) : int(turn.end_s * SAMPLE_RATE_HZ)]
    said = said[int(np.argmax(np.abs(said) > 0.1 * np.abs(said).max())) :]
    return np.asarray(said / said.std(), np.float32)


def test_each_turn_is_given_to_the_one_who_spoke_it() -> None:
    sound, said = talk((10.0, 170.0, -20.0, 200.0))
    blocks = blocks_of(sound)
    for start_s, end_s, azimuth_deg in said:
        spoken = [block for block in during(blocks, start_s, end_s) if block.speech]
        assert len(spoken) > 0.5 * len(during(blocks, start_s, end_s))
        sides = Counter(block.side for block in spoken)
        if abs(azimuth_deg) < 90:
            right, wrong = sides["visitor"], sides["rep"]
        else:
            right, wrong = sides["rep"], sides["visitor"]
        assert right > 0.7 * len(spoken)
        assert wrong < 0.05 * len(spoken)


def test_the_next_booth_is_not_listened_to() -> None:
    sound, said = talk((90.0, 270.0, 80.0))
    blocks = blocks_of(sound)
    for start_s, end_s, _ in said:
        inside = during(blocks, start_s, end_s)
        assert sum(block.speech for block in inside) < 0.1 * len(inside)


def test_a_row_of_microphones_hears_people_at_its_ends_who_stand_above_it_and_nobody_beside_it() -> None:
    profile = load_profile("line-4")
    row = profile.positions()
    assert row is not None
    said = np.concatenate([loud_from_the_start(turn) for turn in demo_turns()[:2]]) * np.float32(0.1)
    hall = diffuse_noise(row, len(said), level=0.02, seed=6)
    shares = []
    for azimuth_deg, elevation_deg in ((30.0, 45.0), (150.0, 45.0), (90.0, 15.0)):
        sound = plane_wave(row, said, azimuth_deg, elevation_deg) + hall
        listening = ArrayFrontEnd(row, profile.trained_gate(), ArrayTuning(), profile.microphones)
        blocks = [block for frame in frames_of(sound, 0.0) for block in listening.push(frame)]
        shares.append(sum(block.speech for block in blocks) / len(blocks))
    assert min(shares[:2]) > 0.5
    assert shares[2] < 0.05


def test_a_murmur_that_only_just_opens_the_gate_is_nobodys_turn() -> None:
    sound, said = talk((10.0, 170.0))
    blocks = blocks_of(sound)
    opened = [block for block in blocks if block.speech]
    faint = [block for block in opened if block.log_odds <= ArrayTuning().threshold + 1]
    assert faint
    assert {block.side for block in faint} == {"unknown"}
    for start_s, end_s, _ in said:
        assert {block.side for block in during(opened, start_s, end_s)} > {"unknown"}


def test_where_the_rep_stands_is_a_setting() -> None:
    sound, said = talk((90.0, 270.0))
    blocks = blocks_of(sound, ArrayTuning(visitor_deg=270.0, rep_deg=90.0))
    for (start_s, end_s, _), expected in zip(said, ("rep", "visitor"), strict=True):
        sides = Counter(block.side for block in during(blocks, start_s, end_s) if block.speech)
        assert sides.most_common(1)[0][0] == expected


def test_a_first_syllable_is_placed_though_the_hall_was_heard_from_elsewhere_until_then() -> None:
    assert GEOMETRY is not None
    near, far = (loud_from_the_start(turn) for turn in demo_turns()[:2])
    hall = plane_wave(GEOMETRY, far[: 3 * SAMPLE_RATE_HZ] * 0.03, 80.0)
    hall += diffuse_noise(GEOMETRY, len(hall), level=0.005, seed=4)
    start = 2 * SAMPLE_RATE_HZ
    hall[start:] += plane_wave(GEOMETRY, near[: len(hall) - start] * 0.1, 0.0)
    blocks = blocks_of(hall)
    [*_, before] = during(blocks, 1.0, 2.0)
    [*_, after] = during(blocks, 2.0, 2.16)
    assert before.azimuth_deg > 55
    assert apart_deg(after.azimuth_deg, 0.0) < 15  # by the plain mean of half a second it is 25
    assert (after.speech, after.side) == (True, "visitor")


def test_an_empty_booth_is_silent() -> None:
    assert GEOMETRY is not None
    hall = diffuse_noise(GEOMETRY, 10 * SAMPLE_RATE_HZ, level=0.1, seed=9)
    assert not any(block.speech for block in blocks_of(hall))


def test_an_array_that_records_too_softly_is_understood_with_the_gain_of_its_profile() -> None:
    sound, _ = talk((0.0,))
    usual = blocks_of(sound)
    soft = np.asarray(sound * 10 ** (-60 / 20), np.float32)
    amplified = blocks_of(soft, ArrayTuning(gain_db=60.0))
    assert [block.speech for block in amplified] == [block.speech for block in usual]
    wanted = loudness(usual)
    assert loudness(amplified) == pytest.approx(wanted, rel=0.01)
    assert loudness(blocks_of(soft)) < 0.1 * wanted  # more than the beams' own gain can do


def loudness(blocks: list[ArrayBlock]) -> float:
    return float(np.concatenate([block.audio for block in blocks if block.speech]).std())


def test_no_sample_is_missing_between_blocks_and_their_times_are_those_of_the_sound() -> None:
    assert GEOMETRY is not None
    click = np.zeros((SAMPLE_RATE_HZ * 2, 4), np.float32)
    click[SAMPLE_RATE_HZ, :] = 1.0  # reaches all microphones at once, from above
    blocks = blocks_of(click)
    for before, after in itertools.pairwise(blocks):
        assert after.time_s == pytest.approx(before.end_s)
    loudest = max(blocks, key=lambda block: float(np.abs(block.audio).max()))
    at_s = loudest.time_s + int(np.abs(loudest.audio).argmax()) / SAMPLE_RATE_HZ
    assert at_s == pytest.approx(1.0, abs=0.002)


def test_sound_before_and_after_a_gap_is_not_mixed() -> None:
    sound, _ = talk((0.0,))
    listening = front_end()
    before = [block for frame in frames_of(sound, 0.0) for block in listening.push(frame)]
    last = listening.flush()
    after = [block for frame in frames_of(sound * 0, 100.0) for block in listening.push(frame)]
    assert [*before, *last][-1].end_s < 100
    assert after[0].time_s == pytest.approx(100.0 - 0.016)
    assert all(np.abs(block.audio).max() == 0 for block in after)


def test_an_utterance_knows_who_spoke_it() -> None:
    sound, said = talk((0.0, 180.0))
    segmenter = Segmenter(front_end=front_end(), limits=SegmenterLimits())
    heard = [each for frame in frames_of(sound, 0.0) for each in segmenter.push(frame)] + segmenter.flush()
    parts = [each for each in heard if isinstance(each, UtterancePart)]
    for (start_s, end_s, _), expected in zip(said, ("visitor", "rep"), strict=True):
        sides = Counter(part.side for part in parts if start_s < part.start_s and part.end_s < end_s)
        assert sides.most_common(1)[0][0] == expected


def test_the_front_end_takes_the_microphones_that_the_profile_names() -> None:
    profile = load_profile("respeaker-usb-v2")
    geometry = profile.positions()
    assert geometry is not None
    audio = demo_recording()[: 4 * SAMPLE_RATE_HZ]
    device = np.zeros((len(audio), profile.channels), np.float32)
    device[:, list(profile.microphones)] = plane_wave(geometry, audio, 0.0)
    device[:, 0] = np.random.default_rng(0).standard_normal(len(audio))  # not to be used
    listening = ArrayFrontEnd(geometry, profile.trained_gate(), ArrayTuning(), profile.microphones)
    blocks = [
        block for frame in frames_of(device) for block in listening.push(Frame(frame.samples, frame.time_s))
    ]
    sides = Counter(block.side for block in blocks if block.speech)
    assert sides.most_common(1)[0][0] == "visitor"

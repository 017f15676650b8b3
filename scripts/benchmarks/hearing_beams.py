"""What a beam gains over one microphone, and how well directions are found, at 5 dB."""

import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from pystoi import stoi

from agent.contract.lead import Side
from agent.hearing.array.direction import SteeredPower
from agent.hearing.array.front_end import ArrayFrontEnd, ArrayTuning, Beam
from agent.hearing.array.gate import Gate
from agent.hearing.array.geometry import Geometry, apart_deg
from agent.hearing.array.spectra import HOP_SAMPLES, Analysis, Synthesis
from drivers.microphones.base import SAMPLE_RATE_HZ
from scripts.benchmarks.booth import Audio, Scene, level
from scripts.benchmarks.hearing_table import LEVEL, Found, blocks_of
from scripts.benchmarks.suppression import suppressors

RATIO_DB = 5.0
BEAMS: tuple[Beam, ...] = get_args(Beam)
_WINDOW_HOPS = 31
_NEAR_DEG = 15.0
_PLACES: tuple[Side, Side] = ("visitor", "rep")


@dataclass(frozen=True)
class _Half:
    """The second half of a scene as one talker's beam is judged by it."""

    voice: Audio
    noise: Audio
    clean: Audio
    active: NDArray[np.bool_]


def measure_beams(scene: Scene, geometry: Geometry, gate: Gate, tuning: ArrayTuning, found: Found) -> None:
    """Let each kind of beam listen to the first half of a scene, and judge what it learnt by the second.

    The signal-to-noise ratio is that of the talker it is aimed at against all but the table; intelligibility
    is ESTOI (Jensen and Taal 2016) against the talker without reverberation beyond 50 ms.
    """
    middle = scene.turns[(len(scene.turns) + 1) // 2].start
    mixed = scene.mixed(RATIO_DB, neighbour=False)
    halves = {side: _second_half(scene, side, middle) for side in _PLACES}
    single = {
        side: _intelligibility(half, half.voice[:, 0] + half.noise[:, 0]) for side, half in halves.items()
    }
    found["single_estoi_5db"] += single.values()
    for beam in BEAMS:
        prefix = "" if beam == ArrayTuning().beam else f"{beam}_"
        front_end = ArrayFrontEnd(geometry, gate, replace(tuning, beam=beam))
        for _ in blocks_of(front_end, mixed[:middle] * np.float32(LEVEL)):
            pass
        weights = front_end.weights * front_end.gains[:, None]
        for place, side in enumerate(_PLACES):
            half = halves[side]
            voice, noise = (_beam(weights[..., place], sound) for sound in (half.voice, half.noise))
            before_db = _ratio_db(half.voice[:, 0], half.noise[:, 0], half.active)
            found[f"{prefix}snr_gain_db_5db"].append(_ratio_db(voice, noise, half.active) - before_db)
            after = _intelligibility(half, voice + noise)
            found[f"{prefix}estoi_gain_5db"].append(after - single[side])
            if prefix:
                continue
            for name, suppress in suppressors().items():
                quieter = suppress((voice + noise) * np.float32(LEVEL))
                found[f"{name}_estoi_gain_5db"].append(_intelligibility(half, quieter) - single[side])


def measure_directions(scene: Scene, geometry: Geometry, found: Found) -> None:
    """Azimuth in windows of half a second: ours, and pyroomacoustics' SRP-PHAT and MUSIC."""
    import pyroomacoustics  # noqa: PLC0415 -- see booth.py

    spectra = Analysis(geometry.microphones).push(_whole_hops(scene.mixed(RATIO_DB, neighbour=False)))
    steered = SteeredPower(geometry)
    options: Mapping[str, object] = {"azimuth": np.deg2rad(steered.azimuths_deg), "num_src": 1, "dim": 2}
    place = geometry.positions_m.T[:2]
    peers = {
        "pra_srp_": pyroomacoustics.doa.SRP(place, SAMPLE_RATE_HZ, 2 * HOP_SAMPLES, **options),
        "pra_music_": pyroomacoustics.doa.MUSIC(place, SAMPLE_RATE_HZ, 2 * HOP_SAMPLES, **options),
    }
    spent_s: dict[str, float] = defaultdict(float)
    windows = 0
    for turn in scene.turns:
        first, last = (at // HOP_SAMPLES for at in (turn.start, turn.end))
        for start in range(first + _WINDOW_HOPS // 2, last - _WINDOW_HOPS, 2 * _WINDOW_HOPS):
            part = spectra[start : start + _WINDOW_HOPS]
            if not scene.active[turn.side][round(start * 1.6) : round((start + _WINDOW_HOPS) * 1.6)].any():
                continue
            windows += 1
            began_s = time.process_time()
            power = steered.power(steered.cross(part).mean(axis=0, keepdims=True))[0]
            spent_s[""] += time.process_time() - began_s
            answers = {"": float(steered.azimuths_deg[power.argmax()])}
            for name, peer in peers.items():
                began_s = time.process_time()
                peer.locate_sources(part.transpose(2, 1, 0), freq_range=[500.0, 4000.0])
                spent_s[name] += time.process_time() - began_s
                answers[name] = float(np.rad2deg(peer.azimuth_recon[0]))
            for name, answer_deg in answers.items():
                off_deg = _off_deg(answer_deg, scene.azimuths_deg[turn.side], linear=geometry.linear)
                found[f"{name}azimuth_within_15deg_5db"].append(float(off_deg <= _NEAR_DEG))
    for name, seconds in spent_s.items():
        listened_s = windows * _WINDOW_HOPS * HOP_SAMPLES / SAMPLE_RATE_HZ
        found[f"{name}azimuth_ms_per_s"].append(1000 * seconds / listened_s)


def _off_deg(answer_deg: float, true_deg: float, *, linear: bool) -> float:
    """Return the error; a row of microphones on the x axis is not blamed for taking front for back."""
    off_deg = float(apart_deg(answer_deg, true_deg))
    return min(off_deg, float(apart_deg(-answer_deg, true_deg))) if linear else off_deg


def _second_half(scene: Scene, side: Side, middle: int) -> _Half:
    voice = scene.sides[side][middle:]
    active = np.repeat(scene.active[side], SAMPLE_RATE_HZ // 100)
    active = np.pad(active, (0, len(scene.hall) - len(active)))[middle:]
    noise = scene.noise(RATIO_DB, neighbour=False)[middle:]
    return _Half(voice, noise, scene.direct[side][middle:], active)


def _intelligibility(half: _Half, sound: Audio) -> float:
    return float(stoi(half.clean[half.active], sound[half.active], SAMPLE_RATE_HZ, extended=True))


def _beam(conjugate_weights: NDArray[np.complex64], sound: Audio) -> Audio:
    spectra = Analysis(sound.shape[1]).push(_whole_hops(sound))
    beam = np.einsum("fm,tfm->tf", conjugate_weights, spectra).astype(np.complex64)
    voice = Synthesis().push(beam)
    return np.pad(voice[HOP_SAMPLES:], (0, len(sound) - len(voice) + HOP_SAMPLES))


def _whole_hops(sound: Audio) -> Audio:
    return sound[: len(sound) // HOP_SAMPLES * HOP_SAMPLES]


def _ratio_db(voice: Audio, rest: Audio, active: NDArray[np.bool_]) -> float:
    return float(20 * np.log10(level(voice[active]) / np.sqrt(np.mean(rest**2))))

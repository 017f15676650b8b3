"""Fits the gate of an array in simulated booths, with other rooms and voices than those it is measured in."""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.front_end import HOP_S, ArrayFrontEnd, ArrayTuning
from agent.hearing.array.gate import FEATURES, Gate
from agent.hearing.array.geometry import Geometry
from agent.hearing.array.profile import load_profile
from drivers.microphones.base import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame
from scripts.benchmarks.booth import TRAINING_SEED, Audio, Scene, scenes
from scripts.benchmarks.booth_voices import training_voices

_LEVEL = 0.02
_RATIOS_DB = (0.0, 5.0, 10.0)
_IDLE_NEIGHBOUR_DB = 5.0
_WARM_UP_HOPS = 188
_PENALTY = 1e-3
_ITERATIONS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recorder(Gate):
    """A gate that never opens and remembers what it was asked."""

    asked: list[NDArray[np.float32]] = field(default_factory=list)

    def log_odds(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        """See `Gate.log_odds`."""
        self.asked.append(features)
        return np.full(len(features), -9, np.float32)


def train(profile: str, *, count: int, turns: int) -> str:
    """Return the `[gate]` of a profile, to be pasted into its file; prints how far it is.

    Raises:
        SystemExit: If the profile has no geometry.
    """
    geometry = load_profile(profile).positions()
    if geometry is None:
        raise SystemExit(f"{profile} has no geometry; name an array")
    table, crowd, source = training_voices()
    print(f"training for {profile} in {count} booths of {turns} turns; voices: {source}", flush=True)
    asked: list[NDArray[np.float32]] = []
    truth: list[NDArray[np.bool_]] = []
    booths = scenes(table, crowd, geometry, count=count, turns=turns, first_seed=TRAINING_SEED)
    for number, scene in enumerate(booths, 1):
        for sound, spoken in _mixes(scene):
            features = _features(geometry, sound)
            answers = _on_hops(spoken, len(features))
            asked.append(features[_WARM_UP_HOPS:])
            truth.append(answers[_WARM_UP_HOPS:])
        print(f"  booth {number} of {scene.duration_s:.0f} s done", flush=True)
    gate = fit(np.concatenate(asked), np.concatenate(truth))
    return "\n".join(
        [
            "[gate]",
            *(f"{name} = {_numbers(getattr(gate, name))}" for name in ("mean", "deviation", "weights")),
            f"bias = {gate.bias:.4g}",
        ]
    )


def fit(features: NDArray[np.float32], truth: NDArray[np.bool_]) -> Gate:
    """Return the logistic gate that fits best: Newton's method on the penalised likelihood.

    Args:
        features: Shape (hops, FEATURES).
        truth: Whether somebody at the table speaks, shape (hops,).
    """
    mean, deviation = features.mean(axis=0), features.std(axis=0)
    inputs = np.column_stack([(features - mean) / deviation, np.ones(len(features))]).astype(np.float64)
    weights = np.zeros(inputs.shape[1])
    for _ in range(_ITERATIONS):
        probability = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (probability - truth) / len(truth) + _PENALTY * weights
        curvature = (inputs * (probability * (1 - probability))[:, None]).T @ inputs / len(truth)
        weights -= np.linalg.solve(curvature + _PENALTY * np.eye(len(weights)), slope)
    return Gate(
        mean=np.asarray(mean, np.float32),
        deviation=np.asarray(deviation, np.float32),
        weights=np.asarray(weights[:-1], np.float32),
        bias=float(weights[-1]),
    )


def _mixes(scene: Scene) -> list[tuple[Audio, NDArray[np.bool_]]]:
    """Return what the array hears and when the table speaks, also while nobody is there."""
    spoken = scene.active["visitor"] | scene.active["rep"]
    nobody = np.zeros_like(spoken)
    louder = np.float32(10 ** (_IDLE_NEIGHBOUR_DB / 20))
    found = [(scene.hall, nobody), (scene.hall + louder * scene.neighbour, nobody)]
    found += [
        (scene.mixed(ratio_db, neighbour=neighbour), spoken)
        for ratio_db in _RATIOS_DB
        for neighbour in (False, True)
    ]
    return [(np.asarray(sound * np.float32(_LEVEL), np.float32), answer) for sound, answer in found]


def _features(geometry: Geometry, sound: Audio) -> NDArray[np.float32]:
    nothing = np.zeros(FEATURES, np.float32)
    recorder = _Recorder(mean=nothing, deviation=nothing + 1, weights=nothing, bias=0.0)
    # Nobody is followed: aims are learnt from what a trained gate lets through.
    front_end = ArrayFrontEnd(geometry, recorder, replace(ArrayTuning(), follow=False))
    for first in range(0, len(sound) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        front_end.push(Frame(sound[first : first + FRAME_SAMPLES], first / SAMPLE_RATE_HZ))
    return np.concatenate(recorder.asked)


def _on_hops(steps: NDArray[np.bool_], hops: int) -> NDArray[np.bool_]:
    """Bring a grid of 10 ms to hops, whose windows begin a hop before them."""
    at = (np.arange(hops) * HOP_S * 100).astype(int)
    return np.asarray(steps[np.clip(at, 0, len(steps) - 1)])


def _numbers(values: NDArray[np.float32]) -> str:
    return "[" + ", ".join(f"{value:.4g}" for value in values) + "]"

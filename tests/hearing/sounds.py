"""What the tests of hearing and speech listen to."""

import functools
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from agent.hearing.utterance import Heard, UtterancePart
from drivers.microphones.base import FRAME_S, FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame

Audio = NDArray[np.float32]
_RECORDINGS = Path(__file__).parents[2].parent / "shared" / "audio"


@dataclass(frozen=True)
class Turn:
    """One utterance of the demo recording, as its reference has it."""

    text: str
    start_s: float
    end_s: float


@functools.cache
def demo_recording() -> Audio:
    """Return the first channel of the demo's conversations, 16 kHz."""
    with files("agent.demo").joinpath("conversations.flac").open("rb") as file:
        samples, rate = soundfile.read(file, dtype="float32", always_2d=True)
    assert rate == SAMPLE_RATE_HZ
    mono: Audio = np.ascontiguousarray(samples[:, 0])
    return mono


@functools.cache
def demo_turns() -> tuple[Turn, ...]:
    """Return what is said in the demo, and when."""
    reference = tomllib.loads(files("agent.demo").joinpath("reference.toml").read_text(encoding="utf-8"))
    return tuple(
        Turn(turn["text"], turn["start_s"], turn["end_s"])
        for conversation in reference["conversation"]
        for turn in conversation["turn"]
    )


def demo_utterance(turn: Turn, *, zero_s: float = 0.0, margin_s: float = 0.1) -> UtterancePart:
    """Return the sound of one turn; `zero_s` is when the recording began."""
    whole = UtterancePart(demo_recording(), zero_s, number=1, last=True)
    return whole.between(zero_s + turn.start_s - margin_s, zero_s + turn.end_s + margin_s)


def real_recording(name: str, *, seconds: float | None = None) -> Audio:
    """Return a recording of real people or rooms; skips the test where there is none."""
    path = _RECORDINGS / name
    if not path.is_file():
        pytest.skip(f"no recording {name} beside the checkout")
    frames = -1 if seconds is None else round(seconds * SAMPLE_RATE_HZ)
    samples, rate = soundfile.read(path, dtype="float32", always_2d=True, frames=frames)
    assert rate == SAMPLE_RATE_HZ
    mono: Audio = np.ascontiguousarray(samples[:, 0])
    return mono


def silence(seconds: float) -> Audio:
    return np.zeros(round(seconds * SAMPLE_RATE_HZ), np.float32)


def noise(seconds: float, level: float = 0.1) -> Audio:
    drawn = np.random.default_rng(7).normal(0.0, level, round(seconds * SAMPLE_RATE_HZ))
    return drawn.clip(-1, 1).astype(np.float32)


def hum(seconds: float) -> Audio:
    times = np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return (0.3 * np.sin(2 * np.pi * 50 * times) + 0.1 * np.sin(2 * np.pi * 150 * times)).astype(np.float32)


def frames_of(audio: Audio, start_s: float = 0.0) -> list[Frame]:
    """Cut a recording into frames as a microphone delivers them; a rest is left out."""
    return [
        Frame(audio[first : first + FRAME_SAMPLES].reshape(-1, 1), start_s + number * FRAME_S)
        for number, first in enumerate(range(0, len(audio) - FRAME_SAMPLES + 1, FRAME_SAMPLES))
    ]


def whole_utterances(heard: Iterable[Heard]) -> list[UtterancePart]:
    """Put the parts of each utterance together, and check that they fit."""
    by_number: dict[int, list[UtterancePart]] = {}
    for each in heard:
        if isinstance(each, UtterancePart):
            by_number.setdefault(each.number, []).append(each)
    whole = []
    for number, parts in by_number.items():
        assert [part.last for part in parts] == [False] * (len(parts) - 1) + [True]
        assert all(abs(before.end_s - after.start_s) < 0.1 for before, after in pairwise(parts))
        audio = np.concatenate([part.audio for part in parts])
        whole.append(UtterancePart(audio, parts[0].start_s, number, last=True, side=parts[0].side))
    return whole

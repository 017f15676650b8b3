"""Whose voices talk at the simulated booths: one set is measured with, another one trained with."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import soundfile

from drivers.microphones.base import SAMPLE_RATE_HZ
from scripts.benchmarks.booth import Audio, Voice
from scripts.benchmarks.recordings import audio_directory, demo_turns

_WORD_TIMES = "read_word_times.json"
_MARGIN_S = 0.05
_RAMP_S = 0.01
_LONGEST_CLIP_S = 20


def measured_voices() -> tuple[list[Voice], list[Voice], str]:
    """Return who talks at the table, who in the crowd, and what to call them.

    Real readers whose word times are known, or the demo's two where there are no recordings.
    """
    folder = audio_directory()
    if folder is None:
        table = _demo()
        return table, table, "the demo's two, synthetic"
    words = json.loads((folder / _WORD_TIMES).read_text(encoding="utf-8"))
    table_clips: dict[str, list[Audio]] = defaultdict(list)
    crowd_clips: dict[str, list[Audio]] = defaultdict(list)
    for path in _recordings(folder, ("read", "accent", "lang")):
        clip = _mono(path)
        if clip is None:
            continue
        name, times = path.stem.split("-")[0], words.get(f"{path.parent.name}/{path.name}")
        if times is None:
            crowd_clips[name].append(clip)
        else:
            table_clips[name].append(_only_words(clip, [(first_s, last_s) for first_s, last_s, _ in times]))
    table, crowd = _voices(table_clips), _voices(crowd_clips)
    return table, crowd, f"{len(table)} real readers, {len(crowd)} in the crowd"


def training_voices() -> tuple[list[Voice], list[Voice], str]:
    """Return voices that `measured_voices` does not have."""
    table = _demo()
    folder = audio_directory()
    if folder is None:
        return table, table, "the demo's two, synthetic"
    clips: dict[str, list[Audio]] = defaultdict(list)
    for path in _recordings(folder, ("spontaneous", "meeting", "unlabelled")):
        clip = _mono(path)
        if clip is not None:
            clips[path.stem].append(clip[: _LONGEST_CLIP_S * SAMPLE_RATE_HZ])
    crowd = [*_voices(clips), *table]
    return table, crowd, f"the demo's two, synthetic; {len(crowd)} in the crowd"


def _demo() -> list[Voice]:
    clips = [turn.audio for turn in demo_turns()]
    return [Voice("even", clips[::2]), Voice("odd", clips[1::2])]


def _recordings(folder: Path, kinds: Iterable[str]) -> list[Path]:
    return sorted(path for kind in kinds for path in (folder / kind).glob("*.flac"))


def _mono(path: Path) -> Audio | None:
    audio, rate_hz = soundfile.read(path, dtype="float32", always_2d=True)
    return np.asarray(audio[:, 0], np.float32) if rate_hz == SAMPLE_RATE_HZ else None


def _voices(clips: dict[str, list[Audio]]) -> list[Voice]:
    return [Voice(name, each) for name, each in clips.items()]


def _only_words(clip: Audio, times: Sequence[tuple[float, float]]) -> Audio:
    """Silence what lies between words, so that loudness says when somebody speaks.

    One reader's recording noise is louder than her soft sounds: by loudness alone she never pauses.
    """
    spoken = np.zeros(len(clip), np.float32)
    for first_s, last_s in times:
        first, last = ((at_s * SAMPLE_RATE_HZ) for at_s in (first_s - _MARGIN_S, last_s + _MARGIN_S))
        spoken[max(0, round(first)) : round(last)] = 1
    ramp = np.ones(round(_RAMP_S * SAMPLE_RATE_HZ), np.float32)
    return np.asarray(clip * np.convolve(spoken, ramp / ramp.sum(), "same"), np.float32)

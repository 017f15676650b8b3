"""What is played to a streaming recogniser, and what was really said in it, when."""

import importlib
import json
import os
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import click
import numpy as np
import soundfile
from numpy.typing import NDArray

from agent.settings.model import HearingSettings
from drivers.microphones.base import FRAME_SAMPLES, SAMPLE_RATE_HZ

HANG_OVER_S = float(HearingSettings.model_fields["hang_over_s"].default)
"""Silence after which the product takes an utterance for over; every final waits for it."""
_PRE_ROLL_S = float(HearingSettings.model_fields["pre_roll_s"].default)
_AUDIO_VARIABLE = "BOOTHSCRIBE_AUDIO"
_WORD_TIMES = "read_word_times.json"
_SEED = 20
_QUIET_PERCENT = 5


@dataclass(frozen=True, slots=True)
class ReferenceWord:
    """One word that was really said.

    Attributes:
        text: As written.
        start_s: From the beginning of the recording; None where nobody knows.
        end_s: The same.
    """

    text: str
    start_s: float | None = None
    end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """One utterance, from its pre-roll to the end of its hang-over.

    Attributes:
        name: For people.
        audio: float32, 16 kHz mono, shape (samples,).
        words: What is said in it; empty for noise.
        speech_end_s: From the beginning; where the last word ends.
    """

    name: str
    audio: NDArray[np.float32]
    words: tuple[ReferenceWord, ...]
    speech_end_s: float

    @property
    def duration_s(self) -> float:
        """Length in seconds."""
        return len(self.audio) / SAMPLE_RATE_HZ

    @property
    def text(self) -> str:
        """What is said in it."""
        return " ".join(word.text for word in self.words)


def audio_directory() -> Path | None:
    """Return where recordings of real speech are: named by BOOTHSCRIBE_AUDIO, or beside the checkout."""
    named = os.environ.get(_AUDIO_VARIABLE)
    found = Path(named) if named else Path(__file__).resolve().parents[2].parent / "shared" / "audio"
    return found if found.is_dir() else None


def with_word_times(directory: Path | None) -> list[Recording]:
    """Read the recordings whose word times are known.

    Args:
        directory: Holds `read_word_times.json`: file name to a list of [start_s, end_s, word]; None
            looks in the usual places.

    Raises:
        click.ClickException: If there are none.
    """
    directory = directory or audio_directory()
    if directory is None or not (directory / _WORD_TIMES).is_file():
        raise click.ClickException(
            f"no {_WORD_TIMES} in {directory or '../shared/audio'}; name its directory with --recordings"
            f" or {_AUDIO_VARIABLE}"
        )
    times = json.loads((directory / _WORD_TIMES).read_text(encoding="utf-8"))
    return [
        _until_hang_over(
            name,
            read(directory / name),
            tuple(ReferenceWord(text, start_s, end_s) for start_s, end_s, text in words),
            words[-1][1],
        )
        for name, words in sorted(times.items())
    ]


def demo_turns() -> list[Recording]:
    """Return the turns of the recording that comes with the demo; the times of its words are not known."""
    with files("agent.demo").joinpath("conversations.flac").open("rb") as file:
        audio = _mono(*soundfile.read(file, dtype="float32", always_2d=True))
    reference = tomllib.loads(files("agent.demo").joinpath("reference.toml").read_text(encoding="utf-8"))
    found = []
    for conversation in reference["conversation"]:
        for turn in conversation["turn"]:
            from_s = max(0.0, turn["start_s"] - _PRE_ROLL_S)
            found.append(
                _until_hang_over(
                    f"demo at {turn['start_s']:.1f} s",
                    audio[round(from_s * SAMPLE_RATE_HZ) :],
                    tuple(ReferenceWord(text) for text in turn["text"].split()),
                    turn["end_s"] - from_s,
                )
            )
    return found


def fresh_sentences(count: int) -> list[Recording]:
    """Speak sentences of the demo model's grammar that were drawn for this benchmark.

    Raises:
        click.ClickException: If the demo model's trainer or a synthesiser is missing.
    """
    try:
        sentences: Any = importlib.import_module("scripts.demo_model.sentences")
        voices: Any = importlib.import_module("scripts.demo_model.voices")
    except ImportError as error:
        raise click.ClickException(f"--sentences needs the demo model's trainer: {error}") from error
    generator = np.random.default_rng(_SEED)
    lead_in = np.zeros(round(_PRE_ROLL_S * SAMPLE_RATE_HZ), np.float32)
    found: list[Recording] = []
    while len(found) < count:
        phrase, voice = sentences.draw_sentence(generator), voices.random_voice(generator)
        try:
            spoken = voices.speak(phrase.spoken, voice)
        except voices.MissingSynthesiserError as error:
            raise click.ClickException(str(error)) from error
        except voices.SynthesisError:
            continue  # one of the voices has nothing to say to this sentence
        words = tuple(ReferenceWord(text) for text in phrase.written.split())
        audio = np.concatenate([lead_in, spoken]).astype(np.float32)
        found.append(
            _until_hang_over(f"sentence {len(found) + 1}, {voice}", audio, words, len(audio) / SAMPLE_RATE_HZ)
        )
    return found


def lasting(recordings: Sequence[Recording], seconds: float | None) -> Iterator[Recording]:
    """Yield recordings until `seconds` are full, from the beginning again if need be; None: each once."""
    if seconds is None:
        yield from recordings
        return
    played_s = 0.0
    while played_s < seconds:
        for recording in recordings:
            yield recording
            played_s += recording.duration_s
            if played_s >= seconds:
                return


def continued(audio: NDArray[np.float32], samples: int) -> NDArray[np.float32]:
    """Return `audio` at a length of `samples`, cut, or followed by noise as loud as its quietest stretches.

    Digital silence would not do: after it voice detectors take the tone of any room for speech.
    """
    missing = samples - len(audio)
    if missing <= 0:
        return audio[:samples]
    frames = audio[: len(audio) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)
    level = (
        float(np.percentile(np.sqrt(np.square(frames).mean(axis=1)), _QUIET_PERCENT)) if len(frames) else 0.0
    )
    tone = np.random.default_rng(_SEED).normal(0.0, level, missing)
    return np.concatenate([audio, tone]).astype(np.float32)


def read(path: Path) -> NDArray[np.float32]:
    """Read the first channel of a recording.

    Raises:
        click.ClickException: If it is not 16 kHz.
    """
    return _mono(*soundfile.read(path, dtype="float32", always_2d=True))


def _mono(samples: NDArray[np.float32], rate_hz: int) -> NDArray[np.float32]:
    if rate_hz != SAMPLE_RATE_HZ:
        raise click.ClickException(f"recordings must have {SAMPLE_RATE_HZ} Hz; this one has {rate_hz}")
    return np.ascontiguousarray(samples[:, 0])


def _until_hang_over(
    name: str, audio: NDArray[np.float32], words: tuple[ReferenceWord, ...], speech_end_s: float
) -> Recording:
    wanted = round((speech_end_s + HANG_OVER_S) * SAMPLE_RATE_HZ)
    return Recording(name, continued(audio, wanted), words, speech_end_s)

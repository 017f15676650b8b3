"""Synthetic talkers: espeak-ng and flite, in many accents, rates and pitches.

Both are Debian packages of the same name and run offline. No recording of a real person is used anywhere.
"""

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
import soundfile
import soxr

from scripts.demo_model import synthesisers
from scripts.demo_model.chance import happens, pick
from scripts.demo_model.synthesisers import MissingSynthesiserError, SynthesisError

Samples: TypeAlias = npt.NDArray[np.float32]
"""Mono audio at `SAMPLE_RATE_HZ`, shape (samples,), full scale ±1."""

SAMPLE_RATE_HZ = 16_000
PEAK = 0.6
"""Peak of every spoken sentence; loudness is varied later, when scenes are mixed."""


@dataclass(frozen=True, slots=True)
class Voice:
    """One way of speaking."""

    engine: Literal["espeak-ng", "flite"]
    name: str
    """espeak-ng: language and variant, as in `en-us+f3`; flite: the voice, as in `slt`."""
    rate: float = 1.0
    """Speed relative to the engine's own."""
    pitch: float = 1.0
    """Fundamental frequency relative to the voice's own."""

    def __str__(self) -> str:
        return f"{self.engine}:{self.name}"


def random_voice(generator: np.random.Generator) -> Voice:
    """Draw a talker: accents and voices that are easier to follow come more often."""
    rate = float(generator.uniform(0.75, 1.3))
    if happens(generator, ESPEAK_SHARE):
        name = pick(generator, ESPEAK_ACCENTS) + pick(generator, ESPEAK_VARIANTS)
        return Voice("espeak-ng", name, rate, float(generator.uniform(0.6, 1.4)))
    return Voice("flite", pick(generator, FLITE_VOICES), rate, float(generator.uniform(0.85, 1.18)))


@dataclass(frozen=True, slots=True)
class Speech:
    """What was said, and when each word of it begins."""

    samples: Samples
    starts_s: tuple[float | None, ...]
    """One per word; None for one that runs on from the word before."""


def unheard_voice(generator: np.random.Generator) -> Voice:
    """Draw a talker that `random_voice` never gives, for measuring."""
    name = pick(generator, UNHEARD_ACCENTS) + pick(generator, UNHEARD_VARIANTS)
    return Voice("espeak-ng", name, float(generator.uniform(0.8, 1.15)), float(generator.uniform(0.8, 1.2)))


def say(text: str, voice: Voice) -> Speech:
    """Say `text`, with the silence around it trimmed to a few hundredths of a second.

    Much faster than `speak`, and tells when words begin, but a voice with breath in it never sounds exactly
    the same twice.

    Raises:
        MissingSynthesiserError: If the engine is not installed.
        SynthesisError: If it stays silent or loses a word.
    """
    if voice.engine == "espeak-ng":
        words_per_minute = round(ESPEAK_WORDS_PER_MINUTE * voice.rate)
        pitch = round(np.clip(ESPEAK_PITCH * voice.pitch, 0, 99))
        take = synthesisers.espeak(text, voice.name, words_per_minute=words_per_minute, pitch=pitch)
    else:
        take = synthesisers.flite(text, voice.name, stretch=1 / voice.rate, pitch=voice.pitch)
    if len(take.starts_s) != len(text.split(" ")):
        raise SynthesisError(f"{voice} took {text!r} for another number of words")
    samples = (take.recording / 32768).astype(np.float32)
    if take.rate_hz != SAMPLE_RATE_HZ:
        samples = soxr.resample(samples, take.rate_hz, SAMPLE_RATE_HZ)
    trimmed, before = _trimmed(np.asarray(samples, np.float32), text, voice)
    before_s = before / SAMPLE_RATE_HZ
    return Speech(trimmed, tuple(None if start is None else start - before_s for start in take.starts_s))


def speak(text: str, voice: Voice) -> Samples:
    """Say `text` by the engine's command: the same samples for the same text and voice every time.

    As with `say`, the silence around it is trimmed.

    Raises:
        MissingSynthesiserError: If the engine is not installed.
        SynthesisError: If it fails or stays silent.
    """
    if shutil.which(voice.engine) is None:
        raise MissingSynthesiserError(
            f"{voice.engine} is not installed; on Debian: apt install espeak-ng flite"
        )
    with tempfile.NamedTemporaryFile(suffix=".wav") as wave_file:
        command = (_espeak_command if voice.engine == "espeak-ng" else _flite_command)(
            text, voice, wave_file.name
        )
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=30)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise SynthesisError(f"{voice} could not say {text!r}: {error}") from error
        if Path(wave_file.name).stat().st_size <= WAVE_HEADER_BYTES:
            raise SynthesisError(f"{voice} wrote no audio for {text!r}")
        samples, rate_hz = soundfile.read(wave_file.name, dtype="float32")
    if rate_hz != SAMPLE_RATE_HZ:
        samples = soxr.resample(samples, rate_hz, SAMPLE_RATE_HZ)
    return _trimmed(np.asarray(samples, np.float32), text, voice)[0]


def _espeak_command(text: str, voice: Voice, path: str) -> list[str]:
    words_per_minute = round(ESPEAK_WORDS_PER_MINUTE * voice.rate)
    pitch = round(np.clip(ESPEAK_PITCH * voice.pitch, 0, 99))
    return ["espeak-ng", "-v", voice.name, "-s", f"{words_per_minute}", "-p", f"{pitch}", "-w", path, text]


def _flite_command(text: str, voice: Voice, path: str) -> list[str]:
    stretch = f"duration_stretch={1 / voice.rate:.3f}"
    pitch = f"f0_shift={voice.pitch:.3f}"
    return ["flite", "-voice", voice.name, "--setf", stretch, "--setf", pitch, "-t", text, "-o", path]


def _trimmed(samples: Samples, text: str, voice: Voice) -> tuple[Samples, int]:
    """Return what is audible of `samples`, its peak the same for every voice, and where it began."""
    audible = np.flatnonzero(np.abs(samples) > AUDIBLE)
    if len(audible) < SHORTEST_SPEECH_S * SAMPLE_RATE_HZ:
        raise SynthesisError(f"{voice} stayed silent at {text!r}")
    before, after = int(0.05 * SAMPLE_RATE_HZ), int(0.075 * SAMPLE_RATE_HZ)
    first = max(0, int(audible[0]) - before)
    spoken = samples[first : audible[-1] + after]
    return np.asarray(spoken * (PEAK / np.abs(spoken).max()), np.float32), first


AUDIBLE = 0.004
SHORTEST_SPEECH_S = 0.1
WAVE_HEADER_BYTES = 44
ESPEAK_SHARE = 0.55
ESPEAK_WORDS_PER_MINUTE = 160
ESPEAK_PITCH = 50
ESPEAK_ACCENTS = (
    *["en-us"] * 5,
    *["en-gb"] * 2,
    "en-gb-scotland",
    "en-gb-x-rp",
    "en-gb-x-gbclan",
    "en-us-nyc",
    "en-029",
)
ESPEAK_VARIANTS = (
    "", "+m1", "+m2", "+m3", "+m4", "+m5", "+m6", "+m7", "+f1", "+f2", "+f3", "+f4", "+f5", "+klatt",
    "+klatt2", "+klatt3", "+Alex", "+Andy", "+Annie", "+Denis", "+Diogo", "+Gene", "+Jacky", "+Lee",
    "+Mario", "+Michael", "+Mr_serious", "+Steph", "+Storm", "+Tweaky", "+UniRobot", "+Zac", "+iven",
    "+linda", "+max", "+michel", "+rob", "+robert", "+steph", "+victor", "+Alicia", "+Andrea", "+Henrique",
    "+Hugo", "+Marco", "+Mike", "+adam", "+anika", "+antonio", "+aunty", "+belinda", "+benjamin", "+boris",
    "+david", "+ed", "+edward", "+gustave", "+iven2", "+john", "+klatt4", "+marcelo", "+miguel", "+norbert",
    "+pablo", "+paul", "+pedro", "+sandro", "+steph2", "+travis", "+zac",
)  # fmt: skip
UNHEARD_ACCENTS = ("en-gb-x-gbcwmd",)
UNHEARD_VARIANTS = ("+m8", "+shelby", "+quincy", "+kaukovalta", "+edward2", "+Nguyen", "+steph3", "+iven3")
FLITE_VOICES = (*["slt"] * 3, *["rms"] * 3, *["awb"] * 2, "kal16")

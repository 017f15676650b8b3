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

from scripts.demo_model.chance import happens, pick

Samples: TypeAlias = npt.NDArray[np.float32]
"""Mono audio at `SAMPLE_RATE_HZ`, shape (samples,), full scale ±1."""

SAMPLE_RATE_HZ = 16_000
PEAK = 0.6
"""Peak of every spoken sentence; loudness is varied later, when scenes are mixed."""


class MissingSynthesiserError(RuntimeError):
    """A speech synthesiser is not installed."""


class SynthesisError(RuntimeError):
    """A synthesiser ran and produced no usable speech."""


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
    rate = float(generator.uniform(0.78, 1.2))
    if happens(generator, ESPEAK_SHARE):
        name = pick(generator, ESPEAK_ACCENTS) + pick(generator, ESPEAK_VARIANTS)
        return Voice("espeak-ng", name, rate, float(generator.uniform(0.6, 1.4)))
    return Voice("flite", pick(generator, FLITE_VOICES), rate, float(generator.uniform(0.85, 1.18)))


def speak(text: str, voice: Voice) -> Samples:
    """Say `text`, with the silence around it trimmed to a few hundredths of a second.

    The same text and voice give the same samples on the same version of the synthesiser.

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
    return _trimmed(np.asarray(samples, np.float32), text, voice)


def _espeak_command(text: str, voice: Voice, path: str) -> list[str]:
    words_per_minute = round(ESPEAK_WORDS_PER_MINUTE * voice.rate)
    pitch = round(np.clip(ESPEAK_PITCH * voice.pitch, 0, 99))
    return ["espeak-ng", "-v", voice.name, "-s", f"{words_per_minute}", "-p", f"{pitch}", "-w", path, text]


def _flite_command(text: str, voice: Voice, path: str) -> list[str]:
    stretch = f"duration_stretch={1 / voice.rate:.3f}"
    pitch = f"f0_shift={voice.pitch:.3f}"
    return ["flite", "-voice", voice.name, "--setf", stretch, "--setf", pitch, "-t", text, "-o", path]


def _trimmed(samples: Samples, text: str, voice: Voice) -> Samples:
    audible = np.flatnonzero(np.abs(samples) > AUDIBLE)
    if len(audible) < SHORTEST_SPEECH_S * SAMPLE_RATE_HZ:
        raise SynthesisError(f"{voice} stayed silent at {text!r}")
    before, after = int(0.05 * SAMPLE_RATE_HZ), int(0.075 * SAMPLE_RATE_HZ)
    spoken = samples[max(0, audible[0] - before) : audible[-1] + after]
    return np.asarray(spoken * (PEAK / np.abs(spoken).max()), np.float32)


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
    "en-029",
)
ESPEAK_VARIANTS = (
    "", "+m1", "+m2", "+m3", "+m4", "+m5", "+m6", "+m7", "+f1", "+f2", "+f3", "+f4", "+f5", "+klatt",
    "+klatt2", "+klatt3", "+Alex", "+Andy", "+Annie", "+Denis", "+Diogo", "+Gene", "+Jacky", "+Lee",
    "+Mario", "+Michael", "+Mr_serious", "+Steph", "+Storm", "+Tweaky", "+UniRobot", "+Zac", "+iven",
    "+linda", "+max", "+michel", "+rob", "+robert", "+steph", "+victor",
)  # fmt: skip
FLITE_VOICES = (*["slt"] * 3, *["rms"] * 3, *["awb"] * 2, "kal16")

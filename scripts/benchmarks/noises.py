"""Sound in which nobody says a word that could be understood."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle
from pathlib import Path

import numpy as np
import soundfile
from numpy.typing import NDArray

from agent.hearing.front_end import MonoFrontEnd
from agent.hearing.gate import WebRtcGate
from agent.hearing.segmenter import Segmenter, SegmenterLimits
from agent.hearing.utterance import Heard, UtterancePart
from agent.settings.model import HearingSettings
from drivers.microphones.base import FRAME_SAMPLES, SAMPLE_RATE_HZ, Frame
from scripts.benchmarks.recordings import Recording, audio_directory, demo_turns

_PIECE_S = 10.0
_PIECE_SAMPLES = round(_PIECE_S * SAMPLE_RATE_HZ)
_TALKERS = 8
_BABBLE_RMS = 0.05
_LOUDEST_DBFS, _SOFTEST_DBFS = -20.0, -55.0
_SEED = 7

Audio = NDArray[np.float32]


def pieces(minutes: float) -> list[Recording]:
    """Return that much silence, white and pink noise, hum, babble and recorded noise, in equal shares."""
    generator = np.random.default_rng(_SEED)
    kinds: list[Iterator[Recording]] = [
        _made("silence", lambda: np.zeros(_PIECE_SAMPLES, np.float32)),
        _made("white noise", lambda: _at_some_level(generator.standard_normal(_PIECE_SAMPLES), generator)),
        _made("pink noise", lambda: _at_some_level(_pink(generator), generator)),
        _made("hum", lambda: _at_some_level(_hum(generator), generator)),
        _babble([turn.audio for turn in demo_turns()], generator),
        *_recorded(),
    ]
    wanted = max(1, round(minutes * 60 / _PIECE_S))
    return [next(kind) for kind, _ in zip(cycle(kinds), range(wanted), strict=False)]


def heard_by_the_gate(piece: Recording) -> list[Recording]:
    """Return what the product's gate and segmenter make of it: utterances, none where they stay shut.

    The gate is the one for a single microphone, with the default settings.
    """
    hearing = HearingSettings()
    segmenter = Segmenter(
        front_end=MonoFrontEnd(WebRtcGate(hearing.gate_aggressiveness), 0),
        limits=SegmenterLimits(
            pre_roll_s=hearing.pre_roll_s,
            hang_over_s=hearing.hang_over_s,
            maximum_s=hearing.maximum_utterance_s,
        ),
    )
    heard: list[Heard] = []
    for first in range(0, len(piece.audio) - FRAME_SAMPLES + 1, FRAME_SAMPLES):
        samples = piece.audio[first : first + FRAME_SAMPLES, np.newaxis]
        heard += segmenter.push(Frame(samples, first / SAMPLE_RATE_HZ))
    heard += segmenter.flush()
    parts: dict[int, list[Audio]] = {}
    for each in heard:
        if isinstance(each, UtterancePart):
            parts.setdefault(each.number, []).append(each.audio)
    joined = [np.concatenate(audio) for audio in parts.values()]
    return [Recording(piece.name, audio, (), len(audio) / SAMPLE_RATE_HZ) for audio in joined]


def _made(name: str, make: Callable[[], Audio]) -> Iterator[Recording]:
    while True:
        yield _recording(name, make())


def _babble(turns: Sequence[Audio], generator: np.random.Generator) -> Iterator[Recording]:
    """Overlap so many talkers that nobody can be followed."""
    while True:
        mixed = np.zeros(_PIECE_SAMPLES, np.float64)
        for _ in range(_TALKERS):
            chosen = np.concatenate([turns[int(at)] for at in generator.permutation(len(turns))])
            mixed += np.roll(np.resize(chosen, _PIECE_SAMPLES), int(generator.integers(_PIECE_SAMPLES)))
        yield _recording("babble", _scaled(mixed, _BABBLE_RMS))


def _recorded() -> list[Iterator[Recording]]:
    directory = audio_directory()
    if directory is None:
        return []
    return [_cut(path.stem, path) for path in sorted((directory / "noise").glob("*.flac"))]


def _cut(name: str, path: Path) -> Iterator[Recording]:
    samples, _ = soundfile.read(path, dtype="float32", always_2d=True)
    mono = np.resize(samples[:, 0], max(len(samples), _PIECE_SAMPLES))
    while True:
        for first in range(0, len(mono) - _PIECE_SAMPLES + 1, _PIECE_SAMPLES):
            yield _recording(name, np.ascontiguousarray(mono[first : first + _PIECE_SAMPLES]))


def _recording(name: str, audio: Audio) -> Recording:
    return Recording(name, audio, (), _PIECE_S)


def _pink(generator: np.random.Generator) -> NDArray[np.float64]:
    spectrum = np.fft.rfft(generator.standard_normal(_PIECE_SAMPLES))
    shaped = spectrum / np.sqrt(np.maximum(1.0, np.arange(len(spectrum))))
    return np.asarray(np.fft.irfft(shaped, _PIECE_SAMPLES), np.float64)


def _hum(generator: np.random.Generator) -> NDArray[np.float64]:
    times_s = np.arange(_PIECE_SAMPLES) / SAMPLE_RATE_HZ
    mains_hz = generator.choice([50.0, 60.0])
    overtones = [np.sin(2 * np.pi * mains_hz * number * times_s) / number for number in (1, 2, 3, 5, 7)]
    return np.asarray(np.sum(overtones, axis=0), np.float64)


def _at_some_level(samples: NDArray[np.float64], generator: np.random.Generator) -> Audio:
    return _scaled(samples, float(10 ** (generator.uniform(_SOFTEST_DBFS, _LOUDEST_DBFS) / 20)))


def _scaled(samples: NDArray[np.float64], rms: float) -> Audio:
    scaled = samples * (rms / np.sqrt(np.mean(np.square(samples))))
    clipped: Audio = scaled.clip(-1, 1).astype(np.float32)
    return clipped

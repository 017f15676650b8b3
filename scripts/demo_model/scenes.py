"""What the network hears while it learns: utterances put into rooms, noise and other people's talk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from scripts.demo_model.acoustics import babble, coloured_noise, impulse_response, in_room, root_mean_square
from scripts.demo_model.alignment import WordSpan
from scripts.demo_model.chance import happens, pick
from scripts.demo_model.corpus import Utterance
from scripts.demo_model.voices import SAMPLE_RATE_HZ, Samples


@dataclass(frozen=True, slots=True)
class Segment:
    """An utterance within a scene, in seconds from its start."""

    start_s: float
    end_s: float
    written: str


@dataclass(frozen=True, slots=True)
class Scene:
    """One training example; without segments nobody speaks to the microphone."""

    samples: Samples
    segments: tuple[Segment, ...]


class SceneMixer:
    """Mixes random scenes from a corpus.

    Args:
        corpus: What can be said.
        generator: Source of every choice.
        aligner: Tells where in an utterance its words are.
        longest_s: Scenes stay shorter than this.
    """

    def __init__(
        self,
        corpus: Sequence[Utterance],
        generator: np.random.Generator,
        aligner: Callable[[Utterance], list[WordSpan]],
        *,
        longest_s: float = 9.0,
    ) -> None:
        self._corpus = corpus
        self._aligner = aligner
        self._generator = generator
        self._longest = int(longest_s * SAMPLE_RATE_HZ)
        # Noise and rooms are drawn once and reused in slices: making them anew for every scene would cost
        # more than the training step itself.
        self._noises = [
            coloured_noise(60 * SAMPLE_RATE_HZ, exponent=exponent, generator=generator)
            for exponent in NOISE_EXPONENTS
        ]
        self._rooms = [
            impulse_response(
                reverberation_s=float(generator.uniform(0.1, 0.5)),
                direct_to_reverberant_db=float(generator.uniform(0.0, 20.0)),
                generator=generator,
            )
            for _ in range(100)
        ]

    def scene(self, *, hard: bool, cuts: bool) -> Scene:
        """Mix one scene.

        Args:
            hard: Several utterances, noise, babble and rooms. Easy scenes hold one utterance and seldom
                noise: a network that starts from nothing finds the alignment in those first.
            cuts: Let some scenes end within an utterance, as the buffer of a streaming recogniser does.
                Words that have not been said to the end are not to be written.
        """
        if self._chance(NO_SPEECH_SHARE if hard else 0.04):
            return Scene(np.clip(self._without_speech(), -1.0, 1.0), ())
        spoken, segments = self._spoken(
            self._utterance_count() if hard else 1, cut=cuts and self._chance(CUT_SHARE)
        )
        if self._chance(0.35 if hard else 0.1):
            spoken = in_room(spoken, pick(self._generator, self._rooms))
        spoken *= _amplitude(self._uniform(-26.0, 0.0))
        if self._chance(0.8 if hard else 0.2):
            signal_to_noise_db = self._uniform(4.0, 40.0)
            noise = self._babble(len(spoken)) if self._chance(0.35) else self._noise(len(spoken))
            # The quietest noise keeps a pause from being digital silence, which no microphone delivers.
            level = max(root_mean_square(spoken) * _amplitude(-signal_to_noise_db), 1e-5)
            spoken = spoken + noise * np.float32(level)
        return Scene(np.clip(spoken, -1.0, 1.0), segments)

    def other_text(self) -> str:
        """Return the words of a random utterance, as a prompt that has nothing to do with the scene."""
        return pick(self._generator, self._corpus).written

    def _spoken(self, count: int, *, cut: bool) -> tuple[Samples, tuple[Segment, ...]]:
        pieces = [_silence(self._uniform(0.0, 0.6))]
        segments: list[Segment] = []
        at = len(pieces[0])
        for number in range(count):
            utterance = pick(self._generator, self._corpus)
            last = number == count - 1
            written, samples = (
                self._cut(utterance) if cut and last else (utterance.written, utterance.samples)
            )
            if self._chance(0.4):
                samples = _played_at(samples, self._uniform(0.9, 1.1))
            if segments and at + len(samples) > self._longest:
                break
            end = at + len(samples)
            segments.append(Segment(at / SAMPLE_RATE_HZ, end / SAMPLE_RATE_HZ, written))
            gap = _silence(self._uniform(0.1, 0.8) if written == utterance.written else 0.0)
            pieces += [samples * np.float32(self._uniform(0.4, 1.0)), gap]
            at = end + len(gap)
        return np.concatenate(pieces), tuple(segments)

    def _cut(self, utterance: Utterance) -> tuple[str, Samples]:
        """Return the beginning of an utterance, ending between two words or early in a word."""
        spans = self._aligner(utterance)
        if len(spans) <= 1:
            return utterance.written, utterance.samples
        kept = int(self._generator.integers(1, len(spans)))
        following = spans[kept]
        # The head tends to spell a word's last character before its sound is over.
        earliest = (spans[kept - 1].last + 1 + following.first) / 2
        latest = max(earliest, (following.first + following.last) / 2)
        end_s = self._uniform(earliest, latest) * ENCODER_STEP_S
        words = utterance.written.split(" ")
        return " ".join(words[:kept]), utterance.samples[: int(end_s * SAMPLE_RATE_HZ)]

    def _without_speech(self) -> Samples:
        length = int(self._uniform(0.5, 8.0) * SAMPLE_RATE_HZ)
        level = np.float32(_amplitude(self._uniform(-80.0, -12.0)))
        make = pick(
            self._generator, (self._muted, *[self._hum] * 6, *[self._handling] * 2, *[self._crowd] * 3)
        )
        return make(length) * level

    def _muted(self, length: int) -> Samples:
        return np.zeros(length, np.float32)

    def _hum(self, length: int) -> Samples:
        return self._noise(length)

    def _handling(self, length: int) -> Samples:
        """Taps on the table, cables, cutlery."""
        taps = self._noise(length) * np.float32(0.3)
        for _ in range(int(self._generator.integers(1, 8))):
            tap_length = int(self._uniform(0.005, 0.15) * SAMPLE_RATE_HZ)
            start = int(self._generator.integers(max(1, length - tap_length)))
            fading = np.exp(-np.linspace(0.0, 6.0, tap_length)).astype(np.float32)
            piece = taps[start : start + tap_length]
            piece += (self._noise(tap_length) * fading)[: len(piece)] * np.float32(self._uniform(1.0, 10.0))
        return taps

    def _crowd(self, length: int) -> Samples:
        far = in_room(self._babble(length, fewest=5), pick(self._generator, self._rooms))
        return far + self._noise(length) * np.float32(0.3)

    def _noise(self, length: int) -> Samples:
        noise = pick(self._generator, self._noises)
        start = int(self._generator.integers(len(noise) - length))
        return noise[start : start + length]

    def _babble(self, length: int, *, fewest: int = 3) -> Samples:
        talkers = [
            pick(self._generator, self._corpus).samples
            for _ in range(int(self._generator.integers(fewest, 9)))
        ]
        return babble(length, talkers, self._generator)

    def _utterance_count(self) -> int:
        return pick(self._generator, (1, 1, 1, 1, 1, 1, 2, 2))

    def _chance(self, probability: float) -> bool:
        return happens(self._generator, probability)

    def _uniform(self, low: float, high: float) -> float:
        return float(self._generator.uniform(low, high))


def _played_at(samples: Samples, speed: float) -> Samples:
    """Return `samples` played faster or slower, pitch included."""
    positions = np.arange(0, len(samples) - 1, speed)
    return np.asarray(np.interp(positions, np.arange(len(samples)), samples), np.float32)


def _silence(length_s: float) -> Samples:
    return np.zeros(int(length_s * SAMPLE_RATE_HZ), np.float32)


def _amplitude(level_db: float) -> float:
    return float(10 ** (level_db / 20))


NOISE_EXPONENTS = (0.0, 0.0, 0.5, 1.0, 1.0, 1.5, 2.0)
NO_SPEECH_SHARE = 0.1
CUT_SHARE = 0.15
ENCODER_STEP_S = 0.02

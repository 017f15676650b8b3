"""What the network hears while it learns: utterances put into rooms, noise and other people's talk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scripts.demo_model.acoustics import (
    babble,
    coloured_noise,
    impulse_response,
    in_room,
    music,
    root_mean_square,
)
from scripts.demo_model.chance import happens, pick
from scripts.demo_model.corpus import Utterance
from scripts.demo_model.voices import SAMPLE_RATE_HZ, Samples


@dataclass(frozen=True, slots=True)
class SceneWord:
    """A word with its place in a scene, in seconds from the scene's start."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True, slots=True)
class Segment:
    """What is heard of an utterance within a scene; at least one word."""

    words: tuple[SceneWord, ...]

    @property
    def written(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Scene:
    """One training example."""

    samples: Samples
    segments: tuple[Segment, ...]
    spoken_to: bool
    """Whether somebody speaks to the microphone at all; a scene may hold nothing but pieces of words."""
    before: str = ""
    """Words that were cut away at the beginning, and one that was cut into."""
    names: tuple[str, ...] = ()


class SceneMixer:
    """Mixes random scenes from a corpus.

    Args:
        corpus: What can be said.
        generator: Source of every choice.
        longest_s: Scenes stay shorter than this.
    """

    def __init__(
        self, corpus: Sequence[Utterance], generator: np.random.Generator, *, longest_s: float = 9.0
    ) -> None:
        self._corpus = corpus
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
                reverberation_s=float(generator.uniform(0.1, 0.6)),
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
            cuts: Let some scenes begin or end anywhere, as the buffer of a streaming recogniser does. Only
                words that are completely inside are to be written.
        """
        if self._chance(NO_SPEECH_SHARE if hard else 0.04):
            return Scene(np.clip(self._without_speech(), -1.0, 1.0), (), spoken_to=False)
        scene = self._spoken(self._utterance_count() if hard else 1)
        if cuts and self._chance(CUT_END_SHARE):
            scene = self._cut_end(scene)
        if cuts and self._chance(CUT_START_SHARE):
            scene = self._cut_start(scene)
        spoken = scene.samples
        if self._chance(0.35 if hard else 0.1):
            spoken = in_room(spoken, pick(self._generator, self._rooms))
        if hard and self._chance(0.3):
            # Microphones and voices differ in how bright they are.
            spoken = spoken - np.float32(self._uniform(-0.5, 0.7)) * np.pad(spoken, (1, 0))[:-1]
        spoken = spoken * np.float32(_amplitude(self._uniform(-34.0, 0.0)))
        if self._chance(0.8 if hard else 0.2):
            if self._chance(0.45):
                noise, signal_to_noise_db = self._babble(len(spoken)), self._uniform(3.0, 25.0)
            else:
                noise, signal_to_noise_db = self._noise(len(spoken)), self._uniform(4.0, 40.0)
            # The quietest noise keeps a pause from being digital silence, which no microphone delivers.
            level = max(root_mean_square(spoken) * _amplitude(-signal_to_noise_db), 1e-5)
            spoken = spoken + noise * np.float32(level)
        if hard and self._chance(0.03):
            spoken = spoken * np.float32(self._uniform(1.0, 8.0) / max(1e-3, float(np.abs(spoken).max())))
        return replace(scene, samples=np.clip(spoken, -1.0, 1.0))

    def other_text(self) -> str:
        """Return the words of a random utterance, as a prompt that has nothing to do with the scene."""
        return pick(self._generator, self._corpus).written

    def _spoken(self, count: int) -> Scene:
        long_pause = self._chance(0.1)
        pieces = [_silence(self._uniform(0.0, 2.5 if long_pause else 0.6))]
        segments: list[Segment] = []
        names: list[str] = []
        at = len(pieces[0])
        for _ in range(count):
            utterance = pick(self._generator, self._corpus)
            speed = self._uniform(0.9, 1.12) if self._chance(0.5) else 1.0
            samples = _played_at(utterance.samples, speed) if speed != 1.0 else utterance.samples
            if segments and at + len(samples) > self._longest:
                break
            at_s = at / SAMPLE_RATE_HZ
            timed = zip(utterance.written.split(" "), utterance.times, strict=True)
            words = (
                SceneWord(text, at_s + time.start_s / speed, at_s + time.end_s / speed)
                for text, time in timed
            )
            segments.append(Segment(tuple(words)))
            names += utterance.names
            gap = _silence(self._uniform(0.1, 2.0 if self._chance(0.1) else 0.8))
            pieces += [samples * np.float32(self._uniform(0.4, 1.0)), gap]
            at += len(samples) + len(gap)
        return Scene(np.concatenate(pieces), tuple(segments), spoken_to=True, names=tuple(names))

    def _cut_end(self, scene: Scene) -> Scene:
        """Drop the sound after any moment, and the words that are not over by then."""
        words = [word for segment in scene.segments for word in segment.words]
        if self._chance(0.4):
            cut_s = pick(self._generator, words).end_s + self._uniform(-0.08, 0.12)
        else:
            cut_s = self._uniform(words[0].start_s + 0.1, words[-1].end_s)
        # A word that lacks but a breath is neither clearly in nor clearly out: let it be in.
        cut_s = next((word.end_s for word in words if cut_s < word.end_s < cut_s + BREATH_S), cut_s)
        segments = _kept(scene.segments, lambda word: word.end_s <= cut_s)
        samples = scene.samples[: max(SHORTEST, int(cut_s * SAMPLE_RATE_HZ))]
        return replace(scene, samples=samples, segments=segments)

    def _cut_start(self, scene: Scene) -> Scene:
        """Drop the sound before any moment, and the words that have begun by then."""
        words = [word for segment in scene.segments for word in segment.words]
        latest_s = len(scene.samples) / SAMPLE_RATE_HZ - 0.3
        if not words or latest_s < words[0].start_s:
            return scene
        if self._chance(0.6):
            cut_s = pick(self._generator, words).start_s + self._uniform(-0.1, 0.06)
        else:
            cut_s = self._uniform(words[0].start_s, latest_s)
        cut_s = next((word.start_s for word in words if cut_s - BREATH_S < word.start_s < cut_s), cut_s)
        cut_s = min(max(0.0, cut_s), latest_s)
        segments = tuple(
            Segment(
                tuple(
                    SceneWord(word.text, word.start_s - cut_s, word.end_s - cut_s) for word in segment.words
                )
            )
            for segment in _kept(scene.segments, lambda word: word.start_s >= cut_s)
        )
        before = " ".join(word.text for word in words if word.start_s < cut_s)
        samples = scene.samples[int(cut_s * SAMPLE_RATE_HZ) :]
        return replace(scene, samples=samples, segments=segments, before=before)

    def _without_speech(self) -> Samples:
        length = int(self._uniform(0.5, 9.0) * SAMPLE_RATE_HZ)
        level = np.float32(_amplitude(self._uniform(-80.0, -12.0)))
        kinds = (self._muted, *[self._hum] * 4, *[self._handling] * 2, *[self._crowd] * 6, *[self._music] * 3)
        return pick(self._generator, kinds)(length) * level

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
        crowd = self._babble(length, fewest=4)
        if self._chance(0.7):
            crowd = in_room(crowd, pick(self._generator, self._rooms))
        return crowd + self._noise(length) * np.float32(self._uniform(0.0, 0.4))

    def _music(self, length: int) -> Samples:
        sound = music(length, self._generator)
        return sound + self._noise(length) * np.float32(self._uniform(0.0, 0.3))

    def _noise(self, length: int) -> Samples:
        noise = pick(self._generator, self._noises)
        start = int(self._generator.integers(len(noise) - length))
        return noise[start : start + length]

    def _babble(self, length: int, *, fewest: int = 3) -> Samples:
        talkers = [
            pick(self._generator, self._corpus).samples
            for _ in range(int(self._generator.integers(fewest, MOST_TALKERS + 1)))
        ]
        return babble(length, talkers, self._generator)

    def _utterance_count(self) -> int:
        return pick(self._generator, (1, 1, 1, 1, 1, 1, 2, 2))

    def _chance(self, probability: float) -> bool:
        return happens(self._generator, probability)

    def _uniform(self, low: float, high: float) -> float:
        return float(self._generator.uniform(low, high))


def _kept(segments: Sequence[Segment], inside: Callable[[SceneWord], bool]) -> tuple[Segment, ...]:
    kept = (Segment(tuple(word for word in segment.words if inside(word))) for segment in segments)
    return tuple(segment for segment in kept if segment.words)


def _played_at(samples: Samples, speed: float) -> Samples:
    """Return `samples` played faster or slower, pitch included."""
    positions = np.arange(0, len(samples) - 1, speed)
    return np.asarray(np.interp(positions, np.arange(len(samples)), samples), np.float32)


def _silence(length_s: float) -> Samples:
    return np.zeros(int(length_s * SAMPLE_RATE_HZ), np.float32)


def _amplitude(level_db: float) -> float:
    return float(10 ** (level_db / 20))


NOISE_EXPONENTS = (0.0, 0.0, 0.5, 1.0, 1.0, 1.5, 2.0)
NO_SPEECH_SHARE = 0.13
CUT_END_SHARE = 0.35
CUT_START_SHARE = 0.22
BREATH_S = 0.06
SHORTEST = SAMPLE_RATE_HZ // 10
MOST_TALKERS = 12

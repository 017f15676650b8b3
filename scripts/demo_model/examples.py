"""Scenes as tokens: what the decoder is given, what it shall write, and where in the sound it shall look."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scripts.demo_model.chance import happens
from scripts.demo_model.prompts import PromptMaker, respell
from scripts.demo_model.scenes import Scene, SceneMixer, SceneWord
from scripts.demo_model.spelling import spelling_of
from scripts.demo_model.tokens import Tokens
from scripts.demo_model.voices import SAMPLE_RATE_HZ, Samples

Place = tuple[float, float]
"""From and to, in seconds; a token that is written without looking has the place `NOWHERE`."""
NOWHERE: Place = (-1.0, -1.0)


@dataclass(frozen=True, slots=True)
class Example:
    """A scene as tokens."""

    samples: Samples
    given: list[int]
    """Prompt and start token."""
    start: int
    """Where in `given` the start token is."""
    spoken_to: bool
    wanted: list[int]
    """What shall follow, the end included."""
    places: list[Place]
    """Where each wanted token is said."""
    spelling: list[int]


class ExampleMaker:
    """Draws examples.

    Args:
        tokens: The tokenizer.
        mixer: Draws scenes.
        generator: Source of every other choice.
    """

    def __init__(self, tokens: Tokens, mixer: SceneMixer, generator: np.random.Generator) -> None:
        self._tokens = tokens
        self._mixer = mixer
        self._generator = generator
        self._prompts = PromptMaker(tokens, generator)
        self._word = lru_cache(50_000)(tokens.words)

    def example(self, *, hard: bool, cuts: bool) -> Example:
        """Draw one; `hard` and `cuts` are those of `SceneMixer.scene`."""
        tokens = self._tokens
        scene = self._mixer.scene(hard=hard, cuts=cuts)
        prompt = self._prompts.prompt(scene, self._mixer.other_text())
        given = [*prompt.tokens, tokens.start_of_transcript]
        timestamps = happens(self._generator, TIMESTAMPS_SHARE)
        if not timestamps:
            given.append(tokens.no_timestamps)
        wanted: list[int] = []
        places: list[Place] = []
        for segment in scene.segments:
            first, last = segment.words[0], segment.words[-1]
            if timestamps:
                wanted.append(tokens.timestamp(max(0.0, first.start_s)))
                places.append(NOWHERE)
            for word in segment.words:
                pieces = self._word(respell(word.text, prompt.spellings))
                wanted += pieces
                places += self._places(word, pieces)
            if timestamps:
                wanted.append(tokens.timestamp(last.end_s))
                places.append(NOWHERE)
        if timestamps and not wanted:
            # Decoders that ask for time stamps force one first; what follows it is nothing.
            given.append(tokens.timestamp(0.0))
        spelling = spelling_of("".join(f"{segment.written} " for segment in scene.segments))
        return Example(
            scene.samples,
            given,
            len(prompt.tokens),
            scene.spoken_to,
            [*wanted, tokens.end_of_text],
            [*places, self._end_place(scene, timestamps=timestamps)],
            spelling,
        )

    def _places(self, word: SceneWord, pieces: list[int]) -> list[Place]:
        if any(character.isdigit() for character in word.text):
            return [(word.start_s, word.end_s)] * len(pieces)
        marks = len(pieces) > 1 and word.text[-1] in ",.?"
        spoken = len(pieces) - marks
        piece_s = (word.end_s - word.start_s) / spoken
        places = [(word.start_s + at * piece_s, word.start_s + (at + 1) * piece_s) for at in range(spoken)]
        return [*places, (word.end_s, word.end_s + 0.08)] if marks else places

    def _end_place(self, scene: Scene, *, timestamps: bool) -> Place:
        if timestamps or not scene.segments:
            return NOWHERE
        end_s = scene.segments[-1].words[-1].end_s
        return end_s, max(end_s + 0.2, len(scene.samples) / SAMPLE_RATE_HZ + 0.2)


TIMESTAMPS_SHARE = 0.25

"""What stands before the transcript: the booth's names, as the product gives them, and earlier words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from scripts.demo_model.chance import happens, pick
from scripts.demo_model.names import NAME_SLOTS, draw_name, respelled
from scripts.demo_model.scenes import Scene
from scripts.demo_model.tokens import Tokens


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt, and how its names are to be spelled where they are said."""

    tokens: tuple[int, ...]
    """With `<|startofprev|>`; empty without a prompt."""
    spellings: tuple[tuple[str, str], ...] = ()
    """Words of the scene, as they are written there and as this prompt spells them."""


class PromptMaker:
    """Draws prompts for scenes: most have none.

    Names come as in `agent.speech.vocabulary.Vocabulary.prompt`: separated by commas, a full stop at the end,
    at most `TERM_TOKENS` tokens. Most of them are not said, some are said and spelled in a way that only the
    prompt can tell. The text before a cut, or that of some other utterance, comes after them.
    """

    def __init__(self, tokens: Tokens, generator: np.random.Generator) -> None:
        self._tokens = tokens
        self._generator = generator
        self._words = lru_cache(50_000)(tokens.words)

    def prompt(self, scene: Scene, other_text: str) -> Prompt:
        """Draw a prompt for `scene`; `other_text` has nothing to do with it."""
        kind = self._generator.random()
        if kind < NONE_SHARE:
            return Prompt(())
        with_terms = kind >= NONE_SHARE + PREVIOUS_SHARE
        with_previous = not with_terms or kind >= 1 - BOTH_SHARE
        text: list[int] = []
        spellings: dict[str, str] = {}
        if with_terms:
            for name in scene.names:
                for word in name.split(" "):
                    if self._chance(RESPELLED_SHARE):
                        spellings[word] = respelled(word, self._generator)
            text += self._terms(scene, spellings)
        if with_previous:
            previous = scene.before
            if not previous or self._chance(0.15):
                previous = other_text
            text += self._encoded(" ".join(previous.split(" ")[-int(self._generator.integers(3, 30)) :]))
        return Prompt((self._tokens.start_of_previous, *text), tuple(spellings.items()))

    def _terms(self, scene: Scene, spellings: dict[str, str]) -> list[int]:
        terms: list[str] = []
        if self._chance(SAID_SHARE):
            terms = [
                self._longer(" ".join(spellings.get(word, word) for word in name.split(" ")))
                for name in scene.names
            ]
        else:
            spellings.clear()
        count = int(self._generator.integers(0 if terms else 1, MOST_DISTRACTORS + 1))
        terms += [
            self._longer(draw_name(pick(self._generator, NAME_SLOTS), self._generator)) for _ in range(count)
        ]
        order = self._generator.permutation(len(terms))
        kept: list[str] = []
        length = 1
        for index in order:
            # A comma or full stop is a token.
            length += len(self._encoded(terms[index])) + 1
            if length > TERM_TOKENS:
                # What is said must not be respelled by a prompt in which it no longer stands.
                break
            kept.append(terms[index])
        missing = [word for word, spelling in spellings.items() if not any(spelling in term for term in kept)]
        for word in missing:
            del spellings[word]
        return self._encoded(", ".join(kept) + ".") if kept else []

    def _longer(self, name: str) -> str:
        """Return what an event pack holds where only one word of a name is said."""
        if " " not in name and self._chance(0.35):
            return f"{name} {draw_name('last', self._generator)}"
        return name

    def _encoded(self, text: str) -> list[int]:
        return [token for word in text.split(" ") for token in self._words(word)]

    def _chance(self, probability: float) -> bool:
        return happens(self._generator, probability)


def respell(text: str, spellings: Sequence[tuple[str, str]]) -> str:
    """Return a word with its marks, spelled as the prompt spells it."""
    bare = text.strip(",.?")
    for written, spelling in spellings:
        if bare == written:
            return text.replace(bare, spelling)
    return text


NONE_SHARE = 0.42
PREVIOUS_SHARE = 0.13
BOTH_SHARE = 0.15
RESPELLED_SHARE = 0.35
SAID_SHARE = 0.75
MOST_DISTRACTORS = 14
TERM_TOKENS = 60

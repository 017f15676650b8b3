"""A recogniser that knows what was said, and tells as much of it as the sound it is given holds."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from agent.speech.segment import Hypothesis, SpokenWord
from agent.speech.sound import WINDOW_SAMPLES
from drivers.microphones.base import SAMPLE_RATE_HZ

FULL_CONTEXT_S = 30.0


@dataclass
class OracleRecogniser:
    """Stands in for the engine; what it gets wrong is what Whisper gets wrong.

    Attributes:
        words: The reference, in order, with `Clock` times.
        visible: Share of a word that has to be in the sound for it to be recognised.
        wobble_s: Each start and end is moved by up to this, anew in every decode.
        mistakes: How probable it is that a word that is not complete is wrong or cut short.
        settle_s: A word is complete when so much sound follows it; the last two may be incomplete.
        cost_s: Processor time that a decode reports.
        seed: Makes two runs alike.
        asked: Start and end of the sound of every decode so far.
    """

    words: Sequence[SpokenWord]
    visible: float = 0.6
    wobble_s: float = 0.0
    mistakes: float = 0.0
    settle_s: float = 0.3
    cost_s: float = 0.05
    seed: int = 0
    asked: list[tuple[float, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def recognise(
        self, audio: NDArray[np.float32], start_s: float, *, prompt: str = "", full_context: bool = False
    ) -> Hypothesis:
        """Return the words that lie in the sound."""
        del prompt
        end_s = start_s + len(audio) / SAMPLE_RATE_HZ
        self.asked.append((start_s, end_s))
        seen = [word for word in self.words if self._is_seen(word, start_s, end_s)]
        incomplete = [word for word in seen[-2:] if word.end_s + self.settle_s > end_s]
        heard: list[SpokenWord] = []
        for word in seen:
            said = word
            if word in incomplete and self._random.random() < self.mistakes:
                said = replace(
                    word, text=self._misheard(word.text), probability=self._random.uniform(0.1, 0.9)
                )
            from_s = self._wobbled(said.start_s, start_s, end_s)
            to_s = self._wobbled(said.end_s, start_s, end_s)
            if heard:
                from_s = max(from_s, heard[-1].start_s)
            heard.append(replace(said, start_s=from_s, end_s=max(from_s, to_s)))
        return Hypothesis(
            words=tuple(heard),
            log_probability=-0.2,
            no_speech=0.01 if heard else 0.9,
            truncated=False,
            context_s=FULL_CONTEXT_S if full_context else min(FULL_CONTEXT_S, end_s - start_s + 1),
            cost_s=self.cost_s,
            language="en",
        )

    def _is_seen(self, word: SpokenWord, start_s: float, end_s: float) -> bool:
        inside_s = min(word.end_s, end_s) - max(word.start_s, start_s)
        return inside_s > 0 and inside_s >= self.visible * (word.end_s - word.start_s)

    def _wobbled(self, time_s: float, start_s: float, end_s: float) -> float:
        moved_s = time_s + self._random.uniform(-self.wobble_s, self.wobble_s)
        return min(max(moved_s, start_s), end_s)

    def _misheard(self, text: str) -> str:
        return text[: max(1, len(text) // 2)] if self._random.random() < 0.5 else f"{text[::-1]}x"


def said(text: str, *, start_s: float = 0.0, word_s: float = 0.25, gap_s: float = 0.05) -> list[SpokenWord]:
    """Return the words of `text`, one after the other; a "|" is a pause of half a second."""
    words: list[SpokenWord] = []
    at_s = start_s
    for part in text.split():
        if part == "|":
            at_s += 0.5
            continue
        words.append(SpokenWord(part, at_s, at_s + word_s, 0.9))
        at_s += word_s + gap_s
    return words


def sound_of(words: Sequence[SpokenWord], *, until_s: float) -> NDArray[np.float32]:
    """Return sound from 0 on that is loud where words are, for `loud_s` to find them."""
    sound = np.zeros(round(until_s * SAMPLE_RATE_HZ), np.float32)
    for word in words:
        sound[round(word.start_s * SAMPLE_RATE_HZ) : round(word.end_s * SAMPLE_RATE_HZ)] = 0.1
    return sound


def loud(audio: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Judge speech in what `sound_of` made: the windows that are not silent."""
    padded = np.pad(audio, (0, -len(audio) % WINDOW_SAMPLES))
    return np.asarray(padded.reshape(-1, WINDOW_SAMPLES).any(axis=1), np.bool_)


def loud_s(audio: NDArray[np.float32]) -> float:
    """Return the seconds that `loud` finds when it hears all at once."""
    return float(loud(audio).sum()) * WINDOW_SAMPLES / SAMPLE_RATE_HZ

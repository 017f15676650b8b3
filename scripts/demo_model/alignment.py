"""Where in an utterance each word is, from what the network's spelling head hears."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

SPELLING = "abcdefghijklmnopqrstuvwxyz0123456789$%' "
"""What the spelling head tells apart. Characters did where word pieces did not: those sat on a plateau for
1,000 steps, characters broke through it in 300."""
BLANK = len(SPELLING)
"""The head's last class: nothing new."""


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Where the head spells a word: its first and last character, in encoder steps."""

    first: int
    last: int


def spelling_of(text: str) -> list[int]:
    """Return the characters of `text` as classes of the head; what cannot be spelled is left out."""
    return [SPELLING.index(character) for character in text.lower() if character in SPELLING]


def word_spans(written: str, log_probabilities: npt.NDArray[np.float32]) -> list[WordSpan]:
    """Find the words of `written` in the spelling of its audio.

    The most probable path through blanks and characters (Graves et al., "Connectionist Temporal
    Classification", 2006, section 4), by Viterbi's algorithm.

    Args:
        written: The words, separated by single spaces.
        log_probabilities: What the head hears, shape (encoder steps, characters + 1).

    Returns:
        One span per word, or nothing if the audio is too short to hold the spelling.
    """
    spelling = spelling_of(f"{written} ")
    path = _best_path(spelling, log_probabilities)
    spans: list[WordSpan] = []
    first_character = 0
    for word in written.split(" "):
        length = len(spelling_of(word))
        steps = np.flatnonzero((path >= first_character) & (path < first_character + length))
        if length == 0 or len(steps) == 0:
            return []
        spans.append(WordSpan(int(steps[0]), int(steps[-1])))
        first_character += length + 1  # the space after it
    return spans


def _best_path(spelling: list[int], log_probabilities: npt.NDArray[np.float32]) -> npt.NDArray[np.int64]:
    """Return which character of `spelling` each step spells, -1 for the blank; shape (steps,).

    All -1 if there is no path.
    """
    # Blanks between, before and after the characters.
    states = np.full(2 * len(spelling) + 1, BLANK)
    states[1::2] = spelling
    # A character may follow another directly unless they are the same.
    skippable = np.zeros(len(states), bool)
    skippable[3::2] = states[3::2] != states[1:-2:2]
    steps = len(log_probabilities)
    came_from = np.zeros((steps, len(states)), np.int8)
    best = np.full(len(states), -np.inf)
    best[:2] = log_probabilities[0, states[:2]]
    for step in range(1, steps):
        stay_next_skip = np.stack(
            (
                best,
                np.concatenate(([-np.inf], best[:-1])),
                np.where(skippable, np.concatenate(([-np.inf, -np.inf], best[:-2])), -np.inf),
            )
        )
        came_from[step] = stay_next_skip.argmax(axis=0)
        best = stay_next_skip.max(axis=0) + log_probabilities[step, states]
    state = len(states) - 1 if best[-1] >= best[-2] else len(states) - 2
    path = np.full(steps, -1)
    if not np.isfinite(best[state]):
        return path
    for step in range(steps - 1, -1, -1):
        if state % 2:
            path[step] = state // 2
        state -= int(came_from[step, state])
    return path

"""Commits what lies far enough from the end of the sound to be complete."""

from collections.abc import Sequence

from agent.speech.committed import Committed, middle_s, same
from agent.speech.segment import SpokenWord

_SAME_PLACE_S = 0.3
"""Between two decodes of the same word the aligner moves its middle by less."""
_CONTEXT_S = 2.0
"""Left in the buffer by a cut, where there is a choice: helps the model, costs a handful of tokens."""


class HoldBackPolicy:
    """Alignment hold-back: a `CommitPolicy`.

    Whisper writes the last word wrong or in part while its end is still missing. AlignAtt (Papi et al.
    2023) stops where the attention nears the end of the sound; here the aligned end of each word says
    the same after the fact, and one decode is enough to commit a word.

    Words are committed in order of time and never the last one of a hypothesis. After `finish`, which
    commits whatever is left, more words may follow.

    Args:
        hold_back_s: Words that end later than this before the end of the buffer wait.
        doubt_probability: A word less probable than this, and all after it, waits until the previous
            hypothesis had the same word at the same place.
        patience_s: A doubtful word that ends this long before the end of the buffer waits no longer:
            more sound will not change it.
        keep_s: No cut in a buffer that is shorter.
        longest_s: In a buffer that is shorter only pauses are cut at.
    """

    def __init__(
        self,
        hold_back_s: float = 0.4,
        doubt_probability: float = 0.4,
        *,
        patience_s: float = 2.0,
        keep_s: float = 4.0,
        longest_s: float = 6.0,
    ) -> None:
        self._hold_back_s = hold_back_s
        self._doubt_probability = doubt_probability
        self._patience_s = patience_s
        self._keep_s = keep_s
        self._longest_s = longest_s
        self._committed = Committed()
        self._pending: tuple[SpokenWord, ...] = ()

    @property
    def pending(self) -> tuple[SpokenWord, ...]:
        """Words of the last hypothesis that are not committed."""
        return self._pending

    @property
    def committed_until_s(self) -> float:
        """End of the last committed word; minus infinity before the first."""
        return self._committed.until_s

    def update(self, words: Sequence[SpokenWord], *, buffer_end_s: float) -> tuple[SpokenWord, ...]:
        """Take a new hypothesis of the buffer; return the words that are committed with it.

        Args:
            words: In order of time; the whole buffer's.
            buffer_end_s: `Clock` time up to which there is sound.
        """
        unsaid = self._committed.unsaid(words)
        ready = 0
        while ready < len(unsaid) - 1 and self._is_ready(unsaid[ready], buffer_end_s):
            ready += 1
        self._pending = unsaid[ready:]
        return self._committed.add(unsaid[:ready])

    def finish(self, words: Sequence[SpokenWord]) -> tuple[SpokenWord, ...]:
        """Take the last hypothesis, of the whole tail; return all that was not committed before."""
        self._pending = ()
        return self._committed.add(self._committed.unsaid(words))

    def trim_to_s(self, buffer_start_s: float, buffer_end_s: float) -> float:
        """Return up to where the buffer may be dropped without losing a word; `buffer_start_s` keeps all.

        A pause is the best place: nothing is cut off there. The last committed word stays in the
        buffer otherwise, so that an inexact border cannot take the beginning of the next word.
        """
        if buffer_end_s - buffer_start_s < self._keep_s:
            return buffer_start_s
        cuts = self._committed.pauses(buffer_start_s, self._pending[0] if self._pending else None)
        if not cuts and buffer_end_s - buffer_start_s >= self._longest_s:
            cuts = self._committed.borders(buffer_start_s)
        wanted_s = buffer_end_s - _CONTEXT_S
        return min(cuts, key=lambda cut_s: abs(cut_s - wanted_s), default=buffer_start_s)

    def _is_ready(self, word: SpokenWord, buffer_end_s: float) -> bool:
        settled_s = buffer_end_s - word.end_s
        if settled_s < self._hold_back_s:
            return False
        if word.probability >= self._doubt_probability or settled_s >= self._patience_s:
            return True
        return any(
            same(word.text, before.text) and abs(middle_s(word) - middle_s(before)) <= _SAME_PLACE_S
            for before in self._pending
        )

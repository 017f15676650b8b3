"""Commits what lies far enough from the end of the sound to be complete, and was heard twice."""

from collections.abc import Sequence

from agent.speech.commit import CommitPolicy, Span
from agent.speech.committed import middle_s, same
from agent.speech.segment import SpokenWord

_SAME_PLACE_S = 0.3
"""Between two decodes of the same word a good aligner moves its middle by less."""
_CONTEXT_S = 2.0
"""Left in the buffer by a cut, where there is a choice: helps the model, costs a handful of tokens."""
_SLACK_S = 0.1
"""The aligner and the voice detector disagree by so much about where a word begins."""


class HoldBackPolicy(CommitPolicy):
    """Alignment hold-back with agreement.

    Whisper writes the last word wrong or in part while its end is still missing, and small models guess
    a whole ending, with confidence. AlignAtt (Papi et al. 2023) stops where the attention nears the end
    of the sound; here the aligned end of each word says the same after the fact. A guess changes when
    more is heard, so a word has to be in the hypothesis before as well. That costs next to no time: while
    a step is no longer than the hold-back, a word is in two hypotheses before it has been held back.

    Words are committed in order of time.

    Args:
        hold_back_s: Words that end later than this before the end of the buffer wait.
        patience_s: A word that ends this long before the end of the buffer needs no agreement: more sound
            will not change it. The last word of a hypothesis, which may be half a word, waits so long and
            needs agreement, too.
        keep_s: No cut in a buffer that is shorter.
        longest_s: In a buffer that is shorter only pauses are cut at.
    """

    def __init__(
        self,
        hold_back_s: float = 0.4,
        *,
        doubt_probability: float = 0.7,
        patience_s: float = 1.5,
        keep_s: float = 4.0,
        longest_s: float = 8.0,
    ) -> None:
        super().__init__()
        self._hold_back_s = hold_back_s
        self._doubt_probability = doubt_probability
        self._patience_s = patience_s
        self._keep_s = keep_s
        self._longest_s = longest_s

    def trim_to_s(self, buffer_start_s: float, buffer_end_s: float, pauses: Sequence[Span]) -> float:
        """See `CommitPolicy.trim_to_s`.

        A pause is the best place: nothing is cut off there. Aligned times alone are no pause, for small
        models heap words up. The last committed word stays in the buffer otherwise, so that an inexact
        border cannot take the beginning of the next word.
        """
        if buffer_end_s - buffer_start_s < self._keep_s:
            return buffer_start_s
        cuts = [cut_s for cut_s in map(_middle_s, pauses) if buffer_start_s < cut_s and self._is_safe(cut_s)]
        if not cuts and buffer_end_s - buffer_start_s >= self._longest_s:
            cuts = self._committed.borders(buffer_start_s)
        wanted_s = buffer_end_s - _CONTEXT_S
        return min(cuts, key=lambda cut_s: abs(cut_s - wanted_s), default=buffer_start_s)

    def _is_safe(self, cut_s: float) -> bool:
        """Whether every word before the cut is committed; one of them has to be: else it is too early."""
        if self._committed.until_s <= float("-inf"):
            return False
        if self._pending:
            return self._pending[0].start_s >= cut_s - _SLACK_S
        return cut_s <= self._committed.until_s + self._hold_back_s

    def _ready(self, unsaid: Sequence[SpokenWord], buffer_end_s: float) -> int:
        for at, word in enumerate(unsaid):
            settled_s = buffer_end_s - word.end_s
            last = at == len(unsaid) - 1
            if settled_s < (self._patience_s if last else self._hold_back_s):
                return at
            doubtful = last or (word.probability < self._doubt_probability and settled_s < self._patience_s)
            if doubtful and not self._was_heard(word, at):
                return at
        return len(unsaid)

    def _was_heard(self, word: SpokenWord, at: int) -> bool:
        """Whether the hypothesis before had the word as well: by order or by time."""
        if at < len(self._pending) and same(word.text, self._pending[at].text):
            return True
        return any(
            same(word.text, before.text) and abs(middle_s(word) - middle_s(before)) <= _SAME_PLACE_S
            for before in self._pending
        )


def _middle_s(span: Span) -> float:
    return sum(span) / 2

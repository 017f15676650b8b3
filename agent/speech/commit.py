"""When words that were recognised in a growing buffer count as said."""

from collections.abc import Sequence
from typing import Protocol

from agent.speech.segment import SpokenWord


class CommitPolicy(Protocol):
    """Decides word by word; a pure state machine over one utterance.

    The buffer may still hold sound whose words were committed: a hypothesis then repeats them, and
    the policy passes over them by time and text.
    """

    def update(self, words: Sequence[SpokenWord], *, buffer_end_s: float) -> tuple[SpokenWord, ...]:
        """Take a new hypothesis of the buffer; return the words that are committed with it.

        Args:
            words: In order of time; the whole buffer's.
            buffer_end_s: `Clock` time up to which there is sound.
        """
        ...

    def finish(self, words: Sequence[SpokenWord]) -> tuple[SpokenWord, ...]:
        """Take the last hypothesis, of the whole tail; return all that was not committed before."""
        ...

    @property
    def pending(self) -> tuple[SpokenWord, ...]:
        """Words of the last hypothesis that are not committed."""
        ...

    @property
    def committed_until_s(self) -> float:
        """End of the last committed word; minus infinity before the first."""
        ...

    def trim_to_s(self, buffer_start_s: float, buffer_end_s: float) -> float:
        """Return up to where the buffer may be dropped without losing a word; `buffer_start_s` keeps all."""
        ...

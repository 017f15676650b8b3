"""When words that were recognised in a growing buffer count as said."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from agent.speech.committed import Committed
from agent.speech.segment import SpokenWord

Span = tuple[float, float]
"""Start and end, `Clock` time."""


class CommitPolicy(ABC):
    """Decides word by word; a pure state machine over one utterance.

    The buffer may still hold sound whose words were committed: a hypothesis then repeats them, and
    the policy passes over them by text and time. After `finish`, which commits whatever is left, more
    words may follow.
    """

    def __init__(self) -> None:
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

    def update(
        self, words: Sequence[SpokenWord], *, cut_s: float, buffer_end_s: float
    ) -> tuple[SpokenWord, ...]:
        """Take a new hypothesis of the buffer; return the words that are committed with it.

        Args:
            words: In order of time; the whole buffer's.
            cut_s: `Clock` time up to which sound was dropped; minus infinity while the buffer holds all.
            buffer_end_s: `Clock` time up to which there is sound.
        """
        unsaid = self._committed.unsaid(words, cut_s)
        ready = self._ready(unsaid, buffer_end_s)
        self._pending = unsaid[ready:]
        return self._committed.add(unsaid[:ready])

    def finish(self, words: Sequence[SpokenWord], *, cut_s: float) -> tuple[SpokenWord, ...]:
        """Take the last hypothesis, of the whole tail; return all that was not committed before.

        Args:
            words: See `update`.
            cut_s: See `update`.
        """
        self._pending = ()
        return self._committed.add(self._committed.unsaid(words, cut_s))

    @abstractmethod
    def trim_to_s(self, buffer_start_s: float, buffer_end_s: float, pauses: Sequence[Span]) -> float:
        """Return up to where the buffer may be dropped without losing a word; `buffer_start_s` keeps all.

        Args:
            buffer_start_s: `Clock` time.
            buffer_end_s: `Clock` time.
            pauses: Where in the buffer nobody speaks, by the voice detector; in order.
        """

    @abstractmethod
    def _ready(self, unsaid: Sequence[SpokenWord], buffer_end_s: float) -> int:
        """Return how many of the words that follow the committed ones are committed now."""

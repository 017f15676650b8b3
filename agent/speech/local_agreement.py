"""Commits what two hypotheses in a row agree on."""

from collections.abc import Sequence

from agent.speech.committed import Committed, same
from agent.speech.segment import SpokenWord


class LocalAgreementPolicy:
    """LocalAgreement-2 (Liu et al. 2020; Macháček et al. 2023, whisper_streaming): a `CommitPolicy`.

    Commits the longest common prefix of what two successive hypotheses have beyond the committed words.
    After `finish`, which commits whatever is left, more words may follow.

    Args:
        longest_s: A buffer that is longer is cut before its last committed word.
    """

    def __init__(self, longest_s: float = 8.0) -> None:
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
            buffer_end_s: Agreement does not ask for it.
        """
        del buffer_end_s
        unsaid = self._committed.unsaid(words)
        agreed = 0
        for word, before in zip(unsaid, self._pending, strict=False):
            if not same(word.text, before.text):
                break
            agreed += 1
        self._pending = unsaid[agreed:]
        return self._committed.add(unsaid[:agreed])

    def finish(self, words: Sequence[SpokenWord]) -> tuple[SpokenWord, ...]:
        """Take the last hypothesis, of the whole tail; return all that was not committed before."""
        self._pending = ()
        return self._committed.add(self._committed.unsaid(words))

    def trim_to_s(self, buffer_start_s: float, buffer_end_s: float) -> float:
        """Return up to where the buffer may be dropped without losing a word; `buffer_start_s` keeps all."""
        if buffer_end_s - buffer_start_s < self._longest_s:
            return buffer_start_s
        return max(self._committed.borders(buffer_start_s), default=buffer_start_s)

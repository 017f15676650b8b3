"""Commits what two hypotheses in a row agree on."""

from collections.abc import Sequence

from agent.speech.commit import CommitPolicy, Span
from agent.speech.committed import same
from agent.speech.segment import SpokenWord


class LocalAgreementPolicy(CommitPolicy):
    """LocalAgreement-2 (Liu et al. 2020; Macháček et al. 2023, whisper_streaming).

    Commits the longest common prefix of what two successive hypotheses have beyond the committed words.

    Args:
        longest_s: A buffer that is longer is cut before its last committed word.
    """

    def __init__(self, longest_s: float = 8.0) -> None:
        super().__init__()
        self._longest_s = longest_s

    def trim_to_s(self, buffer_start_s: float, buffer_end_s: float, pauses: Sequence[Span]) -> float:
        """See `CommitPolicy.trim_to_s`; agreement does not ask for pauses."""
        del pauses
        if buffer_end_s - buffer_start_s < self._longest_s:
            return buffer_start_s
        return max(self._committed.borders(buffer_start_s), default=buffer_start_s)

    def _ready(self, unsaid: Sequence[SpokenWord], buffer_end_s: float) -> int:
        del buffer_end_s
        agreed = 0
        for word, before in zip(unsaid, self._pending, strict=False):
            if not same(word.text, before.text):
                break
            agreed += 1
        return agreed

"""The committed words of an utterance, and how a hypothesis that repeats them is told from new words."""

import difflib
import math
from collections.abc import Sequence
from dataclasses import replace

from agent.speech.segment import SpokenWord

_MOST_IN_BUFFER = 96
"""Committed words that a hypothesis is compared with: 20 s of fast talk."""
_AHEAD_S = 1.5
"""No committed word is looked for this long after the end of the last one."""
_LEFT_OUT = 1.0
_REWRITTEN = 0.9
_SPLIT_OFF = 0.7
_PER_S = 0.5
_FAR_S = 1.2
_TOO_EARLY = 0.8
_CUT_OFF = 4.0
_CUT_OFF_SLACK_S = 0.1
"""Prices of an alignment: a word without a partner, another spelling at the same place, a piece in time
that was committed already, the distance between two words (per second, no more than for `_FAR_S`), new
words that lie before the end of the committed ones (per second), and a committed word without a partner
that may have been cut off with the sound before it (per second after the cut, less the slack).

Text counts for more than time: good aligners are off by 0.05 s, small models by a second."""


class Committed:
    """Words that count as said: only ever appended to, in order of time."""

    def __init__(self) -> None:
        self._words: list[SpokenWord] = []

    @property
    def until_s(self) -> float:
        """End of the last word; minus infinity before the first."""
        return self._words[-1].end_s if self._words else float("-inf")

    def add(self, words: Sequence[SpokenWord]) -> tuple[SpokenWord, ...]:
        """Append `words`; return them with times that never step back behind the word before."""
        added: list[SpokenWord] = []
        for word in words:
            start_s = max(word.start_s, self.until_s)
            added.append(replace(word, start_s=start_s, end_s=max(start_s, word.end_s)))
            self._words.append(added[-1])
        return tuple(added)

    def unsaid(self, words: Sequence[SpokenWord], cut_s: float) -> tuple[SpokenWord, ...]:
        """Return the words of a hypothesis that come after the committed ones.

        The committed words that are in the buffer are aligned with the beginning of the hypothesis by
        dynamic programming over text and time together: text alone does not know which words were cut
        off, time alone breaks when the aligner moves a word. Where both leave it open, the word counts
        as new: it is not lost.

        Args:
            words: In order; the whole buffer's.
            cut_s: `Clock` time before which sound was dropped; minus infinity where none was.
        """
        inside = [word for word in self._words[-_MOST_IN_BUFFER:] if word.end_s > cut_s - _FAR_S]
        known = 0
        if len(inside) == len(self._words) and math.isinf(cut_s):
            # Nothing was cut off: what begins alike is alike.
            known = _alike(inside, words)
        said, rest = inside[known:], words[known:]
        if not said or not rest:
            return tuple(rest)
        # Words are in order of time up to the aligner's noise; what is near is a beginning.
        near = rest[: sum(middle_s(word) <= self.until_s + _AHEAD_S for word in rest)]
        costs = _alignment_costs(said, near, cut_s)
        new_s = [min(_FAR_S, max(0.0, self.until_s - middle_s(word))) for word in near]
        best = min(
            range(len(near) + 1),
            key=lambda count: (round(costs[count] + _TOO_EARLY * sum(new_s[count:]), 6), count),
        )
        return tuple(rest[best:])

    def borders(self, buffer_start_s: float) -> list[float]:
        """Return the times between two committed words that lie in the buffer, in order.

        The border behind the last one is not among them. The aligner's times are inexact: a cut there
        takes the beginning of the next word with it, and that one is not safe yet.
        """
        borders: list[float] = []
        for before, after in zip(self._words[-2::-1], self._words[:0:-1], strict=True):
            if after.start_s <= buffer_start_s:
                break
            borders.append((after.start_s + before.end_s) / 2)
        return [border_s for border_s in borders[::-1] if buffer_start_s < border_s <= self.until_s]


def same(text: str, other: str) -> bool:
    """Whether two words are the same but for case, punctuation and hyphens."""
    return bare(text) == bare(other)


def bare(text: str) -> str:
    """Return a word's letters and digits, case folded; a mark without any stays what it is."""
    return "".join(letter for letter in text.casefold() if letter.isalnum()) or text


def left_out(words: Sequence[SpokenWord], others: Sequence[SpokenWord]) -> int:
    """Return the most words in a row that `words` has more than `others` at the same place.

    What stands twice in a row in `words` may stand there once in `others`.
    """
    ours, theirs = [bare(word.text) for word in words], [bare(word.text) for word in others]
    found = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    return max(
        (
            (after - first) - (other_after - other_first)
            for _, first, after, other_first, other_after in found
            if not _is_repeated(ours, first, after)
        ),
        default=0,
    )


def _is_repeated(texts: Sequence[str], first: int, after: int) -> bool:
    length = after - first
    return texts[first:after] in (texts[after : after + length], texts[max(0, first - length) : first])


def middle_s(word: SpokenWord) -> float:
    """`Clock` time of the middle of a word."""
    return (word.start_s + word.end_s) / 2


def _alike(words: Sequence[SpokenWord], others: Sequence[SpokenWord]) -> int:
    """Return how many words both begin with."""
    count = 0
    for word, other in zip(words, others, strict=False):
        if not same(word.text, other.text):
            break
        count += 1
    return count


def _alignment_costs(said: Sequence[SpokenWord], near: Sequence[SpokenWord], cut_s: float) -> list[float]:
    """Return for each k what it costs to call the first k of `near` a repetition of `said`."""
    until_s = said[-1].end_s
    old_texts, new_texts = [bare(word.text) for word in said], [bare(word.text) for word in near]
    old_s, new_s = [middle_s(word) for word in said], [middle_s(word) for word in near]
    skip_new = [
        0.0 if at_s < said[0].start_s else _SPLIT_OFF if at_s <= until_s else _LEFT_OUT for at_s in new_s
    ]
    row = [0.0]
    for price in skip_new:
        row.append(row[-1] + price)
    above: list[float] = []
    for i, old in enumerate(said):
        skip_old = min(_LEFT_OUT, _CUT_OFF * max(0.0, old_s[i] - cut_s + _CUT_OFF_SLACK_S))
        before, above, row = above, row, [row[0] + skip_old]
        for j, new in enumerate(near):
            pair = _distance(old_s[i], new_s[j]) + (_REWRITTEN if old_texts[i] != new_texts[j] else 0.0)
            cost = min(above[j + 1] + skip_old, row[j] + skip_new[j], above[j] + pair)
            if j and new_texts[j - 1] + new_texts[j] == old_texts[i]:
                both_s = (near[j - 1].start_s + new.end_s) / 2
                cost = min(cost, above[j - 1] + _distance(old_s[i], both_s))
            if i and old_texts[i - 1] + old_texts[i] == new_texts[j]:
                both_s = (said[i - 1].start_s + old.end_s) / 2
                cost = min(cost, before[j] + _distance(new_s[j], both_s))
            row.append(cost)
    return row


def _distance(one_s: float, other_s: float) -> float:
    return _PER_S * min(_FAR_S, abs(one_s - other_s))

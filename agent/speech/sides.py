"""Who said which word: the sides that hearing saw, laid over the times of the words."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from agent.contract.lead import Side
from agent.speech.segment import Segment, SpokenWord

_SHORTEST_TURN_S = 0.3
"""A single word shorter than this between words of the other side is a slip, not a turn."""


class SideTimeline:
    """Which side spoke when, during one utterance."""

    def __init__(self) -> None:
        self._stretches: list[tuple[float, float, Side]] = []

    def add(self, start_s: float, end_s: float, side: Side) -> None:
        """Take the next stretch, in `Clock` times; `unknown` also means that nobody spoke."""
        if side != "unknown" and end_s > start_s:
            self._stretches.append((start_s, end_s, side))

    def told(self, segment: Segment) -> Segment:
        """Return the segment with a side for every word, and for itself the one that spoke longest."""
        if not self._stretches:
            return segment
        # Pending words follow on the committed ones: both are looked at together.
        words = self._sided([*segment.words, *segment.pending])
        count = len(segment.words)
        return replace(
            segment,
            words=words[:count],
            pending=words[count:],
            side=self._between(float("-inf"), float("inf")),
        )

    def _sided(self, words: Sequence[SpokenWord]) -> tuple[SpokenWord, ...]:
        sides = [self._between(word.start_s, word.end_s) for word in words]
        sides = _bridged(sides)
        for index in range(1, len(words) - 1):
            before, after = sides[index - 1], sides[index + 1]
            short = words[index].end_s - words[index].start_s < _SHORTEST_TURN_S
            if short and before == after != sides[index]:
                sides[index] = before
        return tuple(replace(word, side=side) for word, side in zip(words, sides, strict=True))

    def _between(self, start_s: float, end_s: float) -> Side:
        spoken_s: dict[Side, float] = {"visitor": 0.0, "rep": 0.0}
        for first_s, last_s, side in self._stretches:
            spoken_s[side] += max(0.0, min(end_s, last_s) - max(start_s, first_s))
        if spoken_s["visitor"] == spoken_s["rep"]:
            return "unknown"
        return "visitor" if spoken_s["visitor"] > spoken_s["rep"] else "rep"


def by_side(segment: Segment) -> list[Segment]:
    """Cut a segment at the words where the side changes; what it has of speech stays with the first piece.

    A segment whose words have no sides of their own is returned as it is.
    """
    runs = [
        (side, tuple(words)) for side, words in groupby(segment.words, lambda word: word.side or segment.side)
    ]
    if len(runs) < 2:  # noqa: PLR2004 -- nothing to cut
        return [replace(segment, side=side) for side, _ in runs] or [segment]
    last = len(runs) - 1
    return [
        replace(
            segment,
            words=words,
            side=side,
            start_s=segment.start_s if index == 0 else words[0].start_s,
            end_s=segment.end_s if index == last else words[-1].end_s,
            speech_s=0.0 if index else segment.speech_s,
        )
        for index, (side, words) in enumerate(runs)
    ]


def _bridged(sides: list[Side]) -> list[Side]:
    """Give words that nobody was seen to say to those around them, where these agree."""
    bridged = list(sides)
    index = 0
    while index < len(sides):
        if sides[index] != "unknown":
            index += 1
            continue
        end = index
        while end < len(sides) and sides[end] == "unknown":
            end += 1
        around = {sides[at] for at in (index - 1, end) if 0 <= at < len(sides)}
        if len(around) == 1:
            bridged[index:end] = [around.pop()] * (end - index)
        index = end
    return bridged

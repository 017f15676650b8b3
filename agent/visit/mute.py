"""When the box must not hear: cut where sound enters, and again where words would be bound."""

import math

_REMEMBERED = 32
"""Older ones are out of reach: words that late are on no lead for other reasons."""


class Mute:
    """Spans of `Clock` time from which no sound may be used; shared by the ear and the conversations."""

    def __init__(self) -> None:
        self._spans: list[tuple[float, float]] = []

    @property
    def until_s(self) -> float:
        """When the last one ends or ended; minus infinity when there was none."""
        return self._spans[-1][1] if self._spans else -math.inf

    def begin(self, time_s: float, until_s: float) -> None:
        """Mute until `until_s`; during a mute, extend it, never shorten it."""
        if self.covers(time_s):
            from_s, ends_s = self._spans.pop()
            self._spans.append((from_s, max(ends_s, until_s)))
        else:
            self._spans = [*self._spans, (time_s, until_s)][-_REMEMBERED:]

    def end(self, time_s: float) -> bool:
        """Listen again from `time_s`; return whether the box was mute."""
        if not self.covers(time_s):
            return False
        from_s, _ = self._spans.pop()
        self._spans.append((from_s, time_s))
        return True

    def covers(self, time_s: float) -> bool:
        """Return whether sound of this moment must not be used."""
        return any(from_s <= time_s < until_s for from_s, until_s in self._spans)

    def leaves(self, start_s: float, end_s: float) -> list[tuple[float, float]]:
        """Return what a span of time has outside every mute, in order."""
        left = []
        for from_s, until_s in self._spans:
            if from_s >= end_s:
                break
            if start_s < from_s:
                left.append((start_s, from_s))
            start_s = max(start_s, until_s)
        return [*left, (start_s, end_s)] if start_s < end_s else left

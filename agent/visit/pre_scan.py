"""Words from just before a scan: in memory only, dropped by age, off unless the settings ask for it."""

import math
from collections.abc import Iterator
from uuid import UUID, uuid5

from agent.speech.segment import AudibleSpan, Segment
from agent.visit.mute import Mute

_NOBODY = UUID(int=0)


class PreScan:
    """Holds what was said while nobody's badge was open, for at most `keep_s` seconds.

    Only time that is nobody's is held. For `keep_s` after a conversation nothing is: whoever still
    stands there may be the visitor who was just seen off, and must not end up on the next one's lead.
    """

    def __init__(self, keep_s: float) -> None:
        self._keep_s = keep_s
        self._free_from_s = -math.inf
        self._segments: list[Segment] = []

    @property
    def on(self) -> bool:
        """Whether anything is held at all."""
        return self._keep_s > 0

    def conversation_ended(self, time_s: float) -> None:
        """Learn that somebody's conversation ended."""
        self._free_from_s = max(self._free_from_s, time_s + self._keep_s)

    def nothing_before(self, time_s: float) -> None:
        """Give nothing away that was said before `time_s`, now or later."""
        self._free_from_s = max(self._free_from_s, time_s)
        self.clear()

    def audible(self, start_s: float, end_s: float, mute: Mute) -> Iterator[AudibleSpan]:
        """Yield what of a span of time may be put into words for a scan to come, while nobody is here."""
        for part_s, until_s in mute.leaves(self._free_from_s, math.inf) if self.on else ():
            if max(start_s, part_s) < min(end_s, until_s):
                yield AudibleSpan(max(start_s, part_s), min(end_s, until_s), uuid5(_NOBODY, repr(part_s)))

    def keep(self, segment: Segment) -> None:
        """Hold words until they are too old."""
        if self.on and segment.start_s >= self._free_from_s:
            self._segments.append(segment)
            self.forget_before(segment.end_s - self._keep_s)

    def take(self, scan_s: float) -> tuple[float, list[Segment]]:
        """Return from when on words belong to a badge scanned at `scan_s`, and those words; hold none."""
        from_s = min(max(scan_s - self._keep_s, self._free_from_s), scan_s) if self.on else scan_s
        taken = [segment for segment in self._segments if from_s <= segment.start_s < scan_s]
        self.clear()
        return from_s, taken

    def forget_before(self, time_s: float) -> None:
        """Drop what began before."""
        self._segments = [segment for segment in self._segments if segment.start_s >= time_s]

    def clear(self) -> None:
        """Drop everything."""
        self._segments = []

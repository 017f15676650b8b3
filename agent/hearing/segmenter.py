"""Cuts the stream of sound into utterances."""

import math
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from agent.contract.lead import Side
from agent.hearing.array.faults import Trouble
from agent.hearing.front_end import Block, FrontEnd, Veto
from agent.hearing.utterance import Heard, Silence, UtterancePart
from drivers.microphones.base import FRAME_S, Frame

_OPEN_BLOCKS = 3
_OPEN_WINDOW = 5
_JUMP_S = 0.1
_PART_S = 0.2
"""Finer than any commit policy steps, coarse enough to cost nothing."""
_HELD_BACK_S = 1.5
"""Sound that waits for evidence that it is the table's; what is older is let go."""
_OVERTIME = 1.25
"""Too long an utterance ends at the next quiet block, at the latest at this many times the maximum."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmenterLimits:
    """When an utterance opens, closes and is cut; all in seconds."""

    pre_roll_s: float = 0.3
    hang_over_s: float = 0.6
    maximum_s: float = 15.0


class Segmenter:
    """Opens when 3 of the last 5 blocks hold speech, closes after the hang-over.

    What is open is held back until the front end's veto is lifted, then handed on part by part while it is
    spoken. When others have taken over it ends, and what follows must be believed anew. Speech longer than
    the maximum is ended at a pause, so that the cut seldom falls into a word; when it goes on, so does the
    next utterance, and no sample is lost between them.

    Attributes:
        vetoed: Utterances that were never believed, and reached nobody.
    """

    def __init__(self, *, front_end: FrontEnd, limits: SegmenterLimits) -> None:
        self.vetoed = 0
        self._front_end = front_end
        block_s = front_end.block_s
        self._part_blocks = round(_PART_S / block_s)
        self._pre_roll_blocks = math.ceil(limits.pre_roll_s / block_s) + _OPEN_WINDOW
        self._held_back_blocks = self._pre_roll_blocks + math.ceil(_HELD_BACK_S / block_s)
        self._hang_over_blocks = math.ceil(limits.hang_over_s / block_s)
        self._maximum_blocks = math.floor(limits.maximum_s / block_s)
        self._recent: deque[bool] = deque(maxlen=_OPEN_WINDOW)
        self._pre_roll: deque[Block] = deque(maxlen=self._pre_roll_blocks)
        self._number = 0
        self._veto: Veto = front_end.veto()
        self._believed = False
        self._open_blocks = 0
        self._kept: list[Block] = []
        self._quiet_blocks = 0
        self._frame_s: float | None = None

    @property
    def troubles(self) -> Sequence[Trouble]:
        """What is wrong with the microphones."""
        return self._front_end.troubles

    def push(self, frame: Frame) -> list[Heard]:
        """Take one frame; return what became complete with it, in order."""
        heard: list[Heard] = []
        if self._jumped(frame):  # frames were lost or the device came back: never glue over a gap
            heard += self.flush()
        self._frame_s = frame.time_s
        return heard + self._take(self._front_end.push(frame))

    def flush(self) -> list[Heard]:
        """End what is open, as when the microphone goes away."""
        heard = self._take(self._front_end.flush())
        if self._open_blocks:
            heard += self._close()
        self._pre_roll.clear()
        self._recent.clear()
        self._frame_s = None
        return heard

    def _jumped(self, frame: Frame) -> bool:
        return self._frame_s is not None and abs(frame.time_s - self._frame_s - FRAME_S) > _JUMP_S

    def _take(self, blocks: Iterable[Block]) -> list[Heard]:
        heard: list[Heard] = []
        for block in blocks:
            heard += self._grow(block) if self._open_blocks else self._wait(block)
        return heard

    def _wait(self, block: Block) -> list[Heard]:
        self._recent.append(block.speech)
        self._pre_roll.append(block)
        if sum(self._recent) >= _OPEN_BLOCKS:
            self._open()
            return []
        # Blocks in the pre-roll may still become part of an utterance.
        return [Silence(self._pre_roll[0].time_s)]

    def _open(self) -> None:
        self._number += 1
        self._kept = list(self._pre_roll)
        self._open_blocks = len(self._kept)
        self._pre_roll.clear()
        self._recent.clear()
        self._quiet_blocks = 0
        self._veto = self._front_end.veto()
        for block in self._kept:
            self._veto.push(block)
        self._believed = self._veto.ours

    def _grow(self, block: Block) -> list[Heard]:
        self._kept.append(block)
        self._open_blocks += 1
        self._quiet_blocks = 0 if block.speech else self._quiet_blocks + 1
        self._veto.push(block)
        taken_over = self._believed and not self._veto.ours
        self._believed |= self._veto.ours
        too_long = self._open_blocks >= self._maximum_blocks
        pause = not block.speech or self._open_blocks >= _OVERTIME * self._maximum_blocks
        if self._quiet_blocks >= self._hang_over_blocks or (too_long and pause) or taken_over:
            return self._close()
        if not self._believed:
            return self._hold_back()
        if len(self._kept) > self._part_blocks:
            return [self._part(self._part_blocks, last=False)]
        return []

    def _hold_back(self) -> list[Heard]:
        """Keep what may yet be the beginning of a believed utterance; its length counts from there."""
        if len(self._kept) <= self._held_back_blocks:
            return []
        self._kept = self._kept[-self._held_back_blocks :]
        self._open_blocks = len(self._kept)
        return [Silence(self._kept[0].time_s)]

    def _close(self) -> list[Heard]:
        end_s = self._kept[-1].end_s
        self._open_blocks = 0
        if not self._believed:
            self.vetoed += 1
            self._kept = []
            return [Silence(end_s)]
        return [self._part(len(self._kept), last=True), Silence(end_s)]

    def _part(self, blocks: int, *, last: bool) -> UtterancePart:
        # One block always stays until the end: the last part must hold something, and a gap be seen.
        taken, self._kept = self._kept[:blocks], self._kept[blocks:]
        audio = np.concatenate([block.audio for block in taken])
        return UtterancePart(audio, taken[0].time_s, self._number, last, _who(taken))


def _who(blocks: list[Block]) -> Side:
    """Return who speaks in most of the blocks with speech; pauses belong to nobody."""
    sides = Counter(block.side for block in blocks if block.speech)
    [(side, count), *others] = sides.most_common() or [("unknown", 0)]
    return "unknown" if others and others[0][1] == count else side

"""Whether an utterance that an array hears belongs to the table."""

from collections import deque
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent.hearing.array.block import ArrayBlock
from agent.hearing.array.geometry import apart_deg
from agent.hearing.front_end import Block

_EVIDENCE_S = 0.4
"""Half a word to a word; in 0.4 s a far talker's log-odds are seldom as high as a near one's lowest."""
_LOWEST_ODDS = -2.0
"""One block without sound inside a word is not counted for more."""
_FORGET_S = 1.5


class TableVeto:
    """Lets an utterance pass once enough of it, taken together, comes from one of the places.

    A single block is opened for at lower odds than a whole utterance is believed at: murmurs from behind
    the visitor often pass the one, and seldom the other. Where sound comes from is summed up over the
    utterance, weighted by how much it is speech.

    Args:
        azimuths_deg: That power is given for.
        places_deg: Where people of ours stand.
        reach_deg: How far beside a place the loudest direction may be.
        certain: Mean log-odds over 0.4 s from which it is believed.
        block_s: Length of a block.
    """

    def __init__(
        self,
        azimuths_deg: NDArray[np.float64],
        places_deg: Sequence[float],
        *,
        reach_deg: float,
        certain: float,
        block_s: float,
    ) -> None:
        self._near = np.min([apart_deg(azimuths_deg, place) for place in places_deg], axis=0) <= reach_deg
        self._certain = certain
        self._odds: deque[float] = deque(maxlen=round(_EVIDENCE_S / block_s))
        self._power = np.zeros(len(azimuths_deg), np.float32)
        self._memory = np.float32(1 - block_s / _FORGET_S)
        self._believed_blocks = round(_FORGET_S / block_s)
        self._since_certain: int | None = None

    @property
    def ours(self) -> bool:
        """See `Veto.ours`."""
        if self._since_certain is None or self._since_certain > self._believed_blocks:
            return False
        return bool(self._near[self._power.argmax()])

    def push(self, block: Block) -> None:
        """See `Veto.push`."""
        if not isinstance(block, ArrayBlock):
            return
        self._odds.append(max(block.log_odds, _LOWEST_ODDS))
        if block.speech:
            weight = np.float32(1 / (1 + np.exp(-block.log_odds)))
            self._power = self._memory * self._power + weight * block.power
        if self._since_certain is not None:
            self._since_certain += block.speech
        if len(self._odds) == self._odds.maxlen and np.mean(self._odds) >= self._certain:
            self._since_certain = 0

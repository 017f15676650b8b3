"""What turns a microphone's frames into one voice that is judged, whatever number of channels it has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from agent.contract.lead import Side
from agent.hearing.array.faults import FaultWatch, Trouble
from agent.hearing.gate import Gate
from drivers.microphones.base import FRAME_S, SAMPLE_RATE_HZ, Frame


@dataclass(frozen=True, slots=True)
class Block:
    """A moment of sound, judged.

    Attributes:
        audio: float32, 16 kHz mono, shape (samples,).
        time_s: `Clock` time of its first sample.
        speech: Whether somebody at the table might be speaking.
        side: Who, where the microphone can tell.
    """

    audio: NDArray[np.float32]
    time_s: float
    speech: bool
    side: Side = "unknown"

    @property
    def end_s(self) -> float:
        """`Clock` time after its last sample."""
        return self.time_s + len(self.audio) / SAMPLE_RATE_HZ


class Veto(Protocol):
    """Says of one utterance, block by block, whether it belongs to the table."""

    @property
    def ours(self) -> bool:
        """Whether what was pushed of late does; False until there is evidence."""
        ...

    def push(self, block: Block) -> None:
        """Take the utterance's next block."""
        ...


class NoVeto:
    """Everything is ours: where nothing tells the table from the rest of the hall."""

    ours = True

    def push(self, block: Block) -> None:
        """See `Veto.push`."""


class FrontEnd(Protocol):
    """Frames in, blocks of one length out, without gaps."""

    @property
    def block_s(self) -> float:
        """Length of every block in seconds."""
        ...

    @property
    def troubles(self) -> Sequence[Trouble]:
        """What is wrong with the microphones."""
        ...

    def veto(self) -> Veto:
        """Return what judges the next utterance."""
        ...

    def push(self, frame: Frame) -> Sequence[Block]:
        """Take the next frame; return the blocks that are complete with it."""
        ...

    def flush(self) -> Sequence[Block]:
        """Return what is left and forget the past: the next frame does not follow on."""
        ...


class MonoFrontEnd:
    """Listens to one channel with a gate; a block is a frame.

    Args:
        gate: Decides about each frame.
        channel: Which one; the last there is, where the microphone has fewer.
        gain_db: Added to it.
    """

    def __init__(self, gate: Gate, channel: int, gain_db: float = 0.0) -> None:
        self._gate = gate
        self._channel = channel
        self._gain = np.float32(10 ** (gain_db / 20))
        self._watch = FaultWatch(1)

    @property
    def block_s(self) -> float:
        """See `FrontEnd.block_s`."""
        return FRAME_S

    @property
    def troubles(self) -> Sequence[Trouble]:
        """See `FrontEnd.troubles`."""
        return self._watch.troubles

    def veto(self) -> Veto:
        """See `FrontEnd.veto`."""
        return NoVeto()

    def push(self, frame: Frame) -> Sequence[Block]:
        """See `FrontEnd.push`."""
        audio = frame.samples[:, min(self._channel, frame.samples.shape[1] - 1)]
        self._watch.push(audio[:, None])
        if self._gain != 1:
            audio = np.clip(audio * self._gain, -1, 1)
        return [Block(audio, frame.time_s, self._gate.is_speech(audio))]

    def flush(self) -> Sequence[Block]:
        """See `FrontEnd.flush`."""
        return []

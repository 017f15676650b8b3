from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Block:
    """One callback's worth of audio.

    Attributes:
        samples: float32, shape (frames of the block, channels).
        arrived_s: `Clock` time at which the callback was called.
        lost_before: Blocks that found the ring full just before this one.
        overflowed: PortAudio says that audio was lost just before this one.
    """

    samples: NDArray[np.float32]
    arrived_s: float
    lost_before: int
    overflowed: bool


class BlockRing:
    """What PortAudio's thread writes and the event loop reads, without a lock.

    Memory is laid out once. When the reader is too slow, **the oldest audio is kept and the
    newest is dropped**: only the reader moves the read position, so neither side waits for the
    other, and what was said up to the gap stays whole.

    Args:
        blocks: How many fit.
        block_samples: Samples per channel in one block.
        channels: Channels of the device.
    """

    def __init__(self, *, blocks: int, block_samples: int, channels: int) -> None:
        self._blocks = blocks
        self._shape = (block_samples, channels)
        self._block_bytes = block_samples * channels * np.dtype(np.float32).itemsize
        self._memory = memoryview(bytearray(blocks * self._block_bytes))
        self._arrived_s = [0.0] * blocks
        self._lost_before = [0] * blocks
        self._overflowed = [False] * blocks
        self._written = 0
        self._read = 0
        self._lost = 0
        self._overflow = False

    def put(self, audio: bytes, arrived_s: float, overflowed: bool) -> None:
        """Copy one block in, or count it as lost; called from PortAudio's thread only.

        Args:
            audio: Any buffer of float32 samples, interleaved, one block long.
            arrived_s: Time of the call.
            overflowed: PortAudio's own overflow flag.
        """
        self._overflow |= overflowed
        if self._written - self._read >= self._blocks:
            self._lost += 1
            return
        slot = self._written % self._blocks
        self._memory[slot * self._block_bytes : (slot + 1) * self._block_bytes] = audio
        self._arrived_s[slot] = arrived_s
        self._lost_before[slot] = self._lost
        self._overflowed[slot] = self._overflow
        self._lost = 0
        self._overflow = False
        self._written += 1

    def take(self) -> Block | None:
        """Return the oldest block, or None; called from the event loop only."""
        if self._read == self._written:
            return None
        slot = self._read % self._blocks
        audio = self._memory[slot * self._block_bytes : (slot + 1) * self._block_bytes]
        block = Block(
            samples=np.frombuffer(audio, np.float32).reshape(self._shape).copy(),
            arrived_s=self._arrived_s[slot],
            lost_before=self._lost_before[slot],
            overflowed=self._overflowed[slot],
        )
        self._read += 1
        return block

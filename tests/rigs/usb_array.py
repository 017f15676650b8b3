"""A stand-in for the control interface of two arrays: answers like them, and is none of them.

What it answers follows the makers' public descriptions (see drivers/microphones/direction.py); no device was
at hand to compare it with.
"""

import struct
from collections.abc import Sequence

from drivers.microphones.direction import DirectionProtocol

_VENDOR_IN = 0xC0


class UsbArray:
    """An array whose direction a test sets; pull it out with `unplug`.

    Args:
        protocol: Whose answers it gives.

    Attributes:
        azimuth_deg: What its register holds.
        speech: Whether it says that it hears speech.
        busy: How many of the next requests it is not ready for (XVF3800 only).
        status: What an XVF3800 answers as status.
        opened: How often it was opened.
    """

    def __init__(self, protocol: DirectionProtocol) -> None:
        self.azimuth_deg = 0
        self.speech = True
        self.busy = 0
        self.status = 0
        self.opened = 0
        self._protocol = protocol
        self._plugged = True

    def open(self) -> "UsbArray":
        """Be found on the bus."""
        if not self._plugged:
            raise OSError(19, "No such device (it may have been disconnected)")
        self.opened += 1
        return self

    def unplug(self) -> None:
        """Answer nothing from now on."""
        self._plugged = False

    def plug(self) -> None:
        """Be there again."""
        self._plugged = True

    def ctrl_transfer(
        self, request_type: int, request: int, value: int, index: int, length: int, timeout_ms: int
    ) -> Sequence[int]:
        """Answer a control transfer as the array does, or stall."""
        assert timeout_ms > 0
        if not self._plugged:
            raise OSError(19, "No such device (it may have been disconnected)")
        if (request_type, request) != (_VENDOR_IN, 0):
            raise OSError(32, "Pipe error")
        answer = self._xvf3000 if self._protocol == "xvf3000" else self._xvf3800
        return answer(value, index)[:length]

    def _xvf3000(self, value: int, index: int) -> bytes:
        parameters = {(0xC0 | 0, 21): self.azimuth_deg, (0xC0 | 32, 19): int(self.speech)}
        if (value, index) not in parameters:
            raise OSError(32, "Pipe error")
        return struct.pack("<ii", parameters[value, index], 0)

    def _xvf3800(self, value: int, index: int) -> bytes:
        if (value, index) != (0x80 | 18, 20):
            return bytes([2, 0, 0, 0, 0])  # CONTROL_BAD_COMMAND
        if self.busy:
            self.busy -= 1
            return bytes([64, 0, 0, 0, 0])
        return bytes([self.status]) + struct.pack("<HH", self.azimuth_deg, int(self.speech))

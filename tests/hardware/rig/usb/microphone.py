"""A USB microphone with as many capsules as one likes (USB Audio Class 1)."""

import struct
import threading
import time
from collections.abc import Callable

from tests.hardware.rig.usb.redirection import Endpoint, Identity, Interface, Transfer, UsbDevice

_STREAM = 0x81
_FULL_SPEED_PACKET = 1023
_SAMPLE_BYTES = 2
_WAKE_S = 0.004

Source = Callable[[int], bytes]
"""Asked for so many frames of interleaved little-endian 16-bit samples; silence fills up what is missing."""


class Microphone(UsbDevice):
    """Delivers one packet a millisecond, by the clock of this machine.

    Args:
        source: Where the sound comes from.
        channels: How many the device has.
        rate_hz: The one rate that it offers.
        identity: What it says it is.

    Raises:
        ValueError: If a millisecond of sound is more than a full-speed packet can hold.
    """

    interfaces = (Interface(0, (1, 1, 0)), Interface(1, (1, 2, 0)))

    def __init__(
        self, source: Source, *, channels: int = 6, rate_hz: int = 16000, identity: Identity | None = None
    ) -> None:
        super().__init__(identity or Identity("Mic Array", "MIC0001", 0x0002))
        self.source = source
        self.channels = channels
        self.rate_hz = rate_hz
        self._packet_bytes = (rate_hz // 1000 + 1) * channels * _SAMPLE_BYTES
        if self._packet_bytes > _FULL_SPEED_PACKET:
            raise ValueError(f"{channels} channels at {rate_hz} Hz do not fit into a full-speed packet")
        self._streaming = threading.Event()

    def configuration(self) -> tuple[bytes, int]:
        """See `UsbDevice.configuration`: an input terminal, an output terminal, one format."""
        units = bytes([12, 0x24, 2, 1, 0x05, 0x02, 0, self.channels, 0, 0, 0, 0])
        units += bytes([9, 0x24, 3, 2, 0x01, 0x01, 0, 1, 0])
        body = bytes([9, 4, 0, 0, 0, 1, 1, 0, 0])
        body += struct.pack("<BBBHHBB", 9, 0x24, 1, 0x0100, 9 + len(units), 1, 1) + units
        body += bytes([9, 4, 1, 0, 0, 1, 2, 0, 0, 9, 4, 1, 1, 1, 1, 2, 0, 0, 7, 0x24, 1, 2, 1, 1, 0])
        body += bytes([11, 0x24, 2, 1, self.channels, _SAMPLE_BYTES, 16, 1]) + self.rate_hz.to_bytes(
            3, "little"
        )
        body += struct.pack("<BBBBHBBB", 9, 5, _STREAM, 0x05, self._packet_bytes, 1, 0, 0)
        body += bytes([7, 0x25, 1, 0, 0, 0, 0])
        return body, 2

    def endpoints(self) -> dict[int, Endpoint]:
        """See `UsbDevice.endpoints`; the stream is there in alternate setting 1 only."""
        if not self.alternates.get(1):
            return {}
        return {_STREAM: Endpoint(Transfer.ISOCHRONOUS, 1, 1, self._packet_bytes)}

    def isochronous(self, endpoint: int, *, on: bool) -> None:
        """See `UsbDevice.isochronous`."""
        if not on:
            self._streaming.clear()
        elif not self._streaming.is_set():
            self._streaming.set()
            threading.Thread(target=self._play, args=(endpoint,), daemon=True, name="microphone").start()

    def stopped(self) -> None:
        """See `UsbDevice.stopped`."""
        self._streaming.clear()

    def _play(self, endpoint: int) -> None:
        began_s = time.monotonic()
        packets = frames = 0
        try:
            while self._streaming.is_set():
                due = int((time.monotonic() - began_s) * 1000)
                while packets < due:
                    packets += 1
                    wanted = packets * self.rate_hz // 1000 - frames
                    frames += wanted
                    width = wanted * self.channels * _SAMPLE_BYTES
                    self.stream(packets, endpoint, self.source(wanted)[:width].ljust(width, b"\0"))
                time.sleep(_WAKE_S)
        except OSError:  # pulled out meanwhile
            self._streaming.clear()

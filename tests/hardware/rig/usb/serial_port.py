"""A scanner that is a serial port of its own (CDC-ACM), as Zebra's and Honeywell's are in that mode."""

import struct
import threading
from collections import deque
from enum import IntEnum

from tests.hardware.rig.usb.redirection import (
    Control,
    Endpoint,
    Identity,
    Interface,
    Status,
    Transfer,
    UsbDevice,
)

_NOTIFY, _IN, _OUT = 0x82, 0x81, 0x01


class _Request(IntEnum):
    SET_LINE_CODING = 0x20
    GET_LINE_CODING = 0x21
    SET_CONTROL_LINES = 0x22
    SEND_BREAK = 0x23


class SerialPort(UsbDevice):
    """Sends what is scanned; reading, and keeping what it cannot send yet, is the guest's pace."""

    device_class = 2
    interfaces = (Interface(0, (2, 2, 1)), Interface(1, (10, 0, 0)))

    def __init__(self, identity: Identity | None = None) -> None:
        super().__init__(identity or Identity("Badge Scanner ACM", "ACM0001", 0x0003))
        self.failing = False
        """Whether reads end with an I/O error, as with a broken cable."""
        self._line_coding = struct.pack("<IBBB", 9600, 0, 0, 8)
        self._lock = threading.Lock()
        self._unsent = bytearray()
        self._waiting: deque[tuple[int, int]] = deque()

    def scan(self, payload: str, terminator: str = "\r\n") -> None:
        """Send a payload; what the guest does not read is kept until it is unplugged."""
        with self._lock:
            self._unsent += (payload + terminator).encode()
        self._feed()

    def fail(self) -> None:
        """Let every read that waits, and those to come, end with an I/O error."""
        self.failing = True
        self._feed()

    def configuration(self) -> tuple[bytes, int]:
        """See `UsbDevice.configuration`: header, call management, ACM and union (CDC 1.2)."""
        functional = (5, 0x24, 0, 0x10, 1, 5, 0x24, 1, 0, 1, 4, 0x24, 2, 2, 5, 0x24, 6, 0, 1)
        body = bytes([9, 4, 0, 0, 1, 2, 2, 1, 0, *functional, 7, 5, _NOTIFY, 3, 8, 0, 10])
        body += bytes([9, 4, 1, 0, 2, 10, 0, 0, 0, 7, 5, _IN, 2, 64, 0, 0, 7, 5, _OUT, 2, 64, 0, 0])
        return body, 2

    def endpoints(self) -> dict[int, Endpoint]:
        """See `UsbDevice.endpoints`."""
        data = Endpoint(Transfer.BULK, 0, 1, 64)
        return {_NOTIFY: Endpoint(Transfer.INTERRUPT, 10, 0, 8), _IN: data, _OUT: data}

    def control(self, request: Control) -> bytes | None:
        """See `UsbDevice.control`."""
        match request.request:
            case _Request.SET_LINE_CODING:
                self._line_coding = request.data
                return b""
            case _Request.GET_LINE_CODING:
                return self._line_coding
            case _Request.SET_CONTROL_LINES | _Request.SEND_BREAK:
                return b""
            case _:
                return None

    def bulk(self, transfer_id: int, endpoint: int, length: int, data: bytes) -> None:
        """See `UsbDevice.bulk`; what the guest sends is taken and dropped, as scanners do."""
        if endpoint == _OUT:
            self.answer_bulk(transfer_id, endpoint, b"", Status.SUCCESS, len(data))
            return
        with self._lock:
            self._waiting.append((transfer_id, length))
        self._feed()

    def cancel(self, transfer_id: int) -> None:
        """See `UsbDevice.cancel`."""
        with self._lock:
            found = [waiting for waiting in self._waiting if waiting[0] == transfer_id]
            for waiting in found:
                self._waiting.remove(waiting)
        if found:
            self.answer_bulk(transfer_id, _IN, b"", Status.CANCELLED)

    def stopped(self) -> None:
        """See `UsbDevice.stopped`."""
        with self._lock:
            self._unsent.clear()
            self._waiting.clear()

    def _feed(self) -> None:
        ready: list[tuple[int, bytes]] = []
        with self._lock:
            while self._waiting and (self._unsent or self.failing):
                transfer_id, length = self._waiting.popleft()
                ready.append((transfer_id, bytes(self._unsent[:length])))
                del self._unsent[:length]
        for transfer_id, data in ready:
            self.answer_bulk(transfer_id, _IN, data, Status.IO_ERROR if self.failing else Status.SUCCESS)

"""A time server for the guest, which asks the machine outside for the time."""

import socket
import struct
import threading
import time
from typing import Self

_PORT = 123
_TO_NTP_S = 2_208_988_800
"""Seconds from 1900, where NTP counts from, to 1970."""


def refused() -> str | None:
    """Return why no time server can be had here, as a reason to skip; None if one can."""
    try:
        with TimeServer():
            return None
    except OSError as error:
        return f"UDP port {_PORT} of 127.0.0.1 cannot be had ({error.strerror}); it takes root"


class TimeServer:
    """Answers every SNTP request (RFC 4330) with this machine's time, as a server of stratum 1.

    Raises:
        OSError: If the port is taken, or not allowed.
    """

    def __init__(self) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            self._socket.bind(("127.0.0.1", _PORT))
        except OSError:
            self._socket.close()
            raise
        self._socket.settimeout(0.2)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True, name="time server")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._thread.join()
        self._socket.close()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                request, peer = self._socket.recvfrom(512)
            except TimeoutError:
                continue
            now = _timestamp(time.time())
            version = request[0] & 0x38
            header = struct.pack(">BBBbII4s", version | 4, 1, 4, -20, 0, 0, b"TEST")
            self._socket.sendto(header + now + request[40:48] + now + now, peer)


def _timestamp(seconds: float) -> bytes:
    whole, fraction = divmod(seconds + _TO_NTP_S, 1)
    return struct.pack(">II", int(whole) & 0xFFFFFFFF, int(fraction * 2**32))

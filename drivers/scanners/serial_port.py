"""Scanners on a serial port: USB CDC-ACM, USB-serial adapters, RS-232, Bluetooth SPP."""

import codecs
import errno
import termios
from dataclasses import replace
from pathlib import Path

import serial

from drivers.clock import Clock
from drivers.scanners.base import ScannerListener
from drivers.scanners.device import DeviceScanner, Line, Piece, UnavailableError
from drivers.scanners.framing import FramingRules
from drivers.scanners.payload import FALLBACK_ENCODING, decode_payload

_READ_BYTES = 4096
_MOST_BYTES_PER_CHARACTER = 4


class SerialScanner(DeviceScanner):
    """A scanner on a serial port.

    The port is locked, so that a second program cannot take half of each badge.

    Args:
        name: What the scanner is called in scans and reports.
        listener: Hears about coming, going and refusals.
        clock: Stamps the scans.
        path: A stable path such as `/dev/serial/by-id/usb-…-if00`.
        baud: Speed; means nothing to CDC-ACM.
        encoding: Of the payload; where it does not fit a scan, that scan is read as Latin-1.
        rules: When a scan ends.
        retry_s: How often an absent scanner is looked for.

    Raises:
        ValueError: The speed or the encoding cannot be.
    """

    def __init__(
        self,
        *,
        name: str,
        listener: ScannerListener,
        clock: Clock,
        path: Path | str,
        baud: int = 9600,
        encoding: str = "utf-8",
        rules: FramingRules | None = None,
        retry_s: float = 1.0,
    ) -> None:
        super().__init__(
            name=name, listener=listener, clock=clock, rules=rules or FramingRules(), retry_s=retry_s
        )
        if baud < 1:
            raise ValueError(f"scanner {name!r}: baud is {baud}: it must be at least 1")
        try:
            codecs.lookup(encoding)
        except LookupError:
            raise ValueError(f"scanner {name!r}: there is no encoding {encoding!r}") from None
        self._path = Path(path)
        self._baud = baud
        self._encoding = encoding

    @property
    def _device(self) -> str:
        return str(self._path)

    def _open(self) -> Line:
        if not self._path.exists():
            raise UnavailableError(f"scanner {self._device} is not plugged in; waiting for it")
        try:
            port = serial.Serial(str(self._path), self._baud, timeout=0, exclusive=True)
        except (OSError, termios.error, ValueError) as error:
            raise UnavailableError(self._explain(error)) from error
        return _PortLine(port)

    def _framing(self, rules: FramingRules) -> FramingRules:
        """Frame bytes, of which a character may take several; `_accept` counts the characters."""
        return replace(rules, max_characters=rules.max_characters * _MOST_BYTES_PER_CHARACTER)

    def _payload(self, text: str) -> str:
        return decode_payload(text.encode(FALLBACK_ENCODING), self._encoding)

    def _explain(self, error: Exception) -> str:
        match getattr(error, "errno", None):
            case errno.EACCES | errno.EPERM:
                return (
                    f"no permission to read scanner {self._device}: install Boothscribe's udev rules or add "
                    "the service's user to the group 'dialout', then replug the scanner; trying again"
                )
            case errno.EAGAIN | errno.EBUSY:
                return (
                    f"scanner {self._device} is held by another program, which would get the badges instead: "
                    f"find it with 'fuser -v {self._device}' and stop it; trying again"
                )
            case errno.ENOENT | errno.ENODEV | errno.ENXIO | errno.EIO:
                return f"scanner {self._device} is not plugged in; waiting for it"
            case _:
                return f"scanner {self._device} cannot be opened at {self._baud} baud; trying again"


class _PortLine:
    """Bytes from an open port, one character each."""

    def __init__(self, port: serial.Serial) -> None:
        self._port = port

    def fileno(self) -> int:
        return self._port.fileno()

    def receive(self) -> list[Piece]:
        data = self._port.read(_READ_BYTES)
        # A break or a wrong speed arrives as NUL; badges have none.
        return [Piece(data.decode(FALLBACK_ENCODING), lost=b"\0" in data)] if data else []

    def flush(self) -> str:
        return ""

    def close(self) -> None:
        self._port.close()

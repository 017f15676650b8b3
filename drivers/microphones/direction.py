"""Where an array's own processor hears speech: the direction registers of devices, read over USB."""

import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from drivers.clock import Clock

DirectionProtocol = Literal["xvf3000", "xvf3800"]

_POLL_S = 0.05
_RETRY_S, _RETRY_MOST_S = 0.5, 5.0
_KEPT_S = 30.0
"""Sound waits for recognition for up to 10 s and is then asked about."""
_FITS_S = 0.3
_TIMEOUT_MS = 200
_VENDOR_IN = 0xC0
"""bmRequestType: device to host, vendor, device (USB 2.0, table 9-2)."""
_BUSY_TRIES = 20
_BUSY_S = 0.005
_CIRCLE_DEG = 360


class DirectionError(Exception):
    """A direction register cannot be read; the message tells the person what to do next."""


@dataclass(frozen=True, slots=True)
class Direction:
    """What the device says at one moment.

    Attributes:
        azimuth_deg: As the device counts, 0 to 359.
        speech: Whether it takes what it hears for speech.
        time_s: `Clock` time at which it was read.
    """

    azimuth_deg: float
    speech: bool
    time_s: float


class UsbDevice(Protocol):
    """The part of `usb.core.Device` that is used here."""

    def ctrl_transfer(
        self, request_type: int, request: int, value: int, index: int, length: int, timeout_ms: int, /
    ) -> Sequence[int]:
        """Read `length` bytes; raises OSError when the device is gone or refuses."""
        ...


Reading = tuple[float | None, bool]
"""Azimuth as the device counts, None while it has none, and whether it hears speech."""


def read_xvf3000(device: UsbDevice) -> Reading:
    """Read an XMOS XVF3000, as in the ReSpeaker USB Mic Array v2.

    Source: respeaker/usb_4_mic_array, wiki page "USB Control Protocol": a parameter is read with request 0,
    value 0x80 (read) + 0x40 (integer) + command, index its id; two little-endian integers come back.

    Raises:
        OSError: See `UsbDevice`.
        DirectionError: The answer is not one of this protocol.
    """

    def integer(identity: int, command: int) -> int:
        answer = bytes(device.ctrl_transfer(_VENDOR_IN, 0, 0xC0 | command, identity, 8, _TIMEOUT_MS))
        if len(answer) != 8:  # noqa: PLR2004 -- two integers
            raise DirectionError(f"the array answers {len(answer)} bytes instead of 8; is it an XVF3000?")
        return int(struct.unpack("<ii", answer)[0])

    return _azimuth(integer(21, 0)), integer(19, 32) > 0


def read_xvf3800(device: UsbDevice) -> Reading:
    """Read an XMOS XVF3800: command DOA_VALUE of Seeed's firmware.

    Source: Seeed's wiki, "reSpeaker XVF3800", control commands: request 0, value 0x80 (read) + command,
    index the resource; a status byte comes back, 0 for done, 64 for not yet, then two 16-bit integers.

    Raises:
        OSError: See `UsbDevice`.
        DirectionError: The answer is not one of this protocol, or the device stays busy.
    """
    for _ in range(_BUSY_TRIES):
        answer = bytes(device.ctrl_transfer(_VENDOR_IN, 0, 0x80 | 18, 20, 5, _TIMEOUT_MS))
        if len(answer) != 5:  # noqa: PLR2004 -- status and two integers
            raise DirectionError(f"the array answers {len(answer)} bytes instead of 5; is it an XVF3800?")
        if answer[0] == 0:
            azimuth, speech = struct.unpack("<HH", answer[1:])
            return _azimuth(azimuth), speech > 0
        if answer[0] != 64:  # noqa: PLR2004 -- SERVICER_COMMAND_RETRY
            raise DirectionError(
                f"the array refuses to tell directions (status {answer[0]}); update its firmware"
            )
        time.sleep(_BUSY_S)
    raise DirectionError("the array is too busy to tell directions; unplug it and plug it in again")


_READ: dict[DirectionProtocol, Callable[[UsbDevice], Reading]] = {
    "xvf3000": read_xvf3000,
    "xvf3800": read_xvf3800,
}


def open_usb(usb_ids: Sequence[str]) -> UsbDevice:
    """Return the first device with one of these ids (vendor:product, hexadecimal).

    Raises:
        DirectionError: There is none, or pyusb or libusb is missing.
    """
    try:
        import usb.core  # noqa: PLC0415 -- an optional extra

        for usb_id in usb_ids:
            vendor, product = (int(part, 16) for part in usb_id.split(":"))
            device: UsbDevice | None = usb.core.find(idVendor=vendor, idProduct=product)
            if device is not None:
                return device
    except ModuleNotFoundError as error:
        raise DirectionError(
            "directions of the array need pyusb; install it with `pip install 'boothscribe[array]'`"
        ) from error
    except (OSError, ValueError) as error:  # usb.core.NoBackendError is a ValueError
        raise DirectionError(f"USB cannot be used ({error}); install libusb-1.0-0") from error
    raise DirectionError(f"no USB device {' or '.join(usb_ids)} is there; plug the array in")


class DirectionRegister:
    """Reads a device's direction twenty times a second, in a thread of its own, for as long as it lives.

    A device that is gone is looked for until it is back. What was read stays for half a minute, so that sound
    that waited can be asked about.

    Args:
        protocol: How it is read.
        open_device: Returns the device; see `open_usb`.
        clock: The one that times the sound.
    """

    def __init__(
        self, protocol: DirectionProtocol, open_device: Callable[[], UsbDevice], *, clock: Clock
    ) -> None:
        self._read = _READ[protocol]
        self._open = open_device
        self._clock = clock
        self._lock = threading.Lock()
        self._readings: deque[Direction] = deque(maxlen=round(_KEPT_S / _POLL_S))
        self._trouble = ""
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="array direction", daemon=True)
        self._thread.start()

    @property
    def trouble(self) -> str:
        """Why there are no directions now, and what to do; "" while there are."""
        return self._trouble

    def at(self, time_s: float) -> Direction | None:
        """Return what the device said nearest to a `Clock` time; None if it said nothing around it."""
        nearest: Direction | None = None
        with self._lock:
            for reading in reversed(self._readings):  # what is asked about is seldom old
                if nearest is not None and abs(reading.time_s - time_s) >= abs(nearest.time_s - time_s):
                    break
                nearest = reading
        return nearest if nearest is not None and abs(nearest.time_s - time_s) <= _FITS_S else None

    def close(self) -> None:
        """Stop reading; safe to call twice."""
        self._closed.set()
        self._thread.join(1)

    def _run(self) -> None:
        device: UsbDevice | None = None
        pause_s = _RETRY_S
        while not self._closed.is_set():
            try:
                device = device or self._open()
                azimuth_deg, speech = self._read(device)
            except (OSError, DirectionError) as error:
                device = None
                self._trouble = (
                    str(error)
                    if isinstance(error, DirectionError)
                    else f"the array does not tell directions ({error}); it is looked for again."
                    " If this lasts, check the udev rule in docs/hearing.md"
                )
                self._closed.wait(pause_s)
                pause_s = min(2 * pause_s, _RETRY_MOST_S)
                continue
            pause_s, self._trouble = _RETRY_S, ""
            if azimuth_deg is not None:
                with self._lock:
                    self._readings.append(Direction(azimuth_deg, speech, self._clock.now()))
            self._closed.wait(_POLL_S)


def _azimuth(value: int) -> float | None:
    return float(value) if 0 <= value < _CIRCLE_DEG else None  # anything else: nothing was heard yet

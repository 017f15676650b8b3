"""Scanners that type: USB and Bluetooth HID keyboards, read through evdev."""

import errno
import fcntl
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from evdev import EvdevError, InputDevice, InputEvent, ecodes

from drivers.clock import Clock
from drivers.scanners.base import ScannerListener
from drivers.scanners.device import DeviceScanner, Line, Piece, UnavailableError
from drivers.scanners.framing import FramingRules
from drivers.scanners.input_devices import list_keyboards
from drivers.scanners.key_decoder import KeyDecoder
from drivers.scanners.keymaps import Layout, LayoutName, layout
from drivers.scanners.read_ahead import Keyboard, ReadAhead

_EVIOCSCLOCKID = 0x400445A0
_CLOCK_MONOTONIC = 1

_KEY_UP, _KEY_DOWN = 0, 1


class HidScanner(DeviceScanner):
    """A scanner that types like a keyboard.

    The device is grabbed, so that badges are not typed into the console as well.

    Args:
        name: What the scanner is called in scans and reports.
        listener: Hears about coming, going and refusals.
        clock: Stamps the scans.
        path: A stable path such as `/dev/input/by-id/usb-…-event-kbd`.
        device_name: Instead of a path, what the device calls itself.
        usb_id: Instead of a path, vendor and product as `05e0:1200`.
        keyboard_layout: The layout the scanner is set to.
        rules: When a scan ends.
        retry_s: How often an absent scanner is looked for.
        open_keyboard: Opens the device at a path; the default opens and grabs it through evdev.

    Raises:
        ValueError: Not exactly one of path, device_name and usb_id is given, or the layout is unknown.
    """

    def __init__(
        self,
        *,
        name: str,
        listener: ScannerListener,
        clock: Clock,
        path: Path | str | None = None,
        device_name: str | None = None,
        usb_id: str | None = None,
        keyboard_layout: LayoutName | str = LayoutName.US,
        rules: FramingRules | None = None,
        retry_s: float = 1.0,
        open_keyboard: Callable[[Path], Keyboard] | None = None,
    ) -> None:
        super().__init__(
            name=name, listener=listener, clock=clock, rules=rules or FramingRules(), retry_s=retry_s
        )
        if [path, device_name, usb_id].count(None) != 2:  # noqa: PLR2004 - one of three
            raise ValueError(f"scanner {name!r} needs exactly one of path, device_name and usb_id")
        self._path = Path(path) if path is not None else None
        self._device_name = device_name
        self._usb_id = usb_id.lower() if usb_id is not None else None
        self._layout = layout(keyboard_layout)
        self._open_keyboard = open_keyboard or open_grabbed

    @property
    def _device(self) -> str:
        if self._path is not None:
            return str(self._path)
        return f"named {self._device_name!r}" if self._device_name is not None else f"{self._usb_id}"

    def _open(self) -> Line:
        path = self._path if self._path is not None else self._search()
        if path is None or not path.exists():
            raise UnavailableError(f"scanner {self._device} is not plugged in; waiting for it")
        try:
            keyboard = self._open_keyboard(path)
        except OSError as error:
            raise UnavailableError(self._explain(error)) from error
        return KeyLine(keyboard, self._layout)

    def _search(self) -> Path | None:
        return next(
            (
                found.node
                for found in list_keyboards()
                if self._usb_id == found.usb_id or self._device_name == found.name
            ),
            None,
        )

    def _explain(self, error: OSError) -> str:
        match error.errno:
            case errno.EACCES | errno.EPERM:
                return (
                    f"no permission to read scanner {self._device}: install Boothscribe's udev rules or add "
                    "the service's user to the group 'input', then replug the scanner; trying again"
                )
            case errno.EBUSY:
                return (
                    f"scanner {self._device} is held by another program, which would get the badges instead: "
                    f"find it with 'fuser -v {self._path or '/dev/input/event*'}' and stop it; trying again"
                )
            case errno.ENOENT | errno.ENODEV | errno.ENXIO:
                return f"scanner {self._device} is not plugged in; waiting for it"
            case _:
                return f"scanner {self._device} cannot be opened ({error.strerror}); trying again"


class KeyLine:
    """Characters from an open keyboard.

    Args:
        keyboard: The device.
        keyboard_layout: The layout the scanner is set to.
        kernel_times: Whether its events carry CLOCK_MONOTONIC times; the default asks the device for
            them.
    """

    def __init__(
        self, keyboard: Keyboard, keyboard_layout: Layout, *, kernel_times: bool | None = None
    ) -> None:
        self._kernel_times = _ask_for_monotonic_times(keyboard) if kernel_times is None else kernel_times
        self._keyboard = ReadAhead(keyboard)
        self._decoder = KeyDecoder(keyboard_layout)
        self._dropping = False

    def fileno(self) -> int:
        """See `Line.fileno`."""
        return self._keyboard.fileno()

    def receive(self) -> list[Piece]:
        """See `Line.receive`."""
        return [piece for event in self._keyboard.read() if (piece := self._piece(event)) is not None]

    def flush(self) -> str:
        """See `Line.flush`."""
        return self._decoder.flush()

    def close(self) -> None:
        """See `Line.close`; an ungrab is implied."""
        with suppress(OSError):  # an unplugged device may refuse even that
            self._keyboard.close()

    def _piece(self, event: InputEvent) -> Piece | None:
        at_s = event.sec + event.usec / 1e6 if self._kernel_times else None
        if event.type == ecodes.EV_SYN:
            return self._synchronise(event.code, at_s)
        # Key repeat (value 2) is left out: a key held by a stalled cable must not type a badge.
        if self._dropping or event.type != ecodes.EV_KEY or event.value not in {_KEY_UP, _KEY_DOWN}:
            return None
        key = self._decoder.press if event.value == _KEY_DOWN else self._decoder.release
        text = key(event.code)
        if text is None:
            return Piece("", at_s, lost=True)
        return Piece(text, at_s) if text or self._decoder.waits else None

    def _synchronise(self, code: int, at_s: float | None) -> Piece | None:
        """Follow the kernel's rule: after SYN_DROPPED nothing counts up to the next SYN_REPORT."""
        if code == ecodes.SYN_DROPPED:
            self._dropping = True
            return Piece("", at_s, lost=True)
        if code == ecodes.SYN_REPORT and self._dropping:
            self._dropping = False
            self._decoder.resynchronise(self._keyboard.active_keys())
        return None


def open_grabbed(path: Path) -> Keyboard:
    """Open an input device for this process alone.

    Raises:
        OSError: It is absent, not readable, or held by another program (EBUSY).
    """
    device: InputDevice[str] = InputDevice(str(path))
    try:
        device.grab()
        # Scanners that watch the Caps Lock light turn their letters round to make up for it.
        with suppress(OSError, EvdevError):
            if ecodes.LED_CAPSL in device.leds():
                device.set_led(ecodes.LED_CAPSL, 0)
    except BaseException:
        device.close()
        raise
    return device


def _ask_for_monotonic_times(keyboard: Keyboard) -> bool:
    try:
        fcntl.ioctl(keyboard.fileno(), _EVIOCSCLOCKID, struct.pack("i", _CLOCK_MONOTONIC))
    except OSError:
        return False
    return True

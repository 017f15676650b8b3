"""A scanner that types like a keyboard, as most do out of the box."""

import threading
import time

from tests.hardware.rig.usb.redirection import Control, Endpoint, Identity, Interface, Transfer, UsbDevice

_REPORTS = 0x81
_SHIFT = 0x02
_BOOT_KEYBOARD = bytes.fromhex(
    "05010906a101050719e029e71500250175019508810295017508810395057501050819012905910295017503910395067508"
    "150025650507190029658100c0"
)
"""The report descriptor of a boot keyboard (HID 1.11, appendix B.1)."""
_RELEASED = bytes(8)

Key = tuple[int, int]
"""Modifier and usage (HID usage tables, page 0x07)."""


def us_layout() -> dict[str, Key]:
    """Return the keys of a US keyboard, by the character that they type."""
    keys: dict[str, Key] = {}
    for place, (plain, shifted) in enumerate(
        zip("abcdefghijklmnopqrstuvwxyz1234567890", "ABCDEFGHIJKLMNOPQRSTUVWXYZ!@#$%^&*()", strict=True)
    ):
        keys[plain], keys[shifted] = (0, 4 + place), (_SHIFT, 4 + place)
    keys |= {"\n": (0, 40), "\t": (0, 43), " ": (0, 44)}
    for usage, plain, shifted in zip(
        (45, 46, 47, 48, 49, 51, 52, 53, 54, 55, 56), "-=[]\\;'`,./", '_+{}|:"~<>?', strict=True
    ):
        keys[plain], keys[shifted] = (0, usage), (_SHIFT, usage)
    return keys


def german_layout() -> dict[str, Key]:
    """Return the keys of a German keyboard for what badges hold: Y and Z change places, signs move."""
    keys = us_layout()
    keys["y"], keys["z"], keys["Y"], keys["Z"] = keys["z"], keys["y"], keys["Z"], keys["Y"]
    keys |= {"-": (0, 56), "_": (_SHIFT, 56), ":": (_SHIFT, 55), ";": (_SHIFT, 54), "/": (_SHIFT, 36)}
    keys |= {"=": (_SHIFT, 39), "?": (_SHIFT, 45), "+": (0, 48), "@": (0x40, 20)}
    return keys


class KeyboardWedge(UsbDevice):
    """Types what is scanned, as fast as the guest asks for reports (every 4 ms unless told otherwise)."""

    interfaces = (Interface(0, (3, 1, 1)),)

    def __init__(
        self, identity: Identity | None = None, *, layout: dict[str, Key] | None = None, gap_s: float = 0.004
    ) -> None:
        super().__init__(identity or Identity("Badge Scanner HID", "HID0001", 0x0004))
        self.lights = 0
        """The lights as the guest last set them: 1 is Num Lock, 2 Caps Lock, 4 Scroll Lock."""
        self._layout = us_layout() if layout is None else layout
        self._gap_s = gap_s
        self._typing = threading.Lock()
        self._sent = 0

    def scan(self, payload: str, terminator: str = "\n") -> None:
        """Type a payload; returns when the last key was released.

        Raises:
            KeyError: If the layout has no key for a character.
        """
        keys = [self._layout[character] for character in payload + terminator]
        with self._typing:
            for modifier, usage in keys:
                self._report(bytes([modifier, 0, usage, 0, 0, 0, 0, 0]))
                self._report(_RELEASED)

    def configuration(self) -> tuple[bytes, int]:
        """See `UsbDevice.configuration`."""
        hid = [9, 0x21, 0x11, 1, 0, 1, 0x22, len(_BOOT_KEYBOARD), 0]
        return bytes([9, 4, 0, 0, 1, 3, 1, 1, 0, *hid, 7, 5, _REPORTS, 3, 8, 0, 4]), 1

    def endpoints(self) -> dict[int, Endpoint]:
        """See `UsbDevice.endpoints`."""
        return {_REPORTS: Endpoint(Transfer.INTERRUPT, 4, 0, 8)}

    def descriptor(self, kind: int) -> bytes | None:
        """See `UsbDevice.descriptor`."""
        return _BOOT_KEYBOARD if kind == 0x22 else None

    def control(self, request: Control) -> bytes | None:
        """See `UsbDevice.control`: reports are given and taken, idle rate and protocol are taken."""
        if request.is_standard:
            return None
        if request.request == 0x09 and request.data:  # SET_REPORT
            self.lights = request.data[0]
        return _RELEASED if request.reads else b""

    def _report(self, report: bytes) -> None:
        self._sent += 1
        self.interrupt(self._sent, _REPORTS, report)
        time.sleep(self._gap_s)

"""Which input devices the kernel has, read from sysfs: that needs no permission and wakes no device."""

import struct
from dataclasses import dataclass
from pathlib import Path

from evdev import ecodes

SYS_INPUT = Path("/sys/class/input")
DEV_INPUT = Path("/dev/input")

_SCANNER_KEYS = (ecodes.KEY_1, ecodes.KEY_A, ecodes.KEY_ENTER)
_WORD_BITS = struct.calcsize("l") * 8


@dataclass(frozen=True, slots=True)
class InputNode:
    """One `/dev/input/event…` that can type.

    Attributes:
        node: The event device; its number changes from boot to boot.
        name: What the device calls itself.
        usb_id: Vendor and product as `05e0:1200`.
    """

    node: Path
    name: str
    usb_id: str


def list_keyboards(*, sys_input: Path = SYS_INPUT, dev_input: Path = DEV_INPUT) -> list[InputNode]:
    """Return the input devices that type letters, digits and Enter, in the kernel's order.

    Empty where the machine has no input devices at all.
    """
    found = []
    for entry in sorted(sys_input.glob("event*"), key=_number):
        keys = _key_bits(_read(entry / "device/capabilities/key"))
        if not all(keys >> key & 1 for key in _SCANNER_KEYS):
            continue
        vendor, product = _read(entry / "device/id/vendor"), _read(entry / "device/id/product")
        name = _read(entry / "device/name")
        found.append(InputNode(dev_input / entry.name, name, f"{vendor}:{product}".lower()))
    return found


def _number(entry: Path) -> int:
    digits = entry.name.removeprefix("event")
    return int(digits) if digits.isdecimal() else -1


def _read(path: Path) -> str:
    """Return a sysfs attribute; empty when the device was unplugged while we looked."""
    try:
        return path.read_text("utf-8", errors="replace").strip()
    except OSError:
        return ""


def _key_bits(words: str) -> int:
    bits = 0
    for word in words.split():
        bits = bits << _WORD_BITS | int(word, 16)
    return bits

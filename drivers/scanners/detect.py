"""Which scanners this machine sees, and the setting that selects each."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from serial.tools.list_ports import comports

from drivers.scanners.input_devices import SYS_INPUT, list_keyboards

DEV = Path("/dev")


_NAMELESS = "n/a"
"""What pyserial calls a port that says nothing of itself."""


@dataclass(frozen=True, slots=True)
class HidCandidate:
    """An input device that types: a scanner in keyboard mode, or somebody's keyboard.

    Attributes:
        path: The most stable path it has: by id, else by USB socket, else the event device.
        name: What the device calls itself.
        usb_id: Vendor and product as `05e0:1200`.
        readable: Whether this process may read it.
        setting: The TOML that selects it.
    """

    path: Path
    name: str
    usb_id: str
    readable: bool
    setting: str


@dataclass(frozen=True, slots=True)
class SerialCandidate:
    """A serial port, at which a scanner may be.

    Attributes:
        path: The most stable path it has: by id, else by USB socket, else the port itself.
        name: What the device at the port calls itself.
        usb_id: Vendor and product as `05e0:1200`; None for a port that is not USB.
        readable: Whether this process may read and configure it.
        setting: The TOML that selects it.
    """

    path: Path
    name: str
    usb_id: str | None
    readable: bool
    setting: str


class Port(Protocol):
    """What is used of a pyserial `ListPortInfo`."""

    device: str
    description: str
    vid: int | None
    pid: int | None


def detect_hid(*, dev: Path = DEV, sys_input: Path = SYS_INPUT) -> list[HidCandidate]:
    """Return the input devices that could be scanners; empty where there are none."""
    candidates = []
    links = _links(dev / "input/by-path") | _links(dev / "input/by-id")
    for keyboard in list_keyboards(sys_input=sys_input, dev_input=dev / "input"):
        path = links.get(keyboard.node.resolve(), keyboard.node)
        candidates.append(
            HidCandidate(
                path=path,
                name=keyboard.name,
                usb_id=keyboard.usb_id,
                readable=os.access(keyboard.node, os.R_OK),
                setting=_setting("hid", path),
            )
        )
    return candidates


def detect_serial(*, dev: Path = DEV, ports: Iterable[Port] | None = None) -> list[SerialCandidate]:
    """Return the serial ports of this machine, USB first; `ports` defaults to those pyserial lists."""
    candidates = []
    links = _links(dev / "serial/by-path") | _links(dev / "serial/by-id")
    for port in comports() if ports is None else ports:
        node = Path(port.device)
        path = links.get(node.resolve(), node)
        usb = port.vid is not None and port.pid is not None
        candidates.append(
            SerialCandidate(
                path=path,
                name=node.name if port.description == _NAMELESS else port.description,
                usb_id=f"{port.vid:04x}:{port.pid:04x}" if usb else None,
                readable=os.access(node, os.R_OK | os.W_OK),
                setting=_setting("serial", path),
            )
        )
    return sorted(candidates, key=lambda candidate: (candidate.usb_id is None, candidate.path))


def _links(folder: Path) -> dict[Path, Path]:
    """Return the links in a folder of stable names, by the device each leads to."""
    if not folder.is_dir():
        return {}
    return {link.resolve(): link for link in sorted(folder.iterdir(), reverse=True)}


def _setting(driver: str, path: Path) -> str:
    # A JSON string is a TOML string as long as it may hold characters beyond ASCII as they are.
    return f'[[scanners]]\ndriver = "{driver}"\npath = {json.dumps(str(path), ensure_ascii=False)}\n'

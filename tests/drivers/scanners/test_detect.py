"""Detection over a made-up /dev and /sys, laid out as the kernel's and udev's are."""

import struct
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from evdev import ecodes

from drivers.clock import SystemClock
from drivers.scanners import hid, input_devices
from drivers.scanners.detect import detect_hid, detect_serial
from drivers.scanners.input_devices import list_keyboards
from tests.drivers.scanners.conftest import PipeCable, RecordingListener, eventually, reading

KEYBOARD_KEYS = range(ecodes.KEY_ESC, ecodes.KEY_COMPOSE)
WORD_BITS = struct.calcsize("l") * 8


@dataclass
class Machine:
    """A made-up machine."""

    dev: Path
    sys_input: Path

    def add_input(
        self, number: int, name: str, usb_id: str, keys: range = KEYBOARD_KEYS, by_id: str | None = None
    ) -> Path:
        vendor, product = usb_id.split(":")
        bits = sum(1 << key for key in keys)
        words = []
        while bits:
            words.append(f"{bits % (1 << WORD_BITS):x}")
            bits >>= WORD_BITS
        attributes = {"capabilities/key": " ".join(reversed(words)), "name": name}
        attributes |= {"id/vendor": vendor, "id/product": product}
        for attribute, text in attributes.items():
            file = self.sys_input / f"event{number}/device" / attribute
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text + "\n")
        node = self.dev / f"input/event{number}"
        node.parent.mkdir(exist_ok=True)
        node.touch()
        if by_id is not None:
            self.link("input/by-id", by_id, node)
        return node

    def link(self, folder: str, name: str, node: Path) -> Path:
        (self.dev / folder).mkdir(parents=True, exist_ok=True)
        link = self.dev / folder / name
        link.symlink_to(node)
        return link


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    (tmp_path / "dev").mkdir()
    return Machine(tmp_path / "dev", tmp_path / "sys/class/input")


def test_a_scanner_is_found_under_the_name_that_survives_a_reboot(machine: Machine) -> None:
    machine.add_input(3, "Scanner Co Imager", "05E0:1200", by_id="usb-Scanner_Co_Imager-event-kbd")
    machine.add_input(10, "Plain keyboard", "046d:c31c")
    machine.add_input(2, "Mouse", "046d:c077", keys=range(ecodes.BTN_LEFT, ecodes.BTN_TASK))
    machine.add_input(4, "Power Button", "0000:0001", keys=range(ecodes.KEY_POWER, ecodes.KEY_POWER + 1))
    scanner, keyboard = detect_hid(dev=machine.dev, sys_input=machine.sys_input)
    assert scanner.path == machine.dev / "input/by-id/usb-Scanner_Co_Imager-event-kbd"
    assert (scanner.name, scanner.usb_id, scanner.readable) == ("Scanner Co Imager", "05e0:1200", True)
    assert keyboard.path == machine.dev / "input/event10"


def test_a_scanner_without_a_name_of_its_own_is_found_by_its_usb_socket(machine: Machine) -> None:
    node = machine.add_input(3, "Imager", "05e0:1200")
    by_path = machine.link("input/by-path", "pci-0000:00-usb-0:1:1.0-event-kbd", node)
    assert detect_hid(dev=machine.dev, sys_input=machine.sys_input)[0].path == by_path


def test_the_setting_can_be_pasted_into_the_configuration_as_it_is(machine: Machine) -> None:
    machine.add_input(3, "Imager", "05e0:1200", by_id='usb-"Ünïcode"\\-event-kbd')
    (candidate,) = detect_hid(dev=machine.dev, sys_input=machine.sys_input)
    assert tomllib.loads(candidate.setting) == {"scanners": [{"driver": "hid", "path": str(candidate.path)}]}
    assert candidate.setting.startswith('[[scanners]]\ndriver = "hid"\npath = "')


def test_a_machine_without_input_devices_or_ports_gives_empty_lists(machine: Machine) -> None:
    assert detect_hid(dev=machine.dev, sys_input=machine.sys_input) == []
    assert detect_serial(dev=machine.dev, ports=[]) == []


def test_this_very_machine_can_be_searched_whatever_it_has() -> None:
    assert isinstance(detect_hid(), list)
    assert isinstance(detect_serial(), list)


@dataclass
class FakePort:
    device: str
    description: str
    vid: int | None = None
    pid: int | None = None


def test_usb_scanners_come_before_the_machines_own_serial_ports(machine: Machine) -> None:
    node = machine.dev / "ttyACM0"
    node.touch()
    link = machine.link("serial/by-id", "usb-Imager-if00", node)
    found = detect_serial(
        dev=machine.dev,
        ports=[FakePort(str(machine.dev / "ttyS0"), "n/a"), FakePort(str(node), "Imager", 0x05E0, 0x1701)],
    )
    assert [(each.path, each.usb_id, each.readable) for each in found] == [
        (link, "05e0:1701", True),
        (machine.dev / "ttyS0", None, False),
    ]
    assert tomllib.loads(found[0].setting) == {"scanners": [{"driver": "serial", "path": str(link)}]}


def test_a_device_that_goes_while_we_look_is_left_out(machine: Machine) -> None:
    machine.add_input(3, "Imager", "05e0:1200")
    (machine.sys_input / "event3/device/capabilities/key").unlink()
    assert list_keyboards(sys_input=machine.sys_input) == []


@pytest.mark.parametrize("selector", [{"device_name": "Imager"}, {"usb_id": "05E0:1200"}])
async def test_a_scanner_can_be_selected_by_what_it_is_instead_of_where_it_is(
    selector: dict[str, str],
    machine: Machine,
    pipe_cable: PipeCable,
    listener: RecordingListener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def list_made_up() -> list[input_devices.InputNode]:
        return list_keyboards(sys_input=machine.sys_input, dev_input=machine.dev / "input")

    monkeypatch.setattr(hid, "list_keyboards", list_made_up)
    scanner = hid.HidScanner(
        name="booth",
        listener=listener,
        clock=SystemClock(),
        retry_s=0.005,
        open_keyboard=pipe_cable.open,
        device_name=selector.get("device_name"),
        usb_id=selector.get("usb_id"),
    )
    async with reading(scanner) as scans:
        await eventually(lambda: bool(listener.complaints))
        machine.add_input(1, "Keyboard", "046d:c31c")
        pipe_cable.path = machine.add_input(3, "Imager", "05e0:1200")
        await eventually(lambda: listener.connections == 1)
        await pipe_cable.type("id\r")
        await eventually(lambda: len(scans) == 1)
    assert "is not plugged in; waiting for it" in listener.complaints[0]

"""USB scanners on the kernel's own drivers: usbhid and evdev, cdc_acm, ftdi_sio."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.hardware.rig import image
from tests.hardware.rig.box import Box, FtdiPort
from tests.hardware.rig.outside import Outside
from tests.hardware.rig.usb.keyboard import KeyboardWedge, german_layout
from tests.hardware.rig.usb.serial_port import SerialPort

EVIOCGRAB = 0x40044590


@contextmanager
def plugged(box: Box, name: str, plug: Callable[[], None]) -> Iterator[None]:
    """Something that the box reads under this name for as long as it is plugged in."""
    ready, away = (len(box.said(event, scanner=name)) for event in ("scanner is ready", "scanner is away"))
    plug()
    try:
        box.await_said("scanner is ready", scanner=name, count=ready + 1)
        yield
    finally:
        box.machine.unplug(name)
        box.await_said("scanner is away", scanner=name, count=away + 1)


@contextmanager
def keyboard(box: Box, device: KeyboardWedge | None = None) -> Iterator[KeyboardWedge]:
    """A keyboard-like scanner that the box reads."""
    device = device or KeyboardWedge()
    with plugged(box, "keyboard", lambda: box.machine.plug("keyboard", device)):
        yield device


@contextmanager
def serial_port(box: Box) -> Iterator[SerialPort]:
    """A CDC-ACM scanner that the box reads."""
    device = SerialPort()
    with plugged(box, "acm", lambda: box.machine.plug("acm", device)):
        yield device


@contextmanager
def ftdi(box: Box) -> Iterator[FtdiPort]:
    """A scanner on an FTDI adapter that the box reads."""
    ports: list[FtdiPort] = []
    with plugged(box, "ftdi", lambda: ports.append(FtdiPort(box.machine.plug_ftdi("ftdi")))):
        yield ports[0]
        ports[0].close()


def test_a_badge_that_is_typed_becomes_a_lead_outside(box: Box, outside: Outside) -> None:
    with keyboard(box) as scanner:
        box.scan(scanner, "Typed-00012345")
        _, lead = outside.arrival("Typed-00012345")
        assert lead.badge.format == "id"


def test_a_badge_on_a_serial_scanner_becomes_a_lead_outside(box: Box, outside: Outside) -> None:
    with serial_port(box) as scanner:
        box.scan(scanner, "ACM-0001")
        outside.arrival("ACM-0001")


def test_a_badge_behind_an_ftdi_adapter_becomes_a_lead_outside(box: Box, outside: Outside) -> None:
    with ftdi(box) as scanner:
        box.scan(scanner, "FTDI-0001")
        outside.arrival("FTDI-0001")


def test_a_badge_is_typed_to_the_box_alone_and_not_to_its_console(box: Box) -> None:
    with keyboard(box):
        # Another program that wants the scanner for itself is refused, so it is ours for certain.
        grab = f"fcntl.ioctl(os.open('{image.KEYBOARD}', os.O_RDONLY), {EVIOCGRAB}, 1)"
        assert not box.machine.succeeds(f'python3 -c "import fcntl, os; {grab}"')


def test_every_kind_of_scanner_may_be_pulled_out_and_put_back(box: Box, outside: Outside) -> None:
    with keyboard(box) as typed, serial_port(box) as sent, ftdi(box) as adapted:
        for badge, scanner in (("Out-HID-1", typed), ("Out-ACM-1", sent), ("Out-FTDI-1", adapted)):
            box.scan(scanner, badge)
    with keyboard(box) as typed, serial_port(box) as sent, ftdi(box) as adapted:
        for badge, scanner in (("Back-HID-1", typed), ("Back-ACM-1", sent), ("Back-FTDI-1", adapted)):
            box.scan(scanner, badge)
            outside.arrival(badge)


def test_two_scanners_at_once_do_not_mix_their_badges(box: Box, outside: Outside) -> None:
    with keyboard(box) as typed, serial_port(box) as sent:
        confirmed = box.confirmed
        sent.scan("Both-ACM-1")
        typed.scan("Both-HID-1")
        sent.scan("Both-ACM-2")
        box.await_said("scan stored", count=confirmed + 3)
    for badge in ("Both-ACM-1", "Both-HID-1", "Both-ACM-2"):
        outside.arrival(badge)


def test_half_a_badge_before_the_plug_is_pulled_is_no_badge(box: Box, outside: Outside) -> None:
    with serial_port(box) as scanner:
        scanner.scan("HALF-A-BAD", terminator="")
    with serial_port(box) as scanner:
        box.scan(scanner, "WHOLE-0001")
        outside.arrival("WHOLE-0001")
    assert not [badge for badge in outside.badges() if badge.startswith("HALF")]


def test_a_scanner_whose_line_breaks_is_found_again(box: Box, outside: Outside) -> None:
    with serial_port(box) as scanner:
        box.scan(scanner, "READ-ERROR-1")
        scanner.fail()
    with serial_port(box) as scanner:
        box.scan(scanner, "READ-ERROR-2")
        outside.arrival("READ-ERROR-2")


def test_a_badge_that_the_kernel_could_not_keep_while_the_box_stood_still_is_refused(
    box: Box, outside: Outside
) -> None:
    with keyboard(box) as scanner:
        box.machine.run("systemctl kill --signal=STOP boothscribe")
        scanner.scan("Lost-" + "0123456789" * 20)
        box.machine.run("systemctl kill --signal=CONT boothscribe")
        box.await_said("scan refused; scan again", scanner="keyboard", reason="garbled")
        box.scan(scanner, "After-Standstill-1")
        outside.arrival("After-Standstill-1")
    assert not [badge for badge in outside.badges() if badge.startswith("Lost")]


@pytest.mark.long
def test_a_scanner_that_is_set_to_another_layout_is_read_right(box: Box, outside: Outside) -> None:
    scanner_table = f'[[scanners]]\ndriver = "hid"\nname = "keyboard"\npath = "{image.KEYBOARD}"\n'
    box.restart(settings=f'{scanner_table}keymap = "de"\n')
    try:
        with keyboard(box, KeyboardWedge(layout=german_layout())) as scanner:
            box.scan(scanner, "ZY-4711-zy")
            outside.arrival("ZY-4711-zy")
    finally:
        box.machine.run("rm /etc/boothscribe/boothscribe.d/test.toml")
        box.restart()

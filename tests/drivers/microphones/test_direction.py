"""Direction registers, on a stand-in that answers like the arrays (tests/rigs/usb_array.py)."""

import time
from collections.abc import Callable

import pytest

from drivers.clock import SystemClock
from drivers.microphones.direction import (
    DirectionError,
    DirectionProtocol,
    DirectionRegister,
    open_usb,
    read_xvf3000,
    read_xvf3800,
)
from tests.rigs.usb_array import UsbArray

BOTH = pytest.mark.parametrize("protocol", ["xvf3000", "xvf3800"])


def until(condition: Callable[[], object]) -> None:
    deadline_s = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline_s, "it does not happen"
        time.sleep(0.02)


@BOTH
def test_where_the_array_hears_speech_is_known_at_the_time_it_was_said(protocol: DirectionProtocol) -> None:
    array, clock = UsbArray(protocol), SystemClock()
    array.azimuth_deg = 40
    register = DirectionRegister(protocol, array.open, clock=clock)
    try:
        until(lambda: register.at(clock.now()))
        then_s = clock.now()
        time.sleep(0.4)
        array.azimuth_deg = 200
        until(lambda: (now := register.at(clock.now())) and now.azimuth_deg == 200)
        before = register.at(then_s)
        assert before is not None
        assert before.azimuth_deg == 40
        assert register.at(then_s - 100) is None
        assert register.trouble == ""
    finally:
        register.close()


@BOTH
def test_an_array_that_was_unplugged_is_named_and_read_again_when_it_is_back(
    protocol: DirectionProtocol,
) -> None:
    array, clock = UsbArray(protocol), SystemClock()
    register = DirectionRegister(protocol, array.open, clock=clock)
    try:
        until(lambda: register.at(clock.now()))
        array.unplug()
        until(lambda: "does not tell directions" in register.trouble)
        until(lambda: register.at(clock.now()) is None)
        array.plug()
        until(lambda: register.at(clock.now()))
        assert register.trouble == ""
        assert array.opened == 2
    finally:
        register.close()


def test_an_array_that_is_busy_for_a_moment_is_asked_again() -> None:
    array = UsbArray("xvf3800")
    array.azimuth_deg, array.busy = 90, 5
    assert read_xvf3800(array) == (90.0, True)
    array.busy = 10_000
    with pytest.raises(DirectionError, match="too busy"):
        read_xvf3800(array)


@BOTH
def test_a_direction_that_is_none_is_not_taken_for_one(protocol: DirectionProtocol) -> None:
    array = UsbArray(protocol)
    array.azimuth_deg = 0xFFFF
    read = read_xvf3000 if protocol == "xvf3000" else read_xvf3800
    assert read(array) == (None, True)


def test_another_arrays_answer_says_what_to_do() -> None:
    array = UsbArray("xvf3800")
    array.status = 5
    with pytest.raises(DirectionError, match="update its firmware"):
        read_xvf3800(array)
    with pytest.raises(OSError, match="Pipe error"):
        read_xvf3000(UsbArrayThatKnowsNothing())


class UsbArrayThatKnowsNothing(UsbArray):
    """A device with another control interface."""

    def __init__(self) -> None:
        super().__init__("xvf3000")

    def ctrl_transfer(self, *_: int) -> bytes:
        raise OSError(32, "Pipe error")


def test_a_machine_without_the_array_is_told_to_plug_it_in() -> None:
    pytest.importorskip("usb.core")
    with pytest.raises(DirectionError, match=r"plug the array in|install libusb"):
        open_usb(["2886:fffe"])

"""HidScanner over recorded `struct input_event` bytes.

The keyboard is a stand-in: `PipeKeyboard` reads a pipe through python-evdev's own reader. Opening,
grabbing and unplugging a true USB device is proved on a machine that has one.
"""

import asyncio
import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from evdev import InputEvent, ecodes

from drivers.clock import ReplayClock, SystemClock
from drivers.scanners.base import RefusalReason
from drivers.scanners.framing import FramingRules, Terminator
from drivers.scanners.hid import HidScanner, KeyLine, open_grabbed
from drivers.scanners.keymaps import LayoutName, layout
from tests.drivers.scanners.conftest import (
    PipeCable,
    PipeKeyboard,
    RecordingListener,
    Typist,
    eventually,
    pack_event,
    pack_keys,
    reading,
)

RULES = FramingRules(terminator=Terminator.CR, idle_gap_s=0.02, unterminated_gap_s=0.5, max_characters=200)


def hid_scanner(
    cable: PipeCable, listener: RecordingListener, name: LayoutName = LayoutName.US
) -> HidScanner:
    cable.typist = Typist(layout(name))
    return HidScanner(
        name="booth",
        listener=listener,
        clock=SystemClock(),
        path=cable.path,
        keyboard_layout=name,
        rules=RULES,
        retry_s=0.005,
        open_keyboard=cable.open,
    )


async def test_a_german_scanner_delivers_umlauts_and_accents(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    async with reading(hid_scanner(pipe_cable, listener, LayoutName.DE)) as scans:
        await eventually(lambda: listener.connections == 1)
        await pipe_cable.type("Jürgen Weiß, Café Zürich, z-y@y.de\r")
        await eventually(lambda: len(scans) == 1)
    assert scans[0].payload == "Jürgen Weiß, Café Zürich, z-y@y.de"
    assert listener.refusals == []


async def test_an_unplugged_scanner_is_reported_once_and_read_again_when_it_returns(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    async with reading(hid_scanner(pipe_cable, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
        await pipe_cable.type("first\r")
        await eventually(lambda: len(scans) == 1)
        pipe_cable.unplug()
        await eventually(lambda: len(listener.complaints) == 2)
        pipe_cable.plug()
        await eventually(lambda: listener.connections == 2)
        await pipe_cable.type("second\r")
        await eventually(lambda: len(scans) == 2)
    assert [scan.payload for scan in scans] == ["first", "second"]
    assert listener.complaints == [
        f"scanner {pipe_cable.path} disappeared; waiting for it to come back",
        f"scanner {pipe_cable.path} is not plugged in; waiting for it",
    ]


async def test_half_a_badge_before_the_unplugging_is_refused_and_spoils_no_later_one(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    async with reading(hid_scanner(pipe_cable, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
        await pipe_cable.type("Jane")
        pipe_cable.unplug()
        await eventually(lambda: bool(listener.refusals))
        pipe_cable.plug()
        await eventually(lambda: listener.connections == 2)
        await pipe_cable.type("whole\r")
        await eventually(lambda: len(scans) == 1)
    assert scans[0].payload == "whole"
    assert listener.refusals == [(RefusalReason.GARBLED, 4)]
    assert not any("Jane" in complaint for complaint in listener.complaints)


async def test_a_badge_that_is_typed_while_the_agent_computes_is_read_meanwhile(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    badge = "0123456789" * 20
    pipe_cable.plug()
    async with reading(hid_scanner(pipe_cable, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
        # The event loop stands still until somebody has read, as the kernel's small buffer asks for.
        pipe_cable.deliver_now(pack_keys(pipe_cable.typist.type(f"{badge}\r")), room=4096)
        await eventually(lambda: len(scans) == 1)
    assert [scan.payload for scan in scans] == [badge]
    assert listener.refusals == []


async def test_keys_lost_in_the_kernel_refuse_the_badge_instead_of_shortening_it(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    typist = pipe_cable.typist
    async with reading(hid_scanner(pipe_cable, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
        await pipe_cable.deliver(
            pack_keys(typist.type("12"))
            + pack_event(ecodes.EV_SYN, ecodes.SYN_DROPPED, 0)
            + pack_event(ecodes.EV_KEY, ecodes.KEY_9, 1)
            + pack_event(ecodes.EV_SYN, ecodes.SYN_REPORT, 0)
            + pack_keys(typist.type("56\r"))
        )
        await eventually(lambda: bool(listener.refusals))
        await pipe_cable.type("123456\r")
        await eventually(lambda: len(scans) == 1)
    assert [scan.payload for scan in scans] == ["123456"]
    assert listener.refusals == [(RefusalReason.GARBLED, 4)]


async def test_a_shift_held_across_lost_keys_still_counts_for_the_next_badge(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    async with reading(hid_scanner(pipe_cable, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
        assert pipe_cable.keyboard is not None
        pipe_cable.keyboard.held = [ecodes.KEY_LEFTSHIFT]
        await pipe_cable.deliver(
            pack_event(ecodes.EV_SYN, ecodes.SYN_DROPPED, 0) + pack_event(ecodes.EV_SYN, ecodes.SYN_REPORT, 0)
        )
        await eventually(lambda: bool(listener.refusals))
        await pipe_cable.deliver(
            pack_keys([(ecodes.KEY_A, 1), (ecodes.KEY_A, 0), (ecodes.KEY_LEFTSHIFT, 0)])
            + pack_keys(pipe_cable.typist.type("b\r"))
        )
        await eventually(lambda: len(scans) == 1)
    assert scans[0].payload == "Ab"


async def test_a_key_held_by_a_stalled_cable_does_not_repeat_a_digit_of_the_id(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    async with reading(hid_scanner(pipe_cable, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
        repeats = [(ecodes.KEY_7, 1), (ecodes.KEY_7, 2), (ecodes.KEY_7, 2), (ecodes.KEY_7, 0)]
        repeats += [(ecodes.KEY_LEFTSHIFT, 1), (ecodes.KEY_LEFTSHIFT, 2), (ecodes.KEY_A, 1)]
        repeats += [(ecodes.KEY_A, 0), (ecodes.KEY_LEFTSHIFT, 0)]
        await pipe_cable.deliver(pack_keys([*repeats, *pipe_cable.typist.type("8\r")]))
        await eventually(lambda: len(scans) == 1)
    assert scans[0].payload == "7A8"


async def test_a_code_far_too_long_is_reported_once_and_the_next_badge_works(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    async with reading(hid_scanner(pipe_cable, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
        await pipe_cable.type("x" * 5000 + "\r")
        await eventually(lambda: bool(listener.refusals))
        await pipe_cable.type("next\r")
        await eventually(lambda: len(scans) == 1)
    assert listener.refusals == [(RefusalReason.TOO_LONG, 5000)]
    assert scans[0].payload == "next"


async def test_an_accent_at_the_end_of_a_code_without_terminator_is_not_forgotten(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    async with reading(hid_scanner(pipe_cable, listener, LayoutName.FR)) as scans:
        await eventually(lambda: listener.connections == 1)
        keys = [*pipe_cable.typist.type("id"), (ecodes.KEY_LEFTBRACE, 1), (ecodes.KEY_LEFTBRACE, 0)]
        await pipe_cable.deliver(pack_keys(keys))
        await eventually(lambda: len(scans) == 1)
    assert scans[0].payload == "id^"


async def test_a_badge_scanned_while_the_agent_was_busy_is_kept_apart_by_the_kernels_times(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    loop = asyncio.get_running_loop()
    pipe_cable.plug()
    scanner = hid_scanner(pipe_cable, listener)
    # A pipe cannot be asked for CLOCK_MONOTONIC times, so the stand-in is told that it has them.
    scanner._open = lambda: KeyLine(  # type: ignore[method-assign]
        pipe_cable.open(pipe_cable.path), layout("us"), kernel_times=True
    )
    async with reading(scanner) as scans:
        await eventually(lambda: listener.connections == 1)
        now_s = loop.time()
        typist = pipe_cable.typist
        await pipe_cable.deliver(
            pack_keys(typist.type("one\r"), at_s=now_s - 3.0)
            + pack_keys(typist.type("two\r"), at_s=now_s - 1.0)
        )
        await eventually(lambda: len(scans) == 2)
    assert [scan.payload for scan in scans] == ["one", "two"]
    assert [scan.time_s for scan in scans] == pytest.approx([now_s - 3.0, now_s - 1.0], abs=1e-3)


async def test_a_scan_is_stamped_with_the_agents_clock_not_with_the_machines(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    clock = ReplayClock()
    clock.advance_to(42.0)
    scanner = HidScanner(
        name="booth", listener=listener, clock=clock, path=pipe_cable.path, open_keyboard=pipe_cable.open
    )
    async with reading(scanner) as scans:
        await eventually(lambda: listener.connections == 1)
        await pipe_cable.type("id\r")
        await eventually(lambda: len(scans) == 1)
    assert scans[0].time_s == 42.0


async def test_scans_wait_in_the_kernel_while_nobody_takes_them_and_none_is_lost(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    scanner = hid_scanner(pipe_cable, listener)
    scanner._open = lambda: KeyLine(  # type: ignore[method-assign]
        pipe_cable.open(pipe_cable.path), layout("us"), kernel_times=True
    )
    badges = [f"badge{number}" for number in range(300)]
    async with scanner:
        scans = aiter(scanner)
        first = asyncio.ensure_future(anext(scans))
        await eventually(lambda: listener.connections == 1)
        now_s = asyncio.get_running_loop().time()
        events = b"".join(
            pack_keys(pipe_cable.typist.type(badge + "\r"), at_s=now_s - 400 + number)
            for number, badge in enumerate(badges)
        )
        assert len(events) > 2 * 64 * 1024, "the pipe and the reader must not hold all of it"
        delivery = asyncio.create_task(pipe_cable.deliver(events))
        taken = [(await first).payload]
        await asyncio.sleep(3 * RULES.idle_gap_s)
        assert not delivery.done()
        while len(taken) < len(badges):
            taken.append((await anext(scans)).payload)
        await delivery
    assert taken == badges


class FailingKeyboard(PipeKeyboard):
    """A keyboard that fails as an unplugged one does."""

    def read(self) -> Iterator[InputEvent]:
        raise OSError(errno.ENODEV, "No such device")


async def test_the_kernels_own_error_for_an_unplugged_device_ends_no_agent(
    pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()

    def open_failing(path: Path) -> FailingKeyboard:
        return FailingKeyboard(pipe_cable.open(path).fd)

    scanner = HidScanner(
        name="booth",
        listener=listener,
        clock=SystemClock(),
        path=pipe_cable.path,
        retry_s=0.005,
        open_keyboard=open_failing,
    )
    async with reading(scanner) as scans:
        await eventually(lambda: listener.connections == 1)
        await pipe_cable.type("id\r")
        await eventually(lambda: bool(listener.complaints))
    assert "disappeared; waiting for it to come back" in listener.complaints[0]
    assert scans == []


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EACCES, "udev rules or add the service's user to the group 'input'"),
        (errno.EBUSY, "is held by another program, which would get the badges instead"),
        (errno.ENODEV, "is not plugged in; waiting for it"),
        (errno.EMFILE, "cannot be opened (Too many open files); trying again"),
    ],
)
async def test_a_refused_device_is_reported_once_with_what_to_do_and_tried_again(
    number: int, advice: str, pipe_cable: PipeCable, listener: RecordingListener
) -> None:
    pipe_cable.plug()
    attempts = 0

    def refuse_five_times(path: Path) -> PipeKeyboard:
        nonlocal attempts
        attempts += 1
        if attempts <= 5:
            raise OSError(number, os.strerror(number))
        return pipe_cable.open(path)

    scanner = HidScanner(
        name="booth",
        listener=listener,
        clock=SystemClock(),
        path=pipe_cable.path,
        retry_s=0.001,
        open_keyboard=refuse_five_times,
    )
    async with reading(scanner):
        await eventually(lambda: listener.connections == 1)
    assert len(listener.complaints) == 1
    assert advice in listener.complaints[0]


async def test_a_file_that_is_no_input_device_is_reported_by_the_real_opening(
    tmp_path: Path, listener: RecordingListener
) -> None:
    path = tmp_path / "not-a-device"
    path.touch()
    with pytest.raises(OSError, match="ioctl"):
        open_grabbed(path)
    scanner = HidScanner(name="booth", listener=listener, clock=SystemClock(), path=path, retry_s=0.001)
    async with reading(scanner):
        await eventually(lambda: bool(listener.complaints))
    assert listener.complaints[0].startswith(f"scanner {path} cannot be opened")


@pytest.mark.parametrize(
    "selectors",
    [{}, {"path": "/dev/input/by-id/x", "usb_id": "05e0:1200"}, {"device_name": "a", "usb_id": "b"}],
)
def test_a_scanner_must_be_selected_in_one_way_so_the_wrong_one_is_never_read(
    selectors: dict[str, str], listener: RecordingListener
) -> None:
    with pytest.raises(ValueError, match="exactly one of path, device_name and usb_id"):
        HidScanner(
            name="booth",
            listener=listener,
            clock=SystemClock(),
            path=selectors.get("path"),
            device_name=selectors.get("device_name"),
            usb_id=selectors.get("usb_id"),
        )

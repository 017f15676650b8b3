"""SerialScanner over real terminals (ptys); what a pty has no notion of is speed and parity."""

import errno
import os
from pathlib import Path
from typing import Any

import pytest
import serial

from drivers.clock import ReplayClock, SystemClock
from drivers.scanners.base import RefusalReason
from drivers.scanners.framing import FramingRules, Terminator
from drivers.scanners.serial_port import SerialScanner
from tests.drivers.scanners.conftest import PtyCable, RecordingListener, eventually, reading

RULES = FramingRules(idle_gap_s=0.02, unterminated_gap_s=0.05)


def serial_scanner(
    cable: PtyCable, listener: RecordingListener, rules: FramingRules = RULES, encoding: str = "utf-8"
) -> SerialScanner:
    return SerialScanner(
        name="booth",
        listener=listener,
        clock=SystemClock(),
        path=cable.path,
        rules=rules,
        encoding=encoding,
        retry_s=0.005,
    )


async def test_two_badges_one_after_the_other_are_two_scans(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    pty_cable.plug()
    async with reading(serial_scanner(pty_cable, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
        for number, badge in enumerate((b"]Q3one\r", b"two\r"), start=1):
            await pty_cable.send(badge)
            await eventually(lambda number=number: len(scans) == number)  # type: ignore[misc]
    assert [scan.payload for scan in scans] == ["]Q3one", "two"]
    assert listener.refusals == []


async def test_a_badge_that_comes_in_pieces_is_one_scan(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    pty_cable.plug()
    rules = FramingRules(idle_gap_s=0.02, unterminated_gap_s=30.0)
    async with reading(serial_scanner(pty_cable, listener, rules)) as scans:
        await eventually(lambda: listener.connections == 1)
        for piece in ("BEGIN:VCARD\r\nN:M", "üller;Zoë\r\nEND:VC", "ARD\r\n"):
            await pty_cable.send(piece.encode())
        await eventually(lambda: len(scans) == 1)
    assert scans[0].payload == "BEGIN:VCARD\r\nN:Müller;Zoë\r\nEND:VCARD"


async def test_a_scanner_absent_at_the_start_is_awaited_and_read_when_it_appears(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    async with reading(serial_scanner(pty_cable, listener)) as scans:
        await eventually(lambda: bool(listener.complaints))
        assert listener.connections == 0
        pty_cable.plug()
        await eventually(lambda: listener.connections == 1)
        await pty_cable.send(b"late\r")
        await eventually(lambda: len(scans) == 1)
    assert listener.complaints == [f"scanner {pty_cable.path} is not plugged in; waiting for it"]


async def test_unplugging_and_return_under_the_same_name_cost_no_later_badge(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    pty_cable.plug()
    async with reading(serial_scanner(pty_cable, listener)) as scans:
        for cycle in (1, 2, 3):
            await eventually(lambda cycle=cycle: listener.connections == cycle)  # type: ignore[misc]
            await pty_cable.send(f"badge {cycle}\r".encode())
            await eventually(lambda cycle=cycle: len(scans) == cycle)  # type: ignore[misc]
            complaints = len(listener.complaints)
            pty_cable.unplug()
            await eventually(lambda before=complaints: len(listener.complaints) > before)  # type: ignore[misc]
            pty_cable.plug()
    assert [scan.payload for scan in scans] == ["badge 1", "badge 2", "badge 3"]
    assert listener.complaints[0] == f"scanner {pty_cable.path} disappeared; waiting for it to come back"


async def test_a_megabyte_without_terminator_is_reported_once_and_the_next_badge_works(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    pty_cable.plug()
    # The long gap must survive a machine that is busy; ending the flood with a terminator shortens the wait.
    rules = FramingRules(terminator=Terminator.CR, idle_gap_s=0.02, unterminated_gap_s=5.0)
    async with reading(serial_scanner(pty_cable, listener, rules)) as scans:
        await eventually(lambda: listener.connections == 1)
        await pty_cable.send(b"x" * 1024 * 1024)
        await pty_cable.send(b"\r")
        await eventually(lambda: bool(listener.refusals))
        await pty_cable.send(b"next\r")
        await eventually(lambda: len(scans) == 1)
    assert listener.refusals == [(RefusalReason.TOO_LONG, 1024 * 1024)]
    assert scans[0].payload == "next"


async def test_the_limit_counts_characters_so_a_badge_in_japanese_is_not_cut_short(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    pty_cable.plug()
    rules = FramingRules(idle_gap_s=0.02, unterminated_gap_s=0.05, max_characters=10)
    async with reading(serial_scanner(pty_cable, listener, rules)) as scans:
        await eventually(lambda: listener.connections == 1)
        await pty_cable.send("東京都千代田区丸の内\r".encode())
        await eventually(lambda: len(scans) == 1)
        await pty_cable.send(b"12345678901\r")
        await eventually(lambda: bool(listener.refusals))
    assert scans[0].payload == "東京都千代田区丸の内"
    assert listener.refusals == [(RefusalReason.TOO_LONG, 11)]


async def test_bytes_that_are_not_utf_8_keep_their_id_readable(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    pty_cable.plug()
    async with reading(serial_scanner(pty_cable, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
        await pty_cable.send("0042;Müller\r".encode("latin-1"))
        await eventually(lambda: len(scans) == 1)
    assert scans[0].payload == "0042;Müller"


async def test_a_configured_encoding_is_used(pty_cable: PtyCable, listener: RecordingListener) -> None:
    pty_cable.plug()
    async with reading(serial_scanner(pty_cable, listener, encoding="shift_jis")) as scans:
        await eventually(lambda: listener.connections == 1)
        await pty_cable.send("東京\r".encode("shift_jis"))
        await eventually(lambda: len(scans) == 1)
    assert scans[0].payload == "東京"


async def test_a_bare_terminator_is_refused_and_line_noise_is_garbled(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    pty_cable.plug()
    async with reading(serial_scanner(pty_cable, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
        await pty_cable.send(b"\r")
        await eventually(lambda: len(listener.refusals) == 1)
        await pty_cable.send(b"12\x0034\r")
        await eventually(lambda: len(listener.refusals) == 2)
    assert listener.refusals == [(RefusalReason.EMPTY, 0), (RefusalReason.GARBLED, 5)]
    assert scans == []


async def test_a_scanner_without_terminator_is_read_by_its_silence_alone(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    pty_cable.plug()
    rules = FramingRules(terminator=Terminator.NONE, idle_gap_s=0.02, unterminated_gap_s=0.02)
    async with reading(serial_scanner(pty_cable, listener, rules)) as scans:
        await eventually(lambda: listener.connections == 1)
        await pty_cable.send(b"0042")
        await eventually(lambda: len(scans) == 1)
    assert scans[0].payload == "0042"


async def test_a_port_that_another_program_locked_is_named_and_taken_when_it_is_free(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    pty_cable.plug()
    other = serial.Serial(str(pty_cable.path), exclusive=True)
    async with reading(serial_scanner(pty_cable, listener)):
        await eventually(lambda: bool(listener.complaints))
        other.close()
        await eventually(lambda: listener.connections == 1)
    assert "is held by another program" in listener.complaints[0]


async def test_a_path_that_is_no_port_is_reported_and_ends_no_agent(
    tmp_path: Path, listener: RecordingListener
) -> None:
    path = tmp_path / "not-a-port"
    path.touch()
    scanner = SerialScanner(name="booth", listener=listener, clock=SystemClock(), path=path, retry_s=0.001)
    async with reading(scanner):
        await eventually(lambda: bool(listener.complaints))
    assert listener.complaints == [f"scanner {path} cannot be opened at 9600 baud; trying again"]


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.EACCES, "udev rules or add the service's user to the group 'dialout'"),
        (errno.EPERM, "udev rules or add the service's user to the group 'dialout'"),
        (errno.EBUSY, "is held by another program"),
        (errno.ENXIO, "is not plugged in; waiting for it"),
    ],
)
async def test_a_refused_port_is_reported_once_with_what_to_do(
    number: int,
    advice: str,
    pty_cable: PtyCable,
    listener: RecordingListener,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempts = 0
    opening = serial.Serial

    def refuse_five_times(*args: Any, **kwargs: Any) -> serial.Serial:
        nonlocal attempts
        attempts += 1
        if attempts <= 5:
            raise serial.SerialException(number, os.strerror(number))
        return opening(*args, **kwargs)

    monkeypatch.setattr(serial, "Serial", refuse_five_times)
    pty_cable.plug()
    async with reading(serial_scanner(pty_cable, listener)):
        await eventually(lambda: listener.connections == 1)
    assert len(listener.complaints) == 1
    assert advice in listener.complaints[0]


async def test_a_scan_is_stamped_with_the_agents_clock(
    pty_cable: PtyCable, listener: RecordingListener
) -> None:
    pty_cable.plug()
    clock = ReplayClock()
    clock.advance_to(42.0)
    scanner = SerialScanner(name="booth", listener=listener, clock=clock, path=pty_cable.path, rules=RULES)
    async with reading(scanner) as scans:
        await eventually(lambda: listener.connections == 1)
        await pty_cable.send(b"id\r")
        await eventually(lambda: len(scans) == 1)
    assert scans[0].time_s == 42.0


@pytest.mark.parametrize(("baud", "encoding"), [(0, "utf-8"), (9600, "klingon")])
def test_impossible_settings_are_refused_when_set_up(
    baud: int, encoding: str, listener: RecordingListener
) -> None:
    with pytest.raises(ValueError, match="scanner 'booth'"):
        SerialScanner(
            name="booth", listener=listener, clock=SystemClock(), path="/dev/x", baud=baud, encoding=encoding
        )

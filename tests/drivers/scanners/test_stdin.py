import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.clock import ReplayClock
from drivers.scanners.base import RefusalReason
from drivers.scanners.stdin import StdinScanner
from tests.drivers.scanners.conftest import RecordingListener, eventually, reading, write_all


def stdin_scanner(fd: int, listener: RecordingListener, max_characters: int = 8192) -> StdinScanner:
    clock = ReplayClock()
    clock.advance_to(7.0)
    return StdinScanner(name="booth", listener=listener, clock=clock, fd=fd, max_characters=max_characters)


@pytest.fixture
def file(tmp_path: Path) -> Iterator[tuple[Path, list[int]]]:
    """A path for input, and a list of descriptors to close."""
    opened: list[int] = []
    yield tmp_path / "input", opened
    for fd in opened:
        os.close(fd)


async def scans_in(data: bytes, tmp_path: Path, listener: RecordingListener, limit: int = 8192) -> list[str]:
    path = tmp_path / "input"
    path.write_bytes(data)
    with path.open("rb") as file:
        return [scan.payload async for scan in stdin_scanner(file.fileno(), listener, limit)]


async def test_a_file_of_badges_is_read_to_its_end(tmp_path: Path, listener: RecordingListener) -> None:
    assert await scans_in(b"one\ntwo\r\nthree", tmp_path, listener) == ["one", "two", "three"]
    assert listener.connections == 1


@pytest.mark.parametrize(
    ("line", "payload"),
    [
        (rb"BEGIN:VCARD\nN:Doe\nEND:VCARD", "BEGIN:VCARD\nN:Doe\nEND:VCARD"),
        (rb"a\\nb", r"a\nb"),
        (rb"a\\\nb", "a\\\nb"),
        (rb"C:\temp", r"C:\temp"),
        (b"(01)0042\x1d10AB", "(01)0042\x1d10AB"),
        ("Zoë 東京".encode(), "Zoë 東京"),
        ("Zoë".encode("latin-1"), "Zoë"),
    ],
)
async def test_codes_of_several_lines_and_any_letter_can_be_typed(
    line: bytes, payload: str, tmp_path: Path, listener: RecordingListener
) -> None:
    assert await scans_in(line + b"\n", tmp_path, listener) == [payload]


async def test_empty_and_endless_lines_are_refused_and_the_others_are_kept(
    tmp_path: Path, listener: RecordingListener
) -> None:
    data = b"\none\n" + b"x" * 1_000_000 + b"\ntwo\n" + b"y" * 11 + b"\n"
    assert await scans_in(data, tmp_path, listener, limit=10) == ["one", "two"]
    assert listener.refusals == [
        (RefusalReason.EMPTY, 0),
        (RefusalReason.TOO_LONG, 1_000_000),
        (RefusalReason.TOO_LONG, 11),
    ]


async def test_a_line_typed_at_a_terminal_is_a_scan_at_once_and_hanging_up_ends_it(
    listener: RecordingListener,
) -> None:
    master, terminal = os.openpty()
    scanner = stdin_scanner(terminal, listener)
    async with reading(scanner) as scans:
        await write_all(master, b"one\n")
        await eventually(lambda: len(scans) == 1)
        os.close(master)
        await eventually(lambda: scanner._ended)
    os.close(terminal)
    assert [(scan.payload, scan.time_s) for scan in scans] == [("one", 7.0)]


async def test_closing_does_not_wait_for_a_line_that_nobody_types(listener: RecordingListener) -> None:
    reading_end, writing_end = os.pipe()
    async with reading(stdin_scanner(reading_end, listener)) as scans:
        await eventually(lambda: listener.connections == 1)
    os.close(reading_end)
    os.close(writing_end)
    assert scans == []


async def test_the_terminal_is_left_as_it_was_so_the_shell_still_works(listener: RecordingListener) -> None:
    master, terminal = os.openpty()
    async with reading(stdin_scanner(terminal, listener)):
        await eventually(lambda: listener.connections == 1)
    assert os.get_blocking(terminal)
    os.close(master)
    os.close(terminal)


def test_the_real_standard_input_is_read_when_nothing_else_is_said() -> None:
    program = """
import asyncio
from unittest.mock import Mock
from drivers.clock import SystemClock
from drivers.scanners.stdin import StdinScanner

async def main():
    async for scan in StdinScanner(name="booth", listener=Mock(), clock=SystemClock()):
        print(scan.payload)

asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", program], input="one\ntwo\n", capture_output=True, text=True, check=True
    )
    assert done.stdout == "one\ntwo\n"

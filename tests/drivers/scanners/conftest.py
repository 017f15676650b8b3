"""Stand-ins for scanners: a typist, a keyboard on a pipe, a serial port on a pty.

What is real here: python-evdev's own reader and C decoding of `struct input_event`, the kernel's
pipes and terminals, pyserial and its locking. What is not: USB, the kernel's HID driver and its
grab. Those want a machine with devices plugged in.
"""

import asyncio
import contextlib
import fcntl
import os
import struct
import unicodedata
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from evdev import ecodes
from evdev.eventio_async import EventIO
from hypothesis import HealthCheck, settings

from drivers.scanners.base import RefusalReason, Scan, Scanner
from drivers.scanners.keymaps import BARE_ACCENTS, CONTROL_POSITIONS, Layout, LayoutName, Level, layout

_INPUT_EVENT = struct.Struct("@llHHi")
_LEVEL_KEYS = {
    Level.PLAIN: [],
    Level.SHIFT: [ecodes.KEY_LEFTSHIFT],
    Level.ALTGR: [ecodes.KEY_RIGHTALT],
    Level.SHIFT_ALTGR: [ecodes.KEY_LEFTSHIFT, ecodes.KEY_RIGHTALT],
}
_KEYPAD = [getattr(ecodes, f"KEY_KP{digit}") for digit in range(10)]

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For properties that must also hold on a machine that is busy with something else."""

Key = tuple[int, int]
"""A key code and what happens to it: 1 down, 0 up."""


@dataclass
class RecordingListener:
    """Remembers what a scanner reported."""

    connections: int = 0
    complaints: list[str] = field(default_factory=list)
    refusals: list[tuple[RefusalReason, int]] = field(default_factory=list)

    def connected(self, scanner: str) -> None:
        assert scanner == "booth"
        self.connections += 1

    def disconnected(self, scanner: str, why: str) -> None:
        assert scanner == "booth"
        self.complaints.append(why)

    def refused(self, scanner: str, reason: RefusalReason, characters: int) -> None:
        assert scanner == "booth"
        self.refusals.append((reason, characters))


async def eventually(condition: Callable[[], bool]) -> None:
    """Wait until a condition holds; pytest-timeout ends a wait in vain."""
    while not condition():  # noqa: ASYNC110 - conditions are about drivers that have no event to await
        await asyncio.sleep(0.002)


@contextlib.asynccontextmanager
async def reading(scanner: Scanner) -> AsyncIterator[list[Scan]]:
    """Consume a scanner in the background; the list grows as scans come."""
    scans: list[Scan] = []

    async def consume() -> None:
        async for scan in scanner:
            scans.append(scan)  # noqa: PERF401 - tests look at the list while it grows

    task = asyncio.create_task(consume())
    try:
        yield scans
    finally:
        await scanner.aclose()
        await task


async def write_all(fd: int, data: bytes) -> None:
    """Write to a pipe or terminal at the speed its reader reads."""
    os.set_blocking(fd, False)
    while data:
        try:
            data = data[os.write(fd, data) :]
        except BlockingIOError:
            await asyncio.sleep(0)


class Typist:
    """Types texts on a layout as a scanner set to that layout does: the keymaps backwards."""

    def __init__(self, keyboard: Layout, *, caps_lock: bool = False) -> None:
        self._layout = keyboard
        self._caps_lock = caps_lock
        self._keys: dict[str, tuple[int, Level]] = {}
        for level in reversed(Level):
            for code, character in keyboard.levels[level].items():
                self._keys[character] = (code, level)

    def type(self, text: str) -> Iterator[Key]:
        if self._caps_lock:
            yield from self.tap(ecodes.KEY_CAPSLOCK)
        for character in text:
            yield from self._character(character)

    def tap(self, code: int, *modifiers: int) -> Iterator[Key]:
        yield from ((modifier, 1) for modifier in modifiers)
        yield from ((code, 1), (code, 0))
        yield from ((modifier, 0) for modifier in reversed(modifiers))

    def alt_code(self, digits: str) -> Iterator[Key]:
        yield ecodes.KEY_LEFTALT, 1
        for digit in digits:
            yield from self.tap(_KEYPAD[int(digit)])
        yield ecodes.KEY_LEFTALT, 0

    def _character(self, character: str) -> Iterator[Key]:
        bare = {plain: accent for accent, plain in BARE_ACCENTS.items()}
        letter, accent = (*unicodedata.normalize("NFD", character), "")[:2]
        if character == "\r":
            yield from self.tap(ecodes.KEY_ENTER)
        elif character in "\t ":
            yield from self.tap(ecodes.KEY_TAB if character == "\t" else ecodes.KEY_SPACE)
        elif ord(character) < 0x20:
            yield from self.tap(self._control_key(character), ecodes.KEY_LEFTCTRL)
        elif character in self._keys and character not in BARE_ACCENTS:
            yield from self._key(character)
        elif bare.get(character) in self._keys:
            yield from self._key(bare[character])
            yield from self.tap(ecodes.KEY_SPACE)
        elif accent in self._keys and letter in self._layout.composes.get(accent, ""):
            yield from self._key(accent)
            yield from self._key(letter)
        else:
            yield from self.alt_code(_alt_digits(character))

    def _key(self, character: str) -> Iterator[Key]:
        code, level = self._keys[character]
        plain = self._layout.levels[Level.PLAIN][code]
        if self._caps_lock and level <= Level.SHIFT and (self._layout.locks_shift or plain.isalpha()):
            level = Level(1 - level)
        yield from self.tap(code, *_LEVEL_KEYS[level])

    def _control_key(self, character: str) -> int:
        letter = chr(ord(character) | 0x60)
        if letter.isalpha():
            return self._keys[letter][0]
        return next(code for code, control in CONTROL_POSITIONS.items() if control == character)


def _alt_digits(character: str) -> str:
    try:
        return f"0{character.encode('cp1252')[0]}"
    except UnicodeEncodeError:
        return str(ord(character))


def pack_keys(keys: Iterable[Key], at_s: float = 0.0) -> bytes:
    """Return the bytes an event device delivers for some keys, a SYN_REPORT after each."""
    return b"".join(
        pack_event(ecodes.EV_KEY, code, value, at_s) + pack_event(ecodes.EV_SYN, ecodes.SYN_REPORT, 0, at_s)
        for code, value in keys
    )


def pack_event(kind: int, code: int, value: int, at_s: float = 0.0) -> bytes:
    """Return one `struct input_event`."""
    return _INPUT_EVENT.pack(int(at_s), round(at_s % 1 * 1e6), kind, code, value)


class PipeKeyboard(EventIO):
    """Stand-in for an open event device: evdev's own reader over a pipe that carries its bytes."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        self.held: list[int] = []
        os.set_blocking(fd, False)

    def active_keys(self) -> list[int]:
        return self.held

    def close(self) -> None:
        super().close()
        os.close(self.fd)


class PipeCable:
    """A place where keyboards on pipes are plugged in; its path exists while one is."""

    def __init__(self, path: Path, typist: Typist) -> None:
        self.path = path
        self.typist = typist
        self.keyboard: PipeKeyboard | None = None
        self._writing_end: int | None = None

    def plug(self) -> None:
        self.path.touch()

    def open(self, path: Path) -> PipeKeyboard:
        assert path == self.path
        reading_end, self._writing_end = os.pipe()
        self.keyboard = PipeKeyboard(reading_end)
        return self.keyboard

    def unplug(self) -> None:
        self.path.unlink(missing_ok=True)
        if self._writing_end is not None:
            os.close(self._writing_end)
            self._writing_end = None

    async def type(self, text: str) -> None:
        await self.deliver(pack_keys(self.typist.type(text)))

    async def deliver(self, events: bytes) -> None:
        assert self._writing_end is not None
        await write_all(self._writing_end, events)

    def deliver_now(self, events: bytes, *, room: int) -> None:
        """Deliver without letting the event loop run, through a kernel that keeps `room` bytes."""
        assert self._writing_end is not None
        assert len(events) > 2 * fcntl.fcntl(self._writing_end, fcntl.F_SETPIPE_SZ, room)
        for start in range(0, len(events), _INPUT_EVENT.size):  # the kernel gives whole events only
            os.write(self._writing_end, events[start : start + _INPUT_EVENT.size])


class PtyCable:
    """A place where serial devices on ptys are plugged in, always under the same link."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._master: int | None = None

    def plug(self) -> None:
        self._master, slave = os.openpty()
        self.path.symlink_to(os.ttyname(slave))
        os.close(slave)

    def unplug(self) -> None:
        self.path.unlink(missing_ok=True)
        if self._master is not None:
            os.close(self._master)
            self._master = None

    async def send(self, data: bytes) -> None:
        assert self._master is not None
        await write_all(self._master, data)


@pytest.fixture
def listener() -> RecordingListener:
    return RecordingListener()


@pytest.fixture
def pipe_cable(tmp_path: Path) -> Iterator[PipeCable]:
    cable = PipeCable(tmp_path / "usb-scanner-event-kbd", Typist(layout(LayoutName.US)))
    yield cable
    cable.unplug()


@pytest.fixture
def pty_cable(tmp_path: Path) -> Iterator[PtyCable]:
    cable = PtyCable(tmp_path / "usb-scanner-if00")
    yield cable
    cable.unplug()

"""What every scanner promises, asked of every driver.

hid and serial run over the stand-ins of `conftest`; replay and stdin are the real thing.
"""

import asyncio
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers.clock import ReplayClock, SystemClock
from drivers.scanners.base import BLANK, RefusalReason, Scanner
from drivers.scanners.framing import FramingRules, Terminator
from drivers.scanners.hid import HidScanner
from drivers.scanners.keymaps import LayoutName, layout
from drivers.scanners.replay import ReplayScanner
from drivers.scanners.serial_port import SerialScanner
from drivers.scanners.stdin import StdinScanner
from tests.drivers.scanners.conftest import (
    PATIENT,
    PipeCable,
    PtyCable,
    RecordingListener,
    Typist,
    eventually,
    reading,
    write_all,
)

LIMIT = 300
RULES = FramingRules(terminator=Terminator.CR, idle_gap_s=0.02, unterminated_gap_s=0.5, max_characters=LIMIT)
VCARD = "BEGIN:VCARD\nVERSION:3.0\nN:Müller;Zoë\nNOTE:a\\, b\\\\c\nEND:VCARD"
PAYLOADS = ["]Q30042", "Zoë Müßler, 東京 😀", "]d1010042\x1d10AB\x1e", VCARD, "^0042^^é~`\u00b4", "a\tb  c"]


class Rig(ABC):
    """A scanner of one driver, and a way to make it scan."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.listener = RecordingListener()

    @abstractmethod
    def scanner(self, payloads: Sequence[str]) -> Scanner:
        """Return a scanner, plugged in, that will scan these."""

    @abstractmethod
    async def scan(self, payload: str) -> None:
        """Make it scan the next of them."""

    @abstractmethod
    def absent(self) -> Scanner:
        """Return a scanner whose device is not there."""

    def close(self) -> None:  # noqa: B027 - most have something to put away, not all
        """Put everything away."""

    async def play(self, payloads: Sequence[str]) -> list[str]:
        async with reading(self.scanner(payloads)) as scans:
            await eventually(lambda: self.listener.connections == 1)
            for done, payload in enumerate(payloads, start=1):
                await self.scan(payload)
                await eventually(lambda done=done: len(scans) + len(self.listener.refusals) == done)  # type: ignore[misc]
        assert all(scan.scanner == "booth" for scan in scans)
        assert [scan.time_s for scan in scans] == sorted(scan.time_s for scan in scans)
        return [scan.payload for scan in scans]


class HidRig(Rig):
    keyboard_layout = LayoutName.US

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cable = PipeCable(folder / "usb-scanner-event-kbd", Typist(layout(self.keyboard_layout)))

    def scanner(self, payloads: Sequence[str]) -> Scanner:
        del payloads
        self.cable.plug()
        return self.absent()

    async def scan(self, payload: str) -> None:
        await self.cable.type(payload + "\r")

    def absent(self) -> Scanner:
        return HidScanner(
            name="booth",
            listener=self.listener,
            clock=SystemClock(),
            path=self.cable.path,
            keyboard_layout=self.keyboard_layout,
            rules=RULES,
            retry_s=0.005,
            open_keyboard=self.cable.open,
        )

    def close(self) -> None:
        self.cable.unplug()


class FrenchHidRig(HidRig):
    keyboard_layout = LayoutName.FR


class SerialRig(Rig):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.cable = PtyCable(folder / "usb-scanner-if00")

    def scanner(self, payloads: Sequence[str]) -> Scanner:
        del payloads
        self.cable.plug()
        return self.absent()

    async def scan(self, payload: str) -> None:
        await self.cable.send((payload + "\r").encode())

    def absent(self) -> Scanner:
        return SerialScanner(
            name="booth",
            listener=self.listener,
            clock=SystemClock(),
            path=self.cable.path,
            rules=RULES,
            retry_s=0.005,
        )

    def close(self) -> None:
        self.cable.unplug()


class ReplayRig(Rig):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.clock = ReplayClock()

    def scanner(self, payloads: Sequence[str]) -> Scanner:
        path = self.folder / "script.toml"
        path.write_text(
            "".join(
                f'[[scan]]\nat_s = {number}\npayload = "{_escape(payload)}"\n'
                for number, payload in enumerate(payloads, start=1)
            ),
            "utf-8",
        )
        return ReplayScanner(
            name="booth",
            listener=self.listener,
            clock=self.clock,
            path=path,
            start_s=0.0,
            max_characters=LIMIT,
        )

    async def scan(self, payload: str) -> None:
        del payload
        self.clock.advance_to(self.clock.now() + 1.0)

    def absent(self) -> Scanner:
        return self.scanner(["never due"])


class StdinRig(Rig):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.reading_end, self.writing_end = os.pipe()

    def scanner(self, payloads: Sequence[str]) -> Scanner:
        del payloads
        return StdinScanner(
            name="booth",
            listener=self.listener,
            clock=SystemClock(),
            fd=self.reading_end,
            max_characters=LIMIT,
        )

    async def scan(self, payload: str) -> None:
        escaped = payload.replace("\\", "\\\\").replace("\n", "\\n")
        await write_all(self.writing_end, escaped.encode() + b"\n")

    def absent(self) -> Scanner:
        return self.scanner([])

    def close(self) -> None:
        os.close(self.reading_end)
        os.close(self.writing_end)


def _escape(payload: str) -> str:
    """Write every character as TOML's own escape."""
    return "".join(f"\\U{ord(character):08X}" for character in payload)


@pytest.fixture(params=[HidRig, FrenchHidRig, SerialRig, ReplayRig, StdinRig])
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    made: Rig = request.param(tmp_path)
    yield made
    made.close()


async def test_badges_arrive_in_order_and_letter_for_letter(rig: Rig) -> None:
    assert await rig.play(PAYLOADS) == PAYLOADS
    assert rig.listener.refusals == []


async def test_what_is_no_badge_is_reported_and_the_badges_around_it_are_kept(rig: Rig) -> None:
    payloads = ["first", "", "x" * (LIMIT + 1), "y" * LIMIT]
    assert await rig.play(payloads) == ["first", "y" * LIMIT]
    assert rig.listener.refusals == [(RefusalReason.EMPTY, 0), (RefusalReason.TOO_LONG, LIMIT + 1)]


async def test_closing_ends_the_wait_for_a_badge_and_may_be_done_twice(rig: Rig) -> None:
    scanner = rig.scanner(["never due"])
    async with reading(scanner) as scans:
        await eventually(lambda: rig.listener.connections == 1)
        await asyncio.gather(scanner.aclose(), scanner.aclose())
    await scanner.aclose()
    assert scans == []
    assert [scan async for scan in scanner] == []


async def test_a_scanner_closed_before_it_was_used_yields_nothing(rig: Rig) -> None:
    scanner = rig.scanner(["never due"])
    await scanner.aclose()
    assert [scan async for scan in scanner] == []
    assert rig.listener.connections == 0


async def test_an_absent_scanner_is_awaited_and_can_be_closed(rig: Rig) -> None:
    async with reading(rig.absent()) as scans:
        await eventually(lambda: bool(rig.listener.connections or rig.listener.complaints))
    assert scans == []
    assert len(rig.listener.complaints) <= 1


CODES = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\x1d\\"), min_size=1, max_size=30
).filter(lambda code: bool(code.strip(BLANK)))


@pytest.mark.parametrize("kind", [HidRig, SerialRig, StdinRig])
@settings(PATIENT, max_examples=10)
@given(st.lists(CODES, min_size=1, max_size=3))
def test_any_text_survives_the_cable(
    tmp_path_factory: pytest.TempPathFactory, kind: type[Rig], payloads: list[str]
) -> None:
    rig = kind(tmp_path_factory.mktemp("rig"))
    try:
        assert asyncio.run(rig.play(payloads)) == payloads
    finally:
        rig.close()

import asyncio
import io
import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from drivers.indicators import led as module
from drivers.indicators.base import Indicator, NoIndicator
from drivers.indicators.led import LedIndicator
from drivers.indicators.terminal import TerminalIndicator


def test_a_stored_scan_sounds_different_from_one_that_was_lost() -> None:
    stored, refused = io.StringIO(), io.StringIO()
    TerminalIndicator(stored).confirm()
    TerminalIndicator(refused).refuse()
    assert stored.getvalue() == "\a[scan stored]\n"
    assert refused.getvalue() == "\a\a\a[scan NOT stored: scan again]\n"


def test_the_answer_does_not_mix_with_what_a_program_prints(capsys: pytest.CaptureFixture[str]) -> None:
    TerminalIndicator().confirm()
    out, err = capsys.readouterr()
    assert (out, err) == ("", "\a[scan stored]\n")


def test_a_terminal_gets_its_bell_at_once() -> None:
    reading, writing = os.pipe()
    with open(reading, "rb") as bell, open(writing, "w", encoding="ascii") as stream:  # noqa: PTH123
        TerminalIndicator(stream).confirm()
        assert bell.read1() == b"\a[scan stored]\n"


def test_a_box_without_indicator_takes_scans_all_the_same() -> None:
    indicator: Indicator = NoIndicator()
    indicator.confirm()
    indicator.refuse()


@pytest.fixture
def sysfs(tmp_path: Path) -> Path:
    led = tmp_path / "ACT"
    led.mkdir()
    (led / "trigger").write_text("none [mmc0] heartbeat", encoding="ascii")
    (led / "brightness").write_text("1", encoding="ascii")
    return tmp_path


@pytest.fixture
def history(monkeypatch: pytest.MonkeyPatch, sysfs: Path) -> list[str]:
    """The LED's brightness during each pause; pauses pass at once."""
    seen: list[str] = []

    async def pause(_: float) -> None:
        seen.append(brightness(sysfs))
        await asyncio.sleep(0)

    faked = SimpleNamespace(sleep=pause, get_running_loop=asyncio.get_running_loop)
    monkeypatch.setattr(module, "asyncio", faked)
    return seen


def brightness(sysfs: Path) -> str:
    path = sysfs / "ACT" / "brightness"
    return path.read_text(encoding="ascii") if path.exists() else "gone"


async def finished(indicator: LedIndicator) -> None:
    assert indicator._blinking is not None
    await indicator._blinking


def test_the_light_belongs_to_scans_and_no_longer_to_the_disk(sysfs: Path) -> None:
    LedIndicator("ACT", root=sysfs)
    assert (sysfs / "ACT" / "trigger").read_text(encoding="ascii") == "none"
    assert brightness(sysfs) == "0"


async def test_one_blink_says_stored_and_five_say_refused(sysfs: Path, history: list[str]) -> None:
    indicator = LedIndicator("ACT", root=sysfs)
    indicator.confirm()
    await finished(indicator)
    assert history == ["1", "0"]
    history.clear()
    indicator.refuse()
    await finished(indicator)
    assert history == ["1", "0"] * 5
    assert brightness(sysfs) == "0"


def test_a_stored_scan_shines_longer_than_a_refused_one() -> None:
    assert min(module._CONFIRM_S) >= 3 * max(module._REFUSE_S)


async def test_the_next_scan_is_answered_while_the_last_answer_still_blinks(
    sysfs: Path, history: list[str]
) -> None:
    indicator = LedIndicator("ACT", root=sysfs)
    indicator.confirm()
    await asyncio.sleep(0)
    first = indicator._blinking
    indicator.refuse()
    await finished(indicator)
    assert first is not None
    assert first.cancelled()
    assert history[-10:] == ["1", "0"] * 5
    assert brightness(sysfs) == "0"


async def test_a_box_that_stops_does_not_leave_the_light_on_as_if_all_were_stored(sysfs: Path) -> None:
    indicator = LedIndicator("ACT", root=sysfs)
    indicator.confirm()
    await asyncio.sleep(0)
    assert brightness(sysfs) == "1"
    assert indicator._blinking is not None
    indicator._blinking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await indicator._blinking
    assert brightness(sysfs) == "0"


@pytest.mark.usefixtures("history")
async def test_a_light_that_goes_away_does_not_hold_up_scanning(sysfs: Path) -> None:
    indicator = LedIndicator("ACT", root=sysfs)
    shutil.rmtree(sysfs / "ACT")
    for answer in (indicator.confirm, indicator.refuse):
        answer()
        await finished(indicator)


async def test_a_light_that_goes_away_while_it_shines_does_not_hold_up_scanning(sysfs: Path) -> None:
    indicator = LedIndicator("ACT", root=sysfs)
    indicator.refuse()
    await asyncio.sleep(0)
    assert brightness(sysfs) == "1"
    shutil.rmtree(sysfs / "ACT")
    await finished(indicator)


def test_a_light_that_is_not_there_is_told_at_the_start(sysfs: Path) -> None:
    with pytest.raises(FileNotFoundError):
        LedIndicator("PWR", root=sysfs)


async def test_a_badge_that_was_there_already_blinks_differently_from_a_new_one(
    sysfs: Path, history: list[str]
) -> None:
    indicator = LedIndicator("ACT", root=sysfs)
    indicator.confirm(known=True)
    await finished(indicator)
    assert history == ["1", "0"] * 2
    terminal = io.StringIO()
    TerminalIndicator(terminal).confirm(known=True)
    assert terminal.getvalue() == "\a[known already]\n"


async def test_the_light_stays_on_while_the_box_hears_nothing_and_answers_are_still_seen(
    sysfs: Path, history: list[str]
) -> None:
    indicator = LedIndicator("ACT", root=sysfs)
    indicator.muted(True)
    await finished(indicator)
    assert brightness(sysfs) == "1"
    indicator.confirm()
    await finished(indicator)
    assert history == ["0", "1", "0"]
    assert brightness(sysfs) == "1"
    indicator.muted(False)
    await finished(indicator)
    assert brightness(sysfs) == "0"


def test_a_terminal_says_that_nothing_is_heard_and_when_that_is_over() -> None:
    terminal = io.StringIO()
    TerminalIndicator(terminal).muted(True)
    TerminalIndicator(terminal).muted(False)
    assert terminal.getvalue() == "[muted: nothing is heard]\n[listening again]\n"

import ctypes
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from agent.ops import machine

KERNEL = Path("/proc/sys/kernel/random/boot_id")


@pytest.fixture(autouse=True)
def _nothing_remembered() -> Iterator[None]:
    machine.boot_id.cache_clear()
    yield
    machine.boot_id.cache_clear()


def test_leads_of_one_boot_carry_the_kernels_own_boot_id() -> None:
    if not KERNEL.exists():
        pytest.skip("no /proc")
    assert machine.boot_id() == UUID(KERNEL.read_text(encoding="ascii").strip())


@pytest.mark.parametrize("content", [None, "", "not an id\n", "größer"])
def test_a_box_without_boot_id_makes_one_up_and_keeps_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "boot_id"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    monkeypatch.setattr(machine, "Path", lambda _: file)
    first = machine.boot_id()
    assert machine.boot_id() == first
    machine.boot_id.cache_clear()
    assert machine.boot_id() != first


class Kernel:
    def __init__(self, answer: int) -> None:
        self._answer = answer

    def adjtimex(self, _buffer: object) -> int:
        return self._answer


@pytest.mark.parametrize(
    ("answer", "synchronised"),
    [
        pytest.param(0, True, id="TIME_OK"),
        pytest.param(1, True, id="TIME_INS: a leap second comes"),
        pytest.param(4, True, id="TIME_WAIT"),
        pytest.param(5, False, id="TIME_ERROR"),
        pytest.param(-1, False, id="forbidden, and nobody else knows"),
    ],
)
def test_wall_times_are_trusted_only_when_the_kernel_does(
    monkeypatch: pytest.MonkeyPatch, answer: int, *, synchronised: bool
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Kernel(answer))
    assert machine.clock_synchronised() is synchronised


def sandboxed(monkeypatch: pytest.MonkeyPatch, mark: Path) -> None:
    """A box whose sandbox forbids adjtimex."""
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Kernel(-1))
    monkeypatch.setattr(machine, "_TIMESYNCD_MARK", mark)
    monkeypatch.setattr(machine, "_service_said", [False])


def test_in_a_sandbox_the_mark_of_timesyncd_says_that_the_clock_is_right(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mark = tmp_path / "synchronized"
    sandboxed(monkeypatch, mark)
    assert not machine.clock_synchronised()
    mark.touch()
    assert machine.clock_synchronised()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Kernel(5))
    assert not machine.clock_synchronised(), "a kernel that may be asked knows best"


@pytest.mark.parametrize(
    ("answer", "synchronised"),
    [("echo yes", True), ("echo no", False), ("echo yes; exit 1", False), ("sleep 60", False)],
)
def test_in_a_sandbox_the_time_service_is_asked_whatever_keeps_the_time(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, answer: str, *, synchronised: bool
) -> None:
    sandboxed(monkeypatch, tmp_path / "no timesyncd" / "synchronized")
    program = tmp_path / "timedatectl"
    program.write_text(f"#!/bin/sh\n{answer}\n", encoding="ascii")
    program.chmod(0o700)
    monkeypatch.setattr(shutil, "which", lambda _: str(program))
    monkeypatch.setattr(machine, "_ANSWER_TIMEOUT_S", 0.3)
    machine.ask_time_service()
    assert machine.clock_synchronised() is synchronised


def test_where_timesyncd_runs_no_other_service_is_woken_every_half_minute(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sandboxed(monkeypatch, tmp_path / "synchronized")
    monkeypatch.setattr(shutil, "which", lambda _: pytest.fail("asked"))
    machine.ask_time_service()
    assert not machine.clock_synchronised()


def test_without_systemd_or_where_the_kernel_answers_nobody_else_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sandboxed(monkeypatch, tmp_path / "no timesyncd" / "synchronized")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    machine.ask_time_service()
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Kernel(0))
    monkeypatch.setattr(shutil, "which", lambda _: pytest.fail("asked"))
    machine.ask_time_service()
    assert machine.clock_synchronised()

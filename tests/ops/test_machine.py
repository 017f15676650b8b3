import ctypes
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
        pytest.param(-1, False, id="forbidden"),
    ],
)
def test_wall_times_are_trusted_only_when_the_kernel_does(
    monkeypatch: pytest.MonkeyPatch, answer: int, *, synchronised: bool
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: Kernel(answer))
    assert machine.clock_synchronised() is synchronised

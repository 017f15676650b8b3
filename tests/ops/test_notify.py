import os
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.ops.notify import notify, watchdog_interval_s


@pytest.fixture
def manager() -> Iterator[socket.socket]:
    """What systemd listens with."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.settimeout(10)
        yield listening


@pytest.fixture
def socket_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)  # a socket's address has room for 107 bytes only
    return "notify"


@pytest.mark.parametrize("abstract", [False, True])
def test_systemd_hears_that_the_box_is_ready(
    manager: socket.socket, socket_path: str, monkeypatch: pytest.MonkeyPatch, *, abstract: bool
) -> None:
    name = f"boothscribe-test-{secrets.token_hex(8)}"
    manager.bind(f"\0{name}" if abstract else socket_path)
    monkeypatch.setenv("NOTIFY_SOCKET", f"@{name}" if abstract else socket_path)
    assert notify("READY=1", "STATUS=microphone: größer")
    assert manager.recv(4096).decode() == "READY=1\nSTATUS=microphone: größer"


def test_what_went_wrong_cannot_be_read_as_an_order_to_systemd(
    manager: socket.socket, socket_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager.bind(socket_path)
    monkeypatch.setenv("NOTIFY_SOCKET", socket_path)
    assert notify("WATCHDOG=1", "STATUS=uplink: refused\nSTOPPING=1\r\nMAINPID=1")
    assert manager.recv(4096).decode() == "WATCHDOG=1\nSTATUS=uplink: refused STOPPING=1 MAINPID=1"


def test_the_box_runs_without_a_service_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert not notify("READY=1")


@pytest.mark.parametrize("left_behind", [False, True])
def test_the_box_survives_a_service_manager_that_has_gone(
    manager: socket.socket, socket_path: str, monkeypatch: pytest.MonkeyPatch, *, left_behind: bool
) -> None:
    if left_behind:
        manager.bind(socket_path)
        manager.close()
        assert Path(socket_path).exists()
    monkeypatch.setenv("NOTIFY_SOCKET", socket_path)
    assert not notify("WATCHDOG=1")


def test_the_watchdog_is_fed_twice_as_often_as_it_bites(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "60000000")
    monkeypatch.delenv("WATCHDOG_PID", raising=False)
    assert watchdog_interval_s() == 30.0
    monkeypatch.setenv("WATCHDOG_PID", str(os.getpid()))
    assert watchdog_interval_s() == 30.0


def test_a_watchdog_of_another_process_is_not_fed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "60000000")
    monkeypatch.setenv("WATCHDOG_PID", str(os.getppid()))
    assert watchdog_interval_s() is None


def test_without_a_watchdog_there_is_nothing_to_feed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WATCHDOG_USEC", raising=False)
    assert watchdog_interval_s() is None


def test_a_service_manager_that_does_not_read_does_not_stop_the_booth(
    manager: socket.socket, socket_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    manager.bind(socket_path)
    monkeypatch.setenv("NOTIFY_SOCKET", socket_path)
    said = [notify("WATCHDOG=1") for _ in range(10_000)]  # more than any queue holds
    assert said[0]
    assert not said[-1]
    assert not notify("READY=1", wait_s=0.01)

"""The socket at which `boothscribe doctor` asks a running agent."""

import asyncio
import contextlib
import socket
import stat
import threading
from pathlib import Path

import pytest

from agent.ops.health import Health
from agent.ops.report import AgentReport, answering, ask, socket_path, tell_stations


def report() -> AgentReport:
    health = Health()
    health.station("uplink").degraded("broker.example.com cannot be reached")
    return AgentReport(
        version="0.1.0",
        uptime_s=1.5,
        clock_synchronised=False,
        sealed=True,
        stations=tell_stations(health),
    )


async def test_who_asks_is_told_also_where_the_path_is_longer_than_a_sockets_address(tmp_path: Path) -> None:
    path = tmp_path / ("deep" * 40) / "health.sock"
    assert len(str(path)) > 107
    path.parent.mkdir()
    path.touch()  # what an agent that a power cut ended leaves behind
    async with answering(path, report):
        for _ in range(3):
            assert await asyncio.to_thread(ask, path, 10.0) == report()
        assert stat.S_IMODE(path.stat().st_mode) == 0o660, "nobody but the service's group may ask"
    assert not path.exists()
    assert ask(path, 1.0) is None


async def test_who_asks_and_goes_away_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "health.sock"
    async with answering(path, report):
        for _ in range(20):
            with socket.socket(socket.AF_UNIX) as gone:
                gone.connect(str(path))
        assert await asyncio.to_thread(ask, path, 10.0) == report()


async def test_an_agent_that_cannot_be_asked_works_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    entered = False
    async with answering(tmp_path / "file" / "health.sock", report):
        entered = True
    assert entered


def test_an_answer_that_never_comes_or_means_nothing_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "health.sock"
    with socket.socket(socket.AF_UNIX) as silent:
        silent.bind(str(path))
        silent.listen()
        with pytest.raises(TimeoutError):
            ask(path, 0.1)

        def babble() -> None:
            for _ in range(2):
                peer, _ = silent.accept()
                with peer, contextlib.suppress(OSError):  # the first has gone
                    peer.sendall(b'{"version": ')

        answering_thread = threading.Thread(target=babble)
        answering_thread.start()
        with pytest.raises(ValueError, match="cannot be understood"):
            ask(path, 10.0)
        answering_thread.join(10)


def test_the_socket_is_where_systemd_says_or_beside_the_outbox(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RUNTIME_DIRECTORY", raising=False)
    assert socket_path(tmp_path / "outbox.db") == tmp_path / "health.sock"
    monkeypatch.setenv("RUNTIME_DIRECTORY", "/run/boothscribe")
    assert socket_path(tmp_path / "outbox.db") == Path("/run/boothscribe/health.sock")

"""The agent as systemd sees it: ready before the model is there, and fed only while its parts get on."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from agent.app import App
from agent.delivery.outbox import Outbox
from agent.settings import Settings
from agent.speech.models import ModelError, ModelReason


class Manager:
    """What listens at NOTIFY_SOCKET."""

    def __init__(self, listening: socket.socket) -> None:
        self._socket = listening

    def heard(self) -> list[str]:
        """Every assignment since the last call."""
        lines: list[str] = []
        with contextlib.suppress(BlockingIOError):
            while True:
                lines += self._socket.recv(65536).decode().splitlines()
        return lines

    async def wait_for(self, wanted: str) -> list[str]:
        """Return what came until one of these came."""
        told: list[str] = []
        async with asyncio.timeout(60):
            while not any(wanted in line for line in told):
                await asyncio.sleep(0.01)
                told += self.heard()
        return told


@pytest.fixture
async def manager(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Manager]:
    monkeypatch.chdir(tmp_path)  # a socket's address has room for 107 bytes only
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind("notify")
        listening.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", "notify")
        monkeypatch.setenv("WATCHDOG_USEC", "40000")
        yield Manager(listening)


def settings(tmp_path: Path, **speech: Any) -> Settings:
    return Settings.model_validate(
        {
            "outbox": {"path": tmp_path / "outbox.db"},
            "microphone": {"driver": "none"},
            "ops": {"metrics": ""},
            "speech": {"model": "demo", **speech},
        }
    )


@contextlib.asynccontextmanager
async def running(app: App) -> AsyncIterator[None]:
    task = asyncio.create_task(app.run())
    try:
        yield
    finally:
        app.stop()
        async with asyncio.timeout(60):
            await task


async def test_the_box_is_ready_while_a_model_takes_its_time_and_when_it_never_comes(
    tmp_path: Path, manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = threading.Event()

    def load(*_arguments: object) -> None:
        slow.wait(60)
        raise ModelError("is not on this machine", ModelReason.ABSENT)

    monkeypatch.setattr("agent.listening.load_engine", load)
    async with running(App(settings(tmp_path))):
        ready = await manager.wait_for("READY=1")
        assert any("speech: the model is loading" in line for line in ready)
        assert "WATCHDOG=1" in await manager.wait_for("WATCHDOG=1")
        slow.set()
        await manager.wait_for("speech: is not on this machine")
        assert "WATCHDOG=1" in await manager.wait_for("WATCHDOG=1")


async def test_a_disk_that_hangs_stops_the_feeding_until_it_answers(
    tmp_path: Path, manager: Manager, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Outbox] = []
    real_open = Outbox.open

    async def remember(path: Path, **options: Any) -> Outbox:
        opened.append(await real_open(path, **options))
        return opened[0]

    monkeypatch.setattr(Outbox, "open", remember)
    app = App(settings(tmp_path))
    hangs = threading.Event()
    async with running(app):
        await manager.wait_for("WATCHDOG=1")
        app._health.stations["outbox"].stall_after_s = 0.0
        stuck = asyncio.create_task(opened[0].on_shelf(lambda _shelf: hangs.wait(60)))
        await manager.wait_for("STATUS=stuck: outbox")
        manager.heard()
        told = await manager.wait_for("STATUS=stuck: outbox")
        told += await manager.wait_for("STATUS=stuck: outbox")
        assert "WATCHDOG=1" not in told
        hangs.set()
        app._health.stations["outbox"].stall_after_s = 60.0
        assert await stuck
        await manager.wait_for("WATCHDOG=1")

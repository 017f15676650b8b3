import asyncio
import contextlib
import socket
from pathlib import Path
from typing import Any

import pytest

from agent.app import App
from agent.delivery.outbox import Outbox, OutboxError, OutboxReason
from agent.ops.health import Health
from agent.ops.watchdog import feed_watchdog
from agent.settings import Settings


def heard_by(systemd: socket.socket) -> list[str]:
    lines: list[str] = []
    with contextlib.suppress(BlockingIOError):
        while True:
            lines += systemd.recv(4096).decode().splitlines()
    return lines


async def test_the_watchdog_is_not_fed_while_a_part_is_stuck_with_its_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "20000")
        health = Health()
        health.station("watchdog").ok()
        station = health.station("disk", stall_after_s=0.0)
        feeding = asyncio.create_task(feed_watchdog(health))
        await asyncio.sleep(0.1)
        assert "WATCHDOG=1" in heard_by(systemd)
        with station.working():
            await asyncio.sleep(0.1)
            heard_by(systemd)
            await asyncio.sleep(0.1)
            stuck = heard_by(systemd)
        assert "STATUS=stuck: disk" in stuck
        assert "WATCHDOG=1" not in stuck
        await asyncio.sleep(0.1)
        assert "WATCHDOG=1" in heard_by(systemd)
        feeding.cancel()


async def test_a_box_that_starts_on_a_full_disk_waits_for_room_and_can_still_be_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[Path] = []

    async def open_or_not(path: Path, **options: Any) -> Outbox:
        tries.append(path)
        if len(tries) < 3:
            raise OutboxError("the disk is full", OutboxReason.FULL)
        return await real_open(path, **options)

    real_open = Outbox.open
    monkeypatch.setattr(Outbox, "open", open_or_not)
    monkeypatch.setattr("agent.app._DISK_FULL_AGAIN_S", 0.01)
    settings = Settings.model_validate(
        {
            "outbox": {"path": tmp_path / "outbox.db"},
            "microphone": {"driver": "none"},
            "ops": {"metrics": ""},
            "speech": {"model": "demo"},
        }
    )
    app = App(settings)
    running = asyncio.create_task(app.run())
    while len(tries) < 3:  # noqa: ASYNC110 -- nothing tells
        await asyncio.sleep(0.01)
    app.stop()
    async with asyncio.timeout(30):
        await running
    assert (tmp_path / "outbox.db").exists()

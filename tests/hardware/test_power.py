"""What a box has confirmed must survive the plug being pulled."""

import contextlib
import os
import random
import sqlite3
import time
from pathlib import Path

import pytest

from tests.hardware.rig.box import Box
from tests.hardware.rig.machine import Disks, Machine
from tests.hardware.rig.outside import Outside
from tests.hardware.rig.usb.serial_port import SerialPort
from tests.rigs.processes import Agent, eventually

CUTS = int(os.environ.get("HARDWARE_CUTS", "2"))
NO_SYNC = "[Service]\nEnvironment=LD_PRELOAD=libeatmydata.so\n"
"""A library that lets every fsync succeed at once and does nothing: what `synchronous=OFF` would be."""
OUTBOX = ("outbox.db", "outbox.db-wal", "outbox.db.lock")


def scan_and_cut(box: Box, chance: random.Random, name: str) -> list[str]:
    """Scan, each badge when the one before is confirmed, and pull the plug at a random moment.

    Returns:
        The badges that the box had confirmed when the power went; one more was under way.
    """
    scanner = SerialPort()
    ready = len(box.said("scanner is ready", scanner="acm"))
    box.machine.plug("acm", scanner)
    box.await_said("scanner is ready", scanner="acm", count=ready + 1)
    before, scanned = box.confirmed, 0
    deadline_s = time.monotonic() + chance.uniform(1, 12)
    while time.monotonic() < deadline_s:
        if box.confirmed == before + scanned:
            scanner.scan(f"{name}-{scanned:04}")
            scanned += 1
        time.sleep(0.01)
    box.machine.power_cut()
    return [f"{name}-{number:04}" for number in range(box.confirmed - before)]


def deliver(directory: Path, outside: Outside) -> None:
    """Let the next start deliver what an outbox holds: outside, where the same program takes seconds."""
    with Agent(directory, broker=outside.broker.url) as agent:
        eventually("the agent is up", lambda: agent.said("ready"))
        eventually("everything is delivered", lambda: leads_in(agent.outbox) == 0, 120)


def leads_in(outbox: Path) -> int:
    """Count the leads in an outbox; one that is not there, or has no tables yet, holds none."""
    with contextlib.closing(sqlite3.connect(outbox)) as connection:
        try:
            count: int = connection.execute("SELECT count(*) FROM leads").fetchone()[0]
        except sqlite3.OperationalError:
            return 0
    return count


def assert_once_each(confirmed: list[str], outside: Outside) -> None:
    arrived = [badge for badge in outside.badges() if badge.startswith("CUT")]
    assert confirmed
    assert set(confirmed) <= set(arrived), "confirmed scans are lost"
    assert len(arrived) == len(set(arrived)), "scans became two leads"


@pytest.mark.timeout(7200)
def test_no_confirmed_scan_is_lost_or_doubled_however_often_the_plug_is_pulled(
    disks: Disks, outside: Outside, tmp_path: Path
) -> None:
    chance = random.Random(os.environ.get("HARDWARE_SEED"))
    confirmed: list[str] = []
    for number in range(CUTS):
        folder = tmp_path / str(number)
        folder.mkdir()
        with Machine(folder, disks, broker_port=outside.port) as machine:
            machine.resume()
            # Without network everything is on the disk alone; with it, some is on its way.
            machine.link(up=chance.random() < 0.5)
            confirmed += scan_and_cut(Box(machine), chance, f"CUT-{number:02}")
            machine.read_data_disk(OUTBOX, folder)
        deliver(folder, outside)
    print(f"{CUTS} power cuts, {len(confirmed)} confirmed scans")  # noqa: T201 -- shown with -s
    assert_once_each(confirmed, outside)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_a_box_that_lost_its_power_twice_comes_back_by_itself_and_delivers(
    disks: Disks, outside: Outside, tmp_path: Path
) -> None:
    chance = random.Random(os.environ.get("HARDWARE_SEED"))
    with Machine(tmp_path, disks, broker_port=outside.port) as machine:
        box = Box(machine)
        machine.resume()
        confirmed = scan_and_cut(box, chance, "CUT-A")
        machine.boot()
        box.await_ready()
        confirmed += scan_and_cut(box, chance, "CUT-B")
        machine.boot()
        box.await_ready()
        count = "sqlite3 -readonly /var/lib/boothscribe/outbox.db 'SELECT count(*) FROM leads'"
        machine.until(f"[ $({count}) = 0 ]", patience_s=300, every_s=2)
    assert_once_each(confirmed, outside)


def test_a_box_that_does_not_sync_does_lose_scans(disks: Disks, outside: Outside, tmp_path: Path) -> None:
    """The control: the tests above would notice a missing fsync."""
    with Machine(tmp_path, disks, broker_port=outside.port) as machine:
        machine.resume()
        box = Box(machine)
        box.restart(drop_in=NO_SYNC)
        machine.link(up=False)  # what has arrived already cannot be lost
        confirmed = scan_and_cut(box, random.Random(), "UNSYNCED")
        machine.read_data_disk(OUTBOX, tmp_path)
    kept = leads_in(tmp_path / "outbox.db")
    print(f"{len(confirmed)} confirmed scans, {kept} kept")  # noqa: T201 -- shown with -s
    assert kept < len(confirmed), "nothing was lost"

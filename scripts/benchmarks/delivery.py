"""Delivery: what is lost, how fast a scan is safe and a backlog leaves; peers beside it."""

import asyncio
import contextlib
import functools
import json
import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import structlog

from collector.store import Store
from scripts.benchmarks import delivery_peers as peers
from scripts.benchmarks.delivery_box import fill
from scripts.benchmarks.delivery_leads import usual_lead
from scripts.benchmarks.report import machine
from tests.faults.history import Verdict, timed
from tests.rigs.leads import message
from tests.rigs.mosquitto import Mosquitto
from tests.rigs.postgresql import Postgresql, postgresql_missing
from tests.rigs.processes import Collector, Process, eventually

_CHUNK = 25
_PATIENCE_S = 600.0


@dataclass(frozen=True, slots=True)
class DeliveryOptions:
    """What to measure.

    Attributes:
        histories: Random histories of kills, cuts and repetitions; 0 leaves the part out, as everywhere.
        seed: Of the first history.
        confirms: Leads that are stored one after the other.
        backlog: Leads that wait when the network comes back.
        kill: Leads that are confirmed before the queue's process is killed.
        intake: Leads for each number of collectors.
    """

    histories: int
    seed: int
    confirms: int
    backlog: int
    kill: int
    intake: int


def measure(options: DeliveryOptions) -> dict[str, float]:
    """Run everything, print what came out.

    Returns:
        The figures, names with units.
    """
    print(f"delivery\n{machine()}\n")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="boothscribe-bench-") as name:
        directory = Path(name)
        if options.histories:
            found |= _histories(directory, options)
        if options.confirms:
            found |= _confirms(directory, options.confirms)
        if options.kill:
            found |= _killed(directory, options.kill)
        if options.backlog:
            found |= _drain(directory, options.backlog)
        if options.intake:
            found |= _intake(directory, options.intake)
    return found


def _histories(directory: Path, options: DeliveryOptions) -> dict[str, float]:
    total, slowest_s = Verdict(), 0.0
    own = directory / "histories"
    own.mkdir()
    # Forked workers: each history forks boxes, so nothing must have been started here before.
    workers = min(os.cpu_count() or 1, 8)
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        ends = range(options.seed, options.seed + options.histories, _CHUNK)
        last = options.seed + options.histories
        jobs = [pool.submit(_some_histories, start, min(start + _CHUNK, last), own) for start in ends]
        for job in as_completed(jobs):
            verdict, longest_s = job.result()
            total.add(verdict)
            slowest_s = max(slowest_s, longest_s)
    print(
        f"{total.histories} random histories: {total.confirmed} confirmed leads, {total.kills} kills;"
        f" lost {total.lost}, duplicated {total.duplicated}, regressed {total.regressed}, stuck {total.stuck}"
        f" (slowest {slowest_s:.1f} s)"
    )
    for fault in total.faults:
        print(f"  {fault}")
    return {
        "histories": total.histories,
        "confirmed_leads": total.confirmed,
        "lost": total.lost,
        "duplicated": total.duplicated,
        "regressed": total.regressed,
        "stuck": total.stuck,
        "kills": total.kills,
    }


def _some_histories(start: int, end: int, directory: Path) -> tuple[Verdict, float]:
    total, longest_s = Verdict(), 0.0
    for verdict, took_s in timed(range(start, end), directory):
        total.add(verdict)
        longest_s = max(longest_s, took_s)
    for seed in range(start, end):
        shutil.rmtree(directory / f"history-{seed}")
    return total, longest_s


def _confirms(directory: Path, count: int) -> dict[str, float]:
    began_s = time.monotonic()
    taken_ms = asyncio.run(fill(directory / "confirms.db", count, lambda _: None))
    took_s = time.monotonic() - began_s
    floor_ms = _commits(directory, count)
    found = {
        "confirms_per_s": 1000 * len(taken_ms) / sum(taken_ms),
        "scan_to_fsync_p50_ms": float(np.percentile(taken_ms, 50)),
        "scan_to_fsync_p99_ms": float(np.percentile(taken_ms, 99)),
        "bare_commit_p50_ms": float(np.percentile(floor_ms, 50)),
        "bare_commit_p99_ms": float(np.percentile(floor_ms, 99)),
    }
    print(
        f"\n{count} leads of {len(message(usual_lead(0)))} bytes, sealed, one commit each ({took_s:.1f} s):"
        f" {found['confirms_per_s']:.0f}/s; p50 {found['scan_to_fsync_p50_ms']:.2f} ms,"
        f" p99 {found['scan_to_fsync_p99_ms']:.2f} ms;"
        f" bare SQLite commit p50 {found['bare_commit_p50_ms']:.2f} ms,"
        f" p99 {found['bare_commit_p99_ms']:.2f} ms"
    )
    return found


def _commits(directory: Path, count: int) -> list[float]:
    """Commit rows of the same size to the same disk: the floor for "beep means safe"."""
    taken_ms = []
    with contextlib.closing(sqlite3.connect(directory / "floor.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, record BLOB)")
        row = message(usual_lead(0))
        for _ in range(count):
            began_s = time.perf_counter()
            connection.execute("INSERT INTO rows (record) VALUES (?)", (row,))
            connection.commit()
            taken_ms.append(1000 * (time.perf_counter() - began_s))
    return taken_ms


def _killed(directory: Path, count: int) -> dict[str, float]:
    """Kill each queue right after its last confirmation, with no network; see what arrives later."""
    path = directory / "killed.db"
    filling = subprocess.Popen(
        [sys.executable, "-m", "scripts.benchmarks.delivery_box", "fill", str(path), str(count)],
        stdout=subprocess.PIPE,
        text=True,
    )
    confirmed = sum(1 for _ in zip(range(count), filling.stdout or (), strict=False))
    filling.kill()
    filling.wait()
    with _peers(directory / "killed", collectors=1) as (broker, collectors):
        _drain_once(path, broker)
        arrived = len(collectors[0].leads())
    paho_confirmed, paho_lost = peers.paho_lost(directory / "paho", count)
    bridge_confirmed, bridge_lost, bridge_per_s = peers.bridge_lost(directory / "bridge", count, strict=False)
    strict_confirmed, strict_lost, strict_per_s = peers.bridge_lost(
        directory / "bridge-strict", count, strict=True
    )
    print(
        f"\nkill -9 after the last of {count} confirmations, offline: outbox lost {confirmed - arrived} of"
        f" {confirmed}; paho {paho_lost} of {paho_confirmed}; bridge {bridge_lost} of {bridge_confirmed}"
        f" ({bridge_per_s:.0f} confirms/s); bridge that saves after every change {strict_lost} of"
        f" {strict_confirmed} ({strict_per_s:.0f} confirms/s)"
    )
    return {
        "killed_confirmed": confirmed,
        "killed_lost": confirmed - arrived,
        "paho_killed_confirmed": paho_confirmed,
        "paho_killed_lost": paho_lost,
        "bridge_killed_confirmed": bridge_confirmed,
        "bridge_killed_lost": bridge_lost,
        "bridge_confirms_per_s": bridge_per_s,
        "bridge_strict_killed_confirmed": strict_confirmed,
        "bridge_strict_killed_lost": strict_lost,
        "bridge_strict_confirms_per_s": strict_per_s,
    }


def _drain(directory: Path, count: int) -> dict[str, float]:
    path = directory / "backlog.db"
    asyncio.run(fill(path, count, lambda _: None))
    with _peers(directory / "drain", collectors=1) as (broker, collectors):
        took = _drain_once(path, broker)
        arrived = _rows(collectors[0])
    payloads = [message(usual_lead(number)) for number in range(count)]
    with _peers(directory / "plain", collectors=0) as (broker, _):
        paho_per_s = peers.paho_backlog(broker, payloads)
    bridge_per_s = peers.bridge_backlog(directory / "bridge-backlog", payloads)
    per_s = took["leads"] / took["took_s"]
    print(
        f"\nbacklog of {count} leads over loopback mosquitto: outbox {per_s:.0f} leads/s, stored and"
        f" receipted ({arrived} arrived, {took['sent']:.0f} sent); paho {paho_per_s:.0f}/s and bridge"
        f" {bridge_per_s:.0f}/s"
        " to a subscriber that stores nothing"
        f"\n  memory: {took['rss_start_mb']:.0f} MB at start, peak {took['rss_peak_mb']:.0f} MB,"
        f" growth after the first fifth {took['rss_growth_mb']:.1f} MB"
    )
    return {
        "drain_leads": took["leads"],
        "drain_arrived": arrived,
        "drain_sent": took["sent"],
        "drain_leads_per_s": per_s,
        "drain_rss_start_mb": took["rss_start_mb"],
        "drain_rss_peak_mb": took["rss_peak_mb"],
        "drain_rss_growth_mb": took["rss_growth_mb"],
        "paho_drain_leads_per_s": paho_per_s,
        "bridge_drain_leads_per_s": bridge_per_s,
    }


def _drain_once(path: Path, broker: Mosquitto) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.benchmarks.delivery_box", "drain", str(path), broker.url],
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _intake(directory: Path, count: int) -> dict[str, float]:
    messages = directory / "messages"
    with messages.open("wb") as file:
        for number in range(count):
            file.write(message(usual_lead(number)) + b"\n")
    found = _intake_rates(
        directory, messages, count, "intake_leads_per_s", lambda folder: folder / "leads.db"
    )
    missing = postgresql_missing()
    if missing:
        print(f"\nno intake into PostgreSQL: {missing}")
        return found
    with Postgresql(in_memory=False) as server:
        return found | _intake_rates(
            directory, messages, count, "intake_postgresql_leads_per_s", lambda _: server.new_database()
        )


def _intake_rates(
    directory: Path, messages: Path, count: int, name: str, database: Callable[[Path], Path | str]
) -> dict[str, float]:
    found = {}
    for processes in (1, 2, 4):
        folder = directory / f"{name}-{processes}"
        where = database(folder)
        with (
            _peers(folder, collectors=processes, where=where) as (broker, collectors),
            messages.open("rb") as file,
        ):
            began_s = time.monotonic()
            publisher = subprocess.Popen(
                ["mosquitto_pub", "-h", broker.host, "-p", str(broker.port), "-V", "mqttv5",
                 "-q", "1", "-t", peers.TOPIC, "-l"],
                stdin=file,
            )  # fmt: skip
            eventually(f"{count} leads arrive", lambda: _rows(collectors[0]) >= count, patience_s=_PATIENCE_S)
            found[f"{name}_{processes}"] = count / (time.monotonic() - began_s)
            publisher.wait()
    told = ", ".join(f"{key.rpartition('_')[2]}: {value:.0f}/s" for key, value in found.items())
    kind = "PostgreSQL" if "postgresql" in name else "one SQLite"
    print(f"\nintake of {count} leads by processes on a shared subscription, {kind} database: {told}")
    return found


class _GroupCollector(Collector):
    def __init__(self, directory: Path, *, broker: str, number: int, where: Path | str) -> None:
        super().__init__(directory, broker=broker)
        log = directory / f"collector-{number}.log"
        command = [*self._command, "--name", f"bench-{number}", "--group", "bench", "--db", str(where)]
        Process.__init__(self, command, log)
        self.where = where


@contextlib.contextmanager
def _peers(
    directory: Path, *, collectors: int, where: Path | str | None = None
) -> Iterator[tuple[Mosquitto, list["_GroupCollector"]]]:
    """A broker, and collectors of one group on one database."""
    where = where or directory / "leads.db"
    (directory / "broker").mkdir(parents=True)
    with contextlib.ExitStack() as stack:
        broker = stack.enter_context(Mosquitto(directory / "broker", max_queued=0))
        started = []
        for number in range(collectors):
            one = stack.enter_context(
                _GroupCollector(directory, broker=broker.url, number=number, where=where)
            )
            eventually("the collector connects", functools.partial(one.said, "connected"))
            started.append(one)
        yield broker, started


def _rows(collector: _GroupCollector) -> int:
    with Store.open_for_reading(collector.where) as store:
        [row] = store.database.query("SELECT count(*) AS leads FROM leads")
        return int(row["leads"])

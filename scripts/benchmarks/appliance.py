"""What a box costs its card, and how soon it is ready and stopped: measured on the agent as a process."""

import contextlib
import functools
import os
import resource
import signal
import socket
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Self

import numpy as np
import soundfile

from scripts.benchmarks.report import machine
from tests.rigs.mosquitto import Mosquitto
from tests.rigs.processes import Agent, Collector, eventually

_CONVERSATIONS_PER_HOUR = 40
_TALK_S = 37.0
"""The first visitor of the demo."""
_SCAN_AT_S = 1.0
_RATE_HZ = 16_000
_READY_TIMEOUT_S = 60.0
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")


class Manager:
    """What systemd listens with."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / "notify"
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._socket.bind(str(self._path))
        self.environment = {"NOTIFY_SOCKET": str(self._path)}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def wait_for(self, assignment: str) -> float:
        """Return when it came, in monotonic time."""
        self._socket.settimeout(_READY_TIMEOUT_S)
        while assignment not in self._socket.recv(65536).decode().splitlines():
            pass
        return time.monotonic()

    def read(self, seconds: float) -> None:
        """Read for a while, as a service manager does."""
        end_s = time.monotonic() + seconds
        while (left_s := end_s - time.monotonic()) > 0:
            self._socket.settimeout(left_s)
            with contextlib.suppress(TimeoutError):
                self._socket.recv(65536)


@dataclass(frozen=True, slots=True)
class Use:
    """What a process has used up so far."""

    written: int
    cpu_s: float
    logged: int

    @classmethod
    def of(cls, agent: Agent) -> Self:
        """Read it from /proc (man 5 proc): write_bytes counts what is to reach a disk."""
        process = Path("/proc") / str(agent.running.pid)
        fields = dict(line.split(": ") for line in (process / "io").read_text().splitlines())
        ticks = (process / "stat").read_text().rpartition(")")[2].split()
        return cls(
            int(fields["write_bytes"]) - int(fields["cancelled_write_bytes"]),
            (int(ticks[11]) + int(ticks[12])) / _TICKS_PER_S,
            len(agent.log),
        )


def measure(minutes: float, starts: int) -> dict[str, float]:
    """Measure and print."""
    print(f"The appliance: readiness, stop, and what is written\n{machine()}\n")
    found: dict[str, float] = {}
    disk = Path.cwd() / ".cache"  # not /tmp, which may lie in memory
    disk.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        found |= _starts_and_stops(Path(folder), starts)
        for name, rate in (("idle", 0), ("busy", _CONVERSATIONS_PER_HOUR)):
            found |= _hour(Path(folder), name, rate, minutes * 60)
    return found


def _starts_and_stops(root: Path, times: int) -> dict[str, float]:
    """Time READY=1, and SIGTERM in the middle of a talk until the process has gone."""
    ready_s: list[float] = []
    ready_cpu_s: list[float] = []
    stop_s: list[float] = []
    lost = 0
    for number in range(times):
        folder = _folder(root, f"start-{number}")
        with (
            Mosquitto(_folder(folder, "broker")) as broker,
            Manager(folder) as manager,
            Collector(folder, broker=broker.url) as collector,
            _agent(folder, broker, manager, seconds=_TALK_S, every_s=_TALK_S) as agent,
        ):
            began_s = time.monotonic() - _age_s(agent)
            ready_s.append(manager.wait_for("READY=1") - began_s)
            ready_cpu_s.append(Use.of(agent).cpu_s)
            for metric in ("boothscribe_scans_confirmed_total", "boothscribe_words_total"):
                eventually(metric, functools.partial(agent.metric, metric))
            began_s = time.monotonic()
            agent.running.send_signal(signal.SIGTERM)
            agent.wait()
            stop_s.append(time.monotonic() - began_s)
            lost += not collector.finals(1)[0].conversation.turns
    print(f"{'start to READY=1':42} {np.median(ready_s):8.2f} s   longest {max(ready_s):.2f} s")
    print(f"{'  processor time of it':42} {np.median(ready_cpu_s):8.2f} s   longest {max(ready_cpu_s):.2f} s")
    print(f"{'SIGTERM in a talk to exit':42} {np.median(stop_s):8.2f} s   longest {max(stop_s):.2f} s")
    print(f"{'stops after which the lead had no words':42} {lost:8}")
    return {
        "ready_p50_s": round(float(np.median(ready_s)), 3),
        "ready_max_s": round(max(ready_s), 3),
        "ready_cpu_p50_s": round(float(np.median(ready_cpu_s)), 3),
        "stop_p50_s": round(float(np.median(stop_s)), 3),
        "stop_max_s": round(max(stop_s), 3),
        "stops_without_words": lost,
    }


def _age_s(agent: Agent) -> float:
    """Return how long the process has existed, by its own start time."""
    ticks = int((Path("/proc") / str(agent.running.pid) / "stat").read_text().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / _TICKS_PER_S


def _hour(root: Path, name: str, conversations_per_hour: int, seconds: float) -> dict[str, float]:
    folder = _folder(root, name)
    every_s = 3600 / conversations_per_hour if conversations_per_hour else None
    with (
        Mosquitto(_folder(folder, "broker")) as broker,
        Manager(folder) as manager,
        Collector(folder, broker=broker.url),
        _agent(folder, broker, manager, seconds=seconds + 60, every_s=every_s) as agent,
    ):
        manager.wait_for("READY=1")
        eventually("the model is loaded", lambda: agent.said("speech model is loaded"))
        before, began_s = Use.of(agent), time.monotonic()
        manager.read(seconds)
        after, took_s = Use.of(agent), time.monotonic() - began_s
        confirmed = agent.metric("boothscribe_scans_confirmed_total")
        memory = int((Path("/proc") / str(agent.running.pid) / "statm").read_text().split()[1])
    hourly = 3600 / took_s
    written = (after.written - before.written) * hourly
    logged = (after.logged - before.logged) * hourly
    cpu = (after.cpu_s - before.cpu_s) / took_s
    memory_mb = memory * resource.getpagesize() / 1e6
    print(f"\n{name}: {took_s:.0f} s, {confirmed:.0f} conversations")
    print(f"{'written to the disk':42} {written / 1e6:8.2f} MB an hour")
    print(f"{'log lines for the journal':42} {logged / 1e3:8.1f} kB an hour")
    print(f"{'processor':42} {100 * cpu:8.1f} % of one core")
    print(f"{'memory':42} {memory_mb:8.0f} MB")
    return {
        f"{name}_written_mb_per_hour": round(written / 1e6, 3),
        f"{name}_logged_kb_per_hour": round(logged / 1e3, 2),
        f"{name}_cpu_share": round(cpu, 4),
        f"{name}_memory_mb": round(memory_mb, 1),
        f"{name}_conversations": confirmed,
    }


def _agent(
    folder: Path, broker: Mosquitto, manager: Manager, *, seconds: float, every_s: float | None
) -> Agent:
    """Return an agent with a room's noise, and a visitor who talks every `every_s`."""
    noise = np.random.default_rng(1).normal(0, 60, int(seconds * _RATE_HZ))
    sound = noise.astype(np.int16)
    scans = []
    if every_s is not None:
        talk, _ = soundfile.read(str(files("agent.demo") / "conversations.flac"), dtype="int16")
        talk = talk[: int(_TALK_S * _RATE_HZ)]
        for number, start_s in enumerate(np.arange(0, seconds, every_s)):
            at = int(start_s * _RATE_HZ)
            length = min(len(talk), len(sound) - at)
            sound[at : at + length] += talk[:length]
            scans.append((start_s + _SCAN_AT_S, f"MECARD:N:Visitor,Number{number};ORG:Example {number};;"))
    soundfile.write(folder / "room.flac", sound, _RATE_HZ)
    (folder / "scans.toml").write_text(_script(scans), encoding="utf-8")
    return Agent(
        folder,
        broker=broker.url,
        scanners=f'[[scanners]]\ndriver = "replay"\nname = "front"\nfile = "{folder / "scans.toml"}"\n',
        microphone=f'driver = "replay"\nfile = "{folder / "room.flac"}"',
        environment=manager.environment,
    )


def _script(scans: Sequence[tuple[float, str]]) -> str:
    # A script may not be empty: this scan is too late to come.
    return "".join(
        f'[[scan]]\nat_s = {at_s:.2f}\npayload = "{payload}"\n' for at_s, payload in scans or [(1e6, "x")]
    )


def _folder(root: Path, name: str) -> Path:
    (root / name).mkdir()
    return root / name

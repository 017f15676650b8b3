"""The agent and the collector as processes of their own, run as a deployment runs them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self, TypeVar

from prometheus_client.parser import text_string_to_metric_families

from agent.contract.lead import Lead

PATIENCE_S = 60.0
Result = TypeVar("Result")
_STOP_TIMEOUT_S = 30.0


def eventually(what: str, probe: Callable[[], Result], patience_s: float = PATIENCE_S) -> Result:
    """Return what `probe` returns once that is true; fail with `what` when it never is."""
    deadline_s = time.monotonic() + patience_s
    while time.monotonic() < deadline_s:
        if found := probe():
            return found
        time.sleep(0.05)
    raise AssertionError(f"waited {patience_s:.0f} s in vain: {what}")


class Process:
    """A program with its output in a file; ends with the block."""

    def __init__(self, command: list[str], log: Path, environment: Mapping[str, str] | None = None) -> None:
        self._command = command
        self._log = log
        self._environment = dict(os.environ if environment is None else environment)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            self.terminate()

    @property
    def log(self) -> str:
        """What it has said so far, all starts together."""
        return self._log.read_text(encoding="utf-8", errors="replace") if self._log.exists() else ""

    def said(self, event: str) -> list[dict[str, Any]]:
        """Return the log lines with this event."""
        lines = [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]
        return [line for line in lines if line.get("event") == event]

    @property
    def running(self) -> subprocess.Popen[bytes]:
        """The process itself."""
        assert self._process is not None
        return self._process

    def start(self) -> None:
        """Start it, again if it ran before."""
        with self._log.open("ab") as output:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    def terminate(self) -> int:
        """Stop it as systemd does; return its exit code."""
        self.running.send_signal(signal.SIGTERM)
        return self.wait()

    def kill(self) -> None:
        """End it as a power cut does."""
        self.running.kill()
        self.running.wait(_STOP_TIMEOUT_S)

    def wait(self, timeout_s: float = _STOP_TIMEOUT_S) -> int:
        """Return the exit code once it has ended."""
        return self.running.wait(timeout_s)


class Agent(Process):
    """`boothscribe run` with a configuration made for the test.

    Args:
        directory: Where configuration, outbox and log go.
        broker: URL.
        scanners: TOML of the `[[scanners]]` tables.
        microphone: TOML inside `[microphone]`.
        speech: TOML inside `[speech]`.
        visit: TOML inside `[visit]`.
        environment: Added to the process environment.
    """

    def __init__(
        self,
        directory: Path,
        *,
        broker: str,
        scanners: str = "",
        microphone: str = 'driver = "none"',
        speech: str = 'model = "demo"\nthreads = 1\ncontext_floor_s = 0',
        visit: str = 'consent = "scan"',
        environment: Mapping[str, str] | None = None,
        arguments: tuple[str, ...] = (),
    ) -> None:
        self._metrics_port = _free_port()
        self.outbox = directory / "outbox.db"
        config = directory / "boothscribe.toml"
        config.write_text(
            f"""
[device]
name = "booth-7"
[event]
id = "expo-2026"
{scanners}
[microphone]
{microphone}
[speech]
{speech}
[visit]
{visit}
[uplink]
broker = "{broker}"
receipt_timeout_s = 2
reconnect_max_s = 1
[outbox]
path = "{self.outbox}"
[ops]
metrics = "127.0.0.1:{self._metrics_port}"
log_format = "json"
""",
            encoding="utf-8",
        )
        super().__init__(
            [sys.executable, "-m", "agent", "run", "--config", str(config), *arguments],
            directory / "agent.log",
            os.environ | dict(environment or {}),
        )

    def metric(self, name: str, **labels: str) -> float:
        """Return a metric's value; 0 where there is none, or no agent to ask."""
        try:
            with urllib.request.urlopen(
                f"http://127.0.0.1:{self._metrics_port}/metrics", timeout=5
            ) as answer:
                text = answer.read().decode()
        except OSError:
            return 0.0
        return sum(
            sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
            if sample.name == name and labels.items() <= sample.labels.items()
        )


class Collector(Process):
    """`boothscribe-collector run`."""

    def __init__(self, directory: Path, *, broker: str) -> None:
        self._database = directory / "leads.db"
        super().__init__(
            [
                *(sys.executable, "-m", "collector", "run", "--broker", broker),
                *("--db", str(self._database), "--name", "test"),
            ],
            directory / "collector.log",
        )

    def leads(self) -> list[Lead]:
        """Return the leads stored so far, by the collector's own command."""
        done = subprocess.run(
            [sys.executable, "-m", "collector", "export", "--db", str(self._database), "--json", "-"],
            capture_output=True,
            timeout=60,
            check=False,
        )
        if done.returncode:
            return []  # it has not made its database yet
        return [Lead.model_validate(record) for record in json.loads(done.stdout)]

    def finals(self, count: int) -> list[Lead]:
        """Return the final leads once there are `count`."""

        def found() -> list[Lead]:
            finals = [lead for lead in self.leads() if lead.final]
            return finals if len(finals) >= count else []

        return eventually(f"{count} final leads arrive", found)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

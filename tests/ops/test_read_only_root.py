"""A box whose root is read-only: the agent writes to its state directory and its runtime directory alone."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from tests.rigs.mosquitto import Mosquitto, mosquitto_missing
from tests.rigs.processes import Agent, Collector, eventually

PACK = Path(__file__).parents[2] / "config" / "events" / "fabrica-2027"
WRITTEN = {
    "outbox.db",
    "outbox.db-wal",
    "outbox.db-shm",
    "outbox.db.lock",
    "attendees.db",
    "attendees.db-wal",
    "attendees.db-shm",
    "health.sock",
}
"""What docs/provisioning.md says is written; all of it in the two directories."""


def no_namespaces() -> str | None:
    if os.geteuid() != 0 or shutil.which("unshare") is None:
        return "takes root and unshare"
    done = subprocess.run(
        ["unshare", "--mount", "mount", "-o", "remount,bind,ro", "/"], capture_output=True, check=False
    )
    return "mount namespaces are not allowed here" if done.returncode else None


pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing())),
    pytest.mark.skipif(no_namespaces() is not None, reason=str(no_namespaces())),
    pytest.mark.timeout(300),
]


class ReadOnlyAgent(Agent):
    """An agent that sees every file system read-only but state and runtime directory."""

    def start(self) -> None:
        directory = self.outbox.parent
        shown = " ".join(
            f"mount --bind {name} {name};"
            for name in (shlex.quote(str(directory / "state")), shlex.quote(str(directory / "run")))
        )
        script = (
            f"set -e; {shown} mount -o remount,bind,ro /; ! touch /tmp/.written 2>/dev/null;"
            ' ! touch /etc/.written 2>/dev/null; exec "$@"'
        )
        plain = self._command
        self._command = ["unshare", "--mount", "sh", "-c", script, "sh", *plain]
        try:
            super().start()
        finally:
            self._command = plain


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    (tmp_path / "broker").mkdir()
    with Mosquitto(tmp_path / "broker") as broker:
        yield broker


def test_all_of_its_work_is_done_with_a_read_only_root_and_one_data_directory(
    tmp_path: Path, broker: Mosquitto
) -> None:
    shutil.copytree(PACK, tmp_path / "pack")
    event = tmp_path / "pack" / "event.toml"
    event.write_text(event.read_text(encoding="utf-8").replace('mode = "ask"', 'mode = "scan"'), "utf-8")
    data = files("agent.demo")
    for name in ("state", "run"):
        (tmp_path / name).mkdir()
    agent = ReadOnlyAgent(
        tmp_path,
        broker=broker.url,
        scanners=f'[[scanners]]\ndriver = "replay"\nfile = "{data / "scans.toml"}"\n',
        microphone=f'driver = "replay"\nfile = "{data / "conversations.flac"}"\n'
        f'[event]\npack = "{tmp_path / "pack"}"',
        environment={
            "STATE_DIRECTORY": str(tmp_path / "state"),
            "CACHE_DIRECTORY": str(tmp_path / "run"),
            "RUNTIME_DIRECTORY": str(tmp_path / "run"),
            "HOME": "/nonexistent",
        },
    )
    config = tmp_path / "boothscribe.toml"
    text = config.read_text(encoding="utf-8").replace('[event]\nid = "expo-2026"\n', "", 1)
    config.write_text(
        text.replace(str(tmp_path / "outbox.db"), str(tmp_path / "state" / "outbox.db")), encoding="utf-8"
    )
    with Collector(tmp_path, broker=broker.url) as collector, agent:
        eventually("the scan is confirmed", lambda: agent.metric("boothscribe_scans_confirmed_total"))
        eventually("words come", lambda: agent.metric("boothscribe_words_total"))
        writable = open_for_writing(agent.running.pid)
        assert agent.terminate() == 0
        assert collector.finals(1)[0].conversation.turns
    assert agent.said("metrics cannot be served; set ops.metrics") == []
    written = {path for name in ("state", "run") for path in (tmp_path / name).rglob("*")}
    assert {path.name for path in written} <= WRITTEN
    allowed = (str(tmp_path / "state"), str(tmp_path / "run"), str(tmp_path / "agent.log"))
    assert [path for path in writable if not path.startswith(allowed)] == []


def open_for_writing(pid: int) -> list[str]:
    """Return the plain files that a process holds open for writing."""
    found = []
    for descriptor in (Path("/proc") / str(pid) / "fd").iterdir():
        try:
            target = descriptor.readlink()
            info = (Path("/proc") / str(pid) / "fdinfo" / descriptor.name).read_text()
        except OSError:
            continue
        flags = int(info.split("flags:")[1].split()[0], 8)
        if (
            flags & os.O_ACCMODE != os.O_RDONLY
            and target.is_absolute()
            and not str(target).startswith("/dev/")
        ):
            found.append(str(target))
    return found

"""A box without systemd: starts the program that `current` names, again when it dies, and can lose power.

The shim called `systemctl` tells a socket what it was called with; a `Machine` in the test's process obeys.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

SHIM = """#!{python}
import json, socket, sys
with socket.socket(socket.AF_UNIX) as channel:
    channel.connect({address!r})
    channel.sendall(" ".join(sys.argv[1:]).encode() + b"\\n")
    code, _, told = channel.makefile().read().partition("\\n")
print(told, end="")
sys.exit(int(code))
"""
SERVICE = "boothscribe.service"
_READY_WITHIN_S = 8.0


class Machine:
    """One service and the update unit, as `boothscribe.service` and `boothscribe-update.service` tell."""

    def __init__(self, root: Path, folder: Path) -> None:
        self.root = root
        self._lock = threading.RLock()
        self._process: subprocess.Popen[bytes] | None = None
        self._restarts = 0
        self._wanted = False
        self._ready = threading.Event()
        self._status = ""
        self._trial: subprocess.Popen[bytes] | None = None
        self.failpoint = ""
        self.restarts_asked = 0
        self._notify = folder / "notify"
        self._control = folder / "control"
        self.path = folder / "bin"
        self.path.mkdir()
        shim = self.path / "systemctl"
        shim.write_text(SHIM.format(python=sys.executable, address=str(self._control)), encoding="utf-8")
        shim.chmod(0o755)
        self._sockets = [socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM), socket.socket(socket.AF_UNIX)]
        self._sockets[0].bind(str(self._notify))
        self._sockets[1].bind(str(self._control))
        self._sockets[1].listen(8)
        for work in (self._hear, self._obey):
            threading.Thread(target=work, daemon=True).start()

    @property
    def environment(self) -> dict[str, str]:
        """What a program on this box sees."""
        return {
            "PATH": f"{self.path}:{os.environ['PATH']}",
            "HOME": str(self.root.parent),
            "LANG": "C.UTF-8",
        }

    def boot(self) -> None:
        """Start the service and then the update unit, as at power on."""
        self._start()
        if (self.root / "update.json").exists():
            self._run_trial()

    def power_cut(self) -> None:
        """End every program at once."""
        self._wanted = False
        for process in (self._trial, self._process):
            if process is not None:
                process.kill()
                process.wait()
        self._trial = self._process = None

    def close(self) -> None:
        """End all."""
        self.power_cut()
        for one in self._sockets:
            one.close()

    def runs(self) -> str | None:
        """Return the name of the version whose program runs and said that it is ready."""
        process = self._process
        if process is None or process.poll() is not None or not self._ready.is_set():
            return None
        # The environment that the interpreter was started from is in its command line.
        command = Path(f"/proc/{process.pid}/cmdline").read_bytes().split(b"\0")
        return Path(command[0].decode()).parts[-3]

    def settle(self) -> None:
        """Wait until the service has told what works: before, nothing can be said to have got worse."""
        end_s = time.monotonic() + _READY_WITHIN_S
        while (not self._status or "not started yet" in self._status) and time.monotonic() < end_s:
            time.sleep(0.02)

    def _start(self) -> bool:
        with self._lock:
            self._wanted = True
            process = self._launch()
        end_s = time.monotonic() + _READY_WITHIN_S
        while not self._ready.wait(0.02):
            if process.poll() is not None or time.monotonic() > end_s:
                return False
        return True

    def _launch(self) -> subprocess.Popen[bytes]:
        self._ready.clear()
        self._status = ""
        environment = self.environment | {"NOTIFY_SOCKET": str(self._notify)}
        command: list[str | Path] = [self.root / "bin" / "boothscribe", "run"]
        self._process = process = subprocess.Popen(command, env=environment)
        threading.Thread(target=self._watch, args=(process,), daemon=True).start()
        return process

    def _stop(self) -> None:
        with self._lock:
            self._wanted = False
            process = self._process
        if process is not None and process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(2)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """Restart=on-failure."""
        process.wait()
        time.sleep(0.05)
        with self._lock:  # until it is launched: a stop that comes between would not be heeded
            if self._wanted and self._process is process and process.returncode != 0:
                self._restarts += 1
                self._launch()

    def _run_trial(self) -> int:
        environment = self.environment | {"FAILPOINT": self.failpoint}
        program = self.root / "good" / "bin" / "boothscribe"
        command: list[str | Path] = [program, "update", "resume", "--root", self.root]
        self._trial = subprocess.Popen(command, env=environment)
        return self._trial.wait()

    def _hear(self) -> None:
        while True:
            try:
                lines = self._sockets[0].recv(4096).decode().splitlines()
            except OSError:
                return
            for line in lines:
                if line.startswith("STATUS="):
                    self._status = line.removeprefix("STATUS=")
                elif line == "READY=1":
                    self._ready.set()

    def _obey(self) -> None:
        while True:
            try:
                channel, _ = self._sockets[1].accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(channel,), daemon=True).start()

    def _answer(self, channel: socket.socket) -> None:
        with channel:
            words = channel.makefile().readline().split()
            code, told = self._done([word for word in words if not word.startswith("--")])
            try:
                channel.sendall(f"{code}\n{told}".encode())
            except OSError:
                return  # whoever asked was killed meanwhile

    def _done(self, words: list[str]) -> tuple[int, str]:
        process = self._process
        alive = process is not None and process.poll() is None
        match words:
            case ["start", "boothscribe-update.service"]:
                return self._run_trial(), ""
            case ["restart", unit] if unit == SERVICE:
                self.restarts_asked += 1
                self._stop()
                return (0 if self._start() else 1), ""
            case ["is-active", unit]:
                state = "active" if unit == SERVICE and alive else "inactive"
                return 0, f"{state}\n"
            case ["show", _, unit] if unit == SERVICE:
                active = "active" if alive and self._ready.is_set() else "activating"
                pid = process.pid if alive and process is not None else 0
                return 0, (
                    f"ActiveState={active}\nMainPID={pid}\nNRestarts={self._restarts}\nStatusText={self._status}\n"
                )
            case ["reset-failed", _]:
                return 0, ""
        return 1, ""

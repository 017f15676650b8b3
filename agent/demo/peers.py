"""Starts the demo's processes, and ends every one of them."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_START_TIMEOUT_S = 15.0
_STOP_TIMEOUT_S = 15.0
# Debian keeps mosquitto where a user's PATH does not look.
_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])


class DemoError(Exception):
    """The demo cannot go on; the message says why and what to do."""


@contextlib.contextmanager
def running(name: str, command: list[str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run `command` for as long as the block lasts; its output goes to `log`.

    Raises:
        DemoError: If it cannot be started.
    """
    with log.open("wb") as output:
        try:
            # A group of its own: Ctrl+C goes to the demo alone, which then ends the others in order.
            process = subprocess.Popen(  # noqa: S603 -- our own commands
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
            )
        except OSError as error:
            raise DemoError(f"{name} cannot be started: {error}") from error
    try:
        yield process
    finally:
        end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to stop, and insist after a while."""
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextlib.contextmanager
def broker(directory: Path) -> Iterator[int]:
    """Run a mosquitto of our own on a free loopback port; yields the port.

    Raises:
        DemoError: If mosquitto is missing or does not come up.
    """
    program = shutil.which("mosquitto", path=_PATH)
    if program is None:
        raise DemoError("mosquitto is not installed: apt install mosquitto")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    config = directory / "mosquitto.conf"
    lines = [f"listener {port} 127.0.0.1", "allow_anonymous true", "persistence false"]
    if os.geteuid() == 0:
        lines.append("user root")  # it would drop to an account that cannot read this directory
    config.write_text("\n".join(lines) + "\n", encoding="utf-8")
    log = directory / "mosquitto.log"
    with running("mosquitto", [program, "-c", str(config)], log) as process:
        _wait_for_port(port, process, log)
        yield port


def own_command(package: str, *arguments: str) -> list[str]:
    """Return the command line that runs one of our packages with this very interpreter."""
    return [sys.executable, "-m", package, *arguments]


def _wait_for_port(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline_s = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < deadline_s and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.05)
    raise DemoError(f"mosquitto did not come up: {log.read_text(errors='replace')[-500:]}")

"""A real mosquitto on a free port of the loopback interface, for tests."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Self

_PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])
_START_TIMEOUT_S = 15.0
_STOP_TIMEOUT_S = 10.0
_START_ATTEMPTS = 3


def mosquitto_missing() -> str | None:
    """Return why no broker can be started here, as a reason to skip; None if one can."""
    if shutil.which("mosquitto", path=_PATH) is None:
        return "mosquitto is not installed (apt install mosquitto)"
    return None


def self_signed(certificate: Path, key: Path) -> None:
    """Write a certificate for 127.0.0.1 that vouches for itself, and its key."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", str(key), "-out", str(certificate)],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip


class Mosquitto:
    """One broker with its own directory, configuration and log.

    Use it as a context manager, or call `start` and `stop`; after `stop` or `kill`, `start` brings it
    back on the same port. Everything it keeps is in `directory`.

    Args:
        directory: An empty directory, such as pytest's `tmp_path`.
        persistence: Keep sessions and queued messages on disk over a `stop`.
        acl: Text of an ACL file. Connections without a name are subject to it as well.
        users: Names and passwords; anonymous connections are refused then.
        max_queued: Most messages kept for one client beyond those under way; 0 is no limit.
        certificate: PEM files of certificate chain and key; the port speaks TLS then.
        anonymous: Let clients in without a name, where `users` does not say otherwise.
        settings: Further lines of mosquitto.conf.
    """

    def __init__(
        self,
        directory: Path,
        *,
        persistence: bool = False,
        acl: str | None = None,
        users: Mapping[str, str] | None = None,
        max_queued: int | None = None,
        certificate: tuple[Path, Path] | None = None,
        anonymous: bool = True,
        settings: tuple[str, ...] = (),
    ) -> None:
        self.directory = directory
        self.host = "127.0.0.1"
        self.port = 0
        self._persistence = persistence
        self._acl = acl
        self._users = users
        self._max_queued = max_queued
        self._certificate = certificate
        self._anonymous = anonymous and not users
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        return f"{'mqtts' if self._certificate else 'mqtt'}://{self.host}:{self.port}"

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> str:
        """What the broker has said so far, all starts together."""
        path = self.directory / "mosquitto.log"
        return path.read_text(errors="replace") if path.exists() else ""

    def start(self) -> None:
        """Start and wait until the port accepts connections.

        Raises:
            RuntimeError: If it is running already, is not installed, or does not come up.
        """
        if self.is_running:
            raise RuntimeError("this mosquitto is running already")
        missing = mosquitto_missing()
        if missing:
            raise RuntimeError(missing)
        for _ in range(_START_ATTEMPTS):
            port = self.port or _free_port()
            if self._start_on(port):
                self.port = port
                return
            # Someone took a port that was free a moment ago; a port that clients know stays.
        raise RuntimeError(f"mosquitto does not come up on port {port}; its log:\n{self.log}")

    def stop(self) -> None:
        """Ask it to end (it saves its state, if persistent) and wait. Does nothing if it is not running."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def reload(self) -> None:
        """Make it read its files again: rules, passwords, certificates."""
        assert self._process is not None
        self._process.send_signal(signal.SIGHUP)

    def _start_on(self, port: int) -> bool:
        config = self._write_config(port)
        program = shutil.which("mosquitto", path=_PATH)
        assert program is not None
        with (self.directory / "mosquitto.log").open("ab") as log:
            self._process = subprocess.Popen(
                [program, "-c", str(config)], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        deadline = time.monotonic() + _START_TIMEOUT_S
        while time.monotonic() < deadline and self._process.poll() is None:
            if _accepts(self.host, port) and self._process.poll() is None:
                return True
            time.sleep(0.02)
        self._end(signal.SIGKILL)
        return False

    def _end(self, number: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if process.poll() is None:
            process.send_signal(number)
        try:
            process.wait(_STOP_TIMEOUT_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(_STOP_TIMEOUT_S)

    def _write_config(self, port: int) -> Path:
        lines = [
            f"listener {port} {self.host}",
            f"allow_anonymous {'true' if self._anonymous else 'false'}",
            "log_type all",
            *self._settings,
        ]
        if os.geteuid() == 0:
            lines.append("user root")  # or it drops its rights and cannot read its own directory
        if self._persistence:
            lines += [
                "persistence true",
                f"persistence_location {self.directory}/",
                "autosave_on_changes true",
                "autosave_interval 1",
            ]
        if self._max_queued is not None:
            lines.append(f"max_queued_messages {self._max_queued}")
        if self._acl is not None:
            acl = self.directory / "acl"
            acl.write_text(self._acl)
            acl.chmod(0o600)
            lines.append(f"acl_file {acl}")
        if self._users:
            lines.append(f"password_file {self._write_passwords(self._users)}")
        if self._certificate:
            chain, key = self._certificate
            lines += [f"certfile {chain}", f"keyfile {key}"]
        config = self.directory / "mosquitto.conf"
        config.write_text("\n".join(lines) + "\n")
        return config

    def _write_passwords(self, users: Mapping[str, str]) -> Path:
        file = self.directory / "passwords"
        file.unlink(missing_ok=True)
        file.touch(mode=0o600)
        program = shutil.which("mosquitto_passwd", path=_PATH)
        if program is None:
            raise RuntimeError("mosquitto_passwd is not installed (apt install mosquitto)")
        for name, password in users.items():
            subprocess.run(
                [program, "-b", str(file), name, password], check=True, capture_output=True, timeout=30
            )
        return file


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _accepts(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False

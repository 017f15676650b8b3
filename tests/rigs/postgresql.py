"""A real PostgreSQL on a Unix socket in a folder of its own, for tests."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Self
from uuid import uuid4

_LIMIT_S = 60.0
_SERVER_USER = "postgres"
_SETTINGS = "-c listen_addresses='' -c shared_buffers=16MB -c max_connections=40"


def postgresql_missing() -> str | None:
    """Return why no server can be started here, as a reason to skip; None if one can."""
    if _binaries() is None:
        return "PostgreSQL's server is not installed (apt install postgresql)"
    return None


class Postgresql:
    """One server with its own folder. Use it as a context manager; `kill` and `start` bring it down and back.

    The server refuses to run as root and is started as the user that Debian's package makes then.

    Args:
        in_memory: Keep its files in memory where there is such a place: after a crash the server syncs
            them all, for many seconds on a busy disk.
    """

    def __init__(self, *, in_memory: bool = True) -> None:
        shared_memory = "/dev/shm"  # noqa: S108 -- mkdtemp is safe there
        memory = shared_memory if in_memory and os.access(shared_memory, os.W_OK) else None
        self._directory = Path(tempfile.mkdtemp(prefix="boothscribe-pg-", dir=memory))
        self._data = self._directory / "data"
        self._binaries = _binaries() or Path("/")
        if os.geteuid() == 0:
            shutil.chown(self._directory, _SERVER_USER)
        self._run("initdb", "--auth=trust", "--username=booth", "--encoding=UTF8", "-D", str(self._data))

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self._directory)

    def start(self) -> None:
        """Start and wait until it answers."""
        options = f"{_SETTINGS} -c unix_socket_directories={self._directory}"
        log = str(self._directory / "log")
        self._run("pg_ctl", "-D", str(self._data), "-w", "-l", log, "-o", options, "start")

    def kill(self) -> None:
        """End it without a checkpoint, as a crash would; connections break."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", "immediate", "stop")

    def new_database(self) -> str:
        """Return the URL of an empty database."""
        name = f"leads_{uuid4().hex[:12]}"
        self._run("createdb", "-h", str(self._directory), "-U", "booth", name)
        return f"postgresql://booth@/{name}?host={self._directory}"

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(self._binaries / program), *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # the server keeps a pipe open
            stderr=subprocess.DEVNULL,
            timeout=_LIMIT_S,
            cwd=self._directory,
            user=_SERVER_USER if os.geteuid() == 0 else None,
        )


def _binaries() -> Path | None:
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=_version)
    if installed:
        return installed[-1].parent
    found = shutil.which("postgres")
    return Path(found).parent if found else None


def _version(postgres: Path) -> float:
    name = postgres.parent.parent.name
    return float(name) if name.replace(".", "", 1).isdigit() else 0.0

"""This machine's own files under a systemd of their own, in systemd-nspawn: what is written is forgotten."""

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self
from uuid import uuid4

_CGROUPS = Path("/sys/fs/cgroup")
_START_TIMEOUT_S = 60.0
_STOP_TIMEOUT_S = 20.0
_PYTHON = Path("/usr/bin/python3")


def container_missing() -> str | None:
    """Return why no container can be started here, as a reason to skip; None if one can."""
    if os.geteuid() != 0:
        return "takes root"
    if shutil.which("systemd-nspawn") is None or shutil.which("nsenter") is None:
        return "systemd-nspawn is not installed (apt install systemd-container)"
    if Path("/run/systemd/system").is_dir():
        return "made for machines without systemd; tests/hardware has a guest for others"
    wanted = f"{sys.version_info.major}.{sys.version_info.minor}"
    command = [str(_PYTHON), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.stdout.strip() != wanted:
        return f"{_PYTHON} is not Python {wanted}, for which the packages here are"
    return None


class Container:
    """A booted systemd; use it as a context manager.

    Args:
        directory: An empty directory.
        binds: Directories of the host, and where they appear; they outlast the container.
    """

    def __init__(self, directory: Path, binds: Sequence[tuple[Path, str]]) -> None:
        self._root = directory / "root"
        self._console = directory / "console"
        self._name = f"boothscribe-{uuid4().hex[:8]}"
        self._binds = binds
        unified = _CGROUPS / "unified"
        self._groups = [unified if unified.is_dir() else _CGROUPS]
        if (_CGROUPS / "systemd").is_dir():
            self._groups.append(_CGROUPS / "systemd")
        self._process: subprocess.Popen[bytes] | None = None
        self._init = 0

    def __enter__(self) -> Self:
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(_STOP_TIMEOUT_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        subprocess.run(["umount", "--lazy", self._root], check=False, capture_output=True)
        for group in self._groups:
            for folder, _folders, _names in os.walk(group / self._name, topdown=False):
                with contextlib.suppress(OSError):
                    Path(folder).rmdir()

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """Run a script inside, as root."""
        return subprocess.run(
            ["nsenter", "--target", str(self._init), "--all", "bash", "-c", script],
            capture_output=True,
            text=True,
            check=False,
            timeout=200,
        )

    def _start(self) -> None:
        self._root.mkdir()
        subprocess.run(["mount", "--bind", "/", self._root], check=True)
        # nspawn wants a leaf of its own where there is no systemd that gives it one.
        for number, group in enumerate(self._groups):
            (group / self._name / ("run" if number == 0 else "")).mkdir(parents=True)
        leaves = [self._groups[0] / self._name / "run", *(group / self._name for group in self._groups[1:])]
        enter = " && ".join(f'echo $$ >"{leaf}/cgroup.procs"' for leaf in leaves)
        options = [
            "--quiet",
            "--register=no",
            "--keep-unit",
            "--console=pipe",
            "--volatile=overlay",
            "--boot",
        ]
        binds = [f"--bind={source}:{target}" for source, target in self._binds]
        command = ["systemd-nspawn", *options, *binds, f"--directory={self._root}", f"--machine={self._name}"]
        with self._console.open("wb") as console:
            self._process = subprocess.Popen(
                ["sh", "-c", f'{enter} && exec "$@"', "sh", *command],
                env=os.environ | {"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
                stdin=subprocess.DEVNULL,
                stdout=console,
                stderr=console,
            )
        self._wait_for_systemd(self._process)

    def _wait_for_systemd(self, process: subprocess.Popen[bytes]) -> None:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        deadline_s = time.monotonic() + _START_TIMEOUT_S
        while time.monotonic() < deadline_s and process.poll() is None:
            for child in children.read_text().split():
                self._init = int(child)
                if self.run("test -S /run/systemd/private").returncode == 0:
                    self.run("systemctl is-system-running --wait")
                    return
            time.sleep(0.1)
        raise RuntimeError(f"no systemd in the container: {self._console.read_text(errors='replace')[-300:]}")

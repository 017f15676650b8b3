"""The versions on this box, side by side.

/opt/boothscribe/versions/0.2.0-1f3a9c5e-cp311/   an environment each
/opt/boothscribe/current -> versions/…            what the service starts
/opt/boothscribe/good -> versions/…               the last one that was seen healthy
/opt/boothscribe/bin -> current/bin               what units and people call
"""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from agent.delivery.failpoints import reach
from agent.updating.errors import Reason, UpdateError
from agent.updating.files import point, sync_directory, write_durably
from agent.updating.manifest import NAME, Manifest, this_python

ROOT = Path("/opt/boothscribe")
PYTHON = Path(sys.base_prefix, "bin", f"python{sys.version_info.major}.{sys.version_info.minor}")
"""The machine's own, which this very program runs on."""

_COMPLETE = ".complete"
_LONGEST_S = 1800
"""For one step of an installation; on a Raspberry Pi with a slow card all of it takes a few minutes."""


@dataclass(frozen=True)
class Versions:
    """The directory that holds them."""

    root: Path = ROOT

    @property
    def folder(self) -> Path:
        """Where the environments are."""
        return self.root / "versions"

    def name_of(self, manifest: Manifest) -> str:
        """Return the name that a version gets on this box."""
        return f"{manifest.version}-{manifest.digest[:8]}-{this_python()}"

    def complete(self, name: str) -> bool:
        """Return whether a version was placed to its end."""
        return (self.folder / name / _COMPLETE).exists()

    def manifest(self, name: str) -> Manifest:
        """Return what a version on this box says of itself."""
        return Manifest.load((self.folder / name / NAME).read_bytes())

    def current(self) -> str | None:
        """Return the name of the version that the service starts."""
        return self._read("current")

    def good(self) -> str | None:
        """Return the name of the version that was last seen healthy."""
        return self._read("good")

    def set_current(self, name: str) -> None:
        """Switch; what runs goes on running until it is restarted."""
        point(self.root / "current", f"versions/{name}")
        if not (self.root / "bin").is_symlink():
            point(self.root / "bin", "current/bin")

    def set_good(self, name: str) -> None:
        """Remember that a version is healthy."""
        point(self.root / "good", f"versions/{name}")

    def place(self, manifest: Manifest, wheels: Path) -> str:
        """Make the environment of a version from the wheels in a directory, without any network.

        Nothing that runs is touched. Does nothing where the version is there already; one that a power cut
        left half-made is made anew.

        Returns:
            The version's name on this box.

        Raises:
            UpdateError: If a wheel is damaged, the disk is full, or the new program does not even start.
        """
        name = self.name_of(manifest)
        if self.complete(name):
            return name
        needed = manifest.for_python(this_python())
        for wheel in needed:
            manifest.check_file(wheel, wheels / wheel.name)
        if (self.root / "bin").is_dir() and not (self.root / "bin").is_symlink():
            raise UpdateError(
                Reason.BROKEN,
                f"{self.root} holds an installation by hand; remove its bin, lib, include first",
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        directory = self.folder / name
        shutil.rmtree(directory, ignore_errors=True)
        try:
            self._make(directory, [wheels / wheel.name for wheel in needed])
            write_durably(directory / NAME, manifest.dump())
        except OSError as error:
            shutil.rmtree(directory, ignore_errors=True)
            raise UpdateError(Reason.SPACE, f"{directory} cannot be written: {error.strerror}") from error
        except UpdateError:
            shutil.rmtree(directory, ignore_errors=True)
            raise
        reach("update.placed")
        # Thousands of files: one call for all, and for no other disk.
        _run("sync", "--file-system", self.folder)
        write_durably(directory / _COMPLETE, b"")
        sync_directory(self.folder)
        return name

    def sweep(self, *also: str) -> None:
        """Remove every version but `current`, `good` and those named, and what a power cut left half-made."""
        keep = {self.current(), self.good(), *also}
        if not self.folder.is_dir():
            return
        for directory in self.folder.iterdir():
            if directory.name not in keep:
                # The mark goes first: half a version must not pass for a whole one.
                (directory / _COMPLETE).unlink(missing_ok=True)
                sync_directory(directory)
                shutil.rmtree(directory, ignore_errors=True)

    def _read(self, link: str) -> str | None:
        try:
            return (self.root / link).readlink().name
        except OSError:
            return None

    def _make(self, directory: Path, wheels: list[Path]) -> None:
        (pip,) = (wheel for wheel in wheels if wheel.name.startswith("pip-"))
        # Without Debian's python3-venv, which would bring pip: pip runs from its own wheel.
        _run(PYTHON, "-m", "venv", "--without-pip", directory)
        reach("update.placing")
        options = ("--no-index", "--no-deps", "--no-cache-dir", "--disable-pip-version-check")
        python = directory / "bin" / "python"
        _run(python, pip / "pip", "--isolated", "install", "--quiet", *options, *wheels)
        _run(directory / "bin" / "boothscribe", "--version")


def _run(*command: Path | str) -> None:
    environment = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603 -- our own programs
            command, check=False, capture_output=True, text=True, timeout=_LONGEST_S, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise UpdateError(Reason.BROKEN, f"{command[0]} did not end within {_LONGEST_S} s") from error
    if done.returncode:
        last = "; ".join((done.stderr or done.stdout).strip().splitlines()[-3:])
        reason = Reason.SPACE if "No space left" in last else Reason.BROKEN
        raise UpdateError(reason, f"the version does not install: {last or command[0]}")

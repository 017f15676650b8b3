"""Newer versions of the very package that is in the guest: one that works, one that does not."""

import hashlib
import io
import re
import shutil
import subprocess
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from agent.updating.manifest import NAME, Manifest, Wheel
from tests.hardware.rig.machine import Disks, Machine
from tests.rigs.versions import make_key, make_update, make_wheel

WORKS, BROKEN = "0.2.0", "0.3.0"
_WHEELS = "/usr/lib/boothscribe/wheels"
_PYTHON = "cp311"
_UNCHANGED = "/opt/unchanged"
"""Where the guest keeps the packages that all versions share.

An update brings all of them. An emulated processor would unpack and compile them for most of an hour, so
the updates here bring the program, its installer, and a wheel that says where the rest is.
"""


AT_REST = """\
systemctl is-active --quiet boothscribe && ! grep -qE 'trying|returning' /opt/boothscribe/update.json &&
[ $(readlink /opt/boothscribe/current) = $(readlink /opt/boothscribe/good) ]"""
"""Nothing is left to be done, and the service runs."""


def running(machine: Machine) -> str:
    """Return the version of the service's process."""
    program = machine.run("tr '\\0' ' ' </proc/$(systemctl show boothscribe -p MainPID --value)/cmdline")
    found = re.match(r"/opt/boothscribe/versions/([0-9.]+)-", program)
    assert found, program
    return found[1]


class Updates:
    """Both as signed updates and as packages, made in an empty folder, and the key that signed them."""

    def __init__(self, disks: Disks, folder: Path) -> None:
        self._folder = folder
        self._signer = make_key(folder / "keys")
        self._disk = disks.system / "root.ext4"
        self._manifest = Manifest.load(self._read(f"{_WHEELS}/{NAME}"))
        self._make(WORKS, "")
        self._make(BROKEN, "\nasync def _run(self): raise RuntimeError\nApp.run = _run\n")

    def bring(self, machine: Machine) -> None:
        """Put key and updates on the box, and the packages that do not change where they look for them."""
        for key in (self._folder / "keys").iterdir():
            machine.write(f"/etc/boothscribe/update-keys/{key.name}", key.read_bytes())
        for version in (WORKS, BROKEN):
            for kind in ("update", "deb"):
                machine.send(self._folder / f"{version}.{kind}", f"/root/{version}.{kind}")
        machine.run(
            f"cd /opt/boothscribe/current/lib/python3*/ && mv site-packages {_UNCHANGED}"
            f" && ln -s {_UNCHANGED} site-packages && sync"
        )

    def _make(self, version: str, appendix: str) -> None:
        """Make an update; `appendix` is added to the program's main module."""
        folder = self._folder / version
        folder.mkdir()
        named = {wheel.name.partition("-")[0]: wheel.name for wheel in self._manifest.wheels}
        (folder / named["pip"]).write_bytes(self._read(f"{_WHEELS}/{named['pip']}"))
        with zipfile.ZipFile(io.BytesIO(self._read(f"{_WHEELS}/{named['boothscribe']}"))) as archive:
            files = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
        files["agent/app.py"] += appendix.encode()
        programs = "boothscribe = agent.cli:main\nboothscribe-collector = collector.cli:main"
        make_wheel(folder, "boothscribe", version, files, programs)
        make_wheel(folder, "unchanged", "1", {"unchanged.pth": f"{_UNCHANGED}\n".encode()})
        wheels = tuple(_describe(file) for file in sorted(folder.iterdir()))
        manifest = replace(self._manifest, version=version, wheels=wheels)
        make_update(folder, self._signer, manifest).rename(self._folder / f"{version}.update")
        (folder / NAME).write_bytes(manifest.dump())
        self._pack(version, folder)

    def _pack(self, version: str, wheels: Path) -> None:
        """Make a package: the guest's own, with other wheels."""
        root, info = self._folder / f"{version}.root", "/var/lib/dpkg/info/boothscribe"
        paths = [line for line in self._read(f"{info}.list").decode().split("\n") if line not in {"", "/."}]
        for path in paths:
            if path.startswith(_WHEELS) or any(other.startswith(f"{path}/") for other in paths):
                continue
            target = root / path.removeprefix("/")
            target.parent.mkdir(parents=True, exist_ok=True)
            if path.startswith("/usr/bin/"):
                target.symlink_to(f"/opt/boothscribe/bin/{target.name}")
            else:
                with suppress(FileNotFoundError):  # documentation, which the guest leaves out
                    target.write_bytes(self._read(path))
        shutil.copytree(wheels, root / _WHEELS.removeprefix("/"), ignore=shutil.ignore_patterns("*.update"))
        known = self._read("/var/lib/dpkg/status").decode().split("\n\n")
        (control,) = (each for each in known if each.startswith("Package: boothscribe\n"))
        control = re.sub(r"^Status: .*\n", "", control, flags=re.MULTILINE)
        control = re.sub(r"^Version: .*$", f"Version: {version}", control, flags=re.MULTILINE)
        (root / "DEBIAN").mkdir()
        (root / "DEBIAN" / "control").write_text(f"{control.strip()}\n", encoding="utf-8")
        for script in ("postinst", "prerm", "postrm"):
            (root / "DEBIAN" / script).write_bytes(self._read(f"{info}.{script}"))
            (root / "DEBIAN" / script).chmod(0o755)
        command = ["dpkg-deb", "--root-owner-group", "-Zgzip", "-z1", "--build", str(root)]
        command.append(str(self._folder / f"{version}.deb"))
        subprocess.run(command, check=True, capture_output=True, timeout=120)

    def _read(self, path: str) -> bytes:
        """Read a file off the guest's disk.

        Raises:
            FileNotFoundError: If it is not there.
        """
        file = self._folder / "read"
        file.unlink(missing_ok=True)
        command = ["debugfs", "-R", f"dump {path} {file}", str(self._disk)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return file.read_bytes()


def _describe(file: Path) -> Wheel:
    data = file.read_bytes()
    return Wheel(file.name, len(data), hashlib.sha256(data).hexdigest(), (_PYTHON,))

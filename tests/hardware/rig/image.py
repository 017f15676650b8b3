"""The guest's disks: built from this tree, and cached until something that goes into them changes.

`python -m tests.hardware.rig.image` builds what is missing; scripts/test-hardware calls it.
"""

import hashlib
import inspect
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import platformdirs

from scripts.provisioning.authority import Authority, Role
from tests.hardware.rig.machine import BROKER_HOST, BROKER_PORT, Disks, Machine

TREE = Path(__file__).parents[3]
_GUEST = TREE / "tests" / "hardware" / "guest"
_PACKAGE_SOURCES = (
    "agent", "collector", "config", "drivers", "packaging", "pyproject.toml", "scripts/build-deb",
    "scripts/packaging", "systemd",
)  # fmt: skip
"""What scripts/build-deb makes the package of."""
_PROGRAMS = {
    "qemu-system-x86_64": "qemu-system-x86",
    "qemu-img": "qemu-utils",
    "mke2fs": "e2fsprogs",
    "mosquitto": "mosquitto",
}
_BUILD_S = 1800
_SYSTEMS_KEPT = 2

KEYBOARD = "/dev/input/by-id/usb-Example_Badge_Scanner_HID_HID0001-event-kbd"
SERIAL_PORT = "/dev/serial/by-id/usb-Example_Badge_Scanner_ACM_ACM0001-if00"
FTDI = "/dev/serial/by-id/usb-QEMU_QEMU_USB_SERIAL_FTDI0001-if00-port0"
SETTINGS = f"""\
[device]
name = "booth-7"
[event]
id = "expo-2027"
[[scanners]]
driver = "hid"
name = "keyboard"
path = "{KEYBOARD}"
[[scanners]]
driver = "serial"
name = "acm"
path = "{SERIAL_PORT}"
[[scanners]]
driver = "serial"
name = "ftdi"
path = "{FTDI}"
[microphone]
driver = "portaudio"
device = "Mic Array"
[speech]
model = "demo"
threads = 1
context_floor_s = 0
live = false
[visit]
consent = "scan"
[uplink]
broker = "mqtts://{BROKER_HOST}:{BROKER_PORT}"
ca_file = "/etc/boothscribe/ca.pem"
receipt_timeout_s = 5
reconnect_max_s = 2
"""


def missing() -> str | None:
    """Return why no guest can run here, as a reason to skip; None if one can."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
    absent = [package for program, package in _PROGRAMS.items() if shutil.which(program, path=path) is None]
    return f"not installed: apt-get install {' '.join(absent)}" if absent else None


def cached() -> Disks | None:
    """Return the disks that fit this tree, if they have been built."""
    disks = _disks()
    return disks if disks.state is not None and disks.state.exists() else None


def build() -> Disks:
    """Return the disks that fit this tree, and build what is missing: minutes, and root.

    Raises:
        subprocess.CalledProcessError: If a step fails.
    """
    disks = _disks()
    if disks.state is None or disks.state.exists():
        return disks
    base = _cache() / f"base-{_digest([_GUEST / 'build-base'])}"
    _step("Debian for the guest", lambda: _build_base(base), unless=base.exists())
    _step(
        "Package and the guest's disk",
        lambda: _build_system(base, disks.system),
        unless=disks.system.exists(),
    )
    state = disks.state
    _step("First start", lambda: _first_start(disks.system, state))
    _forget_old(base)
    return disks


def _forget_old(base: Path) -> None:
    """Keep the base in use and the newest systems: 2 GB each."""
    for other in _cache().glob("base-*"):
        if other != base:
            shutil.rmtree(other)
    for system in sorted(_cache().glob("system-*"), key=lambda one: one.stat().st_mtime)[:-_SYSTEMS_KEPT]:
        shutil.rmtree(system)


def _disks() -> Disks:
    given = os.environ.get("HARDWARE_PACKAGE")
    sources = [TREE / name for name in _PACKAGE_SOURCES]
    package = Path(given).read_bytes() if given else b""
    system = _cache() / f"system-{_digest([_GUEST] if given else [_GUEST, *sources], package)}"
    version = subprocess.run(["qemu-system-x86_64", "--version"], check=True, capture_output=True).stdout
    # A frozen machine goes on only in the very same one.
    same = SETTINGS + inspect.getsource(_first_start) + inspect.getsource(Machine._command)
    return Disks(system, system / f"state-{_digest([], version + same.encode())}")


def _cache() -> Path:
    folder = platformdirs.user_cache_path("boothscribe") / "hardware"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _digest(paths: Iterable[Path], more: bytes = b"") -> str:
    digest = hashlib.sha256(more)
    for file in sorted(_files(paths)):
        digest.update(file.relative_to(TREE).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:16]


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_file():
            yield path
        else:
            yield from (
                file for file in path.rglob("*") if file.is_file() and "__pycache__" not in file.parts
            )


@contextmanager
def _as_a_whole(folder: Path) -> Iterator[Path]:
    """Give a folder to be filled, and its name only when it is: what was interrupted is built again."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    yield part
    part.rename(folder)


def _build_base(base: Path) -> None:
    with _as_a_whole(base) as folder:
        _call(_GUEST / "build-base", folder)


def _build_system(base: Path, system: Path) -> None:
    given = os.environ.get("HARDWARE_PACKAGE")
    with _as_a_whole(system) as part, tempfile.TemporaryDirectory() as folder:
        if not given:
            _call(TREE / "scripts" / "build-deb", "--python", "3.11", "--out", folder)
        package = Path(given) if given else next(Path(folder).glob("*.deb"))
        _call(_GUEST / "install-package", base, package, part)
        for name in ("vmlinuz", "initrd.zst"):
            shutil.copy(base / name, part / name)


def _first_start(system: Path, state: Path) -> None:
    """Set the box up as IT would, let it come up once, and keep it as it is then."""
    # States made by another rig know another authority.
    for old in (system / "authority", *system.glob("state-*")):
        shutil.rmtree(old, ignore_errors=True)
    authority = Authority.create(system / "authority", name="Test authority")
    broker = authority.issue(Role.BROKER, BROKER_HOST, hosts=[BROKER_HOST])
    (system / "broker.pem").write_bytes(broker.certificate)
    (system / "broker.key").write_bytes(broker.key)
    with (
        tempfile.TemporaryDirectory(prefix="boothscribe-first-start-") as folder,
        # Nobody listens there: a box comes up without network.
        Machine(Path(folder), Disks(system), broker_port=9) as machine,
    ):
        machine.boot()
        machine.run("systemctl is-system-running --wait || systemctl --failed", timeout_s=600)
        machine.write("/etc/boothscribe/boothscribe.toml", SETTINGS, mode="640")
        machine.write("/etc/boothscribe/ca.pem", authority.certificate)
        machine.run("chgrp boothscribe /etc/boothscribe/*")
        machine.run("systemctl restart boothscribe", timeout_s=600)
        machine.run("sync; echo 3 >/proc/sys/vm/drop_caches")
        machine.freeze(state)


def _step(title: str, work: Callable[[], None], *, unless: bool = False) -> None:
    began_s = time.monotonic()
    if not unless:
        work()
    print(  # noqa: T201 -- a person waits for this
        f"{title}: {'cached' if unless else f'{time.monotonic() - began_s:.0f} s'}", flush=True
    )


def _call(*command: str | Path) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_BUILD_S)
    if done.returncode:
        sys.stderr.write(done.stdout[-4000:] + done.stderr[-4000:])
        done.check_returncode()


if __name__ == "__main__":
    build()

"""All wheels of a version for boxes of one architecture, with or without such a box at hand."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

from agent.delivery.schema import OLDEST_PROGRAM, SCHEMA_VERSION
from agent.updating.manifest import NAME, Manifest, Wheel
from scripts.packaging.errors import BuildError

RELEASES = {"3.11": "bookworm", "3.13": "trixie"}
"""The Python of each Debian release; Raspberry Pi OS has the same."""
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}
SYSTEM = 1
"""Rises when a version needs units or rules that came with it: an update cannot bring those, a .deb can."""

_COMPILED = ("evdev",)
"""Without wheels on the registry: compiled in a Debian of the box's own release and architecture."""
_BUILDER = "setuptools>=77"
"""What it is compiled with; Debian 12's own is too old for it."""
_GLIBC = ("2_36", "2_35", "2_34", "2_31", "2_28", "2_27", "2_26", "2_24", "2_17")
_TOOLS = Path(sys.executable).parent


def gather(tree: Path, architecture: str, pythons: Iterable[str], store: Path, into: Path) -> Manifest:
    """Put the wheels of the version in `tree`, and its manifest, into the directory `into`.

    Args:
        tree: A checkout.
        architecture: `amd64` or `arm64`.
        pythons: Some of `RELEASES`.
        store: Where wheels are kept between builds.
        into: Is emptied first.

    Raises:
        BuildError: If something is missing on the registry or on this machine.
    """
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    store.mkdir(parents=True, exist_ok=True)
    pythons_of: dict[str, set[str]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        own = Path(scratch, "own")
        _run(*_pip("wheel"), "--no-deps", "--wheel-dir", own, tree)
        for python in pythons:
            pinned = _resolve(tree, architecture, python)
            compiled = [line for line in pinned if line.partition("==")[0] in _COMPILED]
            for requirement in compiled:
                _compile(requirement, architecture, python, store)
            folder = Path(scratch, python)
            _download(pinned, architecture, python, store, folder)
            for wheel in (*folder.iterdir(), *own.iterdir()):
                pythons_of.setdefault(wheel.name, set()).add(f"cp{python.replace('.', '')}")
                shutil.copy2(wheel, into)
                if wheel.parent == folder:
                    shutil.copy2(wheel, store)
        (boothscribe,) = own.iterdir()
    manifest = Manifest(
        version=boothscribe.name.split("-")[1],
        architecture=architecture,
        outbox_schema=SCHEMA_VERSION,
        outbox_oldest=OLDEST_PROGRAM,
        system=SYSTEM,
        wheels=tuple(_wheel(into / name, pythons_of[name]) for name in sorted(pythons_of)),
    )
    (into / NAME).write_bytes(manifest.dump())
    return manifest


def _wheel(file: Path, pythons: set[str]) -> Wheel:
    data = file.read_bytes()
    return Wheel(file.name, len(data), hashlib.sha256(data).hexdigest(), tuple(sorted(pythons)))


def _resolve(tree: Path, architecture: str, python: str) -> list[str]:
    """Return every package with its version; pip cannot resolve for another machine than its own."""
    # Debian 12's glibc; Debian 13 has a newer one and runs the same.
    platform = f"{MACHINES[architecture]}-manylinux_{_GLIBC[0]}"
    arguments = ["--python-version", python, "--python-platform", platform, "--no-header", "--no-annotate"]
    compiling = (_TOOLS / "uv", "pip", "compile", "--quiet", "--no-config")
    listed = _run(*compiling, *arguments, tree / "pyproject.toml")
    # pip itself goes along: it installs the others on the box.
    names = [line.strip() for line in listed.splitlines() if line.strip() and not line.startswith("#")]
    return names if any(name.startswith("pip==") for name in names) else [*names, "pip"]


def _download(pinned: list[str], architecture: str, python: str, store: Path, into: Path) -> None:
    machine = MACHINES[architecture]
    platforms = [f"manylinux_{glibc}_{machine}" for glibc in _GLIBC]
    options: list[str | Path] = ["--no-deps", "--only-binary=:all:", "--implementation", "cp"]
    for platform in (*platforms, f"manylinux2014_{machine}", f"linux_{machine}"):
        options += ["--platform", platform]
    options += ["--python-version", python, "--find-links", store, "--dest", into]
    kept = [*_pip("download"), *options, "--no-index", *pinned]
    # All at once from the store where it has them all; it holds old versions too, so the list is exact.
    if subprocess.run(kept, check=False, capture_output=True).returncode:
        _run(*_pip("download"), *options, *pinned)


def _compile(requirement: str, architecture: str, python: str, store: Path) -> None:
    name, _, version = requirement.partition("==")
    abi = f"cp{python.replace('.', '')}"
    if any(store.glob(f"{name}-{version}-{abi}-*.whl")):
        return
    release = RELEASES[python]
    if (release, architecture) == _this_machine():
        with tempfile.TemporaryDirectory() as scratch:
            _run("/usr/bin/python3", "-m", "venv", scratch)
            pip = (Path(scratch, "bin", "python"), "-m", "pip", "wheel", "--quiet", "--no-deps")
            _run(*pip, "--no-binary", name, "--wheel-dir", store, requirement)
        return
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch, "root")
        # Unpacked only: no script of a package runs, which under emulation would take minutes.
        packages = "python3-dev,gcc,libc6-dev,coreutils,dash"
        bootstrap = ("mmdebstrap", "--quiet", "--variant=extract", f"--architectures={architecture}")
        _run(*bootstrap, f"--include={packages}", release, root, _mirror())
        for merged in ("bin", "lib", "sbin"):  # since Debian 13 a script of base-files makes these
            if not (root / merged).exists():
                (root / merged).symlink_to(f"usr/{merged}")
        build = root / "build"
        build.mkdir()
        _run(*_pip("download"), "--no-deps", "--no-binary", name, "--dest", build, requirement)
        (archive,) = build.glob(f"{name}-*.tar.gz")
        with tarfile.open(archive) as sources:
            sources.extractall(build, filter="data")
        # Unpacked here, and called without pip: under emulation each of its processes takes minutes.
        _run(*_pip("install"), "--no-deps", "--target", build / "tools", _BUILDER)
        there = ("/usr/bin/env", "-i", "PATH=/usr/bin:/bin", "HOME=/build", "PYTHONPATH=/build/tools")
        calls = (
            "import os",
            f"os.chdir('/build/{archive.name.removesuffix('.tar.gz')}')",
            "from setuptools import build_meta",
        )
        _run(
            "chroot",
            root,
            *there,
            "python3",
            "-c",
            "; ".join((*calls, "build_meta.build_wheel('/build/wheels')")),
        )
        for wheel in (build / "wheels").iterdir():
            shutil.copy2(wheel, store)


def _this_machine() -> tuple[str, str]:
    release = ""
    for line in Path("/etc/os-release").read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("=")
        if key == "VERSION_CODENAME":
            release = value.strip('"')
    return release, _run("dpkg", "--print-architecture").strip()


def _mirror() -> str:
    """Return the mirror that apt uses here, so that a house's own one is used too."""
    targets = ["apt-get", "indextargets", "--format", "$(REPO_URI)", "Created-By: Packages", "Origin: Debian"]
    mirrors = [line for line in _run(*targets).splitlines() if "security" not in line]
    return mirrors[0] if mirrors else "http://deb.debian.org/debian"


def _pip(command: str) -> list[str | Path]:
    return [sys.executable, "-m", "pip", command, "--quiet", "--disable-pip-version-check"]


def _run(*command: str | Path) -> str:
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env=os.environ | {"LC_ALL": "C.UTF-8"}
    )
    if done.returncode:
        shown = " ".join(str(part) for part in command[:4])
        raise BuildError(f"`{shown} …` failed:\n{(done.stderr or done.stdout).strip()[-2000:]}")
    return done.stdout

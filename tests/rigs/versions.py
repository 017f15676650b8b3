"""Versions of a program that behaves as told, as real wheels, signed and unsigned."""

import base64
import hashlib
import subprocess
import zipfile
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from agent.updating.bundle import write_bundle
from agent.updating.manifest import NAME, Manifest, Wheel, this_python

TREE = Path(__file__).parents[2]
ARCHITECTURE = subprocess.run(
    ["dpkg", "--print-architecture"], check=True, capture_output=True, text=True
).stdout.strip()

PROGRAM = """
import os, signal, socket, sys, time
from pathlib import Path

BEHAVIOUR, VERSION = {behaviour!r}, {version!r}


def say(*lines):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.connect(os.environ["NOTIFY_SOCKET"])
        channel.send("\\n".join(lines).encode())


def main():
    if sys.argv[1:] == ["--version"]:
        if BEHAVIOUR == "does not start":
            import nothing_of_this_name
        print(VERSION)
    elif sys.argv[1] == "check":
        sys.exit("speech.model: unknown setting" if BEHAVIOUR == "refuses the settings" else 0)
    elif sys.argv[1] == "update":
        from agent.updating.trial import Trial
        from agent.updating.units import Systemd
        from agent.updating.versions import Versions
        Trial(Versions(Path(sys.argv[4])), Systemd()).resume()
    elif BEHAVIOUR == "crashes":
        sys.exit(1)
    else:
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        if BEHAVIOUR != "never ready":
            say("READY=1", "STATUS=microphone: not started yet")
            deaf = BEHAVIOUR == "deaf"
            say("STATUS=microphone: no sound, none at all" if deaf else "STATUS=all stations work")
        if BEHAVIOUR == "crashes later":
            time.sleep(0.3)
            sys.exit(1)
        while True:
            signal.pause()
"""


def make_wheel(folder: Path, name: str, version: str, files: dict[str, bytes], scripts: str = "") -> Path:
    info = f"{name}-{version}.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    if scripts:
        files[f"{info}/entry_points.txt"] = f"[console_scripts]\n{scripts}\n".encode()
    rows = [f"{path},sha256={_digest(data)},{len(data)}" for path, data in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,"]).encode()
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, data in files.items():
            archive.writestr(zipfile.ZipInfo(path, (2027, 1, 1, 0, 0, 0)), data)
    return wheel


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


@cache
def _installer() -> tuple[str, dict[str, bytes]]:
    """The pip of this environment, without its compiled files: a real one, and no network for it."""
    pip = distribution("pip")
    files = {
        str(path): Path(str(path.locate())).read_bytes()
        for path in pip.files or ()
        if path.parts[0] == "pip" and path.suffix != ".pyc"
    }
    return pip.version, files


def _updating() -> dict[str, bytes]:
    """What of the real program the update unit needs."""
    files = [*(TREE / "agent" / "updating").glob("*.py"), TREE / "agent" / "delivery" / "failpoints.py"]
    packages = {"agent/__init__.py": b"", "agent/delivery/__init__.py": b""}
    return packages | {str(file.relative_to(TREE)): file.read_bytes() for file in files}


def make_wheels(
    folder: Path,
    version: str,
    behaviour: str = "healthy",
    *,
    architecture: str = ARCHITECTURE,
    outbox: tuple[int, int] = (2, 2),
    system: int = 0,
) -> Manifest:
    """Write a version's wheels and manifest; `outbox` is its schema and that of the oldest program."""
    folder.mkdir(parents=True, exist_ok=True)
    program = PROGRAM.format(behaviour=behaviour, version=version).encode()
    scripts = "boothscribe = the_program:main\nboothscribe-collector = the_program:main"
    wheels = [
        make_wheel(folder, "boothscribe", version, _updating() | {"the_program.py": program}, scripts),
        make_wheel(folder, "pip", *_installer()),
    ]
    manifest = Manifest(
        version,
        architecture,
        *outbox,
        system,
        tuple(
            Wheel(
                wheel.name,
                wheel.stat().st_size,
                hashlib.sha256(wheel.read_bytes()).hexdigest(),
                (this_python(),),
            )
            for wheel in wheels
        ),
    )
    (folder / NAME).write_bytes(manifest.dump())
    return manifest


def make_key(folder: Path, name: str = "ours") -> Ed25519PrivateKey:
    """Make a key, and put its public half into the folder of those that a box knows."""
    key = Ed25519PrivateKey.generate()
    folder.mkdir(parents=True, exist_ok=True)
    pem = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (folder / f"{name}.pem").write_bytes(pem)
    return key


def make_update(folder: Path, key: Ed25519PrivateKey, manifest: Manifest) -> Path:
    """Sign the wheels in a folder."""
    out = folder / f"{manifest.version}.update"
    write_bundle(manifest, folder, key, out)
    return out

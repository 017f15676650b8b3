"""What a version consists of, and what it asks of the box: `manifest.json` beside its wheels."""

import hashlib
import json
import re
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from agent.updating.errors import Reason, UpdateError

NAME = "manifest.json"
LARGEST = 1 << 20
"""Bytes; a manifest of sixty wheels has a hundredth of that."""

_FORMAT = 1
_WHEEL = re.compile(r"[A-Za-z0-9_.]+-[A-Za-z0-9_.!+]+-[A-Za-z0-9_.-]+\.whl")
_VERSION = re.compile(r"[0-9][A-Za-z0-9.+]{0,60}")


@dataclass(frozen=True)
class Wheel:
    """One file of a version."""

    name: str
    size: int
    sha256: str
    pythons: tuple[str, ...]
    """ABI tags of the Pythons that it is installed for, such as `cp311`."""


@dataclass(frozen=True)
class Manifest:
    """Everything that the box must know about a version before it touches a wheel of it."""

    version: str
    architecture: str
    """Debian's name: `amd64`, `arm64`."""
    outbox_schema: int
    """The newest schema of the outbox that this version can open, and brings an older one to."""
    outbox_oldest: int
    """The oldest schema whose version can go on with the outbox after this one had it."""
    system: int
    """The units and rules that it counts on: at least this number must be installed."""
    wheels: tuple[Wheel, ...]

    @property
    def pythons(self) -> tuple[str, ...]:
        """ABI tags of the Pythons that this version can be installed for."""
        return tuple(sorted({python for wheel in self.wheels for python in wheel.pythons}))

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest's bytes: two builds of one version differ in it."""
        return hashlib.sha256(self.dump()).hexdigest()

    def for_python(self, python: str) -> tuple[Wheel, ...]:
        """Return the wheels for the Python with ABI tag `python`.

        Raises:
            UpdateError: If there are none.
        """
        wheels = tuple(wheel for wheel in self.wheels if python in wheel.pythons)
        if not wheels:
            raise UpdateError(
                Reason.PYTHON,
                f"this version was built for {', '.join(self.pythons)}, and this box has {python};"
                " build it for this Python",
            )
        return wheels

    def dump(self) -> bytes:
        """Return the bytes that are signed and stored."""
        return json.dumps({"format": _FORMAT, **asdict(self)}, indent=1, sort_keys=True).encode() + b"\n"

    @classmethod
    def load(cls, data: bytes) -> "Manifest":
        """Read what `dump` wrote.

        Raises:
            UpdateError: If it is damaged, or of a format that came later.
        """
        try:
            fields = json.loads(data)
            version = fields["format"]
            if version != _FORMAT:
                raise UpdateError(
                    Reason.SYSTEM,
                    f"the update has format {version}, and this box knows {_FORMAT};"
                    " install the .deb of that version instead",
                )
            wheels = tuple(
                Wheel(
                    str(each["name"]),
                    int(each["size"]),
                    str(each["sha256"]),
                    tuple(map(str, each["pythons"])),
                )
                for each in fields["wheels"]
            )
            manifest = cls(
                version=str(fields["version"]),
                architecture=str(fields["architecture"]),
                outbox_schema=int(fields["outbox_schema"]),
                outbox_oldest=int(fields["outbox_oldest"]),
                system=int(fields["system"]),
                wheels=wheels,
            )
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise UpdateError(
                Reason.DAMAGED, "the manifest cannot be read; fetch the update again"
            ) from error
        # Both become names of files; a name with a slash would leave the directory.
        if not _VERSION.fullmatch(manifest.version) or not all(_WHEEL.fullmatch(w.name) for w in wheels):
            raise UpdateError(Reason.DAMAGED, "the manifest names impossible files; do not use this update")
        return manifest

    def check_file(self, wheel: Wheel, file: Path) -> None:
        """Compare a file with what the manifest says of it.

        Raises:
            UpdateError: If it is missing or not the same.
        """
        try:
            with file.open("rb") as stream:
                same = hashlib.file_digest(stream, "sha256").hexdigest() == wheel.sha256
        except FileNotFoundError:
            same = False
        if not same:
            raise UpdateError(Reason.DAMAGED, f"{wheel.name} is missing or damaged; fetch the update again")


def this_python() -> str:
    """Return the ABI tag of the running Python."""
    return f"cp{sys.version_info.major}{sys.version_info.minor}"

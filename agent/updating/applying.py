"""Takes an update: checks it against this box, places it, and hands it to the update unit to be tried."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from packaging.version import Version

from agent.updating.bundle import open_bundle
from agent.updating.errors import Reason, UpdateError
from agent.updating.journal import Entry, Journal, State
from agent.updating.manifest import NAME, Manifest, this_python
from agent.updating.trial import Patience, begin
from agent.updating.units import Units
from agent.updating.versions import Versions

INSTALLED = Path("/usr/lib/boothscribe/wheels") / NAME
"""The manifest of the package, whose units and rules this box has."""

_GROWS = 6
"""Times the wheels' bytes: themselves, and unpacked and compiled about four times as much."""
_INCOMING = "incoming"


@dataclass(frozen=True)
class Box:
    """What an update must fit."""

    architecture: str
    system: int
    outbox: Path | None = None
    """The box's own database, where it has one."""


def this_box(outbox: Path | None) -> Box:
    """Describe the machine that this runs on."""
    command = ["dpkg", "--print-architecture"]
    architecture = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603
    try:
        system = Manifest.load(INSTALLED.read_bytes()).system
    except FileNotFoundError:
        system = 0
    return Box(architecture, system, outbox)


def check_fit(manifest: Manifest, box: Box, versions: Versions) -> None:
    """Refuse a version that cannot work here, or could not be taken back.

    Raises:
        UpdateError: With the reason and what to do.
    """
    if manifest.architecture != box.architecture:
        raise UpdateError(
            Reason.ARCHITECTURE,
            f"the update is for {manifest.architecture}, and this box is {box.architecture};"
            " fetch the one for it",
        )
    manifest.for_python(this_python())
    if manifest.system > box.system:
        raise UpdateError(
            Reason.SYSTEM,
            "the update needs newer service units than this box has, and an update brings none;"
            f" install the .deb of version {manifest.version} instead",
        )
    name = versions.current()
    if name is not None and versions.complete(name):
        present = versions.manifest(name)
        if Version(manifest.version) < Version(present.version):
            raise UpdateError(
                Reason.OLDER,
                f"the update is version {manifest.version}, and this box has {present.version}; to go back on"
                " purpose, install the .deb of the older version",
            )
        if manifest.outbox_oldest > present.outbox_schema:
            raise UpdateError(
                Reason.OUTBOX,
                f"after this update the version before could not read the outbox any more (schema"
                f" {manifest.outbox_schema}), so it could not be taken back; install the .deb of version"
                f" {manifest.version} instead, once `boothscribe outbox list` shows no leads",
            )
    _check_outbox(manifest, box.outbox)
    entry = Journal(versions.root).read()
    if entry is not None and entry.state is State.RETURNED and entry.version == versions.name_of(manifest):
        raise UpdateError(
            Reason.FAILED_BEFORE,
            f"this very update was taken back before: {entry.why}; mend that and use --again,"
            " or wait for another",
        )


def _check_outbox(manifest: Manifest, outbox: Path | None) -> None:
    if outbox is None or not outbox.exists():
        return
    try:
        with closing(sqlite3.connect(f"{outbox.absolute().as_uri()}?mode=ro", uri=True)) as database:
            (schema,) = database.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:
        return  # a damaged outbox is the agent's own business, and it does better with one
    if schema > manifest.outbox_schema:
        raise UpdateError(
            Reason.OUTBOX,
            f"the outbox of this box has schema {schema}, and version {manifest.version} knows"
            f" {manifest.outbox_schema}; use an update that is newer",
        )


def take(
    file: Path,
    keys: Path,
    versions: Versions,
    units: Units,
    box: Box,
    patience: Patience,
    accepts_settings: Callable[[Path], str | None],
    *,
    again: bool = False,
) -> Entry | None:
    """Check an update and place it beside what runs, ready to be tried.

    Args:
        file: The update.
        keys: The directory of public keys.
        versions: Where it goes.
        units: Whose state before is remembered.
        box: What it must fit.
        patience: How it will be watched.
        accepts_settings: Given the environment of the new version, says what it does not like.
        again: Take it even though it was taken back before.

    Returns:
        What the update unit goes on from; None where this version is what runs already.

    Raises:
        UpdateError: If it is not taken. What runs was not touched.
    """
    journal = Journal(versions.root)
    with journal.locked(), open_bundle(file, keys) as bundle:
        entry = journal.read()
        if entry is not None and entry.unfinished:
            raise UpdateError(
                Reason.BUSY,
                "an update is being tried; wait for it: `boothscribe update status` shows how it ends",
            )
        manifest = bundle.manifest
        name = versions.name_of(manifest)
        if name == versions.current():
            return None
        if again:
            journal.clear()
        check_fit(manifest, box, versions)
        versions.sweep()
        incoming = versions.folder / _INCOMING
        needed = manifest.for_python(this_python())
        try:
            versions.folder.mkdir(parents=True, exist_ok=True)
            _check_space(versions, sum(wheel.size for wheel in needed))
            incoming.mkdir()
            bundle.extract(needed, incoming)
        except OSError as error:
            shutil.rmtree(incoming, ignore_errors=True)
            raise UpdateError(Reason.SPACE, f"{incoming} cannot be written: {error.strerror}") from error
        try:
            versions.place(manifest, incoming)
        finally:
            shutil.rmtree(incoming, ignore_errors=True)
        complaint = accepts_settings(versions.folder / name)
        if complaint is not None:
            versions.sweep()
            raise UpdateError(
                Reason.SETTINGS, f"the new version does not accept this box's settings: {complaint}"
            )
        return begin(versions, units, name, patience)


def _check_space(versions: Versions, wheels: int) -> None:
    free = shutil.disk_usage(versions.folder).free
    if free < _GROWS * wheels:
        raise UpdateError(
            Reason.SPACE,
            f"the update needs {_GROWS * wheels / 1e6:.0f} MB in {versions.root},"
            f" and {free / 1e6:.0f} MB are free; make room",
        )

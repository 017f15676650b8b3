"""Disk, outbox and the key that seals it."""

import errno
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from agent.delivering import READABLE, DeliveryKeys
from agent.delivery.schema import SCHEMA_VERSION
from agent.doctor.finding import Finding, Part, critical, healthy, unknown, warning
from agent.ops.report import AgentReport
from agent.settings import Settings, SettingsError

CREDENTIAL_STORES = tuple(
    Path(root) / name
    for root in ("/etc", "/run", "/usr/lib")
    for name in ("credstore", "credstore.encrypted")
)
KEY_CREDENTIALS = ("boothscribe.outbox.key", "boothscribe.encrypted.outbox.key")
_ROOMY = 8
"""Times the least free space: from there on somebody should look."""
_SLOW_WRITE_S = 1.0
_LEAST_INODES = 500
_AS_ROOT = "run this as root"


def look_at_disk(settings: Settings) -> Iterator[Finding]:
    """Yield whether there is room, and whether a file can be written durably."""
    directory = settings.outbox.path.parent
    there = next(parent for parent in (directory, *directory.parents) if _exists(parent))
    state = os.statvfs(there)
    free = state.f_bavail * state.f_frsize
    total = state.f_blocks * state.f_frsize
    about = f"{free / 1e6:.0f} MB of {total / 1e6:.0f} MB free at {there}"
    least = settings.outbox.minimum_free_bytes
    if free < least:
        yield critical(
            Part.DISK,
            "is full: no scan is taken",
            about,
            do="make room (`du -xh / | sort -h | tail`), or use a larger card",
        )
    elif free < _ROOMY * least:
        yield warning(Part.DISK, "is nearly full", about, do="make room: `du -xh / | sort -h | tail`")
    elif 0 < state.f_favail < _LEAST_INODES:
        yield critical(Part.DISK, "has no room for further files", about, do="remove files: `df -i`")
    else:
        yield healthy(Part.DISK, "has room", about)
    if there == directory:
        yield _written(directory)
    else:
        yield unknown(
            Part.DISK,
            "the outbox's directory is not there",
            str(directory),
            do="the first start makes it; outbox.path of the settings names it",
        )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except PermissionError:
        return False


def _written(directory: Path) -> Finding:
    """Write as the outbox does, beside it."""
    began_s = time.monotonic()
    try:
        with tempfile.TemporaryFile(dir=directory) as file:
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
    except PermissionError:
        return unknown(Part.DISK, "this account may not try to write", str(directory), do=_AS_ROOT)
    except OSError as error:
        if error.errno == errno.EROFS:
            return critical(
                Part.DISK,
                "is read-only where the outbox is",
                str(directory),
                do="`dmesg | tail`; a worn-out card turns read-only: replace it",
            )
        return critical(
            Part.DISK,
            "does not take what is written",
            f"{directory}: {error.strerror}",
            do="`dmesg | tail`; replace the card if it reports errors",
        )
    took_s = time.monotonic() - began_s
    if took_s > _SLOW_WRITE_S:
        return warning(
            Part.DISK,
            "takes very long to write",
            f"{took_s:.1f} s",
            do="replace the card; one with class A1 or A2 answers in milliseconds",
        )
    return healthy(Part.DISK, "writes durably", f"{took_s * 1000:.0f} ms")


def look_at_outbox(settings: Settings) -> Iterator[Finding]:
    """Yield whether the database is sound, and how much waits in it; the agent is not needed."""
    path = settings.outbox.path
    try:
        if not path.is_file():
            yield unknown(
                Part.OUTBOX, "nothing was stored on this box yet", str(path), do="start the service"
            )
            return
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            (sound,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            if version == SCHEMA_VERSION and sound == "ok":
                yield from _counted(connection)
                return
    except PermissionError:
        yield unknown(Part.OUTBOX, "this account may not look", str(path), do=_AS_ROOT)
        return
    except sqlite3.Error as error:
        if not os.access(path, os.R_OK):
            yield unknown(Part.OUTBOX, "this account may not look", str(path), do=_AS_ROOT)
            return
        sound, version = type(error).__name__, SCHEMA_VERSION
    if sound != "ok":
        yield critical(
            Part.OUTBOX,
            "is damaged",
            str(path),
            do="start the service: it sets the file aside and saves what can be read; replace the card",
        )
    else:
        yield warning(
            Part.OUTBOX,
            "is of another version of this program",
            f"tables of version {version}",
            do="start the service of this version once",
        )


def _counted(connection: sqlite3.Connection) -> Iterator[Finding]:
    waiting, parked = connection.execute(
        "SELECT count(*) FILTER (WHERE parked_reason IS NULL),"
        " count(*) FILTER (WHERE parked_reason IS NOT NULL) FROM leads"
    ).fetchone()
    yield healthy(Part.OUTBOX, "is sound", f"{waiting} leads in it")
    if parked:
        yield warning(
            Part.COLLECTOR,
            "leads are parked: rejected by the collector, or not readable",
            f"{parked} leads",
            do="`boothscribe outbox list --parked`, mend it, then `boothscribe outbox retry --all`",
        )
    yield unknown(
        Part.COLLECTOR,
        "the service does not run, so no receipts come",
        f"{waiting} leads wait",
        do="start the service",
    )


def look_at_damaged(settings: Settings) -> Iterator[Finding]:
    """Yield databases that were set aside."""
    path = settings.outbox.path
    try:
        aside = [other for other in path.parent.glob(f"{path.name}.corrupt-*") if other.suffix != ".tmp"]
    except OSError:
        return
    if aside:
        yield warning(
            Part.OUTBOX,
            "a damaged database was set aside",
            f"{len(aside)} files at {path.parent}",
            do="docs/delivery.md says what was saved; look at the card, then move the files away",
        )


def look_at_key(settings: Settings, report: AgentReport | None) -> Iterator[Finding]:
    """Yield whether leads on the disk are encrypted; of a running agent its own line says so."""
    if report is not None and "sealing" in report.stations:
        return
    try:
        keys = DeliveryKeys.read(settings)
    except SettingsError as error:
        if settings.outbox.key_file is not None and not os.access(settings.outbox.key_file, os.R_OK):
            where = str(settings.outbox.key_file)
            if not _exists(settings.outbox.key_file):
                yield critical(
                    Part.KEY,
                    "the key's file is missing",
                    where,
                    do="put the key back: without it waiting"
                    " leads cannot be read; `boothscribe outbox new-key` for a box that holds none",
                )
                return
            yield unknown(Part.KEY, "this account may not read the key", where, do=_AS_ROOT)
            return
        for problem in error.problems:
            yield critical(Part.KEY, "a key cannot be used", problem, do="docs/delivery.md explains keys")
        return
    if keys.at_rest.seals:
        yield healthy(Part.KEY, "leads on the disk are encrypted")
    elif any(_exists(store / name) for store in CREDENTIAL_STORES for name in KEY_CREDENTIALS):
        yield healthy(Part.KEY, "is in systemd's credential store")
    else:
        yield warning(Part.KEY, "leads on the disk are not encrypted", do=READABLE)

"""The outbox's file: locking, opening, schema, setting a damaged one aside, and whether there is room."""

import errno
import fcntl
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import sqlite_utils
import structlog

SCHEMA_VERSION = 1
"""Rises with every change of the tables."""

_SYNCHRONOUS_FULL = 2
_BUSY_TIMEOUT_S = 5.0
_ROOM_TO_OPEN_BYTES = 128 * 1024
"""Write-ahead log and its index take 32 kB and a few pages; with less than this SQLite reports I/O errors."""

log = structlog.get_logger(__name__)


def lock(path: Path) -> int:
    """Make the caller the only user of the outbox and return the descriptor to close in the end.

    Raises:
        BlockingIOError: If another process, or another outbox of this one, uses it.
        OSError: If the directory cannot be made or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path.with_name(path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def lacks_room(error: OSError | sqlite3.Error, path: Path) -> bool:
    """Return whether `error` means that the disk of `path` is full.

    SQLite says so only of its main file: where the write-ahead log or its index find no room, it
    reports an I/O error or that it cannot open the file.
    """
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
        return _is_full(path.parent)
    return code == sqlite3.SQLITE_FULL


def _is_full(directory: Path) -> bool:
    try:
        disk = os.statvfs(directory)
    except OSError:
        return False
    out_of_files = disk.f_files > 0 and disk.f_favail == 0  # btrfs counts none
    return out_of_files or disk.f_bavail * disk.f_frsize < _ROOM_TO_OPEN_BYTES


def open_or_quarantine(path: Path) -> sqlite_utils.Database:
    """Open or create the database; a corrupt one is set aside under another name, never deleted.

    Raises:
        sqlite3.Error: If SQLite cannot use the file; it is left as it is.
        OSError: If the file or its durability is out of reach, or a newer version wrote it.
    """
    try:
        return _open(path)
    except sqlite3.DatabaseError as error:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF  # SQLITE_CORRUPT_INDEX is one, too
        if code not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.corrupt-{stamp}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    log.error("outbox is corrupt; set aside, starting a new one", kept_as=str(aside))
    return _open(path)


def _open(path: Path) -> sqlite_utils.Database:
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, check_same_thread=False)
    try:
        _make_durable(connection)
        _check_integrity(connection)
        database = sqlite_utils.Database(connection)
        _migrate(database)
    except BaseException:
        connection.close()
        raise
    return database


def _make_durable(connection: sqlite3.Connection) -> None:
    # sqlite-utils' enable_wal() leaves `synchronous` alone, and NORMAL may lose commits with the power.
    (journal,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
    connection.execute("PRAGMA synchronous=FULL")
    (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
    if (journal, synchronous) != ("wal", _SYNCHRONOUS_FULL):
        raise OSError(f"SQLite refused durable mode (journal {journal}, synchronous {synchronous})")


def _check_integrity(connection: sqlite3.Connection) -> None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        error = sqlite3.DatabaseError(verdict)
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error


def _migrate(database: sqlite_utils.Database) -> None:
    (version,) = database.conn.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise OSError(
            f"it was written by a newer version (schema {version}, this one knows {SCHEMA_VERSION})"
        )
    if version < 1:
        # All or nothing: a disk that fills up half-way must not leave tables without their version.
        with database.conn:
            database.conn.execute("BEGIN IMMEDIATE")
            _create_version_1(database)
            database.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _create_version_1(database: sqlite_utils.Database) -> None:
    table = database.table("leads")
    table.create(
        {
            "lead_id": str,
            "sequence": int,
            "revision": int,
            "receipted_revision": int,
            "final": int,
            "stored_at": float,
            "parked_reason": str,
            "record": bytes,
        },
        pk="lead_id",
        not_null={"sequence", "revision", "receipted_revision", "final", "stored_at", "record"},
        defaults={"receipted_revision": 0},
    )
    table.create_index(["sequence"], unique=True)

"""The outbox's file: locking, opening, setting a damaged one aside, and whether there is room."""

import errno
import fcntl
import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path

import structlog

from agent.delivery.quarantine import NOTHING_SALVAGED, Salvaged, salvage, set_aside
from agent.delivery.schema import SCHEMA_VERSION, columns, columns_of, migrate

__all__ = ["SCHEMA_VERSION", "Opened", "lacks_room", "lock", "mark_clean", "open_or_quarantine"]

_SYNCHRONOUS_FULL = 2
_BUSY_TIMEOUT_S = 5.0
_ROOM_TO_OPEN_BYTES = 128 * 1024
"""Write-ahead log and its index take 32 kB and a few pages; with less than this SQLite reports I/O errors."""
_IN_USE, _CLEAN = b"in use\n", b"clean\n"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """An open database.

    Attributes:
        salvaged: What became of a damaged one that was in its place.
    """

    connection: sqlite3.Connection
    salvaged: Salvaged


def lock(path: Path) -> int:
    """Make the caller the only user of the outbox and return the descriptor to close in the end.

    Raises:
        BlockingIOError: If another process, or another outbox of this one, uses it.
        OSError: If the directory cannot be made or written.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(_lock_file(path), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def mark_clean(path: Path) -> None:
    """Note that the database was closed in order, which leaves no write-ahead log."""
    _lock_file(path).write_bytes(_CLEAN)


def lacks_room(error: OSError | sqlite3.Error, path: Path) -> bool:
    """Return whether `error` means that the disk of `path` is full.

    SQLite says so only of its main file: where the write-ahead log or its index find no room, it
    reports an I/O error or that it cannot open the file.
    """
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT}
    code = _code(error)
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}:
        return _is_full(path.parent)
    return code == sqlite3.SQLITE_FULL


def open_or_quarantine(path: Path) -> Opened:
    """Open or create the database; a corrupt one is set aside, never deleted, and read as far as it goes.

    A write-ahead log that is missing after a crash counts as damage: what was in it is gone.

    Raises:
        sqlite3.Error: If SQLite cannot use the file; it is left as it is.
        OSError: If the file or its durability is out of reach, or a newer version wrote it.
    """
    damage = "its write-ahead log is missing" if _log_was_removed(path) else ""
    if not damage:
        try:
            return Opened(_open(path), NOTHING_SALVAGED)
        except sqlite3.DatabaseError as error:
            if _code(error) not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
                raise
            damage = "it is corrupt"
        except UnicodeDecodeError:  # SQLite quotes what is damaged in its message, which is no text then
            damage = "it is corrupt"
    aside = set_aside(path)
    connection = _open(path)
    try:
        salvaged = salvage(aside, connection)
    except BaseException:
        connection.close()
        raise
    log.error(
        "outbox set aside, starting a new one",
        why=damage,
        kept_as=str(aside),
        leads_carried_over=salvaged.carried,
        leads_unreadable=salvaged.unreadable,
    )
    return Opened(connection, salvaged)


def as_text(stored: bytes) -> str:
    """Return stored text; damaged bytes become U+FFFD, so that one row fails its checks, not the query."""
    return stored.decode("utf-8", "replace")


def _open(path: Path) -> sqlite3.Connection:
    path.touch(mode=0o600)
    connection = sqlite3.connect(path, timeout=_BUSY_TIMEOUT_S, check_same_thread=False)
    connection.text_factory = as_text
    try:
        _make_durable(connection)
        _check_integrity(connection)
        if migrate(connection):
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        _check_columns(connection)
        _lock_file(path).write_bytes(_IN_USE)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_durable(connection: sqlite3.Connection) -> None:
    (journal,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
    connection.execute("PRAGMA synchronous=FULL")
    # What is deleted is overwritten, not only unlinked from the tables.
    connection.execute("PRAGMA secure_delete=ON")
    (synchronous,) = connection.execute("PRAGMA synchronous").fetchone()
    if (journal, synchronous) != ("wal", _SYNCHRONOUS_FULL):
        raise OSError(f"SQLite refused durable mode (journal {journal}, synchronous {synchronous})")


def _check_integrity(connection: sqlite3.Connection) -> None:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise _corrupt(verdict)


def _check_columns(connection: sqlite3.Connection) -> None:
    """Find a damaged name in the tables' own description, which SQLite takes for a name like any other."""
    for table, expected in columns().items():
        if not set(expected) <= set(columns_of(connection, table)):
            raise _corrupt(f"columns of {table} are missing")


def _corrupt(why: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(why)
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _log_was_removed(path: Path) -> bool:
    try:
        was_in_use = _lock_file(path).read_bytes() == _IN_USE
    except OSError:
        return False
    return was_in_use and path.exists() and not path.with_name(path.name + "-wal").exists()


def _is_full(directory: Path) -> bool:
    try:
        disk = os.statvfs(directory)
    except OSError:
        return False
    out_of_files = disk.f_files > 0 and disk.f_favail == 0  # btrfs counts none
    return out_of_files or disk.f_bavail * disk.f_frsize < _ROOM_TO_OPEN_BYTES


def _code(error: sqlite3.Error) -> int:
    return (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF  # SQLITE_CORRUPT_INDEX is one, too


def _lock_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")

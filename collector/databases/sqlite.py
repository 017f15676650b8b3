"""Leads in a SQLite file: opening, locking, schema, moving a damaged one aside, and what can go wrong."""

import contextlib
import fcntl
import os
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import sqlite_utils
import structlog

from collector.databases.database import (
    SCHEMA_VERSION,
    Row,
    StoreError,
    StoreTrouble,
    Values,
    refuse_newer,
    refuse_older,
)

_BUSY_TIMEOUT_S = 5.0
_SYNCHRONOUS_FULL = 2

_log = structlog.get_logger(__name__)


class SqliteDatabase:
    """Tables in one SQLite file (WAL, synchronous=FULL).

    Open for writing it holds a lock, so that one process at a time, or the processes of one group, write,
    and a damaged file is moved by one that is alone. Any number of processes may read meanwhile.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._shared = False
        self._lock_fd: int | None = None
        self._db: sqlite_utils.Database | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection; `reopen` may bring it back."""
        return self._db is not None

    @property
    def connection(self) -> sqlite3.Connection:
        """The open connection.

        Raises:
            StoreError: If there is none.
        """
        if self._db is None:
            raise StoreError(StoreTrouble.UNAVAILABLE, f"the database {self.path} is not open")
        return self._db.conn

    def open_for_writing(self, *, shared: bool) -> None:
        """Create the file, or move a damaged one aside, as needed.

        Raises:
            StoreError: If there is no durable database to be had.
        """
        self._shared = shared
        self._lock_fd = lock(self.path, shared=shared)
        self.reopen()

    def open_for_reading(self) -> None:
        """Open an existing file without ever changing it.

        Raises:
            StoreError: If it does not exist or cannot be read.
        """
        self._demand_file()
        with translated():
            self._db = connect(f"{self.path.absolute().as_uri()}?mode=ro")
            demand_current_version(self.connection)

    def open_beside(self) -> None:
        """Open an existing file for writing beside a collector that may be using it.

        Raises:
            StoreError: If it does not exist, is not of this version, or cannot be opened.
        """
        self._demand_file()
        with translated():
            self._db = connect(str(self.path))
            demand_current_version(self.connection)
            demand_durability(self.connection)

    def reopen(self) -> None:
        """Open the file anew; a damaged one is renamed, never deleted, and a new one started.

        Raises:
            StoreError: If there is no durable database to be had.
        """
        self._close_connection()
        try:
            self._open_connection()
        except StoreError as error:
            if error.trouble is not StoreTrouble.CORRUPT:
                raise
            moved = self._quarantine()
            _log.critical(
                "database_quarantined",
                path=str(self.path),
                moved_to=str(moved),
                what_now="leads so far are in the moved file; `sqlite3 FILE .recover` may still read them",
            )
            self._open_connection()

    def query(self, sql: str, values: Values | None = None) -> list[Row]:
        """Return what a statement finds.

        Raises:
            StoreError: If the file cannot be read.
        """
        with translated():
            cursor = self.connection.execute(sql, values or {})
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]

    def change(self, sql: str, values: Values | None = None) -> int:
        """Return how many rows a statement changed.

        Raises:
            StoreError: If it could not.
        """
        with translated():
            return self.connection.execute(sql, values or {}).rowcount

    @contextlib.contextmanager
    def transaction(self, *, alone: bool = False) -> Iterator[None]:
        """Commit at the end of the block, or leave everything as it was; inside another block, join it.

        Raises:
            StoreError: If it is not committed.
        """
        del alone  # SQLite has one writer at a time in any case
        with translated(), transaction(self.connection):
            yield

    def scrub(self) -> None:
        """Fold the write-ahead log, which still holds what was deleted, into the file.

        Raises:
            StoreError: If the file cannot be written.
        """
        with translated():
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give the file back. May be called twice."""
        self._close_connection()
        if self._lock_fd is not None:
            os.close(self._lock_fd)
            self._lock_fd = None

    def _demand_file(self) -> None:
        if not self.path.is_file():
            raise StoreError(
                StoreTrouble.MISSING,
                f"no database at {self.path}: name another one with --db,"
                " or start `boothscribe-collector run`",
            )

    def _quarantine(self) -> Path:
        if self._lock_fd is None:
            raise StoreError(StoreTrouble.UNAVAILABLE, f"the database {self.path} is not open")
        with alone(self._lock_fd, self.path, shared=self._shared):
            return quarantine(self.path)

    def _open_connection(self) -> None:
        try:
            with translated():
                # Leads are personal data: nobody else on this machine gets to read them.
                os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
                self._db = connect(str(self.path))
                demand_durability(self.connection)
                demand_soundness(self.connection)
                migrate(self._db)
        except BaseException:
            self._close_connection()
            raise

    def _close_connection(self) -> None:
        if self._db is not None:
            with contextlib.suppress(sqlite3.Error):
                self._db.close()
            self._db = None


def lock(path: Path, *, shared: bool = False) -> int:
    """Make the caller the only writer, or one of a group, and return what to close in the end.

    Raises:
        StoreError: If another process writes to it, or the folder cannot be written to.
    """
    descriptor = -1
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(_beside(path, ".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError as error:
        if descriptor >= 0:
            os.close(descriptor)
        if isinstance(error, BlockingIOError):
            raise StoreError(
                StoreTrouble.IN_USE,
                f"another collector is writing to {path}: stop it, use another --db, or give both a --group",
            ) from error
        raise StoreError(StoreTrouble.UNAVAILABLE, f"cannot write to {path}: {error}") from error
    return descriptor


@contextlib.contextmanager
def alone(descriptor: int, path: Path, *, shared: bool) -> Iterator[None]:
    """Hold the database alone while it is replaced.

    Raises:
        StoreError: If others of the group use it.
    """
    if not shared:
        yield
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise StoreError(
            StoreTrouble.UNAVAILABLE,
            f"{path} is damaged: stop all collectors of the group and start them again",
        ) from error
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_SH)


def connect(target: str) -> sqlite_utils.Database:
    """Open a path or, beginning with `file:`, a URI. Transactions are begun and ended by `transaction`."""
    connection = sqlite3.connect(
        target,
        uri=target.startswith("file:"),
        timeout=_BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,  # opened by the main thread, then used by the network thread alone
    )
    # A damaged text spoils its own row. SQLite would stop the whole query, and quote the text in its message.
    connection.text_factory = partial(str, encoding="utf-8", errors="replace")
    return sqlite_utils.Database(connection, execute_plugins=False)


def demand_durability(connection: sqlite3.Connection) -> None:
    """Switch to WAL and synchronous=FULL, and believe it only when read back.

    Raises:
        StoreError: If SQLite keeps another mode.
    """
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # What is deleted is overwritten, not only unlinked from the tables.
    connection.execute("PRAGMA secure_delete = ON")
    journal_mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if journal_mode != "wal" or synchronous != _SYNCHRONOUS_FULL:
        raise StoreError(
            StoreTrouble.NOT_DURABLE,
            f"SQLite runs with journal_mode={journal_mode}, synchronous={synchronous} instead of wal, 2;"
            " keep the database on a local disk",
        )


def demand_soundness(connection: sqlite3.Connection) -> None:
    """Raise StoreError for a file whose pages do not fit together."""
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StoreError(StoreTrouble.CORRUPT, "the database is damaged")


def demand_current_version(connection: sqlite3.Connection) -> None:
    """Raise StoreError for a file that has not, or no longer, the tables of this version."""
    version = _version_of(connection)
    refuse_newer(version)
    refuse_older(version)


def migrate(db: sqlite_utils.Database) -> None:
    """Bring the tables to SCHEMA_VERSION, all or nothing.

    Raises:
        StoreError: If the file comes from a newer collector; it is left as it is.
    """
    with transaction(db.conn):
        version = _version_of(db.conn)
        refuse_newer(version)
        if version < 1:
            _create_version_1(db)
        if version < 2:  # noqa: PLR2004 -- a version is a number
            _create_version_2(db)
        if version < SCHEMA_VERSION:
            db.conn.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def quarantine(path: Path) -> Path:
    """Rename the database and what belongs to it, and return the new name. Deletes nothing.

    Raises:
        StoreError: If it cannot be renamed.
    """
    moved = _unused(f"{path}.corrupt-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    try:
        for suffix in ("-wal", "-shm", ""):
            part = _beside(path, suffix)
            if part.exists():
                part.rename(_beside(moved, suffix))
    except OSError as error:
        raise StoreError(
            StoreTrouble.UNAVAILABLE, f"{path} is damaged and cannot be moved aside: {error}"
        ) from error
    return moved


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit at the end of the block, or leave everything as it was; inside another block, join it."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what SQLite and the file system say about the file into a StoreError; a bug stays what it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is not None and code & 0xFF in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            raise StoreError(StoreTrouble.CORRUPT, f"the database is damaged: {error}") from error
        if isinstance(error, sqlite3.OperationalError):
            raise StoreError(StoreTrouble.UNAVAILABLE, f"the database cannot be used: {error}") from error
        raise
    except UnicodeDecodeError as error:  # SQLite quotes what is damaged in its message, which is no text then
        raise StoreError(StoreTrouble.CORRUPT, "the database is damaged") from error
    except OSError as error:
        raise StoreError(StoreTrouble.UNAVAILABLE, f"the database cannot be used: {error}") from error


def _version_of(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _create_version_1(db: sqlite_utils.Database) -> None:
    leads: dict[str, Any] = {
        "id": str,
        "revision": int,
        "final": int,
        "device": str,
        "event_id": str,
        "attendee_name": str,
        "attendee_company": str,
        "attendee_email": str,
        "consent_status": str,
        "scanned_at": str,
        "updated_at": str,
        "received_at": str,
        "record": str,
    }
    may_be_null = {"id", "attendee_name", "attendee_company", "attendee_email"}
    db.table("leads").create(leads, pk="id", not_null=leads.keys() - may_be_null)
    db.table("leads").create_index(["scanned_at"])
    refused: dict[str, Any] = {
        "digest": str,
        "received_at": str,
        "last_received_at": str,
        "times": int,
        "topic": str,
        "reason": str,
        "size": int,
        "payload": bytes,
    }
    db.table("refused").create(refused, pk="digest", not_null=refused.keys() - {"digest"})
    db.table("refused").create_index(["received_at"])


def _create_version_2(db: sqlite_utils.Database) -> None:
    db.table("erased").create({"id": str, "erased_at": str}, pk="id", not_null={"erased_at"})
    commands: dict[str, Any] = {
        "id": str,
        "device": str,
        "name": str,
        "arguments": str,
        "issued_at": str,
        "expires_at": str,
        "sent_at": str,
        "answered_at": str,
        "status": str,
        "reason": str,
        "result": str,
    }
    always = {"device", "name", "arguments", "issued_at", "expires_at"}
    db.table("commands").create(commands, pk="id", not_null=always)


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _unused(name: str) -> Path:
    path, number = Path(name), 1
    while path.exists():
        number += 1
        path = Path(f"{name}-{number}")
    return path

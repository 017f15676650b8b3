"""Leads in PostgreSQL, for collectors on more than one machine."""

import contextlib
import re
import time
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from collector.databases.database import (
    SCHEMA_VERSION,
    Row,
    StoreError,
    StoreTrouble,
    Values,
    refuse_newer,
    refuse_older,
)

if TYPE_CHECKING:
    import psycopg

_CONNECT_TIMEOUT_S = 10
_LOCK_TIMEOUT = "5s"
_WRITER, _ERASURE = 0x626F6F7468, 0x6572617365
"""Keys of advisory locks: who may write to this database, and who is in a transaction."""


class PostgresqlDatabase:
    """Tables in a PostgreSQL database, one connection.

    Open for writing it holds an advisory lock, alone or shared with its group, as a SQLite file does.
    """

    def __init__(self, url: str) -> None:
        """Take a URL `postgresql://…`, without a password: libpq takes that from PGPASSFILE or PGPASSWORD."""
        self._url = url
        self._mode: str = ""
        self._shared = False
        self._connection: psycopg.Connection[Row] | None = None

    @property
    def is_open(self) -> bool:
        """Whether there is a connection; `reopen` may bring it back."""
        return self._connection is not None

    @property
    def connection(self) -> "psycopg.Connection[Row]":
        """The open connection.

        Raises:
            StoreError: If there is none.
        """
        if self._connection is None:
            raise StoreError(StoreTrouble.UNAVAILABLE, "the database server is not connected")
        return self._connection

    def open_for_writing(self, *, shared: bool) -> None:
        """Create or migrate the tables as needed.

        Raises:
            StoreError: If there is no durable database to be had.
        """
        self._mode, self._shared = "writing", shared
        self.reopen()

    def open_for_reading(self) -> None:
        """Connect without ever changing anything.

        Raises:
            StoreError: If the server is away or has no tables of this version.
        """
        self._mode = "reading"
        self.reopen()

    def open_beside(self) -> None:
        """Connect for writing beside a collector that may be at work.

        Raises:
            StoreError: If the server is away or has no tables of this version.
        """
        self._mode = "beside"
        self.reopen()

    def reopen(self) -> None:
        """Connect anew, as at first.

        Raises:
            StoreError: If the server is away, not durable, or another collector is writing.
        """
        self._close_connection()
        try:
            with self._translated():
                self._connection = _connect(self._url)
                if self._mode == "reading":
                    self.connection.execute("SET default_transaction_read_only = on")
                else:
                    self._demand_durability()
                if self._mode == "writing":
                    self._lock()
                    self._migrate()
                else:
                    refuse_newer(self._version())
                    refuse_older(self._version())
        except BaseException:
            self._close_connection()
            raise

    def query(self, sql: str, values: Values | None = None) -> list[Row]:
        """Return what a statement finds.

        Raises:
            StoreError: If the server cannot tell.
        """
        with self._translated():
            return self.connection.execute(_translate(sql), _clean(values)).fetchall()

    def change(self, sql: str, values: Values | None = None) -> int:
        """Return how many rows a statement changed.

        Raises:
            StoreError: If it could not.
        """
        with self._translated():
            return self.connection.execute(_translate(sql), _clean(values)).rowcount

    @contextlib.contextmanager
    def transaction(self, *, alone: bool = False) -> Iterator[None]:
        """Commit at the end of the block, durably; inside another block, a part that may fail by itself.

        Raises:
            StoreError: If it is not committed.
        """
        with self._translated():
            outermost = not _in_transaction(self.connection)
            with self.connection.transaction():
                if outermost:
                    # Without this, a lead could be put between an erasure's look and its deletion.
                    shared = "" if alone else "_shared"
                    self.connection.execute(f"SELECT pg_advisory_xact_lock{shared}({_ERASURE})".encode())
                yield

    def scrub(self) -> None:
        """Give the space of what was deleted back for reuse; the server's own log keeps it for its time.

        Raises:
            StoreError: If the server could not.
        """
        with self._translated():
            self.connection.execute("VACUUM leads, refused, commands")

    def close(self) -> None:
        """Disconnect, which gives the locks back. May be called twice."""
        self._close_connection()

    def _close_connection(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _demand_durability(self) -> None:
        if self._show("fsync") != "on":
            raise StoreError(
                StoreTrouble.NOT_DURABLE,
                "PostgreSQL runs with fsync=off and would lose leads in a power cut: switch it on",
            )
        # `local` and `remote_…` all wait for this server's disk.
        if self._show("synchronous_commit") == "off":
            self.connection.execute("SET synchronous_commit = local")

    def _show(self, setting: str) -> str:
        [row] = self.connection.execute(f"SHOW {setting}".encode()).fetchall()
        return str(row[setting])

    def _lock(self) -> None:
        shared = "_shared" if self._shared else ""
        # The server notices a little late that a collector which was stopped just now has gone.
        for wait_s in (0.0, 0.1, 0.2, 0.5, 1.0):
            time.sleep(wait_s)
            [row] = self.connection.execute(
                f"SELECT pg_try_advisory_lock{shared}({_WRITER}) AS locked".encode()
            ).fetchall()
            if row["locked"]:
                return
        raise StoreError(
            StoreTrouble.IN_USE,
            "another collector is writing to this database:"
            " stop it, use another --db, or give both a --group",
        )

    def _version(self) -> int:
        [row] = self.connection.execute("SELECT to_regclass('boothscribe_schema') AS there").fetchall()
        if row["there"] is None:
            return 0
        [row] = self.connection.execute("SELECT version FROM boothscribe_schema").fetchall()
        return int(row["version"])

    def _migrate(self) -> None:
        if self._version() == SCHEMA_VERSION:
            return  # to be alone would mean to wait for others of the group
        with self.transaction(alone=True):
            version = self._version()
            refuse_newer(version)
            if version < SCHEMA_VERSION:
                self.connection.execute(_TABLES.encode())
                self.connection.execute(
                    "INSERT INTO boothscribe_schema (version) VALUES (%s)", [SCHEMA_VERSION]
                )

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn what the server says into a StoreError; a bug stays what it is."""
        import psycopg  # noqa: PLC0415 -- only where there is a PostgreSQL

        try:
            yield
        except (
            psycopg.errors.DeadlockDetected,
            psycopg.errors.SerializationFailure,
            psycopg.errors.LockNotAvailable,
        ) as error:
            raise StoreError(StoreTrouble.CONFLICT, "another collector was in the way") from error
        except (psycopg.OperationalError, psycopg.InterfaceError) as error:
            if self._connection is not None and self._connection.closed:
                self._close_connection()
            raise StoreError(
                StoreTrouble.UNAVAILABLE, f"the database cannot be used: {_told(error)}"
            ) from error


def _connect(url: str) -> "psycopg.Connection[Row]":
    try:
        import psycopg  # noqa: PLC0415 -- only where there is a PostgreSQL
        from psycopg.rows import dict_row  # noqa: PLC0415
    except ImportError as error:
        raise StoreError(
            StoreTrouble.UNAVAILABLE,
            "PostgreSQL needs psycopg: pip install 'boothscribe[postgresql]'",
        ) from error
    return psycopg.connect(
        url,
        autocommit=True,  # transactions are begun and ended by `transaction`
        row_factory=dict_row,
        connect_timeout=_CONNECT_TIMEOUT_S,
        # A server that is gone without a word is noticed within half a minute.
        keepalives_idle=10,
        keepalives_interval=5,
        keepalives_count=3,
        application_name="boothscribe-collector",
        options=f"-c lock_timeout={_LOCK_TIMEOUT} -c statement_timeout=60s",
    )


@cache
def _translate(sql: str) -> bytes:
    """Return a statement with `:name` as psycopg wants it; `::` is a cast."""
    return re.sub(r"(?<!:):([a-z_]+)", r"%(\1)s", sql).encode()


def _clean(values: Values | None) -> dict[str, Any]:
    # PostgreSQL's text has no NUL; a badge may.
    return {
        name: value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value
        for name, value in (values or {}).items()
    }


def _in_transaction(connection: "psycopg.Connection[Row]") -> bool:
    from psycopg.pq import TransactionStatus  # noqa: PLC0415 -- only where there is a PostgreSQL

    return connection.info.transaction_status in {TransactionStatus.INTRANS, TransactionStatus.INERROR}


def _told(error: "psycopg.Error") -> str:
    """Return the message without its details, which may quote a row."""
    return error.diag.message_primary or str(error).strip().splitlines()[0]


# Times are text of fixed width, as in SQLite, so that one set of statements serves both; `::timestamptz` and
# `record::jsonb` make more of them. Collation C compares bytes, as SQLite does.
_TABLES = """
CREATE TABLE boothscribe_schema (version integer NOT NULL);
CREATE TABLE leads (
    id text COLLATE "C" PRIMARY KEY,
    revision bigint NOT NULL,
    final integer NOT NULL,
    device text NOT NULL,
    event_id text NOT NULL,
    attendee_name text,
    attendee_company text,
    attendee_email text,
    consent_status text NOT NULL,
    scanned_at text COLLATE "C" NOT NULL,
    updated_at text COLLATE "C" NOT NULL,
    received_at text COLLATE "C" NOT NULL,
    record text COLLATE "C" NOT NULL
);
CREATE INDEX leads_scanned_at ON leads (scanned_at, id);
CREATE TABLE refused (
    digest text COLLATE "C" PRIMARY KEY,
    received_at text COLLATE "C" NOT NULL,
    last_received_at text COLLATE "C" NOT NULL,
    times bigint NOT NULL,
    topic text NOT NULL,
    reason text NOT NULL,
    size bigint NOT NULL,
    payload bytea NOT NULL
);
CREATE INDEX refused_received_at ON refused (received_at);
CREATE TABLE erased (id text COLLATE "C" PRIMARY KEY, erased_at text COLLATE "C" NOT NULL);
CREATE TABLE commands (
    id text COLLATE "C" PRIMARY KEY,
    device text NOT NULL,
    name text NOT NULL,
    arguments text NOT NULL,
    issued_at text COLLATE "C" NOT NULL,
    expires_at text COLLATE "C" NOT NULL,
    sent_at text COLLATE "C",
    answered_at text COLLATE "C",
    status text,
    reason text,
    result text
);
"""

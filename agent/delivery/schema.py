"""The outbox's tables. Migrations go forwards only; each is one transaction."""

import contextlib
import sqlite3

SCHEMA_VERSION = 2
"""Rises with every change of the tables."""
OLDEST_PROGRAM = SCHEMA_VERSION
"""The oldest `SCHEMA_VERSION` whose program can go on with these tables: an update that is taken back leaves
them to it. Stays where it is when a migration only adds tables, or columns with defaults."""
_OLDEST_FACT = "oldest_program"

_VERSION_1 = (
    """
    CREATE TABLE leads (
        lead_id TEXT PRIMARY KEY,
        sequence INTEGER NOT NULL,
        revision INTEGER NOT NULL,
        receipted_revision INTEGER NOT NULL DEFAULT 0,
        final INTEGER NOT NULL,
        stored_at REAL NOT NULL,
        parked_reason TEXT,
        record BLOB NOT NULL
    )
    """,
    "CREATE UNIQUE INDEX idx_leads_sequence ON leads (sequence)",
)

# A collector's reason may quote the lead: from version 2 on it is kept like a record, apart from our own word
# for it. `checksum` is of the bytes as stored; version 1 had none.
_VERSION_2 = (
    "ALTER TABLE leads ADD COLUMN receipted_at REAL",
    "ALTER TABLE leads ADD COLUMN sealed_with TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE leads ADD COLUMN checksum INTEGER",
    "ALTER TABLE leads ADD COLUMN parked_detail BLOB",
    """
    UPDATE leads SET parked_detail = CAST(parked_reason AS BLOB), parked_reason = 'rejected'
    WHERE parked_reason IS NOT NULL AND parked_reason <> 'unreadable record'
    """,
    "UPDATE leads SET parked_reason = 'unreadable' WHERE parked_reason = 'unreadable record'",
    """
    CREATE TABLE sendings (lead_id TEXT PRIMARY KEY, revision INTEGER NOT NULL, state TEXT NOT NULL)
    WITHOUT ROWID
    """,
    "CREATE TABLE erased (lead_id TEXT PRIMARY KEY, erased_at REAL NOT NULL) WITHOUT ROWID",
    """
    CREATE TABLE commands (
        id TEXT PRIMARY KEY, issued_at REAL NOT NULL, expires_at REAL NOT NULL, reply BLOB,
        told INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID
    """,
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID",
    "CREATE TABLE requests (number INTEGER PRIMARY KEY, action TEXT NOT NULL, lead_id TEXT)",
)

_MIGRATIONS = (_VERSION_1, _VERSION_2)


def columns() -> dict[str, tuple[str, ...]]:
    """Return the columns of each table, in order, as this version makes them."""
    with contextlib.closing(sqlite3.connect(":memory:")) as empty:
        migrate(empty)
        tables = [name for (name,) in empty.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {table: columns_of(empty, table) for table in tables}


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """Return the columns of one of our tables, in order; none where it is missing."""
    return tuple(name for (_, name, *_) in connection.execute(f"PRAGMA table_info({table})"))


def migrate(connection: sqlite3.Connection) -> bool:
    """Bring the tables to `SCHEMA_VERSION`.

    Returns:
        Whether anything had to be done.

    Raises:
        OSError: If a newer version wrote the file and this one cannot go on with it; it is left as it is.
        sqlite3.Error: If it cannot be written; it is as it was, or at a version in between.
    """
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        if _oldest_program(connection, version) <= SCHEMA_VERSION:
            return False
        raise OSError(
            f"it was written by a newer version (schema {version}, this one knows {SCHEMA_VERSION})"
        )
    for number, statements in enumerate(_MIGRATIONS[version:], version + 1):
        # All or nothing: a disk that fills up half-way must not leave tables without their version.
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in statements:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
            if number == SCHEMA_VERSION:
                connection.execute(
                    "INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (_OLDEST_FACT, OLDEST_PROGRAM)
                )
    return bool(version < SCHEMA_VERSION)


def _oldest_program(connection: sqlite3.Connection, version: int) -> int:
    row = connection.execute("SELECT value FROM facts WHERE name = ?", (_OLDEST_FACT,)).fetchone()
    return version if row is None else int(row[0])

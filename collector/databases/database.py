"""What the store asks of a database, and what can go wrong with one."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from enum import Enum, auto
from typing import Any, Protocol, TypeAlias

SCHEMA_VERSION = 2
"""Rises with every change of the tables; a database is migrated forwards, never back."""

Values: TypeAlias = Mapping[str, str | int | bytes | None]
Row: TypeAlias = dict[str, Any]


class StoreTrouble(Enum):
    """Why the store cannot do its work."""

    UNAVAILABLE = auto()
    """The disk is full, the file is locked, the server is away: the same call may succeed later."""
    CONFLICT = auto()
    """Another collector of the group was in the way; the same call succeeds when repeated."""
    CORRUPT = auto()
    """The file is damaged; `reopen` moves it aside and starts a new one."""
    NEWER_SCHEMA = auto()
    NOT_DURABLE = auto()
    IN_USE = auto()
    MISSING = auto()


class StoreError(Exception):
    """The store cannot do its work; `trouble` says why, the text what to do."""

    def __init__(self, trouble: StoreTrouble, message: str) -> None:
        super().__init__(message)
        self.trouble = trouble


class Database(Protocol):
    """A connection to tables of `SCHEMA_VERSION`. All methods raise StoreError.

    Statements are written for both: named parameters as `:name`, upserts, row values, no quoted colons.
    """

    @property
    def is_open(self) -> bool:
        """Whether there is a connection; `reopen` may bring it back."""

    def open_for_writing(self, *, shared: bool) -> None:
        """Connect as the only writer, or as one of a group; create or migrate the tables as needed."""

    def open_for_reading(self) -> None:
        """Connect without ever changing anything."""

    def open_beside(self) -> None:
        """Connect for writing, beside a collector that may be using the tables."""

    def reopen(self) -> None:
        """Connect anew, as at first."""

    def query(self, sql: str, values: Values | None = None) -> list[Row]:
        """Return what a statement finds."""

    def change(self, sql: str, values: Values | None = None) -> int:
        """Return how many rows a statement changed."""

    def transaction(self, *, alone: bool = False) -> AbstractContextManager[None]:
        """Commit at the end of the block, durably, or leave everything as it was; may be nested.

        Args:
            alone: Nobody else of the group is in a transaction meanwhile.
        """

    def scrub(self) -> None:
        """Overwrite what was deleted, as far as the database does."""

    def close(self) -> None:
        """Give everything back. May be called twice."""


def refuse_newer(version: int) -> None:
    """Raise StoreError for tables of a newer collector."""
    if version > SCHEMA_VERSION:
        raise StoreError(
            StoreTrouble.NEWER_SCHEMA,
            f"the database has schema version {version}, this collector knows {SCHEMA_VERSION}:"
            " upgrade the collector, or use another --db",
        )


def refuse_older(version: int) -> None:
    """Raise StoreError for a database that has not, or not yet, the tables of this version."""
    if version < SCHEMA_VERSION:
        raise StoreError(
            StoreTrouble.MISSING,
            "not a collector's database of this version (yet): start `boothscribe-collector run` on it",
        )

"""A damaged outbox: set aside whole, read as far as it goes, removed only by an erasure."""

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from agent.delivery.schema import columns, columns_of

_SUFFIXES = ("", "-wal", "-shm")
_CARRIED_TABLES = ("erased", "commands", "facts", "sendings")
_SCRATCH = ".salvage-"
_OVERWRITE_BYTES = 1024 * 1024
_HEADER_BYTES = 100
_MOST_MISSING_BYTES = 1 << 32
"""A damaged header may say anything; the file that is made for reading is sparse."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read of a damaged outbox.

    Attributes:
        carried: Leads that were carried over into the new one.
        unreadable: Leads that are known to have been there and could not be read. There may have been more.
    """

    carried: int
    unreadable: int


NOTHING_SALVAGED = Salvaged(0, 0)


def set_aside(path: Path) -> Path:
    """Rename the database and what belongs to it, and return the new name of the main file."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    aside = path.with_name(f"{path.name}.corrupt-{stamp}")
    for suffix in _SUFFIXES:
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside


UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file raises: SQLite quotes it in its messages, which are no UTF-8 then."""


def salvage(aside: Path, into: sqlite3.Connection) -> Salvaged:
    """Copy every row that can be read into an empty outbox; nothing raises over what cannot.

    Raises:
        sqlite3.Error: If `into` cannot be written.
    """
    carried = unreadable = 0
    with contextlib.ExitStack() as stack:
        try:
            damaged = stack.enter_context(_reading(aside))
        except (*UNREADABLE, OSError):
            return NOTHING_SALVAGED
        stack.enter_context(into)
        for row in _rows(damaged):
            if row is not None and _insert_lead(into, row):
                carried += 1
            else:
                unreadable += 1
        for table in _CARRIED_TABLES:
            for other in _all_readable(damaged, table):
                _insert(into, table, other)
    return Salvaged(carried, unreadable)


def copies(path: Path) -> list[Path]:
    """Return the main files of all copies that were set aside."""
    return sorted(
        copy
        for copy in path.parent.glob(f"{path.name}.corrupt-*")
        if not copy.name.endswith(("-wal", "-shm"))
    )


def erase_copies(path: Path, concerned: Callable[[dict[str, Any]], bool]) -> int:
    """Remove every copy that holds a lead which is `concerned`, or that cannot be read to the end.

    What can be read of a copy was carried over when it was set aside, so its removal costs only what
    could not be read anyway. It is overwritten first, as far as the disk lets one.

    Returns:
        How many were removed.
    """
    removed = 0
    for left_over in path.parent.glob(f"{_SCRATCH}*"):  # the power went while a copy was read
        shutil.rmtree(left_over, ignore_errors=True)
    for copy in copies(path):
        if _may_concern(copy, concerned):
            for suffix in _SUFFIXES:
                _shred(copy.with_name(copy.name + suffix))
            removed += 1
    return removed


def _may_concern(copy: Path, concerned: Callable[[dict[str, Any]], bool]) -> bool:
    try:
        with _reading(copy) as damaged:
            return any(row is None or concerned(row) for row in _rows(damaged)) or not _sound(damaged)
    except (*UNREADABLE, OSError):
        return True


def _sound(connection: sqlite3.Connection) -> bool:
    (verdict,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    return bool(verdict == "ok")


@contextlib.contextmanager
def _reading(copy: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy without changing it, or leaving anything beside it."""
    with contextlib.ExitStack() as stack:
        missing_bytes = _missing_bytes(copy)
        if missing_bytes or copy.with_name(copy.name + "-wal").exists():
            # SQLite makes an index beside the log, and reads nothing at all of a file that is cut off.
            scratch = stack.enter_context(tempfile.TemporaryDirectory(dir=copy.parent, prefix=_SCRATCH))
            own = Path(scratch) / "copy"
            for suffix in ("", "-wal"):
                part = copy.with_name(copy.name + suffix)
                if part.exists():
                    shutil.copyfile(part, own.with_name(own.name + suffix))
            os.truncate(own, own.stat().st_size + missing_bytes)
            uri = f"{own.absolute().as_uri()}?mode=ro"
        else:
            uri = f"{copy.absolute().as_uri()}?mode=ro&immutable=1"
        connection = stack.enter_context(contextlib.closing(sqlite3.connect(uri, uri=True)))
        connection.row_factory = sqlite3.Row
        yield connection


def _missing_bytes(copy: Path) -> int:
    """Return how much of the file was cut off, by its own header (SQLite file format, section 1.3)."""
    with copy.open("rb") as file:
        header = file.read(_HEADER_BYTES)
    if len(header) < _HEADER_BYTES:
        return 0
    page_bytes = int.from_bytes(header[16:18], "big")
    whole_bytes = page_bytes * int.from_bytes(header[28:32], "big")
    missing_bytes = whole_bytes - copy.stat().st_size
    return missing_bytes if 0 < missing_bytes < _MOST_MISSING_BYTES else 0


def _rows(damaged: sqlite3.Connection) -> Iterator[dict[str, Any] | None]:
    """Yield every lead's row; None for one that the index knows and the table does not give."""
    numbers: set[int] = set()
    expected = columns()["leads"]
    for source in ("leads INDEXED BY idx_leads_sequence", "leads NOT INDEXED"):
        column = "sequence" if "idx" in source else "rowid"
        for direction in ("ASC", "DESC"):
            # As far as it goes from either end: a torn page in the middle stops both.
            with contextlib.suppress(*UNREADABLE):
                for (number,) in damaged.execute(
                    f"SELECT rowid FROM {source} ORDER BY {column} {direction}"  # noqa: S608 -- constants
                ):
                    numbers.add(number)
    for number in sorted(numbers):
        try:
            row = damaged.execute("SELECT * FROM leads WHERE rowid = ?", (number,)).fetchone()
        except UNREADABLE:
            row = None
        # By place: a damaged name is none of ours, and what stands under it is still good.
        whole = row is not None and len(row) == len(expected)
        yield None if row is None else dict(zip(expected, row, strict=True)) if whole else dict(row)


def _all_readable(damaged: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    with contextlib.suppress(*UNREADABLE):
        for row in damaged.execute(f"SELECT * FROM {table}"):  # noqa: S608 -- our constants
            yield dict(row)


def _insert_lead(into: sqlite3.Connection, row: dict[str, Any]) -> bool:
    """Carry one lead over, unless what was read cannot be one."""
    try:
        UUID(row["lead_id"])
    except (ValueError, TypeError, AttributeError, KeyError):
        return False
    sound = all(
        isinstance(row.get(name), int) for name in ("sequence", "revision", "receipted_revision", "final")
    )
    if not sound or not isinstance(row.get("record"), bytes) or row["revision"] < 1:
        return False
    reason = row.get("parked_reason")
    if reason is not None and "parked_detail" not in row:  # version 1 had the collector's words in it
        row |= {"parked_reason": "rejected", "parked_detail": str(reason).encode()}
    return _insert(into, "leads", row)


def _insert(into: sqlite3.Connection, table: str, row: dict[str, Any]) -> bool:
    known = columns_of(into, table)
    ours = [name for name in row if name in known]
    try:
        into.execute(
            f"INSERT OR IGNORE INTO {table} ({', '.join(ours)})"  # noqa: S608 -- names of our own columns
            f" VALUES ({', '.join('?' * len(ours))})",
            [row[name] for name in ours],
        )
    except sqlite3.IntegrityError:
        return False
    return True


def _shred(part: Path) -> None:
    with contextlib.suppress(FileNotFoundError):
        with part.open("r+b", buffering=0) as file:
            left = os.fstat(file.fileno()).st_size
            while left > 0:
                left -= file.write(bytes(min(left, _OVERWRITE_BYTES)))
            os.fsync(file.fileno())
        part.unlink()

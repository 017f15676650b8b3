"""What a person or a command asks of the outbox: erase, reseal, list, requests from the command line."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import structlog

from agent.contract.erasure import Subject
from agent.delivery.failpoints import reach
from agent.delivery.quarantine import erase_copies
from agent.delivery.records import RecordError, Stored, detail_context
from agent.delivery.sealing import UNSEALED, KeyRing, SealError
from agent.delivery.shelf import Shelf
from agent.delivery.states import LeadState, ParkReason, Sent

_RESEAL_BATCH = 500
_MOST_ERASED = 10_000

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did.

    Attributes:
        leads: Leads that are gone.
        copies: Copies of a damaged outbox that were removed whole.
        locked: Leads that could not be looked at, because their key is not here.
    """

    leads: frozenset[UUID]
    copies: int
    locked: int


def erase(shelf: Shelf, subject: Subject) -> Erased:
    """Remove every trace of a person, or of leads, from this disk. A lead that is erased does not come back.

    Raises:
        sqlite3.Error: If the disk did not take it.
    """
    rows = shelf.connection.execute(
        "SELECT lead_id, revision, record, sealed_with, checksum FROM leads"
    ).fetchall()
    found = {UUID(row[0]) for row in rows if _concerns(shelf.keys, subject, row)}
    locked = sum(not shelf.keys.opens(row[3]) for row in rows if UUID(row[0]) not in found)
    with shelf.connection:
        mark_erased(shelf, found | set(subject.leads))
        for table in ("leads", "sendings"):
            shelf.connection.executemany(
                f"DELETE FROM {table} WHERE lead_id = ?",  # noqa: S608 -- our constants
                [(str(lead_id),) for lead_id in found],
            )
        reach("outbox.erase.executed")
    for lead_id in found:
        shelf.sendings.forget(lead_id)
    shelf.recount()
    shelf.truncate_log()
    copies = erase_copies(shelf.path, lambda row: _concerns(shelf.keys, subject, _cells(row)))
    return Erased(frozenset(found), copies, 0 if subject.leads and not _is_person(subject) else locked)


def mark_erased(shelf: Shelf, lead_ids: Iterable[UUID]) -> None:
    """Remember that these leads are not to come back; part of the caller's transaction."""
    ids = [str(lead_id) for lead_id in lead_ids]
    shelf.connection.executemany(
        "INSERT OR IGNORE INTO erased (lead_id, erased_at) VALUES (?, ?)",
        [(lead_id, shelf.wall()) for lead_id in ids],
    )
    shelf.connection.execute(
        "DELETE FROM erased WHERE lead_id IN"
        " (SELECT lead_id FROM erased ORDER BY erased_at DESC LIMIT -1 OFFSET ?)",
        (_MOST_ERASED,),
    )
    shelf.erased |= set(ids)


def reseal(shelf: Shelf) -> int:
    """Seal every record that is not sealed with the current key, where there is one; return how many.

    Raises:
        sqlite3.Error: If the disk did not take it; what was done stays done.
    """
    if not shelf.keys.seals:
        return 0
    was_readable = shelf.row("SELECT 1 FROM leads WHERE sealed_with = ''") is not None
    count = 0
    while rows := _rows_to_reseal(shelf):
        with shelf.connection:
            for row in rows:
                _reseal_row(shelf, row)
        count += len(rows)
    if was_readable:
        shelf.connection.execute("VACUUM")  # free pages may still hold what was readable
    if count:
        shelf.recount()
        shelf.truncate_log()
    return count


def request(path: Path, action: str, lead_id: UUID | None) -> None:
    """Ask whoever uses the outbox at `path`, now or next, to `retry` or `park`.

    Raises:
        sqlite3.Error: If the outbox cannot be written.
    """
    uri = f"{path.absolute().as_uri()}?mode=rw"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection, connection:
        connection.execute(
            "INSERT INTO requests (action, lead_id) VALUES (?, ?)",
            (action, str(lead_id) if lead_id else None),
        )


def apply_requests(shelf: Shelf) -> int:
    """Do what `request` asked for; return how many leads changed.

    Raises:
        sqlite3.Error: If the disk did not take it; the rest is done next time.
    """
    rows = shelf.connection.execute("SELECT number, action, lead_id FROM requests ORDER BY number").fetchall()
    changed = 0
    for number, action, lead_id in rows:
        chosen = UUID(lead_id) if lead_id else None
        if action == "retry":
            changed += shelf.retry(None if chosen is None else [chosen])
        elif action == "park" and chosen is not None:
            changed += shelf.park(chosen)
        with shelf.connection:
            shelf.connection.execute("DELETE FROM requests WHERE number = ?", (number,))
    return changed


def describe(shelf: Shelf) -> Iterator[dict[str, Any]]:
    """Yield what may be told of every lead without opening it, oldest first."""
    cursor = shelf.connection.execute(_DESCRIBE)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        told = dict(zip(names, row, strict=True))
        sent = shelf.sendings.sent.get(UUID(told["lead_id"]))
        yield told | {"state": _state(told, sent), "readable_on_disk": told["sealed_with"] == UNSEALED}


def detail_of(shelf: Shelf, lead_id: UUID) -> str | None:
    """Return the collector's reason for rejecting a lead; it may quote the lead.

    Raises:
        SealError: If it is sealed with a key that is not here.
    """
    row = shelf.row("SELECT parked_detail, sealed_with FROM leads WHERE lead_id = ?", str(lead_id))
    if row is None or row[0] is None:
        return None
    return shelf.keys.open(row[1], row[0], detail_context(str(lead_id))).decode(errors="replace")


def _cells(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        row.get("lead_id"),
        row.get("revision"),
        row.get("record"),
        row.get("sealed_with", UNSEALED),
        row.get("checksum"),
    )


def _concerns(keys: KeyRing, subject: Subject, row: tuple[Any, ...]) -> bool:
    lead_id, revision, record, sealed_with, checksum = row
    try:
        if UUID(lead_id) in subject.leads:
            return True
        lead = Stored(record, sealed_with, checksum).lead(keys, lead_id, revision)
    except RecordError as error:
        # What is torn may be about anybody; nobody could send it any more. What is locked waits for its key.
        return not error.locked and _is_person(subject)
    except (ValueError, TypeError, AttributeError):
        return _is_person(subject)
    return subject.covers(lead)


def _is_person(subject: Subject) -> bool:
    return bool(subject.email or subject.badge_id or subject.name)


def _rows_to_reseal(shelf: Shelf) -> list[tuple[Any, ...]]:
    others = [key for key in (UNSEALED, *shelf.keys.keys) if key != shelf.keys.current]
    return shelf.connection.execute(
        "SELECT lead_id, revision, record, sealed_with, checksum, parked_detail FROM leads"  # noqa: S608
        f" WHERE sealed_with IN ({', '.join('?' * len(others))})"
        " AND parked_reason IS NOT 'unreadable' LIMIT ?",
        (*others, _RESEAL_BATCH),
    ).fetchall()


def _reseal_row(shelf: Shelf, row: tuple[Any, ...]) -> None:
    lead_id, revision, record, sealed_with, checksum, detail = row
    try:
        plain = Stored(record, sealed_with, checksum).open(shelf.keys, lead_id, revision)
        told = None if detail is None else shelf.keys.open(sealed_with, detail, detail_context(lead_id))
    except (RecordError, SealError) as error:
        log.error("a lead in the outbox cannot be read; it is parked", lead=lead_id, why=str(error))  # noqa: TRY400
        shelf.connection.execute(
            "UPDATE leads SET parked_reason = ?, parked_detail = NULL WHERE lead_id = ?",
            (ParkReason.UNREADABLE, lead_id),
        )
        return
    stored = Stored.seal(plain, shelf.keys, lead_id, revision)
    sealed_detail = None if told is None else shelf.keys.seal(told, detail_context(lead_id))
    shelf.connection.execute(
        "UPDATE leads SET record = ?, sealed_with = ?, checksum = ?, parked_detail = ? WHERE lead_id = ?",
        (stored.record, stored.sealed_with, stored.checksum, sealed_detail, lead_id),
    )


def _state(told: dict[str, Any], sent: Sent | None) -> LeadState:
    if told["parked_reason"] is not None:
        return LeadState.PARKED
    if told["receipted_revision"] >= told["revision"]:
        return LeadState.RECEIPTED
    if sent is None or sent.revision < told["revision"]:
        return LeadState.PENDING
    return sent.state


_DESCRIBE = """
SELECT lead_id, sequence, revision, receipted_revision, final, stored_at, parked_reason, sealed_with,
       length(record) AS bytes
FROM leads ORDER BY sequence
"""

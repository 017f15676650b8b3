"""Removes a person, or leads, from the collector's database, and has the boxes do the same."""

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from pydantic import ValidationError

from agent.contract.command import Command
from agent.contract.erasure import Subject
from agent.contract.lead import Lead
from collector.database import transaction, translated
from collector.store import Store

COMMAND_LIFE = timedelta(days=30)
_AGAIN_AFTER = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did here.

    Attributes:
        leads: Leads that are gone.
        refused: Messages that had not been taken in and are gone.
        commands: Ids of the commands that were issued to boxes, by box.
    """

    leads: tuple[UUID, ...]
    refused: int
    commands: dict[str, UUID]


def erase(store: Store, subject: Subject, *, devices: frozenset[str] = frozenset()) -> Erased:
    """Remove every trace of a person, or of leads, and issue `erase` to every box that has sent leads.

    A lead that is erased does not come back: a box that sends it again is told that it was taken in.

    Args:
        store: The database, open for writing; another collector may use it meanwhile.
        subject: Whom it is about.
        devices: Boxes beyond those that have sent leads.

    Raises:
        StoreError: If the database cannot be written; nothing has changed then.
    """
    connection = store.database.conn
    with translated(), transaction(connection):
        found = [UUID(row[0]) for row in _leads(connection) if _concerns(subject, row)]
        gone = [*found, *(lead_id for lead_id in subject.leads if lead_id not in found)]
        refused = [row[0] for row in _refused(connection) if _may_concern(subject, gone, row[1])]
        boxes = devices | {row[0] for row in connection.execute("SELECT DISTINCT device FROM leads")}
        now = _now()
        for lead_id in gone:
            connection.execute("DELETE FROM leads WHERE id = ?", [str(lead_id)])
            connection.execute(
                "INSERT OR IGNORE INTO erased (id, erased_at) VALUES (?, ?)", [str(lead_id), now]
            )
        connection.executemany("DELETE FROM refused WHERE digest = ?", [[digest] for digest in refused])
        arguments = subject.model_copy(update={"leads": tuple(gone)[:1000]})
        issued = {
            box: issue(store, box, "erase", json.loads(arguments.model_dump_json())) for box in sorted(boxes)
        }
    with translated():
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Erased(tuple(found), len(refused), issued)


def issue(store: Store, device: str, name: str, arguments: dict[str, Any]) -> UUID:
    """Put a command in line; the intake sends it until the box has answered or it has expired.

    Raises:
        StoreError: If the database cannot be written.
    """
    now = datetime.now(UTC)
    command = Command.model_validate(
        {
            "id": uuid4(),
            "name": name,
            "device": device,
            "issued_at": now,
            "expires_at": now + COMMAND_LIFE,
            "arguments": arguments,
        }
    )
    connection = store.database.conn
    with translated(), transaction(connection):
        connection.execute(
            "INSERT INTO commands (id, device, name, arguments, issued_at, expires_at)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            [
                str(command.id),
                device,
                name,
                json.dumps(arguments),
                command.issued_at.isoformat(),
                command.expires_at.isoformat(),
            ],
        )
    return command.id


def commands_due(store: Store) -> list[Command]:
    """Return commands that were not sent, or were not answered for two minutes, and mark them as sent.

    Raises:
        StoreError: If the database cannot be used.
    """
    now = datetime.now(UTC)
    again = (now - _AGAIN_AFTER).isoformat()
    connection = store.database.conn
    with translated():
        due = "answered_at IS NULL AND expires_at > ? AND coalesce(sent_at, '') < ?"
        any_due = f"SELECT 1 FROM commands WHERE {due}"  # noqa: S608 -- our constant
        if connection.execute(any_due, [_now(), again]).fetchone() is None:
            return []
        with transaction(connection):
            rows = connection.execute(
                "SELECT id, name, device, issued_at, expires_at, arguments FROM commands"  # noqa: S608 -- ours
                f" WHERE {due} ORDER BY issued_at",
                [_now(), again],
            ).fetchall()
            connection.executemany(
                "UPDATE commands SET sent_at = ? WHERE id = ?", [[now.isoformat(), row[0]] for row in rows]
            )
    names = ("id", "name", "device", "issued_at", "expires_at")
    return [
        Command.model_validate(dict(zip(names, row, strict=False)) | {"arguments": json.loads(row[5])})
        for row in rows
    ]


def answered(
    store: Store, device: str, command_id: UUID, *, status: str, reason: str | None, result: str
) -> bool:
    """Note a box's answer; return whether this box had been asked.

    The arguments of an answered command may name a person and are dropped.

    Raises:
        StoreError: If the database cannot be written.
    """
    connection = store.database.conn
    with translated(), transaction(connection):
        changed = connection.execute(
            "UPDATE commands SET answered_at = ?, status = ?, reason = ?, result = ?,"
            " arguments = iif(? = 'done', '{}', arguments) WHERE id = ? AND device = ?",
            [_now(), status, reason, result, status, str(command_id), device],
        ).rowcount
    return changed > 0


def _leads(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    return connection.execute("SELECT id, record FROM leads").fetchall()


def _refused(connection: sqlite3.Connection) -> list[tuple[str, bytes]]:
    return connection.execute("SELECT digest, payload FROM refused").fetchall()


def _concerns(subject: Subject, row: tuple[str, str]) -> bool:
    try:
        return subject.covers(Lead.model_validate_json(row[1]))
    except ValidationError:
        return UUID(row[0]) in subject.leads


def _may_concern(subject: Subject, leads: list[UUID], payload: bytes) -> bool:
    """Search what nobody could parse as text; JSON may have written the same letters in two ways."""
    text = " ".join(payload.decode(errors="replace").casefold().split())
    keys = [key for key in (subject.email, subject.badge_id, subject.name) if key]
    forms = [form for key in keys for form in (key, json.dumps(key)[1:-1])]
    needles = [" ".join(form.casefold().split()) for form in forms] + [str(lead_id) for lead_id in leads]
    return any(needle in text for needle in needles)


def _now() -> str:
    return datetime.now(UTC).isoformat()

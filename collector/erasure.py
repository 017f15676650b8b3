"""Removes a person, or leads, from the collector's database, and has the boxes do the same."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from pydantic import ValidationError

from agent.contract.command import Command
from agent.contract.erasure import Subject
from agent.contract.lead import Lead
from collector.databases.database import Row
from collector.store import Store

COMMAND_LIFE = timedelta(days=30)
_AGAIN_AFTER = timedelta(minutes=2)

_LEADS = "SELECT id, record FROM leads"
_REFUSED = "SELECT digest, payload FROM refused"
_NOTE_ERASED = "INSERT INTO erased (id, erased_at) VALUES (:id, :now) ON CONFLICT DO NOTHING"
_ISSUE = (
    "INSERT INTO commands (id, device, name, arguments, issued_at, expires_at)"
    " VALUES (:id, :device, :name, :arguments, :issued_at, :expires_at)"
)
_DUE = "answered_at IS NULL AND expires_at > :now AND coalesce(sent_at, '') < :again"
_SEND = (
    f"UPDATE commands SET sent_at = :now WHERE {_DUE}"  # noqa: S608 -- our constant
    " RETURNING id, name, device, issued_at, expires_at, arguments"
)
_ANSWER = (
    "UPDATE commands SET answered_at = :now, status = :status, reason = :reason, result = :result,"
    " arguments = CASE WHEN :status = 'done' THEN '{}' ELSE arguments END WHERE id = :id AND device = :device"
)


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
    database = store.database
    with database.transaction(alone=True):
        found = [UUID(row["id"]) for row in database.query(_LEADS) if _concerns(subject, row)]
        gone = [*found, *(lead_id for lead_id in subject.leads if lead_id not in found)]
        refused = [
            row["digest"] for row in database.query(_REFUSED) if _may_concern(subject, gone, row["payload"])
        ]
        boxes = devices | {row["device"] for row in database.query("SELECT DISTINCT device FROM leads")}
        now = _now()
        for lead_id in gone:
            database.change("DELETE FROM leads WHERE id = :id", {"id": str(lead_id)})
            database.change(_NOTE_ERASED, {"id": str(lead_id), "now": now})
        for digest in refused:
            database.change("DELETE FROM refused WHERE digest = :digest", {"digest": digest})
        arguments = subject.model_copy(update={"leads": tuple(gone)[:1000]})
        issued = {
            box: issue(store, box, "erase", json.loads(arguments.model_dump_json())) for box in sorted(boxes)
        }
    database.scrub()
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
    store.database.change(
        _ISSUE,
        {
            "id": str(command.id),
            "device": device,
            "name": name,
            "arguments": json.dumps(arguments),
            "issued_at": command.issued_at.isoformat(),
            "expires_at": command.expires_at.isoformat(),
        },
    )
    return command.id


def commands_due(store: Store) -> list[Command]:
    """Return commands that were not sent, or were not answered for two minutes, and mark them as sent.

    Raises:
        StoreError: If the database cannot be used.
    """
    now = datetime.now(UTC)
    times = {"now": now.isoformat(), "again": (now - _AGAIN_AFTER).isoformat()}
    if not store.database.query(f"SELECT 1 FROM commands WHERE {_DUE} LIMIT 1", times):  # noqa: S608 -- ours
        return []
    with store.database.transaction():
        rows = store.database.query(_SEND, times)
    rows.sort(key=lambda row: str(row["issued_at"]))
    return [Command.model_validate(row | {"arguments": json.loads(row["arguments"])}) for row in rows]


def answered(
    store: Store, device: str, command_id: UUID, *, status: str, reason: str | None, result: str
) -> bool:
    """Note a box's answer; return whether this box had been asked.

    The arguments of an answered command may name a person and are dropped.

    Raises:
        StoreError: If the database cannot be written.
    """
    changed = store.database.change(
        _ANSWER,
        {
            "now": _now(),
            "status": status,
            "reason": reason,
            "result": result,
            "id": str(command_id),
            "device": device,
        },
    )
    return changed > 0


def _concerns(subject: Subject, row: Row) -> bool:
    try:
        return subject.covers(Lead.model_validate_json(row["record"]))
    except ValidationError:
        return UUID(row["id"]) in subject.leads


def _may_concern(subject: Subject, leads: list[UUID], payload: bytes) -> bool:
    """Search what nobody could parse as text; JSON may have written the same letters in two ways."""
    text = " ".join(payload.decode(errors="replace").casefold().split())
    keys = [key for key in (subject.email, subject.badge_id, subject.name) if key]
    forms = [form for key in keys for form in (key, json.dumps(key)[1:-1])]
    needles = [" ".join(form.casefold().split()) for form in forms] + [str(lead_id) for lead_id in leads]
    return any(needle in text for needle in needles)


def _now() -> str:
    return datetime.now(UTC).isoformat()

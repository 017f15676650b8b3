"""Leads as flat tables and as text for people."""

import csv
import json
from collections.abc import Iterable
from typing import IO, Any, get_args

from agent.contract.lead import Lead, SignalKind

_SHORTEST_ID = 13  # the time part of a UUIDv7

SIGNAL_KINDS: tuple[str, ...] = get_args(SignalKind)

CSV_COLUMNS = (
    "id",
    "revision",
    "final",
    "device",
    "scanner",
    "event_id",
    "event_name",
    "scanned_at",
    "updated_at",
    "received_at",
    "name",
    "given_name",
    "family_name",
    "title",
    "company",
    "email",
    "phone",
    "badge_format",
    "badge_id",
    "badge_raw",
    "consent_policy",
    "consent_status",
    "consent_time",
    "conversation_ended_at",
    "conversation_end_reason",
    "speech_s",
    *(f"{kind}_quotes" for kind in SIGNAL_KINDS),
    "unknown",
    "transcript",
)
"""Spreadsheets are built on these: columns are added at the end, never renamed or moved."""


def write_csv(rows: Iterable[dict[str, Any]], file: IO[str]) -> int:
    """Write one line per lead (RFC 4180, header first) and return how many."""
    writer = csv.writer(file)
    writer.writerow(CSV_COLUMNS)
    count = 0
    for row in rows:
        cells = _cells(row)
        writer.writerow([_harmless(cells[column]) for column in CSV_COLUMNS])
        count += 1
    return count


def write_json(rows: Iterable[dict[str, Any]], file: IO[str]) -> int:
    """Write a JSON array of whole records, one a line, and return how many."""
    count = 0
    for row in rows:
        file.write(("[\n" if count == 0 else ",\n") + row["record"])
        count += 1
    file.write("\n]\n" if count else "[]\n")
    return count


def printable(text: object) -> str:
    """Return `text` on one line and without control characters: a badge must not steer a terminal."""
    return "".join(char if char.isprintable() else " " for char in str(text)).strip()


def describe(row: dict[str, Any]) -> str:
    """Return the lead as text for a person."""
    lead = _lead(row)
    attendee, consent = lead.attendee, lead.consent
    ended = f"ended ({lead.conversation.end_reason or 'no reason told'})" if lead.final else "still open"
    facts = {
        "lead": f"{lead.id}, revision {lead.revision}, {'final' if lead.final else 'open'}",
        "name": attendee.name,
        "title": attendee.title,
        "company": attendee.company,
        "email": attendee.email,
        "phone": attendee.phone,
        "badge": lead.badge.id or lead.badge.raw or lead.badge.format,
        "consent": f"{consent.status} (policy: {consent.policy})",
        "event": lead.event.name or lead.event.id,
        "device": f"{lead.device}, scanner {lead.scanner}",
        "scanned": row["scanned_at"],
        "received": row["received_at"],
        "conversation": f"{ended}, {lead.conversation.speech_s:.0f} s of speech",
    }
    lines = [f"{name:<13} {printable(value)}" for name, value in facts.items() if value]
    if lead.signals:
        lines += ["", "signals"]
        lines += [
            f"  {signal.kind} ({signal.polarity}, {signal.side}, turn {signal.turn}, {signal.t0:.1f} s):"
            f' "{printable(signal.quote)}"'
            for signal in lead.signals
        ]
    if lead.unknown:
        lines += ["", f"unknown       {', '.join(lead.unknown)}"]
    if lead.conversation.turns:
        lines += ["", "transcript"]
        lines += [
            f"  {turn.start_s:7.1f} s  {turn.side + ':':<8} {printable(turn.text)}"
            for turn in lead.conversation.turns
        ]
    return "\n".join(lines)


def _lead(row: dict[str, Any]) -> Lead:
    return Lead.model_validate(json.loads(row["record"]))


def _cells(row: dict[str, Any]) -> dict[str, object]:
    lead = _lead(row)
    quotes: dict[str, object] = {
        f"{kind}_quotes": " | ".join(signal.quote for signal in lead.signals if signal.kind == kind)
        for kind in SIGNAL_KINDS
    }
    return quotes | {
        "id": row["id"],
        "revision": lead.revision,
        "final": "yes" if lead.final else "no",
        "device": lead.device,
        "scanner": lead.scanner,
        "event_id": lead.event.id,
        "event_name": lead.event.name,
        "scanned_at": row["scanned_at"],
        "updated_at": row["updated_at"],
        "received_at": row["received_at"],
        "name": lead.attendee.name,
        "given_name": lead.attendee.given_name,
        "family_name": lead.attendee.family_name,
        "title": lead.attendee.title,
        "company": lead.attendee.company,
        "email": lead.attendee.email,
        "phone": lead.attendee.phone,
        "badge_format": lead.badge.format,
        "badge_id": lead.badge.id,
        "badge_raw": lead.badge.raw,
        "consent_policy": lead.consent.policy,
        "consent_status": lead.consent.status,
        "consent_time": lead.consent.time.isoformat() if lead.consent.time else None,
        "conversation_ended_at": lead.conversation.ended_at.isoformat()
        if lead.conversation.ended_at
        else None,
        "conversation_end_reason": lead.conversation.end_reason,
        "speech_s": lead.conversation.speech_s,
        "unknown": " | ".join(lead.unknown),
        "transcript": "\n".join(f"{turn.side}: {turn.text}" for turn in lead.conversation.turns),
    }


def _harmless(cell: object) -> str:
    """Return the cell as text that a spreadsheet does not run as a formula (OWASP, "CSV Injection")."""
    text = "" if cell is None else str(cell).replace("\0", "")
    if text.lstrip()[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r", "\n"}:
        return "'" + text
    return text


def table(rows: list[dict[str, Any]], ids: set[str]) -> str:
    """Return an overview of leads in columns; ids as short as tells them apart from all `ids`."""
    length = _SHORTEST_ID
    while len({id_[:length] for id_ in ids}) < len(ids):
        length += 1
    lines = [("ID", "REV", "STATE", "SCANNED (UTC)", "NAME", "COMPANY")]
    lines += [
        (
            row["id"][:length],
            str(row["revision"]),
            "final" if row["final"] else "open",
            row["scanned_at"][:19].replace("T", " "),
            printable(row["attendee_name"] or "-"),
            printable(row["attendee_company"] or "-"),
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )

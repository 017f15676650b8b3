"""Leads that look real."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from uuid6 import uuid7

from agent.contract.envelope import LeadMessage, encode
from agent.contract.lead import (
    Attendee,
    Badge,
    Capture,
    Consent,
    Conversation,
    EventReference,
    Lead,
    Signal,
    Turn,
)

DEVICE = "booth-7"
SCANNED_AT = datetime(2026, 3, 4, 10, 15, tzinfo=UTC)
SECRETS = ("Ada Lovelace", "Analytical", "ada@example.com", "difference engine", "punched cards")
"""What must never be in a log or in a reason."""


def lead(lead_id: UUID | None = None, *, revision: int = 1, **changes: Any) -> Lead:
    fields: dict[str, Any] = {
        "id": lead_id or UUID(str(uuid7())),
        "revision": revision,
        "final": False,
        "device": DEVICE,
        "event": EventReference(id="expo-2026", name="Expo 2026"),
        "scanned_at": SCANNED_AT,
        "updated_at": SCANNED_AT + timedelta(seconds=revision),
        "capture": Capture(
            boot_id=UUID("6f1c3a52-7f0e-4b8e-9d2c-0a1b2c3d4e5f"),
            sequence=1,
            monotonic_s=12.5,
            clock_synchronised=True,
        ),
        "scanner": "front",
        "badge": Badge(format="vcard"),
        "attendee": Attendee(
            name="Ada Lovelace",
            company="Analytical Engines",
            email="ada@example.com",
            phone="+44 20 7946 0000",
        ),
        "consent": Consent(policy="scan", status="given", time=SCANNED_AT),
        "conversation": Conversation(
            started_at=SCANNED_AT,
            turns=(
                Turn(
                    number=1, side="visitor", start_s=1.0, end_s=3.0, text="We run a difference engine today."
                ),
                Turn(number=2, side="rep", start_s=3.5, end_s=5.0, text="With punched cards?"),
            ),
            speech_s=3.5,
        ),
        "signals": (
            Signal(
                kind="current_solution",
                value={"name": "difference engine"},
                polarity="present",
                quote="difference engine",
                turn=1,
                t0=1.5,
                t1=2.2,
                side="visitor",
                rule="current_solution.run",
                confidence=0.9,
            ),
        ),
        "unknown": ("budget",),
    }
    return Lead(**(fields | changes))


def message(of: Lead) -> bytes:
    return encode(
        LeadMessage(
            id=f"{of.id}/{of.revision}",
            source=f"booth/v1/{of.device}",
            time=of.updated_at,
            subject=str(of.id),
            data=of,
        )
    )

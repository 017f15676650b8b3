"""Leads and packs for the tests of people, accounts and owners."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

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
from agent.event_pack.load import LoadedPack, load_pack
from agent.visit.people.attendee_list import AttendeeList, build
from tests.event_pack.packs import write_pack

NOON = datetime(2027, 5, 3, 12, tzinfo=UTC)
SETTINGS_EVENT = EventReference(id="unassigned")


def lead(
    attendee: Attendee | None = None,
    *,
    badge_id: str | None = None,
    words: bool = False,
    products: tuple[str, ...] = (),
    revision: int = 1,
    lead_id: UUID | None = None,
    shared_with: tuple[UUID, ...] = (),
) -> Lead:
    turn = Turn(number=1, side="visitor", start_s=0, end_s=1, text="We want it.")
    return Lead(
        id=lead_id or uuid4(),
        revision=revision,
        final=False,
        device="booth-7",
        event=SETTINGS_EVENT,
        scanned_at=NOON,
        updated_at=NOON,
        capture=Capture(boot_id=UUID(int=1), sequence=1, monotonic_s=0, clock_synchronised=True),
        scanner="front",
        badge=Badge(format="id", id=badge_id),
        attendee=attendee or Attendee(),
        consent=Consent(policy="scan", status="given"),
        conversation=Conversation(started_at=NOON, turns=(turn,) if words else (), shared_with=shared_with),
        signals=tuple(
            Signal(
                kind="product",
                value={"name": product},
                polarity="present",
                quote="it",
                turn=1,
                t0=0,
                t1=1,
                side="visitor",
                rule="test",
                confidence=1,
            )
            for product in products
        ),
    )


def pack(directory: Path, **files: str) -> LoadedPack:
    return load_pack(write_pack(directory, **files))


def people(directory: Path, text: str) -> AttendeeList:
    source = directory / "list.csv"
    source.write_text(text, encoding="utf-8")
    build(source, directory / "list.db")
    found = AttendeeList.open(directory / "list.db")
    assert found is not None
    return found

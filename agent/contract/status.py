"""What a box tells about itself."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from agent.contract.lead import ContractModel, EventReference, Seconds


class State(ContractModel):
    """Retained: is the box connected? `offline` is the broker's last will."""

    status: Literal["online", "offline"]
    boot_id: UUID
    """Tells an `offline` of an earlier boot from one that counts."""


class Info(ContractModel):
    """Retained: what the box is, published at every connection."""

    version: str
    """Version of Boothscribe."""
    contract: Literal["v1"] = "v1"
    boot_id: UUID
    event: EventReference
    model: str
    """Speech model in use."""


class StationHealth(ContractModel):
    """One part of the box."""

    status: Literal["ok", "degraded", "failed"]
    detail: str | None = None
    """What is wrong and what to do; null when ok."""


class Health(ContractModel):
    """Published every `uplink.health_interval_s` seconds."""

    boot_id: UUID
    time: AwareDatetime
    uptime_s: Seconds
    stations: dict[str, StationHealth]
    outbox_leads: int = Field(ge=0)
    """Leads with a revision that no collector has acknowledged."""
    outbox_oldest_s: Seconds
    """Age of the oldest of them; 0 when there is none."""

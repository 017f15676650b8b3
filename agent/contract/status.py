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
    sealed_at_rest: bool | None = None
    """Whether leads on the box's disk are encrypted; null: the box does not say."""
    sealed_end_to_end: bool | None = None
    """Whether leads are sealed to the collector, so that the broker cannot read them."""


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
    monotonic_s: Seconds | None = None
    """Monotonic clock of the box at `time`; with `boot_id` it gives every scan of this boot its wall time."""
    clock_synchronised: bool | None = None
    """Whether `time` is to be trusted; null: the box does not say."""
    outbox_leads: int = Field(ge=0)
    """Leads with a revision that no collector has acknowledged."""
    outbox_oldest_s: Seconds
    """Age of the oldest of them; 0 when there is none."""
    outbox_parked: int | None = Field(default=None, ge=0)
    """Leads that are not sent until a person, or a command, says so."""

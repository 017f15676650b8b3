"""The collector's acknowledgement of lead revisions."""

from typing import Literal
from uuid import UUID

from pydantic import AwareDatetime, Field

from agent.contract.lead import ContractModel, Revision


class Acknowledgement(ContractModel):
    """The collector's verdict on one revision of one lead."""

    id: UUID
    """The lead's id."""
    revision: Revision
    status: Literal["accepted", "rejected"]
    """`accepted`: stored durably, the box may delete the revision and every older one."""
    reason: str | None = None
    """Why it was rejected, for the person who has to mend it; null when accepted."""


class Receipt(ContractModel):
    """A batch of acknowledgements from one collector to one box."""

    collector: str
    """Name of the collector that stored the leads."""
    time: AwareDatetime
    """When it stored them (UTC)."""
    acknowledgements: tuple[Acknowledgement, ...] = Field(min_length=1, max_length=1000)

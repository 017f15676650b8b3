"""What a collector may ask of a box, and what the box answers."""

from datetime import timedelta
from typing import Annotated, Any, Literal, Self
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from agent.contract.lead import ContractModel, Device

LONGEST_COMMAND_LIFE = timedelta(days=30)
"""A box must remember a command's id until it expires, so no command lives longer."""

CommandName = Literal["erase", "mute", "unmute", "send-diagnostics", "reload-event-pack", "retry-parked"]
Correlation = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class Command(ContractModel):
    """One thing for one box to do."""

    id: UUID
    """Unique for ever: a box obeys an id once, however often it comes."""
    name: CommandName
    """The last level of the topic says the same."""
    device: Device
    """The box that is meant; a command for another one is refused."""
    issued_at: AwareDatetime
    expires_at: AwareDatetime
    """After this time it is answered but not obeyed; at most 30 days after `issued_at`."""
    correlation: Correlation | None = None
    """Comes back in the reply unchanged."""
    arguments: dict[str, Any] = Field(default_factory=dict)
    """`erase`: a subject (`leads`, `email`, `badge_id`, `name`). `retry-parked`: `leads`, or none for all."""

    @model_validator(mode="after")
    def _lives_for_a_while(self) -> Self:
        if not timedelta(0) < self.expires_at - self.issued_at <= LONGEST_COMMAND_LIFE:
            raise ValueError("expires_at must be after issued_at, by 30 days at most")
        return self


class Reply(ContractModel):
    """What became of a command."""

    command: UUID | None
    """The command's id; null where it could not be read."""
    name: str
    """Last level of the topic that the command came on."""
    correlation: Correlation | None = None
    status: Literal["done", "refused", "failed"]
    """`refused`: not obeyed, and the same command never will be. `failed`: begun; nothing is promised."""
    reason: str | None = None
    """Why, for a person; null when done. Holds no value from the command."""
    repeated: bool = False
    """The command came before and was answered then; nothing was done this time."""
    time: AwareDatetime
    result: dict[str, str | int | float | bool | None] = Field(default_factory=dict)
    """Counts and states, no personal data."""


class Signature(ContractModel):
    """Ed25519 (RFC 8032) over `purpose`, a zero byte and the payload's bytes."""

    key: str
    """First 16 hexadecimal digits of the SHA-256 of the raw public key."""
    payload: str
    """Base64 of the JSON that was signed: the data of the unsigned form."""
    signature: str
    """Base64 of the 64 bytes."""

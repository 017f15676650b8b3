"""CloudEvents 1.0 in structured JSON mode: the envelope of every message in either direction."""

from typing import Any, Generic, Literal, TypeVar

from pydantic import AwareDatetime, ConfigDict, Field

from agent.contract.command import Command, Reply, Signature
from agent.contract.lead import ContractModel, Lead
from agent.contract.receipt import Receipt
from agent.contract.status import Health, Info, State

CONTENT_TYPE = "application/cloudevents+json"
"""The MQTT 5 content type of every message (CloudEvents MQTT binding, section 3.2)."""

SEALED_LEAD_TYPE = "application/vnd.boothscribe.lead+sealed"
"""`datacontenttype` of a lead that only the collector can read; docs/delivery.md has the construction."""

Data = TypeVar("Data", bound=ContractModel)


def _require_constants(schema: dict[str, Any]) -> None:
    """Every message carries these, so a reader may rely on them, although writers here need not name them."""
    schema["required"] = ["specversion", "type", *schema["required"]]


class Envelope(ContractModel, Generic[Data]):
    """CloudEvents 1.0 context attributes around the data.

    Two messages with the same `source` and `id` are the same message (CloudEvents 1.0, section 3.1.1).
    """

    model_config = ConfigDict(json_schema_extra=_require_constants)

    specversion: Literal["1.0"] = "1.0"
    id: str = Field(min_length=1)
    """Unique within `source`."""
    source: str = Field(min_length=1)
    """`booth/v1/{device}` for a box, `collector/{name}` for a collector."""
    type: str
    time: AwareDatetime
    subject: str | None = None
    """The lead's id, where the message is about one lead."""
    datacontenttype: Literal["application/json"] = "application/json"
    data: Data


class LeadMessage(Envelope[Lead]):
    """A lead revision on its way from a box to the collector; `id` is `{lead id}/{revision}`."""

    type: Literal["boothscribe.lead.v1"] = "boothscribe.lead.v1"


class SealedLeadMessage(ContractModel):
    """A lead revision sealed to the collector's public key; comes on the topic of leads instead of them.

    What a broker sees: the box, the lead's id and revision, the time of the revision, and the size.
    """

    model_config = ConfigDict(json_schema_extra=_require_constants)

    specversion: Literal["1.0"] = "1.0"
    id: str = Field(min_length=1)
    """`{lead id}/{revision}`."""
    source: str = Field(min_length=1)
    type: Literal["boothscribe.lead.v1"] = "boothscribe.lead.v1"
    time: AwareDatetime
    subject: str
    """The lead's id."""
    datacontenttype: Literal["application/vnd.boothscribe.lead+sealed"] = (
        "application/vnd.boothscribe.lead+sealed"
    )
    sealedto: str
    """First 16 hexadecimal digits of the SHA-256 of the collector's raw public key."""
    data_base64: str
    """HPKE (RFC 9180), base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM: encapsulated key and
    ciphertext of the lead as JSON."""


class ReceiptMessage(Envelope[Receipt]):
    """Acknowledgements on their way from the collector to a box."""

    type: Literal["boothscribe.receipt.v1"] = "boothscribe.receipt.v1"


class SignedReceiptMessage(Envelope[Signature]):
    """The same, signed; the payload is the data of a receipt message."""

    type: Literal["boothscribe.receipt.signed.v1"] = "boothscribe.receipt.signed.v1"


class CommandMessage(Envelope[Command]):
    """Something for a box to do; boxes obey it only where their settings allow unsigned commands."""

    type: Literal["boothscribe.command.v1"] = "boothscribe.command.v1"


class SignedCommandMessage(Envelope[Signature]):
    """A command signed by somebody whose public key is in the box's settings."""

    type: Literal["boothscribe.command.signed.v1"] = "boothscribe.command.signed.v1"


class ReplyMessage(Envelope[Reply]):
    """What became of a command, from the box to the collector."""

    type: Literal["boothscribe.reply.v1"] = "boothscribe.reply.v1"


class StateMessage(Envelope[State]):
    """Retained birth and last will."""

    type: Literal["boothscribe.state.v1"] = "boothscribe.state.v1"


class InfoMessage(Envelope[Info]):
    """Retained description of the box."""

    type: Literal["boothscribe.info.v1"] = "boothscribe.info.v1"


class HealthMessage(Envelope[Health]):
    """The box's condition, now and then."""

    type: Literal["boothscribe.health.v1"] = "boothscribe.health.v1"


Message = (
    LeadMessage
    | SealedLeadMessage
    | ReceiptMessage
    | SignedReceiptMessage
    | CommandMessage
    | SignedCommandMessage
    | ReplyMessage
    | StateMessage
    | InfoMessage
    | HealthMessage
)


def encode(message: Envelope[Any] | SealedLeadMessage) -> bytes:
    """Return the message as UTF-8 JSON, ready to publish."""
    return message.model_dump_json().encode()

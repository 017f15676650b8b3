"""From bytes on a topic to a lead, or to the reason why not. Knows neither MQTT nor SQLite."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from pydantic import ValidationError
from pydantic_core import from_json

from agent.contract.envelope import SEALED_LEAD_TYPE, LeadMessage, SealedLeadMessage
from agent.contract.lead import LARGEST_REVISION, Lead
from agent.contract.topics import MAXIMUM_MESSAGE_BYTES, device_of
from collector.keys import Opener, OpeningError

_MOST_ERRORS_TOLD = 5


@dataclass(frozen=True, slots=True)
class Incoming:
    """A lead that may be stored."""

    device: str
    lead: Lead
    record: str
    """The lead as canonical JSON, with the fields that this version of the contract does not know."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A message that cannot be taken in.

    The reason names places and kinds of faults, never a value: it goes to logs and back to the box.
    """

    reason: str
    device: str | None = None
    """Whom to tell; None when the topic does not say."""
    id: UUID | None = None
    revision: int | None = None
    """Together with `id` what a receipt needs; both are None when either cannot be read."""


def read(topic: str, payload: bytes, opener: Opener | None = None) -> Incoming | Refusal:
    """Return the lead in `payload`, or why there is none. Raises nothing, whatever the bytes are.

    Args:
        topic: Where it came.
        payload: The message.
        opener: What opens sealed leads.
    """
    try:
        device = device_of(topic)
    except ValueError:
        return Refusal("topic: not a lead topic of a device with a valid name")
    if len(payload) > MAXIMUM_MESSAGE_BYTES:
        return Refusal(f"payload: larger than {MAXIMUM_MESSAGE_BYTES} bytes", device)
    try:
        message = from_json(payload, allow_inf_nan=False)
    except ValueError:
        return Refusal("payload: not JSON (RFC 8259), or nested too deeply", device)
    if isinstance(message, dict) and message.get("datacontenttype") == SEALED_LEAD_TYPE:
        return _read_sealed(message, payload, device, opener or Opener())
    return _read_plain(message, payload, device)


def _read_plain(message: Any, payload: bytes, device: str) -> Incoming | Refusal:
    lead_id, revision = _identify(message)
    try:
        lead = LeadMessage.model_validate_json(payload, strict=True).data
    except ValidationError as error:
        return Refusal(_describe(error), device, lead_id, revision)
    record = _canonical(message["data"])
    fault = _fault_beyond_the_schema(lead, device) or ("" if record else "data: a number is out of range")
    if fault:
        return Refusal(fault, device, lead_id, revision)
    return Incoming(device=device, lead=lead, record=record)


def _read_sealed(message: dict[str, Any], payload: bytes, device: str, opener: Opener) -> Incoming | Refusal:
    lead_id, revision = _identify_sealed(message)
    try:
        sealed = SealedLeadMessage.model_validate_json(payload)
        plain = opener.open(sealed)
        data = from_json(plain, allow_inf_nan=False)
        lead = Lead.model_validate_json(plain, strict=True)
    except ValidationError as error:
        return Refusal(_describe(error), device, lead_id, revision)
    except (OpeningError, ValueError) as error:
        reason = str(error) if isinstance(error, OpeningError) else "data: not JSON once opened"
        return Refusal(reason, device, lead_id, revision)
    fault = _fault_beyond_the_schema(lead, device)
    if (lead.id, lead.revision) != (lead_id, revision):
        fault = "id: not the lead and revision that were sealed"
    record = _canonical(data)
    if fault or not record:
        return Refusal(fault or "data: a number is out of range", device, lead_id, revision)
    return Incoming(device=device, lead=lead, record=record)


def utc(time: datetime) -> datetime:
    """Return `time` in UTC; a time without a zone is taken to be UTC, as the contract says.

    Raises:
        OverflowError: If the time leaves the calendar on its way to UTC.
    """
    return time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)


def _identify(message: Any) -> tuple[UUID, int] | tuple[None, None]:
    data = message.get("data") if isinstance(message, dict) else None
    if not isinstance(data, dict):
        return None, None
    text, revision = data.get("id"), data.get("revision")
    if not isinstance(text, str) or type(revision) is not int:
        return None, None
    if not 1 <= revision <= LARGEST_REVISION:
        return None, None
    try:
        return UUID(text), revision
    except ValueError:
        return None, None


def _identify_sealed(message: dict[str, Any]) -> tuple[UUID, int] | tuple[None, None]:
    text, _, revision = str(message.get("id", "")).partition("/")
    if not (revision.isascii() and revision.isdigit() and len(revision) <= len(str(LARGEST_REVISION))):
        return None, None
    return _identify({"data": {"id": text, "revision": int(revision)}})


def _canonical(data: Any) -> str:
    """Return `data` as JSON with sorted keys; empty if a number, such as 1e999, has no JSON form."""
    try:
        return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)
    except ValueError:
        return ""


def _fault_beyond_the_schema(lead: Lead, device: str) -> str:
    if lead.device != device:
        return "data.device: not the device of the topic"
    for name, time in (("scanned_at", lead.scanned_at), ("updated_at", lead.updated_at)):
        try:
            utc(time)
        except OverflowError:
            return f"data.{name}: out of range"
    return ""


def _field_names(schema: dict[str, Any]) -> frozenset[str]:
    models = [schema, *schema.get("$defs", {}).values()]
    return frozenset(name for model in models for name in model.get("properties", {}))


_FIELDS = _field_names(LeadMessage.model_json_schema())


def _describe(error: ValidationError) -> str:
    """Tell where and what is wrong without a value; a key that is not a field's name is a value too."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    told = [
        ".".join(str(part) if isinstance(part, int) or part in _FIELDS else "*" for part in fault["loc"])
        + f": {fault['type']}"
        for fault in faults[:_MOST_ERRORS_TOLD]
    ]
    more = len(faults) - len(told)
    return "; ".join(told) + (f"; and {more} more" if more else "")

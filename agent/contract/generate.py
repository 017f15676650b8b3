"""Writes the contract down for subscribers in any language: JSON Schema and AsyncAPI 3."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from agent.contract.envelope import (
    CONTENT_TYPE,
    CommandMessage,
    Envelope,
    HealthMessage,
    InfoMessage,
    LeadMessage,
    ReceiptMessage,
    ReplyMessage,
    SealedLeadMessage,
    SignedCommandMessage,
    SignedReceiptMessage,
    StateMessage,
)
from agent.contract.topics import DEVICE_PATTERN, Topics

MESSAGES: dict[str, type[Envelope[Any]]] = {
    "lead": LeadMessage,
    "receipt": ReceiptMessage,
    "command": CommandMessage,
    "reply": ReplyMessage,
    "state": StateMessage,
    "info": InfoMessage,
    "health": HealthMessage,
}
SECOND_FORMS: dict[str, tuple[str, type[BaseModel]]] = {
    "lead": ("sealed-lead", SealedLeadMessage),
    "receipt": ("signed-receipt", SignedReceiptMessage),
    "command": ("signed-command", SignedCommandMessage),
}
"""What may come on the same topic instead, sealed or signed: by message, its name and its model."""

_FROM_COLLECTOR = {"receipt", "command"}
_RETAINED = {"state", "info"}
_PLACEHOLDER = "DEVICE"


def json_schemas() -> dict[str, dict[str, Any]]:
    """Return one self-contained JSON Schema (2020-12) per message, by message name.

    They say what a reader may rely on: fields with a default may be missing, unknown ones may appear.
    """
    return {
        name: {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:boothscribe:schema:{name}:v1",
            **message.model_json_schema(),
        }
        for name, message in _all_forms().items()
    }


def asyncapi() -> dict[str, Any]:
    """Return the AsyncAPI 3 description, from the box's point of view."""
    _, definitions = models_json_schema(
        [(message, "validation") for message in _all_forms().values()],
        ref_template="#/components/schemas/{model}",
    )
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Boothscribe lead topics",
            "version": "1.0.0",
            "description": (
                "What a box publishes and what it listens to. Every payload is a CloudEvents 1.0 event in"
                " structured JSON mode. A consumer may see a revision twice and out of order: keep the"
                " highest `revision` per lead `id`, acknowledge every one you have stored. A box keeps a"
                " lead until its newest, final revision is acknowledged, and sends again until then."
            ),
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": CONTENT_TYPE,
        "servers": {
            "broker": {
                "host": "broker.example.com:8883",
                "protocol": "secure-mqtt",
                "protocolVersion": "5",
                "description": "Any MQTT 5 broker; the box is told which in uplink.broker.",
            }
        },
        "channels": {name: _channel(name, message) for name, message in MESSAGES.items()},
        "operations": {_operation_name(name): _operation(name) for name in MESSAGES},
        "components": {
            "schemas": definitions["$defs"],
            "messages": {
                name: {
                    "name": message.__name__,
                    "title": message.__name__,
                    "summary": " ".join((message.__doc__ or "").split()),
                    "contentType": CONTENT_TYPE,
                    "payload": {"$ref": f"#/components/schemas/{message.__name__}"},
                }
                for name, message in _all_forms().items()
            },
        },
    }


def _all_forms() -> dict[str, type[BaseModel]]:
    return {**MESSAGES, **dict(SECOND_FORMS.values())}


def _forms_of(name: str) -> list[str]:
    return [name, SECOND_FORMS[name][0]] if name in SECOND_FORMS else [name]


def _channel(name: str, message: type[Envelope[Any]]) -> dict[str, Any]:
    topic: str = getattr(Topics(_PLACEHOLDER), name)
    parameters = {"device": {"description": f"The box's name; matches {DEVICE_PATTERN}"}}
    if topic.endswith("/+"):
        parameters["name"] = {"description": "What the message says, too"}
    return {
        "address": topic.replace(_PLACEHOLDER, "{device}").replace("/+", "/{name}"),
        "description": " ".join((message.__doc__ or "").split()),
        "messages": {form: {"$ref": f"#/components/messages/{form}"} for form in _forms_of(name)},
        "parameters": parameters,
    }


def _operation_name(name: str) -> str:
    verb = "receive" if name in _FROM_COLLECTOR else "publish"
    return verb + name.capitalize()


def _operation(name: str) -> dict[str, Any]:
    return {
        "action": "receive" if name in _FROM_COLLECTOR else "send",
        "channel": {"$ref": f"#/channels/{name}"},
        "messages": [{"$ref": f"#/channels/{name}/messages/{form}"} for form in _forms_of(name)],
        "bindings": {"mqtt": {"qos": 1, "retain": name in _RETAINED, "bindingVersion": "0.2.0"}},
    }

"""Describes event.toml for editors: JSON Schema of what a person writes there."""

import json
from typing import Any

from agent.event_pack.model import EventPack

_ELSEWHERE = ("reps", "accounts", "overlays")
"""In CSV files and in overlays/."""


def event_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of event.toml."""
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:boothscribe:schema:event-pack:v1",
        **EventPack.model_json_schema(),
    }
    parts = schema["$defs"]
    for name in _ELSEWHERE:
        del schema["properties"][name]
    del parts["Routing"]["properties"]["rules"]
    for department in ("marketing", "sales"):  # `boothscribe event sign` writes these
        del parts["Goals"]["properties"][department]
    for unused in ("Account", "Agreement", "Overlay", "Rep", "Route"):
        parts.pop(unused, None)
    schema["title"] = "event.toml of an event pack"
    return schema


def rendered() -> str:
    """Return the file's content."""
    return json.dumps(event_schema(), indent=2, ensure_ascii=False) + "\n"

"""Renders the settings for people: effective values, and the reference page."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args, get_origin

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from agent.settings.load import LoadedSettings, Origin
from agent.settings.model import Settings, state_directory
from agent.toml_lines import KeyPath

MASK = "********"


def render_effective(loaded: LoadedSettings) -> str:
    """Return all values as TOML, secrets masked, each one's origin in a comment."""
    return "\n".join(_section(loaded.settings, (), loaded.origins)) + "\n"


def _section(model: BaseModel, at: KeyPath, origins: Mapping[KeyPath, Origin]) -> Iterator[str]:
    tables: list[tuple[str, KeyPath, BaseModel]] = []
    for name in type(model).model_fields:
        value = getattr(model, name)
        path = (*at, name)
        if isinstance(value, BaseModel):
            tables.append((f"[{name}]", path, value))
        elif isinstance(value, tuple) and name == "scanners":
            tables += [(f"[[{name}]]", (*path, index), item) for index, item in enumerate(value)]
        else:
            shown = _toml(value)
            origin = origins.get(path)
            yield (f"{name} = {shown}" if shown else f"# {name} is not set") + (
                f"  # {origin}" if origin else ""
            )
    for header, path, table in tables:
        yield ""
        yield header
        yield from _section(table, path, origins)


def _toml(value: object) -> str | None:
    match value:
        case None:
            return None
        case SecretStr():
            return f'"{MASK}"'
        case bool():
            return str(value).lower()
        case int() | float():
            return repr(value)
        case tuple():
            return f"[{', '.join(_toml(item) or '' for item in value)}]"
        case _:
            # JSON's escapes are TOML's; TOML forbids one more character.
            return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")


def render_reference() -> str:
    """Return `docs/settings.md`."""
    lines = [
        "# Settings",
        "",
        "Generated from `agent/settings/model.py` by `scripts/generate`; a test fails when they differ.",
        "",
        "One TOML file, `/etc/boothscribe/boothscribe.toml`. Later sources win: this file, drop-ins in",
        "`/etc/boothscribe/boothscribe.d/*.toml` by name, environment variables",
        "(`BOOTHSCRIBE_UPLINK__BROKER` sets `broker` in `[uplink]`), systemd credentials",
        "(`boothscribe.uplink.password`). A `boothscribe.toml` on the boot partition becomes the main file",
        "at the next start ([provisioning](provisioning.md)). `boothscribe check` shows what counts and why.",
    ]
    for name, known in Settings.model_fields.items():
        models = list(_models(known.annotation))
        for model in models:
            # One section of several: its driver is in the title. Otherwise it is a setting like others.
            driver = _default_of_driver(model) if len(models) > 1 else None
            header = f"[[{name}]]" if name == "scanners" else f"[{name}]"
            title = f"`{header}`" + (f" with `driver = {driver}`" if driver else "")
            lines += ["", f"## {title}", "", " ".join((model.__doc__ or "").split()), ""]
            lines += ["| key | value | default | meaning |", "| --- | --- | --- | --- |"]
            lines += [
                _row(key, info) for key, info in model.model_fields.items() if key != "driver" or not driver
            ]
    return "\n".join(lines) + "\n"


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _default_of_driver(model: type[BaseModel]) -> str | None:
    known = model.model_fields.get("driver")
    return f'"{get_args(known.annotation)[0]}"' if known else None


def _row(key: str, info: FieldInfo) -> str:
    default = _shown_default(info)
    meaning = " ".join((info.description or "").split())
    return f"| `{key}` | {_type_name(info.annotation)} | {default} | {meaning} |"


def _shown_default(info: FieldInfo) -> str:
    if info.default_factory is not None:
        default: Any = info.get_default(call_default_factory=True, validated_data={})
        # Defaults that depend on the machine are described in the docstring or shown by rule.
        return "`$STATE_DIRECTORY/outbox.db`" if default == state_directory() / "outbox.db" else "see right"
    if info.default is PydanticUndefined:
        return "required"
    return f"`{_toml(info.default)}`" if info.default is not None else "none"


def _type_name(annotation: object) -> str:
    arguments = [argument for argument in get_args(annotation) if argument is not type(None)]
    if arguments and all(isinstance(argument, str | int) for argument in arguments):
        return ", ".join(f"`{_toml(argument)}`" for argument in arguments)
    if len(arguments) >= 1 and get_origin(annotation) is not None:
        return _type_name(arguments[0])
    names: dict[object, str] = {
        str: "text",
        Path: "path",
        int: "whole number",
        float: "number",
        bool: "true, false",
        SecretStr: "secret",
    }
    return names.get(annotation, "text")

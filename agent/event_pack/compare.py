"""What differs between two packs, setting by setting."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from agent.event_pack.model import EventPack

_KEYS = ("id", "name", "item", "ask", "title")
"""What tells two items of one list apart."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One setting that differs.

    Attributes:
        setting: Dotted name; items of lists by their id or name.
        before: Value in the first pack; None where it is not there.
        after: Value in the second pack; None where it is not there.
    """

    setting: str
    before: str | None
    after: str | None


def differences(before: EventPack, after: EventPack) -> list[Difference]:
    """Return what differs, in the order of the model; agreements are left to the signatures."""
    left = dict(_flat(_plain(before)))
    right = dict(_flat(_plain(after)))
    names = list(dict.fromkeys([*left, *right]))
    return [
        Difference(name, left.get(name), right.get(name))
        for name in names
        if left.get(name) != right.get(name)
    ]


def _plain(pack: EventPack) -> dict[str, Any]:
    return pack.model_dump(mode="json", exclude={"goals": {"marketing", "sales"}})


def _flat(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for key, inner in value.items():
                yield from _flat(inner, f"{at}.{key}" if at else str(key))
        case list():
            for number, item in enumerate(value, 1):
                if isinstance(item, dict):
                    yield from _flat(item, f"{at}[{_identity(item) or number}]")
                else:
                    yield f"{at}[{item}]", str(item)
        case None:
            return
        case _:
            yield at, str(value)


def _identity(item: dict[str, Any]) -> str | None:
    return next((str(item[key]) for key in _KEYS if item.get(key)), None)

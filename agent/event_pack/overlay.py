"""Regional overlays: values changed for a region or a booth, each with who, why and what it was before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.event_pack.problems import Findings, Place
from agent.event_pack.sources import Sources, paths_in, read_toml
from agent.toml_lines import KeyPath, line_of

_KEYS = ("id", "name", "item")
"""What tells two tables of one list apart."""
_IN_FRONT: KeyPath = ("routing", "rules")
"""The first rule that fits wins, so a region's rules go before those of everybody."""


@dataclass(frozen=True, slots=True)
class Change:
    """One value that an overlay changed or added.

    Attributes:
        overlay: Its id.
        setting: Dotted name of the value.
        before: As text; None where something was added.
        after: As text.
        why: The overlay's reason.
        by: Who wrote it.
        place: Where it is written.
    """

    overlay: str
    setting: str
    before: str | None
    after: str
    why: str
    by: str | None
    place: Place


@dataclass(frozen=True)
class OverlayFile:
    """An overlay as it lies in the pack."""

    path: Path
    head: dict[str, Any]
    values: dict[str, Any]
    lines: dict[KeyPath, int]

    @property
    def id(self) -> str:
        """Name to select it by."""
        return str(self.head.get("id") or self.path.stem)


def read_overlays(directory: Path, findings: Findings) -> list[OverlayFile]:
    """Read all overlays of a pack, in the order of their file names."""
    found: list[OverlayFile] = []
    for path in sorted((directory / "overlays").glob("*.toml")):
        tables = read_toml(path, findings)
        if tables is None:
            continue
        values, lines = tables
        head = values.pop("overlay", None)
        if not isinstance(head, dict):
            findings.error(Place(path), "needs a table [overlay] with `id` and `why`")
            continue
        at = Place(path, lines.get(("overlay",)))
        if not str(head.get("why") or "").strip():
            findings.error(at, "overlay.why: is required; say why this region differs")
        overlay = OverlayFile(path, {"id": path.stem, **head}, values, lines)
        if overlay.id in {other.id for other in found}:
            findings.error(at, f"overlay.id: another overlay is called `{overlay.id}` too")
        found.append(overlay)
    return found


def apply_overlay(sources: Sources, overlay: OverlayFile, findings: Findings) -> list[Change]:
    """Change the values in place and return what was changed.

    Scalars are replaced. Lists grow; a table whose id or name is there already changes that one. Rules of
    routing go in front.
    """
    applied = [*sources.items("overlays"), dict(overlay.head)]
    sources.values["overlays"] = applied
    for key in ("", *overlay.head):
        path: KeyPath = ("overlays", len(applied) - 1, *([key] if key else []))
        sources.places[path] = Place(
            overlay.path, line_of(("overlay", *([key] if key else [])), overlay.lines)
        )
    merge = _Merge(sources, overlay, findings)
    return list(merge.table(sources.values, overlay.values, (), ()))


class _Merge:
    def __init__(self, sources: Sources, overlay: OverlayFile, findings: Findings) -> None:
        self._sources = sources
        self._overlay = overlay
        self._findings = findings

    def table(
        self, into: dict[str, Any], new: dict[str, Any], at: KeyPath, written: KeyPath
    ) -> Iterator[Change]:
        """Merge one table; `written` is its path in the overlay's file."""
        for key, value in new.items():
            path, here = (*at, key), (*written, key)
            old = into.get(key)
            if isinstance(old, dict) and isinstance(value, dict):
                yield from self.table(old, value, path, here)
            elif isinstance(value, list) and (old is None or isinstance(old, list)):
                yield from self._list(into, key, value, path, here)
            elif isinstance(old, dict | list):
                wanted = "a table" if isinstance(old, dict) else "a list"
                self._findings.error(self._place(here), f"{_dotted(path)}: is {wanted} in the pack")
            elif old != value:
                into[key] = value
                self._locate(value, path, here)
                yield self._change(path, old, value, here)

    def _list(
        self, into: dict[str, Any], key: str, new: list[Any], at: KeyPath, written: KeyPath
    ) -> Iterator[Change]:
        into[key] = target = list(into.get(key) or [])
        added: list[tuple[Any, KeyPath]] = []
        for index, value in enumerate(new):
            here = (*written, index)
            known = _same_item(target, value)
            if known is None:
                added.append((value, here))
            elif isinstance(value, dict):
                yield from self.table(target[known], value, (*at, known), here)
        start = len(target)
        if at == _IN_FRONT:
            self._shift(at, start, by=len(added))
            start = 0
        target[start:start] = [value for value, _ in added]
        for index, (value, here) in enumerate(added, start):
            self._locate(value, (*at, index), here)
            yield self._change(at, None, value, here)

    def _shift(self, at: KeyPath, count: int, *, by: int) -> None:
        """Move the places of a list's items to where new ones in front push them."""
        for index in reversed(range(count)):
            prefix = (*at, index)
            for path in [path for path in self._sources.places if path[: len(prefix)] == prefix]:
                moved = (*at, index + by, *path[len(prefix) :])
                self._sources.places[moved] = self._sources.places.pop(path)

    def _locate(self, value: object, path: KeyPath, written: KeyPath) -> None:
        self._sources.places[path] = self._place(written)
        for inner in paths_in(value):
            self._sources.places[*path, *inner] = self._place((*written, *inner))

    def _place(self, written: KeyPath) -> Place:
        return Place(self._overlay.path, line_of(written, self._overlay.lines))

    def _change(self, path: KeyPath, before: object, after: object, written: KeyPath) -> Change:
        head = self._overlay.head
        return Change(
            overlay=self._overlay.id,
            setting=self._named(path),
            before=None if before is None else str(before),
            after=_shown(after),
            why=str(head.get("why") or ""),
            by=str(head["by"]) if head.get("by") else None,
            place=self._place(written),
        )

    def _named(self, path: KeyPath) -> str:
        """Write a path with the names of a list's items instead of their numbers."""
        parts: list[str] = []
        for position, part in enumerate(path):
            if isinstance(part, int):
                item = self._sources.get(*path[: position + 1])
                parts.append(f"[{_identity(item) or part}]")
            else:
                parts.append(f".{part}")
        return "".join(parts).lstrip(".")


def _same_item(items: Sequence[Any], value: object) -> int | None:
    if not isinstance(value, dict):
        return items.index(value) if value in items else None
    identity = _identity(value)
    return next(
        (
            index
            for index, item in enumerate(items)
            if isinstance(item, dict) and identity is not None and _identity(item) == identity
        ),
        None,
    )


def _identity(item: object) -> str | None:
    if not isinstance(item, dict):
        return None
    return next((str(item[key]) for key in _KEYS if item.get(key)), None)


def _shown(value: object) -> str:
    return _identity(value) or (
        ", ".join(f"{key} = {inner}" for key, inner in value.items())
        if isinstance(value, dict)
        else str(value)
    )


def _dotted(path: KeyPath) -> str:
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")

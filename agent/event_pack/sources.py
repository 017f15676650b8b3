"""The raw values of a pack and where each was written: what is merged before the model sees it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agent.event_pack.content import MAIN_FILE
from agent.event_pack.problems import Findings, Place
from agent.event_pack.tables import ACCOUNTS, REPS, ROUTING, read_table
from agent.event_pack.text_files import UnreadableFileError, examine
from agent.toml_lines import KeyPath, key_lines, line_of


class Sources:
    """Values as nested dictionaries and lists, with the place of each."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.values: dict[str, Any] = {}
        self.places: dict[KeyPath, Place] = {}
        self.complete = True
        """False where event.toml could not be read: what is missing then says nothing."""

    @property
    def main(self) -> Path:
        """The file that must be there."""
        return self.directory / MAIN_FILE

    def place(self, path: KeyPath) -> Place:
        """Return where a value is written, or what it is a part of."""
        located = (path[:length] for length in range(len(path), 0, -1))
        return next((self.places[part] for part in located if part in self.places), Place(self.main))

    def get(self, *path: str | int) -> Any:
        """Return a raw value; None where there is none."""
        value: Any = self.values
        for part in path:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def items(self, *path: str | int) -> list[Any]:
        """Return a raw list; empty where there is none."""
        found = self.get(*path)
        return found if isinstance(found, list) else []


def read_sources(directory: Path, findings: Findings) -> Sources:
    """Read event.toml and the tables beside it; what is wrong goes to the findings."""
    sources = Sources(directory)
    tables = read_toml(sources.main, findings)
    if tables is None:
        sources.complete = False
    else:
        values, lines = tables
        sources.values = values
        for path in paths_in(values):
            sources.places[path] = Place(sources.main, line_of(path, lines))
    for shape, path in ((REPS, ("reps",)), (ACCOUNTS, ("accounts",)), (ROUTING, ("routing", "rules"))):
        file = directory / shape.file
        if sources.get(*path) is not None:
            findings.error(sources.place(path), f"`{'.'.join(path)}` belongs in {shape.file}")
        if not file.is_file():
            continue
        entries = list(read_table(file, shape, findings))
        _put(sources.values, path, [entry.values for entry in entries])
        sources.places[path] = Place(file)
        for index, entry in enumerate(entries):
            for inner in ((), *paths_in(entry.values)):
                sources.places[*path, index, *inner] = Place(file, entry.line)
    return sources


def read_toml(path: Path, findings: Findings) -> tuple[dict[str, Any], dict[KeyPath, int]] | None:
    """Return the tables of a TOML file and the line of each key; None where it cannot be read."""
    try:
        if examine(path).encoding == "utf-8-sig":
            text = path.read_text(encoding="utf-8-sig")
            return tomllib.loads(text), key_lines(text)
        findings.error(Place(path), "is not UTF-8 text; save it as UTF-8")
    except UnreadableFileError as error:
        findings.error(Place(path), str(error))
    except tomllib.TOMLDecodeError as error:
        findings.error(Place(path), f"is not valid TOML: {error}")
    return None


def paths_in(value: object, at: KeyPath = ()) -> Iterator[KeyPath]:
    """Yield the path of everything inside a value."""
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        yield (*at, key)
        yield from paths_in(child, (*at, key))


def _put(values: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    for key in path[:-1]:
        inner = values.setdefault(key, {})
        if not isinstance(inner, dict):
            return  # the model says that it must be a table
        values = inner
    values[path[-1]] = value

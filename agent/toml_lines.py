"""What messages about a wrong TOML file need: the line of every key, and how values are written."""

import re
from collections.abc import Mapping

KeyPath = tuple[str | int, ...]

SHAPES = {
    "tuple_type": 'must be a list, as in ["one", "two"]; a list of tables is written [[name]]',
    "model_type": "must be a table, as in [name]",
    "model_attributes_type": "must be a table, as in [name]",
    "int_parsing": "must be a whole number",
    "float_parsing": "must be a number",
    "bool_parsing": "must be true or false",
}
"""What a value must look like in TOML, per type of pydantic's error."""


def key_lines(text: str) -> dict[KeyPath, int]:
    """Return the line of every key in TOML `text`; the first one counts.

    A light reader for messages only: inside multi-line strings it may see keys that are none.
    """
    found: dict[KeyPath, int] = {}
    table: KeyPath = ()
    counts: dict[KeyPath, int] = {}
    for number, line in enumerate(text.split("\n"), 1):  # splitlines() knows line ends that TOML does not
        if match := re.match(r"\s*\[\[\s*([^\]]+?)\s*\]\]", line):
            name = _within(_dotted(match[1]), counts)
            table = (*name, counts.get(name, 0))
            counts[name] = counts.get(name, 0) + 1
            found.setdefault(name, number)
            found.setdefault(table, number)
        elif match := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            table = _within(_dotted(match[1]), counts)
            found.setdefault(table, number)
        elif match := re.match(r"\s*([A-Za-z0-9_\-.\"' ]+?)\s*=", line):
            found.setdefault((*table, *_dotted(match[1])), number)
    return found


def line_of(key_path: KeyPath, lines: Mapping[KeyPath, int]) -> int | None:
    """Return the line of a key, or of what it is a part of: an inline table, an array."""
    located = (key_path[:length] for length in range(len(key_path), 0, -1))
    return next((lines[path] for path in located if path in lines), None)


def _within(name: KeyPath, counts: Mapping[KeyPath, int]) -> KeyPath:
    """Put the number of the current table of an array into the name of a table inside it."""
    path: KeyPath = ()
    for position, part in enumerate(name):
        path = (*path, part)
        if position < len(name) - 1 and path in counts:
            path = (*path, counts[path] - 1)
    return path


def _dotted(text: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in text.split("."))

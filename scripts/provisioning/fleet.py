"""Configuration files for many boxes from one table."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from agent.delivery.sealing import new_key
from agent.settings import SettingsError, load_settings

MADE = {"outbox_key": new_key}
"""Columns that need not be in the table: made anew for every box."""


@dataclass(frozen=True, slots=True)
class Box:
    """One row of the table."""

    line: int
    name: str
    values: dict[str, str]


class FleetError(Exception):
    """The table or the template cannot be used.

    Attributes:
        problems: All of them, one line each.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_table(path: Path) -> list[Box]:
    """Read the table of boxes: a header with `name` and whatever the template wants, then a row for each.

    Raises:
        FleetError: With every problem at once.
    """
    problems: list[str] = []
    boxes: list[Box] = []
    lines: dict[str, int] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file, strict=True)
        if "name" not in (rows.fieldnames or []):
            raise FleetError([f"{path}:1: the header must have a column `name`"])
        for row in rows:
            name = (row["name"] or "").strip()
            if None in row or None in row.values():
                problems.append(f"{path}:{rows.line_num}: has another number of fields than the header")
            elif not name:
                problems.append(f"{path}:{rows.line_num}: has no name")
            elif name in lines:
                problems.append(f"{path}:{rows.line_num}: {name} stands in line {lines[name]} already")
            else:
                boxes.append(Box(rows.line_num, name, {key: value.strip() for key, value in row.items()}))
            lines.setdefault(name, rows.line_num)
    if not boxes and not problems:
        problems.append(f"{path}: has no rows")
    if problems:
        raise FleetError(problems)
    return boxes


def render(template: Path, table: Path, boxes: list[Box]) -> Iterator[tuple[Box, str]]:
    """Fill `$column` in the template for every box; `$outbox_key` is made where the table has none.

    Raises:
        FleetError: If the template asks for a column that is not in the table.
    """
    text = Template(template.read_text(encoding="utf-8"))
    if not text.is_valid():
        raise FleetError([f"{template}: a $ must be followed by a column's name; write $$ for a dollar sign"])
    missing = sorted(set(text.get_identifiers()) - set(boxes[0].values) - set(MADE))
    if missing:
        raise FleetError([f"{template}: {table} has no column {', '.join(missing)}"])
    for box in boxes:
        # TOML strings know the escapes of JSON, and names are the place where a quote turns up.
        columns = {key: make().strip() for key, make in MADE.items()} | box.values
        values = {key: value.replace("\\", "\\\\").replace('"', '\\"') for key, value in columns.items()}
        yield box, text.substitute(values)


def check(config: Path) -> list[str]:
    """Return what is wrong with a written configuration, one line each."""
    try:
        load_settings(config, environment={})
    except SettingsError as error:
        return error.problems
    return []

"""The pack's CSV files: which columns they have, by which names, and how their cells become values."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent.event_pack.problems import Findings, Place
from agent.event_pack.text_files import UnreadableFileError, column_key, csv_rows, examine


@dataclass(frozen=True, slots=True)
class TableShape:
    """One CSV file of a pack.

    Attributes:
        file: Its name.
        columns: Per field, other names of its column, as `column_key` writes them.
        required: Fields that a row cannot do without.
        lists: Fields whose cells hold several values, with `|` between them.
    """

    file: str
    columns: Mapping[str, frozenset[str]]
    required: frozenset[str]
    lists: frozenset[str] = frozenset()


def _columns(**names: str) -> Mapping[str, frozenset[str]]:
    return {field: frozenset({column_key(field), *aliases.split()}) for field, aliases in names.items()}


REPS = TableShape(
    "reps.csv",
    _columns(
        id="repid key",
        name="fullname rep",
        email="mail emailaddress",
        badges="badge badgeid badgeids staffbadge",
        phone="telephone mobile phonenumber",
    ),
    required=frozenset({"id", "name"}),
    lists=frozenset({"badges"}),
)
ACCOUNTS = TableShape(
    "accounts.csv",
    _columns(
        id="accountid crmid",
        name="account accountname company companyname",
        aliases="alias alsoknownas aka",
        domains="domain website emaildomain emaildomains",
        owner="ownerid accountowner rep",
        tier="segment",
        open_opportunity="openopportunity opportunity opportunityid",
        country="countrycode",
        region="territory",
    ),
    required=frozenset({"id", "name"}),
    lists=frozenset({"aliases", "domains"}),
)
ROUTING = TableShape(
    "routing.csv",
    _columns(
        owner="ownerid assignto",
        tier="segment",
        country="countrycode",
        region="territory",
        product="productname",
        domain="emaildomain",
        rep="repid",
    ),
    required=frozenset({"owner"}),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A row as values for the model.

    Attributes:
        line: Where it begins in the file.
        values: Empty cells left out.
    """

    line: int
    values: dict[str, Any]


def read_table(path: Path, shape: TableShape, findings: Findings) -> Iterator[Entry]:
    """Yield the rows of a CSV file; what is wrong with the file or a row goes to the findings."""
    try:
        examined = examine(path)
        if examined.note:
            findings.warn(Place(path), examined.note)
        rows = csv_rows(path, examined.encoding)
        header = next(rows, None)
        if header is None:
            findings.error(Place(path), f"is empty; it needs a header with {_listed(shape.required)}")
            return
        fields = _fields(header.cells, shape, findings, Place(path, header.line))
        if fields is None:
            return
        for row in rows:
            place = Place(path, row.line)
            if any(row.cells[len(fields) :]):
                findings.error(
                    place,
                    f"has {len(row.cells)} cells, the header {len(fields)}; put quotes around a cell that"
                    " holds the delimiter",
                )
                continue
            named = zip(fields, row.cells, strict=False)  # Excel leaves out empty cells at the end
            found = {field: _cell(shape, field, text) for field, text in named if field and text}
            yield Entry(row.line, found)
    except UnreadableFileError as error:
        findings.error(Place(path), str(error))


def _fields(
    header: list[str], shape: TableShape, findings: Findings, place: Place
) -> list[str | None] | None:
    """Return the field of each column, None for one that is not ours."""
    fields: list[str | None] = []
    for name in header:
        key = column_key(name)
        field = next((field for field, names in shape.columns.items() if key in names), None)
        if field is not None and field in fields:
            findings.error(place, f"two columns are `{field}`; keep one")
        if field is None and name:
            known = ", ".join(shape.columns)
            findings.warn(place, f"column `{name}` is not known and is left out; known: {known}")
        fields.append(field)
    missing = shape.required - set(fields)
    if missing:
        findings.error(place, f"lacks the column {_listed(missing)}")
        return None
    return fields


def _cell(shape: TableShape, field: str, text: str) -> str | list[str]:
    if field not in shape.lists:
        return text
    return [part.strip() for part in re.split(r"[|\n;]", text) if part.strip()]


def _listed(fields: frozenset[str]) -> str:
    return ", ".join(f"`{field}`" for field in sorted(fields))

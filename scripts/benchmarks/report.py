"""How every benchmark shows its figures: a table for people, one flat JSON object for machines."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was measured.

    Attributes:
        label: For people.
        key: Beginning of its names in the JSON object; units are appended.
        samples_ms: What was measured, in milliseconds.
    """

    label: str
    key: str
    samples_ms: Sequence[float]

    def percentile(self, percent: float) -> float:
        """Return a percentile in milliseconds."""
        return float(np.percentile(self.samples_ms, percent))


def machine() -> str:
    """Say what this machine is."""
    return (
        f"{platform.machine()}, {os.cpu_count()} processors, {platform.system()} {platform.release()},"
        f" Python {platform.python_version()}"
    )


def show(title: str, rows: Sequence[Row], *, baseline: Row, notes: Sequence[str] = ()) -> None:
    """Print the table; ratios are to the baseline's median and 99th percentile, measured in this run."""
    print(f"{title}\n{machine()}")
    print(f"\n{'':38} {'n':>5} {'p50 ms':>9} {'p99 ms':>9} {'max ms':>9} {'p50 ratio':>10} {'p99 ratio':>10}")
    for row in rows:
        p50, p99 = row.percentile(50), row.percentile(99)
        print(
            f"{row.label:38} {len(row.samples_ms):5} {p50:9.2f} {p99:9.2f} {max(row.samples_ms):9.2f}"
            f" {p50 / baseline.percentile(50):10.2f} {p99 / baseline.percentile(99):10.2f}"
        )
    for note in notes:
        print(note)


def figures(rows: Sequence[Row], **others: float) -> dict[str, float]:
    """Return the flat object of figures."""
    found = {
        f"{row.key}_p{percent}_ms": round(row.percentile(percent), 3) for row in rows for percent in (50, 99)
    }
    return found | {key: round(value, 3) for key, value in others.items()}


def write(path: Path | None, found: dict[str, float]) -> None:
    """Write the figures where the person wants them."""
    if path is not None:
        path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")

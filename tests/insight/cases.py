"""Cases that are kept as data in `tests/data/insight`: what is expected, and the talk it is expected of.

What begins with `open`, a line of text or a JSON object, is not read yet: its test is expected to fail, and a case that
no longer does must be closed.
"""

import json
from typing import Any

import pytest

from tests.insight.packs import GOLD

_NOTHING = "-"
_OPEN = "open "


def talks(name: str) -> list[object]:
    """Return what is expected, none or several, and the turns of a talk, for each line `expected; expected | R:turn / V:turn`.

    Empty lines and those that begin with `#` only arrange the file; `-` stands where nothing is expected.
    """
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [_talk(line) for line in lines if line and not line.startswith("#")]


def _talk(line: str) -> object:
    expected, said = line.removeprefix(_OPEN).split(" | ")
    return pytest.param(
        [] if expected == _NOTHING else expected.split("; "),
        said.split(" / "),
        id=said[-60:],
        marks=_not_read_yet("not read yet") if line.startswith(_OPEN) else (),
    )


def sentences(name: str, *, called: str) -> list[object]:
    """Return each JSON object of a file of the phrase book; the value of one of its keys names the test."""
    lines = (GOLD / "phrasebook" / name).read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(line, id=line[called][:60], marks=_not_read_yet(line["open"]) if "open" in line else ())
        for line in map(_object, lines)
    ]


def _object(line: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(line)
    return found


def _not_read_yet(reason: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(reason=reason, strict=True)

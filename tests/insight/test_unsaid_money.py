"""What goes with an amount: who has let it go, how far it may rise, what it is for, and in which currency.

Each line of the file has what is expected, and a talk. `-` is not said, `*` is not looked at here, ` ; ` stands between
two budgets, `nothing` is expected where no budget is spoken of, and a line with `open` in front is not read yet.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.insight.signals.budget import budgets
from agent.insight.signals.find import apply_rules
from agent.insight.signals.names import lexicon_of
from agent.insight.signals.talk import Talk
from tests.insight.packs import EVENT_DAY, talk

_LINES = Path(__file__).resolve().parents[1] / "data" / "insight" / "budgets.txt"
_KEYS = ("min", "max", "currency", "approved", "basis")
_SAID: dict[str, bool | None] = {"yes": True, "no": False, "-": None}


def _lines() -> Iterator[object]:
    for line in _LINES.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        expected, said = line.removeprefix("open ").split(" | ")
        marks = [pytest.mark.xfail(reason="not read yet", strict=True)] if line.startswith("open ") else []
        each = [] if expected == "nothing" else [one.split() for one in expected.split(" ; ")]
        yield pytest.param(each, said, id=said[-60:], marks=marks)


def _value(key: str, said: str) -> object:
    if key == "approved":
        return _SAID[said]
    if said == "-":
        return None
    return float(said) if key in {"min", "max"} else said


@pytest.mark.parametrize(("expected", "said"), list(_lines()))
def test_a_budget_has_what_was_said_around_its_amount(expected: list[list[str]], said: str) -> None:
    heard = Talk(list(talk(*said.split(" / "))), EVENT_DAY, 1, lexicon_of(None))
    apply_rules(heard, [])
    found = [one.value for one in heard.findings if one.kind == "budget"] or [
        one.value for one in budgets(heard)
    ]
    wanted = [
        {
            key: _value(key, said_of_it)
            for key, said_of_it in zip(_KEYS, one, strict=True)
            if said_of_it != "*"
        }
        for one in expected
    ]
    assert len(found) == len(wanted)
    assert [{key: one[key] for key in want} for one, want in zip(found, wanted, strict=True)] == wanted

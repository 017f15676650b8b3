"""What goes with an amount: who has let it go, how far it may rise, what it is for, and in which currency."""

import pytest

from agent.insight.signals.budget.find import budgets
from agent.insight.signals.find import apply_rules
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.talk import Talk
from tests.insight.cases import talks
from tests.insight.packs import EVENT_DAY, talk

_KEYS = ("min", "max", "currency", "approved", "basis")
_SAID: dict[str, bool | None] = {"yes": True, "no": False, "-": None}


def _value(key: str, said: str) -> object:
    if key == "approved":
        return _SAID[said]
    if said == "-":
        return None
    return float(said) if key in {"min", "max"} else said


@pytest.mark.parametrize(("expected", "said"), talks("budgets.txt"))
def test_a_budget_has_what_was_said_around_its_amount(expected: list[str], said: list[str]) -> None:
    heard = Talk(list(talk(*said)), EVENT_DAY, 1, lexicon_of(None))
    apply_rules(heard, [])
    found = [one.value for one in heard.findings if one.kind == "budget"] or [
        one.value for one in budgets(heard)
    ]
    wanted = [
        {
            key: _value(key, said_of_it)
            for key, said_of_it in zip(_KEYS, one.split(), strict=True)
            if said_of_it != "*"
        }
        for one in expected
    ]
    assert len(found) == len(wanted)
    assert [{key: one[key] for key in want} for one, want in zip(found, wanted, strict=True)] == wanted

from typing import get_args

from agent.contract.lead import SignalKind
from agent.insight.assess import assess
from tests.rigs.leads import lead


def test_nothing_is_claimed_that_was_not_proved() -> None:
    assessed = assess(lead(signals=()))
    assert assessed.signals == ()
    assert set(assessed.unknown) == set(get_args(SignalKind)) - {"consent"}
    assert len(assessed.unknown) == len(set(assessed.unknown))


def test_assessing_changes_nothing_else_in_a_lead() -> None:
    before = lead()
    after = assess(before)
    assert after.model_copy(update={"signals": before.signals, "unknown": before.unknown}) == before


def test_assessing_again_changes_nothing() -> None:
    once = assess(lead())
    assert assess(once) == once

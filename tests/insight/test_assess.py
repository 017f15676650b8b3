from typing import NoReturn, get_args

import pytest
import structlog

from agent.contract.lead import Conversation, Lead, SignalKind, Turn
from agent.insight import assess as assess_module
from agent.insight.assess import assess, assess_safely
from tests.insight.packs import gold_pack, talk
from tests.rigs.leads import lead

CARD = "4111 1111 1111 1111"


def _heard(*turns: Turn) -> Lead:
    before = lead()
    conversation = Conversation(started_at=before.conversation.started_at, turns=turns)
    return before.model_copy(update={"conversation": conversation})


def test_nothing_is_claimed_that_was_not_proved() -> None:
    assessed = assess(_heard())
    assert assessed.signals == ()
    assert set(assessed.unknown) == set(get_args(SignalKind)) - {"consent"}
    assert len(assessed.unknown) == len(set(assessed.unknown))


def test_assessing_changes_nothing_else_in_a_lead() -> None:
    before = lead()
    after = assess(before)
    assert after.model_copy(update={"signals": before.signals, "unknown": before.unknown}) == before


def test_assessing_again_changes_nothing() -> None:
    once = assess(
        _heard(*talk("V:We use Haulix, card 4111 1111 1111 1111, and need it by June.")), gold_pack()
    )
    assert assess(once, gold_pack()) == once


def test_no_secret_is_left_in_words_or_quotes() -> None:
    assessed = assess(
        _heard(*talk("V:Our budget is fifty thousand and my card is 4111 1111 1111 1111.", words=True))
    )
    assert assessed.signals
    assert "4111" not in assessed.model_dump_json()
    assert all(signal.quote in assessed.conversation.turns[0].text for signal in assessed.signals)


def test_a_visitor_who_refuses_by_word_of_mouth_leaves_no_words() -> None:
    assessed = assess(_heard(*talk("R:May I record this?", "V:No, please don't.", "V:We need it by June.")))
    assert assessed.conversation.turns == ()
    assert assessed.signals == ()
    assert assessed.consent.status == "refused"


def test_with_a_pack_the_score_rests_on_the_signals() -> None:
    assessed = assess(
        _heard(*talk("V:We need a faster way to plan tours, I decide that, our budget is $50,000, by June.")),
        gold_pack(),
    )
    assert assessed.assessment is not None
    assert assessed.assessment.heat == "hot"
    assert assessed.follow_up is not None


def test_a_mistake_in_our_rules_costs_signals_and_not_the_lead(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise ZeroDivisionError(CARD)

    said = _heard(*talk(f"V:My card is {CARD}, and we need it by Q3."))
    monkeypatch.setattr(assess_module, "find_signals", fails)
    with structlog.testing.capture_logs() as logs:
        safe = assess_safely(said)
    assert "we need it by Q3" in safe.conversation.turns[0].text
    assert "4111" not in safe.model_dump_json()
    assert safe.signals == ()
    assert "4111" not in str(logs)
    assert logs[0]["log_level"] == "error"


def test_words_that_cannot_be_redacted_stay_on_the_box(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> NoReturn:
        raise ZeroDivisionError

    said = _heard(*talk("V:My card is 4111 1111 1111 1111."))
    monkeypatch.setattr(assess_module, "redact_turn", fails)
    safe = assess_safely(said)
    assert safe.conversation.turns == ()
    assert safe.id == said.id

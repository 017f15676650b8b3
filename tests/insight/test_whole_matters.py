"""A quote holds all that is told of a complaint, a need or a reservation, and nothing of what else is said."""

import pytest

from agent.contract.lead import Signal
from tests.insight.packs import signals


@pytest.mark.parametrize(
    ("question", "said", "quote"),
    [
        pytest.param(
            "It is a tablet.",
            "But some of my mechanics are over sixty and do not like screens. I am not sure they will use it.",
            "But some of my mechanics are over sixty and do not like screens. I am not sure they will use it",
            id="two sentences of one reservation",
        ),
        pytest.param(
            "Twelve thousand a year.",
            "That's a lot of money for us. Anyway, lovely coffee you have.",
            "That's a lot of money for us",
            id="and what is none of it stays out",
        ),
    ],
)
def test_a_reservation_is_quoted_in_whole(question: str, said: str, quote: str) -> None:
    assert [signal.quote for signal in _of("objection", question, said)] == [quote]


def test_two_needs_of_a_turn_have_each_their_own_words() -> None:
    said = "It must speak Polish. And it has to run without the internet."
    quotes = [signal.quote for signal in _of("need", "What would it have to do?", said)]
    assert quotes == ["It must speak Polish", "it has to run without the internet"]


def test_no_quote_is_longer_than_thirty_words() -> None:
    said = " ".join(
        ["I'm not sure it survives the dust, and the dust gets into everything we have here."] * 6
    )
    found = _of("objection", "It runs on a tablet.", said)
    assert found
    assert all(len(signal.quote.split()) <= 30 for signal in found)


def _of(kind: str, question: str, said: str) -> list[Signal]:
    return [signal for signal in signals(f"R:{question}", f"V:{said}") if signal.kind == kind]

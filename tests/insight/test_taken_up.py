"""What a visitor answers to an offer is the agreement: his day, his order; and a day named before holds."""

import pytest

from tests.insight.packs import signals


def _steps(*turns: str) -> list[tuple[int, object, object]]:
    return [
        (one.turn, one.value["owner"], one.value["due"]) for one in signals(*turns) if one.kind == "next_step"
    ]


@pytest.mark.parametrize(
    ("offer", "reply", "due"),
    [
        ("R:Shall I come and do a demo on one of your lines?", "V:Yes, the ninth of June.", "2026-06-09"),
        ("R:May I follow up with a call?", "V:A mail, please, on the twenty-first.", "2026-05-21"),
        ("R:There's a page for tenants. Could I do a demo for your team?", "V:I'd like that. Make it the 4th of June, online.", "2026-06-04"),
        ("R:I'll bring a sample for the test on the fifth of October?", "V:Bring it, and bring boots.", "2026-10-05"),
    ],
)  # fmt: skip
def test_an_offer_is_agreed_in_the_visitors_words_where_he_names_a_day_or_orders_it(
    offer: str, reply: str, due: str | None
) -> None:
    assert _steps(offer, reply) == [(2, "rep", due)]


@pytest.mark.parametrize(
    "reply", ["V:Yeah, Tuesday works for me.", "V:Yes, please.", "V:Yes. Our audit is on the twentieth of May, by the way, and nobody has time before."]
)  # fmt: skip
def test_an_offer_keeps_its_own_day_where_the_visitor_only_finds_it_right(reply: str) -> None:
    assert _steps("R:Shall we do a demo next Tuesday?", reply) == [(1, "rep", "2026-05-19")]


def test_that_same_day_is_the_day_named_before() -> None:
    assert _steps("V:She's back on the eighteenth, I'll ask her that same day.") == [
        (1, "visitor", "2026-05-18")
    ]


def test_a_promise_takes_the_day_that_stands_beside_it() -> None:
    assert _steps("R:Let's set up a demo in Limoges then, the fifteenth of September?", "V:Yes, gladly.") == [
        (1, "rep", "2026-09-15")
    ]

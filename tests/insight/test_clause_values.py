"""A clause that is known to carry a budget, a time or a next step gives up its value, however it is put."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.insight.signals.judged.clause_values import budget_value, timeline_value
from agent.insight.signals.language.clauses import ClauseValue
from agent.insight.signals.language.reading import Span
from agent.insight.signals.steps.clause_steps import next_step_value
from tests.insight.packs import heard

TODAY = date(2026, 5, 12)  # a Tuesday


def read(kind: str, *turns: str, clause: str = "", turn: int = -1) -> ClauseValue | None:
    """Read a clause of a turn, or the whole of the last turn."""
    talk = heard(*turns)
    reading = talk.readings[turn]
    start = reading.text.index(clause)
    reads = {"budget": budget_value, "timeline": timeline_value, "next_step": next_step_value}[kind]
    return reads(talk, reading, Span(start, start + len(clause or reading.text)))


def amount(*turns: str, clause: str = "") -> tuple[Any, ...] | None:
    found = read("budget", *turns, clause=clause)
    return (
        None
        if found is None or found.absent
        else tuple(found.value[key] for key in ("min", "max", "currency", "basis"))
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We'd be good for about sixty thousand.", (60000, 60000, None, "total")),
        ("Up to two euros fifty per learner.", (None, 2.5, "EUR", "per_seat")),
        ("I've thirty pence a crate for this.", (0.3, 0.3, "GBP", "per_unit")),
        ("we came out at six and a half thousand pounds for the year", (6500, 6500, "GBP", "per_year")),
        (
            "Fifty thousand was in the budget... no, hang on, forty-five, they trimmed it.",
            (45000, 45000, None, "total"),
        ),
        ("We said twenty, the board made it thirty.", (30000, 30000, None, "total")),
        (
            "The reserve is four hundred thousand, from that I may take fifty.",
            (50000, 50000, None, "total"),
        ),
        ("per crane i could do six thousand", (6000, 6000, None, "per_unit")),
        ("Nine grand. Per site, mind.", (9000, 9000, None, "per_unit")),
        ("Eighty dollars per month and truck.", (80, 80, "USD", "per_unit")),
        ("95 a month and i've told em my ceiling's 70", (None, 70, None, "per_month")),
        ("Training has six thousand a year, of which two for this.", (2000, 2000, None, "per_year")),
        ("Fifteen hundred Aussie dollars a month.", (1500, 1500, "AUD", "per_month")),
        ("Sixty-odd thousand.", (60000, 60000, None, "total")),
        ("Three-quarters of a million.", (750000, 750000, None, "total")),
        ("One-eighty a month.", (180, 180, None, "per_month")),
        ("Four and a half thousand is as far as I can go.", (None, 4500, None, "total")),
        ("It mustn't exceed ten thousand.", (None, 10000, None, "total")),
        ("At the very least thirty thousand.", (30000, None, None, "total")),
        ("Three hundred euros for the lot and not a cent over.", (None, 300, "EUR", "total")),
    ],
)
def test_a_known_budget_gives_its_amount_in_full(words: str, expected: tuple[Any, ...]) -> None:
    assert amount("R What is the budget?", f"V {words}") == expected


def test_a_budget_whose_amount_stands_in_the_next_sentence_is_not_lost() -> None:
    assert amount("V There's a bequest. Forty thousand. It must be for art.", clause="There's a bequest") == (
        40000,
        40000,
        None,
        "total",
    )


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("What would you spend? Fifty thousand?", "About that, yes.", (50000, 50000, None, "total")),
        ("So twenty thousand euros?", "At most.", (None, 20000, "EUR", "total")),
        ("Would forty dollars a month be right?", "That'd be about right.", (40, 40, "USD", "per_month")),
        ("What could you spend per month?", "Maybe three hundred.", (300, 300, None, "per_month")),
        ("From forty a month?", "Forty I can do.", (40, 40, None, "per_month")),
        ("Could you go to thirty thousand?", "No, that's too much.", None),
        ("Eighty?", "A bit less.", None),
    ],
)
def test_what_the_visitor_agrees_to_is_the_amount_that_the_rep_named(
    question: str, answer: str, expected: tuple[Any, ...] | None
) -> None:
    assert amount(f"R {question}", f"V {answer}") == expected


@pytest.mark.parametrize(
    "words",
    [
        "There isn't any, honestly. The whole capital pot's frozen.",
        "We've none, love.",
        "Nothing this year, I'm afraid.",
        "No. Not this year.",
        "Not a cent in this year's.",
        "There's zero dollars in the operating line.",
    ],
)
def test_a_visitor_without_money_is_not_taken_for_one_whose_amount_is_unknown(words: str) -> None:
    found = read("budget", "R Is there a budget?", f"V {words}")
    assert found is not None
    assert found.absent
    assert set(found.value.values()) == {None}


@pytest.mark.parametrize(
    ("words", "approved"),
    [
        ("Twenty thousand euros. That's with my bank already, and they've said yes.", True),
        ("2,400 quid a year and that's agreed with the bursar.", True),
        ("Sixty thousand. None of it's granted yet.", False),
        ("Ninety thousand, the last signature's still missing.", False),
        ("The bank gave us eight hundred thousand for the cave. For this it's three thousand.", None),
    ],
)
def test_approval_is_that_of_this_amount(words: str, approved: bool | None) -> None:
    found = read("budget", "R What is the budget?", f"V {words}")
    assert found is not None
    assert found.value["approved"] is approved


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("The week of the sixth of July.", "2026-07-06", "2026-07-12"),
        ("We pick someone in the third calendar quarter.", "2026-07-01", "2026-09-30"),
        ("By Whitsun it should be in.", None, "2026-05-24"),
        ("There's a meeting, second Tuesday in July.", "2026-07-14", "2026-07-14"),
        ("They meet on the last Saturday in June.", "2026-06-27", "2026-06-27"),
        ("it starts january two", "2027-01-02", "2027-01-02"),
        ("next may", "2027-05-01", "2027-05-31"),
        ("October at the outside.", None, "2026-10-31"),
        ("Before the Christmas pouring, that's August.", "2026-08-01", "2026-08-31"),
        ("The moves are in August, so we must have it before that.", None, "2026-07-31"),
        ("Within the quarter.", None, "2026-06-30"),
        ("Within the month of June, ideally.", "2026-06-01", "2026-06-30"),
        ("The twentieth of next month.", "2026-06-20", "2026-06-20"),
        ("In calendar week twenty-five.", "2026-06-15", "2026-06-21"),
        ("After Corpus Christi.", "2026-06-04", None),
    ],
)
def test_a_known_time_gives_its_days(words: str, earliest: str | None, latest: str | None) -> None:
    found = read("timeline", "R When would it be?", f"V {words}")
    assert found is not None
    assert not found.absent
    assert (found.value["earliest"], found.value["latest"]) == (earliest, latest)


def test_a_time_that_the_visitor_only_agrees_to_is_the_one_the_rep_named() -> None:
    found = read("timeline", "R So next spring?", "V Yes, roughly.")
    assert found is not None
    assert (found.value["earliest"], found.value["latest"]) == ("2027-03-01", "2027-05-31")


def test_a_time_of_the_rep_that_is_not_agreed_to_is_not_taken() -> None:
    assert read("timeline", "R How do you handle it today?", "V It's for the school year.") is None


def test_a_time_without_a_date_keeps_the_words_that_say_it() -> None:
    found = read("timeline", "R When?", "V The moment the roof is finished.")
    assert found is not None
    assert found.value == {
        "earliest": None,
        "latest": None,
        "phrase": "The moment the roof is finished",
    }


@pytest.mark.parametrize("words", ["It's open.", "There's no date for any of it.", "No hurry at all."])
def test_no_date_is_an_answer_too(words: str) -> None:
    found = read("timeline", "R When?", f"V {words}")
    assert found is not None
    assert found.absent


@pytest.mark.parametrize(
    ("turns", "what", "owner", "due"),
    [
        (("R I'll send you the offer by Friday.",), "send you the offer", "rep", "2026-05-15"),
        (("R You'll have it in writing on Monday.",), "have it in writing", "rep", "2026-05-18"),
        (("R An offer will be with you by Wednesday.",), "An offer with you", "rep", "2026-05-13"),
        (("R Pencil me in for a call on the 11th of June.",), "a call", "rep", "2026-06-11"),
        (("R Then send us last year's data.",), "send us last year's data", "visitor", None),
        (("R Could you mail us a plan by Monday?",), "mail us a plan", "visitor", "2026-05-18"),
        (
            ("R We'll come by in two weeks and look at the machines.",),
            "come by and look at the machines",
            "rep",
            "2026-05-26",
        ),
        (("R I'd like to set up a call on Thursday.",), "set up a call", "rep", "2026-05-14"),
        (("V I'll bring him round on Thursday.",), "bring him round", "visitor", "2026-05-14"),
        (("V My assistant will send it tomorrow.",), "My assistant will send it", "visitor", "2026-05-13"),
        (("V Send me the price list, would you?",), "Send me the price list", "rep", None),
        (("V Can you ring me in June?",), "ring me", "rep", "2026-06-30"),
        (("V I'd like a demo at our office in June.",), "a demo at our office", "rep", "2026-06-30"),
        (("V I'll have her ring you tomorrow.",), "have her ring you", "visitor", "2026-05-13"),
        (("V I'll write to you after the new year.",), "write to you", "visitor", None),
        (
            ("V I'll get you a crate, it goes out on Monday.",),
            "get you a crate, it goes out",
            "visitor",
            "2026-05-18",
        ),
        (("R Shall I call you on Tuesday?", "V Tuesday works."), "call you", "rep", "2026-05-19"),
        (
            ("R Could you send us drawings?", "V Sure, by Friday."),
            "send us drawings",
            "visitor",
            "2026-05-15",
        ),
        (
            ("R How about a demo at your plant?", "V Thursday next week, nine o'clock."),
            "a demo at your plant",
            "rep",
            "2026-05-21",
        ),
    ],
)
def test_a_known_next_step_says_who_does_what_until_when(
    turns: tuple[str, ...], what: str, owner: str, due: str | None
) -> None:
    found = read("next_step", *turns)
    assert found is not None
    assert found.value == {"what": what, "owner": owner, "due": due}


def test_a_step_gets_the_day_that_the_visitor_answers_with() -> None:
    found = read("next_step", "R Shall I call you?", "V Yes, on Thursday.", turn=0)
    assert found is not None
    assert found.value["due"] == "2026-05-14"


@given(
    st.lists(
        st.sampled_from(
            [
                "yes",
                "no",
                "about",
                "that",
                "twenty",
                "thousand",
                "euros",
                "a",
                "month",
                "per",
                "seat",
                "by",
                "friday",
                "next",
                "may",
                "i'll",
                "send",
                "you",
                "it",
                ",",
                ".",
                "?",
                "not",
                "more",
                "than",
            ]
        ),
        max_size=14,
    ),
    st.data(),
)
def test_any_words_in_any_place_are_read_without_failing(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    talk = heard("R Fifty thousand by June?", f"V {text}", f"R {text}")
    for reading in talk.readings[1:]:
        for reads in (budget_value, timeline_value, next_step_value):
            found = reads(talk, reading, Span(start, end))
            assert found is None or found.value

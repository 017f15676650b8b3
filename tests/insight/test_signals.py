import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agent.contract.lead import Side
from agent.insight.signals import find_signals
from tests.insight.packs import EVENT_DAY, gold_pack, signals, talk, values

_PHRASES = st.sampled_from(
    [
        "we use Haulix", "we need it by June", "fifty thousand", "no wait", "my boss, the CFO", "i'll send you the offer",
        "that's too expensive", "please don't record", "half a million", "between 40 and 60", "’", "İ", "ﬁ", "\u2028", "?", ".",
        "MediSlot", "who decides", "31 February", "q5", "in 99999 years", "twenty twenty", "next", "1.000.000,00", "€",
    ]
)  # fmt: skip
_TEXTS = st.lists(st.one_of(_PHRASES, st.text(max_size=25)), max_size=12).map(" ".join)
_SIDES = st.sampled_from(["R", "V", "U"])


@settings(deadline=None)
@given(st.lists(st.tuples(_SIDES, _TEXTS), max_size=5))
@example([("V", "İ we have a budget of fifty thousand")])
def test_every_quote_stands_word_for_word_in_its_turn_whatever_is_said(said: list[tuple[str, str]]) -> None:
    turns = talk(*(f"{side}:{text}" for side, text in said))
    for signal in find_signals(turns, event_date=EVENT_DAY, pack=gold_pack()):
        turn = turns[signal.turn - 1]
        assert signal.quote.strip()
        assert signal.quote in turn.text
        assert signal.side == turn.side
        assert turn.start_s <= signal.t0 <= signal.t1 <= turn.end_s


@pytest.mark.parametrize(
    "said",
    [
        "If we had fifty thousand we would buy it.",
        "One of our customers has a budget of fifty thousand.",
        "We have a budget of fifty thousand. Just kidding.",
        "We have a budget of fifty thousand. No wait, forget that.",
        "Our turnover is fifty million.",
        "We have fifty thousand customers.",
        "We pay them fifty thousand a year.",
        "I can sign up to fifty thousand myself.",
        "It costs fifty thousand, you said.",
    ],
)
def test_a_number_that_is_no_budget_of_the_visitor_never_becomes_one(said: str) -> None:
    assert values("budget", f"V:{said}") == []


@pytest.mark.parametrize(
    ("said", "low", "high", "currency", "basis"),
    [
        ("We have $50k set aside.", 50_000, 50_000, "USD", "total"),
        ("we could spend up to half a million", None, 500_000, None, "total"),
        ("We planned 10 to 15 thousand euros a year for it.", 10_000, 15_000, "EUR", "per_year"),
        ("Our budget is at least twenty thousand pounds.", 20_000, None, "GBP", "total"),
        ("we'd pay twelve dollars per seat", 12, 12, "USD", "per_seat"),
        ("Our budget is fifty, no, fifteen thousand.", 15_000, 15_000, None, "total"),
    ],
)
def test_a_budget_is_written_in_full_numbers(
    said: str, low: int | None, high: int | None, currency: str | None, basis: str
) -> None:
    assert values("budget", f"V:{said}") == [
        {"min": low, "max": high, "currency": currency, "approved": None, "basis": basis}
    ]


def test_a_figure_takes_the_thousands_that_were_said_before_it() -> None:
    found = values("budget", "R:So how many thousands are in the plan?", "V:80 in the plan.")
    assert [(value["min"], value["max"]) for value in found] == [(80_000, 80_000)]


def test_a_later_correction_replaces_the_amount() -> None:
    found = values(
        "budget",
        "V:Our budget is fifty thousand.",
        "R:Okay.",
        "V:Sorry, I said fifty, our budget is fifteen thousand.",
    )
    assert [value["max"] for value in found] == [15_000]


def test_short_answers_are_read_by_their_question_and_quoted_from_the_visitor() -> None:
    found = signals("R:Who signs off?", "V:My boss, the CFO.", "R:And when?", "V:By the end of March.")
    assert [(signal.kind, signal.quote, signal.turn) for signal in found] == [
        ("authority", "My boss, the CFO", 2),
        ("timeline", "By the end of March", 4),
    ]
    assert found[1].value["latest"] == "2027-03-31"


def test_a_title_alone_is_never_authority() -> None:
    assert values("authority", "V:I'm the CEO of a mid-sized company.") == []


def test_a_reps_words_prove_nothing_about_the_visitor() -> None:
    found = signals("R:We use Haulix. We have a budget of fifty thousand and we need it by June. I decide.")
    assert found == ()


def test_a_reps_promise_is_a_next_step_with_its_day() -> None:
    assert values("next_step", "R:I'll send you the datasheet tomorrow.", "V:Thanks.") == [
        {"what": "send you the datasheet", "owner": "rep", "due": "2026-05-13"}
    ]


def test_a_refusal_leaves_nothing_but_itself() -> None:
    found = signals("R:May I record this?", "V:I'd rather not.", "V:We have a budget of fifty thousand.")
    assert [(signal.kind, signal.value["status"]) for signal in found] == [("consent", "refused")]


def test_consent_withdrawn_for_everything_leaves_nothing_but_that() -> None:
    found = signals(
        "R:May I record this?",
        "V:Sure.",
        "V:We have a budget of fifty thousand.",
        "V:Please stop recording and delete everything.",
    )
    assert [(signal.kind, signal.value["effect"]) for signal in found] == [("consent", "everything")]


def test_what_was_said_after_consent_was_withdrawn_from_then_on_is_not_read() -> None:
    found = signals(
        "R:May I record this?",
        "V:Sure.",
        "V:We need it by June.",
        "V:Please stop recording from now on.",
        "V:Our budget is fifty thousand.",
    )
    kinds = [signal.kind for signal in found]
    assert "timeline" in kinds
    assert "budget" not in kinds


@pytest.mark.parametrize(
    ("said", "relation"),
    [
        ("We use Haulix today.", "uses"),
        ("We're comparing you with Haulix.", "evaluating"),
        ("We moved away from Haulix last year.", "left"),
        ("Haulix is cheaper than you.", "compared"),
    ],
)
def test_a_rival_has_the_relation_that_the_visitor_says(said: str, relation: str) -> None:
    assert values("competitor", f"V:{said}") == [{"name": "Haulix", "relation": relation}]


@pytest.mark.parametrize(
    "said",
    [
        "I used to work at Haulix.",
        "I was at the Haulix booth.",
        "A friend swears by Haulix.",
        "Never heard of Haulix.",
    ],
)
def test_a_rival_named_in_passing_is_none(said: str) -> None:
    assert values("competitor", f"V:{said}") == []


@pytest.mark.parametrize("heard", ["haulix", "haul licks", "Haulicks"])
def test_a_name_is_found_as_the_recogniser_writes_it(heard: str) -> None:
    assert values("competitor", f"V:we use {heard} at the moment") == [{"name": "Haulix", "relation": "uses"}]


@pytest.mark.parametrize(
    "said",
    ["my pulse is racing", "we reached the summit of the mountain", "oh no", "we need a torque wrench"],
)
def test_everyday_words_are_not_taken_for_names(said: str) -> None:
    assert [signal for signal in signals(f"V:{said}") if signal.kind in {"product", "competitor"}] == []


def test_an_objection_that_the_visitor_lets_go_of_is_resolved() -> None:
    found = values(
        "objection",
        "V:I'm worried about data protection.",
        "R:It is hosted on site.",
        "V:Oh, that's fine for us then.",
    )
    assert found == [{"what": "data protection", "resolved": True, "resolved_turn": 3}]


def test_a_signal_has_the_times_of_its_own_words() -> None:
    (found,) = signals("V:hello there, we use Haulix today", words=True)[:1]
    assert found.quote == "we use Haulix today"
    assert found.t0 == pytest.approx(10.2)


def test_without_a_pack_what_needs_no_names_is_found_all_the_same() -> None:
    found = signals("V:We do it in Excel and we need it by June.", pack=False)
    assert {signal.kind for signal in found} >= {"current_solution", "timeline"}


def test_reading_again_finds_the_same() -> None:
    lines = ("R:What do you use?", "V:We use Haulix, but we need something faster by June.")
    assert signals(*lines) == signals(*lines)


def test_no_turn_is_too_long_to_be_read() -> None:
    sides: list[Side] = ["visitor"]
    text = "we need it " * 5_000
    turn = talk("V:x")[0].model_copy(update={"text": text, "side": sides[0]})
    assert all(signal.quote in text for signal in find_signals([turn], event_date=EVENT_DAY, pack=None))


@pytest.mark.parametrize("empty", [": ", "...", "-", "?!", " , "])
def test_a_turn_without_a_word_is_an_answer_to_nothing(empty: str) -> None:
    assert not signals("R:What do you use today?", f"V:{empty}")


@pytest.mark.parametrize("unit", ["a ", "the ", "   ", "1", "50 ", "my boss ", "we need "])
def test_a_recogniser_that_loops_does_not_stop_the_box(unit: str) -> None:
    found = signals("R:Who decides, and what is your budget?", f"V:{unit * (600 // len(unit))}")
    assert len(found) < 10

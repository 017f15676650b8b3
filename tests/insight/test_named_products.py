"""Products that a rep names for what the visitor told, as the recogniser heard them."""

import pytest

from tests.insight.packs import values

_PAIN = "V:Somebody climbs up with a ladder every morning to read it off."


@pytest.mark.parametrize(
    ("named", "goes_on", "product"),
    [
        (
            "GridPilot would stagger the two furnaces.",
            "Whoever does, it must stay above 1,400 degrees.",
            "GridPilot",
        ),
        ("ColdTrace gives you a curve per box.", "Per box is overkill. Per pallet.", "ColdTrace"),
        ("site sentry has a speaker", "in my own voice", "SiteSentry"),
        (
            "Dispatch would bundle those calls.",
            "Bundle, but never make an urgent one wait.",
            "Corvane Dispatch",
        ),
        ("so look this is dispatch it learns his stops", "french menus", "Corvane Dispatch"),
        ("in dispatch there's a checklist per address", "so the driver sees the lift", "Corvane Dispatch"),
        ("Pulse, on every valve, would show that.", "On the steam side too?", "Pulse"),
        ("Pulse listens to the mould while it cools.", "Oil everywhere there, mind.", "Pulse"),
        ("pulse measures that the heat and the shaking", "and the noise", "Pulse"),
        ("have you seen pulse", "what does it do", "Pulse"),
        ("grip pilot gives you that by the minute", "by the hour would do", "GridPilot"),
        ("with lawn deck you'd have it in the browser", "we've no wifi in the yard", "LearnDeck"),
        ("ledge a mint shows who's over due on one screen", "my lady has one screen", "LedgerMint"),
        ("cold trays would have rung you after five minutes", "rung me or the guard", "ColdTrace"),
        (
            "so cold tracers would see it automatic every five minutes",
            "they can't fiddle with that",
            "ColdTrace",
        ),
        ("so pull sensors would tell you two weeks before", "two weeks is enough", "Pulse"),
        ("You wanted to know about ShopFloor One?", "Yes, we make rubber seals.", "ShopFloor One"),
        ("LearnDeck imports them. Which others have you seen?", "Edumont, this morning.", "LearnDeck"),
        ("medic slot isn't only medical a few town halls use it", "forty counters here", "MediSlot"),
    ],
)
def test_a_product_counts_where_the_rep_names_it_and_the_visitor_goes_on(
    named: str, goes_on: str, product: str
) -> None:
    assert values("product", _PAIN, f"R:{named}", f"V:{goes_on}") == [{"name": product}]


@pytest.mark.parametrize(
    ("said", "goes_on"),
    [
        ("GridPilot would stagger the two furnaces.", "No thanks, not for us."),
        ("GridPilot would stagger the two furnaces.", "I have to go, sorry."),
        ("LearnDeck's here if you've got two minutes.", "I'd better not start, it's not mine."),
        ("LearnDeck has a good maths editor.", "I'm sure it does, yeah."),
        ("With ColdTrace you'd see it live.", "We'd need that if we ever go abroad. That's years off."),
        ("Would you like a brochure on the SiteSentry?", "Go on then, I'll take one."),
        ("yes this works with dispatch", "no dispatch we don't need we have a roster and we keep it"),
        ("What does your pulse say on that ladder?", "Hundred and twenty."),
        ("Your pulse must race up there.", "It does."),
        ("Who sits in the dispatch office?", "My brother."),
        ("And the cold trays are read off too?", "Every one."),
        ("You could build on what's there.", "On that roof?"),
        ("Your cold trays go out by night?", "Mostly."),
        ("the driver's pulse is high then", "sky high"),
    ],
)
def test_words_that_are_no_product_and_products_turned_down_do_not_count(said: str, goes_on: str) -> None:
    assert values("product", _PAIN, f"R:{said}", f"V:{goes_on}") == []


@pytest.mark.parametrize(
    "said",
    ["The cold trays go back in the oven.", "ledge a mint shows up", "Grip pilot lights are out again."],
)
def test_a_visitors_words_that_only_sound_like_a_product_are_his_own(said: str) -> None:
    assert values("product", "R:What brings you?", f"V:{said}", "R:I see.", "V:Yes.") == []


@pytest.mark.parametrize(
    ("said", "product"),
    [
        ("We had Medisoft for the surgery for years, can you import from it?", None),
        ("We've been on Gridpoint for years, does yours do alarms?", None),
        ("I'm in dispatch, I do nights.", None),
        ("The girls from dispatch sent me.", None),
        ("We've a meeting next month, and a dispatch to write.", None),
        ("Not the shop floor one, what do you have for classrooms?", None),
        ("A colleague sent me for the LearnDeck price list.", "LearnDeck"),
        ("Tell me about medislots then.", "MediSlot"),
        ("A colleague told me to have a look at LearnDeck.", "LearnDeck"),
        ("My boss said I should ask for MediSlot.", "MediSlot"),
        ("What about dispatch, can it do two depots?", "Corvane Dispatch"),
    ],
)
def test_another_firm_s_system_or_an_office_is_no_product_of_ours(said: str, product: str | None) -> None:
    assert [value["name"] for value in values("product", f"V:{said}")] == ([product] if product else [])

"""Money that is there, planned or would be paid, in everyday words beyond the textbook's."""

import pytest

from tests.insight.packs import signals

_Amount = tuple[float | None, float | None, str | None, bool | None, str]
_SAID: list[tuple[str, str, _Amount]] = [
    (
        "R:What would that be worth to you?",
        "I couldn't go much past twelve a year, all in. Twelve thousand, I mean.",
        (None, 12000, None, None, "per_year"),
    ),
    (
        "R:Is there money for it?",
        "There's four pounds a pupil set aside, that's gone through governors already.",
        (4, 4, "GBP", True, "per_seat"),
    ),
    (
        "R:What amount have you kept aside?",
        "Around fifteen lakh rupees per year we can do. Management has already released it.",
        (1500000, 1500000, "INR", True, "per_year"),
    ),
    (
        "",
        "hmm and i'd want it for under 10 euros a keg otherwise it's more than the deposit",
        (None, 10, "EUR", None, "per_unit"),
    ),
    (
        "R:what did you have in mind",
        "we have 50 thousand for the whole hall not more",
        (None, 50000, None, None, "total"),
    ),
    (
        "R:can i ask what you'd spend",
        "um per case not more than 20 quid they get nicked you know",
        (None, 20, "GBP", None, "per_unit"),
    ),
    (
        "R:Is there a budget for the new system?",
        "There is, it's forty euros per lawyer, roughly, the partners haven't said yes formally.",
        (40, 40, "EUR", False, "per_seat"),
    ),
    (
        "R:Where are you with money?",
        "State safety grant. Ninety thousand dollars, it's awarded, it's in the bank.",
        (90000, 90000, "USD", True, "total"),
    ),
    (
        "R:How much could it cost per month?",
        "I'd thought of 60 euros the month. Maybe 80, if it also answers the phone.",
        (60, 80, "EUR", None, "per_month"),
    ),
    (
        "",
        "I can spend up to fifteen hundred a year, and the trustees would have to approve whichever system it is.",
        (None, 1500, None, None, "per_year"),
    ),
    (
        "R:what's your feeling",
        "they are costly like 40 lacs and we are thinking of 20 to 25 lacs maximum rupees",
        (2000000, 2500000, "INR", None, "total"),
    ),
    (
        "R:how much would you put into solving that",
        "it mustnt cost us more than seventy thousand euro",
        (None, 70000, "EUR", None, "total"),
    ),
    (
        "R:What will he nod to?",
        "Fifteen hundred Canadian dollars per machine.",
        (1500, 1500, "CAD", None, "per_unit"),
    ),
    ("R:Budget?", "Eighty, eighty-five thousand złoty.", (80000, 85000, "PLN", None, "total")),
    (
        "R:And your budget?",
        "We'd put in ten, perhaps twelve thousand euros for a pilot.",
        (10000, 12000, "EUR", None, "total"),
    ),
    (
        "R:And is there money?",
        "For electronics I've got between 80 and 100 thousand in the plan, euros.",
        (80000, 100000, "EUR", None, "total"),
    ),
    (
        "R:What did they want for it?",
        "They quoted me two thousand a month. I'd stretch to fifteen hundred pounds a month, that's my ceiling.",
        (None, 1500, "GBP", None, "per_month"),
    ),
    (
        "R:here so the budget",
        "we pay edumont eight thousand a year i could go to ten",
        (None, 10000, None, None, "per_year"),
    ),
    (
        "R:is there a budget",
        "we planned for two hundred no wait for a hundred twenty thousand",
        (120000, 120000, None, None, "total"),
    ),
    (
        "R:thanks for coming back",
        "sure so about the money i said a hundred thousand yesterday it's a hundred forty now the council added some",
        (140000, 140000, None, None, "total"),
    ),
    (
        "R:so tell me",
        "we have a budget of five hundred thousand forget that i mixed it up that's the other project here it's more like two hundred thousand",
        (200000, 200000, None, None, "total"),
    ),
    ("", "I've scraped together eighteen grand.", (18000, 18000, None, None, "total")),
    ("", "There's a pot of a quarter of a million for digital stuff.", (250000, 250000, None, None, "total")),
    ("", "The board's put five million crowns in next year's plan.", (5000000, 5000000, None, None, "total")),
    ("", "We could stomach about nine hundred a month.", (900, 900, None, None, "per_month")),
    ("", "Anything north of forty thousand is out of the question.", (None, 40000, None, None, "total")),
    (
        "R:What would that be worth to you?",
        "Somewhere around thirty, thirty-five thousand.",
        (30000, 35000, None, None, "total"),
    ),
    (
        "R:What would that be worth to you?",
        "Fifteen, twenty grand, something like that.",
        (15000, 20000, None, None, "total"),
    ),
    (
        "R:What would that be worth to you?",
        "Not a penny over two thousand.",
        (None, 2000, None, None, "total"),
    ),
    (
        "R:What would that be worth to you?",
        "No more than eight euros a head.",
        (None, 8, "EUR", None, "per_seat"),
    ),
    (
        "R:What would that be worth to you?",
        "Two hundred and fifty thousand dollars over three years.",
        (250000, 250000, "USD", None, "total"),
    ),
    (
        "R:What would that be worth to you?",
        "I'd say twelve to fifteen hundred per truck.",
        (1200, 1500, None, None, "per_unit"),
    ),
    (
        "R:Is there money for it?",
        "Forty-five thousand, and it's signed off.",
        (45000, 45000, None, True, "total"),
    ),
    (
        "R:Is there money for it?",
        "Yes, 30k, but the council hasn't passed it yet.",
        (30000, 30000, None, False, "total"),
    ),
    (
        "R:Is there money for it?",
        "We've applied for a hundred thousand, waiting to hear.",
        (100000, 100000, None, False, "total"),
    ),
    ("R:Is there money for it?", "It's pencilled in at sixty thousand.", (60000, 60000, None, None, "total")),
    (
        "R:Is there money for it?",
        "There's a line for it, 25,000 euros.",
        (25000, 25000, "EUR", None, "total"),
    ),
    (
        "R:Is there money for it?",
        "I've been promised seventy-five thousand pounds.",
        (75000, 75000, "GBP", None, "total"),
    ),
    ("R:What's the budget?", "Half a million, give or take.", (500000, 500000, None, None, "total")),
    ("R:What's the budget?", "Low six figures.", (100000, 300000, None, None, "total")),
    (
        "R:What's the budget?",
        "About 1.2 million, approved in March.",
        (1200000, 1200000, None, True, "total"),
    ),
    ("R:What's your limit?", "A hundred and fifty a month per van.", (150, 150, None, None, "per_unit")),
    ("R:How much?", "Eight hundred quid, tops.", (None, 800, "GBP", None, "total")),
    ("R:And what may it cost?", "Maximum 3000 francs per room.", (None, 3000, "CHF", None, "per_unit")),
    ("R:What had you in mind?", "Something between forty and fifty K.", (40000, 50000, None, None, "total")),
    (
        "R:Have you got funding?",
        "We've a grant in, hundred and twenty thousand pounds, we'll hear in June.",
        (120000, 120000, "GBP", False, "total"),
    ),
    (
        "R:What sort of figure are we talking?",
        "Nothing with five noughts in it. Forty grand, tops.",
        (None, 40000, None, None, "total"),
    ),
    (
        "R:What would you pay for that?",
        "Per bed, maybe three euros a month.",
        (3, 3, "EUR", None, "per_unit"),
    ),
    (
        "R:Ballpark?",
        "Sixteen to eighteen thousand, and the trustees have already nodded it through.",
        (16000, 18000, None, True, "total"),
    ),
    (
        "",
        "I can lay my hands on about six thousand before the year's out.",
        (6000, 6000, None, None, "total"),
    ),
    (
        "R:How much have you set aside?",
        "Two crore, sanctioned already.",
        (20000000, 20000000, None, True, "total"),
    ),
    ("R:What's the ceiling?", "We won't go above nine ninety a month.", (None, 990, None, None, "per_month")),
    (
        "R:What are you working with, moneywise?",
        "Call it eighty-five, all told. Thousand, obviously.",
        (85000, 85000, None, None, "total"),
    ),
    (
        "R:Is that budgeted?",
        "It is, seventy thousand, it's in the 2027 plan, signed and sealed.",
        (70000, 70000, None, True, "total"),
    ),
    ("", "They've given me fifteen hundred quid to play with.", (1500, 1500, "GBP", True, "total")),
    ("", "Anything up to two thousand a month I'd call reasonable.", (None, 2000, None, None, "per_month")),
    (
        "R:What's the budget like?",
        "Tight. Twenty-five K, and I'd rather not spend it all.",
        (25000, 25000, None, None, "total"),
    ),
    (
        "R:How does 30 thousand sound?",
        "Too much. Twenty I could live with.",
        (20000, 20000, None, None, "total"),
    ),
    (
        "R:and what about costs",
        "we can spend ten to twelve lakhs in first phase",
        (1000000, 1200000, None, None, "total"),
    ),
    (
        "",
        "Money isn't the issue, the ministry's released four million crowns for it.",
        (4000000, 4000000, None, True, "total"),
    ),
    (
        "R:What's your budget for it?",
        "We've ring-fenced a hundred and forty thousand.",
        (140000, 140000, None, True, "total"),
    ),
    (
        "R:What can you stretch to?",
        "Forty-five hundred a line, not a krona more.",
        (None, 4500, None, None, "per_unit"),
    ),
    (
        "R:What's the damage allowed to be?",
        "Twelve to fourteen thousand, ex VAT.",
        (12000, 14000, None, None, "total"),
    ),
    (
        "R:Money's there?",
        "Money's there. Two hundred thousand, board signed it off in April.",
        (200000, 200000, None, True, "total"),
    ),
    ("", "We've pencilled in five hundred a seat.", (500, 500, None, None, "per_seat")),
]
_NOTHING = [
    ("R:Is there money for it?", "Nobody's given me a budget."),
    ("R:Is there money for it?", "Not a bean."),
    ("R:Is there money for it?", "Not yet, no."),
    ("R:Is there money for it?", "There's nothing in the kitty."),
    ("", "We don't have a budget for that."),
    ("", "Money's tight, there's none this year."),
    ("R:Is there money for it?", "Zero, zilch."),
    ("", "There's no money in the pot for this."),
    ("R:Is there money for it?", "No budget as such."),
    ("", "I've no budget of my own."),
    ("", "The budget's been cut to nothing."),
    ("R:Is there money for it?", "None so far."),
    ("", "We're skint."),
]
_NO_BUDGET = [
    ("", "No login means any creep can see it."),
    (
        "R:How much do you lose on that?",
        "My controller says two percent of turnover, that would be 1.6 million.",
    ),
    ("R:And who signs?", "School board votes. They vote on June 9."),
    ("R:Yours to spend?", "Me and my brother own it fifty-fifty."),
    ("", "Guards cost us 11,000 a month."),
    ("R:How many?", "Two hundred."),
    ("R:What do they charge?", "Forty a month."),
    ("", "Each bearing's six figures with the crane."),
    ("R:What does a failure cost you?", "Ten thousand an hour."),
    ("", "We turn over eight million."),
    ("R:And what do you pay now?", "Nine hundred a month."),
    ("", "They wanted twenty thousand for it."),
    ("", "My mate paid thirty grand."),
    ("", "We lost forty thousand last year."),
    ("R:What is it worth, the load?", "Two million per container."),
    ("R:So how's that priced?", "Thirty percent off."),
    ("", "It's two thousand a year? No."),
    ("", "I've got four hundred photos."),
    ("", "We have 12 thousand hectares."),
    ("R:How many of them?", "About fifty thousand, one in five."),
]


@pytest.mark.parametrize(("asked", "said", "amount"), _SAID)
def test_a_budget_is_found_in_everyday_words(asked: str, said: str, amount: _Amount) -> None:
    found = [one for one in signals(*([asked] if asked else []), f"V:{said}") if one.kind == "budget"]
    keys = ("min", "max", "currency", "approved", "basis")
    assert [tuple(one.value[key] for key in keys) for one in found] == [amount]


@pytest.mark.parametrize(("asked", "said"), _NOTHING)
def test_that_there_is_no_money_is_heard(asked: str, said: str) -> None:
    found = [one for one in signals(*([asked] if asked else []), f"V:{said}") if one.kind == "budget"]
    assert [one.polarity for one in found] == ["absent"]


@pytest.mark.parametrize(("asked", "said"), _NO_BUDGET)
def test_losses_prices_dates_and_head_counts_are_no_budget(asked: str, said: str) -> None:
    assert [one for one in signals(*([asked] if asked else []), f"V:{said}") if one.kind == "budget"] == []

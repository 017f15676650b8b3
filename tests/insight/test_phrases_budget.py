import pytest

from tests.insight.packs import signals

_Amount = tuple[float | None, float | None, str | None, bool | None, str | None]
_ASK = "R:What's the budget?"
SAID: list[tuple[tuple[str, ...], _Amount]] = [
    # Short answers
    ((_ASK, "V:Forty."), (40_000, 40_000, None, None, "total")),
    ((_ASK, "V:Forty thousand euros."), (40_000, 40_000, "EUR", None, "total")),
    ((_ASK, "V:Two fifty k."), (250_000, 250_000, None, None, "total")),
    ((_ASK, "V:Realistically eighty thousand dollars."), (80_000, 80_000, "USD", None, "total")),
    ((_ASK, "V:I'd say fifteen thousand, give or take."), (15_000, 15_000, None, None, "total")),
    ((_ASK, "V:Around half a million dollars."), (500_000, 500_000, "USD", None, "total")),
    ((_ASK, "V:No more than thirty thousand."), (None, 30_000, None, None, "total")),
    ((_ASK, "V:Somewhere between ten and fifteen k euros."), (10_000, 15_000, "EUR", None, "total")),
    ((_ASK, "V:eighty to a hundred thousand pounds"), (80_000, 100_000, "GBP", None, "total")),
    ((_ASK, "V:thirty thirty-five thousand francs"), (30_000, 35_000, "CHF", None, "total")),
    ((_ASK, "V:uh twelve thousand euro a year"), (12_000, 12_000, "EUR", None, "per_year")),
    ((_ASK, "V:Our ceiling is sixty thousand."), (None, 60_000, None, None, "total")),
    ((_ASK, "V:Sixty is the ceiling. Thousand, of course."), (None, 60_000, None, None, "total")),
    ((_ASK, "V:At most 20k, dollars."), (None, 20_000, "USD", None, "total")),
    ((_ASK, "V:Fifteen, no, fifty thousand dollars."), (50_000, 50_000, "USD", None, "total")),
    ((_ASK, "V:it's 30 sorry 13 thousand dollars"), (13_000, 13_000, "USD", None, "total")),
    ((_ASK, "V:Five to seven thousand euros per year."), (5_000, 7_000, "EUR", None, "per_year")),
    ((_ASK, "V:three million yen"), (3_000_000, 3_000_000, "JPY", None, "total")),
    ((_ASK, "V:150,000 Swedish crowns."), (150_000, 150_000, "SEK", None, "total")),
    ((_ASK, "V:Two hundred thousand Danish kroner."), (200_000, 200_000, "DKK", None, "total")),
    ((_ASK, "V:Ninety thousand zlotys."), (90_000, 90_000, "PLN", None, "total")),
    ((_ASK, "V:one point two million euros over three years"), (1_200_000, 1_200_000, "EUR", None, "total")),
    ((_ASK, "V:Around two fifty thousand dollars over everything"), (250_000, 250_000, "USD", None, "total")),
    ((_ASK, "V:More than a hundred thousand dollars."), (100_000, None, "USD", None, "total")),
    ((_ASK, "V:A five-digit sum, twenty thousand or so."), (20_000, 20_000, None, None, "total")),
    ((_ASK, "V:Ten dollars a head."), (10, 10, "USD", None, "per_seat")),
    (
        ("R:What would you pay?", "V:ten dollars per seat per month would be okay"),
        (10, 10, "USD", None, "per_seat"),
    ),
    (("R:What would you pay?", "V:Three hundred euros per vehicle."), (300, 300, "EUR", None, "per_unit")),
    (
        ("R:What would you pay?", "V:Eight thousand dollars a month."),
        (8_000, 8_000, "USD", None, "per_month"),
    ),
    (("R:What would you pay?", "V:we can go up too ninety k euros"), (None, 90_000, "EUR", None, "total")),
    (("R:Budget?", "V:Hundred K."), (100_000, 100_000, None, None, "total")),
    (
        ("R:Budget?", "V:Um, it used to be fifty, now it's eighty thousand."),
        (80_000, 80_000, None, None, "total"),
    ),
    (
        ("R:What could you spend?", "V:Depends. Between forty and fifty, thousand that is."),
        (40_000, 50_000, None, None, "total"),
    ),
    (
        ("R:Do you have money for it?", "V:Some. Thirty thousand, maybe thirty five."),
        (30_000, 35_000, None, None, "total"),
    ),
    (("R:What's the frame?", "V:3 to 4k per machine."), (3_000, 4_000, None, None, "per_unit")),
    # Approval in the same breath, in the next clause, in the next turn
    (
        (_ASK, "V:A hundred and twenty thousand dollars, signed off."),
        (120_000, 120_000, "USD", True, "total"),
    ),
    ((_ASK, "V:Thirty thousand euros, and it's approved."), (30_000, 30_000, "EUR", True, "total")),
    ((_ASK, "V:25k, but not approved yet."), (25_000, 25_000, None, False, "total")),
    (
        (_ASK, "V:Fifty thousand pounds, the board still has to release it."),
        (50_000, 50_000, "GBP", False, "total"),
    ),
    (
        (_ASK, "V:Seventy thousand dollars.", "R:Nice.", "V:It's not approved yet though."),
        (70_000, 70_000, "USD", False, "total"),
    ),
    ((_ASK, "V:Seventy thousand.", "R:Is that approved?", "V:Yes."), (70_000, 70_000, None, True, "total")),
    (
        (_ASK, "V:Seventy thousand.", "R:Is that approved?", "V:Not yet."),
        (70_000, 70_000, None, False, "total"),
    ),
    # The rest of the amount in a later turn
    ((_ASK, "V:Fifty thousand.", "R:Euros?", "V:Dollars."), (50_000, 50_000, "USD", None, "total")),
    (
        (_ASK, "V:Two hundred fifty.", "R:Thousand?", "V:Two hundred fifty thousand, yes, Swiss francs."),
        (250_000, 250_000, "CHF", None, "total"),
    ),
    ((_ASK, "V:Eight thousand.", "R:A year?", "V:Yes, a year."), (8_000, 8_000, None, None, "per_year")),
    ((_ASK, "V:Twenty thousand.", "R:In euros?", "V:Yes, euros."), (20_000, 20_000, "EUR", None, "total")),
    # Without a question
    (("V:We've set aside about forty thousand euros for it.",), (40_000, 40_000, "EUR", None, "total")),
    (("V:weve put 60000 pounds aside",), (60_000, 60_000, "GBP", None, "total")),
    (("V:There's a hundred thousand in the plan for next year.",), (100_000, 100_000, None, None, "total")),
    (
        ("V:it's in the plan a hundred and twenty thousand pounds for next year",),
        (120_000, 120_000, "GBP", None, "total"),
    ),
    (("V:Our budget is 35,000 dollars.",), (35_000, 35_000, "USD", None, "total")),
    (("V:We could spend up to eighty thousand.",), (None, 80_000, None, None, "total")),
    (("V:We wouldn't go beyond 80k.",), (None, 80_000, None, None, "total")),
    (("V:I've got twenty-five thousand euros a year for this.",), (25_000, 25_000, "EUR", None, "per_year")),
    (("V:The board gave us two hundred thousand dollars for it.",), (200_000, 200_000, "USD", True, "total")),
    (("V:We got a grant of ninety thousand euros.",), (90_000, 90_000, "EUR", None, "total")),
    (("V:I'd pay fifteen thousand a year for that.",), (15_000, 15_000, None, None, "per_year")),
    (("V:For that I'd go to twenty-four thousand euros a year.",), (None, 24_000, "EUR", None, "per_year")),
    (
        ("V:We've earmarked seventy-five thousand dollars for the labs.",),
        (75_000, 75_000, "USD", None, "total"),
    ),
    (("V:We can't spend more than 12 thousand euros.",), (None, 12_000, "EUR", None, "total")),
    (("V:Next fiscal year we should have around two fifty k.",), (250_000, 250_000, None, None, "total")),
    (("V:For us thirty thousand francs would be the frame.",), (30_000, 30_000, "CHF", None, "total")),
    (("V:thirty five hundred a year is what we put in the plan",), (3_500, 3_500, None, None, "per_year")),
    (("V:I can spend around 40k.",), (40_000, 40_000, None, None, "total")),
    (("V:We have two hundred grand to invest.",), (200_000, 200_000, None, None, "total")),
    (
        ("V:We asked for 35 thousand euros, it hasn't been approved yet.",),
        (35_000, 35_000, "EUR", False, "total"),
    ),
    (("V:Our limit is nine thousand dollars a month.",), (None, 9_000, "USD", None, "per_month")),
]
NOTHING: list[tuple[str, ...]] = [
    ("V:There's no budget for this yet.",),
    ("V:Our budget was cut, so nothing this year.",),
    ("R:And money?", "V:Nothing in this year's budget, sorry."),
    ("V:two years ago we had 100k today theres no money for it",),
    ("V:We don't have any money left this year.",),
    ("R:Is there a budget?", "V:Not yet."),
    ("R:Do you have a budget?", "V:No, none."),
    ("V:The budget is frozen until further notice.",),
    ("V:we havent budgeted anything",),
    ("V:Nothing's been set aside for that.",),
]
NOT_SAID: list[tuple[str, ...]] = [
    ("V:Turnover is thirty million.",),
    ("V:We have three hundred employees.",),
    ("V:We pay about twenty thousand for Gleamtrack today.",),
    ("V:we're at four thousand euro per year and site today with guards",),
    ("V:I can sign up to ten thousand myself.",),
    ("V:My own limit is ten thousand, more goes to the board.",),
    ("V:Above fifteen thousand the managing director has to sign.",),
    ("V:The board has to approve anything over fifty thousand.",),
    ("V:A customer of ours spent half a million on that.",),
    ("V:Our neighbour paid eighty thousand for his.",),
    ("V:If we had a million lying around we'd buy it today.",),
    ("V:if it was my money a million ha",),
    ("V:Your price list says forty dollars per seat.",),
    ("V:The first offer was sixty thousand, too expensive.",),
    ("V:We lost a hundred thousand last year to theft.",),
    ("V:A machine like that costs three hundred thousand.",),
    ("V:We make two million parts a month.",),
    ("V:Eighteen thousand students, four campuses.",),
    ("V:Eighty sites.",),
    ("V:We ship four thousand parcels a day.",),
    ("V:We have two hundred thousand households.",),
    ("V:Everything's at eighteen degrees.",),
    ("V:We run about sixty trucks out of the port.",),
    ("V:It saved us thirty thousand euros.",),
    ("V:We sold ninety thousand dollars of it.",),
    ("V:The fine was fifty thousand euros.",),
    ("V:An hour of downtime costs us ten thousand dollars.",),
    ("V:I make fifty thousand a year, so no.",),
    ("V:Imagine we had two hundred thousand.",),
    ("V:They told us at the other stand it's twelve thousand.",),
    ("R:It starts at twelve thousand dollars a year.", "V:Twelve thousand, okay."),
    ("R:It's two hundred a month per truck.", "V:Two hundred, I see."),
    ("R:How many sites?", "V:Eighty."),
    ("R:How many people?", "V:Three hundred."),
    ("R:How long does that take?", "V:Forty minutes."),
    ("R:What's your budget?", "V:I can't tell you that."),
    ("R:What's your budget?", "V:In June, when the new plan is out."),
    ("V:Not more than ten euros a head per month. Take that back, I've no idea.",),
    ("V:We had eighty thousand in 2019.",),
    ("V:The warehouse has forty thousand square meters.",),
    ("V:Is fifty thousand enough?",),
    ("V:Hall 40, booth 12.",),
    ("V:The licence is nine hundred euros a month at the moment.",),
    ("V:Our old system cost eighty thousand euros.",),
]


def _budgets(*lines: str) -> list[tuple[str, _Amount]]:
    return [
        (
            signal.polarity,
            tuple(signal.value[key] for key in ("min", "max", "currency", "approved", "basis")),  # type: ignore[misc]
        )
        for signal in signals(*lines)
        if signal.kind == "budget"
    ]


@pytest.mark.parametrize(("lines", "amount"), SAID)
def test_money_for_it_is_found_however_it_is_said(lines: tuple[str, ...], amount: _Amount) -> None:
    assert _budgets(*lines) == [("present", amount)]


@pytest.mark.parametrize("lines", NOTHING)
def test_that_there_is_no_money_is_found_however_it_is_said(lines: tuple[str, ...]) -> None:
    assert [polarity for polarity, _ in _budgets(*lines)] == ["absent"]


@pytest.mark.parametrize("lines", NOT_SAID)
def test_prices_counts_and_other_peoples_money_are_no_budget(lines: tuple[str, ...]) -> None:
    assert _budgets(*lines) == []

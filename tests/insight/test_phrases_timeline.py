import pytest

from tests.insight.packs import signals

_When = tuple[str | None, str | None]
_ASK = "R:And when do you decide?"
SAID: list[tuple[tuple[str, ...], _When]] = [
    # Short answers; the event is on Tuesday, 12 May 2026
    ((_ASK, "V:In October."), ("2026-10-01", "2026-10-31")),
    ((_ASK, "V:October, I think."), ("2026-10-01", "2026-10-31")),
    ((_ASK, "V:Next quarter."), ("2026-07-01", "2026-09-30")),
    ((_ASK, "V:In Q4."), ("2026-10-01", "2026-12-31")),
    ((_ASK, "V:By Christmas."), (None, "2026-12-25")),
    ((_ASK, "V:By the end of September at the latest."), (None, "2026-09-30")),
    ((_ASK, "V:After January."), ("2027-02-01", None)),
    ((_ASK, "V:Not before next year."), ("2027-01-01", None)),
    ((_ASK, "V:not before september"), ("2026-09-01", None)),
    ((_ASK, "V:Over the summer, when it's quiet."), ("2026-06-01", "2026-08-31")),
    ((_ASK, "V:Before the summer."), (None, "2026-05-31")),
    ((_ASK, "V:within six weeks"), (None, "2026-06-23")),
    ((_ASK, "V:within for weeks"), (None, "2026-06-09")),
    ((_ASK, "V:in ate weeks"), ("2026-07-07", "2026-07-07")),
    ((_ASK, "V:in too months"), ("2026-07-12", "2026-07-12")),
    ((_ASK, "V:In the second half of 2026."), ("2026-07-01", "2026-12-31")),
    ((_ASK, "V:In the second half of the year."), ("2026-07-01", "2026-12-31")),
    ((_ASK, "V:Next year."), ("2027-01-01", "2027-12-31")),
    ((_ASK, "V:Next fiscal year."), ("2027-04-01", "2028-03-31")),
    ((_ASK, "V:In spring 2027."), ("2027-03-01", "2027-05-31")),
    ((_ASK, "V:By the end of the year."), (None, "2026-12-31")),
    ((_ASK, "V:In the first quarter of next year."), ("2027-01-01", "2027-03-31")),
    ((_ASK, "V:Realistically in November."), ("2026-11-01", "2026-11-30")),
    ((_ASK, "V:Hm, I'd say in March or April."), ("2027-03-01", "2027-04-30")),
    ((_ASK, "V:It has to be live by the first of July."), (None, "2026-07-01")),
    ((_ASK, "V:pilot in november on one line"), ("2026-11-01", "2026-11-30")),
    ((_ASK, "V:After the summer break, in October."), ("2026-10-01", "2026-10-31")),
    ((_ASK, "V:no later than june"), (None, "2026-06-30")),
    ((_ASK, "V:From September on."), ("2026-09-01", None)),
    ((_ASK, "V:In June, no, sorry, July."), ("2026-07-01", "2026-07-31")),
    ((_ASK, "V:On the third of June."), ("2026-06-03", "2026-06-03")),
    ((_ASK, "V:end of august"), (None, "2026-08-31")),
    (
        ("R:When would it start?", "V:The decision comes in July. On Friday we only have a workshop."),
        ("2026-07-01", "2026-07-31"),
    ),
    (
        ("R:When must it run?", "V:On Friday we have a workshop on it. The decision comes in July."),
        ("2026-07-01", "2026-07-31"),
    ),
    (
        (
            "R:When would you want it?",
            "V:Before the year-end close would be dreaming. We decide after September.",
        ),
        ("2026-10-01", None),
    ),
    (("R:And when would they?", "V:Before the end of April."), (None, "2027-04-30")),
    # Without a question
    (("V:We want to roll it out before the summer.",), (None, "2026-05-31")),
    (("V:We'd order in the third quarter.",), ("2026-07-01", "2026-09-30")),
    (("V:we must decide before end of june",), (None, "2026-06-30")),
    (("V:In six weeks we decide.",), ("2026-06-23", "2026-06-23")),
    (("V:We start a trial on the first of June, with you or somebody else.",), ("2026-06-01", "2026-06-01")),
    (("V:next month the steering group picks a vendor",), ("2026-06-01", "2026-06-30")),
    (("V:The new law comes in March but we want to order by the end of this year.",), (None, "2026-12-31")),
    (("V:Then we order thirty more in the autumn.",), ("2026-09-01", "2026-11-30")),
    (("V:The tender opens in February.",), ("2027-02-01", "2027-02-28")),
    (("V:It has to go live by the end of Q3.",), (None, "2026-09-30")),
    (("V:We need it running by August.",), (None, "2026-08-31")),
    (("V:The rollout is planned for next spring.",), ("2027-03-01", "2027-05-31")),
    (("V:We're hoping to go live in January.",), ("2027-01-01", "2027-01-31")),
    (("V:I want this in place by Easter.",), (None, "2027-03-28")),
    (("V:we buy in november every station gets one",), ("2026-11-01", "2026-11-30")),
    (("V:Purchasing signs in December.",), ("2026-12-01", "2026-12-31")),
    (("V:The new system must be there by the first of October.",), (None, "2026-10-01")),
    # The end of a contract
    (("V:Our contract with them runs out in March.",), ("2027-03-01", "2027-03-31")),
    (("V:The contract runs until the end of September, so we switch then.",), (None, "2026-09-30")),
    (("R:When does your contract end?", "V:It expires on 31 January."), ("2027-01-31", "2027-01-31")),
    (("V:our deal with them ends on the 31st of august",), ("2026-08-31", "2026-08-31")),
    (("V:The licence is up in November.",), ("2026-11-01", "2026-11-30")),
    (("V:We're locked in until June.",), (None, "2026-06-30")),
    (("V:The lease on the old ones ends in the autumn.",), ("2026-09-01", "2026-11-30")),
    (("V:Our subscription comes up for renewal in July.",), ("2026-07-01", "2026-07-31")),
]
NOTHING: list[tuple[str, ...]] = [
    ("R:When do you want to start?", "V:No hurry."),
    ("R:When do you want to start?", "V:There's no fixed date."),
    ("R:Is there a deadline?", "V:No, we've got no deadline."),
    ("R:How soon?", "V:We're not in a rush."),
    ("V:There's no timeline yet.",),
]
NOT_SAID: list[tuple[str, ...]] = [
    ("V:The keynote starts in ten minutes.",),
    ("V:The grid report is due by November.",),
    ("V:My daughter needs the laptop by Monday.",),
    ("V:The audit is in June.",),
    ("V:We were founded in 2019.",),
    ("V:We bought the last one in March.",),
    ("V:Our neighbour starts in July.",),
    ("V:The building opens in 2028.",),
    ("V:On Friday we have a company party.",),
    ("V:The season starts in May.",),
    ("V:I'm on holiday in August.",),
    ("V:Call me next week.",),
    ("V:The new law comes in March.",),
    ("V:It takes us three weeks to get a spare part.",),
    ("V:They need six weeks to answer.",),
    ("V:Every December we count everything by hand.",),
    ("V:We count the stock every quarter.",),
    ("V:Last year we decided against it.",),
    ("V:Do you ship in June?",),
    ("V:When can you deliver, in July?",),
    ("V:If we decided in June, what then?",),
    ("V:One of our customers goes live in October.",),
    ("V:See you tomorrow.",),
    ("V:Let's talk again in two weeks.",),
    ("V:I'll send it to you by Friday.",),
    ("V:The meeting is on Thursday.",),
    ("V:Attention please, the show closes at six today.",),
    ("V:The course runs until July.",),
    ("V:Our trainees start in September.",),
    ("V:We harvest in October.",),
    ("V:The shift starts at six.",),
    ("V:In winter the doors freeze.",),
    ("V:In summer it's too hot for the sensors.",),
    ("V:Half of the reports are late in December.",),
    ("V:My flight goes on Thursday.",),
    ("V:I joined the firm in January.",),
    ("R:When does the audit start?", "V:In June."),
    ("R:When can we call you?", "V:On Thursday."),
    ("R:We deliver in six weeks.", "V:Six weeks."),
    ("R:How long do repairs take?", "V:Two weeks."),
    ("R:We can ship in July.", "V:July, okay."),
    ("V:We need it by August. Forget that, that's the other project.",),
    ("V:The merger is done by the end of the year.",),
]


def _timelines(*lines: str) -> list[tuple[str, _When]]:
    return [
        (signal.polarity, (signal.value["earliest"], signal.value["latest"]))  # type: ignore[misc]
        for signal in signals(*lines)
        if signal.kind == "timeline"
    ]


@pytest.mark.parametrize(("lines", "when"), SAID)
def test_when_they_decide_is_found_however_it_is_said(lines: tuple[str, ...], when: _When) -> None:
    assert _timelines(*lines) == [("present", when)]


@pytest.mark.parametrize("lines", NOTHING)
def test_that_there_is_no_hurry_is_found_however_it_is_said(lines: tuple[str, ...]) -> None:
    assert [polarity for polarity, _ in _timelines(*lines)] == ["absent"]


@pytest.mark.parametrize("lines", NOT_SAID)
def test_other_dates_set_no_timeline(lines: tuple[str, ...]) -> None:
    assert _timelines(*lines) == []

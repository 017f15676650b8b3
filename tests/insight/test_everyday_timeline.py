"""When they decide, order and start, in everyday words beyond the textbook's; the event is on 12 May 2026."""

import pytest

from tests.insight.packs import signals, values

_Days = list[tuple[str | None, str | None]]
_SAID: list[tuple[str, str, _Days]] = [
    ("R:And when would you order?", "September I suppose.", [("2026-09-01", "2026-09-30")]),
    ("R:So what's your horizon?", "In the course of the second half year.", [("2026-07-01", "2026-12-31")]),
    (
        "R:When would you want to start?",
        "We go step by step. Warehouse in the autumn, and the shops, that's spring.",
        [("2026-09-01", "2026-11-30"), ("2027-03-01", "2027-05-31")],
    ),
    (
        "R:You mentioned a tender.",
        "Yes, it goes out in week thirty two, and we award it in week forty.",
        [("2026-08-03", "2026-08-09"), ("2026-09-28", "2026-10-04")],
    ),
    ("R:Sounds like next year then?", "Yeah. Second quarter or so.", [("2027-04-01", "2027-06-30")]),
    ("R:And you'd start next year?", "No, October.", [("2026-10-01", "2026-10-31")]),
    ("", "We begin in August, second half probably.", [("2026-08-16", "2026-08-31")]),
    (
        "",
        "The inspection is on the twelfth of June and it must be running by the tenth.",
        [(None, "2026-06-10")],
    ),
    ("", "The date is the thirtieth of June.", [("2026-06-30", "2026-06-30")]),
    ("R:So no decision this month?", "No, end of June at the earliest.", [("2026-06-30", None)]),
    ("R:And when?", "Spring twenty seven.", [("2027-03-01", "2027-05-31")]),
    ("", "Delivery in November last time was five weeks late.", []),
    ("R:Will you be in Hannover next spring?", "Yes, in April, same hall as always.", []),
    ("R:and your timing", "were going to sign in the third quarter", [("2026-07-01", "2026-09-30")]),
    ("R:and when will it happen", "this year by the end of november", [(None, "2026-11-30")]),
    (
        "R:Could you imagine piloting it?",
        "With the third-year students, in the summer term? No, no, they've exams. We'd begin in September.",
        [("2026-09-01", "2026-09-30")],
    ),
    (
        "",
        "Ours is a co-operative, so the members' meeting picks the supplier in six weeks.",
        [("2026-06-23", "2026-06-23")],
    ),
    (
        "R:Would you switch?",
        "Maybe in two years. Right now I don't have a cent to spare.",
        [("2028-05-12", "2028-05-12")],
    ),
    ("", "And we'd have to launch in spring.", [("2027-03-01", "2027-05-31")]),
    (
        "R:Would you switch in the running year?",
        "No no. First of January or not at all.",
        [("2027-01-01", "2027-01-01")],
    ),
    (
        "R:Yes both time frame?",
        "The new platform should be there for the academic year so September 2027 and the decision falls in January...",
        [("2027-09-01", "2027-09-30"), ("2027-01-01", "2027-01-31")],
    ),
    (
        "R:When do they plan spending?",
        "Next time they approve anything is in November.",
        [("2026-11-01", "2026-11-30")],
    ),
    ("R:And who signs?", "The school board votes. They vote on June 9.", [("2026-06-09", "2026-06-09")]),
    (
        "R:Lovely when would you go.",
        "The line's down first two weeks of august so it has to be then.",
        [("2026-08-01", "2026-08-14")],
    ),
    (
        "R:Do you have funds?",
        "I've got an underspend of eight thousand, and if it's not gone by 31 March they have it back off me.",
        [(None, "2027-03-31")],
    ),
    (
        "R:want to try one",
        "yes i would want ten for a test in the shutdown week that's week 45",
        [("2026-11-02", "2026-11-08")],
    ),
    (
        "",
        "well i'd start with two hundred kegs before christmas trade so by November 15th if the wife agrees",
        [(None, "2026-11-15")],
    ),
    (
        "R:And the time line?",
        "The new GDP rules kick in on January first, it must be running by then.",
        [(None, "2027-01-01")],
    ),
    (
        "R:When?",
        "We open the new store in November and by then it should hang there.",
        [(None, "2026-11-30")],
    ),
    ("R:And then?", "We order in the course of August.", [("2026-08-01", "2026-08-31")]),
    ("R:When would you decide?", "Middle of June, I'd say.", [("2026-06-11", "2026-06-20")]),
    ("R:When would you decide?", "Not before autumn.", [("2026-09-01", None)]),
    (
        "R:When would you decide?",
        "The steering committee meets on the third of June, that's when it's decided.",
        [("2026-06-03", "2026-06-03")],
    ),
    ("", "We want to be live when the season opens, first of October.", [("2026-10-01", "2026-10-01")]),
    ("", "Our lease on the current system is up in February.", [("2027-02-01", "2027-02-28")]),
    ("", "The licence runs out on the 31st of December.", [("2026-12-31", "2026-12-31")]),
    ("", "The tender closes on the 30th of June.", [("2026-06-30", "2026-06-30")]),
    ("", "We're choosing in the first week of July.", [("2026-07-01", "2026-07-07")]),
    ("", "It's got to be in before winter.", [(None, "2026-11-30")]),
    ("R:How soon?", "Yesterday, ha. No, October.", [("2026-10-01", "2026-10-31")]),
    ("R:What's your time frame?", "This side of Christmas.", [(None, "2026-12-24")]),
    ("R:What's your time frame?", "Somewhere between July and September.", [("2026-07-01", "2026-09-30")]),
    ("R:How fast do you need it?", "Six weeks from now.", [("2026-06-23", "2026-06-23")]),
    ("R:When do you want to start?", "Early next year.", [("2027-01-01", "2027-03-31")]),
    (
        "R:When do you want to start?",
        "As soon as the budget's through, so July.",
        [("2026-07-01", "2026-07-31")],
    ),
    ("", "Our contract with them ends in 14 months.", [("2027-07-12", "2027-07-12")]),
    ("", "We give notice by the end of September.", [(None, "2026-09-30")]),
    ("", "The old one gets switched off at the end of the year.", [(None, "2026-12-31")]),
    ("R:And when's the go-live?", "Planned for Q1 2027.", [("2027-01-01", "2027-03-31")]),
    (
        "R:When would you need it?",
        "Ideally before the clocks go back. End of October at the outside.",
        [(None, "2026-10-31")],
    ),
    (
        "R:Any rush?",
        "None whatsoever, we're planning for the year after next.",
        [("2028-01-01", "2028-12-31")],
    ),
    (
        "",
        "Whatever we pick has to be in by the first snow, so middle of November.",
        [("2026-11-11", "2026-11-20")],
    ),
    ("R:How soon?", "In three weeks, after that I'm on leave.", [("2026-06-02", "2026-06-02")]),
    (
        "R:When does that have to be live?",
        "Start of the new school year, so the first of September.",
        [("2026-09-01", "2026-09-01")],
    ),
    ("", "we are targeting go live by diwali so before november", [(None, "2026-10-31")]),
    (
        "R:When would it have to stand?",
        "By the time the students are back, third week of September.",
        [("2026-09-15", "2026-09-21")],
    ),
    ("", "We've got until the end of the year to get off the old platform.", [(None, "2026-12-31")]),
    ("", "The board will rule on it at its June meeting.", [("2026-06-01", "2026-06-30")]),
    (
        "R:And if you like it?",
        "Then we'd kick off straight after the holidays, say September.",
        [("2026-09-01", "2026-09-30")],
    ),
    ("R:How long does the licence still run?", "Till the 30th of November.", [(None, "2026-11-30")]),
    ("", "I want this sorted inside three months.", [(None, "2026-08-12")]),
    (
        "R:When do you need to know?",
        "The committee sits on the twelfth of June.",
        [("2026-06-12", "2026-06-12")],
    ),
    ("", "We want to be off the old thing before the year's out.", [(None, "2026-12-31")]),
    (
        "R:When do you see that happening?",
        "Not this year. First half of next, if we're lucky.",
        [("2027-01-01", "2027-06-30")],
    ),
    ("", "It's got to be up and running for the harvest, that's mid August.", [("2026-08-11", "2026-08-20")]),
    ("R:Any deadline?", "The regulator wants it by the 1st of March.", [(None, "2027-03-01")]),
    ("R:And the order?", "In the next fortnight.", [(None, "2026-05-26")]),
    ("R:When's that decided?", "Budget round's in October, so then.", [("2026-10-01", "2026-10-31")]),
    (
        "",
        "Our licence renews automatically on the 15th of July unless I cancel.",
        [("2026-07-15", "2026-07-15")],
    ),
    ("R:fine", "We're not in a hurry. After the summer season, say from October on.", [("2026-10-01", None)]),
    (
        "",
        "The contract with them finishes the 31 of January. So before this I have to have the new one.",
        [(None, "2027-01-31")],
    ),
    ("R:So this is for the autumn?", "yes, october", [("2026-10-01", "2026-10-31")]),
    ("", "in september we want to go live", [("2026-09-01", "2026-09-30")]),
    ("R:How long have you got?", "We've got eight weeks.", [("2026-07-07", "2026-07-07")]),
    ("R:When does it end?", "next year, the last day of february", [("2027-02-28", "2027-02-28")]),
    ("", "i want the pilot in by july first cause right after that it gets hot", [(None, "2026-07-01")]),
    (
        "R:When would you want to change?",
        "Not this course, for the next one. It has to be running by 1 September 2027. The decision, we should take it before the end of this year.",
        [(None, "2027-09-01"), (None, "2026-12-31")],
    ),
    (
        "R:When?",
        "It has to be live by the first of September. And the decision, that we make before the end of June.",
        [(None, "2026-09-01"), (None, "2026-06-30")],
    ),
    (
        "R:When?",
        "We take the decision in October. Start would be February next year.",
        [("2026-10-01", "2026-10-31"), ("2027-02-01", "2027-02-28")],
    ),
    (
        "R:great timeline wise",
        "gotta be live before our audit starts so january first at the latest realistically we'd sign in the fall",
        [(None, "2027-01-01"), ("2026-09-01", "2026-11-30")],
    ),
    (
        "R:And your timing?",
        "must be live january first at the latest, so we'd sign in september",
        [(None, "2027-01-01"), ("2026-09-01", "2026-09-30")],
    ),
    (
        "",
        "We start on a new college job in September, I'd want it live by the end of August.",
        [(None, "2026-08-31")],
    ),
    (
        "R:So what's realistic for a start?",
        "Tender in the fall, first sensors on in Q1 next year.",
        [("2026-09-01", "2026-11-30"), ("2027-01-01", "2027-03-31")],
    ),
    (
        "R:What's your timing?",
        "Decision in September, rollout in January.",
        [("2026-09-01", "2026-09-30"), ("2027-01-01", "2027-01-31")],
    ),
    (
        "R:And timing for the two?",
        "Fridges before Christmas, obviously. Energy, start of next financial year, which is July for us, July 2027.",
        [(None, "2026-12-24"), ("2027-07-01", "2027-07-31")],
    ),
    (
        "",
        "We've the system of Argusline, it's from 2017 and they stop the support the thirty-first of March next year. After this we must have the new one.",
        [("2027-03-31", "2027-03-31")],
    ),
    (
        "",
        "the lease on the trucks is up in february so we're gonna decide by thanksgiving",
        [(None, "2026-11-26")],
    ),
    (
        "",
        "Our contract with Stackwell runs until the end of this year and we don't want to extend.",
        [(None, "2026-12-31")],
    ),
    (
        "R:What's the plan?",
        "We want to decide in June and start with the first line in October.",
        [("2026-06-01", "2026-06-30"), ("2026-10-01", "2026-10-31")],
    ),
    (
        "R:What's your schedule?",
        "Order in September, delivery from November.",
        [("2026-09-01", "2026-09-30"), ("2026-11-01", None)],
    ),
    ("", "we must migrate before july 2027 because windows support stops", [(None, "2027-06-30")]),
    ("", "Our subscription with them is up on the 31st of August.", [("2026-08-31", "2026-08-31")]),
    ("", "We need to have it replaced before year end.", [(None, "2026-12-31")]),
    (
        "R:So how does it go on?",
        "We sign in June and go live in September.",
        [("2026-06-01", "2026-06-30"), ("2026-09-01", "2026-09-30")],
    ),
    ("", "I've got until the fifteenth of October to pick something.", [(None, "2026-10-15")]),
]
_NO_TIMELINE = [
    ("R:Are you buying anything this year?", "This year nothing. Budget is zero, we bought a press."),
    ("", "The last update, in January, gave us two mornings with nothing on the screens."),
    ("", "I only want to know what's on the market this year."),
    ("R:I'll have a site survey booked.", "I'd want it on a Sunday, mind."),
    ("R:Shall I call?", "Next Tuesday suits me."),
    ("", "We'll hit that this winter."),
    ("", "In winter the doors freeze."),
    ("", "Since March we've had four accidents."),
    ("R:How old is it?", "It was built in 2019."),
    ("", "My holiday starts in June."),
    ("", "No power on site till August."),
    ("", "Every Monday we lose two hours."),
    ("", "The audit is in October."),
    ("R:When does the shift start?", "At six."),
    ("R:How long have you had it?", "Since last spring."),
    ("", "On Tuesday we have Stackwell in the house."),
    ("R:So we'll meet next week?", "Yes, on Wednesday."),
    ("R:When did that happen?", "In April."),
    ("", "We spent the whole of January scanning."),
    ("R:Are they on holiday in August?", "yes, and in july"),
    ("R:Is your fair in the autumn?", "yes, october"),
    ("R:May I record?", "You may, on condition that nobody plays it to my wife."),
    ("", "in winter we need forty more people"),
]
_NO_DATE = [
    ("R:And your time frame?", "There is no fixed date yet, I am only collecting information."),
    ("", "i am only looking around there is no fixed date"),
    ("R:When do you want to start?", "No date, we are just looking for now."),
    ("R:When do you want to start?", "That is not fixed yet."),
    ("R:When do you want to start?", "For us there is no hurry, the old one still works."),
    ("R:Is there a deadline?", "We have no time pressure."),
    ("R:Is there a date?", "nothing fixed yet"),
    ("R:And when?", "It is still open when."),
    ("R:When would you decide?", "we didnt set a date"),
    ("R:By when?", "No fixed date from our side."),
    ("R:When do you need it?", "theres no deadline we can wait for the right one"),
    ("", "We are not in a hurry, we only compare at the moment."),
    ("R:When do you plan that?", "We have not set a date."),
    ("R:What is the time frame?", "Nothing decided, no time frame."),
    ("R:Is that urgent?", "No, not urgent."),
    ("R:Are you in a hurry?", "not really no"),
    ("R:Are you in a hurry with it?", "No, not at all, we've got all the time in the world."),
    ("R:Any deadline from your side?", "None."),
    ("R:Do you have a date?", "Not yet."),
    (
        "R:Roughly 2,500 euros per machine.",
        "Okay. We don't have any concrete plan at the moment, it's really for information only.",
    ),
    ("R:And the timing?", "no timing yet we are just looking around"),
    ("R:When would you start?", "Hard to say, there is no fixed date."),
    ("R:Is there time pressure?", "No pressure, the machine still runs."),
    ("R:When?", "It's not urgent for us."),
    ("R:Is there any deadline?", "No deadline, only curiosity."),
    ("R:Is there a plan for when?", "There is no plan so far."),
    ("R:And by when?", "There's no rush at all."),
]

_BEFORE_AND_THEN = "The new hall is ready in March, so after that. Sometime between April and June."


@pytest.mark.parametrize(("asked", "said", "days"), _SAID)
def test_when_it_happens_is_found_in_everyday_words(asked: str, said: str, days: _Days) -> None:
    found = values("timeline", *([asked] if asked else []), f"V:{said}")
    assert [(one["earliest"], one["latest"]) for one in found] == days


def test_of_two_answers_in_one_breath_the_narrower_counts() -> None:
    found = values("timeline", "R:When would it have to be there?", f"V:{_BEFORE_AND_THEN}")
    assert [(one["earliest"], one["latest"]) for one in found] == [("2027-04-01", "2027-06-30")]


@pytest.mark.parametrize(("asked", "said"), _NO_TIMELINE)
def test_other_dates_are_no_timeline(asked: str, said: str) -> None:
    assert values("timeline", *([asked] if asked else []), f"V:{said}") == []


@pytest.mark.parametrize(("asked", "said"), _NO_DATE)
def test_a_visitor_without_a_date_has_none(asked: str, said: str) -> None:
    found = [one for one in signals(*([asked] if asked else []), f"V:{said}") if one.kind == "timeline"]
    assert [one.polarity for one in found] == ["absent"]


@pytest.mark.parametrize(
    ("said", "days"),
    [
        (["R:When should it run?", "V:q1", "R:Q1 next year?", "V:yeah next year"], [("2027-01-01", "2027-03-31")]),
        (["R:And the timing?", "V:Depends.", "R:Roughly?", "V:Late autumn."], [("2026-11-01", "2026-11-30")]),
        (
            ["R:When do you start?", "V:In June.", "R:This June?", "V:Ha, no. First week of July."],
            [("2026-07-01", "2026-07-07")],
        ),
    ],
)  # fmt: skip
def test_a_rep_who_makes_sure_of_a_time_leaves_one(said: list[str], days: _Days) -> None:
    assert [(one["earliest"], one["latest"]) for one in values("timeline", *said)] == days


def test_an_answer_with_a_gap_in_it_is_read_at_once() -> None:
    said = f"in June{' ' * 35}friend"
    assert [one["earliest"] for one in values("timeline", "R:When do you start?", f"V:{said}")] == [
        "2026-06-01"
    ]

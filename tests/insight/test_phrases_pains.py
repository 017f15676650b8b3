"""Complaints in the words of many trades, and what only sounds like one."""

import pytest

from tests.insight.packs import values

_ASKED = "R:What's the biggest problem?"
_COMPLAINTS = [
    "We lose half a pallet of yoghurt every week.", "Our forklifts stand still for hours.", "The night shift never updates the log.",
    "Every Monday two of my people retype the orders.", "Nobody knows which version is the right one.", "Parcels get mixed up at the dock.",
    "Our welders wait forty minutes for a crane.", "The scanners keep losing the connection.", "We throw out a third of the salads.",
    "Spare parts arrive too late.", "The old server crashes twice a week.", "It takes us three weeks to close the books.",
    "Our nurses spend half the shift on paperwork.", "The pumps fail without any warning.", "Customers complain about wrong invoices.",
    "Half of the tickets get forgotten.", "We're drowning in emails.", "Our stock list never matches the shelves.",
    "Drivers hate the app.", "The technicians drive out for nothing.", "We only notice when the customer calls.",
    "Tools disappear from the site every week.", "My team types every delivery note in by hand.", "We pay penalties for late deliveries.",
    "Our data is scattered over nine systems.", "The batteries die after two hours.", "We have no overview of our contracts.",
    "Scrap went up to six percent.", "Our best people are leaving because of the night calls.", "Turnover is killing us.",
    "The machine is from 1989 and nobody can fix it.", "We're flying blind at the weekend.", "Orders fall through the cracks.",
    "Our auditors find mistakes every year.", "The reports are always two days old.", "We had three recalls this year.",
    "The filters clog up and the line stops.", "The conveyor jams every other hour.", "Planning is a nightmare in the holiday season.",
    "It's pure guesswork.", "We can't find welders.", "Our labels are unreadable after the freezer.",
    "Every change takes an eternity.", "The forms get lost between the offices.", "We keep running out of packaging.",
    "Our students queue for hours to enrol.", "Visitors wait twenty minutes at reception.", "The sensors drift and we get false alarms.",
    "Patients don't show up.", "Our energy bill doubled.", "The two systems don't talk to each other.",
    "I spend my Sundays doing timesheets.", "We double book the operating room all the time.", "Data entry eats up my whole morning.",
    "Our paper forms are illegible.", "The export breaks every time somebody changes a column.", "We ship the wrong colour again and again.",
    "The wifi drops out in the cold store.", "Half the meters are never read.", "Nobody answers the phone after five.",
    "uh we loose about ten percent of the eggs every week", "the pallets get damaged in the truck and nobody tells us", "our guys search for tools all day",
    "the monthly report takes me four days", "every time it rains the sensors go offline", "the operators forget to log the temperature every second day",
    "we always find out too late", "the queue goes out the door on saturdays", "our planner quits in june and it's all in his head and nobody knows it",
    "the boxes get wet and the labels fall off", "we waste so much time looking for keys", "the fridges fail at night and we see it in the morning",
    "our crews sit around until the crane comes it costs us a fortune", "it takes ages until support answers", "the doors get stuck and the trucks wait outside",
    "our sales people never see the stock", "the cables break all the time", "we have to enter everything twice", "the printer jams and then the whole line waits",
    "two of our vans got stolen since january",
]  # fmt: skip
_ANSWERS = [
    "Broken seals.", "Late deliveries.", "Paperwork.", "Missing drawings.", "The weather, mostly, and sick drivers.",
    "Old batteries.", "Finding staff.", "Noise in the hall.", "Too many systems.", "Manual planning.",
]  # fmt: skip
_NO_COMPLAINTS = [
    "We print labels every day.", "We make leak detectors.", "Our trucks drive every night.", "The machines never fail.", "We had trouble until we switched last year.",
    "You have a nice booth.", "My feet hurt.", "I lost my badge.", "I'm waiting for a colleague.", "My train leaves at five.",
    "The queue for the coffee is terrible.", "We don't lose any pallets.", "Our neighbour loses half his drivers.", "It works fine.", "We're very happy with it.",
    "If a pump failed we would call you.", "Would it help when a machine breaks down?", "We run waste collection in the north.", "We deliver to nine countries.",
    "A friend of mine has trouble with his server.", "We want fewer breakdowns, that's our goal for next year, so what do you have?", "I'm here for the keynote.", "We sell packing slips.",
    "The weather is awful today.", "We are four hundred people.", "We call every customer after the delivery.", "Our drivers like the app.", "That was solved years ago.",
    "We used to lose a lot of eggs.", "The coffee here is bad.", "No problem.", "We'll be late for lunch.", "Sorry, I missed that.", "We clean the tanks every week.",
    "We check the seals every morning.", "Our plant runs around the clock.", "It takes two minutes to walk there.", "Does it break?", "How long does the battery last?",
    "I can't wait to see it.", "We have no complaints from you.", "Take your time.", "Thanks, that was not too long.", "We build machines that scrap cars.", "I forgot my card at the hotel.",
    "What happens when it fails?", "We count the stock once a year.", "They said at the other stand that it crashes.", "We plan the tours in the evening.", "Nobody else is with me today.",
]  # fmt: skip


@pytest.mark.parametrize("said", _COMPLAINTS)
def test_a_complaint_is_heard_unasked_whatever_its_words(said: str) -> None:
    assert [value for value in values("challenge", f"V:{said}") if value["what"]]


@pytest.mark.parametrize("said", _ANSWERS)
def test_the_answer_to_what_is_the_problem_is_a_challenge(said: str) -> None:
    assert [value for value in values("challenge", _ASKED, f"V:{said}") if value["what"]]


@pytest.mark.parametrize("said", _NO_COMPLAINTS)
def test_routine_praise_and_small_talk_never_become_a_complaint(said: str) -> None:
    assert values("challenge", f"V:{said}") == []


def test_no_complaints_says_that_nothing_hurts() -> None:
    assert values("challenge", "R:Happy?", "V:It works. No complaints.") == [{"what": None}]

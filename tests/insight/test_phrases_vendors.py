"""What does the job today, and rivals, as people put it."""

import pytest

from tests.insight.packs import values

_HOW = "R:How do you do that today?"
_WHAT = "R:What do you use for that?"
_WAYS = [
    (_HOW, "A guy with a clipboard."), (_HOW, "By hand."), (_HOW, "On paper, mostly."), (_HOW, "With a stopwatch and a notebook."), (_HOW, "We shout across the hall."),
    (_HOW, "We phone the drivers."), (_HOW, "A big calendar on the wall."), (_HOW, "Two students with tablets."), (_HOW, "The foreman writes it on a board."), (_HOW, "In Excel, like everybody."),
    (_HOW, "With Lotus Notes, believe it or not."), (_HOW, "Somebody walks the fence twice a night."), (_HOW, "Everything's in Outlook."), (_HOW, "Through a shared mailbox."), (_HOW, "Post-its."),
    (_HOW, "My secretary calls them all."), (_HOW, "It's all spreadsheets."), (_HOW, "We use a whiteboard."), (_HOW, "by email and phone"), (_HOW, "just a list on the fridge"),
    (_WHAT, "Excel and a whiteboard."), (_WHAT, "Haulix."), (_WHAT, "An in-house tool."), (_WHAT, "Something our IT wrote."), (_WHAT, "Jira, mostly."), (_WHAT, "SAP."),
    (_WHAT, "We're on Kestrel."), (_WHAT, "Access, an old database."), (_WHAT, "WhatsApp groups."), (_WHAT, "Paper forms in a binder."), (_WHAT, "A bunch of macros."), (_WHAT, "Trello and email."),
    (_WHAT, "excel sheets and a lot of hope"), (_WHAT, "the old system from fabrion"), (_WHAT, "pen and paper"), (_WHAT, "uh a home made database"), (_WHAT, "google sheets mainly"),
    ("R:And today?", "Our porters run around with lists."), ("R:How do the orders reach you?", "By fax."), ("R:How's that organised?", "With coloured folders."), ("R:And you check that how?", "With a thermometer, twice a day."),
    ("R:How is it done now?", "A night watchman walks the site."), ("R:Where do you keep the results?", "In a drawer."), ("R:Which software does that?", "Moodle."), ("R:What's installed?", "Argusline cameras."),
    ("R:Have you any system?", "A notebook in the van."), ("R:No WMS?", "A whiteboard."), ("R:Do you measure that?", "Our guys look at the colour."), ("R:what are you running", "summit on all lines"),
    ("R:How do you track the pallets?", "Barcodes and Excel."), ("R:Who plans the tours?", "An old dispatcher with a map."), ("R:What do you have in place?", "Post-its and goodwill."),
    ("", "Our scheduler is a whiteboard."), ("", "We do it all in Excel."), ("", "We still plan everything on paper."), ("", "We use Salesforce for that."), ("", "We run Finterra in all branches."),
    ("", "We're with Clinova since 2019."), ("", "We track it in a spreadsheet."), ("", "Our records are a pile of folders."), ("", "We measure the tanks by hand."), ("", "Everything is on paper."),
    ("", "We've been using Stackwell for years."), ("", "we are using haulix at the moment"), ("", "We work with an in-house system."), ("", "Our contract with Edumont runs out in May."), ("", "We have Procore on all sites."),
    ("", "It's all in my head."), ("", "We manage the keys with a logbook."), ("", "we count the bottles by hand"), ("", "Our inventory is an Excel file."), ("", "Our documentation is a pile of binders."),
    ("", "We keep it in Google Sheets."), ("", "We log the temperatures on paper."), ("", "we have an old access database"), ("", "We use the system from your competitor Trackmoor."), ("", "Our people write it in a notebook."),
    ("", "We do ours in Untis."), ("", "We document everything on clipboards."),
]  # fmt: skip
_NO_WAYS = [
    ("", "Does it work with Excel?"), ("", "We need something better than Excel."), ("", "We used to have Excel."), ("", "My cousin uses Haulix."), ("", "Can I have that on paper?"), ("", "Do you have an app?"),
    ("", "I'd like to see the whiteboard demo."), ("", "Send me a PDF by email."), ("", "Call me on the phone."), ("", "I wrote it down in my notebook."), ("", "We make paper."), ("", "We sell spreadsheets."),
    ("", "It must integrate with SAP."), ("", "Can it export to Excel?"), ("", "We're from Berlin."), ("", "We use a lot of energy."), ("", "We run a small brewery."), ("", "We have two hundred people."),
    ("R:How's the show?", "Loud."), ("R:How are you?", "Fine, thanks."), ("R:What does your firm do?", "District heating."), ("R:What do you do?", "We make cheese."), ("R:Which bank are you with?", "A small savings bank."),
    ("R:How many sites do you have?", "Nine."), ("R:How long have you been here?", "Since Monday."), ("R:Do you use it a lot?", "Yes."), ("R:How do you like it?", "Very nice."), ("R:What's your role?", "I run purchasing."),
    ("R:How do you mean?", "Well, just like that."), ("R:How does that sound?", "Good."), ("R:How big is your plant?", "Three halls."), ("R:Who decides?", "The board."), ("R:When do you start?", "In June."),
    ("R:How did you hear about us?", "From a friend."), ("R:Where are you from?", "Norway."), ("R:How's business?", "Great."), ("R:How often do you ship?", "Twice a day."), ("R:How do you feel about the price?", "It's high."),
    ("", "If we had Haulix we would see it."), ("", "Imagine we used Excel."), ("", "We don't use Excel."), ("", "I worked at Stackwell."), ("", "The guy from Haulix has a nice booth."), ("", "We left Kestrel last year."),
    ("", "Our plan is to grow."), ("", "Our system should be simple."), ("", "We will never use paper again."), ("", "Take a folder."), ("", "The paper in Monday's news was good."), ("", "By hand or by mail?"),
]  # fmt: skip
_RIVALS = [
    ("", "We're looking at Haulix too.", "evaluating"), ("", "Fabrion sent us a quote.", "evaluating"), ("", "We have an offer from Clinova.", "evaluating"), ("", "Voltarum is on our shortlist.", "evaluating"),
    ("", "We're talking to Edumont as well.", "evaluating"), ("", "We're trialling Stackwell right now.", "evaluating"), ("R:Who else are you looking at?", "Finterra and Argusline.", "evaluating"), ("R:Anyone else in the race?", "Just Haulix.", "evaluating"),
    ("", "Your rival Quillbase has sent us an offer.", "evaluating"), ("", "gatewell is pitching as well", "evaluating"), ("", "we are looking at vexora right now", "evaluating"), ("", "Halden made us an offer.", "evaluating"),
    ("", "Brightline is pitching next week.", "evaluating"), ("", "We have a pilot with Freshora running.", "evaluating"), ("R:Are others pitching?", "Yes, Clinova is in the tender.", "evaluating"), ("", "We compare you with Voltarum.", "evaluating"),
    ("", "We ditched Haulix last year.", "left"), ("", "We moved off Kestrel in March.", "left"), ("", "we dropped fabrion because of the support", "left"), ("", "We used to use Finterra.", "left"), ("", "We switched from Edumont two years ago.", "left"),
    ("", "We had Clinova until last summer.", "left"), ("", "We got rid of Argusline.", "left"), ("", "we left stackwell in may", "left"), ("", "Stackwell is cheaper than you.", "compared"), ("", "Haulix has a better map than you.", "compared"),
    ("", "Compared with Clinova you are slow.", "compared"), ("", "You're more expensive than Fabrion.", "compared"), ("", "Voltarum looks nicer than yours.", "compared"), ("", "We use Haulix.", "uses"), ("", "We're with Fabrion.", "uses"),
    ("", "We run Kestrel in two data centres.", "uses"), ("", "we are on edumont since last year", "uses"), ("", "Our current system is Clinova.", "uses"), ("R:What do you use?", "Voltarum.", "uses"), ("", "We use the system from your competitor Trackmoor.", "uses"),
]  # fmt: skip
_NO_RIVALS = [
    "I used to work for Haulix.", "My brother works at Fabrion.", "Haulix has a nice booth.", "Somebody said Argusline went bankrupt.", "It must talk to Siemens PLCs.", "Does it integrate with SAP?", "We need it to connect to Salesforce.",
    "I came from the Clinova stand.", "I've never heard of Voltarum.", "We are looking at the demo.", "We are looking at you.", "I met Anna there.", "We're talking to our boss.", "We have an office in Madrid.", "I got a mug from Kestrel.",
    "We are with the city council.", "we are looking at something bigger", "we are talking to engineering", "we use forklifts", "I don't know Finterra.",
]  # fmt: skip


@pytest.mark.parametrize(("asked", "said"), _WAYS)
def test_whatever_does_the_job_today_is_the_current_solution(asked: str, said: str) -> None:
    assert values("current_solution", *([asked] if asked else []), f"V:{said}")


@pytest.mark.parametrize(("asked", "said"), _NO_WAYS)
def test_what_does_not_do_the_job_today_is_no_current_solution(asked: str, said: str) -> None:
    assert values("current_solution", *([asked] if asked else []), f"V:{said}") == []


@pytest.mark.parametrize(("asked", "said", "relation"), _RIVALS)
def test_a_rival_is_found_with_what_the_visitor_has_to_do_with_it(
    asked: str, said: str, relation: str
) -> None:
    found = values("competitor", *([asked] if asked else []), f"V:{said}")
    assert found
    assert {value["relation"] for value in found} == {relation}


@pytest.mark.parametrize("said", _NO_RIVALS)
def test_names_in_passing_and_systems_to_connect_are_no_rivals(said: str) -> None:
    assert values("competitor", f"V:{said}") == []

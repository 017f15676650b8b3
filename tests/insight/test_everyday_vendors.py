"""What does the job today and which rivals are in play, in everyday words beyond the textbook's."""

import pytest

from scripts.benchmarks.signal_matching import overlap
from tests.insight.packs import signals, values

_TODAY = [
    ("R:No reminder?", "My wife calls them, one by one.", "wife calls them"),
    (
        "R:Seriously?",
        "Seriously. A guy with a pickup drives round on Saturdays and counts.",
        "guy with a pickup drives round and counts",
    ),
    ("R:And defects?", "Defects get written on masking tape on the wall.", "masking tape on the wall"),
    ("", "The login list is maintained by hand in a google sheet.", "google sheet"),
    ("R:Now they've got?", "A PDF of two hundred pages.", "PDF of two hundred pages"),
    (
        "R:Which channels?",
        "Mail, SMS, WhatsApp, phone and slips of paper.",
        "Mail, SMS, WhatsApp, phone and slips of paper",
    ),
    ("R:on paper", "on carbon paper yes it still exists", "carbon paper"),
    ("R:where are the files", "in a basement in binders", "binders"),
    ("R:What is it?", "Card index. Wood. Beautiful.", "Card index"),
    ("R:How do samples come in?", "By courier, with a handwritten slip.", "handwritten slip"),
    ("R:Folders, paper?", "Paper folders, yes.", "Paper folders"),
    ("R:On which tool?", "Word.", "Word"),
    ("", "Rotas are pinned on a corkboard by the kitchen.", "corkboard"),
    (
        "R:With which tool?",
        "Grafana and some shell scripts I'm not proud of.",
        "Grafana and some shell scripts",
    ),
    ("R:Physical folders?", "Yes, cardboard ones, blue for motor, red for house.", "cardboard"),
    ("R:Is it written down somewhere?", "Pencil sketches, in a drawer.", "Pencil sketches"),
    ("", "I still mark six classes' essays with a red pen.", "red pen"),
    ("R:haven't you?", "Since then it's been a system of our own.", "a system of our own"),
    ("", "Everything sits in a mainframe from 1988.", "mainframe"),
    ("R:what do you grow", "apples we water by gut feeling", "gut feeling"),
    ("R:do you have cold rooms", "three we check them twice a day with a thermometer", "thermometer"),
    ("", "We still scribble the orders on a notepad.", "notepad"),
    ("", "The foreman writes the hours on a piece of cardboard.", "piece of cardboard"),
    ("", "Deliveries are noted in a big ledger.", "big ledger"),
    ("", "The keys hang on a board with name tags.", "board with name tags"),
    ("", "We run the whole place on sticky notes.", "sticky notes"),
    ("", "Everything goes over the phone.", "phone"),
    ("", "The whole planning lives in Gerda's head.", "Gerda's head"),
    ("", "It's all in the head of one old colleague.", "head of one old colleague"),
    ("", "We jot it down on the back of the delivery note.", "back of the delivery note"),
    ("", "Our quality records are kept in ring binders.", "ring binders"),
    ("", "We get by with a couple of spreadsheets.", "couple of spreadsheets"),
    ("", "The maintenance is tracked in a spreadsheet nobody trusts.", "spreadsheet"),
    ("", "Orders come in by fax.", "fax"),
    ("", "The tours are planned on a magnetic board.", "magnetic board"),
    ("", "Somebody walks round with a clipboard every hour.", "clipboard"),
    ("", "We count the stock by eye.", "by eye"),
    ("", "We've outsourced that to an agency.", "agency"),
    ("", "Our own developers built a little app for it.", "little app our own developers built"),
    ("", "We're still on an AS/400.", "AS/400"),
    ("", "It's an old Access database.", "old Access database"),
    ("", "We do everything over email.", "email"),
    ("", "We keep a logbook in the control room.", "logbook"),
    ("", "We use a tool my predecessor programmed.", "tool my predecessor programmed"),
    ("", "Guests sign in with a paper book at the door.", "paper book"),
    ("", "The nurses write it on their hands, I'm not joking.", "hands"),
    ("", "we track it all with google forms", "google forms"),
    ("", "so far we use walkie talkies", "walkie talkies"),
    ("R:How do you do it today?", "With a lot of shouting.", "lot of shouting"),
    (
        "R:What do you use?",
        "A thing our intern knocked together in Python.",
        "thing our intern knocked together",
    ),
    ("R:And how do you keep track?", "I carry a little book.", "little book"),
    ("R:How's that done now?", "Two ladies and a fax machine.", "Two ladies and a fax machine"),
    ("R:And today?", "Gut feeling.", "Gut feeling"),
    ("R:How do you schedule?", "The boss has it in his head.", "boss has it in his head"),
    ("R:And now?", "We walk around and look.", "walk around and look"),
    ("R:What have you got in place?", "A bell and a guard dog.", "bell and a guard dog"),
    ("R:How do you find out?", "When a customer calls.", "customer calls"),
    ("R:What's there now?", "Old analogue cameras.", "Old analogue cameras"),
    ("R:Using anything at the moment?", "Just Outlook.", "Outlook"),
    ("R:How do the drivers get the tours?", "Printed out, every morning.", "Printed out"),
    ("R:Where do you write it?", "On the wall, with chalk.", "wall with chalk"),
    ("R:In what?", "In a Lotus Notes database.", "Lotus Notes database"),
    ("R:Which one do you have?", "Some German thing, Zeitblick.", "Zeitblick"),
    ("R:What's your setup?", "Two servers and a lot of scripts.", "Two servers and a lot of scripts"),
    ("R:So how do you handle complaints?", "A shared mailbox.", "shared mailbox"),
    ("R:How do the shops order?", "By WhatsApp, mostly.", "WhatsApp"),
    ("R:Manually?", "Manually, yes.", "Manually"),
    ("R:By hand?", "By hand, all of it.", "By hand"),
    ("R:Paper?", "Paper, yes.", "Paper"),
    ("R:In Excel?", "Excel, what else.", "Excel"),
    ("R:A spreadsheet, let me guess?", "Of course, a spreadsheet.", "spreadsheet"),
    (
        "R:How do you keep track of it?",
        "Badly. There's a sheet on the door and everyone forgets to fill it in.",
        "a sheet on the door",
    ),
    (
        "R:What have you got now?",
        "Something home-grown. A chap who's since left wrote it in Delphi.",
        "Something home-grown",
    ),
    ("R:what do you use for quality", "oh we use q base its from a small firm in turin", "q base"),
    ("R:So no software at all?", "Excel, if you count that as software.", "Excel"),
    ("", "At the minute it's a lad with a van and a clipboard.", "lad with a van and a clipboard"),
    ("", "The bookings still come in by phone and get written in a diary.", "diary"),
    ("R:How do the crews get their orders?", "On slips, every morning, out of a pigeonhole.", "slips"),
    (
        "R:What does your team work with?",
        "Planner and a lot of sticky notes.",
        "Planner and a lot of sticky notes",
    ),
    ("", "We've been limping along with a system from the nineties.", "system from the nineties"),
    ("", "Right now the whole thing hangs on one spreadsheet that only Marta understands.", "spreadsheet"),
    ("", "We get the figures by walking round with a notepad once a shift.", "notepad"),
    ("R:what are you on at the moment", "an in house thing our guy in pune maintains", "in house thing"),
    ("R:And how's access handled?", "Keys. Four hundred keys on hooks.", "Keys"),
    ("R:How do clients book?", "They ring Denise.", "ring Denise"),
    (
        "R:What does the night shift use?",
        "Two-way radios and common sense.",
        "Two-way radios and common sense",
    ),
    ("R:Do they have anything digital?", "A tablet that lives in a drawer.", "A tablet"),
    ("", "Everybody has their own spreadsheet, I counted thirty-one.", "spreadsheet"),
    ("R:How do you measure that?", "A dipstick, once a week.", "dipstick"),
    ("R:How are the shifts planned?", "My deputy does them in Excel on a Sunday night.", "Excel"),
    ("R:What's your stack?", "Postgres, Grafana and a prayer.", "Postgres, Grafana and a prayer"),
]
_NOTHING_TODAY = [
    ("R:Do you have loggers?", "None."),
    ("R:What do you use today?", "Nothing at all."),
    ("R:Any system in place?", "Not a thing."),
    ("", "We have no tool for that whatsoever."),
    ("R:Do you measure it?", "No, we don't measure anything."),
    ("R:What's there today?", "Nothing, to be honest."),
    ("R:have you got something", "no nothing"),
    ("", "There's no system behind it at all."),
    ("R:Do you use any software?", "No, none so far."),
]
_NOT_TODAY = [
    ("R:Are you with the ministry?", "God, no. A driving school chain."),
    ("R:And what decides?", "It's got to work for people who only have WhatsApp."),
    ("R:You're with a utility?", "Municipal, yes."),
    ("", "hello we have a brewery"),
    ("R:and who'll use it", "the maintenance crew"),
    ("R:Who do you have on the list?", "You and Lernova."),
    ("R:How's the food?", "Like paper."),
    ("R:Can you show me?", "On the tablet, please."),
    ("R:What do you need?", "A phone app."),
    ("", "My kids write everything on their phones."),
    ("", "Please write it on a card for me."),
    ("", "I'd want it on a tablet."),
    ("", "It should work on a phone."),
    ("", "We print newspapers."),
    ("", "We make notebooks and binders."),
    ("", "Is there a paper version?"),
    ("", "We threw the binders out last year."),
    ("R:What do you make?", "Paper folders."),
    ("R:What do you do?", "I drive a truck."),
    ("R:What's in the bag?", "A notebook and pens."),
    ("R:How was the trip?", "By train, four hours."),
    ("R:How did you come here?", "By car."),
    ("R:What happens then?", "The customer calls and shouts."),
    ("R:What's the problem?", "Paper. Everything gets lost."),
    ("R:Shall I note your mail?", "My card is here."),
    ("R:How many do you have?", "Four, all old."),
    ("", "My colleague took the phone, sorry."),
    ("R:What do they sell?", "Spreadsheet training."),
    ("R:Anything else?", "A pen, please."),
    ("R:What colour?", "Red pen red."),
]
_RIVALS = [
    ("R:What about timesheets?", "Fine, we've Stackwell for those.", [("Stackwell", "uses")]),
    ("R:In which system?", "In Haulix and then once more in the customs portal.", [("Haulix", "uses")]),
    (
        "R:Who do you have on the list?",
        "You and Lernova, who I hear is your fiercest competitor.",
        [("Lernova", "evaluating")],
    ),
    (
        "R:Who else are you looking at?",
        "So far Fabrion and a small one, Millgrid, also a competitor of yours.",
        [("Fabrion", "evaluating"), ("Millgrid", "evaluating")],
    ),
    (
        "R:and compared with others",
        "weve compared you to haulix and you won on the map",
        [("Haulix", "compared")],
    ),
    ("", "Freshora's proposal is on my desk and we're weighing it up.", [("Freshora", "evaluating")]),
    ("R:on what system", "well every thing goes through fin terra", [("Finterra", "uses")]),
    ("R:Do you evaluate vendors now?", "We looked at Summit but dropped them.", [("Summit", "left")]),
    ("R:and what about voltarum", "they're out", [("Voltarum", "left")]),
    ("R:what do you have in the trucks", "freshoras loggers a hole box of them", [("Freshora", "uses")]),
    ("", "Haulix were at our place last week for a demo.", [("Haulix", "evaluating")]),
    ("", "We ripped out Fabrion two years ago.", [("Fabrion", "left")]),
    ("", "We came from Clinova, never again.", [("Clinova", "left")]),
    ("", "We've had Stackwell in the house since 2018.", [("Stackwell", "uses")]),
    ("", "We're Voltarum customers.", [("Voltarum", "uses")]),
    ("", "We're a Haulix shop.", [("Haulix", "uses")]),
    ("", "Our licence with Finterra expires in March.", [("Finterra", "uses")]),
    ("", "It's between you and Kestrel now.", [("Kestrel Systems", "evaluating")]),
    ("", "The other one on the shortlist is Clinova.", [("Clinova", "evaluating")]),
    ("", "We have Edumont on trial until June.", [("Edumont", "evaluating")]),
    ("", "I saw a demo at Argusline this morning.", [("Argusline", "evaluating")]),
    ("", "Haulix does that for half the money.", [("Haulix", "compared")]),
    ("", "Compared to Fabrion you look expensive.", [("Fabrion", "compared")]),
    ("", "With Stackwell we had that already, but we switched away last summer.", [("Stackwell", "left")]),
    ("", "Until last year it was Clinova.", [("Clinova", "left")]),
    ("", "We used to be a Freshora house.", [("Freshora", "left")]),
    ("", "We said goodbye to Haulix in spring.", [("Haulix", "left")]),
    ("", "We terminated our contract with Voltarum.", [("Voltarum", "left")]),
    ("", "My boss is in love with Stackwell, he wants that.", [("Stackwell", "evaluating")]),
    ("", "We're stuck with Fabrion until the end of 2027.", [("Fabrion", "uses")]),
    ("", "Our maintenance runs on Kestrel.", [("Kestrel Systems", "uses")]),
    ("", "The nurses work in Clinova all day.", [("Clinova", "uses")]),
    ("", "we got a quote from haulix yesterday", [("Haulix", "evaluating")]),
    (
        "",
        "Finterra and Summit have also handed in bids.",
        [("Finterra", "evaluating"), ("Summit", "evaluating")],
    ),
    (
        "R:Who else is in the running?",
        "Two: Haulix and a Danish firm called Nordlast.",
        [("Haulix", "evaluating"), ("Nordlast", "evaluating")],
    ),
    (
        "R:Anyone else?",
        "Fabrion, and maybe Kestrel.",
        [("Fabrion", "evaluating"), ("Kestrel Systems", "evaluating")],
    ),
    ("R:Who are we up against?", "Voltarum, as always.", [("Voltarum", "evaluating")]),
    ("R:Have you seen others?", "Only Clinova, they have the booth over there.", [("Clinova", "evaluating")]),
    ("R:Who do you work with now?", "Stackwell.", [("Stackwell", "uses")]),
    ("R:Whose system is it?", "Argusline's.", [("Argusline", "uses")]),
    ("R:What are you on?", "We're on Haulix, sadly.", [("Haulix", "uses")]),
    ("R:Who supplies you at the moment?", "Freshora, since forever.", [("Freshora", "uses")]),
    ("R:And before?", "Before that we had Edumont.", [("Edumont", "left")]),
    ("", "We tested Finterra and threw it out after a week.", [("Finterra", "left")]),
    ("", "Stackwell was too expensive, so we ruled them out.", [("Stackwell", "left")]),
    ("", "Fabrion has a nicer screen than you.", [("Fabrion", "compared")]),
    ("", "I've an offer from Voltarum in my bag.", [("Voltarum", "evaluating")]),
    ("", "We're piloting Kestrel in one hall.", [("Kestrel Systems", "evaluating")]),
    ("", "We kicked out Argusline because of the false alarms.", [("Argusline", "left")]),
    (
        "R:What's on the lorries today?",
        "A tracker from Haulix, but only on half of them.",
        [("Haulix", "uses")],
    ),
    (
        "R:Do you run any system for this?",
        "We do, for our sins: Fabrion. Since the merger.",
        [("Fabrion", "uses")],
    ),
    (
        "R:You're a Clinova house, aren't you?",
        "Were. We threw them out in spring and went back to paper.",
        [("Clinova", "left")],
    ),
    (
        "R:Who else are you seeing?",
        "Kestrel on Thursday, and I've a mate at Voltarum who won't leave me alone.",
        [("Kestrel Systems", "evaluating")],
    ),
    (
        "R:Are we alone in this?",
        "Hardly. Stackwell's been round twice already.",
        [("Stackwell", "evaluating")],
    ),
    ("", "How come you're twice what Haulix is asking?", [("Haulix", "compared")]),
    ("", "I'll be honest, Edumont's demo was slicker.", [("Edumont", "compared")]),
    ("", "We binned Freshora, the batteries never lasted.", [("Freshora", "left")]),
    (
        "R:And the competition?",
        "There's a Finnish lot called Lumivo we like the look of.",
        [("Lumivo", "evaluating")],
    ),
    ("", "we had argus line for two years then they got too dear", [("Argusline", "left")]),
    ("", "We moved over to Stackwell at Easter and I rather regret it.", [("Stackwell", "uses")]),
    (
        "",
        "We've got Finterra doing the books and Summit for the reports.",
        [("Finterra", "uses"), ("Summit", "uses")],
    ),
    (
        "R:So you know Haulix?",
        "Know them? We were their pilot customer. Parted ways in 2023.",
        [("Haulix", "left")],
    ),
    (
        "R:Who else have you been to see today?",
        "Clinova first thing, and Ono are after lunch.",
        [("Clinova", "evaluating"), ("Ono", "evaluating")],
    ),
    ("", "Voltarum have promised us the moon, so you'd better be good.", [("Voltarum", "evaluating")]),
    ("R:Is there a favourite?", "It's neck and neck, you and Fabrion.", [("Fabrion", "evaluating")]),
    ("", "For the books we're on Finterra, have been for ages.", [("Finterra", "uses")]),
    (
        "R:So what's running there?",
        "Summit. The old version, on a machine nobody dares to touch.",
        [("Summit", "uses")],
    ),
    ("", "We dropped Clinova when they doubled the price.", [("Clinova", "left")]),
    (
        "R:Who are the others?",
        "There's Edumont, obviously, and then a start-up, Lernbee.",
        [("Edumont", "evaluating"), ("Lernbee", "evaluating")],
    ),
    ("", "Stackwell quoted us nine thousand for the same thing.", [("Stackwell", "evaluating")]),
    (
        "",
        "You're the third stand, after Haulix and Kestrel.",
        [("Haulix", "evaluating"), ("Kestrel Systems", "evaluating")],
    ),
    ("", "Honestly Voltarum's dashboards look nicer than these.", [("Voltarum", "compared")]),
    ("R:Did you look around?", "Argusline showed me theirs this morning.", [("Argusline", "evaluating")]),
    ("", "the contract with freshora is up in march", [("Freshora", "uses")]),
    (
        "R:Why are you looking?",
        "Because Fabrion is pulling the plug on our version at the end of 2027.",
        [("Fabrion", "uses")],
    ),
]
_NO_RIVALS = [
    ("R:What's the software there?", "It's called Tempora, Swedish. Does the job, just about."),
    ("R:Which product is that?", "Some freeware thing, Loggit."),
    ("", "My brother works at Haulix."),
    ("", "Is Haulix here as well?"),
    ("", "Fabrion has good coffee."),
    ("", "I used to work for Clinova."),
    ("", "I don't know Stackwell."),
    ("", "A neighbour has Freshora."),
    ("", "Somebody said Argusline went bankrupt."),
    ("", "Never heard of Kestrel."),
    ("", "We aren't looking at Haulix."),
    ("", "We reached the summit at noon."),
    ("", "I came with the guys from Voltarum on the train."),
    ("", "Edumont sponsors our football club."),
    ("", "I flew in from Sweden."),
    ("", "We talked with a guy from Norway."),
]


@pytest.mark.parametrize(("asked", "said", "name"), _TODAY)
def test_what_does_the_job_today_is_found_in_everyday_words(asked: str, said: str, name: str) -> None:
    (found,) = values("current_solution", *([asked] if asked else []), f"V:{said}")
    assert overlap(str(found["name"]), name) >= 0.5, found["name"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Who else are you looking at?", "Nobody yet."),
        ("Anyone else in the race?", "Nobody. We like what we see."),
        ("And anybody else in the race?", "Nobody. There is a poster of one outside, let them be."),
    ],
)
def test_that_nobody_else_is_in_the_choice_is_heard(asked: str, said: str) -> None:
    found = [one for one in signals(f"R:{asked}", f"V:{said}") if one.kind == "competitor"]
    assert [one.polarity for one in found] == ["absent"]


@pytest.mark.parametrize(("asked", "said"), _NOTHING_TODAY)
def test_that_nothing_does_the_job_today_is_heard(asked: str, said: str) -> None:
    found = [
        one for one in signals(*([asked] if asked else []), f"V:{said}") if one.kind == "current_solution"
    ]
    assert [one.polarity for one in found] == ["absent"]


@pytest.mark.parametrize(("asked", "said"), _NOT_TODAY)
def test_words_for_tools_are_no_solution_where_they_only_occur(asked: str, said: str) -> None:
    assert values("current_solution", *([asked] if asked else []), f"V:{said}") == []


@pytest.mark.parametrize(("asked", "said", "rivals"), _RIVALS)
def test_a_rival_is_found_with_what_he_is_to_the_visitor(
    asked: str, said: str, rivals: list[tuple[str, str]]
) -> None:
    found = values("competitor", *([asked] if asked else []), f"V:{said}")
    assert sorted((one["name"], one["relation"]) for one in found) == rivals


@pytest.mark.parametrize(("asked", "said"), _NO_RIVALS)
def test_a_rivals_name_that_is_only_dropped_counts_for_nothing(asked: str, said: str) -> None:
    assert values("competitor", *([asked] if asked else []), f"V:{said}") == []

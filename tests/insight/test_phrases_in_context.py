"""Needs, reservations and next steps that only the turn before makes clear."""

import pytest

from tests.insight.packs import values

_NEEDS = [
    ("What would it have to do for you?", "Tell the driver on his phone when the dock is free."),
    ("And what would help?", "If the tablet just remembered what I typed yesterday."),
    ("What are you after?", "A box that shouts before the milk goes sour."),
    ("What's your wish?", "To see on Monday morning which orders are late."),
    ("So what should it be able to do?", "Basically swallow our old part numbers and not complain."),
    ("Any must-haves?", "It's no use to me if it can't do Polish."),
    ("Hello, what can I show you?", "I'm hunting for a scale that talks to our till."),
    ("How can we help?", "We could do with a camera that works in the dark."),
    ("Any conditions?", "As long as it keeps running when the network's down."),
    ("What do you need it for?", "For finding the pallet that's about to expire."),
    ("I see.", "Whatever you sell me, it's got to be idiot-proof."),
    ("I see.", "My people have to be able to read it from the forklift."),
    ("I see.", "The dream would be a list that writes itself."),
    ("I see.", "We'd switch tomorrow if somebody took the labelling off our hands."),
    ("I see.", "What's missing is a link between the till and the stock."),
    ("I see.", "Honestly all it has to do is count."),
    ("I see.", "It mustn't need training, we've seasonal staff."),
    ("I see.", "Either it exports to DATEV or we needn't talk."),
    ("I see.", "Ideally the patient books it himself, at night, from the sofa."),
    ("And what should happen?", "The valve should close by itself."),
    ("so what must it do", "it must not lose anything when the power goes"),
    ("what are you hoping for", "less paper and one number i can trust"),
    ("and what would be ideal", "that the customer gets a text when we're ten minutes away"),
    ("What's the goal?", "Getting the queue under five minutes."),
]
_DOUBTS = [
    ("LedgerMint costs nine hundred a month.", "That's a fair bit more than we pay now."),
    ("It takes a week to set up.", "A week without the line? Not a chance."),
    ("We're twelve people in Aarhus.", "Twelve people. And what when half of you have the flu?"),
    ("We're twelve people in Aarhus.", "You're rather small for us, no offence."),
    ("Any doubts?", "The drivers. They'll throw it out of the window."),
    ("Any doubts?", "Who's going to maintain all that once you've gone home?"),
    ("What's holding you back?", "We've been bitten once by a firm that went under."),
    ("What do you think of it?", "It's one more screen on a desk full of screens."),
    ("The app is in English.", "English is no good on our shop floor."),
    ("The contract runs for three years.", "Three years is an eternity, I won't sign that."),
    ("The sensor sticks on.", "Glue? In our heat that'll last a day."),
    ("The sensor sticks on.", "I can't see that surviving a Monday morning."),
    ("It reads the plates.", "I'm uneasy about filming people, to be honest."),
    ("It reads the plates.", "Our works council will tear that apart."),
    ("You'd need a new server.", "Another server is the last thing we need."),
    ("So shall we talk about a pilot?", "I'm not sold yet."),
    ("So shall we talk about a pilot?", "What puts me off is that nobody near us uses it."),
    ("It's all web based.", "I don't like the idea of our recipes on somebody else's computer."),
    ("We train everybody.", "Training sixty people costs me a week's production."),
]
_STEPS = [
    ("R", "I'll pop the price list in an email tonight."),
    ("R", "You'll have the drawings on Monday."),
    ("R", "Expect a call from our Polish office on Friday."),
    ("R", "Leave it with me, I'll find out by Wednesday."),
    ("R", "I'm going to send somebody round on the 3rd of June."),
    ("R", "Let me get back to you about the VAT on Tuesday."),
    ("R", "My colleague Jana will ring you next week."),
    ("R", "I'll put a demo unit in the post tomorrow."),
    ("R", "I'll pencil you in for the 14th."),
    ("R", "I'll chase our lawyers for the contract by Friday."),
    ("R", "I shall let you have the references this week."),
    ("R", "We'll ship you two test kits next Monday."),
    ("R", "I'll WhatsApp you the link."),
    ("R", "Somebody from service will be in touch by the end of the week."),
    ("R", "I'll have the figures ready for you on the 20th."),
    ("R", "Then I'll see you in Hamburg on the 2nd of July."),
    ("R", "I can come by on Tuesday."),
    ("V", "I'll run it past my boss on Monday."),
    ("V", "I'll dig out our floor plan and send it over."),
    ("V", "Could you mail me the data sheet?"),
    ("V", "Send me the quote by Friday and I'll show it to the board."),
    ("V", "Give me a ring in September."),
    ("V", "I'll bring our IT lead on Thursday."),
    ("V", "We'll get you the sample parts next week."),
    ("V", "Drop me a line when you've got the price."),
    ("V", "I'll ask the lads what they think and let you know."),
    ("V", "Put me down for the workshop in June."),
]
_NO_STEPS = [
    ("R", "I'll show you how it works here on the screen."),
    ("R", "I'll get you a coffee."),
    ("R", "We launch the new version in May."),
    ("R", "We'll see."),
    ("R", "I'll be honest with you."),
    ("V", "I'll think about it."),
    ("V", "We'll decide in June."),
    ("V", "I'll have a coffee, thanks."),
    ("V", "We'll need three of them by August."),
    ("V", "They send us a report every Monday."),
    ("R", "I'd say it takes ten minutes."),
    ("V", "I'll take ten, just kidding."),
    ("R", "We deliver in six weeks."),
    ("V", "My boss will kill me."),
]


@pytest.mark.parametrize(("asked", "said"), _NEEDS)
def test_the_answer_to_what_it_should_do_is_a_need(asked: str, said: str) -> None:
    assert values("need", f"R:{asked}", f"V:{said}", "R:I see.")


@pytest.mark.parametrize(("claimed", "said"), _DOUBTS)
def test_what_does_not_suit_of_an_offer_is_an_objection(claimed: str, said: str) -> None:
    assert values(
        "objection",
        "R:Hello, this is LedgerMint.",
        "V:Show me LedgerMint.",
        f"R:{claimed}",
        f"V:{said}",
        "R:I see.",
    )


@pytest.mark.parametrize(("side", "said"), _STEPS)
def test_what_somebody_will_do_after_the_talk_is_a_next_step(side: str, said: str) -> None:
    other = "V" if side == "R" else "R"
    assert values("next_step", "V:Tell me more.", f"{side}:{said}", f"{other}:Okay, good.")


@pytest.mark.parametrize(("side", "said"), _NO_STEPS)
def test_what_happens_at_the_booth_or_by_itself_is_no_next_step(side: str, said: str) -> None:
    other = "V" if side == "R" else "R"
    assert values("next_step", "V:Tell me more.", f"{side}:{said}", f"{other}:Okay, good.") == []

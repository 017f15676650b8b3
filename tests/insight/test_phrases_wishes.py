"""Needs, reservations and products, as people put them."""

import pytest

from tests.insight.packs import values

_WISH = "R:What would help you most?"
_NEEDS = [
    ("", "We need live stock levels on the phone."), ("", "We're looking for a way to book docks online."), ("", "I want one login for everything."), ("", "It has to run offline."), ("", "It must survive the dishwasher."),
    ("", "The system should warn us before the tank is empty."), ("", "I'd love to see all trucks on one map."), ("", "What we need is a simple rota for nurses."), ("", "What I'm after is a lock without keys."), ("", "Our goal is to halve the scrap."),
    ("", "My dream is a report that writes itself."), ("", "I wish the doors told us who came in."), ("", "Without an open interface there's no point for us."), ("", "We can't go without single sign-on."), ("", "We're trying to cut the paperwork."),
    ("", "We'd like alarms in Polish."), ("", "I'd be glad to see which parcels are late."), ("", "We want the drivers to sign on glass."), ("", "we need a tool that reads handwriting"), ("", "what were after is self check-in"),
    ("", "we must be able to trace every bottle"), ("", "it should talk to our scale"), ("", "We lack a way to lock the tablets."), ("", "All we want is a list that's up to date."), ("", "We require an audit trail."),
    ("", "Give us something that works with gloves."), ("", "The most important thing is that it works without network."), ("", "We insist on hosting in Europe."), ("", "A must-have is an export to Excel."), ("", "I could use a second pair of eyes on the line."),
    (_WISH, "One calendar for all sites."), (_WISH, "An alarm before it gets warm."), (_WISH, "A map with every pump on it."), (_WISH, "Fewer clicks."), (_WISH, "Something that counts the pallets for us."),
    ("R:What are you looking for?", "A camera that sees scratches."), ("R:What should it do?", "Tell us which door is open."), ("R:And you want?", "Remote reading without new cables."), ("R:What would you change?", "One screen instead of seven."),
    ("R:What would make you switch?", "Single sign-on that works."), ("R:What's most important?", "That it runs on old tablets."), ("R:what do you look for", "some thing that tells us who was on site"), ("R:What do you want instead?", "One button, start and stop."),
]  # fmt: skip
_NO_NEEDS = [
    "I need lunch.", "We need more pens.", "I want a coffee.", "I'd like a brochure.", "I need to go.", "We need to decide by June.", "I want to see the demo.", "I'd want to hear that from a customer.",
    'My boss always says "we need a control tower".', "We want to start in May.", "I'd like to talk to my boss first.", "We need approval from the board.", "Do you need a badge?", "My daughter needs a laptop.",
    "If we needed it we would buy it.", "We don't need anything.", "I have to run.", "I want my money back, just kidding.", "I'd love to, thanks.", "We need it by October.",
]  # fmt: skip
_DOUBTS = [
    "That's too expensive for us.", "thats to expensive for a small dairy", "It looks expensive to me.", "Satellite sounds expensive.", "That's steep.", "My concern is the battery.", "The battery worries me.",
    "I'm worried about data protection.", "We're not sure it survives the winter.", "I doubt our people will use it.", "I'm afraid the migration would take ages.", "What if you go bankrupt?", "Who guarantees that you still exist in five years?",
    "We don't want to be locked in.", "Our works council won't accept cameras.", "You seem a bit small.", "That's more than I thought.", "I have my doubts about the lens.", "ive my doubts", "Your box looks fragile.",
    "The app seems complicated.", "What worries me is the rollout.", "I'm not convinced.", "Our IT doesn't like the cloud.", "We've got no IT people, that scares me.", "That would be a deal breaker.", "Three years is too long a commitment.",
    "I don't think it will hold on concrete.", "We have our doubts whether it scales.", "How can we be sure that the data is safe?", "That's a big step for us.", "We tried something like this before and it failed.", "The housing looks flimsy.",
    "I'm skeptical about the accuracy.", "We'd have to retrain everyone.", "I hesitate because of the price.", "It sounds too good to be true.", "We don't have the people to run it.", "Your support is too far away.", "Honestly I fear the effort.",
]  # fmt: skip
_NO_DOUBTS = [
    "Our system is too slow.", "Haulix was too expensive.", "That's not too expensive.", "No concerns at all.", "I'm sure it works.", "I'm not sure when we decide.", "It looks great.", "That sounds good.", "Is it expensive?",
    "I'm not worried.", "We're happy to see it.", "A friend had doubts about his car.", "The queue was too long.", "Sounds like a plan.", "It seems fine.", "We are a small firm.", "I can't see the price tag, where is it?",
    "Our machines are too old.", "The current app is complicated.",
]  # fmt: skip
_LET_GO = [
    "Oh, then that's fine.", "Okay, that settles it.", "Good to know, that solves it.", "Then I have no problem with it any more.", "You've convinced me.", "alright youve convinced me", "Fair enough.", "Then it's not a problem at all.",
    "Okay, we can live with that.", "Then I'm reassured.", "That takes the worry away.", "Fine, forget my worry.",
]  # fmt: skip
_NOT_LET_GO = [
    "Hm, we'll see.",
    "Still, I'm not sure.",
    "That's what everybody says.",
    "I'd have to think about it.",
    "And what does it cost?",
    "Hm okay but still.",
]


@pytest.mark.parametrize(("asked", "said"), _NEEDS)
def test_what_a_solution_must_do_is_a_need(asked: str, said: str) -> None:
    assert values("need", *([asked] if asked else []), f"V:{said}")


@pytest.mark.parametrize("said", _NO_NEEDS)
def test_what_no_solution_has_to_do_is_no_need(said: str) -> None:
    assert values("need", f"V:{said}") == []


@pytest.mark.parametrize("said", _DOUBTS)
def test_a_reservation_is_an_objection(said: str) -> None:
    assert values("objection", f"V:{said}")


@pytest.mark.parametrize("said", _NO_DOUBTS)
def test_what_is_no_reservation_about_us_is_no_objection(said: str) -> None:
    assert values("objection", f"V:{said}") == []


@pytest.mark.parametrize("said", _LET_GO)
def test_an_objection_that_was_let_go_counts_as_resolved(said: str) -> None:
    found = values("objection", "V:I'm worried about the battery.", "R:It lasts five years.", f"V:{said}")
    assert [(value["resolved"], value["resolved_turn"]) for value in found] == [(True, 3)]


@pytest.mark.parametrize("said", _NOT_LET_GO)
def test_an_objection_that_stands_does_not_count_as_resolved(said: str) -> None:
    found = values("objection", "V:I'm worried about the battery.", "R:It lasts five years.", f"V:{said}")
    assert found
    assert not found[0]["resolved"]

from typing import NamedTuple

import pytest

from scripts.benchmarks.signal_matching import ENOUGH, overlap
from tests.insight.cases import talks
from tests.insight.packs import signals, values

# The event is on Tuesday, 12 May 2026.
SAID: list[tuple[tuple[str, ...], str, str, str | None]] = [
    (("R:I'll send you the datasheet tomorrow.", "V:Thanks."), "send you the datasheet", "rep", "2026-05-13"),
    (
        ("R:i send you a link to the trial tomorrow", "V:okay"),
        "send you a link to the trial",
        "rep",
        "2026-05-13",
    ),
    (("R:I will mail you the price list by Friday.",), "mail you the price list", "rep", "2026-05-15"),
    (
        ("R:We'll set up a call with our architect on the 20th of May.",),
        "set up a call with our architect",
        "rep",
        "2026-05-20",
    ),
    (
        ("R:I'll put together an offer by the end of the month.",),
        "put together an offer",
        "rep",
        "2026-05-31",
    ),
    (("R:I'll come by your office on Thursday.",), "come by your office", "rep", "2026-05-14"),
    (("R:You'll get our offer on the first of June.",), "get our offer", "rep", "2026-06-01"),
    (
        ("R:I'll have a proposal in your inbox by the 22nd of May.",),
        "have a proposal in your inbox",
        "rep",
        "2026-05-22",
    ),
    (
        ("R:ill ask for a rebate and call you on thursday",),
        "ask for a rebate and call you",
        "rep",
        "2026-05-14",
    ),
    (("R:I'll connect you with our depot in Ghent.",), "connect you with our depot in Ghent", "rep", None),
    (("R:I'm going to send you three references.",), "send you three references", "rep", None),
    (("R:Let me send you the case study.", "V:Good."), "send you the case study", "rep", None),
    (("R:Shall I book a demo?", "V:Sure, book it for next Tuesday."), "book a demo", "rep", "2026-05-19"),
    (("R:Can I call you on Monday?", "V:Yes, please."), "call you", "rep", "2026-05-18"),
    (("R:Shall we meet at your plant?", "V:Good idea."), "meet at your plant", "rep", None),
    (("R:Would you like me to send you a sample?", "V:Yes, please."), "send you a sample", "rep", None),
    (("R:How about we do a pilot in June?", "V:Let's do that."), "do a pilot", "rep", "2026-06-30"),
    (("R:I'll invite you to our webinar next week.",), "invite you to our webinar", "rep", "2026-05-22"),
    (("R:Our engineer will contact you tomorrow.",), "engineer will contact you", "rep", "2026-05-13"),
    (("R:We'll ship you a test unit on Monday.",), "ship you a test unit", "rep", "2026-05-18"),
    (
        ("R:I'll check with our lab and get back to you by Wednesday.",),
        "check with our lab and get back to you",
        "rep",
        "2026-05-13",
    ),
    (("R:I'll write that up by the end of May.",), "write that up", "rep", "2026-05-31"),
    (("R:I'll forward your question to support.",), "forward your question to support", "rep", None),
    (("R:I'll prepare a quote for forty units.",), "prepare a quote for forty units", "rep", None),
    (("R:We'll arrange a site visit in September.",), "arrange a site visit", "rep", "2026-09-30"),
    (("R:I'll introduce you to our partner in Graz.",), "introduce you to our partner in Graz", "rep", None),
    (("R:I'll drop off a demo unit on Friday.",), "drop off a demo unit", "rep", "2026-05-15"),
    (("R:I'll schedule the workshop for the 20th of May.",), "schedule the workshop", "rep", "2026-05-20"),
    (("R:I'll give you a call next week.",), "give you a call", "rep", "2026-05-22"),
    (("R:I'll upload the drawings tonight.",), "upload the drawings", "rep", "2026-05-12"),
    (("V:Please send me the offer by Friday.",), "send me the offer", "rep", "2026-05-15"),
    (("V:Can you send me a quote?", "R:Of course."), "send me a quote", "rep", None),
    (("V:Could you call me on Thursday?", "R:Sure."), "call me", "rep", "2026-05-14"),
    (("V:Just email me the brochure.",), "email me the brochure", "rep", None),
    (("V:send me the specs please", "R:will do"), "send me the specs", "rep", None),
    # The visitor's own
    (("V:I'll call you on Monday.",), "call you", "visitor", "2026-05-18"),
    (("V:I'll get back to you by the end of the month.",), "get back to you", "visitor", "2026-05-31"),
    (
        ("V:I will show the flyer to my chief on Monday.",),
        "show the flyer to my chief",
        "visitor",
        "2026-05-18",
    ),
    (("V:Then let's talk again in two weeks, I'll ring you.",), "ring you", "visitor", "2026-05-26"),
    (("V:And I'll mail you the hours of last month.",), "mail you the hours of last month", "visitor", None),
    (("V:Not here, but I'll send you the contact after the show.",), "send you the contact", "visitor", None),
    (("V:I'll talk to my boss tomorrow.",), "talk to my boss", "visitor", "2026-05-13"),
    (("V:I'll discuss it with the team next week.",), "discuss it with the team", "visitor", "2026-05-22"),
    (("V:We'll send you our drawings by Friday.",), "send you our drawings", "visitor", "2026-05-15"),
    (("V:I'll forward it to our buyer.",), "forward it to our buyer", "visitor", None),
    (
        ("V:ill check with it and let you know by wednesday",),
        "check with it and let you know",
        "visitor",
        "2026-05-13",
    ),
    (
        ("V:I'll introduce you to our head of maintenance.",),
        "introduce you to our head of maintenance",
        "visitor",
        None,
    ),
    (
        ("V:I'm going to present it to the board in June.",),
        "present it to the board",
        "visitor",
        "2026-06-30",
    ),
    (("V:We'll fill in the questionnaire this week.",), "fill in the questionnaire", "visitor", "2026-05-15"),
    (("V:I'll bring my colleague tomorrow.",), "bring my colleague", "visitor", "2026-05-13"),
    (("V:We'll test the sample in June.",), "test the sample", "visitor", "2026-06-30"),
    (("V:I'll pass it on to purchasing.",), "pass it on to purchasing", "visitor", None),
    (("V:i call you on friday",), "call you", "visitor", "2026-05-15"),
    (("V:I'll write to you next week.",), "write to you", "visitor", "2026-05-22"),
    (
        ("V:I'll set up a meeting with our engineers.",),
        "set up a meeting with our engineers",
        "visitor",
        None,
    ),
    (("V:We'll visit you in Linz in July.",), "visit you in Linz", "visitor", "2026-07-31"),
    (("V:I'll ask our IT and get back to you.",), "ask our IT and get back to you", "visitor", None),
    (
        ("V:I'll share the tender documents with you on Thursday.",),
        "share the tender documents with you",
        "visitor",
        "2026-05-14",
    ),
    (("V:We'll return the signed form by Monday.",), "return the signed form", "visitor", "2026-05-18"),
    (("V:Tomorrow I'll send you the list.",), "send you the list", "visitor", "2026-05-13"),
]
NOT_SAID: list[tuple[str, ...]] = [
    ("R:I'll show you the demo here.",),
    ("R:I'll send you a test key, here, take it.",),
    ("R:Let me scan your badge.",),
    ("R:I'll get you a coffee.",),
    ("R:I'll explain it to you now.",),
    ("R:Let me show you how it works.", "V:Okay."),
    ("R:Shall I book a demo?", "V:No thanks."),
    ("R:Can I call you next week?", "V:Not now, I'd rather call you if we need it."),
    ("R:We could install a test logger in June if you like.", "V:No, no tests."),
    ("R:I'll be honest with you.",),
    ("R:Let me ask you something.", "V:Sure."),
    ("R:I can give you a brochure.", "V:I have one."),
    ("V:We'll see.",),
    ("V:We'll decide in June.",),
    ("V:I'll think about it.",),
    ("V:We'll buy it next year.",),
    ("V:They said they'd call us back.",),
    ("V:Fabrion promised to send us a fix.",),
    ("V:Our drivers call the office twice a day.",),
    ("V:I send the report every Friday.",),
    ("V:We call the customers by hand.",),
    ("V:Just kidding, I'll send you a million.",),
    ("V:If we had money I'd call you.",),
    ("V:Don't call me.",),
    ("V:The customers send us photos.",),
    ("V:We write everything down on paper.",),
    ("V:He'll send somebody when it breaks.",),
    ("V:The system should send me a message.",),
    ("V:It must call the driver when the door is open.",),
    ("V:I'll take ten of them, ha.",),
    ("V:I'll have a coffee, thanks.",),
    ("V:I'll be at the bar.",),
    ("V:We'll have two hundred sites next year.",),
    ("V:Somebody will come and fix it.",),
    ("V:When do you send the invoices?",),
    ("V:I'd call that a mess.",),
    ("V:You should meet my mother in law, ha.",),
    ("V:We send the trucks out at four on Monday.",),
    ("V:Let me think.",),
    ("V:My colleague will kill me.",),
    ("R:It will send you an alert.",),
    ("R:We'll be here until Friday.",),
]


@pytest.mark.parametrize(("lines", "what", "owner", "due"), SAID)
def test_a_promise_is_found_however_it_is_given(
    lines: tuple[str, ...], what: str, owner: str, due: str | None
) -> None:
    found = values("next_step", *lines)
    assert [(one["owner"], one["due"]) for one in found] == [(owner, due)]
    assert overlap(str(found[0]["what"]), what) >= 0.6, found[0]["what"]


@pytest.mark.parametrize("lines", NOT_SAID)
def test_what_happens_here_or_anyway_is_no_next_step(lines: tuple[str, ...]) -> None:
    assert values("next_step", *lines) == []


class Step(NamedTuple):
    """Who does what until when, as a line of the file has it."""

    owner: str
    due: str | None
    what: str


def _step(text: str) -> Step:
    owner, due, what = text.split(" ", 2)
    return Step(owner, None if due == "-" else due, what)


@pytest.mark.parametrize(("expected", "said"), talks("next_steps.txt"))
def test_a_lead_is_followed_up_for_what_was_agreed_and_for_nothing_else(
    expected: list[str], said: list[str]
) -> None:
    steps = [_step(one) for one in expected]
    found = [one for one in signals(*said) if one.kind == "next_step"]
    assert [(one.value["owner"], one.value["due"]) for one in found] == [
        (step.owner, step.due) for step in steps
    ]
    for one, step in zip(found, steps, strict=True):
        assert max(overlap(str(one.value["what"]), step.what), overlap(one.quote, step.what)) >= ENOUGH

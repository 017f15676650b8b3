"""Every way in which an edited draft goes wrong must be found, and a good one must pass."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from agent.contract.lead import Lead
from agent.event_pack.model import EventPack
from agent.insight.drafts.lint import RULES, Draft, Finding, lint
from tests.insight.draft_examples import EXAMPLES
from tests.insight.draft_packs import COLD_CHAIN, SHIFTS, signal, visit

HOT, SCAN_ONLY, REFUSED, TWO_STEPS = EXAMPLES[:4]
RIVAL = EXAMPLES[4]
COLD = EXAMPLES[5]
NAMELESS = EXAMPLES[6]
NO_CONTACT = replace(
    HOT,
    lead=HOT.lead.model_copy(
        update={
            "signals": (
                *HOT.lead.signals,
                signal("consent", "x", status="refused", scope="contact", effect="from_now"),
            )
        }
    ),
)


def _text(old: str, new: str) -> Callable[[Draft], Draft]:
    """Edit plain text and HTML alike, as a person with a good mail program does."""

    def edit(draft: Draft) -> Draft:
        assert old in draft.text, f"{old!r} is not in the draft"
        return replace(draft, text=draft.text.replace(old, new, 1), html=None)

    return edit


def _added(line: str) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, text=draft.text.replace("\n\n", f"\n\n{line}\n\n", 1), html=None)


def _html(old: str, new: str) -> Callable[[Draft], Draft]:
    def edit(draft: Draft) -> Draft:
        assert draft.html
        assert old in draft.html
        return replace(draft, html=draft.html.replace(old, new, 1))

    return edit


def _claims(*claims: tuple[str, tuple[int, ...]]) -> Callable[[Draft], Draft]:
    return lambda draft: replace(draft, claims=(*draft.claims, *claims))


def _both(*edits: Callable[[Draft], Draft]) -> Callable[[Draft], Draft]:
    def edit(draft: Draft) -> Draft:
        for one in edits:
            draft = one(draft)
        return draft

    return edit


MUTATIONS: list[tuple[str, object, Callable[[Draft], Draft]]] = [
    ("banned-word", HOT, _added("This is a revolutionary product.")),
    ("banned-word", HOT, _added("Shall we Touch Base?")),
    ("banned-word", TWO_STEPS, _added("Is this the solution?")),
    ("banned-word", HOT, _text("Hi Fiona,", "Hi Fiona, cutting-edge greetings,")),
    ("banned-word", HOT, lambda d: replace(d, subject="A revolutionary follow-up")),
    (
        "asset-expired",
        HOT,
        _added("Show discount: https://www.halden.example/offers/show?utm_source=frost-food"),
    ),
    ("asset-expired", SCAN_ONLY, _added("https://www.halden.example/offers/show")),
    ("link-broken", HOT, _text("https://www.halden.example/guides", "https:/www.halden.example/guides")),
    ("link-broken", HOT, _text("https://www.halden.example/guides", "www.halden.example/guides")),
    ("link-broken", HOT, _text("https://www.halden.example/guides", "https://www halden.example/guides")),
    (
        "link-broken",
        HOT,
        _text("https://www.halden.example/guides", "https://user@www.halden.example/guides"),
    ),
    ("link-broken", HOT, _text("https://www.halden.example/guides", "http//www.halden.example/guides")),
    ("link-unknown", HOT, _text("/guides/inspection", "/guides/inspections")),
    ("link-unknown", HOT, _text("www.halden.example", "www.halden-controls.example")),
    ("link-unknown", HOT, _added("See https://polarix.example/why-us")),
    ("link-campaign", HOT, _text("utm_source=frost-food", "utm_source=other-show")),
    ("link-campaign", HOT, _text("&utm_campaign=frost-2026", "")),
    ("placeholder", HOT, _text("Hi Fiona,", "Hi {given_name},")),
    ("placeholder", HOT, _text("Hi Fiona,", "Hi {{ name }},")),
    ("placeholder", HOT, _added("Best, [Your name]")),
    ("placeholder", HOT, _added("TODO say something about the price")),
    ("placeholder", NAMELESS, _text("Hello,", "Hello None,")),
    ("placeholder", HOT, _text("by Friday, 6 March", "by [date]")),
    ("name-missing", HOT, _text("Hi Fiona,", "Hi ,")),
    ("name-missing", HOT, _text("Hi Fiona,", "Hello,")),
    ("name-missing", NAMELESS, _text("Hello,", "Hello ,")),
    ("name-wrong", HOT, _text("Hi Fiona,", "Hi Siobhan,")),
    ("name-wrong", NAMELESS, _text("Hello,", "Hello Maria,")),
    ("uncited-claim", HOT, _added("You told us that you want to leave your supplier.")),
    ("uncited-claim", HOT, _added("You need a second warehouse.")),
    ("uncited-claim", HOT, _added("Our sensors never fail.")),
    ("uncited-claim", HOT, _added("We will give you a discount.")),
    ("uncited-claim", HOT, _added("Thank you for telling us about your supplier.")),
    ("uncited-claim", TWO_STEPS, _text("- We will send you a trial link.", "- We will visit your ward.")),
    ("uncited-claim", HOT, _added("Polarix is slower than we are.")),
    ("uncited-claim", COLD, _added("As agreed, an engineer comes by.")),
    ("unknown-signal", HOT, _added("You need a scanner. [12]")),
    ("unknown-signal", HOT, _added("You need a scanner [0].")),
    ("unknown-signal", HOT, _claims(("You need a scanner.", (99,)))),
    ("citation-unrelated", HOT, _added("You told us that your trucks break down. [2]")),
    ("citation-unrelated", HOT, _added("You would like a visit to our plant. [3]")),
    ("citation-contradicts", HOT, _added("You are not looking for something that works offline. [2]")),
    ("citation-contradicts", COLD, _added("There is money for a new machine. [2]")),
    ("unproved-value", HOT, _text("6 March", "16 March")),
    ("unproved-value", HOT, _text("Friday, 6 March", "Monday, 6 March")),
    ("unproved-value", HOT, _text("the end of June", "the end of May")),
    ("unproved-value", RIVAL, _text("the first quarter of 2027", "the first quarter of 2028")),
    ("unproved-value", HOT, _added("You have 50,000 euros in the plan. [5]")),
    ("unproved-value", HOT, _added("You have fifty thousand euros in the plan. [5]")),
    ("unproved-value", HOT, _added("You decide on that with Susan. [4]")),
    ("unproved-value", HOT, _text("ThermoLog.", "DoorWatch.")),
    ("unproved-value", RIVAL, _text("looking at Bladex", "looking at Cuttrex")),
    ("unproved-value", HOT, _added("Is Polarix still an option?")),
    ("unproved-value", HOT, lambda d: replace(d, subject="DoorWatch: following up")),
    ("unproved-value", HOT, _added("Would 3 pm suit you?")),
    ("unproved-word", HOT, _added("You are looking for something that works online. [2]")),
    (
        "unproved-word",
        HOT,
        _both(
            _text("something that works offline", "something that works underwater"),
            _claims(("You are looking for something that works underwater.", (2,))),
        ),
    ),
    ("conversation-claimed", SCAN_ONLY, _added("It was great talking to you.")),
    ("conversation-claimed", SCAN_ONLY, _added("Thank you for the conversation.")),
    ("conversation-claimed", REFUSED, _added("You mentioned your shift plans.")),
    ("conversation-claimed", REFUSED, _added("As discussed, here is our film.")),
    ("conversation-claimed", SCAN_ONLY, _added("We enjoyed our chat.")),
    ("conversation-claimed", SCAN_ONLY, _added("I hope we answered your questions about logging.")),
    ("conversation-claimed", SCAN_ONLY, lambda d: replace(d, subject="Our conversation at the show")),
    ("internal-word", HOT, _added("Thank you, you are a hot lead.")),
    ("internal-word", HOT, _added("If you wonder: score: 95.")),
    ("internal-word", HOT, _added("Please see the transcript.")),
    ("internal-word", HOT, _added("Thank you for letting our microphone listen.")),
    ("internal-word", HOT, _added("We hope that makes you qualified.")),
    ("too-long", HOT, _added("Thank you. " * 80)),
    ("subject", HOT, lambda d: replace(d, subject="")),
    ("subject", HOT, lambda d: replace(d, subject="Thank you " * 9)),
    ("footer-missing", HOT, _text("No more mails? Write to privacy@halden.example.", "")),
    ("footer-missing", RIVAL, _text("70000 Stuttgart", "70001 Stuttgart")),
    ("markup", HOT, _added("Please <b>reply</b>")),
    ("markup", HOT, _added("If you like, see [our page](there)")),
    ("markup", HOT, _added("Let me know&nbsp;soon.")),
    ("markup", HOT, _html("<p>", "<script>track()</script><p>")),
    ("markup", HOT, _html("<p>", '<p onclick="x()">')),
    ("markup", HOT, _html("<p>", '<img src="https://track.example/1.gif"><p>')),
    ("markup", HOT, _html("<p>", "<!--[if mso]>hidden<![endif]--><p>")),
    ("link-broken", HOT, _html("<p>Hi", '<p><a href="javascript:x()">Hi</a>')),
    ("link-unknown", HOT, _html("https://www.halden.example/guides", "https://phish.example/guides")),
    ("contact-refused", NO_CONTACT, lambda draft: draft),
    ("html-differs", HOT, _html("by Friday, 6 March", "by Friday, 13 March")),
    (
        "html-differs",
        HOT,
        _html("</ul>", "") if "</ul>" in HOT.follow_up.body_html else _html("Hi Fiona", "Hi"),
    ),
]


@pytest.mark.parametrize(("rule", "example", "mutation"), MUTATIONS)
def test_a_person_who_spoils_a_draft_is_told_how(
    rule: str, example: object, mutation: Callable[[Draft], Draft]
) -> None:
    assert isinstance(example, type(HOT))
    found = _lint(mutation(Draft.of(example.follow_up)), example.lead, example.pack)
    assert rule in {finding.rule for finding in found}, found
    assert rule in RULES
    assert all(len(finding.message.split()) > 3 for finding in found)


_SWAPS: dict[str, Callable[[str], str]] = {
    "a number": lambda text: re.sub(r"\d+", lambda match: str(int(match[0]) + 1), text, count=1),
    "a number in words": lambda text: re.sub(r"\b(?:two|five|ten|thirty)\b", "seventy", text, count=1),
    "a month": lambda text: re.sub(
        r"\b(?:March|April|May|June|October|September)\b", "August", text, count=1
    ),
    "a weekday": lambda text: re.sub(r"\b(?:Mon|Tues|Fri)day\b", "Sunday", text, count=1),
    "a product": lambda text: re.sub(
        r"ThermoLog|DoorWatch|SwapBoard|CorvexCare|Corvex 30", "Freezomat", text
    ),
    "a rival": lambda text: text.replace("Bladex", "Cuttrex"),
    "a denial": lambda text: text.replace("You ", "You never ", 1).replace("We will ", "We will not ", 1),
    "more": lambda text: text.removesuffix(".") + " and next to nothing else.",
    "somebody else": lambda text: text.replace("You told us", "Susan told us").replace("You ", "Susan ", 1),
    "the other one": lambda text: text.replace("We will", "You will").replace("You wanted", "We wanted"),
}


@pytest.mark.parametrize("swap", _SWAPS)
@pytest.mark.parametrize(
    "example", [one for one in EXAMPLES if one.follow_up.claims], ids=lambda one: one.title[:20]
)
def test_no_fact_can_be_changed_without_being_noticed(example: object, swap: str) -> None:
    assert isinstance(example, type(HOT))
    draft = Draft.of(example.follow_up)
    for claim in example.follow_up.claims:
        changed = _SWAPS[swap](claim.text)
        if changed == claim.text:
            continue
        spoiled = replace(draft, text=draft.text.replace(claim.text, changed, 1), html=None)
        assert _lint(spoiled, example.lead, example.pack), changed
        numbers = f" [{', '.join(map(str, claim.signals))}]"
        cited = replace(draft, text=draft.text.replace(claim.text, changed + numbers, 1), html=None)
        assert _lint(cited, example.lead, example.pack), changed


def test_every_rule_has_a_mutation_that_it_must_find() -> None:
    assert {rule for rule, _, _ in MUTATIONS} == set(RULES)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title[:30])
def test_no_draft_of_ours_is_refused_by_our_own_rules(example: object) -> None:
    assert isinstance(example, type(HOT))
    assert _lint(Draft.of(example.follow_up), example.lead, example.pack) == ()


def test_a_finding_names_the_line_in_which_it_stands() -> None:
    draft = _text("We will send you a quote", "We will send you a revolutionary quote")(
        Draft.of(HOT.follow_up)
    )
    line = next(n for n, text in enumerate(draft.text.split("\n"), 1) if "revolutionary" in text)
    assert line in {one.line for one in _lint(draft, HOT.lead, HOT.pack) if one.rule == "banned-word"}


@pytest.mark.parametrize(
    "line",
    [
        "Please let me know what suits you.",
        "Thank you again, and have a good trip home.",
        "Shall we set up a call?",
        "If you have questions, just reply.",
        "You need something that works offline. [2]",
        "You decide on that yourself. [4]",
        "You have 40,000 euros in the plan. [5]",
        "The quote comes by Friday, 6 March. [8]",
        "The quote comes by March 6. [8]",
        "You will get the quote by Friday, 6 March. [8]",
    ],
)
def test_a_person_may_write_on_in_a_draft_without_being_stopped(line: str) -> None:
    draft = _added(line)(Draft.of(HOT.follow_up))
    assert _lint(draft, HOT.lead, HOT.pack) == ()


def test_words_of_ours_that_the_visitor_used_may_be_said_back() -> None:
    said = "We need a way to record every lead at our own shows"
    lead = visit(
        COLD_CHAIN, [("visitor", said)], [signal("need", said, what="record every lead at our own shows")]
    )
    draft = Draft(None, "Hello,\n\nYou told us about recording leads. [1]\n")
    rules = {one.rule for one in _lint(draft, lead, COLD_CHAIN)}
    assert "uncited-claim" not in rules


def test_a_pack_without_the_word_rota_in_its_list_does_not_refuse_it() -> None:
    """An everyday word that is also a product is no proof of anything."""
    draft = _added("Please see whether your rota allows it.")(Draft.of(TWO_STEPS.follow_up))
    assert _lint(draft, TWO_STEPS.lead, SHIFTS) == ()


def _lint(draft: Draft, lead: Lead, pack: EventPack) -> tuple[Finding, ...]:
    expired = date(2026, 3, 9) if pack is COLD_CHAIN else None
    return lint(draft, lead, pack, on=expired)

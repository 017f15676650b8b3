"""The printed examples are what the code writes today."""

from agent.insight.drafts.templates import MAIL_PARTS
from agent.insight.drafts.wording import full_name
from tests.insight.draft_examples import BEGIN, DOCUMENT, END, EXAMPLES, rendered


def test_the_examples_in_the_docs_are_what_the_box_writes() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    shown = text.partition(BEGIN)[2].partition(END)[0]
    assert shown == f"\n\n{rendered()}\n", "run `python -m tests.insight.draft_examples`"


def test_the_docs_name_every_part_that_a_template_may_use() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [part for part in MAIL_PARTS if f"`{part}`" not in text] == []


def test_the_examples_cover_what_they_are_there_for() -> None:
    assert len(EXAMPLES) == 10
    assert len({example.pack.voice.company for example in EXAMPLES}) >= 3
    assert len({example.pack.voice.tone for example in EXAMPLES}) == 3
    assert any(example.lead.consent.status == "refused" for example in EXAMPLES)
    assert any(example.follow_up.template == "scan_only" for example in EXAMPLES)
    assert any(full_name(example.lead.attendee) is None for example in EXAMPLES)
    assert all(len(example.follow_up.body_text.split()) <= 180 for example in EXAMPLES)


def test_no_two_mails_with_a_conversation_are_alike() -> None:
    bodies = [example.follow_up.body_text for example in EXAMPLES if example.follow_up.claims]
    assert len(set(bodies)) == len(bodies)

"""The checks that every single sentence of a mail has to pass, ours included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agent.event_pack.model import EventPack
from agent.insight.drafts.evidence import Proof, named, unproved
from agent.insight.drafts.wording import banned_in

_INTERNAL = re.compile(
    r"\b(?:lead scores?|(?:hot|warm|cold|qualified|unqualified|disqualified) leads?"
    r"|(?:your|our|the|a) leads?(?! times?\b)|leads? (?:quality|heat|status)|(?:dis|un)?qualified"
    r"|t[yi]re[- ]kickers?|BANT|transcripts?|transcri(?:be|bed|ption)|record(?:ed|ings?)|microphones?"
    r"|overheard|signals?|sales queue|opportunity stage|target accounts?|personas?|territory|heat score"
    r"|evidence|confidence of)\b"
    r"|\b(?:heat|score)\b\s*[:=]|\bscor(?:e|ed|es|ing) of \d",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"\{\{|\}\}|\{%|%\}|\{[a-z_]+\}|\$\{|\[(?!\d)[^\]\n]{1,40}\](?!\()"
    r"|<(?:name|first name|company|product|date)>"
    r"|\b(?:TODO|TBD|FIXME|XXX+|lorem ipsum|None|null|undefined|NaN|FIRST_?NAME)\b|%\w+%",
)
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>|<!--|&(?:[a-zA-Z]+|#\d+);|\[[^\]]+\]\(|^#{1,6}\s|\*\*\w")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a piece of text."""

    rule: str
    message: str


def problems(
    text: str, *, proof: Proof, names: Proof, pack: EventPack, company_text: bool
) -> Iterator[Problem]:
    """Yield what is wrong with one sentence.

    Args:
        text: The sentence.
        proof: What the signals that it cites prove.
        names: What may be named without proof.
        pack: The event's.
        company_text: It stands in the event pack word for word, so its facts are the company's matter.
    """
    yield from form_problems(text, pack)
    for match in _INTERNAL.finditer(text):
        if not company_text and match[0].casefold() not in proof.text.casefold():
            yield Problem("internal-word", f'"{match[0]}" is our own language; the visitor must not read it')
    if company_text:
        return
    for found in dict.fromkeys(unproved(text, proof, names)):
        yield Problem(
            "unproved-value",
            f'"{found}" stands in no signal that this sentence cites; correct it, or cite the right one',
        )
    ours_and_theirs = [
        *(name for one in pack.products for name in (one.name, *one.aliases) if not one.everyday_word),
        *(name for one in pack.competitors for name in (one.name, *one.aliases) if not one.everyday_word),
    ]
    for name in dict.fromkeys(named(text, ours_and_theirs)):
        if name.casefold() not in proof.text.casefold():
            yield Problem(
                "unproved-value",
                f'"{name}" was not spoken of in a signal that this sentence cites; take it out',
            )


def form_problems(text: str, pack: EventPack) -> Iterator[Problem]:
    """Yield what no line of a mail may hold, whoever wrote it."""
    for word in banned_in(text, pack.voice):
        yield Problem(
            "banned-word", f'"{word}" is on the event pack\'s list of banned words; say it otherwise'
        )
    if match := _PLACEHOLDER.search(text):
        yield Problem("placeholder", f'"{match[0]}" was left over; write what belongs there')
    if match := _MARKUP.search(text):
        yield Problem("markup", f'"{match[0]}" is markup in plain text; take it out')

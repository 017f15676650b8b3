"""The follow-up mail of a lead: specific, short, and each of its facts with proof."""

import re
from dataclasses import dataclass, replace
from datetime import date

from agent.contract.lead import Claim, FollowUp, Lead
from agent.event_pack.model import EventPack
from agent.insight.drafts.assets import Link
from agent.insight.drafts.evidence import of_everybody
from agent.insight.drafts.html import from_text
from agent.insight.drafts.material import (
    Material,
    Piece,
    Place,
    Sentence,
    gather,
    proof_of,
    was_heard,
)
from agent.insight.drafts.phrases import clean_name
from agent.insight.drafts.sentences import problems
from agent.insight.drafts.templates import Rendered, TemplateError, Templates
from agent.insight.drafts.wording import closing, full_name, greeting, opening

LONGEST_SUBJECT = 78
"""Characters; mail programs cut longer ones (RFC 5322, section 2.1.1, recommends it for lines)."""
_OURS = Templates()


@dataclass(frozen=True, slots=True)
class Mail:
    """What templates see, under the name `mail`. Everything is text, a sentence, or a list of them."""

    scan_only: bool
    company: str
    event: str
    name: str
    """The visitor's; empty where the badge has none."""
    greeting: str
    opening: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    """Everything but the steps, in our order."""
    challenges: tuple[Sentence, ...]
    needs: tuple[Sentence, ...]
    today: Sentence | None
    product: Sentence | None
    competitor: Sentence | None
    objection: Sentence | None
    timeline: Sentence | None
    challenge: Sentence | None
    need: Sentence | None
    products: str
    """Names of the products asked about; empty where there are none."""
    steps: tuple[Sentence, ...]
    step: Sentence | None
    """The only step, where there is one alone."""
    links: tuple[Link, ...]
    closing: str
    sign_off: str
    sender: str
    footer: str


def write_follow_up(
    lead: Lead,
    pack: EventPack,
    *,
    templates: Templates | None = None,
    sender: str | None = None,
    reworded: dict[str, str] | None = None,
) -> FollowUp:
    """Return a draft mail to the lead's visitor. The same lead and pack give the same draft.

    Args:
        lead: With its signals.
        pack: Voice, products, answers, assets.
        templates: The event pack's own; one that fails is replaced by ours, with a warning.
        sender: Name of ours under the mail; default: the lead's owner, else the rep at the booth, else the
            company alone.
        reworded: For some sentences with proof, other words that say the same; checked by the caller.
    """
    on = lead.updated_at.date()
    sender = sender or _sender(lead)
    material = _sayable(lead, pack, on)
    if reworded:
        material = _reworded(material, reworded)
    links, limit = list(material.links), pack.voice.longest_words
    pieces, warnings = list(material.pieces), list(material.warnings)
    if not full_name(lead.attendee):
        warnings.append("the badge has no name that can be used; greet by name if you know it")
    while True:
        mail = _mail(lead, pack, replace(material, pieces=tuple(pieces), links=tuple(links)), sender)
        draft = _render(mail, templates or _OURS, limit)
        if draft is not None:
            text, html, subject, claims, own, failed = draft
            break
        if not _shortened(pieces, links):
            text, html, subject, claims, own, failed = _must(_render(mail, templates or _OURS, None))
            warnings.append(
                "longer than the company's limit, and nothing is left to be cut; shorten it by hand"
            )
            break
    name = "follow_up" if was_heard(lead) else "scan_only"
    return FollowUp(
        subject=subject,
        body_text=text,
        body_html=html,
        claims=claims,
        template=f"pack:{name}" if own else name,
        warnings=tuple(dict.fromkeys((*warnings, *failed))),
    )


def _sayable(lead: Lead, pack: EventPack, on: date) -> Material:
    names = of_everybody(lead, pack)

    def why_not(said: Sentence) -> str | None:
        proof, company_text = proof_of(lead, said.signals, pack), not said.signals
        found = problems(said.text, proof=proof, names=names, pack=pack, company_text=company_text)
        first = next(iter(found), None)
        return None if first is None else first.rule

    return gather(lead, pack, on=on, allowed=why_not)


def _reworded(material: Material, other: dict[str, str]) -> Material:
    pieces = tuple(
        replace(
            piece,
            sentences=tuple(
                replace(said, text=other.get(said.text, said.text)) if said.signals else said
                for said in piece.sentences
            ),
        )
        for piece in material.pieces
    )
    return replace(material, pieces=pieces)


def _shortened(pieces: list[Piece], links: list[Link]) -> bool:
    """Take the least important thing away; False when nothing is left that may go."""
    optional = [piece for piece in pieces if piece.rank > 0]
    if len(links) > 1:
        links.pop()
    elif optional:
        worst = max(optional, key=lambda piece: piece.rank)
        pieces.remove(worst)
    elif links:
        links.pop()
    else:
        return False
    return True


def _sender(lead: Lead) -> str | None:
    owner = lead.owner.name if lead.owner else None
    return clean_name(owner or (lead.rep.name if lead.rep else None))


def _mail(lead: Lead, pack: EventPack, material: Material, sender: str | None) -> Mail:
    voice, heard = pack.voice, was_heard(lead)
    steps = tuple(piece.sentences[0] for piece in material.pieces if piece.place is Place.STEP)
    paragraphs = tuple(
        said
        for place in (Place.SITUATION, Place.ANSWER, Place.DOUBT, Place.TIMING)
        if (
            said := tuple(one for piece in material.pieces if piece.place is place for one in piece.sentences)
        )
    )
    named: dict[str, list[Sentence]] = {}
    for piece in material.pieces:
        named.setdefault(piece.name, []).append(piece.sentences[0])

    def first(name: str) -> Sentence | None:
        return next(iter(named.get(name, ())), None)

    return Mail(
        scan_only=not heard,
        company=voice.company,
        event=pack.event.name,
        name=full_name(lead.attendee) or "",
        greeting=greeting(lead.attendee, voice),
        opening=opening(pack, talked=heard),
        paragraphs=paragraphs,
        challenges=tuple(named.get("challenge", ())),
        needs=tuple(named.get("need", ())),
        challenge=first("challenge"),
        need=first("need"),
        today=first("today"),
        product=first("product"),
        competitor=first("competitor"),
        objection=first("objection"),
        timeline=first("timeline"),
        products=" and ".join(one.what for one in named.get("product", ())),
        steps=steps,
        step=steps[0] if len(steps) == 1 else None,
        links=material.links,
        closing=closing(voice, heard=heard, steps=bool(steps)),
        sign_off=voice.sign_off,
        sender=f"{sender}, {voice.company}" if sender else voice.company,
        footer=voice.footer or "",
    )


_Draft = tuple[str, str, str, tuple[Claim, ...], bool, tuple[str, ...]]


def _render(mail: Mail, templates: Templates, limit: int | None) -> _Draft | None:
    """Return text, HTML, subject, claims, whether the pack's template was used, and warnings.

    Returns:
        None if the text is longer than `limit` words.
    """
    name = "scan_only" if mail.scan_only else "follow_up"
    failed: list[str] = []

    def part(file: str, *, own: bool) -> Rendered:
        if own:
            try:
                return templates.render(file, mail)
            except TemplateError as error:
                failed.append(f"the event pack's template cannot be used: {error}")
        return _OURS.render(file, mail)

    body = part(f"{name}.txt", own=templates.has_own(f"{name}.txt"))
    text = _tidy(body.text)
    if limit is not None and words_of_body(text, mail.footer) > limit:
        return None
    own_text = templates.has_own(f"{name}.txt") and not failed
    if templates.has_own(f"{name}.html"):
        html = part(f"{name}.html", own=True).text
    elif own_text:
        html = from_text(text)
    else:
        html = _OURS.render(f"{name}.html", mail).text
    subject = " ".join(part("subject.txt", own=templates.has_own("subject.txt")).text.split())
    claims = tuple(Claim(text=said, signals=numbers) for said, numbers in body.claims)
    return text, html, _cut(subject), claims, own_text, tuple(failed)


def words_of_body(text: str, footer: str | None) -> int:
    """Count the words that the company's limit is about: all but links and the footer."""
    without = text.removesuffix("\n").removesuffix(_tidy(footer or "").strip())
    return sum(not word.startswith(("http://", "https://")) and word != "-" for word in without.split())


def _tidy(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def _cut(subject: str) -> str:
    if len(subject) <= LONGEST_SUBJECT:
        return subject
    return subject[:LONGEST_SUBJECT].rsplit(" ", 1)[0].rstrip(" ,:;-")


def _must(draft: _Draft | None) -> _Draft:
    assert draft is not None  # noqa: S101 -- without a limit there always is one
    return draft

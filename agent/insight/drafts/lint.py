"""Finds what must not go out: in our drafts, in reworded ones, and in those that a person edited."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlsplit

from agent.contract.lead import FollowUp, Lead
from agent.event_pack.model import EventPack
from agent.insight.drafts import citations
from agent.insight.drafts.evidence import Proof, of_everybody, tokens
from agent.insight.drafts.expressions import CONDITION, CONVERSATION, COURTESY, PROMISES, REPORTS
from agent.insight.drafts.html import Reading
from agent.insight.drafts.material import own_words, proof_of, was_heard
from agent.insight.drafts.sentences import form_problems, problems
from agent.insight.drafts.templates import Templates
from agent.insight.drafts.wording import full_name, greeting, ours
from agent.insight.follow_up import LONGEST_SUBJECT, words_of_body, write_follow_up
from agent.insight.score import wants_no_contact

RULES = {
    "banned-word": "a word that the company does not use",
    "asset-expired": "a link to something that has expired",
    "link-broken": "a link that cannot work",
    "link-unknown": "a link that the event pack does not know",
    "link-campaign": "a link without the campaign's parameters",
    "placeholder": "something that was to be filled in",
    "name-missing": "a greeting without the name that is known",
    "name-wrong": "a greeting with another name than the badge has",
    "uncited-claim": "a sentence that states something and cites no signal",
    "unknown-signal": "a citation of a signal that is not there",
    "citation-unrelated": "a citation of a signal that is about something else",
    "citation-contradicts": "a sentence that denies what its signal says, or the other way round",
    "unproved-value": "an amount, date or name that no cited signal holds",
    "unproved-word": "a word that a sentence of somebody's own adds to what its signal says",
    "conversation-claimed": "talk of a conversation that nobody heard",
    "internal-word": "our own language",
    "too-long": "more words than the company wants",
    "subject": "a subject that is missing or too long",
    "footer-missing": "without what has to stand under every mail",
    "markup": "markup where none belongs, or that can do harm",
    "contact-refused": "a mail to somebody who asked for none",
    "html-differs": "an HTML part that says something else than the plain text",
}
"""Every rule, and what it finds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend."""

    rule: str
    line: int
    """In the plain text, from 1; 0 for the subject; in the HTML part for rules about it."""
    message: str
    """What is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A mail as somebody wants to send it."""

    subject: str | None
    text: str
    html: str | None = None
    claims: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Sentences with the numbers of the signals that prove them."""

    @classmethod
    def of(cls, follow_up: FollowUp) -> "Draft":
        """Return the draft that stands in a lead."""
        return cls(
            follow_up.subject,
            follow_up.body_text,
            follow_up.body_html,
            tuple((claim.text, claim.signals) for claim in follow_up.claims),
        )


def lint(
    draft: Draft, lead: Lead, pack: EventPack, *, templates: Templates | None = None, on: date | None = None
) -> tuple[Finding, ...]:
    """Return everything that is wrong with a draft, in the order of its lines.

    Args:
        draft: Written by us, a model or a person. In a person's text `[2]` behind a sentence cites signal 2.
        lead: The lead that it is for.
        pack: The event's.
        templates: The event pack's own.
        on: The day it is to be sent; default: that of the lead.
    """
    return tuple(
        sorted(_Lint(draft, lead, pack, templates, on or lead.updated_at.date()).findings(), key=_by_line)
    )


def _by_line(finding: Finding) -> tuple[int, str, str]:
    return finding.line, finding.rule, finding.message


class _Lint:
    def __init__(
        self, draft: Draft, lead: Lead, pack: EventPack, templates: Templates | None, on: date
    ) -> None:
        self._draft, self._lead, self._pack, self._on = draft, lead, pack, on
        self._names = of_everybody(lead, pack)
        fresh = write_follow_up(lead, pack, templates=templates)
        self._our_claims = {_plain(claim.text): claim.signals for claim in fresh.claims}
        self._our_sentences = {
            _plain(said) for line in fresh.body_text.split("\n") for said in _sentences(line)
        }
        self._claims = {_plain(text): numbers for text, numbers in draft.claims}
        self._company = {_plain(said) for text in _company_texts(pack) for said in _sentences(text)}
        self._assets = {_address(asset.url): asset for asset in pack.assets}
        self._heard = was_heard(lead)
        self._courtesies = {_plain(said) for said in ours(pack, heard=self._heard)}

    def findings(self) -> Iterator[Finding]:
        if wants_no_contact(self._lead.signals):
            yield Finding(
                "contact-refused", 0, "the visitor asked not to be contacted; do not send this mail"
            )
        yield from self._subject()
        lines = self._draft.text.split("\n")
        first = next((number for number, line in enumerate(lines, 1) if line.strip()), 1)
        footer = {_plain(line) for line in (self._pack.voice.footer or "").split("\n")}
        for number, line in enumerate(lines, 1):
            if number == first:
                yield from self._greeting(number, line)
            elif line.strip():
                yield from self._line(number, line, own=_plain(line) in footer)
        yield from self._claims_in_text()
        longest = self._pack.voice.longest_words
        if (count := words_of_body(_uncited(self._draft.text), self._pack.voice.footer)) > longest:
            yield Finding(
                "too-long", len(lines), f"{count} words; the company wants {longest} at most; shorten it"
            )
        if self._pack.voice.footer and _plain(self._pack.voice.footer) not in _plain(self._draft.text):
            yield Finding(
                "footer-missing", len(lines), "put the event pack's footer under the mail, unchanged"
            )
        if self._draft.html is not None:
            yield from self._html(self._draft.html)

    def _subject(self) -> Iterator[Finding]:
        subject = self._draft.subject
        if subject is None:
            return
        if not subject.strip():
            yield Finding("subject", 0, "there is no subject; write one")
        if len(subject) > LONGEST_SUBJECT:
            yield Finding("subject", 0, f"the subject has more than {LONGEST_SUBJECT} characters; shorten it")
        everything = proof_of(self._lead, range(1, len(self._lead.signals) + 1), self._pack)
        yield from self._problems(0, subject, everything, company_text=False)
        if not self._heard and (found := CONVERSATION.search(subject)):
            yield self._conversation(0, found[0])

    def _greeting(self, number: int, line: str) -> Iterator[Finding]:
        """Check the first line: of a name nothing can be said by the rules for sentences."""
        lead, voice = self._lead, self._pack.voice
        expected = greeting(lead.attendee, voice)
        if line.strip() == expected:
            return
        for problem in form_problems(line, self._pack):
            yield Finding(problem.rule, number, problem.message)
        name = full_name(lead.attendee)
        known = set(
            tokens(" ".join(filter(None, (name, lead.attendee.given_name, lead.attendee.family_name))))
        )
        usual = set(tokens(f"{voice.greeting} {voice.greeting_without_name} {_GREETINGS}"))
        others = [word for word in re.findall(r"[^\W\d_]+", line)[1:] if word.casefold() not in known | usual]
        if others:
            yield Finding(
                "name-wrong", number, f'"{others[0]}" is not the name on the badge; correct the greeting'
            )
        elif known and not known & set(tokens(line)):
            yield Finding("name-missing", number, "the badge has a name; greet by it")
        elif re.search(r"\s,|,\s*,", line) or len(tokens(line)) == 0:
            yield Finding("name-missing", number, "a name is missing here; write one, or greet without")

    def _line(self, number: int, line: str, *, own: bool) -> Iterator[Finding]:
        yield from self._links(number, line)
        without = _URL.sub("", line).strip()
        if without.endswith(":") and _plain(without[:-1]) in self._company:
            return
        for said in _sentences(without):
            yield from self._sentence(number, said, own=own)

    def _sentence(self, number: int, said: str, *, own: bool) -> Iterator[Finding]:
        text, marked = _citation(said)
        plain = _plain(text)
        company_text = own or plain in self._company
        cited = marked or self._claims.get(plain) or self._our_claims.get(plain) or ()
        missing = [one for one in cited if not 1 <= one <= len(self._lead.signals)]
        if missing:
            yield Finding(
                "unknown-signal",
                number,
                f"there is no signal {missing[0]}; cite 1 to {len(self._lead.signals)}",
            )
        if not self._heard and not own and (found := CONVERSATION.search(text)):
            yield self._conversation(number, found[0])
        proof = proof_of(self._lead, cited, self._pack)
        yield from self._problems(number, text, proof, company_text=company_text)
        if company_text or missing:
            return
        ours = self._our_claims.get(plain)
        if cited and ours is not None and set(ours) <= set(cited):
            return
        if cited:
            for problem in citations.problems(text, cited, self._lead, self._our_claims):
                yield Finding(problem.rule, number, problem.message)
        elif self._states_something(text, plain):
            yield Finding(
                "uncited-claim",
                number,
                "this states something without proof; take it out, or put the number of the signal that"
                " proves it behind it, as in [2]",
            )

    def _states_something(self, text: str, plain: str) -> bool:
        if plain in _HEADINGS | self._courtesies:
            return False
        if PROMISES.search(text) or (REPORTS.search(text) and not CONDITION.match(text)):
            return True
        if plain in self._our_sentences or plain in self._names_alone():
            return False
        return not (text.rstrip().endswith("?") or COURTESY.match(text))

    def _names_alone(self) -> set[str]:
        """Return what may stand under a mail: who we are."""
        company = self._pack.voice.company
        names = [rep.name for rep in self._pack.reps]
        titled = [f"{name}, {company}" for name in names]
        return {_plain(text) for text in (company, *names, *titled)}

    def _problems(self, number: int, text: str, proof: Proof, *, company_text: bool) -> Iterator[Finding]:
        for problem in problems(
            text, proof=proof, names=self._names, pack=self._pack, company_text=company_text
        ):
            yield Finding(problem.rule, number, problem.message)

    def _conversation(self, number: int, words: str) -> Finding:
        return Finding(
            "conversation-claimed",
            number,
            f'"{words}": nobody heard a conversation with this visitor; take it out',
        )

    def _links(self, number: int, line: str) -> Iterator[Finding]:
        for url in _urls(line):
            yield from self._link(number, url)
        if re.search(r"https?:/?(?!/)|https?//|(?<![\w/.@])www\.\S+|htt?p?s?:/(?!/)|https?://(?:\s|$)", line):
            yield Finding("link-broken", number, "this is no whole link; copy it from the event pack")

    def _link(self, number: int, url: str) -> Iterator[Finding]:
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
            _ = parts.port
        except ValueError:
            yield Finding("link-broken", number, "this link cannot work; copy it from the event pack")
            return
        if not re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+|localhost", host) or "@" in parts.netloc:
            yield Finding("link-broken", number, f'"{host}" is no host; copy the link from the event pack')
            return
        asset = self._assets.get(_address(url))
        if asset is None:
            if not any(url in text for text in _company_texts(self._pack)):
                yield Finding(
                    "link-unknown",
                    number,
                    f"the event pack has no asset at {host}{parts.path}; use one it has",
                )
            return
        if asset.expires is not None and asset.expires < self._on:
            yield Finding(
                "asset-expired", number, f'"{asset.title}" expired on {asset.expires}; take the link out'
            )
        query = parse_qs(parts.query)
        wanted = {
            key: value
            for key, value in self._pack.campaign.utm.items()
            if key not in parse_qs(urlsplit(asset.url).query)
        }
        lacking = [key for key, value in wanted.items() if query.get(key) != [value]]
        if lacking:
            yield Finding(
                "link-campaign", number, f"{lacking[0]} is not the campaign's; copy the link from the draft"
            )

    def _claims_in_text(self) -> Iterator[Finding]:
        """Every recorded claim must still cite what exists."""
        for text, numbers in self._draft.claims:
            for number in numbers:
                if not 1 <= number <= len(self._lead.signals) and _plain(text) not in _plain(
                    self._draft.text
                ):
                    yield Finding("unknown-signal", 0, f"a claim cites signal {number}, which is not there")

    def _html(self, html: str) -> Iterator[Finding]:
        reading = Reading(html)
        for line, what in reading.harmful:
            yield Finding("markup", line, f"{what} does not belong into a mail; take it out of the HTML part")
        for url in reading.links:
            if not url.startswith(("https://", "http://", "mailto:")):
                yield Finding(
                    "link-broken", 1, "the HTML part has a link that is none; copy it from the event pack"
                )
            elif not url.startswith("mailto:"):
                yield from self._link(1, url)
        text = tokens(_URL.sub("", _uncited(self._draft.text)))
        if tokens(_URL.sub("", reading.text)) != text:
            yield Finding(
                "html-differs",
                1,
                "the HTML part says something else than the plain text; make it anew from it",
            )


def _company_texts(pack: EventPack) -> Iterator[str]:
    voice = pack.voice
    yield from (voice.sign_off, voice.company, voice.greeting_without_name)
    yield from (voice.footer or "").split("\n")
    yield from (own_words(product.pitch, about=product.name) for product in pack.products if product.pitch)
    yield from (own_words(rival.answer) for rival in pack.competitors if rival.answer)
    yield from (own_words(answer.answer) for answer in pack.answers)
    yield from (asset.title for asset in pack.assets)


def _sentences(line: str) -> list[str]:
    text = re.sub(r"^\s*[-*•]\s+", "", line).strip()
    return [
        part for part in re.split(r"(?<=[.!?])\s+(?=[^\s\[a-z])|(?<=\])\s+(?=[A-Z])", text) if part.strip()
    ]


def _citation(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the sentence without the numbers of signals behind it, and the numbers."""
    match = _CITES.search(text)
    if match is None:
        return text, ()
    return text[: match.start()].rstrip() + match["stop"], tuple(
        map(int, re.findall(r"\d{1,4}", match["numbers"]))
    )


def _uncited(text: str) -> str:
    return "\n".join(re.sub(r"\s*\[\d{1,4}(?:,\s*\d{1,4})*\]", "", line) for line in text.split("\n"))


def _plain(text: str) -> str:
    return " ".join(tokens(_URL.sub("", _uncited(text))))


def _urls(line: str) -> list[str]:
    return [url.rstrip(".,;)!?") for url in _URL.findall(line)]


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    return f"{parts.netloc.casefold()}{parts.path.rstrip('/')}"


_CITES = re.compile(r"\s*\[(?P<numbers>\d{1,4}(?:,\s*\d{1,4})*)\](?P<stop>[.!?]?)\s*$")
_URL = re.compile(r"https?://[^\s<>\"]*")
_GREETINGS = "hi hello dear good morning afternoon day mr mrs ms dr prof team there everyone all and"
_HEADINGS = frozenset({"what we agreed on", "next steps", "next step"})

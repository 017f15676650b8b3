"""What a follow-up may say about one lead: sentences, each with the signals that prove it."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Literal

from agent.contract.lead import Lead, Signal, SignalKind
from agent.event_pack.model import Answer, Competitor, EventPack, Product
from agent.insight.drafts.assets import Link, fitting_assets
from agent.insight.drafts.days import WEEKDAYS, day_for_people, ends_month, month_for_people, span_for_people
from agent.insight.drafts.evidence import Proof, of_signals
from agent.insight.drafts.phrases import (
    Shape,
    Speaker,
    bare,
    promise,
    sentence,
    shape,
    turned,
)
from agent.insight.score import Numbered, open_objections, proved
from agent.insight.words import words

LEAST_CONFIDENCE = 0.5
"""What is less certain stays in the hand-off, where a person judges it."""
MOST_STEPS = 4
_MOST_OF_A_KIND = 2


class Place(IntEnum):
    """Where in the mail something stands."""

    SITUATION = 0
    ANSWER = 1
    DOUBT = 2
    TIMING = 3
    STEP = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; without signals it is the company's own."""

    text: str
    signals: tuple[int, ...] = ()
    what: str = ""
    """The visitor's own words in it, turned round; for templates that put it otherwise."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences that stand or fall together."""

    place: Place
    name: str
    """What templates call it."""
    rank: int
    """The higher, the sooner it goes when the mail is too long."""
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything a mail is made of, before it is fitted to the company's limits."""

    pieces: tuple[Piece, ...] = ()
    links: tuple[Link, ...] = ()
    products: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())


def was_heard(lead: Lead) -> bool:
    """Whether the visitor agreed to be heard, and was: otherwise a mail claims no conversation."""
    return lead.consent.status == "given" and bool(lead.conversation.turns) and bool(lead.signals)


def gather(lead: Lead, pack: EventPack, *, on: date, allowed: Callable[[Sentence], str | None]) -> Material:
    """Return what may be said to the visitor of this lead.

    Args:
        lead: With its signals.
        pack: The event's.
        on: The day of the draft.
        allowed: Returns why a sentence must not stand in a mail, or None.
    """
    if not was_heard(lead):
        return Material(links=tuple(fitting_assets((), pack, on=on)))
    pieces, warnings = [], []
    for found in _pieces(lead.signals, pack):
        if isinstance(found, str):
            warnings.append(found)
        elif why := next(filter(None, map(allowed, found.sentences)), None):
            warnings.append(f"left out ({found.name.replace('_', ' ')}): {why}")
        else:
            pieces.append(found)
    products = _products(lead.signals, pack)
    return Material(
        pieces=tuple(pieces),
        links=tuple(fitting_assets(lead.signals, pack, on=on)),
        products=tuple(name for name, _ in products),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _pieces(signals: Sequence[Signal], pack: EventPack) -> Iterator[Piece | str]:
    yield from _told(signals, pack, "challenge", _challenge)
    yield from _told(signals, pack, "need", _need)
    yield from _today(signals, pack)
    yield from _asked_about(signals, pack)
    yield from _rivals(signals, pack)
    yield from _reservations(signals, pack)
    yield from _time_frame(signals, pack)
    yield from _others_who_decide(signals)
    yield from _steps(signals, pack)


def _certain(found: Sequence[Numbered]) -> list[Numbered]:
    return [one for one in found if one.signal.confidence >= LEAST_CONFIDENCE]


def _told(
    signals: Sequence[Signal], pack: EventPack, kind: SignalKind, put: Callable[[str], str]
) -> Iterator[Piece | str]:
    said: dict[str, list[int]] = {}
    for one in _certain(proved(signals, kind)):
        # A need or a challenge is the visitor's by definition, whoever the microphone took it for.
        what = turned(one.signal.value.get("what"), "visitor")
        if (
            what is None
            or what.endswith(" it")
            or _names_a_rival(what, pack)
            or shape(what) is _ODD.get(kind)
        ):
            yield _left_out(kind, one.number)
        else:
            said.setdefault(what, []).append(one.number)
    for at, (what, numbers) in enumerate(list(said.items())[:_MOST_OF_A_KIND]):
        yield Piece(Place.SITUATION, kind, 1 if at == 0 else 6, (Sentence(put(what), tuple(numbers), what),))


def _names_a_rival(what: str, pack: EventPack) -> bool:
    """Whether it is praise or blame of somebody else, perhaps; a mail of ours does not repeat it."""
    said = f" {_spaced(what)} "
    return any(
        f" {_spaced(name)} " in said
        for one in pack.competitors
        if not one.everyday_word
        for name in (one.name, *one.aliases)
    )


def _left_out(kind: SignalKind, number: int) -> str:
    return f"left out: {kind} (signal {number}) cannot be put into a mail safely; see the hand-off"


def _challenge(what: str) -> str:
    match shape(what):
        case Shape.CLAUSE:
            return sentence(f"You told us that {what}")
        case Shape.NOUN if any(word in what for word in ("problem", "trouble", "issue", "difficult")):
            return sentence(f"You told us about {what}")
        case Shape.NOUN | Shape.GERUND:
            return sentence(f"You told us about the trouble with {what}")
        case _:
            return sentence(f"You named what gets in your way today: {what}")


def _need(what: str) -> str:
    match shape(what):
        case Shape.CLAUSE:
            return sentence(f"You told us that {what}")
        case Shape.NOUN:
            return sentence(f"You are looking for {what}")
        case Shape.VERB:
            return sentence(f"You are looking for a way to {bare(what)}")
        case Shape.DOES:
            return sentence(f"You are looking for something that {what}")
        case _:
            return sentence(f"You told us what matters to you: {what}")


def _today(signals: Sequence[Signal], pack: EventPack) -> Iterator[Piece]:
    for one in _certain(proved(signals, "current_solution"))[:1]:
        name = turned(one.signal.value.get("name"), "visitor")
        if name is None or len(name.split()) > _LONGEST_NAME or shape(name) not in _THINGS:
            continue
        rivals = {
            written.casefold(): one.name for one in pack.competitors for written in (one.name, *one.aliases)
        }
        name = (_SPELLED | rivals).get(name.casefold(), name)
        on_or_with = "on" if name == "paper" else "with"
        said = Sentence(sentence(f"Today you work {on_or_with} {name}"), (one.number,), name)
        yield Piece(Place.SITUATION, "today", 7, (said,))


def _products(signals: Sequence[Signal], pack: EventPack) -> list[tuple[str, list[Numbered]]]:
    """Return the pack's products that were asked about or shown, in the pack's spelling."""
    spelled = {name.casefold(): one.name for one in pack.products for name in (one.name, *one.aliases)}
    found: dict[str, list[Numbered]] = {}
    for one in _certain(proved(signals, "product")):
        name = spelled.get((one.text("name") or "").casefold())
        if name is not None:
            found.setdefault(name, []).append(one)
    return list(found.items())


def _asked_about(signals: Sequence[Signal], pack: EventPack) -> Iterator[Piece]:
    pitches = {product.name: product.pitch for product in pack.products}
    for at, (name, found) in enumerate(_products(signals, pack)[:_MOST_OF_A_KIND]):
        asked = any(one.signal.side != "rep" for one in found)
        lead_in = "You asked about" if asked else "We talked about"
        also = "also " if at else ""
        lead_in = lead_in.replace(" ", f" {also}", 1)
        numbers = tuple(one.number for one in found)
        pitch = pitches[name]
        rest = (Sentence(own_words(pitch, about=name)),) if pitch else ()
        yield Piece(
            Place.ANSWER, "product", 2 + 5 * at, (Sentence(f"{lead_in} {name}.", numbers, name), *rest)
        )


def _rivals(signals: Sequence[Signal], pack: EventPack) -> Iterator[Piece]:
    known = {name.casefold(): one for one in pack.competitors for name in (one.name, *one.aliases)}
    for one in _certain(proved(signals, "competitor")):
        rival = known.get((one.text("name") or "").casefold())
        if rival is None or rival.answer is None:
            continue
        match one.signal.value.get("relation"):
            case "evaluating" | "compared":
                text = f"You are also looking at {rival.name}."
            case "uses":
                text = f"Today you use {rival.name}."
            case _:
                continue
        said = Sentence(text, (one.number,), rival.name)
        answer = Sentence(own_words(rival.answer))
        # What they work with today stands in the mail already.
        told = any(same.text("name") == one.text("name") for same in proved(signals, "current_solution"))
        yield Piece(Place.DOUBT, "competitor", 5, (answer,) if told else (said, answer))
        return


def own_words(text: str, *, about: str | None = None) -> str:
    """Return a text of the event pack as a sentence: one that begins small goes on after `about`."""
    whole = f"{about} {text}" if about and text[:1].islower() else text
    return whole[:1].upper() + whole[1:] if whole.endswith((".", "!", "?")) else sentence(whole)


def _reservations(signals: Sequence[Signal], pack: EventPack) -> Iterator[Piece | str]:
    answered: dict[str, tuple[Answer, list[int]]] = {}
    for one in _certain(open_objections(signals)):
        answer = answer_to(one, pack)
        if answer is None:
            yield f"an objection is open and the event pack has no answer to it (signal {one.number})"
        else:
            answered.setdefault(answer.topic, (answer, []))[1].append(one.number)
    for topic, (answer, numbers) in list(answered.items())[:_MOST_OF_A_KIND]:
        said = Sentence(sentence(f"You raised a concern about {topic}"), tuple(numbers), topic)
        yield Piece(Place.DOUBT, "objection", 3, (said, Sentence(own_words(answer.answer))))


def answer_to(objection: Numbered, pack: EventPack) -> Answer | None:
    """Return the event pack's answer that applies to the objection."""
    said = f" {_spaced(objection.text('what') or '')} {_spaced(objection.signal.quote)} "
    return next(
        (answer for answer in pack.answers if any(f" {_spaced(word)} " in said for word in answer.words)),
        None,
    )


def proof_of(lead: Lead, numbers: Iterable[int], pack: EventPack) -> Proof:
    """Return what the signals of these numbers prove, names in the event pack's spelling included."""
    cited = [
        Numbered(number, lead.signals[number - 1]) for number in numbers if 0 < number <= len(lead.signals)
    ]
    spelled = [one.name for one in cited_names(cited, pack)]
    topics = [
        answer.topic for one in cited if one.signal.kind == "objection" and (answer := answer_to(one, pack))
    ]
    return of_signals(one.signal for one in cited) | Proof("\n".join((*spelled, *topics)))


def cited_names(cited: Iterable[Numbered], pack: EventPack) -> list[Product | Competitor]:
    """Return the pack's products and competitors that these signals name, by whatever alias."""
    said = {(one.signal.kind, (one.text("name") or "").casefold()) for one in cited}
    known: list[tuple[str, Product | Competitor]] = [("product", one) for one in pack.products]
    known += [("competitor", one) for one in pack.competitors]
    return [
        one
        for kind, one in known
        if any((kind, name.casefold()) in said for name in (one.name, *one.aliases))
    ]


def _spaced(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.casefold()).split())


def _time_frame(signals: Sequence[Signal], pack: EventPack) -> Iterator[Piece]:
    for one in _certain(proved(signals, "timeline"))[-1:]:
        earliest, latest = one.day("earliest"), one.day("latest")
        past = latest is not None and latest < pack.event.starts
        upside_down = earliest is not None and latest is not None and latest < earliest
        span = span_for_people(earliest, latest, near=pack.event.starts)
        if span is not None and not (past or upside_down):
            said = Sentence(f"You have {span} in mind for this.", (one.number,), span)
            yield Piece(Place.TIMING, "timeline", 4, (said,))


def _others_who_decide(signals: Sequence[Signal]) -> Iterator[Piece]:
    for number, signal in enumerate(signals, 1):
        one = Numbered(number, signal)
        relevant = signal.kind == "authority" and signal.value.get("role") in {
            "needs_approval",
            "decision_maker",
        }
        if not relevant or signal.side == "rep" or signal.confidence < LEAST_CONFIDENCE:
            continue
        who = turned(one.text("who"), "visitor")
        if who is None or "," in who or shape(who) is not Shape.NOUN or _FAMILY & set(who.split()):
            continue
        who = " ".join(word.upper() if word in _OFFICES else word for word in who.split())
        if not who.startswith(("your ", "the ", "Mr", "Ms", "Dr")) and who not in {"I", "me", "you"}:
            who = f"your {who}"
        text = f"As {who} has a say in this, we can prepare a short summary to pass on."
        yield Piece(Place.TIMING, "approval", 8, (Sentence(text, (number,), who),))
        return


def _steps(signals: Sequence[Signal], pack: EventPack) -> Iterator[Piece | str]:
    made: dict[str, Piece] = {}
    for one in _certain(proved(signals, "next_step")):
        owner = one.signal.value.get("owner")
        if owner not in {"rep", "visitor"}:
            continue
        step = _step(one, "rep" if owner == "rep" else "visitor", pack.event.starts)
        if step is None:
            yield _left_out("next_step", one.number)
        else:
            made.setdefault(step.what, Piece(Place.STEP, "step", 0, (step,)))
    if len(made) > MOST_STEPS:
        yield f"more next steps were agreed than the {MOST_STEPS} in the mail; see the hand-off"
    yield from list(made.values())[:MOST_STEPS]


def _step(one: Numbered, owner: Literal["rep", "visitor"], near: date) -> Sentence | None:
    speaker: Speaker = one.signal.side
    what = promise(one.signal.value.get("what"), owner=owner, speaker=speaker)
    if what is None:
        return None
    due = one.day("due")
    when = "" if due is None else f" {_by_when(what, due, one.signal.quote, near)}"
    match shape(what), owner:
        case Shape.VERB, "rep" if _FROM_US.match(what):
            text = f"You will {what}{when}"
        case Shape.VERB, "rep":
            text = f"We will {bare(what)}{when}"
        case Shape.VERB, "visitor":
            text = f"You wanted to {bare(what)}{when}"
        case _, "rep":
            text = f"Next from us: {what}{when}"
        case _:
            text = f"Next from you: {what}{when}"
    return Sentence(sentence(text), (one.number,), what)


def _by_when(what: str, due: date, quote: str, near: date) -> str:
    """Put the day: `due` may be the end of a span, and is a day to meet on only where that day was said."""
    said = quote.casefold()
    exact = not re.search(r"\b(?:by|before|until|within)\b", said) and (
        any(word in said for word in ("tomorrow", WEEKDAYS[due.weekday()].casefold()))
        or re.search(rf"\b{due.day}(?:st|nd|rd|th)?\b", said)
    )
    words = what.casefold().replace("-", " ").split()
    if exact and words[0] not in _PREPARES and _HAPPENS_ON & set(words):
        return f"on {day_for_people(due, near=near)}"
    if ends_month(due) and not re.search(rf"\b{due.day}|{WEEKDAYS[due.weekday()]}", quote, re.IGNORECASE):
        return f"by the end of {month_for_people(due, near=near)}"
    return f"by {day_for_people(due, near=near)}"


_ODD: dict[SignalKind, Shape] = {"challenge": Shape.DOES}
"""A shape that no sentence of ours fits."""
_LONGEST_NAME = 3
_THINGS = frozenset({Shape.NOUN, Shape.GERUND, Shape.OTHER})
_SPELLED = {
    "excel": "Excel",
    "sap": "SAP",
    "sharepoint": "SharePoint",
    "paper": "paper",
    "pen and paper": "pen and paper",
    "spreadsheets": "spreadsheets",
}
"""As recognition often does not write them."""
_FAMILY = words("dad father mum mom mother wife husband brother sister son daughter uncle aunt")
"""Said in private."""
_OFFICES = words("ceo cfo coo cto cio hr it")
_FROM_US = re.compile(r"(?:get|receive)\b.*\bfrom us$")
_PREPARES = words(
    """
    send set arrange book prepare schedule organise organize confirm
    """
)
_HAPPENS_ON = words(
    """
    call meet meeting visit demo demonstration show present come talk speak walkthrough workshop
    session tour
    """
)

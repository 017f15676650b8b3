"""What a rep asks next: the event pack's plays, for what is still open."""

from collections.abc import Iterable, Iterator
from typing import get_args

from agent.contract.lead import Lead, NextQuestion, SignalKind
from agent.event_pack.model import EventPack, Play
from agent.insight.score import proved, standing

MOST = 3
"""A rep takes in no more at a glance."""
_OURS: dict[SignalKind, str] = {
    "need": "What would a solution have to do for you?",
    "timeline": "When would you like to have this in place?",
    "authority": "Who else has a say in this?",
    "next_step": "What would be a good next step?",
    "budget": "Is there money set aside for it?",
}
"""For what the qualification asks and no play has a question about; in order of ease."""


def open_kinds(lead: Lead) -> tuple[SignalKind, ...]:
    """Return the kinds about which nothing was proved, neither presence nor absence."""
    return tuple(
        kind
        for kind in get_args(SignalKind)
        if kind != "consent" and not (proved(lead.signals, kind) or _answered(lead, kind))
    )


def next_questions(lead: Lead, pack: EventPack, *, most: int = MOST) -> tuple[NextQuestion, ...]:
    """Return the next best questions, the best first, at most one for each open kind.

    Plays that the conversation calls for by product or competitor come before plays that always apply;
    within a play the pack's order holds.
    """
    still_open = set(open_kinds(lead))
    products = _names(lead, "product")
    competitors = _names(lead, "competitor") | _names(lead, "current_solution")
    fitting = [play for play in pack.plays if _fits(play, products, competitors)]
    fitting.sort(key=lambda play: not (play.products or play.competitors))
    asked: list[NextQuestion] = []
    for question in (*_from_plays(fitting), *_ours(pack)):
        if question.kind in still_open:
            still_open.discard(question.kind)
            asked.append(question)
    return tuple(asked[:most])


def _answered(lead: Lead, kind: SignalKind) -> bool:
    """Whether the visitor said that there is none, or who else decides."""
    said = standing(lead.signals, kind)
    return any(one.signal.polarity == "absent" or kind == "authority" for one in said)


def _names(lead: Lead, kind: SignalKind) -> set[str]:
    return {name.casefold() for one in proved(lead.signals, kind) if (name := one.text("name"))}


def _fits(play: Play, products: set[str], competitors: set[str]) -> bool:
    return _applies(play.products, products) and _applies(play.competitors, competitors)


def _applies(wanted: Iterable[str], named: set[str]) -> bool:
    names = {name.casefold() for name in wanted}
    return not names or bool(names & named)


def _from_plays(plays: Iterable[Play]) -> Iterator[NextQuestion]:
    for play in plays:
        for question in play.questions:
            yield NextQuestion(kind=question.kind, ask=question.ask, play=play.id)


def _ours(pack: EventPack) -> Iterator[NextQuestion]:
    agreed = {*pack.qualification.required, *pack.qualification.any_of}
    for kind, ask in _OURS.items():
        if kind in agreed:
            yield NextQuestion(kind=kind, ask=ask)

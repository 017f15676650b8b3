"""Signals that a language model proposes: each has to prove itself by the words of the turn."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from agent.contract.lead import Lead, Signal, SignalKind, Turn
from agent.event_pack.model import EventPack
from agent.insight.drafts.evidence import negations, tokens
from agent.insight.language_model.values import SHAPES, Value
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.reading import Reading, plain
from agent.insight.signals.money.find import find_money
from agent.insight.signals.times.find import TimeMention, find_times

CONFIDENCE = 0.5
RULE = "language_model"
_SHORTEST_QUOTE = 3
_ONE_ONLY: frozenset[SignalKind] = frozenset({"budget", "timeline"})
_FIRM: frozenset[SignalKind] = frozenset({"budget", "authority", "timeline"})
"""Kinds that a supposition does not prove."""
_REPS_MAY_PROVE: frozenset[SignalKind] = frozenset({"product", "next_step"})
_DENIED_MEANS_NONE: frozenset[SignalKind] = frozenset(
    {"budget", "authority", "need", "timeline", "product", "competitor", "current_solution", "next_step"}
)
_TO_A_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instruction|prompt|rule|above|previous)"
    r"|\bsystem prompt\b|\byou are (?:now )?(?:an? )?(?:ai|assistant|language model)\b|\bjson\b",
    re.IGNORECASE,
)
_SUPPOSED = re.compile(
    r"\b(?:if|imagine|suppose|hypothetically|would be|could be|let's say|say we)\b", re.IGNORECASE
)
_NEEDS_NOT = re.compile(
    r"(?:(?<!\bmust )\bnot|n['\N{RIGHT SINGLE QUOTATION MARK}]t|\bno longer|\bnever)\s+(?:\w+\s+)?"
    r"(?:need|want|require|look(?:ing)? for)\b",
    re.IGNORECASE,
)
"""There is no need: "we don't need", but not "it must not need"."""
_HIMSELF = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves)\b", re.IGNORECASE)
"""Without a name it is the visitor, and then he says so."""


class Verdict(StrEnum):
    """What became of a proposal."""

    ACCEPTED = "accepted"
    SHAPE = "shape"
    KIND = "kind"
    TURN = "turn"
    QUOTE = "quote"
    """Not verbatim what was said in that turn."""
    SIDE = "side"
    VALUE = "value"
    """The value says more than the quote."""
    NEGATED = "negated"
    SUPPOSED = "supposed"
    INSTRUCTION = "instruction"
    """The visitor spoke to a machine, not about their firm."""
    KNOWN = "known"
    """Found already, or at odds with what was found."""


class Proposal(BaseModel):
    """One proposed signal, as it came."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    kind: str
    value: dict[str, Any]
    polarity: Literal["present", "absent"]
    turn: int
    quote: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The signal, if it was accepted, and the verdict."""

    verdict: Verdict
    signal: Signal | None = None


def judge(raw: object, lead: Lead, pack: EventPack, known: Iterable[Signal]) -> Judged:
    """Return the verdict on one proposal.

    Args:
        raw: As it came out of the answer.
        lead: Its turns are the proof.
        pack: The event's.
        known: Signals found so far, by rules and among the proposals before this one.
    """
    try:
        proposal = Proposal.model_validate(raw)
        kind, value = _value(proposal)
    except ValidationError:
        return Judged(Verdict.SHAPE)
    if kind is None or value is None:
        return Judged(Verdict.KIND)
    turn = next((one for one in lead.conversation.turns if one.number == proposal.turn), None)
    if turn is None:
        return Judged(Verdict.TURN)
    for verdict, refused in (
        (Verdict.QUOTE, not _is_verbatim(proposal.quote, turn)),
        (Verdict.SIDE, turn.side == "rep" and kind not in _REPS_MAY_PROVE),
        (Verdict.INSTRUCTION, bool(_TO_A_MACHINE.search(proposal.quote))),
        (Verdict.NEGATED, _is_upside_down(proposal, kind)),
        (Verdict.SUPPOSED, kind in _FIRM and bool(_SUPPOSED.search(proposal.quote))),
        (Verdict.KNOWN, _is_known(kind, proposal, known)),
    ):
        if refused:
            return Judged(verdict)
    if proposal.polarity == "present" and not _is_proved(kind, value, proposal.quote, turn, lead, pack):
        return Judged(Verdict.VALUE)
    return Judged(Verdict.ACCEPTED, _signal(kind, value, proposal, turn))


def _value(proposal: Proposal) -> tuple[SignalKind | None, Value | None]:
    for kind, shape in SHAPES.items():
        if kind == proposal.kind:
            return kind, shape.model_validate(proposal.value)
    return None, None


def _is_verbatim(quote: str, turn: Turn) -> bool:
    return len(quote.strip()) >= _SHORTEST_QUOTE and quote in turn.text


def _is_upside_down(proposal: Proposal, kind: SignalKind) -> bool:
    denials = negations(proposal.quote)
    if proposal.polarity == "absent":
        return not denials
    if kind == "need" and not _NEEDS_NOT.search(proposal.quote):
        # "It must not need the internet" is a need, and its value says "must not", too.
        denials -= negations(str(proposal.value.get("what", "")))
    return kind in _DENIED_MEANS_NONE and denials > 0


def _is_known(kind: SignalKind, proposal: Proposal, known: Iterable[Signal]) -> bool:
    for one in known:
        if one.kind != kind:
            continue
        nested = one.quote in proposal.quote or proposal.quote in one.quote
        same_words = one.turn == proposal.turn and nested
        if kind in _ONE_ONLY or same_words or one.polarity != proposal.polarity:
            return True
        same = {"what", "name", "role"} & one.value.keys() & proposal.value.keys()
        if any(str(one.value[key]).casefold() == str(proposal.value[key]).casefold() for key in same):
            return True
    return False


def _is_proved(kind: SignalKind, value: Value, quote: str, turn: Turn, lead: Lead, pack: EventPack) -> bool:
    """Whether the quote alone says what the value says."""
    data = value.model_dump()
    match kind:
        case "budget":
            proved = _money_is_said(data, quote)
        case "timeline":
            said = {(one.earliest, one.latest) for one in _times(quote, lead, pack)}
            proved = (data["earliest"], data["latest"]) in said and _is_within(data["phrase"], quote)
        case "next_step":
            days = {None, *(one.due for one in _times(quote, lead, pack))}
            proved = data["due"] in days and _is_within(data["what"], quote)
        case "product":
            proved = _is_named(kind, data["name"], quote, turn, pack)
        case "competitor":
            proved = _is_named(kind, data["name"], quote, turn, pack) or _is_within(data["name"], quote)
        case "authority":
            who = data["who"]
            proved = _HIMSELF.search(quote) is not None if who is None else _is_within(who, quote)
        case "current_solution":
            proved = _is_within(data["name"], quote)
        case _:
            proved = _is_within(data["what"], quote)
    return proved


def _money_is_said(data: dict[str, Any], quote: str) -> bool:
    wanted = (data["min"], data["max"])
    if wanted == (None, None):
        return data["currency"] is None
    said = find_money(plain(quote))
    return any((one.low, one.high) == wanted and one.currency == data["currency"] for one in said)


def _times(quote: str, lead: Lead, pack: EventPack) -> list[TimeMention]:
    """Return the times in a quote, counted from the day of the conversation as the rules count them."""
    return list(find_times(plain(quote), lead.scanned_at.date(), pack.event.fiscal_year_starts))


def _is_named(kind: SignalKind, name: str, quote: str, turn: Turn, pack: EventPack) -> bool:
    """Whether the quote has a name of the pack, also as the rules hear one that was recognised badly."""
    start = turn.text.index(quote)
    return any(
        (one.kind, one.name.casefold()) == (kind, name.casefold())
        and start <= one.span.start
        and one.span.end <= start + len(quote)
        for one in lexicon_of(pack).find(Reading.of(turn.number, turn))
    )


def _is_within(text: str, quote: str) -> bool:
    """Whether all words of the text stand in the quote, in this order."""
    wanted, said = tokens(text), iter(tokens(quote))
    return bool(wanted) and all(word in said for word in wanted)


def _signal(kind: SignalKind, value: Value, proposal: Proposal, turn: Turn) -> Signal:
    start_s, end_s = _when(proposal.quote, turn)
    return Signal(
        kind=kind,
        value=value.model_dump(mode="json"),
        polarity=proposal.polarity,
        quote=proposal.quote,
        turn=turn.number,
        t0=start_s,
        t1=end_s,
        side=turn.side,
        rule=RULE,
        confidence=CONFIDENCE,
    )


def _when(quote: str, turn: Turn) -> tuple[float, float]:
    """Return when the quote was said, by the times of its words where they are known."""
    at = turn.text.index(quote)
    first = len(turn.text[:at].split())
    spoken = turn.words[first : first + len(quote.split())]
    if not spoken or len(turn.words) != len(turn.text.split()):
        return turn.start_s, turn.end_s
    return spoken[0].start_s, spoken[-1].end_s

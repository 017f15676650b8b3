"""From turns to signals with proof."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from agent.contract.lead import Signal, Turn
from agent.event_pack.model import EventPack
from agent.insight.judge.judge import judge
from agent.insight.signals.authority.find import authorities
from agent.insight.signals.authority.named_in_full import named_in_full
from agent.insight.signals.budget.find import budgets
from agent.insight.signals.consent.find import consents, empties
from agent.insight.signals.judged.weigh import judged
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.stance import jokes_about_before, takes_back_before
from agent.insight.signals.language.talk import Finding, Talk
from agent.insight.signals.objections.find import objections
from agent.insight.signals.products import products
from agent.insight.signals.steps.matters import firmest
from agent.insight.signals.steps.promises import promises
from agent.insight.signals.timeline.find import timelines
from agent.insight.signals.vendors.find import vendors
from agent.insight.signals.wants import wants

_RULES: tuple[Callable[[Talk], Iterator[Finding]], ...] = (
    budgets,
    authorities,
    promises,
    timelines,
    vendors,
    products,
    objections,
    wants,
)
"""In this order: what an earlier one has found, a later one does not take for something else."""
_MOST_TURNS = 2_000
_LONGEST_TURN = 6_000
"""In characters. Beyond both lies no conversation at a booth; words there are kept but not read."""


def find_signals(turns: Sequence[Turn], *, event_date: date, pack: EventPack | None) -> tuple[Signal, ...]:
    """Return what the turns prove, in the order it was said.

    Every quote is a verbatim substring of its turn. Refused consent, or consent withdrawn for everything, leaves
    that one signal.

    Args:
        turns: Of one conversation, in order; a signal's `turn` counts them from 1.
        event_date: The day that "tomorrow" and "next quarter" are relative to.
        pack: Names and fiscal year; without one, only rivals that are spoken of as such are found, and no products.
    """
    readable = [_bounded(turn) for turn in turns[:_MOST_TURNS]]
    talk = Talk(
        turns=readable,
        today=event_date,
        fiscal_year_starts=pack.event.fiscal_year_starts if pack is not None else 1,
        lexicon=lexicon_of(pack),
    )
    the_judge = judge()
    answers = list(consents(talk, the_judge))
    emptied = next((answer for answer in answers if empties(answer)), None)
    if emptied is not None:
        return _signals(talk, [emptied])
    apply_rules(talk, answers)
    if the_judge is None:
        talk.findings = [named_in_full(talk, found) for found in talk.findings]
    else:
        talk.findings = judged(talk, the_judge)
    return _signals(talk, _standing(talk))


def apply_rules(talk: Talk, answers: Sequence[Finding]) -> None:
    """Add what the rules find, after the answers about consent."""
    talk.findings += answers
    for rule in _RULES:
        talk.findings.extend(rule(talk))


def _bounded(turn: Turn) -> Turn:
    return (
        turn
        if len(turn.text) <= _LONGEST_TURN
        else turn.model_copy(update={"text": turn.text[:_LONGEST_TURN]})
    )


def _standing(talk: Talk) -> Iterator[Finding]:
    """Leave out what a later turn takes back, and what was said after consent was withdrawn from then on."""
    gone: set[int] = set()
    for reading in talk.visitors:
        before = [other for other in talk.visitors if other.number < reading.number]
        if not before:
            continue
        about = takes_back_before(reading)
        if jokes_about_before(reading) or (
            about is not None and " about " not in about[:40] and "what i said about" not in about
        ):
            gone.add(before[-1].number)
    ended = min(
        (
            (found.reading.number, found.span.start)
            for found in talk.findings
            if found.kind == "consent"
            and found.value["effect"] == "from_now"
            and found.value["scope"] == "recording"
        ),
        default=(_MOST_TURNS + 1, 0),
    )
    for found in firmest(talk, talk.findings):
        keeps = found.kind in {"consent", "objection", "product"} or found.reading.number not in gone
        if keeps and (found.kind == "consent" or (found.reading.number, found.span.start) <= ended):
            yield found


def _signals(talk: Talk, findings: Iterator[Finding] | Sequence[Finding]) -> tuple[Signal, ...]:
    ordered = sorted(findings, key=lambda found: (found.reading.number, found.span.start))
    signals = (signal_of(talk, found) for found in ordered)
    return tuple(signal for signal in signals if signal is not None)


def signal_of(talk: Talk, found: Finding) -> Signal | None:
    """Return a finding with its quote and times; None where it has no words of its own."""
    span = found.reading.trimmed(found.span.start, found.span.end)
    quote = found.reading.text[span.start : span.end]
    if not quote.strip():
        return None
    turn = talk.turns[found.reading.number - 1]
    t0, t1 = _times(turn, span.start, span.end)
    return Signal(
        kind=found.kind,
        value=found.value,
        polarity="absent" if found.absent else "present",
        quote=quote,
        turn=found.reading.number,
        t0=t0,
        t1=t1,
        side=found.reading.side,
        rule=f"{found.kind}.{found.rule}",
        confidence=found.confidence,
    )


def _times(turn: Turn, start: int, end: int) -> tuple[float, float]:
    """Return the times of the words in a stretch of the text, or of the whole turn where words cannot be placed."""
    at, times = 0, []
    for word in turn.words:
        place = turn.text.find(word.text.strip(), at)
        if place < 0:
            return turn.start_s, turn.end_s
        at = place + len(word.text.strip())
        if place < end and at > start:
            times.append((word.start_s, word.end_s))
    return (times[0][0], times[-1][1]) if times else (turn.start_s, turn.end_s)

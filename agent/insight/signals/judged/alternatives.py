"""Other values for what was found, or may be there: another name, person, sum, day, and answered or not.

Each is weighed beside the finding that it differs from; most are wrong.
"""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from agent.contract.lead import SignalKind
from agent.insight.judge.judge import HEARD, Opinion, likeliest_stretch
from agent.insight.signals.authority.persons import called, is_pronoun, meant
from agent.insight.signals.judged.candidate import Candidate
from agent.insight.signals.judged.case import Case
from agent.insight.signals.judged.clause_values import budget_values
from agent.insight.signals.judged.likely_clauses import SPEAKER, Heard, is_meant
from agent.insight.signals.judged.likely_clauses_patterns import HE, OF_US
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding, Value
from agent.insight.signals.money.currencies import currencies_in
from agent.insight.signals.objections.letting_go import resolved_in

_LIKELY: dict[SignalKind, float] = {
    "authority": 0.08,
    "current_solution": 0.08,
    "competitor": 0.08,
    "need": 0.15,
    "challenge": 0.15,
    "objection": 0.1,
    "budget": 0.1,
}
"""A clause may carry a kind from this chance on."""
_NAMES: dict[SignalKind, int] = {"authority": 3, "current_solution": 3, "competitor": 2}
"""Stretches of a clause that may be the name."""
_HARDLY_A_NAME = -1.5
"""Sum of logits below which a stretch is no name."""
_UNKNOWN_RIVAL = -0.5
"""The same for the name of a rival that the event pack does not know."""
_PARTS = 2
"""Roles, or relations, that a clause may mean."""
_CONFIDENCE = 0.5
_MOST = 6
"""Sums, and days, of a turn that are weighed: in talk there are hardly more."""
_BASES = {
    "per_year": re.compile(r"\b(?:year|annual|annually|yearly|annum)\b"),
    "per_month": re.compile(r"\b(?:months?|monthly)\b"),
    "per_seat": re.compile(r"\b(?:seat|user|head|person|licen[cs]e|employee|worker)\b"),
    "per_unit": re.compile(
        r"\b(?:each|apiece|a piece|per|one|unit|machine|site|store|line|device|truck|van)\b"
    ),
}
"""What a sum may be for, by the words of its turn."""


def others(case: Case, found: Sequence[Finding]) -> Iterator[Candidate]:
    """Yield other values for what was found, and for clauses that may carry something."""
    for opinion in case.opinions:
        reading = case.talk.readings[opinion.turn]
        for kind, of_kind in _OF_CLAUSE.items() if reading.side == "visitor" else ():
            clause = Heard(reading, Span(opinion.start, opinion.end), opinion, opinion.of(kind))
            if clause.chance >= _LIKELY[kind] and is_meant(case.talk, clause, kind):
                for value in of_kind(case, reading, opinion):
                    yield _other(_finding(kind, value, reading, clause.span), "name")
    said = {currency for reading in case.talk.readings for currency in currencies_in(reading.plain)}
    for reading in case.talk.visitors:
        yield from _sums(case, reading, said)
    yield from _mentions(case)
    for one in found:
        if one.kind == "objection":
            yield from _answered_or_not(case, one)
        elif one.kind == "next_step":
            yield from _promises(case, one)


def _other(found: Finding, changed: str) -> Candidate:
    return Candidate(found, believed=False, changed=changed)


def _finding(kind: SignalKind, value: Value, reading: Reading, span: Span) -> Finding:
    return Finding(kind, value, reading, span, "judge", _CONFIDENCE, absent=value.get("role") == "none")


def _persons(case: Case, reading: Reading, clause: Opinion) -> Iterator[Value]:
    he = HE.match(reading.plain, clause.start, clause.end)
    whos: list[str | None] = [None]
    for span, _ in _stretches(case, "authority", clause):
        who = called(case.talk, reading, span) or reading.words(span)
        if not is_pronoun(who) and not OF_US.search(who):
            whos.append(None if who.casefold() in SPEAKER else who)
    if he is not None:
        whos.append(meant(case.talk, reading, Span(*he.span("he")), within_turn=he["he"] == "they"))
    for role in _parts(clause, "authority"):
        if role == "none":
            yield {"role": role, "who": None}
        else:
            for person in dict.fromkeys(whos):
                yield {"role": role, "who": person}


def _tools(case: Case, reading: Reading, clause: Opinion) -> Iterator[Value]:
    for span, _ in _stretches(case, "current_solution", clause):
        yield {"name": _packed(case, reading, span) or reading.words(span)}


def _rivals(case: Case, reading: Reading, clause: Opinion) -> Iterator[Value]:
    span = Span(clause.start, clause.end)
    names = [
        name.name
        for name in case.talk.named(reading)
        if name.kind == "competitor" and name.span.overlaps(span)
    ]
    for stretch, logit in _stretches(case, "competitor", clause):
        if logit > _UNKNOWN_RIVAL and _packed(case, reading, stretch) is None:
            names.append(reading.words(stretch))
    for name in dict.fromkeys(names):
        for relation in _parts(clause, "competitor"):
            yield {"name": name, "relation": relation}


def _matters(case: Case, reading: Reading, clause: Opinion) -> Iterator[Value]:
    del case
    yield {"what": reading.words(Span(clause.start, clause.end))}


def _reservations(case: Case, reading: Reading, clause: Opinion) -> Iterator[Value]:
    span = Span(clause.start, clause.end)
    turn = resolved_in(case.talk, reading, span)
    following = case.visitor_after(reading)
    for resolved in dict.fromkeys((None, turn, None if following is None else following.number)):
        yield {"what": reading.words(span), "resolved": resolved is not None, "resolved_turn": resolved}


_OF_CLAUSE: dict[SignalKind, Callable[[Case, Reading, Opinion], Iterator[Value]]] = {
    "authority": _persons,
    "current_solution": _tools,
    "competitor": _rivals,
    "need": _matters,
    "challenge": _matters,
    "objection": _reservations,
}


def _parts(clause: Opinion, kind: str) -> list[str]:
    """Return the likeliest roles or relations of a clause."""
    labels = [label for label in clause.chances if label.startswith(f"{kind} ")]
    labels.sort(key=clause.chances.__getitem__, reverse=True)
    return [label.split()[1] for label in labels[:_PARTS]]


def _stretches(case: Case, kind: SignalKind, clause: Opinion) -> Iterator[tuple[Span, float]]:
    """Yield the stretches of a clause that are most likely names, the likeliest first, none in another."""
    words = case.words(kind, clause)
    logits = [logit for _, logit in words]
    for _ in range(_NAMES[kind] if words else 0):
        first, last, total = likeliest_stretch(logits)
        if total < _HARDLY_A_NAME:
            return
        yield Span(words[first][0].start, words[last][0].end), total
        logits[first : last + 1] = [-9.0] * (last + 1 - first)


def _packed(case: Case, reading: Reading, span: Span) -> str | None:
    return next((name.name for name in case.talk.named(reading) if name.span.overlaps(span)), None)


def _mentions(case: Case) -> Iterator[Candidate]:
    """Yield our products wherever one of both sides names them."""
    for reading in case.talk.readings:
        for name in case.talk.named(reading) if reading.side in HEARD else ():
            if name.kind == "product":
                clause = reading.clause_at(name.span.start)
                span = reading.trimmed(min(clause.start, name.span.start), max(clause.end, name.span.end))
                yield _other(_finding("product", {"name": name.name}, reading, span), "named")


def _sums(case: Case, reading: Reading, said: Collection[str]) -> Iterator[Candidate]:
    """Yield each amount of a turn that may speak of a budget, and other ways to read it.

    Args:
        case: The talk before the judge.
        reading: The visitor's turn.
        said: The currencies that are named in the talk.
    """
    if max((one.of("budget") for one in case.clauses(reading)), default=0.0) < _LIKELY["budget"]:
        return
    for span, value in islice(budget_values(case.talk, reading), _MOST):
        yield _other(_finding("budget", value, reading, span), "sum")
        for changed, change in _changes(reading, value, said):
            other = value | change
            if other != value and (other["min"] or other["max"]):
                yield _other(_finding("budget", other, reading, span), changed)


def _changes(reading: Reading, value: Value, said: Collection[str]) -> Iterator[tuple[str, Value]]:
    """Yield what of a sum may be other, and how: its bounds, what it is for, whether it stands, its currency."""
    top = value["max"] or value["min"]
    yield "min", {"min": None}
    yield "max", {"max": None}
    yield "one", {"min": top, "max": top}
    for basis in ("total", *(basis for basis, words in _BASES.items() if words.search(reading.plain))):
        yield "basis", {"basis": basis}
    for approved in (None, True, False):
        yield "approved", {"approved": approved}
    for currency in (None, *sorted(said)):
        yield "currency", {"currency": currency}


def _answered_or_not(case: Case, found: Finding) -> Iterator[Candidate]:
    if found.value["resolved"]:
        yield _other(replace(found, value=found.value | {"resolved": False, "resolved_turn": None}), "open")
        return
    following = case.visitor_after(found.reading)
    if following is not None:
        value = found.value | {"resolved": True, "resolved_turn": following.number}
        yield _other(replace(found, value=value), "answered")


def _promises(case: Case, found: Finding) -> Iterator[Candidate]:
    """Yield a promise with another day of its turn, or none, and as the other side's."""
    owner = "visitor" if found.value["owner"] == "rep" else "rep"
    yield _other(replace(found, value=found.value | {"owner": owner}), "owner")
    if found.value["due"]:
        yield _other(replace(found, value=found.value | {"due": None}), "no day")
    for time in case.talk.times(found.reading)[:_MOST]:
        for day in dict.fromkeys(
            (time.earliest, time.latest)
        ):  # in order: training has to be the same each time
            if day is not None and day.isoformat() != found.value["due"]:
                yield _other(replace(found, value=found.value | {"due": day.isoformat()}), "day")

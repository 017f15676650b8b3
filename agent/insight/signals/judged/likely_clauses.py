"""What the clauses that the judge believes in amount to: matters, names, amounts, times, promises."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from agent.contract.lead import SignalKind
from agent.insight.judge.judge import Judge, Opinion
from agent.insight.redaction import REMOVED
from agent.insight.signals.authority.people import surely_somebody
from agent.insight.signals.authority.persons import called, is_pronoun, meant
from agent.insight.signals.authority.questions import ASKS_HIS_JOB
from agent.insight.signals.challenges.half_heard import by_words
from agent.insight.signals.challenges.words import ANNOUNCES_ONE
from agent.insight.signals.judged.case import Case
from agent.insight.signals.judged.clause_values import budget_value, timeline_value
from agent.insight.signals.judged.likely_clauses_patterns import (
    ASKS_TRADE,
    GIVES_REASON,
    HARMLESS,
    HE,
    HIMSELF,
    IF_HE_MAY,
    JUDGES,
    LEAD,
    NEED_LEAD,
    NO_NEED_NAMED,
    NOT_IN_USE,
    OF_US,
    ONLY_TITLE,
    OWNED,
    SIGNS_PAPERS,
    UP_TO,
    WHEN,
)
from agent.insight.signals.language.clauses import ClauseValue
from agent.insight.signals.language.matters import announces, matter_of, priced
from agent.insight.signals.language.own_words import passes
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.stance import is_question, taken_back, unreal
from agent.insight.signals.language.talk import Finding, Talk, Value
from agent.insight.signals.needs.words import MUST
from agent.insight.signals.objections.half_heard import half_heard_objections, likely_objection
from agent.insight.signals.objections.letting_go import resolved_in, says_settled
from agent.insight.signals.objections.replies import asks_feature_only, follows_need, gives_reason, of_today
from agent.insight.signals.objections.words import TO_YOU
from agent.insight.signals.steps.clause_steps import next_step_value
from agent.insight.signals.vendors.relations import not_ours
from agent.insight.signals.vendors.solution_answers import what_does_it
from agent.insight.signals.vendors.words import MANNER, beside_us

_READ: dict[SignalKind, Callable[[Talk, Reading, Span], ClauseValue | None]] = {
    "budget": budget_value,
    "timeline": timeline_value,
    "next_step": next_step_value,
}
_HALF_HEARD, _HALF_TOLD = 0.3, 0.2
"""A clause that the judge half believes to complain counts where its words do so at least as much."""
_LONGEST = 12
"""Words of two neighbouring clauses that are one matter."""
SPEAKER = frozenset({"i", "me", "mine", "myself", "we", "us", "my"})


@dataclass(frozen=True, slots=True)
class Heard:
    """A clause that the judge believes to carry a kind."""

    reading: Reading
    span: Span
    opinion: Opinion
    chance: float


def relations(
    reading: Reading, span: Span, opinions: Sequence[Opinion], others: Sequence[Span] = ()
) -> dict[str, float]:
    """Return the chance of each relation of a rival who is named in a stretch.

    The next clause of the turn counts as well, "We had Argusline for a year, and I sent the lot back", unless it is
    about another rival.

    Args:
        reading: The turn.
        span: Where the rival is named.
        opinions: Of all clauses.
        others: Where other rivals are named in the turn.
    """
    own = [opinion for opinion in opinions if opinion.turn == reading.number - 1]
    after = [opinion for opinion in own if opinion.start >= span.end][:1]
    if any(one.start < other.end and other.start < one.end for one in after for other in others):
        after = []
    heard = [opinion for opinion in own if opinion.start < span.end and span.start < opinion.end] + after
    found: dict[str, float] = {}
    for opinion in heard:
        for label, chance in opinion.chances.items():
            kind, _, relation = label.partition(" ")
            if kind == "competitor":
                found[relation] = max(found.get(relation, 0.0), chance)
    return found


def likeliest_relation(chances: Mapping[str, float]) -> str:
    """Return the relation with the largest chance."""
    return max(chances, key=chances.__getitem__)


def proposed(case: Case, kind: SignalKind, limit: float) -> Iterator[Finding]:
    """Yield what clauses amount to that likely carry a kind; promises by either side, all else by the visitor.

    Args:
        case: The talk, and what the judge thinks of its clauses.
        kind: Of signal.
        limit: A clause is a finding from this chance on.
    """
    talk, opinions = case.talk, case.opinions
    sides = {"visitor", "rep"} if kind == "next_step" else {"visitor"}
    clauses = [
        Heard(talk.readings[opinion.turn], Span(opinion.start, opinion.end), opinion, chance)
        for opinion in opinions
        if case.turns[opinion.turn].side in sides
        and ((chance := opinion.of(kind)) >= limit or _half_heard(talk, opinion, kind))
    ]
    if kind in _READ:
        yield from _read(talk, clauses, kind)
        return
    clauses = [clause for clause in clauses if is_meant(talk, clause, kind)]
    if kind == "objection":
        clauses = [clause for clause in clauses if likely_objection(talk, opinions, clause.opinion)]
        clauses += [
            Heard(talk.readings[one.turn], Span(one.start, one.end), one, one.of(kind))
            for one in half_heard_objections(talk, opinions, {clause.opinion.turn for clause in clauses})
            if not HARMLESS.search(talk.readings[one.turn].plain, one.start, one.end)
        ]
        clauses.sort(key=lambda clause: clause.opinion.turn)
    if kind in {"challenge", "need", "objection"}:
        for clause, what in _matters(clauses, kind):
            yield _finding(kind, _what(talk, kind, clause, what), clause)
        return
    for clause in clauses:
        for value in _named_values(case, clause, kind):
            yield _finding(kind, value, clause)


def _half_heard(talk: Talk, opinion: Opinion, kind: SignalKind) -> bool:
    return (
        kind == "challenge"
        and opinion.of(kind) >= _HALF_HEARD
        and by_words(talk, talk.readings[opinion.turn], Span(opinion.start, opinion.end)) >= _HALF_TOLD
    )


def _read(talk: Talk, clauses: Sequence[Heard], kind: SignalKind) -> Iterator[Finding]:
    """Yield what the words of likely clauses amount to; of amounts and times, one a turn."""
    for _, own in groupby(clauses, key=lambda clause: clause.reading.number):
        for clause in sorted(own, key=lambda clause: -clause.chance):
            if clause.reading.side == "visitor" and not is_meant(talk, clause, kind):
                continue
            read = _READ[kind](talk, clause.reading, clause.span)
            if read is not None:
                yield replace(_finding(kind, read.value, clause), absent=read.absent)
                if kind != "next_step":
                    break


def is_meant(talk: Talk, clause: Heard, kind: SignalKind) -> bool:
    """Return whether the words are meant. A reservation and a comparison may be put as questions."""
    if LEAD.fullmatch(clause.reading.of_span(clause.span)):
        return False
    sentence = clause.reading.sentence_at(clause.span.start)
    if REMOVED in clause.reading.text[sentence.start : sentence.end]:
        return False
    if kind == "objection" and (
        says_settled(clause.reading.of_span(clause.span))
        or HARMLESS.search(clause.reading.of_span(clause.span))
        or gives_reason(clause.reading, clause.span)
        or follows_need(clause.reading, clause.span)
        or (_asked_of_others(talk, clause.reading) and not TO_YOU.search(clause.reading.of_span(clause.span)))
        or (of_today(clause.reading, clause.span) and not TO_YOU.search(clause.reading.plain))
        or asks_feature_only(clause.reading, clause.span)
    ):
        return False
    if kind == "need" and NO_NEED_NAMED.fullmatch(clause.reading.of_span(clause.span)):
        return False
    if (
        kind == "need"
        and GIVES_REASON.search(clause.reading.plain[: clause.span.start])
        and not MUST.search(clause.reading.of_span(clause.span))
    ):
        return False
    if kind == "challenge" and ANNOUNCES_ONE.fullmatch(clause.reading.of_span(clause.span)):
        return False
    if "?" in clause.reading.of_span(clause.reading.sentence_at(clause.span.start)) and (
        kind == "objection" or (kind == "competitor" and clause.opinion.likeliest(kind) == "compared")
    ):
        position = clause.span.start
        return not (unreal(clause.reading, position) or taken_back(clause.reading, position))
    before = talk.before(clause.reading)
    if kind == "current_solution" and before is not None and ASKS_TRADE.search(before.plain):
        return False
    if kind == "current_solution" and NOT_IN_USE.search(clause.reading.of_span(clause.span)):
        return False
    return passes(talk, clause.reading, clause.span.start)


def _asked_of_others(talk: Talk, reading: Reading) -> bool:
    """Return whether the turn answers a question about what they have today or whom else they see."""
    before = talk.before(reading)
    if before is None or not before.clauses or not is_question(before, before.clauses[-1]):
        return False
    return any(talk.asked(reading, topic) for topic in ("problem", "solution", "vendors")) and not talk.asked(
        reading, "doubt"
    )


def _finding(kind: SignalKind, value: Value, clause: Heard) -> Finding:
    return Finding(
        kind,
        value,
        clause.reading,
        clause.span,
        "judge",
        round(0.5 + 0.4 * clause.chance, 2),
        absent=value.get("role") == "none",
    )


def _matters(clauses: Sequence[Heard], kind: SignalKind) -> Iterator[tuple[Heard, Span]]:
    """Yield what is said, with its words: neighbours in a sentence are one matter, or the likelier one counts."""
    found: list[tuple[Heard, Span]] = []
    for clause in clauses:
        clause, what = _with_its_subject(clause, _bare(clause.reading, clause.span, kind), kind)
        if found and kind == "objection" and _next_to(found[-1][0], clause):
            found[-1] = _one_matter(found[-1], (clause, what))
            continue
        if found and _same_sentence(found[-1][0], clause):
            last, whole = found[-1][0], Span(found[-1][1].start, what.end)
            if len(clause.reading.of_span(whole).split()) <= _LONGEST:
                both = Span(last.span.start, clause.span.end)
                found[-1] = (
                    Heard(clause.reading, both, last.opinion, max(last.chance, clause.chance)),
                    whole,
                )
            elif clause.chance > last.chance:
                found[-1] = (clause, what)
            continue
        found.append((clause, what))
    yield from found


def _next_to(one: Heard, other: Heard) -> bool:
    return one.reading is other.reading and not one.reading.text[one.span.end : other.span.start].strip(
        " .,;:!?-\u2013\u2014"
    )


def _one_matter(one: tuple[Heard, Span], other: tuple[Heard, Span]) -> tuple[Heard, Span]:
    """Return both clauses as one, told in the words of the likelier: "No one in Italy. If it breaks I'm alone"."""
    likelier = max(one, other, key=lambda each: each[0].chance)
    both = Span(one[0].span.start, other[0].span.end)
    return replace(likelier[0], span=both), likelier[1]


def _with_its_subject(clause: Heard, what: Span, kind: SignalKind) -> tuple[Heard, Span]:
    """Take the clause before where this one only judges it: "who changes them, that's my worry"."""
    said = clause.reading.of_span(what)
    if kind == "challenge" and WHEN.match(said) and (main := _main_clause(clause)) is not None:
        return replace(clause, span=Span(clause.span.start, main.end)), main
    if kind != "objection" or not (JUDGES.fullmatch(said) or announces(said)):
        return clause, what
    matter = matter_of(clause.reading, clause.span)
    if matter is None:
        return clause, what
    whole = Span(min(matter.start, clause.span.start), max(matter.end, clause.span.end))
    return replace(clause, span=whole), _bare(clause.reading, matter, kind)


def _main_clause(clause: Heard) -> Span | None:
    """Return what follows a clause that only says when: "when I change a mould, the setter types it in by hand"."""
    reading = clause.reading
    after = next((one for one in reading.clauses if one.start >= clause.span.end), None)
    if after is None or reading.sentence_at(after.start) != reading.sentence_at(clause.span.start):
        return None
    return reading.trimmed(after.start, after.end)


def _same_sentence(one: Heard, other: Heard) -> bool:
    return one.reading is other.reading and one.reading.sentence_at(
        one.span.start
    ) == other.reading.sentence_at(other.span.start)


def _bare(reading: Reading, span: Span, kind: SignalKind) -> Span:
    """Cut what only leads in: "well, honestly", and for a need "we'd like it to"."""
    for pattern in (LEAD, NEED_LEAD) if kind == "need" else (LEAD,):
        lead = pattern.match(reading.plain, span.start, span.end)
        if lead is not None and len(reading.plain[lead.end() : span.end].split()) > 1:
            span = reading.trimmed(lead.end(), span.end)
    return span


def _what(talk: Talk, kind: SignalKind, clause: Heard, what: Span) -> Value:
    value: Value = {"what": clause.reading.words(what)}
    if kind == "objection":
        resolved = resolved_in(talk, clause.reading, clause.span)
        value["what"] = priced(talk, clause.reading, str(value["what"]))
        value |= {"resolved": resolved is not None, "resolved_turn": resolved}
    return value


def _named_values(case: Case, clause: Heard, kind: SignalKind) -> Iterator[Value]:
    talk, judge = case.talk, case.judge
    said, role = clause.reading.of_span(clause.span), ""
    if kind == "competitor":
        role = likeliest_relation(relations(clause.reading, clause.span, case.opinions))
    elif kind == "authority":
        role = clause.opinion.likeliest(kind)
    if role == "none":
        yield {"role": role, "who": None}
        return
    names = [
        name
        for name in talk.named(clause.reading)
        if name.span.overlaps(clause.span) and (name.kind == "competitor" or kind == "current_solution")
    ]
    before = talk.before(clause.reading)
    if kind == "authority" and (
        (before is not None and ASKS_HIS_JOB.search(before.plain))
        or ONLY_TITLE.fullmatch(said)
        or SIGNS_PAPERS.search(said)
        or (role == "decision_maker" and UP_TO.search(said))
    ):
        return
    found = case.name(kind, clause.opinion)
    if kind == "authority":
        who = None if role == "influencer" and HIMSELF.search(said) else _person(talk, judge, clause, found)
        # "If I decide that", and "he decides" about nobody who was named, is nothing about himself.
        not_himself = who is None and (
            IF_HE_MAY.search(said) or (role == "decision_maker" and HE.match(said))
        )
        if not not_himself and (who is not None or role != "needs_approval"):
            yield {"role": role, "who": who}
        return
    if kind == "competitor" and names:
        for name in names:
            if not not_ours(clause.reading, name.span):
                yield {"name": name.name, "relation": role}
        return
    if found is None:
        return
    span = Span(found[0], found[1])
    packed = next((one.name for one in names if one.span.overlaps(span)), None)
    as_named = packed or clause.reading.words(span)
    if kind == "current_solution":
        as_named = packed or clause.reading.words(what_does_it(clause.reading, clause.span, span))
        if (found[2] > 0 or packed is not None) and not MANNER.fullmatch(as_named):
            yield {"name": as_named}
    elif (
        found[2] > 0.5
        and (clause.reading.noisy or as_named != as_named.lower())
        and not judge.knows(as_named)
        and (role != "uses" or beside_us(clause.reading, span))
    ):
        yield {"name": as_named, "relation": role}


def _person(talk: Talk, judge: Judge, clause: Heard, found: tuple[int, int, float] | None) -> str | None:
    """Return who it is, in words of the conversation without article; None for himself."""
    reading = clause.reading
    he = HE.match(reading.plain, clause.span.start, clause.span.end)
    he_is = (
        meant(talk, reading, Span(*he.span("he")), within_turn=he["he"] == "they") if he is not None else None
    )
    if (
        found is None
        or found[2] <= 0
        or (he is not None and found[0] >= he.start("he") and he_is is not None)
    ):
        return he_is
    who = called(talk, reading, Span(found[0], found[1]))
    if who is None or who.casefold() in SPEAKER or OF_US.search(who) or is_pronoun(who):
        return he_is
    told = surely_somebody(reading, Span(found[0], found[1])) or who != who.lower()
    owned = OWNED.search(reading.plain, 0, found[0]) or OWNED.match(reading.plain, found[0])
    return who if told or owned or not judge.knows(who) else he_is

"""What the trained judge makes of a talk: it drops findings that do not sound like their kind, and proposes others."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import get_args

from agent.contract.lead import SignalKind
from agent.insight.judge.judge import Judge, Opinion
from agent.insight.judge.said import Place, Said
from agent.insight.redaction import REMOVED
from agent.insight.signals.objection_words import LET_GO
from agent.insight.signals.objections import resolved_in
from agent.insight.signals.own_words import passes
from agent.insight.signals.reading import Reading, Span
from agent.insight.signals.stance import taken_back, unreal
from agent.insight.signals.talk import Finding, Talk, Value

DROPS: dict[SignalKind, float] = {
    "challenge": 0.1,
    "current_solution": 0.04,
    "competitor": 0.02,
    "authority": 0.03,
}
"""A finding of a kind goes where the chance that its words carry the kind is smaller. Chosen, like what follows, on
conversations by authors whom neither the rules nor the judge had read."""
PROPOSES: dict[SignalKind, float] = {
    "current_solution": 0.65,
    "competitor": 0.6,
    "authority": 0.55,
    "objection": 0.75,
    "need": 0.4,
    "challenge": 0.5,
}
"""A clause becomes a finding of a kind from this chance on."""
_LONGEST = 12
"""Words of two neighbouring clauses that are one matter."""
_SPEAKER = frozenset({"i", "me", "mine", "myself", "we", "us", "my"})
_PRONOUNS = frozenset(
    {"he", "she", "they", "it", "him", "her", "them", "that", "he's", "she's", "they've", "they're"}
)
_LEAD = re.compile(
    r"\W*(?:(?:well|um|uh|yes|yeah|yep|oh|ah|hm+|so|and|but|also|exactly|honestly|mainly|basically|mostly|actually|frankly|you know|i mean|look|listen|see|okay|ok|right|then|because|since|sure|true|no|to be honest|at the moment|the thing is|i think|i guess|i'd say|to be frank|that)\b(?!')\W*)+"
)
_NEED_LEAD = re.compile(
    r"\W*(?:(?:we|i|it|that|this|they|you|my \w+|our \w+|whatever we \w+|what (?:i|we) (?:need|want)\w*(?: is)?|the \w+)(?:'d|'ll|'ve|'re|'m|'s)?\s+)?(?:(?:just|really|only|also|would|will)\s+)*(?:(?:need|needs|want|wants|must|should|have|has|had|like|love|looking|after|is|got|require|hope|be able)\b\s*(?:to be able to|to have to|to|for|got to)?\s*)+(?:something (?:that|which)|a way to|some way of|something)?\s*"
)
_JUDGES = re.compile(
    r"(?:that|this|which|it)(?:'s| is| would be| scares| worries| bothers| puts| won't|'d be)?\b(?:\s+\S+){1,6}"
)
"""Says of something what it thinks of it."""
_HARMLESS = re.compile(r"\b(?:not|isn't|never) (?:too|that|very|so) \w+")
_NOT_IN_USE = re.compile(
    r"\b(?:don't|dont|do not|didn't|never|no longer|used to) (?:\w+ )?(?:use|have|run|work)\b"
)
_ARTICLE = re.compile(r"(?:an?|the)\s+")


@dataclass(frozen=True, slots=True)
class _Heard:
    """A clause that the judge believes to carry a kind."""

    reading: Reading
    span: Span
    opinion: Opinion
    chance: float


def heard(talk: Talk) -> list[Said]:
    """Return the turns as the judge hears them."""
    return [
        Said(
            side=reading.side,
            text=reading.text,
            plain=reading.plain,
            clauses=[
                (span.start, span.end)
                for span in (reading.trimmed(clause.start, clause.end) for clause in reading.clauses)
            ],
            names=[Place(name.span.start, name.span.end, name.kind) for name in talk.named(reading)],
            topics=talk.topics(reading) if reading.side == "rep" else (),
            last=(reading.sentences[-1].start, reading.sentences[-1].end) if reading.sentences else None,
        )
        for reading in talk.readings
    ]


def judged(talk: Talk, judge: Judge) -> list[Finding]:
    """Return the rules' findings that the judge believes, and those that it adds."""
    turns = heard(talk)
    opinions = judge.opinions(turns)
    kept = [found for found in talk.findings if _believed(found, opinions)]
    for kind in get_args(SignalKind):
        if kind in PROPOSES:
            kept += [
                found for found in _proposed(talk, judge, turns, opinions, kind) if not _known(found, kept)
            ]
    return kept


def _believed(found: Finding, opinions: Sequence[Opinion]) -> bool:
    limit = DROPS.get(found.kind)
    if limit is None or found.absent:
        return True
    chances = [
        opinion.of(found.kind)
        for opinion in opinions
        if opinion.turn == found.reading.number - 1 and _overlap(opinion, found.span)
    ]
    return not chances or max(chances) >= limit


def _overlap(opinion: Opinion, span: Span) -> bool:
    return opinion.start < span.end and span.start < opinion.end


def _known(found: Finding, others: Sequence[Finding]) -> bool:
    """Return whether it is there already: in the same words, by the same name, or as the same part in the turn."""
    return any(other.kind == found.kind and _same(found, other) for other in others)


def _same(found: Finding, other: Finding) -> bool:
    if other.reading is found.reading:
        sentence = found.reading.sentence_at
        if other.span.overlaps(found.span) or (
            found.kind in {"current_solution", "competitor"}
            and other.rule != "judge"
            and sentence(found.span.start) == sentence(other.span.start)
        ):
            return True
        if found.kind == "authority" and found.value["role"] == other.value["role"]:
            return (
                other.rule != "judge"
                or found.value["who"] is None
                or _folded(other.value["who"]) == _folded(found.value["who"])
            )
    return found.kind in {"current_solution", "competitor"} and (
        _folded(other.value["name"]) == _folded(found.value["name"])
        and other.value.get("relation") == found.value.get("relation")
    )


def _folded(name: object) -> str | None:
    return name.casefold() if isinstance(name, str) else None


def _proposed(
    talk: Talk, judge: Judge, turns: Sequence[Said], opinions: Sequence[Opinion], kind: SignalKind
) -> Iterator[Finding]:
    clauses = [
        _Heard(talk.readings[opinion.turn], Span(opinion.start, opinion.end), opinion, chance)
        for opinion in opinions
        if turns[opinion.turn].side == "visitor" and (chance := opinion.of(kind)) >= PROPOSES[kind]
    ]
    clauses = [clause for clause in clauses if _meant(talk, clause, kind)]
    if kind in {"challenge", "need", "objection"}:
        for clause, what in _matters(clauses, kind):
            yield _finding(kind, _what(talk, kind, clause, what), clause)
        return
    for clause in clauses:
        for value in _named_values(talk, judge, turns, clause, kind):
            yield _finding(kind, value, clause)


def _meant(talk: Talk, clause: _Heard, kind: SignalKind) -> bool:
    """Return whether the words are meant. A reservation and a comparison may be put as questions."""
    if _LEAD.fullmatch(clause.reading.of_span(clause.span)):
        return False
    sentence = clause.reading.sentence_at(clause.span.start)
    if REMOVED in clause.reading.text[sentence.start : sentence.end]:
        return False
    if kind == "objection" and (
        LET_GO.search(clause.reading.of_span(clause.span))
        or _HARMLESS.search(clause.reading.of_span(clause.span))
    ):
        return False
    if "?" in clause.reading.of_span(clause.reading.sentence_at(clause.span.start)) and (
        kind == "objection" or (kind == "competitor" and clause.opinion.likeliest(kind) == "compared")
    ):
        position = clause.span.start
        return not (unreal(clause.reading, position) or taken_back(clause.reading, position))
    if kind == "current_solution" and _NOT_IN_USE.search(clause.reading.of_span(clause.span)):
        return False
    return passes(talk, clause.reading, clause.span.start)


def _finding(kind: SignalKind, value: Value, clause: _Heard) -> Finding:
    return Finding(
        kind,
        value,
        clause.reading,
        clause.span,
        "judge",
        round(0.5 + 0.4 * clause.chance, 2),
        absent=value.get("role") == "none",
    )


def _matters(clauses: Sequence[_Heard], kind: SignalKind) -> Iterator[tuple[_Heard, Span]]:
    """Yield what is said, with its words: neighbours in a sentence are one matter, or the likelier one counts."""
    found: list[tuple[_Heard, Span]] = []
    for clause in clauses:
        clause, what = _with_its_subject(clause, _bare(clause.reading, clause.span, kind), kind)
        if found and _same_sentence(found[-1][0], clause):
            last, whole = found[-1][0], Span(found[-1][1].start, what.end)
            if len(clause.reading.of_span(whole).split()) <= _LONGEST:
                both = Span(last.span.start, clause.span.end)
                found[-1] = (
                    _Heard(clause.reading, both, last.opinion, max(last.chance, clause.chance)),
                    whole,
                )
            elif clause.chance > last.chance:
                found[-1] = (clause, what)
            continue
        found.append((clause, what))
    yield from found


def _with_its_subject(clause: _Heard, what: Span, kind: SignalKind) -> tuple[_Heard, Span]:
    """Take the clause before where this one only judges it: "who changes them, that's my worry"."""
    before = [one for one in clause.reading.clauses if one.end <= clause.span.start]
    if kind != "objection" or not before or not _JUDGES.fullmatch(clause.reading.of_span(what)):
        return clause, what
    subject = _bare(clause.reading, clause.reading.trimmed(before[-1].start, before[-1].end), kind)
    whole = Span(subject.start, clause.span.end)
    return _Heard(clause.reading, whole, clause.opinion, clause.chance), subject


def _same_sentence(one: _Heard, other: _Heard) -> bool:
    return one.reading is other.reading and one.reading.sentence_at(
        one.span.start
    ) == other.reading.sentence_at(other.span.start)


def _bare(reading: Reading, span: Span, kind: SignalKind) -> Span:
    """Cut what only leads in: "well, honestly", and for a need "we'd like it to"."""
    for pattern in (_LEAD, _NEED_LEAD) if kind == "need" else (_LEAD,):
        lead = pattern.match(reading.plain, span.start, span.end)
        if lead is not None and len(reading.plain[lead.end() : span.end].split()) > 1:
            span = reading.trimmed(lead.end(), span.end)
    return span


def _what(talk: Talk, kind: SignalKind, clause: _Heard, what: Span) -> Value:
    value: Value = {"what": clause.reading.words(what)}
    if kind == "objection":
        resolved = resolved_in(talk, clause.reading, clause.span)
        value |= {"resolved": resolved is not None, "resolved_turn": resolved}
    return value


def _named_values(
    talk: Talk, judge: Judge, turns: Sequence[Said], clause: _Heard, kind: SignalKind
) -> Iterator[Value]:
    role = "" if kind == "current_solution" else clause.opinion.likeliest(kind)
    if kind == "authority" and role in {"influencer", "none"}:
        yield {"role": role, "who": None}
        return
    names = [
        name
        for name in talk.named(clause.reading)
        if name.span.overlaps(clause.span) and (name.kind == "competitor" or kind == "current_solution")
    ]
    before = talk.before(clause.reading)
    topics = talk.topics(before) if before is not None and before.side == "rep" else ()
    found = judge.name(kind, turns[clause.opinion.turn], topics, clause.span.start, clause.span.end)
    if kind == "authority":
        who = _person(clause.reading, found)
        if who is not None and who.casefold() in _PRONOUNS:
            who = _meant_before(judge, turns, topics, clause)
        if who is not None or role == "decision_maker":
            yield {"role": role, "who": who}
        return
    if kind == "competitor" and names:
        for name in names:
            yield {"name": name.name, "relation": role}
        return
    if found is None:
        return
    span = Span(found[0], found[1])
    packed = next((one.name for one in names if one.span.overlaps(span)), None)
    called = packed or clause.reading.words(span)
    if kind == "current_solution":
        if found[2] > 0 or packed is not None:
            yield {"name": called}
    elif found[2] > 0.5 and (clause.reading.noisy or called != called.lower()):
        yield {"name": called, "relation": role}


def _meant_before(judge: Judge, turns: Sequence[Said], topics: Sequence[str], clause: _Heard) -> str | None:
    """Return who "he" is: the likeliest person of the clauses before, in the same turn."""
    said = turns[clause.opinion.turn]
    best: tuple[float, str | None] = (0.0, None)
    for start, end in said.clauses:
        if start >= clause.span.start:
            break
        found = judge.name("authority", said, topics, start, end)
        who = _person(clause.reading, found)
        if found is not None and who is not None and who.casefold() not in _PRONOUNS and found[2] > best[0]:
            best = (found[2], who)
    return best[1]


def _person(reading: Reading, found: tuple[int, int, float] | None) -> str | None:
    """Return who it is, in the visitor's words without article; None for himself."""
    if found is None or found[2] <= 0:
        return None
    article = _ARTICLE.match(reading.plain, found[0], found[1])
    who = reading.words(Span(article.end() if article is not None else found[0], found[1]))
    return None if who.casefold() in _SPEAKER else who

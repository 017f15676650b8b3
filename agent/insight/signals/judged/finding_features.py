"""What speaks of a finding as a signal: its words, its value, what the judge thinks of them, what else the turn holds."""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import get_args

from agent.insight.judge.bags import as_read, bag, words_of
from agent.insight.judge.features import Features
from agent.insight.judge.judge import LETS_GO, Opinion
from agent.insight.judge.said import classes_of
from agent.insight.signals.judged.candidate import Candidate
from agent.insight.signals.judged.case import Case
from agent.insight.signals.judged.likely_times import dates_of
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.talk import Finding
from agent.insight.signals.money.find import find_money
from agent.insight.signals.times.find import Relation

_KINDS = (
    "challenge", "need", "objection", "current_solution", "competitor", "authority", "budget", "timeline",
    "next_step", "lets", "no",
)  # fmt: skip
_NAMED = frozenset({"current_solution", "competitor", "authority", "product"})
_SPEAKS = re.compile(r"\b(?:i|me|my|myself|mine)\b")
_HE = re.compile(r"\b(?:he|she|they)\b")
_OWN = (
    "always", "rule", "believed", "not believed", "changed", "chance", "same", "better", "part", "q #", "around the name",
    "asked", "confidence", "owner", "resolved", "then", "name", "logit",
)  # fmt: skip
"""Features that mean something else for each kind."""
_NEXT_WORDS, _NAME_WORDS, _NAME_REACH = 3, 4, 60
_SENTENCE_WORDS, _QUESTION_WORDS, _REPLY_WORDS, _THEN_WORDS = 8, 12, 10, 14
_MOST = 3
_FIRST_WORDS = 5
_LOGITS = 4.0
"""What logits are divided by, to be features of about 1."""
_DUE = (1, 2, 8, 32)
"""Days ahead: today, tomorrow, this week, this month, later."""


class Surroundings:
    """All candidates of a talk, each of which is weighed among the others."""

    def __init__(self, case: Case, candidates: Sequence[Candidate]) -> None:
        """Take what may be a signal in a case."""
        self._case = case
        self._by_turn: dict[int, list[Candidate]] = {}
        self._named: dict[str, set[tuple[str, int]]] = {}
        for one in candidates:
            self._by_turn.setdefault(one.found.reading.number, []).append(one)
            name = _name_of(one.found)
            if name:
                self._named.setdefault(name, set()).add((one.found.kind, one.found.reading.number))

    def features(self, candidate: Candidate) -> Features:
        """Return what speaks of a candidate: names of features with their strength."""
        features: Features = {}
        found = candidate.found
        for name, value in self._features(candidate):
            if features.get(name, -math.inf) < value:
                features[name] = value
        own = {f"{found.kind}: {name}": value for name, value in features.items() if name.startswith(_OWN)}
        return features | own | {f"kind {found.kind}": 1.0}

    def _features(self, candidate: Candidate) -> Iterator[tuple[str, float]]:
        found, case = candidate.found, self._case
        yield "always", 1.0
        yield f"rule {found.rule}", 1.0
        yield "believed" if candidate.believed else "not believed", 1.0
        yield f"changed {candidate.changed}", 1.0
        yield "absent" if found.absent else "present", 1.0
        yield "confidence", found.confidence
        yield f"confidence {int(found.confidence * 10)}", 1.0
        yield from _of_opinions(case, found)
        yield from self._of_others(candidate)
        yield from _of_value(case, found)
        yield from _of_words(found)
        yield from _of_question(case, found)
        if found.kind in _NAMED:
            yield from self._of_name(found)
        if found.kind in {"objection", "next_step", "need", "product"}:
            after = case.talk.after(found.reading, "rep")
            if after is not None:
                yield from bag("reply", words_of(after.plain)[:_REPLY_WORDS], 0.4)
        if found.kind == "objection":
            yield from _of_what_follows(case, found)
        elif found.kind == "product":
            yield from _of_mentions(case, found)

    def _of_others(self, candidate: Candidate) -> Iterator[tuple[str, float]]:
        """Tell what else may be a signal in the turn."""
        found, case = candidate.found, self._case
        turn = self._by_turn[found.reading.number]
        same = [one for one in turn if one.found.kind == found.kind and not one.changed]
        believed = [one.found for one in same if one.believed]
        chance = _chance(found.kind, case.within(found.reading, found.span))
        better = sum(
            _chance(found.kind, case.within(found.reading, other.span)) > chance + 0.02 for other in believed
        )
        yield f"same {min(len(same), _MOST + 1)}", 1.0
        yield f"same believed {min(len(believed), _MOST + 1)}", 1.0
        yield f"better {min(better, _MOST)}", 1.0
        before = sum(other.span.start < found.span.start for other in believed)
        after = sum(other.span.start > found.span.start for other in believed)
        yield f"earlier {min(before, _MOST)}", 1.0
        yield f"later {min(after, _MOST)}", 1.0
        for one in turn:
            if one.believed and one.found.kind != found.kind:
                yield f"also {one.found.kind}", 1.0
                if one.found.span.overlaps(found.span):
                    yield f"over {one.found.kind}", 1.0

    def _of_name(self, found: Finding) -> Iterator[tuple[str, float]]:
        name, reading, case = _name_of(found), found.reading, self._case
        if not name:
            yield "names nobody", 1.0
            if _SPEAKS.search(reading.plain, found.span.start, found.span.end):
                yield "names nobody: i", 1.0
            if _HE.search(reading.plain, found.span.start, found.span.end):
                yield "names nobody: he", 1.0
            return
        places = self._named[name]
        yield "name again", float(any(kind == found.kind and turn != reading.number for kind, turn in places))
        yield "name of another", float(any(kind != found.kind for kind, _ in places))
        words = words_of(name)
        yield from bag("name", words, 1.0)
        yield f"name of {min(len(words), 6)}", 1.0
        if words:
            yield f"name begins {as_read(words[0])}", 1.0
            yield f"name ends {as_read(words[-1])}", 1.0
        if any(one.name.casefold() == name for one in case.talk.named(reading)):
            yield "name in the pack", 1.0
        start = reading.plain.find(name, found.span.start)
        start = reading.plain.find(name) if start < 0 else start
        if start < 0:
            yield "name elsewhere", 1.0
            return
        end = start + len(name)
        before = words_of(reading.plain[max(0, start - _NAME_REACH) : start])[-_NAME_WORDS:][::-1]
        after = words_of(reading.plain[end : end + _NAME_REACH])[:_NAME_WORDS]
        for side, said in (("before the name", before), ("after the name", after)):
            yield from bag(f"around the name {side}", said, 1.0)
            for away, word in enumerate(said):
                for meant in (as_read(word), *(f"#{one}" for one in classes_of(word))):
                    yield f"{side} {away} {meant}", 1.0
        yield "name with a capital" if reading.text[start].isupper() else "name in small letters", 1.0
        clause = next((one for one in case.clauses(reading) if one.start <= start < one.end), None)
        if clause is not None:
            overlaps = clause.start < found.span.end and found.span.start < clause.end
            yield "name in the quote", float(overlaps)
            yield "name in a clause", clause.of(found.kind)
            if found.kind != "product":  # whose names the pack tells
                yield from _of_logits(case, found.kind, clause, Span(start, end))


def _of_logits(case: Case, kind: str, clause: Opinion, span: Span) -> Iterator[tuple[str, float]]:
    """Tell how much speaks for each word of the name, and for words beside it."""
    inside: list[float] = []
    outside: list[float] = []
    for place, logit in case.words(kind, clause):
        (inside if span.start <= place.start < span.end else outside).append(logit)
    if inside:
        yield "logit mean", sum(inside) / len(inside) / _LOGITS
        yield "logit least", min(inside) / _LOGITS
        yield "logit sum", sum(inside) / _LOGITS / 2
    if outside:
        yield "logit outside", max(outside) / _LOGITS
    if inside and min(inside) > max(outside, default=-math.inf):
        yield "logit best", 1.0


def _of_opinions(case: Case, found: Finding) -> Iterator[tuple[str, float]]:
    own, turn = case.within(found.reading, found.span), case.clauses(found.reading)
    for kind in _KINDS:
        yield f"c {kind}", _chance(kind, own)
        yield f"t {kind}", _chance(kind, turn)
    chance = _chance(found.kind, own)
    yield f"chance {int(chance * 10)}", 1.0
    yield "log", math.log((chance + 0.01) / (1.01 - chance)) / 4
    part = found.value.get("role") or found.value.get("relation")
    if part:
        chances = {
            label: max((one.chances[label] for one in own), default=0.0)
            for label in (turn[0].chances if turn else ())
            if label.startswith(f"{found.kind} ")
        }
        chance = chances.get(f"{found.kind} {part}", 0.0)
        yield "part", chance
        yield f"part {int(chance * 5)}", 1.0
        yield f"part is {part}", 1.0
        for label, chance in chances.items():
            yield f"p {label}", chance
        for word in words_of(found.reading.plain[found.span.start : found.span.end]):
            yield f"part is {part}|{as_read(word)}", 0.7


def _of_value(case: Case, found: Finding) -> Iterator[tuple[str, float]]:
    value = found.value
    for key in ("approved", "basis", "owner", "resolved", "currency"):
        if key in value:
            yield f"{key} {value[key]}", 1.0
    for key in ("due", "min", "max", "earliest", "latest"):
        if key in value:
            yield f"{key} {'none' if value[key] is None else 'set'}", 1.0
    if found.kind == "budget" and value["min"] is not None:
        yield "one sum" if value["min"] == value["max"] else "range", 1.0
    if value.get("due"):
        yield from _of_day(case, found)
    if found.kind == "budget":
        yield from _of_sum(found)
    elif found.kind == "timeline":
        yield from _of_time(case, found)
    elif found.kind == "next_step":
        for word in words_of(found.reading.plain[found.span.start : found.span.end])[:_FIRST_WORDS]:
            yield f"owner {value['owner']}|{as_read(word)}", 1.0


def _of_day(case: Case, found: Finding) -> Iterator[tuple[str, float]]:
    """Tell where the day lies on which a promise is due."""
    due = str(found.value["due"])
    ahead = (date.fromisoformat(due) - case.talk.today).days
    yield f"due in {sum(ahead >= days for days in _DUE)}", 1.0
    for time in case.talk.times(found.reading):
        if due in {day.isoformat() for day in (time.earliest, time.latest) if day is not None}:
            named = time.start < found.span.end and found.span.start < time.end
            yield "due in the quote" if named else "due outside", 1.0
            for away, word in enumerate(words_of(found.reading.plain[: time.start])[-_NEXT_WORDS:][::-1]):
                yield f"before the day {away} {as_read(word)}", 1.0


def _of_sum(found: Finding) -> Iterator[tuple[str, float]]:
    """Tell what is said around a sum, beside how it is read."""
    reading, value = found.reading, found.value
    bounds = f"{'' if value['min'] is None else 'from'} {'' if value['max'] is None else 'to'}"
    sums = [(money.start, money.end) for money in find_money(reading.plain)]
    yield f"sums {min(len(sums), _MOST + 1)}", 1.0
    at = next(
        ((start, end) for start, end in sums if start < found.span.end and found.span.start < end), None
    )
    start, end = at or (found.span.start, found.span.end)
    before, after = (
        words_of(reading.plain[:start])[-_NAME_WORDS:],
        words_of(reading.plain[end:])[:_SENTENCE_WORDS],
    )
    for word in (*before, *after[:_NEXT_WORDS]):
        yield f"bounds {bounds}|{as_read(word)}", 1.0
    for word in (*before, *after):
        for meant in (as_read(word), *(f"#{one}" for one in classes_of(word))):
            yield f"basis {value['basis']}|{meant}", 1.0
            yield f"approved {value['approved']}|{meant}", 1.0
    for word in words_of(reading.plain):
        yield f"approved {value['approved']} in the turn|{as_read(word)}", 0.5


def _of_time(case: Case, found: Finding) -> Iterator[tuple[str, float]]:
    """Tell what is said before a time, beside which of its sides is meant, and how likely it is the one."""
    value, reading = found.value, found.reading
    days = (value["earliest"], value["latest"])
    sides = f"{'' if days[0] is None else 'from'} {'' if days[1] is None else 'to'}"
    chances = [chance for _, chance in case.times(reading)]
    for place, (time, chance) in enumerate(case.times(reading)):
        for relation in get_args(Relation):
            if dates_of(replace(time, relation=relation)) == days:
                yield "time chance", chance
                yield f"time chance {int(chance * 5)}", 1.0
                yield f"time {place} of {min(len(chances), _MOST)}", 1.0
                if chance == max(chances):
                    yield "time likeliest", 1.0
                yield f"sides {relation} for {time.relation}", 1.0
                for word in words_of(reading.plain[: time.start])[-_NEXT_WORDS:]:
                    yield f"sides {sides}|{as_read(word)}", 1.0
                for word in words_of(reading.plain[time.start : time.end]):
                    yield f"sides {sides}||{as_read(word)}", 1.0


def _of_words(found: Finding) -> Iterator[tuple[str, float]]:
    reading, span = found.reading, found.span
    plain, sentence = reading.plain, reading.sentence_at(span.start)
    words = words_of(plain[span.start : span.end])
    yield from bag("q", words, 0.7)
    stems = [as_read(word) for word in words]
    for one, two in zip(["^", *stems], [*stems, "$"], strict=True):
        yield f"qq {one} {two}", 0.5
    yield from bag("said before", words_of(plain[sentence.start : span.start])[-_SENTENCE_WORDS:], 0.5)
    yield from bag(
        "said after", words_of(plain[span.end : max(span.end, sentence.end)])[:_SENTENCE_WORDS], 0.5
    )
    for away, word in enumerate(words_of(plain[: span.start])[-_NEXT_WORDS:][::-1]):
        yield f"b {away} {as_read(word)}", 1.0
    for away, word in enumerate(words_of(plain[span.end :])[:_NEXT_WORDS]):
        yield f"a {away} {as_read(word)}", 1.0
    yield f"words {min(len(words) // 3, 6)}", 1.0
    yield f"words of the turn {min(len(words_of(plain)) // 6, 6)}", 1.0
    yield "noisy" if reading.noisy else "clean", 0.5
    yield "inside" if plain[: span.start].strip(" ,.") else "begins", 1.0
    yield f"turn {min(reading.number // 4, 5)}", 0.5


def _of_question(case: Case, found: Finding) -> Iterator[tuple[str, float]]:
    before = case.talk.before(found.reading)
    if before is None or before.side != "rep":
        return
    for topic in case.topics(found.reading):
        yield f"asked {topic}", 1.0
    yield from bag("question", words_of(before.plain)[-_QUESTION_WORDS:], 0.5)
    yield "rep asks" if "?" in before.plain else "rep tells", 0.5


def _of_what_follows(case: Case, found: Finding) -> Iterator[tuple[str, float]]:
    """Tell what the visitor says next to a reservation, beside whether it is taken for answered."""
    resolved = bool(found.value["resolved"])
    turn = found.value["resolved_turn"]
    if isinstance(turn, int):
        yield f"resolved after {min(turn - found.reading.number, 6)}", 1.0
    following = case.visitor_after(found.reading)
    if following is None:
        return
    for name, value in _of_answer(case, following):
        yield name, value
        yield f"{name}|{resolved}", value


def _of_mentions(case: Case, found: Finding) -> Iterator[tuple[str, float]]:
    """Tell who else names a product, and what the visitor says before and after a rep who does."""
    name, reading = found.value["name"], found.reading
    yield f"side {reading.side}", 1.0
    for side in ("visitor", "rep"):
        turns = [
            turn.number
            for turn in case.talk.readings
            if turn.side == side and any(one.name == name for one in case.talk.named(turn))
        ]
        yield f"named before by {side}", float(any(turn < reading.number for turn in turns))
        yield f"named later by {side}", float(any(turn > reading.number for turn in turns))
        yield f"named in {min(len(turns), _MOST)} by {side}", 1.0
    others = {one.name for one in case.talk.named(reading) if one.kind == "product"}
    yield f"products named {min(len(others), _MOST)}", 1.0
    before, following = case.talk.before(reading), case.visitor_after(reading)
    if before is not None and before.side == "visitor":
        yield from bag("visitor before", words_of(before.plain)[-_QUESTION_WORDS:], 0.5)
        yield "visitor asks before" if "?" in before.plain else "visitor tells before", 0.5
    if reading.side == "rep" and following is not None:
        yield from _of_answer(case, following)
        yield "visitor asks then" if "?" in following.plain else "visitor tells then", 0.5


def _of_answer(case: Case, following: Reading) -> Iterator[tuple[str, float]]:
    words, clauses = words_of(following.plain), case.clauses(following)
    yield from bag("then", words[:_THEN_WORDS], 0.7)
    for word in words[:2]:
        yield f"then begins {as_read(word)}", 1.0
    yield "then lets go", max((one.chances.get(LETS_GO, 0.0) for one in clauses), default=0.0)
    yield "then objects", _chance("objection", clauses)


def _chance(kind: str, clauses: Sequence[Opinion]) -> float:
    return max((one.of(kind) for one in clauses), default=0.0)


def _name_of(found: Finding) -> str:
    return str(found.value.get("name") or found.value.get("who") or "").casefold()

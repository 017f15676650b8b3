"""Which findings are signals, with the value and the words that they have, weighed once more and among others.

Rules and clauses propose; what they propose in a turn may be right in kind and wrong in value, or be told twice. A
network that has read which of them were signals in gold conversations weighs each (docs/decisions/0033). To it, what
the judge believes strictly is one witness.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from agent.contract.lead import SignalKind
from agent.insight.signals.judged.alternatives import others
from agent.insight.signals.judged.candidate import Candidate
from agent.insight.signals.judged.case import Case
from agent.insight.signals.judged.finding_features import Surroundings
from agent.insight.signals.language.talk import Finding

WEIGHED: tuple[SignalKind, ...] = (
    "challenge", "need", "objection", "current_solution", "competitor", "authority", "budget", "timeline",
    "next_step",
)  # fmt: skip
"""Kinds that are weighed; others stay as they are believed."""
_IS_ADDED = 0.65
"""What the judge does not believe strictly is added from this chance on. This and what follows was chosen on
conversations by authors whom the networks had not read: precision and recall go against each other."""
_STAYS = 0.4
"""What it believes strictly stays from this chance on."""
_STAYS_SOONER: dict[SignalKind, float] = {
    "next_step": 0.2,
    "budget": 0.2,
    "current_solution": 0.3,
    "authority": 0.3,
}
"""The same for kinds of which what is dropped below `_STAYS` is right half the time; and no promise should be lost."""
_A_TALK = 4
"""Turns. What is believed of fewer stays: the network has learned from whole conversations."""
_BELIEVED = 0.2
"""What is believed strictly goes before what is more likely by less."""
_SEVERAL = frozenset({"timeline", "authority", "current_solution", "budget", "need", "challenge"})
"""Kinds of which two findings may stand side by side where the judge believes both strictly."""
_GLUE = frozenset({"a", "an", "the", "and", "my", "our", "of"})


def candidates(case: Case, believed: Sequence[Finding], more: Sequence[Finding]) -> list[Candidate]:
    """Return what may be a signal, each once: what is believed, what else was found, and other values of both.

    Args:
        case: The talk before the judge.
        believed: Strictly.
        more: What else the rules have found, or the judge would believe generously.
    """
    found: dict[object, Candidate] = {}
    for one in believed:
        found.setdefault(_key(one), Candidate(one, believed=True))
    for one in more:
        if one.kind in WEIGHED:
            found.setdefault(_key(one), Candidate(one, believed=False))
    for other in list(others(case, [each.found for each in found.values()])):
        found.setdefault(_key(other.found), other)
    return list(found.values())


def likely_findings(case: Case, may_be: Sequence[Candidate]) -> list[Finding]:
    """Return the likeliest of what may be a signal, no two that exclude each other.

    Args:
        case: The talk before the judge.
        may_be: Of the whole talk.
    """
    around = Surroundings(case, may_be)
    hardly_a_talk = len(case.talk.readings) < _A_TALK
    weighed: list[tuple[float, int]] = []
    for place, one in enumerate(may_be):
        kind, chance = one.found.kind, 1.0
        if kind in WEIGHED and not (one.believed and (hardly_a_talk or one.found.absent)):
            chance = case.judge.finding_chance(kind, around.features(one))
            if chance < (_STAYS_SOONER.get(kind, _STAYS) if one.believed else _IS_ADDED):
                continue
        weighed.append((chance, place))
    weighed.sort(key=lambda each: -(each[0] + (_BELIEVED if may_be[each[1]].believed else 0.0)))
    kept: dict[int, float] = {}
    for chance, place in weighed:
        if not any(_excludes(may_be[other], may_be[place]) for other in kept):
            kept[place] = chance
    return [_told(may_be[place], kept[place]) for place in sorted(kept)]


def _told(one: Candidate, chance: float) -> Finding:
    """Return a candidate as it is published; what was changed is nobody's but the judge's."""
    if not one.changed:
        return one.found
    found = replace(one.found, rule="judge", confidence=round(0.5 + 0.4 * chance, 2))
    # A sum is read at its place; what proves it is the clause around it.
    return found if found.kind != "budget" else replace(found, span=found.reading.clause_at(found.span.start))


def _excludes(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates of a kind cannot both be signals."""
    first, second = one.found, other.found
    if first.kind != second.kind or first.kind not in WEIGHED:
        return False
    if one.believed and other.believed and first.kind in _SEVERAL:
        return False
    return _EXCLUDE.get(first.kind, _share_words)(first, second)


def _share_words(one: Finding, other: Finding) -> bool:
    return one.reading is other.reading and one.span.overlaps(other.span)


def _same_turn(one: Finding, other: Finding) -> bool:
    return one.reading is other.reading


def _same_sum(one: Finding, other: Finding) -> bool:
    if one.reading is other.reading:
        return True
    sums = [(found.value["min"], found.value["max"]) for found in (one, other)]
    return sums[0] == sums[1] and not one.absent and not other.absent


def _same_name(one: Finding, other: Finding) -> bool:
    first, second = _name(one, "name"), _name(other, "name")
    together = one.reading is other.reading
    if first == second and (together or one.value.get("relation") == other.value.get("relation")):
        return True
    if not together or one.kind != "current_solution":
        return False
    return one.span.overlaps(other.span) or _share(first, second)


def _same_person(one: Finding, other: Finding) -> bool:
    first, second = _name(one, "who"), _name(other, "who")
    if one.reading is not other.reading:
        return first is not None and first == second and one.value["role"] == other.value["role"]
    if first is None or second is None:
        return first == second or one.span.overlaps(other.span)
    return _share(first, second)


def _same_promise(one: Finding, other: Finding) -> bool:
    return _share_words(one, other) and one.value["owner"] == other.value["owner"]


_EXCLUDE: dict[SignalKind, Callable[[Finding, Finding], bool]] = {
    "timeline": _same_turn,
    "budget": _same_sum,
    "competitor": _same_name,
    "current_solution": _same_name,
    "authority": _same_person,
    "next_step": _same_promise,
}


def _name(found: Finding, key: str) -> str | None:
    name = found.value[key]
    return name.casefold() if isinstance(name, str) else None


def _share(one: str | None, other: str | None) -> bool:
    """Return whether two names have a word in common."""
    first, second = (set((name or "").split()) - _GLUE for name in (one, other))
    return one == other or bool(first & second)


def _key(found: Finding) -> tuple[object, ...]:
    value = json.dumps(found.value, sort_keys=True)
    return found.kind, found.reading.number, found.span, value, found.absent

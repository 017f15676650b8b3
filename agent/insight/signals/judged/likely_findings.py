"""Which findings are signals, with the value and the words that they have, weighed once more and among others.

Rules and clauses propose; what they propose in a turn may be right in kind and wrong in value, or be told twice. A
network that has read which of them were signals in gold conversations weighs each (docs/decisions/0033). To it, what
the judge believes strictly is one witness.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from agent.contract.lead import SignalKind
from agent.insight.signals.authority.named_in_full import named_in_full
from agent.insight.signals.judged.alternatives import others
from agent.insight.signals.judged.among import Among
from agent.insight.signals.judged.candidate import Candidate
from agent.insight.signals.judged.case import Case
from agent.insight.signals.judged.exclusion import excludes, told_twice
from agent.insight.signals.judged.finding_features import Surroundings
from agent.insight.signals.language.talk import Finding

WEIGHED: tuple[SignalKind, ...] = (
    "challenge", "need", "objection", "current_solution", "competitor", "authority", "budget", "timeline",
    "next_step", "product",
)  # fmt: skip
"""Kinds that are weighed; others stay as they are believed."""
_IS_ADDED = 0.6
"""What the judge does not believe strictly is added from this chance on. This and what follows was chosen on
conversations by authors whom the networks had not read: precision and recall go against each other."""
_STAYS = 0.5
"""What it believes strictly stays from this chance on."""
_A_TALK = 4
"""Turns. What is believed of fewer stays, and nothing is added: the networks have learned from whole conversations."""
_BELIEVED = 0.2
"""What is believed strictly goes before what is more likely by less."""
_SEVERAL = frozenset({"timeline", "authority", "current_solution", "budget", "need", "challenge"})
"""Kinds of which two findings may stand side by side where the judge believes both strictly."""


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
    hardly_a_talk = len(case.talk.readings) < _A_TALK
    if hardly_a_talk:
        may_be = [one for one in may_be if one.believed]
    may_be, chances = weighed(case, may_be)
    among = among_others(may_be, chances)
    likely: list[tuple[float, int]] = []
    for place, one in enumerate(may_be):
        kind, chance = one.found.kind, 1.0
        if kind in WEIGHED and not (one.believed and (hardly_a_talk or one.found.absent)):
            chance = case.judge.chance_among(kind, among.features(place))
            if chance < (_STAYS if one.believed else _IS_ADDED):
                continue
        likely.append((chance, place))
    likely.sort(key=lambda each: -(each[0] + (_BELIEVED if may_be[each[1]].believed else 0.0)))
    kept: dict[int, float] = {}
    for chance, place in likely:
        if not any(_excludes(may_be[other], may_be[place]) for other in kept):
            kept[place] = chance
    return [_told(may_be[place], kept[place]) for place in sorted(kept)]


def weighed(case: Case, may_be: Sequence[Candidate]) -> tuple[list[Candidate], list[float]]:
    """Return what may be a signal, persons named in full, and the chance of each by itself; 1 for kinds not weighed."""
    around = Surroundings(case, may_be)
    chances = [
        case.judge.finding_chance(one.found.kind, around.features(one)) if one.found.kind in WEIGHED else 1.0
        for one in may_be
    ]
    return [replace(one, found=named_in_full(case.talk, one.found)) for one in may_be], chances


def among_others(may_be: Sequence[Candidate], chances: Sequence[float]) -> Among:
    """Return what may be a signal in a talk, to be weighed among each other."""
    return Among([one.found for one in may_be], [one.believed for one in may_be], chances)


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
        return told_twice(first, second)
    return excludes(first, second)


def _key(found: Finding) -> tuple[object, ...]:
    value = json.dumps(found.value, sort_keys=True)
    return found.kind, found.reading.number, found.span, value, found.absent

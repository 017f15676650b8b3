"""What cannot both be signals: two readings of one sum, two names of one person, a thing told twice."""

from collections.abc import Callable

from agent.contract.lead import SignalKind
from agent.insight.signals.language.talk import Finding

_GLUE = frozenset({"a", "an", "the", "and", "my", "our", "of"})


def excludes(one: Finding, other: Finding) -> bool:
    """Return whether two findings of a kind cannot both be signals."""
    return _EXCLUDE.get(one.kind, _share_words)(one, other)


def told_twice(one: Finding, other: Finding) -> bool:
    """Return whether two findings are one way of working, told in one turn: "paper", and "paper sheet on the door"."""
    if one.kind != other.kind or one.kind != "current_solution" or one.reading is not other.reading:
        return False
    first, second = (_words(name_of(found)) for found in (one, other))
    return bool(first and second) and (first <= second or second <= first)


def name_of(found: Finding) -> str | None:
    """Return what a finding names, in lower case: a tool, a rival, a product, a person."""
    name = found.value.get("name") or found.value.get("who")
    return name.casefold() if isinstance(name, str) else None


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
    first, second = name_of(one), name_of(other)
    together = one.reading is other.reading
    if first == second and (together or one.value.get("relation") == other.value.get("relation")):
        return True
    if not together or one.kind != "current_solution":
        return False
    return one.span.overlaps(other.span) or _share(first, second)


def _same_person(one: Finding, other: Finding) -> bool:
    first, second = name_of(one), name_of(other)
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
    "product": _same_name,
    "authority": _same_person,
    "next_step": _same_promise,
}


def _share(one: str | None, other: str | None) -> bool:
    """Return whether two names have a word in common."""
    return one == other or bool(_words(one) & _words(other))


def _words(name: str | None) -> set[str]:
    return set((name or "").split()) - _GLUE

"""When a found signal is a gold one: by what it tells the owner of the lead, or exactly, down to the wording.

The first is what figures are about. People who annotate the same conversations by the same rules agree by it
on eight to nine signals in ten, but exactly only on six to eight: they choose other words for what hurts,
quote a neighbouring turn for a product named twice, and call a paper list "list" or "paper".
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from agent.contract.lead import Signal

ENOUGH = 0.5
_NOISE = frozenset({"a", "an", "the"})
_SPEAKER = frozenset({"i", "me", "mine", "myself"})
_TEXTS = frozenset({"what", "who", "phrase", "name"})
_NAMED = frozenset({"product", "competitor", "current_solution"})
_TOLD = frozenset({"need", "challenge", "objection", "next_step"})
_NOT_TOLD = {"objection": frozenset({"what", "resolved_turn"}), "timeline": frozenset({"phrase"})}


@dataclass(frozen=True)
class Annotated:
    """A signal as an annotator writes it down, or as it was found."""

    kind: str
    value: Mapping[str, Any]
    polarity: str
    quote: str
    turn: int

    @classmethod
    def of(cls, signal: Signal | Mapping[str, Any]) -> Self:
        """Take what counts from a signal, or from a line of a gold file."""
        if isinstance(signal, Signal):
            return cls(signal.kind, signal.value, signal.polarity, signal.quote, signal.turn)
        return cls(*(signal[name] for name in ("kind", "value", "polarity", "quote", "turn")))


def same_for_the_lead(found: Annotated, gold: Annotated, names: frozenset[str], texts: Sequence[str]) -> bool:
    """Return whether the owner of the lead reads the same in both.

    The kind and polarity are the same ("has no say" is absent as it is), and

    - a name (product, competitor with its relation, current solution): wherever in the conversation;
    - what is told in the visitor's words (need, challenge, objection, next step): proved by the same words
      of the same turn, or half of its words in common; owner, due date, answered or not are the same;
    - an authority: the same role and person; budget and timeline: the same turn, numbers and dates.

    Args:
        found: What was found.
        gold: What there is.
        names: Names of the event pack, case-folded; other names need half of their words in common.
        texts: Of the turns.
    """
    kind = gold.kind
    if found.kind != kind or (found.polarity != gold.polarity and gold.value.get("role") != "none"):
        return False
    proved = found.turn == gold.turn and _same_words(found.quote, gold.quote, texts[gold.turn - 1])
    if kind in _NAMED:
        return found.value.get("relation") == gold.value.get("relation") and (
            _same("name", found.value.get("name"), gold.value.get("name"), names)
            or (kind == "current_solution" and proved and _a_word_in_common("name", found, gold))
        )
    if found.turn != gold.turn:
        return False
    if kind == "authority":
        return found.value.get("role") == gold.value.get("role") and (
            _same("who", found.value.get("who"), gold.value.get("who"), names)
            or (proved and _a_word_in_common("who", found, gold))
        )
    left_out = _NOT_TOLD.get(kind, frozenset({"what"}))
    rest = all(
        _same(key, found.value.get(key), wanted, names)
        for key, wanted in gold.value.items()
        if key not in left_out
    )
    if kind in _TOLD:
        return rest and (proved or _same("what", found.value.get("what"), gold.value.get("what"), names))
    return rest


def exactly_the_same(found: Annotated, gold: Annotated, names: frozenset[str]) -> bool:
    """Return whether kind, polarity, turn and all of the value are the same, texts by half of their words."""
    if (found.kind, found.polarity, found.turn) != (gold.kind, gold.polarity, gold.turn):
        return False
    return all(_same(key, found.value.get(key), wanted, names) for key, wanted in gold.value.items())


def overlap(first: str, second: str) -> float:
    """Return the share of common words of two texts, 0 to 1."""
    one, two = (Counter(word for word in _words(text) if word not in _NOISE) for text in (first, second))
    total = sum(one.values()) + sum(two.values())
    return 2 * sum((one & two).values()) / total if total else float(first == second)


def _same(key: str, found: object, wanted: object, names: frozenset[str]) -> bool:
    if key == "who" and _speaker(found) and _speaker(wanted):
        return True
    if key in _TEXTS and isinstance(found, str) and isinstance(wanted, str):
        if key == "name" and {found.casefold(), wanted.casefold()} & names:
            return found.casefold() == wanted.casefold()
        return overlap(found, wanted) >= ENOUGH
    return found == wanted


def _speaker(who: object) -> bool:
    """Whether it names the one who speaks: with nothing, or with a word for himself."""
    return who is None or (isinstance(who, str) and who.casefold() in _SPEAKER)


def _same_words(one: str, other: str, text: str) -> bool:
    """Return whether two quotes share half of the shorter one's place in the text."""
    start, end = text.find(one), text.find(other)
    if start < 0 or end < 0:
        return False
    shared = min(start + len(one), end + len(other)) - max(start, end)
    return shared >= ENOUGH * min(len(one), len(other))


def _a_word_in_common(key: str, one: Annotated, other: Annotated) -> bool:
    first, second = (set(_words(str(each.value.get(key) or ""))) - _NOISE for each in (one, other))
    return bool(first & second)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())

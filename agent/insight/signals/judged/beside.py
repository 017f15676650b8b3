"""Complaints and needs beside another of their kind in the turn: of their own, more of it, or only pointing at it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from agent.insight.signals.challenges.words import ONLY_JUDGES, POINTS_ON
from agent.insight.signals.language.matters import matter_of
from agent.insight.signals.language.reading import Span
from agent.insight.signals.language.talk import Finding
from agent.insight.signals.needs.words import MUST, POINTS_AT_NEED

_PAST = re.compile(r"\b(?:was|were|had|did|didn't|wouldn't|couldn't|never worked|\w{3,}ed)\b")

Chance = Callable[[Finding], float]


def goes_on(found: Finding, kept: Sequence[Finding], chance: Chance, sure: float) -> bool:
    """Return whether it rather tells more of a matter that was found in the turn.

    The reason for a need, and what a complaint leads to: "It must be in Swedish, too. We are bilingual by law." On
    conversations that neither rules nor judge had read one such proposal in five was a matter of its own. What must be
    is one, from a chance `sure` on: "and the screens must be Chinese".
    """
    if found.kind == "need" and MUST.search(str(found.value["what"]).lower()) and chance(found) >= sure:
        return False
    return found.kind in {"challenge", "need"} and any(
        _beside(other, found) and (found.kind == "need" or other.span.start < found.span.start)
        for other in kept
    )


def by_itself(kept: Sequence[Finding], chance: Chance, sure: float) -> list[Finding]:
    """Return findings without complaints and needs that only tell of others, or how bad another is.

    Of the complaints of a turn the first stays, and what has a chance of `sure`: on conversations that nobody had
    read, fourteen of nineteen others only told what the first leads to.
    """
    found = [_of_its_matter(one) for one in kept if not (_only_points(one) and _another(one, kept))]
    return [
        one for one in found if not _tells_more(one, found, chance, sure) and not _of_what_is_gone(one, found)
    ]


def _tells_more(found: Finding, kept: Sequence[Finding], chance: Chance, sure: float) -> bool:
    if found.kind != "challenge" or found.absent or chance(found) >= sure:
        return False
    return any(_beside(other, found) and other.span.start < found.span.start for other in kept)


def _of_what_is_gone(found: Finding, kept: Sequence[Finding]) -> bool:
    """Return whether a complaint is about a rival that they have left: "we switched it off. It double-booked people"."""
    return (
        found.kind == "challenge"
        and not found.absent
        and _PAST.search(found.reading.of_span(found.span)) is not None
        and any(
            other.value.get("relation") == "left" and found.reading.number - other.reading.number in {0, 2}
            for other in kept
        )
    )


def _only_points(found: Finding) -> bool:
    """Return whether a complaint or need only says how bad something is, or that it must be."""
    if found.absent or found.kind not in {"challenge", "need"}:
        return False
    said = str(found.value["what"]).lower()
    patterns = (ONLY_JUDGES, POINTS_ON) if found.kind == "challenge" else (POINTS_AT_NEED,)
    return any(pattern.fullmatch(said) for pattern in patterns)


def _of_its_matter(found: Finding) -> Finding:
    """Return what only points with the words that it points at: "eleven files to open. It's a mess"."""
    matter = matter_of(found.reading, found.span) if _only_points(found) else None
    if matter is None:
        return found
    whole = Span(min(matter.start, found.span.start), max(matter.end, found.span.end))
    return replace(found, value={"what": found.reading.words(matter)}, span=whole)


def _another(found: Finding, kept: Sequence[Finding]) -> bool:
    return any(_beside(other, found) for other in kept)


def _beside(other: Finding, found: Finding) -> bool:
    return other is not found and other.kind == found.kind and other.reading is found.reading

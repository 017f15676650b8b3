"""What the judge looks at: features of a clause among its neighbours, and of a word in its clause."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from agent.insight.judge.said import Said, classes_of, is_glue, placeholder_of, stem

Features = dict[str, float]
_TOKEN = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_QUESTION_WORDS = 14
_REPLY_WORDS = 8
_REPLY_CHARACTERS = 60
_LONG_WORD = 5


def clause_features(turns: Sequence[Said], turn: int, clause: int) -> Features:
    """Return what speaks of a clause: names of features with their strength, up to 1.

    Args:
        turns: Of the whole conversation.
        turn: Counted from 0.
        clause: Of that turn, counted from 0.
    """
    features: Features = {}
    said = turns[turn]
    for name, value in _features(turns, said, turn, clause):
        if features.get(name, 0.0) < value:
            features[name] = value
    return features


def _features(turns: Sequence[Said], said: Said, turn: int, clause: int) -> Iterator[tuple[str, float]]:
    start, end = said.clauses[clause]
    words = said.words(start, end)
    yield from _of_words(words)
    yield from _of_neighbours(said, clause)
    yield from _of_rules(said, start, end)
    before = turns[turn - 1] if turn else None
    for found in before.ruled if before is not None else ():
        yield f"rule before {found.label.split()[0]}", 0.5
    if before is not None and before.side == "rep":
        yield from _of_question(before, first=clause == 0)
    else:
        yield "asked nothing", 1.0
    after = next((later for later in turns[turn + 1 : turn + 3] if later.side == "rep"), None)
    if after is not None and turns[turn + 1].side == "rep":
        yield from _of_reply(after)
    shown = any(
        name.kind == "product" for other in turns[:turn] if other.side == "rep" for name in other.names
    )
    yield "after a product was named" if shown else "before a product was named", 0.7
    length = len(words)
    yield f"length {length if length <= 4 else min(length, 20) // 3 * 3}", 0.5  # noqa: PLR2004
    yield f"clause {min(clause, 3)}", 0.5
    yield f"clauses left {min(len(said.clauses) - clause, 3)}", 0.4
    yield f"turn {min((turn + 1) // 3, 5)}", 0.4
    yield f"side {said.side}", 1.0
    if "?" in said.plain[start : end + 1]:
        yield "asks", 1.0
    yield "always", 1.0


def _of_words(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    stems = [stem(word) for word in words]
    for word in stems:
        yield f"w {word}", 1.0
    for one, two in pairwise(("^", *stems, "$")):
        yield f"ww {one} {two}", 0.7
    meant: list[str] = []
    for word in words:
        classes = classes_of(word)
        for name in classes:
            yield f"c {name}", 1.0
        meant.append(f"#{classes[0]}" if classes else word)
    for one, two in pairwise(("^", *meant, "$")):
        if "#" in one or "#" in two:
            yield f"cc {one} {two}", 0.7


def _of_rules(said: Said, start: int, end: int) -> Iterator[tuple[str, float]]:
    for found in said.ruled:
        kind = found.label.split()[0]
        if found.start < end and start < found.end:
            yield f"rule {found.label}", 1.0
            yield f"rule {kind}", 1.0
            yield f"rule {kind}.{found.rule}", 1.0
        else:
            yield f"rule in turn {kind}", 0.6


def _of_neighbours(said: Said, clause: int) -> Iterator[tuple[str, float]]:
    for step, side in ((-1, "before"), (1, "after")):
        if not 0 <= clause + step < len(said.clauses):
            yield f"nothing {side}", 0.5
            continue
        for word in said.words(*said.clauses[clause + step]):
            yield f"{side} {stem(word)}", 0.4
            for name in classes_of(word):
                yield f"{side} #{name}", 0.4


def _of_question(before: Said, *, first: bool) -> Iterator[tuple[str, float]]:
    for topic in before.topics:
        yield f"asked {topic}", 1.0
        if first:
            yield f"asked just now {topic}", 1.0
    if before.last is not None:
        words = before.words(*before.last)
        stems = [stem(word) for word in words][-_QUESTION_WORDS:]
        for word in stems:
            yield f"q {word}", 0.5
        for word in words:
            for name in classes_of(word):
                yield f"q #{name}", 0.5
    if any(name.kind == "product" for name in before.names):
        yield "rep names a product", 1.0
    yield "rep asks" if before.topics or "?" in before.plain else "rep tells", 1.0
    if {"<number>", "<money>"} & set(before.words(0, len(before.plain))):
        yield "rep names a number", 0.7


def _of_reply(after: Said) -> Iterator[tuple[str, float]]:
    for word in after.words(0, min(len(after.plain), _REPLY_CHARACTERS))[:_REPLY_WORDS]:
        yield f"reply {stem(word)}", 0.35
    if any(name.kind == "product" for name in after.names):
        yield "reply names a product", 1.0
    if "?" in after.plain:
        yield "reply asks", 0.6
    for word in after.words(0, len(after.plain)):
        for name in classes_of(word):
            yield f"reply #{name}", 0.3


def word_features(
    said: Said, topics: Iterable[str], start: int, end: int
) -> tuple[list[tuple[int, int]], list[Features]]:
    """Return where the words of a stretch lie, and what speaks of each of them as part of a name.

    Args:
        said: The turn.
        topics: What the turn before asked for.
        start: Of the stretch, in characters.
        end: Of the stretch, in characters.
    """
    matches = list(_TOKEN.finditer(said.plain, start, end))
    alone = [_of_word(said, match) for match in matches]
    asked = {f"asked {topic}": 0.5 for topic in topics}
    features: list[Features] = []
    count = len(matches)
    for place, match in enumerate(matches):
        own: Features = dict(asked)
        for step in (-2, -1, 0, 1, 2):
            at = place + step
            weight = 1.0 if abs(step) <= 1 else 0.6
            if 0 <= at < count:
                own |= {f"{step} {name}": weight for name in alone[at]}
            else:
                own[f"{step} {'^' if at < 0 else '$'}"] = 1.0
        if place and "," in said.plain[matches[place - 1].end() : match.start()]:
            own["comma before"] = 1.0
        if place + 1 < count and "," in said.plain[match.end() : matches[place + 1].start()]:
            own["comma after"] = 1.0
        own |= {
            f"place {min(place, 4)}": 0.7,
            f"left {min(count - 1 - place, 3)}": 0.5,
            f"count {min(count, 8)}": 0.5,
            "always": 1.0,
        }
        features.append(own)
    return [match.span() for match in matches], features


def _of_word(said: Said, match: re.Match[str]) -> list[str]:
    word = match.group().replace("'", "")
    name = said.name_at(match.start())
    found = [f"w {f'<{name.kind}>' if name is not None else placeholder_of(word) or stem(word)}"]
    found += [f"c {meant}" for meant in classes_of(word)]
    if name is not None:
        found.append("name")
    if said.capital(match.start()) and word not in {"i", "im", "ive", "id", "ill"}:
        found.append("capital")
    if is_glue(word):
        found.append("glue")
    if len(word) > _LONG_WORD:
        found.append("long")
    found.append(f"ends {word[-3:]}")
    return found

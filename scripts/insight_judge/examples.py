"""Examples to learn from: clauses and words of names, from gold conversations and from the training text."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

from agent.contract.lead import Turn
from agent.event_pack.load import load_pack
from agent.event_pack.model import EventPack
from agent.insight.judge.features import Features, clause_features, word_features
from agent.insight.judge.judge import HEARD, LETS_GO
from agent.insight.signals.consent.find import consents
from agent.insight.signals.find import apply_rules
from agent.insight.signals.judged.as_heard import heard
from agent.insight.signals.judged.likely_times import dates_of, time_features, times_of
from agent.insight.signals.language.names import Lexicon, lexicon_of
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.times.find import Relation
from scripts.benchmarks.insight import PACK, turns_of
from scripts.insight_judge.notation import Fragment, Mark, read_fragments

NAMED = ("current_solution", "competitor", "authority")
"""Kinds whose value is a name in the words."""
TIMELINE = "timeline"
RIGHT = "right"
"""The label of a finding that is in the gold."""
WRITTEN_FOR_TRAINING = "training text"
_NOT_IN_GOLD = frozenset({f"? {LETS_GO}"})
"""Gold says in which turn an objection was let go, not in which words."""
_GOLD_WEIGHT = 3.0
"""Of conversations that were written to measure by, with every signal in them marked."""
_TEXT_WEIGHT = 0.3
"""Of clauses of text that was written for training: ten times as many, marked loosely (decision 0031)."""
_HEARD_BADLY_WEIGHT = 0.5
_PHRASE_WEIGHT = 3.0
"""Of the plainest ways to say a thing: few as they are, they must be understood."""
SOME_DAY = date(2026, 5, 12)
_COVERS = 0.5
_COVERED = 0.6
_ENOUGH_OF_A_NAME = 0.6


@dataclass
class Examples:
    """Parallel lists.

    Attributes:
        authors: Who wrote it; what is to be measured is how well unknown authors are understood.
        features: Of a clause, or of a word.
        labels: What it carries; with "? " before it, what its author left unmarked throughout.
        weights: How much it counts.
    """

    authors: list[str] = field(default_factory=list)
    features: list[Features] = field(default_factory=list)
    labels: list[frozenset[str]] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)

    def add(self, author: str, features: Features, labels: frozenset[str], weight: float) -> None:
        """Add one."""
        self.authors.append(author)
        self.features.append(features)
        self.labels.append(labels)
        self.weights.append(weight)

    def extend(self, others: "Examples") -> None:
        """Add those of others."""
        for own, more in ((getattr(self, part.name), getattr(others, part.name)) for part in fields(self)):
            own.extend(more)


def author_of(conversation: str) -> str:
    """Return the author's part of the id of a gold conversation: "hx" of "hx17-education"."""
    match = re.match(r"h3|a1|b2|[a-z]+", conversation)
    return match.group() if match is not None else conversation


def examples(
    gold: Sequence[Path], texts: Sequence[Path], exchanges: Sequence[Path]
) -> tuple[Examples, Examples, Examples]:
    """Return examples of clauses, of words of names, and of times.

    Args:
        gold: Whole conversations with every signal and its value; all three learn from them.
        texts: Clauses and names learn from them; they have no values.
        exchanges: A few turns with gold; times learn from them. Clauses and names would gain nothing.
    """
    lexicon = lexicon_of(pack())
    clauses, words, times = Examples(), Examples(), Examples()
    for example in (*_of_gold(gold, lexicon), *_of_texts(texts, lexicon)):
        _add(clauses, words, *example)
    for line in lines((*gold, *exchanges)):
        _add_times(times, line, lexicon)
    return clauses, words, times


def lines(files: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """Yield the conversations of gold files, each once."""
    known: set[str] = set()
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            if gold["id"] not in known:
                known.add(gold["id"])
                yield gold


def _add_times(times: Examples, gold: dict[str, Any], lexicon: Lexicon) -> None:
    """Add each time that a visitor names, and whether a timeline has its days on whatever side of it."""
    talk = talk_of(gold, lexicon)
    apply_rules(talk, list(consents(talk)))
    told = {
        (signal["turn"], signal["value"]["earliest"], signal["value"]["latest"])
        for signal in gold["signals"]
        if signal["kind"] == "timeline" and signal["polarity"] == "present"
    }
    open_turns = {signal["turn"] for signal in gold.get("optional", ()) if signal["kind"] == "timeline"}
    for reading in talk.visitors:
        mentions = times_of(talk, reading)
        for mention, features in zip(mentions, time_features(talk, reading), strict=True):
            sides = (replace(mention, relation=relation) for relation in get_args(Relation))
            meant = any((reading.number, *dates_of(side)) in told for side in sides)
            if meant or reading.number not in open_turns:
                labels = frozenset({TIMELINE} if meant else ())
                times.add(author_of(gold["id"]), features, labels, 1.0)


def talk_of(gold: dict[str, Any], lexicon: Lexicon) -> Talk:
    """Return a gold conversation as the rules see it."""
    year_starts = pack().event.fiscal_year_starts
    return Talk(turns_of(gold["turns"]), date.fromisoformat(gold["event_date"]), year_starts, lexicon)


@cache
def pack() -> EventPack:
    """Return the event pack of all gold conversations."""
    return load_pack(PACK).pack


_Marked = tuple[str, Talk, list[list[Mark]], float, frozenset[str]]


def _of_gold(files: Sequence[Path], lexicon: Lexicon) -> Iterator[_Marked]:
    for gold in lines(files):
        talk = talk_of(gold, lexicon)
        marks: list[list[Mark]] = [[] for _ in talk.turns]
        for signal in gold["signals"]:
            mark = _mark_of(talk, signal)
            if mark is not None:
                marks[signal["turn"] - 1].append(mark)
        for signal in gold.get("optional", ()):
            mark = _mark_of(talk, signal)
            if mark is not None:
                marks[signal["turn"] - 1].append(replace(mark, label=f"? {mark.label}", names=()))
        yield author_of(gold["id"]), talk, marks, _GOLD_WEIGHT, _NOT_IN_GOLD


def _mark_of(talk: Talk, signal: dict[str, Any]) -> Mark | None:
    reading = talk.readings[signal["turn"] - 1]
    start = reading.text.find(signal["quote"])
    if start < 0:
        return None
    end = start + len(signal["quote"])
    kind, value = signal["kind"], signal["value"]
    part = value.get("relation") or value.get("role") or ""
    label = f"{kind} {part}".strip()
    if signal["polarity"] == "absent" and kind != "authority":
        label = f"no {kind}"
    name = value.get("who") or value.get("name")
    place = None
    if name:
        packed = [one for one in talk.named(reading) if one.name == name and start <= one.span.start < end]
        place = (
            (packed[0].span.start, packed[0].span.end)
            if packed
            else _find_name(reading.plain, start, end, name)
        )
    return Mark(label, start, end, () if place is None else (place,))


def _find_name(plain: str, start: int, end: int, name: str) -> tuple[int, int] | None:
    """Return where most of the words of a name lie in a stretch."""
    articles = {"a", "an", "the"}
    wanted = Counter(word for word in re.findall(r"[\w']+", name.lower()) if word not in articles)
    words = list(re.finditer(r"[\w']+", plain[start:end]))
    best: tuple[float, int, int] = (0.0, 0, 0)
    for first in range(len(words)):
        for last in range(first, min(len(words), first + wanted.total() + 3)):
            said = Counter(word.group() for word in words[first : last + 1] if word.group() not in articles)
            share = 2 * (said & wanted).total() / max(1, said.total() + wanted.total())
            if share > best[0]:
                best = (share, start + words[first].start(), start + words[last].end())
    return best[1:] if best[0] >= _ENOUGH_OF_A_NAME else None


def _of_texts(files: Sequence[Path], lexicon: Lexicon) -> Iterator[_Marked]:
    count = 0
    for file in files:
        fragments = list(read_fragments([file]))
        marks = {mark.label for fragment in fragments for line in fragment for mark in line.marks}
        left_out = frozenset() if LETS_GO in marks else _NOT_IN_GOLD
        weight = _PHRASE_WEIGHT if file.name.startswith("phrases") else 1.0
        for fragment in fragments:
            yield _marked(fragment, lexicon, weight, left_out)
            count += 1
            if count % 2:
                heard_badly = tuple(line.as_heard_badly() for line in fragment)
                yield _marked(heard_badly, lexicon, _HEARD_BADLY_WEIGHT * weight, left_out)


def _marked(fragment: Fragment, lexicon: Lexicon, weight: float, left_out: frozenset[str]) -> _Marked:
    turns = [
        Turn.model_validate(
            {
                "number": number,
                "side": line.side,
                "start_s": 3.0 * number,
                "end_s": 3.0 * number + 2,
                "text": line.text,
            }
        )
        for number, line in enumerate(fragment, 1)
    ]
    return (
        WRITTEN_FOR_TRAINING,
        Talk(turns, SOME_DAY, 1, lexicon),
        [list(line.marks) for line in fragment],
        weight,
        left_out,
    )


def _add(
    clauses: Examples,
    words: Examples,
    author: str,
    talk: Talk,
    marks: Sequence[Sequence[Mark]],
    weight: float,
    left_out: frozenset[str],
) -> None:
    apply_rules(talk, list(consents(talk)))
    turns = heard(talk)
    counts = weight * (_TEXT_WEIGHT if author == WRITTEN_FOR_TRAINING else 1.0)
    for number, said in enumerate(turns):
        if said.side not in HEARD:
            continue
        for clause, (start, end) in enumerate(said.clauses):
            carried = [mark for mark in marks[number] if _carries(start, end, mark)]
            clauses.add(
                author,
                clause_features(turns, number, clause),
                frozenset(mark.label for mark in carried) | left_out,
                counts,
            )
            topics = turns[number - 1].topics if number and turns[number - 1].side == "rep" else ()
            for mark in marks[number]:
                kind = mark.label.split()[0]
                names = [name for name in mark.names if name[0] < end and start < name[1]]
                if kind in NAMED and names:
                    places, features = word_features(said, topics, start, end)
                    for (place, _), own in zip(places, features, strict=True):
                        named = any(first <= place < last for first, last in names)
                        words.add(author, own, frozenset({kind, f"{kind} name"} if named else {kind}), counts)


def _carries(start: int, end: int, mark: Mark) -> bool:
    shared = min(end, mark.end) - max(start, mark.start)
    return shared > 0 and (shared >= _COVERS * (end - start) or shared >= _COVERED * (mark.end - mark.start))

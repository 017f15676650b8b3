"""What was said as the judge hears it: words, with placeholders for names, numbers, money and times."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from agent.insight.judge.word_classes import PLACEHOLDERS, WORD_CLASSES

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d[\d.,]*|[€$£?]")
_SPEAKER = frozenset({"i", "i'm", "i've", "i'd", "i'll"})
_SUFFIXES = (("ies", "y"), ("ing", ""), ("edly", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", ""))
_SHORT_STEM = 3
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?])\W*$")


@dataclass(frozen=True, slots=True)
class Place:
    """A name of the event pack in a turn: `product` or `competitor`, from `start` to before `end`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a rule has found in a turn, from `start` to before `end`.

    Attributes:
        start: In characters.
        end: In characters.
        label: The kind, with its role or relation.
        rule: Which rule.
    """

    start: int
    end: int
    label: str
    rule: str


@dataclass(frozen=True)
class Said:
    """One turn.

    Attributes:
        side: `visitor`, `rep` or another; only these two are heard.
        text: As in the transcript.
        plain: As long as `text`, in lower case, with plain quotes and with blanks for fillers.
        clauses: Where its clauses lie, in order.
        names: Names of the event pack in it.
        topics: What is asked in it, where it is a rep's question.
        last: Where its last sentence lies; None in an empty turn.
        ruled: What the rules have found in it: the judge hears them as witnesses.
    """

    side: str
    text: str
    plain: str
    clauses: Sequence[tuple[int, int]]
    names: Sequence[Place]
    topics: Sequence[str]
    last: tuple[int, int] | None
    ruled: Sequence[Ruled] = ()
    _words: dict[tuple[int, int], list[str]] = field(default_factory=dict, repr=False, compare=False)

    def words(self, start: int, end: int) -> list[str]:
        """Return the words there, placeholders in angle brackets, without apostrophes."""
        key = (start, end)
        if key not in self._words:
            self._words[key] = self._find_words(start, end)
        return self._words[key]

    def name_at(self, position: int) -> Place | None:
        """Return the name of the event pack that a character belongs to."""
        return next((name for name in self.names if name.start <= position < name.end), None)

    def capital(self, position: int) -> bool:
        """Return whether a word begins with a capital that its place does not ask for."""
        return (
            self.text[position].isupper()
            and _SENTENCE_BEFORE.search(self.text[max(0, position - 4) : position]) is None
        )

    def _find_words(self, start: int, end: int) -> list[str]:
        found: list[str] = []
        for match in WORD.finditer(self.plain, start, end):
            name = self.name_at(match.start())
            if name is not None:
                if match.start() == name.start or not found:
                    found.append(f"<{name.kind}>")
                continue
            word = match.group()
            placeholder = placeholder_of(word)
            if placeholder is not None:
                if not found or found[-1] != placeholder:
                    found.append(placeholder)
                continue
            if word not in _SPEAKER and self.capital(match.start()):
                found.append("<capital>")
            found.append(word.replace("'", ""))
        return found


def placeholder_of(word: str) -> str | None:
    """Return `<number>`, `<time>` or `<money>` for a word that is one."""
    return "<number>" if word[0].isdigit() else _STANDS_FOR.get(word)


def is_glue(word: str) -> bool:
    """Return whether a word only holds others together."""
    return word in _GLUE


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a word without its ending: "losing" and "loses" are both "los"."""
    if len(word) <= _SHORT_STEM or word.startswith("<"):
        return word
    for suffix, instead in _SUFFIXES:
        left = len(word) - len(suffix)
        if word.endswith(suffix) and left >= _SHORT_STEM and not (suffix == "s" and word.endswith("ss")):
            word = word[:left] + instead
            break
    if len(word) > _SHORT_STEM and word[-1] == word[-2] and word[-1] not in "ls":
        word = word[:-1]
    return word[:-1] if len(word) > _SHORT_STEM and word.endswith("e") else word


@lru_cache(maxsize=4096)
def classes_of(word: str) -> tuple[str, ...]:
    """Return the classes of meaning that a word belongs to."""
    return _CLASSES.get(word) or _CLASSES.get(stem(word)) or ()


def _classes() -> dict[str, tuple[str, ...]]:
    classes: dict[str, tuple[str, ...]] = {}
    for name, words in WORD_CLASSES.items():
        for word in dict.fromkeys(words.split()):
            classes[word] = (*classes.get(word, ()), name)
    return classes


_CLASSES = _classes()
_GLUE = frozenset(PLACEHOLDERS["<glue>"].split())
_STANDS_FOR = {
    word: placeholder
    for placeholder in ("<money>", "<time>", "<number>")
    for word in PLACEHOLDERS[placeholder].split()
}

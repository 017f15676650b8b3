"""The training text: talks and single sentences, with marks for what they carry.

```
R Who else are you seeing?
V [k:e A Finnish lot, {Kuurtola}, and you].
```

`R` is the rep, `V` the visitor; an empty line ends a talk. In files `lines_*.txt` each line is a talk of its
own, after some everyday words of a rep. `[tags words]` marks what carries a signal, `{words}` in it the name:

c challenge · n need · o objection · s current solution · k competitor (k:u uses, k:e evaluating, k:l left,
k:c compared) · d decides, p must agree, i influences, x has no say · b budget · t timeline · v next step ·
g lets go of an objection; a minus (`b-`) where the visitor says that there is none; several with commas
(`s,k:u`).

What is not marked carries nothing; such words are as much of the lesson as the marked ones.
"""

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from agent.insight.judge.judge import LETS_GO

_TAGS = {
    "c": "challenge",
    "n": "need",
    "o": "objection",
    "s": "current_solution",
    "b": "budget",
    "t": "timeline",
    "v": "next_step",
    "g": LETS_GO,
    "k": "competitor uses",
    "k:u": "competitor uses",
    "k:e": "competitor evaluating",
    "k:l": "competitor left",
    "k:c": "competitor compared",
    "d": "authority decision_maker",
    "p": "authority needs_approval",
    "i": "authority influencer",
    "x": "authority none",
}
_MARK = re.compile(r"\[([a-z:,-]+) |\]|\{|\}")
_SIDES = {"R": "rep", "V": "visitor"}
_UNSPOKEN = frozenset('.,?!;:…"\u2014\u2013')
_EVERYDAY = (
    None,
    None,
    None,
    None,
    "I see.",
    "Right.",
    "Tell me more.",
    "And apart from that?",
    "Okay.",
    "Hello there.",
    "What brings you here?",
    "So how's business?",
    "ShopFloor One runs on any tablet.",
    "ColdTrace logs that every minute.",
    "It costs forty euros a month.",
    "We've done that for a bank in Oslo.",
    "And how does that work at your place?",
    "What else?",
    "How do you handle it today?",
    "Who's involved in that?",
    "Interesting. And then?",
    "What would you say?",
    "Anything else on your mind?",
    "Let me show you the screen.",
    "It's all included.",
    "Are you looking for something like that?",
    "How come?",
    "Sure.",
    "Really?",
    "And what do your people say?",
)
"""What a rep may have said before any of the single lines, so that his words give nothing away."""


@dataclass(frozen=True)
class Mark:
    """Words that carry a signal: a label, from `start` to before `end`, and where the name in them lies."""

    label: str
    start: int
    end: int
    names: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Line:
    """One turn of a talk."""

    side: str
    text: str
    marks: tuple[Mark, ...] = ()

    def as_heard_badly(self) -> "Line":
        """Return it as a weak recogniser writes: no capitals, no stops."""
        places: list[int] = []
        characters: list[str] = []
        for character in self.text:
            places.append(len(characters))
            if character not in _UNSPOKEN:
                characters.append(character.lower())
        places.append(len(characters))
        marks = tuple(
            replace(
                mark,
                start=places[mark.start],
                end=places[mark.end],
                names=tuple((places[start], places[end]) for start, end in mark.names),
            )
            for mark in self.marks
        )
        return Line(self.side, "".join(characters), marks)


Fragment = tuple[Line, ...]


def read_fragments(files: Sequence[Path]) -> Iterator[Fragment]:
    """Read the training text.

    Raises:
        ValueError: A mark is not closed or has an unknown tag; names the line.
    """
    for file in files:
        fragment: list[Line] = []
        for number, written in enumerate([*file.read_text(encoding="utf-8").splitlines(), ""], 1):
            if not written.strip():
                if fragment:
                    yield tuple(fragment)
                fragment = []
                continue
            try:
                line = parse(written)
            except (KeyError, ValueError) as error:
                raise ValueError(f"{file.name}:{number}: {error}: {written}") from error
            if file.name.startswith("lines_"):
                said = _EVERYDAY[zlib.crc32(written.encode()) % len(_EVERYDAY)]
                yield (line,) if said is None else (Line("rep", said), line)
            else:
                fragment.append(line)


def parse(written: str) -> Line:
    """Read one line.

    Raises:
        KeyError: An unknown side or tag.
        ValueError: Brackets that do not match.
    """
    side, text = _SIDES[written[0]], ""
    marks: list[Mark] = []
    names: list[tuple[int, int]] = []
    opened: tuple[list[str], int] | None = None
    name_starts, at, source = 0, 0, written[2:].strip()
    for match in _MARK.finditer(source):
        text += source[at : match.start()]
        at = match.end()
        if match.group() == "{":
            name_starts = len(text)
        elif match.group() == "}":
            names.append((name_starts, len(text)))
        elif match.group() == "]":
            if opened is None:
                raise ValueError("a bracket closes that was not opened")
            marks += [Mark(label_of(tag), opened[1], len(text), tuple(names)) for tag in opened[0]]
            opened = None
        else:
            if opened is not None:
                raise ValueError("a mark in a mark")
            opened, names = (match.group(1).split(","), len(text)), []
    if opened is not None:
        raise ValueError("a bracket is not closed")
    return Line(side, text + source[at:], tuple(marks))


def label_of(tag: str) -> str:
    """Return what a tag stands for; "no need" and the like where there is none."""
    return f"no {_TAGS[tag[:-1]].split()[0]}" if tag.endswith("-") else _TAGS[tag]

"""What is said at a booth, as a small grammar: the language that the demo model learns.

Every sentence comes in two forms. The *written* form is what Whisper would write (`$50,000`, `Q3`, `20%`)
and what the model is trained to produce; the *spoken* form is what a synthesiser is given to say.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import numpy as np

from scripts.demo_model import vocabulary
from scripts.demo_model.chance import happens, pick
from scripts.demo_model.names import NAME_SLOTS, draw_name, unheard_name


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in the form that is written and in the form that is spoken."""

    written: str
    spoken: str
    names: tuple[str, ...] = ()
    """The names in it, each as an event pack would give it."""


Filler: TypeAlias = Callable[[np.random.Generator], Phrase]
Slots: TypeAlias = Mapping[str, Filler]
"""What fills each slot of a template."""


def draw_sentence(
    generator: np.random.Generator, *, rich_share: float = 0.0, slots: Slots | None = None
) -> Phrase:
    """Draw one sentence of the grammar.

    Args:
        generator: Source of every choice; the same state gives the same sentence.
        rich_share: Probability of drawing among the templates that hold a number or a name, which are the
            hardest words for a small recogniser. Otherwise every template is equally likely.
        slots: What fills the templates, if not `SLOTS`.
    """
    templates = RICH_TEMPLATES if happens(generator, rich_share) else vocabulary.TEMPLATES
    return fill(pick(generator, templates), generator, slots)


def fill(template: str, generator: np.random.Generator, slots: Slots | None = None) -> Phrase:
    """Fill the slots of `template`, for example `Our budget is around {money}.`.

    Raises:
        KeyError: If a slot is not one of `SLOTS`.
    """
    written = spoken = template
    names: list[str] = []
    for slot in SLOT_PATTERN.findall(template):
        phrase = (slots or SLOTS)[slot](generator)
        names += phrase.names
        written = written.replace(f"{{{slot}}}", phrase.written, 1)
        spoken = spoken.replace(f"{{{slot}}}", phrase.spoken, 1)
    return Phrase(_capitalised(written), _capitalised(spoken), tuple(names))


def number_in_words(number: int) -> str:
    """Spell a number from 1 to 999,999,999 as it is said.

    >>> number_in_words(2350)
    'two thousand three hundred fifty'

    Raises:
        ValueError: If the number is not positive.
    """
    if number <= 0:
        raise ValueError(f"cannot spell {number}: it is not a positive number")
    for size, name in ((1_000_000, "million"), (1_000, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            tail = f" {number_in_words(rest)}" if rest else ""
            return f"{number_in_words(number // size)} {name}{tail}"
    if number in vocabulary.NUMBER_WORDS:
        return vocabulary.NUMBER_WORDS[number]
    return f"{vocabulary.NUMBER_WORDS[number // 10 * 10]} {vocabulary.NUMBER_WORDS[number % 10]}"


def prose_sentences(paths: Iterable[Path]) -> list[Phrase]:
    """Collect plain sentences from text files, to widen the vocabulary beyond the grammar.

    Only sentences that a synthesiser reads exactly as they are written are kept: no digits, no
    abbreviations, no markup.
    """
    found: set[str] = set()
    for path in paths:
        text = re.sub(r"\s+", " ", path.read_text(errors="ignore"))
        found.update(match.group().strip() for match in PROSE_PATTERN.finditer(text))
    return [Phrase(sentence, sentence) for sentence in sorted(found) if not UNSPEAKABLE.search(sentence)]


def written_texts(count: int, seed: int) -> Iterator[str]:
    """Yield the written forms of `count` sentences, for training a tokenizer."""
    generator = np.random.default_rng(seed)
    for _ in range(count):
        yield draw_sentence(generator).written


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]


def _same(text: str) -> Phrase:
    return Phrase(text, text)


def _one_of(texts: Sequence[str]) -> Filler:
    return lambda generator: _same(pick(generator, texts))


def _sentence_start(texts: Sequence[str]) -> Filler:
    return lambda generator: _same(_capitalised(pick(generator, texts)))


def _name(slot: str, draw: Callable[[str, np.random.Generator], str] = draw_name) -> Filler:
    def filler(generator: np.random.Generator) -> Phrase:
        name = draw(slot, generator)
        # "The dashboard" is no name that anybody would put into an event pack.
        return Phrase(name, name, () if name.startswith("the ") else (name,))

    return filler


def _money(generator: np.random.Generator) -> Phrase:
    # Thousands are what visitors name most.
    return pick(generator, (*[_thousands] * 6, *[_millions] * 2, _euros, _small_amount))(generator)


def _thousands(generator: np.random.Generator) -> Phrase:
    amount = pick(generator, vocabulary.BUDGET_THOUSANDS) * 1_000
    return Phrase(f"${amount:,}", f"{number_in_words(amount)} dollars")


def _millions(generator: np.random.Generator) -> Phrase:
    millions = int(generator.integers(1, 10))
    return Phrase(f"${millions} million", f"{number_in_words(millions)} million dollars")


def _euros(generator: np.random.Generator) -> Phrase:
    amount = pick(generator, vocabulary.EURO_THOUSANDS) * 1_000
    return Phrase(f"{amount:,} euros", f"{number_in_words(amount)} euros")


def _small_amount(generator: np.random.Generator) -> Phrase:
    amount = pick(generator, vocabulary.SMALL_AMOUNTS)
    return Phrase(f"${amount}", f"{number_in_words(amount)} dollars")


def _count(generator: np.random.Generator) -> Phrase:
    number = pick(
        generator,
        (
            int(generator.integers(2, 11)),
            int(generator.integers(11, 100)),
            pick(generator, vocabulary.HUNDREDS),
            pick(generator, vocabulary.THOUSANDS),
        ),
    )
    written = number_in_words(number) if number <= LARGEST_NUMBER_IN_WORDS else f"{number:,}"
    return Phrase(written, number_in_words(number))


def _percentage(generator: np.random.Generator) -> Phrase:
    number = pick(generator, vocabulary.PERCENTAGES)
    return Phrase(f"{number}%", f"{number_in_words(number)} percent")


def _timeline(generator: np.random.Generator) -> Phrase:
    month = pick(generator, vocabulary.MONTHS)
    quarter = int(generator.integers(1, 5))
    phrases = [_same(text) for text in vocabulary.TIMELINES]
    phrases += [_same(f"{lead} {month}") for lead in ("by", "in", "before the end of")]
    phrases += [Phrase(f"{lead} Q{quarter}", f"{lead} Q {number_in_words(quarter)}") for lead in ("by", "in")]
    return pick(generator, phrases)


SLOTS: Slots = {
    **{slot: _name(slot) for slot in NAME_SLOTS},
    "other_first": _name("first"),
    "city": _one_of(vocabulary.CITIES),
    "role": _one_of(vocabulary.ROLES),
    "money": _money,
    "count": _count,
    "percentage": _percentage,
    "month": _one_of(vocabulary.MONTHS),
    "day": _one_of(vocabulary.DAYS),
    "timeline": _timeline,
    "challenge": _one_of(vocabulary.CHALLENGES),
    "Challenge": _sentence_start(vocabulary.CHALLENGES),
    "objection": _one_of(vocabulary.OBJECTIONS),
    "Objection": _sentence_start(vocabulary.OBJECTIONS),
    "next_step": _one_of(vocabulary.NEXT_STEPS),
}
UNHEARD_NAMES: Slots = {
    **SLOTS,
    **{slot: _name(slot, unheard_name) for slot in NAME_SLOTS},
    "other_first": _name("first", unheard_name),
}
"""The same with names that no corpus holds, for measuring."""
LARGEST_NUMBER_IN_WORDS = 10
"""Whisper, like most style guides, writes larger numbers in figures."""
SLOT_PATTERN = re.compile(r"{(\w+)}")
RICH_SLOTS = frozenset({*NAME_SLOTS, "money", "count", "percentage"})

RICH_TEMPLATES = tuple(
    template for template in vocabulary.TEMPLATES if RICH_SLOTS.intersection(SLOT_PATTERN.findall(template))
)
NAME_TEMPLATES = tuple(
    template
    for template in vocabulary.TEMPLATES
    if set(NAME_SLOTS).intersection(SLOT_PATTERN.findall(template))
)

PROSE_PATTERN = re.compile(r"\b[A-Z][a-z',]*(?: [A-Za-z',]+){3,13}[.?](?= |$)")
UNSPEAKABLE = re.compile(r"\b[A-Z]{2,}\b|[a-z][A-Z]|''|\b[b-hj-zB-HJ-Z]\b")

"""Names and spoken words, prepared for being compared, and how a name takes the place of words."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from agent.speech.phonetics import Sound, has_figures, is_everyday, is_number, letters_of, outline
from agent.speech.segment import SpokenWord

SHORT = 5
"""Names up to this many letters sound like too much else ("go along" is near "Gong"): exact or alias only."""
_POSSESSIVE = re.compile(r".['\u2019]s\Z", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Name:
    """A term, prepared for matching."""

    text: str
    words: tuple[str, ...]
    parts: frozenset[str]
    phrase: str
    head: str
    tail: str
    sound: Sound
    outline: str
    everyday: bool
    exact_only: bool
    edges_needed: bool

    @classmethod
    def of(cls, text: str) -> Self:
        """Prepare a term by its spelling."""
        words = tuple(text.split())
        parts = [letters_of(word) for word in words]
        letters = "".join(parts)
        short = len(letters) <= SHORT
        everyday = len(words) == 1 and is_everyday(letters)
        head, core, tail = _split(text)
        return cls(
            text=text,
            words=words,
            parts=frozenset(parts),
            phrase=core.casefold(),
            head=head,
            tail=tail,
            sound=Sound.of(letters),
            outline=outline(letters),
            everyday=everyday,
            exact_only=short or everyday,
            # Without its punctuation, C++ would be any letter C.
            edges_needed=short,
        )

    def fits(self, window: Sequence["Token"]) -> bool:
        """Return whether the punctuation around the words is the name's, where the name needs it."""
        return not self.edges_needed or (
            window[0].prefix.endswith(self.head) and window[-1].suffix.startswith(self.tail)
        )


@dataclass(frozen=True, slots=True)
class Token:
    """A spoken word, taken apart."""

    word: SpokenWord
    prefix: str
    core: str
    suffix: str
    possessive: str
    folded: str
    letters: str
    figures: bool
    number: bool

    @property
    def endings(self) -> tuple[str, ...]:
        """What may stand after a name here: nothing, and a possessive where there is one."""
        return ("", self.possessive) if self.possessive else ("",)

    @classmethod
    def of(cls, word: SpokenWord) -> Self:
        """Take a spoken word apart."""
        prefix, core, suffix = _split(word.text)
        return cls(
            word=word,
            prefix=prefix,
            core=core,
            suffix=suffix,
            possessive=core[-2:] if _POSSESSIVE.search(core) else "",
            folded=core.casefold(),
            letters=letters_of(core),
            figures=has_figures(word.text),
            number=is_number(core),
        )


class Match(NamedTuple):
    """Some words, and the name that they are.

    Attributes:
        name: What was meant.
        possessive: What the last word has after it: `'s` or nothing.
    """

    name: Name
    possessive: str

    def written(self, window: Sequence[Token]) -> list[SpokenWord]:
        """Return the words with the name's spelling in place of their own."""
        prefix = window[0].prefix.removesuffix(self.name.head)
        suffix = self.possessive + window[-1].suffix.removeprefix("" if self.possessive else self.name.tail)
        words = [token.word for token in window]
        text = prefix + self.name.text + suffix
        if " ".join(word.text for word in words) == text:
            return words
        if len(words) != len(self.name.words):
            return [_rewritten(words, text)]
        texts = list(self.name.words)
        texts[0] = prefix + texts[0]
        texts[-1] += suffix
        return [_rewritten([word], text) for word, text in zip(words, texts, strict=True)]


def phrase_of(texts: Iterable[str]) -> str:
    """Return the words without the punctuation around them, case folded."""
    return " ".join(core.casefold() for _, core, _ in map(_split, texts) if core)


def _rewritten(words: Sequence[SpokenWord], text: str) -> SpokenWord:
    heard = " ".join(word.heard or word.text for word in words)
    return SpokenWord(
        text=text,
        start_s=words[0].start_s,
        end_s=words[-1].end_s,
        probability=min(word.probability for word in words),
        heard=None if heard.casefold() == text.casefold() else heard,
    )


def _split(text: str) -> tuple[str, str, str]:
    """Return the punctuation before, the text between, and the punctuation after."""
    inner = [at for at, character in enumerate(text) if character.isalnum()]
    if not inner:
        return text, "", ""
    # A combining mark belongs to the letter before it.
    end = inner[-1] + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return text[: inner[0]], text[inner[0] : end], text[end:]

"""Weighs names against the words that were heard, by how well each explains the sound."""

import heapq
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from rapidfuzz.fuzz import ratio

from agent.speech.phonetics import is_everyday, is_glue, letters_of, outline
from agent.speech.segment import Explanation, SpokenWord
from agent.speech.spelling import Match, Name, Token
from agent.speech.vocabulary import Kind, Vocabulary

Words = tuple[SpokenWord, ...]
Explain = Callable[[Sequence[str]], Sequence[Explanation]]
"""Says of texts how well the sound explains each."""

_LONGEST = 4
"""Words that one name may have been taken for."""
_SHORTEST_LETTERS = 4
"""Shorter names are in too many words."""
_LENGTHS = (0.4, 2.5)
"""Letters heard for each letter of the name, between these."""
_LEAST_ALIKE = 0.3
"""Two words of one length are hardly less alike, for both have vowels."""
_DOUBT_COUNTS = 0.2
"""What a word of probability 0 adds to its likeness with a name when the most promising are chosen."""
_PRESENT: tuple[Kind, ...] = ("visitor", "company")
"""Names that are likely however many others there are: their bearer stands at the booth."""
_FEW_NAMES = 12
_APOSTROPHES = frozenset("'\u2019")


@dataclass(frozen=True, slots=True)
class Alternative:
    """A name in place of some words that were heard.

    Attributes:
        first: Index of the first of those words.
        after: Index of the word after them.
        match: The name.
        kind: What it names.
        likeness: How alike both sound, from 0 to 1.
    """

    first: int
    after: int
    match: Match
    kind: Kind
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCheck:
    """Puts names where they explain the sound better than doubtful words do.

    The model itself is asked how probable it finds the text with the name and the text that was heard, with
    the sound and without: greedy decoding prefers words that it has often seen, and a product's name is none.
    What the words are worth as such is therefore mostly taken off on both sides. Likeness and length only add
    to that: no name is written whose odds the sound does not raise. All weights are in nats; how they were
    found: `docs/performance.md`.

    Attributes:
        most: Alternatives that are weighed in an utterance, the most alike first; each takes the decoder
            about as long as aligning the text does.
        doubt: Words that are more probable than this are left alone, as far as they are everyday words; so
            is a window without any word that is less probable.
        plausibility: Share of a text's plausibility without sound that is taken off.
        likeness: What full likeness between name and words is worth.
        letter: What each letter of the name is worth: the longer, the less it is there by accident.
        margin: What has to be gained with `_FEW_NAMES` names or fewer. With more of them each is less
            likely, and chance has more tries.
    """

    most: int = 8
    doubt: float = 0.8
    plausibility: float = 0.8
    likeness: float = 8.0
    letter: float = 0.3
    margin: float = 6.6

    def __call__(self, words: Words, vocabulary: Vocabulary, explain: Explain) -> Words:
        """Return the words with names in place of those that a name explains better.

        Args:
            words: All that was heard in the sound.
            vocabulary: The names.
            explain: Is asked once, for `most` texts and what was heard, or not at all.
        """
        tokens = [Token.of(word) for word in words]
        alternatives = self.alternatives(tokens, vocabulary)
        if not alternatives:
            return words
        rewritten = [
            (*words[: one.first], *one.match.written(tokens[one.first : one.after]), *words[one.after :])
            for one in alternatives
        ]
        heard, *others = explain([_text(words), *map(_text, rewritten)])
        gains = [
            self._gain(one, heard, other, len(vocabulary.names))
            for one, other in zip(alternatives, others, strict=True)
        ]
        return self._with_the_best(tokens, alternatives, gains)

    def alternatives(self, tokens: Sequence[Token], vocabulary: Vocabulary) -> list[Alternative]:
        """Return the names that may have been said where something else was heard, the most promising first.

        No alternative touches figures, number words, words that hold a sentence together, names that are
        spelled right, everyday words that the model is sure of, or nothing but everyday words; none reaches
        across punctuation.
        """
        names = [
            (name, kind)
            for name, kind in vocabulary.names
            if len(name.sound.letters) >= _SHORTEST_LETTERS and not name.everyday
        ]
        found = [
            (likeness + _DOUBT_COUNTS * (1 - least), Alternative(first, after, match, kind, likeness))
            for first, after, least in self._windows(tokens, vocabulary)
            for match, kind, likeness in _compared(tokens[first:after], names)
            if likeness >= _LEAST_ALIKE
        ]
        return [one for _, one in heapq.nlargest(self.most, found, key=itemgetter(0))]

    def _windows(self, tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[tuple[int, int, float]]:
        """Yield first and after of words that a name may replace, and the least probability among them."""
        fixed = [
            spelled or self._is_fixed(token)
            for token, spelled in zip(tokens, vocabulary.spelled(tokens), strict=True)
        ]
        for first in range(len(tokens)):
            least, everyday = 1.0, True
            for after in range(first + 1, min(len(tokens), first + _LONGEST) + 1):
                last = tokens[after - 1]
                if fixed[after - 1] or (after - first > 1 and (last.prefix or tokens[after - 2].suffix)):
                    break
                least = min(least, last.word.probability)
                everyday = everyday and is_everyday(last.letters)
                if least < self.doubt and not everyday:
                    yield first, after, least

    def _is_fixed(self, token: Token) -> bool:
        sure = token.word.probability >= self.doubt and is_everyday(token.letters)
        contracted = not token.possessive and not _APOSTROPHES.isdisjoint(token.core)
        glue = token.number or is_glue(token.letters) or contracted
        return sure or glue or token.figures or not token.core

    def _gain(self, one: Alternative, heard: Explanation, other: Explanation, names: int) -> float:
        by_sound = other.by_sound - heard.by_sound
        by_itself = other.by_itself - heard.by_itself
        if by_sound <= by_itself:  # the sound speaks for what was heard
            return -math.inf
        rarity = 0.0 if one.kind in _PRESENT else math.log(max(1.0, names / _FEW_NAMES))
        return (
            by_sound
            - self.plausibility * by_itself
            + self.likeness * one.likeness
            + self.letter * len(one.match.name.sound.letters)
            - self.margin
            - rarity
        )

    def _with_the_best(
        self, tokens: Sequence[Token], alternatives: Sequence[Alternative], gains: Sequence[float]
    ) -> Words:
        """Return the words with the alternatives that gain most, none of them overlapping another."""
        taken: dict[int, Alternative] = {}
        for at in sorted(range(len(gains)), key=lambda at: (-gains[at], at)):
            one = alternatives[at]
            if gains[at] <= 0:
                break
            if all(one.after <= other.first or other.after <= one.first for other in taken.values()):
                taken[one.first] = one
        words: list[SpokenWord] = []
        at = 0
        while at < len(tokens):
            best = taken.get(at)
            words += [tokens[at].word] if best is None else best.match.written(tokens[at : best.after])
            at = at + 1 if best is None else best.after
        return tuple(words)


def _compared(
    window: Sequence[Token], names: Sequence[tuple[Name, Kind]]
) -> Iterator[tuple[Match, Kind, float]]:
    """Yield the names that are about as long as the words, and how alike they sound."""
    for possessive in window[-1].endings[-1:]:
        letters = [token.letters for token in window]
        letters[-1] = letters[-1].removesuffix(letters_of(possessive))
        together = "".join(letters)
        heard = outline(together)
        shortest, longest = _LENGTHS
        for name, kind in names:
            if shortest <= (len(together) + 1) / (len(name.sound.letters) + 1) <= longest:
                yield Match(name, possessive), kind, ratio(heard, name.outline) / 100


def _text(words: Sequence[SpokenWord]) -> str:
    return " ".join(word.text for word in words)

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from agent.speech.phonetics import Sound, is_everyday, is_glue, letters_of
from agent.speech.segment import SpokenWord
from agent.speech.spelling import SHORT, Match, Name, Token, phrase_of

Kind = Literal["product", "competitor", "rep", "visitor", "company", "other"]

PROMPT_TOKENS = 60
"""CTranslate2 raises ValueError once prompt and output reach 449 tokens; the output needs most of them."""

_USEFULNESS: tuple[Kind, ...] = ("visitor", "company", "rep", "product", "competitor", "other")
# Words that may be one name when the recogniser wrote it apart.
_APART = 3
# Similarity where the name has fewer words than were heard: stricter, for sentences are full of word pairs.
_JOINED = 0.90
# The empty one is the "&" of "GmbH & Co. KG".
_LEGAL_FORMS_TEXT = "ab ag bv co corp gmbh inc kg limited llc llp ltd mbh nv oy plc sa sarl se srl"
_LEGAL_FORMS = frozenset(["", *_LEGAL_FORMS_TEXT.split()])


@dataclass(frozen=True, slots=True)
class Term:
    """A name as the booth spells it.

    Attributes:
        text: The spelling that corrections produce.
        aliases: Other ways in which it is said or written; always corrected to `text`.
        kind: What it names.
    """

    text: str
    aliases: tuple[str, ...] = ()
    kind: Kind = "other"


class Vocabulary:
    """The names of a booth: in a prompt before recognition, and as corrections after it."""

    def __init__(self, terms: Iterable[Term]) -> None:
        """Index the terms.

        Args:
            terms: Of two with the same spelling but for case, the more useful kind counts.
        """
        by_spelling: dict[str, Term] = {}
        for term in sorted(terms, key=lambda term: _USEFULNESS.index(term.kind)):
            text = " ".join(term.text.split())
            if text:
                by_spelling.setdefault(text.casefold(), replace(term, text=text))
        self._terms = tuple(by_spelling.values())
        names = [Name.of(term.text) for term in self._terms]
        self._names = tuple(zip(names, (term.kind for term in self._terms), strict=True))
        self._phrases: dict[str, list[Name]] = {}
        self._joined: dict[str, Name] = {}
        self._by_shape: dict[tuple[str, str, int, bool], list[Name]] = {}
        for name in names:
            self._phrases.setdefault(name.phrase, []).append(name)
            if name.exact_only:
                continue
            self._joined.setdefault(name.sound.letters, name)
            if name.sound.key:
                self._by_shape.setdefault(name.sound.shape, []).append(name)
        # After all spellings, so that an alias never changes what another term spells right.
        for term, name in zip(self._terms, names, strict=True):
            for alias in term.aliases:
                self._phrases.setdefault(phrase_of(alias.split()), [replace(name, edges_needed=False)])
        self._phrases.pop("", None)
        self._most_words = max((phrase.count(" ") + 1 for phrase in self._phrases), default=0)
        self._most_letters = 2 * max(map(len, self._joined), default=0)

    @property
    def names(self) -> Sequence[tuple[Name, Kind]]:
        """All names, the most useful first, and what each names."""
        return self._names

    def with_visitor(self, name: str | None = None, company: str | None = None) -> "Vocabulary":
        """Return this vocabulary with the scanned person added, for one conversation.

        Args:
            name: As on the badge.
            company: As on the badge; a legal form at its end is left out, for nobody says it.
        """
        said = (company or "").split()
        while len(said) > 1 and letters_of(said[-1]) in _LEGAL_FORMS:
            said.pop()
        visitor = Term(name or "", kind="visitor"), Term(" ".join(said).rstrip(","), kind="company")
        return Vocabulary((*visitor, *self._terms))

    def prompt(self, count_tokens: Callable[[str], int], limit: int = PROMPT_TOKENS) -> str:
        """Return the names as a sentence to put before recognition, the most useful first.

        Args:
            count_tokens: Says how many tokens a text has.
            limit: Most tokens that the result may have; names that do not fit are left out whole.

        Returns:
            Names separated by commas, with a full stop at the end; empty where none fits.
        """
        prompt = ""
        names: list[str] = []
        for term in self._terms:
            longer = ", ".join([*names, term.text]).removesuffix(".") + "."
            if count_tokens(longer) <= limit:
                names.append(term.text)
                prompt = longer
        return prompt

    def correct(self, words: tuple[SpokenWord, ...]) -> tuple[SpokenWord, ...]:
        """Return the words with near misses of names spelled as the vocabulary spells them.

        Where the name has as many words as were heard, each is corrected by itself; otherwise they become one
        word, from the first one's start to the last one's end, with the least probability. Punctuation around
        a name and a possessive stay. `heard` says what was written, where more than its case has changed.
        Numbers are never touched, and correcting twice changes nothing more.
        """
        # A name put right may complete a longer one.
        for _ in range(len(words) + 1):
            corrected = self._correct_once(words)
            if corrected == words:
                break
            words = corrected
        return words

    def spelled(self, tokens: Sequence[Token]) -> list[bool]:
        """Return of each word whether it belongs to a name, or an alias, that is spelled right."""
        right = [False] * len(tokens)
        for at in range(len(tokens)):
            for size in range(1, self._room(tokens, at) + 1):
                if self._exact(tokens[at : at + size]) is not None:
                    right[at : at + size] = [True] * size
        return right

    def _correct_once(self, words: tuple[SpokenWord, ...]) -> tuple[SpokenWord, ...]:
        tokens = [Token.of(word) for word in words]
        corrected: list[SpokenWord] = []
        at = 0
        while at < len(tokens):
            for size in range(self._room(tokens, at), 0, -1):
                window = tokens[at : at + size]
                match = self._match(window)
                if match is not None:
                    corrected += match.written(window)
                    at += size
                    break
            else:
                corrected.append(words[at])
                at += 1
        return tuple(corrected)

    def _room(self, tokens: Sequence[Token], at: int) -> int:
        """Return how many words from here on can be one name: up to punctuation or figures."""
        most = min(len(tokens) - at, max(self._most_words, _APART) if self._phrases else 0)
        for size in range(most):
            token = tokens[at + size]
            if not token.core or token.figures or (size and (token.prefix or tokens[at + size - 1].suffix)):
                return size
        return most

    def _match(self, window: Sequence[Token]) -> Match | None:
        if all(token.number for token in window):
            return None
        exact = self._exact(window)
        if exact is not None:
            return exact
        for possessive in window[-1].endings:
            letters = [token.letters for token in window]
            letters[-1] = letters[-1].removesuffix(letters_of(possessive))
            name_heard = self._near(letters)
            if name_heard is not None:
                return Match(name_heard, possessive)
        return None

    def _exact(self, window: Sequence[Token]) -> Match | None:
        for possessive in window[-1].endings:
            phrase = " ".join([token.folded for token in window]).removesuffix(possessive.lower())
            for name in self._phrases.get(phrase, ()):
                if name.fits(window):
                    return Match(name, possessive)
        return None

    def _near(self, heard: Sequence[str]) -> Name | None:
        together = "".join(heard)
        if not SHORT < len(together) <= self._most_letters:
            return None
        name = self._joined.get(together)
        if name is not None:
            return None if any(is_glue(word) for word in heard if word not in name.parts) else name
        sound = Sound.of(together)
        best, best_similarity = None, 0.0
        for candidate in self._by_shape.get(sound.shape, ()):
            apart = len(heard) > len(candidate.words)
            similarity = candidate.sound.similarity(sound, at_least=_JOINED if apart else 0)
            if similarity <= best_similarity or any(
                is_everyday(word) or (apart and word in self._phrases)
                for word in heard
                if word not in candidate.parts
            ):
                continue
            best, best_similarity = candidate, similarity
        return best

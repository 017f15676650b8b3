"""How well the demo was understood."""

from dataclasses import dataclass

import jiwer

_NORMALISE = jiwer.Compose(
    [
        jiwer.ToLowerCase(),
        jiwer.RemovePunctuation(),
        jiwer.RemoveMultipleSpaces(),
        jiwer.Strip(),
        jiwer.ReduceToListOfListOfWords(),
    ]
)


@dataclass(frozen=True, slots=True)
class Score:
    """Word errors of one transcript.

    Attributes:
        errors: Substitutions, insertions and deletions, case and punctuation aside.
        words: Words of the reference.
    """

    errors: int
    words: int

    def __add__(self, other: "Score") -> "Score":
        return Score(self.errors + other.errors, self.words + other.words)

    @property
    def word_error_rate(self) -> float:
        """Errors per word of the reference; 0 for an empty reference."""
        return self.errors / self.words if self.words else 0.0


def normalised(text: str) -> list[str]:
    """Return the words that count: case and punctuation aside."""
    return list(_NORMALISE([text])[0])


def score(reference: str, hypothesis: str) -> Score:
    """Compare a transcript with what was really said."""
    words = len(_NORMALISE([reference])[0])
    if not hypothesis.strip():
        return Score(words, words)
    found = jiwer.process_words(
        reference, hypothesis, reference_transform=_NORMALISE, hypothesis_transform=_NORMALISE
    )
    return Score(found.substitutions + found.insertions + found.deletions, words)

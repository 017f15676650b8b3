"""Words as features: each as its stem or placeholder, and by its classes of meaning."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from agent.insight.judge.said import WORD, classes_of, placeholder_of, stem


@lru_cache(maxsize=256)
def words_of(plain: str) -> tuple[str, ...]:
    """Return the words of a stretch of plain text; what is weighed beside each other shares most of them."""
    return tuple(WORD.findall(plain))


def as_read(word: str) -> str:
    """Return a word as the judge reads it: its stem, or the placeholder that stands for it."""
    return placeholder_of(word) or stem(word)


def bag(where: str, words: Sequence[str], strength: float) -> Iterator[tuple[str, float]]:
    """Yield a feature for each word somewhere, and for each of its classes of meaning."""
    for word in words:
        yield f"{where} {as_read(word)}", strength
        for meant in classes_of(word):
            yield f"{where} #{meant}", strength

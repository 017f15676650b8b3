"""Patterns written over several lines."""

import re
from collections.abc import Iterable

_LINE_BREAK = re.compile(r"\n *")


def laid_out(text: str) -> str:
    """Return a pattern without the line breaks and indentation that it is written with.

    Blanks within a line count, so no line of it begins or ends with one.
    """
    return _LINE_BREAK.sub("", text)


def compiled(text: str) -> re.Pattern[str]:
    """Compile a pattern that is written over several lines."""
    return re.compile(laid_out(text))


def longest_first(words: Iterable[str]) -> list[str]:
    """Return the words in the order of alternatives: a regular expression takes the first that fits.

    Words of one length are in alphabetical order, so that a pattern is the same at every start.
    """
    return sorted(set(words), key=lambda word: (-len(word), word))

"""Patterns written over several lines."""

import re

_LINE_BREAK = re.compile(r"\n *")


def laid_out(text: str) -> str:
    """Return a pattern without the line breaks and indentation that it is written with.

    Blanks within a line count, so no line of it begins or ends with one.
    """
    return _LINE_BREAK.sub("", text)


def compiled(text: str) -> re.Pattern[str]:
    """Compile a pattern that is written over several lines."""
    return re.compile(laid_out(text))

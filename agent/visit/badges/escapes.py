"""Backslash escapes, as vCard and MECARD use them."""

import re


def split(text: str, separator: str) -> list[str]:
    """Split where the separator is not escaped; an escaped backslash before it escapes nothing."""
    parts = [""]
    for token in re.findall(rf"\\.|[^\\{re.escape(separator)}]+|.", text, re.DOTALL):
        if token == separator:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def split_escaped(text: str, separator: str) -> list[str]:
    """Split where the separator is not escaped, and take the escapes away."""
    return [unescape(part) for part in split(text, separator)]


def unescape(text: str) -> str:
    """Take the escapes away."""
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], text)

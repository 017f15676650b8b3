"""The spelling that the encoder's second head learns."""

SPELLING = "abcdefghijklmnopqrstuvwxyz0123456789$%' "
"""What the spelling head tells apart. Characters did where word pieces did not: those sat on a plateau for
1,000 steps, characters broke through it in 300."""
BLANK = len(SPELLING)
"""The head's last class: nothing new."""


def spelling_of(text: str) -> list[int]:
    """Return the characters of `text` as classes of the head; what cannot be spelled is left out."""
    return [SPELLING.index(character) for character in text.lower() if character in SPELLING]

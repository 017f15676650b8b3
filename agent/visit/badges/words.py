"""Lists of words, written as one reads them."""


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return text.split()

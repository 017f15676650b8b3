"""Bytes of one scan into its payload."""

FALLBACK_ENCODING = "latin-1"


def decode_payload(data: bytes, encoding: str = "utf-8") -> str:
    """Return the text of a scan; where the encoding does not fit, each byte becomes one character.

    Nothing is replaced or left out: a badge whose name is spelled oddly can still be looked up, one
    with a question mark in its id cannot.
    """
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode(FALLBACK_ENCODING)

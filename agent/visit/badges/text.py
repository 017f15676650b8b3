"""From what a scanner delivers to the text of the code."""

import re
from dataclasses import dataclass

LONGEST = 7089
"""Characters; no symbol holds more: a version 40 QR code of digits (ISO/IEC 18004, table 7)."""
_AIM = re.compile(r"\][A-Za-z][0-9A-Za-z]")
_FRAMING = "\r\n\0 \x02\x03\x04\ufeff\u200b"
"""What scanners put around a code: line ends, STX, ETX, EOT, byte order marks."""
_NAMED_CONTROLS = {
    "GS": "\x1d",
    "RS": "\x1e",
    "FS": "\x1c",
    "US": "\x1f",
    "EOT": "\x04",
    "FNC1": "\x1d",
    "CR": "\r",
    "LF": "\n",
    "CRLF": "\r\n",
    "TAB": "\t",
    "HT": "\t",
    "NUL": "",
    "STX": "",
    "ETX": "",
}
_NAMED = re.compile(r"[<{\[](" + "|".join(_NAMED_CONTROLS) + r")[>}\]]", re.IGNORECASE)
_ESCAPED = re.compile(r"(?<!\\)(?:\\x(0[49ad]|1[c-f])|\\u00(0[49ad]|1[c-f]))", re.IGNORECASE)
"""Behind another backslash it is that backslash, escaped, and what follows it."""
_PICTURES = str.maketrans({0x2400 + code: chr(code) for code in (4, 9, 10, 13, 28, 29, 30, 31)})
"""Symbols for control characters (U+2400 onwards), as some scanners print them."""
_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: 0x20}
_STRANGE = re.compile("[\x00\x01\x05-\x08\x0b\x0c\x0e-\x1b\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff]")
_STRANGE_SHARE = 0.08
_SIGNATURES = (
    "\x89PNG",
    "\u2030PNG",
    "\x1f\x8b",
    "%PDF-",
    "PK\x03\x04",
    "GIF8",
    "\xff\xd8\xff",
    "RIFF",
    "\x7fELF",
    "BZh",
)
# Two bytes of UTF-8 and more, each read as one character of Windows-1252 or Latin-1.
_MOJIBAKE = re.compile(
    "[\xc2-\xf4][\x80-\xbf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)
_WINDOWS = {
    ord(bytes((code,)).decode("cp1252")): code
    for code in range(0x80, 0xA0)
    if code not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}
"""Signs of Windows-1252 to the bytes that they stand for; of Latin-1 they are the same."""
_MOST_TIMES = 2


@dataclass(frozen=True, slots=True)
class Framed:
    """A code without what the scanner put around it.

    Attributes:
        text: The code.
        aim: AIM identifier that stood before it (ISO/IEC 15424), such as `]Q1`; empty without one.
        padded: The code with the blanks around it, which count in fields of fixed width.
        ended: Whether a line end followed, so that the last line is whole.
        repairs: What was mended.
    """

    text: str
    aim: str = ""
    padded: str = ""
    ended: bool = False
    repairs: tuple[str, ...] = ()


def from_bytes(data: bytes) -> str:
    """Return bytes as text: UTF-16 with a mark, UTF-8, else one character for each byte."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            return data.decode("latin-1")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def framed(payload: str) -> Framed:
    """Take away what the scanner put around a code."""
    text = payload.strip(_FRAMING)
    ended = payload.rstrip("\0 \x03\x04\t").endswith(("\r", "\n"))
    padded = payload.strip(_FRAMING.replace(" ", ""))
    aim = ""
    if match := _AIM.match(text):
        aim, text = match[0], text[match.end() :].strip(_FRAMING)
        padded = padded.lstrip()[len(aim) :]
    stripped = text.rstrip("\t")
    if "\t" not in stripped:  # a suffix; where fields are apart by tabs, the last ones are empty
        text = stripped.strip(_FRAMING)
    repaired = mended(text)
    repairs = ("encoding",) if repaired != text else ()
    return Framed(repaired, aim, mended(padded), ended, repairs)


def unframed(payload: str) -> str:
    """Return a payload without line ends around it and without the scanner's AIM identifier (`]Q1`)."""
    return framed(payload[: 2 * LONGEST]).text


def with_controls(text: str) -> str:
    """Return a code whose control characters were spelled out (`<GS>`) with real ones."""
    if not re.search(r"[<{\[\\\u2400-\u2421]", text):
        return text
    text = _NAMED.sub(lambda match: _NAMED_CONTROLS[match[1].upper()], text)
    text = _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
    return text.translate(_PICTURES)


def is_binary(text: str) -> bool:
    """Whether a code holds data for machines: no badge that is meant to be read has so many odd signs."""
    if text.startswith(_SIGNATURES):
        return True
    strange = len(_STRANGE.findall(text))
    if strange and not any(character.isalnum() for character in text):
        return True
    return strange > 1 and strange >= _STRANGE_SHARE * len(text)


def mended(text: str) -> str:
    """Return UTF-8 that was read as Latin-1 or Windows-1252 (`MÃ¼ller`) as it was meant.

    Only where every sign beyond ASCII takes part: then nothing else can have been meant.
    """
    for _ in range(_MOST_TIMES):
        if text.isascii() or not _MOJIBAKE.search(text):
            break
        try:
            text = text.translate(_WINDOWS).encode("latin-1").decode()
        except UnicodeError:
            break
    return text


def ascii_width(text: str) -> str:
    """Return full-width signs, as Japanese keyboards type them, as ASCII."""
    return text if text.isascii() else text.translate(_FULL_WIDTH)

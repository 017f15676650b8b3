"""Reads text and CSV as people save them: UTF-8 with and without mark, Excel's semicolons, Windows-1252."""

import codecs
import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

_CHUNK = 1 << 20
_LARGEST_CELL = 64 * 1024
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


class UnreadableFileError(Exception):
    """A file cannot be read as text; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a look at the bytes of a file tells.

    Attributes:
        encoding: Python's name; reading with it raises nothing.
        sha256: Of the bytes as they are, in hexadecimal.
        note: What a person should know about the encoding.
    """

    encoding: str
    sha256: str
    note: str | None = None


def examine(path: Path) -> Examined:
    """Find a file's encoding and hash, in one pass and constant memory.

    Raises:
        UnreadableFileError: If it cannot be read or is no text.
    """
    digest = hashlib.sha256()
    utf_8 = codecs.getincrementaldecoder("utf-8")()
    is_utf_8 = is_windows = True
    start = b""
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                start = start or chunk[:4]
                digest.update(chunk)
                is_utf_8 = is_utf_8 and _takes(utf_8, chunk)
                is_windows = is_windows and not any(byte in chunk for byte in b"\x00\x81\x8d\x8f\x90\x9d")
    except OSError as error:
        raise UnreadableFileError(f"cannot be read: {error.strerror}") from error
    sha256 = digest.hexdigest()
    if start in {_ZIP, _OLD_OFFICE}:
        raise UnreadableFileError("is an Excel workbook; save it as `CSV UTF-8 (comma delimited)`")
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Examined("utf-16", sha256)
    if is_utf_8 and _takes(utf_8, b"", final=True):
        return Examined("utf-8-sig", sha256)
    if is_windows:
        note = "is not UTF-8 but looks like Windows-1252, and is read so; save it as `CSV UTF-8` to be sure"
        return Examined("cp1252", sha256, note)
    raise UnreadableFileError("is neither UTF-8 nor Windows-1252 text; save it as `CSV UTF-8`")


def _takes(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row of a CSV file.

    Attributes:
        line: Where it begins in the file, from 1.
        cells: Stripped.
    """

    line: int
    cells: list[str]


def csv_rows(path: Path, encoding: str) -> Iterator[CsvRow]:
    """Yield the rows of a CSV file that are not blank, its header first.

    The delimiter is the one of comma, semicolon, tab and bar that occurs most in the header; a first line
    `sep=;`, as Excel knows it, names it.

    Raises:
        UnreadableFileError: If a row cannot be read; the message tells its line.
    """
    try:
        with path.open(encoding=encoding, errors="replace", newline="") as file:
            first, skipped = file.readline(), 0
            if first.lower().startswith("sep=") and len(first.rstrip("\r\n")) == len("sep=;"):
                delimiter, skipped = first[4], 1
            else:
                while first and not first.strip():
                    first, skipped = file.readline(), skipped + 1
                delimiter = delimiter_of(first)
                file.seek(0)
                for _ in range(skipped):
                    file.readline()
            yield from _rows(file, delimiter, skipped)
    except OSError as error:
        raise UnreadableFileError(f"cannot be read: {error.strerror}") from error


def delimiter_of(header: str) -> str:
    """Return the delimiter that a header row is written with; a comma where none occurs."""
    outside_quotes = "".join(header.split('"')[::2])
    return max(",;\t|", key=outside_quotes.count)


def _rows(file: TextIO, delimiter: str, skipped: int) -> Iterator[CsvRow]:
    reader = csv.reader(file, delimiter=delimiter)
    while True:
        line = reader.line_num + skipped + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFileError(
                f"line {line} cannot be read: {error}; is a quote left open?"
            ) from error
        if any(len(cell) > _LARGEST_CELL for cell in cells):
            raise UnreadableFileError(f"line {line} has a cell that does not end; is a quote left open?")
        cells = [cell.strip() for cell in cells]
        if any(cells):
            yield CsvRow(line, cells)


def column_key(name: str) -> str:
    """Return a column's name as it is compared: without case, spaces and punctuation."""
    return "".join(letter for letter in name.casefold() if letter.isalnum())

"""Names the content of a pack, so that a lead can say which one it was made with."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from agent.event_pack.text_files import UnreadableFileError, examine

MAIN_FILE = "event.toml"
ATTENDEES_FILE = "attendees.csv"
SIGNATURES_FILE = "signatures.toml"
TABLE_FILES = ("reps.csv", "accounts.csv", "routing.csv")
FOLDERS = ("badges", "overlays", "templates")
_HEADER = b"boothscribe event pack 1\n"


def content_files(directory: Path) -> Iterator[Path]:
    """Yield the files that make up a pack.

    Not among them: the attendee list, which the organiser changes daily without a new agreement, and the
    signatures, which name the hash.
    """
    for name in (MAIN_FILE, *TABLE_FILES):
        if (directory / name).is_file():
            yield directory / name
    for folder in FOLDERS:
        for path in sorted((directory / folder).rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path


def content_hash(directory: Path) -> str:
    """Return SHA-256 over all files of a pack, in hexadecimal.

    The same on every machine: names are sorted, line ends, byte order marks, encodings and blank lines at
    the end do not count.

    Raises:
        OSError: If a file cannot be read.
    """
    digest = hashlib.sha256(_HEADER)
    named = {path.relative_to(directory).as_posix(): path for path in content_files(directory)}
    for name in sorted(named):
        inner = hashlib.sha256(_normalised(named[name])).hexdigest()
        digest.update(f"{name}\0{inner}\n".encode())
    return digest.hexdigest()


def _normalised(path: Path) -> bytes:
    data = path.read_bytes()
    try:
        text = data.decode(examine(path).encoding)
    except (UnreadableFileError, UnicodeDecodeError):
        return data  # no text: an image in a template's folder, say
    return (text.replace("\r\n", "\n").replace("\r", "\n").rstrip() + "\n").encode()

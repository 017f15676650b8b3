"""Writing so that a power cut leaves either what was or what will be."""

import os
from pathlib import Path


def sync_directory(directory: Path) -> None:
    """Make the names in a directory durable."""
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(file: Path, data: bytes, mode: int = 0o644) -> None:
    """Replace a file's content as a whole."""
    passing = file.with_name(f".{file.name}.new")
    descriptor = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    passing.replace(file)
    sync_directory(file.parent)


def point(link: Path, target: str) -> None:
    """Make a symbolic link point somewhere else, in one step."""
    passing = link.with_name(f".{link.name}.new")
    passing.unlink(missing_ok=True)
    passing.symlink_to(target)
    passing.replace(link)
    sync_directory(link.parent)


def remove(file: Path) -> None:
    """Remove a file durably; a missing one is no error."""
    if file.exists():
        file.unlink()
        sync_directory(file.parent)

"""Reads files of a partition that anybody may have written: only regular ones, and only so much."""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LARGEST_FILE = 256 * 1024
LARGEST_PACK = 64 * 1024 * 1024
MOST_FILES = 2000
_DEEPEST = 6


class UnfitError(Exception):
    """A file is not taken; the message says why, and quotes nothing of it."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file of a pack: its path inside the pack, and its content."""

    name: Path
    data: bytes


def exists(path: Path) -> bool:
    """Return whether there is anything of this name, a dangling link included."""
    return os.path.lexists(path)


def read(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """Return the content of a regular file.

    Raises:
        UnfitError: If it is a link, a device, a pipe, too large, or cannot be read.
    """
    try:
        # O_NONBLOCK: opening a pipe would wait for its other end.
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise UnfitError(f"{path}: cannot be read, or is a link: {error.strerror}") from error
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise UnfitError(f"{path}: is no plain file")
        try:
            data = file.read(largest + 1)
        except OSError as error:
            raise UnfitError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > largest:
        raise UnfitError(f"{path}: is larger than {largest // 1024} KiB")
    return data


def read_pack(folder: Path) -> Iterator[Found]:
    """Yield the files of an event pack, in the order of their names.

    Raises:
        UnfitError: If something in it is no plain file or folder, or all of it is too much.
    """
    if folder.is_symlink() or not folder.is_dir():
        raise UnfitError(f"{folder}: must be a folder")
    left, count = LARGEST_PACK, 0
    for directory, folders, names in os.walk(folder, onerror=_refuse):
        here = Path(directory)
        folders.sort()
        if len(here.relative_to(folder).parts) > _DEEPEST:
            raise UnfitError(f"{folder}: folders lie too deep in it")
        for name in folders:
            if (here / name).is_symlink():
                raise UnfitError(f"{here / name}: is a link")
        for name in sorted(names):
            count += 1
            if count > MOST_FILES:
                raise UnfitError(f"{folder}: has more than {MOST_FILES} files")
            data = read(here / name, left)
            left -= len(data)
            yield Found((here / name).relative_to(folder), data)


def _refuse(error: OSError) -> None:
    raise UnfitError(f"{error.filename}: cannot be read: {error.strerror}") from error

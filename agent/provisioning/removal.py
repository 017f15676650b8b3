"""Takes everything off the partition again: overwritten, then removed.

On a card or a stick the controller writes to other cells than before, so overwriting does not reach the old
ones; docs/provisioning.md says what that means.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from agent.delivery.failpoints import reach
from agent.provisioning.places import COMPANIONS, FILE, KEY, PACK, PROBLEMS, TAKEN, USED
from agent.provisioning.reading import exists
from agent.updating.files import sync_directory

_CHUNK = 1 << 16


def remove_source(folder: Path, *, with_pack: bool) -> None:
    """Remove the file and what came with it; may be cut off and called again.

    The file gets another name first, so that half of it is never taken for a new one.

    Raises:
        OSError: If the partition is read-only or broken.
    """
    if exists(folder / FILE):
        (folder / FILE).replace(folder / USED)
        sync_directory(folder)
    reach("provision.renamed")
    clear_used(folder, with_pack=with_pack)


def clear_used(folder: Path, *, with_pack: bool = True) -> None:
    """Finish a removal that was begun; nothing happens where none was.

    Raises:
        OSError: If the partition is read-only or broken.
    """
    if not exists(folder / USED):
        return
    if not exists(folder / FILE):  # else they belong to a new one
        for path in _beside(folder, with_pack=with_pack):
            _overwrite_and_remove(path)
            reach("provision.removed")
    _overwrite_and_remove(folder / USED)
    (folder / PROBLEMS).unlink(missing_ok=True)
    sync_directory(folder)


def _beside(folder: Path, *, with_pack: bool) -> Iterator[Path]:
    for name in sorted(COMPANIONS, key=lambda name: name != KEY):
        if exists(folder / name):
            yield folder / name
    pack = folder / PACK
    if with_pack and not pack.is_symlink() and (pack / "event.toml").is_file():
        paths = sorted(pack.rglob("*"), reverse=True)
        # Its main file last: without it the folder is nobody's business.
        yield from (path for path in paths if path.is_file() and path != pack / "event.toml")
        yield pack / "event.toml"
        yield from (path for path in paths if path.is_dir() and not path.is_symlink())
        yield pack


def _overwrite_and_remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        path.rmdir()
        return
    if not path.is_symlink():
        descriptor = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(descriptor, "wb", buffering=0) as file:
            left = os.fstat(descriptor).st_size
            while left > 0:
                left -= file.write(bytes(min(left, _CHUNK)))
            os.fsync(descriptor)
    reach("provision.overwritten")
    path.unlink()
    sync_directory(path.parent)


def leave_note(folder: Path, name: str, lines: list[str]) -> None:
    """Leave a note for whoever pulls the card; without it nothing is worse."""
    other = TAKEN if name == PROBLEMS else PROBLEMS
    try:
        (folder / other).unlink(missing_ok=True)
        note = folder / name
        note.unlink(missing_ok=True)
        # CR LF: it is read with whatever editor an office has.
        note.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\r\n")
        sync_directory(folder)
    except OSError:
        return

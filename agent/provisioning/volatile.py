"""Whether what is written somewhere outlasts a power cut at all."""

from dataclasses import dataclass
from pathlib import Path

_MEMORY = {"tmpfs", "ramfs"}
MOUNTS = Path("/proc/self/mountinfo")


@dataclass(frozen=True, slots=True)
class _Mount:
    point: Path
    kind: str
    options: dict[str, str]


def is_volatile(path: Path, *, mounts: Path = MOUNTS) -> bool:
    """Return whether `path` lies in memory: a tmpfs, or an overlay whose upper layer is one.

    Raspberry Pi OS and overlayroot make such an overlay of a read-only root.
    """
    try:
        known = [_mount(line) for line in mounts.read_text(encoding="utf-8").splitlines()]
    except OSError:
        return False
    return _volatile(path.resolve(), known)


def _volatile(path: Path, mounts: list[_Mount], depth: int = 0) -> bool:
    # The last one that was mounted on the longest path is the one that is seen.
    found = max(
        (mount for mount in reversed(mounts) if path.is_relative_to(mount.point)),
        key=lambda mount: len(mount.point.parts),
        default=None,
    )
    if found is None or found.kind in _MEMORY:
        return found is not None
    upper = found.options.get("upperdir")
    return (
        found.kind == "overlay"
        and upper is not None
        and depth < len(mounts)
        and _volatile(Path(upper), [mount for mount in mounts if mount is not found], depth + 1)
    )


def _mount(line: str) -> _Mount:
    """Read a line of mountinfo (man 5 proc): after `-` come type, source and the file system's options."""
    before, _, after = line.partition(" - ")
    point = before.split(" ")[4].encode().decode("unicode_escape")
    kind, _, options = after.split(" ", 2)
    pairs = (option.partition("=") for option in options.split(","))
    return _Mount(Path(point), kind, {name: value for name, _, value in pairs})

"""What boothscribe-provision.service runs at every start, as root."""

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from agent.provisioning.outcome import OUTCOME
from agent.provisioning.places import BOOT, STICK, Places
from agent.provisioning.run import provision

MOUNT_POINT = OUTCOME.with_name("stick")
_MOUNT_S = 30.0
_RESTART = ("systemctl", "--no-block", "try-restart", "boothscribe.service")


def main() -> int:
    """Take what there is; 0 taken or nothing there, 1 refused. The journal gets no value of it."""
    with contextlib.ExitStack() as stack:
        outcome = provision([*stack.enter_context(_stick()), *_boot()], Places())
    if outcome is None:
        OUTCOME.unlink(missing_ok=True)
        return 0
    outcome.write(OUTCOME)
    for line in (*outcome.problems, *outcome.warnings):
        print(line, file=sys.stderr)  # noqa: T201 -- goes to the journal
    if outcome.problems:
        return 1
    print(f"taken: {outcome.source}", file=sys.stderr)  # noqa: T201
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        # At the start of the box it does not run yet, and this does nothing.
        subprocess.run(_RESTART, check=False, timeout=_MOUNT_S)  # noqa: S603 -- a constant command
    return 0


def _boot() -> list[Path]:
    """Return the boot partition, under one name only."""
    return [folder for folder in BOOT if folder.is_dir()]


@contextlib.contextmanager
def _stick() -> Iterator[list[Path]]:
    """Mount a stick that is called BOOTHSCRIBE, where one is; any other stick is none of our business."""
    if not STICK.exists():
        yield []
        return
    MOUNT_POINT.mkdir(parents=True, exist_ok=True)
    options = "rw,nosuid,nodev,noexec,sync"
    command = ["mount", "-t", "vfat,exfat,ext4", "-o", options, str(STICK), str(MOUNT_POINT)]
    done = subprocess.run(command, check=False, capture_output=True, timeout=_MOUNT_S)  # noqa: S603
    if done.returncode:
        print(f"{STICK}: cannot be mounted; is it FAT, exFAT or ext4?", file=sys.stderr)  # noqa: T201
        yield []
        return
    try:
        yield [MOUNT_POINT]
    finally:
        subprocess.run(["umount", str(MOUNT_POINT)], check=False, timeout=_MOUNT_S)  # noqa: S603, S607


if __name__ == "__main__":
    sys.exit(main())

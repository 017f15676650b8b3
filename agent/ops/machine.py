"""Facts about this machine that records carry."""

import ctypes
import functools
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID, uuid4

_TIME_ERROR = 5  # adjtimex(2) return value: the clock is not synchronised
_TIMEX_BYTES = 208  # sizeof(struct timex) on 64-bit Linux; a larger buffer does no harm
_TIMESYNCD_MARK = Path("/run/systemd/timesync/synchronized")
"""systemd-timesyncd makes it at its first answer of a boot (man 8 systemd-timesyncd)."""
_TIMEDATECTL = ("timedatectl", "show", "--property=NTPSynchronized", "--value")
_ANSWER_TIMEOUT_S = 5.0


@functools.cache
def boot_id() -> UUID:
    """Return the kernel's id of this boot; a random one, kept for this process, where there is none."""
    try:
        return UUID(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return uuid4()


def clock_synchronised() -> bool:
    """Return whether this machine's wall clock is held to be synchronised.

    The kernel says so (man 2 adjtimex), whatever keeps the time. Where a sandbox forbids to ask it, the mark
    of systemd-timesyncd does, or what `ask_time_service` heard last.
    """
    kernel = _kernel_says()
    if kernel is not None:
        return kernel
    return _service_said[0] or _TIMESYNCD_MARK.exists()


def ask_time_service() -> None:
    """Where the kernel may not be asked: have systemd-timedated ask it. Takes a moment, up to five seconds.

    It sees what chrony or ntpd do as well, as the kernel does. Nothing happens where there is no systemd, nor
    where systemd-timesyncd runs, whose mark says it already.
    """
    if _kernel_says() is not None or _TIMESYNCD_MARK.parent.exists():
        return
    program = shutil.which(_TIMEDATECTL[0])
    if program is None:
        return
    try:
        answer = subprocess.run(  # noqa: S603 -- a constant command
            [program, *_TIMEDATECTL[1:]], capture_output=True, timeout=_ANSWER_TIMEOUT_S, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return
    if answer.returncode == 0:
        _service_said[0] = answer.stdout.strip() == b"yes"


_service_said = [False]


def _kernel_says() -> bool | None:
    """Return the kernel's own state of its clock; None where we may not ask."""
    buffer = ctypes.create_string_buffer(_TIMEX_BYTES)  # modes = 0: read only
    try:
        state = ctypes.CDLL(None).adjtimex(buffer)
    except (AttributeError, OSError):
        return None
    return None if state < 0 else bool(state < _TIME_ERROR)


def unit_properties(unit: str, names: Iterable[str]) -> dict[str, str]:
    """Return what systemd says of a unit; empty where it cannot be asked."""
    program = shutil.which("systemctl")
    if program is None:
        return {}
    try:
        done = subprocess.run(  # noqa: S603 -- a constant command
            [program, "show", unit, f"--property={','.join(names)}"],
            capture_output=True,
            text=True,
            timeout=_ANSWER_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return {}
    if done.returncode:
        return {}
    return dict(line.split("=", 1) for line in done.stdout.splitlines() if "=" in line)

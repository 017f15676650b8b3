"""Facts about this machine that records carry."""

import ctypes
import functools
from pathlib import Path
from uuid import UUID, uuid4

_TIME_ERROR = 5  # adjtimex(2) return value: the clock is not synchronised
_TIMEX_BYTES = 208  # sizeof(struct timex) on 64-bit Linux; a larger buffer does no harm


@functools.cache
def boot_id() -> UUID:
    """Return the kernel's id of this boot; a random one, kept for this process, where there is none."""
    try:
        return UUID(Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip())
    except (OSError, ValueError):
        return uuid4()


def clock_synchronised() -> bool:
    """Return whether the kernel holds its wall clock to be synchronised (man 2 adjtimex)."""
    buffer = ctypes.create_string_buffer(_TIMEX_BYTES)  # modes = 0: read only
    try:
        state = ctypes.CDLL(None).adjtimex(buffer)
    except (AttributeError, OSError):
        return False
    return bool(0 <= state < _TIME_ERROR)

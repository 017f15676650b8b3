"""Named places at which a test may end the process as a power cut would. Without a name they do nothing.

`FAILPOINT=outbox.store.committed` kills at the first time that place is reached, `…:3` at the third.
docs/delivery.md lists the places.
"""

import os
import signal

VARIABLE = "FAILPOINT"

_name, _, _times = os.environ.get(VARIABLE, "").partition(":")
_left = int(_times) if _times.isdigit() else 1


def arm(place: str, times: int = 1) -> None:
    """Kill this process at the given time that it reaches `place`; an empty name disarms."""
    global _name, _left
    _name, _left = place, times


def reach(place: str) -> None:
    """Pass, or die if this is the place and the time that the environment names."""
    global _left  # noqa: PLW0603 -- armed for the life of the process
    if place != _name:
        return
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)

"""How long to wait before the next connection, and what a row of failures looks like."""

import random
from dataclasses import dataclass

from agent.delivery.mqtt import MqttReason

_FIRST_PAUSE_S = 0.5
_SHORT_LIVED_S = 10.0
_TELLING_SHORT_LIVED = 3


@dataclass(slots=True)
class Attempts:
    """Failures in a row. One connection alone ends no row: it has to last.

    Attributes:
        longest_pause_s: Bound of the pauses between attempts.
        failures: Attempts and connections that did not last, in a row.
        short_lived: How many of them the broker let in and dropped soon after.
    """

    longest_pause_s: float
    failures: int = 0
    short_lived: int = 0

    @property
    def settled_after_s(self) -> float:
        """How long a connection must last to count as stable: longer than a twin stays away."""
        return max(_SHORT_LIVED_S, 2 * self.longest_pause_s)

    @property
    def twin_suspected(self) -> bool:
        """Whether it looks as if another box takes the session away; the broker does not always say so."""
        return self.short_lived >= _TELLING_SHORT_LIVED

    def settled(self) -> None:
        """Note that the present connection lasts."""
        self.failures = self.short_lived = 0

    def failed(self, reason: MqttReason, *, lasted_s: float | None) -> None:
        """Note a failure; `lasted_s` tells how long the connection stood, None if there was none."""
        if lasted_s is None:
            if reason in {MqttReason.UNREACHABLE, MqttReason.REFUSED}:
                self.short_lived = 0  # the broker or the network is away: that is no twin
        elif lasted_s < _SHORT_LIVED_S:
            self.short_lived += 1
        self.failures += 1

    def pause_s(self) -> float:
        """Return how long to wait before the next attempt."""
        return full_jitter(self.failures, _FIRST_PAUSE_S, self.longest_pause_s)


def full_jitter(attempt: int, first_s: float, maximum_s: float) -> float:
    """Return a random pause before attempt number `attempt` (0: none yet failed).

    Source: "full jitter" of exponential backoff: uniform between 0 and the doubling bound, so that a
    hall full of boxes does not come back in step.
    """
    bound_s = min(maximum_s, first_s * 2 ** min(attempt, 30))
    return random.uniform(0, bound_s)  # noqa: S311 -- spreading load, not hiding anything

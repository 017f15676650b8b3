"""How long to wait before the next connection, and what a row of failures looks like."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from agent.delivery.mqtt import BrokerAccount, MqttReason

_FIRST_PAUSE_S = 0.5
_SHORT_LIVED_S = 10.0
_TELLING_SHORT_LIVED = 3
_BUSY_FAILURES = 5
"""A broker that says it is busy gets the pauses of so many failures at once."""


@dataclass(slots=True)
class Attempts:
    """Failures in a row. One connection alone ends no row: it has to last.

    Attributes:
        longest_pause_s: Bound of the pauses between attempts.
        addresses: How many are tried in turn; pauses grow once all of them have failed.
        failures: Attempts and connections that did not last, in a row.
        short_lived: How many of them the broker let in and dropped soon after.
    """

    longest_pause_s: float
    addresses: int = 1
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
            if reason is not MqttReason.LOST:
                self.short_lived = 0  # the broker or the network is away: that is no twin
        elif lasted_s < _SHORT_LIVED_S and reason is not MqttReason.BUSY:
            self.short_lived += 1
        self.failures += 1
        if reason is MqttReason.BUSY:
            self.failures = max(self.failures, _BUSY_FAILURES * self.addresses)

    def pause_s(self) -> float:
        """Return how long to wait before the next attempt."""
        return full_jitter(self.failures // self.addresses, _FIRST_PAUSE_S, self.longest_pause_s)


class InTurn:
    """Which of several brokers is next: the one that works, else the next in the list."""

    def __init__(self, accounts: Sequence[BrokerAccount]) -> None:
        self._accounts = accounts
        self._index = 0

    def __len__(self) -> int:
        return len(self._accounts)

    @property
    def current(self) -> BrokerAccount:
        """The broker to connect to."""
        return self._accounts[self._index]

    @property
    def first(self) -> BrokerAccount:
        """The broker that is preferred."""
        return self._accounts[0]

    @property
    def is_first(self) -> bool:
        """Whether the current broker is the preferred one."""
        return self._index == 0

    def failed(self) -> None:
        """Go on to the next."""
        self._index = (self._index + 1) % len(self._accounts)

    def back(self) -> None:
        """Go back to the first."""
        self._index = 0


def full_jitter(attempt: int, first_s: float, maximum_s: float) -> float:
    """Return a random pause before attempt number `attempt` (0: none yet failed).

    Source: "full jitter" of exponential backoff: uniform between 0 and the doubling bound, so that a
    hall full of boxes does not come back in step.
    """
    bound_s = min(maximum_s, first_s * 2 ** min(attempt, 30))
    return random.uniform(0, bound_s)  # noqa: S311 -- spreading load, not hiding anything

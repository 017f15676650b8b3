"""The MQTT topics. The direction is in the name, so that a broker ACL is a few lines."""

import re
from dataclasses import dataclass

PREFIX = "booth/v1"
DEVICE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$"
"""A device name is one topic level: no `/`, `+`, `#`, no spaces."""

MAXIMUM_MESSAGE_BYTES = 8 * 1024 * 1024
"""No message is larger; one that is may be refused unread. 100,000 timed words take about 7 MB."""


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of one box.

    Raises:
        ValueError: If `device` cannot be a topic level.
    """

    device: str

    def __post_init__(self) -> None:
        if not re.fullmatch(DEVICE_PATTERN, self.device):
            raise ValueError(
                f"device name {self.device!r} cannot be part of a topic: use 1 to 63 letters, digits,"
                " '-', '_' or '.', starting with a letter or digit"
            )

    @property
    def lead(self) -> str:
        """QoS 1, not retained, no expiry: lead revisions from the box."""
        return f"{PREFIX}/{self.device}/up/lead"

    @property
    def health(self) -> str:
        """QoS 1, not retained: the box's condition."""
        return f"{PREFIX}/{self.device}/up/health"

    @property
    def state(self) -> str:
        """QoS 1, retained: `online` birth and `offline` last will."""
        return f"{PREFIX}/{self.device}/state"

    @property
    def info(self) -> str:
        """QoS 1, retained: what the box is."""
        return f"{PREFIX}/{self.device}/info"

    @property
    def receipt(self) -> str:
        """QoS 1, not retained: the collector's acknowledgements to the box."""
        return f"{PREFIX}/{self.device}/down/receipt"

    @property
    def command(self) -> str:
        """QoS 1, not retained: all commands to the box; the last level is the command's name."""
        return f"{PREFIX}/{self.device}/down/command/+"

    @property
    def reply(self) -> str:
        """QoS 1, not retained: what became of commands."""
        return f"{PREFIX}/{self.device}/up/reply"

    def command_named(self, name: str) -> str:
        """Return the topic of one command."""
        return f"{PREFIX}/{self.device}/down/command/{name}"


ALL_LEADS = f"{PREFIX}/+/up/lead"
"""What a collector subscribes to."""

ALL_REPLIES = f"{PREFIX}/+/up/reply"
"""What became of the commands that it sent."""


def device_of(topic: str) -> str:
    """Return the device named in `topic`.

    Raises:
        ValueError: If `topic` is not one of ours.
    """
    found = re.match(rf"^{PREFIX}/([^/]+)/", topic)
    if not found:
        raise ValueError(f"not a Boothscribe topic: {topic!r}")
    return Topics(found[1]).device

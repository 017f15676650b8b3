"""How the box answers the person who scans."""

from typing import Protocol


class Indicator(Protocol):
    """Shows the outcome of a scan; must return at once and never raise."""

    def confirm(self) -> None:
        """Say: stored, you may let the visitor's badge go."""
        ...

    def refuse(self) -> None:
        """Say: not stored, scan again or look at the box."""
        ...


class NoIndicator:
    """Shows nothing."""

    def confirm(self) -> None:
        """See `Indicator.confirm`."""

    def refuse(self) -> None:
        """See `Indicator.refuse`."""

"""How the box answers the person who scans."""

from typing import Protocol


class Indicator(Protocol):
    """Shows the outcome of a scan; must return at once and never raise."""

    def confirm(self, *, known: bool = False) -> None:
        """Say: stored, you may let the visitor's badge go; `known`: that badge was there already."""
        ...

    def refuse(self) -> None:
        """Say: not stored, scan again or look at the box."""
        ...

    def muted(self, on: bool) -> None:
        """Say, until told otherwise, whether the box hears nothing."""
        ...


class NoIndicator:
    """Shows nothing."""

    def confirm(self, *, known: bool = False) -> None:
        """See `Indicator.confirm`."""

    def refuse(self) -> None:
        """See `Indicator.refuse`."""

    def muted(self, on: bool) -> None:
        """See `Indicator.muted`."""

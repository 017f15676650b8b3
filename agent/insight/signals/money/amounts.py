"""An amount of money as it was said."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a turn.

    Attributes:
        low: Smallest amount, or None where only a limit was said.
        high: Largest amount, or None.
        currency: ISO 4217, or None where it was not said.
        basis: As in the contract: total, per_year, per_month, per_seat, per_unit.
        scaled: Whether the thousands or a currency were said, so that the figure stands as it is.
        start: First character.
        end: Character after the last.
        bounded: Whether it was said to be a limit.
    """

    low: float | None
    high: float | None
    currency: str | None
    basis: str
    scaled: bool
    start: int
    end: int
    bounded: bool = False

    @property
    def top(self) -> float:
        """The larger of its ends."""
        return self.high or self.low or 0

    def times(self, factor: float) -> "Money":
        """Return it in another scale."""
        return replace(
            self,
            low=None if self.low is None else self.low * factor,
            high=None if self.high is None else self.high * factor,
            scaled=True,
        )

"""What is wrong with delivery right now; the station's status is derived from it."""

from enum import StrEnum

from agent.ops.health import Station, Status


class Trouble(StrEnum):
    """What can be wrong, each independent of the others; the order is that of telling."""

    CONNECTION = "connection"
    FALLBACK = "fallback"
    """Leads go to another broker than the first."""
    TWIN = "twin"
    """Connections do not last: another box may use our name."""
    RECEIPTS_DENIED = "receipts_denied"
    TOO_LARGE = "too_large"
    OUTBOX = "outbox"
    NOT_TAKEN = "not_taken"
    NO_RECEIPTS = "no_receipts"


class Troubles:
    """Troubles that hold. One that passes never hides another that stays."""

    def __init__(self, station: Station) -> None:
        self._station = station
        self._current: dict[Trouble, tuple[Status, str]] = {}

    def __contains__(self, trouble: Trouble) -> bool:
        return trouble in self._current

    def degraded(self, trouble: Trouble, detail: str) -> None:
        """Say what passes by itself; `detail` holds no personal data."""
        self._begin(trouble, Status.DEGRADED, detail)

    def failed(self, trouble: Trouble, detail: str) -> None:
        """Say what a person must do; `detail` holds no personal data."""
        self._begin(trouble, Status.FAILED, detail)

    def over(self, trouble: Trouble) -> None:
        """Say that it holds no more; nothing happens if it did not hold."""
        if self._current.pop(trouble, None):
            self._tell()

    def _begin(self, trouble: Trouble, status: Status, detail: str) -> None:
        self._current[trouble] = (status, detail)
        self._tell()

    def _tell(self) -> None:
        if not self._current:
            self._station.ok()
            return
        order = list(Trouble)
        told = sorted(
            self._current, key=lambda trouble: (not self._needs_person(trouble), order.index(trouble))
        )
        detail = "; ".join(self._current[trouble][1] for trouble in told)
        if self._needs_person(told[0]):
            self._station.failed(detail)
        else:
            self._station.degraded(detail)

    def _needs_person(self, trouble: Trouble) -> bool:
        return self._current[trouble][0] is Status.FAILED

"""Who of us is at the box: a staff badge signs in, the same badge again signs out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from agent.event_pack.model import Rep

STUTTER_S = 3.0
"""A badge that is still lying under the scanner is one scan, not a sign-out."""


class Signing(StrEnum):
    """What a staff badge did."""

    IN = "in"
    OUT = "out"
    REPEATED = "repeated"
    """The same badge within a moment: nothing."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who is signed in at one box.

    Attributes:
        present: Ids of reps, the last to sign in at the end.
        latest: Who was scanned last, and when by the box's clock.
    """

    present: tuple[str, ...] = ()
    latest: tuple[str, float] | None = None

    @property
    def rep(self) -> str | None:
        """Whose conversation the next visitor's is: the last one to sign in."""
        return self.present[-1] if self.present else None

    def scanned(self, rep: str, time_s: float) -> tuple["Desk", Signing]:
        """Return the desk after a staff badge was scanned, and what that did."""
        if self.latest is not None and self.latest[0] == rep and time_s - self.latest[1] < STUTTER_S:
            return replace(self, latest=(rep, time_s)), Signing.REPEATED
        others = tuple(other for other in self.present if other != rep)
        if rep in self.present:
            return Desk(others, (rep, time_s)), Signing.OUT
        return Desk((*others, rep), (rep, time_s)), Signing.IN

    def only(self, known: Iterable[str]) -> "Desk":
        """Return the desk without reps that a new event pack does not know."""
        allowed = set(known)
        return replace(self, present=tuple(rep for rep in self.present if rep in allowed))


@dataclass(frozen=True, slots=True)
class Attending:
    """Who of us attended to one visitor: the first one has the conversation, later ones helped."""

    rep: str | None = None
    helpers: tuple[str, ...] = ()

    def joined_by(self, rep: str) -> "Attending":
        """Return who attends once somebody signed in while the conversation was open."""
        if self.rep is None:
            return Attending(rep, self.helpers)
        if rep == self.rep or rep in self.helpers:
            return self
        return Attending(self.rep, (*self.helpers, rep))


class StaffBadges:
    """The badges of an event pack's reps."""

    def __init__(self, reps: Iterable[Rep]) -> None:
        self._reps: Mapping[str, str] = {_key(badge): rep.id for rep in reps for badge in rep.badges}

    def __bool__(self) -> bool:
        return bool(self._reps)

    def rep_of(self, *codes: str | None) -> str | None:
        """Return whose badge this is; None for a visitor's.

        Args:
            codes: The payload as scanned, and the id that was decoded from it.
        """
        return next((self._reps[key] for code in codes if code and (key := _key(code)) in self._reps), None)


def _key(code: str) -> str:
    return " ".join(code.casefold().split())

"""What can be wrong with an event pack, and where."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Severity(StrEnum):
    """How bad it is."""

    ERROR = "error"
    """The pack cannot be used."""
    WARNING = "warning"
    """The pack works, but somebody should look."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written."""

    file: Path
    line: int | None = None

    def __str__(self) -> str:
        return str(self.file) if self.line is None else f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: where, and what to do."""

    place: Place
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        note = "warning: " if self.severity is Severity.WARNING else ""
        return f"{self.place}: {note}{self.message}"


class PackError(Exception):
    """The pack cannot be used.

    Attributes:
        problems: Every error and warning found, at once.
    """

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class Findings:
    """Collects problems while a pack is read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def error(self, place: Place, message: str) -> None:
        """Note what makes the pack unusable."""
        self._add(Problem(place, message))

    def warn(self, place: Place, message: str) -> None:
        """Note what somebody should look at."""
        self._add(Problem(place, message, Severity.WARNING))

    def _add(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    @property
    def failed(self) -> bool:
        """Whether there is an error among them."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def in_order(self) -> list[Problem]:
        """Return all of them, file by file and line by line."""
        return sorted(self.problems, key=lambda found: (str(found.place.file), found.place.line or 0))

"""What the doctor found."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How a part is; the first is the best news."""

    HEALTHY = "healthy"
    UNKNOWN = "unknown"
    """Nothing tells: that is not healthy."""
    WARNING = "warning"
    """It works, or comes back by itself; somebody should look."""
    CRITICAL = "critical"
    """Part of the box's work is not done, and a person must act."""


class Part(StrEnum):
    """What is looked at, in the order of the page."""

    SERVICE = "service"
    SETTINGS = "settings"
    PROVISIONING = "provisioning"
    SCANNERS = "scanners"
    MICROPHONE = "microphone"
    SPEECH = "speech model"
    PACK = "event pack"
    CLOCK = "clock"
    DISK = "disk"
    OUTBOX = "outbox"
    KEY = "data-at-rest key"
    CERTIFICATE = "certificate"
    BROKER = "broker"
    COLLECTOR = "collector"
    OTHER = "other parts"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the page.

    Attributes:
        says: What is so. A constant of this program: a support bundle may hold it.
        about: Which device, file, host, and by how much; for people at the box only.
        next_step: What to do; empty where nothing is to be done. May name files, like `about`.
    """

    part: Part
    grade: Grade
    says: str
    about: str = ""
    next_step: str = ""


def healthy(part: Part, says: str, about: str = "") -> Finding:
    """Return good news."""
    return Finding(part, Grade.HEALTHY, says, about)


def unknown(part: Part, says: str, about: str = "", *, do: str) -> Finding:
    """Return that nothing tells, and `do`, how to find out."""
    return Finding(part, Grade.UNKNOWN, says, about, do)


def warning(part: Part, says: str, about: str = "", *, do: str) -> Finding:
    """Return what works and should be looked at, and `do`, the next step."""
    return Finding(part, Grade.WARNING, says, about, do)


def critical(part: Part, says: str, about: str = "", *, do: str) -> Finding:
    """Return what does not work, and `do`, the next step."""
    return Finding(part, Grade.CRITICAL, says, about, do)


def worst(findings: list[Finding]) -> Grade:
    """Return the worst grade; UNKNOWN where nothing was found at all."""
    order = list(Grade)
    return max((finding.grade for finding in findings), key=order.index, default=Grade.UNKNOWN)

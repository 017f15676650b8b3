"""The one exception of this package."""

from enum import StrEnum


class Reason(StrEnum):
    """Why an update was not taken, or not kept."""

    NO_KEY = "no_key"
    SIGNATURE = "signature"
    DAMAGED = "damaged"
    ARCHITECTURE = "architecture"
    PYTHON = "python"
    OLDER = "older"
    OUTBOX = "outbox"
    SYSTEM = "system"
    SETTINGS = "settings"
    SPACE = "space"
    BUSY = "busy"
    FAILED_BEFORE = "failed_before"
    NOT_HEALTHY = "not_healthy"
    BROKEN = "broken"
    """It does not even install or start."""


class UpdateError(Exception):
    """An update was not taken; the message says why and what to do next."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason = reason

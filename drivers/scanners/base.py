"""What every scanner promises, whatever the cable."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self


@dataclass(frozen=True, slots=True)
class Scan:
    """One raw payload from a scanner.

    Attributes:
        payload: The text as scanned, terminator removed, otherwise untouched (GS separators, line
            breaks and AIM prefixes included).
        scanner: The scanner's configured name.
        time_s: `Clock` time at which the last character arrived.
    """

    payload: str
    scanner: str
    time_s: float


BLANK = "\r\n\t "
"""A payload of nothing else is empty. Not str.strip()'s own set: that takes 0x1c to 0x1f, which are data."""


class RefusalReason(StrEnum):
    """Why something a scanner sent is not a scan."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    GARBLED = "garbled"
    """Characters were lost on the way (kernel buffer overrun, line noise): scan again."""


class ScannerListener(Protocol):
    """Hears about a scanner's state; every method is called on the event loop."""

    def connected(self, scanner: str) -> None:
        """Say that the scanner can be read."""

    def disconnected(self, scanner: str, why: str) -> None:
        """Say that the scanner is absent or gone; it is looked for until it returns."""

    def refused(self, scanner: str, reason: RefusalReason, characters: int) -> None:
        """Say that `characters` characters were thrown away and the person should scan again."""


class Scanner(ABC):
    """A source of scans: `async for scan in scanner`.

    Iteration goes on across unplugging and return of the device and ends only for replayed
    scanners, or after `aclose`. A scanner never raises for a device that is absent.
    """

    def __init__(self, *, name: str, listener: ScannerListener) -> None:
        self.name = name
        self.listener = listener

    @abstractmethod
    def __aiter__(self) -> AsyncIterator[Scan]:
        """Yield scans as they come."""

    @abstractmethod
    async def aclose(self) -> None:
        """Release the device and end the iteration; safe to call twice."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

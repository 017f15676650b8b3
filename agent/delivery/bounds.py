"""How much the outbox may hold, and what gives way first."""

import os
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

_TIGHT_FROM = 0.8


class Room(IntEnum):
    """How much room there is."""

    AMPLE = 0
    TIGHT = 1
    """New words of running conversations wait in memory until their end; scans and endings are stored."""
    NONE = 2
    """New leads are refused, loudly. Endings and consent of leads that are there are still stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the outbox keeps within; 0 is no bound.

    Attributes:
        records_bytes: All records together.
        leads: Number of leads.
        free_bytes: What the disk must have left.
    """

    records_bytes: int = 0
    leads: int = 0
    free_bytes: int = 0

    def room(self, records_bytes: int, leads: int, directory: Path) -> Room:
        """Return how much room there is for one more."""
        shares = [
            used / bound
            for used, bound in ((records_bytes, self.records_bytes), (leads, self.leads))
            if bound > 0
        ]
        if self.free_bytes > 0:
            shares.append(self.free_bytes / max(1, _free_bytes(directory)))
        share = max(shares, default=0.0)
        return Room.NONE if share >= 1 else Room.TIGHT if share >= _TIGHT_FROM else Room.AMPLE


def _free_bytes(directory: Path) -> int:
    disk = os.statvfs(directory)
    return disk.f_bavail * disk.f_frsize

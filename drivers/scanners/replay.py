"""Scans from a script, for demonstrations and tests."""

import asyncio
import math
import tomllib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from drivers.clock import Clock
from drivers.scanners.base import BLANK, RefusalReason, Scan, Scanner, ScannerListener
from drivers.scanners.framing import MAX_CHARACTERS

_KEYS = {"at_s", "payload"}


class ReplayScriptError(Exception):
    """A script cannot be played; the text names the file, the entry and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class ScriptedScan:
    """One entry of a script: a payload, and when it is scanned in seconds from the start."""

    at_s: float
    payload: str


def read_script(path: Path) -> list[ScriptedScan]:
    """Read `[[scan]]` tables with `at_s` and `payload`, in the order of their times.

    Raises:
        ReplayScriptError: The file is absent or not such a script.
    """
    try:
        document = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ReplayScriptError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ReplayScriptError(f"{path}: is not UTF-8 text at byte {error.start}") from error
    except tomllib.TOMLDecodeError as error:
        raise ReplayScriptError(f"{path}: is not TOML: {error}") from error
    if unknown := sorted(document.keys() - {"scan"}):
        raise ReplayScriptError(f"{path}: unknown key {unknown[0]!r}; a script has [[scan]] tables only")
    entries = document.get("scan", [])
    if not isinstance(entries, list):
        raise ReplayScriptError(f"{path}: 'scan' is not a list of tables; write [[scan]] with two brackets")
    scans: list[ScriptedScan] = []
    for number, entry in enumerate(entries, start=1):
        scan = _read_entry(entry, f"{path}: scan {number}")
        if scans and scan.at_s < scans[-1].at_s:
            raise ReplayScriptError(
                f"{path}: scan {number}: at_s is {scan.at_s}, before the scan above it ({scans[-1].at_s})"
            )
        scans.append(scan)
    return scans


def _read_entry(entry: object, where: str) -> ScriptedScan:
    if not isinstance(entry, dict):
        raise ReplayScriptError(f"{where}: is not a table; write [[scan]] and below it at_s and payload")
    if missing := sorted(_KEYS - entry.keys()):
        raise ReplayScriptError(f"{where}: {missing[0]} is missing")
    if unknown := sorted(entry.keys() - _KEYS):
        raise ReplayScriptError(f"{where}: unknown key {unknown[0]!r}; there are at_s and payload")
    at_s, payload = entry["at_s"], entry["payload"]
    if isinstance(at_s, bool) or not isinstance(at_s, int | float):
        raise ReplayScriptError(f"{where}: at_s is not a number of seconds")
    if not math.isfinite(at_s) or at_s < 0:
        raise ReplayScriptError(f"{where}: at_s is {at_s}; it counts seconds from the start, 0 or more")
    if not isinstance(payload, str):
        raise ReplayScriptError(f"{where}: payload is not a string")
    return ScriptedScan(float(at_s), payload)


class ReplayScanner(Scanner):
    """Plays a script; the iteration ends after its last scan.

    A scan is stamped with the time the script gives it, so a replay is the same however late the
    machine runs.

    Args:
        name: What the scanner is called in scans and reports.
        listener: Hears about refusals.
        clock: Decides when a scan is due.
        path: The script.
        start_s: `Clock` time that the script's zero stands for.
        max_characters: Longer payloads are refused, as a real scanner's would be.

    Raises:
        ReplayScriptError: The script cannot be played.
    """

    def __init__(
        self,
        *,
        name: str,
        listener: ScannerListener,
        clock: Clock,
        path: Path | str,
        start_s: float,
        max_characters: int = MAX_CHARACTERS,
    ) -> None:
        super().__init__(name=name, listener=listener)
        self._clock = clock
        self._start_s = start_s
        self._max_characters = max_characters
        self._script = read_script(Path(path))
        self._closed = asyncio.Event()

    def __aiter__(self) -> AsyncIterator[Scan]:
        """Yield the scans when they are due."""
        return self._scans()

    async def aclose(self) -> None:
        """See `Scanner.aclose`."""
        self._closed.set()

    async def _scans(self) -> AsyncIterator[Scan]:
        if not self._closed.is_set():
            self.listener.connected(self.name)
        for entry in self._script:
            due_s = self._start_s + entry.at_s
            if not await self._wait_until(due_s):
                return
            if not entry.payload.strip(BLANK):
                self.listener.refused(self.name, RefusalReason.EMPTY, len(entry.payload))
            elif len(entry.payload) > self._max_characters:
                self.listener.refused(self.name, RefusalReason.TOO_LONG, len(entry.payload))
            else:
                yield Scan(payload=entry.payload, scanner=self.name, time_s=due_s)

    async def _wait_until(self, due_s: float) -> bool:
        """Return whether the time came before the scanner was closed."""
        due = asyncio.ensure_future(self._clock.sleep_until(due_s))
        closed = asyncio.ensure_future(self._closed.wait())
        try:
            await asyncio.wait({due, closed}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            due.cancel()
            closed.cancel()
        return not self._closed.is_set()

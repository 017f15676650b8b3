"""Scans typed or piped into the standard input, one a line."""

import asyncio
import os
import re
from collections import deque
from collections.abc import AsyncIterator

from drivers.clock import Clock
from drivers.scanners.base import BLANK, RefusalReason, Scan, Scanner, ScannerListener
from drivers.scanners.framing import MAX_CHARACTERS
from drivers.scanners.payload import decode_payload

_READ_BYTES = 4096
_MOST_BYTES_PER_CHARACTER = 4
_ESCAPES = {r"\n": "\n", r"\\": "\\"}


class StdinScanner(Scanner):
    r"""Every line is a scan; the iteration ends with the input.

    In a line, `\n` stands for a line break, so that codes of several lines can be typed, and `\\`
    for a backslash. Pipes, files and terminals all work.

    Args:
        name: What the scanner is called in scans and reports.
        listener: Hears about refusals.
        clock: Stamps the scans.
        fd: The descriptor to read; it is left open and as it is.
        max_characters: Longer lines are thrown away and reported.
    """

    def __init__(
        self,
        *,
        name: str,
        listener: ScannerListener,
        clock: Clock,
        fd: int = 0,
        max_characters: int = MAX_CHARACTERS,
    ) -> None:
        super().__init__(name=name, listener=listener)
        self._clock = clock
        self._fd = fd
        self._max_characters = max_characters
        self._line = bytearray()
        self._line_bytes = 0
        self._waiting: deque[Scan] = deque()
        self._ended = False
        self._wake = asyncio.Event()

    def __aiter__(self) -> AsyncIterator[Scan]:
        """Yield scans as lines come; one iteration at a time."""
        return self._scans()

    async def aclose(self) -> None:
        """See `Scanner.aclose`."""
        self._ended = True
        self._wake.set()

    async def _scans(self) -> AsyncIterator[Scan]:
        if not self._ended:
            self.listener.connected(self.name)
        while True:
            while self._waiting:
                yield self._waiting.popleft()
            if self._ended:
                return
            if await self._readable():
                self._read()

    async def _readable(self) -> bool:
        """Wait until a read will not block; return False if the scanner was closed meanwhile."""
        loop = asyncio.get_running_loop()
        self._wake.clear()
        try:
            loop.add_reader(self._fd, self._wake.set)
        except PermissionError:
            await asyncio.sleep(0)
            return True  # epoll refuses plain files, which never block
        try:
            await self._wake.wait()
        finally:
            loop.remove_reader(self._fd)
        return not self._ended

    def _read(self) -> None:
        try:
            data = os.read(self._fd, _READ_BYTES)
        except BlockingIOError:
            return
        except OSError:
            data = b""  # the terminal hung up
        if not data:
            self._ended = True
            if self._line_bytes:
                self._end_line()
            return
        *lines, rest = data.split(b"\n")
        for line in lines:
            self._collect(line)
            self._end_line()
        self._collect(rest)

    def _collect(self, data: bytes) -> None:
        self._line_bytes += len(data)
        if self._line_bytes <= self._max_characters * _MOST_BYTES_PER_CHARACTER:
            self._line += data
        else:
            self._line.clear()

    def _end_line(self) -> None:
        kept = len(self._line) == self._line_bytes
        line, characters = bytes(self._line), self._line_bytes
        self._line.clear()
        self._line_bytes = 0
        payload = ""
        if kept:
            text = decode_payload(line).removesuffix("\r")
            payload = re.sub(r"\\[n\\]", lambda escape: _ESCAPES[escape[0]], text)
            characters = len(payload)
        if not kept or characters > self._max_characters:
            self.listener.refused(self.name, RefusalReason.TOO_LONG, characters)
        elif not payload.strip(BLANK):
            self.listener.refused(self.name, RefusalReason.EMPTY, characters)
        else:
            self._waiting.append(Scan(payload=payload, scanner=self.name, time_s=self._clock.now()))

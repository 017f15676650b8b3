"""What every scanner on a cable does, whatever the cable: wait for it, read it, lose it, wait again."""

import asyncio
from abc import abstractmethod
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from drivers.clock import Clock
from drivers.scanners.base import RefusalReason, Scan, Scanner, ScannerListener
from drivers.scanners.framing import Framed, Framer, FramingRules, Refused

_MOST_WAITING = 64
"""Scans that wait for the agent before reading pauses; the kernel buffers what comes then."""


class UnavailableError(Exception):
    """The device cannot be opened now; the text tells a person why and what to do or to expect."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some characters off the cable.

    Attributes:
        text: The characters; empty while one is only half typed.
        at_s: When the kernel received them (CLOCK_MONOTONIC); None where only the time of reading is known.
        lost: Whether characters were lost here.
    """

    text: str
    at_s: float | None = None
    lost: bool = False


class Line(Protocol):
    """An open cable."""

    def fileno(self) -> int:
        """Return the descriptor to watch."""
        ...

    def receive(self) -> Sequence[Piece]:
        """Return what waits to be read, without waiting; raise OSError when the device is gone."""
        ...

    def flush(self) -> str:
        """Return what was held back for a character that now will not come."""
        ...

    def close(self) -> None:
        """Release the device."""
        ...


class DeviceScanner(Scanner):
    """Scans from a device that may be absent, come, go and return."""

    def __init__(
        self, *, name: str, listener: ScannerListener, clock: Clock, rules: FramingRules, retry_s: float
    ) -> None:
        super().__init__(name=name, listener=listener)
        self._clock = clock
        self._retry_s = retry_s
        self._max_characters = rules.max_characters
        self._framer = Framer(self._framing(rules))
        self._line: Line | None = None
        self._reading = False
        self._timer: asyncio.TimerHandle | None = None
        self._waiting: deque[Scan] = deque()
        self._wake = asyncio.Event()
        self._closed = False
        self._retrying = False
        self._complaint: str | None = None

    def __aiter__(self) -> AsyncIterator[Scan]:
        """Yield scans as they come; one iteration at a time."""
        return self._scans()

    async def aclose(self) -> None:
        """See `Scanner.aclose`; scans that were complete are still yielded."""
        self._closed = True
        self._release()
        self._wake.set()

    @property
    @abstractmethod
    def _device(self) -> str:
        """The device as a person would look for it."""

    @abstractmethod
    def _open(self) -> Line:
        """Open the device.

        Raises:
            UnavailableError: It is absent or refuses.
        """

    def _framing(self, rules: FramingRules) -> FramingRules:
        """Return the rules for the characters that this cable delivers."""
        return rules

    def _payload(self, text: str) -> str:
        """Turn the characters of one scan into its payload."""
        return text

    async def _scans(self) -> AsyncIterator[Scan]:
        while True:
            while self._waiting:
                scan = self._waiting.popleft()
                self._read_on()
                yield scan
            if self._closed:
                return
            self._wake.clear()
            if self._line is not None:
                await self._wake.wait()
            elif not self._retrying:
                self._retrying = not self._connect()
            else:
                with suppress(TimeoutError):
                    async with asyncio.timeout(self._retry_s):
                        await self._wake.wait()
                self._retrying = False

    def _connect(self) -> bool:
        try:
            self._line = self._open()
        except UnavailableError as why:
            self._complain(str(why))
            return False
        self._complaint = None
        self._read_on()
        self.listener.connected(self.name)
        return True

    def _complain(self, why: str) -> None:
        """Report why the device cannot be read, once for as long as the reason stays the same."""
        if why != self._complaint:
            self._complaint = why
            self.listener.disconnected(self.name, why)

    def _read_on(self) -> None:
        if self._line is not None and not self._reading and len(self._waiting) < _MOST_WAITING:
            asyncio.get_running_loop().add_reader(self._line.fileno(), self._on_readable)
            self._reading = True
            self._await_end()

    def _stop_reading(self) -> None:
        if self._line is not None and self._reading:
            asyncio.get_running_loop().remove_reader(self._line.fileno())
            self._reading = False

    def _on_readable(self) -> None:
        line = self._line
        if line is None:
            return
        try:
            pieces = line.receive()
        except BlockingIOError:
            return
        except OSError:
            self._release()
            self._retrying = True
            self._complain(f"scanner {self._device} disappeared; waiting for it to come back")
            self._wake.set()
            return
        for piece in pieces:
            self._take(piece)
        self._await_end()

    def _take(self, piece: Piece) -> None:
        now_s = asyncio.get_running_loop().time()
        at_s = now_s
        if piece.at_s is not None:
            at_s = min(piece.at_s, now_s)
            self._settle(self._framer.poll(at_s))
        clock_s = self._clock.now() - (now_s - at_s)
        self._framer.push(piece.text, at_s=at_s, clock_s=clock_s)
        if piece.lost:
            self._framer.lose()

    def _await_end(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        deadline_s = self._framer.deadline_s
        # While reading pauses, silence means nothing: the rest of the scan may wait in the kernel.
        if deadline_s is not None and self._reading:
            self._timer = asyncio.get_running_loop().call_at(deadline_s, self._on_silence)

    def _on_silence(self) -> None:
        # The loop runs readers before timers that are due at the same moment, and a reader renews the
        # timer: when this runs, nothing waits to be read, however late it is.
        self._timer = None
        deadline_s = self._framer.deadline_s
        if deadline_s is None:
            return
        self._complete()
        self._settle(self._framer.poll(deadline_s))
        self._await_end()

    def _complete(self) -> None:
        if self._line is not None:
            self._framer.complete(self._line.flush())

    def _settle(self, end: Framed | Refused | None) -> None:
        if isinstance(end, Refused):
            self.listener.refused(self.name, end.reason, end.characters)
        elif end is not None:
            self._accept(end)

    def _accept(self, framed: Framed) -> None:
        payload = self._payload(framed.text)
        if len(payload) > self._max_characters:
            self.listener.refused(self.name, RefusalReason.TOO_LONG, len(payload))
            return
        self._waiting.append(Scan(payload=payload, scanner=self.name, time_s=framed.clock_s))
        if len(self._waiting) >= _MOST_WAITING:
            self._stop_reading()
        self._wake.set()

    def _release(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._line is None:
            return
        self._complete()
        self._settle(self._framer.cut())
        self._stop_reading()
        line, self._line = self._line, None
        line.close()

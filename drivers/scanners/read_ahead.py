"""Reads a keyboard as it types, also while the event loop computes."""

import errno
import os
import select
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Protocol

from evdev import InputEvent

_MOST_WAITING = 2048
"""Events of a badge of 300 characters; what comes then waits in the kernel."""
_FULL_PAUSE_S = 0.02


class Keyboard(Protocol):
    """What is read of an open input device; `evdev.InputDevice` is one."""

    def fileno(self) -> int:
        """Return the descriptor to watch."""
        ...

    def read(self) -> Iterable[InputEvent]:
        """Return the events that wait; raise OSError when the device is gone."""
        ...

    def active_keys(self) -> Sequence[int]:
        """Return the keys that are down now."""
        ...

    def close(self) -> None:
        """Release the device."""
        ...


class ReadAhead:
    """A keyboard that a thread of its own reads at once.

    The kernel keeps 64 events of a keyboard, about ten characters: a scanner that types one key a
    millisecond fills that in 20 ms, and an event loop that computes for longer would lose the badge.

    Args:
        keyboard: Is closed together with this.
    """

    def __init__(self, keyboard: Keyboard) -> None:
        self._keyboard = keyboard
        self._lock = threading.Lock()
        self._events: deque[InputEvent] = deque()
        self._gone: OSError | None = None
        self._waiting = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        self._stop = os.eventfd(0, os.EFD_CLOEXEC | os.EFD_NONBLOCK)
        # Readable also for what only the kernel has yet: whoever sees nothing to read may rely on it.
        self._either = select.epoll(2)
        for descriptor in (self._waiting, keyboard.fileno()):
            self._either.register(descriptor, select.EPOLLIN)
        self._thread = threading.Thread(target=self._run, daemon=True, name="keyboard")
        self._thread.start()

    def fileno(self) -> int:
        """Return a descriptor that is readable when `read` has something to return."""
        return self._either.fileno()

    def read(self) -> list[InputEvent]:
        """Return every event so far.

        Raises:
            BlockingIOError: If there is none.
            OSError: If the device is gone.
        """
        with self._lock:
            with suppress(BlockingIOError):
                os.eventfd_read(self._waiting)
            self._fetch()
            events = list(self._events)
            self._events.clear()
            if events:
                return events
            raise self._gone or BlockingIOError(errno.EAGAIN, "no key was pressed")

    def active_keys(self) -> Sequence[int]:
        """See `Keyboard.active_keys`."""
        return self._keyboard.active_keys()

    def close(self) -> None:
        """End the thread and release the device."""
        os.eventfd_write(self._stop, 1)
        self._thread.join()
        self._either.close()
        for descriptor in (self._waiting, self._stop):
            os.close(descriptor)
        self._keyboard.close()

    def _run(self) -> None:
        poll = select.poll()
        for descriptor in (self._stop, self._keyboard.fileno()):
            poll.register(descriptor, select.POLLIN)
        pause_s = 0.0
        while self._gone is None:
            ready = dict(poll.poll() if not pause_s else self._stopped_within(pause_s))
            if self._stop in ready:
                return
            pause_s = _FULL_PAUSE_S if len(self._events) >= _MOST_WAITING else 0.0
            if not pause_s:
                with self._lock:
                    # First: else a moment would seem to have nothing to read.
                    os.eventfd_write(self._waiting, 1)
                    self._fetch()

    def _stopped_within(self, seconds: float) -> list[tuple[int, int]]:
        poll = select.poll()
        poll.register(self._stop, select.POLLIN)
        return poll.poll(seconds * 1000)

    def _fetch(self) -> None:
        """Take from the kernel what it has; a device that is gone stays gone."""
        if self._gone is not None:
            return
        try:
            events = list(self._keyboard.read())
        except BlockingIOError:
            return
        except OSError as error:
            self._gone = error
            return
        self._events.extend(events)
        if not events:
            self._gone = OSError(errno.ENODEV, "the device delivers nothing any more")

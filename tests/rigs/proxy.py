"""A TCP proxy between an agent and its broker that misbehaves on demand."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from typing import Self

_CHUNK = 65_536


class FaultyProxy:
    """Forwards bytes to a broker, and does to them what networks do.

    Attributes:
        delay_s: Every chunk waits so long, in either direction.
        down_dropped: Bytes from the broker vanish; the connection looks alive (half-open).
        up_dropped: Bytes to the broker vanish.
        cut_after_bytes: Each connection is cut once so many bytes went up; then it is spent.
        connections: How many there have been.
    """

    def __init__(self, host: str, port: Callable[[], int]) -> None:
        self.delay_s = 0.0
        self.up_dropped = False
        self.down_dropped = False
        self.refusing = False
        self.cut_after_bytes: int | None = None
        self.connections = 0
        self.host = "127.0.0.1"
        self._target = (host, port)
        self._pairs: set[tuple[socket.socket, socket.socket]] = set()
        self._listener = socket.create_server((self.host, 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._closing = False

    @property
    def url(self) -> str:
        return f"mqtt://{self.host}:{self.port}"

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self._closing = True
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self.cut()
        for thread in self._threads:
            thread.join(5)

    def cut(self) -> None:
        """End every connection at once, without goodbye."""
        for pair in list(self._pairs):
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._closing:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            if self.refusing:
                client.close()
                continue
            host, port = self._target
            try:
                broker = socket.create_connection((host, port()), timeout=5)
            except OSError:
                client.close()
                continue
            self.connections += 1
            broker.settimeout(None)
            pair = (client, broker)
            self._pairs.add(pair)
            self._run(lambda pair=pair: self._forward(pair, up=True))  # type: ignore[misc]
            self._run(lambda pair=pair: self._forward(pair, up=False))  # type: ignore[misc]

    def _forward(self, pair: tuple[socket.socket, socket.socket], *, up: bool) -> None:
        source, sink = pair if up else pair[::-1]
        try:
            while chunk := source.recv(_CHUNK):
                if self.delay_s:
                    time.sleep(self.delay_s)
                if up and self.cut_after_bytes is not None:
                    part, self.cut_after_bytes = chunk[: self.cut_after_bytes], None
                    sink.sendall(part)
                    break
                if not (self.up_dropped if up else self.down_dropped):
                    sink.sendall(chunk)
        except OSError:
            pass
        finally:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
            if not up:
                self._pairs.discard(pair)
                for end in pair:
                    end.close()

    def _run(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True, name="faulty-proxy")
        self._threads.append(thread)
        thread.start()

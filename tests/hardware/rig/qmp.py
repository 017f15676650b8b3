"""QEMU's two doors, both of JSON lines: its monitor (QMP) and the agent inside the guest."""

import contextlib
import json
import socket
import time
from pathlib import Path
from typing import Any, Self

_ANSWER_S = 30.0


class QmpError(Exception):
    """QEMU or the guest's agent refuses; the message is theirs."""


class QmpConnection:
    """One connection to a door.

    Raises:
        OSError: If nobody opens within `timeout_s`.
    """

    def __init__(self, path: Path, *, timeout_s: float = 20.0) -> None:
        deadline_s = time.monotonic() + timeout_s
        while True:
            self._socket = socket.socket(socket.AF_UNIX)
            try:
                self._socket.connect(str(path))
                break
            except OSError:
                self._socket.close()
                if time.monotonic() > deadline_s:
                    raise
                time.sleep(0.05)
        self._received = b""
        self._events: list[dict[str, Any]] = []

    @classmethod
    def monitor(cls, path: Path) -> Self:
        """Open the monitor, which greets and wants to be greeted."""
        connection = cls(path)
        connection._read(time.monotonic() + _ANSWER_S)
        connection.command("qmp_capabilities")
        return connection

    def command(
        self, name: str, /, arguments: dict[str, Any] | None = None, timeout_s: float = _ANSWER_S
    ) -> Any:
        """Run a command and return its answer.

        Raises:
            QmpError: If it is refused.
            TimeoutError: If there is no answer.
            OSError: If the other end is gone.
        """
        message = {"execute": name} | ({"arguments": arguments} if arguments else {})
        self._socket.sendall(json.dumps(message).encode() + b"\n")
        deadline_s = time.monotonic() + timeout_s
        while True:
            answer = self._read(deadline_s)
            if "event" in answer:
                self._events.append(answer)
            elif "error" in answer:
                raise QmpError(f"{name}: {answer['error'].get('desc', answer['error'])}")
            elif "return" in answer:
                return answer["return"]

    def synchronise(self, *, timeout_s: float) -> None:
        """Make sure that the agent in the guest listens, and that what it answers from now on is new.

        Raises:
            TimeoutError: If there is no answer.
            OSError: If the other end is gone.
        """
        number = time.monotonic_ns() & 0xFFFFFFFF
        message = {"execute": "guest-sync-delimited", "arguments": {"id": number}}
        self._socket.sendall(json.dumps(message).encode() + b"\n")
        deadline_s = time.monotonic() + timeout_s
        # What comes before it answers an earlier connection that had given up.
        while self._read(deadline_s).get("return") != number:
            continue

    def wait_for(self, event: str, *, device: str, timeout_s: float = _ANSWER_S) -> None:
        """Wait until QEMU has told `event` about `device`."""
        deadline_s = time.monotonic() + timeout_s
        while True:
            for told in self._events:
                if told["event"] == event and told.get("data", {}).get("device") == device:
                    self._events.remove(told)
                    return
            answer = self._read(deadline_s)
            if "event" in answer:
                self._events.append(answer)

    def close(self) -> None:
        """Hang up."""
        with contextlib.suppress(OSError):
            self._socket.close()

    def _read(self, deadline_s: float) -> dict[str, Any]:
        while b"\n" not in self._received:
            self._socket.settimeout(max(0.01, deadline_s - time.monotonic()))
            try:
                part = self._socket.recv(65_536)
            except TimeoutError:
                raise TimeoutError("no answer from QEMU or the agent in the guest") from None
            if not part:
                raise ConnectionError("QEMU has closed the connection")
            self._received += part
        line, self._received = self._received.split(b"\n", 1)
        line = line.strip(b"\xff \r")  # 0xff marks where the guest's agent starts anew
        answer: dict[str, Any] = json.loads(line) if line else {}
        return answer

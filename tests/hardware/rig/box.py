"""A box as it stands at a booth: the machine with our package, its devices, and what it says of itself."""

import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from prometheus_client.parser import text_string_to_metric_families

from tests.hardware.rig.machine import GuestError, Machine
from tests.hardware.rig.usb.serial_port import SerialPort
from tests.rigs.processes import eventually

_SAID = re.compile(r"boothscribe\[\d+\]: (\{.*\})\s*$", re.MULTILINE)
_READY_S = 600.0
_SCANS_AT_MOST = 3
_REFUSED = "scan refused; scan again"
_METRICS = """\
for _ in 1 2 3 4 5; do
    said=$(exec 3<>/dev/tcp/127.0.0.1/9477; printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3; cat <&3) && break
    sleep 2
done
[ -n "$said" ] && printf '%s' "$said"
"""
"""An emulated box that is busy resets a connection now and then."""


class Scannable(Protocol):
    """A scanner of whatever kind."""

    def scan(self, payload: str, terminator: str = ...) -> None:
        """Scan a code."""


class FtdiPort:
    """A scanner behind QEMU's FT232 adapter."""

    def __init__(self, path: Path) -> None:
        self._line = socket.socket(socket.AF_UNIX)
        self._line.connect(str(path))

    def scan(self, payload: str, terminator: str = "\r\n") -> None:
        """Send a payload."""
        self._line.sendall((payload + terminator).encode())

    def close(self) -> None:
        """Let go of the line."""
        self._line.close()


class Box:
    """What the service on a machine says, and what can be done to it."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def said(self, *events: str, **fields: Any) -> list[dict[str, Any]]:
        """Return the log lines of the service, over all starts, with one of these events and these fields.

        They come over the serial console, so they are known outside even if the power went a moment later.
        """
        return [
            line for line in self._lines() if line.get("event") in events and fields.items() <= line.items()
        ]

    @property
    def confirmed(self) -> int:
        """How many scans the box has confirmed so far."""
        return len(self.said("scan stored"))

    def await_said(self, *events: str, count: int = 1, patience_s: float = 90.0, **fields: Any) -> None:
        """Wait until the service has said one of these so many times, all together."""
        eventually(
            f"the box says {' or '.join(events)} {count} times with {fields}",
            lambda: len(self.said(*events, **fields)) >= count,
            patience_s,
        )

    def await_ready(self) -> None:
        """Wait until the service of this start is up."""
        self.machine.until("systemctl is-active --quiet boothscribe", patience_s=_READY_S, every_s=1)

    def restart(self, drop_in: str | None = None, settings: str | None = None) -> None:
        """Start the service anew, with a drop-in of its unit or of its settings."""
        if drop_in is not None:
            self.machine.write("/etc/systemd/system/boothscribe.service.d/test.conf", drop_in)
            self.machine.run("systemctl daemon-reload")
        if settings is not None:
            self.machine.write("/etc/boothscribe/boothscribe.d/test.toml", settings)
            self.machine.run("chgrp boothscribe /etc/boothscribe/boothscribe.d/test.toml")
        self.machine.run("systemctl restart boothscribe", timeout_s=_READY_S)

    def scan(
        self, scanner: Scannable, payload: str, *, event: str = "scan stored", patience_s: float = 90.0
    ) -> None:
        """Scan until the box has said that it has taken it: again, as a person would, where it says so.

        What a keyboard types while the box stands still for a tenth of a second, its kernel cannot keep; an
        emulated one that shares its processor does. It must say so: silence is a failure.
        """
        for _ in range(_SCANS_AT_MOST):
            taken, answers = len(self.said(event)), len(self.said(event, _REFUSED))
            scanner.scan(payload)
            self.await_said(event, _REFUSED, count=answers + 1, patience_s=patience_s)
            if len(self.said(event)) > taken:
                return
        raise AssertionError(f"refused {_SCANS_AT_MOST} times: {self.said(_REFUSED)}")

    def scan_and_unplug(self, *badges: str) -> None:
        """Scan with a serial scanner that is plugged in for it, and may be slow to be found."""
        scanner = SerialPort()
        ready = len(self.said("scanner is ready", scanner="acm"))
        self.machine.plug("acm", scanner)
        self.await_said("scanner is ready", scanner="acm", count=ready + 1, patience_s=300)
        for badge in badges:
            self.scan(scanner, badge, patience_s=300)
        self.machine.unplug("acm")

    def metrics(self) -> dict[str, float]:
        """Return the metrics, summed over their labels."""
        found: dict[str, float] = {}
        answer = self.machine.run(_METRICS)
        _, _, text = answer.replace("\r", "").partition("\n\n")
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                found[sample.name] = found.get(sample.name, 0.0) + sample.value
        return found

    def await_metric(self, name: str, at_least: float = 1.0, *, patience_s: float = 90.0) -> None:
        """Wait until a metric has risen so far."""
        deadline_s = time.monotonic() + patience_s
        while (value := self.metrics().get(name, 0.0)) < at_least:
            if time.monotonic() > deadline_s:
                raise GuestError(f"{name} is {value}, not {at_least}")
            time.sleep(0.5)

    def _lines(self) -> Iterator[dict[str, Any]]:
        for line in _SAID.findall(self.machine.console):
            try:
                yield json.loads(line)
            except ValueError:  # the power went in the middle of it
                continue

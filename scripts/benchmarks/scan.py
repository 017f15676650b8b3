"""From the last character of a badge to the broker, beside what the same machine needs at least."""

import contextlib
import json
import os
import queue
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from agent.settings.model import SerialScannerSettings
from scripts.benchmarks.report import Row, figures, show
from tests.rigs.mosquitto import Mosquitto
from tests.rigs.processes import Agent, eventually

_DEVICE_TOPIC = "booth/v1/booth-7/up/lead"
_ARRIVAL_TIMEOUT_S = 10.0
_PAUSE_S = 0.15


class Listener:
    """A subscriber that notes when messages arrive."""

    def __init__(self, broker: Mosquitto, topic: str) -> None:
        self.arrivals: queue.Queue[tuple[float, bytes]] = queue.Queue()
        self.client = mqtt.Client(
            CallbackAPIVersion.VERSION2, client_id=f"bench-{uuid4().hex[:8]}", protocol=mqtt.MQTTv5
        )
        self.client.on_message = self._on_message
        self.client.connect(broker.host, broker.port)
        self.client.subscribe(topic, qos=1)
        self.client.loop_start()

    def close(self) -> None:
        """Disconnect."""
        self.client.disconnect()
        self.client.loop_stop()

    def next(self) -> tuple[float, bytes]:
        """Return when the next message arrived, and its payload."""
        return self.arrivals.get(timeout=_ARRIVAL_TIMEOUT_S)

    def _on_message(self, _client: object, _data: object, message: mqtt.MQTTMessage) -> None:
        self.arrivals.put((time.monotonic(), bytes(message.payload)))


def measure(scans: int) -> dict[str, float]:
    """Run the agent as a service runs it, scan badges on a pseudo-terminal, and print the table.

    Returns:
        The figures, names with units.
    """
    with contextlib.ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="boothscribe-bench-")))
        (directory / "broker").mkdir()
        broker = stack.enter_context(Mosquitto(directory / "broker"))
        through_agent, payload_bytes = _scan_to_broker(directory, broker, scans)
        rows = [
            Row("last character -> broker's subscriber", "scan_to_publish", through_agent),
            Row("bare MQTT publish -> subscriber", "bare_publish", list(_bare(broker, scans, payload_bytes))),
            Row("SQLite commit, synchronous=FULL", "commit", list(_commits(directory, scans, payload_bytes))),
        ]
    gap_ms = 1000 * float(SerialScannerSettings.model_fields["idle_gap_s"].default)
    show(
        f"scan: {scans} badges on a serial scanner, {payload_bytes} bytes a lead",
        rows,
        baseline=rows[1],
        notes=[_without_wait(rows[0], gap_ms)],
    )
    return figures(rows, idle_gap_ms=gap_ms, lead_bytes=payload_bytes)


def _without_wait(row: Row, gap_ms: float) -> str:
    return (
        f"\nThe scan waits {gap_ms:.0f} ms after its last character, to see that the code is over;"
        f" without that wait: p50 {row.percentile(50) - gap_ms:.2f} ms,"
        f" p99 {row.percentile(99) - gap_ms:.2f} ms."
    )


def _scan_to_broker(directory: Path, broker: Mosquitto, scans: int) -> tuple[list[float], int]:
    master, slave = os.openpty()
    table = f'[[scanners]]\ndriver = "serial"\nname = "front"\npath = "{os.ttyname(slave)}"\n'
    taken_ms: list[float] = []
    payload = b""
    with (
        contextlib.closing(Listener(broker, _DEVICE_TOPIC)) as listener,
        Agent(directory, broker=broker.url, scanners=table) as agent,
    ):
        eventually("the scanner is ready", lambda: agent.metric("boothscribe_scanner_connected"))
        eventually("the uplink is up", lambda: agent.metric("boothscribe_uplink_connected"))
        for number in range(scans):
            badge = f"MECARD:N:Doe,Jane {number};ORG:Example Ltd;EMAIL:jane{number}@example.com;;\r"
            started_s = time.monotonic()
            os.write(master, badge.encode())
            arrived_s, payload = listener.next()
            while not _is_first_revision(payload, f"Jane {number} Doe"):
                arrived_s, payload = listener.next()
            taken_ms.append(1000 * (arrived_s - started_s))
            time.sleep(_PAUSE_S)  # no faster than two reps with two scanners
    os.close(master)
    os.close(slave)
    return taken_ms, len(payload)


def _is_first_revision(payload: bytes, name: str) -> bool:
    lead: dict[str, Any] = json.loads(payload)["data"]
    return (lead["revision"], lead["attendee"]["name"]) == (1, name)


def _bare(broker: Mosquitto, scans: int, size: int) -> Iterator[float]:
    """Publish messages of the same size with nothing behind them: the floor for any sender."""
    with contextlib.closing(Listener(broker, "bench/bare")) as listener:
        time.sleep(0.5)
        for _ in range(scans):
            started_s = time.monotonic()
            listener.client.publish("bench/bare", b"x" * size, qos=1)
            yield 1000 * (listener.next()[0] - started_s)
            time.sleep(0.01)


def _commits(directory: Path, scans: int, size: int) -> Iterator[float]:
    """Commit rows of the same size to the same disk: the floor for "beep means safe"."""
    with contextlib.closing(sqlite3.connect(directory / "floor.db")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, record BLOB)")
        for _ in range(scans):
            started_s = time.monotonic()
            connection.execute("INSERT INTO rows (record) VALUES (?)", (b"x" * size,))
            connection.commit()
            yield 1000 * (time.monotonic() - started_s)

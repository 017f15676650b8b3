"""The world outside the box: a broker that it reaches through its network, and the collector behind it."""

import json
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion

from agent.contract.lead import Lead
from tests.rigs.mosquitto import Mosquitto
from tests.rigs.processes import Collector, Process, eventually


class Outside:
    """Broker with TLS towards the box and without it towards the collector, which takes everything in.

    Args:
        directory: An empty folder.
        certificate: PEM files of the broker's certificate and key.
        collecting: Whether a collector takes leads in and gives receipts.
    """

    def __init__(self, directory: Path, certificate: tuple[Path, Path], *, collecting: bool = True) -> None:
        self.port = _free_port()
        """Where the broker speaks TLS."""
        self.arrivals: list[tuple[float, Lead]] = []
        """Every lead revision that passed the broker, with `time.monotonic` of its arrival."""
        chain, key = certificate
        (directory / "broker").mkdir()
        tls = (f"listener {self.port} 127.0.0.1", f"certfile {chain}", f"keyfile {key}")
        self.broker = Mosquitto(directory / "broker", persistence=True, settings=tls)
        self._directory = directory
        self._collecting = collecting
        self._collector: Collector | None = None
        self._watcher: mqtt.Client | None = None
        self._arrived = threading.Lock()

    def __enter__(self) -> Self:
        self.broker.start()
        if self._collecting:
            self._collector = Collector(self._directory, broker=self.broker.url)
            self._collector.start()
        watcher = mqtt.Client(CallbackAPIVersion.VERSION2)
        watcher.on_connect = lambda client, *_: client.subscribe("booth/v1/+/up/lead", qos=1)
        watcher.on_message = self._take
        watcher.connect(self.broker.host, self.broker.port)
        watcher.loop_start()
        self._watcher = watcher
        return self

    def __exit__(self, *_: object) -> None:
        if self._watcher is not None:
            self._watcher.disconnect()
            self._watcher.loop_stop()
        if self._collector is not None:
            self._collector.terminate()
        self.broker.stop()

    @property
    def collector(self) -> Process:
        """The collector's process."""
        assert self._collector is not None
        return self._collector

    def leads(self) -> list[Lead]:
        """Return what the collector has stored, one entry a lead."""
        assert self._collector is not None
        return self._collector.leads()

    def badges(self) -> list[str]:
        """Return the badge ids of the leads at the collector, as often as there are leads of them."""
        return [lead.badge.id for lead in self.leads() if lead.badge.id is not None]

    def arrival(self, badge: str, *, patience_s: float = 60.0) -> tuple[float, Lead]:
        """Return the first revision of a badge's lead to pass the broker, and when it did."""

        deadline_s = time.monotonic() + patience_s
        while time.monotonic() < deadline_s:
            with self._arrived:
                for at_s, lead in self.arrivals:
                    if lead.badge.id == badge:
                        return at_s, lead
            time.sleep(0.02)
        others = {lead.badge.id or lead.badge.raw for _, lead in self.arrivals}
        raise AssertionError(f"{badge} does not pass the broker in {patience_s:.0f} s; others did: {others}")

    def eventually(
        self, what: str, probe: Callable[[list[Lead]], bool], *, patience_s: float = 120.0
    ) -> list[Lead]:
        """Return the leads at the collector once `probe` is content with them."""

        def found() -> list[Lead]:
            leads = self.leads()
            time.sleep(0.5)
            return leads if probe(leads) else []

        return eventually(what, found, patience_s)

    def _take(self, _client: mqtt.Client, _userdata: Any, message: mqtt.MQTTMessage) -> None:
        at_s = time.monotonic()
        lead = Lead.model_validate(json.loads(message.payload)["data"])
        with self._arrived:
            self.arrivals.append((at_s, lead))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""What is compared with the outbox: plain paho with its own queue, and a mosquitto bridge that persists.

Both run the same leads. `… backlog` is the time for a backlog to arrive at a subscriber; `… lost` is what
of the confirmed messages never arrives after the queue's process was killed while the network was away.
"""

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import paho.mqtt.client as mqtt
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from scripts.benchmarks.delivery_leads import usual_lead
from tests.rigs.leads import message
from tests.rigs.mosquitto import Mosquitto

TOPIC = "booth/v1/booth-7/up/lead"
_QUIET_S = 3.0
_PATIENCE_S = 300.0


class Sink:
    """A subscriber that counts different messages."""

    def __init__(self, broker: Mosquitto) -> None:
        self.ids: set[str] = set()
        self.received = 0
        self.last_s = time.monotonic()
        self._subscribed = threading.Event()
        self._client = _client("sink")
        self._client.on_message = self._on_message
        self._client.on_connect = lambda client, *_: client.subscribe(TOPIC, qos=1)
        self._client.on_subscribe = lambda *_: self._subscribed.set()
        _connect(self._client, broker)
        self._client.loop_start()
        self._subscribed.wait(_PATIENCE_S)

    def close(self) -> None:
        """Disconnect."""
        self._client.disconnect()
        self._client.loop_stop()

    def wait_for(self, count: int) -> float:
        """Return when the last of `count` messages came, or the last one before a silence."""
        began_s = time.monotonic()
        while len(self.ids) < count and time.monotonic() - max(began_s, self.last_s) < 3 * _QUIET_S:
            time.sleep(0.02)
        return self.last_s

    def _on_message(self, _client: object, _data: object, received: mqtt.MQTTMessage) -> None:
        self.received += 1
        self.ids.add(json.loads(received.payload)["id"])
        self.last_s = time.monotonic()


def paho_backlog(broker: Mosquitto, payloads: list[bytes]) -> float:
    """Return leads per second from a full queue of paho's to a subscriber."""
    with contextlib.closing(Sink(broker)) as sink:
        client = _client("plain")
        for payload in payloads:
            client.publish(TOPIC, payload, qos=1)  # not connected: it queues, in memory
        began_s = time.monotonic()
        _connect(client, broker)
        client.loop_start()
        took_s = sink.wait_for(len(payloads)) - began_s
        client.disconnect()
        client.loop_stop()
        return len(sink.ids) / took_s


def paho_lost(directory: Path, count: int) -> tuple[int, int]:
    """Kill a paho publisher whose broker is away; return what it had taken, and what never arrives."""
    directory.mkdir()
    broker = Mosquitto(directory, persistence=True, max_queued=0)
    broker.start()
    try:
        with contextlib.closing(Sink(broker)) as sink:
            child, lines = _child("paho", broker.url, str(count))
            next(lines)  # "connected"
            broker.stop()
            print_go(child)
            confirmed = sum(1 for _ in zip(range(count), lines, strict=False))
            child.kill()
            child.wait()
            broker.start()
            again, lines = _child("paho", broker.url, "0")
            next(lines)
            time.sleep(_QUIET_S)
            sink.wait_for(confirmed)
            again.kill()
            again.wait()
            return confirmed, confirmed - len(sink.ids)
    finally:
        broker.stop()


@contextlib.contextmanager
def bridge(directory: Path, remote: Mosquitto, *, strict: bool = False) -> Iterator[Mosquitto]:
    """A mosquitto on the box that forwards to `remote` and saves its queue every second.

    Strict: after every change, which writes the whole queue each time.
    """
    directory.mkdir()
    local = Mosquitto(
        directory,
        persistence=False,
        max_queued=0,
        settings=(
            "persistence true",
            f"persistence_location {directory}/",
            "autosave_interval 1",
            f"autosave_on_changes {'true' if strict else 'false'}",
            "connection up",
            f"address {remote.host}:{remote.port}",
            f"topic {TOPIC} out 1",
            "cleansession false",
            "notifications false",
            "restart_timeout 1 2",
            "bridge_protocol_version mqttv50",
        ),
    )
    local.start()
    try:
        yield local
    finally:
        local.stop()


def bridge_backlog(directory: Path, payloads: list[bytes]) -> float:
    """Return leads per second from a bridge's full queue to a subscriber at the remote broker."""
    directory.mkdir()
    (directory / "remote").mkdir()
    remote = Mosquitto(directory / "remote", max_queued=0)
    remote.start()
    remote.stop()
    with bridge(directory / "local", remote) as local:
        _publish_all(local, payloads)
        remote.start()
        try:
            with contextlib.closing(Sink(remote)) as sink:
                sink.wait_for(1)
                began_s = sink.last_s  # the bridge's own pause before it reconnects is not counted
                took_s = max(sink.wait_for(len(payloads)) - began_s, 1e-3)
                return len(sink.ids) / took_s
        finally:
            remote.stop()


def bridge_lost(directory: Path, count: int, *, strict: bool) -> tuple[int, int, float]:
    """Kill a bridge whose remote broker is away.

    Returns:
        What it had confirmed, what of it never arrives, and how many it confirmed a second.
    """
    directory.mkdir()
    (directory / "remote").mkdir()
    remote = Mosquitto(directory / "remote", max_queued=0, persistence=True)
    remote.start()
    remote.stop()
    payloads = [message(usual_lead(number)) for number in range(count)]
    with bridge(directory / "local", remote, strict=strict) as local:
        began_s = time.monotonic()
        confirmed = _publish_all(local, payloads)
        per_s = confirmed / (time.monotonic() - began_s)
        local.kill()
        local.start()
        remote.start()
        try:
            with contextlib.closing(Sink(remote)) as sink:
                time.sleep(_QUIET_S)
                sink.last_s = time.monotonic()
                sink.wait_for(confirmed)
                return confirmed, confirmed - len(sink.ids), per_s
        finally:
            remote.stop()


def print_go(child: subprocess.Popen[str]) -> None:
    """Tell a child to begin."""
    if child.stdin is not None:
        child.stdin.write("go\n")
        child.stdin.flush()


def _publish_all(broker: Mosquitto, payloads: list[bytes]) -> int:
    """Publish one after the other; return how many the broker confirmed."""
    client = _client("booth")
    _connect(client, broker)
    client.loop_start()
    confirmed = 0
    for payload in payloads:
        info = client.publish(TOPIC, payload, qos=1)
        info.wait_for_publish(_PATIENCE_S)
        confirmed += info.is_published()
    client.disconnect()
    client.loop_stop()
    return confirmed


def _child(*arguments: str) -> tuple[subprocess.Popen[str], Iterator[str]]:
    child = subprocess.Popen(
        [sys.executable, "-m", "scripts.benchmarks.delivery_peers", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ,
    )
    return child, (line.strip() for line in child.stdout or ())


def _client(name: str) -> mqtt.Client:
    client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id=name, protocol=mqtt.MQTTv5)
    client.max_queued_messages_set(0)
    client.reconnect_delay_set(1, 1)
    return client


def _connect(client: mqtt.Client, broker: Mosquitto) -> None:
    _connect_to(client, broker.host, broker.port)


def _connect_to(client: mqtt.Client, host: str, port: int) -> None:
    properties = Properties(PacketTypes.CONNECT)
    properties.SessionExpiryInterval = 3600
    client.connect(host, port, clean_start=False, properties=properties)


def _main() -> None:
    """A publisher that trusts paho's queue."""
    _, url, count = sys.argv[1:]
    host, _, port = url.removeprefix("mqtt://").partition(":")
    connected = threading.Event()
    client = _client("plain")
    client.on_connect = lambda *_: connected.set()
    _connect_to(client, host, int(port))
    client.loop_start()
    connected.wait(_PATIENCE_S)
    print("connected", flush=True)
    if int(count):
        sys.stdin.readline()
    for number in range(int(count)):
        client.publish(TOPIC, message(usual_lead(number)), qos=1)
        print(number, flush=True)
    time.sleep(_PATIENCE_S)


if __name__ == "__main__":
    _main()

import socket
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from prometheus_client import start_http_server
from prometheus_client.parser import text_string_to_metric_families

from agent.ops import metrics as module
from agent.ops.metrics import Metrics

PROMISED = {
    "boothscribe_scans",
    "boothscribe_frames",
    "boothscribe_overruns",
    "boothscribe_utterances",
    "boothscribe_speech_seconds",
    "boothscribe_decode_seconds",
    "boothscribe_lag_seconds",
    "boothscribe_outbox_leads",
    "boothscribe_outbox_oldest_seconds",
    "boothscribe_publishes",
    "boothscribe_receipts",
    "boothscribe_language_model_leads",
    "boothscribe_language_model_proposals",
    "boothscribe_reconnects",
}
"""What dashboards are built on."""


@pytest.fixture
def metrics(monkeypatch: pytest.MonkeyPatch) -> Iterator[Metrics]:
    """Metrics whose server ends with the test; the agent's ends with its process."""
    servers: list[Any] = []

    def remember(*arguments: Any, **named: Any) -> Any:
        servers.append(start_http_server(*arguments, **named))
        return servers[-1]

    monkeypatch.setattr(module, "start_http_server", remember)
    yield Metrics()
    for server, thread in servers:
        server.shutdown()
        server.server_close()
        thread.join()


def scraped(url: str) -> dict[str, dict[str, float]]:
    with urllib.request.urlopen(f"{url}/metrics", timeout=20) as answer:  # noqa: S310 -- our own loopback
        text = answer.read().decode()
    return {
        family.name: {
            sample.name + "".join(f",{value}" for value in sample.labels.values()): sample.value
            for sample in family.samples
        }
        for family in text_string_to_metric_families(text)
    }


def test_dashboards_find_every_number_that_was_promised(metrics: Metrics) -> None:
    port = metrics.serve("127.0.0.1:0")
    families = scraped(f"http://127.0.0.1:{port}")
    assert families.keys() >= PROMISED
    assert all(name.startswith("boothscribe_") for name in families)


def test_numbers_arrive_as_they_were_counted(metrics: Metrics) -> None:
    url = f"http://127.0.0.1:{metrics.serve('127.0.0.1:0')}"
    metrics.scans.labels("front").inc(2)
    metrics.lag_seconds.set(0.75)
    metrics.receipts.labels("accepted").inc()
    families = scraped(url)
    assert families["boothscribe_scans"]["boothscribe_scans_total,front"] == 2
    assert families["boothscribe_lag_seconds"]["boothscribe_lag_seconds"] == 0.75
    assert families["boothscribe_receipts"]["boothscribe_receipts_total,accepted"] == 1


def test_an_ipv6_address_is_served(metrics: Metrics) -> None:
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    port = metrics.serve("[::1]:0")
    assert scraped(f"http://[::1]:{port}").keys() >= PROMISED


def test_a_port_that_is_taken_is_told_as_an_oserror(metrics: Metrics) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            metrics.serve(f"127.0.0.1:{taken.getsockname()[1]}")


def test_two_agents_in_one_process_count_apart() -> None:
    one, other = Metrics(), Metrics()
    one.frames.inc(5)
    assert other.registry.get_sample_value("boothscribe_frames_total") == 0
    assert one.registry.get_sample_value("boothscribe_frames_total") == 5


def test_no_label_can_hold_a_name_or_a_badge() -> None:
    labels = {label for family in Metrics().__dict__.values() for label in getattr(family, "_labelnames", ())}
    allowed = {"card", "scanner", "reason", "outcome", "result", "status", "part", "kind", "verdict", "fault"}
    assert labels == allowed

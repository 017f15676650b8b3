"""Ways to a broker: several addresses, WebSocket, an HTTP proxy, MQTT 3.1.1, and a clock that is wrong."""

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from agent.delivering import UplinkNotices, uplink_notes
from agent.delivery import mqtt
from agent.delivery.certificates import certificate_concern
from agent.delivery.mqtt import MqttReason
from agent.delivery.outbox import Outbox
from agent.delivery.reconnect import Attempts
from agent.delivery.transport import Proxy
from agent.ops.health import Health, Status
from agent.settings.model import UplinkSettings
from tests.rigs.connect_proxy import ConnectProxy
from tests.rigs.leads import lead
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing, self_signed
from tests.rigs.scripted_broker import ScriptedBroker
from tests.rigs.uplink import Box, Cloud, until

pytestmark = pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing()))
NOT_AUTHORISED, QUOTA_EXCEEDED, PAYLOAD_INVALID, SERVER_BUSY, SHUTTING_DOWN = 0x87, 0x97, 0x99, 0x89, 0x8B


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    (tmp_path / "broker").mkdir()
    with Mosquitto(tmp_path / "broker") as started:
        yield started


@pytest.fixture
async def outbox(tmp_path: Path) -> AsyncIterator[Outbox]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    yield outbox
    await outbox.close()


def detail(box: Box) -> str:
    return box.station.detail or ""


async def test_leads_go_to_the_next_broker_and_back_to_the_first_when_it_returns(
    broker: Mosquitto, outbox: Outbox, tmp_path: Path
) -> None:
    (tmp_path / "first").mkdir()
    first = Mosquitto(tmp_path / "first")
    first.start()
    first.stop()
    uplink = {"fallbacks": ("mqtt://127.0.0.1:1", broker.url), "first_again_s": 0.3}
    box = Box(outbox, first.url, uplink=uplink)
    async with box.running():
        with contextlib.closing(Cloud(broker)) as cloud:
            await box.store(one := lead(final=True))
            await box.empty()
            assert cloud.revisions() == [(str(one.id), 1)]
            assert box.station.status is Status.DEGRADED
            assert f"leads go to {broker.host}:{broker.port}" in detail(box)
        with first, contextlib.closing(Cloud(first)) as cloud:
            await until(lambda: box.station.status is Status.OK, "the box returns")
            await box.store(two := lead(final=True))
            await box.empty()
            assert (str(two.id), 1) in cloud.revisions()


async def test_leads_without_receipt_go_to_the_broker_that_is_left(
    broker: Mosquitto, outbox: Outbox, tmp_path: Path
) -> None:
    (tmp_path / "first").mkdir()
    with Mosquitto(tmp_path / "first") as first:
        box = Box(outbox, first.url, uplink={"fallbacks": (broker.url,)})
        async with box.running():
            await box.store(*(leads := [lead(final=True) for _ in range(20)]))
            await until(lambda: len(outbox._shelf.sendings.sent) == 20, "all are with the first")
            with contextlib.closing(Cloud(broker)) as cloud:
                first.kill()
                await box.empty()
                assert {one for one, _ in cloud.revisions()} == {str(one.id) for one in leads}


@pytest.mark.parametrize("tls", [False, True], ids=["ws", "wss"])
async def test_a_network_that_only_knows_the_web_is_passed_by_websocket(
    outbox: Outbox, tmp_path: Path, *, tls: bool
) -> None:
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    self_signed(chain, key)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    (tmp_path / "web").mkdir()
    broker = Mosquitto(
        tmp_path / "web",
        certificate=(chain, key) if tls else None,  # of the last listener
        settings=(f"listener {port} 127.0.0.1", "protocol websockets"),
    )
    account: dict[str, Any] = {"ca_file": str(chain)} if tls else {}
    with broker, contextlib.closing(Cloud(broker)) as cloud, ConnectProxy() as proxy:
        for through in (None, Proxy(proxy.host, proxy.port)):
            box = Box(outbox, f"{'wss' if tls else 'ws'}://127.0.0.1:{port}/mqtt", proxy=through, **account)
            async with box.running():
                await box.store(*(leads := [lead(final=True) for _ in range(30)]))
                await box.empty()
                assert box.station.status is Status.OK
            assert {(str(one.id), 1) for one in leads} <= set(cloud.revisions())


async def test_a_web_server_that_hangs_up_or_is_no_broker_is_named_and_costs_nothing(outbox: Outbox) -> None:
    answers = [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"]
    asked = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answers[asked % 2])
        asked += 1
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    box = Box(outbox, f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/mqtt")
    async with box.running():
        await box.store(lead(final=True))
        await until(lambda: asked > 3, "it tries again")
        assert "cannot be reached" in detail(box)
    server.close()
    assert (await outbox.depth()).leads == 1


async def test_a_proxy_is_gone_through_and_one_that_refuses_is_named(
    broker: Mosquitto, outbox: Outbox
) -> None:
    with ConnectProxy(account=("hall", "7")) as proxy, contextlib.closing(Cloud(broker)):
        stranger = Box(outbox, broker.url, proxy=Proxy(proxy.host, proxy.port))
        async with stranger.running():
            await stranger.store(lead(final=True))
            await until(lambda: "407" in detail(stranger), "health says why")
            assert f"proxy {proxy.host}:{proxy.port}" in detail(stranger)
        box = Box(outbox, broker.url, proxy=Proxy(proxy.host, proxy.port, "hall", "7"))
        async with box.running():
            await box.empty()
        assert set(proxy.asked) == {f"{broker.host}:{broker.port}"}


async def test_a_proxy_in_the_environment_is_not_taken(
    broker: Mosquitto, outbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("mqtt_proxy", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with contextlib.closing(Cloud(broker)):
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(lead(final=True))
            await box.empty()


async def test_mqtt_3_delivers_and_a_denied_lead_shows_only_by_its_missing_receipt(
    broker: Mosquitto, outbox: Outbox, tmp_path: Path
) -> None:
    with contextlib.closing(Cloud(broker)) as cloud:
        box = Box(outbox, broker.url, protocol="3.1.1")
        async with box.running():
            await box.store(*(leads := [lead(final=True) for _ in range(30)]))
            await box.empty()
        assert {one for one, _ in cloud.revisions()} == {str(one.id) for one in leads}
    (tmp_path / "strict").mkdir()
    with Mosquitto(tmp_path / "strict", acl="topic read #\n") as strict:
        denied = Box(outbox, strict.url, protocol="3.1.1")
        async with denied.running():
            await denied.store(lead(final=True))
            await until(lambda: "no receipts" in detail(denied), "health says so")
            assert "Not authorized" not in detail(denied)
        assert (await outbox.depth()).leads == 1


async def test_a_session_of_mqtt_3_keeps_receipts_for_a_box_that_is_away(
    broker: Mosquitto, outbox: Outbox
) -> None:
    with contextlib.closing(Cloud(broker, answers=False)) as cloud:
        box = Box(outbox, broker.url, protocol="3.1.1")
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: cloud.revisions() != [], "the lead arrives")
        cloud.acknowledge(one)
        box.uplink._receipt_timeout_s = 60
        async with box.running():
            await box.empty()


def test_what_mqtt_3_cannot_report_is_said_before_and_while_it_runs() -> None:
    health = Health()
    old, new = UplinkSettings(protocol="3.1.1"), UplinkSettings()
    UplinkNotices(old, health)
    assert "missing receipt" in (health.stations["mqtt 3.1.1"].detail or "")
    assert any("missing receipt" in note for note in uplink_notes(old))
    assert list(uplink_notes(new)) == []


def test_a_dead_peer_is_noticed_within_twenty_seconds_by_default() -> None:
    assert 2 * UplinkSettings().keepalive_s + 1 <= 20  # paho looks once a second


async def test_a_lead_that_the_broker_denies_is_not_followed_by_all_others(outbox: Outbox) -> None:
    leads = [lead(final=True) for _ in range(50)]
    broker = ScriptedBroker(pubacks=(NOT_AUTHORISED,) * 3)
    async with broker.running():
        box = Box(outbox, broker.url, in_flight=1)
        await box.store(*leads)
        async with box.running():
            await until(lambda: counted(box, "Not authorized") > 0, "the first is denied")
            assert broker.leads < 5
            await until(lambda: "Not authorized" not in detail(box), "it passes")
            await until(lambda: len(taken(outbox)) == 50, "everything goes, what was denied too")
    assert (await outbox.depth()).leads == 50


def counted(box: Box, result: str) -> float:
    return box.metrics.registry.get_sample_value("boothscribe_publishes_total", {"result": result}) or 0


def taken(outbox: Outbox) -> list[object]:
    sendings = outbox._shelf.sendings.sent
    return [lead_id for lead_id, sent in sendings.items() if sent.state == "broker-acknowledged"]


async def test_a_quota_that_is_used_up_is_waited_for(outbox: Outbox) -> None:
    broker = ScriptedBroker(pubacks=(QUOTA_EXCEEDED,) * 2)
    async with broker.running():
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(*(lead(final=True) for _ in range(5)))
            await until(lambda: len(taken(outbox)) == 5, "it passes")
            assert counted(box, "Quota exceeded") == 2
            assert broker.connections == 1


async def test_a_lead_that_no_broker_takes_as_it_is_is_parked_and_shown(outbox: Outbox) -> None:
    broker = ScriptedBroker(pubacks=(PAYLOAD_INVALID,))
    async with broker.running():
        box = Box(outbox, broker.url, in_flight=1)
        await box.store(*(lead(final=True) for _ in range(3)))
        async with box.running():
            await until(lambda: len(taken(outbox)) == 2, "the others go")
            assert (await outbox.depth()).parked == 1
            assert await outbox.retry_parked() == 1
            await until(lambda: len(taken(outbox)) == 3, "and this one when somebody says so")


@pytest.mark.parametrize("code", [SERVER_BUSY, QUOTA_EXCEEDED])
async def test_a_busy_broker_is_left_in_peace_and_needs_no_person(outbox: Outbox, code: int) -> None:
    broker = ScriptedBroker(connack=code)
    async with broker.running():
        box = Box(outbox, broker.url)
        async with box.running():
            await until(lambda: "too much to do" in detail(box), "health says so")
            assert box.station.status is Status.DEGRADED
            assert box.uplink._attempts.failures >= 5
            broker.connack = 0
            await until(lambda: box.station.status is Status.OK, "it passes")


async def test_a_broker_that_goes_down_in_order_is_not_taken_for_a_twin(outbox: Outbox) -> None:
    broker = ScriptedBroker()
    broker.disconnect = SHUTTING_DOWN
    async with broker.running():
        box = Box(outbox, broker.url)
        await box.store(lead(final=True))
        async with box.running():
            await until(lambda: broker.connections > 4, "it comes again")
            assert "another box" not in detail(box)
            broker.disconnect = None
            await until(lambda: len(taken(outbox)) == 1, "the lead goes")


def test_pauses_grow_only_once_every_address_has_failed() -> None:
    attempts = Attempts(longest_pause_s=60, addresses=3)
    for _ in range(2):
        attempts.failed(MqttReason.UNREACHABLE, lasted_s=None)
    assert all(attempts.pause_s() <= 0.5 for _ in range(100))
    attempts.failed(MqttReason.BUSY, lasted_s=None)
    assert max(attempts.pause_s() for _ in range(200)) > 4


@pytest.mark.parametrize(
    ("year", "says", "synchronised", "status"),
    [
        (1970, "certificate is not yet valid", False, Status.DEGRADED),
        (2090, "certificate has expired", True, Status.FAILED),
    ],
)
async def test_a_clock_that_does_not_fit_the_certificate_is_told_and_capture_goes_on(
    tmp_path: Path,
    outbox: Outbox,
    monkeypatch: pytest.MonkeyPatch,
    year: int,
    says: str,
    *,
    synchronised: bool,
    status: Status,
) -> None:
    there = datetime(year, 1, 2, 3, 4, tzinfo=UTC)
    now = datetime.now(UTC)
    chain, key = tmp_path / "chain.pem", tmp_path / "key.pem"
    begins = now + timedelta(days=3) if year == 1970 else now - timedelta(days=9)
    dated_certificate(chain, key, begins, begins + timedelta(days=5))
    monkeypatch.setattr(mqtt, "time", SimpleNamespace(time=there.timestamp))
    (tmp_path / "tls").mkdir()
    with Mosquitto(tmp_path / "tls", certificate=(chain, key)) as broker:
        uplink = {"clock_synchronised": lambda: synchronised}
        box = Box(outbox, broker.url, ca_file=str(chain), uplink=uplink)
        async with box.running():
            await box.store(lead(final=True))
            await until(lambda: says in detail(box), "health says so")
        assert box.station.status is status
        assert f"holds from {begins:%F %R}" in detail(box), "which not-before"
        assert f"clock says {there:%F %R}" in detail(box), "which clock"
        assert (await outbox.depth()).leads == 1
        other = tmp_path / "other.pem"
        dated_certificate(other, tmp_path / "other.key", begins, begins + timedelta(days=5))
        wary = Box(outbox, broker.url, ca_file=str(other))
        async with wary.running():
            await until(lambda: "is not accepted" in detail(wary), "health says so")
        assert "holds from" not in detail(wary), "nothing is believed of a broker that nobody vouches for"


def dated_certificate(certificate: Path, key: Path, begins: datetime, ends: datetime) -> None:
    """Write a certificate for 127.0.0.1 that vouches for itself, with these dates."""
    secret = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(secret.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(secret, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key.write_bytes(
        secret.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


@pytest.mark.parametrize(
    ("days", "over", "says"),
    [
        (-1, True, "holds from"),
        (100, None, ""),
        (340, False, "days: make a new one"),
        (400, True, "ended on"),
    ],
)
def test_the_end_of_the_boxs_own_certificate_is_told_a_month_ahead(
    tmp_path: Path, days: int, *, over: bool | None, says: str
) -> None:
    begins = datetime(2026, 1, 1, tzinfo=UTC)
    dated_certificate(tmp_path / "c.pem", tmp_path / "c.key", begins, begins + timedelta(days=365))
    concern = certificate_concern(tmp_path / "c.pem", begins + timedelta(days=days))
    assert (concern.over if concern else None) is over
    assert concern is None or says in concern.text


def test_health_shows_a_certificate_that_ends_soon_until_there_is_a_new_one(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    files = tmp_path / "c.pem", tmp_path / "c.key"
    dated_certificate(*files, now - timedelta(days=300), now + timedelta(days=20))
    health = Health()
    settings = UplinkSettings(broker="mqtts://x", certificate_file=files[0], key_file=files[1])
    notices = UplinkNotices(settings, health)
    notices.look()
    station = health.stations["certificate"]
    statuses = [station.status]
    assert list(uplink_notes(settings)) == [station.detail]
    dated_certificate(*files, now - timedelta(days=1), now + timedelta(days=300))
    notices.look()
    assert [*statuses, station.status] == [Status.DEGRADED, Status.OK]

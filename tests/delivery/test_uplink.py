import asyncio
import contextlib
import gc
import json
import shutil
import signal
import sqlite3
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog

from agent.contract.lead import Conversation, Lead, Turn
from agent.contract.status import Info
from agent.delivery import reconnect
from agent.delivery.mqtt import MqttReason
from agent.delivery.outbox import Outbox
from agent.delivery.pump import SendingHistory
from agent.delivery.reconnect import Attempts, full_jitter
from agent.delivery.troubles import Trouble, Troubles
from agent.ops.health import Health, Status
from tests.rigs.leads import SCANNED_AT, lead
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing, self_signed
from tests.rigs.uplink import TOPICS, Box, Cloud, until

pytestmark = pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing()))


@pytest.fixture
def broker(tmp_path: Path) -> Mosquitto:
    (tmp_path / "broker").mkdir()
    return Mosquitto(tmp_path / "broker", persistence=True)


@pytest.fixture
async def outbox(tmp_path: Path) -> AsyncIterator[Outbox]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    yield outbox
    await outbox.close()


def long_lead(size_bytes: int) -> Lead:
    words = "words " * (size_bytes // 6)
    turn = Turn(number=1, side="visitor", start_s=1.0, end_s=3.0, text=words)
    return lead(final=True, conversation=Conversation(started_at=SCANNED_AT, turns=(turn,), speech_s=2))


def publishes(box: Box, result: str) -> float:
    count = box.metrics.registry.get_sample_value("boothscribe_publishes_total", {"result": result})
    return count or 0


def send_signal(broker: Mosquitto, number: signal.Signals) -> None:
    assert broker._process is not None
    broker._process.send_signal(number)


async def test_a_lead_leaves_the_box_only_with_the_collectors_receipt(
    broker: Mosquitto, outbox: Outbox
) -> None:
    with broker, contextlib.closing(Cloud(broker, answers=False)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: cloud.revisions() != [], "the lead arrives")
            assert (await outbox.depth()).leads == 1
            cloud.acknowledge(one)
            await box.empty()


async def test_a_lead_without_receipt_is_sent_again(broker: Mosquitto, outbox: Outbox) -> None:
    with broker, contextlib.closing(Cloud(broker, answers=False)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: cloud.revisions() == [(str(one.id), 1)] * 2, "the lead comes again")


async def test_leads_wait_for_a_broker_that_is_down_at_start(broker: Mosquitto, outbox: Outbox) -> None:
    broker.start()
    broker.stop()
    box = Box(outbox, broker.url)
    async with box.running():
        await box.store(lead(final=True), lead(final=True))
        await until(lambda: box.station.status is Status.DEGRADED, "health says so")
        assert "cannot be reached" in (box.station.detail or "")
        with broker, contextlib.closing(Cloud(broker)):
            await box.empty()
            assert box.station.status is Status.OK


async def test_leads_survive_a_broker_that_is_killed_and_comes_back(
    broker: Mosquitto, outbox: Outbox
) -> None:
    broker.start()
    box = Box(outbox, broker.url)
    async with box.running():
        await until(lambda: box.station.status is Status.OK, "the box connects")
        broker.kill()
        await box.store(*(lead(final=True) for _ in range(30)))
        await asyncio.sleep(0.3)
        with broker, contextlib.closing(Cloud(broker)) as cloud:
            await box.empty()
            assert len(set(cloud.revisions())) == 30
    assert (box.metrics.registry.get_sample_value("boothscribe_reconnects_total") or 0) >= 1


async def test_a_backlog_arrives_whole_through_a_small_window(broker: Mosquitto, outbox: Outbox) -> None:
    leads = [lead(final=True) for _ in range(200)]
    for one in leads:
        await outbox.store(one)
    with broker, contextlib.closing(Cloud(broker)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.empty()
    assert list(dict.fromkeys(cloud.revisions())) == [(str(one.id), 1) for one in leads]


async def test_a_rejected_lead_is_not_sent_for_ever(broker: Mosquitto, outbox: Outbox) -> None:
    with broker, contextlib.closing(Cloud(broker, answers=False)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: cloud.revisions() != [], "the lead arrives")
            cloud.acknowledge(one, status="rejected")
            await box.empty()
            assert (await outbox.depth()).parked == 1
            seen = len(cloud.revisions())
            await asyncio.sleep(1.5)
            assert len(cloud.revisions()) == seen


@pytest.mark.parametrize(
    "payload",
    [b"", b"\xff\xfe", b"[]", b"[" * 100_000, b'{"data": 1}', b"x" * 2_000_000],
    ids=["empty", "not text", "no object", "deep", "no receipt", "huge"],
)
async def test_a_hostile_receipt_stops_nothing(broker: Mosquitto, outbox: Outbox, payload: bytes) -> None:
    with broker, contextlib.closing(Cloud(broker)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await until(lambda: box.station.status is Status.OK, "the box connects")
            cloud.send(payload)
            await box.store(lead(final=True))
            await box.empty()


async def test_watchers_see_whether_the_box_is_there(broker: Mosquitto, outbox: Outbox) -> None:
    with broker, contextlib.closing(Cloud(broker)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await until(lambda: cloud.on(TOPICS.state) != [], "the box is announced")
            await until(lambda: cloud.on(TOPICS.health) != [], "and tells how it is")
        await until(lambda: len(cloud.on(TOPICS.state)) == 2, "and says goodbye")
        assert [state["status"] for state in cloud.on(TOPICS.state)] == ["online", "offline"]
        assert cloud.on(TOPICS.info)[0]["contract"] == "v1"


async def test_watchers_learn_at_once_and_later_which_event_a_box_was_switched_to(
    broker: Mosquitto, outbox: Outbox
) -> None:
    with broker, contextlib.closing(Cloud(broker)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await until(lambda: len(cloud.on(TOPICS.health)) == 1, "the box is there")
            [info] = cloud.on(TOPICS.info)
            other = Info.model_validate(info | {"event": {"id": "other-show"}})
            box.uplink.announce(other)
            await until(lambda: len(cloud.on(TOPICS.info)) == 2, "the change is announced")
        with contextlib.closing(Cloud(broker)) as later:
            await until(lambda: later.on(TOPICS.info) != [], "and retained")
            assert later.on(TOPICS.info)[0]["event"]["id"] == "other-show"


async def test_a_broker_that_denies_leads_loses_none_and_health_says_why(
    tmp_path: Path, outbox: Outbox
) -> None:
    acl = f"topic write {TOPICS.state}\ntopic write {TOPICS.info}\ntopic write {TOPICS.health}\n"
    (tmp_path / "strict").mkdir()
    with Mosquitto(tmp_path / "strict", acl=acl) as broker:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(lead(final=True))
            await until(lambda: "Not authorized" in (box.station.detail or ""), "health says why")
        assert (await outbox.depth()).leads == 1
        refused = box.metrics.registry.get_sample_value(
            "boothscribe_publishes_total", {"result": "Not authorized"}
        )
        assert refused
        assert refused >= 1


async def test_a_wrong_password_is_named_and_nothing_is_lost(tmp_path: Path, outbox: Outbox) -> None:
    (tmp_path / "strict").mkdir()
    with Mosquitto(tmp_path / "strict", users={"booth": "right"}) as broker:
        box = Box(outbox, broker.url, username="booth", password="wrong")  # noqa: S106
        async with box.running():
            await box.store(lead(final=True))
            await until(lambda: box.station.status is Status.FAILED, "a person is needed")
        assert "uplink.username" in (box.station.detail or "")
        assert "wrong" not in (box.station.detail or "")
        assert (await outbox.depth()).leads == 1


async def test_a_ca_file_that_is_none_is_named(tmp_path: Path, outbox: Outbox) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    box = Box(outbox, "mqtts://127.0.0.1:1", ca_file=str(tmp_path / "ca.pem"))
    async with box.running():
        await until(lambda: "uplink.ca_file" in (box.station.detail or ""), "health says why")


async def test_a_lead_that_the_broker_finds_too_large_holds_up_no_other(
    tmp_path: Path, outbox: Outbox
) -> None:
    (tmp_path / "narrow").mkdir()
    broker = Mosquitto(tmp_path / "narrow", settings=("max_packet_size 131072",))
    broker.start()
    box = Box(outbox, broker.url)
    large, small = long_lead(140_000), [lead(final=True) for _ in range(30)]
    await box.store(large, *small)
    async with box.running():
        with contextlib.closing(Cloud(broker)) as cloud:
            await box.holds(1)
            assert set(cloud.revisions()) == {(str(one.id), 1) for one in small}
        assert box.station.status is Status.FAILED
        assert "max_packet_size" in (box.station.detail or "")
        assert publishes(box, "Packet too large") == 1
        assert not box.metrics.registry.get_sample_value("boothscribe_reconnects_total")
        broker.stop()
        broker._settings = ()
        with broker, contextlib.closing(Cloud(broker)):
            await box.empty()
            await until(lambda: box.station.status is Status.OK, "the trouble is over")


async def test_a_lead_that_costs_every_connection_goes_last(tmp_path: Path, outbox: Outbox) -> None:
    # mosquitto does not announce message_size_limit; its answer is one that paho hangs up over.
    (tmp_path / "narrow").mkdir()
    with Mosquitto(tmp_path / "narrow", settings=("message_size_limit 50000",)) as broker:
        box = Box(outbox, broker.url, in_flight=1)
        poison, others = long_lead(60_000), [lead(final=True) for _ in range(30)]
        await box.store(poison, *others)
        with contextlib.closing(Cloud(broker)) as cloud:
            async with box.running():
                await box.holds(1)
                await box.store(late := lead(final=True))
                await until(lambda: (str(late.id), 1) in cloud.revisions(), "a new lead passes, too")
            assert (await outbox.pending_lead(poison.id)) is not None
            await until(lambda: len(set(cloud.revisions())) == 31, "all others arrive")


async def test_a_broker_that_denies_the_receipts_is_named(tmp_path: Path, outbox: Outbox) -> None:
    plugin = "/usr/lib/x86_64-linux-gnu/mosquitto_dynamic_security.so"
    if not Path(plugin).exists():
        pytest.skip("mosquitto's dynamic security plugin is not installed")
    (tmp_path / "strict").mkdir()
    rules = tmp_path / "rules.json"
    access = {"publishClientSend": True, "publishClientReceive": True, "subscribe": False}
    rules.write_text(json.dumps({"defaultACLAccess": access, "clients": [], "groups": [], "roles": []}))
    settings = (f"plugin {plugin}", f"plugin_opt_config_file {rules}")
    with Mosquitto(tmp_path / "strict", settings=settings) as broker:
        box = Box(outbox, broker.url)
        async with box.running():
            await until(lambda: "read its receipts" in (box.station.detail or ""), "health says so")
            assert box.station.status is Status.FAILED
            assert "Not authorized" in (box.station.detail or "")
            await box.store(lead(final=True))
            await until(lambda: publishes(box, "No matching subscribers") > 0, "leads are sent all the same")
            assert (await outbox.depth()).leads == 1


async def test_receipts_that_do_not_come_show_in_health_until_they_do(
    broker: Mosquitto, outbox: Outbox
) -> None:
    with broker, contextlib.closing(Cloud(broker, answers=False)) as cloud:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: "is a collector running?" in (box.station.detail or ""), "health says so")
            assert box.station.status is Status.DEGRADED
            cloud.acknowledge(one)
            await until(lambda: box.station.status is Status.OK, "it passes")


async def test_a_denial_that_passes_leaves_no_trace_in_health(tmp_path: Path, outbox: Outbox) -> None:
    (tmp_path / "strict").mkdir()
    with Mosquitto(tmp_path / "strict", acl="topic read #\n") as broker:
        box = Box(outbox, broker.url)
        async with box.running():
            await box.store(one := lead(final=True))
            await until(lambda: "Not authorized" in (box.station.detail or ""), "health says why")
            (broker.directory / "acl").write_text("topic readwrite #\n")
            send_signal(broker, signal.SIGHUP)
            with contextlib.closing(Cloud(broker, answers=False)) as cloud:
                await until(lambda: (str(one.id), 1) in cloud.revisions(), "the lead passes now")
                await until(lambda: "Not authorized" not in (box.station.detail or ""), "health, too")


async def test_two_boxes_with_one_name_are_suspected_once_and_keep_calm(
    broker: Mosquitto, outbox: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconnect, "_SHORT_LIVED_S", 3.0)
    other_outbox = await Outbox.open(tmp_path / "twin.db")
    with broker, structlog.testing.capture_logs() as logs:
        box, twin = Box(outbox, broker.url), Box(other_outbox, broker.url)
        async with box.running():
            async with twin.running():
                await until(
                    lambda: Status.FAILED is box.station.status is twin.station.status, "both suspect a twin"
                )
                assert "another box with the same name" in (box.station.detail or "")
                statuses = set()
                for _ in range(50):
                    statuses.add(box.station.status)
                    await asyncio.sleep(0.02)
                assert statuses == {Status.FAILED}
            loud = [entry for entry in logs if entry["log_level"] in {"warning", "error"}]
            assert len(loud) <= 4, "each box: one interruption, one suspicion"
            await until(lambda: box.station.status is Status.OK, "alone, the box recovers")
    await other_outbox.close()


async def test_a_frozen_broker_does_not_hold_up_the_stop(broker: Mosquitto, outbox: Outbox) -> None:
    with broker:
        box = Box(outbox, broker.url)
        async with box.running():
            await until(lambda: box.station.status is Status.OK, "the box connects")
            send_signal(broker, signal.SIGSTOP)
            await box.store(*(long_lead(1_500_000) for _ in range(10)))
            await asyncio.sleep(0.5)
            began_s = time.monotonic()
        took_s = time.monotonic() - began_s
        send_signal(broker, signal.SIGCONT)
        assert took_s < 3.5, "a second for goodbye, a second to hang up"
        assert (await outbox.depth()).leads == 10


async def test_an_outbox_that_fails_for_a_while_costs_neither_connection_nor_lead(
    broker: Mosquitto, outbox: Outbox
) -> None:
    def rename(old: str, new: str) -> None:
        with contextlib.closing(sqlite3.connect(outbox.path)) as connection:
            connection.execute(f"ALTER TABLE {old} RENAME TO {new}")

    with broker, contextlib.closing(Cloud(broker)):
        box = Box(outbox, broker.url)
        async with box.running():
            await until(lambda: box.station.status is Status.OK, "the box connects")
            await outbox.store(lead(final=True))
            rename("leads", "elsewhere")
            box.uplink.wake()
            await until(lambda: "no such table" in (box.station.detail or ""), "health says so")
            rename("elsewhere", "leads")
            await box.empty()
            await until(lambda: box.station.status is Status.OK, "it passes")
            assert not box.metrics.registry.get_sample_value("boothscribe_reconnects_total")


def test_a_trouble_that_passes_does_not_hide_one_that_stays() -> None:
    station = Health().station("uplink")
    troubles = Troubles(station)
    troubles.degraded(Trouble.NOT_TAKEN, "not taken")
    troubles.failed(Trouble.TOO_LARGE, "too large")
    assert (station.status, station.detail) == (Status.FAILED, "too large; not taken")
    troubles.over(Trouble.NOT_TAKEN)
    assert (station.status, station.detail) == (Status.FAILED, "too large")
    troubles.over(Trouble.TOO_LARGE)
    assert (station.status, station.detail) == (Status.OK, None)


def test_a_lead_that_goes_on_costing_connections_leaves_ever_longer_peace_between() -> None:
    history, one = SendingHistory(), lead().id
    waits = []
    for _ in range(50):
        history.losses[one] += 1
        waits.append(history.patience_s(one, 30))
    assert waits[:6] == [0, 0, 0, 30, 60, 120]
    assert waits[-1] == 3600


def test_only_a_connection_that_lasts_ends_a_row_of_failures() -> None:
    attempts = Attempts(longest_pause_s=60)
    for _ in range(3):
        assert not attempts.twin_suspected
        attempts.failed(MqttReason.LOST, lasted_s=2)
    assert (attempts.failures, attempts.twin_suspected) == (3, True)
    attempts.settled()
    assert (attempts.failures, attempts.twin_suspected) == (0, False)


def test_a_network_that_comes_and_goes_is_not_taken_for_a_twin() -> None:
    attempts = Attempts(longest_pause_s=60)
    for _ in range(4):
        attempts.failed(MqttReason.LOST, lasted_s=2)
        attempts.failed(MqttReason.UNREACHABLE, lasted_s=None)
    assert (attempts.failures, attempts.twin_suspected) == (8, False)


def test_pauses_between_attempts_grow_up_to_the_bound_and_differ() -> None:
    for attempt, bound_s in ((0, 0.5), (3, 4.0), (50, 60.0)):
        pauses = [full_jitter(attempt, 0.5, 60.0) for _ in range(200)]
        assert all(0 <= pause <= bound_s for pause in pauses)
        assert max(pauses) - min(pauses) > bound_s / 2


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
async def test_leads_travel_over_tls_and_only_to_a_broker_that_the_ca_vouches_for(
    tmp_path: Path, outbox: Outbox
) -> None:
    chain, key, other = (tmp_path / name for name in ("chain.pem", "key.pem", "other.pem"))
    self_signed(chain, key)
    self_signed(other, tmp_path / "other.key")
    (tmp_path / "tls").mkdir()
    with Mosquitto(tmp_path / "tls", certificate=(chain, key)) as broker:
        wary = Box(outbox, broker.url, ca_file=str(other))
        async with wary.running():
            await wary.store(lead(final=True))
            await until(lambda: "uplink.ca_file" in (wary.station.detail or ""), "health says why")
            assert "clock" in (wary.station.detail or "")
        gc.collect()  # what paho left open is reported here, not in some other test
        trusting = Box(outbox, broker.url, ca_file=str(chain))
        async with trusting.running():
            await until(lambda: trusting.station.status is Status.OK, "the box connects")
            published = trusting.metrics.registry.get_sample_value
            await until(
                lambda: bool(
                    published("boothscribe_publishes_total", {"result": "No matching subscribers"})
                    or published("boothscribe_publishes_total", {"result": "Success"})
                ),
                "the broker takes the lead",
            )

import json
import os
import shutil
import signal
import sqlite3
import ssl
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collector.databases import sqlite as database_module
from collector.intake import Backoff, Broker, Intake, running
from collector.store import Store
from tests.collector.box import SECRETS, Box, eventually, lead, message, sqlite_of
from tests.rigs.mosquitto import Mosquitto, self_signed

QUICK = Backoff(base_s=0.1, longest_s=0.3)
RIGHT, WRONG = "open-sesame", "open-barley"
Logs = list[dict[str, Any]]


def an_intake(store: Store, broker: Mosquitto, **changes: Any) -> Intake:
    where = Broker(host=broker.host, port=broker.port, **changes)
    return Intake(store=store, broker=where, name="test", client_id="collector-test", backoff=QUICK)


@pytest.fixture
def intake(store: Store, broker: Mosquitto) -> Iterator[Intake]:
    with running(an_intake(store, broker)) as started:
        eventually("the collector connects", lambda: started.is_connected)
        yield started


@pytest.fixture
def box(broker: Mosquitto) -> Iterator[Box]:
    with Box(broker) as connected:
        yield connected


def revisions(path: Path) -> dict[str, int]:
    with Store.open_for_reading(path) as reader:
        return {row["id"]: row["revision"] for row in reader.leads()}


def test_a_lead_is_in_the_database_when_its_box_reads_the_receipt(
    intake: Intake, box: Box, database: Path
) -> None:
    one = lead()
    box.send(one)
    acknowledgement = box.next_acknowledgement()
    assert (acknowledgement.id, acknowledgement.revision) == (one.id, 1)
    assert acknowledgement.status == "accepted"
    assert revisions(database) == {str(one.id): 1}
    assert intake.counts.stored == 1


def test_every_copy_and_every_overtaken_revision_gets_a_receipt_and_the_newest_stays(
    intake: Intake, box: Box, database: Path
) -> None:
    one = lead()
    sent = [lead(one.id, revision=revision) for revision in (2, 1, 3, 3, 2)]
    box.send(*sent)
    acknowledged = [box.next_acknowledgement() for _ in sent]
    assert [each.revision for each in acknowledged] == [2, 1, 3, 3, 2]
    assert {each.status for each in acknowledged} == {"accepted"}
    assert revisions(database) == {str(one.id): 3}
    assert (intake.counts.stored, intake.counts.known) == (2, 3)


def test_leads_published_while_the_collector_was_away_are_taken_in_when_it_returns(
    store: Store, broker: Mosquitto, box: Box
) -> None:
    with running(an_intake(store, broker)) as first:
        eventually("the collector connects", lambda: first.is_connected)
        box.send(early := lead())
        box.await_accepted(early)
    away = [lead() for _ in range(50)]
    box.send(*away)
    assert box.waits_in_vain(0.3)
    with running(an_intake(store, broker)):
        for one in away:
            box.await_accepted(one)
    assert set(revisions(sqlite_of(store).path)) == {str(one.id) for one in [early, *away]}


def test_leads_that_the_broker_holds_survive_its_restart(store: Store, broker: Mosquitto, box: Box) -> None:
    with running(an_intake(store, broker)) as first:
        eventually("the collector connects", lambda: first.is_connected)
    box.send(held := lead())
    broker.stop()
    broker.start()
    with running(an_intake(store, broker)):
        eventually("the lead is stored", lambda: str(held.id) in revisions(sqlite_of(store).path))


def test_a_collector_comes_back_by_itself_after_the_broker_was_down(
    intake: Intake, broker: Mosquitto, logs: Logs
) -> None:
    broker.kill()
    eventually("the collector notices", lambda: not intake.is_connected)
    eventually("it tries more than once", lambda: len(events(logs, "intake_interrupted")) > 2)
    broker.start()
    with Box(broker) as box:
        eventually("the collector reconnects", lambda: intake.is_connected)
        box.send(one := lead())
        box.await_accepted(one)
    levels = [entry["log_level"] for entry in events(logs, "intake_interrupted")]
    assert levels[0] == "warning"
    assert set(levels[1:]) == {"debug"}


def test_a_collector_started_before_its_broker_waits_for_it(store: Store, broker: Mosquitto) -> None:
    broker.stop()
    with running(an_intake(store, broker)) as waiting:
        broker.start()
        eventually("the collector connects", lambda: waiting.is_connected)


def data_with(**changes: Any) -> bytes:
    envelope = json.loads(message(lead()))
    envelope["data"] |= changes
    return json.dumps(envelope).encode()


def nan_in(field: str, literal: str) -> bytes:
    return (
        data_with(scanner="@")
        .replace(b'"@"', b'"front"')
        .replace(f'"{field}": 3.5'.encode(), f'"{field}": {literal}'.encode())
    )


REFUSED = {
    "nothing": b"",
    "not JSON": b"Ada Lovelace, Analytical Engines",
    "cut off": data_with()[:-40],
    "invalid UTF-8": data_with().replace(b"Ada", b"\xff\xfe\xfd"),
    "lone surrogate": data_with().replace(b"Ada", b"\\ud800"),
    "deep nesting": b"[" * 500_000,
    "deep nesting in a field": data_with().replace(b'"front"', b"[" * 5_000 + b"]" * 5_000),
    "a list": b"[1, 2, 3]",
    "no data": b'{"specversion": "1.0"}',
    "data of another type": b'{"data": 7}',
    "id of another type": data_with(id=["Ada Lovelace"]),
    "revision 0": data_with(revision=0),
    "revision beyond the contract": data_with(revision=2**70),
    "revision true": data_with(revision=True),
    "revision as text": data_with(revision="1", scanner=None),
    "5,000 digits": data_with().replace(b'"revision": 1', b'"revision": ' + b"1" * 5_000),
    "9 MiB of spaces": b" " * (9 * 1024 * 1024),
    "2 MiB of zeros": bytes(2 * 1024 * 1024),
    "NaN": nan_in("speech_s", "NaN"),
    "Infinity": nan_in("speech_s", "Infinity"),
}
REJECTED = {
    "wrong device": (data_with(device="booth-8"), "data.device"),
    "wrong types": (data_with(attendee="Ada Lovelace", turns=7), "data.attendee: model"),
    "missing field": (data_with(capture={}), "data.capture.boot_id: missing"),
    "a key that is a name": (
        data_with(signals=[json.loads(data_with())["data"]["signals"][0] | {"value": {"Ada Lovelace": []}}]),
        "data.signals.0.value.*.*: string_type",
    ),
    "infinity in disguise": (nan_in("speech_s", "1e999"), "number"),
    "a time before the calendar": (data_with(scanned_at="0001-01-01T00:00:00+23:00"), "data.scanned_at"),
    "no CloudEvent": (data_with().replace(b'"1.0"', b'"9.9"'), "specversion"),
    "another type": (data_with().replace(b"boothscribe.lead.v1", b"boothscribe.lead.v2"), "type"),
    "100,000 wrong words": (
        data_with(conversation={"started_at": "2026-03-04T10:15:00Z", "turns": ["Ada Lovelace"] * 100_000}),
        "and 99995 more",
    ),
}


def test_no_payload_stops_the_leads_that_come_after_it(
    intake: Intake, box: Box, store: Store, logs: Logs
) -> None:
    for payload in REFUSED.values():
        box.publish(payload)
    box.publish(data_with(), topic="booth/v1/not a device/up/lead")
    for payload, _ in REJECTED.values():
        box.publish(payload)
    box.send(good := lead())
    reasons = [box.next_acknowledgement() for _ in REJECTED]
    for (name, (_, expected)), got in zip(REJECTED.items(), reasons, strict=True):
        assert got.status == "rejected", name
        assert got.reason is not None, name
        assert expected in got.reason, name
    box.await_accepted(good)
    assert intake.counts.refused == len(REFUSED) + 1
    assert intake.counts.rejected == len(REJECTED)
    assert intake.is_alive
    kept = {row["size"] for row in store.refused()}
    assert len(store.refused()) == len(REFUSED) + 1 + len(REJECTED)
    assert {len(payload) for payload in REFUSED.values()} <= kept
    assert not events(logs, "message_fault")
    told = repr(logs) + repr([row["reason"] for row in store.refused()]) + repr(reasons)
    assert not [secret for secret in SECRETS if secret in told]


@pytest.mark.usefixtures("intake")
def test_a_conversation_of_100_000_words_is_taken_in_whole(box: Box, store: Store) -> None:
    envelope = json.loads(message(lead()))
    envelope["data"]["conversation"]["turns"][0]["words"] = [
        {"text": "word", "start_s": 1.0, "end_s": 1.25, "probability": 0.5}
    ] * 100_000
    box.publish(json.dumps(envelope).encode())
    assert box.next_acknowledgement().status == "accepted"
    (row,) = store.leads()
    assert len(json.loads(row["record"])["conversation"]["turns"][0]["words"]) == 100_000


def test_a_fault_of_the_collector_itself_costs_one_message_and_no_other(
    intake: Intake, box: Box, store: Store, logs: Logs, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = store.put

    def stumble(incoming: Any) -> Any:
        if incoming.lead.revision == 13:
            raise LookupError(incoming.lead.attendee.name)
        return put(incoming)

    monkeypatch.setattr(store, "put", stumble)
    box.send(lead(revision=13), good := lead())
    box.await_accepted(good)
    assert [row["reason"] for row in store.refused()] == ["collector fault: LookupError"]
    assert intake.is_alive
    assert not [secret for secret in SECRETS if secret in repr(logs)]


def test_with_a_full_disk_no_receipt_is_sent_and_the_lead_comes_in_once_there_is_space(
    tmp_path: Path, broker: Mosquitto, box: Box, logs: Logs
) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = (
        shutil.which("mount")
        and os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder)], check=False, capture_output=True
        ).returncode
    )
    if not mounted:
        pytest.skip("needs the right to mount a small tmpfs")
    try:
        with Store.open(folder / "leads.db") as store, running(an_intake(store, broker)) as intake:
            eventually("the collector connects", lambda: intake.is_connected)
            box.send(first := lead())
            box.await_accepted(first)
            fill(folder / "ballast")
            late = [lead(), lead(scanner="x" * 100_000)]
            box.send(*late)
            accepted_while_full = 0
            eventually("the collector says that the disk is full", lambda: bool(events(logs, "store_failed")))
            while not box.waits_in_vain(1.0):
                accepted_while_full += 1  # what fitted into the space that was left in the log
            assert accepted_while_full < len(late)
            assert intake.is_alive
            (folder / "ballast").unlink()
            eventually("both are stored", lambda: intake.counts.stored == 3)
            for _ in range(len(late) - accepted_while_full):
                assert box.next_acknowledgement().status == "accepted"
            eventually(
                "the collector says that it works again", lambda: bool(events(logs, "store_recovered"))
            )
            assert {row["id"] for row in store.leads()} == {str(one.id) for one in [first, *late]}
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_with_a_database_at_its_limit_no_receipt_is_sent_until_it_may_grow(
    intake: Intake, box: Box, store: Store
) -> None:
    box.send(first := lead())
    box.await_accepted(first)
    connection = sqlite_of(store).connection
    connection.execute(f"PRAGMA max_page_count = {connection.execute('PRAGMA page_count').fetchone()[0]}")
    big = lead(scanner="x" * 50_000)
    box.send(big)
    assert box.waits_in_vain(1.5)
    assert intake.is_alive
    connection.execute("PRAGMA max_page_count = 1000000")
    box.await_accepted(big)
    assert intake.counts.stored == 2


def test_a_database_damaged_while_running_is_moved_aside_and_leads_go_on(
    intake: Intake, box: Box, store: Store, logs: Logs
) -> None:
    for _ in range(40):
        box.send(one := lead())
        box.await_accepted(one)
    sqlite_of(store).connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with sqlite_of(store).path.open("r+b") as file:
        file.write(b"\xa5" * sqlite_of(store).path.stat().st_size)
    sqlite_of(store).connection.execute("PRAGMA shrink_memory")  # or SQLite's cache hides it for a while
    box.send(after := lead())
    box.await_accepted(after)
    assert events(logs, "database_quarantined")
    assert revisions(sqlite_of(store).path) == {str(after.id): 1}
    assert len(list(sqlite_of(store).path.parent.glob("leads.db.corrupt-*"))) >= 1
    assert intake.is_alive


DIES_BEFORE_STORING = "store.Store.put"
DIES_BEFORE_THE_RECEIPT = "intake.Intake._send_receipt"


@pytest.mark.parametrize(
    ("killed_at", "stored_before"), [(DIES_BEFORE_STORING, 0), (DIES_BEFORE_THE_RECEIPT, 1)]
)
def test_a_collector_killed_between_message_and_receipt_takes_the_lead_in_once(
    database: Path, broker: Mosquitto, box: Box, killed_at: str, stored_before: int
) -> None:
    module, class_, method = killed_at.split(".")
    path = str(database)
    program = (
        "import os, signal\n"
        f"from collector import {module}\n"
        f"{module}.{class_}.{method} = lambda *_: os.kill(os.getpid(), signal.SIGKILL)\n"
        "from collector.cli import main\n"
        f"main(['run', '--broker', {broker.url!r}, '--db', {path!r}, '--client-id', 'collector-test'])\n"
    )
    doomed = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE)
    try:
        eventually("the collector has subscribed", lambda: "booth/v1/+/up/lead" in broker.log)
        box.send(one := lead())
        assert doomed.wait(20) == -signal.SIGKILL
    finally:
        doomed.kill()
        doomed.communicate()
    assert box.waits_in_vain(0.2)
    assert len(revisions(database)) == stored_before
    with Store.open(database) as store, running(an_intake(store, broker)) as intake:
        box.await_accepted(one)
        assert revisions(database) == {str(one.id): 1}
        assert (intake.counts.stored, intake.counts.known) == (1 - stored_before, stored_before)


def test_a_broker_that_forbids_receipts_is_told_of_in_the_log(
    tmp_path: Path, store: Store, logs: Logs
) -> None:
    directory = tmp_path / "strict"
    directory.mkdir()
    acl = "user box\ntopic readwrite booth/v1/booth-7/#\nuser collector\ntopic read booth/v1/+/up/lead\n"
    users = {"box": "box", "collector": RIGHT}
    with (
        Mosquitto(directory, acl=acl, users=users) as strict,
        running(an_intake(store, strict, username="collector", password=RIGHT)) as intake,
        Box(strict, username="box") as box,
    ):
        eventually("the collector connects", lambda: intake.is_connected)
        box.send(lead())
        eventually("the refusal is logged", lambda: bool(events(logs, "broker_refused_receipt")))
        assert intake.counts.stored == 1


def test_a_wrong_password_is_told_of_and_tried_again(tmp_path: Path, store: Store, logs: Logs) -> None:
    directory = tmp_path / "strict"
    directory.mkdir()
    with (
        Mosquitto(directory, users={"collector": RIGHT}) as strict,
        running(an_intake(store, strict, username="collector", password=WRONG)) as intake,
    ):
        eventually("the refusal is logged", lambda: len(events(logs, "broker_refused_connection")) > 1)
        assert not intake.is_connected
    assert WRONG not in repr(logs)


@pytest.mark.filterwarnings(
    "ignore:unclosed <ssl.SSLSocket:ResourceWarning"
)  # paho, after a failed handshake
def test_leads_travel_over_tls_and_only_from_a_broker_that_the_ca_vouches_for(
    tmp_path: Path, store: Store, logs: Logs
) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    chain, key, other = (tmp_path / name for name in ("chain.pem", "key.pem", "other.pem"))
    for certificate, its_key in ((chain, key), (other, tmp_path / "other.key")):
        self_signed(certificate, its_key)
    directory = tmp_path / "tls"
    directory.mkdir()
    with Mosquitto(directory, certificate=(chain, key)) as secure:
        with running(an_intake(store, secure, tls=ssl.create_default_context(cafile=other))) as wary:
            eventually("the collector refuses", lambda: len(events(logs, "intake_interrupted")) > 1)
            assert not wary.is_connected
        with running(an_intake(store, secure, tls=ssl.create_default_context(cafile=chain))) as trusting:
            eventually("the collector connects", lambda: trusting.is_connected)


def test_a_second_collector_with_the_same_client_id_is_told_of(
    tmp_path: Path, intake: Intake, broker: Mosquitto, logs: Logs
) -> None:
    with Store.open(tmp_path / "second.db") as other, running(an_intake(other, broker)):
        eventually("one of them says so", lambda: bool(events(logs, "connections_do_not_last")))
    eventually("the first one comes back", lambda: intake.is_connected)


def test_a_lead_waits_while_someone_else_has_locked_the_database(
    tmp_path: Path, broker: Mosquitto, box: Box, monkeypatch: pytest.MonkeyPatch, logs: Logs
) -> None:
    monkeypatch.setattr(database_module, "_BUSY_TIMEOUT_S", 0.1)
    path = tmp_path / "leads.db"
    with Store.open(path) as store, running(an_intake(store, broker)) as intake:
        eventually("the collector connects", lambda: intake.is_connected)
        someone = sqlite3.connect(path, isolation_level=None)
        someone.execute("BEGIN IMMEDIATE")
        box.send(one := lead())
        eventually("the collector says so", lambda: len(events(logs, "store_failed")) > 1)
        assert box.waits_in_vain(0.2)
        someone.execute("ROLLBACK")
        someone.close()
        box.await_accepted(one)
    assert [entry["log_level"] for entry in events(logs, "store_failed")][:2] == ["error", "debug"]


def test_delays_between_attempts_grow_to_a_bound_and_are_spread() -> None:
    backoff = Backoff(base_s=1, longest_s=60)
    for failures, ceiling in ((1, 1), (2, 2), (5, 16), (7, 60), (10_000, 60)):
        delays = [backoff.delay_s(failures) for _ in range(200)]
        assert 0 <= min(delays) < ceiling / 3
        assert ceiling * 2 / 3 < max(delays) <= ceiling


def test_receipts_go_to_the_box_that_sent_the_lead_and_to_no_other(
    intake: Intake, box: Box, broker: Mosquitto
) -> None:
    with Box(broker, "booth-8") as neighbour:
        box.send(one := lead())
        box.await_accepted(one)
        assert neighbour.waits_in_vain(0.2)
    assert intake.counts.stored == 1


def events(logs: Logs, name: str) -> Logs:
    return [entry for entry in list(logs) if entry["event"] == name]


def fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 4096, 512):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue

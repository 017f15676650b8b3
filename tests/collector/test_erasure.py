import base64
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from agent.contract.erasure import Subject
from agent.contract.lead import Attendee
from agent.delivery.commands import Commander, Policy, delivery_handlers
from agent.delivery.outbox import Outbox
from agent.delivery.publisher import Publisher
from agent.delivery.signatures import Verifier
from agent.ops.health import Health
from collector import erasure
from collector.cli import main
from collector.intake import Backoff, Broker, Intake, running
from collector.keys import Signer
from collector.store import Outcome, Store
from tests.collector.box import DEVICE, SECRETS, eventually, lead, message, sqlite_of
from tests.collector.box import Box as Sender
from tests.collector.test_store import incoming
from tests.rigs.mosquitto import Mosquitto
from tests.rigs.uplink import Box, until

ADA = Subject(email="ada@example.com")
GRACE = Attendee(name="Grace Hopper", email="grace@example.org")


def readable(directory: Path) -> list[str]:
    content = b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())
    return [secret for secret in SECRETS if secret.encode() in content]


def test_after_an_erasure_nothing_of_the_person_is_in_the_files(store: Store) -> None:
    kept = lead(attendee=GRACE, signals=(), conversation=lead().conversation.model_copy(update={"turns": ()}))
    for one in (lead(), lead(final=True), kept):
        store.put(incoming(one))
    store.refuse(topic="t", payload=b'{"name": "ADA  LOVELACE"', reason="payload: not JSON")
    store.refuse(topic="t", payload=b"somebody else", reason="payload: not JSON")
    assert readable(sqlite_of(store).path.parent)
    erased = erasure.erase(store, ADA.model_copy(update={"name": "Ada Lovelace"}))
    assert (len(erased.leads), erased.refused, list(erased.commands)) == (2, 1, [DEVICE])
    assert [row["id"] for row in store.overview()] == [str(kept.id)]
    # Until its box has answered, the command knows whom it is about.
    erasure.answered(store, DEVICE, erased.commands[DEVICE], status="done", reason=None, result="{}")
    sqlite_of(store).connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert readable(sqlite_of(store).path.parent) == []


def test_an_erased_lead_that_its_box_sends_again_stays_erased_and_the_box_may_forget_it(store: Store) -> None:
    one = lead()
    store.put(incoming(one))
    erasure.erase(store, Subject(leads=(one.id,)))
    assert store.put(incoming(lead(one.id, revision=2))) is Outcome.ERASED
    assert list(store.leads()) == []


def test_the_command_line_erases_beside_a_running_collector(store: Store) -> None:
    store.put(incoming(one := lead()))
    runner = CliRunner()
    database = ["--db", str(sqlite_of(store).path)]
    done = runner.invoke(
        main, ["erase", *database, "--email", "Ada@Example.com", "--device", "booth-9", "--yes"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert told["leads_erased"] == [str(one.id)]
    assert told["boxes_asked"].keys() == {DEVICE, "booth-9"}
    assert list(store.leads()) == []
    listed = runner.invoke(main, ["commands", *database])
    assert {row["device"] for row in json.loads(listed.output)} == {DEVICE, "booth-9"}
    assert "ada@example.com" not in listed.output
    assert runner.invoke(main, ["erase", *database, "--yes"]).exit_code == 2


def test_databases_of_an_earlier_version_are_taken_over(tmp_path: Path) -> None:
    path = tmp_path / "leads.db"
    connection = sqlite3.connect(path)
    connection.executescript(
        (Path(__file__).parent / "schemas" / "collector-1.sql").read_text(encoding="utf-8")
    )
    connection.close()
    with Store.open(path) as store:
        assert len(list(store.leads())) == 2
        assert len(store.refused()) == 1
        assert len(erasure.erase(store, ADA).leads) == 2


@pytest.fixture
def signer() -> Signer:
    return Signer(Ed25519PrivateKey.generate())


@pytest.fixture
def intake(store: Store, broker: Mosquitto, signer: Signer) -> Iterator[Intake]:
    where = Broker(host=broker.host, port=broker.port)
    quick = Backoff(base_s=0.1, longest_s=0.3)
    started = Intake(
        store=store, broker=where, name="test", client_id="collector-test", signer=signer, backoff=quick
    )
    with running(started):
        eventually("the collector connects", lambda: started.is_connected)
        yield started


@pytest.mark.usefixtures("intake")
async def test_an_erasure_reaches_the_box_and_its_completion_comes_back(
    tmp_path: Path, broker: Mosquitto, store: Store, signer: Signer, logs: list[dict[str, Any]]
) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    publisher = Publisher(outbox=outbox, wake_uplink=lambda: None, station=Health().station("outbox"))

    async def diagnostics() -> dict[str, Any]:
        return {}

    public = base64.b64encode(signer.key.public_key().public_bytes_raw()).decode()
    verifier = Verifier.parse([public])
    commander = Commander(
        device=DEVICE,
        outbox=outbox,
        policy=Policy(verifier),
        handlers=delivery_handlers(publisher=publisher, outbox=outbox, diagnostics=diagnostics),
        clock_synchronised=lambda: True,
    )
    box = Box(outbox, broker.url, uplink={"commander": commander, "receipts_from": verifier})
    talking, waiting = lead(), lead(final=True)
    async with box.running():
        await box.store(talking)
        await until(lambda: len(list(store.overview())) == 1, "the lead is at the collector")
        assert await outbox.park(waiting.id) is False
        await outbox.store(waiting)
        await outbox.park(waiting.id)
        erasure.erase(store, ADA)
        await until(lambda: [row["status"] for row in store.commands()] == ["done"], "the box answers")
        (row,) = store.commands()
        assert json.loads(row["result"])["result"]["leads_erased"] == 2
        assert row["arguments"] == "{}", "whom it was about is forgotten, too"
        assert await outbox.unfinished() == []
        await box.store(lead(talking.id, revision=2, final=True))
    assert list(store.leads()) == []
    await outbox.close()
    box_files = [path.read_bytes() for path in tmp_path.glob("outbox.db*")]
    assert not [secret for secret in SECRETS if any(secret.encode() in content for content in box_files)]
    assert not [secret for secret in SECRETS if secret in repr(logs)]


def test_several_collectors_of_a_group_take_each_lead_in_once(
    tmp_path: Path, broker: Mosquitto, logs: list[dict[str, Any]]
) -> None:
    path = tmp_path / "leads.db"
    where = Broker(host=broker.host, port=broker.port)
    with Store.open(path, shared=True) as first, Store.open(path, shared=True) as second:
        intakes = [
            Intake(store=store, broker=where, name=f"c{number}", client_id=f"c{number}", group="g")
            for number, store in enumerate((first, second))
        ]
        with running(intakes[0]), running(intakes[1]), Sender(broker) as box:
            eventually("both connect", lambda: all(one.is_connected for one in intakes))
            sent = [lead() for _ in range(60)]
            for one in sent:
                box.publish(message(one))
                box.publish(message(lead(one.id, revision=2)))
            eventually(
                "all are stored",
                lambda: (
                    {row["revision"] for row in first.overview()} == {2}
                    and len(list(first.overview())) == len(sent)
                ),
            )
        assert min(one.counts.stored + one.counts.known for one in intakes) > 0, "both had work"
    assert not [entry for entry in logs if entry["event"] == "store_failed"]

import threading
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner

from collector.cli import main
from collector.databases.database import StoreError, StoreTrouble
from collector.incoming import Incoming
from collector.intake import Backoff, Broker, Intake, running
from collector.store import Outcome, Store
from collector.taking import Delivery, Taker
from tests.collector.box import DEVICE, Box, eventually, lead, message
from tests.collector.test_store import IDS, incoming
from tests.rigs.mosquitto import Mosquitto
from tests.rigs.postgresql import Postgresql

Logs = list[dict[str, Any]]


@pytest.fixture
def url(postgresql: Postgresql) -> str:
    return postgresql.new_database()


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url) as opened:
        yield opened


def intake(store: Store, broker: Mosquitto, name: str, group: str | None = None) -> Intake:
    return Intake(
        store=store,
        broker=Broker(broker.host, broker.port),
        name=name,
        client_id=f"collector-{name}",
        group=group,
        backoff=Backoff(0.05, 0.2),
    )


def test_leads_go_on_after_the_server_crashed_and_none_is_lost(
    postgresql: Postgresql, store: Store, broker: Mosquitto, logs: Logs
) -> None:
    with Box(broker) as box, running(intake(store, broker, "one")) as taking:
        eventually("the collector listens", lambda: taking.is_connected)
        box.send(before := lead())
        box.await_accepted(before)
        postgresql.kill()
        box.send(during := lead())
        assert box.waits_in_vain(0.5)
        assert taking.is_alive
        postgresql.start()
        box.await_accepted(during)
    assert {UUID(row["id"]) for row in store.overview()} == {before.id, during.id}
    assert "store_failed" in {entry["event"] for entry in logs}


def test_collectors_of_a_group_share_the_leads_without_losing_or_doubling_one(
    url: str, broker: Mosquitto
) -> None:
    sent = [lead() for _ in range(60)]
    with (
        Store.open(url, shared=True) as first,
        Store.open(url, shared=True) as second,
        running(intake(first, broker, "one", "all")) as one,
        running(intake(second, broker, "two", "all")) as two,
        Box(broker) as box,
    ):
        eventually("both listen", lambda: one.is_connected and two.is_connected)
        for each in sent:
            box.send(each)
        accepted = {box.next_acknowledgement().id for _ in sent}
        assert accepted == {each.id for each in sent}
        counts = one.counts.stored, two.counts.stored
        assert {UUID(row["id"]) for row in first.overview()} == {each.id for each in sent}
    assert sum(counts) == len(sent)
    assert min(counts) > 0, "both worked"


def test_collectors_that_are_in_each_others_way_both_get_through(url: str) -> None:
    """Each holds what the other wants next; the server ends one of them, which tries again."""
    both_hold_one = threading.Barrier(2, timeout=20)
    failed: list[BaseException] = []

    def take(order: tuple[UUID, UUID], revision: int) -> None:
        with Store.open(url, shared=True) as store:
            waited = False
            put = store.put

            def put_and_wait(incoming: Incoming) -> Outcome:
                nonlocal waited
                outcome = put(incoming)
                if not waited:
                    waited = True
                    both_hold_one.wait()
                return outcome

            store.put = put_and_wait  # type: ignore[method-assign]
            batch = [
                Delivery(n, 1, f"booth/v1/{DEVICE}/up/lead", message(lead(id_, revision=revision)))
                for n, id_ in enumerate(order)
            ]
            try:
                Taker(store).take(batch)
            except BaseException as error:  # noqa: BLE001 -- told in the main thread
                failed.append(error)

    Store.open(url).close()
    threads = [
        threading.Thread(target=take, args=(order, revision))
        for order, revision in (((IDS[0], IDS[1]), 1), ((IDS[1], IDS[0]), 2))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with Store.open_for_reading(url) as reader:
        assert {row["id"]: row["revision"] for row in reader.overview()} == {str(IDS[0]): 2, str(IDS[1]): 2}


def test_a_badge_with_a_nul_in_it_is_stored_although_postgresql_has_no_such_text(store: Store) -> None:
    one = lead()
    odd = one.model_copy(update={"attendee": one.attendee.model_copy(update={"company": "A\0B"})})
    assert store.put(incoming(odd)) is Outcome.STORED
    [row] = store.overview()
    assert row["attendee_company"] == "A\N{REPLACEMENT CHARACTER}B"


def test_one_message_that_the_server_cannot_take_does_not_cost_the_others(store: Store) -> None:
    poison, good = lead(), lead()
    put = store.put

    def put_or_fail(incoming: Incoming) -> Outcome:
        if incoming.lead.id == poison.id:
            with store.database.transaction():
                store.database.query("SELECT 1 / 0")
        return put(incoming)

    store.put = put_or_fail  # type: ignore[method-assign]
    batch = [
        Delivery(number, 1, f"booth/v1/{DEVICE}/up/lead", message(one))
        for number, one in enumerate((poison, good))
    ]
    acknowledgements = Taker(store).take(batch)
    assert [verdict.id for verdict in acknowledgements[DEVICE] if verdict.status == "accepted"] == [good.id]
    assert [row["id"] for row in store.overview()] == [str(good.id)]


def test_a_server_that_would_lose_leads_in_a_power_cut_is_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    # fsync cannot be switched for one database: the answer is what a server without it gives.
    show = type(store.database)._show  # type: ignore[attr-defined]
    monkeypatch.setattr(
        type(store.database), "_show", lambda self, name: "off" if name == "fsync" else show(self, name)
    )
    with pytest.raises(StoreError, match="fsync=off") as caught:
        store.reopen()
    assert caught.value.trouble is StoreTrouble.NOT_DURABLE


def test_a_database_that_does_not_wait_for_the_disk_is_made_to(url: str) -> None:
    with Store.open(url) as store:
        name = store.database.query("SELECT current_database() AS name")[0]["name"]
        store.database.change(f"ALTER DATABASE {name} SET synchronous_commit = off")
    with Store.open(url) as store:
        assert store.database.query("SHOW synchronous_commit") == [{"synchronous_commit": "local"}]


def test_a_reader_can_change_nothing_and_says_where_there_is_nothing_yet(url: str) -> None:
    with pytest.raises(StoreError, match="boothscribe-collector run"):
        Store.open_for_reading(url)
    with Store.open(url) as store:
        store.put(incoming(lead(IDS[0])))
    with Store.open_for_reading(url) as reader, pytest.raises(Exception, match="read-only"):
        reader.database.change("DELETE FROM leads")


def test_a_server_that_is_away_is_named_and_a_password_never_stands_in_the_command() -> None:
    runner = CliRunner()
    away = runner.invoke(main, ["list", "--db", "postgresql://booth@/leads?host=/nowhere"])
    assert away.exit_code == 1
    assert "database cannot be used" in away.output
    told = runner.invoke(main, ["list", "--db", "postgresql://booth:secret@127.0.0.1/leads"])
    assert told.exit_code == 2
    assert "PGPASSFILE" in told.output
    assert "secret" not in told.output


def test_the_commands_work_on_it_as_on_a_file(url: str) -> None:
    with Store.open(url) as store:
        store.put(incoming(one := lead(IDS[0])))
    runner = CliRunner()
    listed = runner.invoke(main, ["list", "--db", url, "--json"])
    assert str(one.id) in listed.output, listed.output
    assert "Ada Lovelace" in runner.invoke(main, ["show", "--db", url, str(one.id)]).output
    assert runner.invoke(main, ["export", "--db", url, "--csv"]).stdout.startswith("id,revision")
    erased = runner.invoke(main, ["erase", "--db", url, "--email", "ada@example.com", "--yes"])
    assert str(one.id) in erased.output
    assert "no leads" in runner.invoke(main, ["list", "--db", url]).output

import json
import sqlite3
import stat
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.contract.erasure import Subject
from agent.contract.lead import Lead
from collector import erasure
from collector import store as store_module
from collector.databases import sqlite
from collector.databases.database import StoreError, StoreTrouble
from collector.databases.sqlite import connect
from collector.incoming import Incoming, read
from collector.store import Outcome, Store
from tests.collector.box import DEVICE, lead, message, sqlite_of

IDS = [UUID(f"0192f0c1-3f5a-7000-8000-00000000000{digit}") for digit in range(3)]


def incoming(of: Lead) -> Incoming:
    got = read(f"booth/v1/{of.device}/up/lead", message(of))
    assert isinstance(got, Incoming), got
    return got


def state(of: Store) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key != "received_at"} for row in of.leads()]


def one_of_them(number: int, revision: int, variant: int) -> Lead:
    """`variant`: a box that broke the contract and issued one revision with two contents."""
    return lead(IDS[number], revision=revision, final=revision > 3, scanner=f"scanner-{variant}")


arrivals = st.lists(
    st.builds(one_of_them, st.integers(0, 2), st.integers(1, 5), st.integers(0, 1)), min_size=1, max_size=12
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(arrivals=arrivals, data=st.data())
def test_leads_are_the_same_whatever_was_repeated_or_overtaken_on_the_way(
    any_store: Store, arrivals: list[Lead], data: st.DataObject
) -> None:
    again = data.draw(st.lists(st.sampled_from(arrivals), max_size=6), label="repeated")
    shuffled = data.draw(st.permutations(arrivals + again), label="order")
    states = []
    for order in (arrivals, shuffled):
        any_store.database.change("DELETE FROM leads")
        for one in order:
            any_store.put(incoming(one))
        states.append(state(any_store))
    assert states[0] == states[1]
    newest = {one.id: max(other.revision for other in arrivals if other.id == one.id) for one in arrivals}
    assert {UUID(row["id"]): row["revision"] for row in states[0]} == newest


def test_an_older_revision_is_safe_and_changes_nothing(any_store: Store) -> None:
    assert any_store.put(incoming(lead(IDS[0], revision=2, final=True))) is Outcome.STORED
    before = list(any_store.leads())
    assert any_store.put(incoming(lead(IDS[0], revision=1))) is Outcome.KNOWN
    assert any_store.put(incoming(lead(IDS[0], revision=2, final=True))) is Outcome.KNOWN
    assert list(any_store.leads()) == before


def test_a_box_cannot_overwrite_the_lead_of_another_box(any_store: Store) -> None:
    any_store.put(incoming(lead(IDS[0])))
    before = list(any_store.leads())
    assert any_store.put(incoming(lead(IDS[0], revision=9, device="booth-8"))) is Outcome.OTHER_DEVICE
    assert list(any_store.leads()) == before


def test_fields_of_a_later_contract_are_kept_for_a_later_collector(any_store: Store) -> None:
    envelope = json.loads(message(lead(IDS[0])))
    envelope["data"]["route"] = {"territory": "north"}
    got = read(f"booth/v1/{DEVICE}/up/lead", json.dumps(envelope).encode())
    assert isinstance(got, Incoming)
    any_store.put(got)
    (row,) = any_store.leads()
    assert json.loads(row["record"]) == envelope["data"]


def test_an_acknowledged_lead_survives_a_power_cut_because_sqlite_syncs_every_commit(store: Store) -> None:
    connection = sqlite_of(store).connection
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_store_that_cannot_sync_does_not_start(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_memory = ":memory:"  # SQLite keeps no write-ahead log there
    monkeypatch.setattr(sqlite, "connect", lambda _: connect(in_memory))
    with pytest.raises(StoreError, match="journal_mode=memory") as caught:
        Store.open(database)
    assert caught.value.trouble is StoreTrouble.NOT_DURABLE


def test_leads_outlive_the_process_that_stored_them(where: Path | str) -> None:
    with Store.open(where) as first:
        first.put(incoming(lead(IDS[0])))
    with Store.open(where) as second:
        assert [row["id"] for row in second.leads()] == [str(IDS[0])]


def test_nobody_else_on_the_machine_can_read_the_leads(store: Store) -> None:
    assert stat.S_IMODE(sqlite_of(store).path.stat().st_mode) == 0o600
    assert stat.S_IMODE(sqlite_of(store).path.parent.stat().st_mode) == 0o700


def test_two_collectors_never_write_to_one_database(where: Path | str, any_store: Store) -> None:
    with pytest.raises(StoreError, match="another collector") as caught:
        Store.open(where)
    assert caught.value.trouble is StoreTrouble.IN_USE
    with Store.open_for_reading(where) as reader:
        assert list(reader.leads()) == []
    any_store.close()
    with Store.open(where, shared=True), Store.open(where, shared=True):
        pass


def test_a_lead_that_was_erased_is_not_stored_again(where: Path | str, any_store: Store) -> None:
    any_store.put(incoming(lead(IDS[0])))
    any_store.put(incoming(other := lead(IDS[1])))
    with Store.open_beside(where) as beside:
        erased = erasure.erase(beside, Subject(leads=(IDS[0],)))
    assert erased.leads == (IDS[0],)
    assert any_store.put(incoming(lead(IDS[0], revision=5))) is Outcome.ERASED
    assert [row["id"] for row in any_store.overview(device=DEVICE, final=False)] == [str(other.id)]
    assert [row["id"] for row in any_store.find(str(other.id)[:36])] == [str(other.id)]


def test_a_command_goes_out_once_until_it_is_answered_and_then_forgets_its_arguments(
    any_store: Store,
) -> None:
    command = erasure.issue(any_store, DEVICE, "erase", {"leads": [str(IDS[0])]})
    assert [due.id for due in erasure.commands_due(any_store)] == [command]
    assert erasure.commands_due(any_store) == []
    assert not erasure.answered(any_store, "booth-8", command, status="done", reason=None, result="{}")
    assert erasure.answered(any_store, DEVICE, command, status="done", reason=None, result="{}")
    [row] = any_store.commands()
    assert (row["status"], row["arguments"]) == ("done", "{}")


def test_a_batch_that_fails_in_the_middle_leaves_nothing_of_itself(any_store: Store) -> None:
    class CrashError(Exception):
        pass

    def crash() -> None:
        with any_store.batch():
            any_store.put(incoming(lead(IDS[0])))
            raise CrashError

    with pytest.raises(CrashError):
        crash()
    assert any_store.overview() == []


@pytest.mark.parametrize("damage", ["not a database", "torn pages"])
def test_a_damaged_database_is_moved_aside_whole_and_said_loudly(
    database: Path, logs: list[dict[str, Any]], damage: str
) -> None:
    with Store.open(database) as store:
        for _ in range(200):
            store.put(incoming(lead()))
    bytes_ = bytearray(database.read_bytes())
    start = 0 if damage == "not a database" else 8192
    bytes_[start : start + 40_000] = b"\xa5" * 40_000
    database.write_bytes(bytes_)

    with Store.open(database) as store:
        assert list(store.leads()) == []
        store.put(incoming(lead(IDS[0])))
    (moved,) = database.parent.glob("leads.db.corrupt-*")
    assert moved.read_bytes() == bytes_
    (said,) = [entry for entry in logs if entry["event"] == "database_quarantined"]
    assert said["log_level"] == "critical"
    assert said["moved_to"] == str(moved)


def test_a_damaged_text_spoils_its_own_row_and_is_not_said_aloud(database: Path, store: Store) -> None:
    for number in (0, 1):
        store.put(incoming(one_of_them(number, 1, 0)))
    change = "UPDATE leads SET attendee_name = CAST(X'4BFF6C' AS TEXT) WHERE id = :id"
    store.database.change(change, {"id": str(IDS[0])})
    assert [row["attendee_name"] for row in store.overview() if row["id"] == str(IDS[0])] == ["K\ufffdl"]
    assert {row["id"] for row in store.leads()} == {str(IDS[0]), str(IDS[1])}
    with Store.open_for_reading(database) as beside:
        assert len(beside.overview()) == 2


def test_two_damaged_databases_in_one_second_are_both_kept(database: Path) -> None:
    database.parent.mkdir()
    for content in (b"first" * 1000, b"second" * 1000):
        database.write_bytes(content)
        Store.open(database).close()
    assert len(list(database.parent.glob("leads.db.corrupt-*"))) == 2


def test_a_database_of_a_newer_collector_is_left_alone(database: Path) -> None:
    Store.open(database).close()
    connection = sqlite3.connect(database)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    for open_ in (Store.open, Store.open_for_reading):
        with pytest.raises(StoreError, match="upgrade") as caught:
            open_(database)
        assert caught.value.trouble is StoreTrouble.NEWER_SCHEMA
    assert not list(database.parent.glob("*.corrupt-*"))


def test_reading_never_creates_or_changes_a_database(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no database"):
        Store.open_for_reading(tmp_path / "none.db")
    (tmp_path / "empty.db").touch()
    with pytest.raises(StoreError, match="database of this version"):
        Store.open_for_reading(tmp_path / "empty.db")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["empty.db"]


def test_a_full_disk_leaves_the_leads_as_they_were(store: Store) -> None:
    store.put(incoming(lead(IDS[0])))
    connection = sqlite_of(store).connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    before = list(store.leads())

    def store_until_it_fails() -> None:
        for _ in range(200):
            store.put(incoming(lead(revision=2)))

    with pytest.raises(StoreError, match="full") as caught:
        store_until_it_fails()
    assert caught.value.trouble is StoreTrouble.UNAVAILABLE
    stored = len(list(store.leads()))
    connection.execute("PRAGMA max_page_count = 1000000")
    store.put(incoming(lead(IDS[1])))
    rows = list(store.leads())
    assert len(rows) == stored + 1
    assert before[0] in rows


def test_a_message_refused_again_and_again_does_not_fill_the_disk(
    any_store: Store, monkeypatch: pytest.MonkeyPatch, logs: list[dict[str, Any]]
) -> None:
    monkeypatch.setattr(store_module, "MOST_REFUSED", 5)
    for _ in range(3):
        any_store.refuse(topic="t", payload=b"x" * 1_000_000, reason="payload: not JSON")
    (row,) = any_store.refused()
    assert (row["times"], row["size"], len(row["payload"])) == (3, 1_000_000, 64 * 1024)
    for number in range(10):
        any_store.refuse(topic="t", payload=b"%d" % number, reason="payload: not JSON")
    assert [row["payload"] for row in any_store.refused()] == [b"5", b"6", b"7", b"8", b"9"]
    assert "refused_messages_dropped" in {entry["event"] for entry in logs}

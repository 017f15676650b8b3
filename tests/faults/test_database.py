"""What happens to the box's database: damage of every kind, a wrong clock, a small disk."""

import contextlib
import sqlite3
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement
from agent.delivery import database
from agent.delivery.outbox import Outbox, OutboxError, OutboxReason
from agent.delivery.sealing import KeyRing, new_key
from agent.delivery.states import LeadState
from tests.faults.history import Box, BoxDiedError
from tests.rigs.leads import lead

KEYS = KeyRing.parse(new_key())
pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")


async def filled(path: Path, count: int) -> list[UUID]:
    outbox = await Outbox.open(path, keys=KEYS)
    leads = [lead(final=True) for _ in range(count)]
    for one in leads:
        await outbox.store(one)
    await outbox.close()
    return [one.id for one in leads]


async def waiting(outbox: Outbox) -> list[UUID]:
    return [one.lead.id for one in await outbox.pending(after=0, limit=10_000)]


async def test_what_can_be_read_of_a_torn_database_is_carried_over_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    ids = await filled(path, 100)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(content)
    outbox = await Outbox.open(path, keys=KEYS)
    carried = await waiting(outbox)
    assert outbox.salvaged.carried >= len(carried) > 90
    assert set(carried) <= set(ids)
    assert len(carried) + outbox.salvaged.unreadable + (await outbox.depth()).parked >= 99
    (aside,) = tmp_path.glob("outbox.db.corrupt-*")
    assert aside.read_bytes() == content, "the copy is untouched"
    await outbox.store(lead())
    await outbox.close()


async def test_a_truncated_database_costs_only_what_was_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    ids = await filled(path, 100)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 3 // 4])
    outbox = await Outbox.open(path, keys=KEYS)
    carried = await waiting(outbox)
    assert 0 < len(carried) <= len(ids)
    assert set(carried) <= set(ids)
    assert list(tmp_path.glob("outbox.db.corrupt-*"))
    await outbox.close()


async def test_a_table_whose_name_is_no_text_any_more_is_damage_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    await filled(path, 3)
    content = bytearray(path.read_bytes())
    at = content.index(b"CREATE TABLE")
    content[at : at + 2] = b"\x80\x80"  # SQLite quotes it in its message
    path.write_bytes(content)
    outbox = await Outbox.open(path, keys=KEYS)
    assert list(tmp_path.glob("outbox.db.corrupt-*"))
    await outbox.store(lead())
    await outbox.close()


@pytest.mark.parametrize("column", ["sealed_with", "lead_id", "checksum"])
async def test_text_that_is_none_in_one_row_stops_no_other(tmp_path: Path, column: str) -> None:
    path = tmp_path / "outbox.db"
    outbox = await Outbox.open(path, keys=KEYS)
    kept = [lead(final=True) for _ in range(3)]
    for one in kept:
        await outbox.store(one)
    await outbox.close()
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE leads SET {column} = CAST(x'8041' AS TEXT) WHERE sequence = 2")  # noqa: S608
    outbox = await Outbox.open(path, keys=KEYS)
    assert [one.lead for one in await outbox.pending(after=0, limit=10)] == [kept[0], kept[2]]
    await outbox.store(late := lead())
    assert late.id in await waiting(outbox)
    await outbox.close()


@pytest.mark.parametrize("name", [b"stored_at", b"sequence", b"record BLOB", b"sealed_with", b"receipted_at"])
async def test_a_column_whose_name_is_damaged_costs_no_lead(tmp_path: Path, name: bytes) -> None:
    path = tmp_path / "outbox.db"
    ids = await filled(path, 12)
    content = path.read_bytes()
    assert name in content
    path.write_bytes(content.replace(name, name[:1] + b"0" + name[2:]))
    outbox = await Outbox.open(path, keys=KEYS)
    assert set(await waiting(outbox)) == set(ids)
    await outbox.store(late := lead())
    assert late.id in await waiting(outbox)
    await outbox.close()


@settings(max_examples=25, deadline=None)
@given(data=st.data())
async def test_whatever_is_done_to_the_file_the_box_starts_and_sends_nothing_false(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("damage") / "outbox.db"
    outbox = await Outbox.open(path, keys=KEYS)
    kept = {one.id: one for one in (lead(final=True) for _ in range(12))}
    for one in kept.values():
        await outbox.store(one)
    await outbox.close()
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 6), label="damages")):
        start = data.draw(st.integers(0, len(content) - 1), label="at")
        length = data.draw(st.sampled_from([1, 1, 16, 512, 4096]), label="bytes")
        content[start : start + length] = data.draw(st.binary(min_size=length, max_size=length), label="with")
    path.write_bytes(content)
    try:
        outbox = await Outbox.open(path, keys=KEYS)
    except OutboxError as error:
        if error.reason is not OutboxReason.UNUSABLE:  # a version in the header that this one must not touch
            raise
        return
    for pending in await outbox.pending(after=0, limit=100):
        assert pending.lead == kept[pending.lead.id]
    await outbox.store(late := lead())
    assert late.id in await waiting(outbox)
    await outbox.close()


def test_a_write_ahead_log_that_vanished_after_a_crash_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    box = Box(path)
    box.start("box.sent")
    box.ask("start")
    early = lead(final=True)
    assert box.ask("publish", early.model_dump_json())
    box.ask("tidy")  # folds the log into the database
    assert box.ask("publish", lead(final=True).model_dump_json())
    with pytest.raises(BoxDiedError):
        box.ask("pump")
    (tmp_path / "outbox.db-wal").unlink()
    box.start()
    try:
        box.ask("start")
        (sent,) = box.ask("pump")
    finally:
        box.kill()
    assert Lead.model_validate_json(sent).id == early.id
    assert len(list(tmp_path.glob("outbox.db.corrupt-*"))) >= 1


async def test_a_crash_alone_is_no_damage(tmp_path: Path) -> None:
    box = Box(tmp_path / "outbox.db")
    box.start()
    box.ask("start")
    box.ask("publish", lead().model_dump_json())
    box.kill()
    box.start()
    assert len(box.ask("start")) == 1
    box.kill()
    assert not list(tmp_path.glob("*corrupt*"))


async def test_a_database_that_somebody_else_has_locked_is_waited_for_and_nothing_is_confirmed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_BUSY_TIMEOUT_S", 0.1)
    outbox = await Outbox.open(tmp_path / "outbox.db", keys=KEYS)
    someone = sqlite3.connect(tmp_path / "outbox.db", isolation_level=None)
    someone.execute("BEGIN IMMEDIATE")
    with pytest.raises(OutboxError, match="locked"):
        await outbox.store(one := lead())
    someone.execute("ROLLBACK")
    someone.close()
    assert await waiting(outbox) == []
    await outbox.store(one)
    assert await waiting(outbox) == [one.id]
    await outbox.close()


async def test_a_clock_that_jumps_changes_no_order_and_no_age_below_zero(tmp_path: Path) -> None:
    now_s = 1_800_000_000.0
    outbox = await Outbox.open(tmp_path / "outbox.db", keys=KEYS, keep_receipted_s=100)
    outbox._shelf.wall = lambda: now_s
    ids = []
    for jump_s in (0, -1.8e9, 2e9, -86_400):
        now_s += jump_s
        await outbox.store(one := lead(final=True))
        ids.append(one.id)
        assert (await outbox.depth()).oldest_s >= 0
    assert await waiting(outbox) == ids
    for lead_id in ids:
        outbox.note(lead_id, 1, LeadState.TAKEN)
        await outbox.acknowledge(Acknowledgement(id=lead_id, revision=1, status="accepted"))
    now_s -= 1e9
    await outbox.upkeep()
    now_s += 2e9
    await outbox.upkeep()
    assert sum((await outbox.states()).values()) == 0, "grace ends in the end"
    await outbox.close()

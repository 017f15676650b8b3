"""Databases of every earlier version, as that version wrote them: `schemas/outbox-N.sql`."""

import sqlite3
from pathlib import Path
from uuid import UUID

import pytest

from agent.delivery import upkeep
from agent.delivery.outbox import Outbox
from agent.delivery.schema import SCHEMA_VERSION, migrate
from agent.delivery.sealing import KeyRing, new_key
from agent.delivery.states import LeadState

SCHEMAS = Path(__file__).parent / "schemas"
IDS = [UUID(f"0192f0c1-3f5a-7000-8000-00000000000{digit}") for digit in range(4)]
earlier_versions = pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))


def written_by(version: int, path: Path) -> Path:
    connection = sqlite3.connect(path)
    connection.executescript((SCHEMAS / f"outbox-{version}.sql").read_text(encoding="utf-8"))
    connection.close()
    return path


def tables(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        (table, column[1], column[2], str(column[3]), str(column[4]), str(column[5]))
        for table in names
        for column in connection.execute(f"PRAGMA table_info({table})")
    }


@earlier_versions
@pytest.mark.parametrize("key", [None, new_key()], ids=["readable", "sealed"])
async def test_leads_of_every_earlier_version_are_still_delivered(
    tmp_path: Path, version: int, key: str | None
) -> None:
    path = written_by(version, tmp_path / "outbox.db")
    outbox = await Outbox.open(path, keys=KeyRing.parse(key) if key else None)
    pending = await outbox.pending(after=0, limit=10)
    assert [(one.lead.id, one.lead.revision) for one in pending] == [(IDS[0], 1), (IDS[1], 3)]
    assert [one.id for one in await outbox.unfinished()] == [IDS[0], IDS[2]]
    depth = await outbox.depth()
    assert (depth.leads, depth.parked, depth.locked) == (2, 1, 0)
    states = {
        row["lead_id"]: row["state"] for row in await outbox.on_shelf(lambda s: list(upkeep.describe(s)))
    }
    assert states[str(IDS[2])] is LeadState.RECEIPTED
    assert await outbox.on_shelf(lambda s: upkeep.detail_of(s, IDS[3])) == "data.capture: missing"
    assert await outbox.retry_parked() == 1
    assert [one.lead.id for one in await outbox.pending(after=0, limit=10)][-1] == IDS[3]
    await outbox.close()
    assert not list(tmp_path.glob("*corrupt*"))


@earlier_versions
def test_every_earlier_version_ends_in_the_tables_of_a_new_outbox(tmp_path: Path, version: int) -> None:
    migrated = sqlite3.connect(written_by(version, tmp_path / "old.db"))
    new = sqlite3.connect(tmp_path / "new.db")
    assert migrate(migrated)
    assert migrate(new)
    assert tables(migrated) == tables(new)
    assert not migrate(migrated), "the second time there is nothing to do"
    migrated.close()
    new.close()


def test_every_earlier_version_has_its_database_here() -> None:
    assert {path.name for path in SCHEMAS.glob("outbox-*.sql")} == {
        f"outbox-{version}.sql" for version in range(1, SCHEMA_VERSION)
    }


def later(path: Path, oldest_program: int) -> sqlite3.Connection:
    """An outbox after a version to come, which added a column."""
    connection = sqlite3.connect(path)
    migrate(connection)
    connection.execute("ALTER TABLE leads ADD COLUMN something_new TEXT NOT NULL DEFAULT ''")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.execute("UPDATE facts SET value = ? WHERE name = 'oldest_program'", (oldest_program,))
    connection.commit()
    return connection


def test_an_update_that_was_taken_back_leaves_the_version_before_its_leads(tmp_path: Path) -> None:
    connection = later(tmp_path / "outbox.db", oldest_program=SCHEMA_VERSION)
    assert not migrate(connection)
    connection.close()


def test_tables_that_this_version_would_spoil_are_left_alone(tmp_path: Path) -> None:
    connection = later(tmp_path / "outbox.db", oldest_program=SCHEMA_VERSION + 1)
    with pytest.raises(OSError, match="newer version"):
        migrate(connection)
    connection.close()


@earlier_versions
async def test_leads_are_salvaged_from_a_damaged_database_of_an_earlier_version(
    tmp_path: Path, version: int
) -> None:
    path = written_by(version, tmp_path / "outbox.db")
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xff" * 4096
    path.write_bytes(content)
    outbox = await Outbox.open(path, keys=KeyRing.parse(new_key()))
    assert outbox.salvaged.carried + outbox.salvaged.unreadable > 0
    await outbox.close()

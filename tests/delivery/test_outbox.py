import os
import sqlite3
import subprocess
import threading
import time
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import UUID

import pytest
import structlog
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement
from agent.delivery import schema
from agent.delivery.database import SCHEMA_VERSION
from agent.delivery.outbox import Outbox, OutboxError, OutboxReason
from agent.delivery.publisher import Publisher
from agent.delivery.states import LeadState
from agent.ops.health import Health, Status
from tests.rigs.leads import SECRETS, lead


@pytest.fixture
async def outbox(tmp_path: Path) -> AsyncIterator[Outbox]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    yield outbox
    await outbox.close()


async def receipt(outbox: Outbox, *acknowledgements: Acknowledgement) -> None:
    """Apply receipts as they come for what was sent."""
    for one in acknowledgements:
        outbox.note(one.id, one.revision, LeadState.TAKEN)
    assert await outbox.acknowledge(*acknowledgements) == []


def accepted(of: Lead) -> Acknowledgement:
    return Acknowledgement(id=of.id, revision=of.revision, status="accepted")


async def waiting(outbox: Outbox) -> list[tuple[UUID, int]]:
    return [(p.lead.id, p.lead.revision) for p in await outbox.pending(after=0, limit=100)]


async def test_what_was_stored_is_there_after_a_restart(tmp_path: Path) -> None:
    first, second = lead(), lead(final=True)
    outbox = await Outbox.open(tmp_path / "outbox.db")
    await outbox.store(first)
    await outbox.store(second)
    await outbox.close()
    again = await Outbox.open(tmp_path / "outbox.db")
    assert [pending.lead for pending in await again.pending(after=0, limit=10)] == [first, second]
    await again.close()


async def test_the_database_syncs_every_commit_to_the_disk(outbox: Outbox) -> None:
    modes = [
        outbox._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")
    ]
    assert modes == ["wal", 2]


async def test_other_accounts_on_the_box_cannot_read_the_leads(outbox: Outbox) -> None:
    await outbox.store(lead())
    assert outbox.path.stat().st_mode & 0o077 == 0


async def test_only_the_newest_revision_travels(outbox: Outbox) -> None:
    first = lead()
    await outbox.store(first)
    await outbox.store(lead(first.id, revision=3))
    await outbox.store(lead(first.id, revision=2))
    assert await waiting(outbox) == [(first.id, 3)]


async def test_a_lead_stays_until_its_final_revision_is_acknowledged(outbox: Outbox) -> None:
    opened = lead()
    closed = lead(opened.id, revision=2, final=True)
    await outbox.store(opened)
    await receipt(outbox, accepted(opened))
    assert await waiting(outbox) == []
    assert await outbox.unfinished() == [opened]
    await outbox.store(closed)
    await receipt(outbox, accepted(opened))
    assert await waiting(outbox) == [(opened.id, 2)]
    await receipt(outbox, accepted(closed))
    assert await waiting(outbox) == []
    assert await outbox.unfinished() == []


async def test_a_new_lead_is_still_sent_when_all_newer_ones_are_gone(outbox: Outbox) -> None:
    gone = lead(final=True)
    await outbox.store(gone)
    (pending,) = await outbox.pending(after=0, limit=10)
    await receipt(outbox, accepted(gone))
    await outbox.store(late := lead())
    after = await outbox.pending(after=pending.sequence, limit=10)
    assert [p.lead.id for p in after] == [late.id]


async def test_a_rejected_lead_is_parked_not_lost(outbox: Outbox) -> None:
    refused = lead(final=True)
    await outbox.store(refused)
    await receipt(
        outbox,
        Acknowledgement(id=refused.id, revision=1, status="rejected", reason="data.capture: missing"),
    )
    assert await waiting(outbox) == []
    depth = await outbox.depth()
    assert (depth.leads, depth.parked) == (0, 1)


async def test_a_receipt_for_a_lead_we_never_had_changes_nothing(outbox: Outbox) -> None:
    ours = lead()
    await outbox.store(ours)
    await outbox.acknowledge(accepted(lead(revision=7)))
    assert await waiting(outbox) == [(ours.id, 1)]


async def test_age_counts_from_the_oldest_revision_without_receipt(outbox: Outbox) -> None:
    first = lead()
    await outbox.store(first)
    outbox._connection.execute("UPDATE leads SET stored_at = stored_at - 100")
    outbox._connection.commit()
    await outbox.store(lead(first.id, revision=2))
    assert (await outbox.depth()).oldest_s >= 100


async def test_a_corrupt_outbox_is_set_aside_and_scanning_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    path.write_bytes(b"this was a database once " * 1000)
    outbox = await Outbox.open(path)
    await outbox.store(lead())
    assert (await outbox.depth()).leads == 1
    await outbox.close()
    (aside,) = tmp_path.glob("outbox.db.corrupt-*")
    assert aside.read_bytes().startswith(b"this was a database once")


async def test_a_torn_page_is_noticed_at_start(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    outbox = await Outbox.open(path)
    for _ in range(50):
        await outbox.store(lead())
    await outbox.close()
    content = bytearray(path.read_bytes())
    content[4096:12288] = b"\xff" * 8192
    path.write_bytes(content)
    outbox = await Outbox.open(path)
    await outbox.store(lead())
    await outbox.close()
    assert list(tmp_path.glob("outbox.db.corrupt-*"))


async def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    await (await Outbox.open(path)).close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
        connection.execute("UPDATE facts SET value = ? WHERE name = 'oldest_program'", (SCHEMA_VERSION + 1,))
    connection.close()
    with pytest.raises(OutboxError, match="newer version") as caught:
        await Outbox.open(path)
    assert caught.value.reason is OutboxReason.UNUSABLE
    assert path.exists()


async def test_a_migration_that_is_interrupted_leaves_nothing_half_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "outbox.db"
    with monkeypatch.context() as patched:
        patched.setattr(schema, "_MIGRATIONS", ((*schema._VERSION_1, "SELECT nothing FROM nowhere"),))
        with pytest.raises(OutboxError):
            await Outbox.open(path)
    outbox = await Outbox.open(path)
    await outbox.store(lead())
    await outbox.close()


async def test_a_second_agent_cannot_end_the_conversations_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    first = await Outbox.open(path)
    with pytest.raises(OutboxError, match="another boothscribe uses this outbox") as caught:
        await Outbox.open(path)
    assert caught.value.reason is OutboxReason.LOCKED
    await first.store(lead())
    await first.close()
    await (await Outbox.open(path)).close()


async def test_one_record_that_cannot_be_read_stops_no_other_and_is_kept(outbox: Outbox) -> None:
    broken = [lead(), lead(final=True)]
    sound = [lead(), lead(final=True)]
    for one in (broken[0], sound[0], broken[1], sound[1]):
        await outbox.store(one)
    with outbox._connection as connection:
        for one in broken:
            connection.execute(
                "UPDATE leads SET record = ? WHERE lead_id = ?",
                (one.model_dump_json().replace('"revision"', '"version"').encode(), str(one.id)),
            )
    with structlog.testing.capture_logs() as logs:
        assert [p.lead for p in await outbox.pending(after=0, limit=1)] == sound[:1]
        assert [p.lead for p in await outbox.pending(after=0, limit=10)] == sound
        assert await outbox.unfinished() == sound[:1]
    assert (await outbox.depth()).parked == 2
    assert {entry["lead"] for entry in logs} == {str(one.id) for one in broken}
    assert not [secret for secret in SECRETS if secret in str(logs)]
    rows = outbox._connection.execute(
        "SELECT parked_reason, length(record) > 0 FROM leads WHERE parked_reason IS NOT NULL"
    )
    assert rows.fetchall() == [("unreadable", 1)] * 2


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    directory = tmp_path / "disk"
    directory.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(directory)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode != 0:
        pytest.skip("only root can mount a small disk")
    yield directory
    subprocess.run(["umount", str(directory)], check=True)


def fill_up(directory: Path) -> Path:
    filler = directory / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 4096):
                pass
        except OSError:
            return filler
    raise AssertionError("the disk takes everything")


@pytest.mark.parametrize("exists", [True, False], ids=["with leads", "new"])
async def test_a_disk_that_is_full_at_start_is_named_and_costs_no_lead(
    small_disk: Path, *, exists: bool
) -> None:
    path = small_disk / "outbox.db"
    kept = [lead(), lead(final=True)] if exists else []
    if exists:
        outbox = await Outbox.open(path)
        for one in kept:
            await outbox.store(one)
        await outbox.close()
    filler = fill_up(small_disk)
    for _ in range(3):
        began_s = time.monotonic()
        with pytest.raises(OutboxError, match="the disk is full") as caught:
            await Outbox.open(path)
        assert caught.value.reason is OutboxReason.FULL
        assert time.monotonic() - began_s < 1
    assert not list(small_disk.glob("*corrupt*"))
    filler.unlink()
    outbox = await Outbox.open(path)
    assert [pending.lead for pending in await outbox.pending(after=0, limit=10)] == kept
    await outbox.store(lead())
    await outbox.close()


async def test_a_directory_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a directory")
    with pytest.raises(OutboxError, match="check that the directory exists"):
        await Outbox.open(tmp_path / "file" / "outbox.db")


async def test_a_full_disk_refuses_the_scan_and_takes_it_once_there_is_room(outbox: Outbox) -> None:
    health = Health()
    station = health.station("outbox")
    station.ok()
    woken = threading.Event()
    publisher = Publisher(outbox=outbox, wake_uplink=woken.set, station=station)
    (pages,) = outbox._connection.execute("PRAGMA page_count").fetchone()
    outbox._connection.execute(f"PRAGMA max_page_count = {pages}")
    results = [await publisher.publish(lead()) for _ in range(20)]
    assert not results[-1]
    assert (station.status, "disk is full" in (station.detail or "")) == (Status.FAILED, True)
    outbox._connection.execute("PRAGMA max_page_count = 1000000")
    saved = await publisher.retry_unsaved()
    assert len(saved) == results.count(False)
    assert (await outbox.depth()).leads == 20
    assert (station.status, station.detail) == (Status.OK, None)


async def test_an_older_revision_that_could_not_be_stored_never_replaces_a_newer_one(outbox: Outbox) -> None:
    publisher = Publisher(outbox=outbox, wake_uplink=lambda: None, station=Health().station("outbox"))
    first = lead()
    (pages,) = outbox._connection.execute("PRAGMA page_count").fetchone()
    outbox._connection.execute(f"PRAGMA max_page_count = {pages}")
    while await publisher.publish(lead()):
        pass
    assert not await publisher.publish(lead(first.id, revision=2))
    assert not await publisher.publish(first)
    outbox._connection.execute("PRAGMA max_page_count = 1000000")
    await publisher.retry_unsaved()
    assert (first.id, 2) in await waiting(outbox)
    assert (first.id, 1) not in await waiting(outbox)


async def test_a_finished_lead_is_not_brought_back_by_a_revision_that_the_disk_had_refused(
    outbox: Outbox,
) -> None:
    station = Health().station("outbox")
    publisher = Publisher(outbox=outbox, wake_uplink=lambda: None, station=station)
    scanned = lead()
    (pages,) = outbox._connection.execute("PRAGMA page_count").fetchone()
    outbox._connection.execute(f"PRAGMA max_page_count = {pages}")
    fillers = []
    while await publisher.publish(filler := lead()):
        fillers.append(filler)
    assert not await publisher.publish(scanned)
    outbox._connection.execute("PRAGMA max_page_count = 1000000")
    finished = lead(scanned.id, revision=2, final=True)
    assert await publisher.publish(finished)
    await receipt(outbox, accepted(finished))
    assert station.status is Status.FAILED, "another lead is still unsaved"
    assert await publisher.retry_unsaved() == [scanned, filler]
    assert scanned.id not in [lead_id for lead_id, _ in await waiting(outbox)]
    assert (station.status, await publisher.retry_unsaved()) == (Status.OK, [])


async def test_a_revision_that_is_there_already_counts_as_safe(outbox: Outbox) -> None:
    publisher = Publisher(outbox=outbox, wake_uplink=lambda: None, station=Health().station("outbox"))
    first = lead()
    assert await publisher.publish(lead(first.id, revision=2))
    assert await publisher.publish(first)
    assert await publisher.publish(lead(first.id, revision=2))
    assert await waiting(outbox) == [(first.id, 2)]


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["store", "accept", "reject"]), st.integers(0, 2), st.integers(1, 4), st.booleans()
    ),
    max_size=30,
)


@settings(deadline=None)  # every commit waits for the disk, which others use, too
@given(STEPS)
async def test_no_order_of_revisions_and_receipts_loses_an_unacknowledged_revision(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int, int, bool]]
) -> None:
    ids = [lead().id for _ in range(3)]
    outbox = await Outbox.open(tmp_path_factory.mktemp("outbox") / "outbox.db")
    newest: dict[UUID, int] = {}
    finals: set[tuple[UUID, int]] = set()
    acknowledged: dict[UUID, int] = {}
    parked: set[tuple[UUID, int]] = set()
    for action, which, revision, final in steps:
        lead_id = ids[which]
        if action == "store":
            if (lead_id, newest.get(lead_id)) in finals:
                continue  # after the final revision there is none
            await outbox.store(lead(lead_id, revision=revision, final=final))
            if revision > newest.get(lead_id, 0):
                newest[lead_id] = revision
                if final:
                    finals.add((lead_id, revision))
        elif revision <= newest.get(lead_id, 0):
            status = "accepted" if action == "accept" else "rejected"
            await receipt(
                outbox,
                Acknowledgement.model_validate({"id": lead_id, "revision": revision, "status": status}),
            )
            if action == "accept":
                acknowledged[lead_id] = max(acknowledged.get(lead_id, 0), revision)
            elif revision == newest[lead_id]:
                parked.add((lead_id, revision))
    expected = {
        (lead_id, revision)
        for lead_id, revision in newest.items()
        if revision > acknowledged.get(lead_id, 0) and (lead_id, revision) not in parked
    }
    assert set(await waiting(outbox)) == expected
    await outbox.close()


async def test_taking_words_back_empties_the_log_also_where_the_collector_has_had_them(
    outbox: Outbox, tmp_path: Path
) -> None:
    said = lead(final=True)
    await outbox.store(said)
    await receipt(outbox, accepted(said))  # its row is gone; the next upkeep would empty the log
    silent = said.conversation.model_copy(update={"turns": ()})
    no = said.consent.model_copy(update={"status": "withdrawn"})
    await outbox.store(lead(said.id, revision=2, final=True, consent=no, signals=(), conversation=silent))
    on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert not [words for words in ("difference engine", "punched cards") if words.encode() in on_disk]

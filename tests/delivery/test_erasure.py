from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from agent.contract.erasure import Subject
from agent.contract.lead import Attendee, Badge
from agent.delivery.outbox import Outbox
from agent.delivery.publisher import Publisher
from agent.delivery.sealing import KeyRing, new_key
from agent.ops.health import Health, Status
from tests.rigs.leads import SECRETS, lead

ADA = Subject(email="ADA@example.com ")
GRACE = Attendee(name="Grace Hopper", email="grace@example.org")


@pytest.fixture
async def outbox(tmp_path: Path) -> AsyncIterator[Outbox]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    yield outbox
    await outbox.close()


def publisher_of(outbox: Outbox) -> Publisher:
    station = Health().station("outbox")
    station.ok()
    return Publisher(outbox=outbox, wake_uplink=lambda: None, station=station)


def readable(directory: Path) -> list[str]:
    content = b"".join(path.read_bytes() for path in directory.rglob("*") if path.is_file())
    return [secret for secret in SECRETS if secret.encode() in content]


@pytest.mark.parametrize(
    ("subject", "covered"),
    [
        (Subject(email="ada@EXAMPLE.com"), True),
        (Subject(email="ada@example.org"), False),
        (Subject(name="ada   lovelace"), True),
        (Subject(name="Ada"), False),
        (Subject(badge_id="A-17"), True),
        (Subject(badge_id="A-1"), False),
        (Subject(email="other@example.com", name="Ada Lovelace"), False),
        (Subject(email="other@example.com", badge_id="a-17"), True),
    ],
)
def test_a_person_is_found_by_what_the_badge_says(subject: Subject, *, covered: bool) -> None:
    assert subject.covers(lead(badge=Badge(format="id", id="A-17"))) is covered


def test_a_name_finds_leads_that_carry_nothing_better_and_unread_badges() -> None:
    named = lead(badge=Badge(format="vcard"), attendee=Attendee(given_name="Ada", family_name="Lovelace"))
    unread = lead(badge=Badge(format="unreadable", raw="x|ADA LOVELACE|y"), attendee=Attendee())
    subject = Subject(email="ada@example.com", name="Ada Lovelace")
    assert subject.covers(named)
    assert subject.covers(unread)
    with pytest.raises(ValidationError):
        Subject()


async def test_after_an_erasure_nothing_of_the_person_is_on_the_disk(outbox: Outbox, tmp_path: Path) -> None:
    other = lead(
        attendee=GRACE, signals=(), conversation=lead().conversation.model_copy(update={"turns": ()})
    )
    for one in (lead(), lead(final=True), other, lead(revision=4)):
        await outbox.store(one)
    erased = await outbox.erase(ADA)
    assert (len(erased.leads), erased.copies, erased.locked) == (3, 0, 0)
    assert [one.lead.id for one in await outbox.pending(after=0, limit=9)] == [other.id]
    assert readable(tmp_path) == []


async def test_an_erased_lead_does_not_come_back_with_its_next_words(outbox: Outbox) -> None:
    publisher = publisher_of(outbox)
    one = lead()
    assert await publisher.publish(one)
    await publisher.erase(Subject(leads=(one.id,)))
    assert await publisher.publish(lead(one.id, revision=2, final=True)), "nobody must try again"
    assert await outbox.pending(after=0, limit=9) == []
    path = outbox.path
    await outbox.close()
    again = await Outbox.open(path)
    await again.store(lead(one.id, revision=3))
    assert await again.pending(after=0, limit=9) == []
    await again.close()


async def test_an_erasure_reaches_what_the_disk_had_refused(outbox: Outbox) -> None:
    publisher = publisher_of(outbox)
    (pages,) = outbox._connection.execute("PRAGMA page_count").fetchone()
    outbox._connection.execute(f"PRAGMA max_page_count = {pages}")
    while await publisher.publish(last := lead()):
        pass
    outbox._connection.execute("PRAGMA max_page_count = 1000000")
    erased = await publisher.erase(ADA)
    assert last.id in erased.leads
    assert await publisher.retry_unsaved() == []
    assert publisher._station.status is Status.OK
    assert await outbox.pending(after=0, limit=99) == []


async def test_an_erasure_removes_the_copy_of_a_damaged_outbox_that_holds_the_person(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    outbox = await Outbox.open(path)
    for _ in range(40):
        await outbox.store(lead())
    await outbox.close()
    content = bytearray(path.read_bytes())
    content[12288:16384] = b"\xff" * 4096
    path.write_bytes(content)
    outbox = await Outbox.open(path)
    assert readable(tmp_path) == list(SECRETS)
    erased = await outbox.erase(ADA)
    assert erased.copies == 1
    assert readable(tmp_path) == []
    await outbox.close()


async def test_a_copy_that_provably_holds_nothing_of_the_person_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    outbox = await Outbox.open(path)
    await outbox.store(lead())
    await outbox.close()
    (tmp_path / "outbox.db.lock").write_bytes(b"in use\n")  # as after a crash; its log is gone
    outbox = await Outbox.open(path)
    assert outbox.salvaged.carried == 1
    assert (await outbox.erase(Subject(email="grace@example.org"))).copies == 0
    assert len(list(tmp_path.glob("outbox.db.corrupt-*"))) == 1
    await outbox.close()


async def test_leads_that_cannot_be_looked_at_are_counted_so_that_nobody_believes_in_a_full_erasure(
    tmp_path: Path,
) -> None:
    path = tmp_path / "outbox.db"
    outbox = await Outbox.open(path, keys=KeyRing.parse(new_key()))
    await outbox.store(one := lead())
    await outbox.close()
    outbox = await Outbox.open(path, keys=KeyRing.parse(new_key()))
    assert (await outbox.erase(ADA)).locked == 1
    assert (await outbox.erase(Subject(leads=(one.id,)))).leads == {one.id}
    assert (await outbox.erase(ADA)).locked == 0
    await outbox.close()

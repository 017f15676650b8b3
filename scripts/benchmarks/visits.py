"""What a large attendee list and a long account list cost: loading, memory, and a look-up at each scan."""

import asyncio
import gc
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from agent.contract.lead import Attendee, Badge, Capture, Consent, Conversation, EventReference, Lead
from agent.event_pack.model import Account
from agent.visit.people.accounts import AccountIndex
from agent.visit.people.attendee_list import AttendeeList, build
from agent.visit.people.enrich import Knowledge, enrich
from agent.visit.people.reps import Attending, StaffBadges
from scripts.benchmarks.report import Row, figures, show

_SEED = 4
_TICK_S = 0.001
_FIRST = "Mara Jonas Elif Piotr Chloe Reto Ines Tom Svenja Omar Haruka Noah Freja Aino Luca"
_FIRM = "Lake Orion Tern Alpen Pine Harbour Granit Delta Brück Sonnen Kestrel Maple Fjord Quinta"
_TRADE = "Foods Logistics Dairy Bakery Milling Packaging Instruments Beverages Seafood Trading"
Item = TypeVar("Item")
_FORM = ["GmbH", "Ltd.", "S.A.", "AG", "Inc.", "B.V.", "S.p.A.", ""]


def measure(attendees: int, accounts: int, scans: int) -> dict[str, float]:
    """Build, look up, print the table.

    Returns:
        The figures, names with units.
    """
    chance = random.Random(_SEED)  # noqa: S311 -- made-up people
    with tempfile.TemporaryDirectory(prefix="boothscribe-bench-") as name:
        source, target = Path(name) / "attendees.csv", Path(name) / "attendees.db"
        _write(source, attendees, chance)
        load_s, delays_ms = asyncio.run(_load(source, target))
        resident_mb = _resident_mb(target)
        people = AttendeeList.open(target)
        if people is None:
            raise RuntimeError("the list that was just built cannot be opened")
        index = AccountIndex(list(_accounts(accounts, chance)))
        knowledge = Knowledge(None, index, StaffBadges(()))
        event = EventReference(id="bench")
        ids = [_badge_id(chance.randrange(attendees)) for _ in range(scans)]
        leads = [_lead(badge_id, chance) for badge_id in ids]
        rows = [
            Row("badge id as written", "by_id", _timed(ids, people.by_badge)),
            Row(
                "badge id without zeros and prefix",
                "by_short_id",
                _timed(ids, lambda one: people.by_badge(_short(one))),
            ),
            Row(
                "badge id that is not in the list",
                "by_unknown_id",
                _timed(ids, lambda one: people.by_badge(f"Z{one}")),
            ),
            Row(
                "e-mail address",
                "by_email",
                _timed(ids, lambda one: people.by_email(f"{one}@example.com".lower())),
            ),
            Row(
                f"company, {accounts} accounts, first time",
                "by_company",
                _timed(
                    [_company(chance) + f" {number}" for number in range(scans)],
                    lambda one: index.match(one, None),
                ),
            ),
            Row(
                "whole lead: person, account, owner",
                "enrich",
                _timed(
                    leads,
                    lambda lead: enrich(lead, knowledge, people=people, attending=Attending(), event=event),
                ),
            ),
            Row("wait of the event loop while loading", "loading_delay", delays_ms),
        ]
        size_mb, list_mb = target.stat().st_size / 1e6, source.stat().st_size / 1e6
        people.close()
    show(
        f"visits: {attendees} attendees ({list_mb:.0f} MB of CSV), {scans} look-ups",
        rows,
        baseline=rows[0],
        notes=[
            f"\nloading: {load_s:.1f} s in its thread; database {size_mb:.0f} MB on disk",
            f"resident memory with the list open and asked: {resident_mb:.1f} MB more than without",
        ],
    )
    return figures(
        rows,
        load_s=load_s,
        resident_mb=resident_mb,
        database_mb=size_mb,
        attendees=attendees,
        accounts=accounts,
    )


async def _load(source: Path, target: Path) -> tuple[float, list[float]]:
    """Load as the agent does, and see how late the event loop wakes meanwhile."""
    delays_ms: list[float] = []
    started_s = time.perf_counter()
    loading = asyncio.create_task(asyncio.to_thread(build, source, target))
    while not loading.done():
        before_s = time.perf_counter()
        await asyncio.sleep(_TICK_S)
        delays_ms.append(1000 * (time.perf_counter() - before_s - _TICK_S))
    report = await loading
    print(f"loaded {report.rows} people", file=sys.stderr)
    return time.perf_counter() - started_s, delays_ms


def _resident_mb(target: Path) -> float:
    """Return what an open list adds to a fresh process that asks it a thousand times."""
    program = (
        "import random, sys\n"
        "from pathlib import Path\n"
        "from agent.visit.people.attendee_list import AttendeeList\n"
        "def resident():\n"
        "    pages = int(Path('/proc/self/statm').read_text().split()[1])\n"
        "    return pages * 4096 / 1e6\n"
        "before = resident()\n"
        "people = AttendeeList.open(Path(sys.argv[1]))\n"
        "for number in random.Random(1).sample(range(people.size), min(1000, people.size)):\n"
        "    people.by_badge(f'BX-{number:07d}')\n"
        "print(resident() - before)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(target)], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def _timed(items: Sequence[Item], ask: Callable[[Item], object]) -> list[float]:
    """Time each question in milliseconds; the collector of garbage rests, as it would between two scans."""
    gc.collect()
    taken_ms = []
    for item in items:
        started_s = time.perf_counter()
        ask(item)
        taken_ms.append(1000 * (time.perf_counter() - started_s))
    return taken_ms


def _write(path: Path, attendees: int, chance: random.Random) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write("Badge ID,First name,Last name,Company,Job title,E-mail,Phone,Country,Interest\n")
        for number in range(attendees):
            badge_id = _badge_id(number)
            file.write(
                f"{badge_id},{_one_of(_FIRST, chance)},Person {number},{_company(chance)},Plant Manager,"
                f"{badge_id.lower()}@example.com,+00 555 {number:07d},Germany,Filling\n"
            )


def _badge_id(number: int) -> str:
    return f"BX-{number:07d}"


def _short(badge_id: str) -> str:
    return f"{int(badge_id.removeprefix('BX-')):04d}"


def _one_of(words: str, chance: random.Random) -> str:
    return chance.choice(words.split())


def _company(chance: random.Random) -> str:
    firm = _one_of(_FIRM, chance) + _one_of(_FIRM, chance).lower()
    return f"{firm} {_one_of(_TRADE, chance)} {chance.choice(_FORM)}".strip()


def _accounts(count: int, chance: random.Random) -> Iterator[Account]:
    for number in range(count):
        yield Account(
            id=f"A-{number}", name=f"{_company(chance)} {number}", domains=(f"firm{number}.example",)
        )


def _lead(badge_id: str, chance: random.Random) -> Lead:
    now = datetime(2027, 5, 3, tzinfo=UTC)
    return Lead.model_construct(
        id=uuid4(),
        revision=1,
        final=False,
        device="bench",
        event=EventReference(id="bench"),
        scanned_at=now,
        updated_at=now,
        capture=Capture(boot_id=UUID(int=1), sequence=1, monotonic_s=0, clock_synchronised=True),
        scanner="front",
        badge=Badge(format="id", id=badge_id),
        attendee=Attendee(company=_company(chance)),
        consent=Consent(policy="scan", status="given"),
        conversation=Conversation(started_at=now),
    )

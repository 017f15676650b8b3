"""Random histories of kills, cuts and repetitions. `scripts/bench delivery` plays a thousand."""

import contextlib
import json
from pathlib import Path
from typing import Any

import pytest

from agent.contract.receipt import Acknowledgement
from agent.delivery.outbox import Outbox
from agent.delivery.states import LeadState, SendingLog
from tests.faults.history import FAILPOINTS, Box, BoxDiedError, Verdict, timed
from tests.rigs.leads import lead

HISTORIES = 25
pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")


def played(directory: Path, histories: int, *, until_lost: bool = False) -> Verdict:
    total = Verdict()
    for verdict, _ in timed(range(histories), directory):
        total.add(verdict)
        if until_lost and total.lost:
            break
    return total


def test_no_confirmed_lead_is_lost_doubled_or_set_back_whatever_is_killed_or_cut(tmp_path: Path) -> None:
    total = played(tmp_path, HISTORIES)
    assert (total.lost, total.duplicated, total.regressed, total.stuck) == (0, 0, 0, 0), total.faults
    assert total.confirmed > HISTORIES
    assert total.kills > HISTORIES
    assert total.quarantines == 0


def test_the_histories_notice_a_box_that_believes_every_receipt(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A control: without the check, a forged receipt costs leads, and the histories must say so."""
    monkeypatch.setattr(SendingLog, "has_sent", lambda *_: True)
    assert played(tmp_path, 2 * HISTORIES, until_lost=True).lost > 0


def test_the_histories_notice_a_box_that_forgets_at_the_brokers_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A control: what other edge buffers do."""
    honest = Outbox.pending

    async def forgetful(self: Outbox, **arguments: Any) -> Any:
        found = await honest(self, **arguments)
        taken = [
            Acknowledgement(id=one.lead.id, revision=one.lead.revision, status="accepted") for one in found
        ]
        for one in taken:
            self.note(one.id, one.revision, LeadState.TAKEN)
        await self.acknowledge(*taken)
        return found

    monkeypatch.setattr(Outbox, "pending", forgetful)
    assert played(tmp_path, 2 * HISTORIES, until_lost=True).lost > 0


@pytest.mark.parametrize("place", FAILPOINTS)
def test_a_kill_at_each_step_leaves_what_was_confirmed_and_not_receipted(tmp_path: Path, place: str) -> None:
    box = Box(tmp_path / "outbox.db")
    confirmed: set[str] = set()
    receipted: set[str] = set()
    box.start(place, times=3)
    with contextlib.suppress(BoxDiedError):
        box.ask("start")
        for _ in range(20):
            one = lead(final=True)
            if box.ask("publish", one.model_dump_json()):
                confirmed.add(str(one.id))
            oldest = json.loads(box.ask("pump")[0])
            receipted.add(oldest["id"])  # from here on it may be gone
            accepted = Acknowledgement(id=oldest["id"], revision=oldest["revision"], status="accepted")
            box.ask("receipts", [accepted.model_dump_json()])
    assert not box.alive, f"{place} was never reached"
    box.start()
    try:
        box.ask("start")
        left = {json.loads(record)["id"] for record in box.ask("pump")}
    finally:
        box.kill()
    assert left >= confirmed - receipted

import asyncio
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.cli import main
from agent.contract.lead import Lead
from agent.contract.receipt import Acknowledgement
from agent.delivery.outbox import Outbox
from agent.delivery.sealing import KeyRing, new_key
from agent.delivery.states import LeadState
from tests.rigs.leads import SECRETS, lead

OLD, NEW = new_key(), new_key()
Command = Callable[..., Result]


@pytest.fixture
def box(tmp_path: Path) -> Path:
    """A box with a key, one waiting and one rejected lead."""
    (tmp_path / "key").write_text(OLD)
    (tmp_path / "key").chmod(0o600)
    (tmp_path / "boothscribe.toml").write_text(
        f'[outbox]\npath = "{tmp_path}/outbox.db"\nkey_file = "{tmp_path}/key"\n'
    )
    return tmp_path


@pytest.fixture
def command(box: Path) -> Command:
    def run(*arguments: str) -> Result:
        config = [] if arguments[0] == "new-key" else ["--config", str(box / "boothscribe.toml")]
        return CliRunner().invoke(main, ["outbox", *arguments, *config])

    return run


def fill(box: Path) -> tuple[Lead, Lead]:
    async def work() -> tuple[Lead, Lead]:
        outbox = await Outbox.open(box / "outbox.db", keys=KeyRing.parse(OLD))
        waiting, rejected = lead(), lead(final=True)
        for one in (waiting, rejected):
            await outbox.store(one)
        outbox.note(rejected.id, 1, LeadState.TAKEN)
        reason = "attendee.name: Ada Lovelace is no name"
        await outbox.acknowledge(
            Acknowledgement(id=rejected.id, revision=1, status="rejected", reason=reason)
        )
        await outbox.close()
        return waiting, rejected

    return asyncio.run(work())


def test_the_list_tells_states_and_nothing_about_people_until_it_is_asked_to(
    box: Path, command: Command
) -> None:
    waiting, rejected = fill(box)
    listed = command("list")
    assert listed.exit_code == 0, listed.stderr
    assert str(waiting.id) in listed.stdout
    assert "parked" in listed.stdout
    assert not [secret for secret in SECRETS if secret in listed.stdout + listed.stderr]
    rows = json.loads(command("list", "--json", "--parked").stdout)
    assert [(row["lead"], row["parked"]) for row in rows] == [(str(rejected.id), "rejected")]
    personal = command("list", "--personal").stdout
    assert "Ada Lovelace, Analytical Engines" in personal
    assert "is no name" in personal
    states = json.loads(command("show-states", "--json").stdout)
    assert (states["pending"], states["parked"], states["readable_on_disk"]) == (1, 1, 0)


def test_parked_leads_are_sent_again_and_waiting_ones_parked(box: Path, command: Command) -> None:
    waiting, rejected = fill(box)
    assert command("retry", str(rejected.id)).exit_code == 0
    assert json.loads(command("show-states", "--json").stdout)["pending"] == 2
    assert command("park", str(waiting.id)).exit_code == 0
    assert json.loads(command("show-states", "--json").stdout)["parked"] == 1
    assert command("retry", "--all").exit_code == 0
    assert json.loads(command("show-states", "--json").stdout)["parked"] == 0
    assert command("retry").exit_code == 2


async def test_a_running_agent_does_what_the_command_asks(box: Path, command: Command) -> None:
    outbox = await Outbox.open(box / "outbox.db", keys=KeyRing.parse(OLD))
    await outbox.store(one := lead(final=True))
    await outbox.park(one.id)
    told = await asyncio.to_thread(command, "retry", "--all")
    assert "running agent" in told.stdout, told.stderr
    assert (await outbox.depth()).parked == 1
    woken: list[bool] = []
    outbox.changed = lambda: woken.append(True)
    await outbox.upkeep()
    assert ((await outbox.depth()).leads, woken) == (1, [True])
    await outbox.close()


def test_a_new_key_is_put_above_the_old_one_and_then_the_old_one_may_go(box: Path, command: Command) -> None:
    fill(box)
    made = command("new-key").stdout.strip()
    (box / "key").write_text(f"{made}\n{OLD}\n")
    rekeyed = command("rekey")
    assert rekeyed.exit_code == 0, rekeyed.stderr
    (box / "key").write_text(f"{made}\n")
    assert "Ada Lovelace" in command("list", "--personal").stdout


def test_a_key_that_cannot_be_used_is_named_by_its_setting(box: Path, command: Command) -> None:
    fill(box)
    (box / "key").chmod(0o644)
    told = command("list")
    assert told.exit_code == 78
    assert "outbox.key_file" in told.stderr
    assert OLD not in told.stderr

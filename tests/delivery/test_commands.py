import base64
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import structlog
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agent.contract.command import Command, Reply
from agent.contract.envelope import CommandMessage, SignedCommandMessage, encode
from agent.contract.sealed import SIGNED_COMMAND, SIGNED_RECEIPT
from agent.delivery import journal
from agent.delivery.commands import Commander, CommandFailedError, Policy, delivery_handlers
from agent.delivery.outbox import Outbox
from agent.delivery.publisher import Publisher
from agent.delivery.signatures import Verifier
from agent.ops.health import Health
from collector.keys import Signer
from tests.rigs.leads import DEVICE, SECRETS, lead

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
KEY = Signer(Ed25519PrivateKey.generate())
STRANGER = Signer(Ed25519PrivateKey.generate())


def public(signer: Signer) -> str:
    return base64.b64encode(signer.key.public_key().public_bytes_raw()).decode()


TRUSTING = Policy(Verifier({}), allow_unsigned=True)
SIGNED = Policy(Verifier.parse([public(KEY)]))
SAFE_DEFAULT = Policy(Verifier({}))


def command(name: str = "mute", **changes: Any) -> Command:
    fields: dict[str, Any] = {
        "id": uuid4(),
        "name": name,
        "device": DEVICE,
        "issued_at": NOW,
        "expires_at": NOW + timedelta(hours=1),
        "correlation": "ticket 7",
    }
    return Command.model_validate(fields | changes)


def plain(of: Command) -> bytes:
    return encode(CommandMessage(id=str(uuid4()), source="collector/test", time=NOW, data=of))


def signed(of: Command, signer: Signer = KEY, purpose: str = SIGNED_COMMAND) -> bytes:
    data = signer.sign(of.model_dump_json().encode(), purpose)
    return encode(SignedCommandMessage(id=str(uuid4()), source="collector/test", time=NOW, data=data))


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["data", "type", "id"]), inner)
    ),
)
PAYLOADS = st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode())


class Box:
    """A commander whose clock and effects a test can see."""

    def __init__(self, outbox: Outbox) -> None:
        self.now = NOW
        self.synchronised = True
        self.obeyed: list[str] = []
        self.outbox = outbox
        self.publisher = Publisher(
            outbox=outbox, wake_uplink=lambda: None, station=Health().station("outbox")
        )

    def wall(self) -> float:
        return self.now.timestamp()

    def commander(self, policy: Policy = TRUSTING) -> Commander:
        def effect(name: str) -> Callable[[dict[str, Any]], Any]:
            async def obey(_arguments: dict[str, Any]) -> dict[str, Any]:
                self.obeyed.append(name)
                return {}

            return obey

        async def diagnostics() -> dict[str, Any]:
            return {"version": "0"}

        own = delivery_handlers(publisher=self.publisher, outbox=self.outbox, diagnostics=diagnostics)
        return Commander(
            device=DEVICE,
            outbox=self.outbox,
            policy=policy,
            handlers={**own, "mute": effect("mute"), "unmute": effect("unmute")},
            clock_synchronised=lambda: self.synchronised,
            wall=self.wall,
        )

    async def told(self, payload: bytes, name: str = "mute", policy: Policy = TRUSTING) -> Reply:
        return await self.commander(policy).answer(name, payload)


@pytest.fixture
async def box(tmp_path: Path) -> AsyncIterator[Box]:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    yield Box(outbox)
    await outbox.close()


async def test_a_command_is_obeyed_and_its_answer_finds_the_asker(box: Box) -> None:
    asked = command()
    reply = await box.told(plain(asked))
    assert (reply.status, reply.command, reply.correlation, reply.reason) == (
        "done",
        asked.id,
        "ticket 7",
        None,
    )
    assert box.obeyed == ["mute"]


async def test_without_a_key_and_without_permission_nobody_commands_the_box(box: Box) -> None:
    for payload in (plain(command()), signed(command())):
        reply = await box.told(payload, policy=SAFE_DEFAULT)
        assert reply.status == "refused"
    assert box.obeyed == []


async def test_with_a_key_only_its_owner_commands_the_box(box: Box) -> None:
    asked = command()
    permissive = Policy(Verifier.parse([public(KEY)]), allow_unsigned=True)
    changed = json.loads(signed(command()))
    changed["data"]["payload"] = base64.b64encode(command("unmute").model_dump_json().encode()).decode()
    for payload in (
        plain(command()),
        signed(command(), STRANGER),
        signed(command(), purpose=SIGNED_RECEIPT),
        json.dumps(changed).encode(),
    ):
        for policy in (SIGNED, permissive):
            assert (await box.told(payload, policy=policy)).status == "refused"
    assert box.obeyed == []
    assert (await box.told(signed(asked), policy=SIGNED)).status == "done"


async def test_a_command_that_is_played_back_is_answered_and_not_obeyed_again(box: Box) -> None:
    payload = signed(command())
    assert not (await box.told(payload, policy=SIGNED)).repeated
    again = await box.told(payload, policy=SIGNED)
    assert (again.status, again.repeated) == ("done", True)
    assert box.obeyed == ["mute"]


async def test_a_command_is_remembered_over_a_restart_and_a_clock_that_goes_back(box: Box) -> None:
    first, later = signed(command()), signed(command(issued_at=NOW + timedelta(minutes=30)))
    await box.told(first, policy=SIGNED)
    await box.told(later, policy=SIGNED)
    path = box.outbox.path
    await box.outbox.close()
    box.outbox = await Outbox.open(path)
    box.now, box.synchronised = datetime(1970, 1, 2, tzinfo=UTC), False
    assert (await box.told(first, policy=SIGNED)).repeated
    stale = command(issued_at=NOW - timedelta(days=2), expires_at=NOW - timedelta(days=1))
    reply = await box.told(signed(stale), policy=SIGNED)
    assert (reply.status, reply.reason) == ("refused", "it has expired")
    assert box.obeyed == ["mute", "mute"]
    await box.outbox.close()


@pytest.mark.parametrize(
    ("changes", "name", "reason"),
    [
        ({"issued_at": NOW - timedelta(hours=2), "expires_at": NOW - timedelta(hours=1)}, "mute", "expired"),
        ({"device": "booth-8"}, "mute", "another box"),
        ({}, "unmute", "another command"),
        ({"name": "reload-event-pack"}, "reload-event-pack", "cannot do that"),
        ({"issued_at": NOW + timedelta(days=1), "expires_at": NOW + timedelta(days=2)}, "mute", "future"),
    ],
)
async def test_what_may_not_be_obeyed_is_answered_with_the_reason(
    box: Box, changes: dict[str, Any], name: str, reason: str
) -> None:
    asked = command(**changes)
    reply = await box.told(signed(asked), name=name, policy=SIGNED)
    assert reply.status == "refused"
    assert reason in (reply.reason or "")
    assert (reply.command, reply.correlation) == (asked.id, "ticket 7")
    assert box.obeyed == []


async def test_an_unknown_command_is_answered_too(box: Box) -> None:
    message = json.loads(plain(command()))
    message["data"]["name"] = "self-destruct"
    reply = await box.told(json.dumps(message).encode(), name="self-destruct")
    assert (reply.status, reply.correlation, str(reply.command)) == (
        "refused",
        "ticket 7",
        message["data"]["id"],
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payload=PAYLOADS)
async def test_no_payload_raises_or_is_obeyed(
    tmp_path_factory: pytest.TempPathFactory, payload: bytes
) -> None:
    outbox = await Outbox.open(tmp_path_factory.mktemp("box") / "outbox.db")
    box = Box(outbox)
    assert (await box.told(payload)).status == "refused"
    assert box.obeyed == []
    await outbox.close()


async def test_the_power_going_before_the_answer_costs_neither_effect_nor_answer(box: Box) -> None:
    asked = command()
    await box.outbox.on_shelf(lambda shelf: journal.begin(shelf, asked))
    assert (await box.told(plain(asked))).status == "done"
    assert box.obeyed == ["mute"]
    (untold,) = await box.commander().untold()
    assert untold.command == asked.id
    await box.commander().told(untold)
    assert await box.commander().untold() == []


async def test_the_journal_of_commands_is_bounded(box: Box, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "MOST_COMMANDS", 3)
    for _ in range(3):
        await box.told(plain(command()))
    assert "too many" in ((await box.told(plain(command()))).reason or "")
    for reply in await box.commander().untold():
        await box.commander().told(reply)
    box.now += timedelta(hours=2)
    fresh = command(issued_at=box.now, expires_at=box.now + timedelta(hours=1))
    assert (await box.told(plain(fresh))).status == "done", "expired ones make room"


async def test_erase_answers_with_a_record_of_what_was_done_and_names_nobody(box: Box) -> None:
    await box.outbox.store(lead())
    with structlog.testing.capture_logs() as logs:
        reply = await box.told(plain(command("erase", arguments={"email": "ada@example.com"})), name="erase")
        bad = await box.told(plain(command("erase", arguments={"mail": "Ada Lovelace"})), name="erase")
    assert (reply.status, reply.result) == ("done", {"leads_erased": 1, "copies_removed": 0})
    assert await box.outbox.pending(after=0, limit=9) == []
    assert bad.status == "refused"
    told = f"{logs}{reply}{bad}"
    assert not [secret for secret in SECRETS if secret in told]


async def test_a_handler_that_fails_says_so_without_its_arguments(box: Box) -> None:
    commander = box.commander()

    async def stumble(arguments: dict[str, Any]) -> dict[str, Any]:
        raise LookupError(arguments)

    async def partly(_arguments: dict[str, Any]) -> dict[str, Any]:
        raise CommandFailedError("half of it")

    commander._handlers = {"mute": stumble, "unmute": partly}
    reply = await commander.answer("mute", plain(command(arguments={"who": "Ada Lovelace"})))
    assert (reply.status, reply.reason) == ("failed", "fault of the box: LookupError")
    assert (await commander.answer("unmute", plain(command("unmute")))).reason == "half of it"


async def test_parked_leads_are_sent_again_on_command_and_diagnostics_count_them(box: Box) -> None:
    await box.outbox.store(one := lead(final=True))
    assert await box.outbox.park(one.id)
    diagnostics = await box.told(plain(command("send-diagnostics")), name="send-diagnostics")
    assert diagnostics.result["leads_parked"] == 1
    reply = await box.told(plain(command("retry-parked")), name="retry-parked")
    assert reply.result == {"leads_retried": 1}
    assert [pending.lead for pending in await box.outbox.pending(after=0, limit=9)] == [one]
    bad = await box.told(plain(command("retry-parked", arguments={"leads": ["x"]})), name="retry-parked")
    assert bad.status == "refused"

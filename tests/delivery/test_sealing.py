import base64
import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from agent.contract.envelope import SealedLeadMessage, encode
from agent.contract.receipt import Acknowledgement
from agent.delivery.outbox import Outbox
from agent.delivery.sealing import Envelope, KeyRing, SealError, new_key
from agent.delivery.states import LeadState
from collector.incoming import Incoming, Refusal, read
from collector.keys import KeyFileError, Opener, Signer, create
from tests.rigs.leads import DEVICE, SECRETS, lead

TOPIC = f"booth/v1/{DEVICE}/up/lead"
OLD, NEW = new_key(), new_key()


@pytest.fixture
async def sealed(tmp_path: Path) -> AsyncIterator[Outbox]:
    outbox = await Outbox.open(tmp_path / "outbox.db", keys=KeyRing.parse(NEW))
    yield outbox
    await outbox.close()


def readable_in(directory: Path) -> dict[str, list[str]]:
    """Return, for every file, what of a lead can be read in it."""
    found: dict[str, list[str]] = {}
    for path in directory.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            secrets = [secret for secret in SECRETS if secret.encode() in content]
            found |= {path.name: secrets} if secrets else {}
    return found


async def reject(outbox: Outbox, reason: str) -> None:
    one = lead(final=True)
    await outbox.store(one)
    outbox.note(one.id, 1, LeadState.TAKEN)
    await outbox.acknowledge(Acknowledgement(id=one.id, revision=1, status="rejected", reason=reason))


async def test_with_a_key_nothing_of_a_visitor_can_be_read_on_the_disk(
    sealed: Outbox, tmp_path: Path
) -> None:
    for revision in range(1, 8):
        await sealed.store(lead(lead().id, revision=revision))
    await reject(sealed, "attendee.name: Ada Lovelace is no name")
    assert readable_in(tmp_path) == {}, "while it runs"
    await sealed.upkeep()
    await sealed.close()
    assert readable_in(tmp_path) == {}, "when it has stopped"


async def test_without_a_key_the_same_search_finds_the_visitor(tmp_path: Path) -> None:
    """The control of the test above: the search can find something."""
    outbox = await Outbox.open(tmp_path / "outbox.db")
    await outbox.store(lead())
    assert not outbox.sealed
    await outbox.close()
    assert readable_in(tmp_path)["outbox.db"] == list(SECRETS)


async def test_a_key_that_comes_later_leaves_nothing_readable_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    outbox = await Outbox.open(path)
    kept = [lead(final=True) for _ in range(20)]
    for one in kept:
        await outbox.store(one)
    await reject(outbox, "Ada Lovelace is no name")
    await outbox.close()
    outbox = await Outbox.open(path, keys=KeyRing.parse(NEW))
    assert [pending.lead for pending in await outbox.pending(after=0, limit=100)] == kept
    await outbox.close()
    assert readable_in(tmp_path) == {}


async def test_a_damaged_sealed_outbox_is_kept_without_becoming_readable(
    sealed: Outbox, tmp_path: Path
) -> None:
    for _ in range(30):
        await sealed.store(lead())
    await sealed.close()
    content = bytearray(sealed.path.read_bytes())
    content[8192:12288] = os.urandom(4096)
    sealed.path.write_bytes(content)
    again = await Outbox.open(sealed.path, keys=KeyRing.parse(NEW))
    await again.close()
    assert list(tmp_path.glob("outbox.db.corrupt-*"))
    assert readable_in(tmp_path) == {}


async def test_a_new_key_takes_over_while_the_old_one_still_opens(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    outbox = await Outbox.open(path, keys=KeyRing.parse(OLD))
    await outbox.store(one := lead(final=True))
    await outbox.close()
    outbox = await Outbox.open(path, keys=KeyRing.parse(f"# new since Monday\n{NEW}\n\n{OLD}\n"))
    await outbox.close()
    outbox = await Outbox.open(path, keys=KeyRing.parse(NEW))
    assert [pending.lead for pending in await outbox.pending(after=0, limit=10)] == [one]
    await outbox.close()


async def test_leads_whose_key_is_missing_wait_for_it_and_are_not_parked(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    outbox = await Outbox.open(path, keys=KeyRing.parse(OLD))
    await outbox.store(one := lead(final=True))
    await outbox.close()
    outbox = await Outbox.open(path, keys=KeyRing.parse(NEW))
    assert await outbox.pending(after=0, limit=10) == []
    depth = await outbox.depth()
    assert (depth.leads, depth.parked, depth.locked) == (1, 0, 1)
    await outbox.close()
    outbox = await Outbox.open(path, keys=KeyRing.parse(f"{NEW}\n{OLD}"))
    assert [pending.lead for pending in await outbox.pending(after=0, limit=10)] == [one]
    await outbox.close()


async def test_a_record_moved_to_another_lead_is_not_sent_as_that_lead(sealed: Outbox) -> None:
    first, second = lead(final=True), lead(final=True)
    await sealed.store(first)
    await sealed.store(second)
    with sealed._connection as connection:
        connection.execute(
            "UPDATE leads SET (record, checksum) = (SELECT record, checksum FROM leads WHERE lead_id = ?)"
            " WHERE lead_id = ?",
            (str(second.id), str(first.id)),
        )
    assert [pending.lead for pending in await sealed.pending(after=0, limit=10)] == [second]
    assert (await sealed.depth()).parked == 1


@given(st.binary(max_size=200), st.integers(min_value=0), st.integers(1, 255))
def test_no_changed_byte_goes_unnoticed(plain: bytes, place: int, change: int) -> None:
    keys = KeyRing.parse(NEW)
    sealed = bytearray(keys.seal(plain, "record/1/1"))
    assert keys.open(keys.current, bytes(sealed), "record/1/1") == plain
    sealed[place % len(sealed)] ^= change
    with pytest.raises(SealError):
        keys.open(keys.current, bytes(sealed), "record/1/1")


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "short", "Zm9v", "g" * 64, base64.b64encode(b"x" * 33).decode()]
)
def test_what_is_no_key_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(SealError) as caught:
        KeyRing.parse(text)
    assert "short" not in str(caught.value)


def test_a_key_file_that_everybody_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(NEW)
    path.chmod(0o644)
    with pytest.raises(SealError, match="chmod 600"):
        KeyRing.read(path)
    path.chmod(0o600)
    assert KeyRing.read(path).seals


@pytest.fixture
def collectors_key() -> X25519PrivateKey:
    return X25519PrivateKey.generate()


def envelope_to(key: X25519PrivateKey) -> Envelope:
    return Envelope.parse(base64.b64encode(key.public_key().public_bytes_raw()).decode())


def opener_of(key: X25519PrivateKey) -> Opener:
    return Opener({envelope_to(key).key_id: key})


def test_a_broker_reads_nothing_of_a_sealed_lead_and_the_collector_everything(
    collectors_key: X25519PrivateKey,
) -> None:
    one = lead(revision=3)
    payload = encode(envelope_to(collectors_key).seal(one))
    assert not [secret for secret in SECRETS if secret.encode() in payload]
    got = read(TOPIC, payload, opener_of(collectors_key))
    assert isinstance(got, Incoming), got
    assert got.lead == one


def test_a_lead_sealed_to_another_collector_is_told_back_to_its_box(collectors_key: X25519PrivateKey) -> None:
    one = lead()
    payload = encode(envelope_to(collectors_key).seal(one))
    for opener in (None, opener_of(X25519PrivateKey.generate())):
        got = read(TOPIC, payload, opener)
        assert isinstance(got, Refusal)
        assert (got.device, got.id, got.revision) == (DEVICE, one.id, 1)
        assert "sealed to a key" in got.reason


def test_a_sealed_lead_cannot_be_passed_off_as_another_or_as_a_newer_revision(
    collectors_key: X25519PrivateKey,
) -> None:
    one = lead()
    message = envelope_to(collectors_key).seal(one)
    for changed in (
        message.model_copy(update={"id": f"{one.id}/7"}),
        message.model_copy(update={"source": "booth/v1/booth-8"}),
        message.model_copy(update={"data_base64": message.data_base64[:-8] + "AAAAAAA="}),
    ):
        assert isinstance(changed, SealedLeadMessage)
        got = read(TOPIC, encode(changed), opener_of(collectors_key))
        assert isinstance(got, Refusal)


def test_the_collectors_key_files_fit_the_settings_that_it_prints(tmp_path: Path) -> None:
    public = create(tmp_path / "keys")
    opener = Opener.read(tmp_path / "keys" / "opening.pem")
    got = read(TOPIC, encode(Envelope.parse(public["uplink.seal_to"]).seal(lead())), opener)
    assert isinstance(got, Incoming)
    with pytest.raises(OSError, match="exists"):
        create(tmp_path / "keys")
    with pytest.raises(KeyFileError, match="no Ed25519 key"):
        Signer.read(tmp_path / "keys" / "opening.pem")


async def test_deleted_leads_leave_nothing_in_the_files_even_without_a_key(tmp_path: Path) -> None:
    outbox = await Outbox.open(tmp_path / "outbox.db")
    for _ in range(10):
        await outbox.store(one := lead(final=True))
        outbox.note(one.id, 1, LeadState.TAKEN)
        await outbox.acknowledge(Acknowledgement(id=one.id, revision=1, status="accepted"))
    await outbox.upkeep()
    assert readable_in(tmp_path) == {}
    await outbox.close()

"""The shipped broker configuration with certificates of our own making, on a real mosquitto."""

import asyncio
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from agent.contract.topics import Topics
from agent.delivery.mqtt import BrokerAccount, MqttConnection, MqttError, MqttReason, Will
from agent.delivery.outbox import Outbox
from collector.cli import main as collector_command
from scripts.provisioning.authority import COLLECTOR, Authority, Role, write_identity
from tests.rigs.leads import lead
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing
from tests.rigs.processes import Process
from tests.rigs.uplink import Box, until

CONFIG = Path(__file__).parents[2] / "config" / "mosquitto"
MINE, OTHERS = Topics("booth-1"), Topics("booth-2")


@pytest.fixture
def broker(authority: Authority, folder: Path, tmp_path: Path) -> Iterator[Mosquitto]:
    missing = mosquitto_missing()
    if missing:
        pytest.skip(missing)
    home = tmp_path / "broker"
    identity = authority.issue(Role.BROKER, "broker", hosts=["127.0.0.1"])
    write_identity(home, Role.BROKER, identity, authority.certificate)
    shutil.copy(folder / "crl.pem", home)
    shutil.copy(CONFIG / "acl.conf", home)
    for name in ("acl.conf", "crl.pem", "broker.pem", "broker.key", "ca.pem"):
        (home / name).chmod(0o600)
    shipped = (CONFIG / "boothscribe.conf").read_text(encoding="utf-8")
    local = shipped.replace("/etc/mosquitto/boothscribe", str(home)).replace("/var/lib/mosquitto", str(home))
    ours = ("listener", "allow_anonymous", "per_listener_settings")  # the rig chooses port and address
    settings = [line for line in local.splitlines() if line and not line.startswith(("#", *ours))]
    with Mosquitto(home, anonymous=False, settings=tuple(settings)) as started:
        yield started


@pytest.fixture
def account(
    authority: Authority, broker: Mosquitto, folder: Path, tmp_path: Path
) -> Callable[[str], BrokerAccount]:
    def make(name: str) -> BrokerAccount:
        role = Role.COLLECTOR if name == COLLECTOR else Role.DEVICE
        home = tmp_path / name
        write_identity(home, role, authority.issue(role, name), authority.certificate)
        return BrokerAccount(
            url=f"mqtts://{broker.host}:{broker.port}",
            client_id=f"test-{name}",
            ca_file=str(folder / "ca.pem"),
            certificate_file=str(home / f"{role}.pem"),
            key_file=str(home / f"{role}.key"),
        )

    return make


async def _connected(
    account: BrokerAccount, topics: Topics, heard: Callable[[str, bytes], None] = lambda *_: None
) -> MqttConnection:
    connection = MqttConnection(account, Will(topics.state, b"{}"), heard)
    try:
        await connection.open()
    except MqttError:
        await connection.close()
        raise
    return connection


async def test_a_box_with_its_certificate_delivers_and_cannot_speak_for_another(
    account: Callable[[str], BrokerAccount],
) -> None:
    connection = await _connected(account("booth-1"), MINE)
    await connection.publish(MINE.lead, b"{}")
    with pytest.raises(MqttError, match="Not authorized") as refused:
        await connection.publish(OTHERS.lead, b"{}")
    assert refused.value.reason is MqttReason.NOT_TAKEN
    await connection.close()


async def test_receipts_of_a_box_cannot_be_read_by_another(account: Callable[[str], BrokerAccount]) -> None:
    mine: asyncio.Queue[str] = asyncio.Queue()
    others: asyncio.Queue[str] = asyncio.Queue()
    box = await _connected(account("booth-1"), MINE, lambda topic, _: mine.put_nowait(topic))
    other = await _connected(account("booth-2"), OTHERS, lambda topic, _: others.put_nowait(topic))
    collector = await _connected(account(COLLECTOR), MINE)
    for connection in (box, other):
        await connection.subscribe("booth/v1/+/down/#")
    await collector.publish(MINE.receipt, b"{}")
    await collector.publish(OTHERS.receipt, b"{}")
    # The broker keeps the order for each reader: the first that comes would be the other's, if anything.
    assert await others.get() == OTHERS.receipt
    await collector.publish(MINE.receipt, b"{}")
    assert [await mine.get(), await mine.get()] == [MINE.receipt, MINE.receipt]
    for connection in (box, other, collector):
        await connection.close()


async def test_a_lost_box_is_shut_out_by_the_revocation_list(
    account: Callable[[str], BrokerAccount], authority: Authority, broker: Mosquitto, folder: Path
) -> None:
    lost, kept = account("booth-1"), account("booth-2")
    await (await _connected(lost, MINE)).close()
    authority.revoke("booth-1")
    shutil.copy(folder / "crl.pem", broker.directory)
    broker.reload()
    with pytest.raises(MqttError):
        await _connect_until_refused(lost)
    await (await _connected(kept, OTHERS)).close()


async def test_no_one_gets_in_without_a_certificate_or_with_one_of_another_authority(
    account: Callable[[str], BrokerAccount], tmp_path: Path
) -> None:
    good = account("booth-1")
    stranger = Authority.create(tmp_path / "strangers", name="Strangers")
    write_identity(
        tmp_path / "fake", Role.DEVICE, stranger.issue(Role.DEVICE, "booth-1"), stranger.certificate
    )
    bare = BrokerAccount(url=good.url, client_id="test-bare", ca_file=good.ca_file)
    fake = BrokerAccount(
        url=good.url,
        client_id="test-fake",
        ca_file=good.ca_file,
        certificate_file=str(tmp_path / "fake" / "device.pem"),
        key_file=str(tmp_path / "fake" / "device.key"),
    )
    for intruder in (bare, fake):
        with pytest.raises(MqttError):
            await _connected(intruder, MINE)


async def test_a_box_and_a_collector_with_certificates_deliver_through_the_shipped_configuration(
    account: Callable[[str], BrokerAccount], authority: Authority, tmp_path: Path
) -> None:
    mine, other = account("booth-7"), account("booth-8")
    certificate_of(COLLECTOR, authority, tmp_path)
    command = [sys.executable, "-m", "collector", "run", "--broker", mine.url, "--ca-file", str(mine.ca_file)]
    database = ["--db", str(tmp_path / "leads.db")]
    files = [f"{option}={tmp_path / COLLECTOR / name}" for option, name in
             (("--certificate-file", "collector.pem"), ("--key-file", "collector.key"))]  # fmt: skip
    outbox = await Outbox.open(tmp_path / "outbox.db")
    with Process([*command, *database, *files], tmp_path / "collector.log") as collector:
        box = Box(outbox, mine.url, **_files_of(mine))
        async with box.running():
            await box.store(lead(final=True))
            await box.empty()
        thief = Box(outbox, mine.url, **_files_of(other))  # booth-8 says that it is booth-7
        async with thief.running():
            await thief.store(lead(final=True))
            await until(lambda: "Not authorized" in (thief.station.detail or ""), "the rules keep it out")
        assert (await outbox.depth()).leads == 1
        assert collector.terminate() == 0
    await outbox.close()


def test_a_key_that_does_not_fit_the_collectors_certificate_is_named(
    authority: Authority, folder: Path, tmp_path: Path
) -> None:
    certificate_of(COLLECTOR, authority, tmp_path)
    certificate = tmp_path / COLLECTOR / "collector.pem"
    options = ["--broker", "mqtts://127.0.0.1:1", "--db", str(tmp_path / "leads.db"), "--certificate-file"]
    alone = CliRunner().invoke(collector_command, ["run", *options, str(certificate)])
    assert (alone.exit_code, "--key-file" in alone.stderr) == (2, True)
    wrong = CliRunner().invoke(
        collector_command, ["run", *options, str(certificate), "--key-file", str(folder / "ca.pem")]
    )
    assert (wrong.exit_code, str(certificate) in wrong.stderr) == (1, True)


def certificate_of(name: str, authority: Authority, directory: Path) -> None:
    role = Role.COLLECTOR if name == COLLECTOR else Role.DEVICE
    write_identity(directory / name, role, authority.issue(role, name), authority.certificate)


def _files_of(account: BrokerAccount) -> dict[str, Any]:
    names = ("ca_file", "certificate_file", "key_file")
    return {name: getattr(account, name) for name in names}


async def _connect_until_refused(account: BrokerAccount) -> None:
    while True:  # mosquitto reads its files again a moment after it was told
        await (await _connected(account, MINE)).close()
        await asyncio.sleep(0.05)

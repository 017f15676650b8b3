"""What the doctor sees by itself, each thing broken in its own way."""

import datetime as dt
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from agent.delivery.outbox import Outbox
from agent.delivery.sealing import new_key
from agent.doctor import box, devices, examine, links, storage
from agent.doctor.finding import Finding, Grade, Part
from agent.provisioning.outcome import Outcome
from agent.settings import Settings, load_settings
from agent.speech.models import DEMO, resolve
from scripts.provisioning.authority import Authority, Role, write_identity
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing

NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="takes root")


def settings(tmp_path: Path, **sections: Any) -> Settings:
    return Settings.model_validate({"outbox": {"path": tmp_path / "outbox.db"}} | sections)


def grades(findings: Iterable[Finding]) -> list[tuple[Part, Grade]]:
    found = list(findings)
    assert all(one.next_step or one.grade is Grade.HEALTHY for one in found)
    return [(one.part, one.grade) for one in found]


def only(findings: Iterable[Finding]) -> Finding:
    (found,) = findings
    assert found.next_step or found.grade is Grade.HEALTHY
    return found


# Scanners


@pytest.mark.parametrize("there", [True, False])
def test_a_serial_scanner_is_missed_when_it_is_not_plugged_in(tmp_path: Path, *, there: bool) -> None:
    port = tmp_path / "port"
    if there:
        port.touch()
    chosen = settings(tmp_path, scanners=[{"driver": "serial", "name": "front", "path": port}])
    found = only(devices.look_at_scanners(chosen))
    assert found.grade is (Grade.HEALTHY if there else Grade.CRITICAL)
    assert "front" in found.about


@pytest.mark.parametrize(
    "selector", [{"path": "/dev/input/by-id/none"}, {"device": "X"}, {"usb_id": "dead:beef"}]
)
def test_a_keyboard_scanner_that_is_not_there_is_missed(tmp_path: Path, selector: dict[str, str]) -> None:
    chosen = settings(tmp_path, scanners=[{"driver": "hid", **selector}])
    assert only(devices.look_at_scanners(chosen)).grade is Grade.CRITICAL


def test_a_box_without_scanners_or_with_a_stand_in_does_not_pass(tmp_path: Path) -> None:
    assert only(devices.look_at_scanners(settings(tmp_path))).grade is Grade.CRITICAL
    replayed = settings(tmp_path, scanners=[{"driver": "replay", "file": tmp_path / "scans.toml"}])
    assert only(devices.look_at_scanners(replayed)).grade is Grade.WARNING


# Microphone


def test_a_microphone_that_is_not_plugged_in_is_critical_and_one_that_is_not_wanted_is_fine(
    tmp_path: Path,
) -> None:
    wanted = settings(tmp_path, microphone={"driver": "portaudio", "device": "no such microphone"})
    assert only(devices.look_at_microphone(wanted)).grade is Grade.CRITICAL
    unwanted = settings(tmp_path, microphone={"driver": "none"})
    assert only(devices.look_at_microphone(unwanted)).grade is Grade.HEALTHY


def test_the_profile_of_an_array_that_cannot_be_used_is_critical_and_named(tmp_path: Path) -> None:
    wanted = settings(tmp_path, hearing={"array": "respeaker-usb-v3"})
    found = only(devices.look_at_microphone(wanted))
    assert found.grade is Grade.CRITICAL
    assert "respeaker-usb-v3" in found.about


# Disk and outbox


def test_a_disk_with_room_that_takes_writes_is_healthy(tmp_path: Path) -> None:
    healthy = [(Part.DISK, Grade.HEALTHY)] * 2
    roomy = settings(tmp_path, outbox={"path": tmp_path / "outbox.db", "minimum_free_bytes": 1000})
    assert grades(storage.look_at_disk(roomy)) == healthy
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("part_of_free", "grade"), [(2.0, Grade.CRITICAL), (0.5, Grade.WARNING)])
def test_a_disk_that_fills_up_is_noticed_before_it_is_full(
    tmp_path: Path, part_of_free: float, grade: Grade
) -> None:
    free = shutil.disk_usage(tmp_path).free
    full = settings(
        tmp_path, outbox={"path": tmp_path / "outbox.db", "minimum_free_bytes": int(free * part_of_free)}
    )
    assert grades(storage.look_at_disk(full))[0] == (Part.DISK, grade)


@as_root
@pytest.mark.parametrize(
    ("mount", "expected"),
    [
        ("mount --bind {0} {0} && mount -o remount,bind,ro {0}", "read-only"),
        ("mount -t tmpfs -o size=16k none {0} && head -c 100000 /dev/zero > {0}/fill; true", "does not take"),
    ],
)
def test_a_card_that_turned_read_only_or_takes_no_more_is_critical(
    tmp_path: Path, mount: str, expected: str
) -> None:
    target = tmp_path / "state"
    target.mkdir()
    program = (
        "from agent.doctor.storage import look_at_disk\nfrom agent.settings import Settings\n"
        f"chosen = Settings.model_validate({{'outbox': {{'path': '{target}/outbox.db',"
        " 'minimum_free_bytes': 0}})\n"
        "for one in look_at_disk(chosen): print(one.grade, one.says)\n"
    )
    done = subprocess.run(
        [
            "unshare",
            "--mount",
            "sh",
            "-c",
            f'{mount.format(target)} && exec "$0" -c "$1"',
            sys.executable,
            program,
        ],
        check=False,
        capture_output=True,
        text=True,
        timeout=100,
    )
    if "permitted" in done.stderr:
        pytest.skip("no mount namespaces here")
    assert "critical" in done.stdout, done.stdout + done.stderr
    assert expected in done.stdout


async def test_a_sound_outbox_is_told_from_a_damaged_one(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    assert only(storage.look_at_outbox(chosen)).grade is Grade.UNKNOWN
    await (await Outbox.open(chosen.outbox.path)).close()
    assert grades(storage.look_at_outbox(chosen)) == [
        (Part.OUTBOX, Grade.HEALTHY),
        (Part.COLLECTOR, Grade.UNKNOWN),
    ]
    damaged = bytearray(chosen.outbox.path.read_bytes())
    damaged[100:3000] = os.urandom(2900)
    chosen.outbox.path.write_bytes(damaged)
    assert only(storage.look_at_outbox(chosen)).grade is Grade.CRITICAL


async def test_an_outbox_of_another_version_and_parked_leads_are_named(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    await (await Outbox.open(chosen.outbox.path)).close()
    with sqlite3.connect(chosen.outbox.path) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(leads)") if row[3] and not row[5]]
        connection.execute(
            f"INSERT INTO leads (lead_id, parked_reason, {', '.join(columns)})"  # noqa: S608
            f" VALUES ('a', 'rejected', {', '.join('0' for _ in columns)})"
            if "lead_id" not in columns
            else f"INSERT INTO leads (parked_reason, {', '.join(columns)})"  # noqa: S608
            f" VALUES ('rejected', {', '.join('0' for _ in columns)})"
        )
    connection.close()
    assert (Part.COLLECTOR, Grade.WARNING) in grades(storage.look_at_outbox(chosen))
    with sqlite3.connect(chosen.outbox.path) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    assert only(storage.look_at_outbox(chosen)).grade is Grade.WARNING


def test_a_database_that_was_set_aside_is_not_forgotten(tmp_path: Path) -> None:
    chosen = settings(tmp_path)
    assert list(storage.look_at_damaged(chosen)) == []
    (tmp_path / "outbox.db.corrupt-20270101T000000Z").touch()
    assert only(storage.look_at_damaged(chosen)).grade is Grade.WARNING


# The key


def test_a_key_is_told_from_a_wrong_one_a_lost_one_and_none(tmp_path: Path) -> None:
    file = tmp_path / "key"

    def graded(**outbox: Any) -> Grade:
        chosen = settings(tmp_path, outbox={"path": tmp_path / "outbox.db"} | outbox)
        return only(storage.look_at_key(chosen, None)).grade

    assert graded() is Grade.WARNING
    assert graded(key_file=file) is Grade.CRITICAL
    file.write_text("not a key\n", encoding="ascii")
    assert graded(key_file=file) is Grade.CRITICAL
    file.write_text(new_key(), encoding="ascii")
    file.chmod(0o600)
    assert graded(key_file=file) is Grade.HEALTHY


def test_a_key_in_the_credential_store_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage, "CREDENTIAL_STORES", (tmp_path,))
    assert only(storage.look_at_key(settings(tmp_path), None)).grade is Grade.WARNING
    (tmp_path / "boothscribe.encrypted.outbox.key").touch()
    assert only(storage.look_at_key(settings(tmp_path), None)).grade is Grade.HEALTHY


# Certificates and broker


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority.create(tmp_path / "authority", name="Boxes")


def identity(authority: Authority, folder: Path, *, days: int) -> dict[str, Any]:
    write_identity(
        folder, Role.DEVICE, authority.issue(Role.DEVICE, "booth-1", days=days), authority.certificate
    )
    return {
        "broker": "mqtts://127.0.0.1:1",
        "ca_file": folder / "ca.pem",
        "certificate_file": folder / "device.pem",
        "key_file": folder / "device.key",
    }


@pytest.mark.parametrize(("days", "grade"), [(400, Grade.HEALTHY), (10, Grade.WARNING)])
def test_a_certificate_that_ends_soon_is_noticed_before_it_ends(
    tmp_path: Path, authority: Authority, days: int, grade: Grade
) -> None:
    chosen = settings(tmp_path, uplink=identity(authority, tmp_path / "a", days=days))
    assert only(links.look_at_certificates(chosen)).grade is grade


def test_a_certificate_that_ended_or_has_another_key_or_is_gone_is_critical(
    tmp_path: Path, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    uplink = identity(authority, tmp_path / "a", days=100)
    chosen = settings(tmp_path, uplink=uplink)
    key = uplink["key_file"].read_bytes()
    authority.revoke("booth-1")
    other = identity(authority, tmp_path / "b", days=100)
    uplink["key_file"].write_bytes(other["key_file"].read_bytes())
    assert "key" in only(links.look_at_certificates(chosen)).says
    uplink["key_file"].write_bytes(key)
    assert only(links.look_at_certificates(chosen)).grade is Grade.HEALTHY

    class Later(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> "Later":
            moment = dt.datetime.now(tz) + dt.timedelta(days=200)
            return cls.combine(moment.date(), moment.timetz())

    with monkeypatch.context() as patch:
        patch.setattr(links, "datetime", Later)
        assert only(links.look_at_certificates(chosen)).grade is Grade.CRITICAL
    uplink["certificate_file"].unlink()
    assert only(links.look_at_certificates(chosen)).grade is Grade.CRITICAL


def test_an_authority_that_cannot_be_read_is_critical(tmp_path: Path) -> None:
    chosen = settings(tmp_path, uplink={"broker": "mqtts://h", "ca_file": tmp_path / "ca.pem"})
    (tmp_path / "ca.pem").write_text("nonsense", encoding="ascii")
    assert (Part.CERTIFICATE, Grade.CRITICAL) in grades(links.look_at_certificates(chosen))


@pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing()))
def test_a_broker_of_another_authority_is_told_from_one_that_is_right(
    tmp_path: Path, authority: Authority
) -> None:
    write_identity(
        tmp_path / "broker",
        Role.BROKER,
        authority.issue(Role.BROKER, "127.0.0.1", hosts=["127.0.0.1"]),
        authority.certificate,
    )
    other = Authority.create(tmp_path / "other", name="Others")
    (tmp_path / "other.pem").write_bytes(other.certificate)
    (tmp_path / "mosquitto").mkdir()
    files = tmp_path / "broker" / "broker.pem", tmp_path / "broker" / "broker.key"
    with Mosquitto(tmp_path / "mosquitto", certificate=files) as broker:
        url = f"mqtts://127.0.0.1:{broker.port}"
        right = settings(tmp_path, uplink={"broker": url, "ca_file": tmp_path / "broker" / "ca.pem"})
        assert only(links.look_at_broker(right)).grade is Grade.HEALTHY
        wrong = settings(tmp_path, uplink={"broker": url, "ca_file": tmp_path / "other.pem"})
        assert only(links.look_at_broker(wrong)).grade is Grade.CRITICAL
    assert only(links.look_at_broker(right)).grade is Grade.WARNING


def test_a_broker_that_takes_the_connection_and_says_nothing_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "_HANDSHAKE_S", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        chosen = settings(tmp_path, uplink={"broker": f"mqtts://127.0.0.1:{port}"})
        assert only(links.look_at_broker(chosen)).grade is Grade.WARNING


# Model, pack, clock, settings, provisioning, service


def test_a_model_is_told_from_one_that_is_not_here_or_lacks_files(tmp_path: Path) -> None:
    def graded(model: str) -> Grade:
        return only(box.look_at_model(settings(tmp_path, speech={"model": model}))).grade

    assert graded(DEMO) is Grade.HEALTHY
    assert graded("someone/not-here") is Grade.CRITICAL
    half = tmp_path / "half"
    shutil.copytree(resolve(DEMO), half)
    (half / "tokenizer.json").unlink()
    assert graded(str(half)) is Grade.CRITICAL


def test_a_wrong_pack_and_no_event_at_all_do_not_pass(tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "config" / "events" / "fabrica-2027"
    assert only(box.look_at_pack(settings(tmp_path, event={"pack": shipped}), None)).grade is Grade.HEALTHY
    assert only(box.look_at_pack(settings(tmp_path), None)).grade is Grade.WARNING
    assert only(box.look_at_pack(settings(tmp_path, event={"id": "expo"}), None)).grade is Grade.HEALTHY
    wrong = tmp_path / "pack"
    shutil.copytree(shipped, wrong)
    (wrong / "event.toml").write_text("nonsense = 1\n", encoding="utf-8")
    assert only(box.look_at_pack(settings(tmp_path, event={"pack": wrong}), None)).grade is Grade.CRITICAL
    gone = settings(tmp_path, event={"pack": tmp_path / "gone"})
    assert only(box.look_at_pack(gone, None)).grade is Grade.CRITICAL


@pytest.mark.parametrize(("synchronised", "grade"), [(True, Grade.HEALTHY), (False, Grade.WARNING)])
def test_a_clock_that_nobody_keeps_is_named(
    monkeypatch: pytest.MonkeyPatch, grade: Grade, *, synchronised: bool
) -> None:
    monkeypatch.setattr(box, "clock_synchronised", lambda: synchronised)
    assert only(box.look_at_clock(None)).grade is grade


def test_a_box_in_1970_is_critical(monkeypatch: pytest.MonkeyPatch) -> None:
    class Then(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> "Then":
            return cls(1970, 1, 1, 0, 1, tzinfo=tz)

    monkeypatch.setattr(box, "datetime", Then)
    assert (Part.CLOCK, Grade.CRITICAL) in grades(box.look_at_clock(None))


def test_settings_that_the_running_agent_does_not_have_yet_are_named(tmp_path: Path) -> None:
    from agent.ops.report import AgentReport  # noqa: PLC0415
    from tests.doctor.test_running import GOOD  # noqa: PLC0415

    file = tmp_path / "box.toml"
    file.write_text('[event]\nid = "expo"\n', encoding="utf-8")
    loaded = load_settings(file, environment={})
    report = AgentReport(**GOOD)
    assert (Part.SETTINGS, Grade.WARNING) in grades(box.look_at_settings(loaded, report))
    long_ago = time.time() - 2 * report.uptime_s
    os.utime(file, (long_ago, long_ago))
    assert grades(box.look_at_settings(loaded, report)) == [(Part.SETTINGS, Grade.HEALTHY)]
    file.write_text("", encoding="utf-8")
    nothing = load_settings(file, environment={})
    assert only(box.look_at_settings(nothing, None)).grade is Grade.WARNING


def test_a_boot_file_that_was_not_taken_is_named_with_every_problem(tmp_path: Path) -> None:
    outcome = tmp_path / "outcome.json"
    assert list(box.look_at_provisioning(outcome)) == []
    Outcome("/boot/firmware/boothscribe.toml", ("a: wrong", "b: wrong")).write(outcome)
    assert grades(box.look_at_provisioning(outcome)) == [(Part.PROVISIONING, Grade.CRITICAL)] * 2
    Outcome("/boot/firmware/boothscribe.toml", (), ("not encrypted",)).write(outcome)
    assert grades(box.look_at_provisioning(outcome)) == [
        (Part.PROVISIONING, Grade.HEALTHY),
        (Part.PROVISIONING, Grade.WARNING),
    ]
    outcome.write_text("{", encoding="ascii")
    assert only(box.look_at_provisioning(outcome)).grade is Grade.UNKNOWN


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ({"ActiveState": "failed", "ExecMainStatus": "78"}, "the settings are wrong"),
        ({"ActiveState": "failed", "ExecMainStatus": "1"}, "does not start"),
        ({"ActiveState": "inactive", "LoadState": "not-found"}, "is not installed"),
        ({"ActiveState": "inactive", "LoadState": "loaded"}, "does not run"),
        ({}, "does not run"),
    ],
)
def test_a_service_that_does_not_run_says_why(unit: dict[str, str], expected: str) -> None:
    found = box.look_at_stopped_service(unit)
    assert found.grade is Grade.CRITICAL
    assert expected in found.says
    assert found.next_step


# All of it


def test_a_look_that_hangs_or_fails_is_unknown_and_costs_no_other_look() -> None:
    def hangs() -> Iterator[Finding]:
        time.sleep(60)
        yield from ()

    def fails() -> Iterator[Finding]:
        raise RuntimeError("Ada Lovelace")

    def works() -> Iterator[Finding]:
        yield Finding(Part.DISK, Grade.HEALTHY, "works")

    found = examine._look([(Part.BROKER, hangs), (Part.CLOCK, fails), (Part.DISK, works)], 0.3)
    assert [(one.part, one.grade) for one in found] == [
        (Part.BROKER, Grade.UNKNOWN),
        (Part.CLOCK, Grade.UNKNOWN),
        (Part.DISK, Grade.HEALTHY),
    ]
    assert "Lovelace" not in str(found)

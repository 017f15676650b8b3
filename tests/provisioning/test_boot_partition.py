"""One file on the boot partition becomes the box's settings, or says why not."""

import os
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.delivery.failpoints import VARIABLE
from agent.delivery.sealing import new_key
from agent.provisioning import secrets as secrets_module
from agent.provisioning.places import Places
from agent.provisioning.run import provision
from agent.provisioning.secrets import secret_keys
from agent.provisioning.volatile import is_volatile
from agent.settings import load_settings
from scripts.provisioning import fleet
from scripts.provisioning.__main__ import main as provision_device
from scripts.provisioning.authority import Authority, Role, write_identity
from tests.provisioning.box import NEW, OLD, PASSWORD, Box

PACK = Path(__file__).parents[2] / "config" / "events" / "fabrica-2027"


@pytest.fixture
def box(tmp_path: Path) -> Box:
    return Box(tmp_path)


@pytest.fixture(params=["encrypted", "plain"])
def store(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """With the machine's own systemd-creds, and on a machine that has none."""
    if request.param == "plain":
        monkeypatch.setattr(secrets_module, "_program", lambda: None)
    elif shutil.which("systemd-creds") is None or os.geteuid() != 0:
        pytest.skip("needs systemd-creds and root")
    return str(request.param)


def test_the_file_becomes_the_settings_and_its_password_a_credential(box: Box, store: str) -> None:
    box.put()
    outcome = box.start()
    assert outcome is not None
    assert outcome.problems == ()
    assert tomllib.loads(box.main.read_text(encoding="utf-8")) == {
        "device": {"name": "booth-1"},
        "event": {"id": "expo"},
        "uplink": {"broker": "mqtt://broker.example.com", "username": "booth-1"},
    }
    if store == "plain":
        assert box.secret("uplink.password") == PASSWORD.encode() + b"\n"
        assert len(outcome.warnings) == 1
    else:
        sealed = box.secret("uplink.password")
        assert sealed is not None
        command = ["systemd-creds", "decrypt", "--name=boothscribe.encrypted.uplink.password", "-", "-"]
        done = subprocess.run(command, input=sealed, capture_output=True, check=True, timeout=60)
        assert done.stdout == PASSWORD.encode()
        assert PASSWORD.encode() not in b"".join(box.everything().values())
        assert outcome.warnings == ()
    assert {path.name for path in box.boot.iterdir()} == {"boothscribe-taken.txt"}
    assert {path.name for path in box.places.config.iterdir()} == {"boothscribe.toml"}
    assert (box.main.stat().st_mode & 0o777) == 0o640


def test_the_service_finds_what_was_stored(box: Box, store: str) -> None:
    box.put()
    box.start()
    loaded_as = box.root / "credentials"
    loaded_as.mkdir()
    name = "boothscribe.uplink.password" if store == "plain" else "boothscribe.encrypted.uplink.password"
    (loaded_as / name).write_text(PASSWORD + "\n", encoding="utf-8")  # as systemd hands it over
    loaded = load_settings(box.main, environment={"CREDENTIALS_DIRECTORY": str(loaded_as)})
    password = loaded.settings.uplink.password
    assert password is not None
    assert password.get_secret_value() == PASSWORD


@pytest.mark.usefixtures("store")
def test_without_a_file_nothing_happens(box: Box) -> None:
    before = box.everything()
    assert box.start() is None
    assert box.everything() == before


WRONG = [
    ("[uplink\n", ["is not valid TOML"]),
    (
        f'[uplink]\nbroker = "http://x"\npasword = "{PASSWORD}"\n[event]\nid = 7\n',
        ["uplink.broker", "uplink.pasword", "event.id"],
    ),
    (
        '[uplink]\nbroker = "mqtts://h"\nca_file = "{config}/ca.pem"\n[event]\npack = "{config}/event"\n',
        ["uplink.ca_file", "event.pack"],
    ),
    ('[outbox]\nkey = "short"\n', ["outbox.key: a key is 32 bytes"]),
    ("x = 1\n" * 100_000, ["is larger than 256 KiB"]),
]


@pytest.mark.parametrize(("text", "expected"), WRONG)
def test_a_wrong_file_changes_nothing_and_every_problem_is_told_beside_it(
    box: Box, text: str, expected: list[str]
) -> None:
    file = box.put(text.replace("{config}", str(box.places.config)))
    before = box.everything()
    outcome = box.start()
    assert outcome is not None
    assert len(outcome.problems) >= len(expected)
    note = (box.boot / "boothscribe-problems.txt").read_text(encoding="utf-8")
    for part in expected:
        assert part in note
        assert any(part in problem for problem in outcome.problems)
    assert PASSWORD not in note + str(outcome)
    after = box.everything()
    del after["boot/boothscribe-problems.txt"]
    assert after == before
    assert str(file) in note or "is not on this box" in note

    box.put()
    outcome = box.start()
    assert outcome is not None
    assert not outcome.problems
    assert not (box.boot / "boothscribe-problems.txt").exists()


def test_what_is_no_plain_file_is_not_taken(box: Box) -> None:
    secret = box.root / "shadow"
    secret.write_text(NEW, encoding="utf-8")
    file = box.boot / "boothscribe.toml"
    file.symlink_to(secret)
    outcome = box.start()
    assert outcome is not None
    assert outcome.problems
    file.unlink()
    os.mkfifo(file)  # would hang whoever opens it
    outcome = box.start()
    assert outcome is not None
    assert "is no plain file" in outcome.problems[0]
    file.unlink()
    file.mkdir()
    outcome = box.start()
    assert outcome is not None
    assert outcome.problems
    assert box.main.read_text(encoding="utf-8") == OLD
    assert secret.read_text(encoding="utf-8") == NEW


def with_certificates(box: Box, *, name: str = "booth-1") -> str:
    authority = Authority.create(box.root / "authority", name="Boxes")
    write_identity(box.boot, Role.DEVICE, authority.issue(Role.DEVICE, name), authority.certificate)
    return (
        '[device]\nname = "booth-1"\n[uplink]\nbroker = "mqtts://broker.example.com"\n'
        f'ca_file = "{box.places.config}/ca.pem"\ncertificate_file = "{box.places.config}/device.pem"\n'
        f'key_file = "{box.places.config}/device.key"\n'
    )


def test_certificates_and_key_come_with_it(box: Box) -> None:
    box.put(with_certificates(box))
    key = (box.boot / "device.key").read_bytes()
    outcome = box.start()
    assert outcome is not None
    assert outcome.problems == ()
    assert (box.places.config / "device.key").read_bytes() == key
    assert ((box.places.config / "device.key").stat().st_mode & 0o007) == 0
    assert {path.name for path in box.boot.iterdir()} == {"boothscribe-taken.txt"}


def test_the_folder_of_another_box_and_a_key_of_another_certificate_are_named(box: Box) -> None:
    box.put(with_certificates(box, name="booth-2"))
    own = (box.boot / "device.key").read_bytes()
    shutil.rmtree(box.root / "authority")
    (box.root / "other").mkdir()
    authority = Authority.create(box.root / "authority", name="Others")
    other = authority.issue(Role.DEVICE, "booth-3")
    (box.boot / "device.key").write_bytes(other.key)
    outcome = box.start()
    assert outcome is not None
    assert "belongs to another certificate" in outcome.problems[0]
    (box.boot / "device.key").write_bytes(own)
    outcome = box.start()
    assert outcome is not None
    assert outcome.problems == ()
    assert "another box" in outcome.warnings[0]


def test_a_key_without_its_certificate_is_not_taken(box: Box) -> None:
    box.put(with_certificates(box))
    (box.boot / "device.pem").unlink()
    outcome = box.start()
    assert outcome is not None
    assert any("come together" in problem for problem in outcome.problems)
    assert not (box.places.config / "device.key").exists()


def test_an_event_pack_comes_with_it_and_the_next_one_takes_its_place(box: Box) -> None:
    text = f'[event]\npack = "{box.places.config}/event"\n'
    for version in ("1", "2"):
        shutil.copytree(PACK, box.boot / "event")
        (box.boot / "event" / "notes.txt").write_text(version, encoding="ascii")
        (box.boot / "event" / "notes.txt").unlink()
        with (box.boot / "event" / "accounts.csv").open("a", encoding="utf-8") as accounts:
            accounts.write("\n" * int(version))
        box.put(text)
        outcome = box.start()
        assert outcome is not None
        assert outcome.problems == ()
        placed = box.places.config / "event"
        assert (placed / "event.toml").read_bytes() == (PACK / "event.toml").read_bytes()
        assert {path.name for path in box.boot.iterdir()} == {"boothscribe-taken.txt"}
    assert len([path for path in box.places.config.iterdir() if path.name.startswith(".event-")]) == 1


def test_a_wrong_event_pack_is_named_where_it_lies_and_changes_nothing(box: Box) -> None:
    shutil.copytree(PACK, box.boot / "event")
    (box.boot / "event" / "event.toml").write_text("nonsense = 1\n", encoding="utf-8")
    box.put(f'[event]\npack = "{box.places.config}/event"\n')
    outcome = box.start()
    assert outcome is not None
    assert str(box.boot / "event" / "event.toml") in outcome.problems[0]
    assert {path.name for path in box.places.config.iterdir()} == {"boothscribe.toml"}
    (box.boot / "event" / "event.toml").unlink()
    (box.boot / "event" / "event.toml").symlink_to("/etc/hostname")
    outcome = box.start()
    assert outcome is not None
    assert "is a link" in outcome.problems[0]


OVERLAY = "1 0 0:5 / / rw - overlay overlayroot rw,lowerdir=/lower,upperdir=/media/root-rw/o,workdir=/w"
STEPS = [
    "provision.staged",
    "provision.ready",
    "provision.credential",
    "provision.credential:2",
    "provision.pack",
    "provision.file",
    "provision.file:2",
    "provision.file:3",
    "provision.file:4",
    "provision.placed",
    "provision.renamed",
    "provision.overwritten",
    "provision.removed",
    "provision.removed:2",
    "provision.overwritten:5",
    "provision.removed:5",
]


@pytest.mark.parametrize("step", STEPS)
def test_a_power_cut_at_any_step_leaves_the_old_settings_or_the_new_and_the_next_start_finishes(
    box: Box, step: str
) -> None:
    key = new_key()
    text = with_certificates(box) + (
        f'password = "{PASSWORD}"\nusername = "u"\n[outbox]\nkey = "{key}"\n'
        f'[event]\npack = "{box.places.config}/event"\n'
    )
    shutil.copytree(PACK, box.boot / "event")
    box.put(text)
    program = (
        "import sys\nfrom pathlib import Path\nfrom agent.provisioning import secrets\n"
        "from agent.provisioning.places import Places\nfrom agent.provisioning.run import provision\n"
        "secrets._program = lambda: None\nroot = Path(sys.argv[1])\n"
        "provision([root / 'boot'], Places(root / 'etc/boothscribe', root / 'etc/credstore', None))\n"
    )

    def start(**environment: str) -> int:
        command = [sys.executable, "-c", program, str(box.root)]
        done = subprocess.run(command, env=os.environ | environment, check=False, timeout=100)
        return done.returncode

    assert start(**{VARIABLE: step}) == -signal.SIGKILL, "this step is never reached"
    at_the_cut = box.main.read_text(encoding="utf-8")
    assert at_the_cut == OLD or tomllib.loads(at_the_cut)["device"]["name"] == "booth-1"
    lost = not (box.boot / "boothscribe.toml").exists()
    if lost:  # then all of it has been put in place
        assert at_the_cut != OLD
        assert box.secret("uplink.password") == PASSWORD.encode() + b"\n"
    for _ in range(2):  # and a start after that changes nothing more
        assert start() == 0
        loaded = load_settings(box.main, environment={})
        assert loaded.settings.device.name == "booth-1"
        assert box.secret("outbox.key") == key.encode() + b"\n"
        assert (box.places.config / "event" / "event.toml").is_file()
        assert (box.places.config / "device.key").is_file()
        left = {path.name for path in box.boot.iterdir()}
        assert left <= {"boothscribe-taken.txt"}
        hidden = {path.name for path in box.places.config.iterdir() if path.name.startswith(".")}
        assert all(name.startswith(".event-") for name in hidden)


@pytest.mark.skipif(os.geteuid() != 0, reason="takes root")
def test_a_boot_partition_that_is_read_only_is_taken_once_and_the_secrets_on_it_are_named(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    from agent.provisioning import removal  # noqa: PLC0415

    def refuse(*_arguments: object, **_named: object) -> None:
        raise OSError(30, "Read-only file system")

    box.put()
    with monkeypatch.context() as patch:
        patch.setattr(removal, "remove_source", refuse)
        outcome = box.start()
        assert outcome is not None
        assert any("could not be removed" in warning for warning in outcome.warnings)
        box.main.write_text(OLD, encoding="utf-8")  # IT changed it since
        box.start()
        assert box.main.read_text(encoding="utf-8") == OLD
    box.start()
    assert not (box.boot / "boothscribe.toml").exists()
    box.put()  # the same file once more: somebody wants it to count again
    box.start()
    assert "expo" in box.main.read_text(encoding="utf-8")


def test_settings_that_would_be_lost_with_the_power_are_not_taken(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agent.provisioning.run.is_volatile", lambda _path: True)
    box.put()
    outcome = box.start()
    assert outcome is not None
    assert "lies in memory" in outcome.problems[0]
    assert (box.boot / "boothscribe.toml").exists()


@pytest.mark.parametrize(
    ("mounts", "volatile"),
    [
        ("1 0 8:1 / / rw - ext4 /dev/sda1 rw", False),
        ("1 0 0:5 / / rw - tmpfs tmpfs rw", True),
        (
            f"{OVERLAY}\n2 1 0:6 / /media/root-rw rw - tmpfs tmpfs rw",
            True,
        ),
        (
            f"{OVERLAY}\n2 1 0:6 / /media/root-rw rw - tmpfs t rw\n3 1 8:2 / /etc/boothscribe rw - ext4 d rw",
            False,
        ),
        ("1 0 0:5 / / rw - overlay overlay rw,lowerdir=/l,upperdir=/u,workdir=/w", False),
    ],
)
def test_a_root_in_memory_is_known_by_its_mounts(tmp_path: Path, mounts: str, *, volatile: bool) -> None:
    file = tmp_path / "mountinfo"
    file.write_text(mounts + "\n", encoding="ascii")
    assert is_volatile(Path("/etc/boothscribe"), mounts=file) is volatile


def test_nothing_is_encrypted_with_a_key_that_is_gone_at_the_next_start(
    box: Box, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = Path("/var/lib/systemd/credential.secret")
    monkeypatch.setattr(secrets_module, "is_volatile", lambda path: path == key)
    box.put()
    outcome = box.start()
    assert outcome is not None
    assert box.secret("uplink.password") == PASSWORD.encode() + b"\n"
    assert "cannot encrypt" in outcome.warnings[0]


def test_every_secret_of_the_settings_is_taken_out() -> None:
    assert set(secret_keys()) >= {
        ("uplink", "password"),
        ("uplink", "proxy_password"),
        ("outbox", "key"),
        ("cards", "key"),
        ("language_model", "key"),
    }


def test_fifty_boxes_take_what_one_table_made_and_no_two_share_a_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secrets_module, "_program", lambda: None)
    monkeypatch.chdir(tmp_path)
    header = "name,event_id,event_name,broker,password\n"
    rows = [f"box-{n},expo,Expo,mqtts://mqtt.example.com,secret-{n}\n" for n in range(50)]
    (tmp_path / "boxes.csv").write_text(header + "".join(rows), encoding="utf-8")
    template = (Path(fleet.__file__).with_name("device.toml")).read_text(encoding="utf-8")
    template = template.replace("[uplink]", '[uplink]\nusername = "$name"\npassword = "$password"')
    etc = tmp_path / "etc"
    (tmp_path / "device.toml").write_text(template.replace("/etc/boothscribe", str(etc)), encoding="utf-8")
    runner = CliRunner()
    assert runner.invoke(provision_device, ["authority"]).exit_code == 0
    made = runner.invoke(provision_device, ["fleet", "boxes.csv", "--template", "device.toml"])
    assert made.exit_code == 0, made.output
    keys = set()
    for number in range(50):
        folder = tmp_path / "boxes" / f"box-{number}"
        assert ((folder / "boothscribe.toml").stat().st_mode & 0o077) == 0
        shutil.rmtree(etc, ignore_errors=True)
        places = Places(config=etc, credentials=tmp_path / "credstore", group=None)
        outcome = provision([folder], places)
        assert outcome is not None
        assert outcome.problems == ()
        loaded = load_settings(etc / "boothscribe.toml", environment={})
        assert loaded.settings.device.name == f"box-{number}"
        credentials = {file.name: file.read_text(encoding="ascii") for file in places.credentials.iterdir()}
        assert credentials["boothscribe.uplink.password"] == f"secret-{number}\n"
        keys.add(credentials["boothscribe.outbox.key"])
    assert len(keys) == 50

"""The files that systemd reads, as systemd reads them."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import get_args

import click
import huggingface_hub.constants
import pytest
from pydantic import SecretStr

import agent.cli
import collector.cli
from agent.delivering import DeliveryKeys
from agent.settings import load_settings
from agent.settings.model import Section, Settings

FILES = Path(__file__).parents[2] / "systemd"
PROVISION = FILES / "boothscribe-provision.service"
"""Has tests of its own: test_provision_unit.py."""
UPDATE = FILES / "boothscribe-update.service"
"""Replaces the program, which takes more of the machine than running it."""
UNITS = sorted(set(FILES.glob("*.service")) - {PROVISION, UPDATE})
AGENT = FILES / "boothscribe.service"
COLLECTOR = FILES / "boothscribe-collector.service"
DROP_IN = FILES / "optional" / "array-directions.conf"
COMMANDS = {"boothscribe": agent.cli.main, "boothscribe-collector": collector.cli.main}
LARGEST_EXPOSURE = 15
"""Tenths; systemd calls up to 2.9 "OK"."""


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} is not installed")


def settings_of(unit: Path, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", unit.read_text(encoding="utf-8"), re.MULTILINE)


def installed(unit: Path, directory: Path, *, without: str = "") -> Path:
    """A copy whose program exists here; all else is as shipped, but for the line `without`."""
    text = unit.read_text(encoding="utf-8")
    program = shutil.which("true")
    assert program is not None
    text, count = re.subn(r"(?m)^ExecStart=\S+", f"ExecStart={program}", text)
    assert count == 1
    if without:
        text, count = re.subn(rf"(?m)^{re.escape(without)}\n", "", text)
        assert count == 1, without
    copy = directory / unit.name
    copy.write_text(text, encoding="utf-8")
    return copy


def analyze(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["systemd-analyze", "--no-pager", *arguments],
        check=False,
        capture_output=True,
        text=True,
        timeout=100,
    )


def verified(unit: Path) -> list[str]:
    """What systemd has to complain about this unit; other units of this machine are not ours."""
    done = analyze("verify", "--man=no", unit)
    complaints = [line for line in (done.stdout + done.stderr).splitlines() if unit.name in line]
    return complaints + ([f"exit status {done.returncode}"] if done.returncode else [])


def exposed(unit: Path) -> subprocess.CompletedProcess[str]:
    return analyze("security", "--offline=true", f"--threshold={LARGEST_EXPOSURE}", unit)


def with_drop_in(text: str, directory: Path) -> Path:
    """The agent's unit, with what IT may add to it."""
    drop_in = directory / f"{AGENT.name}.d" / DROP_IN.name
    drop_in.parent.mkdir()
    drop_in.write_text(text, encoding="utf-8")
    return installed(AGENT, directory)


def test_both_units_are_tested() -> None:
    assert UNITS == [COLLECTOR, AGENT]


@needs("systemd-analyze")
@pytest.mark.parametrize("unit", [*UNITS, UPDATE], ids=lambda unit: unit.stem)
def test_systemd_understands_every_line(unit: Path, tmp_path: Path) -> None:
    assert verified(installed(unit, tmp_path)) == []


@needs("systemd-analyze")
def test_a_line_that_systemd_ignores_would_be_noticed(tmp_path: Path) -> None:
    unit = installed(AGENT, tmp_path)
    text = unit.read_text(encoding="utf-8")
    unit.write_text(text.replace("NoNewPrivileges=", "NoNewPrivilege="), encoding="utf-8")
    assert any("NoNewPrivilege" in complaint for complaint in verified(unit))


@needs("systemd-analyze")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_break_in_gets_little_of_the_machine(unit: Path, tmp_path: Path) -> None:
    done = exposed(installed(unit, tmp_path))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Overall exposure level" in done.stdout


@needs("systemd-analyze")
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_that_keeps_its_capabilities_would_be_noticed(unit: Path, tmp_path: Path) -> None:
    done = exposed(installed(unit, tmp_path, without="CapabilityBoundingSet="))
    assert done.returncode != 0
    assert "Overall exposure level" in done.stdout


@needs("systemd-analyze")
def test_an_array_that_is_asked_for_directions_costs_next_to_no_protection(tmp_path: Path) -> None:
    unit = with_drop_in(DROP_IN.read_text(encoding="utf-8"), tmp_path)
    assert verified(unit) == []
    done = exposed(unit)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"Service may allocate netlink sockets", done.stdout), "the drop-in was not read"


@needs("systemd-analyze")
@pytest.mark.parametrize(
    ("right", "wrong"), [(" rw", " rwx"), ("DeviceAllow=", "DeviceAllows="), ("AF_NETLINK", "AF_UDEV")]
)
def test_a_line_of_the_drop_in_that_systemd_ignores_would_be_noticed(
    tmp_path: Path, right: str, wrong: str
) -> None:
    text = DROP_IN.read_text(encoding="utf-8")
    lines = [line if line.startswith("#") else line.replace(right, wrong) for line in text.splitlines()]
    assert verified(with_drop_in("\n".join(lines) + "\n", tmp_path)) != []


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_what_a_unit_starts_is_a_command_that_there_is(unit: Path) -> None:
    (line,) = settings_of(unit, "ExecStart")
    program, *arguments = shlex.split(line)
    command = COMMANDS[Path(program).name]
    if "$COLLECTOR_OPTIONS" in arguments:
        # The example in the unit itself stands for what IT writes.
        example = re.search(r'^# COLLECTOR_OPTIONS="(.+)"$', unit.read_text(encoding="utf-8"), re.MULTILINE)
        assert example
        arguments[arguments.index("$COLLECTOR_OPTIONS") :] = shlex.split(example[1])
    name, *rest = arguments
    group = click.Context(command, **command.context_settings)
    named = command.get_command(group, name)
    assert named is not None
    # Raises what a person would see for wrong usage.
    context = named.make_context(name, rest, parent=group)
    assert not context.args or isinstance(named, click.Group)


def test_every_variable_of_the_units_means_something_to_somebody() -> None:
    known = {"PYTHONUNBUFFERED", "ORT_DISABLE_TELEMETRY"} | vars(huggingface_hub.constants).keys()
    for unit in UNITS:
        for assignment in " ".join(settings_of(unit, "Environment")).split():
            assert assignment.partition("=")[0] in known


def test_wrong_settings_are_not_tried_over_and_over() -> None:
    assert settings_of(AGENT, "Restart") == ["on-failure"]
    assert settings_of(AGENT, "RestartPreventExitStatus") == [str(agent.cli.EXIT_SETTINGS)]
    assert settings_of(COLLECTOR, "RestartPreventExitStatus") == [str(click.UsageError.exit_code)]


def test_the_agent_can_read_the_boot_id_and_the_processors_features() -> None:
    # ProcSubset=pid would hide /proc/sys/kernel/random/boot_id and /proc/cpuinfo.
    assert settings_of(AGENT, "ProcSubset") == []
    assert settings_of(COLLECTOR, "ProcSubset") == ["pid"]


def test_the_credentials_of_the_unit_are_secrets_of_the_settings(tmp_path: Path) -> None:
    names = settings_of(AGENT, "LoadCredential")
    assert set(names) == {
        f"boothscribe.{section}.{key}"
        for section, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
        for key, secret in field.annotation.model_fields.items()
        if SecretStr in get_args(secret.annotation)
    }
    assert "boothscribe.uplink.proxy_password" in names
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "boothscribe.uplink.password").write_text("hunter2\n", encoding="utf-8")
    (credentials / "boothscribe.cards.key").write_text("0123456789abcdef\n", encoding="utf-8")
    (credentials / "boothscribe.outbox.key").write_text(f"{'ab' * 32}\n{'cd' * 32}\n", encoding="utf-8")
    config = tmp_path / "box.toml"
    config.touch()
    loaded = load_settings(config, environment={"CREDENTIALS_DIRECTORY": str(credentials)})
    password = loaded.settings.uplink.password
    assert password is not None
    assert password.get_secret_value() == "hunter2"
    key = loaded.settings.cards.key
    assert key is not None
    assert key.get_secret_value() == "0123456789abcdef"
    assert len(DeliveryKeys.read(loaded.settings).at_rest.keys) == 2, "the new key and the one before"


def test_the_watchdog_and_readiness_reach_the_process_that_sends_them() -> None:
    assert settings_of(AGENT, "Type") == ["notify"]
    assert settings_of(AGENT, "NotifyAccess") == ["main"]
    (watchdog_s,) = settings_of(AGENT, "WatchdogSec")
    assert int(watchdog_s) > 0


def test_the_agent_is_in_every_group_that_the_rules_give_devices_to() -> None:
    rules = (FILES / "udev.d" / "70-boothscribe.rules").read_text(encoding="utf-8")
    groups = set(re.findall(r'GROUP="(\w+)"', rules))
    assert groups
    assert groups <= set(settings_of(AGENT, "SupplementaryGroups")[0].split())


@needs("systemd-sysusers")
def test_the_account_is_made_that_the_agent_runs_as(tmp_path: Path) -> None:
    (user,) = settings_of(AGENT, "User")
    done = subprocess.run(
        ["systemd-sysusers", f"--root={tmp_path}", "--dry-run", FILES / "sysusers.d" / "boothscribe.conf"],
        check=False,
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    assert f"Creating user '{user}'" in done.stdout + done.stderr


@needs("systemd-sysusers")
@needs("systemd-tmpfiles")
@pytest.mark.skipif(os.geteuid() != 0, reason="giving files to another account takes root")
def test_it_finds_its_settings_readable_by_the_agent_and_by_nobody_else(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    for program, file in (
        (["systemd-sysusers"], "sysusers.d"),
        (["systemd-tmpfiles", "--create"], "tmpfiles.d"),
    ):
        done = subprocess.run(
            [*program, f"--root={tmp_path}", FILES / file / "boothscribe.conf"],
            check=False,
            capture_output=True,
            text=True,
            timeout=100,
        )
        assert done.returncode == 0, done.stderr
    passwd = (tmp_path / "etc" / "passwd").read_text(encoding="ascii")
    account = re.search(r"^boothscribe:[^:]*:(\d+):(\d+):", passwd, re.MULTILINE)
    assert account
    user, group = map(int, account.groups())
    expected = {
        "etc/boothscribe": (0, group, 0o750),
        "etc/boothscribe/boothscribe.d": (0, group, 0o750),
        "var/lib/boothscribe": (user, group, 0o700),
        "var/cache/boothscribe": (user, group, 0o755),
    }
    for name, rights in expected.items():
        found = (tmp_path / name).stat()
        assert (found.st_uid, found.st_gid, found.st_mode & 0o777) == rights, name

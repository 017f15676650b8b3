"""The command as a person at the box meets it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from agent.cli import EXIT_SETTINGS, main

SECRET = "hunter2-Zq9"  # noqa: S105
ROOT = Path(__file__).parents[2]
WRONG_USAGE = 2


def boothscribe(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "agent", *arguments],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | environment,
        timeout=100,
    )


def commands(at: click.Command = main, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The command lines of all commands, groups included."""
    yield path
    if isinstance(at, click.Group):
        context = click.Context(at)
        for name in at.list_commands(context):  # `at.commands` has only those that were loaded
            if (command := at.get_command(context, name)) is not None and not command.hidden:
                yield from commands(command, (*path, name))


def usages() -> list[str]:
    """The lines of the manual's synopsis, one for each way to use a command."""
    manual = (ROOT / "docs" / "man" / "boothscribe.1.md").read_text(encoding="utf-8")
    synopsis = manual.split("## SYNOPSIS")[1].split("## DESCRIPTION")[0]
    return [line for line in synopsis.splitlines() if line.startswith("**boothscribe ")]


def test_every_command_of_the_manual_is_there() -> None:
    shown = {
        re.findall(r"[a-z-]+", usage.split("**")[1].removeprefix("boothscribe"))[0] for usage in usages()
    }
    assert shown == {path[0] for path in commands() if path}


def test_the_manual_shows_how_every_command_is_used() -> None:
    for group, *rest in filter(None, commands()):
        about = [usage for usage in usages() if usage.startswith(f"**boothscribe {group}")]
        assert {group, *rest} <= {name for usage in about for name in re.findall(r"[\w-]+", usage)}


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_explains_itself_and_its_options(path: tuple[str, ...], flag: str) -> None:
    shown = boothscribe(*path, flag)
    assert shown.exit_code == 0
    assert re.match(r"Usage: \S+ .*\n\n  [A-Z].+", shown.stdout)
    assert "\b" not in shown.stdout
    options = re.findall(r"^  (?:-\w, )?(--[\w-]+)(.*(?:\n {8,}.*)*)", shown.stdout, re.MULTILINE)
    assert [name for name, text in options if not re.search(r"[A-Z][a-z]", text)] == []


def test_every_exit_code_that_help_promises_is_the_one_in_use() -> None:
    assert f"{EXIT_SETTINGS} wrong settings" in boothscribe("--help").stdout
    assert EXIT_SETTINGS == os.EX_CONFIG


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("check", "--nonsense"),
        ("check", "left over"),
        ("check", "--config", "/"),
        ("models", "fetch"),
        ("models", "verify", "a", "b"),
    ],
)
def test_wrong_usage_is_told_from_wrong_settings(arguments: tuple[str, ...]) -> None:
    done = boothscribe(*arguments)
    assert done.exit_code == WRONG_USAGE
    assert "Usage: " in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("command", ["check", "run"])
def test_all_that_is_wrong_in_the_settings_is_listed_at_once(tmp_path: Path, command: str) -> None:
    file = tmp_path / "box.toml"
    file.write_text(
        f"[uplink]\nbrokr = 'x'\npassword = ['{SECRET}']\n[speech]\nthreads = 0\n", encoding="utf-8"
    )
    done = boothscribe(command, "--config", file)
    assert done.exit_code == EXIT_SETTINGS
    assert done.stdout == ""
    *problems, summary = done.stderr.splitlines()
    assert summary == "3 problem(s) in the settings; docs/settings.md explains each"
    assert sorted(problem.split(": ")[0] for problem in problems) == [f"{file}:{line}" for line in (2, 3, 5)]
    assert SECRET not in done.output


def test_check_says_what_counts_who_set_it_and_keeps_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "box.toml"
    file.write_text(f"[uplink]\nusername = 'booth-1'\npassword = '{SECRET}'\n", encoding="utf-8")
    monkeypatch.setenv("BOOTHSCRIBE_EVENT__NAME", "Expo")
    shown = boothscribe("check", "--config", file)
    assert shown.exit_code == 0
    assert all(line.startswith("note: ") for line in shown.stderr.splitlines())
    assert "no scanner is configured" in shown.stderr
    assert f'username = "booth-1"  # {file}:2\n' in shown.stdout
    assert f'password = "********"  # {file}:3\n' in shown.stdout
    assert 'name = "Expo"  # environment BOOTHSCRIBE_EVENT__NAME\n' in shown.stdout
    assert SECRET not in shown.output
    again = tmp_path / "again.toml"
    again.write_text(shown.stdout, encoding="utf-8")
    assert boothscribe("check", "--config", again).exit_code == 0


def test_a_file_that_is_not_there_is_a_wrong_setting_and_no_crash(tmp_path: Path) -> None:
    done = boothscribe("check", "--config", tmp_path / "nowhere.toml")
    assert done.exit_code == EXIT_SETTINGS
    assert "No such file" in done.stderr


def test_devices_can_be_looked_for_on_a_machine_that_has_none() -> None:
    done = process("devices")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    shown = re.fullmatch(r"Scanners\n(.+)\n\nMicrophones\n(.+)\n", done.stdout, re.DOTALL)
    assert shown
    scanners, microphones = shown.groups()
    for found, table in ((scanners, "[[scanners]]"), (microphones, "[microphone]")):
        assert ("none found: " in found) is not (table in found)


def test_python_dash_m_agent_is_the_command() -> None:
    done = process("--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.fullmatch(r"boothscribe, version \d+\.\d+\.\d+\S*\n", done.stdout)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_tab_key_completes_in_every_shell(shell: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from agent.cli import main; main(prog_name='boothscribe')"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"_BOOTHSCRIBE_COMPLETE": f"{shell}_source"},
        timeout=100,
    )
    if "Shell completion is not supported for Bash versions" in done.stderr:  # pragma: no cover
        pytest.skip("this bash is too old")
    assert done.returncode == 0, done.stderr
    assert "_BOOTHSCRIBE_COMPLETE" in done.stdout


def test_the_tab_key_offers_the_commands() -> None:
    done = process(
        COMP_WORDS="boothscribe mo",
        COMP_CWORD="1",
        _BOOTHSCRIBE_COMPLETE="bash_complete",
    )
    assert done.stdout.split() == ["plain,models"]


def test_check_notes_what_keeps_the_box_from_its_work(tmp_path: Path) -> None:
    file = tmp_path / "box.toml"
    file.write_text(
        "[[scanners]]\ndriver = 'replay'\nfile = 'nope.toml'\n[speech]\nmodel = 'nope.en'\n", encoding="utf-8"
    )
    shown = boothscribe("check", "--config", file)
    assert shown.exit_code == 0
    assert "note: scanners[0].file: nope.toml does not exist" in shown.stderr
    assert "note: speech.model: unknown speech model 'nope.en'" in shown.stderr


def test_a_sound_file_on_standard_input_is_refused_and_not_taken_for_noise() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "agent", "transcribe", "-", "--model", "demo"],
        input=b"RIFF" + bytes(10_000),
        capture_output=True,
        timeout=100,
        check=False,
    )
    assert shown.returncode == 1
    assert b"give its name instead of -" in shown.stderr


def test_a_box_with_an_array_that_there_is_not_stops_and_is_not_started_again(tmp_path: Path) -> None:
    file = tmp_path / "boothscribe.toml"
    outbox = f'[outbox]\npath = "{tmp_path}/outbox.db"\n'
    file.write_text(outbox + '[hearing]\narray = "respeaker-usb-v3"\n', encoding="utf-8")
    done = process("run", "--config", str(file))
    assert done.returncode == EXIT_SETTINGS
    assert "there are circle-4" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_demo_says_before_it_starts_that_it_cannot_write_its_leads(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = boothscribe("demo", "--json", tmp_path / "file" / "leads.json")
    assert result.exit_code == 1
    assert "leads.json cannot be written" in result.stderr
    assert "Boothscribe demo" not in result.stdout


@pytest.mark.parametrize("name", sorted(main.commands))
def test_no_help_text_shows_the_marks_that_it_is_set_with(name: str) -> None:
    result = boothscribe(name, "--help")
    assert result.exit_code == 0
    assert "\\b" not in result.stdout
    assert "\b" not in result.stdout

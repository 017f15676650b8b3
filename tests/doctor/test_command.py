"""`boothscribe doctor` beside an agent that runs, hangs, or does not run."""

import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from agent.cli import main
from agent.doctor import box
from agent.doctor import examine as examine_module
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing
from tests.rigs.processes import Agent, eventually

pytestmark = pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing()))
EVERY_PART = {
    "service",
    "settings",
    "scanners",
    "microphone",
    "speech model",
    "event pack",
    "clock",
    "disk",
    "outbox",
    "data-at-rest key",
    "certificate",
    "broker",
    "collector",
}


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[Mosquitto]:
    (tmp_path / "broker").mkdir()
    with Mosquitto(tmp_path / "broker") as broker:
        yield broker


@pytest.fixture(autouse=True)
def no_other_agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examine_module, "SYSTEM_SOCKET", tmp_path / "none.sock")
    monkeypatch.setattr(box, "unit_state", dict)


def asked(directory: Path) -> tuple[int, dict[str, Any]]:
    done = CliRunner().invoke(main, ["doctor", "--json", "--config", str(directory / "boothscribe.toml")])
    return done.exit_code, json.loads(done.stdout)


def grade_of(told: dict[str, Any], part: str) -> set[str]:
    return {one["grade"] for one in told["findings"] if one["part"] == part}


@pytest.mark.end_to_end
def test_every_part_is_told_of_while_the_agent_runs_and_while_it_does_not(
    tmp_path: Path, broker: Mosquitto
) -> None:
    port = tmp_path / "scanner"
    scanners = f'[[scanners]]\ndriver = "serial"\nname = "front"\npath = "{port}"\n'
    with Agent(tmp_path, broker=broker.url, scanners=scanners) as agent:
        eventually("it is ready", lambda: agent.said("ready"))
        eventually("it is connected", lambda: agent.metric("boothscribe_uplink_connected"))
        eventually("the model is loaded", lambda: agent.said("speech model is loaded"))
        code, told = asked(tmp_path)
        assert told["running"]
        assert {one["part"] for one in told["findings"]} >= EVERY_PART
        assert grade_of(told, "service") == {"healthy"}
        assert grade_of(told, "speech model") == {"healthy"}
        assert grade_of(told, "broker") == {"healthy"}
        assert grade_of(told, "collector") == {"unknown"}
        assert grade_of(told, "scanners") == {"critical"}
        assert code == 2

        agent.running.send_signal(signal.SIGSTOP)
        try:
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(examine_module, "_ASK_S", 0.5)
                code, told = asked(tmp_path)
        finally:
            agent.running.send_signal(signal.SIGCONT)
        assert grade_of(told, "service") == {"critical"}
        assert "hangs" in str(told)
    assert not (tmp_path / "health.sock").exists()
    code, told = asked(tmp_path)
    assert not told["running"]
    assert {one["part"] for one in told["findings"]} >= EVERY_PART
    assert grade_of(told, "service") == {"critical"}
    assert grade_of(told, "outbox") == {"healthy"}
    assert code == 2


def test_wrong_settings_are_named_and_all_that_rests_on_them_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "boothscribe.toml").write_text('[uplink]\nbroker = "http://x"\nport = 1\n', encoding="utf-8")
    code, told = asked(tmp_path)
    assert code == 2
    problems = [one for one in told["findings"] if one["part"] == "settings"]
    assert len(problems) == 2
    assert {one["part"] for one in told["findings"]} >= EVERY_PART
    assert grade_of(told, "disk") == {"unknown"}


def test_the_page_for_people_ends_with_the_verdict(tmp_path: Path) -> None:
    (tmp_path / "boothscribe.toml").write_text('[microphone]\ndriver = "none"\n', encoding="utf-8")
    done = CliRunner().invoke(main, ["doctor", "--config", str(tmp_path / "boothscribe.toml")])
    assert done.exit_code == 2
    assert done.stdout.splitlines()[-1].startswith("critical: ")
    assert "-> `systemctl start boothscribe`" in done.stdout


def test_who_may_not_ask_the_agent_is_told_to_ask_as_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_path: Path, _timeout_s: float) -> None:
        raise PermissionError

    monkeypatch.setattr(examine_module, "ask", refused)
    (tmp_path / "boothscribe.toml").write_text("", encoding="utf-8")
    _, told = asked(tmp_path)
    assert grade_of(told, "service") == {"unknown"}

"""A box full of people and secrets, and a bundle in which none of them is."""

import gzip
import json
import tarfile
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from agent.cli import main
from agent.delivery.sealing import new_key
from agent.doctor import box as box_looks
from agent.doctor import examine as examine_module
from agent.ops.facts import facts
from agent.ops.health import Status
from agent.ops.report import AgentReport, SoundReport, StationReport
from agent.support import bundle, filters
from agent.support.machine import describe_machine
from agent.support.own_texts import own_texts
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing
from tests.rigs.processes import Agent, eventually

KEY = new_key().strip()
PASSWORD = "hunter2-Zq9"  # noqa: S105
PEOPLE = {
    "name": "Lovelace",
    "given name": "Adaline",
    "company": "Analytical Engines",
    "mail": "adaline@lovelace.example",
    "badge": "B-1815-1210",
    "telephone": "+442079460123",
    "address": "Saint James Square",
    "password": PASSWORD,
    "key": KEY,
    "device": "lovelace-booth",
    "event": "Babbage Expo",
    "event id": "babbage-expo",
    "scanner": "adalines-scanner",
    "serial number": "SN1843NOTEG",
    "host": "thornfield-box",
    "hardware address": "aa:bb:cc:dd:ee:ff",
    "interface": "enxaabbccddeeff",
    "wi-fi": "Countess Guest WLAN",
    "user": "countess",
    "term": "Zebrafax",
}
CONFIG = f"""
[device]
name = "{PEOPLE["device"]}"
[event]
id = "{PEOPLE["event id"]}"
name = "{PEOPLE["event"]}"
[[scanners]]
driver = "replay"
name = "{PEOPLE["scanner"]}"
file = "{{folder}}/{PEOPLE["serial number"]}.toml"
[microphone]
driver = "replay"
file = "{{folder}}/talk.flac"
[speech]
model = "demo"
threads = 1
vocabulary = ["{PEOPLE["term"]}"]
[visit]
consent = "scan"
[cards]
key = "{PASSWORD}-0123456789"
[uplink]
broker = "{{broker}}"
username = "{PEOPLE["user"]}"
password = "{PASSWORD}"
[outbox]
path = "{{folder}}/outbox.db"
key = "{KEY}"
[language_model]
url = "https://{PEOPLE["host"]}.example/v1"
[ops]
metrics = "127.0.0.1:{{port}}"
log_format = "json"
log_level = "debug"
"""
BADGE = (
    f"MECARD:N:{PEOPLE['name']},{PEOPLE['given name']};ORG:{PEOPLE['company']};EMAIL:{PEOPLE['mail']};"
    f"TEL:{PEOPLE['telephone']};ADR:{PEOPLE['address']};NOTE:{PEOPLE['badge']};;"
)
HOSTILE = [
    f"{PEOPLE['name']} said it in plain text",
    json.dumps({"event": f"scan of {PEOPLE['name']}", "level": "info", "logger": "agent.visit.visit"}),
    json.dumps({"event": "ready", "level": "info", "device": PEOPLE["device"], "scanners": 1}),
    json.dumps({"event": "ready", "logger": PEOPLE["name"], "level": PEOPLE["user"], "timestamp": "x"}),
    json.dumps(
        {"event": "ready", "why": PEOPLE["wi-fi"], "error": PEOPLE["name"], "part": PEOPLE["scanner"]}
    ),
    json.dumps({"event": "ready", "leads": 442079460123, PEOPLE["name"]: 1, "failures": [PEOPLE["mail"]]}),
    json.dumps([PEOPLE["name"]]),
]


def told(archive: Path) -> dict[str, str]:
    with tarfile.open(archive) as opened:
        found = {}
        for entry in opened:
            file = opened.extractfile(entry)
            assert file is not None
            found[entry.name.removeprefix("boothscribe-support/")] = file.read().decode()
            assert (entry.uid, entry.uname) == (0, "")
    return found


def traces(text: str) -> list[str]:
    lowered = text.lower()
    return [what for what, value in PEOPLE.items() if value.lower() in lowered]


@pytest.fixture
def agent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Agent, Path]]:
    """An agent that took a badge and a talk, with everybody's secrets in settings, log and database."""
    monkeypatch.setattr(examine_module, "SYSTEM_SOCKET", tmp_path / "none.sock")
    monkeypatch.setattr(box_looks, "unit_state", dict)
    folder = tmp_path / PEOPLE["host"]
    folder.mkdir()
    (folder / "talk.flac").symlink_to(str(files("agent.demo") / "conversations.flac"))
    (folder / f"{PEOPLE['serial number']}.toml").write_text(
        f'[[scan]]\nat_s = 0.5\npayload = "{BADGE}"\n', encoding="utf-8"
    )
    (folder / "broker").mkdir()
    with Mosquitto(folder / "broker") as broker, Agent(folder, broker=broker.url) as agent:
        agent.terminate()
        port = agent._metrics_port
        text = CONFIG.replace("{folder}", str(folder)).replace("{broker}", broker.url)
        (folder / "boothscribe.toml").write_text(text.replace("{port}", str(port)), encoding="utf-8")
        agent.start()
        eventually("it took the badge", lambda: agent.metric("boothscribe_scans_confirmed_total"))
        eventually("it took words down", lambda: agent.metric("boothscribe_words_total"))
        yield agent, folder


@pytest.mark.end_to_end
@pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing()))
def test_nothing_of_anybody_is_in_the_bundle_of_a_box_that_is_full_of_people(
    agent: tuple[Agent, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, folder = agent
    monkeypatch.setattr(bundle, "journal", lambda: [*running.log.splitlines(), *HOSTILE])
    monkeypatch.setattr(bundle.gather, "__kwdefaults__", {"read_log": bundle.journal})
    out = tmp_path / "bundle.tar.gz"
    config = str(folder / "boothscribe.toml")
    done = CliRunner().invoke(main, ["support", "--config", config, "--out", str(out)])
    assert done.exit_code == 0, done.output
    found = told(out)
    assert set(found) == {
        "README.txt",
        "doctor.json",
        "agent.json",
        "settings.json",
        "machine.json",
        "metrics.json",
        "log.jsonl",
    }
    everything = "\n".join([*found, *found.values()])
    assert traces(everything) == []
    assert traces(gzip.decompress(out.read_bytes()).decode("latin-1")) == []
    reference = tomllib.loads((files("agent.demo") / "reference.toml").read_text(encoding="utf-8"))
    for conversation in reference["conversation"]:
        for turn in conversation["turn"]:
            words = turn["text"].lower().split()
            for start in range(len(words) - 2):
                assert " ".join(words[start : start + 3]) not in everything.lower()

    # And it is of use: what is not personal is there.
    log = [json.loads(line) for line in found["log.jsonl"].splitlines()]
    assert len(log) == len(running.log.splitlines()) + len(HOSTILE)
    assert any(line["event"] == "speech model is loaded" for line in log)
    assert {"event": "ready", "level": "info", "scanners": 1} in log
    assert json.loads(found["metrics.json"])["boothscribe_scans_confirmed_total"] >= 1
    settings = json.loads(found["settings.json"])
    assert settings["visit"]["consent"] == "scan"
    assert settings["uplink"]["password"] == "set"  # noqa: S105
    assert settings["uplink"]["ca_file"] is None
    assert settings["scanners"][0]["driver"] == "replay"
    assert json.loads(found["agent.json"])["station_speech"] == "ok"
    assert "(withheld)" not in found["doctor.json"]


def test_the_search_would_find_what_must_not_be_there(tmp_path: Path) -> None:
    out = tmp_path / "leaking.tar.gz"
    bundle.write_bundle(out, {"log.jsonl": "\n".join(PEOPLE.values())})
    assert traces("\n".join(told(out).values())) == list(PEOPLE)
    with pytest.raises(FileExistsError):
        bundle.write_bundle(out, {})
    assert (out.stat().st_mode & 0o777) == 0o600


def test_a_machine_is_described_without_its_names_and_numbers(tmp_path: Path) -> None:
    sys, proc = tmp_path / "sys", tmp_path / "proc"
    usb = sys / "bus/usb/devices/1-1"
    interface = sys / "class/net" / PEOPLE["interface"]
    for folder in (usb, interface / "wireless", proc / "device-tree"):
        folder.mkdir(parents=True)
    for name, content in {
        "idVendor": "05e0",
        "idProduct": "1200",
        "product": PEOPLE["name"],
        "serial": PEOPLE["serial number"],
        "speed": "480",
    }.items():
        (usb / name).write_text(content + "\n", encoding="utf-8")
    for name, content in {"type": "1", "operstate": "up", "address": PEOPLE["hardware address"]}.items():
        (interface / name).write_text(content + "\n", encoding="utf-8")
    (proc / "device-tree/model").write_text("Raspberry Pi 5 Model B Rev 1.0\0", encoding="utf-8")
    described = describe_machine(sys=sys, proc=proc)
    assert described["model"] == "Raspberry Pi 5 Model B Rev 1.0"
    assert described["usb"] == [{"id": "05e0:1200", "speed_mbit": 480, "drivers": []}]
    assert described["network"] == [{"kind": "wireless", "state": "up"}]
    assert traces(json.dumps(described)) == []
    (proc / "device-tree/model").write_text(f"Raspberry Pi of {PEOPLE['name']}", encoding="utf-8")
    assert describe_machine(sys=sys, proc=proc)["model"] is None


LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
VALUES = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner))
KEYS = st.text(max_size=10) | st.sampled_from(
    ["event", "level", "logger", "timestamp", "error", "part", "leads"]
)


@hypothesis_settings(deadline=None, max_examples=200)
@given(line=st.text() | st.dictionaries(KEYS, VALUES, max_size=6).map(json.dumps))
def test_whatever_is_logged_only_our_own_sentences_and_small_numbers_get_out(line: str) -> None:
    own = own_texts()
    for shown in filters.log_lines([line], own):
        for key, value in json.loads(shown).items():
            assert key in own.fields | {"timestamp", "level", "logger", "event", "error", "part"}
            if isinstance(value, str):
                assert value in own.events | own.loggers | {"(withheld)"} | filters._LEVELS or (
                    key in {"error", "part", "timestamp"}
                )
            else:
                assert isinstance(value, bool) or abs(value) < 1e7


def test_labels_that_somebody_chose_do_not_get_out_with_metrics() -> None:
    text = (
        f'boothscribe_scans_total{{scanner="{PEOPLE["scanner"]}"}} 3\n'
        'boothscribe_receipts_total{status="accepted"} 2\n'
        f'boothscribe_receipts_total{{status="{PEOPLE["company"]}"}} 2\n'
        f"{PEOPLE['name']}_total 1\nboothscribe_words_total 7\n"
    )
    assert filters.metrics(text) == {
        "boothscribe_receipts_total{status=accepted}": 2,
        "boothscribe_words_total": 7,
    }


def test_the_collectors_diagnostics_tell_no_more_than_the_bundle() -> None:
    named: dict[str, Any] = {
        PEOPLE["scanner"]: StationReport(
            status=Status.DEGRADED, detail=PEOPLE["name"], public=PEOPLE["name"]
        ),
        PEOPLE["name"]: StationReport(status=Status.OK),
        "speech": StationReport(status=Status.FAILED, detail=PEOPLE["host"]),
    }
    report = AgentReport(
        version=f"0.1.0+{PEOPLE['user']}",
        uptime_s=1.0,
        clock_synchronised=True,
        sealed=True,
        stations=named,
        scanners=(PEOPLE["scanner"],),
        stalled=(PEOPLE["name"],),
        sound=SoundReport(age_s=1.0, levels_dbfs=(-40.4,)),
    )
    answer = facts(report)
    assert traces(json.dumps(answer)) == []
    assert answer["version"] == "0.1.0"
    assert answer["station_scanner_1"] == "degraded"
    assert answer["station_speech"] == "failed"
    assert answer["stuck"] == 1
    assert answer["level_dbfs_0"] == -40

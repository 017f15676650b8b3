import json
import os
import subprocess
import sys
import time
import tomllib
from importlib.resources import files
from pathlib import Path

import jsonschema
import paho.mqtt.client as mqtt
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from agent.contract.topics import Topics
from agent.demo.score import Score, score
from tests.rigs.mosquitto import Mosquitto, mosquitto_missing
from tests.rigs.processes import Agent, Collector, eventually

pytestmark = [
    pytest.mark.end_to_end,
    pytest.mark.skipif(mosquitto_missing() is not None, reason=str(mosquitto_missing())),
    pytest.mark.timeout(300),
]
DATA = files("agent.demo")
SCHEMAS = Path(__file__).parents[2] / "config" / "schema"
REFERENCE = tomllib.loads((DATA / "reference.toml").read_text(encoding="utf-8"))["conversation"]


def processes_mentioning(text: str) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = entry.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue
        if text in command:
            found.append(command)
    return found


def run_demo(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    (directory / "tmp").mkdir()
    (directory / "home").mkdir()
    environment = os.environ | {"TMPDIR": str(directory / "tmp"), "HOME": str(directory / "home")}
    environment.pop("CI", None)  # libraries behave differently where they see it
    return subprocess.run(
        [sys.executable, "-m", "agent", "demo", "--fast", *arguments],
        env=environment,
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


def test_the_demo_ends_with_both_visitors_as_leads_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run_demo(tmp_path, "--json", "leads.json")
    assert done.returncode == 0, done.stdout + done.stderr
    leads = {lead["attendee"]["name"]: lead for lead in json.loads((tmp_path / "leads.json").read_text())}
    total = Score(0, 0)
    for conversation in REFERENCE:
        lead = leads.pop(conversation["attendee"])
        assert lead["final"]
        assert lead["attendee"]["company"] == conversation["company"]
        total += score(
            " ".join(turn["text"] for turn in conversation["turn"]),
            " ".join(turn["text"] for turn in lead["conversation"]["turns"]),
        )
    assert leads == {}
    assert total.word_error_rate <= 0.15
    assert f"{total.word_error_rate:.1%}" in done.stdout
    for station in ("scan", "person", "words", "revision 2", "receipt", "final"):
        assert station in done.stdout
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert left == ["leads.json"]
    assert processes_mentioning(str(tmp_path)) == []


def test_a_demo_that_is_told_to_stop_takes_its_processes_with_it(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    demo = subprocess.Popen(
        [sys.executable, "-m", "agent", "demo"],
        env=os.environ | {"TMPDIR": str(tmp_path / "tmp")},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert demo.stdout is not None
    for line in demo.stdout:
        if "person" in line:
            break
    assert len(processes_mentioning(str(tmp_path))) >= 3
    demo.terminate()
    demo.stdout.read()
    demo.stdout.close()
    assert demo.wait(60) != 0
    eventually("all processes end", lambda: processes_mentioning(str(tmp_path)) == [])
    assert list((tmp_path / "tmp").iterdir()) == []


def test_every_message_on_the_wire_keeps_to_the_published_schema(tmp_path: Path) -> None:
    messages: list[tuple[str, bytes]] = []
    (tmp_path / "broker").mkdir()
    with Mosquitto(tmp_path / "broker") as broker:
        client = mqtt.Client(CallbackAPIVersion.VERSION2, client_id="witness", protocol=mqtt.MQTTv5)
        client.on_message = lambda _client, _data, m: messages.append((m.topic, bytes(m.payload)))
        client.connect(broker.host, broker.port)
        client.subscribe("#", qos=1)
        client.loop_start()
        with (
            Collector(tmp_path, broker=broker.url) as collector,
            Agent(
                tmp_path,
                broker=broker.url,
                scanners=f'[[scanners]]\ndriver = "replay"\nfile = "{DATA / "scans.toml"}"',
                microphone=f'driver = "replay"\nfile = "{DATA / "conversations.flac"}"\nreal_time = false',
                arguments=("--exit-when-replayed",),
            ) as agent,
        ):
            assert agent.wait(200) == 0
            assert len(collector.finals(2)) == 2
            time.sleep(0.5)  # the goodbye
        client.disconnect()
        client.loop_stop()
    topics = Topics("booth-7")
    seen: dict[str, int] = {}
    for name in ("lead", "receipt", "state", "info", "health"):
        schema = json.loads((SCHEMAS / f"{name}.v1.schema.json").read_text(encoding="utf-8"))
        validator = jsonschema.Draft202012Validator(
            schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
        )
        for topic, payload in messages:
            if topic == getattr(topics, name):
                validator.validate(json.loads(payload))
                seen[name] = seen.get(name, 0) + 1
    assert sum(seen.values()) == len(messages), "no message outside the contract"
    assert set(seen) == {"lead", "receipt", "state", "info", "health"}
    assert seen["lead"] >= 4

import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from click.testing import CliRunner, Result

from agent.contract.lead import Attendee, Conversation, Lead, Turn
from collector.cli import main
from collector.export import CSV_COLUMNS
from collector.incoming import Incoming, read
from collector.store import Store
from tests.collector.box import SCANNED_AT, SECRETS, Box, eventually, lead, message
from tests.rigs.mosquitto import Mosquitto

FIRST = UUID("0192f0c1-3f5a-7000-8000-00000000000a")
SAME_MILLISECOND = UUID("0192f0c1-3f5a-7000-9000-00000000000b")
OTHER = UUID("0192f0c2-0000-7000-8000-00000000000c")


def fill(path: Path, *leads: Lead) -> None:
    with Store.open(path) as store:
        for one in leads:
            got = read(f"booth/v1/{one.device}/up/lead", message(one))
            assert isinstance(got, Incoming)
            store.put(got)


def collector(path: Path, *arguments: str) -> Result:
    command, *rest = arguments
    return CliRunner().invoke(main, [command, "--db", str(path), *rest])


@pytest.fixture
def filled(database: Path) -> Path:
    fill(
        database,
        lead(FIRST),
        lead(SAME_MILLISECOND, device="booth-8", attendee=Attendee(), revision=3, final=True),
        lead(OTHER, attendee=Attendee(name="Bob\x1b[31m\nEve", company="=cmd()")),
    )
    return database


def test_a_listed_id_is_long_enough_to_be_shown(filled: Path) -> None:
    listed = collector(filled, "list")
    assert listed.exit_code == 0
    _, *lines = listed.stdout.splitlines()
    assert len(lines) == 3
    for line in lines:
        assert collector(filled, "show", line.split()[0]).exit_code == 0
    assert "booth" not in lines[0]
    assert "Ada Lovelace" in listed.stdout


def test_a_badge_cannot_steer_the_terminal_of_the_reader(filled: Path) -> None:
    for command in (("list",), ("show", str(OTHER))):
        shown = collector(filled, *command).stdout
        assert "\x1b" not in shown
        assert "Bob [31m Eve" in shown


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ((), {FIRST, SAME_MILLISECOND, OTHER}),
        (("--device", "booth-8"), {SAME_MILLISECOND}),
        (("--open",), {FIRST, OTHER}),
        (("--final",), {SAME_MILLISECOND}),
        (("--final", "--device", "booth-7"), set()),
    ],
)
def test_a_list_holds_what_was_asked_for(filled: Path, options: tuple[str, ...], expected: set[UUID]) -> None:
    listed = collector(filled, "list", "--json", *options)
    assert listed.exit_code == 0
    rows: list[dict[str, Any]] = json.loads(listed.stdout)
    assert {UUID(row["id"]) for row in rows} == expected
    assert all(isinstance(row["final"], bool) and "record" not in row for row in rows)


def test_showing_a_lead_tells_who_what_and_the_words_that_prove_it(filled: Path) -> None:
    shown = collector(filled, "show", str(FIRST)[:30].upper()).stdout
    for expected in (
        "Ada Lovelace",
        "Analytical Engines",
        "given",
        'turn 1, 1.5 s): "difference engine"',
        "budget",
    ):
        assert expected in shown
    assert "We run a difference engine today." in shown


def test_a_lead_shown_as_json_is_the_record_that_the_box_sent(filled: Path) -> None:
    shown = json.loads(collector(filled, "show", "--json", str(FIRST)).stdout)
    assert shown == json.loads(message(lead(FIRST)))["data"]


def test_an_id_that_fits_two_leads_is_never_guessed(filled: Path) -> None:
    shown = collector(filled, "show", "0192f0c1-3f5a")
    assert shown.exit_code == 2
    assert str(FIRST) in shown.stderr
    assert str(SAME_MILLISECOND) in shown.stderr


@pytest.mark.parametrize("prefix", ["ffff", "%", "0192f0c1_", "Ada"])
def test_an_unknown_id_is_not_found(filled: Path, prefix: str) -> None:
    assert collector(filled, "show", prefix).exit_code == 3


def test_a_missing_or_damaged_database_ends_with_advice_and_stays_as_it_is(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"\xa5" * 10_000)
    for path in (tmp_path / "none.db", damaged):
        for command in (("list",), ("show", "0"), ("export", "--csv", "-")):
            ended = collector(path, *command)
            assert ended.exit_code == 1
            assert ended.stderr.startswith("Error: ")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["damaged.db"]
    assert damaged.read_bytes() == b"\xa5" * 10_000


def test_the_csv_export_holds_every_lead_with_its_words(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "leads.csv"
    assert collector(filled, "export", "--csv", str(target)).exit_code == 0
    with target.open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert len(rows) == 3
    row = rows[str(FIRST)]
    assert tuple(row) == CSV_COLUMNS
    assert row["name"] == "Ada Lovelace"
    assert row["transcript"] == "visitor: We run a difference engine today.\nrep: With punched cards?"
    assert row["current_solution_quotes"] == "difference engine"
    assert row["phone"] == "'+44 20 7946 0000"
    assert rows[str(SAME_MILLISECOND)]["final"] == "yes"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", " ="])
def test_no_badge_runs_a_formula_in_the_spreadsheet_of_marketing(database: Path, start: str) -> None:
    attack = f"{start}HYPERLINK(1)"
    turn = Turn(number=1, side="visitor", start_s=0, end_s=1, text=attack)
    fill(
        database,
        lead(
            attendee=Attendee(name=attack, company=attack, title=attack),
            conversation=Conversation(started_at=SCANNED_AT, turns=(turn,)),
        ),
    )
    exported = collector(database, "export", "--csv", "-")
    rows = list(csv.reader(io.StringIO(exported.stdout_bytes.decode(), newline="")))
    cells = [cell for row in rows for cell in row]
    assert cells.count("'" + attack) == 3
    assert not [cell for cell in cells if cell.strip()[:1] in {"=", "+", "-", "@"} and cell.strip()]


def test_the_json_export_holds_whole_records(filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "leads.json"
    for arguments in (("--json", str(target)), ("--json", "-"), ("--json",)):
        exported = collector(filled, "export", *arguments)
        assert exported.exit_code == 0
        records = json.loads(exported.stdout or target.read_text(encoding="utf-8"))
        assert {record["id"] for record in records} == {str(FIRST), str(SAME_MILLISECOND), str(OTHER)}
        assert [turn["text"] for turn in records[0]["conversation"]["turns"]]
    assert json.loads(collector(filled, "export", "--json", "--device", "nobody").stdout) == []


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("export",), "--csv FILE"),
        (("run", "--broker", "http://localhost"), "mqtt://"),
        (("run", "--broker", "mqtt://localhost:port"), "mqtt://"),
        (("run", "--broker", "mqtt://user:secret@localhost"), "--password-file"),
        (("run", "--broker", "localhost"), "mqtt://"),
        (("run", "--ca-file", __file__), "mqtts://"),
        (("run", "--password-file", __file__), "--username"),
    ],
)
def test_a_wrong_command_line_ends_with_advice(
    database: Path, arguments: tuple[str, ...], advice: str
) -> None:
    ended = collector(database, *arguments)
    assert ended.exit_code == 2
    assert advice in ended.stderr
    assert not database.exists()


def test_help_teaches_by_example_and_tells_the_exit_codes() -> None:
    told = CliRunner().invoke(main, ["--help"]).stdout
    for expected in (
        "boothscribe-collector run --broker",
        "show 0192f0c1-3f5a",
        "3  no such lead",
        "bash_source",
    ):
        assert expected in told


def start_collector(broker: Mosquitto, database: Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "collector", "run", "--broker", broker.url, "--db", str(database)],
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | environment,
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_collector_ends_cleanly_and_its_log_tells_nothing_of_the_visitor(
    broker: Mosquitto, database: Path, number: signal.Signals
) -> None:
    process = start_collector(broker, database)
    try:
        eventually("the collector has subscribed", lambda: "booth/v1/+/up/lead" in broker.log)
        with Box(broker) as box:
            box.send(one := lead())
            box.await_accepted(one)
            box.publish(b"Ada Lovelace")
            eventually("it is kept", lambda: refused(database) == 1)
            process.send_signal(number)
            _, log = process.communicate(timeout=20)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0, log
    entries = [json.loads(line) for line in log.splitlines()]
    assert entries[-1]["event"] == "collector_stopped"
    assert (entries[-1]["stored"], entries[-1]["refused"]) == (1, 1)
    assert str(one.id) in log
    assert not [secret for secret in SECRETS if secret in log]
    assert "Received DISCONNECT from boothscribe-collector" in broker.log
    assert not database.with_name("leads.db-wal").exists()


def test_a_collector_without_a_broker_still_stops_when_told(broker: Mosquitto, database: Path) -> None:
    broker.stop()
    process = start_collector(broker, database)
    try:
        eventually("the store is open", database.exists)
        process.terminate()
        _, log = process.communicate(timeout=20)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0, log


def test_a_password_in_the_environment_lets_the_collector_in(tmp_path: Path, database: Path) -> None:
    directory = tmp_path / "strict"
    directory.mkdir()
    with Mosquitto(directory, users={"ingest": "s3cret-word"}) as strict:
        process = start_collector(
            strict,
            database,
            BOOTHSCRIBE_COLLECTOR_USERNAME="ingest",
            BOOTHSCRIBE_COLLECTOR_PASSWORD="s3cret-word",  # noqa: S106
        )
        try:
            eventually("the collector has subscribed", lambda: "booth/v1/+/up/lead" in strict.log)
        finally:
            process.terminate()
            _, log = process.communicate(timeout=20)
    assert process.returncode == 0, log
    assert "s3cret-word" not in log


def refused(database: Path) -> int:
    connection = sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)
    try:
        count: int = connection.execute("SELECT count(*) FROM refused").fetchone()[0]
    finally:
        connection.close()
    return count

import json
from pathlib import Path

from click.testing import CliRunner

from agent.cli import main
from tests.insight.packs import GOLD

_LINE = {
    "id": "17",
    "event_date": "2026-05-12",
    "turns": [
        {"t0": 0.0, "t1": 2.0, "side": "rep", "text": "What do you use today?"},
        {"t0": 2.5, "t1": 5.0, "side": "visitor", "text": "We use Haulix. My card is 4111 1111 1111 1111."},
    ],
}


def test_one_line_in_gives_one_line_out_with_signals_score_and_draft(tmp_path: Path) -> None:
    (tmp_path / "talks.jsonl").write_text(json.dumps(_LINE) + "\n", encoding="utf-8")
    result = CliRunner().invoke(
        main, ["insight", str(tmp_path / "talks.jsonl"), "--pack", str(GOLD / "pack"), "--json"]
    )
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    found = json.loads(line)
    assert set(found) == {"id", "signals", "unknowns", "score", "draft"}
    assert {signal["kind"] for signal in found["signals"]} == {"current_solution", "competitor"}
    assert "budget" in found["unknowns"]
    assert found["score"] is not None
    assert found["draft"] is not None
    assert "4111" not in line


def test_without_a_pack_there_are_signals_and_no_score(tmp_path: Path) -> None:
    (tmp_path / "talks.jsonl").write_text(json.dumps(_LINE) + "\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["insight", str(tmp_path / "talks.jsonl"), "--json"])
    found = json.loads(result.stdout)
    assert {signal["value"]["name"] for signal in found["signals"]} == {"Haulix"}
    assert found["score"] is None


def test_a_line_that_cannot_be_read_is_named_and_loses_no_other(tmp_path: Path) -> None:
    lines = [
        json.dumps(_LINE),
        "{broken",
        json.dumps(_LINE | {"event_date": "Tuesday"}),
        json.dumps(_LINE | {"id": "18"}),
    ]
    (tmp_path / "talks.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = CliRunner().invoke(main, ["insight", str(tmp_path / "talks.jsonl"), "--json"])
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["17", "18"]
    assert "line 2:" in result.stderr
    assert "line 3: event_date" in result.stderr
    assert "Tuesday" not in result.stderr


def test_a_pack_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "talks.jsonl").write_text(json.dumps(_LINE), encoding="utf-8")
    result = CliRunner().invoke(
        main, ["insight", str(tmp_path / "talks.jsonl"), "--pack", str(tmp_path / "nowhere")]
    )
    assert result.exit_code == 1
    assert "nowhere" in result.stderr


def test_people_read_the_quotes(tmp_path: Path) -> None:
    (tmp_path / "talks.jsonl").write_text(json.dumps(_LINE), encoding="utf-8")
    result = CliRunner().invoke(main, ["insight", str(tmp_path / "talks.jsonl")])
    assert "turn 2: “We use Haulix”" in result.stdout

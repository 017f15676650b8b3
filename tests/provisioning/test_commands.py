from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.settings import load_settings
from scripts.provisioning.__main__ import main

HEADER = "name,event_id,event_name,broker\n"


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert _run("authority").exit_code == 0
    return tmp_path


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def test_fifty_boxes_are_ready_from_one_table(there: Path) -> None:
    rows = [f'box-{n},expo,"Expo ""27""",mqtts://mqtt.example.com\n' for n in range(50)]
    (there / "boxes.csv").write_text(HEADER + "".join(rows), encoding="utf-8")
    result = _run("fleet", "boxes.csv")
    assert result.exit_code == 0, result.output
    assert "50 written" in result.output
    for number in range(50):
        loaded = load_settings(there / "boxes" / f"box-{number}" / "boothscribe.toml", environment={})
        assert loaded.settings.device.name == f"box-{number}"
        assert loaded.settings.event.name == 'Expo "27"'
        assert loaded.settings.uplink.key_file == Path("/etc/boothscribe/device.key")
    assert len(_run("list").output.splitlines()) == 50


def test_a_table_can_grow_without_new_keys_for_boxes_that_are_out_already(there: Path) -> None:
    row = "{},expo,Expo,mqtts://mqtt.example.com\n"
    (there / "boxes.csv").write_text(HEADER + row.format("a"), encoding="utf-8")
    _run("fleet", "boxes.csv")
    before = (there / "boxes" / "a" / "device.key").read_bytes()
    (there / "boxes.csv").write_text(HEADER + row.format("a") + row.format("b"), encoding="utf-8")
    assert "1 written, 1 left alone" in _run("fleet", "boxes.csv").output
    assert (there / "boxes" / "a" / "device.key").read_bytes() == before


def test_one_wrong_row_is_named_and_does_not_stop_the_others(there: Path) -> None:
    (there / "boxes.csv").write_text(
        HEADER + "a,expo,Expo,mqtts://h\nb,expo,Expo,http://h\n", encoding="utf-8"
    )
    result = _run("fleet", "boxes.csv")
    assert result.exit_code == 1
    assert "boxes.csv:3" in result.output
    assert "uplink.broker" in result.output
    assert (there / "boxes" / "a" / "boothscribe.toml").exists()
    assert not (there / "boxes" / "b" / "device.key").exists()


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("id\n1\n", ":1: the header must have a column `name`"),
        (HEADER + "a,e,E,mqtts://h\na,e,E,mqtts://h\n", ":3: a stands in line 2 already"),
        (HEADER + "a,e\n", ":2: has another number of fields"),
        (HEADER + ",e,E,mqtts://h\n", ":2: has no name"),
        (HEADER, "has no rows"),
        ("name\na\n", "has no column broker, event_id, event_name"),
    ],
)
def test_a_wrong_table_is_refused_with_its_line_before_anything_is_written(
    there: Path, table: str, expected: str
) -> None:
    (there / "boxes.csv").write_text(table, encoding="utf-8")
    result = _run("fleet", "boxes.csv")
    assert result.exit_code == 1
    assert expected in result.output
    assert not (there / "boxes").exists()


def test_a_box_comes_with_the_rules_for_brokers_that_know_no_patterns(there: Path) -> None:
    result = _run("device", "booth-1")
    assert result.exit_code == 0, result.output
    assert "user booth-1\ntopic write booth/v1/booth-1/up/#" in result.output
    assert (there / "booth-1" / "device.pem").exists()


@pytest.mark.usefixtures("there")
def test_who_was_never_there_cannot_be_revoked_by_a_slip_of_the_finger() -> None:
    result = _run("revoke", "boot-1")
    assert result.exit_code == 1
    assert "list" in result.output

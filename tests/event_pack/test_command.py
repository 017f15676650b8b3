import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from agent.cli import main
from tests.event_pack.packs import EVENT, add_overlay, write_pack

EXAMPLE = Path(__file__).parents[2] / "config" / "events" / "fabrica-2027"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["event", *(str(argument) for argument in arguments)])


def answered(*arguments: str | Path) -> dict[str, Any]:
    result = run(*arguments, "--json")
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_example_that_we_ship_passes_with_its_people_and_badges() -> None:
    result = run("check", EXAMPLE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "no problem (8 reps, 40 accounts, 5 products, 200 attendees)" in result.stdout


def test_a_new_pack_is_right_from_the_start_but_for_what_only_people_can_do(tmp_path: Path) -> None:
    assert run("new", tmp_path / "expo-1", "--name", 'Expo "One"').exit_code == 0
    answer = answered("check", tmp_path / "expo-1")
    assert answer["ok"]
    assert answer["pack"]["event"] == "expo-1"
    assert all("has not signed" in problem["message"] for problem in answer["problems"])
    again = run("new", tmp_path / "expo-1")
    assert again.exit_code == 1
    assert "exists already" in again.stderr


def test_a_wrong_pack_ends_with_the_exit_code_for_wrong_settings_and_every_place(tmp_path: Path) -> None:
    write_pack(tmp_path, event=EVENT.replace('"ann"', '"nobody"').replace('["Tern"]', '["Turn"]'))
    (tmp_path / "attendees.csv").write_text("name\nx\n", encoding="utf-8")
    result = run("check", tmp_path)
    assert result.exit_code == 78
    assert len([line for line in result.stderr.splitlines() if "warning" not in line]) == 3
    answer = answered("check", tmp_path)
    assert not answer["ok"]
    errors = [problem for problem in answer["problems"] if problem["severity"] == "error"]
    assert {Path(error["file"]).name for error in errors} == {"event.toml", "attendees.csv"}
    assert run("show", tmp_path).exit_code == 78
    assert run("sign", tmp_path, "--as", "sales", "--name", "X").exit_code == 78


def test_an_attendee_list_is_looked_over_without_quoting_anybody(tmp_path: Path) -> None:
    write_pack(tmp_path)
    rows = "Badge ID,Name,E-mail\n1,Mara Quint,\n1,Jan Otten,\n,Nobody Found,\n"
    (tmp_path / "attendees.csv").write_text(rows, encoding="utf-8")
    result = run("check", tmp_path)
    assert result.exit_code == 0
    assert "1 row(s) have neither id nor e-mail: line 4" in result.stderr
    assert "1 badge id(s) are there twice" in result.stderr
    assert "no column was understood as company" in result.stderr
    assert not [name for name in ("Quint", "Otten", "Found,") if name in result.output]


def test_a_badge_profile_whose_example_fails_is_named_with_its_line(tmp_path: Path) -> None:
    write_pack(tmp_path, event=EVENT + '\n[badges]\nprofiles = ["own.toml", "lost.toml"]\n')
    (tmp_path / "badges").mkdir()
    (tmp_path / "badges" / "own.toml").write_text(
        'name = "own"\n[match]\npattern = \'^V\\d+$\'\n[read]\nform = "id"\n[[example]]\npayload = "V1"\n'
        'expect = { id = "V2" }\n',
        encoding="utf-8",
    )
    result = run("check", tmp_path)
    assert result.exit_code == 78
    assert "own.toml:6: example 1" in result.stderr
    assert (
        f"event.toml:{(EVENT + 'x').count(chr(10)) + 3}: there is no badge profile `lost.toml`"
        in result.stderr
    )


def test_signing_is_seen_and_a_later_change_is_seen_too(tmp_path: Path) -> None:
    write_pack(tmp_path)
    assert run("sign", tmp_path, "--as", "sales", "--name", "Sol Berg").exit_code == 0
    shown = run("show", tmp_path).stdout
    assert "sales: signed by Sol Berg" in shown
    assert "marketing: not signed" in shown
    write_pack(tmp_path, event=EVENT.replace("Expo nine", "Expo ten"))
    assert "Sol Berg signed an earlier content" in run("show", tmp_path).stdout
    assert run("sign", tmp_path, "--as", "sales", "--name", " ").exit_code == 1
    assert run("sign", tmp_path, "--as", "finance", "--name", "X").exit_code == 2


def test_an_overlays_changes_are_shown_with_their_reason(tmp_path: Path) -> None:
    text = '[overlay]\nwhy = "own campaign"\nby = "South"\n[campaign]\nid = "C-9S"\n'
    add_overlay(write_pack(tmp_path), "south", text)
    shown = run("show", tmp_path, "--overlay", "south").stdout
    assert "overlay south, by South: own campaign" in shown
    assert "~ campaign.id: C-9 -> C-9S" in shown
    changes = answered("show", tmp_path, "--overlay", "south")["changes"]
    assert [(change["setting"], change["why"]) for change in changes] == [("campaign.id", "own campaign")]
    assert run("check", tmp_path, "--overlay", "north").exit_code == 78


def test_what_differs_between_two_packs_is_named_setting_by_setting(tmp_path: Path) -> None:
    first = write_pack(tmp_path / "a")
    second = write_pack(
        tmp_path / "b", event=EVENT.replace("Expo nine", "Expo ten").replace('"light box"', '"lamp"')
    )
    found = {
        one["setting"]: (one["before"], one["after"])
        for one in answered("diff", first, second)["differences"]
    }
    assert found == {
        "campaign.name": ("Expo nine", "Expo ten"),
        "products[Lumen].aliases[light box]": ("light box", None),
        "products[Lumen].aliases[lamp]": (None, "lamp"),
    }
    assert run("diff", first, first).stdout == "the packs say the same\n"


@pytest.mark.parametrize("command", ["check", "show"])
def test_a_folder_that_is_not_there_is_named(tmp_path: Path, command: str) -> None:
    result = run(command, tmp_path / "none")
    assert result.exit_code == 78
    assert "there is no such folder" in result.stderr


def test_a_badge_profile_that_is_a_link_to_itself_is_named_and_does_not_end_the_check(tmp_path: Path) -> None:
    write_pack(tmp_path)
    (tmp_path / "badges").mkdir()
    (tmp_path / "badges" / "own.toml").symlink_to("own.toml")
    result = run("check", tmp_path)
    assert result.exit_code == 78
    assert "own.toml: cannot be read" in result.stderr

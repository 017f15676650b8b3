"""`boothscribe draft` as a person at a desk uses it."""

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from agent.cli import main
from agent.commands import draft as command
from agent.contract.lead import Lead
from agent.event_pack.load import LoadedPack
from agent.event_pack.problems import PackError, Place, Problem
from agent.insight.conclusion import conclude
from agent.insight.drafts.lint import RULES
from tests.insight.draft_examples import EXAMPLES
from tests.insight.draft_packs import COLD_CHAIN
from tests.rigs.leads import message

HOT, SCAN_ONLY = EXAMPLES[0], EXAMPLES[1]


@pytest.fixture
def pack(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Stand in for the pack's files, which other tests read; the pack itself is a real one."""

    def load(directory: Path) -> LoadedPack:
        if not directory.exists():
            raise PackError([Problem(Place(directory), "there is no such folder")])
        return LoadedPack(
            pack=COLD_CHAIN,
            directory=directory,
            content_hash="",
            signed=None,  # type: ignore[arg-type]  # no command here looks at it
            changes=(),
            warnings=(),
            attendees=None,
            available_overlays=(),
        )

    monkeypatch.setattr(command, "load_pack", load)
    return tmp_path


def _run(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, ["draft", *(str(one) for one in arguments)], input=stdin)


def _written(lead: Lead, folder: Path, name: str = "lead.json") -> Path:
    path = folder / name
    path.write_text(lead.model_dump_json(), encoding="utf-8")
    return path


def test_show_prints_the_mail_with_its_subject(pack: Path) -> None:
    result = _run("show", _written(HOT.lead, pack), "--pack", pack)
    assert result.exit_code == 0
    assert result.stdout.startswith("Subject: ThermoLog: following up on Frost & Food 2026\n\nHi Fiona,\n")
    assert "Mara Lindqvist, Halden Controls" in result.stdout
    assert "[" not in result.stdout


def test_show_takes_the_message_as_it_came_over_the_wire(pack: Path) -> None:
    wire = pack / "message.json"
    wire.write_bytes(message(HOT.lead))
    assert "Hi Fiona," in _run("show", wire, "--pack", pack).stdout
    assert "Hi Fiona," in _run("show", "-", "--pack", pack, stdin=HOT.lead.model_dump_json()).stdout


def test_show_html_and_json_are_what_programs_want(pack: Path) -> None:
    path = _written(HOT.lead, pack)
    assert _run("show", path, "--pack", pack, "--html").stdout.startswith("<p>Hi Fiona,</p>")
    assert json.loads(_run("show", path, "--pack", pack, "--json").stdout)["claims"][0]["signals"] == [1]


def test_notes_for_the_sender_do_not_get_into_the_mail(pack: Path) -> None:
    nameless = EXAMPLES[6]
    result = _run("show", _written(nameless.lead, pack), "--pack", pack)
    assert "greet by name" in result.stderr
    assert "greet by name" not in result.stdout


def test_a_mail_may_be_edited_with_its_citations_and_linted_again(pack: Path) -> None:
    lead = _written(HOT.lead, pack)
    shown = _run("show", lead, "--pack", pack, "--citations").stdout
    edited = pack / "mail.txt"
    arguments = ("--pack", pack, "--lead", lead, "--on", "2026-03-09")
    edited.write_text(shown.replace("Thank you", "Thank you very much", 1), encoding="utf-8")
    clean = _run("lint", edited, *arguments)
    assert (clean.exit_code, clean.stdout) == (0, "")
    edited.write_text(shown.replace("by Friday, 6 March", "by Friday, 13 March"), encoding="utf-8")
    found = _run("lint", edited, *arguments)
    line = next(n for n, text in enumerate(edited.read_text().split("\n"), 1) if "13 March" in text)
    assert found.exit_code == 1
    assert f"{edited}:{line}: unproved-value: " in found.stdout
    rows = json.loads(_run("lint", edited, *arguments, "--json").stdout)
    assert (rows[0]["rule"], rows[0]["line"], rows[0]["file"]) == ("unproved-value", line, str(edited))


def test_drafts_inside_leads_are_linted_as_they_stand(pack: Path) -> None:
    good = _written(conclude(HOT.lead, HOT.pack), pack, "good.json")
    whole = conclude(SCAN_ONLY.lead, SCAN_ONLY.pack)
    assert whole.follow_up is not None
    spoiled = whole.follow_up.model_copy(update={"body_text": whole.follow_up.body_text + "As discussed.\n"})
    bad = _written(whole.model_copy(update={"follow_up": spoiled}), pack, "bad.json")
    result = _run("lint", good, bad, "--pack", pack, "--on", str(date(2026, 3, 9)))
    assert result.exit_code == 1
    assert "conversation-claimed" in result.stdout
    assert str(good) not in result.stdout


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "no JSON"),
        (b"\xff", "UTF-8"),
        (b"[]", "no lead"),
        (b'{"id": 7}', "no lead"),
        (b"[" * 100000, "no JSON"),
    ],
)
def test_what_is_no_lead_is_told_so_without_a_traceback(pack: Path, content: bytes, says: str) -> None:
    path = pack / "x.json"
    path.write_bytes(content)
    for arguments in (("show", path), ("lint", path)):
        result = _run(*arguments, "--pack", pack)
        assert result.exit_code == 1
        assert says in result.stderr
        assert not result.exception or isinstance(result.exception, SystemExit)


def test_a_person_who_forgets_something_is_told_what(pack: Path) -> None:
    path = _written(HOT.lead, pack)
    text = pack / "mail.txt"
    text.write_text("Hi Fiona,\n", encoding="utf-8")
    assert "has no draft" in _run("lint", path, "--pack", pack).stderr
    assert "--lead" in _run("lint", text, "--pack", pack).stderr
    assert "no such folder" in _run("show", path, "--pack", pack / "nowhere").stderr
    assert _run("lint", "--pack", pack).exit_code == 2


def test_every_rule_can_be_looked_up() -> None:
    listed = _run("rules").stdout
    assert all(rule in listed for rule in RULES)

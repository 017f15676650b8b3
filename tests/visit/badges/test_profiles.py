import base64
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from agent.cli import main
from agent.visit.badges.profile_file import (
    ProfileError,
    check_profile,
    find_profile,
    load_profile,
    reading_of,
)
from tests.visit.badges.readings import PROFILES, fields, read, refused, shipped

ALL = sorted(PROFILES.glob("*.toml"))
RIGHT = 'name = "x"\n[read]\nform = "id"\n'


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_every_profile_that_comes_along_reads_its_own_examples(path: Path) -> None:
    assert check_profile(path) == []
    assert load_profile(path).example


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("name = ", 1, "is not valid TOML"),
        ('name = "x"\n', None, "read: is required"),
        ('name = "x"\n[read]\n', 2, "read.form: is required"),
        ('name = "x"\n[read]\nform = "csv"\n', 2, "read.form: must be one of"),
        ('name = "x"\n[read]\nform = "id"\nprefiks = "a"\n', 4, "unknown key"),
        ('name = "x"\n[match]\nprefiks = "a"\n[read]\nform = "id"\n', 3, "did you mean `prefix`?"),
        ('name = "x"\n[match]\npattern = "("\n[read]\nform = "id"\n', 3, "is not a regular expression"),
        ('name = "x"\n[read]\nform = "regex"\npattern = "a"\n', 4, "must name its fields"),
        ('name = "x"\nrepair_keyboard_layout = "xx"\n[read]\nform = "id"\n', 2, 'must be "auto"'),
        (RIGHT + '[normalise]\nid = "shout"\n', 5, "must be upper, lower"),
        (RIGHT + '[[example]]\npayload = "1"\n', 4, "needs `expect` or `error`"),
        (
            RIGHT + '[[example]]\npayload = "1"\nexpect = { id = "2" }\n',
            4,
            "gives id = '1', but should give '2'",
        ),
        (RIGHT + '[[example]]\npayload = "1"\nerror = "two_badges"\n', 4, "is read, but should be refused"),
        (RIGHT + '[[example]]\npayload = "1 2"\nexpect = { id = "1" }\n', 4, "is refused (profile_mismatch)"),
    ],
)
def test_a_mistake_in_a_profile_is_named_with_its_line(
    tmp_path: Path, text: str, line: int | None, message: str
) -> None:
    path = tmp_path / "x.toml"
    path.write_text(text, encoding="utf-8")
    [problem] = check_profile(path)
    assert problem.place.line == line
    assert message in problem.message
    printed = CliRunner().invoke(main, ["badge", "check", str(path)])
    assert printed.exit_code == 78
    assert message in printed.output


def test_all_mistakes_of_a_profile_are_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('name = "a b"\nshow = 1\n[read]\nform = "delimited"\n', encoding="utf-8")
    with pytest.raises(ProfileError) as raised:
        load_profile(path)
    assert len(raised.value.problems) == 4


def test_a_code_that_does_not_name_its_format_must_fit_a_profile() -> None:
    reading = shipped("caret-pdf417", "code39-id")
    assert refused("000123^Maria^Keller", reading) == "profile_mismatch"
    assert refused("EXP-17", reading) == "profile_mismatch"
    assert fields("0000000017", reading) == {"id": "17"}
    assert fields("MECARD:N:Keller,Maria;;", reading)["last_name"] == "Keller"
    assert refused("WIFI:S:x;P:y;;", reading) == "not_a_badge:wifi"


def test_a_profile_knows_better_what_a_number_is() -> None:
    reading = shipped("code39-id")
    profile = reading.profiles[0].model_copy(
        update={"match": reading.profiles[0].match.model_copy(update={"pattern": r"^\d{13}$"})}
    )
    assert fields("5901234123457", reading_of([profile])) == {"id": "5901234123457"}


def test_a_check_digit_that_the_profile_asks_for_is_checked() -> None:
    profile = shipped("code39-id").profiles[0].model_copy(update={"check_digit": "luhn"})
    assert fields("0000000018", reading_of([profile])) == {"id": "18"}
    assert refused("0000000019", reading_of([profile])) == "check_digit"


def test_fields_of_fixed_width_keep_their_places_when_blanks_are_lost() -> None:
    reading = shipped("fixed-width")
    payload = "00000123Keller              Maria          Lakeside Foods           US"
    full = fields(payload, reading)
    assert full["country"] == "US"
    assert read(payload, reading).kind == "fixed"
    assert fields(payload[:40], reading)["first_name"] == "Maria"
    assert refused(payload + "x", reading) == "profile_mismatch"


def test_a_ciphered_badge_opens_with_the_events_key_alone(tmp_path: Path) -> None:
    key, nonce = bytes(range(32)), bytes(12)
    plain = json.dumps({"id": "000123", "fn": "Maria", "ln": "Keller"}).encode()
    code = "EX1:" + base64.urlsafe_b64encode(nonce + AESGCM(key).encrypt(nonce, plain, b"expo-2026")).decode()
    profile = load_profile(PROFILES / "ciphered.toml")
    assert fields(code, reading_of([profile], keys=lambda _: key))["id"] == "000123"
    assert refused(code, reading_of([profile], keys=lambda _: bytes(32))) == "profile_mismatch"
    assert refused(code, reading_of([profile], keys=lambda _: None)) == "profile_mismatch"
    assert refused(code[:-6], reading_of([profile], keys=lambda _: key)) == "profile_mismatch"
    for number, text in enumerate((key, key.hex().encode() + b"\n", base64.b64encode(key))):
        (tmp_path / str(number)).write_bytes(text)
        arguments = [
            "decode",
            "--json",
            "--profile",
            str(PROFILES / "ciphered.toml"),
            "--key-file",
            str(tmp_path / str(number)),
            code,
        ]
        printed = json.loads(CliRunner().invoke(main, ["badge", *arguments]).stdout)
        assert printed["fields"]["first_name"] == "Maria"
        assert printed["profile"] == "ciphered"


def test_the_key_of_a_ciphered_badge_is_found_among_the_credentials(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = load_profile(PROFILES / "ciphered.toml")
    assert profile.cipher is not None
    assert profile.cipher.example_key is not None
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert refused(profile.example[0].payload, reading_of([profile])) == "profile_mismatch"
    (tmp_path / "boothscribe-badge-key-expo-2026").write_text(profile.cipher.example_key)
    assert fields(profile.example[0].payload, reading_of([profile]))["last_name"] == "Keller"
    (tmp_path / "boothscribe-badge-key-expo-2026").write_text("no key")
    assert refused(profile.example[0].payload, reading_of([profile])) == "profile_mismatch"


def test_a_careless_pattern_does_not_hold_up_the_box(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text('name = "x"\n[read]\nform = "regex"\npattern = "(?P<id>(?:a+)+)b"\n', encoding="utf-8")
    assert refused("a" * 5000, reading_of([load_profile(path)])) == "profile_mismatch"


def test_a_profile_is_found_in_the_pack_before_those_that_come_along(tmp_path: Path) -> None:
    assert find_profile(Path("pipe-qr.toml"), tmp_path) == PROFILES / "pipe-qr.toml"
    (tmp_path / "badges").mkdir()
    (tmp_path / "badges/pipe-qr.toml").write_text(RIGHT)
    assert find_profile(Path("pipe-qr.toml"), tmp_path) == tmp_path / "badges/pipe-qr.toml"
    assert find_profile(Path("none.toml"), tmp_path) is None


def test_a_wrong_profile_is_told_apart_from_a_refused_code(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("name = 1")
    assert (
        CliRunner().invoke(main, ["badge", "decode", "--profile", str(tmp_path / "x.toml"), "1"]).exit_code
        == 78
    )

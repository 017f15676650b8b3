import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.visit.badges import Reading
from agent.visit.badges.keyboard import damage, pairs, undo
from agent.visit.badges.profile import Profile
from drivers.scanners.keymaps import BARE_ACCENTS, Level, layout
from tests.visit.badges.readings import MARIA, VCARD_LINES, fields, read, refused, shipped

TYPED = "BEGIN:VCARD\nVERSION:3.0\nN:Keller;Maria;;;\nTEL:+1-312-555-0142\nEND:VCARD"


def seen(text: str, pair: str) -> str | None:
    """Return what a host reads of what a scanner types, dead keys and all; None for a key without a sign."""
    scanner, _, host = pair.partition(">")
    keys = {
        sign: (code, level) for level in (2, 1, 0) for code, sign in layout(scanner).levels[level].items()
    }
    shown, waiting = "", ""
    for sign in text:
        read = sign
        if sign in keys:
            code, level = keys[sign]
            read = layout(host).character(code, Level(level)) or ""
        if not read:
            return None
        if waiting:
            shown += layout(host).compose(waiting, read if read not in BARE_ACCENTS else " ")
            waiting = ""
        elif read in BARE_ACCENTS:
            waiting = read
        else:
            shown += read
    return shown


@pytest.mark.parametrize("pair", [pair for pair in pairs() if pair not in {"us>gb", "gb>us"}])
@pytest.mark.parametrize(
    "payload", [TYPED, "MECARD:N:Keller,Maria;;", "https://expo.example/b/000123", "WIFI:T:WPA;S:x;P:y;;"]
)
def test_damage_is_noticed_for_every_pair_of_layouts(pair: str, payload: str) -> None:
    damaged = seen(payload, pair)
    assert damaged is not None
    expected = "not_a_badge:wifi" if payload.startswith("WIFI") else "keyboard_layout"
    assert refused(damaged) == expected


@pytest.mark.parametrize("pair", ["us>de", "us>fr", "us>gb"])
def test_a_us_scanner_at_a_foreign_box_is_repaired_where_the_profile_allows(pair: str) -> None:
    profile = Profile.model_validate(
        {"name": "any", "read": {"form": "vcard"}, "repair_keyboard_layout": pair}
    )
    damaged = seen("\n".join(VCARD_LINES), pair)
    assert damaged is not None
    assert refused(damaged) == "keyboard_layout"
    repaired = read(damaged, Reading(profiles=(profile,)))
    assert repaired.identity() == MARIA
    assert repaired.repairs == (f"keyboard layout {pair}",)


@pytest.mark.parametrize(
    ("payload", "pair"),
    [
        ('àààé&"', "us>fr"),
        (")))!@#", "fr>us"),
        ("EXP26ß000123", "us>de"),
        ('000123&Maria&Keller&Lakeside&Director&maria"lakeside.example&`1', "us>de"),
        ("{@id@:@000123@}", "us>gb"),
    ],
)
def test_damage_to_codes_that_do_not_say_what_they_are_is_noticed_where_it_is_plain(
    payload: str, pair: str
) -> None:
    found = damage(payload)
    assert found is not None
    assert found.pair == pair


@pytest.mark.parametrize(
    "payload",
    [
        "Hélène^Lefèvre",
        "Müller-Lüdenscheidt",
        "!@#$%^&*()",
        "000123,Maria,Keller",
        "+49 30 1234567",
        "straße12",
    ],
)
def test_names_and_rubbish_are_not_taken_for_damage(payload: str) -> None:
    assert damage(payload) is None


def test_a_code_that_fits_its_profile_only_in_another_layout_is_repaired_or_named() -> None:
    payload = '000123&Maria&Keller&Lakeside Foods&Director&maria"lakeside.example&'
    assert fields(payload, shipped("caret-pdf417"))["last_name"] == "Keller"
    strict = shipped("caret-pdf417").profiles[0].model_copy(update={"repair_keyboard_layout": None})
    assert refused(payload, Reading(profiles=(strict,))) == "keyboard_layout"


@settings(deadline=None, max_examples=300)
@given(
    st.text("abcxyzABCXYZ0123456789:;,./-_=+?&@'\"<>()[]{} ", max_size=40),
    st.sampled_from(["us>de", "us>fr", "us>gb", "de>gb"]),
)
def test_what_a_wrong_layout_did_is_undone_where_no_sign_was_lost(text: str, pair: str) -> None:
    damaged = seen(text, pair)
    # Two dead keys in a row, or one before a blank, leave less than was typed.
    if damaged is not None and len(damaged) == len(text) and not set(damaged) & set(BARE_ACCENTS.values()):
        assert undo(damaged, pair) == text

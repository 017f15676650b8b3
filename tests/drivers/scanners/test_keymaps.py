import ctypes
import ctypes.util
from collections.abc import Iterable, Iterator

import pytest
from evdev import ecodes
from hypothesis import given
from hypothesis import strategies as st

from drivers.scanners.key_decoder import KeyDecoder
from drivers.scanners.keymaps import (
    ACUTE,
    BOTTOM_ROW,
    CIRCUMFLEX,
    DIAERESIS,
    DIGIT_ROW,
    GRAVE,
    HOME_ROW,
    TILDE,
    TOP_ROW,
    LayoutName,
    Level,
    layout,
)
from tests.drivers.scanners.conftest import PATIENT, Key, Typist

LAYOUTS = st.sampled_from(LayoutName)
SEPARATORS = "\t\n\r\x04\x1c\x1d\x1e\x1f"
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"))
    | st.characters(min_codepoint=0x20, max_codepoint=0x7E)
    | st.sampled_from(SEPARATORS + "éèêëñüößÄÖÜç€§µ^`~\u00b4¨°@|\\")
)


def typed(name: LayoutName, keys: Iterable[Key]) -> str:
    decoder = KeyDecoder(layout(name))
    text = ""
    for code, value in keys:
        piece = decoder.press(code) if value else decoder.release(code)
        assert piece is not None, "a character was lost"
        text += piece
    return text + decoder.flush()


@PATIENT
@given(LAYOUTS, TEXTS, st.booleans())
def test_whatever_a_scanner_types_on_its_own_layout_arrives_unchanged(
    name: LayoutName, text: str, caps_lock: bool
) -> None:
    typist = Typist(layout(name), caps_lock=caps_lock)
    assert typed(name, typist.type(text)) == text


@pytest.mark.parametrize("name", LayoutName)
def test_every_printable_ascii_character_has_a_key_so_ids_need_no_alt_codes(name: LayoutName) -> None:
    text = "".join(map(chr, range(0x20, 0x7F)))
    keys = list(Typist(layout(name)).type(text))
    assert (ecodes.KEY_LEFTALT, 1) not in keys
    assert typed(name, keys) == text


# Where the tables follow Windows, as scanners do, and X.Org does not.
WINDOWS_ONLY = {
    ("us", ecodes.KEY_102ND): "the 102nd key repeats the backslash",
    ("fr", ecodes.KEY_GRAVE): "Shift has nothing above the superscript two",
    ("fr", ecodes.KEY_2): "AltGr has a dead tilde",
    ("fr", ecodes.KEY_7): "AltGr has a dead grave",
    ("gb", ecodes.KEY_GRAVE): "AltGr has the broken bar",
    ("gb", ecodes.KEY_A): "AltGr types acute vowels",
    ("gb", ecodes.KEY_E): "AltGr types acute vowels",
    ("gb", ecodes.KEY_I): "AltGr types acute vowels",
    ("gb", ecodes.KEY_O): "AltGr types acute vowels",
    ("gb", ecodes.KEY_U): "AltGr types acute vowels",
}
X_DEAD = {0xFE50: GRAVE, 0xFE51: ACUTE, 0xFE52: CIRCUMFLEX, 0xFE53: TILDE, 0xFE57: DIAERESIS}


class XkbNames(ctypes.Structure):
    _fields_ = tuple((each, ctypes.c_char_p) for each in ("rules", "model", "layout", "variant", "options"))


def x_symbols(name: LayoutName) -> Iterator[tuple[int, Level, str | None]]:
    """Yield what libxkbcommon, the desktop's own keyboard library, has for every key and level."""
    path = ctypes.util.find_library("xkbcommon")
    if path is None:
        pytest.skip("libxkbcommon is not installed, so there is nothing to compare with")
    xkb = ctypes.CDLL(path)
    xkb.xkb_context_new.restype = ctypes.c_void_p
    xkb.xkb_keymap_new_from_names.restype = ctypes.c_void_p
    context = ctypes.c_void_p(xkb.xkb_context_new(0))
    names = XkbNames(b"evdev", b"pc105", name.value.encode(), b"", b"")
    keymap = ctypes.c_void_p(xkb.xkb_keymap_new_from_names(context, ctypes.byref(names), 0))
    if not keymap:
        pytest.skip("libxkbcommon has no keyboard data, so there is nothing to compare with")
    for code in (*DIGIT_ROW, *TOP_ROW, *HOME_ROW, *BOTTOM_ROW):
        for level in Level:
            symbols = ctypes.POINTER(ctypes.c_uint32)()
            key = (ctypes.c_uint32(code + 8), ctypes.c_uint32(0), ctypes.c_uint32(level))
            count = xkb.xkb_keymap_key_get_syms_by_level(keymap, *key, ctypes.byref(symbols))
            symbol = symbols[0] if count else 0
            character = xkb.xkb_keysym_to_utf32(ctypes.c_uint32(symbol))
            yield code, level, X_DEAD.get(symbol) or (chr(character) if character else None)


@pytest.mark.parametrize("name", LayoutName)
def test_the_tables_agree_with_the_desktops_own_so_no_id_changes_on_the_way(name: LayoutName) -> None:
    ours = layout(name)
    compared = 0
    for code, level, theirs in x_symbols(name):
        character = ours.character(code, level)
        if (name.value, code) in WINDOWS_ONLY or (level >= Level.ALTGR and character is None):
            continue
        assert character == theirs, f"{ecodes.KEY[code]} {level.name}"
        compared += 1
    assert compared > 80


@pytest.mark.parametrize(
    ("digits", "character"),
    [
        ("0233", "é"),
        ("130", "é"),
        ("0128", "€"),
        ("0129", "\x81"),
        ("225", "ß"),
        ("029", "\x1d"),
        ("29", "\x1d"),
        ("13", "\r"),
        ("26481", "東"),
        ("769", "\u0301"),
        ("0128512", "😀"),
    ],
)
def test_alt_and_keypad_bursts_become_the_letter_windows_would_show(digits: str, character: str) -> None:
    assert typed(LayoutName.US, Typist(layout("us")).alt_code(digits)) == character


@pytest.mark.parametrize("digits", ["55296", "1114112", "99999999"])
def test_an_alt_code_that_is_no_character_counts_as_lost_not_as_a_shorter_id(digits: str) -> None:
    decoder = KeyDecoder(layout("us"))
    *pressed, (released, _) = Typist(layout("us")).alt_code(digits)
    for code, value in pressed:
        assert (decoder.press(code) if value else decoder.release(code)) == ""
    assert decoder.release(released) is None


def test_a_character_the_layout_lacks_counts_as_lost_so_a_wrong_layout_shows() -> None:
    decoder = KeyDecoder(layout("de"))
    assert decoder.press(ecodes.KEY_RIGHTALT) == ""
    assert decoder.press(ecodes.KEY_Z) is None


def press_all(name: LayoutName, *codes: int) -> str:
    decoder = KeyDecoder(layout(name))
    return "".join(decoder.press(code) or "" for code in codes) + decoder.flush()


def test_group_separators_arrive_on_every_layout_because_control_goes_by_position() -> None:
    for name in LayoutName:
        assert press_all(name, ecodes.KEY_LEFTCTRL, ecodes.KEY_RIGHTBRACE) == "\x1d"


def test_line_breaks_typed_as_ctrl_j_and_ctrl_m_follow_the_letter_on_its_layout() -> None:
    assert press_all(LayoutName.FR, ecodes.KEY_LEFTCTRL, ecodes.KEY_SEMICOLON) == "\r"
    assert press_all(LayoutName.US, ecodes.KEY_LEFTCTRL, ecodes.KEY_J) == "\n"


def test_ctrl_and_alt_together_are_altgr_as_some_scanners_send_it() -> None:
    held = (ecodes.KEY_LEFTCTRL, ecodes.KEY_LEFTALT)
    assert press_all(LayoutName.DE, *held, ecodes.KEY_Q) == "@"


def test_a_caret_between_fields_stays_a_caret_before_letters_it_cannot_join() -> None:
    assert press_all(LayoutName.DE, ecodes.KEY_GRAVE, ecodes.KEY_N) == "^n"
    assert press_all(LayoutName.DE, ecodes.KEY_GRAVE, ecodes.KEY_E) == "ê"
    assert press_all(LayoutName.DE, ecodes.KEY_GRAVE, ecodes.KEY_GRAVE, ecodes.KEY_E) == "^^e"
    assert press_all(LayoutName.DE, ecodes.KEY_GRAVE, ecodes.KEY_ENTER) == "^\r"
    assert press_all(LayoutName.DE, ecodes.KEY_GRAVE) == "^"


def test_keypad_digits_count_without_num_lock_and_function_keys_type_nothing() -> None:
    assert press_all(LayoutName.US, ecodes.KEY_KP7, ecodes.KEY_F1, ecodes.KEY_KPDOT) == "7."
    assert press_all(LayoutName.DE, ecodes.KEY_KP0, ecodes.KEY_KPDOT, ecodes.KEY_KPENTER) == "0,\r"


def test_menu_and_windows_shortcuts_type_nothing() -> None:
    assert press_all(LayoutName.US, ecodes.KEY_LEFTMETA, ecodes.KEY_R) == ""
    assert press_all(LayoutName.US, ecodes.KEY_RIGHTALT, ecodes.KEY_Q) == ""


def test_an_unknown_layout_is_refused_with_the_ones_that_exist() -> None:
    with pytest.raises(ValueError, match="'dvorak'; there are us, de, fr, gb"):
        layout("dvorak")

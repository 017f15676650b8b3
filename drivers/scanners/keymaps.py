"""Which character a key stands for, layout by layout.

The tables follow the Windows layouts of the same name, because that is what the country modes of
scanners imitate; where Linux differs (dead keys on French AltGr, Caps Lock on French and German
digits) the scanner's view counts, not the console's.
"""

import unicodedata
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from evdev import ecodes


class Level(IntEnum):
    """Which character of a key: plain, with Shift, with AltGr, with both."""

    PLAIN = 0
    SHIFT = 1
    ALTGR = 2
    SHIFT_ALTGR = 3


class LayoutName(StrEnum):
    """The layouts a scanner can be set to."""

    US = "us"
    DE = "de"
    FR = "fr"
    GB = "gb"


# Combining characters in the tables below are dead keys: they wait for the letter they belong to.
GRAVE, ACUTE, CIRCUMFLEX, TILDE, DIAERESIS = "\u0300", "\u0301", "\u0302", "\u0303", "\u0308"
BARE_ACCENTS = {GRAVE: "`", ACUTE: "\u00b4", CIRCUMFLEX: "^", TILDE: "~", DIAERESIS: "\u00a8"}

DIGIT_ROW = (ecodes.KEY_GRAVE, *range(ecodes.KEY_1, ecodes.KEY_EQUAL + 1))
TOP_ROW = tuple(range(ecodes.KEY_Q, ecodes.KEY_RIGHTBRACE + 1))
HOME_ROW = (*range(ecodes.KEY_A, ecodes.KEY_APOSTROPHE + 1), ecodes.KEY_BACKSLASH)
BOTTOM_ROW = (ecodes.KEY_102ND, *range(ecodes.KEY_Z, ecodes.KEY_SLASH + 1))

KEYPAD_DIGITS = {
    ecodes.KEY_KP0: "0",
    ecodes.KEY_KP1: "1",
    ecodes.KEY_KP2: "2",
    ecodes.KEY_KP3: "3",
    ecodes.KEY_KP4: "4",
    ecodes.KEY_KP5: "5",
    ecodes.KEY_KP6: "6",
    ecodes.KEY_KP7: "7",
    ecodes.KEY_KP8: "8",
    ecodes.KEY_KP9: "9",
}

EVERYWHERE = {
    ecodes.KEY_SPACE: " ",
    ecodes.KEY_TAB: "\t",
    ecodes.KEY_ENTER: "\r",
    ecodes.KEY_KPENTER: "\r",
    ecodes.KEY_ESC: "\x1b",
    ecodes.KEY_BACKSPACE: "\b",
    ecodes.KEY_KPASTERISK: "*",
    ecodes.KEY_KPMINUS: "-",
    ecodes.KEY_KPPLUS: "+",
    ecodes.KEY_KPSLASH: "/",
}
"""Keys that mean the same on every layout, whatever the modifiers."""

CONTROL_POSITIONS = {
    ecodes.KEY_2: "\x00",
    ecodes.KEY_LEFTBRACE: "\x1b",
    ecodes.KEY_BACKSLASH: "\x1c",
    ecodes.KEY_102ND: "\x1c",
    ecodes.KEY_RIGHTBRACE: "\x1d",
    ecodes.KEY_6: "\x1e",
    ecodes.KEY_MINUS: "\x1f",
    ecodes.KEY_ENTER: "\n",
    ecodes.KEY_SPACE: " ",
}
"""Ctrl + key by position: Ctrl+] is GS on every layout although `]` has moved."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One keyboard layout.

    Attributes:
        name: Its name.
        levels: For each `Level`, key code to character; a combining character is a dead key.
        composes: For each dead key, the letters it joins with.
        has_altgr: Whether the right Alt key is AltGr.
        locks_shift: Whether Caps Lock acts on every key, not on letters only.
        decimal: What the keypad's decimal key stands for.
    """

    name: LayoutName
    levels: tuple[dict[int, str], ...]
    composes: dict[str, str] = field(default_factory=dict)
    has_altgr: bool = True
    locks_shift: bool = False
    decimal: str = "."

    def character(self, code: int, level: Level) -> str | None:
        """Return what a key stands for, or None where it stands for nothing."""
        return self.levels[level].get(code)

    def compose(self, accent: str, letter: str) -> str:
        """Return what a dead key and the character after it make: one letter, or both as they are."""
        if letter == " ":
            return BARE_ACCENTS[accent]
        if letter in self.composes.get(accent, ""):
            return unicodedata.normalize("NFC", letter + accent)
        return BARE_ACCENTS[accent] + letter


def layout(name: LayoutName | str) -> Layout:
    """Return the layout of that name.

    Raises:
        ValueError: There is no such layout; the message lists those that exist.
    """
    try:
        return _LAYOUTS[LayoutName(name)]
    except ValueError:
        known = ", ".join(each.value for each in LayoutName)
        raise ValueError(f"there is no keyboard layout {name!r}; there are {known}") from None


def _rows(digits: str, top: str, home: str, bottom: str) -> dict[int, str]:
    """Read four rows of characters; a space is a key that stands for nothing."""
    keys = (*DIGIT_ROW, *TOP_ROW, *HOME_ROW, *BOTTOM_ROW)
    return {
        code: character
        for code, character in zip(keys, digits + top + home + bottom, strict=True)
        if character != " "
    }


_ROUND = "aeiouAEIOU"

_US = Layout(
    LayoutName.US,
    (
        _rows("`1234567890-=", "qwertyuiop[]", "asdfghjkl;'\\", "\\zxcvbnm,./"),
        _rows("~!@#$%^&*()_+", "QWERTYUIOP{}", 'ASDFGHJKL:"|', "|ZXCVBNM<>?"),
        {},
        {},
    ),
    has_altgr=False,
)
_GB = Layout(
    LayoutName.GB,
    (
        _rows("`1234567890-=", "qwertyuiop[]", "asdfghjkl;'#", "\\zxcvbnm,./"),
        _rows('\u00ac!"\u00a3$%^&*()_+', "QWERTYUIOP{}", "ASDFGHJKL:@~", "|ZXCVBNM<>?"),
        _rows("\u00a6   \u20ac        ", "  é   úíó   ", "á           ", " " * 11),
        _rows(" " * 13, "  É   ÚÍÓ   ", "Á           ", " " * 11),
    ),
)
_DE = Layout(
    LayoutName.DE,
    (
        _rows(f"{CIRCUMFLEX}1234567890ß{ACUTE}", "qwertzuiopü+", "asdfghjklöä#", "<yxcvbnm,.-"),
        _rows(f'°!"§$%&/()=?{GRAVE}', "QWERTZUIOPÜ*", "ASDFGHJKLÖÄ'", ">YXCVBNM;:_"),
        _rows("  ²³   {[]}\\ ", "@ \u20ac        ~", " " * 12, "|      \u00b5   "),
        {},
    ),
    composes={CIRCUMFLEX: _ROUND, ACUTE: _ROUND + "yY", GRAVE: _ROUND},
    locks_shift=True,
    decimal=",",
)
_FR = Layout(
    LayoutName.FR,
    (
        _rows("²&é\"'(-è_çà)=", f"azertyuiop{CIRCUMFLEX}$", "qsdfghjklmù*", "<wxcvbn,;:!"),
        _rows(" 1234567890°+", f"AZERTYUIOP{DIAERESIS}\u00a3", "QSDFGHJKLM%\u00b5", ">WXCVBN?./§"),
        _rows(f"  {TILDE}#{{[|{GRAVE}\\^@]}}", "  \u20ac        \u00a4", " " * 12, " " * 11),
        {},
    ),
    composes={CIRCUMFLEX: _ROUND, DIAERESIS: _ROUND + "y", TILDE: "anoANO", GRAVE: _ROUND},
    locks_shift=True,
)
_LAYOUTS = {each.name: each for each in (_US, _DE, _FR, _GB)}

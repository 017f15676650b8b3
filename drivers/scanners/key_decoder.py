"""Key presses in, characters out."""

from collections.abc import Iterable

from evdev import ecodes

from drivers.scanners.keymaps import (
    BARE_ACCENTS,
    CONTROL_POSITIONS,
    EVERYWHERE,
    KEYPAD_DIGITS,
    Layout,
    Level,
)

_SHIFT = frozenset({ecodes.KEY_LEFTSHIFT, ecodes.KEY_RIGHTSHIFT})
_CTRL = frozenset({ecodes.KEY_LEFTCTRL, ecodes.KEY_RIGHTCTRL})
_ALT = frozenset({ecodes.KEY_LEFTALT, ecodes.KEY_RIGHTALT})
_META = frozenset({ecodes.KEY_LEFTMETA, ecodes.KEY_RIGHTMETA})
_MODIFIERS = _SHIFT | _CTRL | _ALT | _META

_TYPES_ALWAYS = EVERYWHERE | KEYPAD_DIGITS

_ALT_CODE_DIGITS = 7
"""As many as the last Unicode character needs (1114111)."""
_LAST_BYTE = 0xFF
_SURROGATES = range(0xD800, 0xE000)
_UNICODE = range(0x110000)


class KeyDecoder:
    """Knows which keys are held and turns each press into what it types.

    `press` and `release` return the characters typed, an empty text for keys that type nothing
    (Shift, F1), and None where a character was meant that the layout does not have: it is lost.
    Num Lock counts as on, because scanners that use the keypad expect that.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._held: set[int] = set()
        self._caps_lock = False
        self._alt_digits = ""
        self._accent: str | None = None

    @property
    def waits(self) -> bool:
        """Return whether something was typed that has not become a character yet."""
        return self._accent is not None or bool(self._alt_digits)

    def press(self, code: int) -> str | None:
        """Return what a key going down types."""
        if code in _MODIFIERS:
            self._held.add(code)
            return ""
        if code == ecodes.KEY_CAPSLOCK:
            self._caps_lock = not self._caps_lock
            return ""
        if code in KEYPAD_DIGITS and self._holds(_ALT):
            self._alt_digits = (self._alt_digits + KEYPAD_DIGITS[code])[: _ALT_CODE_DIGITS + 1]
            return ""
        character = self._character(code)
        return self._hold(character) if character in BARE_ACCENTS else self._join(character)

    def release(self, code: int) -> str | None:
        """Return what a key going up types: only Alt types something, the code it was held for."""
        self._held.discard(code)
        if code not in _ALT or self._holds(_ALT) or not self._alt_digits:
            return ""
        digits, self._alt_digits = self._alt_digits, ""
        return self._join(_alt_code(digits))

    def flush(self) -> str:
        """Return the accent that still waits for its letter, now that no letter will come."""
        accent, self._accent = self._accent, None
        self._alt_digits = ""
        return BARE_ACCENTS[accent] if accent else ""

    def resynchronise(self, held: Iterable[int]) -> None:
        """Forget what was half typed and take the keys that are really held."""
        self._held = set(held) & _MODIFIERS
        self._alt_digits = ""
        self._accent = None

    def _holds(self, keys: frozenset[int]) -> bool:
        return not self._held.isdisjoint(keys)

    def _character(self, code: int) -> str | None:
        layout = self._layout
        plain = layout.character(code, Level.PLAIN)
        # Windows takes Ctrl+Alt for AltGr, so some scanners send that.
        altgr = layout.has_altgr and (
            ecodes.KEY_RIGHTALT in self._held or (self._holds(_CTRL) and self._holds(_ALT))
        )
        if self._holds(_META) or (self._holds(_ALT) and not altgr):
            return ""
        if self._holds(_CTRL) and not altgr:
            return _control(code, plain)
        if plain is None:
            return layout.decimal if code == ecodes.KEY_KPDOT else _TYPES_ALWAYS.get(code, "")
        return layout.character(code, self._level(plain, altgr=altgr))

    def _level(self, plain: str, *, altgr: bool) -> Level:
        shift = self._holds(_SHIFT)
        if altgr:
            return Level.SHIFT_ALTGR if shift else Level.ALTGR
        locked = self._caps_lock and (self._layout.locks_shift or plain.isalpha())
        return Level.SHIFT if shift != locked else Level.PLAIN

    def _hold(self, accent: str) -> str:
        """Keep a dead key for the letter after it; two in a row are two bare accents, as on Windows."""
        if self._accent is None:
            self._accent = accent
            return ""
        return self.flush() + BARE_ACCENTS[accent]

    def _join(self, text: str | None) -> str | None:
        """Add the accent that waits, if any; a combining character by Alt code is data, not a dead key."""
        if not text:
            return text
        accent, self._accent = self._accent, None
        return self._layout.compose(accent, text) if accent else text


def _control(code: int, plain: str | None) -> str:
    if plain and plain.isascii() and plain.isalpha():
        return chr(ord(plain) & 0x1F)
    return CONTROL_POSITIONS.get(code, "")


def _alt_code(digits: str) -> str | None:
    """Return what Alt + these keypad digits type on Windows, or None if it is no character.

    Codes below 32 are the control characters themselves: a scanner that types Alt+029 means GS, not
    the picture that code page 437 has in its place.
    """
    value = int(digits)
    if len(digits) > _ALT_CODE_DIGITS or value in _SURROGATES or value not in _UNICODE:
        return None
    if value > _LAST_BYTE:
        return chr(value)
    byte = bytes([value])
    if not digits.startswith("0"):
        return byte.decode("cp437")
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return chr(value)  # the five bytes Windows-1252 leaves out are C1 controls on Windows

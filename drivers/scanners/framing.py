"""Where one scan ends and the next begins, in a stream of characters.

Line breaks inside a vCard look exactly like the terminator a scanner sends after a badge, so a
terminator alone ends nothing: a scan ends once a terminator was seen and then nothing came.
"""

from dataclasses import dataclass
from enum import StrEnum

from drivers.scanners.base import BLANK, RefusalReason

_ENDINGS = {
    "any": ("\r\n", "\r", "\n"),
    "cr": ("\r",),
    "lf": ("\n",),
    "crlf": ("\r\n",),
    "tab": ("\t",),
    "none": (),
}
_LONGEST_ENDING = 2

MAX_CHARACTERS = 8192
"""More than any code holds: the largest QR code has 7089 digits."""


class Terminator(StrEnum):
    """What the scanner sends after the last character of a code."""

    ANY = "any"
    """CR LF, CR or LF, whichever comes: right for scanners as they leave the box."""
    CR = "cr"
    """CR; also what the Enter key of a HID scanner counts as."""
    LF = "lf"
    CRLF = "crlf"
    TAB = "tab"
    NONE = "none"
    """Nothing: only silence ends a scan."""

    @property
    def endings(self) -> tuple[str, ...]:
        """Return the texts that count as this terminator, longest first."""
        return _ENDINGS[self.value]


@dataclass(frozen=True, slots=True)
class FramingRules:
    """When a scan ends and how long it may be.

    Attributes:
        terminator: What the scanner sends after a code.
        idle_gap_s: Silence after a terminator that ends the scan; longer than the scanner's own
            pause between two characters, shorter than a person needs for the next badge.
        unterminated_gap_s: Silence that ends a scan without a terminator.
        max_characters: Longer scans are thrown away and reported.

    Raises:
        ValueError: A gap or the limit makes no sense.
    """

    terminator: Terminator = Terminator.ANY
    idle_gap_s: float = 0.08
    unterminated_gap_s: float = 0.5
    max_characters: int = MAX_CHARACTERS

    def __post_init__(self) -> None:
        if not 0.0 < self.idle_gap_s <= self.unterminated_gap_s:
            raise ValueError(
                f"idle_gap_s is {self.idle_gap_s}: it must be above 0 and at most unterminated_gap_s "
                f"({self.unterminated_gap_s})"
            )
        if self.max_characters < 1:
            raise ValueError(f"max_characters is {self.max_characters}: it must be at least 1")


@dataclass(frozen=True, slots=True)
class Framed:
    """The text of one scan, and the `Clock` time of its last character."""

    text: str
    clock_s: float


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that is not a scan, and how many characters it had."""

    reason: RefusalReason
    characters: int


class Framer:
    """Collects characters until a scan is over; holds no clock and no more than one scan.

    `push` never ends a scan: a reader that was late sees characters of one scan far apart, and only
    the caller knows whether its times are those of the cable. It calls `poll` before `push` where
    they are, and otherwise only when it knows that nothing waits to be read.
    """

    def __init__(self, rules: FramingRules) -> None:
        self._rules = rules
        self._open = False
        self._lost = False
        self._parts: list[str] = []
        self._tail = ""
        self._count = 0
        self._last_s = 0.0
        self._clock_s = 0.0

    @property
    def deadline_s(self) -> float | None:
        """Return when the scan at hand is over if nothing more comes; None between scans."""
        if not self._open:
            return None
        terminated = self._ending() is not None
        return self._last_s + (self._rules.idle_gap_s if terminated else self._rules.unterminated_gap_s)

    def push(self, text: str, *, at_s: float, clock_s: float) -> None:
        """Take characters that arrived at `at_s`; an empty text only shows that the scan goes on.

        Args:
            text: The characters.
            at_s: When they came, on the time line that `poll` and `deadline_s` use.
            clock_s: The same moment as `Clock` time, for the scan.
        """
        self._last_s = max(self._last_s, at_s) if self._open else at_s
        self._clock_s = clock_s
        self._open = True
        self.complete(text)

    def complete(self, text: str) -> None:
        """Take characters that belong to the moment of the last `push`."""
        self._count += len(text)
        self._tail = (self._tail + text)[-_LONGEST_ENDING:]
        if self._lost or self._count > self._rules.max_characters + _LONGEST_ENDING:
            self._parts.clear()
        else:
            self._parts.append(text)

    def lose(self) -> None:
        """Note that characters were lost at the last `push`, which begins a scan if none was at hand."""
        self._lost = True
        self._parts.clear()

    def poll(self, at_s: float) -> Framed | Refused | None:
        """Return the scan at hand if it is over at `at_s`."""
        deadline_s = self.deadline_s
        return self._end() if deadline_s is not None and at_s >= deadline_s else None

    def cut(self) -> Framed | Refused | None:
        """End the scan at hand because the cable is gone; without its terminator it is garbled."""
        if not self._open:
            return None
        if self._ending() is None:
            self._lost = True
        return self._end()

    def _ending(self) -> str | None:
        return next((e for e in self._rules.terminator.endings if self._tail.endswith(e)), None)

    def _end(self) -> Framed | Refused:
        ending = self._ending() or ""
        characters = self._count - len(ending)
        text = "".join(self._parts).removesuffix(ending)
        lost, clock_s = self._lost, self._clock_s
        self._clear()
        if lost:
            return Refused(RefusalReason.GARBLED, characters)
        if characters > self._rules.max_characters:
            return Refused(RefusalReason.TOO_LONG, characters)
        if not text.strip(BLANK):
            return Refused(RefusalReason.EMPTY, characters)
        return Framed(text, clock_s)

    def _clear(self) -> None:
        self._open = False
        self._lost = False
        self._parts = []
        self._tail = ""
        self._count = 0

"""A conversation as the rules see it: turns ready for patterns, what each rep's question is about, names found."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from agent.contract.lead import SignalKind, Turn
from agent.insight.signals.language.names import Lexicon, Named
from agent.insight.signals.language.patterns import compiled
from agent.insight.signals.language.reading import Reading, Span
from agent.insight.signals.language.topics import WHAT_ELSE, Topic, topics_of
from agent.insight.signals.times.find import TimeMention, find_times

Value = dict[str, str | int | float | bool | None]
NOTHING: dict[SignalKind, Value] = {
    "budget": {"min": None, "max": None, "currency": None, "approved": None, "basis": None},
    "current_solution": {"name": None},
    "competitor": {"name": None, "relation": "evaluating"},
}
"""The value of a kind that the visitor says there is nothing of."""

_YES = compiled(r"""
    ^\W*(?:(?:oh|well|ah|um|uh|hm|so|god|gosh)\W+)*(?:
        yes|yeah|yep|yup|yah|ya|ja|jo|sure|right|exactly|correct|definitely|absolutely|of course|certainly|ok|
        okay|fine|no problem|go ahead|please do|do(?=\W*(?:please\b|$))|
        sounds (?:good|great|fine|like a plan|perfect)|that works|works for me|great|perfect|good idea|good|
        deal|gladly|with pleasure|i'd (?:like|love|appreciate) that|please|that would be|that'd be|let's do|
        let's|do that|alright|all right|you (?:can|may)|by all means|why not|fair enough|agreed|i don't mind|
        not at all|
        that's (?:fine|ok|okay|alright|good|right|correct)|
        it is|it's fine|fine by me|fine with me|we do|i do|we are|mhm|uh-huh|\w+day (?:works|is fine|is good)|
        see you|feel free|be my guest|happy to|super|excellent|lovely|cool|nice|thank|thanks|i'm ok with|
        i'm okay with|i'm fine with
    )\b
""")
_NO = compiled(r"""
    ^\W*(?:(?:oh|well|ah|um|uh|hm|so|sorry|actually|honestly|unfortunately|to be honest|i'm afraid)\W+)*
    (?:
        no(?! problem| worries|body| one| idea| doubt)\b|nope\b|nah\b|not\b(?! at all| a problem)|never\b|
        i'd rather (?:not|you)|
        i(?:'d| would) prefer (?:not|you didn't|if you didn't)|
        i don't (?:want|think|like)|please don't|don't\b|i do mind|rather not|none\b|neither\b|we don't|
        we haven't|i haven't|no thanks
    )
""")


@dataclass(frozen=True)
class Finding:
    """A signal before it gets its times."""

    kind: SignalKind
    value: Value
    reading: Reading
    span: Span
    rule: str
    confidence: float
    absent: bool = False


@dataclass
class Talk:
    """All turns of a conversation.

    Attributes:
        turns: As in the contract, in order.
        today: The day of the event.
        fiscal_year_starts: First month of the fiscal year.
        lexicon: Names of the event pack.
        findings: What has been found so far; later rules look at it.
    """

    turns: Sequence[Turn]
    today: date
    fiscal_year_starts: int
    lexicon: Lexicon
    findings: list[Finding] = field(default_factory=list)
    _named: dict[int, list[Named]] = field(default_factory=dict)
    _topics: dict[int, tuple[Topic, ...]] = field(default_factory=dict)
    _times: dict[str, list[TimeMention]] = field(default_factory=dict)

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """The turns, read."""
        return tuple(Reading.of(number, turn) for number, turn in enumerate(self.turns, 1))

    @cached_property
    def visitors(self) -> tuple[Reading, ...]:
        """The turns that may prove something about the visitor's firm."""
        return tuple(reading for reading in self.readings if reading.side == "visitor")

    def named(self, reading: Reading) -> list[Named]:
        """Return the names of the event pack in a turn."""
        if reading.number not in self._named:
            self._named[reading.number] = self.lexicon.find(reading)
        return self._named[reading.number]

    def times(self, reading: Reading) -> list[TimeMention]:
        """Return the times in a turn; they are asked for by every kind that has a date."""
        if reading.plain not in self._times:
            self._times[reading.plain] = find_times(reading.plain, self.today, self.fiscal_year_starts)
        return self._times[reading.plain]

    def before(self, reading: Reading) -> Reading | None:
        """Return the turn before."""
        return self.readings[reading.number - 2] if reading.number > 1 else None

    def after(self, reading: Reading, side: str | None = None) -> Reading | None:
        """Return the next turn, or the next of a side within two."""
        for later in self.readings[reading.number : reading.number + 2]:
            if side is None or later.side == side:
                return later
        return None

    def asked(self, reading: Reading, topic: Topic) -> bool:
        """Return whether the turn answers a rep's question about something."""
        before = self.before(reading)
        return before is not None and before.side == "rep" and topic in self.topics(before)

    def offered(self, reading: Reading) -> bool:
        """Return whether our offer has been spoken of before a turn: reservations are about something."""
        return any(
            name.kind == "product"
            for earlier in self.readings[: reading.number - 1]
            for name in self.named(earlier)
        )

    def topics(self, reading: Reading) -> tuple[Topic, ...]:
        """Return what a rep's question is about; nothing where the rep does not ask at the end."""
        if reading.number not in self._topics:
            # "What else?" goes on with what was asked before.
            goes_on = reading.number > 2 and WHAT_ELSE.fullmatch(reading.plain) is not None
            asked = self.readings[reading.number - 3] if goes_on else reading
            self._topics[reading.number] = self.topics(asked) if goes_on else topics_of(reading)
        return self._topics[reading.number]


def says_yes(reading: Reading) -> bool:
    """Return whether a turn begins with a yes."""
    return _YES.match(reading.plain) is not None and not says_no(reading)


def says_no(reading: Reading) -> bool:
    """Return whether a turn begins with a no."""
    return _NO.match(reading.plain) is not None

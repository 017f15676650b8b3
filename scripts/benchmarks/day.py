"""A day at the booth, replayed in a moment: 50 conversations, every turn on the right lead or on none.

The script says, for each turn, whose it is, from what happens at the booth and not from what the box
does. Recognition runs behind by up to 8 s, in order, as it does on a slow box.
"""

import asyncio
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from agent.contract.lead import EventReference, Lead
from agent.ops.health import Health
from agent.ops.metrics import Metrics
from agent.speech.segment import Segment, SpokenWord
from agent.visit.card import PREFIX, Card, CardReader
from agent.visit.conversations import ConsentPolicy, Conversations, Limits, Terms
from agent.visit.visit import Visit
from drivers.clock import ReplayClock
from drivers.indicators.base import NoIndicator
from drivers.scanners.base import Scan
from scripts.benchmarks.report import machine

CONVERSATIONS = 50
_SEED = 4
_SLOWEST_RECOGNITION_S = 8.0
_TURN_S, _PAUSE_S = (1.5, 6.0), (0.4, 2.0)
_LIMITS = Limits(maximum_s=600.0)


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that is said.

    Attributes:
        number: Names it; its words are `turn NUMBER`.
        start_s: When.
        end_s: Until when.
        belongs_to: Badges on whose leads it must be in the end; none: on nobody's.
        why: What happens at the booth.
    """

    number: int
    start_s: float
    end_s: float
    belongs_to: frozenset[str]
    why: str

    @property
    def text(self) -> str:
        """What is said."""
        return f"turn {self.number}"


@dataclass
class Script:
    """What happens in the course of a day, in order of time."""

    policy: ConsentPolicy
    chance: random.Random
    now_s: float = 10.0
    scans: list[tuple[float, str]] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    badges: int = 0

    def visitor(self) -> str:
        """Return a badge that was not there before."""
        self.badges += 1
        return f"V{self.badges:03}"

    def scan(self, payload: str) -> None:
        """Scan a badge."""
        self.now_s += 1.0
        self.scans.append((self.now_s, payload))
        self.now_s += 0.5

    def card(self, card: Card) -> None:
        """Scan a card."""
        self.scan(f"{PREFIX}{card}")

    def arrives(self, badge: str) -> None:
        """Scan a badge and, where the booth asks, the visitor's yes."""
        self.scan(badge)
        if self.policy == "ask":
            self.talk(1, why="before the yes")
            self.card(Card.CONSENT_GIVEN)

    def talk(self, turns: int, *on: str, why: str) -> None:
        """Let people talk; `on` are the badges whose leads must hold it in the end."""
        for _ in range(turns):
            end_s = self.now_s + self.chance.uniform(*_TURN_S)
            self.turns.append(Turn(len(self.turns) + 1, self.now_s, end_s, frozenset(on), why))
            self.now_s = end_s + self.chance.uniform(*_PAUSE_S)

    def some(self) -> int:
        """Return how many turns are said now."""
        return self.chance.randint(2, 6)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now_s += seconds


def _plain(day: Script) -> None:
    badge = day.visitor()
    day.arrives(badge)
    day.talk(day.some(), badge, why="a talk with its end card")
    day.card(Card.END)


def _back_to_back(day: Script) -> None:
    badge = day.visitor()
    day.arrives(badge)
    day.talk(day.some(), badge, why="the next badge ends it")


def _silence(day: Script) -> None:
    badge = day.visitor()
    day.arrives(badge)
    day.talk(day.some(), badge, why="silence ends it")
    day.wait(_LIMITS.silence_ends_s + 5)
    day.talk(2, why="passers-by after the silence")


def _scan_after_the_first_words(day: Script) -> None:
    # Where the talk before is still open, words before the scan count to it: no box can know better.
    day.card(Card.END)
    day.talk(2, why="before the scan")
    badge = day.visitor()
    day.arrives(badge)
    day.talk(day.some(), badge, why="after the scan")
    day.card(Card.END)
    day.talk(1, why="colleagues among themselves")


def _stutter(day: Script) -> None:
    badge = day.visitor()
    day.arrives(badge)
    day.talk(2, badge, why="before the badge is scanned again")
    day.scan(badge)
    day.scan(badge)
    day.talk(2, badge, why="after the badge was scanned again")


def _returns(day: Script) -> None:
    first, second = day.visitor(), day.visitor()
    day.arrives(first)
    day.talk(2, first, why="before walking away")
    day.arrives(second)
    day.talk(day.some(), second, why="another visitor in between")
    day.scan(first)
    day.talk(2, first, why="walked away and came back")
    day.card(Card.END)


def _together(day: Script) -> None:
    first, second = day.visitor(), day.visitor()
    day.arrives(first)
    day.talk(2, first, why="before the second visitor joins")
    day.card(Card.TOGETHER)
    day.arrives(second)
    day.talk(day.some(), first, second, why="two visitors together")
    day.card(Card.END)


def _refused_in_the_middle(day: Script) -> None:
    badge = day.visitor()
    day.arrives(badge)
    day.talk(day.some(), why="taken back by a no")
    day.card(Card.CONSENT_REFUSED)
    day.talk(2, why="after a no")
    day.card(Card.END)


def _refused_after_the_end(day: Script) -> None:
    badge = day.visitor()
    day.arrives(badge)
    day.talk(day.some(), why="taken back after the end")
    day.card(Card.END)
    day.wait(20)
    day.card(Card.CONSENT_REFUSED)


def _one_of_two_refuses(day: Script) -> None:
    first, second = day.visitor(), day.visitor()
    day.arrives(first)
    day.talk(2, first, why="alone, before the one who says no")
    day.card(Card.TOGETHER)
    day.scan(second)
    if day.policy == "ask":
        day.talk(2, why="the second visitor has not answered")
    else:
        day.talk(2, why="said with the one who says no")
    day.card(Card.CONSENT_REFUSED)
    day.talk(1, why="after one of two said no")
    day.card(Card.END)


def _wrong_badge(day: Script) -> None:
    wrong, right = day.visitor(), day.visitor()
    day.arrives(wrong)
    day.talk(1, why="with the wrong badge")
    day.card(Card.DELETE_LAST)
    day.arrives(right)
    day.talk(day.some(), right, why="with the right badge")


def _mute(day: Script) -> None:
    badge = day.visitor()
    day.arrives(badge)
    day.talk(2, badge, why="before a mute")
    day.card(Card.MUTE)
    day.talk(day.some(), why="while mute")
    day.card(Card.UNMUTE)
    day.talk(2, badge, why="after a mute")
    day.card(Card.END)


def _too_long(day: Script) -> None:
    badge = day.visitor()
    day.arrives(badge)
    began_s = day.scans[-1][0] if day.policy == "scan" else day.scans[-2][0]
    while day.now_s + 20 < began_s + _LIMITS.maximum_s:
        day.talk(1, badge, why="within the maximum")
        day.wait(25)
    day.now_s = began_s + _LIMITS.maximum_s + 1
    day.talk(2, why="beyond the maximum")
    day.scan(badge)
    day.talk(2, badge, why="scanned again after the maximum")


_KINDS: tuple[tuple[Callable[[Script], None], int], ...] = (
    (_plain, 1),
    (_back_to_back, 1),
    (_silence, 1),
    (_scan_after_the_first_words, 1),
    (_stutter, 1),
    (_returns, 2),
    (_together, 2),
    (_refused_in_the_middle, 1),
    (_refused_after_the_end, 1),
    (_one_of_two_refuses, 2),
    (_wrong_badge, 2),
    (_mute, 1),
    (_too_long, 1),
)
"""What may happen, and how many badges it takes."""


def script(policy: ConsentPolicy, conversations: int = CONVERSATIONS, seed: int = _SEED) -> Script:
    """Return a day with everything that may happen, at least once each, in a mixed order."""
    chance = random.Random(seed)  # noqa: S311 -- the same day each time
    day = Script(policy, chance)
    kinds = [kind for kind, _ in _KINDS]
    needed = conversations - sum(badges for _, badges in _KINDS)
    single = [kind for kind, badges in _KINDS if badges == 1]
    kinds += [chance.choice(single) for _ in range(needed)]
    chance.shuffle(kinds)
    for kind in kinds:
        kind(day)
        if kind not in {_back_to_back, _stutter, _wrong_badge}:
            day.wait(chance.uniform(5, 120))
    return day


@dataclass
class Replayed:
    """What the booth made of a day."""

    day: Script
    newest: dict[str, Lead]
    """By lead id."""

    def found(self, turn: Turn) -> frozenset[str]:
        """Return the badges on whose leads a turn is."""
        return frozenset(
            lead.badge.id or "an erased lead"
            for lead in self.newest.values()
            if turn.text in {each.text for each in lead.conversation.turns}
        )

    @property
    def wrong(self) -> list[Turn]:
        """Turns that are not where they belong."""
        return [turn for turn in self.day.turns if self.found(turn) != turn.belongs_to]


async def replay(day: Script) -> Replayed:
    """Play the day to a booth: its visit, its conversations, its cards; no sound and no disk."""
    newest: dict[str, Lead] = {}

    async def publish(lead: Lead) -> bool:
        newest[str(lead.id)] = lead
        return True

    clock, health = ReplayClock(), Health()
    visit = Visit(
        conversations=Conversations(
            device="bench",
            event=EventReference(id="bench"),
            terms=Terms(day.policy),
            limits=_LIMITS,
            wall=clock.wall,
            decided=lambda _lead, _reason: None,
        ),
        delimited_fields=(),
        publish=publish,
        indicator=NoIndicator(),
        clock=clock,
        metrics=Metrics(),
        cards=CardReader(event="bench"),
        station=health.station("booth"),
    )
    recognised_s = 0.0
    happenings: list[tuple[float, int, str | Turn]] = [(at_s, 0, payload) for at_s, payload in day.scans]
    for turn in day.turns:  # in order, each when it is recognised
        delay_s = day.chance.uniform(0.2, _SLOWEST_RECOGNITION_S)
        recognised_s = max(recognised_s, turn.end_s + delay_s)
        happenings.append((recognised_s, 1, turn))
    for at_s, _, happening in sorted(happenings, key=lambda each: each[:2]):
        clock.advance_to(at_s)
        if isinstance(happening, Turn):
            await _recognise(visit, happening)
        else:
            await visit.scanned(Scan(happening, "front", at_s))
    visit.end()
    await visit.heard_until(float("inf"))
    return Replayed(day, newest)


async def _recognise(visit: Visit, turn: Turn) -> None:
    """Do what the ear and the recogniser do: cut to what may be heard, then put it into words."""
    await visit.heard_until(turn.start_s)
    for span in visit.audible(turn.start_s, turn.end_s, turn.start_s):
        if visit.is_mute(span.start_s):
            continue
        middle_s = (span.start_s + span.end_s) / 2
        first, second = turn.text.split()
        await visit.heard(
            Segment(
                number=turn.number,
                revision=1,
                final=True,
                words=(
                    SpokenWord(first, span.start_s, middle_s, 0.9),
                    SpokenWord(second, middle_s, span.end_s, 0.9),
                ),
                pending=(),
                start_s=span.start_s,
                end_s=span.end_s,
                speech_s=span.end_s - span.start_s,
            )
        )
    await visit.heard_until(turn.end_s)


def measure(policy: ConsentPolicy, conversations: int = CONVERSATIONS) -> dict[str, float]:
    """Replay a day and print its table, every turn of it.

    Returns:
        The figures; `turns_wrong` is what matters.
    """
    day = script(policy, conversations)
    started_s = time.perf_counter()
    replayed = asyncio.run(replay(day))
    took_s = time.perf_counter() - started_s
    print(f"day: {day.badges} badges, consent by {policy}\n{machine()}\n")
    print(f"{'at s':>8} {'turn':>5}  {'belongs to':12} {'is on':12} {'':5} what happens")
    for turn in day.turns:
        found = replayed.found(turn)
        verdict = "" if found == turn.belongs_to else "WRONG"
        print(
            f"{turn.start_s:8.1f} {turn.number:5}  {_names(turn.belongs_to):12} {_names(found):12}"
            f" {verdict:5} {turn.why}"
        )
    leads = list(replayed.newest.values())
    figures = {
        "conversations": day.badges,
        "leads": len(leads),
        "leads_final": sum(lead.final for lead in leads),
        "leads_erased": sum(lead.erased is not None for lead in leads),
        "turns": len(day.turns),
        "turns_on_nobodys_lead": sum(not turn.belongs_to for turn in day.turns),
        "turns_wrong": len(replayed.wrong),
        "day_h": round(day.now_s / 3600, 2),
        "replay_s": round(took_s, 3),
    }
    print("\n" + "\n".join(f"{name:22} {value}" for name, value in figures.items()))
    return figures


def _names(badges: frozenset[str]) -> str:
    return " ".join(sorted(badges)) or "-"

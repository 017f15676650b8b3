"""The gold set's event pack, and turns from plain text."""

from datetime import date
from functools import cache
from pathlib import Path

from agent.contract.lead import Signal, Turn, Word
from agent.event_pack.load import load_pack
from agent.event_pack.model import EventPack
from agent.insight.signals import find_signals
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.talk import Talk

GOLD = Path(__file__).resolve().parents[1] / "data" / "insight"
EVENT_DAY = date(2026, 5, 12)


@cache
def gold_pack() -> EventPack:
    return load_pack(GOLD / "pack", today=EVENT_DAY).pack


def talk(*lines: str, words: bool = False) -> tuple[Turn, ...]:
    """Return turns; a line begins with R: or V:."""
    sides = {"R": "rep", "V": "visitor", "U": "unknown"}
    return tuple(
        Turn.model_validate(
            {
                "number": number,
                "side": sides[line[0]],
                "start_s": number * 10,
                "end_s": number * 10 + 5,
                "text": line[2:].strip(),
                "words": _words(line[2:].split(), number * 10) if words else (),
            }
        )
        for number, line in enumerate(lines, 1)
    )


def heard(*lines: str) -> Talk:
    """Return a talk as the rules read it, without an event pack; a line begins with R or V and one more character."""
    return Talk(talk(*lines), EVENT_DAY, fiscal_year_starts=1, lexicon=lexicon_of(None))


def signals(*lines: str, words: bool = False, pack: bool = True) -> tuple[Signal, ...]:
    return find_signals(talk(*lines, words=words), event_date=EVENT_DAY, pack=gold_pack() if pack else None)


def values(kind: str, *lines: str) -> list[dict[str, object]]:
    return [dict(signal.value) for signal in signals(*lines) if signal.kind == kind]


def _words(texts: list[str], start_s: float) -> tuple[Word, ...]:
    return tuple(
        Word(text=text, start_s=start_s + place / 10, end_s=start_s + place / 10 + 0.1, probability=0.9)
        for place, text in enumerate(texts)
    )

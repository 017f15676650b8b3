"""Signals against a gold set: precision, recall and F1 per kind, traps, time and memory.

A found signal is right when a gold signal of the same conversation, not yet taken, has the same kind,
polarity and turn, and the same value: numbers, dates, roles, relations and flags exactly; text in the
visitor's own words (`what`, `who`, `phrase`, and names that are not the pack's) when the share of common
words, 2 x common / (found + gold), is 0.5 at least. Articles do not count as words. `who` is the speaker
himself where it is null, or a word such as "I".

A trap is a stretch of a turn that must not yield a signal (of the kinds that it lists, or of any). It is hit
when a found signal that is not right overlaps it.
"""

import json
import re
import resource
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, get_args

from agent.contract.lead import Signal, SignalKind, Turn
from agent.event_pack.load import load_pack
from agent.event_pack.model import EventPack
from scripts.benchmarks.report import machine

TEXTS = frozenset({"what", "who", "phrase", "name"})
ENOUGH = 0.5
_NOISE = frozenset({"a", "an", "the"})
_SPEAKER = frozenset({"i", "me", "mine", "myself"})
GOLD = Path(__file__).resolve().parents[2] / "tests" / "data" / "insight"
PACK = GOLD / "pack"
HALVES = ("development.jsonl", "development_authors.jsonl", "unseen.jsonl")
"""Rules were written with the first two in sight; of the last, by the authors of the second, only the totals
were looked at."""


@dataclass
class Tally:
    """What was right, wrong and missed."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    unproved: int = 0
    traps: int = 0
    hit: int = 0
    turns: int = 0
    conversations: int = 0
    seconds: float = 0.0
    slowest_turn_s: float = 0.0
    errors: list[str] = field(default_factory=list)

    def share(self, kind: str | None = None) -> tuple[float, float, float]:
        """Return precision, recall and F1, of one kind or of all."""
        right, wrong, missed = (
            (sum(counter.values()) if kind is None else counter[kind])
            for counter in (self.right, self.wrong, self.missed)
        )
        precision = right / (right + wrong) if right + wrong else 1.0
        recall = right / (right + missed) if right + missed else 1.0
        return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure(
    files: Sequence[Path], *, pack_directory: Path | None = PACK, show_errors: bool = False
) -> dict[str, float]:
    """Read gold conversations, find signals, and print how they compare.

    Returns:
        The figures, names with units.
    """
    before_mb = _resident_mb()
    from agent.insight.signals import find_signals  # noqa: PLC0415 -- what the rules need in memory is measured

    pack = load_pack(pack_directory).pack if pack_directory is not None else None
    tally = Tally()
    for file in files:
        for gold in _conversations(file):
            turns = turns_of(gold["turns"])
            started_s = time.perf_counter()
            found = find_signals(turns, event_date=date.fromisoformat(gold["event_date"]), pack=pack)
            took_s = time.perf_counter() - started_s
            if tally.conversations:  # the first one fills caches
                tally.seconds += took_s
                tally.turns += len(turns)
                tally.slowest_turn_s = max(tally.slowest_turn_s, took_s / max(1, len(turns)))
            tally.conversations += 1
            compare(gold, found, turns, tally, pack)
    return _report(files, tally, _resident_mb() - before_mb, show_errors=show_errors)


def turns_of(turns: Sequence[dict[str, Any]]) -> tuple[Turn, ...]:
    """Return turns of the contract."""
    return tuple(
        Turn(number=number, side=turn["side"], start_s=turn["t0"], end_s=turn["t1"], text=turn["text"])
        for number, turn in enumerate(turns, 1)
    )


def compare(
    gold: dict[str, Any], found: Sequence[Signal], turns: Sequence[Turn], tally: Tally, pack: EventPack | None
) -> None:
    """Count one conversation."""
    names: frozenset[str] = frozenset()
    if pack is not None:
        ours, theirs = (entry.name for entry in pack.products), (entry.name for entry in pack.competitors)
        names = frozenset(name.casefold() for name in (*ours, *theirs))
    open_gold = list(gold["signals"])
    wrong: list[Signal] = []
    for signal in found:
        tally.unproved += signal.quote not in turns[signal.turn - 1].text or not signal.quote.strip()
        match = next((other for other in open_gold if matches(signal, other, names)), None)
        if match is None:
            wrong.append(signal)
        else:
            open_gold.remove(match)
            tally.right[signal.kind] += 1
    for signal in wrong:
        tally.wrong[signal.kind] += 1
        tally.errors.append(
            f"{gold['id']} wrong  {signal.kind} {signal.turn} {signal.polarity}"
            f" {json.dumps(signal.value)} «{signal.quote}» {signal.rule}"
        )
    for other in open_gold:
        tally.missed[other["kind"]] += 1
        tally.errors.append(
            f"{gold['id']} missed {other['kind']} {other['turn']} {other['polarity']}"
            f" {json.dumps(other['value'])} «{other['quote']}»"
        )
    for trap in gold.get("traps", ()):
        tally.traps += 1
        hit = any(_in_trap(signal, trap, turns) for signal in wrong)
        tally.hit += hit
        if hit:
            tally.errors.append(f"{gold['id']} TRAP   {trap}")


def matches(signal: Signal, gold: dict[str, Any], names: frozenset[str]) -> bool:
    """Return whether a found signal is the gold one."""
    if (signal.kind, signal.polarity, signal.turn) != (gold["kind"], gold["polarity"], gold["turn"]):
        return False
    return all(_same(key, signal.value.get(key), wanted, names) for key, wanted in gold["value"].items())


def _same(key: str, found: object, wanted: object, names: frozenset[str]) -> bool:
    if key == "who" and _speaker(found) and _speaker(wanted):
        return True
    if key in TEXTS and isinstance(found, str) and isinstance(wanted, str):
        if key == "name" and {found.casefold(), wanted.casefold()} & names:
            return found.casefold() == wanted.casefold()
        return overlap(found, wanted) >= ENOUGH
    return found == wanted


def _speaker(who: object) -> bool:
    """Whether it names the one who speaks: with nothing, or with a word for himself."""
    return who is None or (isinstance(who, str) and who.casefold() in _SPEAKER)


def overlap(first: str, second: str) -> float:
    """Return the share of common words of two texts, 0 to 1."""
    one, two = (
        Counter(word for word in re.findall(r"[\w']+", text.lower()) if word not in _NOISE)
        for text in (first, second)
    )
    total = sum(one.values()) + sum(two.values())
    return 2 * sum((one & two).values()) / total if total else float(first == second)


def _in_trap(signal: Signal, trap: dict[str, Any], turns: Sequence[Turn]) -> bool:
    if signal.turn != trap["turn"] or (trap.get("kinds") and signal.kind not in trap["kinds"]):
        return False
    text = turns[signal.turn - 1].text
    start, trap_start = text.find(signal.quote), text.find(trap["span"])
    return start < trap_start + len(trap["span"]) and trap_start < start + len(signal.quote)


def _conversations(file: Path) -> Iterator[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _resident_mb() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        match = re.search(r"VmRSS:\s+(\d+) kB", status.read_text(encoding="ascii"))
        if match is not None:
            return int(match[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _report(files: Sequence[Path], tally: Tally, extra_mb: float, *, show_errors: bool) -> dict[str, float]:
    print(
        f"insight: {tally.conversations} conversations of {', '.join(file.name for file in files)}",
        machine(),
        sep="\n",
    )
    print("right: same kind, polarity, turn and values; free text with half of its words in common\n")
    print(f"{'':18} {'right':>6} {'wrong':>6} {'missed':>6} {'precision':>10} {'recall':>8} {'F1':>6}")
    figures: dict[str, float] = {}
    for kind in (*get_args(SignalKind), None):
        precision, recall, f1 = tally.share(kind)
        counts = [
            (sum(c.values()) if kind is None else c[kind]) for c in (tally.right, tally.wrong, tally.missed)
        ]
        print(
            f"{kind or 'all':18} {counts[0]:6} {counts[1]:6} {counts[2]:6}"
            f" {precision:10.3f} {recall:8.3f} {f1:6.3f}"
        )
        prefix = f"{kind}_" if kind else ""
        figures |= {
            f"{prefix}precision": round(precision, 4),
            f"{prefix}recall": round(recall, 4),
            f"{prefix}f1": round(f1, 4),
        }
    conversation_ms = 1000 * tally.seconds / max(1, tally.conversations - 1)
    turn_ms = 1000 * tally.seconds / max(1, tally.turns)
    trap_share = tally.hit / tally.traps if tally.traps else 0.0
    print(
        f"\ntrap hits {tally.hit} of {tally.traps} ({100 * trap_share:.1f} %),"
        f" signals without a verbatim quote {tally.unproved}"
    )
    print(
        f"{conversation_ms:.2f} ms a conversation, {turn_ms:.2f} ms a turn"
        f" (in the slowest conversation {1000 * tally.slowest_turn_s:.2f}),"
        f" {extra_mb:.0f} MB more resident memory"
    )
    if show_errors:
        print("", *tally.errors, sep="\n")
    return figures | {
        "trap_hits": tally.hit,
        "trap_share": round(trap_share, 4),
        "without_quote": tally.unproved,
        "conversation_ms": round(conversation_ms, 3),
        "turn_ms": round(turn_ms, 3),
        "extra_resident_mb": round(extra_mb, 1),
    }

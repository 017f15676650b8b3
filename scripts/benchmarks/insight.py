"""Signals against a gold set: precision, recall and F1 per kind, traps, time and memory.

When a found signal is right is written in `signal_matching`. A gold conversation may list `optional`
signals, on which annotators did not agree: finding one is neither right nor wrong.

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
from scripts.benchmarks.signal_matching import Annotated, exactly_the_same, same_for_the_lead

GOLD = Path(__file__).resolve().parents[2] / "tests" / "data" / "insight"
PACK = GOLD / "pack"
HALVES = (
    "development.jsonl",
    "development_authors.jsonl",
    "development_strangers.jsonl",
    "unseen.jsonl",
    "development_newcomers.jsonl",
    "development_plain.jsonl",
    "unseen_plain.jsonl",
    "development_floor.jsonl",
    "development_hall.jsonl",
    "development_stands.jsonl",
)
"""Rules and judge were made with all but the two unseen ones in sight; of these, by the authors of the
second and of the sixth, only the totals were looked at."""


@dataclass
class Tally:
    """What was right, wrong and missed."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    exact: int = 0
    found: int = 0
    gold: int = 0
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
    files: Sequence[Path],
    *,
    pack_directory: Path | None = PACK,
    show_errors: bool = False,
    annotator: Path | None = None,
    language_model: tuple[str, str] | None = None,
) -> dict[str, float]:
    """Read gold conversations, find signals, and print how they compare.

    Args:
        files: Gold conversations.
        pack_directory: Event pack of the conversations.
        show_errors: Print what was wrong and missed.
        annotator: Compare what somebody wrote down by hand instead of what is found: how far two people agree
            is as far as any program can get.
        language_model: URL and name of a model that is asked what is missing. Its time is not counted.

    Returns:
        The figures, names with units.
    """
    before_mb = _resident_mb()
    from agent.insight.signals import find_signals  # noqa: PLC0415 -- what the rules need in memory is measured

    pack = load_pack(pack_directory).pack if pack_directory is not None else None
    tally = Tally()
    asked = None
    if language_model is not None and pack is not None:
        from scripts.benchmarks.asked_model import AskedModel  # noqa: PLC0415 -- as above

        asked = AskedModel(*language_model, pack)
    annotated = None if annotator is None else {one["id"]: one for one in _conversations(annotator)}
    for file in files:
        for gold in _conversations(file):
            turns = turns_of(gold["turns"])
            started_s = time.perf_counter()
            if annotated is None:
                found = find_signals(turns, event_date=date.fromisoformat(gold["event_date"]), pack=pack)
            else:
                found = _written_by_hand(annotated.get(gold["id"], {"signals": []}))
            took_s = time.perf_counter() - started_s
            if tally.conversations:  # the first one fills caches
                tally.seconds += took_s
                tally.turns += len(turns)
                tally.slowest_turn_s = max(tally.slowest_turn_s, took_s / max(1, len(turns)))
            tally.conversations += 1
            if asked is not None:
                found = asked.signals(found, turns, date.fromisoformat(gold["event_date"]))
            compare(gold, found, turns, tally, pack)
    extra_mb = _resident_mb() - before_mb
    if asked is not None:
        print(asked.report())
    return _report(files, tally, extra_mb, show_errors=show_errors)


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
    texts = [turn.text for turn in turns]
    open_gold = list(gold["signals"])
    wrong: list[Signal] = []
    written = [Annotated.of(signal) for signal in found]
    for signal, own in zip(found, written, strict=True):
        tally.unproved += signal.quote not in texts[signal.turn - 1] or not signal.quote.strip()

        def is_it(other: dict[str, Any], own: Annotated = own) -> bool:
            return same_for_the_lead(own, Annotated.of(other), names, texts)

        match = next(filter(is_it, open_gold), None)
        if match is not None:
            open_gold.remove(match)
            tally.right[signal.kind] += 1
        elif not any(map(is_it, gold.get("optional", ()))):
            wrong.append(signal)
    _compare_exactly(gold, written, tally, names)
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


def _compare_exactly(
    gold: dict[str, Any], found: Sequence[Annotated], tally: Tally, names: frozenset[str]
) -> None:
    open_gold = [Annotated.of(other) for other in gold["signals"]]
    tally.gold += len(open_gold)
    tally.found += len(found)
    for signal in found:
        match = next((other for other in open_gold if exactly_the_same(signal, other, names)), None)
        if match is not None:
            open_gold.remove(match)
            tally.exact += 1


def _in_trap(signal: Signal, trap: dict[str, Any], turns: Sequence[Turn]) -> bool:
    if signal.turn != trap["turn"] or (trap.get("kinds") and signal.kind not in trap["kinds"]):
        return False
    text = turns[signal.turn - 1].text
    start, trap_start = text.find(signal.quote), text.find(trap["span"])
    return start < trap_start + len(trap["span"]) and trap_start < start + len(signal.quote)


def _written_by_hand(conversation: dict[str, Any]) -> tuple[Signal, ...]:
    times = {"t0": 0.0, "t1": 0.0, "rule": "annotator", "confidence": 1.0}
    return tuple(Signal.model_validate(signal | times) for signal in conversation["signals"])


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
    print("right: the owner of the lead reads the same (scripts/benchmarks/signal_matching.py)\n")
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
    exact = tally.exact / max(1, tally.found), tally.exact / max(1, tally.gold)
    figures |= {"exact_precision": round(exact[0], 4), "exact_recall": round(exact[1], 4)}
    print(f"{'exactly the same':18} {tally.exact:6} {'':13} {exact[0]:10.3f} {exact[1]:8.3f}")
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

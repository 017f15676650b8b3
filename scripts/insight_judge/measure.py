"""What the judge is worth on conversations by authors who were left out of its training."""

import json
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, get_args
from unittest.mock import patch

from agent.contract.lead import SignalKind
from agent.event_pack.load import load_pack
from agent.insight.judge.judge import Judge
from agent.insight.signals import find_signals
from scripts.benchmarks.insight import PACK, Tally, compare, turns_of
from scripts.insight_judge.examples import Examples, author_of
from scripts.insight_judge.findings import Group
from scripts.insight_judge.training import train_among


def measure(gold: Sequence[Path], groups: Sequence[Group], among: Examples) -> None:
    """Print precision and recall per kind with rules alone and with a judge who never read the author.

    Args:
        gold: Whole conversations.
        groups: Of their authors, each with a judge who has not read them and weighs findings.
        among: Findings among each other, of all groups.
    """
    conversations = [
        json.loads(line) for file in gold for line in file.read_text(encoding="utf-8").splitlines()
    ]
    alone, together, milliseconds = Tally(), Tally(), 0.0
    turns = 0
    for group in groups:
        judge = replace(group.judge, among=train_among(among, without=group.authors))
        own = [one for one in conversations if author_of(one["id"]) in group.authors]
        _compare(own, alone, None)
        started_s = time.perf_counter()
        _compare(own, together, judge)
        milliseconds += 1000 * (time.perf_counter() - started_s)
        turns += sum(len(one["turns"]) for one in own)
        authors = ", ".join(sorted(group.authors))
        print(f"{authors}: {len(own)} conversations, {len(judge.clauses.vocabulary)} features", flush=True)
    print(f"\n{'':18} {'rules alone':>26} {'rules and judge':>28}")
    print(f"{'':18} {'precision':>10} {'recall':>8} {'F1':>6} {'precision':>12} {'recall':>8} {'F1':>6}")
    for kind in (*get_args(SignalKind), None):
        one, both = alone.share(kind), together.share(kind)
        print(
            f"{kind or 'all':18} {one[0]:10.3f} {one[1]:8.3f} {one[2]:6.3f}"
            f" {both[0]:12.3f} {both[1]:8.3f} {both[2]:6.3f}"
        )
    print(
        f"\ntrap hits {alone.hit} and {together.hit} of {alone.traps};"
        f" {milliseconds / max(1, turns):.2f} ms a turn in all"
    )


def _compare(conversations: Sequence[dict[str, Any]], tally: Tally, judge: Judge | None) -> None:
    pack = load_pack(PACK).pack
    with patch("agent.insight.signals.find.judge", lambda: judge):
        for gold in conversations:
            turns = turns_of(gold["turns"])
            found = find_signals(turns, event_date=date.fromisoformat(gold["event_date"]), pack=pack)
            compare(gold, found, turns, tally, pack)

"""Weigh the clues to a complaint on gold conversations: `python -m scripts.weigh_complaints [FILES]`.

A logistic regression with a ridge penalty over all clauses that may be a complaint; right are those that
share half of their words with a gold challenge of their turn. Prints the module
`agent/insight/signals/challenges/weights.py`.
"""

import json
import sys
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from agent.event_pack.load import load_pack
from agent.event_pack.model import EventPack
from agent.insight.signals.challenges.clues import clues
from agent.insight.signals.challenges.find import admissible, readable
from agent.insight.signals.consent.find import consents, empties
from agent.insight.signals.find import _RULES
from agent.insight.signals.language.names import lexicon_of
from agent.insight.signals.language.talk import Talk
from agent.insight.signals.needs.find import needs
from agent.insight.signals.wants import wants
from scripts.benchmarks.insight import GOLD, PACK, turns_of
from scripts.benchmarks.signal_matching import ENOUGH, overlap

_RIDGE = 4.0
_STEPS = 25
_TOO_LITTLE = 0.08
"""Weights below say nothing."""


def main(files: Sequence[Path]) -> None:
    """Print the weights."""
    pack = load_pack(PACK).pack
    talks = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    examples = [example for talk in (*talks, *_sentences()) for example in _examples(talk, pack)]
    names = sorted(set().union(*(found for found, _ in examples)))
    shown = np.array([[name in found for name in names] for found, _ in examples], dtype=float)
    weights = _fit(np.c_[shown, np.ones(len(shown))], np.array([right for _, right in examples], dtype=float))
    table = sorted(zip(names, weights[:-1], strict=True), key=lambda pair: -abs(pair[1]))
    print('"""Weights of the clues to a complaint, as `scripts/weigh_complaints.py` prints them."""\n')
    print(f"BIAS = {weights[-1]:.2f}\nWEIGHTS = {{")
    print(*(f'    "{name}": {weight:.2f},' for name, weight in table if abs(weight) >= _TOO_LITTLE), sep="\n")
    print("}")


def _sentences() -> Iterator[dict[str, Any]]:
    """Yield single sentences as conversations of one turn, or two."""
    said = tomllib.loads((GOLD / "complaints.toml").read_text(encoding="utf-8"))
    for kind, texts in said.items():
        for text in texts:
            asked = [("rep", "What's the biggest problem?")] if kind == "answers" else []
            turns = [*asked, ("visitor", text)]
            signal = {"kind": "challenge", "turn": len(turns), "polarity": "present", "value": {"what": text}}
            yield {
                "event_date": "2026-05-12",
                "turns": [{"t0": 0.0, "t1": 1.0, "side": side, "text": words} for side, words in turns],
                "signals": [] if kind == "none" else [signal],
            }


def _examples(gold: dict[str, Any], pack: EventPack) -> Iterator[tuple[set[str], bool]]:
    """Yield the clues of each clause that may be a complaint, and whether it is one."""
    talk = Talk(
        turns=turns_of(gold["turns"]),
        today=date.fromisoformat(gold["event_date"]),
        fiscal_year_starts=pack.event.fiscal_year_starts,
        lexicon=lexicon_of(pack),
    )
    talk.findings += consents(talk)
    if any(empties(answer) for answer in talk.findings):
        return
    for rule in _RULES:
        if rule is not wants:
            talk.findings.extend(rule(talk))
    told = False
    for reading in talk.visitors:
        hurts = [
            str(signal["value"]["what"])
            for signal in gold["signals"]
            if signal["kind"] == "challenge"
            and signal["turn"] == reading.number
            and signal["polarity"] == "present"
        ]
        wanted = [found.span for found in needs(talk, reading)]
        for clause in reading.clauses:
            span, what, said = readable(reading, clause)
            if any(span.overlaps(other) for other in wanted) or not admissible(talk, reading, span):
                continue
            shown = clues(talk, reading, span, wanted=bool(wanted), told=told, said=said)
            yield shown, any(overlap(reading.words(what), hurt) >= ENOUGH for hurt in hurts)
        told = told or bool(hurts)


def _fit(shown: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return the weights of a logistic regression, the last one its bias, by Newton's method."""
    weights = np.zeros(shown.shape[1])
    ridge = np.append(np.full(len(weights) - 1, _RIDGE), 1e-6)
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-np.clip(shown @ weights, -30, 30)))
        slope = shown.T @ (likely - right) + ridge * weights
        bend = (shown.T * (likely * (1 - likely))) @ shown + np.diag(ridge)
        weights -= np.linalg.solve(bend, slope)
    return weights


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [GOLD / "development.jsonl"])

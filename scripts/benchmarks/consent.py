"""Answers about being recorded: what the rules hear alone, and what they hear with the judge beside them.

The worst that can happen is leave that nobody gave; next, a no that nobody heard. A yes that is missed costs
a lead, not a visitor's trust.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from agent.insight.judge.judge import Judge, judge
from agent.insight.signals.consent.find import consents, empties
from agent.insight.signals.language.talk import Talk
from scripts.benchmarks.insight import GOLD
from scripts.benchmarks.report import machine
from scripts.insight_judge.leave import RECORDING, read_lines

UNREAD = GOLD / "consents_unread.txt"
"""Exchanges that neither rules nor judge have learned from."""
_YES, _NO = "given", frozenset({"refused", "withdrawn"})
_OUTCOMES = {
    "right": "right",
    "leave_not_given": "leave nobody gave",
    "no_unheard": "a no unheard",
    "leave_unheard": "leave unheard",
    "no_not_said": "a no nobody said",
    "another_no": "another no",
}


def measure(files: Sequence[Path]) -> dict[str, float]:
    """Read answers with and without the judge, print a table, and return its figures.

    Args:
        files: Of lines `scope status; scope status | R:turn / V:turn`; only answers about recording count.
    """
    read = [
        ([status for scope, status in expected if scope == RECORDING], talk)
        for expected, talk in read_lines(files)
    ]
    print(f"Answers about being recorded, {len(read)} exchanges\n{machine()}\n")
    print(f"{'':20}" + "".join(f"{label:>18}" for label in _OUTCOMES.values()))
    figures: dict[str, float] = {"exchanges": len(read)}
    for name, the_judge in (("rules", None), ("rules and judge", judge())):
        told = Counter(_outcome(expected, talk, the_judge) for expected, talk in read)
        print(f"{name:20}" + "".join(f"{told[outcome]:18}" for outcome in _OUTCOMES))
        figures |= {f"{name.replace(' ', '_')}_{outcome}": told[outcome] for outcome in _OUTCOMES}
    return figures


def _outcome(expected: Sequence[str], talk: Talk, the_judge: Judge | None) -> str:
    found: list[str] = []
    for one in consents(talk, the_judge):
        if one.value["scope"] == RECORDING:
            found.append(str(one.value["status"]))
        if empties(one):  # of what was said before, nothing is kept either
            found = found[-1:]
            break
    if found == list(expected):
        return "right"
    wanted, heard = (said[-1] if said else None for said in (expected, found))
    if heard == _YES:
        return "right" if wanted == _YES else "leave_not_given"
    if wanted in _NO:
        return "another_no" if heard in _NO else "no_unheard"
    return "no_not_said" if heard in _NO else "leave_unheard"

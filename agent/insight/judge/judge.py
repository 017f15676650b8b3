"""The judge: how likely each clause carries each kind of signal, which words name it, which time is meant."""

import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import structlog

from agent.insight.judge.features import Features, clause_features, word_features
from agent.insight.judge.model import Network, load
from agent.insight.judge.said import Said, stem

log = structlog.get_logger(__name__)

WEIGHTS = Path(__file__).with_name("weights.npz")
"""Made by `scripts/train-insight-judge`."""
HEARD = frozenset({"visitor", "rep"})
LETS_GO = "lets go"
"""The label of a clause in which the visitor lets go of an objection: no kind of its own."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the judge thinks of a clause.

    Attributes:
        turn: Counted from 0.
        start: Of the clause, in characters of the turn.
        end: Of the clause.
        chances: By label, 0 to 1: a kind of signal, or a kind with its role or relation ("competitor uses").
    """

    turn: int
    start: int
    end: int
    chances: dict[str, float]

    def of(self, kind: str) -> float:
        """Return the chance of a kind, whatever its role or relation."""
        return max(
            (chance for label, chance in self.chances.items() if label.split()[0] == kind), default=0.0
        )

    def likeliest(self, kind: str) -> str:
        """Return the likeliest role or relation of a kind."""
        return max(
            (label for label in self.chances if label.split()[0] == kind), key=self.chances.__getitem__
        ).split()[1]


@dataclass(frozen=True)
class Judge:
    """The trained models.

    Attributes:
        clauses: From the features of a clause to kinds.
        words: From the features of a word to the kinds whose name it belongs to.
        times: From the features of a time to whether the visitor's firm decides, orders or starts then.
    """

    clauses: Network
    words: Network
    times: Network

    def opinions(self, turns: Sequence[Said]) -> list[Opinion]:
        """Judge every clause of a conversation."""
        found = []
        for number, said in enumerate(turns):
            if said.side not in HEARD:
                continue
            for clause, (start, end) in enumerate(said.clauses):
                logits = self.clauses.logits(clause_features(turns, number, clause))
                chances = 1 / (1 + np.exp(-logits))
                found.append(
                    Opinion(
                        number,
                        start,
                        end,
                        dict(zip(self.clauses.labels, chances.astype(float).tolist(), strict=True)),
                    )
                )
        return found

    def knows(self, text: str) -> bool:
        """Return whether a text is one everyday word of the training text, and so hardly somebody's name."""
        return f"w {stem(text.casefold())}" in self.clauses.vocabulary

    def time_chance(self, features: Features) -> float:
        """Return the chance that a time with these features is the one of a timeline."""
        return float(1 / (1 + np.exp(-self.times.logits(features)[0])))

    def name(
        self, kind: str, said: Said, topics: Iterable[str], start: int, end: int
    ) -> tuple[int, int, float] | None:
        """Return which words of a stretch are most likely the name: where they lie, and what speaks for it.

        Args:
            kind: Whose name: `current_solution`, `competitor` or `authority`.
            said: The turn.
            topics: What the turn before asked for.
            start: Of the stretch, in characters.
            end: Of the stretch.
        """
        places, features = word_features(said, topics, start, end)
        if not places:
            return None
        column = self.words.labels.index(kind)
        first, last, total = _best([float(self.words.logits(own)[column]) for own in features])
        return places[first][0], places[last][1], total


@lru_cache(maxsize=1)
def judge() -> Judge | None:
    """Return the shipped judge; without its weights None, and a warning the first time."""
    return load_judge(WEIGHTS)


def load_judge(file: Path) -> Judge | None:
    """Read a judge from its file; None, with a warning, where there is none or it is damaged."""
    try:
        return Judge(load(file, "clauses"), load(file, "words"), load(file, "times"))
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        log.warning(
            "the judge of clauses cannot be read; signals come from rules alone until it is installed again",
            file=file.name,
            error=type(error).__name__,
        )
        return None


def _best(logits: Sequence[float]) -> tuple[int, int, float]:
    """Return the stretch with the largest sum; where all speak against, the least bad one."""
    best = (0, 0, logits[0])
    for first in range(len(logits)):
        total = 0.0
        for last in range(first, len(logits)):
            total += logits[last]
            if total > best[2]:
                best = (first, last, total)
    return best

"""The judge: how likely a clause carries a kind of signal, which words name it, what counts of all that."""

import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
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
LEAVE = ("given", "refused", "withdrawn")
"""What a visitor may say of being recorded."""
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
    _kinds: dict[str, float] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Take the largest chance of each kind; it is asked for far more often than there are clauses."""
        for label, chance in self.chances.items():
            kind = label.partition(" ")[0]
            self._kinds[kind] = max(chance, self._kinds.get(kind, 0.0))

    def of(self, kind: str) -> float:
        """Return the chance of a kind, whatever its role or relation."""
        return self._kinds.get(kind, 0.0)

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
        findings: From the features of a finding to whether it is a signal as it is, by kind.
        among: The same, from how likely it and the others of its talk are by themselves.
        leave: From the features of a visitor's turn to what it says of being recorded.
    """

    clauses: Network
    words: Network
    times: Network
    findings: Network
    among: Network
    leave: Network

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

    def finding_chance(self, kind: str, features: Features) -> float:
        """Return the chance that a finding of a kind with these features is a signal."""
        return _chance(self.findings, kind, features)

    def chance_among(self, kind: str, features: Features) -> float:
        """Return the chance that a finding of a kind is a signal among the others of its talk."""
        return _chance(self.among, kind, features)

    def leave_chances(self, features: Features) -> dict[str, float]:
        """Return how likely a turn with these features gives leave to record, refuses it, takes it back."""
        chances = 1 / (1 + np.exp(-self.leave.logits(features)))
        return dict(zip(self.leave.labels, chances.astype(float).tolist(), strict=True))

    def words_of_names(
        self, kind: str, said: Said, topics: Iterable[str], start: int, end: int
    ) -> list[tuple[int, int, float]]:
        """Return the words of a stretch: where each lies, and how much speaks for its being part of a name.

        Args:
            kind: Whose name: `current_solution`, `competitor` or `authority`.
            said: The turn.
            topics: What the turn before asked for.
            start: Of the stretch, in characters.
            end: Of the stretch.
        """
        places, features = word_features(said, topics, start, end)
        column = self.words.labels.index(kind)
        return [
            (*place, float(self.words.logits(own)[column]))
            for place, own in zip(places, features, strict=True)
        ]


@lru_cache(maxsize=1)
def judge() -> Judge | None:
    """Return the shipped judge; without its weights None, and a warning the first time."""
    return load_judge(WEIGHTS)


def load_judge(file: Path) -> Judge | None:
    """Read a judge from its file; None, with a warning, where there is none or it is damaged."""
    try:
        return Judge(*(load(file, network.name) for network in fields(Judge)))
    except (OSError, EOFError, KeyError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        log.warning(
            "the judge of clauses cannot be read; signals come from rules alone until it is installed again",
            file=file.name,
            error=type(error).__name__,
        )
        return None


def _chance(network: Network, label: str, features: Features) -> float:
    logit = network.logits(features)[network.labels.index(label)]
    return float(1 / (1 + np.exp(-logit)))


def likeliest_stretch(logits: Sequence[float]) -> tuple[int, int, float]:
    """Return the stretch with the largest sum; where all speak against, the least bad one."""
    best = (0, 0, logits[0])
    for first in range(len(logits)):
        total = 0.0
        for last in range(first, len(logits)):
            total += logits[last]
            if total > best[2]:
                best = (first, last, total)
    return best

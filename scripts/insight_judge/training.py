"""A small network over sparse features, fitted by Adam.

Adam: Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015); weights of features that a batch
does not hold stay as they are. Dropout: Srivastava and others, "Dropout: A Simple Way to Prevent Neural
Networks from Overfitting" (2014); here of features as well, since strangers use other words.
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from agent.insight.judge.features import Features
from agent.insight.judge.judge import LEAVE, LETS_GO, Judge
from agent.insight.judge.model import Network, rounded
from agent.insight.signals.judged.likely_findings import WEIGHED
from scripts.insight_judge.examples import NAMED, RIGHT, TIMELINE, Examples

LABELS = (
    "challenge", "need", "objection", "current_solution",
    "competitor uses", "competitor evaluating", "competitor left", "competitor compared",
    "authority decision_maker", "authority influencer", "authority needs_approval", "authority none",
    "budget", "timeline", "next_step", LETS_GO,
    "no budget", "no current_solution", "no competitor",
)  # fmt: skip
_LEAST_OFTEN = 4
"""A feature that a few examples alone have teaches little; every other example is there twice, as heard
badly."""
_CLAUSE_UNITS = 48
_WORD_UNITS = 16
_EPOCHS = 5
_EPOCHS_OF_WORDS = 15
_EPOCHS_OF_FEW = 30
"""For times, of which there are a few thousand."""
_LEAST_OFTEN_OF_FINDINGS = 24
_FINDING_UNITS = 16
_EPOCHS_OF_FINDINGS = 9
_AMONG_UNITS = 24
_EPOCHS_AMONG = 10
_LEAST_OFTEN_OF_LEAVE = 3
_LEAVE_UNITS = 16
_EPOCHS_OF_LEAVE = 60
_BATCH = 256
_RATE = 0.002
"""Learning rate of the first batch; it falls to `_LAST_RATE` of it."""
_LAST_RATE = 0.02
_DROPPED = 0.3
"""Share of features and of hidden units that an example is shown without."""
_WITNESSES = re.compile(r"rule\b")
_UNHEARD = 0.5
"""Share of clauses shown without what the rules found: they know the conversations to learn from better than
any other, and who always hears them trusts them too much (decision 0031)."""
_FIRST_WEIGHTS = 0.03
_RARE = -3.0
"""Logit to begin with: few clauses carry a given kind."""
_MEAN_DECAY, _SQUARE_DECAY, _TINY = 0.9, 0.999, 1e-8

Floats = npt.NDArray[np.float32]


def train(
    clauses: Examples, words: Examples, times: Examples, *, without: Collection[str] = frozenset()
) -> Judge:
    """Train the networks that judge clauses, words and times, leaving some authors out.

    What it thinks of findings has to be learned from what such judges find (`train_findings`, `train_among`);
    answers about being recorded are learned apart (`train_leave`).
    """
    rows = [row for row, author in enumerate(clauses.authors) if author not in without]
    matrix, vocabulary = _matrix([clauses.features[row] for row in rows])
    weights = np.array([clauses.weights[row] for row in rows])
    wanted = np.array([[label in clauses.labels[row] for label in LABELS] for row in rows])
    told = np.array([[f"? {label}" not in clauses.labels[row] for label in LABELS] for row in rows])
    fitted = _fit(matrix, wanted, weights[:, None] * told, _CLAUSE_UNITS, _witnesses(vocabulary))
    return Judge(
        rounded(LABELS, vocabulary, *fitted),
        _train_words(words, without),
        _train_times(times, without),
        _untrained(WEIGHED),
        _untrained(WEIGHED),
        _untrained(LEAVE),
    )


def train_findings(findings: Examples, *, without: Collection[str] = frozenset()) -> Network:
    """Train the network that weighs findings, leaving some authors out."""
    return _train_weighing(findings, without, _FINDING_UNITS, _EPOCHS_OF_FINDINGS)


def train_among(among: Examples, *, without: Collection[str] = frozenset()) -> Network:
    """Train the network that weighs findings among the others of a talk, leaving some authors out."""
    return _train_weighing(among, without, _AMONG_UNITS, _EPOCHS_AMONG)


def _train_weighing(findings: Examples, without: Collection[str], units: int, epochs: int) -> Network:
    rows = [row for row, author in enumerate(findings.authors) if author not in without]
    matrix, vocabulary = _matrix([findings.features[row] for row in rows], _LEAST_OFTEN_OF_FINDINGS)
    own = np.array([[kind in findings.labels[row] for kind in WEIGHED] for row in rows])
    right = own & np.array([[RIGHT in findings.labels[row]] for row in rows])
    weights = own * np.array([findings.weights[row] for row in rows])[:, None]
    return rounded(WEIGHED, vocabulary, *_fit(matrix, right, weights, units, epochs=epochs))


def train_leave(answers: Examples, *, without: Collection[str] = frozenset()) -> Network:
    """Train the network that hears whether a visitor lets himself be recorded, leaving some authors out."""
    rows = [row for row, author in enumerate(answers.authors) if author not in without]
    matrix, vocabulary = _matrix([answers.features[row] for row in rows], _LEAST_OFTEN_OF_LEAVE)
    said = np.array([[status in answers.labels[row] for status in LEAVE] for row in rows])
    weights = np.array([[answers.weights[row]] * len(LEAVE) for row in rows])
    fitted = _fit(matrix, said, weights, _LEAVE_UNITS, _witnesses(vocabulary), epochs=_EPOCHS_OF_LEAVE)
    return rounded(LEAVE, vocabulary, *fitted)


def _untrained(labels: tuple[str, ...]) -> Network:
    bias, output = np.zeros(1, np.float32), np.zeros((1, len(labels)), np.float32)
    return Network(labels, {}, np.zeros((0, 1), np.int8), bias, bias, output, output[0])


def _train_times(times: Examples, without: Collection[str]) -> Network:
    rows = [row for row, author in enumerate(times.authors) if author not in without]
    matrix, vocabulary = _matrix([times.features[row] for row in rows])
    meant = np.array([[TIMELINE in times.labels[row]] for row in rows])
    weights = np.array([[times.weights[row]] for row in rows])
    return rounded(
        (TIMELINE,),
        vocabulary,
        *_fit(matrix, meant, weights, _WORD_UNITS, _witnesses(vocabulary), epochs=_EPOCHS_OF_FEW),
    )


def _witnesses(vocabulary: Sequence[str]) -> npt.NDArray[np.bool_]:
    return np.array([_WITNESSES.match(name) is not None for name in vocabulary])


def _train_words(words: Examples, without: Collection[str]) -> Network:
    rows = [row for row, author in enumerate(words.authors) if author not in without]
    matrix, vocabulary = _matrix([words.features[row] for row in rows])
    own = np.array([[kind in words.labels[row] for kind in NAMED] for row in rows])
    named = np.array([[f"{kind} name" in words.labels[row] for kind in NAMED] for row in rows])
    weights = own * np.array([words.weights[row] for row in rows])[:, None]
    return rounded(NAMED, vocabulary, *_fit(matrix, named, weights, _WORD_UNITS, epochs=_EPOCHS_OF_WORDS))


def _matrix(features: Sequence[Features], least_often: int = _LEAST_OFTEN) -> tuple[csr_matrix, list[str]]:
    often = Counter(name for own in features for name in own)
    vocabulary = sorted(name for name, count in often.items() if count >= least_often)
    columns = {name: column for column, name in enumerate(vocabulary)}
    places = [
        (row, columns[name], value)
        for row, own in enumerate(features)
        for name, value in own.items()
        if name in columns
    ]
    rows, used, values = zip(*places, strict=True)
    shape = (len(features), len(vocabulary))
    return csr_matrix((np.asarray(values, np.float32), (rows, used)), shape=shape), vocabulary


class _Weights:
    """Weights and their running means of slope and squared slope."""

    def __init__(self, values: Floats) -> None:
        self.values = values
        self._mean = np.zeros_like(values)
        self._square = np.zeros_like(values)

    def step(
        self, slope: Floats, rate: float, count: int, rows: npt.NDArray[np.intp] | slice = slice(None)
    ) -> None:
        """Go down a slope, the `count`-th time; only some rows where these are given."""
        mean = self._mean[rows] * _MEAN_DECAY + slope * (1 - _MEAN_DECAY)
        square = self._square[rows] * _SQUARE_DECAY + slope**2 * (1 - _SQUARE_DECAY)
        self._mean[rows], self._square[rows] = mean, square
        mean = mean / (1 - _MEAN_DECAY**count)
        square = square / (1 - _SQUARE_DECAY**count)
        self.values[rows] -= rate * mean / (np.sqrt(square) + _TINY)


def _fit(
    matrix: csr_matrix,
    wanted: npt.NDArray[np.bool_],
    weights: npt.NDArray[np.float64],
    units: int,
    witnesses: npt.NDArray[np.bool_] | None = None,
    *,
    epochs: int = _EPOCHS,
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return hidden weights (features x units), their bias, output weights (units x labels), their bias.

    Features that are witnesses are kept from half of the examples.
    """
    chance = np.random.default_rng(1)
    examples, features = matrix.shape
    labels = wanted.shape[1]
    hidden = _Weights(chance.normal(0, _FIRST_WEIGHTS, (features, units)).astype(np.float32))
    hidden_bias = _Weights(np.zeros(units, np.float32))
    edge = units**-0.5
    output = _Weights(chance.uniform(-edge, edge, (units, labels)).astype(np.float32))
    output_bias = _Weights(np.full(labels, _RARE, np.float32))
    steps = epochs * -(-examples // _BATCH)
    order = np.concatenate([chance.permutation(examples) for _ in range(epochs)])
    for count, batch in enumerate(np.array_split(order, steps), 1):
        rate = _RATE * max(_LAST_RATE, 1 - count / steps)
        shown = matrix[batch]
        shown.data *= _kept(chance, shown.data.shape)
        if witnesses is not None:
            unheard = np.repeat(chance.random(len(batch)) < _UNHEARD, np.diff(shown.indptr))
            shown.data[unheard & witnesses[shown.indices]] = 0
        rows, own = np.unique(shown.indices, return_inverse=True)
        shown = csr_matrix((shown.data, own, shown.indptr), shape=(len(batch), len(rows)))
        before = shown @ hidden.values[rows] + hidden_bias.values
        passes = (before > 0) * _kept(chance, before.shape)
        after = before * passes
        logits = after @ output.values + output_bias.values
        chances = 1 / (1 + np.exp(-np.clip(logits, -50, 50)))
        slope = (weights[batch] * (chances - wanted[batch]) / len(batch)).astype(np.float32)
        back = (slope @ output.values.T) * passes
        output.step(after.T @ slope, rate, count)
        output_bias.step(slope.sum(axis=0), rate, count)
        hidden_bias.step(back.sum(axis=0), rate, count)
        hidden.step(shown.T @ back, rate, count, rows)
    return hidden.values, hidden_bias.values, output.values, output_bias.values


def _kept(chance: np.random.Generator, shape: tuple[int, ...]) -> Floats:
    """Return what to multiply with: 0 for what is dropped, more than 1 for the rest, 1 on average."""
    kept = chance.random(shape, np.float32) >= _DROPPED
    return kept.astype(np.float32) / np.float32(1 - _DROPPED)

"""Logistic regression over sparse features, one a label."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from agent.insight.judge.features import Features
from agent.insight.judge.judge import LETS_GO, Judge
from agent.insight.judge.model import LinearModel, rounded
from scripts.insight_judge.examples import NAMED, Examples

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
_FREEDOM = 0.5
"""Weight of the examples against small weights (C of the literature): larger fits the text closer."""
_STEPS = 100

Floats = npt.NDArray[np.float64]


def train(clauses: Examples, words: Examples, *, without: str | None = None) -> Judge:
    """Train both models, leaving one author out."""
    rows = [row for row, author in enumerate(clauses.authors) if author != without]
    matrix, vocabulary = _matrix([clauses.features[row] for row in rows])
    weights = np.array([clauses.weights[row] for row in rows])
    wanted = np.array([[label in clauses.labels[row] for label in LABELS] for row in rows], float)
    told = np.array([[f"? {label}" not in clauses.labels[row] for label in LABELS] for row in rows], float)
    return Judge(
        rounded(LABELS, vocabulary, _fit(matrix, wanted, weights[:, None] * told)),
        _train_words(words, without),
    )


def _train_words(words: Examples, without: str | None) -> LinearModel:
    rows = [row for row, author in enumerate(words.authors) if author != without]
    matrix, vocabulary = _matrix([words.features[row] for row in rows])
    own = np.array([[kind in words.labels[row] for kind in NAMED] for row in rows], float)
    named = np.array([[f"{kind} name" in words.labels[row] for kind in NAMED] for row in rows], float)
    weights = own * np.array([words.weights[row] for row in rows])[:, None]
    return rounded(NAMED, vocabulary, _fit(matrix, named, weights))


def _matrix(features: Sequence[Features]) -> tuple[csr_matrix, list[str]]:
    often = Counter(name for own in features for name in own)
    vocabulary = sorted(name for name, count in often.items() if count >= _LEAST_OFTEN)
    columns = {name: column for column, name in enumerate(vocabulary)}
    places = [
        (row, columns[name], value)
        for row, own in enumerate(features)
        for name, value in own.items()
        if name in columns
    ]
    rows, used, values = zip(*places, strict=True)
    return csr_matrix((values, (rows, used)), shape=(len(features), len(vocabulary))), vocabulary


def _fit(matrix: csr_matrix, wanted: Floats, weights: Floats) -> Floats:
    """Return weights, features x labels: a logistic regression a label, fitted together for speed."""
    turned = matrix.T.tocsr()
    shape = (matrix.shape[1], wanted.shape[1])

    def loss(flat: Floats) -> tuple[float, Floats]:
        theta = flat.reshape(shape)
        logits = matrix @ theta
        chances = 1 / (1 + np.exp(-np.clip(logits, -500, 500)))
        value = (weights * (np.logaddexp(0, logits) - wanted * logits)).sum() * _FREEDOM + 0.5 * flat @ flat
        slope = turned @ (weights * (chances - wanted)) * _FREEDOM + theta
        return float(value), slope.ravel()

    found: Floats = minimize(
        loss, np.zeros(shape[0] * shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}
    ).x
    return found.reshape(shape)

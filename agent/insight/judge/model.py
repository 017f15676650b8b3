"""The judge's weights: two linear models over sparse features, a byte a weight."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent.insight.judge.features import Features

Floats = npt.NDArray[np.float32]
LARGEST = 127
"""The largest weight of a label is kept as this number."""


@dataclass(frozen=True)
class LinearModel:
    """One logistic regression a label.

    Attributes:
        labels: In the order of the columns.
        vocabulary: The row of each feature; features that are not in it weigh nothing.
        weights: Features x labels, as whole numbers.
        scales: What one of them is worth, by label.
    """

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    weights: npt.NDArray[np.int8]
    scales: Floats

    def logits(self, features: Features) -> Floats:
        """Return how much speaks for each label; 0 is undecided."""
        known = [
            (row, value) for name, value in features.items() if (row := self.vocabulary.get(name)) is not None
        ]
        if not known:
            return np.zeros(len(self.labels), np.float32)
        rows, values = zip(*known, strict=True)
        found: Floats = (
            np.asarray(values, np.float32) @ self.weights[list(rows)].astype(np.float32) * self.scales
        )
        return found


def rounded(
    labels: Iterable[str], vocabulary: Iterable[str], weights: npt.NDArray[np.float64]
) -> LinearModel:
    """Return weights (features x labels) rounded to bytes, without features that then weigh nothing."""
    scales = np.maximum(np.abs(weights).max(axis=0), 1e-9) / LARGEST
    bytes_ = np.rint(weights / scales).astype(np.int8)
    kept = np.flatnonzero(bytes_.any(axis=1))
    names = list(vocabulary)
    return LinearModel(
        tuple(labels),
        {names[row]: place for place, row in enumerate(kept)},
        bytes_[kept],
        scales.astype(np.float32),
    )


def save(file: Path, **models: LinearModel) -> None:
    """Write models to one file."""
    parts: dict[str, npt.NDArray[np.generic]] = {}
    for name, model in models.items():
        parts[f"{name}_labels"] = _as_bytes(model.labels)
        parts[f"{name}_vocabulary"] = _as_bytes(model.vocabulary)
        parts[f"{name}_weights"] = model.weights
        parts[f"{name}_scales"] = model.scales
    np.savez_compressed(file, allow_pickle=False, **parts)


def load(file: Path, name: str) -> LinearModel:
    """Read a model.

    Raises:
        OSError: The file is not there.
        KeyError: It holds no such model.
        ValueError: It is no file of weights, or a damaged one.
    """
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as parts:
        vocabulary = _as_text(parts[f"{name}_vocabulary"])
        model = LinearModel(
            tuple(_as_text(parts[f"{name}_labels"])),
            {feature: row for row, feature in enumerate(vocabulary)},
            parts[f"{name}_weights"],
            parts[f"{name}_scales"],
        )
    if model.weights.shape != (len(model.vocabulary), len(model.labels)):
        raise ValueError(f"{file.name}: weights and vocabulary differ")
    return model


def _as_bytes(lines: Iterable[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _as_text(array: npt.NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n")

"""The judge's weights: networks over sparse features, a byte a weight."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from agent.insight.judge.features import Features

Floats = npt.NDArray[np.float32]
LARGEST = 127
"""The largest weight of a hidden unit is kept as this number."""


@dataclass(frozen=True)
class Network:
    """A network with one hidden layer of rectified units.

    Attributes:
        labels: In the order of the columns of `output`.
        vocabulary: The row of each feature; features that are not in it weigh nothing.
        hidden: Features x units, as whole numbers.
        scales: What one of them is worth, by unit.
        hidden_bias: By unit.
        output: Units x labels.
        output_bias: By label.
    """

    labels: tuple[str, ...]
    vocabulary: dict[str, int]
    hidden: npt.NDArray[np.int8]
    scales: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats

    def logits(self, features: Features) -> Floats:
        """Return how much speaks for each label; 0 is undecided."""
        known = [
            (row, value) for name, value in features.items() if (row := self.vocabulary.get(name)) is not None
        ]
        units = self.hidden_bias
        if known:
            rows, values = zip(*known, strict=True)
            heard = np.asarray(values, np.float32) @ self.hidden[list(rows)].astype(np.float32)
            units = units + heard * self.scales
        found: Floats = np.maximum(units, 0) @ self.output + self.output_bias
        return found


def rounded(
    labels: Iterable[str],
    vocabulary: Iterable[str],
    hidden: Floats,
    hidden_bias: Floats,
    output: Floats,
    output_bias: Floats,
) -> Network:
    """Return a network with hidden weights (features x units) in bytes, without those that weigh nothing."""
    scales = np.maximum(np.abs(hidden).max(axis=0), 1e-9) / LARGEST
    bytes_ = np.rint(hidden / scales).astype(np.int8)
    kept = np.flatnonzero(bytes_.any(axis=1))
    names = list(vocabulary)
    return Network(
        tuple(labels),
        {names[row]: place for place, row in enumerate(kept)},
        bytes_[kept],
        scales.astype(np.float32),
        hidden_bias.astype(np.float32),
        output.astype(np.float32),
        output_bias.astype(np.float32),
    )


_NUMBERS = ("hidden", "scales", "hidden_bias", "output", "output_bias")


def save(file: Path, **networks: Network) -> None:
    """Write networks to one file."""
    parts: dict[str, npt.NDArray[np.generic]] = {}
    for name, network in networks.items():
        parts[f"{name}_labels"] = _as_bytes(network.labels)
        parts[f"{name}_vocabulary"] = _as_bytes(network.vocabulary)
        parts |= {f"{name}_{number}": getattr(network, number) for number in _NUMBERS}
    np.savez_compressed(file, allow_pickle=False, **parts)


def load(file: Path, name: str) -> Network:
    """Read a network.

    Raises:
        OSError: The file is not there.
        KeyError: It holds no such network.
        ValueError: It is no file of weights, or a damaged one.
    """
    with file.open("rb") as stream, np.load(stream, allow_pickle=False) as parts:
        vocabulary = _as_text(parts[f"{name}_vocabulary"])
        network = Network(
            tuple(_as_text(parts[f"{name}_labels"])),
            {feature: row for row, feature in enumerate(vocabulary)},
            *(parts[f"{name}_{number}"] for number in _NUMBERS),
        )
    units = len(network.hidden_bias)
    if (
        network.hidden.shape != (len(network.vocabulary), units)
        or network.scales.shape != (units,)
        or network.output.shape != (units, len(network.labels))
        or network.output_bias.shape != (len(network.labels),)
    ):
        raise ValueError(f"{file.name}: weights, vocabulary and labels differ in size")
    return network


def _as_bytes(lines: Iterable[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _as_text(array: npt.NDArray[np.uint8]) -> list[str]:
    return array.tobytes().decode().split("\n")

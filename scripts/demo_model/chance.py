"""Random choices from a seeded generator."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

Item = TypeVar("Item")


def pick(generator: np.random.Generator, items: Sequence[Item]) -> Item:
    """Return one of `items`, each as likely as the other."""
    return items[int(generator.integers(len(items)))]


def happens(generator: np.random.Generator, probability: float) -> bool:
    """Return True with this probability."""
    return bool(generator.random() < probability)

"""What grammars draw with."""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

__all__ = ["chance", "pick"]

T = TypeVar("T")


def pick(rng: np.random.Generator, choices: Sequence[T]) -> T:
    """Draw one of the choices, each as likely as the others."""
    return choices[int(rng.integers(len(choices)))]


def chance(rng: np.random.Generator, probability: float) -> bool:
    """Say yes with this probability."""
    return bool(rng.random() < probability)

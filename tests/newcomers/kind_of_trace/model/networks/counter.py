"""A network that counts words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import numpy as np

from model.networks.base import UNTRAINED, Model, Shapes
from model.trace import Array, Provenance
from model.trace.counting import CountingTrace
from model.vocabulary import UNKNOWN, Vocabulary

__all__ = ["CountingNetwork"]

NO_WORDS = Vocabulary((UNKNOWN,))


@dataclass(frozen=True, kw_only=True)
class CountingNetwork(Model):
    """Counts the words of a text, each as ``scale``, ``(1,)``."""

    kind: ClassVar[str] = "counting"

    scale: Array
    provenance: Provenance = UNTRAINED
    vocabulary: Vocabulary = NO_WORDS

    def run(self, text: str) -> CountingTrace:
        """Count."""
        counts = Counter(text.split())
        values = np.array([*counts.values()]) * self.scale
        return CountingTrace(provenance=self.provenance, words=tuple(counts), counts=values, again=values)

    def describe(self) -> dict[str, Any]:
        """Return nothing: the scale tells it all."""
        return {}

    @classmethod
    def blank(cls, header: Mapping[str, Any], shapes: Shapes) -> Self:
        """Return a network of any scale."""
        return cls(scale=np.ones(1), provenance=Provenance(**header["provenance"]))

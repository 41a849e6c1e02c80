"""A network that counts words."""

from collections import Counter
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from model.trace.counting import CountingTrace

from model.networks.base import UNTRAINED, Model
from model.trace import Array, Provenance
from model.vocabulary import UNKNOWN, Vocabulary


@dataclass(frozen=True, kw_only=True)
class CountingNetwork(Model):
    kind: ClassVar[str] = "counting"
    scale: Array
    provenance: Provenance = UNTRAINED

    def run(self, text):
        counts = Counter(text.split())
        values = np.array([*counts.values()]) * self.scale
        return CountingTrace(provenance=self.provenance, words=tuple(counts), counts=values, again=values)

    @property
    def vocabulary(self):
        return Vocabulary((UNKNOWN,))

    def describe(self):
        return {}

    @classmethod
    def blank(cls, header, shapes):
        return cls(scale=np.ones(1), provenance=Provenance(**header["provenance"]))

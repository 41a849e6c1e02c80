"""What the studies of gaps measure: how much a network remembers, also over a longer gap, and how its gradients fade.

A trained network is kept in a file beside what was measured, so that the second study trains none that the first one has.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from model import zoo
from model.corpora.gaps import Example
from model.networks import Reader
from model.recipes.gaps import GAPS, blank, fresh, right_over, train_over
from model.trace import Array

__all__ = ["DISTANCES", "GAP", "MEANING", "MOMENTS", "SENTENCES", "faded", "remembered"]

GAP = GAPS[-1]
"""The gap of the sentences in which gradients go back, and over which networks are asked that were trained at a shorter one."""
DISTANCES = (0, 1, 2, 5, 10, 20, 40, 80)
MOMENTS = "before", "after"
SENTENCES = 50
"""So many new sentences gradients are measured in."""
MEANING = f"mean length over {SENTENCES} sentences of the gradient of -log p(true word) in {{}}, that at the last word being 1"


def remembered(where: Mapping[str, Any], kept: Path) -> dict[str, float]:
    """Return the share of new sentences that a network ends rightly, over the gap that it was trained at and over the longest.

    Its file is put into the folder of what is ``kept``.
    """
    task, gap = where["task"], int(where["gap"])
    reader = network(task, where["cell"], gap, int(where["seed"]), kept)
    own = reader.provenance.score
    return {"accuracy": own, "far_accuracy": own if gap == GAP else right_over(reader, task, GAP)}


def network(task: str, kind: str, gap: int, seed: int, kept: Path) -> Reader:
    """Return the network of a cell of the study: from its file, or else trained and written there."""
    path = kept / f"{task}_{kind}_{gap}_{seed}{zoo.SUFFIX}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        zoo.save(train_over(task, kind, gap, seed), path)
    reader = zoo.load(str(path))
    assert isinstance(reader, Reader)
    return reader


def faded(where: Mapping[str, Any], kept: Path) -> dict[str, float]:
    """Return how large gradients are so many words before the end, beside those at the end."""
    own = str(where["cell"]), str(where["moment"]), int(where["seed"])
    return {name: float(lengths[int(where["distance"])]) for name, lengths in lengths_of(*own, kept).items()}


@lru_cache(maxsize=4)
def lengths_of(kind: str, moment: str, seed: int, kept: Path) -> dict[str, Array]:
    """Return how long the gradients of a network are on average, by their distance from the last word, each ``(distance,)``."""
    reader = blank("recall", kind, seed) if moment == MOMENTS[0] else network("recall", kind, GAP, seed, kept)
    found = [lengths_in(reader, example) for example in fresh("recall", GAP)[:SENTENCES]]
    means = {name: np.mean([each[name][: GAP + 1] for each in found], axis=0) for name in found[0]}
    return {f"{name}_gradient": mean / mean[0] for name, mean in means.items()}


def lengths_in(reader: Reader, example: Example) -> dict[str, Array]:
    """Return how long the gradients of one sentence are, from its last word to its first."""
    step: Any = reader.gradients(reader.embedding[reader.encode(example.words)], reader.labels.index(example.answer))
    carried = getattr(step, "cell", step.hidden)
    return {name: np.linalg.norm(each, axis=1)[::-1] for name, each in (("carried", carried), ("hidden", step.hidden))}

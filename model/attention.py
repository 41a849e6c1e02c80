"""Additive attention: one small network scores every pair of decoder state and annotation, and the scores decide what is mixed.

The source axis comes first everywhere, ``(source, ..., annotation)``, so that the same lines serve one sentence and a batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from model.gradients import primitive, stack, tanh, total
from model.trace import AdditiveAttention, Array, ScorerWeights

__all__ = ["AdditiveScorer", "astray", "misled", "project", "stacked_looks", "sum_over_source", "weights_of"]

LEAST = 1e-30
"""A share that is less counts as this much: its logarithm must not be infinite."""


@primitive(
    lambda g, y, w, x: g.reshape(-1, g.shape[-1]).T @ x.reshape(-1, x.shape[-1]),
    lambda g, y, w, x: g @ w,
)
def project(weight: Array, x: Array) -> Array:
    """Return W x for every row of ``x``: ``(out, in)`` and ``(..., in)`` give ``(..., out)``."""
    result: Array = x @ weight.T
    return result


@primitive(lambda g, y, v, x: np.tensordot(g, x, g.ndim), lambda g, y, v, x: g[..., None] * v)
def dot(vector: Array, x: Array) -> Array:
    """Return v . x for every row of ``x``: ``(in,)`` and ``(..., in)`` give ``(...)``."""
    result: Array = x @ vector
    return result


@primitive(lambda g, y, x: y * (g - (g * y).sum(axis=0)))
def weights_of(scores: Array) -> Array:
    """Return the softmax of ``scores`` over the source words, the first axis."""
    powers = np.exp(scores - scores.max(axis=0))
    result: Array = powers / powers.sum(axis=0)
    return result


@primitive(lambda g, y, x: np.broadcast_to(g, x.shape))
def sum_over_source(x: Array) -> Array:
    """Return the sum over the source words, the first axis."""
    return np.asarray(x.sum(axis=0))


@primitive(lambda g, y, weights, gold: (-g * gold / _share(weights, gold)).astype(weights.dtype, copy=False))
def astray(weights: Array, gold: NDArray[np.bool_]) -> Array:
    """Return -log of the share of the weights that lies on ``gold`` source words, added up over all looks that have such words.

    It guides attention while it is learned (Chen et al. 2016; Liu et al. 2016).

    Parameters
    ----------
    weights
        ``(source, ...)``, which add up to 1 over the source words.
    gold
        Where a look should be, of the same shape.
    """
    return np.asarray(-np.log(_share(weights, gold)).sum())


def misled(looks: Sequence[AdditiveAttention], gold: NDArray[np.bool_]) -> Array:
    """Return what is :func:`astray` of all looks; ``gold`` is ``(target, source, ...)``."""
    return total(stack(astray(look.weights, should) for look, should in zip(looks, gold, strict=False)))


def _share(weights: Array, gold: NDArray[np.bool_]) -> Array:
    """Return how much of each look lies on its gold words, ``(...)``; 1 where it has none."""
    share: Array = np.where(gold.any(axis=0), np.maximum((weights * gold).sum(axis=0), LEAST), 1.0).astype(weights.dtype)
    return share


@dataclass(frozen=True)
class AdditiveScorer:
    """The scorer of Bahdanau et al. 2014, section A.1.2: e_ij = v . tanh(W s(i-1) + U h_j).

    ``state_weight`` is W, ``(scorer, state)``; ``annotation_weight`` is U, ``(scorer, annotation)``; ``vector`` is v,
    ``(scorer,)``. The tanh between them is what makes it look: without it, W s(i-1) adds the same to all scores, and softmax
    takes that out again.
    """

    state_weight: Array
    annotation_weight: Array
    vector: Array

    @classmethod
    def create(cls, scorer: int, state: int, annotation: int, rng: np.random.Generator) -> Self:
        """Draw all weights evenly from +-1/sqrt(their input's size)."""
        shapes = (scorer, state), (scorer, annotation), (scorer,)
        return cls(*(rng.uniform(-(shape[-1] ** -0.5), shape[-1] ** -0.5, shape) for shape in shapes))

    @property
    def weights(self) -> ScorerWeights:
        """The scorer's own numbers as a trace has them."""
        return ScorerWeights(self.state_weight, self.annotation_weight, self.vector)

    def prepare(self, annotations: Array) -> Array:
        """Return U h_j, which every output step needs, ``(source, ..., scorer)``."""
        return project(self.annotation_weight, annotations)

    def look(self, state: Array, annotations: Array, prepared: Array) -> AdditiveAttention:
        """Score every source word with the decoder's state s(i-1), and mix the annotations by the weights that follow."""
        projected = project(self.state_weight, state)
        hidden = tanh(prepared + projected)
        scores = dot(self.vector, hidden)
        weights = weights_of(scores)
        weighted = weights[..., None] * annotations
        return AdditiveAttention(projected, prepared, hidden, scores, weights, weighted, sum_over_source(weighted))


def stacked_looks(looks: Sequence[AdditiveAttention]) -> AdditiveAttention:
    """Return the looks of all output steps in one, with a target axis in front of all but the projected annotations."""
    fields: dict[str, Any] = {name: stack(getattr(look, name) for look in looks) for name in AdditiveAttention._fields}
    return AdditiveAttention(**fields | {"projected_annotations": looks[0].projected_annotations})

"""What additive attention computes, and the equations that hold between its quantities."""

from functools import cached_property
from typing import Annotated, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.trace.axes import SHARE, Array, Axes, read_only
from model.trace.equations import Equation, Estimate, multiplied, softmax_of, tanh_of, weighed

__all__ = ["ATTENTION", "DETAIL", "SHOWN", "AdditiveAttention", "ScorerDetail", "ScorerWeights", "sum_is_one"]

SHOWN = 5
"""So many units of a scorer are told one by one; the others are told as one sum."""
TargetSource = Annotated[Array, Axes("target", "source")]


class ScorerWeights(NamedTuple):
    """The scorer's own numbers: one small network, shared by all pairs [s(i-1); h_j]."""

    state_weight: Annotated[Array, Axes("scorer", "state"), "W, by which the decoder's state is multiplied"]
    annotation_weight: Annotated[Array, Axes("scorer", "annotation"), "U, by which an annotation is multiplied"]
    vector: Annotated[Array, Axes("scorer"), "v, which makes one score of the scorer's units"]


class AdditiveAttention(NamedTuple):
    """All that additive attention (Bahdanau et al. 2014, section A.1.2) computes, for every output step i and source word j.

    In the order of the sums: W s(i-1), U h_j, tanh(W s(i-1) + U h_j), e_ij = v . tanh(...) *before* the softmax, alpha_ij =
    softmax over j, alpha_ij h_j, and c_i, their sum over j. Row i of a trace is the i-th word written, and it was scored with the
    state *before* that word.
    """

    projected_states: Annotated[Array, Axes("target", "scorer")]
    projected_annotations: Annotated[Array, Axes("source", "scorer")]
    scorer_hidden: Annotated[Array, Axes("target", "source", "scorer")]
    scores: TargetSource
    weights: Annotated[Array, Axes("target", "source"), SHARE]
    weighted: Annotated[Array, Axes("target", "source", "annotation")]
    context: Annotated[Array, Axes("target", "annotation")]


def projected(weight: Array, rows: Array) -> Estimate:
    """Expect W x for every row."""
    return weighed(weight, np.zeros(len(weight)), rows)


def joined(states: Array, annotations: Array) -> Estimate:
    """Expect tanh of every pair's sum, ``(target, source, scorer)``."""
    value, size = tanh_of(states[:, None] + annotations)
    return Estimate(value, size + (1.0 - value * value) * (np.abs(states)[:, None] + np.abs(annotations)))


def scored(vector: Array, hidden: Array) -> Estimate:
    """Expect v . x for every pair."""
    return Estimate(np.einsum("tsu,u->ts", hidden, vector), np.einsum("tsu,u->ts", np.abs(hidden), np.abs(vector)))


def scaled(weights: Array, annotations: Array) -> Estimate:
    """Expect every annotation times its weight, ``(target, source, annotation)``."""
    return multiplied(weights[:, :, None], annotations)


def summed(array: Array) -> Estimate:
    """Expect the sum over the source words, the second axis."""
    return Estimate(array.sum(axis=1), np.abs(array).sum(axis=1))


def divided(powers: Array, sums: Array, scores: Array) -> Estimate:
    """Expect every power's share of their sum; the rounding of the scores counts as in a softmax."""
    return Estimate(powers / sums[:, None], softmax_of(scores).size)


def sum_is_one(result: str, slack: float = 0.0) -> Equation:
    """Return the equation by which shares add up to one along their last axis."""
    return Equation(result, "1", (result,), _one, of=_total, sentence="{result} sum to 1", slack=slack)


def _total(shares: Array) -> Array:
    total: Array = shares.sum(axis=-1)
    return total


def _one(shares: Array) -> Estimate:
    return Estimate(np.ones(shares.shape[:-1]), np.abs(shares).sum(axis=-1))


ATTENTION = (
    Equation(
        "projected_states",
        "scorer_state_weight previous_states",
        ("scorer_state_weight", "previous_states"),
        projected,
    ),
    Equation(
        "projected_annotations",
        "scorer_annotation_weight encoder_hidden",
        ("scorer_annotation_weight", "encoder_hidden"),
        projected,
    ),
    Equation(
        "scorer_hidden",
        "tanh(projected_states + projected_annotations)",
        ("projected_states", "projected_annotations"),
        joined,
    ),
    Equation("scores", "scorer_vector . scorer_hidden", ("scorer_vector", "scorer_hidden"), scored),
    Equation("weights", "softmax(scores)", ("scores",), softmax_of),
    sum_is_one("weights"),
    Equation("weighted", "weights * encoder_hidden", ("weights", "encoder_hidden"), scaled),
    Equation("context", "sum of weighted over the source words", ("weighted",), summed),
)
"""Attention's equations, in the names of a trace."""


class ScorerDetail:
    """What lies between the quantities of a trace's ``attention``, for films that show how a score and a weight come about.

    Without attention there is none of it: AttributeError.
    """

    attention: AdditiveAttention | None
    scorer: ScorerWeights | None

    @property
    def _look(self) -> AdditiveAttention:
        if self.attention is None:
            raise AttributeError("attention")
        return self.attention

    @cached_property
    def scorer_preactivation(self) -> Annotated[Array, Axes("target", "source", "scorer")]:
        """W s(i-1) + U h_j, ``(target, source, scorer)``."""
        return read_only(self._look.projected_states[:, None] + self._look.projected_annotations)

    @cached_property
    def scorer_products(self) -> Annotated[Array, Axes("target", "source", "scorer")]:
        """What every unit of the scorer adds to a score: v times its tanh, ``(target, source, scorer)``."""
        if self.scorer is None:
            raise AttributeError("scorer")
        return read_only(self.scorer.vector * self._look.scorer_hidden)

    @cached_property
    def active_units(self) -> NDArray[np.intp]:
        """The :data:`SHOWN` units of the scorer that decide most at each output step, in their order: ``(target, active)``.

        Those whose products differ most from source word to source word; of one word those with the largest. All of fewer units.
        """
        products = self.scorer_products
        sizes = products.std(axis=1) if products.shape[1] > 1 else np.abs(products[:, 0])
        most = np.sort(np.argsort(-sizes, axis=1, kind="stable")[:, :SHOWN], axis=1)
        most.flags.writeable = False
        return most

    @cached_property
    def other_units(self) -> Array:
        """How many units of the scorer are not among the active ones, ``()``."""
        return read_only(np.array(float(self.scorer_products.shape[-1] - self.active_units.shape[-1])))

    @cached_property
    def other_products(self) -> Annotated[Array, Axes("target", "source")]:
        """What all units of the scorer together add to a score but the active ones, ``(target, source)``."""
        active = np.take_along_axis(self.scorer_products, self.active_units[:, None, :], axis=2)
        return read_only(self.scorer_products.sum(axis=2) - active.sum(axis=2))

    @cached_property
    def gaps(self) -> Annotated[Array, Axes("target", "source")]:
        """e_ij - m_i, how far each score is from the largest of its output step, ``(target, source)``: nought, or below."""
        return read_only(self._look.scores - self.largest_scores[:, None])

    @cached_property
    def largest_scores(self) -> Annotated[Array, Axes("target")]:
        """m_i, the largest e_ij of an output step, ``(target,)``; taken off all scores before exp, it changes no weight."""
        return read_only(self._look.scores.max(axis=1))

    @cached_property
    def powers(self) -> Annotated[Array, Axes("target", "source")]:
        """exp(e_ij - m_i), ``(target, source)``."""
        return read_only(np.exp(self._look.scores - self.largest_scores[:, None]))

    @cached_property
    def power_sums(self) -> Annotated[Array, Axes("target")]:
        """The sum of :attr:`powers` over the source words, by which they are divided, ``(target,)``."""
        return read_only(self.powers.sum(axis=1))


DETAIL = (
    Equation(
        "scores",
        "sum of scorer_products over the units",
        ("scorer_products",),
        lambda products: Estimate(products.sum(axis=2), np.abs(products).sum(axis=2)),
    ),
    Equation("weights", "powers / power_sums", ("powers", "power_sums", "scores"), divided),
)
"""The equations between a look and what lies between its quantities."""

"""What additive attention computes, and the equations that hold between its quantities."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, NamedTuple

import numpy as np

from model.trace.axes import Array, Axes, read_only, softmax
from model.trace.base import Identity, identity

__all__ = ["AdditiveAttention", "ScorerDetail", "ScorerWeights", "attention_identities", "detail_identities"]

TargetSource = Annotated[Array, Axes("target", "source")]


class ScorerWeights(NamedTuple):
    """The scorer's own numbers: one small network, shared by all pairs [s(i-1); h_j]."""

    state_weight: Annotated[Array, Axes("scorer", "state")]
    annotation_weight: Annotated[Array, Axes("scorer", "annotation")]
    vector: Annotated[Array, Axes("scorer")]


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
    weights: TargetSource
    weighted: Annotated[Array, Axes("target", "source", "annotation")]
    context: Annotated[Array, Axes("target", "annotation")]


def attention_identities(look: AdditiveAttention, scorer: ScorerWeights, states: Array, annotations: Array) -> Iterator[Identity]:
    """Yield additive attention's equations, each with its largest error.

    ``states`` is s(i-1) for every i, ``(target, state)``; ``annotations`` is h_j, ``(source, annotation)``.
    """
    hidden = np.tanh(look.projected_states[:, None] + look.projected_annotations)
    for equation, left, right in (
        ("projected_states = W s(i-1)", look.projected_states, states @ scorer.state_weight.T),
        ("projected_annotations = U h", look.projected_annotations, annotations @ scorer.annotation_weight.T),
        ("scorer_hidden = tanh(W s(i-1) + U h)", look.scorer_hidden, hidden),
        ("scores = v . scorer_hidden", look.scores, look.scorer_hidden @ scorer.vector),
        ("weights = softmax(scores)", look.weights, softmax(look.scores)),
        ("weights sum to 1", look.weights.sum(axis=1), np.ones(len(look.weights))),
        ("weighted = weights * h", look.weighted, look.weights[:, :, None] * annotations),
        ("context = sum of weighted", look.context, look.weighted.sum(axis=1)),
    ):
        yield identity(equation, left, right)


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
    def scorer_preactivation(self) -> Array:
        """W s(i-1) + U h_j, ``(target, source, scorer)``."""
        return read_only(self._look.projected_states[:, None] + self._look.projected_annotations)

    @cached_property
    def scorer_products(self) -> Array:
        """What every unit of the scorer adds to a score: v times its tanh, ``(target, source, scorer)``."""
        if self.scorer is None:
            raise AttributeError("scorer")
        return read_only(self.scorer.vector * self._look.scorer_hidden)

    @cached_property
    def scorer_numbers(self) -> Array:
        """How a person counts the units of the scorer: 1, 2, ..., ``(scorer,)``."""
        return read_only(np.arange(1, self._look.scorer_hidden.shape[-1] + 1))

    @cached_property
    def largest_scores(self) -> Array:
        """m_i, the largest e_ij of an output step, ``(target,)``; taken off all scores before exp, it changes no weight."""
        return read_only(self._look.scores.max(axis=1))

    @cached_property
    def powers(self) -> Array:
        """exp(e_ij - m_i), ``(target, source)``."""
        return read_only(np.exp(self._look.scores - self.largest_scores[:, None]))

    @cached_property
    def power_sums(self) -> Array:
        """The sum of :attr:`powers` over the source words, by which they are divided, ``(target,)``."""
        return read_only(self.powers.sum(axis=1))


def detail_identities(detail: ScorerDetail, look: AdditiveAttention) -> Iterator[Identity]:
    """Yield the equations between a look and what lies between its quantities, each with its largest error."""
    yield identity("scorer_hidden = tanh(scorer_preactivation)", look.scorer_hidden, np.tanh(detail.scorer_preactivation))
    yield identity("scores = sum of scorer_products", look.scores, detail.scorer_products.sum(axis=2))
    yield identity("weights = powers / power_sums", look.weights, detail.powers / detail.power_sums[:, None])

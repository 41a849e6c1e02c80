"""How a context vector is told: which source words one by one, the others as one sum, and in which of their numbers."""

from functools import cached_property
from typing import Annotated

import numpy as np

from model.trace.axes import Array, Axes, read_only
from model.trace.looking import telling_units
from model.trace.steps.attention import ScorerDetail
from model.trace.texts import CLEAR

__all__ = ["ALONE", "MOST_ALONE", "TOLD_UNITS", "Blending"]

ALONE = 0.1
"""A source word with a weight of at least so much is told by itself."""
MOST_ALONE = 3
"""So many source words of an output step are told one by one at the most; the others as one sum."""
TOLD_UNITS = 8
"""So many numbers of an annotation are told at the most."""
HALF_UNIT = 0.005
"""Half of the last digit of what is printed with two decimals."""


class Blending(ScorerDetail):
    """What follows from a trace's ``attention`` for films in which annotations are blended; without it AttributeError."""

    encoder_hidden: Array

    @property
    def written_steps(self) -> tuple[int, ...]:
        """The steps at which a word is written; all of them, if there is nobody who knows better."""
        return tuple(range(len(self._look.weights)))

    @cached_property
    def blended_step(self) -> int:
        """The output step whose blend is told in full: the most spread one of those that look at a word clearly.

        Clearly is with a weight of at least :data:`~model.trace.texts.CLEAR`; where none does, of all.
        """
        largest = self._look.weights.max(axis=1)
        clear = [step for step in self.written_steps if largest[step] >= CLEAR]
        return min(clear or self.written_steps, key=lambda step: float(largest[step]))

    def told_sources(self, step: int) -> tuple[int, ...]:
        """Return the source words that are told one by one at an output step, in their order: one at the least.

        Those with a weight of at least :data:`ALONE`, the :data:`MOST_ALONE` largest of them.
        """
        weights = self._look.weights[step]
        ranked = np.argsort(-weights, kind="stable")[:MOST_ALONE]
        return tuple(sorted(int(each) for number, each in enumerate(ranked) if number == 0 or weights[each] >= ALONE))

    @cached_property
    def told_units(self) -> tuple[int, ...]:
        """The numbers of an annotation that are told, in their order: the :data:`TOLD_UNITS` that differ most between words.

        Of one word alone those that are the largest.
        """
        return tuple(telling_units(self.encoder_hidden, TOLD_UNITS))

    @cached_property
    def told_unit_count(self) -> Array:
        """How many numbers of an annotation are told, ``()``."""
        return read_only(np.array(float(len(self.told_units))))

    def lens_unit(self, step: int) -> int:
        """Return the number of an annotation whose sum is told in full at an output step: where the largest terms disagree most.

        Of :attr:`told_units` the one in which the products of the two largest weights are furthest apart. Those come before
        others whose printed products, of two decimals, are the products and add up to the sum of what is printed; and of these
        such whose factors are not all printed as one, which would show nothing.
        """
        look, sources = self._look, self.told_sources(step)
        units = list(self.told_units)
        terms = look.weighted[step][:, units]
        first, second = [*np.argsort(-look.weights[step], kind="stable")[:2].tolist(), 0][:2]
        apart = np.abs(terms[first] - terms[second]) if len(terms) > 1 else np.abs(terms[first])
        values, weights = np.round(self.encoder_hidden[:, units], 2), np.round(look.weights[step], 2)[:, None]
        told = list(sources)
        right = (np.abs(weights * values - np.round(terms, 2))[told] <= HALF_UNIT).all(axis=0)
        printed = np.round(terms[told], 2).sum(axis=0) + np.round(self.other_terms[step, units], 2)
        right &= np.abs(printed - np.round(look.context[step, units], 2)) < HALF_UNIT
        plain = (np.abs(values[told]) == 1).all(axis=0)
        rank = right * (2.0 - plain)
        return units[int(np.argmax(apart + 2 * (apart.max() + 1.0) * rank))]

    @cached_property
    def other_weights(self) -> Annotated[Array, Axes("target")]:
        """The sum of the weights of those source words that are not told one by one at each output step, ``(target,)``."""
        return read_only((self._look.weights * self._others).sum(axis=1))

    @cached_property
    def other_counts(self) -> Annotated[Array, Axes("target")]:
        """How many source words are not told one by one at each output step, ``(target,)``."""
        return read_only(self._others.sum(axis=1))

    @cached_property
    def other_terms(self) -> Annotated[Array, Axes("target", "annotation")]:
        """What the source words that are not told one by one add to the context vectors, ``(target, annotation)``."""
        return read_only((self._look.weighted * self._others[:, :, None]).sum(axis=1))

    @cached_property
    def _others(self) -> Array:
        """1 for each source word that is not told by itself at an output step, else 0, ``(target, source)``."""
        others = np.ones_like(self._look.weights)
        for step, row in enumerate(others):
            row[list(self.told_sources(step))] = 0.0
        return read_only(others)

"""Learning in several rounds that are told as one, each from what the one before came to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from model.corpora.pairs import PairParts, SentencePair
from model.networks import Sizes, Translator
from model.networks.growing import grown
from model.pair_batches import grouped, pair_batches
from model.recipes.base import Request
from model.training import Fit, Plan, Progress, fit

__all__ = ["Further", "Rounded", "Rounds"]

Rounded = Callable[[Translator], Translator]
"""What returns a translator with its weights rounded."""


@dataclass(frozen=True, kw_only=True)
class Further:
    """A further round of learning, from rounded weights: further ``pairs``, and so ``many`` of the first round's, or all.

    Before it the network is :func:`~model.networks.growing.grown` to larger ``sizes``, if there are any; after it the weights are
    ``rounded`` again.
    """

    pairs: Callable[[], Sequence[SentencePair]]
    plan: Plan
    rounded: Rounded
    many: int | None = None
    sizes: Sizes | None = None

    def begun(self, network: Translator, rng: np.random.Generator) -> Translator:
        """Return what the round begins with."""
        return grown(network, self.sizes, rng) if self.sizes else network

    def train(self, parts: PairParts, rng: np.random.Generator) -> tuple[SentencePair, ...]:
        """Return what is learned from: pairs of the first round, drawn anew, and the further ones."""
        drawn = rng.permutation(len(parts.train))[: self.many]
        return *(parts.train[number] for number in drawn), *self.pairs()


@dataclass(frozen=True)
class Rounds:
    """One or more rounds: the first by ``plan``, then the ``further``, each with a generator of its own."""

    plan: Plan
    rounded: Rounded | None
    further: tuple[Further, ...]
    request: Request

    def learn(self, network: Translator, parts: PairParts, seed: int, rng: np.random.Generator) -> Fit[Translator]:
        """Return what all rounds come to; none is begun after one that was interrupted."""
        fitted = self._round(0, network, parts.train, parts, rng)
        fitted = replace(fitted, network=self.rounded(fitted.network)) if self.rounded else fitted
        for number, each in enumerate(self.further, 1):
            if fitted.interrupted:
                break
            rng = np.random.default_rng(seed + number)
            begun = each.begun(fitted.network, rng)
            found = self._round(number, begun, each.train(parts, rng), parts, rng)
            fitted = replace(found, network=each.rounded(found.network), losses=[*fitted.losses, *found.losses])
        return fitted

    def _round(
        self, number: int, network: Translator, pairs: Sequence[SentencePair], parts: PairParts, rng: np.random.Generator
    ) -> Fit[Translator]:
        """Return what one round comes to; its ``steps`` are those of all."""
        plans = [self.plan, *(each.plan for each in self.further)]
        plan, before, behind = plans[number], _steps(plans[:number]), _steps(plans[number + 1 :])

        def told(progress: Progress) -> None:
            self.request.progress(progress._replace(step=before + progress.step, total=before + progress.total + behind))

        pace = self.request.pace
        if len(plans) > 1:
            pace.what = f"Round {number + 1} of {len(plans)}"
        batches = pair_batches(network, pairs, plan, network.seen, rng, self.request.stage("encoding"))
        found = fit(network, batches, grouped(network, parts.dev), plan, told, pace)
        return replace(found, steps=before + found.steps + behind)


def _steps(plans: Sequence[Plan]) -> int:
    return sum(plan.steps for plan in plans)

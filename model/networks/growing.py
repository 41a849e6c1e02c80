"""A translator with more units, which writes what the smaller one wrote: until it learns more.

The units that are added are drawn as those of a new network; nothing listens to them yet, so what comes out is the same (a growth
that preserves the function, as in Net2Net, Chen et al. 2016; there units are doubled, here they are new).
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from model.cells import GRU
from model.networks.sizes import Sizes
from model.networks.translator import Translator
from model.trace import Array

__all__ = ["grown"]

Parts = tuple[tuple[int, int], ...]
"""How long the parts of an axis were, and will be."""


def grown(network: Translator, sizes: Sizes, rng: np.random.Generator) -> Translator:
    """Return a tied translator with attention as one of these ``sizes``, of which only encoder and decoder may be larger.

    Raises :class:`ValueError` if it is another one, or if other ``sizes`` differ.
    """
    old = network.sizes
    larger = sizes == replace(old, encoder=max(old.encoder, sizes.encoder), decoder=max(old.decoder, sizes.decoder))
    if not larger or not network.scorer or network.initial is None or network.projection is None:
        raise ValueError(f"A translator of {old} cannot grow to {sizes}: only the encoder and decoder of a tied one can.")
    read, written = (old.source_features,) * 2, (old.target_features,) * 2
    unit, state = (old.encoder, sizes.encoder), (old.decoder, sizes.decoder)
    annotation = *((unit,) * (1 + old.bidirectional)), read
    scorer = replace(
        network.scorer,
        state_weight=_spread(network.scorer.state_weight, (state,)),
        annotation_weight=_spread(network.scorer.annotation_weight, annotation),
    )
    return replace(
        network,
        forward=_larger(network.forward, unit, (read,), rng),
        backward=network.backward and _larger(network.backward, unit, (read,), rng),
        scorer=scorer,
        initial=_spread(network.initial, (state,)),
        decoder=_larger(network.decoder, state, (written, *annotation), rng),
        projection=_spread(network.projection, (state, *annotation)),
    )


def _larger(cell: GRU, units: tuple[int, int], inputs: Parts, rng: np.random.Generator) -> GRU:
    """Return a cell with more units, each of which hears all, while the old ones hear the old ones only."""
    old, new = units
    larger = GRU.create(new, sum(after for _, after in inputs), rng)
    larger.weight[:, :old], larger.bias[:, :old] = _spread(cell.weight, (units, *inputs)), cell.bias
    return larger


def _spread(weight: Array, parts: Parts) -> Array:
    """Return a weight whose last axis has longer parts, with zeros at their ends."""
    before, after = (np.cumsum([0, *lengths]) for lengths in zip(*parts, strict=True))
    spread = np.zeros((*weight.shape[:-1], after[-1]), dtype=weight.dtype)
    for (start, stop), begin in zip(pairwise(before), after, strict=False):
        spread[..., begin : begin + stop - start] = weight[..., start:stop]
    return spread

"""A translator that grows writes what it wrote, and can learn with what was added."""

from dataclasses import replace

import numpy as np
import pytest

from model.gradients import Tape
from model.networks import Sizes, Translator
from model.networks.growing import grown
from model.pair_batches import PairBatch
from model.trace import END, START
from model.vocabulary import UNKNOWN, Vocabulary

SIZES = Sizes(2, 4, 3, 6, 5, tied=True)
SOURCE, TARGET = Vocabulary((UNKNOWN, "a", "b", "c", "d")), Vocabulary((UNKNOWN, END, START, "p", "q", "r"))
BATCH = [PairBatch(np.array([[1, 2], [3, 4], [2, 2]]), np.array([[3, 4], [5, 1], [1, 1]]), np.array([3, 2]))]


def small(sizes: Sizes = SIZES) -> Translator:
    made = Translator.create(("English", "French"), SOURCE, TARGET, np.random.default_rng(0), sizes)
    rng = np.random.default_rng(1)
    return made.with_parameters({name: array + rng.normal(0.0, 0.3, array.shape) for name, array in made.parameters.items()})


@pytest.mark.parametrize("sizes", [replace(SIZES, decoder=9), replace(SIZES, encoder=5), replace(SIZES, encoder=4, decoder=7)])
@pytest.mark.parametrize("before", [SIZES, replace(SIZES, bidirectional=False), replace(SIZES, tied=False)])
def test_more_units_write_the_same(before: Sizes, sizes: Sizes) -> None:
    sizes = replace(sizes, bidirectional=before.bidirectional, tied=before.tied)
    if not before.tied:
        with pytest.raises(ValueError, match="cannot grow"):
            grown(small(before), sizes, np.random.default_rng(2))
        return
    old = small(before)
    new = grown(old, sizes, np.random.default_rng(2))
    assert new.sizes == sizes
    assert float(new.loss(BATCH)) == pytest.approx(float(old.loss(BATCH)), abs=1e-12)
    np.testing.assert_allclose(new.encode(BATCH[0].source).state[..., : before.decoder], old.encode(BATCH[0].source).state)


def test_what_was_added_is_heard_after_a_step() -> None:
    new = grown(small(), replace(SIZES, encoder=5, decoder=8), np.random.default_rng(2))
    tape = Tape()
    watched = tape.watch(new.parameters)
    gradients = tape.gradients(new.with_parameters(watched).loss(BATCH), watched)
    assert np.abs(gradients["projection"][:, 6:8]).min() > 0
    assert np.abs(gradients["decoder.weight"][:, :6, 6:8]).max() > 0
    assert np.abs(gradients["scorer.annotation_weight"][:, 3:5]).max() > 0


@pytest.mark.parametrize("sizes", [replace(SIZES, scorer=6), replace(SIZES, source_features=3), replace(SIZES, decoder=5)])
def test_nothing_else_grows_and_nothing_shrinks(sizes: Sizes) -> None:
    with pytest.raises(ValueError, match="cannot grow"):
        grown(small(), sizes, np.random.default_rng(2))

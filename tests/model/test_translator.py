"""The translator: its gradients, one attention step worked by hand, teacher forcing against free running."""

import numpy as np
import pytest

from model.gradients import check_gradients
from model.pair_batches import PairBatch
from model.trace import END, START
from model.translator import Sizes, Translator
from model.vocabulary import UNKNOWN, Vocabulary

SOURCE = Vocabulary((UNKNOWN, "a", "b", "c", "d"))
TARGET = Vocabulary((UNKNOWN, END, START, "p", "q", "r"))
KINDS = {
    "attention, both directions": Sizes(3, 4, 5, 6, 7),
    "attention, one direction": Sizes(3, 4, 5, 6, 7, bidirectional=False),
    "no attention": Sizes(3, 4, 6, 6, bidirectional=False, attention=False),
}


def untrained(sizes: Sizes, seed: int = 0) -> Translator:
    translator = Translator.create(("English", "French"), SOURCE, TARGET, np.random.default_rng(seed), sizes)
    rng = np.random.default_rng(seed + 1)
    return translator.with_parameters(
        {name: array + rng.normal(0.0, 0.3, array.shape) for name, array in translator.parameters.items()}
    )


def groups(seen: int = 0) -> list[PairBatch]:
    rng = np.random.default_rng(2)
    first = PairBatch(rng.integers(0, 5, (4, 3)), np.array([[3, 4, 5], [4, 1, 5], [5, 0, 3], [1, 0, 1]]), np.array([4, 2, 4]))
    second = PairBatch(rng.integers(0, 5, (1, 2)), np.array([[4, 3], [1, 1]]), np.array([2, 2]))
    return [first._replace(dropped=rng.integers(0, 2, (4, 3, seen)) * 2.0) if seen else first, second]


@pytest.mark.parametrize("dropped", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_every_parameter_agrees_with_central_differences(kind: str, dropped: bool) -> None:
    translator = untrained(KINDS[kind])
    batch = groups(translator.readout_weight.shape[1] if dropped else 0)
    errors = check_gradients(lambda p: translator.with_parameters(p).loss(batch), translator.parameters)
    assert set(errors) == set(translator.parameters)
    assert max(errors.values()) <= 1e-6, errors


@pytest.mark.parametrize("kind", KINDS)
def test_all_equations_hold(kind: str) -> None:
    trace = untrained(KINDS[kind]).run("a b zork d")
    assert trace.source_known == (True, True, False, True)
    assert max(identity.error for identity in trace.identities()) <= 1e-12

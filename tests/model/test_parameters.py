"""Parameters are fields: found by walking, exchanged by name, whatever a network is made of."""

from dataclasses import dataclass

import numpy as np
import pytest

from model import zoo
from model.gradients import Tape, total
from model.parameters import parameters_of, with_parameters
from model.trace import Array


@dataclass(frozen=True)
class Inner:
    weight: Array
    bias: Array


@dataclass(frozen=True, kw_only=True)
class Outer:
    name: str
    table: Array
    part: Inner
    absent: Inner | None = None


@pytest.fixture
def outer() -> Outer:
    return Outer(name="x", table=np.ones(2), part=Inner(np.zeros((2, 3)), np.full(2, 5.0)))


def test_arrays_are_named_by_the_way_to_them(outer: Outer) -> None:
    assert list(parameters_of(outer)) == ["table", "part.weight", "part.bias"]
    assert parameters_of(Outer(name="y", table=np.ones(1), part=outer.part, absent=outer.part)).keys() >= {"absent.weight"}


def test_exchanged_arrays_are_in_their_places_and_all_else_stays(outer: Outer) -> None:
    changed = with_parameters(outer, {"part.bias": np.ones(2), "table": np.zeros(2)})
    assert (changed.table.sum(), changed.part.bias.sum()) == (0.0, 2.0)
    assert changed.part.weight is outer.part.weight
    assert changed.name == "x"
    assert outer.part.bias.tolist() == [5.0, 5.0]


def test_a_tape_may_watch_them(outer: Outer) -> None:
    tape = Tape()
    watched = tape.watch(parameters_of(outer))
    network = with_parameters(outer, watched)
    found = tape.gradients(total(network.part.bias * network.table * 3.0), watched)
    assert found["part.bias"].tolist() == [3.0, 3.0]
    assert found["table"].tolist() == [15.0, 15.0]
    assert not found["part.weight"].any()


@pytest.mark.parametrize("name", zoo.names())
def test_a_network_put_together_of_its_own_parameters_is_the_same(name: str) -> None:
    network = zoo.load(name)
    again = network.with_parameters(network.parameters)
    assert again.fingerprint == network.fingerprint
    assert list(again.parameters) == list(network.parameters)

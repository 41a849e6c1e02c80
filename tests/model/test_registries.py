"""What registers itself: each kind in one place, and found there by all that need it."""

import inspect

import pytest

from model import zoo
from model.cells import CELLS
from model.networks import NETWORKS
from model.recipes import TASKS
from model.trace import STEPS, TRACES


def test_every_network_leaves_traces_of_its_kind_and_every_cell_its_steps() -> None:
    assert set(NETWORKS) <= set(TRACES)
    assert set(CELLS) <= set(STEPS)
    assert {zoo.load(name).kind for name in zoo.names()} <= set(NETWORKS)
    assert all(kind == cell.kind for kind, cell in CELLS.items())


@pytest.mark.parametrize("kind", TRACES)
def test_a_trace_says_what_its_models_do(kind: str) -> None:
    trace = TRACES[kind]
    assert trace.kind == kind
    assert trace.does.replace(" ", "").isalpha()
    assert not inspect.isabstract(trace)


def test_a_task_says_what_it_takes() -> None:
    assert {"reviews", "translation"} <= set(TASKS)
    assert [*TASKS["reviews"].cells] == [*CELLS]
    assert all(task.name == name for name, task in TASKS.items())
    assert all(not task.data or task.data.startswith("a ") for task in TASKS.values())
    assert TASKS["reviews"].data
    assert TASKS["translation"].data

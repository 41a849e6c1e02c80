"""What registers itself: each kind in one place, and found there by all that need it."""

import inspect
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns

import pytest

from model import zoo
from model.cells import CELLS
from model.networks import NETWORKS
from model.recipes import TASKS
from model.trace import STEPS, TRACES

ROOT = Path(__file__).parents[2]


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
    assert TASKS["reviews"].cells == tuple(CELLS)
    assert all(task.name == name and task.data.startswith("a ") for name, task in TASKS.items())


NEWCOMERS = {
    "trace/steps/leaky.py": """
from typing import Annotated, NamedTuple
from model.trace.axes import Array, Axes
from model.trace.equations import Equation, added, multiplied, weighed
from model.trace.steps.base import StepKind, TimeUnit, register
from model.trace.steps.rnn import HiddenState

class LeakyStep(NamedTuple):
    kept: TimeUnit
    fed: TimeUnit
    hidden: TimeUnit

class LeakyWeights(NamedTuple):
    decay: Annotated[Array, Axes("unit"), "the share that is kept"]
    weight: Annotated[Array, Axes("unit", "feature"), "the weights"]
    bias: Annotated[Array, Axes("unit"), "the biases"]

register(StepKind(
    kind="leaky", about="A leaky cell.", step=LeakyStep, state=HiddenState, weights=LeakyWeights,
    equations=(
        Equation("kept", "decay * previous_hidden", ("decay", "previous_hidden"), multiplied),
        Equation("fed", "weight inputs + bias", ("weight", "bias", "inputs"), weighed),
        Equation("hidden", "kept + fed", ("kept", "fed"), added),
    ),
))
""",
    "cells/leaky.py": """
from dataclasses import dataclass
import numpy as np
from model.cells.base import Cell
from model.gradients import affine
from model.trace import Array, HiddenState
from model.trace.steps.leaky import LeakyStep

@dataclass(frozen=True)
class Leaky(Cell[LeakyStep, HiddenState]):
    kind = "leaky"
    decay: Array
    weight: Array
    bias: Array

    @classmethod
    def create(cls, units, features, rng):
        return cls(np.full(units, 0.5), rng.normal(size=(units, features)), np.zeros(units))

    def rest(self, *batch):
        return HiddenState(np.zeros((*batch, self.bias.shape[-1])))

    def step(self, inputs, state):
        kept, fed = self.decay * state.hidden, affine(self.weight, inputs, self.bias)
        return LeakyStep(kept, fed, kept + fed)

    def state(self, step):
        return HiddenState(step.hidden)
""",
    "trace/counting.py": """
from dataclasses import dataclass
from typing import Annotated, ClassVar
from model.trace.axes import Array, Axes
from model.trace.base import Trace
from model.trace.equations import Equation, equal

@dataclass(frozen=True, kw_only=True)
class CountingTrace(Trace):
    kind: ClassVar[str] = "counting"
    does: ClassVar[str] = "counts"
    words: tuple[str, ...]
    counts: Annotated[Array, Axes("word"), "how often"]
    again: Annotated[Array, Axes("word")]

    @property
    def given(self):
        return self.words

    @property
    def unknown(self):
        return ()

    def equations(self):
        yield Equation("again", "counts", ("counts",), equal)
""",
    "networks/counter.py": """
from collections import Counter
from dataclasses import dataclass, replace
from typing import ClassVar
import numpy as np
from model.networks.base import UNTRAINED, Model
from model.trace import Array, Provenance
from model.trace.counting import CountingTrace

@dataclass(frozen=True, kw_only=True)
class CountingNetwork(Model):
    kind: ClassVar[str] = "counting"
    scale: Array
    provenance: Provenance = UNTRAINED

    def run(self, text):
        counts = Counter(text.split())
        values = np.array([*counts.values()]) * self.scale
        return CountingTrace(provenance=self.provenance, words=tuple(counts), counts=values, again=values)

    def describe(self):
        return {}

    @classmethod
    def blank(cls, header, shapes):
        return cls(scale=np.ones(1), provenance=Provenance(**header["provenance"]))
""",
    "recipes/counting.py": """
import numpy as np
from model.networks.counter import CountingNetwork
from model.recipes.base import Task, Trained, register
from model.training import Check

def count(seed=None, data=None, progress=None):
    network = CountingNetwork(scale=np.full(1, 2.0))
    return Trained(
        network=network, accuracy=1.0, train_count=0, dev_count=0, held_out=0, losses=(), best=Check(0, 0.0, 1.0),
        interrupted=False,
    )

register(Task(name="counting", data="a list", train=count))
""",
}
PROOF = """
from pathlib import Path
from shutil import copytree, ignore_patterns
import numpy as np
from model import recipes, zoo
from model.corpora.examples import Example
from model.trace import Trace

def kept(network, text):
    zoo.save(network, Path("m.safetensors"))
    again = zoo.load("m.safetensors")
    assert again.fingerprint == network.fingerprint and type(again) is type(network)
    again.run(text).save(Path("t.npz"))
    trace = Trace.load(Path("t.npz"))
    assert all(identity.holds for identity in trace.identities()), list(trace.identities())
    assert trace.header() == again.run(text).header()
    return trace

Path("t.csv").write_text("text,label\\n" + "\\n".join(f"{a} {b},{a}" for a in ("good", "bad", "so") for b in "abcdefghijkl"))
trained = recipes.train("reviews", 1, Path("t.csv"), cell="leaky")
assert set(trained.network.parameters) >= {"cell.decay", "cell.weight", "cell.bias"}
trace = kept(trained.network, "good a good b")
assert trace.lookup("decay").shape == (8,) and trace.lookup("fed").shape == (4, 8) and trace.memory is None
trained = recipes.train("counting")
assert list(recipes.report(trained)) == ["held-out accuracy 1.000 on 0 texts"]
assert kept(trained.network, "a b a").lookup("counts").tolist() == [4.0, 2.0]
print("all is found")
"""


def test_what_is_added_in_the_places_that_are_told_is_found_everywhere(tmp_path: Path) -> None:
    """A cell (two files and its name in CELLS), and a trace kind with its network and its task (a file each)."""
    copytree(ROOT / "model", tmp_path / "model", ignore=ignore_patterns("*.safetensors", "__pycache__"))
    for name, source in NEWCOMERS.items():
        (tmp_path / "model" / name).write_text(f'"""A newcomer."""\n{source}', encoding="utf-8")
    cells = tmp_path / "model" / "cells" / "__init__.py"
    added = cells.read_text(encoding="utf-8").replace("for cell in (", "for cell in (Leaky, ")
    cells.write_text(added.replace("\nCELLS: ", "\nfrom model.cells.leaky import Leaky\nCELLS: "), encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", PROOF], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("all is found\n", "")

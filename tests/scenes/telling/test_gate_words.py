"""What the film of one word says of its forget gate holds for every word and every unit."""

import numpy as np
import pytest

from model import zoo
from model.trace import ReaderTrace
from scenes.lstm_gates import LSTMGates
from scenes.stage import worker
from scenes.telling.gate_words import LITTLE, GateWords
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")


def test_what_votes_for_a_gate_is_said_for_every_word_and_unit() -> None:
    trace = zoo.load("reviews").run(LSTMGates.text)
    assert isinstance(trace, ReaderTrace)
    scene, _ = worker.rehearse(LSTMGates, Brief(trace))
    forget, said = trace.declared.gates.index("forget"), set[str]()
    for time, unit in np.ndindex(trace.forget_gate[1:].shape):
        words = GateWords(scene, time=time + 1, unit=unit)
        parts = tuple(scene.value(key, time + 1, forget, unit) for key in ("weighted_hidden", "weighted_words"))
        says, _ = words.opening((parts[0], parts[1]))
        past, word = (float(part.value) for part in parts)
        whole = float(trace.forget_preactivation[time + 1, unit])
        bias = whole - past - word
        adds = {"h": past, "x": word, "the bias": bias}
        first = max(adds, key=lambda name: abs(adds[name]))
        alone = 2 * abs(adds[first]) > sum(map(abs, adds.values()))
        assert (", more than " in says) == alone
        told = [each.lower() for each in says.partition(":")[0].split("; ")]
        for each in told:
            if "hardly" in each:
                continue
            who = [first] if alone else each.partition(" vote")[0].replace(" and ", ", ").split(", ")
            assert ("to keep" in each) == (adds[who[0]] > 0)
            assert len({adds[name] > 0 for name in who}) == 1
        if alone:
            assert told[0].startswith(first)
            assert adds[first] * whole > 0
        else:  # all three are spoken of
            assert all(name in says.lower() for name in adds)
        said.add(says.partition(":")[0])
    assert len(said) >= 3


def test_there_is_nothing_to_erase_only_where_the_unit_is_empty() -> None:
    scene, _ = worker.rehearse(LSTMGates, Brief(zoo.load("reviews").run(LSTMGates.text)))
    held = scene.trace.previous_cell
    said = {}
    for time, unit in np.ndindex(held.shape):
        says, _ = GateWords(scene, time=time, unit=unit).passes()
        said.setdefault(says.partition("there is ")[2], set()).add(float(held[time, unit]))
    assert said.keys() == {"nothing to erase.", "next to nothing to erase.", ""}
    assert said["nothing to erase."] == {0.0}
    assert all(0 < abs(value) < LITTLE for value in said["next to nothing to erase."])
    assert all(abs(value) >= LITTLE for value in said[""])

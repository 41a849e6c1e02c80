"""The bundled network that counts: what its card promises."""

import re
from pathlib import Path

import numpy as np
import pytest

from model import zoo
from model.calling import study_file
from model.networks import Reader
from model.parameters import parameters_of
from model.recipes import clock
from model.trace import Study, Trace
from model.trace.ticking import climb_of, counter_of

CARD = (Path(zoo.__file__).parent / "clock.md").read_text(encoding="utf-8")
RECORD = study_file("counting")


@pytest.fixture(scope="module")
def network() -> Reader:
    found = zoo.load(clock.NAME)
    assert isinstance(found, Reader)
    return found


def test_it_keeps_time_in_all_rounds_that_it_did_not_learn_from(network: Reader) -> None:
    source = network.provenance
    assert clock.on_time(network, clock.TICKS) == source.score == 1.0
    assert (source.score_count, source.seed, source.task) == (clock.JUDGED, clock.SEED, "8 ticks, then a tock")
    assert (network.cell.kind, network.labels) == ("lstm_peephole", clock.CLOCK)


def test_its_seed_is_the_first_of_the_study_that_keeps_time_in_all_rounds(network: Reader) -> None:
    study = Trace.load(RECORD)
    assert isinstance(study, Study)
    shares = study.lookup("on_time")[study.index("on_time", cell="lstm_peephole", ticks=clock.TICKS)]
    assert [*study.lookup("seed")] == [*clock.SEEDS]
    assert next(seed for seed, share in zip(clock.SEEDS, shares, strict=True) if share == 1.0) == clock.SEED
    assert (
        f"With seed {clock.SEEDS[0]} that\nis so in {shares[0]:.2f} of them, with seed {clock.SEED} in all (as with 2, 3 and 4)"
        in CARD
    )


def test_the_card_tells_what_is_measured_here_again(network: Reader) -> None:
    trace = clock.clock_trace()
    unit = counter_of(trace)
    climb = climb_of(trace, unit)
    cell, shows, tock = trace.cell[:, unit], trace.output_gate[:, unit], trace.probabilities[:, 1]
    assert climb.counts
    assert not climb.up
    assert unit == 1
    assert "the C of its second unit goes down at each tick" in CARD
    assert f"{cell[7]:.1f}, by larger and larger steps" in CARD.replace("\n", " ")
    assert np.all(np.diff(np.abs(np.diff(cell[:8]))) > 0)
    flat = CARD.replace("\n", " ")
    assert (
        f"opens from {shows[6]:.2f} to {shows[7]:.2f}, and *tock* gets {tock[7]:.2f}; at the seventh it gets {tock[6]:.2f}"
        in flat
    )
    assert f"the forget gate falls to {trace.forget_gate[8, unit]:.2f}" in flat
    learned = sum(array.size for name, array in parameters_of(network).items() if name != "embedding")
    assert f"{learned} numbers that are learned" in flat
    rounds = network.run(" ".join(clock.round_of(clock.TICKS) * 22))
    assert f"after 22 rounds its C is {rounds.cell[-1, 0]:.0f}" in flat
    assert f"`{network.fingerprint}`" in flat
    assert re.search(rf"train clock --cell {network.cell.kind} --seed {clock.SEED} -o clock\.safetensors", CARD)


def test_it_knows_one_clock(network: Reader) -> None:
    longer, shorter = (network.run(" ".join(clock.round_of(ticks))) for ticks in (12, 5))
    assert longer.verdicts.index("tock") == 7
    assert "tock" not in shorter.verdicts


def test_the_inputs_are_one_hot_and_all_equations_hold() -> None:
    trace = clock.clock_trace()
    np.testing.assert_array_equal(trace.inputs, np.eye(2)[[clock.CLOCK.index(token) for token in trace.tokens]])
    assert all(each.holds for each in trace.identities())
    assert trace.expected[:9] == (*clock.round_of(8)[1:], "tick")

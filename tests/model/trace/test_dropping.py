"""What a text comes to while units are erased: masks of two kinds, runs of the very cell, and what follows from both."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.cells import CELLS
from model.errors import TraceError
from model.networks import Reader
from model.networks.dropout import DRAWS, RATE, SEED, dropped, masks_of
from model.trace import ReaderTrace, Trace
from model.vocabulary import UNKNOWN, Vocabulary

TEXT = "a b c b a"


def reader(kind: str, units: int = 4) -> Reader:
    words, rng = Vocabulary((UNKNOWN, "a", "b", "c")), np.random.default_rng(2)
    return Reader.create(words, ("x", "y", "z"), rng, cell=kind, units=units, features=3)


@pytest.fixture
def trace() -> ReaderTrace:
    return reader("lstm").run(TEXT, dropout=True)


def failing(trace: Trace) -> set[str]:
    return {each.name.partition(" = ")[0] for each in trace.identities() if not each.holds}


def test_fresh_masks_change_from_word_to_word_and_fixed_ones_do_not() -> None:
    fresh, fixed = masks_of(40, 6, 30, rate=0.3)
    assert set(np.unique(fresh)) == set(np.unique(fixed)) == {0.0, 1.0}
    assert (fixed == fixed[:, :1]).all()
    assert (fresh != fresh[:, :1]).any(axis=(1, 2)).all()
    assert fresh.mean() == pytest.approx(0.7, abs=0.02)
    assert fixed[:, 0].mean() == pytest.approx(0.7, abs=0.1)
    assert np.array_equal(masks_of(3, 2, 4, seed=5), masks_of(3, 2, 4, seed=5))
    assert not np.array_equal(masks_of(3, 2, 4, seed=5), masks_of(3, 2, 4, seed=6))


@pytest.mark.parametrize("kind", CELLS)
def test_it_is_what_the_cell_makes_of_the_text_with_units_set_to_nought(kind: str) -> None:
    network = reader(kind)
    found = network.run(TEXT, dropout=True)
    for mask, draw in ((0, 0), (0, 7), (1, 0), (1, DRAWS - 1)):
        state = network.cell.rest()
        for time, word in enumerate(found.inputs):
            erased = found.dropout_masks[mask, draw, time]
            state = type(state)(*(part * erased for part in network.cell.state(network.cell.step(word, state))))
            assert np.allclose(found.states_dropped[mask, draw, time], np.stack(state), atol=1e-12)
    assert failing(found) == set()


def test_where_only_the_gates_miss_h_the_carried_state_is_not_erased() -> None:
    network = reader("lstm")
    inputs, masks = network.embedding[[1, 2, 3]], np.zeros((3, 4))
    states = dropped(network.cell, inputs, masks, "gates")
    assert states.all()
    assert not dropped(network.cell, inputs, masks).any()
    first, second = (network.run("a", dropout=False), network.run("a b"))
    assert np.allclose(states[0, 0], first.hidden[0])
    assert not np.allclose(states[1, 0], second.hidden[1])


def test_with_masks_that_erase_nothing_it_is_the_run_itself(trace: ReaderTrace) -> None:
    whole = trace.with_arrays(
        dropout_masks=np.ones_like(trace.dropout_masks),
        states_dropped=np.broadcast_to(np.stack([trace.hidden, trace.lookup("cell")], axis=1), trace.states_dropped.shape),
    )
    assert failing(whole) == set()
    assert whole.kept_counts.tolist() == [DRAWS, DRAWS]
    assert whole.spared_counts.tolist() == [4, 4]
    assert whole.verdicts_dropped == (trace.verdicts[-1],) * 2
    assert np.allclose(whole.verdict_probabilities_dropped, trace.verdict_probabilities[-1])
    assert np.allclose(whole.state_dropped, trace.lookup("cell"))


def test_what_follows_is_counted_from_masks_and_verdicts(trace: ReaderTrace) -> None:
    for mask in range(2):
        never = [unit for unit in range(4) if trace.dropout_masks[mask, 0, :, unit].all()]
        assert trace.spared_counts[mask] == len(never)
        hidden = trace.states_dropped[mask, :, -1, 0]
        winners = (hidden @ trace.readout_weight.T + trace.readout_bias).argmax(axis=1)
        assert trace.kept_counts[mask] == sum(trace.labels[winner] == trace.verdicts[-1] for winner in winners)
        assert trace.verdicts_dropped[mask] == trace.labels[winners[0]]
    assert trace.draw_count == DRAWS
    assert (trace.drop_rate, trace.drop_seed) == (RATE, SEED)


@pytest.mark.parametrize("place", [(0, 3, 2, 0, 1), (1, 5, 4, 1, 3)])
def test_a_state_that_is_none_of_the_cell_is_seen(trace: ReaderTrace, place: tuple[int, ...]) -> None:
    states = trace.states_dropped.copy()
    states[place] += 1e-6
    assert failing(trace.with_arrays(states_dropped=states)) == {"states_dropped"}


def test_masks_that_are_none_are_seen(trace: ReaderTrace) -> None:
    half, unsteady = trace.dropout_masks.copy(), trace.dropout_masks.copy()
    half[0, 0, 0, 0] = 0.5
    unsteady[1, 2, 3, 0] = 1 - unsteady[1, 2, 3, 0]
    for masks in (half, unsteady):
        assert "dropout_masks" in failing(trace.with_arrays(dropout_masks=masks))


def test_it_may_be_left_out_and_is_kept_in_files(trace: ReaderTrace, tmp_path: Path) -> None:
    trace.save(tmp_path / "some.npz")
    again = Trace.load(tmp_path / "some.npz")
    assert isinstance(again, ReaderTrace)
    assert np.array_equal(again.dropout_masks, trace.dropout_masks)
    assert (again.drop_rate, again.drop_seed) == (RATE, SEED)
    for name in ("state_dropped", "spared_counts", "draw_count", "kept_counts", "verdicts_dropped"):
        assert trace.lookup(name) is not None
        with pytest.raises(TraceError):
            reader("lstm").run(TEXT).lookup(name)


def test_a_chance_is_a_share_and_there_are_two_kinds_of_masks(trace: ReaderTrace) -> None:
    with pytest.raises(TraceError, match=r"^drop_rate is 1\.5, it should be a chance in 0\.\.1\.$"):
        replace(trace, drop_rate=1.5)
    with pytest.raises(TraceError, match=r"the mask axis is 1, it should be 2 \(fresh, fixed\)\.$"):
        replace(trace, dropout_masks=trace.dropout_masks[:1], states_dropped=trace.states_dropped[:1])

"""The sets of the film of an LSTM with one gate for two: its blocks of weights, its road, and what two gates may do."""

from typing import Any

import numpy as np
import pytest
from from_traces import read

from model.networks import Reader
from model.trace import ReaderTrace
from model.vocabulary import UNKNOWN, Vocabulary
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.blocks import MOST, Blocks
from scenes.mobjects.sets.coupled_road import CoupledRoad
from scenes.mobjects.sets.lstm_road import ASIDE
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.sets.two_gates import READS, TwoGates
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Matrix

pytestmark = pytest.mark.usefixtures("manim_ready")

GATES, STEP = ("input", "candidate", "output"), 1


def trace(units: int) -> ReaderTrace:
    network = Reader.create(
        Vocabulary((UNKNOWN, "a", "b")), ("no", "yes"), np.random.default_rng(0), units=units, features=units, cell="lstm_coupled"
    )
    return network.run("a b")


def blocks(units: int) -> Blocks:
    made = trace(units)
    weights = {gate: read(made, "weight", number) for number, gate in enumerate(GATES)}
    look: dict[str, Any] = {"notation": NOTATION["lstm_coupled"], "theme": DARK}
    totals = phrase("before"), phrase("after")
    return Blocks(weights, read(made, "block_counts"), "forget_gate", totals, split=units, **look)


def road(made: ReaderTrace) -> CoupledRoad:
    def row(name: str, at: tuple[float, float], note: str = "", **options: Any) -> Row:
        units = range(made.hidden.shape[1])
        return Row(
            read(made, name, STEP), tuple(units), at=at, note=note, notation=NOTATION["lstm_coupled"], theme=DARK, **options
        )

    return CoupledRoad(row, theme=DARK)


def source(made: ReaderTrace, at: tuple[float, float]) -> Source:
    stack, notation = read(made, "stacked", STEP), NOTATION["lstm_coupled"]
    return Source(stack, made.hidden.shape[1], read(made, "hidden", STEP)[0], at, notation=notation, theme=DARK, called="h")


def test_blocks_show_all_their_weights_in_the_order_of_the_gates() -> None:
    made = blocks(4)
    assert [len(block.rows) for block in made.blocks if isinstance(block, Matrix)] == [4, 4, 4]
    assert [letter.quantity.name for letter in made.letters] == [f"{gate}_weight" for gate in GATES]
    xs = [float(block.get_x()) for block in made.blocks]
    assert xs == sorted(xs)
    assert float(made.lack.get_x()) < xs[0]
    assert [float(each.get_x()) for each in made.counts] == pytest.approx(xs, abs=0.05)


def test_letters_of_blocks_too_large_to_be_drawn_stand_in_them() -> None:
    units = 40
    assert 2 * units * units > MOST
    made = blocks(units)
    assert not any(isinstance(block, Matrix) for block in made.blocks)
    for block, letter in zip(made.blocks, made.letters, strict=True):
        assert letter.get_center() == pytest.approx(block.get_center())


def test_blocks_come_one_after_the_other_and_then_what_they_come_to() -> None:
    made = blocks(4)
    windows = {id(each.mobject): each.window for each in made.come(3.0)}
    order = [made.spare, *made.blocks, made.totals[0]]
    starts = [windows[id(each)][0] for each in order]
    assert starts == sorted(set(starts))
    assert not {id(made.lack), id(made.totals[1])} & windows.keys()


def test_the_spare_block_is_folded_into_its_neighbour_before_it_is_said_what_is_left() -> None:
    made = blocks(4)
    box, letter, count = made.spare
    (folding,) = (each for each in made.fold(2.0) if each.mobject is box)
    (said,) = (each for each in made.fold(2.0) if made.lack in each.mobject.submobjects)
    assert letter.quantity.name == "forget_weight"
    assert count.text == made.counts[0].text
    assert made.totals[1] in said.mobject.submobjects
    assert folding.window[1] <= said.window[0]
    right, high = float(box.get_right()[0]), float(box.height)
    assert high == pytest.approx(float(made.blocks[0].height), abs=0.1)
    folding.begin()
    folding.interpolate(0.4)
    assert box.width < 0.9 * float(made.blocks[0].width)
    assert float(box.get_right()[0]) == pytest.approx(right)
    assert right < float(made.blocks[0].get_left()[0])
    assert folding.is_remover()


@pytest.mark.parametrize("units", [1, 2, 6])
@pytest.mark.parametrize("gate", ["input", "candidate"])
def test_machines_end_at_the_row_of_their_gate(gate: str, units: int) -> None:
    made = trace(units)
    there, reads = road(made), source(made, ASIDE)
    machine = there.machine(gate, reads)
    row = there.entering if gate == "input" else there.offer
    x, y = machine.out.corners[-1]
    assert row.left - 0.1 <= x <= row.right + 0.1
    assert row.at[1] - 0.6 <= y <= row.at[1] + 0.6
    assert machine.squash.sign.quantity.name == ("sigmoid" if gate == "input" else "tanh")


def test_the_new_cell_state_stands_where_the_old_one_was() -> None:
    there = road(trace(3))
    there.turn_again()
    for unit, cell in there.cell.cells.items():
        assert cell.get_center()[:2] == pytest.approx(there.cell.place(unit))
        assert there.cell.place(unit) == pytest.approx(there.old.place(unit))


def test_one_gate_leaves_the_line_between_the_two_ends_of_the_square() -> None:
    made = trace(3)
    gates = TwoGates(source(made, READS), theme=DARK)
    corners = [gates.axes["forget"].corners[-1], gates.axes["input"].corners[-1], gates.axes["input"].corners[0]]
    for each in plays(gates, 1.0):
        each.interpolate(1.0)
    assert gates.top.line.points[[0, -1], :2] == pytest.approx(np.array(corners[:2]))
    gone = [part for each in gates.couple(1.0) if each.is_remover() for part in each.mobject.get_family()]
    gates.take(road(made).entering.fresh(0), 1.0)
    left = gates.left.get_family()
    assert all(each in gone for each in (gates.weights["forget"], gates.axes["forget"], gates.side))
    assert gates.weights["input"] in left
    assert not set(map(id, gone)) & set(map(id, left))


@pytest.mark.parametrize("share", [0.4, 0.6, 0.75])
def test_while_the_square_folds_its_sides_meet_at_every_moment(share: float) -> None:
    gates = TwoGates(source(trace(3), READS), theme=DARK)
    for each in plays(gates, 1.0):
        each.interpolate(share)
    high = float(gates.axes["forget"].line.get_top()[1] - gates.axes["forget"].line.get_bottom()[1])
    assert gates.top.line.points[-1] == pytest.approx(gates.side.line.get_top(), abs=0.01)
    assert gates.top.line.points[0] == pytest.approx(gates.axes["forget"].line.get_top(), abs=0.01)
    assert high == pytest.approx(float(gates.side.line.height), abs=0.01)
    assert 0.0 < high < float(gates.axes["input"].line.width)


@pytest.mark.parametrize("unit", [0, 1, 2])
def test_a_gate_is_put_on_the_line_as_far_along_as_it_is_open_and_stays_so_where_the_line_stands(unit: int) -> None:
    made = trace(3)
    gates = TwoGates(source(made, READS), theme=DARK)
    for each in plays(gates, 1.0):
        each.interpolate(1.0)
    ends = gates.top.line.points[[0, -1], :2].copy()
    share = float(made.input_gate[STEP, unit])
    gates.take(road(made).entering.fresh(unit), 1.0)
    assert gates.mark.get_center()[:2] == pytest.approx(ends[0] + share * (ends[1] - ends[0]))
    assert gates.bar.get_right()[0] == pytest.approx(gates.mark.get_x())
    standing = gates.stand(-2.0, 1.5, -0.5, 1.0)
    standing.begin()
    standing.interpolate(1.0)
    assert gates.top.line.points[[0, -1], :2] == pytest.approx(np.array([[-2.0, 1.5], [-2.0, -0.5]]))
    assert gates.mark.get_center()[:2] == pytest.approx((-2.0, 1.5 - 2.0 * share), abs=1e-3)


def plays(gates: TwoGates, seconds: float) -> list[Any]:
    made: list[Any] = gates.couple(seconds)
    for each in made:
        each.begin()
    return made

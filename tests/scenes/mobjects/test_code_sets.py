"""The sum of a layer, the sum that is the new cell state, and ways and ties beside a program."""

from collections.abc import Callable
from itertools import pairwise, product
from operator import add, mul
from typing import Any

import numpy as np
import pytest

from model.trace import ReaderTrace
from scenes.lstm_code import LSTMCode
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.sets.layer_sum import LayerSum, part_of
from scenes.mobjects.sets.memory_sum import MemorySum, Shown
from scenes.mobjects.sets.workings import LAYERS, ROWS
from scenes.mobjects.theme import DARK
from scenes.telling.scene import Brief

pytestmark = pytest.mark.usefixtures("manim_ready")

LOOK: dict[str, Any] = {"notation": NOTATION["lstm"], "theme": DARK}
SHOWN = {"o": "output_gate", "C": "cell", "tanh": "squashed_cell", "h": "hidden"}


@pytest.fixture(name="film")
def laid_out(read: Callable[[str], ReaderTrace]) -> LSTMCode:
    made = LSTMCode(brief=Brief(read(LSTMCode.text)))
    made.now, made.focus = made.step, {"unit": made.unit}
    made.lay_out()
    return made


def printed(made: MemorySum | Shown, name: str) -> float:
    return float(made.cells[name].numeral.text.replace("−", "-"))


@pytest.mark.parametrize("text", [LSTMCode.text, "I like this product but the battery could have been better"])
def test_products_and_sums_hold_as_they_are_printed(text: str, read: Callable[[str], ReaderTrace]) -> None:
    trace = read(text)
    film = LSTMCode(brief=Brief(trace))
    for film.now, unit in product(range(len(trace.tokens)), trace.most_active(4)):
        film.focus, film.__dict__["unit"] = {"unit": unit}, unit
        made, shown = film.memory_sum(), Shown({name: film.value(key, film.now, unit) for name, key in SHOWN.items()}, **LOOK)
        rows = [(made, mul, "f", "old C", "kept"), (made, mul, "i", "new", "written"), (made, add, "kept", "written", "C")]
        for where, how, one, other, result in [*rows, (shown, mul, "o", "tanh", "h")]:
            digits = len(where.cells[result].numeral.text.partition(".")[2])
            found = how(printed(where, one), printed(where, other))
            assert abs(found - printed(where, result)) < 0.5 * 10.0**-digits
        for cell in (*made.cells.values(), *shown.cells.values()):
            assert cell.numeral.width < cell.width


@pytest.mark.parametrize("name", LAYERS)
def test_the_products_of_a_layer_and_its_bias_are_laid_end_to_end_up_to_its_sum(film: LSTMCode, name: str) -> None:
    made, trace = film.sum_of(name), film.trace
    gate = trace.declared.gates.index(LAYERS[name])
    values = [*trace.products[film.step, gate, film.unit], trace.bias[gate, film.unit]]
    assert [float(bar.reading.value) for bar in made.bars] == pytest.approx(values)
    assert made.bars[-1].tip == pytest.approx(made.y(float(trace.lookup(f"{LAYERS[name]}_preactivation")[film.step, film.unit])))
    for before, bar in pairwise(made.bars):
        assert bar.foot == pytest.approx(before.tip)
    columns = [made.x(column) for column in range(len(values))]
    assert (np.diff(columns) > 0).all()
    for row, key in ((made.fed, "stacked"), (made.row, "weight")):
        cells = [each for each in row if hasattr(each, "patch")]
        assert [cell.patch.reading.key for cell in cells] == [key] * (len(values) - 1)
        assert [float(cell.get_x()) for cell in cells] == pytest.approx(columns[:-1])
    assert isinstance(made, LayerSum)


def test_only_new_is_squashed_by_tanh(film: LSTMCode) -> None:
    for name in LAYERS:
        low = float(film.sum_of(name).plot.said[0].phrase.displays[0].reading.value)
        assert low == (-1.0 if name == "new" else 0.0)


def test_what_is_multiplied_stands_on_both_sides_and_what_comes_of_it_towards_the_plus(film: LSTMCode) -> None:
    made = film.memory_sum()
    for meeting, left, right, result in (
        (made.keeping, "f", "old C", "kept"),
        (made.writing, "i", "new", "written"),
        (made.adding, "kept", "written", "C"),
    ):
        assert [*meeting.operands.values()] == [made.cells[left], made.cells[right]]
        assert meeting.result[1] is made.cells[result]
        values = [float(made.readings[each].value) for each in (left, right, result)]
        assert (add if meeting is made.adding else mul)(*values[:2]) == pytest.approx(values[2])
    heights = [float(made.cells[name].get_y()) for name in ("f", "kept", "C", "written", "i")]
    assert heights == sorted(heights, reverse=True)
    for name in ("f", "old C", "i", "new"):
        way = [*made.way(name, (1.5, 0.2)), MemorySum.AT[name][0]]
        assert all(np.isclose(a, b).any() for a, b in pairwise(way))  # at right angles


def test_what_is_shown_of_c_has_been_through_tanh(film: LSTMCode) -> None:
    made = Shown({name: film.value(key, film.now, film.unit) for name, key in SHOWN.items()}, **LOOK)
    foot, head = (float(made.cells[name].get_y()) for name in ("C", "tanh"))
    assert foot < float(made.squash.get_y()) < head
    assert [*made.showing.operands.values()] == [made.cells["o"], made.cells["tanh"]]


def test_every_line_is_tied_to_its_equation_and_neither_way_round_crosses_the_other(film: LSTMCode) -> None:
    works, program = film.workings, film.program
    for name in ROWS:
        ends = works.ties[name].corners[[0, -1]]
        assert ends[:, 1] == pytest.approx([program.y(program.number(name))] * 2)
        assert program.end(name) < ends[0, 0] < ends[1, 0] < float(works.equations[name].get_left()[0])
        assert works.equations[name].quantity.name == ROWS[name]
    inner, outer = (works.loops[name].corners for name in "Ch")
    assert inner[:, 0].max() < outer[:, 0].max()
    assert inner[:, 1].max() < outer[:, 1].max()
    assert inner[:, 1].min() > outer[:, 1].min()


def test_lines_are_counted_from_one_before_their_beginnings(film: LSTMCode) -> None:
    program = film.program
    assert [count.text for count in program.counts] == [str(line) for line in range(1, len(program.lines) + 1)]
    for count, line in zip(program.counts, program.lines, strict=True):
        assert float(count.get_right()[0]) < float(line.get_left()[0])
        assert float(count.get_y()) == pytest.approx(line.baseline + line.parts[0].cap_height / 2, abs=0.01)
    assert float(program.pointer.get_y()) == pytest.approx(program.y(program.number("x")))


def test_a_part_of_a_span_is_a_part_of_it() -> None:
    assert part_of((0.2, 0.6), 0.5, 1.0) == pytest.approx((0.4, 0.6))

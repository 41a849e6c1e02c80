"""Wires join ports at right angles, and the diagram leaves room for what rides on it."""

from itertools import combinations, pairwise

import numpy as np
import pytest

from scenes.mobjects.notation import NOTATION as EVERY
from scenes.mobjects.notation.common import COMMON
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.lstm import NOTATION
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.bench import SLOTS, Bench, overview, stack
from scenes.mobjects.sets.lstm_cell import LSTMDiagram
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.mobjects.wires import Operator, Squash, Wire

pytestmark = pytest.mark.usefixtures("manim_ready")

LOOK = {"notation": NOTATION, "theme": DARK}
WEIGHT = Readings("weight", (1,), np.linspace(-1, 1, 128).reshape(8, 16))


@pytest.fixture(scope="module")
def diagram(manim_ready: object) -> LSTMDiagram:
    return LSTMDiagram(theme=DARK)


def ends(wire: Wire) -> tuple[np.ndarray, np.ndarray]:
    """Return where a wire begins, and where its head, or the line itself, ends."""
    anchors = np.array(wire.line.get_anchors())
    return anchors[0][:2], wire[1].get_vertices()[0][:2] if len(wire) > 1 else anchors[-1][:2]


@pytest.mark.parametrize("tip", [True, False])
def test_a_wire_begins_and_ends_where_it_is_told(tip: bool) -> None:
    start, end = ends(Wire((0, 0), (2, 0), (2, 1.5), theme=DARK, tip=tip))
    assert np.allclose(start, (0, 0))
    assert np.allclose(end, (2, 1.5), atol=1e-6)


def test_corners_are_round_and_all_else_is_at_right_angles() -> None:
    wire = Wire((0, 0), (2, 0), (2, 1.5), (3, 1.5), theme=DARK, tip=False)
    points = wire.line.points
    assert not np.any(np.all(np.isclose(points[::4, :2], (2, 0)), axis=1))
    for start, end in pairwise(wire.line.get_anchors()):
        across, up = np.abs(end - start)[:2]
        assert min(across, up) < 1e-9 or max(across, up) <= Wire.CORNER + 1e-9


def test_a_short_wire_keeps_its_corners_short() -> None:
    wire = Wire((0, 0), (0.1, 0), (0.1, 0.1), theme=DARK, tip=False)
    assert wire.line.get_left()[0] >= -1e-9
    assert wire.line.get_right()[0] <= 0.1 + 1e-9


@pytest.mark.parametrize(("side", "offset"), [("left", (-1, 0)), ("right", (1, 0)), ("top", (0, 1)), ("bottom", (0, -1))])
def test_ports_lie_on_the_rim(side: str, offset: tuple[int, int]) -> None:
    times = Operator("times", (1.0, 2.0), theme=DARK, colour="keeps")
    assert times.port(side) == pytest.approx((1 + offset[0] * Operator.RADIUS, 2 + offset[1] * Operator.RADIUS))
    squash = Squash("tanh", (1.0, 2.0), theme=DARK, colour="memory", wide=0.5)
    assert squash.port(side) == pytest.approx((1 + offset[0] * 0.25, 2 + offset[1] * Squash.HIGH / 2))


def test_times_is_a_turned_plus() -> None:
    times, plus = (Operator(sign, (0, 0), theme=DARK, colour="ink")[1] for sign in ("times", "plus"))
    assert times.copy().rotate(np.pi / 4).width == pytest.approx(plus.width, abs=1e-6)
    assert times.width < plus.width


def test_every_wire_of_the_diagram_joins_something(diagram: LSTMDiagram) -> None:
    family = diagram.get_family()
    boxes = [each for each in family if isinstance(each, (Operator, Squash))]
    ports = [each.port(side) for each in boxes for side in ("left", "right", "top", "bottom")]
    strips = [
        (x + across, y + up) for x, y in diagram.places.values() for across, up in ((-0.69, 0), (0.69, 0), (0, 0.13), (0, -0.13))
    ]
    wires = [each for each in family if isinstance(each, Wire)]
    paths = [np.array(wire.line.get_anchors())[:, :2] for wire in wires]

    def joined(point: np.ndarray, own: int) -> bool:
        near = [*ports, *strips]
        if any(np.hypot(*(np.subtract(each, point))) < 0.05 for each in near):
            return True
        return any(on(path, point) for number, path in enumerate(paths) if number != own)

    loose = [point for number, wire in enumerate(wires) for point in ends(wire) if not joined(point, number)]
    assert sorted(point[0] for point in loose) == pytest.approx([-6.7, 6.7, 6.7])  # where C comes in, and where C and h go out


def on(path: np.ndarray, point: np.ndarray) -> bool:
    """Tell whether a point lies on a path, within a twentieth of a unit."""
    for start, end in pairwise(path):
        way = end - start
        share = np.clip(np.dot(point - start, way) / max(np.dot(way, way), 1e-12), 0, 1)
        if np.hypot(*(start + share * way - point)) < 0.05:
            return True
    return False


def test_the_diagram_s_parts_do_not_overlap_its_letters(diagram: LSTMDiagram) -> None:
    letters = [each for each in diagram.get_family() if isinstance(each, (Symbol, Label))]
    for one, other in combinations(letters, 2):
        apart = np.abs(one.get_center() - other.get_center())[:2]
        assert apart[0] > (one.width + other.width) / 2 or apart[1] > (one.height + other.height) / 2


def test_the_diagram_names_quantities_of_its_notation() -> None:
    assert set(LSTMDiagram.places) <= set(NOTATION)


def readings(name: str, *shape: int) -> Readings:
    return Readings(name, (), np.linspace(-1, 1, int(np.prod(shape))).reshape(shape))


def test_columns_of_the_bench_share_their_rows_and_do_not_touch() -> None:
    bench = Bench(unit=3, **LOOK)
    gate = bench.gate(WEIGHT, quantity="forget_gate", function="sigmoid")
    slots = ("weighted", "bias", "preactivation", "result", "partner", "product")
    columns = {slot: bench.column(slot, readings("cell", 8)) for slot in slots}
    heights = [[cell.get_y() for cell in column.cells] for column in columns.values()]
    assert np.allclose(heights, heights[0])
    assert np.allclose([row.get_y() for row in gate.matrix.rows], heights[0])
    for before, after in pairwise([gate.matrix, *(column.vector for column in columns.values())]):
        assert before.get_right()[0] + 0.1 < after.get_left()[0]
    for column in columns.values():
        assert np.allclose(column.frame.get_center(), column.cells[3].get_center())


def test_each_cell_of_the_stack_is_above_the_column_that_weighs_it() -> None:
    gate = Bench(unit=0, **LOOK).gate(WEIGHT, quantity="forget_gate", function="sigmoid")
    hidden, inputs = stack(readings("hidden", 8), readings("inputs", 8), **LOOK)
    above = [cell.get_x() for cell in (*hidden.cells, *inputs.cells)]
    below = [cell.get_x() for cell in gate.matrix.rows[0]]
    assert np.allclose(above, below, atol=0.02)
    assert hidden.get_bottom()[1] > gate.matrix.get_top()[1]


def test_equations_fit_beside_and_below_the_bench() -> None:
    for notation in EVERY.values():
        bench = Bench(unit=0, notation=notation, theme=DARK)
        for name in notation.equations:
            assert bench.equation(name).get_right()[0] <= 6.75
    lines = overview(**LOOK)
    assert lines.get_left()[0] >= -6.7
    assert lines.get_right()[0] <= 6.7
    for one, other in combinations(lines, 2):
        apart = np.abs(one.get_center() - other.get_center())[:2]
        assert apart[0] > (one.width + other.width) / 2 or apart[1] > (one.height + other.height) / 2


def test_every_slot_s_sign_is_a_letter() -> None:
    assert {sign for _, sign, _ in SLOTS.values()} <= {"", *COMMON}

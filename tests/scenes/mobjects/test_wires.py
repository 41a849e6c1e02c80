"""Wires join ports at right angles, and the diagram leaves room for what rides on it."""

import re
from itertools import combinations, pairwise

import numpy as np
import pytest

from scenes.mobjects.notation.equations import EQUATIONS, SYMBOLS, Equation, Symbol
from scenes.mobjects.notation.quantities import LOOKS
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.bench import SLOTS, Bench, Column, equation, overview, stack
from scenes.mobjects.sets.lstm_cell import LSTMDiagram
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK, MEANINGS
from scenes.mobjects.wires import Operator, Squash, Wire

pytestmark = pytest.mark.usefixtures("manim_ready")


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
    times = Operator("times", (1.0, 2.0), theme=DARK, colour="forget")
    assert times.port(side) == pytest.approx((1 + offset[0] * Operator.RADIUS, 2 + offset[1] * Operator.RADIUS))
    squash = Squash("tanh", (1.0, 2.0), theme=DARK, colour="cell", wide=0.5)
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


def test_places_and_looks_name_the_same_quantities() -> None:
    assert set(LSTMDiagram.places) <= set(LOOKS)
    assert {look.meaning for look in LOOKS.values()} <= MEANINGS
    assert {look.scale for name, look in LOOKS.items() if name.endswith("_gate")} == {"share"}
    sums = {"projected_states", "projected_annotations", "scorer_preactivation"}
    assert {name for name, look in LOOKS.items() if look.scale == "sums"} == sums
    assert {look.scale for name, look in LOOKS.items() if not name.endswith("_gate") and name not in sums} == {"signed"}


@pytest.mark.parametrize("name", SYMBOLS)
def test_every_letter_can_be_set_in_its_colour(name: str) -> None:
    symbol = Symbol(name, theme=DARK)
    colours = {leaf.get_fill_color().to_hex().upper() for leaf in symbol.family_members_with_points()}
    assert colours == {DARK.colour(SYMBOLS[name][1])}


@pytest.mark.parametrize("name", EQUATIONS)
def test_every_equation_colours_its_letters(name: str) -> None:
    made = Equation(name, theme=DARK)
    colours = {leaf.get_fill_color().to_hex().upper() for leaf in made.family_members_with_points()}
    named = {DARK.colour(SYMBOLS[each][1]) for each in re.findall("<(.+?)>", EQUATIONS[name])}
    assert named <= colours <= named | {DARK.ink}


def readings(name: str, *shape: int) -> Readings:
    return Readings(name, (), np.linspace(-1, 1, int(np.prod(shape))).reshape(shape))


def test_columns_of_the_bench_share_their_rows_and_do_not_touch() -> None:
    bench = Bench(readings("weight", 8, 16), gate="forget", quantity="forget_gate", function="sigmoid", unit=3, theme=DARK)
    slots = ("weighted", "bias", "preactivation", "result", "partner", "product")
    columns = {slot: Column(readings("cell", 8), slot, unit=3, theme=DARK, letter="cell", meaning="forget") for slot in slots}
    heights = [[cell.get_y() for cell in column.cells] for column in columns.values()]
    assert np.allclose(heights, heights[0])
    assert np.allclose([row.get_y() for row in bench.matrix.rows], heights[0])
    for before, after in pairwise([bench.matrix, *(column.vector for column in columns.values())]):
        assert before.get_right()[0] + 0.1 < after.get_left()[0]
    for column in columns.values():
        assert np.allclose(column.frame.get_center(), column.cells[3].get_center())


def test_each_cell_of_the_stack_is_above_the_column_that_weighs_it() -> None:
    bench = Bench(readings("weight", 8, 16), gate="forget", quantity="forget_gate", function="sigmoid", unit=0, theme=DARK)
    hidden, inputs = stack(readings("hidden", 8), readings("inputs", 8), theme=DARK)
    above = [cell.get_x() for cell in (*hidden.cells, *inputs.cells)]
    below = [cell.get_x() for cell in bench.matrix.rows[0]]
    assert np.allclose(above, below, atol=0.02)
    assert hidden.get_bottom()[1] > bench.matrix.get_top()[1]


def test_equations_fit_beside_and_below_the_bench() -> None:
    for name in EQUATIONS:
        assert equation(name, theme=DARK).get_right()[0] <= 6.75
    lines = overview(theme=DARK)
    assert lines.get_left()[0] >= -6.7
    assert lines.get_right()[0] <= 6.7
    for one, other in combinations(lines, 2):
        apart = np.abs(one.get_center() - other.get_center())[:2]
        assert apart[0] > (one.width + other.width) / 2 or apart[1] > (one.height + other.height) / 2


def test_every_slot_s_sign_is_a_letter() -> None:
    assert {sign for _, sign, _ in SLOTS.values()} <= {"", *SYMBOLS}

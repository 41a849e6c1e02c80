"""Wires go at right angles, with round corners, and join ports."""

from itertools import pairwise

import numpy as np
import pytest

from scenes.mobjects.theme import DARK
from scenes.mobjects.wires import Operator, Squash, Wire

pytestmark = pytest.mark.usefixtures("manim_ready")


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

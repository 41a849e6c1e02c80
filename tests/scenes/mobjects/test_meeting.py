"""Where values meet: they wait beside an operator till what comes out of it is read as well, and none is at its circle."""

from collections.abc import Callable, Sequence
from pathlib import Path as File
from typing import Any

import numpy as np
import pytest
from manim import VGroup

from scenes.mobjects.leaves import leaves_of, opacities_of
from scenes.mobjects.meeting import meeting
from scenes.mobjects.motion import Own
from scenes.mobjects.moves import Light, Path
from scenes.mobjects.passing import Dock, Fold, Pass, Ride, even
from scenes.mobjects.reading import Reading
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator
from scenes.stage import worker
from scenes.stage.jobs import RenderJob

pytestmark = pytest.mark.usefixtures("manim_ready")

MEETING = ("lstm_overview", "lstm_gates", "lstm_peephole", "lstm_coupled", "gru_gates", "lstm_code", "squashing")
"""Films in which numbers go into signs."""
SHARES = np.linspace(0.0, 1.0, 101)
OWN = [int(DARK.colour("line")[each : each + 2], 16) / 255 for each in (1, 3, 5)]


@pytest.fixture
def cell(manim_ready: File) -> Callable[..., Swatch]:
    def made(x: float = 0.0, y: float = 0.0) -> Swatch:
        return Swatch(Reading("cell", (1, 2), 0.4), theme=DARK, scale="signed", size=(0.6, 0.4)).move_to((x, y, 0))

    return made


def plus() -> Operator:
    return Operator("plus", (0.0, 0.0), theme=DARK, colour="line")


def played(animations: Sequence[Any], see: Callable[[], Any]) -> list[Any]:
    """Return what is seen at a hundred moments of some animations that are played at once."""
    for each in animations:
        each.begin()
    seen = []
    for share in SHARES:
        for each in animations:
            each.interpolate(float(share))
        seen.append(see())
    return seen


def read(thing: Swatch) -> bool:
    """Tell whether a number can be read."""
    return bool(opacities_of(thing.numeral)[0] > 0.9)


def apart(thing: Swatch) -> float:
    """Return how far the box of a number is from the origin, or infinity if it is not seen."""
    if opacities_of(thing.numeral)[0] <= 0:
        return float("inf")
    points = thing.numeral.points[:, :2]
    low, high = points.min(axis=0), points.max(axis=0)
    return float(np.linalg.norm(np.clip((0.0, 0.0), low, high)))


def test_in_a_meeting_operands_come_it_lights_the_result_comes_and_all_three_are_read(cell: Callable[..., Swatch]) -> None:
    operator, operands, result = plus(), [cell(), cell()], cell(3.0, 0.0)
    ways = [("left", Path((-3, 0), (-0.6, 0))), ("top", Path((0, 2), (0, 0.5)))]
    comes = [(copy, *way) for copy, way in zip(operands, ways, strict=True)]
    plays = meeting(operator, comes, (result, "right", Path((0, 0), (3, 0))), theme=DARK, seconds=2.0)
    (out,) = [each for each in plays if isinstance(each, Pass) and not isinstance(each, Dock)]
    assert out.causes == tuple(operands)

    def see() -> tuple[bool, bool, bool, float]:
        lit = any(not np.allclose(leaf.stroke_rgbas[0, :3], OWN) for leaf in leaves_of(operator) if leaf.get_stroke_width())
        return all(map(read, operands)), lit, read(result), min(map(apart, [*operands, result]))

    there, lit, made, near = (np.array(each) for each in zip(*played(plays, see), strict=True))
    assert (there & made).sum() >= 10
    assert not (made & ~there)[: np.flatnonzero(there)[-1]].any()
    assert np.flatnonzero(lit)[0] < np.flatnonzero(made)[0]
    assert made[-1]
    assert not there[-1]
    assert not lit[-1]
    assert near.min() > Operator.RADIUS
    assert [type(each) for each in plays] == [Dock, Dock, Light, Pass]


def test_an_operand_that_waits_already_is_seen_from_the_beginning(cell: Callable[..., Swatch]) -> None:
    operand = cell(0.0, -0.5)
    plays = meeting(
        plus(), [(operand, "bottom", Path((0, -0.5)))], (cell(), "right", Path((0, 0), (2, 0))), theme=DARK, seconds=2
    )
    seen = played(plays, lambda: read(operand))
    assert seen[0]
    assert not seen[-1]


def test_what_docks_waits_at_the_end_of_its_way_and_goes_in_till_nothing_is_seen(cell: Callable[..., Swatch]) -> None:
    thing = cell(-3.0)
    docking = Dock(thing, Path((-3, 0), (-1, 0)), cut=("left", -0.2), waits=(0.4, 0.8))
    seen = played([docking], lambda: (float(thing.patch.get_left()[0]), float(thing.patch.fill_rgbas[0, 3])))
    assert docking.ready == 0.4
    assert {round(x, 6) for x, _ in seen[40:81]} == {-1.3}
    assert seen[39][0] < -1.3 < seen[82][0]
    assert seen[98][1] < 0.1
    assert seen[-1][1] == 0


def test_what_folds_up_loses_what_is_written_on_it_before_it_is_small(cell: Callable[..., Swatch]) -> None:
    thing = cell()
    seen = played([Fold(thing, Path((0, 0), (2, 0)), end=0.1, rate_func=even)], lambda: (thing.width, read(thing)))
    assert seen[1][1]
    assert not any(readable for wide, readable in seen if wide < 0.4)


def test_what_rides_through_signs_is_read_on_both_sides_at_once(cell: Callable[..., Swatch]) -> None:
    old, new, signs = cell(-3.0), cell(), [plus(), Operator("times", (1.0, 0.0), theme=DARK, colour="line")]
    ride = Ride(-3.0, 4.0, 3.0, (0.0, 0.8))
    plays: list[Own] = [*ride.through(signs, old, new)]
    seen = played(plays, lambda: (read(old), read(new), min(apart(old), apart(new))))
    assert sum(before and after for before, after, _ in seen) >= 5
    assert min(near for *_, near in seen) > Operator.RADIUS
    assert seen[-1][1]
    assert not seen[-1][0]


def test_an_operator_says_where_its_circle_is_wherever_it_goes() -> None:
    sign = VGroup(plus())[0].scale(2).shift((1.0, 0.5, 0.0))
    assert sign.circle == pytest.approx((1.0, 0.5, 0.4))
    edges = [sign.edge(side) for side in ("left", "right", "bottom", "top")]
    assert edges == pytest.approx([0.6, 1.4, 0.1, 0.9])


@pytest.mark.parametrize("film", MEETING)
def test_no_number_is_at_the_circle_of_a_sign_in_any_frame(film: str, monkeypatch: pytest.MonkeyPatch, tmp_path: File) -> None:
    monkeypatch.setattr("scenes.stage.drawing.parts.WITHIN", tuple(number / 16 for number in range(1, 16)))
    report = worker.inspect(RenderJob(scene=film, formats=(), folder=tmp_path)).report
    assert [each for each in report.problems if "the circle of a sign" in each] == []

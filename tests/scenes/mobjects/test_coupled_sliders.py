"""The sliders of coupled gates: which end each gate stands beside and scales, and what is added to what there."""

from typing import Any

import numpy as np
import pytest

from model.trace import ReaderTrace
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.passing import Pass
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.coupled_road import CoupledRoad
from scenes.mobjects.sets.coupled_sliders import MIDDLE, CoupledSliders
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.sliders import FOOT, GATE, MIXTURE, TOP
from scenes.mobjects.theme import DARK
from tests.model.trace.test_trace_files import reader

pytestmark = pytest.mark.usefixtures("manim_ready")

STEP, UNITS = 2, (0, 3, 5)


@pytest.fixture(scope="module")
def trace() -> ReaderTrace:
    return reader("lstm_coupled")


@pytest.fixture
def made(trace: ReaderTrace) -> CoupledSliders:
    notation = NOTATION["lstm_coupled"]

    def row(name: str, at: tuple[float, float], note: str = "", **options: Any) -> Row:
        values = Readings(name, (STEP,), np.asarray(trace.lookup(name))[STEP])
        return Row(values, UNITS, at=at, note=note, notation=notation, theme=DARK, **options)

    road = CoupledRoad(row, theme=DARK)
    road.old.number(Readings("unit_numbers", (), trace.unit_numbers))
    gates, parts = (road.entering, road.rest), (road.kept, road.written)
    return CoupledSliders(road.old, road.offer, road.cell, gates, parts, notation=notation, theme=DARK)


def ways(plays: list[Any]) -> dict[str, Any]:
    """Return the passes of values, by their keys."""
    return {each.mobject.patch.reading.key: each for each in plays if isinstance(each, Pass) and hasattr(each.mobject, "patch")}


def test_the_way_from_old_to_new_is_as_long_as_the_gate_admits(made: CoupledSliders, trace: ReaderTrace) -> None:
    for unit in UNITS:
        share, bar = float(trace.input_gate[STEP, unit]), made.scale.bars[unit]
        assert bar.get_top()[1] == pytest.approx(TOP)
        assert bar.get_bottom()[1] == pytest.approx(TOP - share * (TOP - FOOT)) == made.level(unit)


def test_each_gate_goes_to_the_end_that_it_scales(made: CoupledSliders) -> None:
    for unit in UNITS:
        going = ways(made.share([unit], 1.0))
        ends = {key: tuple(each.path.end) for key, each in going.items()}
        assert ends["input_gate"] == pytest.approx((made.x(unit) + GATE, FOOT))
        assert ends["forget_gate"] == pytest.approx((made.x(unit) + GATE, TOP))
        assert going["forget_gate"].window[0] > going["input_gate"].window[0]
        assert abs(made.old.at[1] - TOP) < abs(made.old.at[1] - FOOT)


def test_old_and_new_go_into_the_gates_and_come_out_as_what_is_kept_and_written(made: CoupledSliders) -> None:
    going = ways(made.weigh([3], 1.0))
    x = made.x(3) + GATE
    for value, part, gate in (("previous_cell", "kept", TOP), ("candidate", "written", FOOT)):
        assert tuple(going[value].path.end) == pytest.approx((x, gate)) == tuple(going[part].path.at(0.0))
        assert list(going[part].causes) == [going[value].mobject]
        assert going[value].window[1] <= going[part].window[0]
        assert abs(going[part].path.end[1] - MIDDLE) < abs(gate - MIDDLE)


def test_what_is_kept_and_written_meets_before_the_sum_goes_to_its_handle(made: CoupledSliders) -> None:
    going = ways(made.mix([3], 1.0))
    assert set(going) == {"kept", "written", "cell"}
    assert all(going[part].window[1] <= going["cell"].window[0] for part in ("kept", "written"))
    assert list(going["cell"].causes) == [going[part].mobject for part in ("kept", "written")]
    assert tuple(going["cell"].path.end) == pytest.approx((made.x(3) + MIXTURE, made.level(3)))


def test_numbers_of_units_go_to_the_columns_with_their_values(made: CoupledSliders) -> None:
    numbers = [each for each in made.open(1.0) if each.mobject in made.old.numbers]
    assert [float(each.path.end[0]) for each in numbers] == pytest.approx([made.x(unit) for unit in UNITS])
    assert set(made.old.numbers) <= set(made.leave(1.0).mobject)


def test_either_end_of_a_track_is_tied_to_what_is_there_and_has_its_colour(made: CoupledSliders) -> None:
    old, new = (DARK.colour(row.quantity.role) for row in (made.old, made.new))
    assert old != new
    for unit, track in zip(UNITS, made.tracks, strict=True):
        _, tie, cap, other_tie, other_cap = track
        assert [each.get_color().to_hex() for each in (tie, cap, other_tie, other_cap)] == [old.upper()] * 2 + [new.upper()] * 2
        assert tie.get_top()[1] == pytest.approx(made.heads[unit].get_bottom()[1])
        assert other_tie.get_bottom()[1] == pytest.approx(made.feet[unit].get_top()[1])
    words = {label.text: label.get_fill_color().to_hex() for label in made.scale.said[1:]}
    assert (words["old"], words["new"]) == (old.upper(), new.upper())


@pytest.mark.parametrize("move", ["slide", "share", "weigh", "mix"])
def test_units_that_go_one_after_the_other_set_out_in_turn_and_end_with_the_time(made: CoupledSliders, move: str) -> None:
    plays = getattr(made, move)(UNITS, 2.0, lag=0.5)
    starts = [each.window[0] for each in plays[:: len(plays) // len(UNITS)]]
    assert starts == sorted(set(starts))
    assert max(each.window[1] for each in plays) == pytest.approx(1.0)


def test_old_values_go_with_the_new_where_only_the_mixture_is_needed(made: CoupledSliders) -> None:
    assert set(ways(made.close(1.0, old=False))) == {"cell"}

"""The sets of the film of a GRU: sliders between old and new, the parts of one candidate, and where its rows stand."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from model.cells import CELLS
from model.trace import ReaderTrace
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.gru import ADMITS
from scenes.mobjects.passing import Pass
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.gru_road import BEFORE, READ, HRoad
from scenes.mobjects.sets.parts_of_one import PartsOfOne, UnitSum, WeighedParts
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.same_machine import Source
from scenes.mobjects.sets.short_sum import ShortSum
from scenes.mobjects.sets.sliders import FOOT, GATE, LAG, MIXTURE, TOP, Sliders
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Vessel
from scenes.mobjects.wires import Squash
from tests.model.trace.test_trace_files import reader

pytestmark = pytest.mark.usefixtures("manim_ready")

STEP, UNITS = 2, (0, 3, 5)


@pytest.fixture(scope="module")
def trace() -> ReaderTrace:
    made = reader("gru")
    assert "gru" in CELLS
    return made


def read(trace: ReaderTrace, key: str) -> Readings:
    return Readings(key, (STEP,), np.asarray(trace.lookup(key))[STEP])


def road(trace: ReaderTrace, *, keeps: bool = True, after: bool = False) -> HRoad:
    notation = NOTATION[trace.cell_kind] if keeps else ADMITS

    def row(name: str, at: tuple[float, float], note: str = "", **options: Any) -> Row:
        return Row(read(trace, name), UNITS, at=at, note=note, notation=notation, theme=DARK, **options)

    return HRoad(row, after=after, keeps=keeps, notation=notation, theme=DARK)


def sliders(trace: ReaderTrace, *, keeps: bool = True, followed: int | None = None) -> Sliders:
    made = road(trace, keeps=keeps)
    look: dict[str, Any] = {"keeps": keeps, "notation": NOTATION["gru"] if keeps else ADMITS, "theme": DARK, "followed": followed}
    return Sliders(made.old, made.candidate, made.hidden, [made.update, made.other], **look)


@pytest.mark.parametrize("keeps", [True, False])
def test_a_mixture_is_as_near_to_the_old_as_the_gate_keeps_of_it(trace: ReaderTrace, keeps: bool) -> None:
    made = sliders(trace, keeps=keeps)
    for unit in UNITS:
        share = float(trace.update_gate[STEP, unit])
        assert made.level(unit) == pytest.approx(FOOT + share * (TOP - FOOT))
        assert made.mixtures[unit].get_center()[:2] == pytest.approx((made.x(unit) + MIXTURE, made.level(unit)))
        assert made.mixtures[unit].patch.reading.key == "hidden"
        assert [made.heads[unit].patch.reading.key, made.feet[unit].patch.reading.key] == ["previous_hidden", "candidate"]


def test_both_ways_to_count_end_at_the_same_handle_from_the_two_ends(trace: ReaderTrace) -> None:
    keeping, admitting = sliders(trace).scales
    assert (keeping.row.values_shown.key, admitting.row.values_shown.key) == ("update_gate", "admitting_gate")
    for unit in UNITS:
        stands, hangs = keeping.bars[unit], admitting.bars[unit]
        assert stands.get_bottom()[1] == pytest.approx(FOOT) == stands.foot
        assert hangs.get_top()[1] == pytest.approx(TOP) == hangs.foot == hangs.home
        assert stands.get_top()[1] == pytest.approx(hangs.get_bottom()[1]) == keeping.level(unit)
        assert keeping.level(unit) == pytest.approx(admitting.level(unit))
        shown, rule = next(iter(hangs.displays()))[2:4]
        assert shown == pytest.approx(rule(float(trace.lookup("admitting_gate")[STEP, unit])))


def test_in_the_other_convention_the_letters_and_the_first_end_change(trace: ReaderTrace) -> None:
    keeps, admits = sliders(trace), sliders(trace, keeps=False)
    assert [each.keeps for each in keeps.scales] == [True, False]
    assert [each.keeps for each in admits.scales] == [False, True]
    assert [made.scale.row.quantity.letter for made in (keeps, admits)] == ["z_t", "z_t"]
    assert [made.scales[1].row.quantity.letter for made in (keeps, admits)] == ["1 - z_t", "1 - z_t"]
    said = [[label.text for label in made.scale.said[1:]] for made in (keeps, admits)]
    assert said == [["1:", "old", "0:", "new"], ["0:", "old", "1:", "new"]]


def test_handles_cover_no_bar(trace: ReaderTrace) -> None:
    made = sliders(trace)
    for unit in UNITS:
        left, right = made.handles[unit]
        bar = made.scale.bars[unit]
        assert left.get_right()[0] <= bar.get_left()[0] + 1e-6
        assert bar.get_right()[0] <= right.get_left()[0] + 1e-6


def test_old_and_new_arrive_whole_and_shrink_into_one_another_before_their_mixture_is_seen(trace: ReaderTrace) -> None:
    made = sliders(trace)
    plays: list[Any] = made.mix([3], 2.0)
    *operands, mixture = plays
    assert [each.mobject.patch.reading.key for each in operands] == ["previous_hidden"] * 2 + ["candidate"] * 2
    assert all(each.cut is None for each in operands)  # no half of a chip is ever seen
    high = Row.CELL[1] / 2
    for (coming, meeting), up in zip((operands[:2], operands[2:]), (1, -1), strict=True):
        assert list(meeting.causes) == [coming.mobject]
        assert coming.window[1] == pytest.approx(meeting.window[0])
        assert coming.path.end == pytest.approx(meeting.path.at(0.0))
        for each in (coming, meeting):
            assert each.path.end[1] == pytest.approx(
                made.level(3) + up * each.end * high
            )  # they touch, and none covers the other
    assert list(mixture.causes) == [operands[1].mobject, operands[3].mobject]
    assert all(each.window[1] <= mixture.window[0] for each in operands)
    assert mixture.path.end[1] == pytest.approx(made.level(3))


@pytest.mark.parametrize("followed", UNITS)
def test_the_mixture_of_the_followed_unit_is_larger_than_in_a_row_and_covers_nothing(trace: ReaderTrace, followed: int) -> None:
    made = sliders(trace, followed=followed)
    mixture, (_, handle) = made.mixtures[followed], made.handles[followed]
    assert mixture.width > Row.CELL[0] > made.mixtures[next(unit for unit in UNITS if unit != followed)].width
    assert mixture.get_left()[0] >= handle.get_right()[0]
    others = [cell for unit, cell in made.scale.cells.items() if made.x(unit) > made.x(followed)]
    assert all(mixture.get_right()[0] < cell.get_left()[0] for cell in (*others, made.scale.said[1]))


def test_gates_go_beside_their_tracks_and_rows_to_their_columns(trace: ReaderTrace) -> None:
    made = sliders(trace)
    ends = {
        (each.mobject.patch.reading.key, each.mobject.patch.reading.index[-1]): each.path.end for each in _passes(made.open(1.0))
    }
    for unit in UNITS:
        assert ends["previous_hidden", unit][0] == ends["candidate", unit][0] == pytest.approx(made.x(unit))
        assert ends["update_gate", unit][0] == pytest.approx(made.x(unit) + GATE)
    xs = [made.x(unit) for unit in UNITS]
    assert sum(xs) == pytest.approx(0.0)
    assert xs == sorted(xs)


def _passes(plays: list[Any]) -> list[Any]:
    return [each for each in plays if isinstance(each, Pass)]


def test_parts_are_laid_tip_to_tail_and_their_sum_goes_into_the_function(trace: ReaderTrace) -> None:
    made = road(trace)
    value = read(trace, "candidate")
    parts, total = [("past", value[0]), ("word", value[3])], read(trace, "candidate_preactivation")[5]
    squash = Squash("tanh", (1.5, made.candidate.at[1]), theme=DARK, colour="proposes")
    one = PartsOfOne(UnitSum(parts, total, made.candidate, 5, squash), notation=NOTATION["gru"], theme=DARK)
    first, second = one.bars
    assert first.get_x() < second.get_x() < one.total.get_x() < one.squash.get_x()
    assert second.foot == pytest.approx(first.tip)
    starts = [(5.0, 1.0), (6.0, 1.0)]
    going: list[Any] = [plays[0] for plays in one.come([[start] for start in starts], 2.0)[::2]]
    assert [each.mobject for each in going] == one.cells
    assert [tuple(each.path.at(0.0)[:2]) for each in going] == starts
    plays: list[list[Any]] = one.merge(2.0)
    summed, (into,), (_, coming) = plays
    assert one.total in summed[0].mobject.submobjects
    assert into.mobject is not one.total  # which stays to be read beside what comes out
    assert into.mobject.patch.reading == one.total.patch.reading
    assert tuple(into.path.end) == tuple(coming.path.at(0.0)) == pytest.approx(squash.at)
    assert coming.mobject is made.candidate.cells[5]
    assert coming.path.end == pytest.approx(made.candidate.place(5))


@pytest.mark.parametrize("gate", ["reset", "update", "candidate"])
def test_machines_lead_from_what_is_read_to_the_row_of_their_gate(trace: ReaderTrace, gate: str) -> None:
    made = road(trace)
    at = {"reset": (3.6, -1.75), "update": READ, "candidate": BEFORE}[gate]
    source = Source(read(trace, "stacked"), 8, read(trace, "stacked")[0], at, notation=NOTATION["gru"], theme=DARK, called="h")
    machine = made.machine(gate, source)
    row = {"reset": made.gate, "update": made.update, "candidate": made.candidate}[gate]
    assert np.abs(machine.into.corners[0] - np.array(at)).max() <= 1.3
    x, y = machine.out.corners[-1]
    assert row.left - 0.1 <= x <= row.right + 0.1
    assert row.at[1] - 0.6 <= y <= row.at[1] + 0.6
    assert machine.squash.sign.quantity.name == ("tanh" if gate == "candidate" else "sigmoid")


def test_a_gate_that_admits_is_what_the_sigmoid_leaves_of_one(trace: ReaderTrace) -> None:
    source = Source(read(trace, "stacked"), 8, read(trace, "stacked")[0], READ, notation=NOTATION["gru"], theme=DARK, called="h")
    machine = road(trace, keeps=False).machine("update", source)
    assert machine.squash.sign.quantity.letter == "1 - sigma"


def test_a_sum_in_short_ends_before_its_function_and_what_comes_out_goes_to_its_row(trace: ReaderTrace) -> None:
    made, gate, value = road(trace), Squash("sigmoid", (5.4, -0.8), theme=DARK, colour="keeps"), read(trace, "candidate")
    parts, total = [("h", value[0]), ("word", value[3]), ("bias", value[1])], read(trace, "update_preactivation")[5]
    one = ShortSum(UnitSum(parts, total, made.update, 5, gate), notation=NOTATION["gru"], theme=DARK)
    assert [term[1].text for term in one.terms] == ["h", "word", "bias"]
    signs = ["−" if round(float(part.value), 2) < 0 else "+" for _, part in parts[1:]]
    assert [term[2].text for term in one.terms] == [*signs, "="]
    assert "−" in signs
    ends = [(term.get_left()[0], term.get_right()[0]) for term in [*one.terms, one.total]]
    assert all(right < left for (_, right), (left, _) in pairwise(ends))
    assert ends[-1][1] < gate.port("left")[0]
    shown: list[Any] = one.come(2.0)
    assert all(first.window[1] <= then.window[0] + 1e-9 for first, then in pairwise(shown))
    plays: list[list[Any]] = one.squashed(1.0)
    [[going], [_, coming]] = plays
    assert tuple(going.path.end) == pytest.approx(gate.at)
    assert coming.mobject is made.update.cells[5]
    assert tuple(coming.path.end) == pytest.approx(made.update.place(5))


def test_parts_come_out_of_the_weights_that_read_the_masked_past(trace: ReaderTrace) -> None:
    made, value = road(trace), read(trace, "candidate")
    look: dict[str, Any] = {"notation": NOTATION["gru"], "theme": DARK}
    source = Source(read(trace, "stacked"), 8, read(trace, "stacked")[0], BEFORE, called="h", **look)
    parts, total = [("masked past", value[0]), ("word", value[3]), ("bias", value[1])], read(trace, "candidate_preactivation")[5]
    squash = made.machine("candidate", source).squash
    one = WeighedParts(UnitSum(parts, total, made.candidate, 5, squash), by="candidate_weight", source=source, **look)
    assert one.bars[-1].get_x() < one.total.get_x() < one.weights.get_x() < source.get_left()[0]
    assert one.squash is squash
    assert one.weights.sign.quantity.name == "candidate_weight"
    reading, _, *rest = one.weigh(3.0)
    assert reading[0].mobject is one.into
    assert [plays[0].mobject for plays in rest[::2]] == one.cells


def test_pytorch_resets_what_weights_made_of_h() -> None:
    made = road(reader("gru_reset_after"), after=True)
    first, second = made.masking.operands
    assert [first.row.values_shown.key, second.row.values_shown.key] == ["candidate_recurrent", "reset_gate"]
    assert made.masking.result.row.values_shown.key == "reset_recurrent"
    _, box, _ = made.weights()
    assert box.sign.quantity.name == "recurrent_weight"
    before = road(reader("gru"))
    assert [lane.row.values_shown.key for lane in before.masking.operands] == ["previous_hidden", "reset_gate"]


def test_what_leaves_is_the_way_to_count_that_is_seen(trace: ReaderTrace) -> None:
    made = sliders(trace)
    bars = [scale.bars[3] for scale in made.scales]
    assert [bar in made.leave(0.5).mobject.submobjects for bar in bars] == [True, False]
    list(made.flip(1.0))
    assert [bar in made.leave(0.5).mobject.submobjects for bar in bars] == [False, True]


def test_of_units_that_mix_in_turn_no_three_are_on_their_way_at_once(trace: ReaderTrace) -> None:
    made = sliders(trace)
    windows = [each.window for each in made.mix(UNITS, 2.0, lag=LAG)[::5]]
    for time in np.linspace(0.0, 1.0, 50):
        assert sum(start < time < end for start, end in windows) <= 2


def test_tiles_of_neighbours_are_apart(trace: ReaderTrace) -> None:
    made = sliders(trace)
    pitch = made.x(UNITS[1]) - made.x(UNITS[0])
    for unit in UNITS:
        gate, mixture = made.scale.cells[unit], made.mixtures[unit]
        left, right = made.handles[unit]
        assert gate.get_right()[0] <= left.get_left()[0] + 1e-6
        assert right.get_right()[0] <= mixture.get_left()[0] + 1e-6
        assert mixture.get_right()[0] < gate.get_left()[0] + min(pitch, 1.9)


@pytest.mark.parametrize("share", [0.0, 0.12, 0.43, 0.5, 0.57, 0.9, 1.0])
def test_the_level_of_a_gate_is_beside_its_number_and_all_numbers_are_at_one_height(share: float) -> None:
    gate = Readings("update_gate", (0,), np.array([share, 1.0]))
    cell, whole = Row(gate, [0, 1], at=(0.0, 0.0), notation=NOTATION["gru"], theme=DARK).cells.values()
    assert isinstance(cell, Vessel)
    assert cell.level.get_right()[0] < cell.numeral.get_left()[0]
    assert cell.numeral.get_right()[0] < cell.patch.get_right()[0]
    assert cell.numeral.get_y() == pytest.approx(whole.numeral.get_y(), abs=1e-3)
    assert cell.level.height == pytest.approx(share * cell.lane.height, abs=1e-5)
    assert not cell.rims


def test_numbers_of_units_stand_over_their_cells_and_names_over_them(trace: ReaderTrace) -> None:
    made = Row(read(trace, "hidden"), UNITS, at=(1.0, 2.0), note="h", notation=NOTATION["gru"], theme=DARK)
    before = made.names.get_y()
    made.number(Readings("unit_numbers", (), np.arange(1, 9)))
    assert [label.text for label in made.numbers] == ["1", "4", "6"]
    for unit, label in zip(UNITS, made.numbers, strict=True):
        assert label.get_x() == pytest.approx(made.place(unit)[0], abs=0.02)
        assert made.frame.get_top()[1] < label.get_bottom()[1] + 0.05
        assert label.get_top()[1] < made.names.get_bottom()[1]
    assert made.names.get_y() > before

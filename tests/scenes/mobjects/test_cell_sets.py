"""Cards, the map of a cell, the way through the words, and a program: what stands where, and what is as long as it should be."""

import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from manim import Dot

from model import zoo
from model.trace import ReaderTrace
from model.trace.holding import held_of, legs_of
from scenes.lstm_code import LSTMCode
from scenes.lstm_overview import LSTMOverview
from scenes.mobjects.bars import Link
from scenes.mobjects.leaves import leaves_of, opacities_of, set_opacities, shaded
from scenes.mobjects.motion import Vanish
from scenes.mobjects.moves import Path
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.passing import Halt, Pass, Ride
from scenes.mobjects.reading import Phrase, Reading, Readings, spell
from scenes.mobjects.sets.cards import Card, Stack, copied
from scenes.mobjects.sets.cell_diagram import HIGHWAY, PLACES
from scenes.mobjects.sets.cell_map import CellMap
from scenes.mobjects.sets.held_columns import GHOST
from scenes.mobjects.sets.program import Program
from scenes.mobjects.sets.stations import Journey, Station, width_of
from scenes.mobjects.sets.workings import ROWS, Workings
from scenes.mobjects.shapes import RIM
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")

LOOK: dict[str, Any] = {"notation": NOTATION["lstm"], "theme": DARK}


@pytest.fixture(scope="module")
def trace() -> ReaderTrace:
    found = zoo.load("reviews").run(LSTMOverview.text)
    assert isinstance(found, ReaderTrace)
    return found


def card(trace: ReaderTrace, name: str, at: tuple[float, float], time: int = 3, **options: Any) -> Card:
    return Card(Readings(name, (time,), trace.lookup(name)[time]), range(8), 6, at=at, **LOOK, **options)


def stack(trace: ReaderTrace, at: tuple[float, float]) -> Stack:
    return Stack(Readings("stacked", (3,), trace.stacked[3]), 8, at=at, **LOOK)


def apart(place: np.ndarray, start: np.ndarray, end: np.ndarray) -> float:
    """Return how far a place is from a piece of a wire."""
    way = end - start
    share = np.clip((place - start) @ way / max(way @ way, 1e-12), 0.0, 1.0)
    return float(np.linalg.norm(place - start - share * way))


def test_the_cells_of_a_card_stand_in_the_order_of_their_units_wherever_it_goes(trace: ReaderTrace) -> None:
    made = card(trace, "cell", (1.0, 2.0))
    for move in (lambda: None, lambda: made.shift((2.0, -1.0, 0.0)), lambda: made.scale(0.5)):
        move()
        places = [cell.patch.get_center()[:2] for cell in made.cells.values()]
        assert np.allclose(places, [made.middle(unit) for unit in made.cells])
        assert np.allclose(np.diff(np.array(places)[:, 0]), np.diff(np.array(places)[:, 0])[0])
    assert made.large.patch.reading == Reading("cell", (3, 6), float(trace.cell[3, 6]))
    assert made.again().at == pytest.approx(made.at)


def test_h_stands_above_x_in_a_stack(trace: ReaderTrace) -> None:
    made = stack(trace, (0.0, 0.0))
    shown = [[cell.patch.reading.index[-1] for cell in strip[1:]] for strip in (made.above, made.below)]
    assert shown == [list(range(8)), list(range(8, 16))]
    assert made.above.get_bottom()[1] > made.below.get_top()[1]


def test_a_copy_is_lifted_off_what_it_was_copied_from_and_gone_with_its_gap(trace: ReaderTrace) -> None:
    one, two = card(trace, "cell", (1.0, 2.0)), stack(trace, (0.0, 0.0))
    for made, frames in ((one.again(), 1), (two.again(), 2)):
        lifted = [leaf for leaf in leaves_of(made) if leaf.background_stroke_width]
        assert len(lifted) == frames
        for frame in lifted:
            assert frame.background_stroke_width == pytest.approx(frame.stroke_width + 2 * RIM)
            assert frame.get_stroke_color(background=True).to_hex().lower() == DARK.ground.lower()
            set_opacities(frame, 0.0, 0.0)
            assert not frame.background_stroke_rgbas[0, 3]
    assert not any(leaf.background_stroke_width for leaf in (*leaves_of(one), *leaves_of(two)))


def test_a_bar_is_a_ghost_as_long_as_the_next_one_leaves_it_and_then_dimmed(trace: ReaderTrace) -> None:
    made = journey(trace)
    plays, old = made.go(0, 3.0), made.columns.columns[0]
    for play in plays:
        play.begin()
    seen = {}
    for reached in (0.0, 0.12, 1.0):
        for play in plays:
            play.interpolate(reached)
        seen[reached] = [opacities_of(bar)[0] for bar in (old.own, old.others)]
        assert not made.columns.columns[1].own.background_stroke_width  # it has no gap around it that would cut into the old one
    dimmed = [shaded(bar, DARK.dimmed).fill for bar in made.columns.columns[1][:2]]
    assert seen[0.0] == [1.0, 1.0]
    assert max(seen[0.12]) <= GHOST
    assert seen[1.0] == pytest.approx(dimmed, abs=0.02)  # whose colours are a little other ones


def test_the_number_that_a_copy_of_a_card_lies_over_makes_room_until_it_is_clear(trace: ReaderTrace) -> None:
    one = card(trace, "cell", (0.0, 2.0))
    copy = one.again()
    plays = copied(one, copy, Pass(copy, Path((0.0, 2.0), (3.0, 2.0)), leaves=True, window=(0.2, 1.0), run_time=1.0))
    for play in plays:
        play.begin()
    seen = {}
    for reached in (0.1, 0.21, 0.4, 0.8, 1.0):
        for play in plays:
            play.interpolate(reached)
        seen[reached] = opacities_of(one.number)[0]
    assert seen == {0.1: 1.0, 0.21: 0.0, 0.4: 0.0, 0.8: 1.0, 1.0: 1.0}


def test_a_ride_that_halts_rests_on_its_way_between_both_operators(trace: ReaderTrace) -> None:
    ride = Halt(-1.0, 0.5, 3.0, 2.0, (0.1, 1.0))
    for x in (-1.0, 0.0, 0.5, 1.0, 3.0):
        assert ride.at(ride.when(x)) == pytest.approx(x)
    assert ride.at(ride.departs) == ride.at((ride.when(0.5) + ride.departs) / 2) == pytest.approx(0.5)
    stop = journey(trace).stops[0]
    told = stop.ride(2.0)
    assert isinstance(told, Halt)
    assert told.halt == pytest.approx(np.mean([operator.get_x() for operator in stop.touching]))


def test_words_of_a_run_have_their_numbers_if_they_are_few(trace: ReaderTrace) -> None:
    made, (_, unit) = journey(trace, 3), held_of(trace)
    runs = [stop for stop in made.stops if not isinstance(stop, Station)]
    assert runs
    for stop in runs:
        said = [each.text for each in leaves_of(stop.whole) if isinstance(each, Label)]
        for time in range(stop.times[0], stop.times[1] + 1):
            assert f"×{trace.forget_gate[time, unit]:.2f}" in said
            assert any(each[1:] == f"{abs(trace.written[time, unit]):.2f}" for each in said)


def test_every_card_of_the_map_is_on_a_wire_and_has_its_letter_or_its_name(trace: ReaderTrace) -> None:
    made = CellMap(lambda name, at: card(trace, name, at), lambda at: stack(trace, at), **LOOK)
    wires = *made.wires.values(), *made.reads.values(), made.highway
    pieces = [(start, end) for wire in wires for start, end in pairwise(wire.corners)]
    for name, one in made.cards.items():
        assert one.at == pytest.approx(PLACES[name])
        reach = Card.TALL / 2 if name == "previous_hidden" else 1e-3  # whose wire begins at its foot
        assert min(apart(np.array(one.at), start, end) for start, end in pieces) <= reach + 1e-6
    letters = {vars(sign)["names"] for sign in made.letters.values() if "names" in vars(sign)}
    assert letters >= {name for name in PLACES if NOTATION["lstm"][name].letter} | {"stacked", "inputs"}


def journey(trace: ReaderTrace, most: int = 4, word: int | None = None) -> Journey:
    word, unit = held_of(trace, word)

    def value(key: str, *index: int) -> Reading:
        return Reading(key, index, float(trace.lookup(key)[index]))

    return Journey(
        lambda name, at, time: Card(Readings(name, (time,), trace.lookup(name)[time]), range(8), unit, at=at, alone=True, **LOOK),
        value,
        Readings("tokens", (), np.array(trace.tokens)),
        trace.known,
        legs_of(trace, word, unit, most),
        word=word,
        unit=unit,
        theme=DARK,
    )


def test_the_columns_of_a_way_are_what_the_memory_has_and_end_at_the_cell_state(trace: ReaderTrace) -> None:
    word, unit = held_of(trace)
    made = journey(trace)
    times = word, *(leg.last for leg in legs_of(trace, word, unit, 4))
    for time, column in zip(times, made.columns.columns, strict=True):
        assert column.own.tip - made.columns.zero == pytest.approx(made.columns.unit * trace.memory[time, word, unit])
        assert column.others.home == pytest.approx(column.own.tip)
        assert column.others.tip == pytest.approx(float(column.level.get_y()))
        assert float(column.level.get_y()) - made.columns.zero == pytest.approx(made.columns.unit * trace.cell[time, unit])
        assert column.number.text in column.number.phrase.text == f"{trace.memory[time, word, unit]:.2f}"
        assert column.others.get_right()[0] == pytest.approx(column.own.get_right()[0])  # on its right half
        assert column.others.get_left()[0] == pytest.approx(column.own.get_x())
        assert column.rest is not None
        assert column.rest.text == spell(float(trace.memory_of_others[time, word, unit]))
        assert column.number.get_right()[0] < column.rest.get_left()[0]
    rests = [made.stops[0].start, *(stop.goal for stop in made.stops)]
    assert made.columns.xs == pytest.approx(rests)
    assert width_of([True, False]) < width_of([True, True])


def test_all_that_goes_through_a_stop_goes_as_one_and_changes_where_its_operator_is(trace: ReaderTrace) -> None:
    made = journey(trace)
    made.card.move_to((made.stops[0].start, HIGHWAY, 0))
    plays = made.go(0, 3.0)
    (own,) = [each for each in plays if each.mobject is made.columns.columns[1].own]
    first, second = (float(operator.get_x()) for operator in made.stops[0].touching)
    rest = made.columns.xs[1] - made.columns.columns[1].own.get_x()
    before, after = (float(made.columns.columns[number].own.height) for number in range(2))
    for each in plays:
        each.begin()
    heights = []
    for reached in np.linspace(0.0, 1.0, 21):
        own.interpolate(float(reached))
        x = float(own.mobject.get_x()) + rest
        heights.append(float(own.mobject.height))  # type: ignore[attr-defined]
        if x < first - Card.WIDE / 2 - Card.ROOM:
            assert heights[-1] == pytest.approx(before)
        if x > first + Card.WIDE / 2 + Card.ROOM:
            assert heights[-1] == pytest.approx(after)
    assert (np.diff(heights) <= 1e-9).all()
    assert first < second < made.stops[0].goal
    assert all(operator.get_y() == pytest.approx(HIGHWAY) for stop in made.stops for operator in stop.touching)


@pytest.mark.parametrize("word", [None, 8])
def test_the_first_column_is_all_that_is_held_before_it_parts_into_both(word: int | None, trace: ReaderTrace) -> None:
    made = journey(trace, word=word).columns
    own, others, level, number, _, total = made.columns[0]
    assert {id(each.mobject) for each in made.come(1.0)} == {id(made.whole), id(level), id(total)}
    assert made.whole.tip == pytest.approx(float(level.get_y()))
    home = [bar.points.copy() for bar in (own, others)]
    heights = sorted([made.zero, made.whole.tip])
    plays: list[Any] = made.part(1.0)
    for each in plays:
        each.begin()
        each.interpolate(0.0)
    assert [float(bar.width) for bar in (own, others)] == pytest.approx([float(made.whole.width)] * 2)
    ends = [float(end) for bar in (own, others) for end in (bar.get_bottom()[1], bar.get_top()[1])]
    assert [min(ends), max(ends)] == pytest.approx(heights, abs=1e-3)  # they are the whole, no more
    for each in plays:
        each.interpolate(1.0)
    assert all(bar.points == pytest.approx(points) for bar, points in zip((own, others), home, strict=True))
    assert [each.window[0] for each in plays if each.mobject is number] > [0.5]


def test_what_a_gate_leaves_is_written_out_so_that_it_holds(trace: ReaderTrace) -> None:
    made, (word, unit) = journey(trace), held_of(trace)
    for number, stop in enumerate(made.stops):
        if isinstance(stop, Station):
            whose, written = made.worked(number)
            before, share, after = map(float, re.findall(r"[−\d.]+", written.text.replace("−", "-")))
            assert whose.text == f"“{trace.tokens[word]}”:"
            assert whose.get_right()[0] < written.get_left()[0]
            assert before * share == pytest.approx(after, abs=5e-3)
            assert after == pytest.approx(trace.memory[stop.times[0], word, unit], abs=5e-3)


def test_what_the_word_wrote_comes_beside_what_is_left_of_it_and_what_was_between_goes(trace: ReaderTrace) -> None:
    word, unit = held_of(trace)
    made = journey(trace).columns
    plays = made.compared(Reading("tokens", (word,), str(trace.tokens[word])), 2.0)
    for play in plays:
        play.begin()
        play.interpolate(1.0)
    (copy,) = [play.mobject for play in plays if isinstance(play.mobject, Link) and isinstance(play, Pass)]
    first, last = (made.columns[number].own for number in (0, -1))
    assert copy.reading == first.reading == Reading("memory", (word, word, unit), float(trace.memory[word, word, unit]))
    assert copy.foot == pytest.approx(last.foot)
    assert float(copy.height) == pytest.approx(float(first.height))
    assert 0 < last.get_left()[0] - copy.get_right()[0] < float(last.width)
    gone = {id(play.mobject) for play in plays if isinstance(play, Vanish)}
    assert gone == {id(each) for column in made.columns[1:-1] for each in column.drawn}


def test_no_level_of_a_gate_strikes_the_number_on_its_card() -> None:
    for share in np.linspace(0.02, 0.98, 25):
        values = Readings("forget_gate", (0,), np.full(8, share))
        made = Card(values, range(8), 6, at=(0.0, 0.0), alone=True, **LOOK).large
        assert made.level.get_right()[0] < made.numeral.get_left()[0]  # type: ignore[attr-defined]
        assert made.numeral.get_right()[0] < made.patch.get_right()[0]  # type: ignore[attr-defined]


def test_what_rides_together_is_at_one_place_and_takes_its_time() -> None:
    ride = Ride(-2.0, 3.0, 4.0, (0.2, 1.0))
    for x in (-2.0, -1.0, 0.4, 3.0):
        assert ride.at(ride.when(x)) == pytest.approx(x)
    dots = [Dot((x, 0.0, 0.0)) for x in (0.5, 1.5)]
    one, other = ride.along(dots[0], -2.0, 0.5), ride.along(dots[1], -1.0, 3.0, aside=-0.5)
    for each in (one, other):
        each.begin()
    reached = ride.when(0.0)
    one.interpolate(reached)
    other.interpolate(reached)
    assert dots[0].get_x() == pytest.approx(0.0, abs=1e-3)
    assert dots[1].get_x() == pytest.approx(-0.5, abs=1e-3)


def program_of(trace: ReaderTrace) -> Program:
    columns = [
        [Reading("program_columns", (line, column), part) for column, part in enumerate(parts)]
        for line, parts in enumerate(trace.program_columns)
    ]
    lines, numbers = (Readings(key, (), np.array(trace.lookup(key))) for key in ("program", "line_numbers"))
    return Program(lines, columns, numbers, left=-6.0, top=2.0, right=2.0, rows=ROWS, first="x", theme=DARK)


def test_the_lines_of_a_program_stand_below_one_another_and_are_indented(trace: ReaderTrace) -> None:
    made = program_of(trace)
    assert [line.text for line in made.lines] == [line.strip() for line in trace.program]
    heights = [line.baseline for line in made.lines]
    assert heights == sorted(heights, reverse=True)
    depths = [len(line) - len(line.lstrip()) for line in trace.program]
    lefts = {depth: float(line.get_left()[0]) for depth, line in zip(depths, made.lines, strict=True)}
    assert [lefts[depth] for depth in sorted(lefts)] == pytest.approx([-6.0, -5.62, -5.24])
    assert {made.lines[made.number(name)].text.split()[0] for name in "fiohC"} == set("fiohC")
    assert made.lines[made.number("x")].text == "for x in words:"


def test_what_is_alike_in_the_lines_of_layers_stands_in_one_column(trace: ReaderTrace) -> None:
    layers = [made.lines[made.number(name)].parts for made in [program_of(trace)] for name in ("f", "i", "new", "o")]
    for column in (1, 3, 4, 5, 6):
        lefts = [float(parts[column].get_left()[0]) for parts in layers]
        assert lefts == pytest.approx([lefts[0]] * 4, abs=0.03)
    for parts in layers:
        ends = [float(part.get_right()[0]) for part in parts]
        assert all(end < float(part.get_left()[0]) for end, part in zip(ends, parts[1:], strict=False))


def test_what_a_line_gives_stands_at_its_height(trace: ReaderTrace) -> None:
    made = program_of(trace)
    works = Workings(
        lambda name, at: card(trace, name, at, flat=True),
        lambda at: stack(trace, at),
        lambda: (Phrase("not", "not"), True),
        lambda name: made.y(made.number(name)),
        made.end,
        (Phrase("said", "said"),) * 2,
        **LOOK,
    )
    cards = {name: works.fresh(name) for name in ROWS}
    for name, one in cards.items():
        line = made.lines[made.number(name)].parts[0]
        assert one.at[1] == pytest.approx(line.baseline + line.cap_height / 2)
        assert works.equations[name].get_y() == pytest.approx(one.at[1])
    tops = [float(one.get_top()[1]) for one in cards.values()]
    assert all(float(one.get_bottom()[1]) > top for one, top in zip(cards.values(), tops[1:], strict=False))


def test_both_films_follow_the_same_word_and_unit() -> None:
    assert LSTMOverview.text == LSTMCode.text
    assert (
        LSTMOverview.follows_a_word is LSTMCode.follows_a_word is LSTMOverview.follows_a_unit is LSTMCode.follows_a_unit is True
    )

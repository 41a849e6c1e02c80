"""Cards, the map of a cell, the way through the words, and a program: what stands where, and what is as long as it should be."""

from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from model import zoo
from model.trace import ReaderTrace
from model.trace.holding import held_of, legs_of
from scenes.lstm_code import LSTMCode
from scenes.lstm_overview import LSTMOverview
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.reading import Phrase, Reading, Readings
from scenes.mobjects.sets.cards import Card, Stack
from scenes.mobjects.sets.cell_diagram import HIGHWAY, PLACES
from scenes.mobjects.sets.cell_map import CellMap
from scenes.mobjects.sets.program import Program
from scenes.mobjects.sets.stations import Journey, width_of
from scenes.mobjects.sets.workings import ROWS, Workings
from scenes.mobjects.text import Numeral
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
    shown = [[cell.patch.reading.index[-1] for cell in strip[:-1]] for strip in (made.above, made.below)]
    assert shown == [list(range(8)), list(range(8, 16))]
    assert made.above.get_bottom()[1] > made.below.get_top()[1]


def test_every_card_of_the_map_is_on_a_wire_and_has_its_letter_or_its_name(trace: ReaderTrace) -> None:
    made = CellMap(lambda name, at: card(trace, name, at), lambda at: stack(trace, at), **LOOK)
    pieces = [(start, end) for wire in (*made.wires, made.highway) for start, end in pairwise(wire.corners)]
    for name, one in made.cards.items():
        assert one.at == pytest.approx(PLACES[name])
        assert min(apart(np.array(one.at), start, end) for start, end in pieces) < 1e-3
    letters = {vars(sign)["names"] for sign in made.letters if "names" in vars(sign)}
    assert letters >= {name for name in PLACES if NOTATION["lstm"][name].letter} | {"stacked", "inputs"}


def test_the_bars_of_a_way_are_what_the_memory_has_and_change_below_the_words(trace: ReaderTrace) -> None:
    word, unit = held_of(trace)
    legs = legs_of(trace, word, unit, 4)
    made = Journey(
        lambda name, at, time: card(trace, name, at, time),
        Readings("tokens", (), np.array(trace.tokens)),
        trace.known,
        legs,
        word=word,
        unit=Reading("unit_numbers", (unit,), unit + 1.0),
        left=lambda time: Reading("memory", (time, word, unit), float(trace.memory[time, word, unit])),
        theme=DARK,
    )
    assert len(made.bars) == len(made.stops) + 1
    heights = [float(bar.height) / bar.unit for bar in made.bars]
    assert heights == pytest.approx([abs(trace.memory[last, word, unit]) for last in (word, *(leg.last for leg in legs))])
    for stop, before, after in zip(made.stops, made.bars, made.bars[1:], strict=False):
        assert before.get_right()[0] < (stop.start + stop.goal) / 2 < after.get_left()[0]
        assert all(operator.get_y() == pytest.approx(HIGHWAY) for operator in stop.touching)
        assert len(stop.touching) % 2 == 0
    assert width_of([True, False]) < width_of([True, True])


def test_a_card_without_its_numeral_has_the_colour_alone_and_so_have_its_copies(trace: ReaderTrace) -> None:
    plain, bare = card(trace, "cell", (0.0, 0.0)), card(trace, "cell", (0.0, 0.0), numeral=False)
    assert bare.large.patch.get_fill_color() == plain.large.patch.get_fill_color()
    texts = [sum(isinstance(leaf, Numeral) for leaf in each.get_family()) for each in (plain, bare, bare.again())]
    assert texts == [1, 0, 0]


def program_of(trace: ReaderTrace) -> Program:
    columns = [
        [Reading("program_columns", (line, column), part) for column, part in enumerate(parts)]
        for line, parts in enumerate(trace.program_columns)
    ]
    return Program(Readings("program", (), np.array(trace.program)), columns, left=-6.0, top=2.0, rows=ROWS, theme=DARK)


def test_the_lines_of_a_program_stand_below_one_another_and_are_indented(trace: ReaderTrace) -> None:
    made = program_of(trace)
    assert [line.text for line in made.lines] == [line.strip() for line in trace.program]
    heights = [line.baseline for line in made.lines]
    assert heights == sorted(heights, reverse=True)
    depths = [len(line) - len(line.lstrip()) for line in trace.program]
    lefts = {depth: float(line.get_left()[0]) for depth, line in zip(depths, made.lines, strict=True)}
    assert [lefts[depth] for depth in sorted(lefts)] == pytest.approx([-6.0, -5.58, -5.16])
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
        (Phrase("said", "said"),) * 3,
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

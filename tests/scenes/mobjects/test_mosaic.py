"""A vector as a picture, the words of a sentence in columns, and the rows in which words are written."""

from itertools import pairwise

import numpy as np
import pytest

from scenes.mobjects.areas import Area
from scenes.mobjects.reading import Phrase, Readings, phrase
from scenes.mobjects.sets.encoder_row import EncoderRow, chips_in
from scenes.mobjects.sets.mosaic import Grid, Mosaic
from scenes.mobjects.sets.writing_desk import Line
from scenes.mobjects.theme import DARK

pytestmark = pytest.mark.usefixtures("manim_ready")


def words(count: int, word: str = "word") -> Readings:
    return Readings("source_tokens", (), np.array([word] * count))


@pytest.mark.parametrize("count", [1, 2, 7, 96, 97, 128, 256])
@pytest.mark.parametrize(("wide", "high"), [(2.0, 1.6), (0.42, 1.6), (3.0, 0.8)])
def test_all_numbers_lie_in_their_room(count: int, wide: float, high: float) -> None:
    grid = Grid(count, wide, high)
    assert grid.across * grid.rows >= count > grid.across * (grid.rows - 1)
    assert grid.width <= wide + 1e-9
    assert grid.height <= high + 1e-9


def test_whole_rows_are_preferred() -> None:
    grid = Grid(96, 1.96, 1.6)
    assert (grid.across, grid.rows) == (12, 8)


def test_a_unit_is_where_its_grid_has_it_in_any_size() -> None:
    grid, values = Grid(6, 3.0, 2.0), Readings("forward_hidden", (0,), np.linspace(-1, 1, 6))
    made = Mosaic(values, grid, (1.0, 2.0), theme=DARK, colour="source", scale=0.5)
    for unit, cell in enumerate(made.cells):
        assert cell.get_center()[:2] == pytest.approx(grid.place(unit, (1.0, 2.0), 0.5))
    assert made.frame.width == pytest.approx(grid.width / 2 + 2 * Mosaic.ROOM)


def test_words_have_one_size_and_are_cut_only_where_there_is_no_room() -> None:
    said = [Phrase("a", "a"), phrase("{word}", word=words(1, "Donaudampfschifffahrtsgesellschaft")[0])]
    chips = chips_in(said, 1.2, theme=DARK)
    assert chips[0].box.height == pytest.approx(chips[1].box.height)
    assert chips[0].word.text == "a"
    assert chips[1].word.text.endswith("…")
    assert chips[1].width <= 1.2
    assert all(chip.legible for chip in chips)


@pytest.mark.parametrize(("count", "word"), [(1, "a"), (5, "good"), (12, "agreement"), (15, "uncharacteristically")])
def test_columns_lie_side_by_side_in_the_frame(count: int, word: str) -> None:
    row = EncoderRow(words(count, word), [True] * count, 96, Phrase("English", "English"), theme=DARK)
    chips = row.chips
    assert all(one.get_right()[0] < other.get_left()[0] for one, other in pairwise(chips))
    assert chips[-1].get_right()[0] <= EncoderRow.WIDTH / 2
    assert all(row.x(step) - row.x(step - 1) > row.grid.width for step in range(count))
    assert all(chip.legible for chip in chips)


def test_long_words_make_their_own_columns_wider() -> None:
    said = Readings("source_tokens", (), np.array([*["a"] * 10, "agreement"]))
    row = EncoderRow(said, [True] * 11, 96, Phrase("English", "English"), theme=DARK)
    assert row.chips[-1].word.text == "agreement"
    assert row.x(10) - row.x(9) > row.x(9) - row.x(8)


@pytest.mark.parametrize(("count", "rows"), [(4, 1), (40, 6)])
def test_words_are_written_in_as_few_rows_as_there_is_room_for(count: int, rows: int) -> None:
    area, first = Area(-5.0, 6.0, -2.0, -2.0), Phrase("start", "start")
    said = [phrase("{word}", word=word) for word in words(count, "sentence").flat()]
    line = Line(first, said, [], area, theme=DARK)
    assert len(line.pages) <= rows
    assert [step for page in line.pages for step in page] == list(range(-1, count))
    for page in line.pages:
        chips = [line.chips[step] if step >= 0 else line.lead for step in page]
        assert chips[0].get_left()[0] >= area.left - 0.01
        assert chips[-1].get_right()[0] <= area.right + 0.01
        assert all(one.get_right()[0] < other.get_left()[0] for one, other in pairwise(chips))


@pytest.mark.parametrize(("count", "rows"), [(12, 1), (30, 2), (90, 0)])
def test_all_that_was_written_is_shown_in_an_area_or_nothing_of_it(count: int, rows: int) -> None:
    said, area = [phrase("{word}", word=word) for word in words(count).flat()], Area(-6.6, 6.6, -2.85, -1.6)
    line = Line(Phrase("start", "start"), said, [], Area(-5.0, 6.0, -2.0, -2.0), theme=DARK)
    found = line.whole(range(count), area)
    assert len(found) == rows
    assert sum(map(len, found)) == count * (rows > 0)
    assert all(chip.legible for row in found for chip in row)
    assert all(area.bottom <= chip.get_bottom()[1] and chip.get_top()[1] <= area.top for row in found for chip in row)

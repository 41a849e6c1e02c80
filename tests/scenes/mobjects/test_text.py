"""Words stand on one line, numerals fit their cells, and every text knows what it says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from manim import tempconfig

from scenes.mobjects import outlines, text
from scenes.mobjects.colours import ink_on, signed, weight
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.text import Label, Numeral, Paragraph, settled
from scenes.mobjects.theme import DARK
from scenes.mobjects.values import Matrix, Swatch, Vector

pytestmark = pytest.mark.usefixtures("manim_ready")

WORDS = ["good", "Äpfel", "ÉCOLE", "naïve", "(yes)", "no.", "क्षत्रिय", "10"]
unhurried = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def label(text: str, **options: Any) -> Label:
    return Label(phrase("{word}", word=Reading("tokens", (0,), text)), theme=DARK, **options)


def foot(mobject: Label) -> float:
    return float(mobject.get_bottom()[1])


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("align", [-1, 0, 1])
def test_words_stand_where_they_are_put(word: str, align: int) -> None:
    made = label(word).sit(1.5, -0.7, align)
    assert made.baseline == pytest.approx(-0.7)
    edges = {-1: made.get_left()[0], 0: made.get_x(), 1: made.get_right()[0]}
    assert edges[align] == pytest.approx(1.5)


def test_letters_without_descender_end_at_the_baseline() -> None:
    for word in ("H", "Hello", "ÄH", "10"):
        assert foot(label(word).sit(0, 2.0)) == pytest.approx(2.0, abs=0.01)
    assert foot(label("good").sit(0, 2.0)) < 2.0 - 0.03
    assert foot(label("¯").sit(0, 2.0)) > 2.05


def test_accents_and_scripts_do_not_move_the_line_or_the_size() -> None:
    plain = label("HA")
    for word in WORDS:
        assert label(word).cap_height == pytest.approx(plain.cap_height, rel=1e-3)
    assert label("ÄH").height > plain.height
    assert float(label("ÄH").sit(0, 0).get_top()[1]) > float(plain.sit(0, 0).get_top()[1])


def test_devanagari_is_shaped_as_a_whole() -> None:
    joined, parts = label("क्ष"), [label("क"), label("ष")]
    assert len(joined.points) > 0
    assert joined.width < 0.9 * sum(part.width for part in parts)
    assert len(label("हिन्दी").points) != len(label("हनदी").points)


def test_a_text_is_one_outline_without_submobjects() -> None:
    for mobject in (label("good"), Numeral(Reading("cell", (0,), -0.5), theme=DARK, ink=DARK.ink)):
        assert mobject.submobjects == []
        assert len(mobject.points) % 4 == 0


def test_a_scaled_word_still_knows_its_baseline_and_height() -> None:
    made = label("pygmy").sit(0, 0)
    tall = made.cap_height
    made.scale(0.5).sit(0, 1.0)
    assert made.cap_height == pytest.approx(tall / 2)
    assert made.baseline == pytest.approx(1.0)
    assert label("H").scale(0.5).sit(0, 1.0).get_bottom()[1] == pytest.approx(1.0, abs=0.01)


def test_sitting_amid_centres_capitals_and_figures() -> None:
    for word in ("H", "8"):
        assert label(word).sit_amid(0, 0.5).get_y() == pytest.approx(0.5, abs=0.01)


@unhurried
@given(st.floats(-99, 99))
def test_every_numeral_fits_into_its_cell(value: float) -> None:
    cell = Swatch(Reading("cell", (0,), value), theme=DARK, scale="signed", size=Vector.COLUMN)
    for axis in (0, 1):
        room = (cell.patch.length_over_dim(axis) - cell.numeral.length_over_dim(axis)) / 2
        assert room >= 0.02
        off = abs(cell.patch.get_center()[axis] - cell.numeral.get_center()[axis])
        assert off <= room


def test_figures_are_tabular() -> None:
    def at(text: float) -> Numeral:
        return Numeral(Reading("cell", (0,), text), theme=DARK, ink=DARK.ink)

    widths = [at(value).width for value in (0.88, 0.08, 0.80, 0.38)]
    assert np.ptp(widths) < 0.03
    assert at(0.11).width < at(-0.11).width


def test_a_numeral_says_its_reading() -> None:
    reading = Reading("cell", (3,), -0.126)
    made = Numeral(reading, theme=DARK, ink=DARK.ink)
    (shown,) = made.displays()
    assert (made.text, shown.shown, shown.reading) == ("\N{MINUS SIGN}0.13", "\N{MINUS SIGN}0.13", reading)


@pytest.mark.parametrize(("scale", "rule"), [("signed", signed), ("weight", weight)])
@pytest.mark.parametrize("value", [-1.0, -0.4, 0.0, 0.3, 1.0])
def test_a_cell_has_its_value_s_colour_and_a_readable_numeral(scale: str, rule: Callable[..., str], value: float) -> None:
    cell = Swatch(Reading("cell", (0,), value), theme=DARK, scale=scale, size=Vector.COLUMN)
    fill = rule(value, DARK)
    assert cell.patch.get_fill_color().to_hex().upper() == fill
    assert cell.numeral.get_fill_color().to_hex().upper() == ink_on(fill, DARK)
    (shown,) = cell.patch.displays()
    assert shown.shown == shown.rule(value) == fill


@pytest.mark.parametrize("across", [True, False])
def test_a_vector_lays_its_cells_side_by_side_in_order(across: bool) -> None:
    made = Vector(Readings("cell", (2,), np.linspace(-1, 1, 8)), theme=DARK, role="memory", across=across, size=(0.3, 0.25))
    centres = np.array([cell.get_center() for cell in made.cells])
    step = (0.3, 0, 0) if across else (0, -0.25, 0)
    assert np.allclose(np.diff(centres, axis=0), step)
    assert [cell.patch.reading.index for cell in made.cells] == [(2, unit) for unit in range(8)]
    assert np.allclose(made.get_center(), 0)


def test_a_matrix_is_read_by_rows_and_parts_its_blocks() -> None:
    made = Matrix(Readings("weight", (1,), np.arange(12.0).reshape(3, 4)), theme=DARK, role="keeps", divide=2, size=(0.2, 0.25))
    indices = [
        [cell.reading.index if hasattr(cell, "reading") else cell.patch.reading.index for cell in row] for row in made.rows
    ]
    assert indices == [[(1, row, column) for column in range(4)] for row in range(3)]
    gaps = np.diff([cell.get_x() for cell in made.rows[0]])
    assert gaps[1] > gaps[0] == pytest.approx(gaps[2]) == pytest.approx(0.2)


def test_a_paragraph_breaks_into_two_even_lines_where_it_must() -> None:
    said = phrase("Old hidden state and new word are stacked: h first, then x, and that is all there is to say")
    one = Paragraph(said, theme=DARK, size=DARK.caption, width=100)
    two = Paragraph(said, theme=DARK, size=DARK.caption, width=9)
    assert len(one) == 1
    assert len(two) == 2
    first, second = two
    assert f"{first.text} {second.text}" == said.text
    assert abs(first.width - second.width) < 0.25 * first.width
    assert second.get_top()[1] < first.get_bottom()[1]
    assert two.width <= 9
    assert list(two.displays()) == list(said.displays)


def test_plain_digits_in_a_label_are_unbound() -> None:
    assert Label("8 units", theme=DARK).phrase.unbound == "8"
    assert label("8").phrase.unbound == ""


def test_an_outline_is_the_same_when_it_comes_from_its_file() -> None:
    made = text._set("Wörter", DARK.font, 24, "NORMAL")
    for _ in range(2):  # made, and then loaded
        text._outline.cache_clear()
        points, cap = text._outline("Wörter", DARK.font, 24, "NORMAL")
        np.testing.assert_array_equal(points, made[:-1])
        assert cap == made[-1, 0]


def test_an_outline_on_a_shelf_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with tempconfig({"text_dir": str(tmp_path)}):
        made = text._kept(text._set, "shelved", DARK.font, 24.0, "NORMAL")
    monkeypatch.setattr(text, "_glyphs", lambda *_: pytest.fail("it is set again"))
    monkeypatch.setattr(outlines, "shelves", [tmp_path])
    assert np.array_equal(text._kept(text._set, "shelved", DARK.font, 24.0, "NORMAL"), made)


def test_no_line_begins_with_the_dot_between_two_parts_if_it_need_not() -> None:
    two = Paragraph(phrase("a score of many and so · words with a study so"), theme=DARK, size=20, width=4.0)
    assert [line.text for line in two] == ["a score of many and so ·", "words with a study so"]


@pytest.mark.parametrize(
    "said", [phrase("Which of the two is better?"), phrase("{word}?", word=Reading("tokens", (0,), "W" * 40))]
)
def test_what_has_little_room_is_as_wide_as_that_at_the_most_whether_it_has_words_to_cut_or_not(said: Any) -> None:
    for room in (0.8, 2.0):
        assert settled(said, theme=DARK, size=DARK.title, room=room, colour="ink").width <= room + 1e-6

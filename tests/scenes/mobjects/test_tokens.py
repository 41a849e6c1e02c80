"""Ribbons, strips, bars: where words and values are put."""

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from manim import Line, VMobject

from scenes.mobjects.appearance import distance
from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar, Shares, Verdict
from scenes.mobjects.colours import signed
from scenes.mobjects.legend import VALUES, Legend, legends
from scenes.mobjects.reading import MINUS, Reading, Readings
from scenes.mobjects.sets.attention_map import AlignmentMap
from scenes.mobjects.shapes import Shape
from scenes.mobjects.text import Label
from scenes.mobjects.theme import DARK
from scenes.mobjects.tokens import Chip, Ribbon, _window, hatched, row_of_chips
from scenes.mobjects.values import Vessel

pytestmark = pytest.mark.usefixtures("manim_ready")


def words(*said: str) -> Readings:
    return Readings("tokens", (), np.array(said))


@given(st.lists(st.floats(0.3, 8), min_size=1, max_size=30), st.data())
def test_the_window_holds_the_current_word_and_no_more_than_fits(widths: list[float], data: st.DataObject) -> None:
    current = data.draw(st.integers(0, len(widths) - 1))
    first, last = _window(widths, current, 12.0)
    assert 0 <= first <= current <= last < len(widths)
    assert first == last or sum(widths[first : last + 1]) <= 12.0
    for wider in ((first - 1, last), (first, last + 1)):  # and no more would fit
        if wider[0] >= 0 and wider[1] < len(widths):
            assert sum(widths[wider[0] : wider[1] + 1]) > 12.0


@pytest.mark.parametrize("current", [0, 7, 19])
def test_a_ribbon_fits_and_shows_the_current_word(current: int) -> None:
    said = [f"{'word' * (1 + number % 3)}{number}" for number in range(20)]
    ribbon = Ribbon(words(*said), (True,) * 20, current, theme=DARK, width=13.4)
    shown = [part.word.text for part in ribbon if isinstance(part, Chip)]
    assert said[current] in shown
    assert ribbon.current.word.text == said[current]
    assert ribbon.width <= 13.4
    assert ribbon[0].text == "…" if current > 10 else ribbon[-1].text == "…"
    assert all(before.get_right()[0] < after.get_left()[0] for before, after in pairwise(ribbon))


def test_the_words_of_a_ribbon_share_their_baseline() -> None:
    ribbon = Ribbon(words("good", "ÄPFEL", "naïve", "उत्पाद"), (True,) * 4, 1, theme=DARK, width=13.4)
    assert np.ptp([chip.word.baseline for chip in ribbon]) < 1e-9
    assert np.ptp([chip.box.get_y() for chip in ribbon]) < 1e-9


def test_only_the_current_word_is_lit_and_only_unknown_ones_are_hatched() -> None:
    ribbon = Ribbon(words("a", "b", "c"), (True, False, True), 1, theme=DARK, width=13.4)
    assert [chip.box.get_fill_color().to_hex().upper() == DARK.focus for chip in ribbon] == [False, True, False]
    assert [sum(isinstance(part, Line) for part in chip.get_family()) > 0 for chip in ribbon] == [False, True, False]


@pytest.mark.parametrize("word", ["राहुल", "महत्त्वाचे", "शिक्षक", "gypsy", "Élan"])
def test_a_word_is_whole_inside_its_chip(word: str) -> None:
    chip = Chip(word, theme=DARK)
    assert chip.box.get_bottom()[1] < chip.word.get_bottom()[1] - 0.005
    assert chip.word.get_top()[1] < chip.box.get_top()[1] - 0.005


def test_a_row_of_chips_shares_its_baseline_and_every_word_is_whole() -> None:
    said = words("राहुल", "चांगला", "मुलगा", "आहे", "Élan")
    chips = row_of_chips(said, theme=DARK, y=1.0, width=13.4, colour="target")
    assert np.ptp([chip.word.baseline for chip in chips]) < 1e-9
    assert all(chip.box.get_bottom()[1] < chip.word.get_bottom()[1] - 0.005 for chip in chips)
    assert all(chip.word.get_top()[1] < chip.box.get_top()[1] - 0.005 for chip in chips)


def test_unknown_words_in_a_row_of_chips_are_hatched() -> None:
    row = {"theme": DARK, "y": 1.0, "width": 13.4, "colour": "source"}
    assert [bool(lines(chip)) for chip in row_of_chips(words("a", "b"), known=(True, False), **row)] == [False, True]
    assert not any(lines(chip) for chip in row_of_chips(words("a", "b"), **row))


def lines(mobject: VMobject) -> list[Line]:
    return [member for member in mobject.get_family() if type(member) is Line]


def test_a_bare_word_has_its_hatching_around_it() -> None:
    label = Label("zorble", theme=DARK).sit(2.0, 1.0)
    behind = hatched(label, theme=DARK)
    assert lines(behind)
    assert np.allclose(behind.get_x(), label.get_x())
    assert behind.width > label.width


@pytest.mark.parametrize("known", [(), (True, False, True)])
def test_unknown_words_of_attention_are_hatched_where_they_stand(known: tuple[bool, ...]) -> None:
    grid = AlignmentMap(words("the", "zorgle", "sleeps"), 4, Area(-6.5, 6.5, -2.0, 3.0), theme=DARK, known=known)
    found = lines(grid)
    assert bool(found) == bool(known)
    for line in found:
        assert np.linalg.norm(line.get_center() - grid.heads[1].get_center()) < grid.heads[1].width


def test_hatching_stays_inside_its_box() -> None:
    chip = Chip("zorble", theme=DARK, known=False)
    lines = [part for part in chip.get_family() if isinstance(part, Line)]
    for line in lines:
        assert chip.box.get_left()[0] <= line.get_left()[0] <= line.get_right()[0] <= chip.box.get_right()[0]
        assert chip.box.get_bottom()[1] <= line.get_bottom()[1] <= line.get_top()[1] <= chip.box.get_top()[1]


@pytest.mark.parametrize("value", [0.0, 1e-9, 0.25, 1.0, 2.5])
def test_a_bar_is_as_long_as_its_value(value: float) -> None:
    bar = Bar(Reading("remembered", (0,), value), unit=3.0, height=0.3, left=-1.0, y=0.5, paint=DARK.memory)
    assert bar.width == pytest.approx(3 * value, abs=1e-5)
    assert bar.get_left()[0] == pytest.approx(-1.0)
    assert bar.get_y() == pytest.approx(0.5)
    (shown,) = bar.displays()
    assert shown.shown == pytest.approx(shown.rule(value))
    (shown,) = bar.stretch(1.5, 0).displays()
    assert shown.rule(value) <= 1e-5 or shown.shown != pytest.approx(shown.rule(value))


def test_shares_fill_their_bar_without_gaps() -> None:
    values = [0.2, 0.0, 0.7, 0.1]
    shares = [Reading("probabilities", (0, number), value) for number, value in enumerate(values)]
    bar = Shares(shares, theme=DARK, width=2.0, height=0.3, left=-1.0, y=0.0)
    assert bar.get_right()[0] == pytest.approx(1.0, abs=1e-4)
    assert all(before.get_right()[0] == pytest.approx(after.get_left()[0], abs=1e-4) for before, after in pairwise(bar))
    lit = [part.get_fill_color().to_hex().upper() for part in bar]
    assert lit == [DARK.others, DARK.others, DARK.ink, DARK.others]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9])
def test_a_verdict_shows_the_most_probable_labels_and_lights_the_first(count: int) -> None:
    values = np.arange(1, count + 1) / np.arange(1, count + 1).sum()
    labels = Readings("labels", (), np.array([f"label{'x' * number}" for number in range(count)]))
    shares = Readings("probabilities", (0,), values)
    verdict = Verdict(labels, shares, theme=DARK, left=0.0, middle=-1.0, width=4.0, room=2.0)
    parts = [part for entry in verdict for part in entry]
    bars = [part for part in parts if isinstance(part, Bar)]
    assert [bar.reading.index[-1] for bar in bars] == list(range(max(0, count - Verdict.MOST), count))
    names = [part for part in parts if isinstance(part, Label) and part.text.startswith("label")]
    assert [bar.get_fill_color().to_hex().upper() for bar in bars] == [DARK.others] * (len(bars) - 1) + [DARK.ink]
    lit = [name.text for name in names if name.get_fill_color().to_hex().upper() == DARK.ink]
    assert lit == [f"label{'x' * (count - 1)}"]
    assert np.mean([bar.get_y() for bar in bars]) == pytest.approx(-1.0)
    pitch = Verdict.PITCH if count < 5 else (Verdict.TALLEST - Verdict.HIGH) / 4
    assert all(above.get_y() - below.get_y() == pytest.approx(pitch) for above, below in pairwise(bars))


@pytest.mark.parametrize(
    ("names", "size"),
    [
        (("no", "more than less"), DARK.label),
        (("no", "more than less"), DARK.small),
        (("more than less", "no"), DARK.numeral),
        (("more than less", "no", "x" * 60), DARK.numeral),
    ],
)
def test_all_names_of_a_verdict_have_one_size(names: tuple[str, ...], size: float) -> None:
    room = Label("more than less", theme=DARK, size=size).width + 1e-3
    shares = Readings("probabilities", (0,), np.arange(1, len(names) + 1) / 10)
    labels = Readings("labels", (), np.array(names))
    verdict = Verdict(labels, shares, theme=DARK, left=0.0, middle=0.0, width=4.0, room=room)
    made = [entry[0] for entry in verdict]
    assert [name.style[1] for name in made] == [size] * len(names)
    assert [name.text == word for name, word in zip(made, names, strict=True)] == [len(word) < 60 for word in names]
    assert all(name.width <= room for name in made)
    assert [name.baseline + name.cap_height / 2 for name in made] == pytest.approx([entry[1].get_y() for entry in verdict])


def fills(legend: Legend) -> list[str]:
    return [part.get_fill_color().to_hex().upper() for part in legend if type(part) is Shape]


def said(legend: Legend) -> list[str]:
    return [part.text for part in legend if isinstance(part, Label)]


def test_legends_end_at_the_right_side_by_side() -> None:
    both = legends(Area(0.0, 6.7, 3.4, 3.6), theme=DARK, keys={"": "share", **VALUES})
    assert both.get_right()[0] == pytest.approx(6.7)
    first, second = sorted(both, key=lambda key: key.get_left()[0])
    assert first.get_right()[0] < second.get_left()[0]


def test_the_legend_of_values_is_all_of_the_ramp_and_shows_where_its_numbers_are() -> None:
    (made,) = legends(Area(0.0, 6.7, 3.4, 3.6), theme=DARK)
    assert [fills(made)[at] for at in (0, -1)] == [signed(value, DARK) for value in (-16, 16)]
    assert said(made) == [f"{MINUS}16", f"{MINUS}1", "0", "1", "16", "values"]
    ticks = {part.text: part.get_x() for part in made if isinstance(part, Label)}
    strips = [part for part in made if type(part) is Shape]
    for text, value in ((f"{MINUS}1", -1.0), ("1", 1.0)):
        beside = min(strips, key=lambda strip, x=ticks[text]: abs(strip.get_x() - x))
        assert distance(beside.get_fill_color().to_hex(), signed(value, DARK)) < 3.0


def test_the_numbers_of_a_legend_are_read_at_480_lines_and_apart() -> None:
    (made,) = legends(Area(0.0, 6.7, 3.4, 3.6), theme=DARK)
    numbers = sorted((part for part in made if isinstance(part, Label)), key=lambda part: part.get_x())
    assert min(part.cap_height for part in numbers) * 480 / 8 >= 9
    assert all(after.get_left()[0] - before.get_right()[0] >= 0.12 for before, after in pairwise(numbers))


def test_no_film_has_a_key_of_its_own_to_the_colours_of_values() -> None:
    """One colour is one number in all films."""
    folder = Path(legends.__code__.co_filename).parents[1]
    keys = [key for file in folder.rglob("*.py") for key in re.findall(r'"([^"]*)": "signed"', file.read_text())]
    assert {*keys} == {"values"}


def test_a_legend_of_weights_goes_from_nought_to_one() -> None:
    made = Legend("weight", scale="weight", theme=DARK)
    assert ([fills(made)[at] for at in (0, -1)], said(made)) == ([DARK.blank, DARK.looks], ["0", "1", "weight"])


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ("keeps", ["erase", "keep"]),
        ("writes", ["shut", "open"]),
        ("shows", ["shut", "open"]),
        ("share", ["erase", "shut", "keep", "open"]),
    ],
)
def test_a_legend_of_gates_has_one_that_is_shut_and_one_that_is_open_and_says_what_they_do(scale: str, words: list[str]) -> None:
    made = Legend("", scale=scale, theme=DARK)
    assert said(made) == words
    gates = [part for part in made if isinstance(part, Vessel)]
    assert [gate.numeral.text for gate in gates] == ["0", "1"]
    assert all(gate.lane is not gate.patch for gate in gates), "the level of a gate in a film is in a lane beside its number"

"""The laws of what is seen: each is kept by what is drawn as it should be, and broken by the lie that it is there for."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from manim import (
    Circle,
    Rectangle,
    RegularPolygon,
    RoundedRectangle,
    Square,
    VGroup,
    VMobject,
)

from model.trace import ReaderTrace
from scenes.mobjects.bars import Bar, Link, LogBar, Pillar, Push, Shares, Swing, Verdict
from scenes.mobjects.leaves import dimmed
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.places import Entry, kept_for, named, of_one, placed, seated, side_by_side, stays, tells
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.sets.decoder_asks import course, ribbon
from scenes.mobjects.text import Label, Numeral, Paragraph
from scenes.mobjects.theme import DARK
from scenes.mobjects.tokens import Chip, Ribbon
from scenes.mobjects.values import Matrix, Swatch, Vector, Vessel
from scenes.mobjects.wires import Wire
from scenes.telling.frame import FRAMES
from scenes.telling.laws import AT_REST, IN_MOTION
from scenes.telling.laws.writing import literal
from scenes.telling.seen import Known, Look, shown

pytestmark = pytest.mark.usefixtures("manim_ready")

LSTM = NOTATION["lstm"]
Read = Callable[..., Any]


@pytest.fixture(scope="module")
def trace(read: Callable[[str], ReaderTrace]) -> ReaderTrace:
    return read("not good at all")


@pytest.fixture
def array(trace: ReaderTrace) -> Read:
    def of(key: str, *index: int) -> Readings:
        values = np.asarray(trace.lookup(key))
        return Readings(key, index, values[index] if index else values)

    return of


def judged(
    look: Look, trace: ReaderTrace, subject: dict[str, int], moving: bool, roles: dict[str, dict[str, int]] | None = None
) -> list[str]:
    frame, brief = FRAMES["16:9"], SimpleNamespace(traces=(trace,), trace=trace)
    scene = SimpleNamespace(theme=DARK, frame=frame, subject=subject, brief=brief, roles=roles or {})
    return [each for law in (IN_MOTION if moving else AT_REST) for each in law(look, scene)]


@pytest.fixture
def wrong(trace: ReaderTrace) -> Callable[..., list[str]]:
    """Return a function that says what is wrong with some mobjects, and nothing else, on screen."""
    return lambda *mobjects, moving=False, **subject: judged(Look(mobjects), trace, subject, moving)


@pytest.fixture
def wrong_later(trace: ReaderTrace) -> Callable[..., list[str]]:
    """Return a function that says what is wrong with some mobjects at a second look, when something has been done to them."""

    def told(change: Callable[[], object], *mobjects: Any, moving: bool = False, **subject: int) -> list[str]:
        known = Known()
        assert judged(Look(mobjects, known), trace, subject, moving) == []
        change()
        return judged(Look(mobjects, known), trace, subject, moving)

    return told


def test_letters_that_no_font_has_are_no_text(wrong: Callable[..., list[str]]) -> None:
    assert wrong(Label("good", theme=DARK)) == []
    [said] = wrong(Label("好 good", theme=DARK))
    assert said == "“好 good” has letters that the fonts cannot draw: Chinese (好)"


def outline_of(text: str) -> np.ndarray:
    return Label(Phrase(text, text), theme=DARK).points.copy()


# -- writing -----------------------------------------------------------------------------------------------------------------


def test_texts_and_formulas_as_they_are_set_are_right(array: Read, wrong: Callable[..., list[str]]) -> None:
    words, number = array("tokens"), array("forget_gate")
    texts = [
        Label("word", theme=DARK),
        Label(phrase("“{word}” and {share:3}", word=words[1], share=number.row(1)[2]), theme=DARK).scale(1.3),
        Numeral(number.row(1)[2], theme=DARK, ink=DARK.ink),
        Symbol("forget_gate", notation=LSTM, theme=DARK),
        Equation("cell", notation=LSTM, theme=DARK).scale(0.8),
    ]
    assert wrong(*(each.move_to((0, 2 - row, 0)) for row, each in enumerate(texts))) == []


@pytest.mark.parametrize("moving", [False, True])
def test_a_text_with_another_outline_is_wrong(moving: bool, array: Read, wrong: Callable[..., list[str]]) -> None:
    label = Label(phrase("{word}", word=array("tokens")[0]), theme=DARK)
    label.points = outline_of("now")
    assert any("has another outline than its letters" in each for each in wrong(label, moving=moving))
    label.points = outline_of("not good")
    assert any("has another outline than its letters" in each for each in wrong(label, moving=moving))


def test_a_text_may_be_stretched_on_its_way_only(wrong: Callable[..., list[str]]) -> None:
    label = Label("word", theme=DARK).stretch(1.5, 0)
    assert wrong(label, moving=True) == []
    assert wrong(label) == ["“word” has another outline than its letters"]


def test_a_turned_text_is_wrong_unless_it_is_slanted(wrong: Callable[..., list[str]]) -> None:
    label = Label("word", theme=DARK).rotate(0.3)
    assert wrong(label) == ["“word” has another outline than its letters"]
    label.slanted = True
    assert wrong(label) == []


def test_a_formula_of_other_glyphs_or_colours_is_wrong(wrong: Callable[..., list[str]]) -> None:
    forget, other = (Symbol(name, notation=LSTM, theme=DARK) for name in ("forget_gate", "cell"))
    forget.submobjects = other.submobjects
    assert wrong(forget) == ["the formula forget_gate has other glyphs than its name"]
    forget = Symbol("forget_gate", notation=LSTM, theme=DARK)
    forget.submobjects[0].shift((0.05, 0, 0))
    assert wrong(forget) == ["the formula forget_gate has other glyphs than its name"]
    forget = Symbol("forget_gate", notation=LSTM, theme=DARK).set_fill(DARK.memory)
    assert wrong(forget) == ["the formula forget_gate has the colour of something else"]


def test_digits_that_no_reading_gave_are_wrong(array: Read, wrong: Callable[..., list[str]]) -> None:
    word = array("tokens")[0]
    shown = Display(word, "text", "not", str)
    assert any("no reading accounts for" in each for each in wrong(Label(Phrase("not 7", "", (shown,)), theme=DARK)))
    assert any("does not say what its readings show" in each for each in wrong(Label(Phrase("now", "", (shown,)), theme=DARK)))
    number = array("forget_gate").row(1)[2]
    assert wrong(Label(phrase("{share:3}", share=number), theme=DARK)) == []
    assert any("no reading" in each for each in wrong(Paragraph(Phrase("in 1992", ""), theme=DARK, size=20, width=5)))


def test_the_lines_of_a_paragraph_say_what_it_says(wrong: Callable[..., list[str]]) -> None:
    paragraph = Paragraph(Phrase("one thing and another", ""), theme=DARK, size=26, width=1.5)
    assert len(paragraph.submobjects) == 2
    assert wrong(paragraph) == []
    paragraph.submobjects.reverse()
    assert wrong(paragraph) == ["the lines of “one thing and another” say something else"]


@pytest.mark.parametrize("opacity", [0, 1])
def test_bare_outlines_of_letters_are_wrong(opacity: int, wrong: Callable[..., list[str]]) -> None:
    for text in "0123456789ab":
        shape = VMobject(fill_opacity=opacity, stroke_width=2)
        shape.points = outline_of(text)
        assert wrong(shape) == ["a VMobject has an outline that nobody accounts for"], text
        assert wrong(shape, moving=True) == wrong(shape)


def test_plain_shapes_are_right(wrong: Callable[..., list[str]]) -> None:
    shapes = [Square(0.5), Circle(0.3), RoundedRectangle(width=1, height=0.5, corner_radius=0.1), Rectangle(width=2, height=0.1)]
    wires = [Wire((-1, -2), (0, -2), (0, -1), theme=DARK, colour="keeps")]
    assert wrong(*(each.move_to((row - 2, 0, 0)) for row, each in enumerate(shapes)), *wires) == []


def moved_point(thing: Any, by: float) -> Any:
    """Move one point of an outline up; return what it is of."""
    thing.family_members_with_points()[0].points[5, 1] += by
    return thing


def test_an_outline_may_be_off_by_a_third_of_a_pixel(wrong: Callable[..., list[str]]) -> None:
    label, off = ["“word” has another outline than its letters"], ["the formula cell has other glyphs than its name"]

    def formula(scale: float) -> Equation:
        return Equation("cell", notation=LSTM, theme=DARK).scale(scale)

    assert wrong(moved_point(Label("word", theme=DARK), 0.005)) == []
    assert wrong(moved_point(Label("word", theme=DARK), 0.007)) == label
    for scale, limit in ((1.0, 0.006), (0.4, 0.006), (2.0, 0.012)):
        assert wrong(moved_point(formula(scale), limit * 0.85)) == [], scale
        assert wrong(moved_point(formula(scale), limit * 1.15)) == off, scale
    for turn in (0.8e-3, -0.8e-3):
        assert wrong(Label("word", theme=DARK).rotate(turn)) == wrong(formula(1.0).rotate(turn)) == []
    for turn in (1.2e-3, -1.2e-3, 0.3):
        assert (wrong(Label("word", theme=DARK).rotate(turn)), wrong(formula(1.0).rotate(turn))) == (label, off)


def test_every_glyph_of_a_formula_has_its_colour(wrong: Callable[..., list[str]]) -> None:
    for off in (0.0015, 0.0025):
        formula = Equation("cell", notation=LSTM, theme=DARK)
        formula.family_members_with_points()[2].fill_rgbas[0, 1] -= off
        assert wrong(formula) == ([] if off < 0.002 else ["the formula cell has the colour of something else"])


def test_a_text_may_be_flatter_on_its_way(wrong: Callable[..., list[str]]) -> None:
    for way in (0, 1):
        assert wrong(Label("no", theme=DARK).stretch(0.6, way), moving=True) == []
    assert wrong(moved_point(Label("word", theme=DARK), 0.007), moving=True) != []
    for way in (0, 1):
        assert "“no” has another outline than its letters" in wrong(Label("no", theme=DARK).stretch(0.0, way), moving=True)


def test_a_plain_shape_has_few_curves_that_join_and_turn_one_way(wrong: Callable[..., list[str]]) -> None:
    def path(*points: tuple[float, float], gap: float = 0.0, filled: bool = False) -> list[str]:
        shape = VMobject(stroke_width=2, fill_opacity=float(filled)).set_points_as_corners([(*point, 0.0) for point in points])
        shape.points[4:, 0] += gap
        return wrong(shape)

    strange = ["a VMobject has an outline that nobody accounts for"]
    assert wrong(RegularPolygon(64)) == []
    assert wrong(RegularPolygon(65)) == ["a RegularPolygon has an outline that nobody accounts for"]
    assert path((0, 0), (1, 0), (1, 1), gap=0.8e-4) == []
    assert path((0, 0), (1, 0), (1, 1), gap=1.2e-4) == strange
    zigzag = (0, 0), (1, 0.5), (2, 0), (2, 1), (0, 1)
    assert path(*zigzag) == []
    assert path(*zigzag, filled=True) == path(*zigzag, (0, 0.8e-4)) == strange
    assert path(*zigzag, (0, 1.2e-4)) == []
    for height, said in ((0.4e-3, []), (0.6e-3, strange)):
        corners = [(0, 0), (1, height), (2, 0), (2, 1), (0, 1), (0, 0)]
        assert path(*corners) == path(*corners[::-1]) == said
    dented = Square(1)
    dented.points[9, :2] *= 0.5  # one end of a side goes off inwards
    assert wrong(dented) == ["a Square has an outline that nobody accounts for"]
    for third, said in ((0.8e-7, []), (1.2e-7, strange)):  # a step that is none, and one that is: a line has three parts
        assert path((0, 0), (1, 0), (1, -3 * third), (2, -3 * third), (2, 1), (0, 1), (0, 0)) == said


def test_a_ribbon_is_all_between_two_curves_that_rise_together(wrong: Callable[..., list[str]]) -> None:
    def between(widths: tuple[float, float], *, dent: int | None = None) -> list[str]:
        shape = VMobject(stroke_width=0, fill_opacity=1)
        shape.points = ribbon(course((0.0, 0.0), (2.0, 3.0)), widths)
        if dent is not None:
            shape.points[dent, 1] += 0.4
        return wrong(shape)

    strange = ["a VMobject has an outline that nobody accounts for"]
    assert between((1.0, 0.3)) == between((1e-6, 1e-6)) == []
    assert between((1.0, -0.3)) == strange  # its sides cross
    for corner in (1, 5, 9, 13):
        assert between((1.0, 0.3), dent=corner) == strange


def test_digits_between_readings_are_wrong_as_well(array: Read, wrong: Callable[..., list[str]]) -> None:
    one, other = array("forget_gate", 1)[2], array("input_gate", 1)[2]
    right = phrase("{a} and {b} or {a}", a=one, b=other)
    assert wrong(Label(right, theme=DARK)) == []
    for typed in (f"7 {right.text}", right.text.replace("and", "7"), right.text.replace("or", "7"), f"{right.text} 7"):
        assert wrong(Label(right._replace(text=typed), theme=DARK)) == [
            f"“{typed}” holds a number that no reading accounts for"
        ], typed
    pair = phrase("{a} and {b}", a=one, b=other)
    assert literal(pair) == " and "
    crossed = Label(pair._replace(displays=pair.displays[::-1]), theme=DARK)
    assert wrong(crossed) == [f"“{pair.text}” does not say what its readings show"]
    coloured = Phrase("word", "word", (Display(one, "fill", "#010203", str),))
    assert wrong(Label(coloured, theme=DARK)) == []  # it says nothing of a reading that is shown otherwise


# -- places ------------------------------------------------------------------------------------------------------------------


@pytest.fixture
def vector(array: Read) -> Vector:
    return Vector(array("forget_gate", 1), theme=DARK, role="keeps", scale="share")


def test_vectors_and_matrices_in_order_are_right(vector: Vector, array: Read, wrong: Callable[..., list[str]]) -> None:
    matrix = Matrix(array("weight", 1), theme=DARK, role="keeps", divide=8).shift((3, 0, 0))
    across = Vector(array("cell", 1), theme=DARK, role="memory", across=True, size=(0.6, 0.25), numerals=False)
    assert wrong(vector, matrix, across.scale(0.9).shift((-3, 2, 0))) == []


def test_cells_exchanged_gone_paler_or_of_another_are_wrong(vector: Vector, array: Read, wrong: Callable[..., list[str]]) -> None:
    def told(lie: Callable[[Vector], object]) -> str:
        made = vector.copy()
        lie(made)
        return " ".join(wrong(made))

    def exchange(made: Vector) -> None:
        one, other = made.cells[1], made.cells[2]
        middles = one.get_center(), other.get_center()
        one.move_to(middles[1])
        other.move_to(middles[0])

    assert "has its cells out of order" in told(exchange)
    assert "shows 7 of its 8 values" in told(lambda made: made.submobjects[0].submobjects.pop())
    assert "shows 7 of its 8 values" in told(lambda made: made.cells[3].set_opacity(0))
    assert "paler" in told(lambda made: made.cells[3].set_opacity(0.5))
    assert "has values of something else" in told(
        lambda made: setattr(made.cells[3].patch, "reading", array("forget_gate", 1)[4])
    )
    assert "is not in its frame" in told(lambda made: made.frame.shift((0.1, 0, 0)))


def test_a_matrix_out_of_order_is_wrong(array: Read, wrong: Callable[..., list[str]]) -> None:
    matrix = Matrix(array("weight", 1), theme=DARK, role="keeps")
    matrix.rows[2].shift((0, 0.25, 0))
    assert any("out of order" in each for each in wrong(matrix))
    matrix = Matrix(array("weight", 1), theme=DARK, role="keeps")
    matrix.rows[2].submobjects.pop()
    assert wrong(matrix) == ["the matrix weight[1] lacks cells"]


def bars(array: Read) -> list[Any]:
    shares = array("probabilities", 1)
    return [
        Bar(shares[0], unit=2.0, height=0.3, left=-3.0, y=1.0, paint=DARK.ink),
        Pillar(shares[1], unit=2.0, width=0.3, x=1.0, floor=-1.0, paint=DARK.ink),
        Swing(array("cell", 1)[0], unit=1.0, width=0.2, x=3.0, y=0.0, theme=DARK),
        Swing(array("cell", 1)[1], unit=1.0, width=0.2, x=3.5, y=0.0, theme=DARK),
    ]


def test_bars_on_their_feet_are_right(array: Read, wrong: Callable[..., list[str]]) -> None:
    assert wrong(*bars(array)) == []


@pytest.mark.parametrize("number", range(4))
def test_a_bar_off_its_foot_is_wrong(number: int, array: Read, wrong: Callable[..., list[str]]) -> None:
    every = bars(array)
    every[number].shift((0.05, 0.05, 0))
    assert any("off its foot" in each for each in wrong(*every))


def test_bars_by_several_measures_or_on_several_lines_are_wrong(array: Read, wrong: Callable[..., list[str]]) -> None:
    every = bars(array)[:3]
    every.append(Swing(array("cell", 1)[1], unit=1.3, width=0.2, x=3.5, y=0.0, theme=DARK))
    assert wrong(*every) == ["bars of cell have several units"]
    every[3] = Swing(array("cell", 1)[1], unit=1.0, width=0.2, x=3.5, y=0.2, theme=DARK)
    assert wrong(*every) == ["bars of cell stand on several lines"]


def chain(array: Read, *starts: float) -> list[Link]:
    """Return the pushes of two units on a label, tip to tail from 1 on; the second one is as far off as is said."""
    one, other = array("pushes", 1).row(0)[0], array("pushes", 1).row(1)[0]
    look = {"unit": 0.5 / abs(float(one.value)), "thick": 0.2, "along": "x", "theme": DARK}
    first = Link(one, home=1.0, across=1.0, **look)
    links = [Link(other, home=first.tip + start, across=0.5, after=first, **look) for start in starts]
    return [first, *links]


def test_links_tip_to_tail_are_right_and_one_that_begins_elsewhere_is_wrong(
    array: Read, wrong: Callable[..., list[str]], wrong_later: Callable[..., list[str]]
) -> None:
    elsewhere = ["the bar of pushes[1, 1, 0] does not begin where the one before ends"]
    honest = chain(array, 0.0)
    assert wrong(*honest) == []
    assert wrong(honest[1]) == elsewhere  # the one before is not there
    assert wrong_later(lambda: honest[0].stretch(1.5, 0, about_point=(honest[0].foot, 1, 0)), *honest) == elsewhere
    for off in (0.02, -0.02, 0.5):
        assert wrong(*chain(array, off)) == elsewhere
    assert wrong(*chain(array, 0.01)) == []


def test_the_first_links_of_chains_stand_on_one_line(array: Read, wrong: Callable[..., list[str]]) -> None:
    def two(off: float) -> list[Link]:
        pushes, look = array("pushes", 1).row(0), {"unit": 0.5, "thick": 0.2, "along": "x", "theme": DARK}
        return [Link(pushes[label], home=1.0 + off * label, across=1.0 - label, **look) for label in (0, 1)]

    assert wrong(*two(0.0)) == []
    assert wrong(*two(0.1)) == ["bars of pushes stand on several lines"]


def test_pushes_stand_on_one_line_in_each_column(array: Read, wrong: Callable[..., list[str]]) -> None:
    def two(column: int) -> list[Push]:
        pushes, look = array("pushes", 1).row(0), {"unit": 0.5, "height": 0.2, "y": 0.0, "theme": DARK}
        return [Push(pushes[label], home=3.0 * label, column=column * label, **look) for label in (0, 1)]

    assert wrong(*two(1)) == []
    assert wrong(*two(0)) == ["bars of pushes stand on several lines"]


def test_bars_on_one_logarithmic_axis_begin_at_one_value(array: Read, wrong: Callable[..., list[str]]) -> None:
    def two(least: float, side: int = 1) -> list[LogBar]:
        shares, look = array("probabilities", 1), {"unit": 0.5, "height": 0.2, "home": 0.0, "paint": DARK.ink}
        first = LogBar(shares[0], least=0.001, y=0.5, **look)
        return [first, LogBar(shares[1], least=least, y=0.0, side=side, **look)]

    assert wrong(*two(0.001)) == []
    assert wrong(*two(0.001, -1)) == []
    assert wrong(*two(0.01)) == ["bars of probabilities begin at several values"]
    every = two(0.001)
    every[1].shift((0.05, 0, 0))
    assert any("off its foot" in each for each in wrong(*every))


def test_a_wire_in_another_colour_is_wrong(wrong: Callable[..., list[str]]) -> None:
    wire = Wire((-1, 0), (1, 0), theme=DARK, colour="keeps")
    wire.submobjects[1].set_fill(DARK.writes)
    assert wrong(wire) == ["a wire of keeps has another colour"]
    wire = Wire((-1, 0), (1, 0), theme=DARK, colour="keeps")
    wire.line.set_stroke(DARK.writes)
    assert wrong(wire) == ["a wire of keeps has another colour"]


def test_a_thread_to_another_word_is_wrong(array: Read, wrong: Callable[..., list[str]]) -> None:
    weight, places = array("probabilities", 1)[2], {1: 2.0, 2: -2.0}

    def thread(start: float, end: float) -> Thread:
        return Thread(weight, (start, 1), (end, -1), theme=DARK, unit=20).between(
            lambda index: (places[index[1]], places[index[0]])
        )

    assert wrong(thread(-2.0, 2.0)) == []
    assert wrong(thread(-1.9, 2.0)) == wrong(thread(-2.0, 1.9)) == ["a thread of probabilities[1, 2] leads to another word"]


def test_less_than_a_pixel_is_no_lie(vector: Vector, array: Read, wrong: Callable[..., list[str]]) -> None:
    def moved(thing: Any, part: Callable[[Any], Any], way: tuple[float, float, float]) -> list[str]:
        part(thing).shift(way)
        return wrong(thing)

    for made in (lambda: vector.copy(), lambda: Matrix(array("weight", 1), theme=DARK, role="keeps", size=(0.3, 0.3))):
        for cell in (lambda each: each[0][1], lambda each: each[0][3]):
            assert moved(made(), cell, (0, 0.005, 0)) == []
            assert any("out of order" in each for each in moved(made(), cell, (0, 0.02, 0)))
    assert moved(vector.copy(), lambda each: each.frame, (0.01, 0, 0)) == []
    assert moved(vector.copy(), lambda each: each.frame, (0.015, 0, 0)) == ["the vector forget_gate[1] is not in its frame"]
    bar = Bar(array("probabilities", 1)[0], unit=2.0, height=0.3, left=-3.0, y=1.0, paint=DARK.ink)
    assert moved(bar.copy(), lambda each: each, (0.01, 0, 0)) == []
    assert moved(bar.copy(), lambda each: each, (-0.015, 0, 0)) == ["the bar of probabilities[1, 0] is off its foot"]


@pytest.mark.parametrize(
    ("lie", "said"),
    [
        (lambda gate: gate.level.stretch_to_fit_height(0.1, about_point=gate.level.get_bottom()), ""),
        (lambda gate: gate.level.shift((0, 0.05, 0)), "what is in the vessel of forget_gate[1, 2] is not in its place"),
        (lambda gate: gate.level.shift((0.05, 0, 0)), "what is in the vessel of forget_gate[1, 2] is not in its place"),
        (lambda gate: gate.level.set_fill(DARK.memory), "the vessel of forget_gate[1, 2] has another colour"),
        (lambda gate: gate.patch.set_fill(DARK.keeps), "the vessel of forget_gate[1, 2] has another colour"),
        (lambda gate: gate.level.set_opacity(0), "the vessel of forget_gate[1, 2] is not whole"),
        (lambda gate: setattr(gate.level, "reading", replace(gate.patch.reading, index=(1, 3))), "is not whole"),
        (
            lambda gate: [rim.shift((0, 0.1, 0)) for rim in gate.rims],
            "the line of the vessel of forget_gate[1, 2] is not at its head",
        ),
    ],
)
def test_a_gate_is_filled_as_far_as_it_is_open(
    lie: Callable[[Vessel], object], said: str, array: Read, wrong: Callable[..., list[str]]
) -> None:
    reading = replace(array("forget_gate", 1)[2], value=0.9)
    gate = Vessel(reading, theme=DARK, role="keeps", size=(0.7, 0.5))
    assert wrong(gate) == []
    (shown,) = gate.level.displays()
    assert (shown.shown, shown.aspect) == (pytest.approx(shown.rule(0.9)), "length")
    lie(gate)
    if said:
        assert any(said in each for each in wrong(gate))
    else:
        (shown,) = gate.level.displays()
        assert shown.shown == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("lie", "said"),
    [
        (lambda gate: gate.level.stretch_to_fit_height(0.1, about_point=gate.level.get_bottom()), ""),
        (lambda gate: gate.level.shift((0, 0.05, 0)), "what is in the vessel of forget_gate[1, 2] is not in its place"),
        (lambda gate: gate.level.stretch_to_fit_width(0.3), "what is in the vessel of forget_gate[1, 2] is not in its place"),
        (
            lambda gate: VGroup(gate.lane, gate.level).shift((0.3, 0, 0)),
            "what is in the vessel of forget_gate[1, 2] is not in its",
        ),
        (lambda gate: gate.lane.stretch_to_fit_height(0.3), "what is in the vessel of forget_gate[1, 2] is not in its place"),
        (lambda gate: gate.level.set_fill(DARK.shows), "the vessel of forget_gate[1, 2] has another colour"),
    ],
)
def test_a_gate_beside_its_number_is_filled_as_far_as_it_is_open(
    lie: Callable[[Vessel], object], said: str, array: Read, wrong: Callable[..., list[str]]
) -> None:
    reading = replace(array("forget_gate", 1)[2], value=0.9)
    gate = Vessel(reading, theme=DARK, role="keeps", size=(0.7, 0.5)).aside(DARK)
    assert wrong(gate) == []
    (shown,) = gate.level.displays()
    assert (shown.shown, shown.aspect) == (pytest.approx(0.9), "length")
    lie(gate)
    if said:
        assert any(said in each for each in wrong(gate))
    else:
        (shown,) = gate.level.displays()
        assert shown.shown == pytest.approx(0.2)


def test_cells_are_all_as_opaque(vector: Vector, wrong: Callable[..., list[str]]) -> None:
    pale, paler = vector.cells[1].patch, vector.cells[2].patch
    dimmed(vector.cells, DARK.dimmed)
    pale.set_opacity(0.504), paler.set_opacity(0.496)
    assert wrong(vector) == []
    pale.set_opacity(0.506), paler.set_opacity(0.494)
    assert wrong(vector) == ["the vector forget_gate[1] has cells that are paler than others"]


def test_a_vector_may_have_no_frame(array: Read, vector: Vector, wrong: Callable[..., list[str]]) -> None:
    assert wrong(Vector(array("cell", 1), theme=DARK, role="memory", framed=False)) == []
    vector.frame.set_opacity(0)
    assert wrong(vector) == []


def test_a_cell_of_another_quantity_is_wrong(vector: Vector, array: Read, wrong: Callable[..., list[str]]) -> None:
    vector.cells[3].patch.reading = array("input_gate", 1)[3]
    assert "the vector forget_gate[1] has values of something else in it" in wrong(vector)


def test_a_matrix_has_the_cells_of_its_own_in_order(array: Read, wrong: Callable[..., list[str]]) -> None:
    def told(lie: Callable[[Matrix], object]) -> list[str]:
        matrix = Matrix(array("weight", 1), theme=DARK, role="keeps", size=(0.3, 0.3))
        lie(matrix)
        return wrong(matrix)

    def exchange(one: Any, other: Any) -> None:
        middles = one.get_center(), other.get_center()
        one.move_to(middles[1])
        other.move_to(middles[0])

    def columns(matrix: Matrix) -> None:
        for row in matrix.rows:
            exchange(row[2], row[3])

    def upside_down(matrix: Matrix) -> None:
        for number in range(len(matrix.rows) // 2):
            exchange(matrix.rows[number], matrix.rows[-1 - number])

    out, other = (f"the matrix weight[1] {what}" for what in ("has its cells out of order", "has values of something else in it"))
    assert told(columns) == told(upside_down) == [out]
    assert told(lambda matrix: exchange(*matrix.rows[1:3])) == [out]
    assert out in told(lambda matrix: matrix.rows[2][1].shift((0.05, 0, 0)))
    assert out in told(lambda matrix: matrix.rows[2][1].shift((0, 0.05, 0)))
    assert told(lambda matrix: matrix.rows[2][1].set_opacity(0))[0] == "the matrix weight[1] lacks cells"
    for reading in (
        array("weight", 1).row(2)[2],
        array("weight", 0).row(2)[1],
        replace(array("weight", 1).row(2)[1], key="bias"),
    ):
        assert told(lambda matrix, reading=reading: setattr(matrix.rows[2][1].patch, "reading", reading)) == [other]


def test_one_measure_is_one_to_a_millionth(array: Read, wrong: Callable[..., list[str]]) -> None:
    def bars_of(unit: float) -> list[Any]:
        units = enumerate((4.0, unit))
        return [
            Bar(array("probabilities", 1)[row], unit=each, height=0.3, left=0.0, y=row, paint=DARK.ink) for row, each in units
        ]

    assert wrong(*bars_of(4.0 * (1 + 0.8e-6))) == []
    assert wrong(*bars_of(4.0 * (1 + 1.2e-6))) == ["bars of probabilities have several units"]


def test_a_colour_may_be_rounded(wrong: Callable[..., list[str]]) -> None:
    def off(levels: float) -> list[str]:
        wire = Wire((-1, 0), (1, 0), theme=DARK, colour="ink")
        wire.line.stroke_rgbas[0, :3] += levels / 255
        return wrong(wire)

    assert off(0.8) == off(-0.8) == []
    assert off(1.2) == off(-1.2) == ["a wire of ink has another colour"]


# -- belonging ---------------------------------------------------------------------------------------------------------------


def test_things_are_where_their_index_says(array: Read, wrong: Callable[..., list[str]]) -> None:
    def at(index: tuple[int, ...]) -> tuple[float, float]:
        return 1.5 * index[-1] - 2, 0.5

    words = [
        placed(Label(phrase("{word}", word=word), theme=DARK).sit_amid(*at((number,))), at)
        for number, word in enumerate(array("tokens").flat())
    ]
    assert wrong(*words) == []
    words[1].shift((0.05, 0, 0))
    assert len(wrong(*words)) == 1
    words[1].shift((-0.05, 0.05, 0))
    assert len(wrong(*words)) == 1
    words[1].shift((0, -0.05, 0))
    words[2].phrase = phrase("{word}", word=array("tokens")[3])
    words[2].points = placed(Label(words[2].phrase, theme=DARK).move_to(words[2]), at).points
    assert wrong(*words) == ["“all” is not where it belongs: x is 1.00, 2.50 is its place"]


def test_what_has_no_place_in_a_set_is_wrong(array: Read, wrong: Callable[..., list[str]]) -> None:
    word = Label(phrase("{word}", word=array("tokens")[2]), theme=DARK)
    assert wrong(placed(word, lambda index: ({0: 0.0}[index[-1]], None))) == ["“at” is of nothing that has a place here"]
    assert wrong(placed(word, lambda index: (float((0,).index(index[-1])), None))) == ["“at” is of nothing that has a place here"]


def test_a_letter_of_another_quantity_is_wrong(wrong: Callable[..., list[str]]) -> None:
    letter = named(stays(Symbol("cell", notation=LSTM, theme=DARK)), "cell")
    assert wrong(letter) == []
    assert wrong(named(letter, "hidden")) == ["the formula cell stands where hidden belongs"]
    assert any("is not where it belongs" in each for each in wrong(named(letter, "cell").shift((0.1, 0, 0))))


def test_an_entry_is_of_one_index_and_at_one_height(array: Read, wrong: Callable[..., list[str]]) -> None:
    def entry(number: int, lower: float = 0.0) -> list[Any]:
        word = Label(phrase("{word}", word=array("tokens")[1]), theme=DARK).sit_amid(-1.0, 1.0)
        share = Label(phrase("{share}", share=array("verdict_probabilities")[number]), theme=DARK).sit_amid(1.0, 1.0 - lower)
        return list(Entry(word, share).submobjects)

    kept = Entry(*entry(1))  # an entry is known by its members for as long as it lives
    assert wrong(*kept.submobjects) == []
    other, lower = Entry(*entry(2)), Entry(*entry(1, 0.1))
    assert any("in an entry of something else" in each for each in wrong(*other.submobjects))
    assert any("at several heights" in each for each in wrong(*lower.submobjects))


def test_the_rows_of_a_verdict_are_those_of_their_labels(array: Read, wrong: Callable[..., list[str]]) -> None:
    verdict = Verdict(array("labels"), array("probabilities", 1), theme=DARK, left=0.0, middle=0.0, width=2.0, room=2.0)
    assert wrong(verdict) == []
    one, other = verdict[0][1], verdict[1][1]
    way = other.get_y() - one.get_y()
    one.shift((0, way, 0))
    other.shift((0, -way, 0))
    assert wrong(verdict)


def test_a_place_is_that_of_capitals_or_of_the_middle(wrong: Callable[..., list[str]]) -> None:
    for text in ("“”", "…", "word"):  # high, low, and between
        for amid in (Label(text, theme=DARK).sit_amid(0.0, 0.0), Label(text, theme=DARK).move_to((0, 0, 0))):
            assert wrong(placed(amid, lambda index: (None, 0.0))) == [], text
        assert wrong(placed(Label(text, theme=DARK).sit_amid(0.0, 0.01), lambda index: (None, 0.0))) == [], text


def test_what_is_displaced_is_called_by_its_name(array: Read, vector: Vector, wrong: Callable[..., list[str]]) -> None:
    bar = Bar(array("probabilities", 1)[0], unit=2.0, height=0.3, left=1.0, y=0.0, paint=DARK.ink)
    called = {
        "the formula cell": Symbol("cell", notation=LSTM, theme=DARK).move_to((1, 0, 0)),
        "the vector forget_gate[1]": vector.move_to((1, 0, 0)),
        "“word”": Label("word", theme=DARK).sit_amid(1.0, 0.0),
        "probabilities[1, 0]": bar.move_to((1, 0, 0)),
        "a Square": Square(0.3).move_to((1, 0, 0)),
    }
    bar.home = bar.foot
    for name, thing in called.items():
        assert wrong(placed(thing, lambda index: (1.0, 0.0))) == []
        assert wrong(placed(thing, lambda index: (2.0, 0.0))) == [f"{name} is not where it belongs: x is 1.00, 2.00 is its place"]


def row_of(values: Readings, numbers: tuple[int, ...], *, down: bool = False, declared: bool = True) -> VGroup:
    """Return some values of a vector as cells in a row, or in a column, of which a group says which they are, or not."""
    made = VGroup()
    for rank, number in enumerate(numbers):
        cell = Swatch(values[number], theme=DARK, scale="weight", size=(0.5, 0.3))
        made.add(cell.shift((0, -0.4 * rank, 0) if down else (0.6 * rank, 0, 0)))
    return side_by_side(made, values, numbers, down=down) if declared else made


@pytest.mark.parametrize("down", [False, True])
def test_cells_of_a_group_are_those_that_it_says_where_it_says(down: bool, array: Read, wrong: Callable[..., list[str]]) -> None:
    values, numbers = array("forget_gate", 1), (1, 2, 5)
    told = "the cells of forget_gate[1, 1]"
    assert wrong(row_of(values, numbers, down=down)) == []
    assert wrong(row_of(values, numbers, down=down).copy().scale(1.3).shift((1, 1, 0))) == []  # wherever a copy is
    for other in (values[3], array("forget_gate", 2)[2], array("input_gate", 1)[2], values[1]):
        made = row_of(values, numbers, down=down)
        made[1].patch.reading = made[1].numeral.phrase.displays[0].reading
        made.submobjects[1] = Swatch(other, theme=DARK, scale="weight", size=(0.5, 0.3)).move_to(made[1])
        assert wrong(made) == [f"{told} have {other.key}{list(other.index)} in its place"]
    made = row_of(values, numbers, down=down)
    made.remove(made[2])
    assert wrong(made) == [f"{told} are not all there"]
    made = row_of(values, numbers, down=down)
    one, two = (made[number].get_center() for number in (0, 1))
    made[0].move_to(two)
    made[1].move_to(one)
    assert wrong(made) == [f"{told} are out of order"]
    made = row_of(values, numbers, down=down)
    made[1].shift((0.04, 0.04, 0))
    assert wrong(made) == [f"{told} are out of order"]


def test_cells_of_a_table_have_a_column_and_a_row(array: Read, wrong: Callable[..., list[str]]) -> None:
    def table(*lie: tuple[int, int]) -> VGroup:
        weights, made = array("weight", 1), VGroup()
        for unit, entry in np.ndindex(2, 3):
            cell = Swatch(weights.row(unit)[entry], theme=DARK, scale="weight", size=(0.2, 0.2), numeral=False)
            made.add(cell.shift((0.3 * unit, -0.3 * entry, 0)))
        for one, other in lie:
            places = made[one].get_center(), made[other].get_center()
            made[one].move_to(places[1])
            made[other].move_to(places[0])
        return seated(made, weights, {index: (index[0], index[1]) for index in np.ndindex(2, 3)})

    assert wrong(table()) == []
    for pair in ((0, 1), (0, 3), (2, 4)):
        assert wrong(table(pair)) == ["the cells of weight[1, 0, 0] are out of order"]


def test_a_cell_by_itself_is_of_the_step_and_of_the_unit_that_is_told(array: Read, wrong: Callable[..., list[str]]) -> None:
    cell = Swatch(array("forget_gate", 1)[2], theme=DARK, scale="weight", size=(0.5, 0.3))
    assert wrong(cell) == wrong(cell, time=1, unit=2) == wrong(cell, label=0) == []
    assert wrong(cell, unit=3) == ["forget_gate[1, 2] is of another unit"]
    assert wrong(cell, time=2, unit=2) == ["forget_gate[1, 2] is of another time"]
    before = Swatch(array("previous_cell", 2)[2], theme=DARK, scale="weight", size=(0.7, 0.3))
    assert wrong(before, time=1) == wrong(before, time=2) == []  # what was before this step, and is after the last one
    for held in (row_of(array("forget_gate", 1), (2, 3)), Vector(array("forget_gate", 1), theme=DARK, role="keeps")):
        assert wrong(held, time=2, unit=3) == []  # a group says itself what it shows
    places = {1: 0.0, 2: 1.0}
    placed(cell.patch, lambda index: (places[index[0]], None))
    cell.move_to((0, 0, 0))
    assert wrong(cell, time=2) == []  # its place tells of which word it is
    assert wrong(cell, unit=3) == ["forget_gate[1, 2] is of another unit"]
    placed(cell.patch, of_one(array("forget_gate", 1), lambda unit: (0.0, None)))
    assert wrong(cell, time=2) == []


def test_a_place_of_one_vector_is_of_no_other(array: Read, wrong: Callable[..., list[str]]) -> None:
    where = of_one(array("forget_gate", 1), lambda unit: (1.0 * unit, None))
    cell = Swatch(array("forget_gate", 1)[2], theme=DARK, scale="weight", size=(0.5, 0.3)).move_to((2, 0, 0))
    placed(cell.patch, where)
    assert wrong(cell) == []
    cell.patch.reading = replace(cell.patch.reading, index=(2, 2))
    assert "forget_gate[2, 2] is of nothing that has a place here" in wrong(cell)


def test_what_is_kept_for_an_index_shows_no_other(array: Read, wrong: Callable[..., list[str]]) -> None:
    word = Label(phrase("after “{word}”", word=array("tokens")[1]), theme=DARK)
    assert wrong(kept_for(word, 1)) == []
    assert wrong(kept_for(word, 2)) == ["“after “good”” is of nothing that has a place here"]
    assert len(wrong(kept_for(word, 1).shift((0.1, 0, 0)))) == 1
    share = Label(phrase("{share}", share=array("probabilities", 2)[1]), theme=DARK)
    assert wrong(kept_for(share, 1)) == wrong(kept_for(share, 2, 1)) == []
    assert len(wrong(kept_for(share, 1, 1))) == 1


def test_a_text_beside_a_value_says_that_one(array: Read, wrong: Callable[..., list[str]]) -> None:
    shares = array("probabilities", 1)
    bar = Bar(shares[0], unit=2.0, height=0.3, left=0.0, y=0.0, paint=DARK.ink)
    said = [Label(phrase("{share}", share=share), theme=DARK).sit_amid(-0.2, 0.0, 1) for share in (shares[0], shares[1])]
    assert wrong(bar, tells(said[0], bar)) == []
    assert wrong(bar, tells(said[1], bar)) == [f"“{said[1].text}” stands beside probabilities[1, 0], and is of something else"]


def test_fields_of_a_caption_are_of_what_they_are_cast_for(trace: ReaderTrace, array: Read) -> None:
    def told(roles: dict[str, dict[str, int]], **fields: Reading) -> list[str]:
        said = phrase(" and ".join(f"{{{name}}}" for name in fields), **fields)
        return judged(Look([Paragraph(said, theme=DARK, size=26, width=9)]), trace, {}, False, roles)

    word, other, label = array("tokens")[1], array("tokens")[3], array("labels")[0]
    assert told({}, word=word) == told({"word": {"time": 1}}, word=word) == told({"word": {"label": 0}}, word=word) == []
    assert told({"word": {"time": 3}}, word=word) == ["“good” says good of another time, where its field is word"]
    assert told({"word": {"time": 1}, "cause": {"time": 3}}, word=word, cause=other) == []
    assert told({"word": {"time": 3}, "cause": {"time": 1}}, word=word, cause=other) != []
    assert told({"label": {"label": 1}}, label=label) == [
        f"“{label.value}” says {label.value} of another label, where its field is label"
    ]
    assert told({"part": {"time": 1, "unit": 2}}, part=array("forget_gate", 1)[2]) == []
    assert len(told({"part": {"time": 1, "unit": 2}}, part=array("forget_gate", 2)[3])) == 2


def test_a_vector_has_the_place_of_its_index(vector: Vector, wrong: Callable[..., list[str]]) -> None:
    assert wrong(placed(vector, lambda index: (float(index[0] - 1), 0.0))) == []
    assert len(wrong(placed(vector, lambda index: (float(index[0]), 0.0)))) == 1


def test_an_entry_may_go_along_the_labels_of_one_word(array: Read, wrong: Callable[..., list[str]]) -> None:
    def entry(*members: Any) -> list[str]:
        made = Entry(*members)
        return wrong(*made.submobjects)

    def shares(step: int, count: int) -> VGroup:
        of = [array("probabilities", step)[label] for label in range(count)]
        return Shares(of, theme=DARK, width=2.0, height=0.3, left=0.0, y=0.0)

    word = Label(phrase("{word}", word=array("tokens")[1]), theme=DARK).sit_amid(-1.0, 0.0)
    assert entry(word.copy(), shares(1, 2)) == entry(word.copy(), shares(1, 3)) == []
    assert any("in an entry of something else" in each for each in entry(word.copy(), shares(2, 3)))
    name = Label(phrase("{label}", label=array("labels")[1]), theme=DARK).sit_amid(-1.0, 0.0)
    wanted = ["probabilities[1, 0] is in an entry of something else"]
    assert entry(name.copy(), shares(1, 1)) == entry(name.copy(), *shares(1, 1)) == wanted


def test_an_entry_at_several_heights_is_called_by_its_first(array: Read, wrong: Callable[..., list[str]]) -> None:
    one, other = (
        Label(phrase("{word}", word=array(key)[1]), theme=DARK).sit_amid(x, x / 50)
        for key, x in (("tokens", -1.0), ("verdicts", 1.0))
    )
    entry = Entry(one, other)
    assert wrong(*entry.submobjects) == [f"the entry of “{one.text}” is at several heights"]
    one.shift((0, 0.03, 0))
    assert wrong(*entry.submobjects) == []


def test_what_is_no_value_is_for_the_audit_to_say(array: Read, wrong: Callable[..., list[str]]) -> None:
    part = Label(phrase("{row}", row=Reading("forget_gate", (1,), 0.5)), theme=DARK).sit_amid(1.0, 0.0)
    entry = Entry(part.copy(), Label(phrase("{word}", word=array("tokens")[1]), theme=DARK).sit_amid(-1.0, 0.0))
    assert wrong(part, time=1) == wrong(*entry.submobjects) == []


def chips(words: Readings, *numbers: int) -> VGroup:
    return VGroup(*(Chip(phrase("{word}", word=words[number]), theme=DARK) for number in numbers)).arrange(buff=0.14)


def test_rows_of_chips_of_every_kind_are_in_order(trace: ReaderTrace, array: Read, wrong: Callable[..., list[str]]) -> None:
    words, gate = array("tokens"), array("forget_gate", 1)
    assert wrong(chips(words, 1, 2)) == wrong(chips(gate, 3, 4)) == []
    assert wrong(chips(words, 2, 1)) == ["the words in a row are out of order at “at”"]
    assert wrong(chips(gate, 4, 3)) != []
    assert wrong(VGroup(*chips(words, 2), *chips(array("labels"), 0).shift((2, 0, 0)))) == []  # of several arrays
    ribbon = Ribbon(words, trace.known, 3, theme=DARK, width=3.5)
    assert [type(each) for each in ribbon] == [Label, Chip, Chip]
    assert wrong(ribbon) == []
    ribbon[2].move_to(ribbon[1].get_center() - (2, 0, 0))
    assert any("out of order" in each for each in wrong(ribbon))


def test_what_changes_later_is_judged_anew(
    trace: ReaderTrace, array: Read, vector: Vector, wrong_later: Callable[..., list[str]]
) -> None:
    ribbon = Ribbon(array("tokens"), trace.known, 1, theme=DARK, width=12)
    one, other = ribbon[2], ribbon[3]

    def exchange() -> None:
        middles = one.get_center(), other.get_center()
        one.move_to(middles[1])
        other.move_to(middles[0])

    assert any("out of order" in each for each in wrong_later(exchange, ribbon))
    entry = Entry(*(Label(phrase("{word}", word=array(key)[1]), theme=DARK) for key in ("tokens", "verdicts")))
    entry[0].sit_amid(-1.0, 0.0), entry[1].sit_amid(1.0, 0.0)
    assert any("several heights" in each for each in wrong_later(lambda: entry[1].shift((0, 0.1, 0)), *entry.submobjects))
    assert any("out of order" in each for each in wrong_later(lambda: vector.cells[2].shift((0, 0.05, 0)), vector))


def test_words_in_chips_are_in_the_order_of_the_sentence(
    trace: ReaderTrace, array: Read, wrong: Callable[..., list[str]]
) -> None:
    ribbon = Ribbon(array("tokens"), trace.known, 1, theme=DARK, width=12)
    assert wrong(ribbon) == []
    middles = [chip.get_center() for chip in ribbon[1:3]]
    ribbon[1].move_to(middles[1])
    ribbon[2].move_to(middles[0])
    assert any("out of order" in each for each in wrong(ribbon))


def test_a_text_speaks_of_the_step_that_is_told(array: Read, wrong: Callable[..., list[str]]) -> None:
    def said(template: str, **fields: Any) -> Paragraph:
        return Paragraph(phrase(template, **fields), theme=DARK, size=26, width=12)

    word, share = array("tokens"), array("verdict_probabilities")
    right = said("“{word}”: {share}", word=word[1], share=share[1])
    assert wrong(right, time=1) == wrong(right) == []
    assert len(wrong(right, time=2)) == 2
    other = said("“{word}”: {share}", word=word[1], share=share[2])
    assert wrong(other) == [f"“{other.phrase.text}” says {other.phrase.displays[1].shown} of another time"]
    both = said("“{one}” {first}, “{other}” {last}", one=word[0], first=share[0], other=word[2], last=share[2])
    assert wrong(both) == []
    crossed = said("“{one}” {first}, “{other}” {last}", one=word[0], first=share[2], other=word[2], last=share[0])
    assert len(wrong(crossed)) == 2
    number = array("word_numbers")
    assert wrong(said("word {number:0}", number=number[1]), time=1) == []
    assert wrong(said("word {number:0}", number=number[3]), time=1) != []
    apart = said("{one} and {other}", one=share[1], other=share[2])
    assert wrong(apart) == []  # in a paragraph that names no word
    assert len(wrong(Label(apart.phrase, theme=DARK))) == 1
    assert wrong(Label(phrase("“{a}”, “{b}”: {c}", a=word[0], b=word[1], c=share[2]), theme=DARK)) == []
    right = Label(phrase("{a} + {b}", a=array("kept").row(1)[2], b=array("written").row(1)[2]), theme=DARK)
    assert wrong(right) == []
    sums = Label(phrase("{a} + {b}", a=array("kept").row(1)[2], b=array("written").row(1)[3]), theme=DARK)
    assert len(wrong(sums)) == 1


def test_a_text_at_its_place_in_a_row_or_in_a_cell_may_be_of_another_step(
    array: Read, vector: Vector, wrong: Callable[..., list[str]]
) -> None:
    def word() -> Label:
        return Label(phrase("{word}", word=array("tokens")[1]), theme=DARK).sit_amid(0.0, 0.0)

    entry = Entry(word())
    of_another = ["“good” says good of another time"]
    assert wrong(word(), time=1) == wrong(vector, time=2) == wrong(chips(array("tokens"), 1, 2), time=3) == []
    assert wrong(*entry.submobjects, time=2) == wrong(placed(word(), lambda index: (0.0, 0.0)), time=2) == []
    assert wrong(word(), time=2) == wrong(stays(word()), time=2) == wrong(chips(array("tokens"), 1), time=2) == of_another


def test_what_was_before_the_next_step_is_of_this_one(array: Read, wrong: Callable[..., list[str]]) -> None:
    def said(step: int) -> list[str]:
        return wrong(Label(phrase("{h}", h=array("previous_hidden", step)[0]), theme=DARK), time=1)

    assert said(1) == said(2) == []
    assert len(said(0)) == len(said(3)) == 1


# -- sight -------------------------------------------------------------------------------------------------------------------


def test_what_leaves_the_frame_is_wrong(wrong: Callable[..., list[str]]) -> None:
    for place in ((6.85, 0, 0), (-6.85, 0, 0), (0, 3.75, 0), (0, -3.75, 0)):
        assert wrong(Square(0.2).move_to(place)) == ["a Square leaves the frame"], place
    assert wrong(Square(0.2).move_to((6.7, 3.6, 0))) == []


def test_what_is_there_and_cannot_be_seen_is_wrong(vector: Vector, wrong: Callable[..., list[str]]) -> None:
    assert wrong(Label("word", theme=DARK).set_opacity(0)) == ["“word” is there and cannot be seen"]
    assert any("cannot be seen" in each for each in wrong(vector.cells[0].set_opacity(0)))
    assert wrong(Square(0.4).set_opacity(0)) == []


@pytest.mark.parametrize("opacity", [0.9, 0.7, 0.6, 0.25, 0.1])
def test_what_is_neither_lit_nor_dimmed_is_wrong(opacity: float, vector: Vector, wrong: Callable[..., list[str]]) -> None:
    assert wrong(Label("word", theme=DARK).set_opacity(opacity)) == ["“word” is neither lit nor dimmed"]
    cell = vector.cells[0]
    cell.patch.set_fill(opacity=opacity)
    assert any("neither lit nor dimmed" in each for each in wrong(cell))


def test_levels_of_the_theme_are_right(wrong: Callable[..., list[str]]) -> None:
    for level in (1.0, DARK.dimmed.opacity(DARK.ink)):
        assert wrong(Label("word", theme=DARK).set_opacity(level)) == []


def test_what_lies_on_a_value_or_a_text_is_wrong(array: Read, vector: Vector, wrong: Callable[..., list[str]]) -> None:
    cover = Rectangle(width=0.8, height=0.3, fill_color=DARK.ground, fill_opacity=1, stroke_width=0)
    cell = Swatch(array("probabilities", 1)[0], theme=DARK, scale="weight", size=(0.74, 0.25))
    assert len(wrong(cell, cover)) == 2  # the patch and its numeral
    assert wrong(cover, cell) == []
    assert wrong(Label("word", theme=DARK), cover) == ["a Rectangle lies on “word”"]
    assert wrong(Label("word", theme=DARK), cover.copy().set_fill(opacity=0.2)) == []
    below = Swatch(array("cell", 1)[3], theme=DARK, scale="signed", size=(0.5, 0.3), numeral=False)
    above = Swatch(array("kept", 1)[3], theme=DARK, scale="signed", size=(0.5, 0.3), numeral=False)
    assert wrong(below, above) == []  # of the same word and unit
    other = Swatch(array("kept", 1)[4], theme=DARK, scale="signed", size=(0.5, 0.3), numeral=False)
    assert wrong(below, other) == ["kept[1, 4] lies on cell[1, 3]"]


def test_texts_on_texts_and_on_values_of_others_are_wrong(array: Read, wrong: Callable[..., list[str]]) -> None:
    one, other = Label("word", theme=DARK), Label("other", theme=DARK).shift((0.2, 0, 0))
    assert any("overlaps" in each for each in wrong(one, other))
    cell = Swatch(array("probabilities", 1)[0], theme=DARK, scale="weight", size=(1.4, 0.5), numeral=False)
    assert wrong(cell, Label("no", theme=DARK)) == ["“no” lies on probabilities[1, 0]"]
    cell = Swatch(array("probabilities", 1)[0], theme=DARK, scale="weight", size=(0.74, 0.25))
    cell.numeral.shift((0.3, 0, 0))
    assert wrong(cell) == [f"“{cell.numeral.text}” leaves its cell"]
    cell = Swatch(array("probabilities", 1)[0], theme=DARK, scale="weight", size=(0.74, 0.25))
    cell.numeral.set_opacity(0)
    assert any("lacks its numeral" in each for each in wrong(cell))
    cell = Swatch(array("probabilities", 1)[0], theme=DARK, scale="weight", size=(0.74, 0.25))
    cell.patch.reading = array("probabilities", 1)[1]
    assert any("has the numeral of something else" in each for each in wrong(cell))


def test_a_wire_across_a_text_is_wrong(wrong: Callable[..., list[str]]) -> None:
    wire = Wire((-2, 0), (2, 0), theme=DARK, colour="keeps")
    assert wrong(Label("word", theme=DARK), wire) == ["a wire crosses “word”"]
    assert wrong(Label("word", theme=DARK).shift((0, 0.4, 0)), wire) == []


def test_a_wire_behind_a_cell_crosses_nothing_and_one_before_it_does(array: Read, wrong: Callable[..., list[str]]) -> None:
    cell = Swatch(array("cell", 1)[0], theme=DARK, scale="signed", size=(0.74, 0.25))
    wire, crossed = Wire((-2, 0), (2, 0), theme=DARK, colour="memory"), f"a wire crosses “{cell.numeral.text}”"
    assert wrong(wire, cell) == []
    assert crossed in wrong(cell, wire)
    cell.patch.set_fill(opacity=0.9)
    assert crossed in wrong(wire, cell)  # it can be seen through the cell


def test_a_wire_behind_a_text_that_is_no_numeral_crosses_it(array: Read, wrong: Callable[..., list[str]]) -> None:
    cell = Swatch(array("cell", 1)[0], theme=DARK, scale="signed", size=(1.4, 0.5), numeral=False)
    wire = Wire((-2, 0), (2, 0), theme=DARK, colour="memory")
    assert "a wire crosses “no”" in wrong(wire, cell, Label("no", theme=DARK))


def test_letters_too_small_are_wrong(wrong: Callable[..., list[str]]) -> None:
    label = Label("word", theme=DARK, size=DARK.numeral)
    assert wrong(label) == []
    assert "has capitals of" in wrong(label.scale(0.9))[0]


def test_a_chip_that_is_not_whole_is_wrong(wrong: Callable[..., list[str]]) -> None:
    assert wrong(Chip("word", theme=DARK)) == []
    chip = Chip("word", theme=DARK)
    chip.word.shift((0.4, 0, 0))
    assert wrong(chip) == ["“word” leaves its chip"]
    chip = Chip("word", theme=DARK)
    chip.box.set_opacity(0)
    assert wrong(chip) == ["the chip of “word” is not whole"]


SIDES = ((1, 0), (-1, 0), (0, 1), (0, -1))
"""To the right, to the left, up, down."""


def beside(thing: Any, other: Any, side: tuple[int, int], over: float) -> Any:
    """Put a thing at a side of another one, so that their boxes share ``over`` units; return it."""
    reach = np.array([thing.width + other.width, thing.height + other.height]) / 2 - over
    return thing.move_to(other.get_center() + np.array([*(reach * side), 0.0]))


@pytest.mark.parametrize("side", SIDES)
def test_a_rim_may_be_shared(side: tuple[int, int], array: Read, wrong: Callable[..., list[str]]) -> None:
    def outer(name: str) -> list[list[str]]:
        found = []
        for over in (0.004, 0.006):
            chip = Chip("word", theme=DARK).shift((1, 2, 0))
            cell = Swatch(array("probabilities", 1)[0], theme=DARK, scale="weight", size=(0.74, 0.25)).shift((1, 2, 0))
            around, inner = (chip.box, chip.word) if name == "chip" else (cell.patch, cell.numeral)
            room = np.array([around.width - inner.width, around.height - inner.height]) / 2 + over
            inner.move_to(around.get_center() + np.array([*(room * side), 0.0]))
            found.append(wrong(chip if name == "chip" else cell))
        return found

    edge = Square(0.3).move_to(np.array([(7.111111 - 0.2 + 0.004 - 0.15) * side[0], (4 - 0.2 + 0.004 - 0.15) * side[1], 0]))
    assert wrong(edge) == []
    assert wrong(edge.shift((0.002 * side[0], 0.002 * side[1], 0))) == ["a Square leaves the frame"]
    first, second = Label("word", theme=DARK).shift((2, 1, 0)), Label("Wort", theme=DARK)
    assert wrong(first, beside(second, first, side, 0.004)) == []
    assert wrong(first, beside(second, first, side, 0.006)) == ["“word” overlaps “Wort”", "“Wort” overlaps “word”"]
    assert outer("chip") == [[], ["“word” leaves its chip"]]
    inside, left = outer("cell")
    assert inside == []
    assert len(left) == 1
    assert left[0].endswith("leaves its cell")


@pytest.mark.parametrize("side", SIDES)
def test_a_fifth_of_a_value_may_be_covered(side: tuple[int, int], array: Read, wrong: Callable[..., list[str]]) -> None:
    bar = Bar(
        array("probabilities", 1)[0], unit=1.5 / array("probabilities", 1)[0].value, height=0.4, left=2, y=1, paint=DARK.ink
    )
    cover = Rectangle(width=1.7, height=0.6, fill_color=DARK.ground, fill_opacity=0.35, stroke_width=0)
    long = 1.5 if side[0] else 0.4
    assert wrong(bar, beside(cover, bar, side, -0.05)) == wrong(bar, beside(cover, bar, side, 0.18 * long)) == []
    lies = ["a Rectangle lies on probabilities[1, 0]"]
    assert wrong(bar, beside(cover, bar, side, 0.22 * long)) == lies
    assert wrong(bar, cover.set_fill(opacity=0.25)) == []


def test_a_speck_shows_nothing(array: Read, wrong: Callable[..., list[str]]) -> None:
    def covered(area: float) -> list[str]:
        speck = replace(array("probabilities", 1)[0], value=area / 0.3)
        bar = Bar(speck, unit=1.0, height=0.3, left=0.0, y=0.0, paint=DARK.ink)
        return wrong(bar, Rectangle(width=1, height=1, fill_color=DARK.ground, fill_opacity=1, stroke_width=0))

    assert covered(0.8e-5) == []
    assert covered(1.2e-5) == ["a Rectangle lies on probabilities[1, 0]"]


@pytest.mark.parametrize("level", [1.0, DARK.dimmed.opacity(DARK.ink)])
def test_a_level_is_kept_to_a_hundredth(level: float, wrong: Callable[..., list[str]]) -> None:
    for off in (0.008, -0.008):
        assert wrong(Label("word", theme=DARK).set_opacity(level - abs(off) if level == 1 else level + off)) == []
    assert wrong(Label("word", theme=DARK).set_opacity(level - 0.012)) == ["“word” is neither lit nor dimmed"]


def test_capitals_are_nine_pixels_high(wrong: Callable[..., list[str]]) -> None:
    def high(pixels: float) -> Label:
        label = Label("word", theme=DARK)
        return label.scale(pixels / 60 / label.cap_height)

    assert wrong(high(9.05)) == []
    assert wrong(high(8.92)) == ["“word” has capitals of 8.9 pixels at 480p"]
    small = high(5.0).rotate(0.5)
    small.slanted = True
    assert wrong(small) == []


def test_a_word_may_lie_on_the_bar_that_is_of_it(array: Read, wrong: Callable[..., list[str]]) -> None:
    def on(thing: Any, label: int) -> list[str]:
        word = Label(phrase("{label}", label=array("labels")[label]), theme=DARK).move_to(thing)
        return wrong(thing, word)

    wide = Bar(replace(array("probabilities", 1)[0], value=1.0), unit=2.0, height=0.5, left=0, y=0, paint=DARK.ink)
    cell = Swatch(array("probabilities", 1)[0], theme=DARK, scale="weight", size=(1.6, 0.5), numeral=False)
    assert on(wide, 0) == []
    assert on(wide, 1) == [f"“{array('labels')[1].value}” lies on probabilities[1, 0]"]
    assert on(cell, 0) == [f"“{array('labels')[0].value}” lies on probabilities[1, 0]"]
    share = Label(phrase("{share}", share=array("probabilities", 1)[0]), theme=DARK)
    assert wrong(wide, share.move_to(wide)) == []
    told = Bar(replace(array("verdict_probabilities")[1], value=1.0), unit=2.0, height=0.5, left=0, y=0, paint=DARK.ink)
    assert wrong(told, Label(phrase("{word}", word=array("tokens")[1]), theme=DARK).move_to(told)) == []
    letter = Symbol("cell", notation=LSTM, theme=DARK)
    assert "the formula cell lies on probabilities[1, 0]" in wrong(wide, letter.move_to(wide))


@pytest.mark.parametrize("side", SIDES)
def test_a_wire_past_a_text_is_right(side: tuple[int, int], wrong: Callable[..., list[str]]) -> None:
    word, (across, up) = Label("word", theme=DARK).shift((1, 0.5, 0)), side

    def wire(inside: float) -> list[str]:
        x, y = np.array(word.get_center()[:2]) + (np.array([word.width, word.height]) / 2 - inside) * side
        ways = ((x, y - 1), (x, y + 1)) if across else ((x - 1, y), (x + 1, y))
        return wrong(word, Wire(*ways, theme=DARK, colour="keeps", tip=False))

    assert wire(-0.04) == []
    assert wire(-0.015) == wire(0.02) == ["a wire crosses “word”"]
    way, turn = np.array(side), np.array((up, across))
    end = word.get_center()[:2] + np.array([word.width / 2 + 0.06, word.height / 2 + 0.06]) * side
    around = (end + 2 * way, end + 2 * way + turn, end + turn, end)
    assert wrong(word, Wire(*map(tuple, around), theme=DARK, colour="keeps", tip=False)) == []
    towards = (end + way, end + 0.02 * way)
    assert wrong(word, Wire(*map(tuple, towards), theme=DARK, colour="keeps", tip=False)) == []
    through = (end + 2 * way, end - 0.1 * way)
    assert wrong(word, Wire(*map(tuple, through), theme=DARK, colour="keeps", tip=False)) == ["a wire crosses “word”"]


def test_whatever_moves_it_is_judged_anew(array: Read, wrong_later: Callable[..., list[str]]) -> None:
    def pair(one: Any, other: Any, sentence: str) -> None:
        """See that both are right apart, and wrong when either is moved to the other."""
        for moves in (0, 1):
            things = one(), other().shift((4, 0, 0))
            found = wrong_later(lambda things=things, moves=moves: things[moves].shift((4 - 8 * moves, 0, 0)), *things)
            assert any(sentence in each for each in found), (sentence, moves)

    def word() -> Label:
        return Label("word", theme=DARK)

    def cell() -> Swatch:
        return Swatch(array("probabilities", 1)[0], theme=DARK, scale="weight", size=(0.74, 0.25))

    def letter() -> Symbol:
        return Symbol("cell", notation=LSTM, theme=DARK)

    cover = Rectangle(width=1, height=1, fill_color=DARK.ground, fill_opacity=1, stroke_width=0)
    pair(word, cover.copy, "a Rectangle lies on “word”")
    pair(cell, cover.copy, "a Rectangle lies on probabilities[1, 0]")
    pair(letter, cover.copy, "a Rectangle lies on a Glyph")
    pair(word, lambda: Label("other", theme=DARK), "overlaps")
    pair(word, letter, "overlaps")
    pair(cell, word, "“word” lies on probabilities[1, 0]")
    pair(word, lambda: Wire((-1, 0), (1, 0), theme=DARK, colour="keeps"), "a wire crosses “word”")
    pair(letter, lambda: Wire((-1, 0), (1, 0), theme=DARK, colour="keeps"), "a wire crosses the formula cell")
    made = cell()
    assert any("lacks its numeral" in each for each in wrong_later(lambda: made.numeral.set_opacity(0), made))
    full = cell()
    assert any("leaves its cell" in each for each in wrong_later(lambda: full.numeral.shift((0.3, 0, 0)), full))
    small = word()
    assert any("has capitals of" in each for each in wrong_later(lambda: small.scale(0.4), small))
    chip = Chip("word", theme=DARK)
    assert any("is not whole" in each for each in wrong_later(lambda: chip.word.set_opacity(0), chip))


def test_of_nothing_nothing_is_wrong(wrong: Callable[..., list[str]]) -> None:
    look = Look([])
    assert (look.leaves, look.hidden, look.things, look.boxes.shape) == ([], [], [], (0, 4))
    assert wrong() == wrong(moving=True) == []
    assert shown(look) == ((), ())

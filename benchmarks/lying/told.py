"""Lies about what is shown, by kinds: each takes a scene at a moment, and chance, and tells one lie, or finds nothing to lie of.

A kind returns how to take the lie back, or None. What is altered is altered as a faulty film would: outlines, colours and phrases
follow the lie wherever a mobject draws them itself.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import BLACK, VMobject

from benchmarks.lying.places import Undo, leaves, of_kind, remembered
from scenes.mobjects.bars import Bar, Pillar, Swing
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.reading import Display, Phrase, Reading
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.shapes import Shape
from scenes.mobjects.text import Label, Numeral, Paragraph, outline_of
from scenes.mobjects.theme import ROLES
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Patch, Swatch, Vector
from scenes.mobjects.wires import Wire

__all__ = ["KINDS", "Kind"]

Kind = Callable[[Any, np.random.Generator], Undo | None]
BARS = (Bar, Pillar, Swing)
KINDS: dict[str, Kind] = {}


def kind(tell: Kind) -> Kind:
    """Make a kind of lie known by its name."""
    KINDS[tell.__name__.replace("_", " ")] = tell
    return tell


def one(rng: np.random.Generator, things: Any) -> Any:
    """Return one of some things, or None."""
    chosen = list(things)
    return chosen[rng.integers(len(chosen))] if chosen else None


def two(rng: np.random.Generator, things: Any) -> Any:
    """Return two different ones of some things, or None."""
    chosen = list(things)
    return [chosen[each] for each in rng.choice(len(chosen), 2, replace=False)] if len(chosen) > 1 else None


def another(rng: np.random.Generator, value: float) -> float:
    """Return a number that is no rounding of the other."""
    return float(value + rng.choice([-1, 1]) * rng.uniform(0.06, 0.9))


def number(reading: Reading) -> bool:
    return bool(reading.key) and not isinstance(reading.value, str)


def redraw(written: Any, said: Phrase) -> None:
    """Let a text say something else where it stands: its outline follows."""
    points, _ = outline_of(said.text, written.style, tabular=written.tabular)
    if len(points):
        fresh = VMobject()
        fresh.points = points.copy()
        fresh.scale(written.enlargement).move_to(written)
        written.points, written.phrase = fresh.points, said


def repaint(patch: Patch, reading: Reading) -> None:
    """Let a patch show another reading."""
    patch.reading = reading
    patch.set_fill(patch._rule(float(reading.value)), opacity=patch.get_fill_opacity())


def reprint(written: Any, display: Display, reading: Reading) -> None:
    """Let a text show another reading in the place of one of its own."""
    printed = display.rule(reading.value)
    said = written.phrase
    shown = Display(reading, "text", printed, display.rule)
    displays = tuple(shown if each is display else each for each in said.displays)
    redraw(written, said._replace(text=said.text.replace(str(display.shown), str(printed), 1), displays=displays))


def elsewhere(scene: Any, rng: np.random.Generator, reading: Reading) -> Reading | None:
    """Return what the trace has under the same key at another index."""
    if not reading.key or not reading.index or reading.key in SCALE_ENDS:
        return None
    value = scene.trace.lookup(reading.key)
    axis, place, shape = int(rng.integers(len(reading.index))), list(reading.index), []
    for position in reading.index:
        shape.append(len(value))
        value = value[position]
    if shape[axis] < 2:
        return None
    place[axis] = int(rng.choice([each for each in range(shape[axis]) if each != place[axis]]))
    found = scene.trace.lookup(reading.key)
    for position in place:
        found = found[position]
    return Reading(reading.key, tuple(place), str(found) if isinstance(found, str) else float(found))


# -- values ----------------------------------------------------------------------------------------------------------------


@kind
def wrong_cell(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a cell have another value's colour, and its numeral."""
    patch = one(rng, (each for each in of_kind(scene, Patch) if number(each.reading)))
    if patch is None:
        return None
    undo = remembered(scene, patch)
    repaint(patch, Reading(patch.reading.key, patch.reading.index, another(rng, float(patch.reading.value))))
    return undo


@kind
def wrong_numeral(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a text print another number in the place of a reading."""
    texts = (
        (each, display) for each in of_kind(scene, Label, Numeral) for display in each.phrase.displays if number(display.reading)
    )
    found = one(rng, texts)
    if found is None:
        return None
    written, display = found
    undo = remembered(scene, written)
    value = float(display.reading.value)
    wrong = value + int(rng.integers(1, 9)) if value == round(value) else another(rng, value)
    reprint(written, display, Reading(display.reading.key, display.reading.index, wrong))
    return undo


@kind
def wrong_bar(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a bar be as long as another value is."""
    bar = one(rng, of_kind(scene, *BARS))
    if bar is None:
        return None
    undo = remembered(scene, bar)
    value = another(rng, float(bar.reading.value))
    bar.reading = Reading(bar.reading.key, bar.reading.index, value)
    _lengthen(bar, abs(value) * bar.unit)
    return undo


def _lengthen(bar: Any, long: float) -> None:
    if isinstance(bar, Bar):
        bar.stretch(max(long, 1e-3) / bar.width, 0, about_point=bar.get_left())
    else:
        hangs = isinstance(bar, Swing) and bar.get_y() < bar.home
        bar.stretch(max(long, 1e-3) / bar.height, 1, about_point=bar.get_top() if hangs else bar.get_bottom())


# -- texts -----------------------------------------------------------------------------------------------------------------


@kind
def typed_digits(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Write digits into a phrase behind the back of its readings."""
    written = one(rng, of_kind(scene, Label))
    if written is None:
        return None
    undo = remembered(scene, written)
    said, digits = written.phrase, f"{rng.uniform(0, 1):.2f}"
    bare = said.bare + (digits if rng.random() < 0.5 else "")
    redraw(written, said._replace(text=f"{said.text} {digits}", bare=bare))
    return undo


@kind
def another_outline(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Give a text the outline of another one."""
    pair = two(rng, of_kind(scene, Label, Numeral))
    if pair is None or pair[0].text == pair[1].text:
        return None
    undo = remembered(scene, pair[0])
    fresh = VMobject()
    fresh.points = pair[1].points.copy()
    fresh.scale(pair[0].height / max(fresh.height, 1e-6)).move_to(pair[0])
    pair[0].points = fresh.points
    return undo


@kind
def bare_digits(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Draw digits as bare outlines."""
    undo = remembered(scene)
    label = Label(Phrase(f"{rng.uniform(0, 1):.2f}", ""), theme=scene.theme)
    shape = Shape(label.points, fill_color=scene.theme.ink, fill_opacity=1) if rng.random() < 0.5 else VMobject(fill_opacity=1)
    shape.points = label.points.copy()
    scene.mobjects.append(shape.move_to((rng.uniform(-6, 6), rng.uniform(-3, 3), 0)))
    return undo


# -- place and belonging -----------------------------------------------------------------------------------------------------


def _exchange(scene: Any, pair: Any) -> Undo | None:
    if pair is None:
        return None
    undo = remembered(scene, *pair)
    places = [each.get_center() for each in pair]
    pair[0].move_to(places[1])
    pair[1].move_to(places[0])
    return undo


@kind
def cells_exchanged(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Exchange two cells of a vector."""
    vector = one(rng, of_kind(scene, Vector))
    return None if vector is None else _exchange(scene, two(rng, vector.cells))


@kind
def vectors_exchanged(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Exchange two vectors."""
    return _exchange(scene, two(rng, of_kind(scene, Vector)))


@kind
def words_exchanged(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Exchange two words of the sentence, or the chips that they stand in."""
    chips = list(of_kind(scene, Chip))
    inside = {id(member) for chip in chips for member in chip.get_family()}
    words = [each for each in of_kind(scene, Label) if id(each) not in inside and _is_word(each)]
    return _exchange(scene, two(rng, chips if len(chips) > 1 and rng.random() < 0.5 else words))


def _is_word(label: Label) -> bool:
    return (
        len(label.phrase.displays) == 1
        and label.phrase.displays[0].shown == label.text
        and not number(label.phrase.displays[0].reading)
    )


@kind
def letters_exchanged(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Exchange two letters."""
    return _exchange(scene, two(rng, (each for each in of_kind(scene, Symbol) if _name(each) not in SIGNS)))


@kind
def bars_exchanged(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Exchange the places of two bars, each keeping its foot on the line."""
    groups = [list(of_kind(scene, each)) for each in BARS]
    pair = two(rng, one(rng, [group for group in groups if len(group) > 1]) or ())
    if pair is None:
        return None
    undo = remembered(scene, *pair)
    axis = 1 if isinstance(pair[0], Bar) else 0
    way = np.zeros(3)
    way[axis] = pair[1].get_center()[axis] - pair[0].get_center()[axis]
    pair[0].shift(way)
    pair[1].shift(-way)
    return undo


SIGNS = ("times", "plus", "equals", "sigmoid", "tanh")


def _name(letter: Any) -> str:
    return str(letter.quantity.name)


def _replaced(scene: Any, old: Any, new: Any) -> Undo:
    """Put glyphs of another letter or equation where the one is, and its name with it."""
    undo = remembered(scene, old)
    new.scale(old.height / new.height).move_to(old)
    kept = vars(old)
    kept["submobjects"] = new.submobjects
    for name in ("recipe", "typst_code", "_parts", "notation", "quantity"):
        if name in vars(new):
            kept[name] = vars(new)[name]
    return undo


@kind
def another_letter(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Draw the letter of another quantity in the place of one."""
    old = one(rng, (each for each in of_kind(scene, Symbol) if _name(each) not in SIGNS))
    if old is None:
        return None
    others = [
        (name, notation)
        for notation in NOTATION.values()
        for name in notation.letters
        if name not in SIGNS and notation[name].letter != old.quantity.letter
    ]
    name, notation = one(rng, others)
    return _replaced(scene, old, Symbol(name, notation=notation, theme=scene.theme))


@kind
def another_equation(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Write another equation in the place of one."""
    old = one(rng, of_kind(scene, Equation))
    if old is None:
        return None
    others = [
        (name, notation)
        for notation in (NOTATION["lstm"], NOTATION["attention"])
        for name in notation.equations
        if notation[name].equation != old.quantity.equation
    ]
    name, notation = one(rng, others)
    return _replaced(scene, old, Equation(name, notation=notation, theme=scene.theme))


@kind
def value_of_another(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Show the right value of another word, unit or step in a cell."""
    patch = one(rng, (each for each in of_kind(scene, Patch) if number(each.reading)))
    reading = None if patch is None else elsewhere(scene, rng, patch.reading)
    if reading is None:
        return None
    undo = remembered(scene, patch)
    repaint(patch, reading)
    return undo


@kind
def bar_of_another(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Show the right value of another word or step in a bar."""
    bar = one(rng, of_kind(scene, *BARS))
    reading = None if bar is None else elsewhere(scene, rng, bar.reading)
    if reading is None or float(reading.value) * float(bar.reading.value) < 0:
        return None
    undo = remembered(scene, bar)
    bar.reading = reading
    _lengthen(bar, abs(float(reading.value)) * bar.unit)
    return undo


@kind
def text_of_another(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Print the right value of another word, unit or step in a text."""
    texts = (
        (each, display) for each in of_kind(scene, Label, Numeral) for display in each.phrase.displays if display.reading.key
    )
    found = one(rng, texts)
    reading = None if found is None else elsewhere(scene, rng, found[1].reading)
    if reading is None:
        return None
    undo = remembered(scene, found[0])
    reprint(*found, reading)
    return undo


@kind
def caption_of_another(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Print the right value of another word, unit or step in the caption or the header."""
    texts = [each for each in (*of_kind(scene, Paragraph), scene._header) if each is not None]
    found = one(rng, [(each, display) for each in texts for display in each.phrase.displays if display.reading.key])
    reading = None if found is None else elsewhere(scene, rng, found[1].reading)
    if reading is None:
        return None
    written, display = found
    printed, said = display.rule(reading.value), written.phrase
    undo = remembered(scene, written, *leaves(written))
    displays = tuple(Display(reading, "text", printed, display.rule) if each is display else each for each in said.displays)
    new = said._replace(text=said.text.replace(str(display.shown), printed, 1), displays=displays)
    if isinstance(written, Label):
        redraw(written, new)
        return undo
    fresh = Paragraph(new, theme=scene.theme, size=scene.theme.caption, width=scene.frame.width).move_to(written)
    vars(written)["submobjects"], written.phrase = fresh.submobjects, new
    return undo


@kind
def thread_elsewhere(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a thread lead to another word."""
    pair = two(rng, of_kind(scene, Thread))
    if pair is None or np.allclose(pair[0].points[0], pair[1].points[0]):
        return None
    undo = remembered(scene, pair[0])
    pair[0].put_start_and_end_on(pair[1].points[0], pair[0].points[-1])
    return undo


@kind
def bar_off_its_foot(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Move a bar away from the line it stands on."""
    bar = one(rng, of_kind(scene, *BARS))
    if bar is None:
        return None
    undo = remembered(scene, bar)
    way = rng.choice([-1, 1]) * rng.uniform(0.05, 0.6)
    bar.shift((way, 0, 0) if isinstance(bar, Bar) else (0, way, 0))
    return undo


@kind
def bar_stretched(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Stretch a bar about its middle."""
    bar = one(rng, of_kind(scene, *BARS))
    if bar is None:
        return None
    undo = remembered(scene, bar)
    bar.stretch(rng.choice([rng.uniform(0.3, 0.9), rng.uniform(1.1, 2.0)]), 0 if isinstance(bar, Bar) else 1)
    return undo


@kind
def wire_in_another_colour(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Draw a wire in another quantity's colour."""
    wire = one(rng, of_kind(scene, Wire))
    if wire is None:
        return None
    undo = remembered(scene, wire)
    now = wire.line.get_stroke_color().to_hex().upper()
    theme = scene.theme
    colours = {theme.colour(each) for each in ROLES}
    paint = one(rng, sorted(colours - {now}))
    for leaf in leaves(wire):
        leaf.set_stroke(paint, opacity=leaf.get_stroke_opacity(), family=False)
        leaf.set_fill(paint, opacity=leaf.get_fill_opacity(), family=False)
    return undo


# -- visibility --------------------------------------------------------------------------------------------------------------

SHOWING = (Swatch, Label, Numeral, *BARS, Thread)


@kind
def faded(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Fade what shows a value, so that it is another colour, or can hardly be seen."""
    thing = one(rng, of_kind(scene, *SHOWING))
    if thing is None:
        return None
    undo = remembered(scene, thing)
    share = rng.uniform(0.02, 0.4)
    for leaf in leaves(thing):
        leaf.set_fill(opacity=leaf.get_fill_opacity() * share, family=False)
        leaf.set_stroke(opacity=leaf.get_stroke_opacity() * share, family=False)
    return undo


@kind
def gone(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Take a cell, a numeral or a text away that should be there, or make it invisible."""
    if rng.random() < 0.5:
        vector = one(rng, of_kind(scene, Vector))
        if vector is None:
            return None
        undo = remembered(scene, vector)
        cell = one(rng, vector.cells)
        vector.submobjects[0].submobjects = [each for each in vector.submobjects[0].submobjects if each is not cell]
        return undo
    thing = one(rng, of_kind(scene, *SHOWING))
    if thing is None:
        return None
    undo = remembered(scene, thing)
    for leaf in leaves(thing):
        leaf.set_fill(opacity=0, family=False).set_stroke(opacity=0, family=False)
    return undo


@kind
def covered(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Put something over what shows a value."""
    thing = one(rng, of_kind(scene, *SHOWING))
    if thing is None:
        return None
    undo = remembered(scene, thing)
    from manim import Rectangle

    colour = rng.choice([scene.theme.ground, scene.theme.panel, BLACK.to_hex()])
    cover = Rectangle(width=thing.width + 0.02, height=thing.height + 0.02, fill_color=colour, fill_opacity=1, stroke_width=0)
    scene.mobjects.append(cover.move_to(thing).set_z_index(10))
    return undo


@kind
def on_another(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Move a text onto another, or onto a value that is not its own."""
    text, other = one(rng, of_kind(scene, Label, Numeral)), one(rng, of_kind(scene, *SHOWING))
    if text is None or other is None or text is other or text in other.get_family():
        return None
    undo = remembered(scene, text)
    text.move_to(other.get_center() + np.array([0.6 * text.width * rng.choice([-1, 0, 1]), 0.05, 0]))
    return undo


@kind
def outside(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Move something out of the frame, wholly or in part."""
    thing = one(rng, of_kind(scene, *SHOWING, Vector, Symbol))
    if thing is None:
        return None
    undo = remembered(scene, thing)
    side = rng.choice([-1, 1])
    if rng.random() < 0.5:
        thing.set_x(side * (7.11 + thing.width * rng.uniform(-0.3, 1)))
    else:
        thing.set_y(side * (4 + thing.height * rng.uniform(-0.3, 1)))
    return undo


@kind
def another_scale(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a cell choose another scale of colours."""
    patch = one(rng, (each for each in of_kind(scene, Patch) if number(each.reading)))
    if patch is None:
        return None
    undo = remembered(scene, patch)
    patch._scale = one(rng, [each for each in ("signed", "sums", "share", "grey") if each != getattr(patch, "_scale", "")])
    repaint(patch, patch.reading)
    return undo

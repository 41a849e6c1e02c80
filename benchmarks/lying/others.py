"""Lies about what something is of: letters of other quantities, values of another word, unit or step."""

from typing import Any

import numpy as np

from benchmarks.lying.altering import BARS, SIGNS, Kind, elsewhere, is_number, lengthen, letters, one, redraw, repaint, reprint
from benchmarks.lying.places import Undo, leaves, of_kind, remembered
from scenes.mobjects.notation import NOTATION
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.text import Label, Numeral, Paragraph
from scenes.mobjects.values import Patch

__all__ = ["LIES"]


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


def another_letter(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Draw the letter of another quantity in the place of one."""
    old = one(rng, letters(scene))
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


def value_of_another(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Show the right value of another word, unit or step in a cell."""
    patch = one(rng, (each for each in of_kind(scene, Patch) if is_number(each.reading)))
    reading = None if patch is None else elsewhere(scene, rng, patch.reading)
    if reading is None:
        return None
    undo = remembered(scene, patch)
    repaint(patch, reading)
    return undo


def bar_of_another(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Show the right value of another word or step in a bar."""
    bar = one(rng, of_kind(scene, *BARS))
    reading = None if bar is None else elsewhere(scene, rng, bar.reading)
    if reading is None or float(reading.value) * float(bar.reading.value) < 0:
        return None
    undo = remembered(scene, bar)
    bar.reading = reading
    lengthen(bar, abs(float(reading.value)) * bar.unit)
    return undo


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
    displays = tuple(display._replace(reading=reading, shown=printed) if each is display else each for each in said.displays)
    new = said._replace(text=said.text.replace(str(display.shown), printed, 1), displays=displays)
    if isinstance(written, Label):
        redraw(written, new)
        return undo
    fresh = Paragraph(new, theme=scene.theme, size=scene.theme.caption, width=scene.frame.width).move_to(written)
    vars(written)["submobjects"], written.phrase = fresh.submobjects, new
    return undo


LIES: tuple[Kind, ...] = (another_letter, another_equation, value_of_another, bar_of_another, text_of_another, caption_of_another)

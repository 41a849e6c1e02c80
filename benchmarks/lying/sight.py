"""Lies about what can be seen: values and texts that are faint, gone, covered, overlapped or out of the frame."""

from typing import Any

import numpy as np
from manim import BLACK, Rectangle

from benchmarks.lying.altering import BARS, Kind, is_number, one, repaint
from benchmarks.lying.places import Undo, leaves, of_kind, remembered
from scenes.mobjects.leaves import opacities_of, shaded
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.values import Patch, Swatch, Vector

__all__ = ["LIES"]

ALIKE = 0.011
"""Opacities that differ by less look alike."""
SHOWING = (Swatch, Label, Numeral, *BARS, Thread)


def faded(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Fade what shows a value, so that it is another colour, or can hardly be seen.

    What comes out as the theme dims what is not told of just now says nothing wrong of the value: films do that.
    """
    thing = one(rng, of_kind(scene, *SHOWING))
    if thing is None:
        return None
    undo = remembered(scene, thing)
    share = rng.uniform(0.02, 0.4)
    for leaf in leaves(thing):
        leaf.set_fill(opacity=leaf.get_fill_opacity() * share, family=False)
        leaf.set_stroke(opacity=leaf.get_stroke_opacity() * share, family=False)
    if all(np.allclose(opacities_of(leaf), shaded(leaf, scene.theme.dimmed)[:2], atol=ALIKE) for leaf in leaves(thing)):
        undo()
        return None
    return undo


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


def covered(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Put something over what shows a value."""
    thing = one(rng, of_kind(scene, *SHOWING))
    if thing is None:
        return None
    undo = remembered(scene, thing)
    colour = rng.choice([scene.theme.ground, scene.theme.panel, BLACK.to_hex()])
    cover = Rectangle(width=thing.width + 0.02, height=thing.height + 0.02, fill_color=colour, fill_opacity=1, stroke_width=0)
    scene.mobjects.append(cover.move_to(thing).set_z_index(10))
    return undo


def on_another(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Move a text onto another, or onto a value that is not its own."""
    text, other = one(rng, of_kind(scene, Label, Numeral)), one(rng, of_kind(scene, *SHOWING))
    if text is None or other is None or text is other or text in other.get_family():
        return None
    undo = remembered(scene, text)
    text.move_to(other.get_center() + np.array([0.6 * text.width * rng.choice([-1, 0, 1]), 0.05, 0]))
    return undo


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


def another_scale(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a cell choose another scale of colours."""
    patch = one(rng, (each for each in of_kind(scene, Patch) if is_number(each.reading)))
    if patch is None:
        return None
    undo = remembered(scene, patch)
    patch._scale = one(rng, [each for each in ("signed", "weight") if each != getattr(patch, "_scale", "")])
    repaint(patch, patch.reading)
    return undo


LIES: tuple[Kind, ...] = (faded, gone, covered, on_another, outside, another_scale)

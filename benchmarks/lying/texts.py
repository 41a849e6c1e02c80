"""Lies in letters: digits that nobody computed, and outlines that are those of something else."""

from typing import Any

import numpy as np
from manim import VMobject

from benchmarks.lying.altering import Kind, one, redraw, two
from benchmarks.lying.places import Undo, of_kind, remembered
from scenes.mobjects.reading import Phrase
from scenes.mobjects.shapes import Shape
from scenes.mobjects.text import Label, Numeral

__all__ = ["LIES"]


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


def bare_digits(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Draw digits as bare outlines."""
    undo = remembered(scene)
    label = Label(Phrase(f"{rng.uniform(0, 1):.2f}", ""), theme=scene.theme)
    shape = Shape(label.points, fill_color=scene.theme.ink, fill_opacity=1) if rng.random() < 0.5 else VMobject(fill_opacity=1)
    shape.points = label.points.copy()
    scene.mobjects.append(shape.move_to((rng.uniform(-6, 6), rng.uniform(-3, 3), 0)))
    return undo


LIES: tuple[Kind, ...] = (typed_digits, another_outline, bare_digits)

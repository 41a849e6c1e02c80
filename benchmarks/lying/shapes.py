"""Lies about threads, bars and wires: where they lead, where they stand, how long they are, and in which colour."""

from typing import Any

import numpy as np

from benchmarks.lying.altering import BARS, Kind, one, two
from benchmarks.lying.places import Undo, leaves, of_kind, remembered
from scenes.mobjects.bars import Bar
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.theme import ROLES
from scenes.mobjects.wires import Wire

__all__ = ["LIES"]


def thread_elsewhere(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a thread lead to another word."""
    pair = two(rng, of_kind(scene, Thread))
    if pair is None or np.allclose(pair[0].points[0], pair[1].points[0]):
        return None
    undo = remembered(scene, pair[0])
    pair[0].put_start_and_end_on(pair[1].points[0], pair[0].points[-1])
    return undo


def bar_off_its_foot(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Move a bar away from the line it stands on."""
    bar = one(rng, of_kind(scene, *BARS))
    if bar is None:
        return None
    undo = remembered(scene, bar)
    way = rng.choice([-1, 1]) * rng.uniform(0.05, 0.6)
    bar.shift((way, 0, 0) if isinstance(bar, Bar) else (0, way, 0))
    return undo


def bar_stretched(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Stretch a bar about its middle."""
    bar = one(rng, of_kind(scene, *BARS))
    if bar is None:
        return None
    undo = remembered(scene, bar)
    bar.stretch(rng.choice([rng.uniform(0.3, 0.9), rng.uniform(1.1, 2.0)]), 0 if isinstance(bar, Bar) else 1)
    return undo


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


LIES: tuple[Kind, ...] = (thread_elsewhere, bar_off_its_foot, bar_stretched, wire_in_another_colour)

"""Lies about what was measured over many runs: a dot, a mark, a band or a line where another value is; and wrong bricks."""

from typing import Any

import numpy as np

from benchmarks.lying.altering import Kind, one
from benchmarks.lying.places import Undo, of_kind, remembered
from scenes.mobjects.dots import Band, Bricks, Dot, Mark, Pair

__all__ = ["LIES"]

NOTHING = 1e-3
"""A width that is none."""
APART = 0.05
"""By how many units at the least what is lied of is moved, or made longer."""


def _by(rng: np.random.Generator) -> float:
    return float(rng.choice([-1, 1]) * rng.uniform(APART, 1.0))


def wrong_dot(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a dot, or the mark of a mean, be where another value is."""
    dot = one(rng, of_kind(scene, Dot, Mark))
    if dot is None:
        return None
    undo = remembered(scene, dot)
    dot.shift((_by(rng), 0.0, 0.0))
    return undo


def wrong_run(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a dot be at the height of another run, or of another row."""
    dot = one(rng, of_kind(scene, Dot))
    if dot is None:
        return None
    undo = remembered(scene, dot)
    dot.shift((0.0, _by(rng), 0.0))
    return undo


def wrong_spread(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a band reach further at one end, or not so far."""
    band = one(rng, of_kind(scene, Band))
    if band is None:
        return None
    undo, wide = remembered(scene, band), max(float(band.width), NOTHING)
    end = band.get_left() if rng.random() < 0.5 else band.get_right()
    band.stretch((wide + max(_by(rng), APART - wide)) / wide, 0, about_point=end)
    return undo


def wrong_pair(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a line between two runs go to another value at one end, or have the colour of the one that is behind."""
    pair = one(rng, of_kind(scene, Pair))
    if pair is None:
        return None
    undo = remembered(scene, pair)
    if rng.random() < 0.5:
        start, end = pair.get_start(), pair.get_end()
        way = np.array([_by(rng), 0.0, 0.0])
        pair.put_start_and_end_on(*((start + way, end) if rng.random() < 0.5 else (start, end + way)))
    else:
        others = [each for each in of_kind(scene, Pair) if not np.allclose(each.stroke_rgbas[0, :3], pair.stroke_rgbas[0, :3])]
        paint = others[0].get_stroke_color() if others else "#FF00FF"
        pair.set_stroke(paint, opacity=pair.get_stroke_opacity())
    return undo


def wrong_bricks(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a bar of bricks be longer, or have a brick less."""
    bricks = one(rng, of_kind(scene, Bricks))
    if bricks is None:
        return None
    undo = remembered(scene, bricks)
    if rng.random() < 0.5 and len(bricks.submobjects) > 1:
        bricks.submobjects = bricks.submobjects[:-1]
    else:
        bricks.stretch(1.0 + float(rng.uniform(0.05, 0.5)), 0, about_point=bricks.get_left())
    return undo


LIES: tuple[Kind, ...] = (wrong_dot, wrong_run, wrong_spread, wrong_pair, wrong_bricks)

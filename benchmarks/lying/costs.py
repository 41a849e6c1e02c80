"""Lies about what a step takes, and about what is erased: a bar of another time, a hole where a unit is left."""

from typing import Any

import numpy as np

from benchmarks.lying.altering import Kind, one
from benchmarks.lying.places import Undo, of_kind, remembered
from scenes.mobjects.sets.cost_table import TimeBar
from scenes.mobjects.sets.dropped_lanes import Hole

__all__ = ["LIES"]

LEAST = 0.05
"""By so much of its length at the least a bar is longer or shorter, and by so many units a hole is moved."""


def wrong_time(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a bar be as long as another time."""
    bar = one(rng, of_kind(scene, TimeBar))
    if bar is None:
        return None
    undo = remembered(scene, bar)
    bar.stretch(1.0 + float(rng.choice([-1, 1]) * rng.uniform(LEAST, 0.5)), 0, about_point=bar.get_left())
    return undo


def wrong_hole(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a hole be where another unit is, or another word."""
    hole = one(rng, of_kind(scene, Hole))
    if hole is None:
        return None
    undo = remembered(scene, hole)
    away = float(rng.choice([-1, 1]) * rng.uniform(LEAST, 1.0))
    hole.shift((away, 0.0, 0.0) if rng.random() < 0.5 else (0.0, away, 0.0))
    return undo


LIES: tuple[Kind, ...] = (wrong_time, wrong_hole)

"""Lies about values: a cell, a numeral or a bar of another number than the trace has."""

from typing import Any

import numpy as np

from benchmarks.lying.altering import BARS, Kind, another, is_number, lengthen, one, repaint, reprint
from benchmarks.lying.places import Undo, of_kind, remembered
from scenes.mobjects.reading import Reading
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.values import Level, Patch

__all__ = ["LIES"]

LEAST = 0.06
"""Shares that differ by less are drawn alike."""


def wrong_cell(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a cell have another value's colour, and its numeral."""
    patch = one(rng, (each for each in of_kind(scene, Patch) if is_number(each.reading)))
    if patch is None:
        return None
    undo = remembered(scene, patch)
    repaint(patch, Reading(patch.reading.key, patch.reading.index, another(rng, float(patch.reading.value)), patch.reading.of))
    return undo


def wrong_numeral(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a text print another number in the place of a reading."""
    texts = (
        (each, display)
        for each in of_kind(scene, Label, Numeral)
        for display in each.phrase.displays
        if is_number(display.reading)
    )
    found = one(rng, texts)
    if found is None:
        return None
    written, display = found
    undo = remembered(scene, written)
    value = float(display.reading.value)
    wrong = value + int(rng.integers(1, 9)) if value == round(value) else another(rng, value)
    reprint(written, display, Reading(display.reading.key, display.reading.index, wrong, display.reading.of))
    return undo


def wrong_bar(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a bar be as long as another value is."""
    bar = one(rng, of_kind(scene, *BARS))
    if bar is None:
        return None
    undo = remembered(scene, bar)
    value = another(rng, float(bar.reading.value))
    bar.reading = Reading(bar.reading.key, bar.reading.index, value, bar.reading.of)
    lengthen(bar, abs(value) * bar.unit)
    return undo


def wrong_level(scene: Any, rng: np.random.Generator) -> Undo | None:
    """Let a gate be open by another share, or in another colour, than it is."""
    level = one(rng, of_kind(scene, Level))
    if level is None:
        return None
    undo, share = remembered(scene, level), float(rng.uniform(0.02, 1.0))
    if abs(share - float(level.reading.value)) < LEAST:
        level.set_fill(scene.theme.colour(str(rng.choice(["memory", "word", "ink"]))), opacity=level.get_fill_opacity())
    else:
        level.stretch_to_fit_height(share * level.well.height, about_point=level.get_bottom())
    return undo


LIES: tuple[Kind, ...] = (wrong_cell, wrong_numeral, wrong_bar, wrong_level)

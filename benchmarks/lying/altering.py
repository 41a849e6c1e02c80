"""What lies about a picture are made of: chance, and mobjects that are altered as a faulty film would alter them.

Outlines, colours and phrases follow what a mobject is to show wherever it draws them itself.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from manim import VMobject

from benchmarks.lying.places import Undo, of_kind
from scenes.mobjects.bars import Bar, Pillar, Swing
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.reading import Display, Phrase, Reading
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.text import outline_of
from scenes.mobjects.values import Patch

__all__ = [
    "BARS",
    "SIGNS",
    "Kind",
    "another",
    "elsewhere",
    "is_number",
    "lengthen",
    "letters",
    "one",
    "redraw",
    "repaint",
    "reprint",
    "two",
]

Kind = Callable[[Any, np.random.Generator], Undo | None]
"""Takes a scene at a moment, and chance; tells a lie and returns how to take it back, or None if there is nothing to lie of."""
BARS = (Bar, Pillar, Swing)
SIGNS = ("times", "plus", "equals", "sigmoid", "tanh")
"""What is drawn as a letter and is no quantity's."""


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


def is_number(reading: Reading) -> bool:
    """Tell whether a reading is a number of the trace."""
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
    shown = display._replace(reading=reading, shown=printed)
    displays = tuple(shown if each is display else each for each in said.displays)
    redraw(written, said._replace(text=said.text.replace(str(display.shown), str(printed), 1), displays=displays))


def letters(scene: Any) -> list[Any]:
    """Return the letters on screen that are a quantity's."""
    return [each for each in of_kind(scene, Symbol) if each.quantity.name not in SIGNS]


def lengthen(bar: Any, long: float) -> None:
    """Let a bar be so long, from its foot."""
    if isinstance(bar, Bar):
        bar.stretch(max(long, 1e-3) / bar.width, 0, about_point=bar.get_left())
    else:
        hangs = isinstance(bar, Swing) and bar.get_y() < bar.home
        bar.stretch(max(long, 1e-3) / bar.height, 1, about_point=bar.get_top() if hangs else bar.get_bottom())


def elsewhere(scene: Any, rng: np.random.Generator, reading: Reading) -> Reading | None:
    """Return what the trace has under the same key at another index."""
    if not reading.key or not reading.index or reading.key in SCALE_ENDS:
        return None
    value = whole = scene.brief.traces[reading.of].lookup(reading.key)
    axis, place, shape = int(rng.integers(len(reading.index))), list(reading.index), []
    for position in reading.index:
        shape.append(len(value))
        value = value[position]
    if shape[axis] < 2:
        return None
    place[axis] = int(rng.choice([each for each in range(shape[axis]) if each != place[axis]]))
    found = whole
    for position in place:
        if position >= len(found):  # texts of several parts, some of fewer
            return None
        found = found[position]
    return Reading(reading.key, tuple(place), str(found) if isinstance(found, str) else float(found), reading.of)

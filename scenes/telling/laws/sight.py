"""What is shown can be seen: in the frame, as opaque as the theme says, over and under nothing that it does not belong to."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from scenes.mobjects.bars import Bar, Link, Pillar, Push, Swing
from scenes.mobjects.leaves import shaded
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.sets.attention_map import Thread, levels_of_threads
from scenes.mobjects.sets.decoder_asks import Beam
from scenes.mobjects.text import LEGIBLE, Label, Numeral
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Level, Patch, Swatch, Well
from scenes.mobjects.wires import Wire
from scenes.telling.laws.naming import called
from scenes.telling.seen import Look

__all__ = ["LAWS", "overlap"]

SLACK = 0.005
"""Units by which boxes may share a rim."""
MARGIN = 0.2
"""Units between the edge of the frame and whatever is visible."""
HIDING = 0.3
"""So opaque is a fill that hides what is below it."""
SHARE = 0.2
"""The part of a value that may be below something else: a rim."""
FAINT = 0.01
"""An opacity that is none."""
SPECK = 1e-5
"""An area, in square units, that shows nothing."""
APART = 0.02
"""Units that are at least between a text and the middle of a wire, which is half as wide."""
NEAR = 0.01
"""By how much an opacity may differ from what it should be."""
STEP = 0.025
"""Units between two looks along a wire."""

VALUES = (Patch, Well, Bar, Link, Pillar, Push, Swing)
SHOWING = (*VALUES, Level, Label, Numeral)


def in_the_frame(look: Look, scene: Any) -> Iterator[str]:
    """Let nothing leave the frame, nor come too near to its edge."""
    wide, high = scene.frame.size
    room = np.array([wide / 2, high / 2, wide / 2, high / 2]) - MARGIN
    ways = look.boxes * np.array([-1, -1, 1, 1])
    for number in np.flatnonzero((ways > room + SLACK).any(axis=1)):
        yield f"{called(look.leaves[number])} leaves the frame"


def hidden(look: Look, scene: Any) -> Iterator[str]:
    """Let nothing that shows something be there and not be seen."""
    for leaf in look.hidden:
        if isinstance(leaf, (*SHOWING, Thread)):
            yield f"{called(leaf)} is there and cannot be seen"


def opacities(look: Look, scene: Any) -> Iterator[str]:
    """Let everything that shows something be lit, or dimmed as the theme says, and nothing between."""
    seen, dimmed = np.maximum(look.fills, look.strokes), scene.theme.dimmed
    for number in np.flatnonzero(np.abs(seen - 1) > NEAR):
        leaf = look.leaves[number]
        if isinstance(leaf, (Thread, Beam)) and np.isclose(seen[number], levels_of_threads(scene.theme), atol=NEAR).any():
            continue
        shows = isinstance(leaf, Well) or hasattr(type(leaf), "displays")
        if shows and abs(seen[number] - max(shaded(leaf, dimmed)[:2])) > NEAR:
            yield f"{called(leaf)} is neither lit nor dimmed"


def covered(look: Look, scene: Any) -> Iterator[str]:
    """Let nothing lie on what shows something, but what belongs to it: a numeral on its cell, a value on its like."""
    letters = [number for formula in look.of(Symbol, Equation) for number in look.seen(formula)]
    texts = [*look.numbers(Label, Numeral), *letters]
    under = np.array(sorted([*look.numbers(*VALUES), *texts]), int)
    hides = look.fills > HIDING
    hides[texts] = False
    over = np.flatnonzero(hides)
    pairs = [(over[look.fresh[over]], under), (over[~look.fresh[over]], under[look.fresh[under]])]
    for above, below in pairs:
        for top, foot in _hiding(look, above, below):
            upper, lower = look.leaves[top], look.leaves[foot]
            if not _same_place(upper, lower):
                yield f"{called(upper)} lies on {called(lower)}"


def _hiding(look: Look, above: np.ndarray, below: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield pairs of numbers of leaves of which the first is drawn over more than a rim of the second."""
    over, under = look.boxes[above], look.boxes[below]
    tops, feet = np.nonzero(overlap(over, under, 0.0) & (above[:, None] > below[None, :]))
    over, under = over[tops], under[feet]
    common = np.minimum(over[:, 2:], under[:, 2:]) - np.maximum(over[:, :2], under[:, :2])
    areas = (under[:, 2:] - under[:, :2]).prod(axis=1)
    hiding = (common.prod(axis=1) > SHARE * areas) & (areas > SPECK)
    yield from ((int(above[top]), int(below[foot])) for top, foot in zip(tops[hiding], feet[hiding], strict=True))


def _same_place(upper: Any, lower: Any) -> bool:
    """Tell whether a value lies on another one of the same index: as a scaled copy of a state does."""
    one, other = vars(upper).get("reading"), vars(lower).get("reading")
    return one is not None and other is not None and one.index[-len(other.index) :] == other.index


def texts_apart(look: Look, scene: Any) -> Iterator[str]:
    """Let no text or formula touch another one."""
    texts, boxes, fresh = look.upright
    for one, other in zip(*np.nonzero(overlap(boxes[fresh], boxes)), strict=True):
        first, second = texts[np.flatnonzero(fresh)[one]], texts[other]
        if first is not second:
            yield f"{called(first)} overlaps {called(second)}"


def texts_on_values(look: Look, scene: Any) -> Iterator[str]:
    """Let a text lie on a value only if it is its own: the numeral of a cell, or a word of the same index."""
    texts, boxes, fresh = look.upright
    own = {id(cell.numeral): cell.patch for cell in look.of(Swatch) if "numeral" in vars(cell)}
    numbers = np.array(look.numbers(*VALUES), int)
    new = look.fresh[numbers]
    for these, values in ((np.flatnonzero(fresh), numbers), (np.flatnonzero(~fresh), numbers[new])):
        for one, other in zip(*np.nonzero(overlap(boxes[these], look.boxes[values])), strict=True):
            text, value = texts[these[one]], look.leaves[values[other]]
            if own.get(id(text)) is not value and not _alike(text, value):
                yield f"{called(text)} lies on {called(value)}"


def _alike(text: Any, value: Any) -> bool:
    """Tell whether a word on a bar is the one that the bar is of, or the number on it the bar's own."""
    told = vars(text).get("tells")
    if told is not None and told() is value:
        return True
    indices = [display.reading.index[-1:] for display in text.phrase.displays] if "phrase" in vars(text) else []
    return isinstance(value, Bar) and value.reading.index[-1:] in indices


def numerals_in_their_cells(look: Look, scene: Any) -> Iterator[str]:
    """Let every numeral stay within its cell, and be there if its cell is."""
    for cell in look.new_of(Swatch):
        numeral = vars(cell).get("numeral")
        if numeral is None or not look.opacity(cell.patch):
            continue
        inner, outer = look.box(numeral) if look.opacity(numeral) else None, look.box(cell.patch)
        if numeral.phrase.displays[0].reading != cell.patch.reading:
            yield f"{called(cell.patch)} has the numeral of something else"
        elif inner is None:
            yield f"{called(cell.patch)} lacks its numeral"
        elif (inner[:2] < outer[:2] - SLACK).any() or (inner[2:] > outer[2:] + SLACK).any():
            yield f"{called(numeral)} leaves its cell"


def wires_past_texts(look: Look, scene: Any) -> Iterator[str]:
    """Let no wire cross a text or a formula, nor touch one; the numeral of a cell that lies on the wire is before it."""
    texts, boxes, fresh = look.upright
    grounds = _grounds(look)
    wires = [wire for wire in look.of(Wire) if id(wire.line) in look.order]
    lines = look.boxes[[look.order[id(wire.line)] for wire in wires]].reshape(-1, 4)
    new = np.array([look.is_fresh(wire) for wire in wires], bool)
    near = overlap(lines, boxes, -APART - SLACK) & (new[:, None] | fresh[None, :])
    for wire, here in zip(wires, map(np.flatnonzero, near), strict=True):
        if len(here):
            dots, low, high = (
                _dots(wire.line.get_anchors())[:, None],
                boxes[None, here, :2] - APART,
                boxes[None, here, 2:] + APART,
            )
            inside = (dots > low).all(axis=2) & (dots < high).all(axis=2)
            place = look.order[id(wire.line)]
            crossed = [texts[number] for number in here[inside.any(axis=0)]]
            yield from (f"a wire crosses {called(text)}" for text in crossed if grounds.get(id(text), -1) < place)


def _grounds(look: Look) -> dict[int, int]:
    """Return where in the order of drawing the opaque ground of each cell's numeral is, by the id of the numeral."""
    cells = [cell for cell in look.of(Swatch) if "numeral" in vars(cell) and look.opacity(cell.patch) > 1 - FAINT]
    return {id(cell.numeral): look.order[id(cell.patch)] for cell in cells}


def _dots(path: np.ndarray) -> np.ndarray:
    pieces = [
        start + np.linspace(0, 1, max(int(np.linalg.norm(end - start) / STEP), 2))[:, None] * (end - start)
        for start, end in pairwise(path)
    ]
    return np.concatenate(pieces)[:, :2]


def letters_large_enough(look: Look, scene: Any) -> Iterator[str]:
    """Let every text be legible in the smallest film."""
    for text in look.new_of(Label, Numeral):
        if text.text and not text.slanted and text.cap_height < LEGIBLE:
            yield f"{called(text)} has capitals of {text.cap_height * 60:.1f} pixels at 480p"


def chips_whole(look: Look, scene: Any) -> Iterator[str]:
    """Let every chip have its word in it."""
    for chip in look.new_of(Chip):
        if not look.opacity(chip.word) or not look.opacity(chip.box):
            yield f"the chip of “{chip.word.text}” is not whole"
            continue
        inner, outer = look.box(chip.word), look.box(chip.box)
        if (inner[:2] < outer[:2] - SLACK).any() or (inner[2:] > outer[2:] + SLACK).any():
            yield f"“{chip.word.text}” leaves its chip"


def overlap(ones: np.ndarray, others: np.ndarray, slack: float = SLACK) -> np.ndarray:
    """Tell which boxes overlap which by more than some slack, ``(one, other)``; a negative one is a gap that they may have."""
    left, foot, right, head = ones.T[:, :, None]
    other_left, other_foot, other_right, other_head = others.T[:, None, :]
    result: np.ndarray = (right - slack > other_left) & (other_right - slack > left)
    result &= (head - slack > other_foot) & (other_head - slack > foot)
    result &= (right - left > slack) & (head - foot > slack)
    result &= (other_right - other_left > slack) & (other_head - other_foot > slack)
    return result


LAWS = (
    in_the_frame,
    hidden,
    opacities,
    covered,
    texts_apart,
    texts_on_values,
    numerals_in_their_cells,
    wires_past_texts,
    letters_large_enough,
    chips_whole,
)

"""What is shown can be seen: in the frame, as opaque as the theme says, over and under nothing that it does not belong to."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np

from scenes.mobjects.bars import Bar, Pillar, Swing
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.sets.attention_map import Thread
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Patch, Swatch
from scenes.mobjects.wires import Wire
from scenes.telling.seen import Look

__all__ = ["LAWS"]

SLACK = 0.005
"""Units by which boxes may share a rim."""
MARGIN = 0.2
"""Units between the edge of the frame and whatever is visible."""
CAP = 9 / 60
"""The least height of a capital letter, in units: nine pixels of the smallest film."""
HIDING = 0.3
"""So opaque is a fill that hides what is below it."""
SHARE = 0.2
"""The part of a value that may be below something else: a rim."""
SPECK = 1e-5
"""An area, in square units, that shows nothing."""
STEP = 0.025
"""Units between two looks along a wire."""

VALUES = (Patch, Bar, Pillar, Swing)
SHOWING = (*VALUES, Label, Numeral)


def in_the_frame(look: Look, scene: Any) -> Iterator[str]:
    """Let nothing leave the frame, nor come too near to its edge."""
    wide, high = scene.frame.size
    room = np.array([wide / 2, high / 2, wide / 2, high / 2]) - MARGIN
    ways = look.boxes * np.array([-1, -1, 1, 1])
    for number in np.flatnonzero((ways > room + SLACK).any(axis=1)):
        yield f"{_called(look.leaves[number])} leaves the frame"


def hidden(look: Look, scene: Any) -> Iterator[str]:
    """Let nothing that shows something be there and not be seen."""
    for leaf in look.hidden:
        if isinstance(leaf, (*SHOWING, Thread)):
            yield f"{_called(leaf)} is there and cannot be seen"


def opacities(look: Look, scene: Any) -> Iterator[str]:
    """Let everything that shows something be lit or dimmed, by the levels of the theme, and nothing between."""
    levels = np.array(scene.theme.levels)
    kinds = [number for number, leaf in enumerate(look.leaves) if hasattr(type(leaf), "displays")]
    seen = np.maximum(look.fills[kinds], look.strokes[kinds])
    off = np.abs(seen[:, None] - levels).min(axis=1, initial=1.0) > 0.01
    for number in np.flatnonzero(off):
        yield f"{_called(look.leaves[kinds[number]])} is neither lit nor dimmed"


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
                yield f"{_called(upper)} lies on {_called(lower)}"


def _hiding(look: Look, above: np.ndarray, below: np.ndarray) -> Iterator[tuple[int, int]]:
    """Yield pairs of numbers of leaves of which the first is drawn over more than a rim of the second."""
    over, under = look.boxes[above], look.boxes[below]
    common = np.clip(np.minimum(over[:, None, 2], under[None, :, 2]) - np.maximum(over[:, None, 0], under[None, :, 0]), 0, None)
    common *= np.clip(np.minimum(over[:, None, 3], under[None, :, 3]) - np.maximum(over[:, None, 1], under[None, :, 1]), 0, None)
    areas = (under[:, 2] - under[:, 0]) * (under[:, 3] - under[:, 1])
    meeting = (common > SHARE * areas) & (above[:, None] > below[None, :]) & (areas > SPECK)
    yield from ((int(above[top]), int(below[foot])) for top, foot in zip(*np.nonzero(meeting), strict=True))


def _same_place(upper: Any, lower: Any) -> bool:
    """Tell whether a value lies on another one of the same index: as a scaled copy of a state does."""
    one, other = getattr(upper, "reading", None), getattr(lower, "reading", None)
    return one is not None and other is not None and one.index[-len(other.index) :] == other.index


def texts_apart(look: Look, scene: Any) -> Iterator[str]:
    """Let no text or formula touch another one."""
    texts, boxes, fresh = look.upright
    for one, other in zip(*np.nonzero(_meet(boxes[fresh], boxes)), strict=True):
        first, second = texts[np.flatnonzero(fresh)[one]], texts[other]
        if first is not second:
            yield f"{_called(first)} overlaps {_called(second)}"


def texts_on_values(look: Look, scene: Any) -> Iterator[str]:
    """Let a text lie on a value only if it is its own: the numeral of a cell, or a word of the same index."""
    texts, boxes, fresh = look.upright
    own = {id(cell.numeral): cell.patch for cell in look.of(Swatch) if hasattr(cell, "numeral")}
    numbers = np.array(look.numbers(*VALUES), int)
    new = look.fresh[numbers]
    for these, values in ((np.flatnonzero(fresh), numbers), (np.flatnonzero(~fresh), numbers[new])):
        for one, other in zip(*np.nonzero(_meet(boxes[these], look.boxes[values])), strict=True):
            text, value = texts[these[one]], look.leaves[values[other]]
            if own.get(id(text)) is not value and not _alike(text, value):
                yield f"{_called(text)} lies on {_called(value)}"


def _alike(text: Any, value: Any) -> bool:
    """Tell whether a word on a bar is the one that the bar is of."""
    indices = [display.reading.index[-1:] for display in text.phrase.displays] if hasattr(text, "phrase") else []
    return isinstance(value, Bar) and value.reading.index[-1:] in indices


def numerals_in_their_cells(look: Look, scene: Any) -> Iterator[str]:
    """Let every numeral stay within its cell, and be there if its cell is."""
    for cell in look.new_of(Swatch):
        numeral = getattr(cell, "numeral", None)
        if numeral is None or not look.opacity(cell.patch):
            continue
        inner, outer = look.box(numeral) if look.opacity(numeral) else None, look.box(cell.patch)
        if numeral.phrase.displays[0].reading != cell.patch.reading:
            yield f"{_called(cell.patch)} has the numeral of something else"
        elif inner is None:
            yield f"{_called(cell.patch)} lacks its numeral"
        elif (inner[:2] < outer[:2] - SLACK).any() or (inner[2:] > outer[2:] + SLACK).any():
            yield f"{_called(numeral)} leaves its cell"


def wires_past_texts(look: Look, scene: Any) -> Iterator[str]:
    """Let no wire cross a text or a formula."""
    texts, boxes, fresh = look.upright
    for wire in look.of(Wire):
        here = np.flatnonzero(fresh | look.is_fresh(wire))
        if len(here):
            dots = _dots(wire.line.get_anchors())
            inside = (dots[:, None] > boxes[None, here, :2]).all(axis=2) & (dots[:, None] < boxes[None, here, 2:]).all(axis=2)
            yield from (f"a wire crosses {_called(texts[number])}" for number in here[inside.any(axis=0)])


def _dots(path: np.ndarray) -> np.ndarray:
    pieces = [
        start + np.linspace(0, 1, max(int(np.linalg.norm(end - start) / STEP), 2))[:, None] * (end - start)
        for start, end in pairwise(path)
    ]
    return np.concatenate(pieces)[:, :2]


def letters_large_enough(look: Look, scene: Any) -> Iterator[str]:
    """Let every text be legible in the smallest film."""
    for text in look.new_of(Label, Numeral):
        if text.text and not text.slanted and text.cap_height < CAP:
            yield f"{_called(text)} has capitals of {text.cap_height * 60:.1f} pixels at 480p"


def chips_whole(look: Look, scene: Any) -> Iterator[str]:
    """Let every chip have its word in it."""
    for chip in look.new_of(Chip):
        if not look.opacity(chip.word) or not look.opacity(chip.box):
            yield f"the chip of “{chip.word.text}” is not whole"
            continue
        inner, outer = look.box(chip.word), look.box(chip.box)
        if (inner[:2] < outer[:2] - SLACK).any() or (inner[2:] > outer[2:] + SLACK).any():
            yield f"“{chip.word.text}” leaves its chip"


def _meet(ones: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Tell which boxes overlap which, ``(one, other)``."""
    low = np.maximum(ones[:, None, :2], others[None, :, :2])
    high = np.minimum(ones[:, None, 2:], others[None, :, 2:])
    result: np.ndarray = (high - low > SLACK).all(axis=2)
    return result


def _called(thing: Any) -> str:
    """Return how a thing is called in a sentence."""
    if isinstance(thing, (Symbol, Equation)):
        return f"the formula {thing.quantity.name}"
    if hasattr(thing, "phrase"):
        return f"“{thing.phrase.text}”"
    reading = getattr(thing, "reading", None)
    return f"{reading.key}{list(reading.index)}" if reading is not None else f"a {type(thing).__name__}"


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

"""What sums that are laid tip to tail have in common: levels that they reach, one product written out, what is around columns."""

from collections.abc import Sequence
from itertools import pairwise
from operator import mul
from typing import Any, NamedTuple

import numpy as np
from manim import Line, VGroup

from scenes.mobjects.arithmetic import FEWEST, holding, summing, worked
from scenes.mobjects.bars import Link
from scenes.mobjects.places import stays, tells
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["Columns", "Levels", "Printed", "called", "framed", "levels", "line_of_zero", "printed", "whose", "written_out"]

THREE = 3
"""With how many decimals a factor is printed at the most."""
ROOM = 0.98
"""How wide the number of a part of a sum is at most."""


class Levels(NamedTuple):
    """What a sum has ``reached`` before each part and after the last one; how long one is, ``unit``, and the y of ``zero``."""

    reached: list[float]
    unit: float
    zero: float

    def y(self, value: float) -> float:
        """Return the height of a level of the sum."""
        return self.zero + value * self.unit


def levels(parts: Sequence[float], foot: float, top: float, others: Sequence[float] = ()) -> Levels:
    """Return the levels of a sum of ``parts``, in their order, which with ``others`` take all the height from foot to top."""
    reached: list[float] = np.concatenate([[0.0], np.cumsum(parts)]).tolist()
    every = [*reached, *others]
    low, high = min(every), max(every)
    unit = (top - foot) / max(high - low, 1e-9)
    return Levels(reached, unit, foot - low * unit)


class Printed(NamedTuple):
    """With how many decimals the products of a row are printed, and the ``factors`` of each, the weight and what it weighs."""

    products: int
    factors: list[tuple[int, ...]]


def printed(products: Sequence[Sequence[float]], whole: float, shown: int, most: int) -> Printed:
    """Return the decimals, ``most`` at the most, with which a row of products comes to its ``whole``, as printed with ``shown``.

    Each of them is a weight, what it weighs, and what that makes. Where two decimals are enough for the row, factors have as many
    as their product needs; else they are rounded for all to see.
    """
    fine = min(summing([[*(product for *_, product in products), whole]], shown), most)
    if fine > FEWEST:
        return Printed(fine, [(FEWEST, FEWEST)] * len(products))
    return Printed(fine, [holding([(mul, factors, product)], THREE) for *factors, product in products])


class Columns(NamedTuple):
    """Where columns are from ``left`` to ``right``: the heights of their ``weights`` and of the ``stack``, and of a cell."""

    left: float
    right: float
    weights: float
    stack: float
    high: float


def written_out(
    factors: tuple[Reading, Reading, Reading],
    x: float,
    wide: float,
    y: float,
    *,
    columns: Columns,
    theme: Theme,
    places: int = FEWEST,
) -> tuple[Box, Label]:
    """Return a frame around a column of weights and stack, centred on ``x`` and ``wide``, and its product as arithmetic.

    ``factors`` are the weight, what it weighs, and their product. The latter is amid the height ``y``, as near to ``x`` as there
    is room, no wider than all ``columns``, and printed with so many ``places``.
    """
    weight, value, product = factors
    made = Label(worked("{w} × {v} = {p}", mul, "p", places, w=weight, v=value, p=product), theme=theme, size=theme.caption)
    made.scale(min(1.0, (columns.right - columns.left) / made.width))
    half = made.width / 2
    made.sit_amid(max(min(x, columns.right - half), columns.left + half), y)
    frame = Box(
        width=wide + 0.06,
        height=columns.weights - columns.stack + columns.high + 0.12,
        corner_radius=min(0.09, (wide + 0.06) / 3),
        stroke_color=theme.focus,
        stroke_width=theme.bold,
    )
    return frame.move_to((x, (columns.weights + columns.stack) / 2, 0)), stays(made)


def framed(ends: tuple[float, float], high: float, rows: Sequence[tuple[float, str]], theme: Theme) -> VGroup:
    """Return frames around columns from one x to another, one for each of some rows: its height and the role of its colour."""
    left, right = ends
    look: dict[str, Any] = {"width": right - left + 0.06, "height": high + 0.1, "corner_radius": 0.08}
    made = VGroup()
    for y, role in rows:
        box = Box(**look, stroke_color=theme.colour(role), stroke_width=theme.stroke)
        made.add(box.move_to(((left + right) / 2, y, 0)))
    return made


def line_of_zero(y: float, ends: Sequence[float], theme: Theme) -> VGroup:
    """Return the line at a height from the first of some x to the last, in a part from each to the next."""
    look: dict[str, Any] = {"stroke_color": theme.muted, "stroke_width": theme.thin}
    return VGroup(*(Line((start, y, 0), (end, y, 0), **look) for start, end in pairwise(ends)))


def called(name: str, bar: Link, heights: tuple[float, float], places: int, theme: Theme) -> VGroup:
    """Return what a bar of a sum is called, and below that its number, at two heights."""
    x, size = float(bar.get_x()), theme.caption if places <= FEWEST else theme.label
    made = Label(name, theme=theme, colour="muted").sit_amid(x, heights[0])
    number = Label(phrase(f"{{part:{places}}}", part=bar.reading), theme=theme, size=size)
    number.scale(min(1.0, ROOM / number.width)).sit_amid(x, heights[1])
    return VGroup(stays(made), tells(stays(number), bar))


def whose(unit: Reading, part: str, x: float, y: float, theme: Theme) -> VGroup:
    """Return, right of an x and around a height, whose weights are there, and for what part of the stack."""
    look: dict[str, Any] = {"theme": theme, "size": theme.label, "colour": "muted"}
    lines = Label(phrase("unit {unit:0}’s", unit=unit), **look), Label(f"weights for {part}", **look)
    return VGroup(*(stays(line.sit_amid(x, y + up, -1)) for line, up in zip(lines, (0.14, -0.14), strict=True)))

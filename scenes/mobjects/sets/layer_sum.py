"""One unit of one layer: weights over the stack, the products laid end to end with the bias, and what squashes their sum."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.bars import Link
from scenes.mobjects.motion import Appear, Reveal
from scenes.mobjects.moves import Extend, Grow, Path
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import kept_for, named, seated, stays, tells
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.sets.squash_plot import SquashPlot
from scenes.mobjects.sets.tip_to_tail import Columns, levels, written_out
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch, Vessel
from scenes.mobjects.wires import Point, Wire

__all__ = ["LayerSum", "Span", "part_of"]

Span = tuple[float, float]
"""From when to when, as parts of a run time."""

LEFT, RIGHT, GAP = 3.02, 6.86, 0.1
"""From where to where the columns are, and the gaps before those of x and before the bias, in units."""
ASIDE = LEFT + 0.75
"""Where the stack goes up to its place: wide as it is, it keeps off the word."""
WEIGHTS, STACK, HIGH, OVER = 1.96, 1.6, 0.3, 0.36
"""The heights of the weights and of the stack, and how high their cells are; how far over its cell the bias is written."""
TOP, FOOT, WRITTEN = 1.34, -0.32, 1.16
"""Between which heights the bars are, and that of the product that is written out before they come."""
TOTAL, WIDE, TALL = (6.36, -0.76), 0.94, 0.46
"""Where the sum is, how wide it is, and how high."""
PLOT, PLOTTED, TURN = (4.7, -1.82), (1.9, 0.9), 3.62
"""The middle of the floor of the curve, its size, and the x at which the way to the result turns."""
RESULT, HIGHEST = 3.02, -1.08
"""The x of what comes of the sum, and how high it is at the most."""
SMALLER = 0.86
"""How large the sum is at the curve, as a part of its size."""


def part_of(span: Span, start: float, end: float) -> Span:
    """Return a part of a span of time, from one share of it to another."""
    first, last = span
    return first + start * (last - first), first + end * (last - first)


class LayerSum:
    """The sum of one unit of a layer, in the right half of a frame.

    ``weights`` and ``stack``, ``(stacked,)``, stand below one another, h first, and the ``bias`` behind them; below every column
    its product is a bar that begins where the one before ended. ``total`` is what they come to, ``result`` what the ``function``
    makes of that. ``name`` is that of the gate or candidate, as the notation has it of its weights: "forget". ``fed`` is the
    stack, which stays for the next layer; ``whole`` all else. Animations are of a play of so many ``seconds``, in a ``span``.
    """

    def __init__(
        self,
        *,
        weights: Readings,
        stack: Readings,
        products: Readings,
        split: int,
        bias: Reading,
        total: Reading,
        result: Reading,
        name: str,
        function: str,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._notation, self._theme, self._split, self._readings = notation, theme, split, (weights, stack, products)
        count = len(stack)
        self._pitch = (RIGHT - LEFT - 2 * GAP) / (count + 1)
        self._levels = levels([*products.values.tolist(), float(bias.value)], FOOT, TOP)
        self.fed = self._row(stack, STACK, "state", "word")
        role = notation.of(weights.key, weights.index).role
        self.row = self._row(weights, WEIGHTS, role, role)
        self.extra = self._cell(bias, self.x(count), WEIGHTS)
        kept_for(self.extra.patch, *bias.index)
        self.letters = VGroup(self._letter(f"{name}_weight", LEFT - 0.34, WEIGHTS), *self._called(f"{name}_bias", bias))
        self.bars: list[Link] = []
        for column, each in enumerate((*products.flat(), bias)):
            self.bars.append(self._bar(each, column, self.bars[-1] if self.bars else None))
        self.zero = Line((LEFT, self.y(0), 0), (RIGHT, self.y(0), 0), stroke_color=theme.muted, stroke_width=theme.thin)
        self.slow = int(np.abs(products.values).argmax())
        self._lay_result(total, result, function)

    def _lay_result(self, total: Reading, result: Reading, function: str) -> None:
        theme, colour = self._theme, self._notation.of(result.key, result.index).role
        self.total = self._alone(total).move_to((*TOTAL, 0))
        self.plot = SquashPlot(total, result, PLOT, PLOTTED, theme=theme, colour=colour, function=function)
        y = min(self.plot.head[1], HIGHEST)
        self.result = self._alone(result).move_to((RESULT, y, 0))
        way = [self.plot.head, (TURN, self.plot.head[1]), (TURN, y), (RESULT + WIDE / 2 + 0.03, y)]
        self.read = Wire(*way, theme=theme, colour=colour, tip=False)

    # -- where things are --------------------------------------------------------------------------------------------------

    def x(self, column: int) -> float:
        """Return the middle of a column; behind those of the stack is that of the bias."""
        count = len(self._readings[1])
        gaps = GAP * ((column >= self._split) + (column >= count))
        return LEFT + gaps + (column + 0.5) * self._pitch

    def y(self, value: float) -> float:
        """Return the height of a level of the sum."""
        return self._levels.y(value)

    @property
    def whole(self) -> VGroup:
        """All but the stack."""
        plot = self.plot, self.plot.said, self.plot.level, self.plot.upright
        return VGroup(self.row, self.extra, self.letters, *self.bars, self.zero, self.total, *plot, self.read, self.result)

    # -- what happens ------------------------------------------------------------------------------------------------------

    def fill(self, start: Point, small: float, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which the stack comes from where it is ``small``, as a part of its size here."""
        x, y = float(self.fed.get_x()), float(self.fed.get_y())
        way = Path(start, (ASIDE, start[1]), (ASIDE, y), (x, y))
        return [Pass(self.fed, way, start=small, sized=(0.25, 1.0), window=span, run_time=seconds)]

    def weighed(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which the weights come, one after the other, and the bias."""
        cells = [*self.row, self.extra]
        return [
            Reveal(VGroup(*cells), cells, lag=0.3, window=span, run_time=seconds),
            Appear(self.letters, window=part_of(span, 0.0, 0.4), run_time=seconds),
        ]

    def written_out(self) -> VGroup:
        """Return the frame around the column of the largest product, and that product as arithmetic."""
        weights, stack, products = self._readings
        columns, factors = Columns(LEFT, RIGHT, WEIGHTS, STACK, HIGH), (weights[self.slow], stack[self.slow], products[self.slow])
        return VGroup(*written_out(factors, self.x(self.slow), self._pitch, WRITTEN, columns=columns, theme=self._theme))

    def laid(self, seconds: float, span: Span) -> list[Animation]:
        """Return animations in which the products are laid end to end as bars, and the bias with them."""
        first, last = span
        each = (last - first) / (1 + 0.5 * (len(self.bars) - 1))
        plays: list[Animation] = [Appear(self.zero, window=(first, first + each), run_time=seconds)]
        for number, bar in enumerate(self.bars):
            start = first + 0.5 * each * number
            plays.append(Grow(bar, bar.edge, window=(start, min(start + each, last)), run_time=seconds))
        return plays

    @property
    def _out(self) -> list[Point]:
        """The way of what all come to, from the end of the last bar to where it is read."""
        bar = self.bars[-1]
        return [(float(bar.get_x()), bar.tip), (float(bar.get_x()), TOTAL[1]), TOTAL]

    def added(self, seconds: float, span: Span) -> list[Animation]:
        """Return the animation in which what all come to goes from the end of the last bar to where it is read."""
        return [Pass(self.total, Path(*self._out), start=0.2, window=span, run_time=seconds)]

    def squashed(self, seconds: float, span: Span, *, at_once: bool = False) -> list[Animation]:
        """Return animations in which the sum goes to its place on the axis, and the height of the curve there is the result.

        It comes from the end of the last bar if that is to happen ``at_once``, and is not to be read before.
        """
        plot, how = self.plot, dict[str, Any](run_time=seconds)
        (x, _), floor = plot.spot, PLOT[1]
        below = floor - SMALLER * TALL / 2 - 0.18
        down = Path(*(self._out if at_once else [TOTAL]), (TOTAL[0], below), (x, below))
        edge = plot.upright.edge if isinstance(plot.upright, Link) else "bottom"
        begin = 0.2 if at_once else 1.0
        going = Pass(self.total, down, start=begin, end=SMALLER, there=not at_once, window=part_of(span, 0.05, 0.4), **how)
        home = float(self.result.get_x()), float(self.result.get_y())
        rising = Grow(plot.upright, edge, window=part_of(span, 0.4, 0.62), **how)
        coming, last = Path(*self.read.corners[:-1], home), part_of(span, 0.72, 1.0)
        said = [] if plot.said[0] in plot.submobjects else [Appear(plot.said, window=part_of(span, 0.4, 0.62), **how)]
        return [
            Appear(plot, window=part_of(span, 0.0, 0.15), **how),
            going,
            Grow(plot.level, plot.level.edge, window=part_of(span, 0.1, 0.4), **how),
            rising,
            *said,
            Extend(self.read, window=part_of(span, 0.6, 0.74), **how),
            Pass(self.result, coming, start=0.25, sized=(0.6, 1.0), window=last, causes=[plot.upright], **how),
        ]

    def sent(self, way: Sequence[Point], end: float, seconds: float, span: Span) -> tuple[Swatch, Animation]:
        """Return a copy of the result, and the animation in which that goes through points, and is so large where it is gone."""
        copy = self._alone(self.result.patch.reading)
        home = float(self.result.get_x()), float(self.result.get_y())
        copy.move_to((*home, 0))
        return copy, Pass(copy, Path(home, *way), end=end, leaves=True, window=span, run_time=seconds)

    # -- pieces ------------------------------------------------------------------------------------------------------------

    def _row(self, values: Readings, y: float, *roles: str) -> VGroup:
        """Return values as a row of cells, those of h and those of x each in a frame in the colour of its role."""
        made, seats = VGroup(), dict[tuple[int, ...], Point]()
        for column in range(len(values)):
            made.add(self._cell(values[column], self.x(column), y))
            seats[column,] = column + (GAP / self._pitch if column >= self._split else 0.0), 0.0
        for role, (first, last) in zip(roles, ((0, self._split), (self._split, len(values))), strict=True):
            wide = self.x(last - 1) - self.x(first) + self._pitch
            frame = Box(
                width=wide + 0.05,
                height=HIGH + 0.05,
                corner_radius=0.05,
                stroke_color=self._theme.colour(role),
                stroke_width=self._theme.stroke,
            )
            made.add(frame.move_to(((self.x(first) + self.x(last - 1)) / 2, y, 0)))
        return seated(made, values, seats)

    def _cell(self, reading: Reading, x: float, y: float) -> Swatch:
        size = self._pitch - min(0.02, self._pitch / 8), HIGH
        return swatch(reading, size=size, numeral=False, notation=self._notation, theme=self._theme).move_to((x, y, 0))

    def _alone(self, reading: Reading) -> Swatch:
        made = large_cell(reading, (WIDE, TALL), notation=self._notation, theme=self._theme)
        return made.aside(self._theme) if isinstance(made, Vessel) else made

    def _bar(self, reading: Reading, column: int, after: Link | None) -> Link:
        place = {"home": self.y(self._levels.reached[column]), "across": self.x(column), "thick": self._pitch * 0.84}
        made = Link(reading, unit=self._levels.unit, along="y", theme=self._theme, after=after, **place)
        return kept_for(made, *reading.index)

    def _called(self, name: str, bias: Reading) -> list[VMobject]:
        """Return the letter of the bias and its number, over the cell of it."""
        number = Label(phrase("{bias}", bias=bias), theme=self._theme).sit_amid(RIGHT, WEIGHTS + OVER, 1)
        letter = self._letter(name, 0.0, WEIGHTS + OVER)
        stays(letter.shift((float(number.get_left()[0]) - 0.12 - float(letter.get_right()[0]), 0, 0)))
        return [letter, tells(stays(number), self.extra.patch)]

    def _letter(self, name: str, x: float, y: float) -> VMobject:
        sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.85)
        return named(stays(sign.move_to((x, y, 0))), name)

"""The sum of one unit of a plain cell, which goes through tanh on a large curve."""

from typing import Any, NamedTuple

import numpy as np
from manim import Animation, VGroup, VMobject, rate_functions

from scenes.mobjects.arithmetic import SQUASHES
from scenes.mobjects.bars import Link
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Path, Travel, glide
from scenes.mobjects.passing import Go, Pass
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.squash_curve import Dot
from scenes.mobjects.sets.squash_plot import SquashPlot
from scenes.mobjects.sets.tip_to_tail import printed
from scenes.mobjects.sets.weighted_sum import BIAS, HIGH, PRINTED, SUM, THICK, WIDE, WeightedSum
from scenes.mobjects.text import Label
from scenes.mobjects.wires import Wire

__all__ = ["MOST", "PlainSum"]

PLOT, PLOTTED, NAME = (-2.3, -1.2), (6.2, 3.3), 1.5
"""The middle of the floor of the curve, its size, and how many times as large its name is as other letters."""
RESULT, TURN = (2.05, -0.6), 1.25
"""The x of the result and its highest y, and where its wire turns."""
ASIDE, BEFORE, AFTER, SOON = 1.12, -5.45, 2.1, 0.3
"""How far right of those of h the columns of x are; the x of the bar of h before them, and beside that of x; the part of its time
that it waits."""
MOST, ROOMY, FILLED = 4, 0.83, 0.96
"""With how many decimals a product is printed at most where columns are so wide; how much of that its number takes at most."""
LARGER = 1.5
"""How many times as large as other dots the one on the curve is."""
STEPS = 40
"""So many stretches of the curve a dot goes along."""


class _Axes(NamedTuple):
    """Where values are in a plot, as a dot on its curve asks for it."""

    middle: float
    zero: float
    across: float
    up: float

    def x(self, value: float) -> float:
        """Return where a value is, from left to right."""
        return self.middle + self.across * value

    def y(self, value: float) -> float:
        """Return the height of what a value became."""
        return self.zero + self.up * value

    def spot(self, value: Reading, result: Reading) -> tuple[float, float]:
        """Return the place on the curve of a value and its result."""
        return self.x(float(value.value)), self.y(float(result.value))


class PlainSum(WeightedSum):
    """A weighted sum in which x goes on right of the bar of h, and whose columns make room for a large curve.

    The ``dot`` goes along the curve, from nought to where the sum is.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        for column in self.groups[1]:
            self.columns[column] += ASIDE
            self.weights[column].shift((ASIDE, 0, 0))
            self.stack[column].shift((ASIDE, 0, 0))
            self.bars[column].shift((ASIDE, 0, 0))
            if column in self.numbers:
                stays(self.numbers[column].shift((ASIDE, 0, 0)))
        last = self.parts[1]
        self.frames[1].shift((ASIDE, 0, 0))
        self.levels[1] = self._level(self.columns[-1], float(last.get_x()), last.tip)
        self.onward = None  # its first column is beside the bar of h
        for letter in self.letters[2:]:
            stays(letter.shift((ASIDE, 0, 0)))

    def _lay_bars(self, products: Readings, parts: tuple[Reading, Reading], bias: Reading) -> None:
        """Make the bars, and find with how many decimals products and factors are printed, for rows and products to hold so."""
        super()._lay_bars(products, parts, bias)
        weights, fed, _ = self._readings
        rows = np.array([weights.values, [float(each.value) for each in fed], products.values])
        shares = zip(np.split(rows, [self.first_word], axis=1), parts, strict=True)
        most = MOST - (min(self._pitches) < ROOMY)
        self._printed = [printed(of.T.tolist(), float(part.value), self._places, most) for of, part in shares]

    def _decimals(self, column: int) -> tuple[int | None, int | None, int | None]:
        number = int(column >= self.first_word)
        made = self._printed[number]
        weight, value = made.factors[column - self.groups[number].start]
        return weight, value, made.products

    def _below(self, bar: Link, column: int) -> Label:
        made = super()._below(bar, column)
        return made.scale(min(1.0, FILLED * self._pitch(column) / made.width))

    def _lay_result(self, total: Reading, result: Reading) -> None:
        """Make the sum and what the function makes of it, the plot between, and the wires there."""
        super()._lay_result(total, result)
        theme, y = self._theme, self.y(float(total.value))
        self.total = self._alone(total).move_to((SUM, y, 0))
        self.wires = VGroup(self._level(BIAS + THICK / 2, SUM + (THICK - WIDE) / 2, y))
        colour = self._notation.of(result.key, result.index).role
        self.plot = plot = SquashPlot(total, result, PLOT, PLOTTED, theme=theme, colour=colour, function=self._function)
        left = PLOT[0] - PLOTTED[0] / 2
        *ends, sign = plot.said
        for end in ends:
            stays(end.sit_amid(left - 0.14, float(end.get_y()), 1))
        stays(sign.scale(NAME).move_to((left + 0.9, PLOT[1] + 0.8 * PLOTTED[1], 0)))
        plot.add(*plot.said)
        zero, up = PLOT[1] + PLOTTED[1] / 2, PLOTTED[1] / 2
        axes = _Axes(PLOT[0], zero, plot.level.unit, up)
        self.dot = Dot(total, result, axes, theme=theme).scale(LARGER)
        values = np.linspace(0.0, float(total.value), STEPS)
        _, height = SQUASHES[self._function]
        self._along = [(axes.x(value), axes.y(height(value))) for value in values.tolist()]
        (x, y), head = (RESULT[0], min(plot.head[1], RESULT[1])), plot.head
        self.result.move_to((x, y, 0))
        way = [head, (TURN, head[1]), (TURN, y), (x - WIDE / 2 - 0.03, y)]
        self.read = Wire(*way, theme=theme, colour=colour, tip=False)

    def go_aside(self, run_time: float) -> Animation:
        """Return the animation in which the bar of h goes to the left of where x will be."""
        return self._carry(BEFORE, run_time)

    def come_back(self, run_time: float) -> Animation:
        """Return the animation in which the bar of h goes back to the side of that of x."""
        return self._carry(AFTER, run_time)

    def _carry(self, x: float, run_time: float) -> Animation:
        """Return the animation in which the bar of h, its name and its number go to an x, where they are to be from then on."""
        part, things = self.parts[0], VGroup(self.parts[0], *self.names[0])
        way = x - float(part.get_x())
        for each in things:
            stays(each.shift((way, 0, 0))).shift((-way, 0, 0))
        (start, y), soon = things.get_center()[:2].tolist(), rate_functions.squish_rate_func(glide, SOON, 1)
        return Go(things, Path((start, y), (start + way, y)), run_time=run_time, rate_func=soon)

    def summed(self, run_time: float) -> Animation:
        """Return the animation in which what all comes to appears."""
        return Appear(VGroup(self.total, self.wires), run_time=run_time)

    @property
    def addends(self) -> list[VMobject]:
        """What h and x add up to, the bias and what all come to, each with what it is called."""
        return [*map(VGroup, (*self.parts, self.bias), self.names), self.total]

    def squashed(self, run_time: float) -> list[list[Animation]]:
        """Return the plays in which the sum goes below the curve, a dot along the curve to over it, and its height is read."""
        x, floor = self.plot.spot
        under = floor - PRINTED * HIGH / 2 - 0.12
        down = Path((SUM, float(self.total.get_y())), (SUM, under), (x, under))
        going = Pass(self.total, down, end=PRINTED, there=True, run_time=0.25 * run_time)
        home = float(self.result.get_x()), float(self.result.get_y())
        coming = Pass(self.result, Path(*self.read.corners[:-1], home), start=0.2, sized=(0.7, 1.0), run_time=0.2 * run_time)
        riding = Travel(self.dot, Path(*self._along), run_time=0.3 * run_time)
        read = Extend(self.read, run_time=0.1 * run_time)
        return [[going], [self.plot.find(0.3 * run_time), riding], self.plot.rise(0.15 * run_time), [read], [coming]]

    def gone(self, run_time: float) -> Animation:
        """Return the animation in which all that is left goes but the result."""
        plot = self.plot, self.plot.level, self.plot.upright, self.dot, self.read, self.total
        rest = *self.parts, self.bias, *self.names, self.zero[1], self.wires
        return Vanish(VGroup(*rest, *plot), run_time=run_time)

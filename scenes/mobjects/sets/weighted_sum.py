"""The sum of one unit of a gate: its weights times the stack [h; x], laid tip to tail, the bias, and the squashing function."""

from operator import mul
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, VMobject, rate_functions

from scenes.mobjects.arithmetic import worked
from scenes.mobjects.bars import Link
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Extend, Grow, Light, Path, glide
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass, window
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Squash, Wire

__all__ = ["WeightedSum"]

LEFT, RIGHT, WIDEST = -6.2, 2.5, 1.2  # the columns, which are of h first, and then of x; how wide each is at the most
WEIGHTS, STACK, NOTES = -0.5, -1.2, -1.84  # heights: the row of weights, that of the stack, what is below it
TOP, FOOT, BAND = 2.8, 0.62, 0.12  # where the bars are, and below them the one product that is written out
TOTAL, BIAS, SUM, THICK = 3.4, 4.4, 5.95, 0.7  # the x of the parts of the sum, of the bias, of what is squashed; a bar's width
SQUASH, RESULT = -0.42, -1.3  # heights
HIGH, WIDE, LEAST, MANY = 0.6, 1.05, 0.585, 24  # of a cell, and of one that stands alone; the least width with a numeral


class WeightedSum(VGroup):
    """One unit's sum: ``weights`` and ``stack``, ``(stacked,)``, below one another, and over each column its product as a bar.

    The first ``split`` columns are of h; when they are gone, the others, of x, are in their place.
    ``parts`` are what h and x add up to, ``total`` is the sum with the ``bias``, ``result`` what the ``function`` makes of it;
    ``name`` is that of the weights in the notation. Each bar begins where the one before ends, by one measure.
    """

    def __init__(
        self,
        weights: Readings,
        stack: Readings,
        products: Readings,
        *,
        split: int,
        parts: tuple[Reading, Reading],
        bias: Reading,
        total: Reading,
        result: Reading,
        function: str,
        name: str,
        notation: Notation,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._notation, self._theme, self.first_word, self.name = notation, theme, split, name
        self._readings = weights, stack, products
        count = len(stack)
        self.groups = range(split), range(split, count)
        self._pitches = [min((RIGHT - LEFT) / len(group), WIDEST) for group in self.groups]
        self.columns = [
            LEFT + (rank + 0.5) * pitch
            for group, pitch in zip(self.groups, self._pitches, strict=True)
            for rank in range(len(group))
        ]
        self._levels(products.values, float(parts[0].value), float(bias.value))
        self.weights = [self._cell(each, column, WEIGHTS) for column, each in enumerate(weights.flat())]
        self.stack = [self._cell(each, column, STACK) for column, each in enumerate(stack.flat())]
        self.bars: list[Link] = []
        first = self._link(parts[0], TOTAL, 0.0)
        for column, each in enumerate(products.flat()):
            after = first if column == split else self.bars[-1] if self.bars else None
            self.bars.append(self._bar(each, column, after))
        self.parts = [first, self._link(parts[1], TOTAL, float(parts[0].value), first)]
        ends = zip((self.columns[split - 1], self.columns[-1]), self.parts, strict=True)
        self.levels = [self._level(x, part.tip) for x, part in ends]
        self.bias = self._link(bias, BIAS, sum(float(part.value) for part in parts), self.parts[1])
        self.bias_name = self._bias_name(bias)
        self.zero = Line((LEFT, self.y(0), 0), (SUM - 0.65, self.y(0), 0), stroke_color=theme.muted, stroke_width=theme.thin)
        colour = notation.of(result.key, result.index).role
        self.total = self._alone(total).move_to((SUM, self.y(float(total.value)), 0))
        self.squash = Squash(function, (SUM, SQUASH), theme=theme, colour=colour)
        self.result = self._alone(result).move_to((SUM, RESULT, 0))
        self.wires = VGroup(
            Wire((SUM, self.y(float(total.value)) - HIGH / 2), (SUM, SQUASH + 0.22), theme=theme, colour=colour, tip=False),
            Wire((SUM, SQUASH - 0.22), (SUM, RESULT + HIGH / 2), theme=theme, colour=colour, tip=False),
        )
        self.frames = [self._framed(number) for number in range(2)]
        self.letters = self._letters()

    def y(self, value: float) -> float:
        """Return the height of a level of the sum."""
        return self._zero + value * self._unit

    def note(self, said: Phrase | str, number: int) -> Label:
        """Return what is written below the columns of h (0) or of x (1)."""
        group, colour = self.groups[number], ("state", "word")[number]
        middle = (self.columns[group[0]] + self.columns[group[-1]]) / 2
        return stays(Label(said, theme=self._theme, size=self._theme.caption, colour=colour).sit_amid(middle, NOTES))

    def largest(self, number: int) -> int:
        """Return the column of the largest product of h (0) or of x (1)."""
        group = self.groups[number]
        return group[0] + int(np.abs(self._readings[2].values[group[0] : group[-1] + 1]).argmax())

    def lay(self, first: int, last: int, run_time: float) -> list[Animation]:
        """Return animations in which columns are multiplied, one soon after the other, and become bars, tip to tail."""
        count = last - first
        each = run_time / (1 + 0.35 * max(count - 1, 0))
        plays: list[Animation] = []
        for number, column in enumerate(range(first, last)):
            start, end = window(number * 0.35 * each, each, run_time)
            half = start + (end - start) * 0.55
            if len(self.stack) <= MANY:
                plays.append(self._rise(column, (start, half), run_time))
            grown = rate_functions.squish_rate_func(glide, half, end)
            plays.append(Grow(self.bars[column], self._edge(self.bars[column]), run_time=run_time, rate_func=grown))
        return plays

    def write_out(self, column: int) -> list[list[Animation]]:
        """Return the plays in which one column is framed, its product is written out, and becomes its bar."""
        x = float(np.clip(self.columns[column], LEFT + 2.0, RIGHT - 2.0))
        weights, stack, products = self._readings
        said = worked("{w} × {v} = {p}", mul, "p", w=weights[column], v=stack[column], p=products[column])
        made = Label(said, theme=self._theme, size=self._theme.caption).sit_amid(x, BAND)
        frame = Box(
            width=self._pitch(column) + 0.06,
            height=WEIGHTS - STACK + HIGH + 0.12,
            corner_radius=0.09,
            stroke_color=self._theme.focus,
            stroke_width=self._theme.bold,
        ).move_to((self.columns[column], (WEIGHTS + STACK) / 2, 0))
        bar = self.bars[column]
        grown: list[Animation] = [Grow(bar, self._edge(bar), run_time=0.8), Light(frame, self._theme, run_time=0.8)]
        return [[Appear(frame, run_time=0.25), Appear(made, run_time=0.5)], grown, [Vanish(VGroup(frame, made), run_time=0.2)]]

    def close_up(self, number: int, run_time: float) -> list[list[Animation]]:
        """Return the plays in which the level that h (0) or x (1) reached is taken to one bar."""
        part, level = self.parts[number], self.levels[number]
        return [[Extend(level, run_time=0.4 * run_time)], [Grow(part, self._edge(part), run_time=0.6 * run_time)]]

    def added(self) -> Label:
        """Return the sum of both parts and the bias, written out below the bars."""
        (first, second), bias, total = self.parts, self.bias.reading, self.total.patch.reading
        said = worked("{h} + {x} + {b} = {t}", _sum, "t", h=first.reading, x=second.reading, b=bias, t=total)
        return Label(said, theme=self._theme, size=self._theme.caption).sit_amid(RIGHT, BAND, 1)

    def squashed(self, run_time: float) -> list[Animation]:
        """Return animations in which the sum goes down into the function, and its result comes out."""
        high = Squash.HIGH / 2
        down = Path((SUM, float(self.total.get_y())), (SUM, SQUASH))
        cut = ("top", SQUASH + high)
        going = Pass(self.total, down, window=(0, 0.45), cut=cut, leaves=True, there=True, run_time=run_time)
        path = Path((SUM, SQUASH), (SUM, RESULT))
        coming = Pass(self.result, path, window=(0.55, 1), cut=("bottom", SQUASH - high), run_time=run_time)
        return [going, Light(self.squash, self._theme, run_time=run_time), coming]

    def cleared(self, number: int, *others: VMobject, run_time: float) -> Animation:
        """Return the animation in which the columns of h (0) or of x (1) go, with their bars."""
        group = self.groups[number]
        things = [each[column] for each in (self.weights, self.stack, self.bars) for column in group]
        return Vanish(VGroup(*things, self.frames[number], self.levels[number], *others), run_time=run_time)

    def gone(self, *others: VMobject, run_time: float) -> list[Animation]:
        """Return animations in which all that is left goes but the function and its result."""
        things = [*self.parts, self.bias, self.bias_name, self.zero, self.letters, self.wires]
        return [self.cleared(1, *things, *others, run_time=run_time)]

    # -- pieces ------------------------------------------------------------------------------------------------------------

    def _levels(self, products: np.ndarray, first: float, bias: float) -> None:
        reached = np.concatenate([[0.0], np.cumsum(products)])
        self._reached: list[float] = reached.tolist()
        every = [*self._reached, self._reached[-1] + bias, first]
        low, high = min(every), max(every)
        self._unit: float = (TOP - FOOT) / max(high - low, 1e-9)
        self._zero: float = FOOT - low * self._unit

    def _pitch(self, column: int) -> float:
        return self._pitches[column >= self.first_word]

    def _cell(self, reading: Reading, column: int, height: float) -> Swatch:
        made = self._sized(reading, column)
        placed(made.patch, lambda index: (self.columns[index[-1]], height))
        return made.move_to((self.columns[column], height, 0))

    def _sized(self, reading: Reading, column: int) -> Swatch:
        """Return a value as a cell that fills its column."""
        pitch = self._pitch(column)
        size = pitch - min(0.05, pitch / 8), HIGH
        return large_cell(reading, size, notation=self._notation, theme=self._theme, wide=LEAST)

    def _alone(self, reading: Reading) -> Swatch:
        return large_cell(reading, (WIDE, HIGH), notation=self._notation, theme=self._theme)

    def _bar(self, reading: Reading, column: int, after: Link | None = None) -> Link:
        place = {"home": self.y(self._reached[column]), "across": self.columns[column], "thick": self._pitch(column) * 0.82}
        made = Link(reading, unit=self._unit, along="y", theme=self._theme, after=after, **place)
        return placed(made, lambda index: (self.columns[index[-1]], None))

    def _link(self, reading: Reading, x: float, start: float, after: Link | None = None) -> Link:
        place = {"home": self.y(start), "across": x, "thick": THICK}
        return stays(Link(reading, unit=self._unit, along="y", theme=self._theme, after=after, **place))

    def _level(self, x: float, y: float) -> Wire:
        """Return the line from the end of a bar to the total of those up to it."""
        return Wire((x, y), (TOTAL - THICK / 2, y), theme=self._theme, width=self._theme.thin, tip=False)

    @staticmethod
    def _edge(bar: Link) -> str:
        return "bottom" if float(bar.reading.value) > 0 else "top"

    def _rise(self, column: int, span: tuple[float, float], run_time: float) -> Animation:
        """Return the animation in which a product comes out of its column and goes up to where its bar begins."""
        cell = self._product(column)
        path = Path((self.columns[column], WEIGHTS), (self.columns[column], float(self.bars[column].foot)))
        return Pass(cell, path, window=span, cut=("top", WEIGHTS + HIGH / 2 + 0.05), end=0.4, leaves=True, run_time=run_time)

    def _product(self, column: int) -> Swatch:
        return self._sized(self._readings[2][column], column)

    def _bias_name(self, bias: Reading) -> Label:
        """Return the bias in words, below all bars at the right."""
        role = self._notation[self.name].role
        made = Label(phrase("bias {bias}", bias=bias), theme=self._theme, size=self._theme.label, colour=role)
        lowest = min(end for bar in (*self.parts, self.bias) for end in (bar.foot, bar.tip))
        return stays(made.sit_amid(BIAS, lowest - 0.24))

    def _framed(self, number: int) -> VGroup:
        """Return the frames around the weights of h (0) or of x (1) and around their part of the stack."""
        group, role = self.groups[number], self._notation[self.name].role
        half = self._pitches[number] / 2
        left, right = self.columns[group[0]] - half, self.columns[group[-1]] + half
        look: dict[str, Any] = {"width": right - left + 0.06, "height": HIGH + 0.1, "corner_radius": 0.08}
        made = VGroup()
        for height, colour in ((WEIGHTS, role), (STACK, ("state", "word")[number])):
            paint = self._theme.colour(colour)
            box = Box(**look, stroke_color=paint, stroke_width=self._theme.stroke)
            made.add(box.move_to(((left + right) / 2, height, 0)))
        return made

    def _letters(self) -> VGroup:
        weight = Symbol(self.name, notation=self._notation, theme=self._theme, size=self._theme.symbol)
        return VGroup(named(stays(weight.move_to((LEFT - 0.4, WEIGHTS, 0))), self.name))


def _sum(first: float, second: float, third: float) -> float:
    return first + second + third

"""The sum of one unit: its weights times the stack [h; x], laid tip to tail, the bias, and the squashing function."""

import numpy as np
from manim import Animation, VGroup, VMobject, rate_functions

from scenes.mobjects.arithmetic import FEWEST, summing
from scenes.mobjects.bars import Link
from scenes.mobjects.motion import Appear, Reveal, Vanish
from scenes.mobjects.moves import Extend, Grow, Light, Path, glide
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass, window
from scenes.mobjects.places import named, placed, stays, tells
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.sets.squash_plot import SquashPlot
from scenes.mobjects.sets.tip_to_tail import Columns, called, framed, levels, line_of_zero, whose, written_out
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch, Vessel
from scenes.mobjects.wires import Point, Wire

__all__ = ["BIAS", "HIGH", "PRINTED", "SUM", "THICK", "WIDE", "WeightedSum"]

LEFT, RIGHT, WIDEST, AWAY = -5.95, 1.3, 1.2, 7.9  # the columns, first of h, then of x; their width at most; where h comes from
WEIGHTS, STACK, RAIL = -0.55, -1.25, 0.31  # heights: the row of weights, that of the stack; how high over its door x turns
TOP, FOOT, BAND = 2.55, 0.72, 0.08  # where the bars are, and below them the one product that is written out
PARTS, BIAS, SUM, THICK = (1.95, 3.25), 4.55, 5.85, 0.78  # the x of both parts of the sum, of the bias, of what is squashed
NAMES, NUMBERS, TOTAL = 0.38, 0.02, -0.07  # heights of what those bars are called, of their numbers, and of the sum
PLOT, PLOTTED = (-1.7, -1.15), (5.0, 3.4)  # the middle of the floor of the curve of the function, where x was, and its size
RESULT, LINE = (-5.4, -0.4), (1.5, 6.3)  # the result; from where to where the line of zero stays with the curve
HIGH, WIDE, LEAST = 0.6, 1.05, 0.62  # of a cell, and of one that stands alone; the least width with a numeral
NUMBER, BELOW, PRINTED = 0.72, 0.17, 0.85  # the least pitch with numbers at bars; how far below; the size of one in the plot
CLEAR = 0.03  # from a number to the line of zero


class WeightedSum(VGroup):
    """One unit's sum: ``weights`` and ``stack``, ``(stacked,)``, below one another, and over each column its product as a bar.

    The first ``split`` columns are of h; when they are gone, the others, of x, are in their place.
    ``parts`` are what h and x add up to, ``total`` is the sum with the ``bias``, ``result`` what the ``function`` makes of it;
    ``name`` is that of the weights in the notation; if the number of the ``unit`` is given, it is said whose they are.
    Each bar begins where the one before ends, by one measure; the level that those of h, x and the bias reach is that of the sum.
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
        name: str,
        notation: Notation,
        theme: Theme,
        function: str = "sigmoid",
        unit: Reading | None = None,
    ) -> None:
        super().__init__()
        self._notation, self._theme, self.first_word, self.name, self._function = notation, theme, split, name, function
        fed = list(stack.flat())
        self._readings = weights, fed, products
        self.groups = range(split), range(split, len(fed))
        self._pitches = [min((RIGHT - LEFT) / len(group), WIDEST) for group in self.groups]
        ranks = ((rank, pitch) for group, pitch in zip(self.groups, self._pitches, strict=True) for rank in range(len(group)))
        self.columns = [LEFT + (rank + 0.5) * pitch for rank, pitch in ranks]
        whole = float(products.values.sum()) + float(bias.value)
        self._levels = levels(products.values.tolist(), FOOT, TOP, (whole, float(parts[0].value)))
        self._places = places = summing([[float(each.value) for each in (*parts, bias, total)]])  # so that the printed sum holds
        self._lay_bars(products, parts, bias)
        self.weights = [self._cell(each, column, WEIGHTS) for column, each in enumerate(weights.flat())]
        self.stack = [self._cell(each, column, STACK) for column, each in enumerate(fed)]
        named = zip(("from h", "from x", "bias"), (*self.parts, self.bias), strict=True)
        self.names = [called(*each, (NAMES, NUMBERS), places, theme) for each in named]
        self.zero = line_of_zero(self.y(0), (LEFT, *LINE), theme)  # over the columns, and where it stays with the curve
        self._lay_result(total, result)
        self.frames = [self._framed(number) for number in range(2)]
        self.whose = [VGroup() if unit is None else whose(unit, part, RIGHT + 0.2, WEIGHTS, theme) for part in ("h", "x")]
        rows = (self.name, WEIGHTS), ("previous_hidden", STACK), ("inputs", STACK), (self.name, WEIGHTS)
        self.letters = [self._letter(*row) for row in rows]
        self.numbers = {column: self._below(bar, column) for column, bar in enumerate(self.bars) if self._pitch(column) >= NUMBER}

    def _lay_bars(self, products: Readings, parts: tuple[Reading, Reading], bias: Reading) -> None:
        """Make a bar of every product, one of each part, and that of the bias; each begins where the one before ends."""
        split = self.first_word
        self.bars: list[Link] = []
        first = self._link(parts[0], PARTS[0], 0.0)
        for column, each in enumerate(products.flat()):
            after = first if column == split else self.bars[-1] if self.bars else None
            self.bars.append(self._bar(each, column, after))
        self.parts = [first, self._link(parts[1], PARTS[1], float(parts[0].value), first)]
        ends = zip((self.columns[split - 1], self.columns[-1]), self.parts, strict=True)
        self.levels = [self._level(x, float(part.get_x()), part.tip) for x, part in ends]
        self.onward: Wire | None = self._onward(PARTS[0] - THICK / 2)
        self.bias = self._link(bias, BIAS, sum(float(part.value) for part in parts), self.parts[1])

    def _lay_result(self, total: Reading, result: Reading) -> None:
        """Make the sum and what the function makes of it, the plot between, and the wires there."""
        theme, colour = self._theme, self._notation.of(result.key, result.index).role
        self.total = self._alone(total).scale(PRINTED).move_to((SUM, TOTAL, 0))
        self.plot = SquashPlot(total, result, PLOT, PLOTTED, theme=theme, colour=colour, function=self._function)
        self.result = self._alone(result).move_to((*RESULT, 0))
        head, (x, y) = self.plot.head, (RESULT[0] + WIDE / 2, RESULT[1])
        way = [head, (x + 0.2, head[1]), (x + 0.2, y), (x + 0.03, y)]
        self.read = Wire(*way, theme=theme, colour=colour, tip=False)
        self.reach = self._level(BIAS + THICK / 2, SUM, self.y(float(total.value)))
        self.whole = self._link(total, SUM, 0.0)
        self.called = stays(Label("sum", theme=theme, colour="muted").sit_amid(SUM, NAMES))

    def y(self, value: float) -> float:
        """Return the height of a level of the sum."""
        return self._levels.y(value)

    def largest(self, number: int) -> int:
        """Return the column of the largest product of h (0) or of x (1)."""
        group = self.groups[number]
        return group[0] + int(np.abs(self._readings[2].values[group[0] : group[-1] + 1]).argmax())

    def come(
        self,
        number: int,
        run_time: float,
        door: Point = (0.0, 0.0),
        *,
        after: float = 0.0,
        start: Point | None = None,
        small: float = 1.0,
    ) -> list[Animation]:
        """Return animations in which h (0) comes in from the step before, at the left, or x (1) up out of a ``door``.

        h comes ``after`` a part of the time; or else from a ``start``, where it is so ``small``.
        """
        group, plays, begin = self.groups[number], list[Animation](), 0.35 if number else after
        if not number:
            row = VGroup(*(self.stack[column] for column in group), self.frames[0][1], self.letters[1])
            x, y = float(row.get_x()), float(row.get_y())
            way = Path((x - AWAY, y), (x, y)) if start is None else Path(start, (start[0], y), (x, y))
            return [Pass(row, way, window=(begin, 1.0), start=small, run_time=run_time)]
        each = (1 - begin) / 2
        for rank, column in enumerate(group):
            home = self.columns[column], STACK
            path = Path(door, (door[0], door[1] + RAIL), (home[0], door[1] + RAIL), home)
            sets_out = begin + each * rank / len(group)
            plays.append(Pass(self.stack[column], path, window=(sets_out, sets_out + each), start=0.3, run_time=run_time))
        late_on = rate_functions.squish_rate_func(rate_functions.linear, 0.8, 1)
        return [*plays, Appear(VGroup(self.frames[1][1], self.letters[2]), run_time=run_time, rate_func=late_on)]

    def weigh(self, number: int, *, slowly: bool, pace: float = 1.0) -> list[list[Animation]]:
        """Return the plays in which the weights of h (0) or of x (1) come, and the products are laid end to end.

        The largest one is written out, if ``slowly``; in the end the level that they reach becomes one bar. But for what is
        written out, it takes ``pace`` of the time that it takes at leisure.
        """
        group, slow, quick = self.groups[number], self.largest(number), self._theme.quick
        cells = [self.weights[column] for column in group]
        first: list[Animation] = [] if number else [Appear(VGroup(self.letters[0], self.zero), run_time=quick)]
        first += [Appear(each, run_time=quick) for each in (self.frames[number][0], *self.whose[number])]
        plays: list[list[Animation]] = [[Reveal(VGroup(*cells), cells, lag=0.3, run_time=pace * self._theme.beat), *first]]
        if number and self.onward is not None:
            plays[0].append(Extend(self.onward, run_time=pace * self._theme.beat))
        if not slowly:
            gone = [] if not number or self.onward is None else [Vanish(self.onward, run_time=quick)]
            return [*plays, [*self.lay(group[0], group[-1] + 1, pace * 1.2), *gone], *self._close_up(number, pace * 0.7)]
        before, after = (
            [self.lay(*span, pace * 0.9)] if span[0] < span[1] else [] for span in ((group[0], slow), (slow + 1, group.stop))
        )
        return [*plays, *before, *self._write_out(slow), *after, *self._close_up(number, pace * 0.7)]

    def lay(self, first: int, last: int, run_time: float) -> list[Animation]:
        """Return animations in which the product of each column grows over it as a bar, tip to tail, one soon after the other."""
        count = last - first
        each = run_time / (1 + 0.5 * max(count - 1, 0))
        plays: list[Animation] = []
        for number, column in enumerate(range(first, last)):
            span, bar = window(number * 0.5 * each, each, run_time), self.bars[column]
            plays.append(Grow(bar, bar.edge, run_time=run_time, rate_func=rate_functions.squish_rate_func(glide, *span)))
            if column in self.numbers:
                late = rate_functions.squish_rate_func(glide, (span[0] + span[1]) / 2, span[1])
                plays.append(Appear(self.numbers[column], run_time=run_time, rate_func=late))
        return plays

    def _write_out(self, column: int) -> list[list[Animation]]:
        """Return the plays in which one column is framed, its product is written out, and becomes its bar."""
        weights, stack, products = self._readings
        columns, factors = Columns(LEFT, RIGHT, WEIGHTS, STACK, HIGH), (weights[column], stack[column], products[column])
        x, pitch = self.columns[column], self._pitch(column)
        places = self._decimals(column)[2] or FEWEST
        frame, made = written_out(factors, x, pitch, BAND, columns=columns, theme=self._theme, places=places)
        bar = self.bars[column]
        grown: list[Animation] = [Grow(bar, bar.edge, run_time=0.8), Light(frame, self._theme, run_time=0.8)]
        if column in self.numbers:
            grown.append(Appear(self.numbers[column], run_time=0.8, rate_func=rate_functions.squish_rate_func(glide, 0.5, 1)))
        return [[Appear(frame, run_time=0.25), Appear(made, run_time=0.5)], grown, [Vanish(VGroup(frame, made), run_time=0.2)]]

    def _close_up(self, number: int, run_time: float) -> list[list[Animation]]:
        """Return the plays in which the level that h (0) or x (1) reached is taken to one bar."""
        part, level = self.parts[number], self.levels[number]
        named = Appear(self.names[number], run_time=0.6 * run_time)
        return [[Extend(level, run_time=0.4 * run_time)], [Grow(part, part.edge, run_time=0.6 * run_time), named]]

    def biased(self, run_time: float) -> list[Animation]:
        """Return animations in which the bias joins the sum."""
        return [Grow(self.bias, self.bias.edge, run_time=run_time), Appear(self.names[2], run_time=run_time)]

    def gathered(self, run_time: float) -> list[list[Animation]]:
        """Return the plays in which the curve comes, and the level that all reached is taken to one bar, the sum."""
        said = Appear(VGroup(self.total, self.called), run_time=0.25 * run_time)
        grown = Grow(self.whole, self.whole.edge, run_time=0.4 * run_time)
        return [[Extend(self.reach, run_time=0.35 * run_time)], [grown, Appear(self.plot, run_time=0.4 * run_time)], [said]]

    def squashed(self, run_time: float) -> list[list[Animation]]:
        """Return the plays in which the sum goes to its place below the curve, and its height becomes the result."""
        x, floor = self.plot.spot
        under = floor - PRINTED * HIGH / 2 - 0.12
        down = Path((SUM, float(self.total.get_y())), (SUM, under), (x, under))
        going = Pass(self.total, down, there=True, run_time=0.25 * run_time)
        gone = Vanish(VGroup(self.whole, self.called, self.reach), run_time=0.25 * run_time)
        home = float(self.result.get_x()), float(self.result.get_y())
        coming = Pass(self.result, Path(*self.read.corners[:-1], home), start=0.2, sized=(0.7, 1.0), run_time=0.2 * run_time)
        read = Extend(self.read, run_time=0.1 * run_time)
        return [[going, gone], [self.plot.find(0.15 * run_time)], self.plot.rise(0.15 * run_time), [read], [coming]]

    def makes_room(self, run_time: float) -> Animation:
        """Return the animation in which the columns of x go, with their bars, where the curve will be."""
        return self.cleared(1, self.letters[3], self.zero[0], run_time=run_time)

    def lettered(self, run_time: float) -> Animation:
        """Return the animation in which the letter of the weights of x appears."""
        return Appear(self.letters[3], run_time=run_time)

    def cleared(self, number: int, *others: VMobject, run_time: float) -> Animation:
        """Return the animation in which the columns of h (0) or of x (1) go, with their bars."""
        group = self.groups[number]
        things: list[VMobject] = [each[column] for each in (self.weights, self.stack, self.bars) for column in group]
        things += [self.numbers[column] for column in group if column in self.numbers]
        return Vanish(
            VGroup(*things, self.letters[1 + number], self.frames[number], self.whose[number], self.levels[number], *others),
            run_time=run_time,
        )

    def gone(self, run_time: float) -> Animation:
        """Return the animation in which all that is left goes but the result."""
        plot = self.plot, self.plot.said, self.plot.level, self.plot.upright, self.read, self.total
        return Vanish(VGroup(*self.parts, self.bias, *self.names, self.zero[1], *plot), run_time=run_time)

    # -- pieces ------------------------------------------------------------------------------------------------------------

    def _pitch(self, column: int) -> float:
        return self._pitches[column >= self.first_word]

    def _cell(self, reading: Reading, column: int, height: float) -> Swatch:
        made = self._sized(reading, column, self._decimals(column)[height == STACK])
        placed(made.patch, lambda index: (self.columns[index[-1]], height))
        return made.move_to((self.columns[column], height, 0))

    def _decimals(self, column: int) -> tuple[int | None, int | None, int | None]:
        """Return with how many decimals the weight, what it weighs, and their product are printed, where not as elsewhere."""
        return None, None, None

    def _sized(self, reading: Reading, column: int, places: int | None) -> Swatch:
        """Return a value as a cell that fills its column."""
        pitch = self._pitch(column)
        size = pitch - min(0.05, pitch / 8), HIGH
        return large_cell(reading, size, notation=self._notation, theme=self._theme, wide=LEAST, places=places)

    def _alone(self, reading: Reading) -> Swatch:
        made = large_cell(reading, (WIDE, HIGH), notation=self._notation, theme=self._theme)
        return made.aside(self._theme) if isinstance(made, Vessel) else made

    def _bar(self, reading: Reading, column: int, after: Link | None = None) -> Link:
        place = {
            "home": self.y(self._levels.reached[column]),
            "across": self.columns[column],
            "thick": self._pitch(column) * 0.82,
        }
        made = Link(reading, unit=self._levels.unit, along="y", theme=self._theme, after=after, **place)
        return placed(made, lambda index: (self.columns[index[-1]], None))

    def _link(self, reading: Reading, x: float, start: float, after: Link | None = None) -> Link:
        place = {"home": self.y(start), "across": x, "thick": THICK}
        return stays(Link(reading, unit=self._levels.unit, along="y", theme=self._theme, after=after, **place))

    def _level(self, x: float, end: float, y: float) -> Wire:
        """Return the line from the end of a bar to what stands for all up to it, whose middle is at ``end``."""
        return Wire((x, y), (end - THICK / 2, y), theme=self._theme, width=self._theme.thin, tip=False)

    def _onward(self, x: float) -> Wire:
        """Return the line on which x goes on from where h left off: from the side of its bar to the first column of x."""
        first, y = self.first_word, self.parts[0].tip
        end = self.columns[first] - 0.41 * self._pitch(first)
        return Wire((x, y), (end, y), theme=self._theme, tip=False)

    def _below(self, bar: Link, column: int) -> Label:
        """Return the number of a bar, below it, and below the line of zero if that would strike it."""
        places, low = self._decimals(column)[2], min(bar.foot, bar.tip)
        said = phrase("{product}" if places is None else f"{{product:{places}}}", product=bar.reading)
        made = Label(said, theme=self._theme, size=self._theme.small)
        struck = abs(low - BELOW - self.y(0)) < made.height / 2 + CLEAR
        return tells(stays(made.sit_amid(float(bar.get_x()), (self.y(0) if struck else low) - BELOW)), bar)

    def _framed(self, number: int) -> VGroup:
        """Return the frames around the weights of h (0) or of x (1) and around their part of the stack."""
        group, role, past = self.groups[number], self._notation[self.name].role, self._notation["previous_hidden"].role
        half = self._pitches[number] / 2
        ends = self.columns[group[0]] - half, self.columns[group[-1]] + half
        return framed(ends, HIGH, [(WEIGHTS, role), (STACK, (past, "word")[number])], self._theme)

    def _letter(self, name: str, height: float) -> VMobject:
        """Return a letter before its row."""
        sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol)
        return named(stays(sign.move_to((LEFT - 0.15 - sign.width / 2, height, 0))), name)

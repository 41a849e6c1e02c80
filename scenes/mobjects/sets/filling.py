"""How a context vector is filled: columns ride before its box, become as narrow as their weights, slide in, and level out."""

from collections.abc import Iterator, Sequence

from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.blending import Flag, Ride
from scenes.mobjects.motion import Appear, Arrive, Shade, Vanish
from scenes.mobjects.moves import Extend, Grow, Path
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.annotations import Annotations, Slice
from scenes.mobjects.sets.blend import Blend
from scenes.mobjects.sets.weighing import Weighing
from scenes.mobjects.shapes import Box
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Wire

__all__ = ["COLUMNS", "CONTEXT", "Filling"]

COLUMNS = (-2.35, -0.3)
"""The lower and the upper end of the columns."""
CONTEXT = Area(2.15, 3.75, 0.25, 2.3)
"""The box of the context vector: as high as the columns."""


class Filling(Blend):
    """A blend with all that fills it: a wire from each column that is told into the box, and bars of weights that ride along.

    Before the box a column stands as wide as the box is, and becomes as narrow as its weight. ``told`` are the words that come
    one by one, ``weighing`` are the weights over the columns.
    """

    APART = 0.3  # the box, and a column before it

    def __init__(
        self,
        annotations: Annotations,
        words: Readings,
        weights: Readings,
        told: Sequence[int],
        weighing: Weighing,
        *,
        others: Reading,
        theme: Theme,
    ) -> None:
        super().__init__(annotations, words, weights, told, CONTEXT, others=others, theme=theme)
        self._weighing, self._wires = weighing, list[Wire]()
        self._before = CONTEXT.left - self.APART - CONTEXT.width  # the left end of a column before the box

    def _wire(self, source: int) -> Wire:
        """Return the wire from over a column and its weight into the box."""
        x, y, foot = self._annotations.x(source), self.area.y, self._weighing.y + 0.15
        if source in self.rest:
            x -= self._annotations.widths[source] / 2 * (1 - self._weight(source))
            foot = self._annotations.area.top
        made = Wire((x, foot), (x, y), (CONTEXT.left - 0.03, y), theme=self._theme, colour="looks")
        self._wires.append(made)
        return made

    def take(self, source: int, run_time: float) -> Iterator[Play]:
        """Let a column ride before the box, which comes in with the first, become as narrow as its weight, and slide in."""
        theme, weight, y = self._theme, self._weight(source), self.area.y
        wide, left = self.area.width, self._before
        unnumbered = self._unnumbered(self._near(source), 0.12 * run_time)
        yield Play([*unnumbered, Extend(self._wire(source), run_time=0.12 * run_time)])
        whole = self._annotations.part(source, 1.0, at=(left + wide / 2, y), wide=wide)
        bar, rail = self.piece(self._weights[source], left), self.gauge.copy().move_to((left + wide / 2, self.lies, 0))
        column = self._annotations.columns[source]
        rising = self._rising(source, whole, bar, rail, 0.34 * run_time)
        coming = [] if self.pieces else [self.frame, self.gauge]
        opening = [Appear(each, run_time=0.1 * run_time) for each in coming]
        yield Play([*opening, *rising, Shade(column, theme.dimmed, run_time=0.2 * run_time)])
        narrow = self._annotations.part(source, weight, at=(left + weight * wide / 2, y), wide=wide)
        number = self.number(bar)
        shown = [Appear(number, run_time=0.2 * run_time)] if number is not None else []
        cells = [cell.patch for cell in narrow.cells], [cell.patch for cell in whole.cells]
        yield Play([Arrive(narrow, *cells, run_time=0.24 * run_time), *shown], replaced=[whole])
        gone = [each for each in (narrow, bar, rail, number) if each is not None]
        name = self.name(source)
        after = [Appear(name, run_time=theme.quick)] if name is not None else []
        yield Play(self._sliding(source, 0.3 * run_time), replaced=gone, then=after)

    def _rising(self, source: int, whole: Slice, bar: Bar, rail: Box, run_time: float) -> list[Animation]:
        """Return animations in which a column goes up and before the box, the bar of its weight over it."""
        annotations, (x, y) = self._annotations, (self._annotations.x(source), self.area.y)
        narrow, down = annotations.widths[source] / self.area.width, annotations.area.y - y
        part = x - annotations.widths[source] / 2 * (1 - self._weight(source))
        plays: list[Animation] = [Ride(whole, _up((x, y), down, whole.get_x()), narrow=narrow, there=True, run_time=run_time)]
        for each, start in ((rail, x), (bar, part)):
            plays.append(Flag(each, _up((start, self.lies), down, each.get_x()), narrow=narrow, run_time=run_time))
        return plays

    def _sliding(self, source: int, run_time: float) -> list[Animation]:
        """Return animations in which what is as wide as the weight goes into the box, and its bar with it."""
        bar = self.piece(self._weights[source], self.left(source))
        number = self.number(bar)
        self.pieces.append(bar)
        by = self._before - self.left(source)
        made = self.part(source)
        way = Path((self.x(source) + by, self.area.y), (self.x(source), self.area.y))
        plays: list[Animation] = [Ride(made, way, narrow=1.0, there=True, run_time=run_time)]
        over = Path((self.x(source) + by, self.lies), (self.x(source), self.lies))
        plays.append(Flag(bar, over, run_time=run_time, there=True))
        if number is not None:
            self.numbers.append(number)
            plays.append(Flag(number, over, run_time=run_time, there=True))
        return plays

    def _near(self, source: int) -> list[int]:
        """Return the words over whose columns that of a word may pass as it rises."""
        x = self._annotations.x
        return [each for each in range(self._annotations.count) if abs(x(each) - x(source)) < self.area.width / 2 + self.APART]

    def _unnumbered(self, sources: Sequence[int], run_time: float) -> list[Animation]:
        numbers = self._weighing.numbers
        return [Vanish(numbers[source], run_time=run_time) for source in sources if source in numbers]

    def renumbered(self, run_time: float) -> list[Animation]:
        """Return animations in which the numbers of all weights are over their columns again."""
        return [Appear(number, run_time=run_time) for number in self._weighing.renew()]

    def take_rest(self, run_time: float) -> Iterator[Play]:
        """Let the columns of all words that are not told become as narrow as their weights, and ride into the box together."""
        theme, made = self._theme, dict[int, Slice]()
        plays = self._unnumbered(self.rest, 0.2 * run_time)
        plays += [Extend(self._wire(source), run_time=0.4 * run_time) for source in self.rest]
        for source in self.rest:
            lit = made[source] = self._annotations.part(source, self._weight(source))
            column = self._annotations.columns[source]
            parts = [cell.patch for cell in lit.cells], [cell.patch for cell in column.cells]
            plays += [Shade(column, theme.dimmed, run_time=0.2 * run_time), Arrive(lit, *parts, run_time=0.4 * run_time)]
        yield Play(plays)
        rides: list[Animation] = []
        for source, lit in made.items():
            x, narrow = float(lit.get_x()), self._annotations.widths[source] / self.area.width
            way = _up((x, self.area.y), self._annotations.area.y - self.area.y, self.x(source))
            rides.append(Ride(self.part(source), way, narrow=narrow, there=True, run_time=0.4 * run_time))
        yield Play(rides, replaced=list(made.values()))
        bar = self.rest_piece()
        self.pieces.append(bar)
        yield Play([Grow(bar, "left", run_time=0.2 * run_time), Appear(self.rest_name(), run_time=0.2 * run_time)])

    def even(self, context: Readings, run_time: float) -> Iterator[Play]:
        """Let every row of the box level out to one number: it is one column, and what it was made of is told no more."""
        gone: list[VMobject] = [self.gauge, *self.pieces, *self.names, *self.numbers, *self._wires]
        leaving = [Vanish(each, run_time=self._theme.quick) for each in gone]
        named = Appear(self.letter, run_time=run_time, window=(0.7, 1.0))
        yield Play([*leaving, self.level(context, run_time), named], replaced=list(self.parts.values()))


def _up(at: Point, down: float, end: float) -> Path:
    """Return the way from ``down`` below a place up to it, and from there to ``end``."""
    return Path((at[0], at[1] + down), at, (float(end), at[1]))

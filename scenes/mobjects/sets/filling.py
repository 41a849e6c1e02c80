"""How a context vector is filled: weights come down to their columns, and parts of these ride into its box one by one."""

from collections.abc import Iterator, Sequence

from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.blending import Flag
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Extend, Grow, Light, Path, Travel
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.annotations import Annotations
from scenes.mobjects.sets.blend import Blend
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator, Point, Wire

__all__ = ["BUS", "COLUMNS", "CONTEXT", "ROW", "Filling", "drop_to"]

COLUMNS = (-2.4, -0.4)
"""The lower and the upper end of the columns."""
BUS, TIMES, ROW = 1.14, -0.1, 2.76
"""The heights of the wire into the box, of the operators, and of the weights."""
CONTEXT = Area(2.85, 5.1, 0.14, 2.14)
"""The box of the context vector."""


def drop_to(annotations: Annotations, source: int, *, theme: Theme) -> Wire:
    """Return the wire along which a weight comes down to its column."""
    x = annotations.x(source)
    return Wire((x, ROW - 0.24), (x, COLUMNS[1] + 0.04), theme=theme, width=theme.thin, tip=False)


class Filling(Blend):
    """A blend with all that fills it: an operator over each column that is told, and wires into the box.

    ``cells`` of weights are what comes down; ``told`` has the words in the order in which they come, the first at the right end.
    ``times`` are the operators, ``row`` are the weights as cells.
    """

    def __init__(
        self,
        annotations: Annotations,
        words: Readings,
        weights: Readings,
        told: Sequence[int],
        row: Sequence[Swatch],
        *,
        others: Reading,
        theme: Theme,
    ) -> None:
        super().__init__(annotations, words, weights, tuple(told)[::-1], CONTEXT, others=others, theme=theme)
        self.row = list(row)
        self.times = {
            source: Operator("times", (annotations.x(source), TIMES), theme=theme, colour="looks") for source in self.told
        }

    @property
    def things(self) -> list[VMobject]:
        """All that is there of it, but the numbers that it became."""
        box = [self.frame, self.gauge, self.letter]
        return [*self.times.values(), *box, *self.pieces, *self.names, *self.numbers]

    def open(self, end: Sequence[Point], run_time: float) -> tuple[Wire, list[Animation]]:
        """Return the wire from the box to where it ``end``s, through points, and animations in which both come in."""
        wire = Wire((CONTEXT.right + 0.03, BUS), *end, theme=self._theme, colour="looks")
        box = [Appear(each, run_time=run_time) for each in (self.frame, self.gauge, self.letter)]
        return wire, [*box, Extend(wire, run_time=run_time)]

    def _wire(self, source: int) -> Wire:
        """Return the wire from a column, through its operator if it has one, into the box."""
        told, theme = source in self.times, self._theme
        x, start = self._annotations.x(source), TIMES + Operator.RADIUS
        if not told:
            x, start = self.leaves(source), COLUMNS[1] + 0.04
        thin = None if told else theme.thin
        return Wire((x, start), (x, BUS), (CONTEXT.left - 0.03, BUS), theme=theme, colour="looks", width=thin)

    def take(self, source: int, run_time: float) -> Iterator[Play]:
        """Let a weight drop to the operator over its column, and that part of the column ride into the box."""
        theme, x, operator = self._theme, self._annotations.x(source), self.times[source]
        column = self._annotations.columns[source]
        yield Play([Extend(self._wire(source), run_time=0.2 * run_time), Appear(operator, run_time=0.2 * run_time)])
        drop = self.row[source].copy().move_to((x, TIMES, 0))
        yield Play([Travel(drop, Path((x, ROW), (x, TIMES)), end=0.6, leaves=True, run_time=0.3 * run_time)])
        lit = self._annotations.part(source, self._weight(source))
        light = Light(operator, theme, run_time=0.15 * run_time)
        yield Play([light, Shade(column, theme.dimmed, run_time=0.12 * run_time), Grow(lit, "left", run_time=0.15 * run_time)])
        riding = [*self.ride(source, [(x, COLUMNS[1]), (x, BUS)], 0.4 * run_time), *self._beside(source, 0.4 * run_time)]
        number, name = self.number(self.pieces[-1]), self.name(phrase("{word}", word=self._words[source]), self.x(source))
        yield Play([*riding, Shade(column, 1.0, run_time=0.4 * run_time)], replaced=[lit], then=self._coming(number, name))

    def _coming(self, *shown: VMobject | None) -> list[Animation]:
        return [Appear(each, run_time=self._theme.quick) for each in shown if each is not None]

    def _beside(self, source: int, run_time: float) -> list[Animation]:
        """Return animations in which a word's piece of the bar of one rides over its part, and its weight beside it."""
        theme, x, end = self._theme, self._annotations.x(source), self.x(source)
        bar, high = self.piece(source), self.lies - CONTEXT.y
        self.pieces.append(bar)
        whole, middle = self._annotations.widths[source], self._annotations.area.y + self.lies - CONTEXT.y
        way = Path((self.leaves(source), middle), (x, middle + 0.3), (x, BUS + high), (end, BUS + high))
        riding = Flag(bar, way, narrow=whole / CONTEXT.width, run_time=run_time)
        said = Label(phrase("× {weight:2}", weight=self._weights[source]), theme=theme, size=theme.small, colour="looks")
        aside, at = whole / 2 + said.width / 2 + 0.1, BUS + 0.55
        beside = Path((x - aside, TIMES + 0.1), (x - aside, at), (end - float(bar.width) / 2 - float(said.width) / 2 - 0.12, at))
        return [riding, Flag(said.sit_amid(*beside.end), beside, leaves=True, run_time=run_time)]

    def take_rest(self, run_time: float) -> Iterator[Play]:
        """Let the parts of all words that are not told ride into the box together."""
        yield Play([Extend(self._wire(source), run_time=0.25 * run_time) for source in self.rest])
        ways = {source: [(self.leaves(source), COLUMNS[1]), (self.leaves(source), BUS)] for source in self.rest}
        yield Play([ride for source, way in ways.items() for ride in self.ride(source, way, 0.55 * run_time)])
        bar = self.rest_piece()
        self.pieces.append(bar)
        shown = self.number(bar), self.name(Phrase("others", "others"), float(bar.get_x()))
        yield Play([Grow(bar, "left", run_time=0.2 * run_time)], then=self._coming(*shown))

    def even(self, context: Readings, run_time: float) -> Iterator[Play]:
        """Let every row of the box level out to one number."""
        yield Play([self.level(context, run_time)], replaced=list(self.parts.values()))

"""How a context vector is filled: columns ride before its box, become as narrow as their weights, slide in, and level out."""

from collections.abc import Iterator, Sequence

from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.blending import Flag, Ride
from scenes.mobjects.motion import Appear, Arrive, Shade, Vanish, ease
from scenes.mobjects.moves import Grow, Path
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Phrase, Reading, Readings
from scenes.mobjects.sets.annotations import Annotations, Slice
from scenes.mobjects.sets.blend import Blend
from scenes.mobjects.sets.weighing import Weighing
from scenes.mobjects.text import settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["BOX", "COLUMNS", "MIDDLE", "Filling", "past_the_box"]

COLUMNS = (-2.25, -0.4)
"""The lower and the upper end of the columns."""
BOX = (0.12, 1.97)
"""The lower and the upper end of the box of the context vector, which is as high as they are."""
MIDDLE = 2.95
"""The x of its middle."""
ROUND, PAST = 2.3, 0.14
"""The height at which a way from above turns aside to get past it, and how far from its side it goes on down."""


class Filling(Blend):
    """A blend with all that fills it: columns ride before the box, which is as wide as they are, their weights over them.

    There a column becomes as narrow as its weight, and slides in. ``told`` are the words that come one by one, ``weighing`` are
    the weights over the columns. ``sign``
    names the box from within until something comes into it.
    """

    BEFORE = 0.3  # the box, and a column before it

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
        half = annotations.wide / 2
        super().__init__(annotations, words, weights, told, Area(MIDDLE - half, MIDDLE + half, *BOX), others=others, theme=theme)
        self._weighing = weighing
        self._before = self.area.left - self.BEFORE - self.area.width  # the left end of a column before the box
        self._marks: list[VMobject] = []
        self.sign = settled(Phrase("c", "c"), theme=theme, size=theme.title, room=self.area.width - 0.06, colour="looks")
        self.sign.sit_amid(self.area.x, self.area.y)

    def take(self, source: int, run_time: float) -> Iterator[Play]:
        """Let a column ride before the box, become as narrow as its weight, and slide in."""
        theme, weight, y = self._theme, self._weight(source), self.area.y
        wide, left = self.area.width, self._before
        whole = self._annotations.part(source, 1.0, at=(left + wide / 2, y), wide=wide)
        bar, rail = self.piece(self.weights[source], left), self.gauge.copy().move_to((left + wide / 2, self.lies, 0))
        number, old = self.number(bar), self._weighing.numbers.get(source)
        high = number.copy().set_x(left + wide / 2)
        there: list[VMobject] = [old] if old is not None else []
        opening = [] if self.pieces else [Appear(self.gauge, run_time=0.1 * run_time)]
        dims = Shade(self._annotations.columns[source], theme.dimmed, run_time=0.3 * run_time)
        yield Play([*opening, *self._rising(source, whole, (rail, bar, *([high] if there else [])), 0.4 * run_time), dims], there)
        empty = [] if self.pieces else [Vanish(self.sign, run_time=0.3 * run_time)]
        narrow = self._annotations.part(source, weight, at=(left + weight * wide / 2, y), wide=wide)
        cells = [cell.patch for cell in narrow.cells], [cell.patch for cell in whole.cells]
        way = Path((high.get_x(), high.get_y()), (bar.get_x(), high.get_y()))
        aside = Flag(number, way, there=True, run_time=0.3 * run_time) if there else Appear(number, run_time=0.2 * run_time)
        narrows = Arrive(narrow, *cells, run_time=0.3 * run_time)
        yield Play([narrows, Vanish(rail, run_time=0.3 * run_time), aside, *empty], [whole, high])
        name = self.name(source)
        after = [Appear(name, run_time=theme.quick)] if name is not None else []
        yield Play(self._sliding(source, 0.3 * run_time), replaced=[narrow, bar, number], then=after)

    def _rising(self, source: int, whole: Slice, carried: Sequence[VMobject], run_time: float) -> list[Animation]:
        """Return animations in which a column goes up from its place, and then aside, and what is carried over it."""
        annotations, middle = self._annotations, float(whole.get_x())
        x, narrow = annotations.x(source), annotations.widths[source] / self.area.width
        way = _up((x, self.area.y), annotations.area.y - self.area.y, middle)
        plays: list[Animation] = [Ride(whole, way, narrow=narrow, there=True, run_time=run_time)]
        for each in carried:
            start, y = x + narrow * (float(each.get_x()) - middle), float(each.get_y())
            over = _up((start, y), self._weighing.y - self.lies, float(each.get_x()))
            plays.append(Flag(each, over, narrow=narrow, there=True, run_time=run_time))
        return plays

    def _sliding(self, source: int, run_time: float) -> list[Animation]:
        """Return animations in which what is as wide as the weight goes into the box, and its bar with it."""
        bar = self.piece(self.weights[source], self.left(source))
        by = self._before - self.left(source)
        self.pieces.append(bar)
        plays: list[Animation] = [self._slide(self.part(source), self.x(source), by, run_time)]
        plays.append(Flag(bar, _along(bar, by), run_time=run_time, there=True))
        number = self.numbered(bar)
        if number is not None:
            way = Path((bar.get_x() + by, number.get_y()), (number.get_x(), number.get_y()))
            plays.append(Flag(number, way, run_time=run_time, there=True))
        return plays

    def _slide(self, part: Slice, x: float, by: float, run_time: float) -> Ride:
        """Return the animation in which a part of the box comes from where it is, ``by`` further, before the box."""
        return Ride(part, Path((x + by, self.area.y), (x, self.area.y)), narrow=1.0, there=True, run_time=run_time)

    def renumbered(self, run_time: float) -> list[Animation]:
        """Return animations in which the numbers of all weights are over their columns again."""
        return [Appear(number, run_time=run_time) for number in self._weighing.renew()]

    def take_rest(self, run_time: float) -> Iterator[Play]:
        """Let the columns of all words that are not told rise, fold into one strip before the box, and slide in as one."""
        annotations, (y, wide) = self._annotations, (self.area.y, self.area.width)
        wholes = [
            annotations.part(source, 1.0, at=(annotations.x(source), y), wide=annotations.widths[source]) for source in self.rest
        ]
        yield Play([ride for whole in wholes for ride in self._lifted(whole, 0.2 * run_time)])
        by = self._before - self.area.left
        folded, folds = list[Slice](), list[Animation]()
        for source, whole in zip(self.rest, wholes, strict=True):
            made = annotations.part(source, self._weight(source), at=(self.x(source) + by, y), wide=wide)
            way = Path((whole.get_x(), y), (made.get_x(), y))
            full = annotations.widths[source] / made.width
            folds.append(Ride(made, way, narrow=full, there=True, rate_func=ease, run_time=0.5 * run_time))
            folded.append(made)
        self._marks = list(self.strip())
        waiting = [mark.copy().shift((by, 0, 0)) for mark in self._marks]
        shown = [Appear(mark, window=(0.7, 1.0), run_time=0.5 * run_time) for mark in waiting]
        yield Play([*folds, *shown], replaced=wholes)
        slides: list[Animation] = [self._slide(self.part(source), self.x(source), by, 0.3 * run_time) for source in self.rest]
        slides += [Flag(mark, _along(mark, by), there=True, run_time=0.3 * run_time) for mark in self._marks]
        bar = self.rest_piece()
        self.pieces.append(bar)
        yield Play(slides, replaced=[*folded, *waiting], then=[Grow(bar, "left", run_time=self._theme.quick)])

    def _lifted(self, whole: Slice, run_time: float) -> list[Animation]:
        """Return the animation in which a column goes straight up."""
        x, down = float(whole.get_x()), self._annotations.area.y - self.area.y
        return [Ride(whole, _up((x, self.area.y), down, x), narrow=1.0, there=True, run_time=run_time)]

    def even(self, context: Readings, run_time: float) -> Iterator[Play]:
        """Let every row of the box level out to one number: it is one column, and what it was made of is told no more."""
        gone: list[VMobject] = [self.gauge, *self.pieces, *self.names, *self.numbers, *self._marks]
        leaving = [Vanish(each, run_time=self._theme.quick) for each in gone]
        named = Appear(self.letter, run_time=run_time, window=(0.7, 1.0))
        yield Play([*leaving, self.level(context, run_time), named], replaced=list(self.parts.values()))


def past_the_box(x: float, wide: float) -> list[Point]:
    """Return the corners of a way down from ``x`` that would cross the box, so ``wide``: it goes past on the right then."""
    aside = MIDDLE + wide / 2 + PAST
    return [(x, ROUND), (aside, ROUND)] if abs(x - MIDDLE) < aside - MIDDLE else []


def _up(at: Point, down: float, end: float) -> Path:
    """Return the way from ``down`` below a place up to it, and from there to ``end``."""
    return Path((at[0], at[1] + down), at, (float(end), at[1]))


def _along(thing: VMobject, by: float) -> Path:
    """Return the way of a thing to its home from ``by`` further along its row."""
    x, y = float(thing.get_x()), float(thing.get_y())
    return Path((x + by, y), (x, y))

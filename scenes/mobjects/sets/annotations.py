"""The annotations of a sentence: a column for each word, with its name under it; and parts of columns, as wide as a weight.

Columns say what they hold by colour alone; a number is printed where it is used.
"""

from collections.abc import Sequence

from manim import Animation

from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear, Arrive, Vanish
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.columns import Columns
from scenes.mobjects.shapes import Box, Bundle
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch

__all__ = ["Annotations", "Column", "Slice", "Slots", "Staggered", "framed"]


class Column(Bundle):
    """Some numbers of a vector as cells from the top down, ``cells``, in a ``box`` in the colour of a role."""

    ROOM = 0.03

    def __init__(self, cells: Sequence[Swatch], *, theme: Theme, colour: str = "source") -> None:
        super().__init__()
        self.cells = list(cells)
        body = Bundle(*cells)
        self.box = Box(
            width=body.width + 2 * self.ROOM,
            height=body.height + 2 * self.ROOM,
            corner_radius=0.06,
            stroke_color=theme.colour(colour),
            stroke_width=theme.thin,
        ).move_to(body)
        self.add(*cells, self.box)


class Slice(Bundle):
    """A part of a column: the same cells, as wide as a weight says; ``source`` is of which word."""

    def __init__(self, source: int, cells: Sequence[Swatch]) -> None:
        super().__init__()
        self.source, self.cells = source, list(cells)
        self.add(*cells)


class Slots(Columns):
    """Where columns are that may be narrow, or far apart: at even distances, as far as their names allow it."""

    LEAST, WIDEST, GAP = 0.6, 1.7, 0.14
    FULL, PART = 1.08, 0.88  # how wide a column is, at the most and of its pitch

    def _spread(self, needs: dict[int, float], room: float) -> dict[int, float]:
        left, count, level = room, len(needs), 0.0
        for need in sorted(needs.values(), reverse=True):
            if need < (level := left / count):
                break
            left, count = left - need, count - 1
        return {each: max(need, min(level, self.WIDEST)) for each, need in needs.items()}

    def widths(self) -> tuple[float, list[float]]:
        """Return how wide columns with a name are, all alike, and how wide each one is: those without may be slimmer."""
        wide = min(self.FULL, self.PART * min(self.pitches[each] for each in self.wide))
        return wide, [min(wide, pitch * self.PART) for pitch in self.pitches]


class Staggered(Slots):
    """Slots whose names stand in two rows by turns, where one has no room for all of them and two have."""

    CLOSEST, OUT, DROP = 0.5, 0.3, 0.26  # columns at the closest; how far out a name may stand; from one row to the other

    def _staggered(self, names: Sequence[Label]) -> bool:
        pitch, halves = (self.right - self.left) / self.count, [float(name.width) / 2 for name in names]
        beside = zip(halves, halves[2:], strict=False)  # the next one in the same row
        fits = all(one + other + self.GAP <= 2 * pitch for one, other in beside)
        self.two = (
            len(self.wide) < self.count and pitch >= self.CLOSEST and fits and max(halves[0], halves[-1]) <= pitch / 2 + self.OUT
        )
        return self.two

    def drop(self, source: int) -> float:
        """Return how far below the others the name of a word is: every other one is, if there are two rows."""
        return self.DROP * (self.two and source % 2)


class Annotations:
    """All annotations, ``(source, annotation)``, in ``area``: ``units`` of each as a column, each word's name below.

    ``weights`` say whose names come first where there is no room for all. ``columns`` are the columns, ``names`` the names.
    All columns with a name are ``wide``, the others may be slimmer.
    """

    BELOW = 0.27  # how far a name is below

    def __init__(
        self,
        words: Readings,
        values: Readings,
        units: Sequence[int],
        area: Area,
        *,
        weights: Sequence[float],
        known: Sequence[bool],
        theme: Theme,
    ) -> None:
        self.units, self._values, self._theme = tuple(units), values, theme
        sizes = theme.small, theme.numeral
        self.slots = Staggered(words, weights, area.left, area.right, theme=theme, sizes=sizes)
        self.area = area.inset(bottom=max(map(self.slots.drop, range(len(words)))))
        self.count = len(words)
        self.high = self.area.height / len(self.units)
        self.wide, self.widths = self.slots.widths()
        self.columns = [self._column(source) for source in range(self.count)]
        self.names = self.slots.sit(self.area.bottom - self.BELOW, known)

    def value(self, source: int, unit: int) -> Reading:
        """Return a number of an annotation."""
        return self._values.row(source)[unit]

    def x(self, source: int) -> float:
        """Return the middle of a word's column."""
        return self.slots.x(source)

    def y(self, unit: int) -> float:
        """Return the middle of the row of a number of annotations, one of those told."""
        return self.area.top - (self.units.index(unit) + 0.5) * self.high

    def _cells(self, source: int, x: float, y: float, wide: float) -> list[Swatch]:
        cells = []
        for number, unit in enumerate(self.units):
            size = wide, self.high
            cell = swatch(self.value(source, unit), notation=NOTATION, theme=self._theme, size=size, numeral=False)
            cells.append(cell.shift((x, y + ((len(self.units) - 1) / 2 - number) * self.high, 0)))
        return cells

    def _column(self, source: int) -> Column:
        cells = self._cells(source, self.x(source), self.area.y, self.widths[source])
        for cell in cells:
            placed(cell.patch, lambda index: (self.x(index[0]), self.y(index[1])))
        return Column(cells, theme=self._theme)

    def shrinking(self, before: "Annotations", run_time: float) -> list[Animation]:
        """Return animations in which columns and names come from where they were ``before``, in others of the sentence.

        Names that were not there before come in, and those that have no room now go.
        """
        here, there = self.slots, before.slots
        both = [source for source in here.names if source in there.names]
        homes, starts = ([each for source in both for each in slots.named(source)] for slots in (here, there))
        moves: list[Animation] = [
            Arrive(home, [home], [start], run_time=run_time) for home, start in zip(homes, starts, strict=True)
        ]
        for slots, change, window in ((here, Appear, (0.9, 1.0)), (there, Vanish, (0.0, 0.1))):
            others = [source for source in slots.names if source not in both]
            moves += [change(each, window=window, run_time=run_time) for source in others for each in slots.named(source)]
        for column, old in zip(self.columns, before.columns, strict=True):
            parts, places = ([*(cell.patch for cell in each.cells), each.box] for each in (column, old))
            moves.append(Arrive(column, parts, places, run_time=run_time))
        return moves

    def part(self, source: int, weight: float, *, at: tuple[float, float], wide: float) -> Slice:
        """Return a part of a column at the middle ``at``: ``weight`` of ``wide``."""
        return Slice(source, self._cells(source, *at, max(weight * wide, 1e-6)))

    def lens(self, source: int, unit: int) -> Box:
        """Return the frame around one number of a word's column."""
        return framed(self.x(source), self.y(unit), self.widths[source], self.high, theme=self._theme)


def framed(x: float, y: float, wide: float, high: float, *, theme: Theme) -> Box:
    """Return the frame of what one looks at, around a cell."""
    box = Box(width=wide + 0.1, height=high + 0.04, corner_radius=0.06, stroke_color=theme.focus, stroke_width=theme.stroke)
    return box.move_to((x, y, 0))

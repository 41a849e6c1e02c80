"""What was measured of two networks, one measure after the other in one large picture: a row for each of them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import unit_for
from scenes.mobjects.dots import Bricks
from scenes.mobjects.motion import Appear, Reveal
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.dot_column import BESIDE, EDGE, LARGE, Column, Compared, Measured, headed
from scenes.mobjects.text import BOLD, Label, shrunk
from scenes.mobjects.theme import Theme

__all__ = ["MeasuredTable", "Name"]

TALL = 1.95
"""From row to row."""
COUNTED = 2.6
"""How much room numbers have behind bars."""
UNDER, AIR = 0.26, 0.12
"""How far below a brick it is said what it is of, and how much narrower than the brick that is."""
LAG, LAID = 0.8, 0.85
"""How much later the next brick comes, as a part of the time that one takes; after which part of the time all are there."""


class Name(Label):
    """What a kind of cell is called, where the study has the kind."""

    def __init__(self, reading: Reading, said: str | Phrase, **look: Any) -> None:
        self.reading, self._said = reading, {str(reading.value): said if isinstance(said, str) else said.text}
        super().__init__(said, **look)

    def displays(self) -> Iterator[Display]:
        """Yield the kind of cell, with what it is called."""
        yield from super().displays()
        yield Display(self.reading, "name", self.text, lambda value: self._said.get(value, ""))


class MeasuredTable:
    """All that was measured of two networks, one below the other from ``top`` downward; pictures are in an area right of names.

    ``counted`` is the measure that is the same in every run: a bar of ``bricks`` with a ``number``; ``columns`` are the
    others, of so many ``pairs`` of runs. ``parts`` says by row what each brick is of: it is written below, if each has a name.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        rows: Sequence[Compared],
        counted: Measured,
        measures: Sequence[Measured],
        *,
        parts: Sequence[Sequence[str]],
        blocks: str,
        pairs: Reading,
        theme: Theme,
        left: float,
        right: float,
        top: float,
    ) -> None:
        self._read, self._theme, self._counted, self.rows = read, theme, counted, rows
        heights = [top - TALL * number for number in range(len(rows))]
        self._heights = {row.cell: y for row, y in zip(rows, heights, strict=True)}
        self._area = area = Area(left, right, heights[-1] - LARGE.thick / 2, top + LARGE.thick / 2)
        self.names = self._named()
        self.columns = [Column(read, measure, rows, heights, area, theme, pairs) for measure in measures]
        unit = unit_for(area.width - COUNTED, np.array([float(read(counted.key)[row.cell].value) for row in rows]))
        self.bricks = [self._bricks(row, blocks, unit) for row in rows]
        self.parts = [self._parts(*each) for each in zip(parts, rows, self.bricks, strict=True)]
        self.numbers = [self._number(row, bar) for row, bar in zip(rows, self.bricks, strict=True)]
        self.head = headed(counted.head, area, top, theme)

    def _at(self, index: tuple[int, ...]) -> float:
        return self._heights[index[0]]

    def _named(self) -> list[Name]:
        """Return the names of all networks in their rows, in a smaller size if one has no room beside what is measured."""
        theme = self._theme
        for each in (1.2 * theme.title, theme.title, theme.caption, theme.label, theme.small):
            names = [self._name(row, each) for row in self.rows]
            if max(float(name.get_right()[0]) for name in names) <= self._area.left - BESIDE:
                break
        return names

    def _name(self, row: Compared, size: float) -> Name:
        look: Mapping[str, Any] = {"theme": self._theme, "size": size, "weight": BOLD, "colour": row.role}
        name = Name(self._read("cell")[row.cell], row.name, **look).sit_amid(EDGE, self._heights[row.cell], -1)
        return placed(name, lambda index: (EDGE, self._at(index)), -1)

    def _bricks(self, row: Compared, blocks: str, unit: float) -> Bricks:
        count, number, y = self._read(self._counted.key)[row.cell], self._read(blocks)[row.cell], self._heights[row.cell]
        left, paint = self._area.left, self._theme.colour(row.role)
        bricks = Bricks(count, number, unit=unit, height=LARGE.thick, left=left, y=y, paint=paint)
        return placed(bricks, lambda index: (left, self._at(index)), -1)

    def _parts(self, parts: Sequence[str], row: Compared, bar: Bricks) -> list[Label]:
        """Return below each brick what it is of."""
        if len(parts) != len(bar):
            return []
        room, y = float(bar[0].width) - AIR, self._heights[row.cell] - LARGE.thick / 2 - UNDER
        look: dict[str, Any] = {"theme": self._theme, "room": room, "colour": "muted"}
        size = min(float(shrunk(each, size=self._theme.caption, **look).style[1]) for each in parts)
        pairs = zip(parts, bar, strict=True)
        return [stays(shrunk(each, size=size, **look).sit_amid(float(brick.get_x()), y)) for each, brick in pairs]

    def _number(self, row: Compared, bar: VMobject) -> Label:
        said, theme = phrase("{count:0}", count=self._read(self._counted.key)[row.cell]), self._theme
        label = Label(said, theme=theme, size=1.2 * theme.title, weight=BOLD)
        label.sit_amid(float(bar.get_right()[0]) + BESIDE, self._heights[row.cell], -1)
        return placed(label, lambda index: (None, self._at(index)))

    @property
    def counts(self) -> list[VMobject]:
        """All that there is of the measure that is counted."""
        return [self.head, *self.bricks, *(each for parts in self.parts for each in parts), *self.numbers]

    def builds(self, run_time: float) -> list[Animation]:
        """Return the animations in which bars of what is counted are laid, brick by named brick, and then their numbers come."""
        moves: list[Animation] = [Appear(each, run_time=run_time, window=(0.75, 1.0)) for each in self.numbers]
        for bar, parts in zip(self.bricks, self.parts, strict=True):
            moves.append(Reveal(bar, list(bar), lag=LAG, run_time=run_time, window=(0.0, LAID)))
            long = LAID / (1 + LAG * (len(bar) - 1))
            starts = (long * LAG * number for number in range(len(parts)))
            moves += [Appear(each, run_time=run_time, window=(at, at + long)) for each, at in zip(parts, starts, strict=True)]
        return moves

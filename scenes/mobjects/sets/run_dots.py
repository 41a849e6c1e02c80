"""What trainings of several kinds of networks came to at one place of an axis: a column of dots for each kind, side by side."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import SHARES, Across, Heights, Spot
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.places import kept_for, placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.measured_table import Name
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme

__all__ = ["RunDots", "Traced"]

RADIUS, STEP, FILLED = 0.1, 0.2, 0.8
"""How large a dot is; how far apart those of one kind are, if as many fit in that part of a column."""
OVER, UNDER, BESIDE = 0.46, 0.4, 0.16
"""How far above the area its title is, and below it names; and from the area to what is on its left."""
LATE = 0.5
"""When the last training sets out, as a share of the time that all take."""


class Traced(NamedTuple):
    """A kind of network that is shown: its ``place`` in the study, before the axis and the runs, its ``name``, its colour's role.

    ``named`` is the coordinate that says what kind it is, such as that of the axis "cell".
    """

    place: tuple[int, ...]
    named: Reading
    name: str | Phrase
    role: str


class RunDots:
    """The shares that trainings came to at the coordinate numbered ``at`` of an axis, by kind and run, in an ``area``.

    ``read`` reads a ``measure`` of the study at the place of a row. The ``order`` has the numbers of rows from left to right.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        measure: str,
        rows: Sequence[Traced],
        at: int,
        area: Area,
        *,
        order: Sequence[int],
        title: Phrase,
        theme: Theme,
    ) -> None:
        self._theme, self.rows, self.at, self.area, self._order = theme, tuple(rows), at, area, tuple(order)
        self.heights = Heights.of_shares(area)
        self.dots = [self._dots(row, read(measure, *own.place).row(at)) for row, own in enumerate(rows)]
        self.names = [self._name(row) for row in range(len(rows))]
        label = Label(title, theme=theme, size=theme.caption, weight=BOLD)
        self.title = kept_for(label.sit_amid(area.x, area.top + OVER), at)
        self.lines = VGroup(*(self._line(float(end.value)) for end in SHARES.flat()))

    def x(self, row: int) -> float:
        """Return the middle of the column of a row."""
        return self.area.left + self.area.width * (self._order.index(row) + 0.5) / len(self.rows)

    def _line(self, value: float) -> Line:
        y, look = self.heights.y(value), {"stroke_color": self._theme.line, "stroke_width": self._theme.thin}
        return Line((self.area.left, y, 0), (self.area.right, y, 0), **look).set_z_index(-3)  # type: ignore[arg-type]

    def _dots(self, row: int, values: Readings) -> list[Spot]:
        runs, place = len(values), (*self.rows[row].place, self.at)
        step = min(STEP, FILLED * self.area.width / len(self.rows) / runs)

        def x(index: tuple[int, ...]) -> float:
            return self.x(row) + step * (index[-1] - (runs - 1) / 2)

        look: dict[str, Any] = {"heights": self.heights, "paint": self._theme.colour(self.rows[row].role)}
        radius = min(RADIUS, 0.45 * step)
        return [
            placed(Spot(each, x=x(each.index), radius=radius, **look), lambda index: ({place: x(index)}[index[:-1]], None))
            for each in values.flat()
        ]

    def _name(self, row: int) -> Name:
        own = self.rows[row]
        name = Name(own.named, own.name, theme=self._theme, size=self._theme.label, weight=BOLD, colour=own.role)
        return stays(name.sit_amid(self.x(row), self.area.bottom - UNDER))

    def numbers(self) -> list[VMobject]:
        """Return what is on the left of the area: nought and one."""
        look: dict[str, Any] = {"theme": self._theme, "colour": "muted"}
        left = self.area.left - BESIDE
        ends = [(Label(phrase("{end:0}", end=each), **look), float(each.value)) for each in SHARES.flat()]
        return [stays(label.sit_amid(left, self.heights.y(value), 1)) for label, value in ends]

    def level(self, value: Reading) -> Across:
        """Return a line over the area at the height of a value."""
        return Across(value, heights=self.heights, area=self.area, theme=self._theme).set_z_index(-3)

    # -- what happens ------------------------------------------------------------------------------------------------------

    def rises(self, row: int, run_time: float) -> list[Animation]:
        """Return animations in which the dots of a row go up from nought, one after the other, as high as their shares."""
        made: list[Animation] = []
        for number, dot in enumerate(self.dots[row]):
            (x, y), late = dot.get_center()[:2].tolist(), LATE * number / max(len(self.dots[row]) - 1, 1)
            made.append(Travel(dot, Path((x, self.area.bottom), (x, y)), window=(late, late + 1 - LATE), run_time=run_time))
        return made

"""Sliders: each unit between its old value and a new one, at the place that a gate says; what is there is the mixture."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, ClassVar

import numpy as np
from manim import Animation, Line, Rectangle, VGroup

from scenes.mobjects.bars import Pillar
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Grow, Path, glide
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import named, of_one, placed, stays
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch

__all__ = [
    "BEHIND",
    "FOOT",
    "GATE",
    "LAG",
    "MIXTURE",
    "SIZES",
    "SMALL",
    "TOP",
    "Hanging",
    "Scale",
    "Sliders",
    "lettered",
    "part_of",
    "turns",
]

TOP, FOOT = 1.5, -0.56
"""Heights: where a mixture is all old, and where it is all new."""
WIDEST, ROOM = 2.6, 11.4
"""The width of a column at most, and that of all."""
GATE, MIXTURE, SIZES = -0.56, 0.56, (0.8, 0.8)
"""From a track to the value of its gate, and to the mixture, at the height of the handle; and how large these cells are."""
LARGE, ASIDE, MORE = 1.1, 0.7, 0.26
"""Of the unit that is followed: how large its mixture is, and how far from its track; how much wider its column is."""
THICK, HANDLE = 0.2, (0.1, 0.06)
"""How wide a bar on a track is, and either part of the handle at its end."""
MARGIN, LETTER = 0.5, -6.25
"""From the last mixture to what is said of the ends of the tracks; the x of the letter of the gate."""
BLANK, CAP = 0.1, 0.4
"""From what is counted at an end of the tracks to what is there; and how wide either end of a track is."""
LAG = 0.6
"""How much later the next unit sets out, of those that go one after the other, as a part of the time that each takes."""
BEHIND, SMALL, GROWN = -1, 0.35, 0.7
"""The layer of copies on their way, which come out from behind what they are copied from, and cover nothing; how large they are
there, and after which share of the way they are as large as mixtures."""
MEETING, MERGED = (0.55, 0.75), 0.45
"""In which part of its time what is old and what is new shrink into one another, and how large they are then."""


class Hanging(Pillar):
    """A bar that hangs from a ``floor`` above it, as long as a value times ``unit``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shift((0, -self.height, 0))

    @property
    def foot(self) -> float:
        """The y of its upper end, which is to be ``home``."""
        return float(self.get_top()[1])


class Scale:
    """A gate on the tracks, whose units ``x`` places: its values, ``cells``, and bars that begin at one end of them.

    They stand on the foot if the gate ``keeps`` what is above, and hang from the top if it admits what is below, in the colour of
    a role, if not that of the gate. ``said`` is its letter, as ``high`` as what it names, and what nought and one mean: the
    colours of both ``ends``, old and new, are those of what is there.
    """

    def __init__(
        self,
        row: Row,
        x: Callable[[int], float],
        right: float,
        *,
        keeps: bool,
        ends: tuple[str, str],
        notation: Notation,
        theme: Theme,
        paint: str | None = None,
        high: float | None = None,
    ) -> None:
        kind, self.edge = (Pillar, "bottom") if keeps else (Hanging, "top")
        self.row, self.keeps, self.first = row, keeps, FOOT if keeps else TOP
        role = row.quantity.role
        look: dict[str, Any] = {"unit": TOP - FOOT, "width": THICK, "floor": self.first, "paint": theme.colour(paint or role)}
        self.bars = {
            unit: placed(kind(row.values_shown[unit], x=x(unit), **look), of_one(row.values_shown, lambda unit: (x(unit), None)))
            for unit in row.units
        }
        self.cells = {unit: row.fresh(unit).scale(SIZES[0]).move_to((x(unit) + GATE, row.at[1], 0)) for unit in row.units}
        for cell in self.cells.values():
            placed(cell.patch, of_one(row.values_shown, lambda unit: (x(unit) + GATE, None)))
        nought, one = Readings("scale.share", (), np.array(SCALE_ENDS["scale.share"])).flat()
        self.said = VGroup(lettered(row, row.at[1] if high is None else high, notation=notation, theme=theme))
        counts = (one, nought) if keeps else (nought, one)
        for y, end, says, colour in zip((TOP, FOOT), counts, ("old", "new"), ends, strict=True):
            number = Label(phrase("{end:0}:", end=end), theme=theme, size=theme.label, colour=role).sit_amid(right, y, -1)
            after = float(number.get_right()[0]) + BLANK
            said = Label(says, theme=theme, size=theme.label, colour=colour).sit_amid(after, y, -1)
            self.said.add(stays(number), stays(said))

    def level(self, unit: int) -> float:
        """Return how high a unit's handle is."""
        share = float(self.row.values_shown[unit].value)
        return self.first + (1 if self.keeps else -1) * share * (TOP - FOOT)


def lettered(row: Row, high: float, *, notation: Notation, theme: Theme) -> Symbol:
    """Return the letter of a row's quantity, left of all tracks."""
    letter = Symbol(row.quantity.name, notation=notation, theme=theme, size=1.2 * theme.symbol)
    return named(stays(letter.move_to((LETTER, high, 0))), row.quantity.name)


class Sliders:
    """A track for each unit between its value in the row ``old``, above, and its value in the row ``new``, below.

    The columns are farther apart than in rows: :meth:`open` lets the cells of rows go there, ``heads`` and ``feet`` are those at
    both ends. ``gates`` are the rows of one gate, and of another way to count it, the first of which ``keeps`` what is old or
    not. ``mixtures`` are the cells of the row ``result``, at the handles; that of the ``followed`` unit is larger than in a row.
    """

    LOOK: ClassVar[dict[str, Any]] = {}
    """What differs in the looks of scales."""

    def __init__(
        self,
        old: Row,
        new: Row,
        result: Row,
        gates: Sequence[Row],
        *,
        keeps: bool,
        notation: Notation,
        theme: Theme,
        followed: int | None = None,
    ) -> None:
        self.old, self.new, self.result, self._theme = old, new, result, theme
        self._flipped, self._followed = False, followed
        self._more = 0.0 if followed is None else MORE
        self._pitch = min(WIDEST, (ROOM - self._more) / len(old.units))
        right = self.x(old.units[-1]) + MIXTURE + MARGIN + (self._more if followed == old.units[-1] else 0.0)
        ways = zip(gates, (keeps, not keeps), strict=False)
        self._ends = old.quantity.role, new.quantity.role
        look: dict[str, Any] = {"ends": self._ends, "notation": notation, "theme": theme, **self.LOOK}
        self.scales = [Scale(row, self.x, right, keeps=each, **look) for row, each in ways]
        self.handles = {unit: self._handle(unit) for unit in old.units}
        self.heads, self.feet = ({unit: self._end(row, unit) for unit in row.units} for row in (old, new))
        self.tracks = VGroup(*map(self._track, old.units))
        self.mixtures: dict[int, Swatch] = {unit: self._mixture(unit) for unit in old.units}

    def x(self, unit: int) -> float:
        """Return where a unit's track is."""
        number, count = self.old.units.index(unit), len(self.old.units)
        after = self._followed is not None and number > self.old.units.index(self._followed)
        return (number - (count - 1) / 2) * self._pitch + (self._more / 2 if after else -self._more / 2)

    def beside(self, unit: int) -> tuple[float, float]:
        """Return where, across, the mixture of a unit is, and how large."""
        aside, size = (ASIDE, LARGE) if unit == self._followed else (MIXTURE, SIZES[1])
        return self.x(unit) + aside, size

    def level(self, unit: int) -> float:
        """Return the height of a unit's handle."""
        return self.scales[0].level(unit)

    @property
    def scale(self) -> Scale:
        """The way to count the gate that comes first."""
        return self.scales[0]

    def spot(self, unit: int) -> Box:
        """Return the frame around the old value of a unit that is looked at."""
        made = self.old.spot(unit)
        vars(made).pop("place", None)
        return made.move_to((self.x(unit), self.old.at[1], 0))

    def open(self, seconds: float) -> list[Animation]:
        """Return animations in which the cells of the rows, but no rows, go to their columns."""
        plays: list[Animation] = []
        for row, cells, size in (
            (self.old, self.heads, 1),
            (self.new, self.feet, 1),
            (self.scale.row, self.scale.cells, SIZES[0]),
        ):
            for unit, cell in cells.items():
                way = Path(row.place(unit), (float(cell.get_x()), row.at[1]))
                plays.append(Pass(cell, way, there=True, start=1 / size, run_time=seconds))
        return plays

    def slide(self, units: Sequence[int], seconds: float, *, lag: float = 0.0) -> list[Animation]:
        """Return animations in which bars grow from one end of the tracks, with them the handles, and beside these the gates.

        With a ``lag`` it is one unit after the other.
        """
        plays: list[Animation] = []
        for unit, span in zip(units, turns(len(units), lag), strict=True):
            x, scale = self.x(unit), self.scale
            how: dict[str, Any] = {"window": span, "run_time": seconds, "rate_func": glide}
            plays.append(Grow(scale.bars[unit], scale.edge, **how))
            plays.append(Pass(self.handles[unit], Path((x, scale.first), (x, self.level(unit))), **how))
            way = Path((x + GATE, scale.row.at[1]), (x + GATE, scale.level(unit)))
            plays.append(Pass(scale.cells[unit], way, there=True, **how))
        return plays

    def mix(self, units: Sequence[int], seconds: float, *, lag: float = 0.0) -> list[Animation]:
        """Return animations in which what is old comes down to the handle and what is new up to it; what comes out stays.

        Both are whole until they touch there, and shrink into one another.
        """
        plays: list[Animation] = []
        for unit, span in zip(units, turns(len(units), lag), strict=True):
            (x, size), level, gone, (come, meet) = self.beside(unit), self.level(unit), list[Swatch](), MEETING
            for row, up in ((self.old, 1), (self.new, -1)):
                copy, again = (row.fresh(unit).set_z_index(BEHIND) for _ in range(2))
                beside = x, level + up * size * row.CELL[1] / 2
                path = Path((self.x(unit), row.at[1]), (x, row.at[1]), beside)
                how: dict[str, Any] = {"start": SMALL, "end": size, "sized": (0.0, GROWN), "leaves": True}
                plays.append(Pass(copy, path, window=part_of(span, 0.0, come), run_time=seconds, **how))
                how = {"start": size, "end": MERGED, "leaves": True, "causes": [copy]}
                path = Path(beside, (x, level + up * MERGED * row.CELL[1] / 2))
                plays.append(Pass(again, path, window=part_of(span, come, meet), run_time=seconds, **how))
                gone.append(again)
            coming = part_of(span, meet, 1.0)
            plays.append(Pass(self.mixtures[unit], Path((x, level)), window=coming, start=MERGED, causes=gone, run_time=seconds))
        return plays

    def flip(self, seconds: float) -> Iterator[list[Animation]]:
        """Yield the plays in which the bars go, and those of the other way to count come from the other end."""
        before, after = self.scales
        self._flipped = True
        for unit, cell in after.cells.items():
            cell.move_to((float(cell.get_x()), self.level(unit), 0))
        going: list[Animation] = [Grow(bar, before.edge, leaves=True, run_time=seconds / 2) for bar in before.bars.values()]
        yield [*going, Vanish(VGroup(before.said, *before.cells.values()), run_time=0.3 * seconds)]
        coming: list[Animation] = [Grow(bar, after.edge, run_time=seconds / 2) for bar in after.bars.values()]
        yield [*coming, Appear(VGroup(after.said, *after.cells.values()), run_time=0.3 * seconds)]

    def leave(self, seconds: float) -> Animation:
        """Return the animation in which all goes but the cells at the ends and the mixtures."""
        seen = self.scales[self._flipped]
        parts = *seen.bars.values(), *seen.cells.values(), seen.said
        return Vanish(VGroup(self.tracks, *self.handles.values(), *parts), run_time=seconds)

    def close(self, seconds: float, *, old: bool = True) -> list[Animation]:
        """Return animations in which old values and mixtures go back into rows, whose cells are to be there then.

        Without the ``old`` ones, these go with what is new.
        """
        gone = [*self.feet.values(), *([] if old else self.heads.values())]
        plays: list[Animation] = [Vanish(VGroup(*gone), run_time=seconds / 3)]
        back = [(self.old, self.heads)] if old else []
        for row, cells in (*back, (self.result, self.mixtures)):
            for unit, cell in cells.items():
                size = self.beside(unit)[1] if row is self.result else 1.0
                vars(cell.patch).pop("place", None)
                here = float(cell.get_x()), float(cell.get_y())
                way = Path(here, (row.place(unit)[0], here[1]), row.place(unit))
                plays.append(Pass(cell, way, there=True, end=1 / size, leaves=True, run_time=seconds))
        return plays

    def _track(self, unit: int) -> VGroup:
        """Return the track of a unit, and both its ends, tied to what is there and in the colours of that."""
        x, bold = self.x(unit), self._theme.bold
        rail = Line((x, FOOT, 0), (x, TOP, 0)).set_stroke(self._theme.muted, self._theme.thin)
        made, cells = VGroup(rail), (float(self.heads[unit].get_bottom()[1]), float(self.feet[unit].get_top()[1]))
        for y, cell, role in zip((TOP, FOOT), cells, self._ends, strict=True):
            paint = self._theme.colour(role)
            made.add(Line((x, y, 0), (x, cell, 0)).set_stroke(paint, bold))
            made.add(Line((x - CAP / 2, y, 0), (x + CAP / 2, y, 0)).set_stroke(paint, bold))
        return made

    def _handle(self, unit: int) -> VGroup:
        """Return the handle of a unit, on both sides of its track, so that it covers nothing."""
        wide, high = HANDLE
        look: dict[str, Any] = {"stroke_width": 0, "fill_color": self._theme.ink, "fill_opacity": 1}
        x, y = self.x(unit), self.level(unit)
        made = VGroup(*(Rectangle(width=wide, height=high, **look) for _ in range(2)))
        for side, part in zip((-1, 1), made, strict=True):
            part.move_to((x + side * (THICK + wide) / 2, y, 0))
        return made

    def _end(self, row: Row, unit: int) -> Swatch:
        made = row.fresh(unit).move_to((self.x(unit), row.at[1], 0))
        placed(made.patch, of_one(row.values_shown, lambda unit: (self.x(unit), row.at[1])))
        return made

    def _mixture(self, unit: int) -> Swatch:
        x, size = self.beside(unit)
        made = self.result.fresh(unit).scale(size).move_to((x, self.level(unit), 0))
        placed(made.patch, of_one(self.result.values_shown, lambda unit: (self.beside(unit)[0], self.level(unit))))
        return made


def turns(count: int, lag: float) -> list[tuple[float, float]]:
    """Return the windows of so many things, each of which sets out that part of its own time after the one before."""
    length = 1 / (1 + lag * max(count - 1, 0))
    return [(number * lag * length, min((number * lag + 1) * length, 1.0)) for number in range(count)]


def part_of(span: tuple[float, float], start: float, end: float) -> tuple[float, float]:
    """Return a part of a window as a window."""
    first, last = span
    return first + start * (last - first), first + end * (last - first)

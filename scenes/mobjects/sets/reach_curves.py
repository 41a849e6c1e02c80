"""What trainings came to along an axis, where kinds of networks reach over one another: their spread is a bar at each place."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.curves import SHADE, Heights, Spot, Through, polyline
from scenes.mobjects.light import mix
from scenes.mobjects.motion import Own
from scenes.mobjects.moves import glide
from scenes.mobjects.places import kept_for, placed, stays
from scenes.mobjects.reading import Display, Reading, phrase
from scenes.mobjects.sets.measured_table import Name
from scenes.mobjects.sets.study_curves import BESIDE, LINES, StudyCurves
from scenes.mobjects.sets.study_curves import OVER as ABOVE
from scenes.mobjects.shapes import Box, Bundle, Shape, rectangle
from scenes.mobjects.text import BOLD, MEDIUM, Label

__all__ = ["AROUND", "AskedCurves", "Reach", "ReachCurves", "Stretched"]

RIM, CLEAR = 0.1, 0.45
"""How far a bar goes beyond the middles of the outermost dots, on each side; how much farther from the edges places are."""
BRACE = 0.1, 0.06
"""How far below the area a brace is, and how far its ends are turned up."""
AROUND, OVER = 0.1, 0.3
"""How far a frame is from the middles of the dots in it, and words above frames from where a value of one is."""
BETWEEN, DOWN = 0.3, 0.34
"""What is between two names; how far below the area its first line of numbers is."""


class Reach(Shape):
    """A bar from the least value to the most, with a rim on each side, as wide as the dots that lie on it."""

    def __init__(self, least: Reading, most: Reading, *, heights: Heights, x: float, wide: float, paint: str) -> None:
        self.reading, self.most, self.heights = least, most, heights
        foot, head = (heights.y(float(each.value)) for each in (least, most))
        super().__init__(rectangle(wide, head - foot + 2 * RIM), fill_color=paint, fill_opacity=1)
        self.move_to((x, (foot + head) / 2, 0))

    def displays(self) -> Iterator[Display]:
        """Yield the least and the most, with how far above home its ends really are, but for the rim."""
        home, rule = self.heights.home, self.heights.long
        yield Display(self.reading, "length", float(self.get_bottom()[1]) + RIM - home, rule)
        yield Display(self.most, "length", float(self.get_top()[1]) - RIM - home, rule)


class Stretched(Own):
    """Bars stretch upward and downward from one height each to where they reach."""

    def __init__(self, bars: Bundle, middles: Sequence[float], **kwargs: Any) -> None:
        self._parts = [(bar, middle, bar.points.copy()) for bar, middle in zip(bars.submobjects, middles, strict=True)]
        kwargs.setdefault("rate_func", glide)
        super().__init__(bars, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        """Be as long as they are by now."""
        share = max(float(self.rate_func(alpha)), 1e-4)
        for bar, middle, whole in self._parts:
            points = whole.copy()
            points[:, 1] = middle + share * (whole[:, 1] - middle)
            bar.points = points


class ReachCurves(StudyCurves):
    """As :class:`StudyCurves`, but the spread of a row is a bar at each coordinate, so that none hides another: ``bars``.

    Where coordinates are evenly apart, ``gap`` leaves one more place free before the last of them.
    """

    def __init__(self, *args: Any, gap: bool = False, **options: Any) -> None:
        self._gap = gap
        super().__init__(*args, **options)
        self.bars = [self._bars(row) for row in range(len(self.rows))]

    def _spaced(self, values: list[float], spaced: Callable[[float], float] | None) -> list[float]:
        """Return where each coordinate is, from the left edge of the area: bars keep clear of the numbers there."""
        middle, last = self.area.width / 2, len(values) - 1
        ranks = [float(at + (self._gap and at == last)) for at in range(len(values))]
        found = super()._spaced(values, spaced) if spaced else super()._spaced(ranks, float)
        return [middle + (place - middle) * (1 - CLEAR / middle) for place in found]

    def _frame(self, heads: tuple[str, str]) -> VGroup:
        """Return what it has in any case, and below each coordinate, over its number, a brace from its first dots to its last."""
        frame = super()._frame(heads)
        self.braces = [self.brace(self.middle(at)) for at in range(len(self.along))]
        self.below += self.braces
        return frame.add(*(brace.set_z_index(-3) for brace in self.braces))

    def brace(self, middle: float) -> Shape:
        """Return a line below the area under all dots that belong together, with its ends turned up to them."""
        reach = self._apart * (len(self.rows) - 1) / 2 + self._step * (len(self.dots[0][0]) - 1) / 2 + RIM
        y = self.area.bottom - BRACE[0]
        corners = np.array([(middle + side * reach, y + up, 0) for side, up in ((-1, BRACE[1]), (-1, 0), (1, 0), (1, BRACE[1]))])
        return Shape(polyline(corners), stroke_color=self._theme.muted, stroke_width=self._theme.stroke)

    def _bars(self, row: int) -> Bundle:
        own = self.rows[row]
        least, most = ([*self._read(f"{self.measure}_{end}", *own.place).flat()] for end in ("least", "most"))
        paint, runs = mix(self._theme.ground, self._theme.colour(own.role), SHADE), len(self.dots[row][0])
        wide = self._step * (runs - 1) + 2 * RIM

        def where(index: tuple[int, ...]) -> tuple[float, None]:
            return {own.place: self.x(row, index[-1])}[index[:-1]], None

        pairs = enumerate(zip(least, most, strict=True))
        look: dict[str, Any] = {"heights": self.heights, "wide": wide, "paint": paint}
        return Bundle(*(placed(Reach(*ends, x=self.x(row, at), **look), where) for at, ends in pairs)).set_z_index(-2)

    def spreads(self, row: int, run_time: float) -> list[Animation]:
        """Return the animation in which the bars of a row stretch from its line to the least and the most."""
        middles = np.array(self.lines[row].corners)[:, 1].tolist()
        return [Stretched(self.bars[row], middles, run_time=run_time)]

    def marked(self, at: int, rows: Sequence[int], least: float, said: str) -> VGroup:
        """Return frames around the dots of rows that are at ``least`` so high at a coordinate, and above them what they are."""
        found = [[dot for dot in self.dots[row][at] if float(dot.reading.value) >= least] for row in rows]
        frames = [self.around(each) for each in found if each]
        label = Label(said, theme=self._theme, size=self._theme.small, weight=MEDIUM)
        middle = (min(float(each.get_left()[0]) for each in frames) + max(float(each.get_right()[0]) for each in frames)) / 2
        return VGroup(*frames, stays(label.sit_amid(middle, self.heights.y(1.0) + OVER)))

    def around(self, dots: Sequence[Spot]) -> Box:
        """Return a frame around dots."""
        places = np.array([dot.get_center()[:2] for dot in dots])
        (x, y), (wide, high) = (places.min(axis=0) + places.max(axis=0)) / 2, np.ptp(places, axis=0) + 2 * AROUND
        box = Box(
            width=wide, height=high, stroke_color=self._theme.focus, stroke_width=self._theme.stroke, corner_radius=AROUND / 2
        )
        box.move_to((x, y, 0))
        return box


class AskedCurves(ReachCurves):
    """As :class:`ReachCurves`, with the numbers of each coordinate below it, one in each line, and its brace: ``under``.

    What lines are is beside them: the first of ``heads``, and what is ``asked``, if it is; and what all numbers count, their
    ``unit``. Names are in one row above.
    """

    def __init__(self, *args: Any, asked: str = "", unit: str, **options: Any) -> None:
        self._asked, self._unit = asked, unit
        super().__init__(*args, **options)

    def _frame(self, heads: tuple[str, str]) -> VGroup:
        """Return what it has in any case, its numbers in lines, and beside these what they are."""
        frame = super()._frame(heads)
        *numbers, head = self.below[: -len(self.braces)]
        for each in numbers:
            each.sit_amid(float(each.get_x()), self.line(0))
        asked = [self.number(at, self.middle(at), 1) for at in range(len(self.along))] if self._asked else []
        self.under = [[*each] for each in zip(numbers, self.braces, *([asked] if asked else []), strict=True)]
        self.beside(head, 0)
        look: dict[str, Any] = {"theme": self._theme, "colour": "muted"}
        said = [self.beside(Label(self._asked, **look), 1)] if self._asked else []
        unit = Label(self._unit, size=self._theme.small, **look)
        said.append(stays(unit.sit_amid(self.area.right + BESIDE, self.line(0.5 if asked else 0), -1)))
        self.below += [*asked, *said]
        return frame.add(*(each.set_z_index(-3) for each in (*asked, *said)))

    def line(self, number: float) -> float:
        """Return the height of a line below the area, by its number."""
        return self.area.bottom - DOWN - number * LINES

    def number(self, at: int, x: float, line: int) -> Label:
        """Return the number of a coordinate at x, in a line below the area."""
        label = Label(phrase("{value:0}", value=self.along[at]), theme=self._theme, colour="muted")
        return kept_for(label.sit_amid(x, self.line(line)), at)

    def beside(self, label: VMobject, line: int) -> VMobject:
        """Return a label at its place on the left of a line below the area."""
        label.sit_amid(self.area.left - BESIDE, self.line(line), 1)
        return stays(label)

    def names_of(self, lines: Sequence[Through]) -> list[Name]:
        """Return the names of the first rows in one line above the area, up to its right edge."""
        made, right = list[Name](), self.area.right
        for row in reversed(self.rows[: len(lines)]):
            look: dict[str, Any] = {"theme": self._theme, "size": self._theme.label, "weight": BOLD, "colour": row.role}
            made.insert(0, stays(Name(row.named, row.name, **look).sit_amid(right, self.area.top + ABOVE, 1)))
            right = float(made[0].get_left()[0]) - BETWEEN
        return made

    def _leader(self, row: int) -> None:
        """Return nothing: names are not beside lines."""

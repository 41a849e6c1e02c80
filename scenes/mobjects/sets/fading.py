"""How much of a gradient is left so many words back: in the columns of a panel dots sink as far down as it has faded.

The axis is one of powers of a thousand, from one at its head.
"""

from collections.abc import Iterator, Sequence
from math import ceil, log10
from typing import Any

import numpy as np
from manim import Animation, Line, Rectangle, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import Heights, Spot
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Display, Reading, Readings, phrase
from scenes.mobjects.scales import LEAST_THOUSANDFOLD, SCALE_ENDS
from scenes.mobjects.sets.run_chart import BESIDE, RunChart
from scenes.mobjects.sets.run_dots import RunDots
from scenes.mobjects.text import BOLD, Label

__all__ = ["Fading", "figures"]

FIGURES = 2
"""So many figures of a share are written after its noughts."""
THOUSANDTHS = Readings("scale.thousandths", (), np.array(SCALE_ENDS["scale.thousandths"]))
CALLED = "all of it", "a thousandth", "a millionth"
"""What the first lines of the axis are called; each is a thousandth of the one above."""
WIDE, LARGE, UNDER, ROOM, TICK = 0.05, 0.17, 0.34, 0.5, 0.16
"""How wide the trail of a dot is, and the radius of that, in units; how far below it its number is, and how much room there is
for that below the axis; how long a tick is."""
SINKS, SAID = (0.0, 0.8), (0.8, 1.0)
"""In which parts of a run time dots sink, and their numbers come."""


def figures(value: float) -> int:
    """Return how many decimals of a share there are up to the last of its first figures."""
    return max(ceil(-log10(value)) - 1 + FIGURES, FIGURES) if value > 0 else FIGURES


class Power(Label):
    """A power of a thousand, in words."""

    def __init__(self, power: int, **look: Any) -> None:
        self.reading = THOUSANDTHS[power]
        super().__init__(CALLED[power], **look)

    def displays(self) -> Iterator[Display]:
        """Yield the power, with what it is called."""
        yield from super().displays()
        yield Display(self.reading, "name", self.text, lambda value: CALLED[round(-log10(value) / 3)])


class Trail(Rectangle):
    """The trail of a dot that sank from one, as far down as a share has faded."""

    def __init__(self, reading: Reading, *, heights: Heights, x: float, paint: str) -> None:
        self.reading, self.heights, self.home = reading, heights, heights.y(1.0)
        super().__init__(width=WIDE, height=self._rule(float(reading.value)), stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((x, self.home - self.height / 2, 0))

    @property
    def foot(self) -> float:
        """The y of the end that it hangs from, which is to be ``home``."""
        return float(self.get_top()[1])

    def _rule(self, value: float) -> float:
        return max(self.home - self.heights.y(value), 1e-6)

    def displays(self) -> Iterator[Display]:
        """Yield the share, with how far down the trail really goes."""
        yield Display(self.reading, "length", float(self.height), self._rule)


class Fading:
    """By panel of a ``chart`` and row of it a share of a gradient that is left: ``dots``, ``trails`` of these, and ``shares``."""

    def __init__(self, chart: RunChart, panels: Sequence[RunDots], shares: Sequence[Sequence[Reading]]) -> None:
        self._chart, self._theme, area = chart, chart.theme, chart.area.inset(bottom=ROOM)
        low = min(float(each.value) for own in shares for each in own if float(each.value) > 0)
        last = min(max(ceil(-log10(low) / 3), 1), LEAST_THOUSANDFOLD)
        least = float(THOUSANDTHS[last].value)
        self.heights = Heights(area.bottom, least, 1.0, area.height / (3 * last), tenfold=True)
        self.trails = [[self._trail(*each) for each in self._places(*pair)] for pair in zip(panels, shares, strict=True)]
        self.dots = [[self._dot(row, each) for row, each in enumerate(own)] for own in self.trails]
        self.shares = [[self._said(row, each) for row, each in enumerate(own)] for own in self.dots]
        self.lines = VGroup(*(part for power in range(last + 1) for part in self._line(power, area))).set_z_index(-3)

    def _places(self, panel: RunDots, shares: Sequence[Reading]) -> Iterator[tuple[int, Reading, float]]:
        return ((row, each, panel.x(row)) for row, each in enumerate(shares))

    def _trail(self, row: int, share: Reading, x: float) -> Trail:
        trail = Trail(share, heights=self.heights, x=x, paint=self._chart.paint(row))
        return placed(trail, lambda index: ({share.index: x}[index], None))

    def _dot(self, row: int, trail: Trail) -> Spot:
        share, x = trail.reading, float(trail.get_x())
        dot = Spot(share, heights=self.heights, x=x, paint=self._chart.paint(row), radius=LARGE)
        return placed(dot, lambda index: ({share.index: x}[index], None))

    def _said(self, row: int, dot: Spot) -> Label:
        share, theme = dot.reading, self._theme
        says = phrase(f"{{share:{figures(float(share.value))}}}", share=share)
        label = Label(says, theme=theme, size=theme.label, weight=BOLD, colour=self._chart.rows[row].role)
        return stays(label.sit_amid(float(dot.get_x()), float(dot.get_y()) - UNDER))

    def _line(self, power: int, area: Area) -> list[VMobject]:
        """Return the line at one, or the tick of a power of a thousand below that, and what it is, if that is said."""
        y, theme = self.heights.y(float(THOUSANDTHS[power].value)), self._theme
        right = area.left + TICK if power else area.right
        line = Line((area.left, y, 0), (right, y, 0), stroke_color=theme.muted if power else theme.line, stroke_width=theme.thin)
        if power >= len(CALLED):
            return [line]
        label = Power(power, theme=theme, size=theme.small, colour="muted")
        return [line, stays(label.sit_amid(area.left - BESIDE, y, 1))]

    @property
    def everything(self) -> list[VMobject]:
        """All that there is."""
        return [self.lines, *(each for rows in (self.trails, self.dots, self.shares) for own in rows for each in own)]

    def sinks(self, panel: int, run_time: float) -> list[Animation]:
        """Return animations in which the dots of a panel sink, each drawing its trail, and it is said how much is left."""
        how: dict[str, Any] = {"window": SINKS, "run_time": run_time}
        made: list[Animation] = [Grow(each, "top", **how) for each in self.trails[panel]]
        for dot in self.dots[panel]:
            x, y = float(dot.get_x()), float(dot.get_y())
            made.append(Travel(dot, Path((x, self.heights.y(1.0)), (x, y)), **how))
        return [*made, *(Appear(each, window=SAID, run_time=run_time) for each in self.shares[panel])]

"""Which units turned a verdict, or keep another one behind: a bar above the lane of each for its part, with its percentage."""

from collections.abc import Callable, Collection

import numpy as np
from manim import Animation, AnimationGroup, Line, VMobject

from scenes.mobjects.bars import Pillar, unit_for
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import placed, stays, tells
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.reading_table import WORDS, ReadingTable
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["TurnShares"]

HIGH, ABOVE = 0.28, 0.52
"""How high the longest bar is, and how far above the table bars stand."""
WIDE, WIDEST = 0.6, 0.5
"""Which part of a lane a bar takes, and how wide it is at most."""
ROOMY, TELLING = 0.75, 1.0
"""In lanes as wide as this each part has a number from so many percent on; in others only those that are named."""
HARDLY = 0.03
"""A bar that is no higher is hardly seen to grow, in units."""


class TurnShares:
    """A bar above each lane of a ``table`` for the unit's part of what ``key`` has, as a chart that is ``called`` something.

    The bars of ``named`` units are lit in the end, the first of them foremost. What works the other way has no bar and no number.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        table: ReadingTable,
        *,
        key: str,
        called: str,
        named: Collection[int],
        theme: Theme,
    ) -> None:
        self._theme, self._named = theme, list(named)
        parts, floor = read(key), table.top + ABOVE
        measure = unit_for(HIGH, np.maximum(parts.values[table.units], 0.0))
        self.bars, self.numbers = list[Pillar](), list[Label]()
        wide = min(table.lane_pitch * WIDE, WIDEST)
        for each in table.units:
            paint = theme.ink if each == self._named[0] else theme.others
            bar = Pillar(parts[each], unit=measure, x=table.middle(each), floor=floor, width=wide, paint=paint)
            self.bars.append(placed(bar, lambda index: (table.middle(index[-1]), None)))
            part = float(parts[each].value)
            if part >= TELLING and (each in self._named or table.lane_pitch >= ROOMY):
                said = Label(phrase("{part:0} %", part=parts[each]), theme=theme, size=theme.small)
                at = table.middle(each), floor + float(bar.height) + 0.07
                self.numbers.append(tells(placed(said.sit(*at), lambda index: (table.middle(index[-1]), None)), bar))
        title = Label(called, theme=theme, size=theme.numeral, colour="muted")
        self.title = stays(title.sit(WORDS[1] + 0.06, floor, 1))
        ends = (table.middle(each) for each in (table.units[0], table.units[-1]))
        left, right = (x + side * table.lane_pitch / 2 for x, side in zip(ends, (-1, 1), strict=True))
        self.base = Line((left, floor, 0), (right, floor, 0)).set_stroke(theme.line, theme.thin)

    def growing(self, run_time: float) -> list[Play]:
        """Return plays in which bars grow, the least first, each with its number after it; in the end the named ones are lit."""
        theme = self._theme
        ranked = sorted(self.bars, key=lambda bar: float(bar.reading.value))
        seen = [bar for bar in ranked if bar.height > HARDLY] or ranked
        start: list[Animation] = [Appear(each, run_time=theme.quick) for each in (self.title, self.base)]
        start += [Appear(bar, run_time=theme.quick) for bar in ranked if not any(bar is one for one in seen)]
        numbers = {number.phrase.displays[0].reading.index: number for number in self.numbers}
        stages = [
            AnimationGroup(Grow(bar, "bottom"), *(Appear(number) for number in [numbers.get(bar.reading.index)] if number))
            for bar in seen
        ]
        loose = [number for index, number in numbers.items() if not any(bar.reading.index == index for bar in seen)]
        start += [Appear(number, run_time=theme.quick) for number in loose]
        quiet = [bar for bar in self.bars if bar.reading.index[-1] not in self._named]
        dims = [Shade(bar, theme.dimmed, run_time=0.15 * run_time) for bar in quiet]
        grown = AnimationGroup(*stages, lag_ratio=0.5, run_time=(0.85 if dims else 1.0) * run_time)
        return [Play([*start, grown]), *([Play(dims)] if dims else [])]

    def everything(self) -> list[VMobject]:
        """Return all of it."""
        return [self.title, self.base, *self.bars, *self.numbers]

"""Which units turned a verdict, or keep another one behind: what each pushes that way, laid tip to tail to one bar."""

from itertools import accumulate

import numpy as np
from manim import Animation, AnimationGroup, VMobject

from scenes.mobjects.bars import Bar, unit_for
from scenes.mobjects.colours import ink_on
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.places import placed, stays, tells
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.reading_table import MEMORY, ReadingTable
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["END", "PushTotal"]

ABOVE, HIGH = 0.8, 0.46
"""How far above the table the middle of the bar is, and how high it is."""
FROM = 0.52
"""How far above the table a part sets out: over the number of its lane."""
START, SMALL = 0.6, 0.4
"""Which part of a lane a part takes at most as it sets out, and how large it is at most then, of its size at its place."""
END = MEMORY[1] - 1.0
"""The x at which the bar ends: what stands there ends left of the key to colours."""
INSIDE, BESIDE, ROOM = 0.08, 0.16, 2.9
"""How much of a part is left on both sides of what is written on it; how far the total is from the bar, and how wide at most."""
HARDLY = 0.04
"""A part that is no longer is hardly seen to come by itself."""


class PushTotal:
    """A bar over a ``table`` as long as the ``total`` to the ``winner``: all ``parts`` above nought, one a unit, largest first.

    The ``foremost`` unit has its name and number on its part, where there is room. Units without a lane come last.
    """

    def __init__(
        self,
        parts: Readings,
        total: Reading,
        winner: Reading,
        table: ReadingTable,
        *,
        numbers: Readings,
        foremost: int,
        theme: Theme,
    ) -> None:
        self._table, self._theme, self._y = table, theme, table.top + ABOVE
        pushing = [unit for unit in np.argsort(-parts.values, kind="stable").tolist() if parts.values[unit] > 0]
        units = sorted(pushing, key=lambda unit: unit not in table.units)
        measure = unit_for(END - MEMORY[0], np.array([float(total.value)]))
        ends = accumulate((measure * float(parts[unit].value) for unit in units), initial=MEMORY[0])
        self._lefts = dict(zip(units, ends, strict=False))
        paints = {unit: theme.ink if unit == foremost else theme.others for unit in units}
        self.bars = {unit: self._bar(parts[unit], measure, paints[unit]) for unit in units}
        name = self._said(self.bars[foremost], numbers[foremost]) if foremost in self.bars else None
        self.names = {} if name is None else {foremost: name}
        said = phrase("+{total:1} to “{winner:short}”", total=total, winner=winner)
        whole = settled(said, theme=theme, size=theme.label, room=ROOM, colour="ink")
        self.whole = stays(whole.sit_amid(END + BESIDE, self._y, -1))

    def _bar(self, part: Reading, measure: float, paint: str) -> Bar:
        left = self._lefts[part.index[-1]]
        bar = Bar(part, unit=measure, height=HIGH, left=left, y=self._y, paint=paint)
        bar.set_stroke(self._theme.ground, width=self._theme.thin)
        return placed(bar, lambda index: (self._lefts[index[-1]], None), -1)

    def _said(self, bar: Bar, number: Reading) -> Label | None:
        """Return the name of a part with its number, or the number alone, on it as large as there is room; None for no room."""
        theme = self._theme
        wide, ink = float(bar.width) - 2 * INSIDE, ink_on(bar.get_fill_color().to_hex(), theme)
        for said in (phrase("unit {unit:0}: {part:1}", unit=number, part=bar.reading), phrase("{part:1}", part=bar.reading)):
            for size in (theme.caption, theme.label, theme.small):
                if (made := Label(said, theme=theme, size=size)).width <= wide:
                    made.set_fill(ink).sit_amid(float(bar.get_x()), self._y)
                    return tells(placed(made, lambda _: (None, self._y)), bar)
        return None

    def growing(self, run_time: float) -> list[Play]:
        """Return plays in which each part leaves its lane and lies down after the one before, and then they have numbers."""
        coming = [unit for unit, bar in self.bars.items() if unit in self._table.units and bar.width > HARDLY]
        small = [bar for unit, bar in self.bars.items() if unit not in coming]
        stages = [self._lying_down(unit) for unit in coming]
        if small:
            stages.append(AnimationGroup(*(Grow(bar, "left") for bar in small)))
        laid = [Play([AnimationGroup(*stages, lag_ratio=0.8, run_time=0.7 * run_time)])] if stages else []
        told = [Appear(each) for each in (self.whole, *self.names.values())]
        return [*laid, Play([AnimationGroup(*told, lag_ratio=0.5, run_time=0.3 * run_time)])]

    def _lying_down(self, unit: int) -> Animation:
        """Return an animation in which a part goes from over the number of its lane to its place."""
        bar, table = self.bars[unit], self._table
        way = Path((table.middle(unit), table.top + FROM), (float(bar.get_x()), self._y))
        start = min(START * table.lane_pitch / float(bar.width), SMALL)
        return Travel(bar, way, start=start)

    def everything(self) -> list[VMobject]:
        """Return all of it."""
        return [self.whole, *self.bars.values(), *self.names.values()]

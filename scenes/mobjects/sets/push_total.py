"""Which units turned a verdict, or keep another one behind: what each pushes that way, laid tip to tail to one bar."""

from collections.abc import Collection
from itertools import accumulate

import numpy as np
from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.bars import Bar, unit_for
from scenes.mobjects.colours import ink_on
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.places import placed, stays, tells
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
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
INSIDE, BESIDE = 0.08, 0.16
"""How much of a part is left on both sides of what is written on it, and how far the total is from the bar."""
LINES, ROOM = (0.18, -0.2), 2.2
"""How much higher than the middle of the bar are the lines of what stands at its end, and how wide they are at most."""
HARDLY = 0.04
"""A part that is no longer is hardly seen to come by itself."""


class PushTotal:
    """A bar over a ``table`` as long as the ``total``, made of all ``parts`` above nought, one a unit, the largest first.

    It is of pushes ``against`` a label. ``named`` units have their name and number on their parts, where there is room, and the
    first of them is foremost. Units without a lane come last.
    """

    def __init__(
        self,
        parts: Readings,
        total: Reading,
        table: ReadingTable,
        *,
        against: Reading,
        numbers: Readings,
        named: Collection[int],
        theme: Theme,
    ) -> None:
        self._table, self._theme, self._y = table, theme, table.top + ABOVE
        pushing = [unit for unit in np.argsort(-parts.values, kind="stable").tolist() if parts.values[unit] > 0]
        units = sorted(pushing, key=lambda unit: unit not in table.units)
        measure = unit_for(END - MEMORY[0], np.array([float(total.value)]))
        ends = accumulate((measure * float(parts[unit].value) for unit in units), initial=MEMORY[0])
        self._lefts = dict(zip(units, ends, strict=False))
        first = next(iter(named), None)
        paints = {unit: theme.ink if unit == first else theme.others for unit in units}
        self.bars = {unit: self._bar(parts[unit], measure, paints[unit]) for unit in units}
        names = {unit: self._said(bar, numbers[unit], named) for unit, bar in self.bars.items()}
        self.names = {unit: name for unit, name in names.items() if name is not None}
        self.whole = self._whole(total, against)

    def _bar(self, part: Reading, measure: float, paint: str) -> Bar:
        left = self._lefts[part.index[-1]]
        bar = Bar(part, unit=measure, height=HIGH, left=left, y=self._y, paint=paint)
        bar.set_stroke(self._theme.ground, width=self._theme.thin)
        return placed(bar, lambda index: (self._lefts[index[-1]], None), -1)

    def _said(self, bar: Bar, number: Reading, named: Collection[int]) -> Label | None:
        """Return the name of a part with its number, or the number alone, on it as large as there is room; None for no room."""
        theme, unit = self._theme, bar.reading.index[-1]
        wide, ink = float(bar.width) - 2 * INSIDE, ink_on(bar.get_fill_color().to_hex(), theme)
        ways: list[Phrase] = [phrase("unit {unit:0}: {part:1}", unit=number, part=bar.reading)] * (unit in named)
        for said in [*ways, phrase("{part:1}", part=bar.reading)]:
            for size in (theme.caption, theme.label, theme.small):
                if (made := Label(said, theme=theme, size=size)).width <= wide:
                    made.set_fill(ink).sit_amid(float(bar.get_x()), self._y)
                    return tells(placed(made, lambda _: (None, self._y)), bar)
        return None

    def _whole(self, total: Reading, against: Reading) -> VGroup:
        """Return how much all of it is, and against what, at the end of the bar."""
        said = phrase("+{total:1} over", total=total), phrase("“{label}”", label=against)
        lines = [settled(each, theme=self._theme, size=self._theme.label, room=ROOM, colour="ink") for each in said]
        for line, rise in zip(lines, LINES, strict=True):
            stays(line.sit_amid(END + BESIDE, self._y + rise, -1))
        return VGroup(*lines)

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

"""Why a difference between two runs lasts, or does not: its bars are made once more, each of the one before.

In a plain cell weights stretch it and tanh squeezes it. Of a carried state gates keep a part, and the rest later words make.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from manim import Animation, VMobject
from manim.utils.rate_functions import there_and_back

from scenes.mobjects.bars import Link
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, turns
from scenes.mobjects.passing import in_turn
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import phrase
from scenes.mobjects.sets.backward_lanes import Change
from scenes.mobjects.sets.omission_lanes import OmissionLane
from scenes.mobjects.sets.reading_lanes import HEAD, LINE
from scenes.mobjects.shifts import Hop
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["FEW", "Carried", "Remade", "Why"]

EDGE = 0.06
"""How far beyond the second column factors end."""
STEP = "= step"
"""What factors are: what is left at a word of what was left at the one before, whatever made it so."""
STRETCHED, KNOWN = 0.45, 0.75
"""The parts of a word's time after which weights have stretched the difference, and tanh has squeezed it."""
NAMED = 0.15
"""The part of the first word's time in which it is said what stretches, and then what squeezes."""
FEW = 3
"""Of fewer words all that is in their rows is pointed at, thing by thing: row by row it would be too slow to be seen."""
APART = 0.1
"""How far names of what bars are multiplied by are from one another."""


class Part(Link):
    """A link in the colour ``paint``; ``column`` is the number of the lane that it is in."""

    def __init__(self, *args: Any, paint: str, column: int, **kwargs: Any) -> None:
        self.column = column
        super().__init__(*args, **kwargs)
        self.set_fill(paint)


class Why:
    """What is common to both: a lane, and the ``times`` from the word after that which is left out."""

    def __init__(self, lane: OmissionLane, *, theme: Theme) -> None:
        self.lane, self._theme, self._rows = lane, theme, lane.rows
        self.times = [time for time in lane.bars if time > lane.word]
        self.last = self._rows.count - 1


class Remade(Why):
    """Of a plain cell: by word the ``stretched`` bar, what weights make of the difference, and a factor, of ``factors``.

    These have so many ``decimals``. Above them ``names`` say what they are multiplied by, in the colours of the bars that come of
    it, and that the factor beside them is that of the whole step. Without the cell's weights there are neither stretched bars nor
    names, but a ``head``.
    """

    def __init__(self, lane: OmissionLane, *, theme: Theme, weighed: bool, decimals: int) -> None:
        super().__init__(lane, theme=theme)
        self._decimals = decimals
        self.stretched = (
            {time: lane.bar("percents_weighed", time).set_fill(theme.muted) for time in self.times} if weighed else {}
        )
        self.factors = {time: self._factor(time) for time in self.times if time in self._rows.spoken}
        self.names = self._heads() if weighed else []
        self.head = None if weighed else lane.above("mean size, × at each step", column=1)

    def _factor(self, time: int) -> Label:
        rows, right = self._rows, self.lane.second.right + EDGE
        size = self._theme.small if rows.pitch > LINE else self._theme.numeral
        label = Label(
            phrase(f"× {{factor:{self._decimals}}}", factor=self.lane.effect("effect_factors", time)),
            theme=self._theme,
            size=size,
        )
        return placed(
            label.sit_amid(right, rows.y(time), 1), lambda index: ({self.lane.word: right}[index[1]], rows.y(index[0])), 1
        )

    def _heads(self) -> list[Label]:
        """Return by what bars are stretched and squeezed, and over factors that this is a step's, side by side above them."""
        theme, area, y = self._theme, self.lane.second, self._rows.top + HEAD
        said, right = {"weights": "muted", "× tanh": self.lane.role, STEP: "ink"}, area.right + EDGE
        for size in (theme.label, theme.small, theme.numeral):
            row = [Label(each, theme=theme, size=size, colour=colour) for each, colour in said.items()]
            starts = np.cumsum([area.left, *(float(each.width) + APART for each in row)])
            if starts[-1] - APART <= right:
                break
        *first, step = row
        return [*(stays(each.sit(float(x), y, -1)) for each, x in zip(first, starts, strict=False)), stays(step.sit(right, y, 1))]

    def hop(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which the bar of a word is made of the one before; with the first, names of what makes it."""
        bar, before = self.lane.bars[time], self.lane.bars[time - 1]
        names = self.names if time == self.times[0] else []
        known = [self.factors[time], *names[2:]] if time in self.factors else []
        said = [Appear(each, window=(KNOWN, 1.0), run_time=run_time) for each in known]
        if time not in self.stretched:
            return [Change(bar, before, window=(0.0, KNOWN), run_time=run_time), *said]
        wide = self.stretched[time]
        long = float(wide.width) / float(bar.width)
        starts = [NAMED, STRETCHED + NAMED] if names else [0.0, STRETCHED]
        coming = [Appear(name, window=(at - NAMED, at), run_time=run_time) for name, at in zip(names, starts, strict=False)]
        stretched = Change(wide, before, window=(starts[0], STRETCHED), run_time=run_time)
        squeezed = Hop(bar, along=0, home=bar.home, long=long, away=0.0, window=(starts[1], KNOWN), run_time=run_time)
        return [*coming, stretched, squeezed, *said]

    def lit(self, run_time: float, *, back: bool = False) -> list[Animation]:
        """Return the animations in which the factors of all steps, or bars, are dimmed for a while, or so ``back``."""
        marks: list[VMobject] = [self.factors.get(time, self.lane.bars[time]) for time in self.times]
        if len(self.times) < FEW:
            parts: list[Mapping[int, VMobject]] = [self.stretched, self.lane.bars, self.factors]
            marks = [each[time] for time in self.times for each in parts if time in each]
        marks = marks[::-1] if back else marks
        return in_turn(marks, self._theme.dimmed, rate_func=there_and_back, run_time=run_time)


class Carried(Why):
    """Of a carried state: by word a link that is ``kept`` by gates alone, and from its end on one that later words ``made``.

    What is made against the difference is hollow, and goes back over it.
    """

    def __init__(self, lane: OmissionLane, *, theme: Theme) -> None:
        super().__init__(lane, theme=theme)
        self.kept = {time: self._part("percents_kept", time, lane.second.left, theme.keeps) for time in lane.bars}
        self.made = {time: self._made(time) for time in self.times}
        adds = float(lane.effect("percents_made", self.last).value) >= 0
        self.head = lane.above(f"kept {'+ added' if adds else '− taken'}", column=1)

    def _part(self, key: str, time: int, home: float, paint: str, after: Link | None = None) -> Part:
        lane, rows, theme = self.lane, self._rows, self._theme
        look: dict[str, Any] = {"unit": lane.unit, "across": rows.y(time), "thick": rows.high, "along": "x", "theme": theme}
        part = Part(lane.effect(key, time), home=home, after=after, paint=paint, column=lane.side, **look)
        return placed(part, lambda index: ({lane.word: None}[index[1]], rows.y(index[0])))

    def _made(self, time: int) -> Part:
        before, theme = self.kept[time], self._theme
        against = float(self.lane.effect("percents_made", time).value) < 0
        part = self._part("percents_made", time, before.tip, theme.panel if against else theme.writes, before)
        return part.set_stroke(theme.writes, theme.thin) if against else part

    def keep(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which what gates keep up to a word comes of what they kept up to the one before."""
        link = self.kept[time]
        if time == self.lane.word:
            return [Grow(link, "left", run_time=run_time)]
        return [Change(link, self.kept[time - 1], run_time=run_time)]

    def make(self, run_time: float) -> list[Animation]:
        """Return the animations in which what later words made grows at the end of what is kept, row by row, as each differs."""
        links = zip(self.made.values(), turns(len(self.made)), strict=True)
        growing = [Grow(link, link.edge, window=own, run_time=run_time) for link, own in links]
        differ: list[VMobject] = [self.lane.differences[time - 1] for time in self.made]
        if len(differ) < FEW:
            differ = [cell for row in differ for cell in row]
        return [*growing, *in_turn(differ, self._theme.dimmed, rate_func=there_and_back, run_time=run_time)]

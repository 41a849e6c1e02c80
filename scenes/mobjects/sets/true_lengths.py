"""Bars of a logarithmic lane in their true lengths: what a logarithm hides is how much more one is than another."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup

from scenes.mobjects.bars import LogBar
from scenes.mobjects.leaves import set_fill
from scenes.mobjects.motion import Appear, Leave
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.sets.backward_lanes import Change, Lane
from scenes.mobjects.sets.log_axis import Axis
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["Stretch", "TrueBar", "TrueLengths"]

APART, CLEAR = 0.5, 0.05
"""How far apart lines are at the least, and how far from a number."""
PARTS = Readings("scale.parts", (), np.array(SCALE_ENDS["scale.parts"]))


class TrueBar(LogBar):
    """A bar in the place of a logarithmic one, as long as its value times ``unit``."""

    def __init__(self, of: LogBar, unit: float) -> None:
        look: dict[str, Any] = {
            "height": float(of.height),
            "home": of.home,
            "y": float(of.get_y()),
            "side": of.side,
            "column": of.column,
        }
        super().__init__(of.reading, unit=unit, least=of.least, paint=of.get_fill_color().to_hex(), **look)

    def _rule(self, value: float) -> float:
        return max(value * self.unit, 1e-6)


class Stretch(Change):
    """A bar takes the place of another in its row, as long as that and seen from the first, and then gets its own length."""

    CAME = 1e-6

    def interpolate_mobject(self, alpha: float) -> None:
        super().interpolate_mobject(alpha)
        set_fill(self._bar, 1.0)


class TrueLengths:
    """The bars of a ``lane`` in their true lengths, and the numbers beside them: ``bars`` and ``numbers`` by word.

    The longest value on the ``axis`` is as long there as here. ``axis`` has a line where all of it would reach to, and parts.
    None goes through a number.
    """

    def __init__(self, lane: Lane, axis: Axis, rows: Rows, theme: Theme) -> None:
        self._lane, self._theme, self._rows = lane, theme, rows
        unit = axis.reach / axis.most
        self.bars = [placed(TrueBar(bar, unit), lambda index: (None, rows.y(index[-1]))) for bar in lane.bars]
        self.numbers = {time: lane.number(time, self.bars[time]) for time in lane.numbers}
        self.axis = self._axis(unit)

    def _axis(self, unit: float) -> VGroup:
        """Return lines at one and at parts of it that are not too near one another, each with its number below."""
        shown, free = VGroup(), float("inf")
        for part in [*PARTS.flat()][::-1]:
            if free - float(part.value) * unit >= APART:
                free = float(part.value) * unit
                shown.add(*self._tick(part, unit))
        return shown

    def _tick(self, part: Reading, unit: float) -> tuple[Line, Label]:
        theme, rows, bar, value = self._theme, self._rows, self.bars[0], float(part.value)

        def x(index: tuple[int, ...]) -> float:
            return bar.home + bar.side * unit * float(PARTS.values[index[0]])

        here = x(part.index)
        line = Line((here, self._free(here), 0), (here, rows.foot, 0), stroke_color=theme.line, stroke_width=theme.thin)
        said = phrase(f"{{value:{len(f'{value:g}'.partition('.')[2])}}}", value=part)
        label = Label(said, theme=theme, size=theme.numeral, colour="muted").sit_amid(here, rows.foot - 0.17)
        return line, placed(label, lambda index: (x(index), None))

    def _free(self, x: float) -> float:
        """Return up to which height a line may go at an x, so that it is below every number that there is, or will be."""
        lane, rows = self._lane, self._rows
        numbers = (self.numbers.get(time) or lane.number(time, self.bars[time]) for time in {*lane.numbers, *lane.factors})
        over = [float(each.get_y()) for each in numbers if each.get_left()[0] - CLEAR < x < each.get_right()[0] + CLEAR]
        return min(min(over, default=np.inf) - rows.pitch / 2, rows.top)

    def come(self, written: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which bars go from their logarithms to their lengths; the former are to be gone by then.

        Axes come first, and so are below the bars. Of the numbers those of some words are ``written``.
        """
        lane = self._lane
        return [
            *(Leave(each, window=(0.0, 0.2), run_time=run_time) for each in lane.axis),
            Appear(self.axis, window=(0.2, 0.4), run_time=run_time),
            *(Stretch(bar, old, run_time=run_time) for bar, old in zip(self.bars, lane.bars, strict=True)),
            *(Leave(lane.numbers[time], window=(0.0, 0.15), run_time=run_time) for time in written),
            *(Appear(self.numbers[time], window=(0.85, 1.0), run_time=run_time) for time in written),
        ]

    def stay(self) -> None:
        """Let the lane have its bars in true lengths from now on, with what belongs to them."""
        self._lane.bars, self._lane.numbers, self._lane.axis = [*self.bars], self.numbers, [self.axis]

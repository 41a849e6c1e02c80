"""The keys to colours and vessels, on screen wherever they are read."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from manim import Line, Polygon, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.colours import colour_of_threads
from scenes.mobjects.ramp import FAR
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.shapes import Shape, rectangle
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import SCALES, Vessel

__all__ = ["VALUES", "Legend", "WidthLegend", "legends"]

GAP = 0.45
VALUES: Mapping[str, str] = MappingProxyType({"values": "signed"})
"""The key that films have in common: to the colours of values, in all of them from one end of the ramp to the other."""
SHUT, KEPT = ("shut", "open"), ("erase", "keep")
"""What gates do that are quite shut and quite open, and what such do that keep."""


class Legend(VGroup):
    """A short key to a scale between its two ends, after its ``name``, centred on y = 0.

    ``scale`` is ``signed``, for values of either sign, which is all of the ramp; ``weight``; ``strength``; ``share``, for gates,
    or a role, for gates of it. A key to all gates says both, what those do that keep, and the others. Its numbers are readings of
    the scale: those of values stand below their colours, those of gates in two gates.
    """

    STEPS, WIDE, HIGH, LINE = 66, 1.1, 0.16, 0.24
    RAMP, OUTER, ABOVE, TICK = 2.0, 0.24, 0.1, 0.05  # how wide the ramp is, the part of it that is beyond one, on each side
    GATE = 0.42, 0.34

    def __init__(self, name: str, *, scale: str, theme: Theme) -> None:
        super().__init__()
        self._theme, key = theme, f"scale.{scale}" if scale in SCALES else "scale.share"
        ends = list(Readings(key, (), np.array(SCALE_ENDS[key])).flat())
        if scale == "signed":
            self._ramp(ends)
        elif scale in SCALES:
            self.add(*self._strips(self.WIDE, 0.0, lambda way: SCALES[scale](way, theme)))
            self.add(self._said(ends[0]).sit_amid(-0.1, 0.0, 1), self._said(ends[1]).sit_amid(self.WIDE + 0.1, 0.0, -1))
        else:
            self._gates(ends, scale)
        if name:
            self.add(Label(name, theme=theme, size=theme.small, colour="muted").sit_amid(self.get_left()[0] - 0.12, 0, 1))

    def _said(self, end: Reading) -> Label:
        return Label(phrase("{end:0}", end=end), theme=self._theme, size=self._theme.small, colour="muted")

    def _gates(self, ends: Sequence[Reading], scale: str) -> None:
        """Add a gate that is shut and one that is open, and behind each what such gates do."""
        theme, pen = self._theme, 0.0
        role = "muted" if scale == "share" else scale
        for end, said in zip(ends, zip(*{"share": [KEPT, SHUT], "keeps": [KEPT]}.get(scale, [SHUT]), strict=True), strict=True):
            gate = Vessel(end, theme=theme, role=role, size=self.GATE, places=0).aside(theme)
            self.add(gate.move_to((pen + self.GATE[0] / 2, 0, 0)))
            for row, does in enumerate(said):
                y = self.LINE * ((len(said) - 1) / 2 - row)
                self.add(Label(does, theme=theme, size=theme.small, colour="muted").sit_amid(pen + self.GATE[0] + 0.1, y, -1))
            pen = float(self.get_right()[0]) + 0.2

    def _ramp(self, ends: Sequence[Reading]) -> None:
        """Add the colours of values, and below them the numbers of some."""
        theme, foot = self._theme, self.ABOVE - self.HIGH / 2
        self.add(*self._strips(self.RAMP, self.ABOVE, lambda way: SCALES["signed"](self._value(way), theme)))
        for end in ends:
            x = self.RAMP * self._way(float(end.value))
            self.add(Line((x, foot, 0), (x, foot - self.TICK, 0), stroke_color=theme.muted, stroke_width=theme.thin))
            self.add(self._said(end).sit_amid(x, foot - self.TICK - 0.12))

    def _strips(self, wide: float, y: float, colour: Callable[[float], str]) -> list[Shape]:
        """Return strips of the colours of a scale, from its low end to its high one."""
        step, made = wide / self.STEPS, []
        for number in range(self.STEPS):
            strip = Shape(rectangle(step * 1.1, self.HIGH), fill_color=colour(number / (self.STEPS - 1)), fill_opacity=1)
            made.append(strip.move_to(((number + 0.5) * step, y, 0)))
        return made

    def _way(self, value: float) -> float:
        """Return the part of the way along the ramp at which a value is: what is beyond one goes with its logarithm."""
        size, inner = abs(value), 0.5 - self.OUTER
        far = inner * size if size <= 1 else inner + self.OUTER * float(np.log(size) / np.log(FAR))
        return 0.5 + float(np.sign(value)) * far

    def _value(self, way: float) -> float:
        """Return the value at a part of the way along the ramp."""
        side, inner = way - 0.5, 0.5 - self.OUTER
        size = abs(side) / inner
        return float(np.sign(side)) * (size if size <= 1 else FAR ** ((abs(side) - inner) / self.OUTER))


class WidthLegend(VGroup):
    """A wedge that is as wide at its ends as threads of the weights nought and one are, after its ``name``.

    ``unit`` is the stroke width of a thread of one.
    """

    LONG = 1.1

    def __init__(self, name: str, unit: float, *, theme: Theme) -> None:
        super().__init__()
        read = list(Readings("scale.weight", (), np.array(SCALE_ENDS["scale.weight"])).flat())
        half = unit / 200
        body = Polygon((0, 0, 0), (self.LONG, half, 0), (self.LONG, -half, 0), stroke_width=0)
        self.add(body.set_fill(colour_of_threads(theme), opacity=theme.threads[1]))
        ends = [Label(phrase("{end:0}", end=end), theme=theme, size=theme.small, colour="muted") for end in read]
        self.add(ends[0].sit_amid(-0.12, 0, 1), ends[1].sit_amid(self.LONG + 0.1, 0, -1))
        self.add(Label(name, theme=theme, size=theme.small, colour="muted").sit_amid(ends[0].get_left()[0] - 0.12, 0, 1))


def legends(area: Area, *, theme: Theme, keys: Mapping[str, str] = VALUES) -> VGroup:
    """Return keys in a row that ends at the right edge of an area, amid its height; ``keys`` maps names to scales."""
    row, pen = VGroup(), area.right
    for name, scale in reversed(list(keys.items())):
        key = Legend(name, scale=scale, theme=theme)
        row.add(key.shift((pen - key.get_right()[0], area.y, 0)))
        pen = float(key.get_left()[0]) - GAP
    return row

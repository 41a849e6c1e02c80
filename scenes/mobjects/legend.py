"""The keys to colours and vessels, on screen wherever they are read."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from manim import Line, Polygon, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.colours import colour_of_threads
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.shapes import Shape, rectangle
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import SCALES, Vessel

__all__ = ["READER_KEYS", "Legend", "WidthLegend", "legends"]

GAP = 0.45
READER_KEYS: Mapping[str, str] = MappingProxyType({"": "share", "values": "signed"})
SHUT, KEPT = ("{end:0} shut", "{end:0} open"), ("{end:0} erase", "{end:0} keep")
"""What is said of gates that are quite shut and quite open, and of such as keep."""


class Legend(VGroup):
    """A short key to a scale between its two ends, after its ``name``, centred on y = 0.

    ``scale`` is ``signed``, for values in -1..1; ``small_sums``, in -4..4; ``sums``, for others; ``weight``; ``strength``;
    ``share``, for gates, or a role, for gates of it. A key to all gates says both, what those do that keep, and the others. Its
    numbers are readings of the scale; of sums those between the ends stand below.
    """

    STEPS, VESSELS, WIDE, HIGH, VESSEL, TICK, LINE = 66, 5, 1.1, 0.16, 0.24, 0.06, 0.24
    NARROW = 0.85  # how wide a key to vessels is, of a key to colours
    OUTER = 0.1  # the part of a key to sums that is beyond one, on each side

    def __init__(self, name: str, *, scale: str, theme: Theme) -> None:
        super().__init__()
        self._theme, colours = theme, scale in ("signed", "small_sums", "sums", "weight", "strength")
        key = f"scale.{scale}" if colours else "scale.share"
        first, *inner, last = Readings(key, (), np.array(SCALE_ENDS[key])).flat()
        self.add(*(self._strips(scale) if colours else self._vessels(scale)))
        said = [("{end:0}", "{end:0}")] if colours else {"share": [KEPT, SHUT], "keeps": [KEPT]}.get(scale, [SHUT])
        size, wide = theme.small if len(said) == 1 else theme.numeral, self.WIDE if colours else self.WIDE * self.NARROW
        for row, (before, after) in enumerate(said):
            y = self.LINE * ((len(said) - 1) / 2 - row)
            self.add(
                self._said(before, first, size).sit_amid(-0.1, y, 1), self._said(after, last, size).sit_amid(wide + 0.1, y, -1)
            )
        for end in inner:
            x, foot = self.WIDE * (self.OUTER + (1 - 2 * self.OUTER) * (float(end.value) + 1) / 2), -self.HIGH / 2 - self.TICK
            self.add(Line((x, -self.HIGH / 2, 0), (x, foot, 0), stroke_color=theme.muted, stroke_width=theme.thin))
            self.add(self._said("{end:0}", end, theme.numeral).sit_amid(x, foot - 0.12))
        if name:
            self.add(Label(name, theme=theme, size=theme.small, colour="muted").sit_amid(self.get_left()[0] - 0.12, 0, 1))

    def _said(self, template: str, end: Reading, size: float) -> Label:
        return Label(phrase(template, end=end), theme=self._theme, size=size, colour="muted")

    def _vessels(self, scale: str) -> list[Shape]:
        """Return vessels in a row, from an empty one to a full one."""
        role, made = "muted" if scale == "share" else scale, []
        wide = self.WIDE * self.NARROW / self.VESSELS
        for number in range(self.VESSELS):
            share = Reading("", (), number / (self.VESSELS - 1))
            vessel = Vessel(share, theme=self._theme, role=role, size=(wide * 0.85, self.VESSEL), numeral=False)
            vessel.move_to(((number + 0.5) * wide, 0, 0))
            made += [Shape(part.points, fill_color=part.get_fill_color().to_hex(), fill_opacity=1) for part in vessel]
        return made

    def _strips(self, scale: str) -> list[Shape]:
        """Return strips of the colours of a scale, from its low end to its high one."""
        step, made = self.WIDE / self.STEPS, []
        for number in range(self.STEPS):
            value = self._value(number / (self.STEPS - 1), scale)
            fill = SCALES.get(scale, SCALES["signed"])(value, self._theme)
            strip = Shape(rectangle(step * 1.1, self.HIGH), fill_color=fill, fill_opacity=1)
            made.append(strip.move_to(((number + 0.5) * step, 0, 0)))
        return made

    def _value(self, way: float, scale: str) -> float:
        """Return the value at a part of the way along a key: to sums, what is beyond one goes with its logarithm."""
        if scale in ("weight", "strength"):
            return way
        side = 2 * way - 1
        if scale == "signed":
            return side
        inner = 1 - 2 * self.OUTER
        size = abs(side) / inner
        most = SCALE_ENDS[f"scale.{scale}"][-1]
        return float(np.sign(side)) * (size if size <= 1 else most ** ((abs(side) - inner) / (1 - inner)))


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


def legends(area: Area, *, theme: Theme, keys: Mapping[str, str] = READER_KEYS) -> VGroup:
    """Return keys in a row that ends at the right edge of an area, amid its height; ``keys`` maps names to scales."""
    row, pen = VGroup(), area.right
    for name, scale in reversed(list(keys.items())):
        key = Legend(name, scale=scale, theme=theme)
        row.add(key.shift((pen - key.get_right()[0], area.y, 0)))
        pen = float(key.get_left()[0]) - GAP
    return row

"""The keys to the two colour maps, on screen wherever colours are read."""

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
from manim import Polygon, Rectangle, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import SCALES

__all__ = ["Legend", "WidthLegend", "legends"]

GAP = 0.45
READER_KEYS: Mapping[str, str] = MappingProxyType({"gates": "share", "values": "signed"})


class Legend(VGroup):
    """A short bar of a colour map between its two ends, after its ``name``, centred on y = 0.

    ``scale`` is a name in SCALES. Its numbers are the ends of the map.
    """

    STEPS, WIDE, HIGH = 33, 1.1, 0.16

    def __init__(self, name: str, *, scale: str, theme: Theme) -> None:
        super().__init__()
        read = Readings(f"scale.{scale}", (), np.array(SCALE_ENDS[f"scale.{scale}"]))
        low, high = SCALE_ENDS[f"scale.{scale}"]
        step = self.WIDE / self.STEPS
        for number in range(self.STEPS):
            fill = SCALES["signed" if scale == "sums" else scale](low + (high - low) * number / (self.STEPS - 1), theme)
            strip = Rectangle(width=step * 1.1, height=self.HIGH, stroke_width=0, fill_color=fill, fill_opacity=1)
            self.add(strip.move_to((number * step, 0, 0)))
        signs = ("≤ ", "≥ ") if scale == "sums" else ("", "")  # beyond its ends a signed map stays as it is
        ends = [
            Label(phrase(sign + "{end:0}", end=end), theme=theme, size=theme.small, colour="muted")
            for sign, end in zip(signs, read.flat(), strict=True)
        ]
        self.add(ends[0].sit_amid(-0.12, 0, 1), ends[1].sit_amid(self.WIDE + 0.08, 0, -1))
        self.add(Label(name, theme=theme, size=theme.small, colour="muted").sit_amid(ends[0].get_left()[0] - 0.12, 0, 1))


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
        self.add(body.set_fill(theme.looks, opacity=theme.threads[1]))
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

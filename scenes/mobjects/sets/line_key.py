"""A key to lines in a chart: what a thin one is, and what a thick one in a band is."""

import numpy as np
from manim import VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.curves import SHADE, polyline
from scenes.mobjects.light import mix
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase
from scenes.mobjects.shapes import Shape, rectangle
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["LineKey"]

LONG, HIGH, BESIDE, GAP = 0.42, 0.2, 0.12, 0.4
"""How long a line is; how high the band around one; from a line to what it is; and from the one part to the other."""


class LineKey:
    """A key in a row that ends at the right edge of an ``area``, amid its height, in two parts: ``thin`` and ``thick``."""

    def __init__(self, thin: str | Phrase, thick: str | Phrase, area: Area, *, theme: Theme) -> None:
        self._theme, self._y = theme, area.y
        band = Shape(rectangle(LONG, HIGH), fill_color=mix(theme.ground, theme.muted, SHADE), fill_opacity=1)
        self.thick = self._part(thick, area.right, theme.bold, band)
        self.thin = self._part(thin, float(self.thick.get_left()[0]) - GAP, theme.thin)

    def _part(self, said: str | Phrase, right: float, width: float, *behind: Shape) -> VGroup:
        """Return a line, before what may be behind it, and what it is, which ends on the right there."""
        label = Label(said, theme=self._theme, size=self._theme.small, colour="muted").sit_amid(right, self._y, 1)
        end = float(label.get_left()[0]) - BESIDE
        line = Shape(
            polyline(np.array([(end - LONG, self._y, 0), (end, self._y, 0)])), stroke_color=self._theme.ink, stroke_width=width
        )
        for each in behind:
            each.move_to((end - LONG / 2, self._y, 0))
        return VGroup(*behind, line, stays(label))

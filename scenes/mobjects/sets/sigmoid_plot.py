"""The sigmoid as a small curve between 0 and 1: a value is a place on its axis, and what becomes of it is the height there."""

from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.arithmetic import SQUASHES
from scenes.mobjects.bars import Link, Pillar
from scenes.mobjects.moves import Grow
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["SigmoidPlot"]

REACH, ROOM, STEPS = 6.0, 1.1, 60
"""The curve is drawn this far on both sides of nought, or as much farther than the value; in so many steps."""
THICK = 0.08


class SigmoidPlot(VGroup):
    """The curve over a floor that is centred on ``at``, ``size`` wide and high; it has the colour of a role.

    ``level`` goes along the floor from nought to the ``total``, ``upright`` from there up to the ``result``; ``spot`` and
    ``head`` are where they end. Both are members only once they are told.
    """

    def __init__(
        self, total: Reading, result: Reading, at: Point, size: tuple[float, float], *, theme: Theme, colour: str
    ) -> None:
        super().__init__()
        (x, floor), (wide, high), paint = at, size, theme.colour(colour)
        reach = max(REACH, ROOM * abs(float(total.value)))
        unit = wide / 2 / reach
        values = np.linspace(-reach, reach, STEPS)
        curve = VMobject(stroke_color=paint, stroke_width=theme.bold, fill_opacity=0)
        _, height = SQUASHES["sigmoid"]
        heights = floor + high * np.array([height(value) for value in values])
        curve.set_points_as_corners(np.column_stack([x + unit * values, heights, np.zeros(STEPS)]))
        look: dict[str, Any] = {"stroke_color": theme.muted, "stroke_width": theme.thin}
        for y in (floor, floor + high):
            self.add(Line((x - wide / 2, y, 0), (x + wide / 2, y, 0), **look))
        self.add(Line((x, floor, 0), (x, floor + high, 0), **look), curve)
        key = "scale.share"
        for end, y in zip(Readings(key, (), np.array(SCALE_ENDS[key])).flat(), (floor, floor + high), strict=True):
            said = Label(phrase("{end:0}", end=end), theme=theme, size=theme.label, colour="muted")
            self.add(stays(said.sit_amid(x + wide / 2 + 0.1, y, -1)))
        sign = Symbol("sigmoid", theme=theme, colour=colour, size=theme.symbol)
        self.add(named(stays(sign.move_to((x + wide / 2 + 0.17, floor + high / 2, 0))), "sigmoid"))
        self.spot = x + unit * float(total.value), floor
        self.head = self.spot[0], floor + high * float(result.value)
        self.level = Link(total, unit=unit, home=x, across=floor, thick=THICK, along="x", theme=theme)
        self.upright = Pillar(result, unit=high, width=THICK, x=self.spot[0], floor=floor, paint=paint)

    def find(self, run_time: float) -> Animation:
        """Return the animation in which the place of the value is gone to along the floor."""
        return Grow(self.level, self.level.edge, run_time=run_time)

    def rise(self, run_time: float) -> Animation:
        """Return the animation in which the height of the curve is measured there."""
        return Grow(self.upright, "bottom", run_time=run_time)

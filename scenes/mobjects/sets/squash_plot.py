"""A squashing function as a small curve between its ends: a value is a place on its axis, what becomes of it the height there."""

from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.arithmetic import SQUASHES
from scenes.mobjects.bars import Link, Pillar
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["SquashPlot"]

REACH, ROOM, STEPS = {"sigmoid": 6.0, "tanh": 3.0}, 1.1, 60
"""The curve is drawn this far on both sides of nought, or as much farther than the value; in so many steps."""
ENDS = {"sigmoid": "scale.share", "tanh": "scale.tanh"}
"""Between which values each function is."""
THICK = 0.08


class SquashPlot(VGroup):
    """The curve of a ``function`` over a floor that is centred on ``at``, ``size`` wide and high; it has the colour of a role.

    ``level`` goes along the axis from nought to the ``total``, ``upright`` from there to the height of the ``result``; ``spot``
    is below the value on the floor, ``head`` where the height is. The two bars are members only once they are told. What is
    ``said`` beside the curve is a member unless it is in it, where it comes only once the value has gone by.
    """

    def __init__(
        self,
        total: Reading,
        result: Reading,
        at: Point,
        size: tuple[float, float],
        *,
        theme: Theme,
        colour: str,
        function: str = "sigmoid",
    ) -> None:
        super().__init__()
        (x, floor), (wide, high), paint = at, size, theme.colour(colour)
        reach = max(REACH[function], ROOM * abs(float(total.value)))
        unit, ends = wide / 2 / reach, SCALE_ENDS[ENDS[function]]
        rise = high / (ends[1] - ends[0])
        zero = floor - ends[0] * rise
        values, (_, height) = np.linspace(-reach, reach, STEPS), SQUASHES[function]
        heights = zero + rise * np.array([height(value) for value in values])
        curve = VMobject(stroke_color=paint, stroke_width=theme.bold, fill_opacity=0)
        curve.set_points_as_corners(np.column_stack([x + unit * values, heights, np.zeros(STEPS)]))
        look: dict[str, Any] = {"stroke_color": theme.muted, "stroke_width": theme.thin}
        for y in dict.fromkeys((floor, zero, floor + high)):
            self.add(Line((x - wide / 2, y, 0), (x + wide / 2, y, 0), **look))
        self.add(Line((x, floor, 0), (x, floor + high, 0), **look), curve)
        self.said = VGroup()
        for end, y in zip(Readings(ENDS[function], (), np.array(ends)).flat(), (floor, floor + high), strict=True):
            said = Label(phrase("{end:0}", end=end), theme=theme, size=theme.label, colour="muted")
            self.said.add(stays(said.sit_amid(x + wide / 2 + 0.1, y, -1)))
        sign = Symbol(function, theme=theme, colour=colour, size=theme.symbol)
        place = (x + wide / 2 + 0.17, floor + high / 2) if ends[0] == 0 else (x + wide / 4 + 0.02, floor + high / 4)
        self.said.add(named(stays(sign.move_to((*place, 0))), function))
        if ends[0] == 0:
            self.add(*self.said)
        self.spot = x + unit * float(total.value), floor
        self.head = self.spot[0], zero + rise * float(result.value)
        self.level = Link(total, unit=unit, home=x, across=zero, thick=THICK, along="x", theme=theme)
        self.upright: Pillar | Link = Pillar(result, unit=rise, width=THICK, x=self.spot[0], floor=floor, paint=paint)
        if ends[0] < 0:
            self.upright = Link(result, unit=rise, home=zero, across=self.spot[0], thick=THICK, along="y", theme=theme)

    def find(self, run_time: float) -> Animation:
        """Return the animation in which the place of the value is gone to along the axis."""
        return Grow(self.level, self.level.edge, run_time=run_time)

    def rise(self, run_time: float) -> list[Animation]:
        """Return animations in which the height of the curve is measured there."""
        edge = self.upright.edge if isinstance(self.upright, Link) else "bottom"
        said = [] if self.said[0] in self.submobjects else [Appear(self.said, run_time=run_time)]
        return [Grow(self.upright, edge, run_time=run_time), *said]

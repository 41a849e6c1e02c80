"""An order that begins anew when it has ended: its items as chips in a row, with wires from each to the next."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Animation, VGroup, rate_functions

from scenes.mobjects.leaves import set_opacities
from scenes.mobjects.motion import Appear, Arrive, Own
from scenes.mobjects.moves import Light
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.encoder_row import LARGEST
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import LEGIBLE
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import CUTS, Chip
from scenes.mobjects.wires import Wire

__all__ = ["Hops", "OrderRow"]

GAP, WIDE, FEW = 0.55, 0.8, 5
"""Between two chips of many, and of few: so many at the most."""
FREE, BELOW = 0.13, 0.36
"""Between a chip and a wire; how far below the chips the last wire goes back."""
AWAY, ROUND = 0.06, 0.2
"""How far a ring is from its chip, and how round its corners are."""


def _chips(items: Readings, marked: str, room: float, largest: float, theme: Theme) -> list[Chip]:
    """Return items as chips that fill at most ``room`` in all; words are cut before they would be too small to be read."""
    for most in CUTS:
        said = [phrase("{item}", item=item).shortened(most) for item in items.flat()]
        states = ["current" if item.value == marked else "past" for item in items.flat()]
        high = max(Chip(word, theme=theme).box.height for word in said)
        chips = [Chip(word, theme=theme, state=state, high=high) for word, state in zip(said, states, strict=True)]
        scale = min(largest, room / sum(chip.width for chip in chips))
        if chips[0].word.cap_height * scale >= LEGIBLE:
            break
    for chip, state in zip(chips, states, strict=True):
        chip.box.set_stroke(theme.colour("focus" if state == "current" else "word"))
        chip.scale(scale, about_point=(0, 0, 0))
    return chips


class OrderRow:
    """The items of an order, ``(time,)``, in a row around x = 0 on the height ``y``, at most ``width`` wide.

    ``chips`` are the items, ``wires`` lead from each to the next, and the last back to the first. They are ``large`` times as
    large as in a row of a whole frame, if there is room. The item ``marked`` is lit wherever it comes.
    """

    def __init__(self, items: Readings, y: float, *, marked: str, theme: Theme, width: float, large: float = 1.0) -> None:
        self.y, self._theme = y, theme
        gap = GAP if len(items) > FEW else WIDE
        self.chips = _chips(items, marked, width - gap * (len(items) - 1), LARGEST * large, theme)
        VGroup(*self.chips).arrange(buff=gap).move_to((0, y, 0))
        middles = [float(chip.get_x()) for chip in self.chips]
        for chip in self.chips:
            placed(chip.word, lambda index: (middles[index[-1]], None))
        self.wires = [self._next(number, "muted", theme.stroke) for number in range(len(self.chips))]

    def x(self, time: int) -> float:
        """Return the middle of an item."""
        return float(self.chips[time].box.get_x())

    def foot(self, time: int) -> float:
        """Return the y of the lower edge of an item."""
        return float(self.chips[time].box.get_bottom()[1])

    def hit(self, time: int) -> Wire:
        """Return the wire from an item to the next one as it is once that is predicted: bold, in ink."""
        return self._next(time, "ink", self._theme.bold)

    def ring(self, time: int) -> Box:
        """Return the frame around the item that is read now."""
        return self.around(time, time)

    def around(self, first: int, last: int) -> Box:
        """Return the frame around some items that follow one another."""
        inside = VGroup(*(chip.box for chip in self.chips[first : last + 1]))
        look: dict[str, Any] = {"stroke_color": self._theme.focus, "stroke_width": self._theme.bold, "corner_radius": ROUND}
        return Box(width=inside.width + 2 * AWAY, height=inside.height + 2 * AWAY, **look).move_to(inside)

    def _next(self, time: int, colour: str, width: float) -> Wire:
        """Return the wire from an item to the next one."""
        box, look = self.chips[time].box, dict[str, Any](theme=self._theme, colour=colour, width=width)
        if time + 1 < len(self.chips):
            after = float(self.chips[time + 1].box.get_left()[0])
            return Wire((float(box.get_right()[0]) + FREE, self.y), (after - FREE, self.y), **look)
        foot, first = self.foot(time) - FREE, self.x(0)
        low = self.foot(time) - BELOW
        return Wire((self.x(time), foot), (self.x(time), low), (first, low), (first, foot), **look)

    def round(self, run_time: float, frames: Sequence[Box] = ()) -> list[Animation]:
        """Return animations in which a ring goes once round the order, or from frame to frame, and light along the wires."""
        count = len(self.wires)
        rings = frames or [self.ring(time) for time in range(count)]
        return [
            Hops(rings, run_time=run_time),
            *(
                Light(wire, self._theme, window=((number + 0.5) / count, min((number + 1.5) / count, 1.0)), run_time=run_time)
                for number, wire in enumerate(self.wires)
            ),
        ]

    def come(self, before: "OrderRow", seats: Sequence[int], run_time: float) -> list[Animation]:
        """Return animations in which the items come from where they were in another row, and the wires come in after them.

        ``seats`` says for each item of the other row which one it is here.
        """
        moves: list[Animation] = [
            Arrive(chip := self.chips[seat], [chip], [before.chips[number]], run_time=run_time)
            for number, seat in enumerate(seats)
        ]
        return [*moves, *(Appear(wire, window=(0.75, 1.0), run_time=run_time) for wire in self.wires)]


class Hops(Own):
    """A ring is around one thing after the other, as ``rings`` are: it is gone from one before it is at the next."""

    def __init__(self, rings: Sequence[Box], **kwargs: Any) -> None:
        self._ring, self._outlines = rings[0], [ring.points.copy() for ring in rings]
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(rings[0], introducer=True, remover=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        count = len(self._outlines)
        number = min(int(alpha * count), count - 1)
        self._ring.points = self._outlines[number]
        seen = float(np.clip(3 * rate_functions.there_and_back(alpha * count - number), 0.0, 1.0))
        set_opacities(self._ring, 0.0, seen)

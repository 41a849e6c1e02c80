"""What was measured beside what one gate alone predicts, back from the last word: a tall row for each distance."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.dots import SHADE, Band, Scale
from scenes.mobjects.light import mix
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Extend, Grow, Light
from scenes.mobjects.places import Where, placed, stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.backward_lanes import Change
from scenes.mobjects.shapes import Shape, rectangle
from scenes.mobjects.shifts import Hop
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Operator, Point, Wire

__all__ = ["BesideAlone", "TallRows"]

THICK, SLIM, SPREAD = 0.5, 0.18, 0.22
"""How high a bar of what was measured is, one of a prediction, and the band of all runs, as parts of a row."""
LOWER, UPPER = -0.12, 0.3
"""How far above the middle of a row the middle of the one is, and that of the other, as parts of a row."""
AFTER, WITHIN = 0.14, 0.14
"""How far a number is from the end of what it is behind, and from the start of a bar in which it is."""
ROW, MARK = 0.78, 0.06
"""How high a row is, as a part of what each would have if all were as far apart; how far a mark goes to either side of a wire."""
SIZE = 1.15
"""How large numbers are, times a caption."""
SAID = 0.6
"""From which part of its time on the number of a bar comes."""
LAST, UP = "the error", 0.22
"""What the row is called from which errors go back; how far from the middle of a name the wires to and from it end."""
SWATCH, BEHIND, NEXT = (0.44, 0.17), 0.12, 0.5
"""How large what stands for a bar is in the key; how far behind it is said what it is; and from there to the next."""


class TallRows:
    """A row for each of ``distances`` between the heights ``foot`` and ``top``, the nearest lowest, what it is named at ``x``.

    The more words are between two rows, the farther they are apart, as far as there is room: each of them is ``pitch`` high.
    ``upward`` has by distance a wire that leads to its name from that of the one before it, ``between`` a mark on it for each
    word that is in between.
    """

    def __init__(self, distances: Mapping[int, Reading], *, top: float, foot: float, x: float, theme: Theme) -> None:
        self.pitch = ROW * (top - foot) / len(distances)
        room, least, most = top - foot - len(distances) * self.pitch, min(distances), max(distances)
        spare = room / max(most - least - len(distances) + 1, 1)
        self._heights = {
            far: foot + (rank + 0.5) * self.pitch + spare * (far - least - rank) for rank, far in enumerate(distances)
        }
        self.names = {far: self._name(far, each, x, theme) for far, each in distances.items()}
        ends = {far: ((x, self.y(before) + UP), (x, self.y(far) - UP)) for before, far in pairwise(distances)}
        self.upward = {far: Wire(*way, theme=theme, colour="muted") for far, way in ends.items()}
        self.between = {far: self._marks(far - before, *ends[far], theme) for before, far in pairwise(distances)}

    def y(self, far: int) -> float:
        """Return the height of the row of a distance."""
        return self._heights[far]

    @staticmethod
    def _marks(steps: int, start: Point, end: Point, theme: Theme) -> VGroup:
        """Return marks across a wire that parts it into so many steps: one for each word that it passes."""
        heights = [start[1] + (end[1] - start[1]) * step / steps for step in range(1, steps)]
        look: dict[str, Any] = {"stroke_color": theme.muted, "stroke_width": theme.stroke}
        return VGroup(*(Line((start[0] - MARK, y, 0), (start[0] + MARK, y, 0), **look) for y in heights))

    def _name(self, far: int, distance: Reading, x: float, theme: Theme) -> Label:
        said = phrase(f"{{far:0}} word{'s' * (far != 1)} back", far=distance) if far else phrase(LAST)
        return placed(Label(said, theme=theme, size=theme.label).sit_amid(x, self.y(far)), lambda _: (x, self.y(far)))

    def goes_up(self, far: int, run_time: float) -> list[Animation]:
        """Return animations in which the wire to a name is drawn, and past each mark on it that comes."""
        marks = self.between[far]
        starts = np.linspace(0.0, 0.5, len(marks) + 2)[1:-1].tolist()
        coming = [Appear(mark, window=(at, at + 0.1), run_time=run_time) for mark, at in zip(marks, starts, strict=True)]
        return [Extend(self.upward[far], window=(0.0, 0.5), run_time=run_time), *coming]


class BesideAlone:
    """One network's lane of tall ``rows``: a bar of what was ``measured`` at each distance, above it one of what is ``alone``.

    The ``spread``, the least and the most of all runs, is a band over the end of its bar; at nought they are all alike, and
    nothing is ``alone`` there. A bar of one is ``unit`` long, from ``home`` on; ``places`` says with how many decimals each is
    printed, behind what was measured, or at the start of its bar where it would leave the ``area``.
    """

    def __init__(
        self,
        measured: Mapping[int, Reading],
        spread: Mapping[int, tuple[Reading, Reading]],
        alone: Mapping[int, Reading],
        places: Mapping[int, int],
        *,
        rows: TallRows,
        area: Area,
        home: float,
        unit: float,
        theme: Theme,
    ) -> None:
        self.rows, self._area, self._home, self._unit, self._theme = rows, area, home, unit, theme
        self._far = {each.index: far for found in (measured, alone) for far, each in found.items()}
        self.bars = {far: self._bar(each, LOWER, THICK, theme.ink) for far, each in measured.items()}
        self.bands = {far: self._band(*each, self._y(far, LOWER)) for far, each in spread.items() if far}
        self.alone = {far: self._bar(each, UPPER, SLIM, theme.keeps) for far, each in alone.items() if far}
        self.numbers = {far: self._number(each, far, places[far]) for far, each in measured.items()}

    def _y(self, far: int, above: float) -> float:
        return self.rows.y(far) + above * self.rows.pitch

    def _at(self, x: float, above: float) -> Where:
        return lambda index: (x, self._y(self._far[index], above))

    def _bar(self, reading: Reading, above: float, thick: float, paint: str) -> Bar:
        look = {"unit": self._unit, "height": thick * self.rows.pitch, "left": self._home}
        bar = Bar(reading, y=self._y(self._far[reading.index], above), paint=paint, **look)
        return placed(bar, self._at(self._home, above), -1)

    def _band(self, least: Reading, most: Reading, y: float) -> Band:
        look: dict[str, Any] = {"paint": self._theme.ink, "theme": self._theme}
        return Band(least, most, scale=Scale(self._home, 0.0, self._unit), y=y, height=SPREAD * self.rows.pitch, **look)

    def _number(self, reading: Reading, far: int, places: int) -> Label:
        parts = [self.bars[far], *([self.bands[far]] if far in self.bands else [])]
        said, size = phrase(f"{{left:{places}}}", left=reading), SIZE * self._theme.caption
        number = Label(said, theme=self._theme, size=size, weight=BOLD)
        x = max(float(each.get_right()[0]) for each in parts) + AFTER
        if x + number.width > self._area.right - WITHIN:
            x = self._home + WITHIN
            number = Label(said, theme=self._theme, size=size, weight=BOLD, colour="ground")
        return placed(number.sit_amid(x, self._y(far, LOWER), -1), self._at(x, LOWER), -1).set_z_index(2)

    # -- what happens ------------------------------------------------------------------------------------------------------

    def returns(self, before: int, far: int, times: Operator, run_time: float) -> list[Animation]:
        """Return animations in which what is left of an error goes back from a distance to the next, and the gate takes its part.

        It stays as it was there, too; ``times`` is the operator of the gate.
        """
        old = self.alone.get(before, self.bars[before])
        back = Change(self.alone[far], old, run_time=run_time)
        return [back, Light(times, self._theme, window=(Hop.CAME, 1.0), run_time=run_time)]

    def measures(self, far: int, run_time: float, window: tuple[float, float] = (0.0, 1.0)) -> list[Animation]:
        """Return animations in which what was measured at a distance grows, and its number and its spread come."""
        start, end = window
        late = start + SAID * (end - start), end
        spread = [Grow(self.bands[far], "left", window=late, run_time=run_time)] if far in self.bands else []
        return [
            Grow(self.bars[far], "left", window=window, run_time=run_time),
            *spread,
            Appear(self.numbers[far], window=late, run_time=run_time),
        ]

    def key(self, said: Sequence[Phrase], left: float, y: float) -> list[VGroup]:
        """Return what a slim bar, a bar and a band are, in this order, side by side from ``left`` on, amid the height ``y``."""
        theme, (wide, high), pen, made = self._theme, SWATCH, left, list[VGroup]()
        slim = Shape(rectangle(wide, high * SLIM / THICK), fill_color=theme.keeps, fill_opacity=1, stroke_width=0)
        bar = Shape(rectangle(wide, high), fill_color=theme.ink, fill_opacity=1, stroke_width=0)
        band = Shape(rectangle(wide, 0.6 * high), fill_color=mix(theme.ground, theme.ink, SHADE), fill_opacity=1)
        band.set_stroke(theme.ink, theme.thin)
        for sign, each in zip((slim, bar, band), said, strict=True):
            sign.move_to((pen + float(sign.width) / 2, y, 0))
            label = Label(each, theme=theme, size=theme.label, colour="muted")
            label.sit_amid(float(sign.get_right()[0]) + BEHIND, y, -1)
            made.append(VGroup(sign, stays(label)))
            pen = float(label.get_right()[0]) + NEXT
        return made

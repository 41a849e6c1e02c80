"""Numbers that are multiplied again and again, as bars on both sides of an axis: they stretch, and some are squashed."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.bars import Push
from scenes.mobjects.leaves import set_ink
from scenes.mobjects.light import mix
from scenes.mobjects.motion import Appear, Own, Vanish
from scenes.mobjects.moves import Grow, Path, Travel, glide, in_turn
from scenes.mobjects.places import placed, tells
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, decimals, phrase
from scenes.mobjects.sets.score_ruler import MIDDLE, WHOLE
from scenes.mobjects.shapes import Shape, plate, rectangle
from scenes.mobjects.text import Label, Numeral
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Squash, Wire

__all__ = ["AXIS", "ROOM", "Lane", "Loop", "Torn", "give_way", "plain"]

AXIS, ROOM = 1.45, 5.3
"""The x of nought, and how long a bar may be on either side of it: then it has come to the edge of the frame."""
THICK, FILLED = 0.44, 0.56
"""How thick a bar is at the most, and which part of its row it fills at the most."""
CUT, SLANT, APART = 0.42, 0.07, 0.13
"""So far from its end a bar that leaves the frame is broken; how slanted the lines of the break are, and how far apart."""
THERE, WRITING, AT_ONCE = 0.72, 0.09, 1e-6
"""The part of a play's time at which a bar has its new length; in which a break comes or goes; and one that no frame sees."""
EXACT = 1e-9
"""How far a number may be from one that is printed whole, relative to its size: what rounding makes of a product."""
ROOMY = 0.35
"""From this pitch on numbers are of the usual size."""
TICK = 0.12
"""How high the line of a tick is that is no wall."""
BESIDE, ORIGIN = 0.16, 1.3
"""Between the axis and a number, and what that was at first, in units: or the wall, if there is one."""


def plain(value: float) -> int:
    """Return with how many decimals a product is printed: as few as print it whole, if that are three at the most."""
    for places in range(4):
        if abs(round(value, places) - value) < EXACT * max(abs(value), 1.0):
            return places
    return decimals(value)


class Torn(Push):
    """A bar that ends at the edge of the frame where its value is beyond that: of what is longer, the first ``ROOM`` is seen."""

    def _rule(self, value: float) -> float:
        return float(np.clip(super()._rule(value), -ROOM, ROOM))

    @property
    def leaves(self) -> bool:
        """Whether it is longer than is seen."""
        return bool(abs(float(self.reading.value) * self.unit) > ROOM)

    def breaks(self, theme: Theme) -> VGroup:
        """Return the two lines that break it near its end, if it is longer than is seen: the sign of an axis that goes on."""
        made, side = VGroup(), 1 if self.is_for else -1
        if self.leaves:
            half = float(self.height) / 2 + 0.03
            for away in (CUT, CUT + APART):
                x, y = self.home + side * (ROOM - away), float(self.get_y())
                ends = (x - SLANT, y - half, 0), (x + SLANT, y + half, 0)
                made.add(Line(*ends, stroke_color=theme.ground, stroke_width=1.5 * theme.bold).set_z_index(1))
        return made


class Squeeze(Own):
    """A bar takes the place of the one ``before`` it: it begins as long as that, and ends as it is."""

    def __init__(self, bar: Torn, before: Torn, **kwargs: Any) -> None:
        self._bar, self._lengths = bar, (float(before.width), float(bar.width))
        self._paints = before.get_fill_color().to_hex(), bar.get_fill_color().to_hex()
        super().__init__(bar, introducer=True, rate_func=glide, **kwargs)

    def begin(self) -> None:
        """Remember the outline at home."""
        self._home = self._bar.points.copy()
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        done, (first, last) = self.rate_func(alpha), self._lengths
        points = self._home.copy()
        points[:, 0] = self._bar.home + (first + done * (last - first)) / last * (points[:, 0] - self._bar.home)
        self._bar.points = points
        set_ink(self._bar, mix(*self._paints, done))


class Loop(VGroup):
    """What is done to numbers in every step, around ``at``: they are multiplied by a ``factor``, and come back on a wire.

    If there is a ``function``, that squashes them behind the multiplication.
    """

    WIDE, HIGH, GAP, OVER = 0.82, 0.44, 0.34, 0.5

    def __init__(self, factor: Reading, function: str, at: Point, *, theme: Theme) -> None:
        super().__init__()
        self.at = at
        tools = 2 if function else 1
        left = at[0] - (tools * self.WIDE + (tools - 1) * self.GAP) / 2
        box = plate(self.WIDE, self.HIGH, "memory", theme=theme, radius=0.1).move_to((left + self.WIDE / 2, at[1], 0))
        said = Label(phrase("× {factor:0}", factor=factor), theme=theme, size=theme.label, colour="memory")
        self.times = VGroup(box, said.sit_amid(*box.get_center()[:2]))
        self.squash: VGroup = VGroup()
        right = left + self.WIDE
        look: dict[str, Any] = {"theme": theme, "colour": "state"}
        if function:
            x = right + self.GAP + self.WIDE / 2
            self.squash = Squash(function, (x, at[1]), theme=theme, colour="proposes", wide=self.WIDE)
            vars(self.squash.sign).pop("place", None)  # the loop moves
            self.add(Wire((right, at[1]), (x - self.WIDE / 2, at[1]), **look))
            right = x + self.WIDE / 2
        out, over = 0.2, at[1] + self.OVER
        way = (right, at[1]), (right + out, at[1]), (right + out, over), (left - out, over), (left - out, at[1]), (left, at[1])
        self.back = Wire(*way, **look)
        self.add(self.back, self.times, self.squash)

    @property
    def tools(self) -> list[VGroup]:
        """The boxes in the order in which numbers go through them."""
        return [self.times, self.squash] if len(self.squash) else [self.times]

    def lit(self, theme: Theme, run_time: float) -> list[Animation]:
        """Return animations in which its boxes light while numbers go through them, one after the other."""
        return in_turn([[tool] for tool in self.tools], theme, run_time)


class Lane:
    """One vector in every step, ``(step, entry)``: a row for each number, between ``foot`` and ``top``.

    A bar goes to the side of its sign, one for a value of one is ``unit`` long, and the number stands on the other side of the
    axis. ``ticks`` are values with a line and their number below. A step is a play in which bars :meth:`stretch` and, if there is
    something that is ``stretched``, ``(step, entry)``, before it is squashed, one in which they are: ticks then are walls that
    nothing passes, and numbers stand behind them. ``places`` are the decimals of what was squashed, and of that times the factor;
    None: as products are printed.
    """

    def __init__(
        self,
        values: Readings,
        *,
        unit: float,
        foot: float,
        top: float,
        theme: Theme,
        ticks: Sequence[int],
        stretched: Readings | None = None,
        places: int | None = None,
    ) -> None:
        self.values, self.unit, self.stretched = values, unit, stretched
        self._theme, self.places, self._foot, self._top = theme, places, foot, top
        self._count = values.values.shape[1]
        self.ground, self.labels = self._ground(ticks), self._labels(ticks)
        self.step = 0
        self.bars = self._bars(values.row(0))
        self.breaks = [bar.breaks(theme) for bar in self.bars]
        self.numbers = self._numbers(values.row(0), None)

    @property
    def pitch(self) -> float:
        """From row to row."""
        return float((self._top - self._foot) / self._count)

    @property
    def _wall(self) -> float:
        """How far from the axis the walls are, if there are any: no number crosses them."""
        return 0.0 if self.stretched is None else self.unit

    def y(self, entry: int) -> float:
        """Return the height of a row."""
        return self._top - (entry + 0.5) * self.pitch

    @property
    def shown(self) -> VGroup:
        """All of it as it is now."""
        return VGroup(self.ground, self.labels, *self.bars, *self.breaks, *self.numbers)

    def _ground(self, ticks: Sequence[int]) -> VGroup:
        """Return the axis and a line for each tick; between walls it is lighter than around."""
        made, theme = VGroup(), self._theme
        if self.stretched is not None:
            wide, high = self.unit * (max(ticks) - min(ticks)), self._top - self._foot
            room = Shape(rectangle(wide, high), fill_color=theme.panel, fill_opacity=1)
            made.add(room.move_to((AXIS, (self._top + self._foot) / 2, 0)).set_z_index(-2))
        look: dict[str, Any] = {"stroke_color": theme.line, "stroke_width": theme.thin}
        made.add(Line((AXIS - ROOM, self._foot, 0), (AXIS + ROOM, self._foot, 0), **look).set_z_index(-1))
        for tick in (*ticks, 0):
            wall = self.stretched is not None and tick != 0
            look["stroke_color"] = theme.proposes if wall else theme.muted
            look["stroke_width"] = theme.bold if wall else theme.thin
            x, head = AXIS + tick * self.unit, self._top if wall or tick == 0 else self._foot + TICK
            made.add(Line((x, self._foot, 0), (x, head, 0), **look).set_z_index(-1))
        return made

    def _labels(self, ticks: Sequence[int]) -> VGroup:
        """Return the number of each tick, below its line."""
        made, theme = VGroup(), self._theme
        for tick in (*ticks, 0):
            said = Label(phrase("{tick:0}", tick=WHOLE[MIDDLE + tick]), theme=theme, size=theme.small, colour="muted")
            made.add(said.sit_amid(AXIS + tick * self.unit, self._foot - 0.19))
        return made

    def _bars(self, row: Readings) -> list[Torn]:
        high = min(THICK, FILLED * self.pitch)
        look: dict[str, Any] = {"unit": self.unit, "height": high, "home": AXIS, "theme": self._theme}
        made = [Torn(row[entry], y=self.y(entry), **look) for entry in range(self._count)]
        return [placed(bar, lambda index: (None, self.y(index[-1]))) for bar in made]

    def _numbers(self, row: Readings, places: int | None) -> list[Numeral]:
        """Return the number of each bar that is there now."""
        made, theme = [], self._theme
        for entry, bar in enumerate(self.bars):
            value = float(row[entry].value)
            exact = plain(value) if places is None else places
            number = Numeral(
                row[entry], theme=theme, size=theme.label if self.pitch > ROOMY else theme.small, ink=theme.ink, places=exact
            )
            side = self._side(value)
            number.sit_amid(AXIS + side * (self._wall + BESIDE), self.y(entry), -side)
            made.append(tells(placed(number, lambda index: (None, self.y(index[-1]))), bar))
        return made

    @staticmethod
    def _side(value: float) -> int:
        """Return on which side of the axis the number of a value stands: -1 for the left."""
        return -1 if value >= 0 else 1

    def origins(self) -> list[Label]:
        """Return for each number what it was at first, beyond what is printed now."""
        made, first = [], self.values.row(0)
        for entry in range(self._count):
            value = float(first[entry].value)
            said = phrase(f"from {{start:{plain(value)}}}", start=first[entry])
            label, side = Label(said, theme=self._theme, size=self._theme.label, colour="muted"), self._side(value)
            label.sit_amid(AXIS + side * (self._wall + ORIGIN), self.y(entry), -side)
            made.append(placed(label, lambda index: (None, self.y(index[-1]))))
        return made

    def arrive(self, starts: Sequence[Point], large: float, run_time: float) -> list[Animation]:
        """Return animations in which the numbers come from elsewhere, ``large`` times their size there, and bars grow."""
        ways: list[Animation] = []
        for number, start in zip(self.numbers, starts, strict=True):
            way = Path(start, (float(number.get_x()), float(number.get_y())))
            ways.append(Travel(number, way, start=large, there=True, window=(0.0, 0.6), run_time=run_time))
        for bar, number in zip(self.bars, self.numbers, strict=True):
            ways.append(Grow(bar, bar.edge, causes=[number], window=(0.7, 1.0), run_time=run_time))
        broken = [each for each in self.breaks if len(each)]
        ways += [Appear(each, window=(0.9, 1.0), run_time=run_time) for each in broken]
        ground = Appear(self.ground, window=(0.0, 0.4), run_time=run_time)
        return [ground, Appear(self.labels, window=(0.62, 0.8), run_time=run_time), *ways]

    def stretch(self, step: int, run_time: float) -> Play:
        """Return the play in which all bars become as long as they are when they were multiplied for a step."""
        self.step = step
        if self.stretched is None:
            return self._become(self.values.row(step), self.places, run_time)
        return self._become(self.stretched.row(step - 1), None if step == 1 else self.places, run_time)

    def squash(self, run_time: float) -> Play:
        """Return the play in which all bars, stretched as they are, are squashed."""
        return self._become(self.values.row(self.step), self.places, run_time)

    def _become(self, row: Readings, places: int | None, run_time: float) -> Play:
        """Return the play in which bars become those of other values; the numbers give way at the middle of their move."""
        old, numbers, breaks = self.bars, self.numbers, self.breaks
        self.bars = self._bars(row)
        self.numbers = self._numbers(row, places)
        made = [bar.breaks(self._theme) for bar in self.bars]
        self.breaks = [before if len(before) and len(now) else now for before, now in zip(breaks, made, strict=True)]
        moves: list[Animation] = [
            Squeeze(bar, before, window=(0.0, THERE), run_time=run_time) for bar, before in zip(self.bars, old, strict=True)
        ]
        moves += give_way(numbers, self.numbers, run_time)
        return Play([*moves, *self._broken(breaks, run_time)], replaced=old)

    def _broken(self, old: Sequence[VGroup], run_time: float) -> Iterator[Animation]:
        """Yield animations in which breaks come and go with the ends of bars that leave the frame."""
        for before, now in zip(old, self.breaks, strict=True):
            if before is now:
                continue
            if len(before):
                yield Vanish(before, window=(0.0, WRITING), run_time=run_time)
            if len(now):
                yield Appear(now, window=(THERE - WRITING, THERE), run_time=run_time)


def give_way(before: Iterable[VMobject], after: Iterable[VMobject], run_time: float) -> list[Animation]:
    """Return animations in which what is written gives way to something else, within a frame, when bars are half as far."""
    turn: dict[str, Any] = {"window": (THERE / 2, THERE / 2 + AT_ONCE), "run_time": run_time}
    gone: list[Animation] = [Vanish(each, **turn) for each in before]
    return gone + [Appear(each, **turn) for each in after]

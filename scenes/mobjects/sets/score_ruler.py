"""Scores as marks on a ruler: they slide down by the largest, bend through exp, and become bars."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from manim import Line, VGroup, VMobject

from scenes.mobjects.bars import Pillar
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Display, Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["MIDDLE", "WHOLE", "Bend", "Mark", "Ruler", "Stand", "numeral", "pillars", "tops"]

STEPS = 1, 2, 5, 10, 20, 50, 100, 200
LINES = 9
"""So many lines has a ruler at the most."""
MIDDLE = len(SCALE_ENDS["scale.ruler"]) // 2
WHOLE = Readings("scale.ruler", (), np.array(SCALE_ENDS["scale.ruler"]))
POWERS = Readings("scale.exp", (), np.array(SCALE_ENDS["scale.exp"]))


class Places(Protocol):
    """Where the columns of words are."""

    pitches: list[float]

    def x(self, source: int) -> float:
        """Return the middle of the column of a word."""
        ...

    def over(self, index: tuple[int, ...]) -> tuple[float, None]:
        """Return the same of what a reading has as its index, at any height."""
        ...


class Stand(NamedTuple):
    """Where bars stand: how ``tall`` one for a value of one is, and the height of their ``floor``."""

    tall: float
    floor: float

    @property
    def nought(self) -> float:
        """The height of a value of nought."""
        return self.floor

    def y(self, value: float) -> float:
        """Return the height of a value."""
        return self.floor + self.tall * value


class Ruler:
    """Lines at whole numbers between ``low`` and ``high``, from ``foot`` to ``top``, with their numbers at the left.

    ``lines`` and ``labels`` are by their numbers.
    """

    def __init__(
        self, low: float, high: float, *, theme: Theme, left: float, right: float, foot: float, top: float, most: float = 0.8
    ) -> None:
        self.left, self.right, self._theme = left, right, theme
        self.unit = min(most, (top - foot) / max(high - low, 1e-9))
        self.nought = top - high * self.unit
        self.foot = self.nought + low * self.unit
        step = next(each for each in (*STEPS, 500) if (high - low) / each < LINES or each == 500)
        numbers = [each for each in range(int(np.ceil(low)), int(np.floor(high)) + 1) if each % step == 0]
        self.lines = {each: self._line(each) for each in numbers}
        self.labels = {each: self._label(each) for each in numbers}

    def y(self, value: float) -> float:
        """Return the height of a value: that of the foot for one that is below it."""
        return max(self.nought + value * self.unit, self.foot)

    def _line(self, number: int) -> Line:
        y, theme = self.y(number), self._theme
        colour = theme.muted if number == 0 else theme.line
        return Line((self.left, y, 0), (self.right, y, 0), stroke_color=colour, stroke_width=theme.thin)

    def _label(self, number: int) -> Label:
        theme = self._theme
        said = phrase("{number:0}", number=WHOLE[MIDDLE + number])
        return Label(said, theme=theme, size=theme.numeral, colour="muted").sit_amid(self.left - 0.12, self.y(number), 1)

    @property
    def shown(self) -> VGroup:
        """All lines and numbers."""
        return VGroup(*self.lines.values(), *self.labels.values())


class Mark(Box):
    """A score, or how far one is below the largest, as a small bar at its height on a ruler."""

    HIGH, WIDEST, WIDE = 0.1, 0.56, 0.7

    def __init__(self, reading: Reading, ruler: "Ruler | Stand", columns: Places, *, theme: Theme, colour: str = "ink") -> None:
        self.reading, self._ruler = reading, ruler
        source = reading.index[-1]
        width = min(self.WIDEST, self.WIDE * columns.pitches[source])
        super().__init__(
            width=width,
            height=self.HIGH,
            corner_radius=min(0.04, 0.4 * width),
            fill_color=theme.colour(colour),
            fill_opacity=1,
        )
        self.move_to((columns.x(source), ruler.y(float(reading.value)), 0))
        placed(self, columns.over)

    def _rule(self, value: float) -> float:
        return self._ruler.y(value) - self._ruler.nought

    def displays(self) -> Iterator[Display]:
        """Yield the reading at whose height it is."""
        yield Display(self.reading, "length", float(self.get_y()) - self._ruler.nought, self._rule)


ABOVE = 0.2
NUMERAL = 0.66
"""How far a mark's number is above it, and below; the least pitch with room for it."""


def numeral(mark: Mark, columns: Places, *, theme: Theme, below: bool = False, colour: str = "ink") -> VGroup:
    """Return the number of a mark, on a plate that hides the lines behind it; nothing where its column is slim."""
    source = mark.reading.index[-1]
    if columns.pitches[source] < NUMERAL:
        return VGroup()
    x, y = float(mark.get_x()), float(mark.get_y()) + (-ABOVE if below else ABOVE)
    label = Label(phrase("{value:2}", value=mark.reading), theme=theme, size=theme.numeral, colour=colour).sit_amid(x, y)
    plate = Box(width=label.width + 0.06, height=0.2, corner_radius=0.05, fill_color=theme.ground, fill_opacity=1)
    return VGroup(plate.move_to((x, y, 0)), placed(label, columns.over))


class Bend:
    """The right half of a ruler's lines, from ``left`` to ``right``: level at first, and bent by exp within ``box`` (two x).

    A gap of nought is one, at the height of nought; the ``floor`` is none at all.
    """

    def __init__(self, ruler: Ruler, box: tuple[float, float], right: float, floor: float, *, theme: Theme) -> None:
        self.ruler, self.box, self.right, self.floor = ruler, box, right, floor
        self.stand = Stand(ruler.nought - floor, floor)
        self._theme = theme
        numbers = [number for number in ruler.lines if number <= 0]  # no gap is larger
        self.lines = [
            VMobject(stroke_color=theme.muted if number == 0 else theme.line, stroke_width=theme.thin) for number in numbers
        ]
        self._heights = [ruler.y(number) for number in numbers]
        self._bent = [self.power(number) for number in numbers]
        for line, points in zip(self.lines, self.shape(1.0), strict=True):
            line.points = points

    def power(self, gap: float) -> float:
        """Return the height of exp of a gap."""
        return self.stand.y(float(np.exp(gap)))

    def shape(self, share: float) -> list[np.ndarray]:
        """Return the points of all lines when they are bent so much, 0..1."""
        return [self._course(y, y + share * (bent - y)) for y, bent in zip(self._heights, self._bent, strict=True)]

    def _course(self, y: float, bent: float) -> np.ndarray:
        (start, end), right = self.box, self.right
        half = (end - start) / 2
        curve = [(start, y), (start + half, y), (end - half, bent), (end, bent)]
        level = [(end, bent), (end + (right - end) / 3, bent), (right - (right - end) / 3, bent), (right, bent)]
        return np.array([(x, y, 0.0) for x, y in (*curve, *level)])

    def labels(self, numbers: int = 3) -> VGroup:
        """Return the numbers behind exp, on its lines: of nought, of minus one and of minus two, and nought at the floor."""
        theme, made = self._theme, VGroup()
        shown = [number for number in sorted(self.ruler.lines, reverse=True) if 0 >= number > -numbers]
        said = [(phrase(f"{{power:{0 if number == 0 else 2}}}", power=POWERS[-number]), self.power(number)) for number in shown]
        said.append((phrase("{power:0}", power=WHOLE[MIDDLE]), self.floor))
        for text, y in said:
            label = Label(text, theme=theme, size=theme.numeral, colour="muted")
            made.add(label.sit_amid(self.box[1] + 0.5, y + 0.13, 1))
        return made


def pillars(powers: Readings, columns: Places, stand: Stand, *, theme: Theme) -> list[Pillar]:
    """Return the bars of all powers, ``(source,)``, on the floor of their stand."""
    made = []
    for source, power in enumerate(powers.flat()):
        width = min(0.5, 0.7 * columns.pitches[source])
        bar = Pillar(power, unit=stand.tall, width=width, x=columns.x(source), floor=stand.floor, paint=theme.looks)
        made.append(placed(bar, columns.over))
    return made


def tops(bars: Sequence[Pillar], columns: Places, *, theme: Theme, least: float) -> list[VGroup]:
    """Return the number of each bar above it; nothing where it is smaller than ``least``, or its column too narrow."""
    made = []
    for source, bar in enumerate(bars):
        label = Label(phrase("{power:2}", power=bar.reading), theme=theme, size=theme.numeral)
        if float(bar.reading.value) < least or label.width > columns.pitches[source] - 0.04:
            made.append(VGroup())
            continue
        y = float(bar.get_top()[1]) + 0.17
        plate = Box(width=label.width + 0.06, height=0.2, corner_radius=0.05, fill_color=theme.ground, fill_opacity=1)
        made.append(VGroup(plate.move_to((columns.x(source), y, 0)), placed(label.sit_amid(columns.x(source), y), columns.over)))
    return made

"""Scores as marks on a ruler, and the bars of their powers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

import numpy as np
from manim import Line, VGroup

from scenes.mobjects.bars import Pillar
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Display, Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["MIDDLE", "WHOLE", "Mark", "Ruler", "Stand", "numeral", "pillars", "tops"]

STEPS = 1, 2, 5, 10, 20, 50, 100, 200
LINES = 9
"""So many lines has a ruler at the most."""
TICK = 0.12
"""How long one is that is not at nought."""
MIDDLE = len(SCALE_ENDS["scale.ruler"]) // 2
WHOLE = Readings("scale.ruler", (), np.array(SCALE_ENDS["scale.ruler"]))


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
    """Ticks at whole numbers from ``low`` to ``high``, ``foot`` to ``top``, a line at nought; numbers at their left.

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
        right = self.right if number == 0 else self.left + TICK
        return Line((self.left, y, 0), (right, y, 0), stroke_color=theme.muted, stroke_width=theme.thin)

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

    def __init__(self, reading: Reading, ruler: "Ruler | Stand", columns: Places, *, theme: Theme, colour: str = "looks") -> None:
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


ABOVE = 0.22
NUMERAL, ROOMY = 0.66, 1.0
"""How far a mark's number is above it, or below; the least pitch with room for it, and with room for a larger one."""


def numeral(
    mark: Mark, columns: Places, *, theme: Theme, below: bool = False, says: str = "{value:2}", less: Reading | None = None
) -> VGroup:
    """Return the number of a mark, or what is to be said of it; nothing where its column is slim.

    What is taken off all marks, ``less``, has a shorter index: it says no column.
    """
    pitch = columns.pitches[mark.reading.index[-1]]
    size = theme.small if pitch > ROOMY else theme.numeral
    label = Label(phrase(says, value=mark.reading, **({} if less is None else {"less": less})), theme=theme, size=size)
    if pitch < max(NUMERAL, label.width + 0.1):
        return VGroup()
    y = float(mark.get_y()) + (-ABOVE if below else ABOVE)
    deep = len(mark.reading.index)
    return VGroup(
        placed(label.sit_amid(float(mark.get_x()), y), lambda index: columns.over(index) if len(index) == deep else (None, None))
    )


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
        label = Label(phrase("{power:2}", power=bar.reading), theme=theme, size=theme.small)
        if float(bar.reading.value) < least or label.width > columns.pitches[source] - 0.04:
            made.append(VGroup())
            continue
        y = float(bar.get_top()[1]) + 0.17
        made.append(VGroup(placed(label.sit_amid(columns.x(source), y), columns.over)))
    return made

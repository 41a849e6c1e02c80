"""A round of one item again and again and another one at its end: a column each, in which C, a gate and a share are below it."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Pillar, Swing
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Light, Path, turns
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Display, Reading, Readings, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.text import BOLD, MEDIUM, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Swatch

__all__ = ["CountLanes", "Lane", "Mark"]

CHIP, WIDEST = 0.38, 0.92
"""How high a chip is at the least; the part of a pitch that a bar is wide."""
AWAY, TICK, ROOM = 0.16, 0.08, 0.22
"""From the end of a bar to its number; how far the lines of an axis reach to the left; from there to what they stand for."""
CROWDED, CLEAR = 0.4, 0.13
"""Units between two lines of an axis: with less not each whole number has one; and between a line and the middle of a number."""
VESSEL, EDGE = (0.8, 0.56), 0.06
"""The width and height of a gate, of which the former is less where columns are narrow; from it to the edges of its row."""
ITEM, SHOWN, SHARE = (0.0, 0.3), (0.6, 0.8), (0.7, 1.0)
"""In which part of its turn what is of an item happens: its chip lights up, the gate and the share come."""
STEP, SAID = {True: (0.1, 0.75), False: (0.15, 0.6)}, {True: (0.7, 1.0), False: (0.5, 0.7)}
"""In which part the step of C is taken, and its number comes: if there is nothing else, and with what is below."""


class Mark(Line):
    """A line at the height of a value, by a measure of so much a ``unit`` from ``zero`` on: its middle is at ``x``."""

    def __init__(self, reading: Reading, *, unit: float, zero: float, x: float, width: float, theme: Theme, colour: str) -> None:
        self.reading, self._unit, self._zero = reading, unit, zero
        y = zero + self._rule(float(reading.value))
        super().__init__((x - width / 2, y, 0), (x + width / 2, y, 0))
        self.set_stroke(theme.colour(colour), theme.stroke)

    def _rule(self, value: float) -> float:
        return value * self._unit

    def displays(self) -> Iterator[Display]:
        """Yield the reading at whose height it is, with the height that it really has."""
        yield Display(self.reading, "length", float(self.get_y()) - self._zero, self._rule)


class Lane:
    """The columns of some ``items``, readings, between the edges of an ``area``: a chip each, at the height ``y``.

    Chips are ``large`` times as large as else, or as large as there is room for.
    """

    def __init__(self, items: Sequence[Reading], area: Area, *, y: float, theme: Theme, large: float = 1.0) -> None:
        self._theme, self._first = theme, items[0].index[0]
        self.area, self.count = area, len(items)
        self.pitch = area.width / self.count
        made = [self._chip(item, y, ends=number == self.count - 1) for number, item in enumerate(items)]
        size = min(large, WIDEST * self.pitch / max(float(chip.width) for chip in made))
        self.chips = [chip.scale(size) for chip in made]

    def come(self, before: "Lane", run_time: float, window: tuple[float, float]) -> list[Animation]:
        """Return animations in which the chips come from where those of the same items stood before, which are to be gone."""
        plays = list[Animation]()
        for chip, old in zip(self.chips, before.chips, strict=True):
            way = [(float(each.get_x()), float(each.get_y())) for each in (old, chip)]
            size = float(old.width) / float(chip.width)
            plays.append(Pass(chip, Path(*way), start=size, there=True, window=window, run_time=run_time))
        return plays

    def x(self, time: int) -> float:
        """Return the middle of the column of an item, by its index."""
        return self.area.left + (time - self._first + 0.5) * self.pitch

    def _chip(self, item: Reading, y: float, *, ends: bool) -> Chip:
        made = Chip(phrase("{item:short}", item=item), theme=self._theme, state="current" if ends else "past", high=CHIP)
        placed(made.word, lambda index: (self.x(index[0]), y))
        return made.move_to((self.x(item.index[0]), y, 0))


class CountLanes(Lane):
    """A round: below each item the C of a unit as a step of a stair, and below that, if they are given, a gate and a share.

    ``cells``, ``gates`` and ``shares`` are readings, one of each item. The stair is in ``stair``, by one measure from a line for
    nought, with the numbers of an axis at its left; pillars of shares stand on the foot of ``bottom``. ``marks`` are values of C,
    of each item but the last, by the same measure: those that the stair has are lines over it, called as they are ``marked``.
    """

    def __init__(
        self,
        items: Sequence[Reading],
        cells: Sequence[Reading],
        area: Area,
        *,
        y: float,
        stair: Area,
        notation: Notation,
        theme: Theme,
        gates: Sequence[Reading] = (),
        gate_y: float = 0.0,
        shares: Sequence[Reading] = (),
        bottom: Area | None = None,
        marks: Sequence[Reading] = (),
        marked: str = "",
    ) -> None:
        super().__init__(items, area, y=y, theme=theme)
        self._notation = notation
        self._measure([float(each.value) for each in cells], stair)
        self.marks = {number: made for number, each in enumerate(marks) if (made := self._mark(each)) is not None}
        self.steps = [self._step(each) for each in cells]
        self.numbers = [self._number(number) for number in range(self.count)]
        self.said = self._said(marked)
        self.gates = [self._gate(each, gate_y) for each in gates]
        self.pillars = [self._pillar(each, bottom) for each in shares] if bottom is not None else []
        self.printed = [self._printed(pillar) for pillar in self.pillars]
        self.axis = self._axis()
        heights = [gate_y + side * (VESSEL[1] / 2 + EDGE) for side in (-1, 1)] if gates else []
        heights += [bottom.bottom] if bottom is not None else []
        self.floor = VGroup(*(Line((area.left, y, 0), (area.right, y, 0)).set_stroke(theme.line, theme.thin) for y in heights))

    def tick(self, number: int, turn: tuple[float, float], run_time: float) -> list[Animation]:
        """Return animations in which an item is read, by its number in the round, in its ``turn`` of a run time."""
        how: dict[str, Any] = {"run_time": run_time}

        def when(span: tuple[float, float]) -> dict[str, Any]:
            start, end = (turn[0] + part * (turn[1] - turn[0]) for part in span)
            return {"window": (start, end), **how}

        step, alone = self.steps[number], not self.gates and not self.pillars
        plays: list[Animation] = [
            Light(self.chips[number], self._theme, **when(ITEM)),
            Grow(step, "bottom" if step.stands else "top", start=self._begun(number), **when(STEP[alone])),
            Appear(self.numbers[number], **when(SAID[alone])),
        ]
        if number in self.marks:
            said = [self.said] if self.said is not None and not number else []
            plays.append(Appear(VGroup(self.marks[number], *said), **when(SAID[alone])))
        plays += [Appear(each, **when(SHOWN)) for each in self.gates[number : number + 1]]
        for pillar, printed in zip(self.pillars[number : number + 1], self.printed[number : number + 1], strict=True):
            plays += [Grow(pillar, "bottom", **when(SHARE)), Appear(printed, **when(SHARE))]
        return plays

    def read(self, first: int, last: int, run_time: float) -> list[Animation]:
        """Return animations in which the items from one number to before another are read, one after the other."""
        return [each for number, turn in enumerate(turns(last - first), first) for each in self.tick(number, turn, run_time)]

    @property
    def everything(self) -> list[VMobject]:
        """All that there is."""
        said = [] if self.said is None else [self.said]
        rows = self.chips, self.steps, self.numbers, self.marks.values(), said, self.gates, self.pillars, self.printed
        return [*chain.from_iterable(rows), self.axis, self.floor]

    # -- pieces ------------------------------------------------------------------------------------------------------------

    def _measure(self, values: Sequence[float], stair: Area) -> None:
        low, high = min(0.0, *values), max(0.0, *values)
        self.stair = stair.inset(top=2 * CLEAR) if high > 0.0 else stair  # below the chips there is to be room for numbers
        self.unit = self.stair.height / max(high - low, 1e-9)
        self.zero = self.stair.bottom - low * self.unit
        self._pace = next(each for each in (1, 2, 5, 10, 20, 50, 1000) if each * self.unit >= CROWDED)

    def _begun(self, number: int) -> float:
        """Return how long a step is at first, as a share of its length: up to where the one before it ends, on the same side."""
        before, now = (float(self.steps[each].reading.value) if each >= 0 else 0.0 for each in (number - 1, number))
        return before / now if before * now > 0.0 else 0.0

    def _step(self, reading: Reading) -> Swing:
        made = Swing(
            reading, unit=self.unit, width=WIDEST * self.pitch, x=self.x(reading.index[0]), y=self.zero, theme=self._theme
        )
        return placed(made, lambda index: (self.x(index[0]), None))

    def _number(self, number: int) -> Label:
        """Return the number of a step, beyond its end, where no line goes through it."""
        step = self.steps[number]
        side = 1 if step.stands else -1
        made = Label(phrase("{value}", value=step.reading), theme=self._theme, size=self._theme.small, weight=MEDIUM)
        y = float((step.get_top() if step.stands else step.get_bottom())[1]) + side * AWAY
        for _ in range(2):
            pace = self._pace * self.unit
            lines = [self.zero + round((y - self.zero) / pace) * pace]
            lines += [float(self.marks[number].get_y())] if number in self.marks else []
            y = next((line + side * CLEAR for line in lines if abs(y - line) < CLEAR - 1e-6), y)
        return placed(made.sit_amid(float(step.get_x()), y), lambda index: (self.x(index[0]), y))

    def _mark(self, reading: Reading) -> Mark | None:
        """Return the mark of a value in an item's column, if the stair has it."""
        y = self.zero + float(reading.value) * self.unit
        if not self.stair.bottom <= y <= self.stair.top:
            return None
        x = self.x(reading.index[0])
        made = Mark(reading, unit=self.unit, zero=self.zero, x=x, width=self.pitch, theme=self._theme, colour="shows")
        return placed(made, lambda index: (self.x(index[0]), None))

    def _said(self, marked: str) -> Label | None:
        """Return what is said of the marks, at the first of them, on its side of nought, if no step is in the way."""
        if not marked or 0 not in self.marks:
            return None
        y = float(self.marks[0].get_y())
        side = 1 if y < self.zero else -1
        made = Label(marked, theme=self._theme, size=self._theme.small, colour="shows")
        stays(made.sit_amid(self.area.left + ROOM / 2, y + side * AWAY, -1))
        columns = range(min(self.count, int(made.width / self.pitch) + 1))
        ends = [float(self.numbers[each].get_y()) for each in columns]
        return made if all(side * (end - float(made.get_y())) > 2 * CLEAR for end in ends) else None

    def _gate(self, reading: Reading, y: float) -> Swatch:
        size = min(VESSEL[0], WIDEST * self.pitch), VESSEL[1]
        made = swatch(reading, notation=self._notation, theme=self._theme, size=size)
        placed(made.patch, lambda index: (self.x(index[0]), y))
        return made.move_to((self.x(reading.index[0]), y, 0))

    def _pillar(self, reading: Reading, bottom: Area) -> Pillar:
        look: dict[str, Any] = {"unit": bottom.height, "floor": bottom.bottom, "paint": self._theme.ink}
        made = Pillar(reading, width=0.5 * self.pitch, x=self.x(reading.index[0]), **look)
        return placed(made, lambda index: (self.x(index[0]), None))

    def _printed(self, pillar: Pillar) -> Label:
        made = Label(phrase("{share}", share=pillar.reading), theme=self._theme, size=self._theme.small, weight=BOLD)
        y = float(pillar.get_top()[1]) + AWAY
        return placed(made.sit_amid(float(pillar.get_x()), y), lambda index: (self.x(index[0]), y))

    def _axis(self) -> VGroup:
        """Return lines at whole numbers, that at nought more distinct, and at their left what they stand for."""
        theme, left, made = self._theme, self.area.left, VGroup()
        ruler = np.array(SCALE_ENDS["scale.ruler"])
        for mark in Readings("scale.ruler", (), ruler).flat():
            y = self.zero + float(mark.value) * self.unit
            if self.stair.bottom - 1e-6 <= y <= self.stair.top + 1e-6 and float(mark.value) % self._pace == 0:
                made.add(Line((left - TICK, y, 0), (self.area.right, y, 0)))
                made[-1].set_stroke(theme.line if mark.value else theme.muted, theme.thin)
                said = Label(phrase("{mark:0}", mark=mark), theme=theme, size=theme.small, colour="muted")
                made.add(stays(said.sit_amid(left - ROOM, y, 1)))
        return made

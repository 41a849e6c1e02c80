"""The small network that scores a pair: W s and U h meet, tanh bounds them, v weighs them, and the products make the score."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, NamedTuple

import numpy as np
from manim import Line, Rectangle, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.colours import signed
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Display, Reading, Readings, phrase
from scenes.mobjects.shapes import Box, Bundle
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["Pair", "Panel", "Reach", "Term", "equation_of_a_score"]

EQUATION = 0.9
"""How wide the equation of a score is, of the room beside a panel that is half open."""


class Pair(NamedTuple):
    """What the scorer computes for one pair: U h, the sums, their tanh, the products, each ``(scorer,)``, and the score.

    ``rest`` is what the units add together that have no row of their own.
    """

    annotation: Readings
    sums: Readings
    squashed: Readings
    products: Readings
    rest: Reading
    score: Reading


class Reach(NamedTuple):
    """How far sums of products go, at the least and at the most: what a row of terms tip to tail needs room for."""

    low: float
    high: float


class Term(Rectangle):
    """A term of a sum, as a bar from where the terms before it end, to the right for one above nought, else to the left."""

    def __init__(self, reading: Reading, *, unit: float, start: float, y: float, height: float, theme: Theme, paint: str) -> None:
        self.reading, self._unit = reading, unit
        long = self._rule(float(reading.value))
        self._way = 1.0 if long >= 0 else -1.0
        super().__init__(width=max(abs(long), 1e-6), height=height, stroke_width=0, fill_color=paint, fill_opacity=1)
        self.move_to((start + long / 2, y, 0))

    def _rule(self, value: float) -> float:
        return value * self._unit

    def displays(self) -> Iterator[Display]:
        """Yield the reading that is its length, below nought if it goes to the left."""
        yield Display(self.reading, "length", float(self.width) * self._way, self._rule)


class Tip(Box):
    """Where a sum ends: a mark for the score that it is, before that goes to its ruler."""

    def __init__(self, score: Reading, *, theme: Theme) -> None:
        super().__init__(width=0.36, height=0.1, corner_radius=0.04, fill_color=theme.ink, fill_opacity=1)
        self.reading = score


class Panel(VGroup):
    """The network with nothing in it: a frame, W and U, the signs between its columns, tanh.

    It fills ``area``. Rows are ``units``, in order, and above them one for all others, if ``others`` says how many they are.
    With ``numerals`` cells have their numbers, and columns their heads, with the signs between these, where nothing crosses them;
    such a panel opens in parts, ``multiplying``, ``bounding`` and ``adding``, each with a wider frame. ``reach`` is what the sum
    of products needs room for. What is in it lies over its frame, and below its operators.
    """

    SLOTS: ClassVar = {
        "gate": 0.045,
        "projected_annotations": 0.15,
        "plus": 0.208,
        "projected_states": 0.266,
        "equals": 0.318,
        "scorer_preactivation": 0.37,
        "tanh": 0.45,
        "scorer_hidden": 0.53,
        "times": 0.585,
        "scorer_vector": 0.64,
        "gives": 0.692,
    }
    TERMS = 0.725, 0.975
    NARROW, HALF = 0.335, 0.575  # where the frame ends at first, and then, in widths of the panel
    CELL, HIGH = 0.058, 0.8  # the width of a cell, in widths of the panel; its height, in rows
    HEADS: ClassVar = (
        ("projected_annotations", "U h"),
        ("projected_states", "W s"),
        ("scorer_preactivation", "sum"),
        ("scorer_hidden", "tanh"),
        ("scorer_vector", "v"),
    )

    def __init__(
        self, units: Sequence[int], area: Area, *, others: Reading | None, reach: Reach, numerals: bool, theme: Theme
    ) -> None:
        super().__init__()
        self._units, self._area, self._theme, self.numerals = units, area, theme, numerals
        self.others, self.foot = others, area.bottom
        head, foot = (0.62, 0.66) if numerals else (0.24, 0.6)
        rows = len(units) + (others is not None)
        self._pitch = min(0.4, (area.height - head - foot) / rows)
        self._first = area.top - head - (area.height - head - foot - self._pitch * rows) / 2 - self._pitch / 2
        self._lead = int(others is not None)
        self.total = self.y(len(units)) - (0.1 if numerals else 0.06)
        self.left, self.right = (area.left + part * area.width for part in self.TERMS)
        self.unit = (self.right - self.left) / max(reach.high - reach.low, 1e-9)
        self.nought = self.left - reach.low * self.unit
        self.frame = self.framed(1.0)
        middle = self.y((len(units) - 1) / 2)
        self.annotation_gate = self._gate("scorer_annotation_weight", middle + 0.26 * area.height)
        self.state_gate = self._gate("scorer_state_weight", middle - 0.26 * area.height)
        self.squash = self._squash(middle)
        for operator in (self.annotation_gate, self.state_gate, self.squash):
            operator.set_z_index(1)
        plus, equals, times, gives = self._signs(area.top - 0.3 if numerals else middle)
        self.signs = VGroup(plus, equals, times, gives, self._axis())
        self.add(self.frame, self.annotation_gate, self.state_gate, self.squash, self.signs)
        if numerals:
            heads = self._heads(area.top - 0.3)
            unnamed = self._others()
            self.texts = [self.signs, *heads, *unnamed]
            self.add(*self.texts[1:])
            self.multiplying = VGroup(self.annotation_gate, self.state_gate, heads[0], plus, heads[1])
            self.bounding = VGroup(equals, heads[2], self.squash, heads[3])
            self.adding = VGroup(times, heads[4], gives, heads[5], self.signs[4], *unnamed)

    def framed(self, share: float) -> Box:
        """Return the frame, closed after a share of its width; it is below all else, unless a group that it is in is not."""
        area = self._area
        frame = self._box(share * area.width, area.height, "line").move_to((area.left + share * area.width / 2, area.y, 0))
        return frame.set_z_index(-1)

    def x(self, name: str) -> float:
        """Return the middle of a column."""
        return self._area.left + self.SLOTS[name] * self._area.width

    def y(self, row: float) -> float:
        """Return the height of a unit's row, by its number among those shown; that of the others is -1."""
        return self._first - (row + self._lead) * self._pitch

    def column(self, values: Readings) -> Bundle:
        """Return the units' values, of ``(scorer,)``, as cells at their places."""
        size = (self.CELL * self._area.width, self.HIGH * self._pitch)
        made = Bundle()
        for row, unit in enumerate(self._units):
            cell = swatch(values[unit], notation=NOTATION, theme=self._theme, size=size, numeral=self.numerals)
            made.add(cell.shift((self.x(values.key), self.y(row), 0)))
        return made

    def terms(self, pair: Pair, first: Reading | None) -> tuple[list[Term], VGroup, float]:
        """Return the products of a pair as bars tip to tail, what the other units add first; and where they end, in x.

        Between them are thin lines, from the tip of one to the foot of the next, in a group.
        """
        theme, pen, made, ties = self._theme, self.nought, [], VGroup()
        entries = [(pair.rest, -1)] if first is not None else []
        entries += [(pair.products[unit], row) for row, unit in enumerate(self._units)]
        for reading, row in entries:
            value = float(reading.value)
            paint = theme.others if row < 0 else signed(1.0 if value >= 0 else -1.0, theme)
            height = self.HIGH * self._pitch * 0.85
            made.append(Term(reading, unit=self.unit, start=pen, y=self.y(row), height=height, theme=theme, paint=paint))
            pen += value * self.unit
            foot = self.y(row + 1) if row + 1 < len(self._units) else self.total
            ties.add(Line((pen, self.y(row), 0), (pen, foot, 0), stroke_color=theme.muted, stroke_width=theme.thin))
        return made, ties, pen

    def lens(self, unit: int, share: float = 1.0) -> Box:
        """Return a frame around the row of a unit, in the part of the panel that a share of its width is."""
        row, theme = self._units.index(unit), self._theme
        left, right = self.x("projected_annotations") - 0.42, self._area.left + share * self._area.width - 0.15
        frame = Box(
            width=right - left,
            height=self._pitch,
            corner_radius=0.08,
            stroke_color=theme.focus,
            stroke_width=theme.stroke,
        )
        return frame.move_to(((left + right) / 2, self.y(row), 0))

    def _box(self, width: float, height: float, colour: str, radius: float = 0.16) -> Box:
        theme = self._theme
        return Box(
            width=width,
            height=height,
            corner_radius=radius,
            stroke_color=theme.colour(colour),
            stroke_width=theme.stroke,
            fill_color=theme.panel if colour == "line" else theme.ground,
            fill_opacity=1,
        )

    def _gate(self, name: str, y: float) -> VGroup:
        theme, x = self._theme, self.x("gate")
        letter = Symbol(name, notation=NOTATION, theme=theme, size=theme.symbol * (0.95 if self.numerals else 0.8))
        side = 0.52 if self.numerals else 0.42
        gate = VGroup(self._box(side, side, letter.quantity.role, 0.1), letter).move_to((x, y, 0))
        named(stays(letter), name)
        return gate

    def _squash(self, middle: float) -> VGroup:
        """Return tanh as a box as tall as the rows, with its curve in it."""
        theme, tall = self._theme, self._pitch * len(self._units)
        wide = 0.05 * self._area.width
        box = self._box(wide, tall, "looks", 0.1).move_to((self.x("tanh"), middle, 0))
        steps = np.linspace(-2.6, 2.6, 25)
        curve = VMobject(stroke_color=theme.looks, stroke_width=theme.stroke)
        curve.set_points_as_corners(np.column_stack([steps / 2.6 * wide * 0.36, np.tanh(steps) * wide * 0.42, 0 * steps]))
        return VGroup(box, curve.move_to((self.x("tanh"), middle, 0)))

    def _signs(self, y: float) -> list[VMobject]:
        signs: list[VMobject] = []
        for slot, name in (("plus", "plus"), ("equals", "equals"), ("times", "times"), ("gives", "equals")):
            sign = Symbol(name, theme=self._theme, size=self._theme.symbol * 0.6).move_to((self.x(slot), y, 0))
            signs.append(named(stays(sign), name))
        return signs

    def _axis(self) -> Line:
        """Return the line of nought, from which the sum begins."""
        top, theme = self.y(-self._lead) + 0.5 * self._pitch, self._theme
        return Line((self.nought, top, 0), (self.nought, self.total - 0.1, 0), stroke_color=theme.muted, stroke_width=theme.thin)

    def _others(self) -> list[VMobject]:
        """Return how many units have no row of their own, beside what they add together."""
        if self.others is None:
            return []
        said = phrase("the other {others:0} units", others=self.others)
        label = Label(said, theme=self._theme, size=self._theme.numeral, colour="muted")
        return [stays(label.sit_amid(self.x("scorer_vector") + 0.33, self.y(-1), 1))]

    def score(self, score: Reading, tip: float) -> "tuple[Tip, VGroup]":
        """Return the score at the tip of its last term: a mark that is to go to the ruler, and its number."""
        theme = self._theme
        mark = Tip(score, theme=theme)
        label = Label(
            phrase("score {score:2}" if self.numerals else "{score:2}", score=score),
            theme=theme,
            size=theme.small if self.numerals else theme.numeral,
        )
        middle = min(tip, self._area.right - label.width / 2 - 0.1)
        return mark.move_to((tip, self.total - 0.04, 0)), VGroup(
            label.sit_amid(middle, self.total - (0.3 if self.numerals else 0.24))
        )

    def _heads(self, y: float) -> list[VMobject]:
        theme = self._theme
        heads = [
            stays(Label(said, theme=theme, size=theme.small, colour="muted").sit_amid(self.x(key), y)) for key, said in self.HEADS
        ]
        said = Label("products, tip to tail", theme=theme, size=theme.small, colour="muted")
        return [*heads, stays(said.sit_amid((self.left + self.right) / 2, y))]


def equation_of_a_score(area: Area, *, theme: Theme) -> VGroup:
    """Return the equation of a score, and what is the same in all scores, at the right of where a panel in ``area`` opens."""
    x = area.left + (1 + Panel.HALF) / 2 * area.width
    equation = Equation("scores", notation=NOTATION, theme=theme)
    equation.scale(EQUATION * (1 - Panel.HALF) * area.width / equation.width).move_to((x, area.y + 0.2, 0))
    said = Label("U, W and v are the same for all words.", theme=theme, size=theme.small, colour="muted")
    return VGroup(named(stays(equation), "scores"), stays(said.sit_amid(x, area.y - 0.4)))

"""The small network that scores a pair: W s and U h meet, tanh bounds them, v weighs them, and the products make the score."""

from collections.abc import Sequence
from typing import Any, ClassVar, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.colours import signed
from scenes.mobjects.leaves import leaves_of, set_fill
from scenes.mobjects.motion import Own
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import named, side_by_side, stays
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.score_pair import Pair, Places, Reach, Term, Tip
from scenes.mobjects.shapes import Box, Bundle, plate
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire

__all__ = ["Folded", "Formula", "Lit", "Others", "Panel", "gate", "tanh_curve"]


class Lit(Own):
    """Glyphs of a formula that were not to be seen come in, where they are."""

    def __init__(self, formula: VMobject, glyphs: Sequence[VMobject], **kwargs: Any) -> None:
        self._glyphs = glyphs
        super().__init__(formula, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        for glyph in self._glyphs:
            set_fill(glyph, self.rate_func(alpha))


class Formula(VGroup):
    """The equation of a score, of which only those parts are to be seen that were told; amid ``at``."""

    def __init__(self, at: tuple[float, float], wide: float, *, theme: Theme) -> None:
        super().__init__()
        self.equation = Equation("scores", notation=NOTATION, theme=theme)
        self.equation.scale(wide / self.equation.width).move_to((*at, 0))
        named(stays(self.equation), "scores")
        for glyph in leaves_of(self.equation):
            set_fill(glyph, 0.0)
        self.add(self.equation)

    def tell(self, *parts: str, run_time: float) -> Animation:
        """Return the animation in which parts of it come in, by their names."""
        return Lit(self.equation, self.equation.part(*parts), run_time=run_time)


class Others(NamedTuple):
    """The products of the units without rows, as thin cells, which become one cell with their sum; and how many they are."""

    strips: Bundle
    cell: Swatch
    note: Label


class Folded(NamedTuple):
    """The small network: its frame, the sign of the sum, wires in it, v, and the corner of the wire on which scores leave it."""

    frame: Box
    plus: Symbol
    wires: VGroup
    vector: VGroup
    corner: tuple[float, float]


class Panel(VGroup):
    """The network with nothing in it: a frame, W below, where the state comes in, U above, where words do, tanh, and v.

    It fills ``area``. Rows are ``units``, in order; all other units, the ``rest``, have one row below these for what they add up
    to. ``reach`` is what the sum of products needs room for, ``places`` how numbers are printed. ``column`` makes the cells of a
    column, ``others`` those of the rest, ``terms`` the bars at the right. ``fold`` makes the small panel that it becomes.
    """

    SLOTS: ClassVar = {
        "projected_states": 0.11,
        "scorer_preactivation": 0.19,
        "projected_annotations": 0.27,
        "tanh": 0.345,
        "scorer_hidden": 0.43,
        "scorer_vector": 0.54,
        "scorer_products": 0.65,
    }
    TERMS = 0.72, 0.975
    CELL, HIGH = 0.075, 0.84  # the width of a cell, in widths of the panel; its height, in rows
    GATE, THIN, GAP = 0.42, 1.7, 0.3  # the side of a gate; how many rows' room all thin cells have, and what is above them
    FOLDED, LOW = 6.0, 0.26  # how wide it is when folded; how far above its lower edge the score then leaves

    def __init__(
        self, units: Sequence[int], rest: Sequence[int], area: Area, *, reach: Reach, places: Places, theme: Theme
    ) -> None:
        super().__init__()
        self._units, self._rest, self._area, self._theme, self._places = units, rest, area, theme, places
        rows = len(units) + (self.GAP + self.THIN if rest else 0.0) + 1.0
        top, bottom = area.top - 0.4, area.bottom + 0.02
        self._pitch = min(0.5, (top - bottom) / rows)
        self._first = top - (top - bottom - rows * self._pitch) / 2 - self._pitch / 2
        self.total = self.y(rows - 1.0) - 0.02
        self.left, self.right = (area.left + part * area.width for part in self.TERMS)
        self.unit = (self.right - self.left) / max(reach.high - reach.low, 1e-9)
        self.nought = self.left - reach.low * self.unit
        self.frame = plate(area.width, area.height, "line", theme=theme, radius=0.16).move_to((area.x, area.y, 0))
        self.middle = self.y((len(units) - 1) / 2)
        self.state_gate = gate("scorer_state_weight", (self.x("projected_states"), area.bottom), self.GATE, theme=theme)
        self.annotation_gate = gate(
            "scorer_annotation_weight", (self.x("projected_annotations"), area.top), self.GATE, theme=theme
        )
        self.squash = self._squash(self.middle)
        for operator in (self.annotation_gate, self.state_gate, self.squash):
            operator.set_z_index(1)
        self.plus = self._sign("plus", self.x("scorer_preactivation"), self.middle)
        self.axis = self._axis()
        self.heads = {key: self._head(key, said) for key, said in (("tanh", "tanh"), ("scorer_vector", "v"))}
        self.begun = [self.frame, self.state_gate, self.annotation_gate, self.squash, *self.heads.values()]
        self.add(*self.begun, self.plus, self.axis)

    def x(self, name: str) -> float:
        """Return the middle of a column."""
        return self._area.left + self.SLOTS[name] * self._area.width

    def y(self, row: float) -> float:
        """Return the height of a unit's row, by its number among those shown; the thin ones come after them."""
        return self._first - row * self._pitch

    @property
    def cell(self) -> tuple[float, float]:
        """How wide and how high a cell is."""
        return self.CELL * self._area.width, self.HIGH * self._pitch

    def column(self, values: Readings) -> Bundle:
        """Return the units' values, of ``(scorer,)``, as cells at their places."""
        made = Bundle()
        for row, unit in enumerate(self._units):
            cell = swatch(
                values[unit], notation=NOTATION, theme=self._theme, size=self.cell, places=self._places.of_key(values.key)
            )
            made.add(cell.shift((self.x(values.key), self.y(row), 0)))
        return side_by_side(made, values, self._units, down=True)

    def others(self, pair: Pair) -> Others | None:
        """Return the products of a pair's units that have no row, below those that have one; None if there are none."""
        if not self._rest:
            return None
        theme, x, y = self._theme, self.x(pair.products.key), self.y(self._row_of_others)
        thin, strips = self.THIN / len(self._rest), Bundle()
        for row, unit in enumerate(self._rest):
            size = self.cell[0], 0.8 * thin * self._pitch
            strip = swatch(pair.products[unit], notation=NOTATION, theme=theme, size=size, numeral=False)
            strips.add(strip.shift((x, self.y(self._row_of_others + thin * (row + 0.5) - self.THIN / 2), 0)))
        places = self._places.products
        cell = swatch(pair.others, notation=NOTATION, theme=theme, size=self.cell, places=places).shift((x, y, 0))
        (note,) = self.notes(pair)
        return Others(side_by_side(strips, pair.products, self._rest, down=True), cell, note)

    def notes(self, pair: Pair, *, early: bool = False) -> list[Label]:
        """Return how many units have no row, left of their products, or ``early`` below the first column; nothing if all have."""
        look: dict[str, Any] = {"theme": self._theme, "size": self._theme.small, "colour": "muted"}
        y, x = self.y(self._row_of_others), self.x("projected_states") - self.cell[0] / 2
        said = phrase("{count:0} other row{count:s}", count=pair.other_units)
        where = (x, y, -1) if early else (self.beside, y, 1)
        return [stays(Label(said, **look).sit_amid(*where))] if self._rest else []

    @property
    def _row_of_others(self) -> float:
        return len(self._units) - 0.5 + self.GAP + self.THIN / 2

    @property
    def beside(self) -> float:
        """Where what is said of the products of the rest ends, left of these."""
        return self.x("scorer_products") - self.cell[0] / 2 - 0.15

    def terms(self, pair: Pair) -> tuple[list[Term], float]:
        """Return the products of a pair as bars tip to tail, that of all units without rows last; and where they end."""
        shown, pen = [], self.nought
        rows = [(pair.products[unit], float(row)) for row, unit in enumerate(self._units)]
        rows += [(pair.others, self._row_of_others)] if self._rest else []
        for product, row in rows:
            value = float(product.value)
            paint = signed(1.0 if value >= 0 else -1.0, self._theme)
            size = {"y": self.y(row), "height": 0.85 * self.HIGH * self._pitch}
            shown.append(Term(product, unit=self.unit, start=pen, theme=self._theme, paint=paint, **size))
            pen += value * self.unit
        return shown, pen

    def score(self, score: Reading, tip: float) -> "tuple[Tip, VGroup]":
        """Return the score at the tip of its last term: a mark that is to go to the ruler, and its number at its left."""
        theme = self._theme
        label = Label(phrase("score {score:2}", score=score), theme=theme, size=theme.small)
        label.sit_amid(tip - 0.26, self.total, 1)
        return Tip(score, theme=theme).move_to((tip, self.total, 0)), VGroup(label)

    def fold(self) -> "Folded":
        """Return what it becomes when its numbers are gone."""
        area, theme = self._area, self._theme
        frame = plate(self.FOLDED, area.height, "line", theme=theme, radius=0.16).move_to(
            (area.left + self.FOLDED / 2, area.y, 0)
        )
        out, y, x = area.left + self.FOLDED - 0.55, self.middle, self.x
        vector = gate("scorer_vector", (out, y), self.GATE, theme=theme).set_z_index(1)
        plus = self._sign("plus", x("scorer_preactivation"), y)
        half, low, (side, wide) = self.GATE / 2, area.bottom + self.LOW, (0.16, 0.03 * area.width)
        state, annotation, sum_, squash = x("projected_states"), x("projected_annotations"), x("scorer_preactivation"), x("tanh")
        ways = [
            ((state, area.bottom + half), (state, y), (sum_ - side, y)),
            ((annotation, area.top - half), (annotation, y + 0.7), (sum_, y + 0.7), (sum_, y + side)),
            ((sum_ + side, y), (squash - wide, y)),
            ((squash + wide, y), (out - half, y)),
        ]
        wires = VGroup(*(Wire(*way, theme=theme, width=theme.thin) for way in ways))
        return Folded(frame, plus, wires, vector, (out, low))

    def _squash(self, middle: float) -> VGroup:
        """Return tanh as a box as tall as the rows, with its curve in it."""
        theme, tall = self._theme, self._pitch * len(self._units)
        wide = 0.05 * self._area.width
        box = plate(wide, tall, "looks", theme=theme, radius=0.1, ground="ground").move_to((self.x("tanh"), middle, 0))
        curve = tanh_curve(0.36 * wide, 0.42 * wide, theme=theme)
        return VGroup(box, curve.move_to((self.x("tanh"), middle, 0)))

    def _sign(self, name: str, x: float, y: float) -> Symbol:
        return named(stays(Symbol(name, theme=self._theme, size=self._theme.symbol * 0.9).move_to((x, y, 0))), name)

    def _axis(self) -> Line:
        """Return the line of nought, from which the sum begins."""
        top, theme = self.y(0) + 0.5 * self._pitch, self._theme
        return Line((self.nought, top, 0), (self.nought, self.total - 0.1, 0), stroke_color=theme.muted, stroke_width=theme.thin)

    def _head(self, key: str, said: str) -> Label:
        theme = self._theme
        return stays(Label(said, theme=theme, size=theme.small, colour="muted").sit_amid(self.x(key), self.y(-0.95)))


def gate(name: str, at: tuple[float, float], side: float, *, theme: Theme) -> VGroup:
    """Return W, U or v, by its name in the notation, as a square box ``at`` a place."""
    letter = Symbol(name, notation=NOTATION, theme=theme, size=theme.symbol * 0.85)
    box = plate(side, side, letter.quantity.role, theme=theme, radius=0.1, ground="ground")
    made = VGroup(box, letter).move_to((*at, 0))
    named(stays(letter), name)
    return made


def tanh_curve(wide: float, high: float, *, theme: Theme) -> VMobject:
    """Return the curve of tanh around the origin, ``wide`` units to each side; a value of one is ``high``."""
    steps = np.linspace(-2.6, 2.6, 25)
    curve = VMobject(stroke_color=theme.looks, stroke_width=theme.stroke)
    curve.set_points_as_corners(np.column_stack([steps / 2.6 * wide, np.tanh(steps) * high, 0 * steps]))
    return curve

"""The scorer of additive attention as one box that all pairs go through: its strips share their rows, one row a unit."""

from typing import ClassVar

from manim import Line, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.arithmetic import Arithmetic
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.translation import NOTATION
from scenes.mobjects.notation.vectors import vector
from scenes.mobjects.places import named, stays
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.loupe import loupe
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch, Vector
from scenes.mobjects.wires import Squash

__all__ = ["Scorer", "enough"]


class Scorer(VGroup):
    """The scorer with nothing in it: a frame, W and U, the signs between its strips, tanh and v, the place of the score.

    It is as wide as ``area``. ``weights`` is v, ``(scorer,)``. :meth:`strip` makes the strips, from left to right: W s, U h,
    their sum, its tanh and, after v, the products, whose sum is the score below them. They go in at ``state_gate`` and
    ``annotation_gate``, through ``squash``.
    """

    TOP, FOOT = 3.06, -2.88
    HEADS, FIRST, TALL, TOTAL = 2.76, 2.46, 3.56, -1.42  # heights: W and U, the first row, all rows together, the score
    WIDE, PRODUCT = 0.34, 0.94  # the widths of strips
    RIM = 0.06  # how much larger than its row a frame is
    CLOSED = (1.9, 0.56)  # width and height of the closed box
    NUMERAL = 0.2  # the least height of a row that has room for numbers
    NOTES, NOTES_TOP, NOTES_WIDTH = 0.23, -1.48, 4.7
    SLOTS: ClassVar = {
        "projected_states": 0.4,
        "projected_annotations": 1.12,
        "scorer_preactivation": 1.84,
        "scorer_hidden": 2.96,
        "scorer_vector": 3.68,
        "scorer_products": 4.62,
    }
    NAMES: ClassVar = (("scorer_preactivation", "sum"), ("scorer_hidden", "tanh"), ("scorer_products", "product"))
    SIGNS: ClassVar = (("plus", 0.76), ("equals", 1.48), ("times", 3.32), ("equals", 4.02))

    def __init__(self, weights: Readings, area: Area, *, theme: Theme) -> None:
        super().__init__()
        self._area, self._theme, self.units = area, theme, len(weights)
        self.row = self.TALL / self.units
        self.middle = self.FIRST - self.TALL / 2
        self.frame = self._frame()
        self.state_gate = self._gate("scorer_state_weight", self.x("projected_states"))
        self.annotation_gate = self._gate("scorer_annotation_weight", self.x("projected_annotations"))
        between = (self.x("scorer_preactivation") + self.x("scorer_hidden")) / 2
        self.squash = Squash("tanh", (between, self.middle), theme=theme, colour="looks", wide=0.6)
        self.weights = self.strip(weights)
        letter = Symbol("scorer_vector", notation=NOTATION, theme=theme).move_to((self.x("scorer_vector"), self.HEADS, 0))
        named(stays(letter), "scorer_vector")
        self.heads = {
            key: stays(Label(name, theme=theme, size=theme.small, colour="muted").sit_amid(self.x(key), self.HEADS))
            for key, name in self.NAMES
        }
        signs = (self._sign(name, area.left + x) for name, x in self.SIGNS)
        self.add(
            self.frame,
            self.state_gate,
            self.annotation_gate,
            self.squash,
            self.weights,
            letter,
            *self.heads.values(),
            *signs,
            self._rule(),
        )

    def x(self, name: str) -> float:
        """Return the middle of the strip of a quantity."""
        return float(self._area.left + self.SLOTS[name])

    def y(self, unit: int) -> float:
        """Return the height of a unit's row."""
        return self.FIRST - (unit + 0.5) * self.row

    def strip(self, values: Readings, *, places: int | None = None) -> Vector:
        """Return a strip of the scorer at its place, ``(scorer,)``; with numbers of so many decimals if there is room."""
        wide = self.PRODUCT if values.key == "scorer_products" else self.WIDE
        numerals = places is not None and self.row >= self.NUMERAL
        made = vector(values, notation=NOTATION, theme=self._theme, size=(wide, self.row), numerals=numerals, places=places)
        return stays(made.move_to((self.x(values.key), self.middle, 0)))

    def total(self, score: Reading) -> VGroup:
        """Return a score below the products that it is the sum of."""
        middle, theme = self.x("scorer_products"), self._theme
        left, right = middle - self.PRODUCT / 2, middle + self.PRODUCT / 2
        number = Label(phrase("{score:2}", score=score), theme=theme).sit_amid(right - 0.06, self.TOTAL, 1)
        letter = Symbol("scores", notation=NOTATION, theme=theme, size=theme.symbol * 0.9).move_to((left - 0.42, self.TOTAL, 0))
        equals = Symbol("equals", theme=theme, size=theme.symbol * 0.8).move_to((left - 0.1, self.TOTAL, 0))
        return VGroup(named(stays(letter), "scores"), named(stays(equals), "equals"), stays(number))

    def loupe(self, unit: int, *strips: Vector) -> VGroup:
        """Return bright frames around one row of some strips."""
        return VGroup(*(self._loupe(strip.cells[unit]) for strip in strips))

    def _loupe(self, cell: Swatch) -> VGroup:
        """Return the frame of a cell: larger than it, with a dark rim, unless that would hide the numbers next to it."""
        frame, theme = loupe(cell, theme=self._theme).set_stroke(width=self._theme.bold), self._theme
        if hasattr(cell, "numeral"):
            return VGroup(frame)
        frame.stretch_to_fit_width(frame.width + self.RIM).stretch_to_fit_height(frame.height + self.RIM)
        return VGroup(frame.copy().set_stroke(theme.ground, width=2 * theme.bold), frame)

    def closed(self, at: tuple[float, float]) -> VGroup:
        """Return the scorer as a small box with nothing but its name."""
        theme = self._theme
        box = Box(
            width=self.CLOSED[0],
            height=self.CLOSED[1],
            corner_radius=0.12,
            stroke_color=theme.looks,
            stroke_width=theme.stroke,
            fill_color=theme.panel,
            fill_opacity=1,
        )
        return VGroup(box, Label("scorer", theme=theme, colour="looks").sit_amid(0.0, 0.0)).move_to((*at, 0))

    def notes(self) -> Arithmetic:
        """Return the place for arithmetic, below the strips."""
        return Arithmetic(self._area.left + self.NOTES, self.NOTES_TOP, theme=self._theme, width=self.NOTES_WIDTH)

    def _frame(self) -> Box:
        theme = self._theme
        frame = Box(
            width=self._area.width,
            height=self.TOP - self.FOOT,
            corner_radius=0.16,
            stroke_color=theme.line,
            stroke_width=theme.stroke,
            fill_color=theme.panel,
            fill_opacity=1,
        )
        frame.move_to((self._area.x, (self.TOP + self.FOOT) / 2, 0))
        return frame

    def _gate(self, name: str, x: float) -> VGroup:
        theme, letter = self._theme, Symbol(name, notation=NOTATION, theme=self._theme, size=self._theme.symbol * 0.85)
        box = Box(
            width=0.5,
            height=0.42,
            corner_radius=0.1,
            stroke_color=theme.colour(letter.quantity.role),
            stroke_width=theme.stroke,
            fill_color=theme.ground,
            fill_opacity=1,
        )
        gate = VGroup(box, letter).move_to((x, self.HEADS, 0))
        named(stays(letter), name)
        return gate

    def _sign(self, name: str, x: float) -> VMobject:
        return named(stays(Symbol(name, theme=self._theme, size=self._theme.symbol * 0.7).move_to((x, self.middle, 0))), name)

    def _rule(self) -> Line:
        """Return the line between the products and their sum, as on paper."""
        x, y = self.x("scorer_products"), self.FIRST - self.TALL - 0.09
        half = self.PRODUCT / 2
        return Line((x - half, y, 0), (x + half, y, 0), stroke_color=self._theme.muted, stroke_width=self._theme.stroke)


def enough(values: Readings, total: Reading, most: int = 4) -> int:
    """Return the fewest decimals, two to ``most``, with which the printed values add up to the printed total of two decimals."""
    printed = round(float(total.value), 2)
    for places in range(2, most):
        if round(sum(round(float(each.value), places) for each in values.flat()), 2) == printed:
            return places
    return most

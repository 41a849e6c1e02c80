"""The workbench of one gate: its weights, its sums and its result as columns that share their rows, one row a unit."""

from collections.abc import Iterator, Mapping

from manim import Animation, VGroup, VMobject

from scenes.mobjects.arithmetic import Arithmetic
from scenes.mobjects.motion import Appear, Arrive, Vanish
from scenes.mobjects.notation.equations import Equation, Symbol
from scenes.mobjects.notation.quantities import Notation, Quantity
from scenes.mobjects.notation.vectors import matrix, vector
from scenes.mobjects.places import named, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import BLOCK_GAP, Vector
from scenes.mobjects.wires import Squash

__all__ = ["RIPPLE", "Bench", "Column", "Gate", "loupe", "overview", "stack"]

MIDDLE, HEAD, STACK = -1.04, 0.24, 0.2  # heights: the columns' middle, their letters, the row of [h; x]
EQUATION, NOTES_WIDTH = 0.12, 3.35
MATRIX_WIDTH, ROW, STACK_ROW = 2.88, 0.25, 0.2
SLOTS = {  # the middle of each column, the sign before it and how far before
    "weight": (-5.22, "", 0.0),
    "weighted": (-3.05, "equals", 0.53),
    "bias": (-1.99, "plus", 0.53),
    "preactivation": (-0.93, "equals", 0.53),
    "result": (0.53, "", 0.0),
    "partner": (1.59, "times", 0.53),
    "product": (2.65, "equals", 0.53),
    "kept": (-2.6, "", 0.0),
    "written": (-0.7, "plus", 0.95),
    "cell": (1.2, "equals", 0.95),
    "hidden": (0.1, "", 0.0),
}
SQUASH = -0.2
NOTES, ARITHMETIC, SECOND_EQUATION = 3.35, -0.42, -2.0  # the left of arithmetic; the heights of its first line and below it
RIPPLE = 0.05  # how much later each next cell of a strip sets out


class Column(VGroup):
    """A vector in a slot of the bench: ``vector`` with its ``cells``, ``marks`` (its letter, the sign before it), ``frame``.

    ``unit`` is the row under the loupe, which ``frame`` surrounds; ``quantity`` is what it shows.
    """

    def __init__(self, values: Readings, slot: str, *, unit: int, notation: Notation, theme: Theme) -> None:
        super().__init__()
        x, sign, before = SLOTS[slot]
        self.x, self._count = x, len(values)
        self.quantity = notation.of(values.key, values.index)
        self.vector = stays(vector(values, notation=notation, theme=theme).move_to((x, MIDDLE, 0)))
        self.cells = self.vector.cells
        self.frame = loupe(self.cells[unit], theme=theme)
        self.marks = VGroup(named(stays(head(self.quantity, notation, theme).move_to((x, HEAD, 0))), self.quantity.name))
        if sign:
            mark = Symbol(sign, theme=theme, size=theme.symbol * 0.8).move_to((x - before, MIDDLE, 0))
            self.marks.add(named(stays(mark), sign))
        self.add(self.vector, self.marks, self.frame)
        self.set_z_index(1)  # what leaves a column for the diagram comes out from behind it

    def y(self, unit: int) -> float:
        """Return the height of a unit's row, as it is on the bench; ``x`` is the middle of the column there."""
        return MIDDLE + ((self._count - 1) / 2 - unit) * Vector.COLUMN[1]


def head(quantity: Quantity, notation: Notation, theme: Theme) -> VMobject:
    """Return what stands above a column: its letter, or its name where it has none."""
    if quantity.letter:
        return Symbol(quantity.name, notation=notation, theme=theme, size=theme.symbol * 0.85)
    return Label(quantity.name, theme=theme, size=theme.small, colour=quantity.role)


class Gate:
    """What one gate computes with: ``matrix`` with its letter and framed row, ``squash``; ``parts`` are all but the latter.

    ``weight`` is ``(unit, stacked)``, of which the first ``unit`` columns weigh h and the others x; ``quantity`` is the name of
    what comes out of the gate, ``unit`` the row under the loupe.
    """

    def __init__(self, weight: Readings, *, quantity: str, function: str, unit: int, notation: Notation, theme: Theme) -> None:
        size = (MATRIX_WIDTH / weight.values.shape[1], ROW)
        self.matrix = matrix(weight, notation=notation, theme=theme, size=size, divide=len(weight))
        self.matrix.move_to((SLOTS["weight"][0], MIDDLE, 0))
        name = notation.of(weight.key, weight.index).name
        self.letter = Symbol(name, notation=notation, theme=theme, size=theme.symbol * 0.85)
        named(stays(self.letter.next_to(self.matrix, direction=(0, -1, 0), buff=0.05)), name)
        self.frame = loupe(self.matrix.rows[unit], theme=theme)
        self.squash = Squash(function, (SQUASH, MIDDLE), theme=theme, colour=notation[quantity].role, wide=0.56)
        self.equation = equation(quantity, notation=notation, theme=theme)
        self.parts = [self.matrix, self.letter, self.equation, self.frame]


class Bench:
    """A workbench: what lies on it, ``clutter``, is cleared together; ``notes`` is the arithmetic beside it.

    ``unit`` is the row under the loupe.
    """

    def __init__(self, *, unit: int, notation: Notation, theme: Theme) -> None:
        self._unit, self._notation, self._theme = unit, notation, theme
        self.clear()

    def clear(self) -> None:
        """Begin with nothing on it."""
        self.clutter, self.notes = VGroup(), Arithmetic(NOTES, ARITHMETIC, theme=self._theme, width=NOTES_WIDTH)

    def gate(self, weight: Readings, *, quantity: str, function: str) -> Gate:
        """Return what a gate computes with, ``weight`` being ``(unit, stacked)``."""
        look = self._notation, self._theme
        return Gate(weight, quantity=quantity, function=function, unit=self._unit, notation=look[0], theme=look[1])

    def column(self, slot: str, values: Readings) -> Column:
        """Return a column for a slot."""
        return Column(values, slot, unit=self._unit, notation=self._notation, theme=self._theme)

    def equation(self, name: str, *, second: bool = False) -> VMobject:
        """Return an equation to the right of the columns, above the arithmetic or, as a ``second`` one, below it."""
        return equation(name, SECOND_EQUATION if second else EQUATION, notation=self._notation, theme=self._theme)

    def heading(self, unit: Reading) -> Label:
        """Name the unit whose arithmetic follows, by its number."""
        return self.notes.line(phrase("unit {unit:0}", unit=unit), "muted")

    def put(self, *mobjects: VMobject) -> list[Animation]:
        """Return animations in which things fade in that stay on the bench until it is cleared."""
        self.clutter.add(*mobjects)
        return [Appear(each, run_time=self._theme.quick) for each in mobjects]

    def lay(self, column: Column, *arriving: Animation, note: VMobject | None = None) -> Iterator[Play]:
        """Let a column's cells arrive, with its letter and sign; then frame its row, and put its arithmetic beside it."""
        self.clutter.add(column.vector)
        yield Play([*arriving, *self.put(column.marks)], then=self.put(column.frame, *([note] if note else [])))

    def fetch(self, column: Column, source: Vector) -> Arrive:
        """Return the animation that brings a finished quantity from elsewhere to the bench."""
        return Arrive(column.vector, column.cells, source.cells, lag=RIPPLE, run_time=self._theme.beat)

    def shelve(self, results: Mapping[str, Column], places: Mapping[str, Vector]) -> list[Animation]:
        """Return animations in which results go to their places elsewhere, and the bench is cleared."""
        beat = self._theme.beat
        moves = [
            Arrive(places[name], places[name].cells, column.cells, lag=RIPPLE, run_time=beat) for name, column in results.items()
        ]
        return [*moves, Vanish(self.clutter, run_time=beat)]


def equation(name: str, height: float = EQUATION, *, notation: Notation, theme: Theme) -> VMobject:
    """Return an equation to the right of the columns, no wider than there is room."""
    made = Equation(name, notation=notation, theme=theme)
    if made.width > NOTES_WIDTH:
        made.scale_to_fit_width(NOTES_WIDTH)
    return named(stays(made.move_to((NOTES + made.width / 2, height, 0))), name)


def overview(*, notation: Notation, theme: Theme) -> VGroup:
    """Return the whole cell as six lines, in two columns below the diagram: the four blocks, then the two states."""
    names = ("forget_gate", "input_gate", "candidate", "output_gate"), ("cell", "hidden")
    blocks, states = ([Equation(name, notation=notation, theme=theme) for name in column] for column in names)
    for lines, left, pitch in ((blocks, -6.0, 0.58), (states, 1.0, 1.16)):
        for number, line in enumerate(lines):
            height = MIDDLE + pitch * ((len(lines) - 1) / 2 - number)
            named(stays(line.move_to((left + line.width / 2, height, 0))), line.quantity.name)
    return VGroup(*blocks, *states)


def stack(hidden: Readings, inputs: Readings, *, notation: Notation, theme: Theme) -> tuple[Vector, Vector]:
    """Return [h; x] as two strips above the matrix, each cell above the column that weighs it: h first, then x."""
    wide = MATRIX_WIDTH / (len(hidden) + len(inputs))
    left = SLOTS["weight"][0] - (MATRIX_WIDTH + BLOCK_GAP) / 2
    size = (wide, STACK_ROW)
    first, second = (
        vector(part, notation=notation, theme=theme, across=True, size=size, numerals=False) for part in (hidden, inputs)
    )
    first.move_to((left + wide * len(hidden) / 2, STACK, 0))
    second.move_to((left + wide * (len(hidden) + len(inputs) / 2) + BLOCK_GAP, STACK, 0))
    return stays(first), stays(second)


def loupe(cell: VMobject, *, theme: Theme) -> Box:
    """Return a bright frame around one cell, or one row, of a column."""
    return Box(
        width=cell.width + 0.04,
        height=cell.height - 0.01,
        corner_radius=0.05,
        stroke_color=theme.ink,
        stroke_width=theme.stroke,
        fill_opacity=0,
    ).move_to(cell)

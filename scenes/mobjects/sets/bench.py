"""The workbench of one gate: its weights, its sums and its result as columns that share their rows, one row a unit."""

from manim import VGroup, VMobject

from scenes.mobjects.notation.equations import SYMBOLS, Equation, Symbol
from scenes.mobjects.notation.quantities import vector
from scenes.mobjects.reading import Readings
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import BLOCK_GAP, Matrix, Vector
from scenes.mobjects.wires import Squash

__all__ = ["NOTES", "NOTES_WIDTH", "Bench", "Column", "equation", "loupe", "overview", "stack"]

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
NOTES = 3.35


class Column(VGroup):
    """A vector in a slot of the bench: ``vector`` with its ``cells``, ``marks`` (its letter, the sign before it), ``frame``.

    ``unit`` is the row under the loupe, which ``frame`` surrounds; ``letter`` is a name in SYMBOLS, another word, or nothing.
    """

    def __init__(self, values: Readings, slot: str, *, unit: int, theme: Theme, letter: str = "", meaning: str = "") -> None:
        super().__init__()
        x, sign, before = SLOTS[slot]
        self.vector = vector(values, theme=theme, meaning=meaning).move_to((x, MIDDLE, 0))
        self.cells = self.vector.cells
        self.frame = loupe(self.cells[unit], theme=theme)
        self.marks = VGroup()
        if letter:
            self.marks.add(head(letter, self.vector.meaning, theme).move_to((x, HEAD, 0)))
        if sign:
            self.marks.add(Symbol(sign, theme=theme, size=theme.symbol * 0.8).move_to((x - before, MIDDLE, 0)))
        self.add(self.vector, self.marks, self.frame)
        self.set_z_index(1)  # what leaves a column for the diagram comes out from behind it


def head(name: str, meaning: str, theme: Theme) -> VMobject:
    """Return what stands above a column: its letter, or its name where it has none."""
    if name in SYMBOLS:
        return Symbol(name, theme=theme, size=theme.symbol * 0.85)
    return Label(name, theme=theme, size=theme.small, colour=meaning)


class Bench:
    """What one gate needs: ``matrix`` with its letter and framed row, ``squash``, ``equation``; columns on demand.

    ``weight`` is ``(unit, stacked)``, of which the first ``unit`` columns weigh h and the others x.
    """

    def __init__(self, weight: Readings, *, gate: str, quantity: str, function: str, unit: int, theme: Theme) -> None:
        self._theme, self._unit, self.gate = theme, unit, gate
        size = (MATRIX_WIDTH / weight.values.shape[1], ROW)
        self.matrix = Matrix(weight, theme=theme, meaning=gate, size=size, divide=len(weight))
        self.matrix.move_to((SLOTS["weight"][0], MIDDLE, 0))
        self.letter = Symbol(f"weight_{gate}", theme=theme, size=theme.symbol * 0.85)
        self.letter.next_to(self.matrix, direction=(0, -1, 0), buff=0.05)
        self.frame = loupe(self.matrix.rows[unit], theme=theme)
        self.squash = Squash(function, (SQUASH, MIDDLE), theme=theme, colour=gate, wide=0.56)
        self.equation = equation(quantity, theme=theme)

    def column(self, slot: str, values: Readings, letter: str = "") -> Column:
        """Return a column for a slot; those without a look of their own take the gate's colour."""
        return Column(values, slot, unit=self._unit, theme=self._theme, letter=letter, meaning=self._meaning(slot))

    def _meaning(self, slot: str) -> str:
        return self.gate if slot in ("weighted", "bias") else ""


def equation(name: str, *, theme: Theme, height: float = EQUATION) -> VMobject:
    """Return an equation to the right of the columns, no wider than there is room."""
    made = Equation(name, theme=theme)
    if made.width > NOTES_WIDTH:
        made.scale_to_fit_width(NOTES_WIDTH)
    made.move_to((NOTES + made.width / 2, height, 0))
    return made


def overview(*, theme: Theme) -> VGroup:
    """Return the whole cell as six lines, in two columns below the diagram: the four blocks, then the two states."""
    blocks = [Equation(name, theme=theme) for name in ("forget_gate", "input_gate", "candidate", "output_gate")]
    states = [Equation(name, theme=theme) for name in ("cell", "hidden")]
    for lines, left, pitch in ((blocks, -6.0, 0.58), (states, 1.0, 1.16)):
        for number, line in enumerate(lines):
            height = MIDDLE + pitch * ((len(lines) - 1) / 2 - number)
            line.move_to((left + line.width / 2, height, 0))
    return VGroup(*blocks, *states)


def stack(hidden: Readings, inputs: Readings, *, theme: Theme) -> tuple[Vector, Vector]:
    """Return [h; x] as two strips above the matrix, each cell above the column that weighs it: h first, then x."""
    wide = MATRIX_WIDTH / (len(hidden) + len(inputs))
    left = SLOTS["weight"][0] - (MATRIX_WIDTH + BLOCK_GAP) / 2
    size = (wide, STACK_ROW)
    first, second = (vector(part, theme=theme, across=True, size=size, numerals=False) for part in (hidden, inputs))
    first.move_to((left + wide * len(hidden) / 2, STACK, 0))
    second.move_to((left + wide * (len(hidden) + len(inputs) / 2) + BLOCK_GAP, STACK, 0))
    return first, second


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

"""The base of films that follow one step of a cell: a diagram above, and a bench below on which one block is computed."""

from typing import Any

import numpy as np
from manim import VGroup, VMobject

from scenes.mobjects.arithmetic import Arithmetic
from scenes.mobjects.motion import Appear, Arrive, Shade, Vanish
from scenes.mobjects.notation.vectors import vector
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.bench import NOTES, NOTES_WIDTH, Column
from scenes.mobjects.sets.lstm_cell import LSTMDiagram
from scenes.mobjects.values import Vector
from scenes.telling.reader import ReaderScene

__all__ = ["RIPPLE", "BenchScene"]

ARITHMETIC = -0.42  # the height of its first line
RIPPLE = 0.05  # how much later each next cell of a strip sets out


class BenchScene(ReaderScene):
    """A film of one step: what is on the bench is cleared together, results go to their places on the diagram.

    ``diagram`` and ``strips``, the finished quantities that ride on its wires, are the story's to make.
    """

    diagram: LSTMDiagram
    strips: dict[str, Vector]

    @property
    def step(self) -> int:
        """The index of the word that is shown in full."""
        return self.trace.turning_point if self.brief.word is None else self.brief.word

    @property
    def unit(self) -> int:
        """The unit under the loupe: the one whose cell state changes most at this word."""
        change = self.trace.steps.cell[self.step] - self.trace.previous_cell[self.step]
        return int(np.abs(change).argmax())

    def quantity(self, name: str) -> Readings:
        """Return a quantity of this step, ``(unit,)``."""
        return self.read(name, self.step)

    def single(self, name: str) -> Reading:
        """Return a quantity of this step for the unit under the loupe."""
        return self.value(name, self.step, self.unit)

    def followed(self, **fields: Reading) -> dict[str, Reading]:
        """Return the fields of a caption, with the number of the unit under the loupe."""
        return {"unit": self.value("unit_numbers", self.unit), **fields}

    def strip(self, name: str) -> Vector:
        """Return a quantity as the small strip that rides on the diagram's wires."""
        values, (width, height) = self.quantity(name), Vector.STRIP
        size = (width / len(values), height)
        made = vector(values, notation=self.notation, theme=self.theme, across=True, size=size, numerals=False)
        made.move_to((*self.diagram.places[name], 0.0))
        return made

    def clear_bench(self, part: str) -> None:
        """Begin with an empty bench and light one part of the diagram; the parts at rest are dimmed."""
        self.clutter, self.notes = VGroup(), Arithmetic(NOTES, ARITHMETIC, theme=self.theme, width=NOTES_WIDTH)
        rest = [other for name, other in self.diagram.parts.items() if name not in (part, "inputs")]
        quick = self.theme.quick
        self.later(*(Shade(each, self.theme.dimmed, run_time=quick) for each in rest))
        self.later(Shade(self.diagram.parts[part], 1, run_time=quick))

    def put(self, *mobjects: VMobject) -> list[Appear]:
        """Fade in things that stay on the bench until the act is over."""
        self.clutter.add(*mobjects)
        return [Appear(each, run_time=self.theme.quick) for each in mobjects]

    def lay(self, column: Column, *arriving: Any, note: VMobject | None = None) -> None:
        """Let a column's cells arrive, with its letter and sign; then frame its row, and put its arithmetic beside it."""
        self.clutter.add(column.vector)
        self.play(*arriving, *self.put(column.marks))
        self.later(*self.put(column.frame, *([note] if note else [])))

    def fetch(self, column: Column, source: Vector) -> Arrive:
        """Return the animation that brings a finished quantity from the diagram to the bench."""
        return Arrive(column.vector, column.cells, source.cells, lag=RIPPLE, run_time=self.theme.beat)

    def shelve(self, results: dict[str, Column]) -> None:
        """Send results to their places on the diagram, and clear the bench."""
        beat = self.theme.beat
        moves = [
            Arrive(self.strips[name], self.strips[name].cells, column.cells, lag=RIPPLE, run_time=beat)
            for name, column in results.items()
        ]
        self.play(*moves, Vanish(self.clutter, run_time=beat))

    def heading(self) -> VMobject:
        """Name the unit whose arithmetic follows."""
        return self.notes.line(phrase("unit {unit:0}", **self.followed()), "muted")

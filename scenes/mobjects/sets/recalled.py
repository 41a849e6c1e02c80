"""How many of some networks recall: those that are above a line; the others are dimmed, and it is counted below them."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from manim import Animation

from scenes.mobjects.curves import Spot
from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, joined, phrase
from scenes.mobjects.scales import SCALE_ENDS
from scenes.mobjects.sets.reach_curves import AskedCurves
from scenes.mobjects.sets.score_ruler import MIDDLE, WHOLE
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme

__all__ = ["LEAST", "Count", "Recalled", "recalls"]

LEAST = Readings("scale.nearly_all", (), np.array(SCALE_ENDS["scale.nearly_all"]))[0]
"""Who ends so large a share of sentences correctly recalls."""
LINE = 2
"""In which line below the chart it is counted, by its number."""
HOW = "does not", "recalls"
"""What is counted."""


def recalls(share: float) -> bool:
    """Tell whether a network recalls that ends such a share of sentences correctly."""
    return share >= float(LEAST.value)


class Count(Label):
    """How many of some ``runs`` recall, and behind that what is ``said``: it is held to each of them."""

    def __init__(self, runs: Sequence[Reading], said: Phrase | None = None, **look: Any) -> None:
        self.runs = sorted(runs, key=lambda each: -float(each.value))
        number = phrase("{count:0}", count=WHOLE[MIDDLE + sum(recalls(float(each.value)) for each in runs)])
        super().__init__(number if said is None else joined(" ", number, said), **look)

    def displays(self) -> Iterator[Display]:
        """Yield each run, the best first: as many of them recall as is said, and no others."""
        yield from super().displays()
        count = int(self.text.split()[0])
        for rank, run in enumerate(self.runs):
            yield Display(run, "recall", HOW[rank < count], lambda value: HOW[recalls(value)])


class Recalled:
    """Below a ``chart``, how many of each kind recall at each coordinate: ``counts`` by row and coordinate.

    ``line`` is what dots must reach, ``head`` what is counted, of so many ``runs``.
    """

    def __init__(self, chart: AskedCurves, runs: Reading, *, theme: Theme) -> None:
        self._chart, self._theme = chart, theme
        self.line = chart.level(LEAST, phrase("recalls: {share:1}", share=LEAST))
        self.head = chart.beside(Label(phrase("of {runs:0} recall", runs=runs), theme=theme, colour="muted"), LINE)
        self.counts = [
            [self.count(row, dots, chart.x(row, at)) for at, dots in enumerate(each)] for row, each in enumerate(chart.dots)
        ]

    def count(self, row: int, dots: Sequence[Spot], x: float) -> Count:
        """Return how many of the dots of a row recall, below them at x."""
        look: dict[str, Any] = {"theme": self._theme, "weight": BOLD, "colour": self._chart.rows[row].role}
        return stays(Count([dot.reading for dot in dots], **look).sit_amid(x, self._chart.line(LINE)))

    def tells(self, at: int, window: tuple[float, float], run_time: float) -> list[Animation]:
        """Return animations in which dots at a coordinate are dimmed that are too low, and others are counted."""
        look: dict[str, Any] = {"window": window, "run_time": run_time}
        low = [dot for row in self._chart.dots for dot in row[at] if not recalls(float(dot.reading.value))]
        made: list[Animation] = [Shade(dot, self._theme.dimmed, **look) for dot in low]
        return [*made, *(Appear(row[at], **look) for row in self.counts)]

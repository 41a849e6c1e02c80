"""What was measured beside what one gate alone predicts: a tall row for each distance, in it a bar and a line."""

from collections.abc import Mapping

from manim import Animation

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.dots import Mark, Scale
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Path, Travel
from scenes.mobjects.places import Where, placed
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme

__all__ = ["BesideAlone", "TallRows"]

THICK, LINE = 0.5, 0.86
"""How high a bar and the line of a prediction are, as parts of a row."""
AFTER, WITHIN = 0.14, 0.12
"""How far a number is from the end of what it is behind, and from that of a bar in which it is."""
SIZE = 1.15
"""How large numbers are, times a caption."""
SAID = 0.6, 1.0
"""In which part of its time the number of a bar comes."""


class TallRows:
    """A row for each of ``distances`` between the heights ``foot`` and ``top``, the nearest lowest, what it is named at ``x``."""

    def __init__(self, distances: Mapping[int, Reading], *, top: float, foot: float, x: float, theme: Theme) -> None:
        self.pitch = (top - foot) / len(distances)
        self._rank, self._foot = {far: rank for rank, far in enumerate(distances)}, foot
        self.names = {far: self._name(far, each, x, theme) for far, each in distances.items()}

    def y(self, far: int) -> float:
        """Return the height of the row of a distance."""
        return self._foot + (self._rank[far] + 0.5) * self.pitch

    def _name(self, far: int, distance: Reading, x: float, theme: Theme) -> Label:
        said = phrase(f"{{far:0}} word{'s' * (far != 1)} back", far=distance)
        return placed(Label(said, theme=theme, size=theme.label).sit_amid(x, self.y(far)), lambda _: (x, self.y(far)))


class BesideAlone:
    """One network's lane of tall ``rows``: what was ``measured`` at each distance as a bar, and as a line what is ``alone``.

    A bar of one is ``unit`` long, from ``home`` on; ``places`` says with how many decimals each is printed, behind its bar and
    its line, or in the bar where it would leave the ``area``.
    """

    def __init__(
        self,
        measured: Mapping[int, Reading],
        alone: Mapping[int, Reading],
        places: Mapping[int, int],
        *,
        rows: TallRows,
        area: Area,
        home: float,
        unit: float,
        theme: Theme,
    ) -> None:
        self.rows, self._area, self._home, self._unit, self._theme = rows, area, home, unit, theme
        self._far = {each.index: far for found in (measured, alone) for far, each in found.items()}
        self.bars = {far: self._bar(each, rows.y(far)) for far, each in measured.items()}
        self.lines = {far: self._line(each, rows.y(far)) for far, each in alone.items()}
        self.numbers = {far: self._number(each, far, places[far]) for far, each in measured.items()}

    def _at(self, x: float | None) -> Where:
        return lambda index: (x, self.rows.y(self._far[index]))

    def _bar(self, reading: Reading, y: float) -> Bar:
        look = {"unit": self._unit, "height": THICK * self.rows.pitch, "left": self._home, "y": y}
        return placed(Bar(reading, paint=self._theme.ink, **look), self._at(self._home), -1)

    def _line(self, reading: Reading, y: float) -> Mark:
        scale = Scale(self._home, 0.0, self._unit)
        line = Mark(reading, scale=scale, y=y, height=LINE * self.rows.pitch, theme=self._theme)
        return placed(line.set_stroke(self._theme.keeps, self._theme.bold).set_z_index(1), self._at(None))

    def _number(self, reading: Reading, far: int, places: int) -> Label:
        size, bar, line = SIZE * self._theme.caption, self.bars[far], float(self.lines[far].get_x())
        said, end = phrase(f"{{left:{places}}}", left=reading), float(bar.get_right()[0])
        number = Label(said, theme=self._theme, size=size, weight=BOLD)
        x, side = max(end, line) + AFTER, -1
        if x + number.width > self._area.right - WITHIN:
            x, side = min(end, line) - WITHIN, 1
            number = Label(said, theme=self._theme, size=size, weight=BOLD, colour="ground")
        return placed(number.sit_amid(x, self.rows.y(far), side), self._at(x), side).set_z_index(2)

    # -- what happens ------------------------------------------------------------------------------------------------------

    def predicts(self, thin: Mapping[int, Bar], run_time: float) -> list[Animation]:
        """Return animations in which each line comes from the end of a ``thin`` bar, that of its distance, into its row."""
        return [
            Travel(
                line,
                Path((line.get_x(), thin[far].get_y()), (line.get_x(), line.get_y())),
                start=float(thin[far].height) / float(line.height),
                run_time=run_time,
            )
            for far, line in self.lines.items()
        ]

    def measures(self, far: int, run_time: float) -> list[Animation]:
        """Return animations in which what was measured at a distance grows, and its number comes."""
        return [
            Grow(self.bars[far], "left", window=(0.0, SAID[1]), run_time=run_time),
            Appear(self.numbers[far], window=SAID, run_time=run_time),
        ]

"""A program, line by line, with a pointer at the line that runs."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from manim import Animation, Polygon, VGroup

from scenes.mobjects.motion import Shade
from scenes.mobjects.moves import Path
from scenes.mobjects.passing import Go
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import MEDIUM, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Program"]

PITCH, INDENT, BLANKS = 0.375, 0.42, 4
"""From line to line, in units; how far a level is to the right, and how many blanks it is in the text."""
SIZE = 0.9
"""How large its letters are, as a part of those of labels."""
MARGIN = 0.12
"""How far the ground of the line that runs reaches beyond the lines."""
POINTER = 0.2
"""How far the pointer stands to the left of the lines."""
ROLES: Mapping[str, str] = MappingProxyType(
    {"f": "keeps", "i": "writes", "new": "proposes", "o": "shows", "C": "memory", "h": "state", "stack": "state", "x": "word"}
)
"""The role of what a line sets."""


class Program(VGroup):
    """The ``lines`` of a program, ``(line,)``, from ``left`` and ``top`` on, and what marks the line that runs.

    ``pointer`` is a mark beside it, ``band`` a ground below it; neither is a member, and both go to the line that runs next.
    A line that sets a name has the colour of its role.
    """

    def __init__(self, lines: Readings, *, left: float, top: float, theme: Theme) -> None:
        super().__init__()
        self._theme, self._left, self._top = theme, left, top
        texts = [str(each.value) for each in lines.flat()]
        self.names = [_name(text) for text in texts]
        gaps = [number for number, text in enumerate(texts) if text.startswith("def ")][1:]
        self._rows = [number + 0.35 * sum(gap <= number for gap in gaps) for number in range(len(texts))]
        self.lines = []
        for number, text in enumerate(texts):
            depth = (len(text) - len(text.lstrip())) // BLANKS
            colour = ROLES.get(self.names[number], "ink")
            line = Label(phrase("{line}", line=lines[number]), theme=theme, size=theme.label * SIZE, colour=colour, weight=MEDIUM)
            line.sit_amid(left + INDENT * depth, self.y(number), -1)
            self.lines.append(placed(line, lambda index: (None, self.y(index[-1]))))
        self.add(*self.lines)
        tall = 0.11
        self.pointer = Polygon((0, tall, 0), (0, -tall, 0), (1.5 * tall, 0, 0), stroke_width=0)
        self.band = self.ground(max(float(line.get_right()[0]) for line in self.lines) - left + 2 * MARGIN)
        self.pointer.set_fill(theme.focus, opacity=1).move_to((*self.mark(0), 0))

    def y(self, number: int) -> float:
        """Return the height of a line."""
        return self._top - PITCH * self._rows[number]

    def ground(self, width: float) -> Box:
        """Return the band, so wide, below the first line."""
        box = Box(width=width, height=PITCH, corner_radius=0.08, fill_color=self._theme.panel, fill_opacity=1)
        return box.move_to((self._left - MARGIN + width / 2, self.y(0), 0))

    def mark(self, number: int) -> Point:
        """Return where the pointer stands when a line runs."""
        return float(self.lines[number].get_left()[0]) - POINTER, self.y(number)

    def number(self, name: str) -> int:
        """Return the line that sets a name: ``x`` is set by the loop."""
        return self.names.index(name)

    def turned(self, number: int, *, window: tuple[float, float], seconds: float) -> list[Animation]:
        """Return animations in which the pointer goes to a line, that one is lit, and the others are dimmed."""
        here = float(self.pointer.get_x()), float(self.pointer.get_y())
        goal = self.mark(number)
        aside = min(here[0], goal[0])  # no line between begins further left
        low = float(self.band.get_x()), float(self.band.get_y())
        plays: list[Animation] = [
            Go(self.band, Path(low, (low[0], self.y(number))), window=window, run_time=seconds),
            Go(self.pointer, Path(here, (aside, here[1]), (aside, goal[1]), goal), window=window, run_time=seconds),
            Shade(self.lines[number], 1.0, window=window, run_time=seconds),
        ]
        return plays + [Shade(each, self._theme.dimmed, window=window, run_time=seconds) for each in self._others(number)]

    def _others(self, number: int) -> Iterator[Label]:
        yield from (each for place, each in enumerate(self.lines) if place != number)


def _name(text: str) -> str:
    """Return the name that a line of a program sets, or its first word."""
    words = text.split()
    return words[1] if words[0] == "for" else words[0]

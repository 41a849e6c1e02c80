"""A program, line by line, with a pointer at the line that runs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from types import MappingProxyType

from manim import Animation, Polygon, VGroup

from scenes.mobjects.motion import Shade
from scenes.mobjects.moves import Path
from scenes.mobjects.passing import Go
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import MEDIUM, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Program"]

PITCH, ROW, APART, INDENT, BLANKS = 0.31, 0.45, 0.4, 0.42, 4
"""From line to line, from row to row, and to the next function, in units; how far right a level is, and how many blanks."""
SIZE = 0.9
"""How large its letters are, as a part of those of labels."""
BLANK = 0.09
"""From one column to the next."""
GLUED = 2
"""The column that has no blank behind it: the name of a function stands right before what it is of."""
MARGIN, TALL = 0.12, 0.33
"""How far the ground of the line that runs reaches beyond the lines, and how tall it is."""
POINTER = 0.2
"""How far the pointer stands to the left of the lines."""
ROLES: Mapping[str, str] = MappingProxyType(
    {"f": "keeps", "i": "writes", "new": "proposes", "o": "shows", "C": "memory", "h": "state", "stack": "state", "x": "word"}
)
"""The role of what a line sets."""


class Line(VGroup):
    """A line of a program, in parts, of which all but the first of every line stand below one another; ``text`` is all of it."""

    def __init__(self, text: str, parts: Sequence[Label]) -> None:
        super().__init__(*parts)
        self.text, self.parts = text, list(parts)

    @property
    def baseline(self) -> float:
        """The y of the line that it stands on."""
        return self.parts[0].baseline


class Program(VGroup):
    """The ``lines`` of a program, ``(line,)``, from ``left`` and ``top`` on, and what marks the line that runs.

    ``columns`` are the parts of each line. Lines that set one of the names in ``rows`` are as far apart as rows are.
    ``pointer`` is a mark beside a line, ``band`` a ground below it; neither is a member, and both go to the line that runs next.
    A line that sets a name has the colour of its role.
    """

    def __init__(
        self,
        lines: Readings,
        columns: Sequence[Sequence[Reading]],
        *,
        left: float,
        top: float,
        rows: Collection[str],
        theme: Theme,
    ) -> None:
        super().__init__()
        self._theme, self._left = theme, left
        texts = [str(each.value) for each in lines.flat()]
        self.names = [_name(text) for text in texts]
        self._heights = list(accumulate(self._steps(texts, rows), initial=top))
        depths = [(len(text) - len(text.lstrip())) // BLANKS for text in texts]
        self.lines = [
            Line(text.strip(), [self._part(part, ROLES.get(name, "ink")) for part in parts])
            for text, name, parts in zip(texts, self.names, columns, strict=True)
        ]
        for number, (line, depth) in enumerate(zip(self.lines, depths, strict=True)):
            line.parts[0].sit_amid(left + INDENT * depth, self.y(number), -1)
        self._align()
        self.add(*self.lines)
        tall = 0.11
        self.pointer = Polygon((0, tall, 0), (0, -tall, 0), (1.5 * tall, 0, 0), stroke_width=0)
        self.band = self.ground(max(float(line.get_right()[0]) for line in self.lines) - left + 2 * MARGIN)
        self.pointer.set_fill(theme.focus, opacity=1).move_to((*self.mark(0), 0))

    def _steps(self, texts: Sequence[str], rows: Collection[str]) -> Iterator[float]:
        """Yield how far down it is from each line to the next one."""
        high = [ROW if name in rows else PITCH for name in self.names]
        for text, (above, below) in zip(texts[1:], pairwise(high), strict=True):
            yield -(APART if text.startswith("def ") else (above + below) / 2)

    def _part(self, part: Reading, colour: str) -> Label:
        said, theme = phrase("{part}", part=part), self._theme
        label = Label(said, theme=theme, size=theme.label * SIZE, colour=colour, weight=MEDIUM)
        return placed(label, lambda index: (None, self.y(index[0])))

    def _align(self) -> None:
        """Put every part but the first to the right of all that are before it; a function ends where what it is of begins."""
        for column in range(1, max(len(line.parts) for line in self.lines)):
            there = [(number, line.parts) for number, line in enumerate(self.lines) if len(line.parts) > column]
            blank = 0.02 if column - 1 == GLUED else BLANK
            x = max(float(parts[column - 1].get_right()[0]) for _, parts in there) + blank
            wide = max((float(parts[column].width) for _, parts in there if len(parts) > column + 1), default=0.0)
            for number, parts in there:
                ends = column == GLUED and len(parts) > column + 1
                parts[column].sit_amid(x + wide if ends else x, self.y(number), 1 if ends else -1)

    def y(self, number: int) -> float:
        """Return the height of a line."""
        return self._heights[number]

    def ground(self, width: float) -> Box:
        """Return the band, so wide, below the first line."""
        box = Box(width=width, height=TALL, corner_radius=0.08, fill_color=self._theme.panel, fill_opacity=1)
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

    def _others(self, number: int) -> Iterator[Line]:
        yield from (each for place, each in enumerate(self.lines) if place != number)


def _name(text: str) -> str:
    """Return the name that a line of a program sets, or its first word."""
    words = text.split()
    return words[1] if words[0] == "for" else words[0]

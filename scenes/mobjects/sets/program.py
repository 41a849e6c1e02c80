"""A program, line by line, with a pointer at the line that runs."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from types import MappingProxyType

from manim import Animation, Polygon, VGroup

from scenes.mobjects.moves import Path
from scenes.mobjects.passing import Go
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import MEDIUM, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["Program"]

PITCH, ROW, APART, INDENT, BLANKS = 0.31, 0.46, 0.4, 0.38, 4
"""From line to line, from row to row, and to the next function, in units; how far right a level is, and how many blanks."""
SIZE = 0.84
"""How large its letters are, as a part of those of labels."""
COUNTED = 0.2
"""How far before the lines their numbers end."""
BLANK = 0.08
"""From one column to the next."""
GLUED = 2
"""The column that has no blank behind it: the name of a function stands right before what it is of."""
MARGIN, TALL = 0.12, 0.34
"""How far the ground of the line that runs reaches beyond the lines, and how tall it is."""
POINTER = 0.2
"""How far the pointer stands to the left of the lines."""
ROLES: Mapping[str, str] = MappingProxyType(
    {"f": "keeps", "i": "writes", "new": "proposes", "o": "shows", "C": "memory", "h": "state", "stack": "state"}
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

    ``columns`` are the parts of each line, ``numbers``, ``(line,)``, how they are counted. Lines that set one of the names in
    ``rows`` are as far apart as rows are. ``pointer`` is a mark beside a line, ``band`` a ground below it that reaches to the x
    ``right``, ``counts`` are the numbers; none of these is a member. Pointer and band go to the line that runs next, and are at
    the ``first`` one to begin with. A line that sets a name has the colour of its role.
    """

    def __init__(
        self,
        lines: Readings,
        columns: Sequence[Sequence[Reading]],
        numbers: Readings,
        *,
        left: float,
        top: float,
        right: float,
        rows: Collection[str],
        first: str,
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
        self.counts = [self._count(numbers[number]) for number in range(len(self.lines))]
        tall, start = 0.11, self.number(first)
        self.pointer = Polygon((0, tall, 0), (0, -tall, 0), (1.5 * tall, 0, 0), stroke_width=0)
        self.pointer.set_fill(theme.focus, opacity=1).move_to((*self.mark(start), 0))
        self.band = self.ground(start, right)

    def _steps(self, texts: Sequence[str], rows: Collection[str]) -> Iterator[float]:
        """Yield how far down it is from each line to the next one."""
        high = [ROW if name in rows else PITCH for name in self.names]
        for text, (above, below) in zip(texts[1:], pairwise(high), strict=True):
            yield -(APART if text.startswith("def ") else (above + below) / 2)

    def _part(self, part: Reading, colour: str) -> Label:
        said, theme = phrase("{part}", part=part), self._theme
        label = Label(said, theme=theme, size=theme.label * SIZE, colour=colour, weight=MEDIUM)
        return placed(label, lambda index: (None, self.y(index[0])))

    def _count(self, number: Reading) -> Label:
        label = Label(phrase("{number:0}", number=number), theme=self._theme, size=self._theme.numeral, colour="muted")
        x = self._left - COUNTED
        label.sit_amid(x, self.y(number.index[0]), 1)
        return placed(label, lambda index: (x, self.y(index[0])), 1)

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

    def ground(self, number: int, right: float) -> Box:
        """Return the band below a line, from where its level begins to an x."""
        left = self._left + INDENT - MARGIN - POINTER
        box = Box(width=right - left, height=TALL, corner_radius=0.08, fill_color=self._theme.well, fill_opacity=1)
        return box.move_to(((left + right) / 2, self.y(number), 0))

    def mark(self, number: int) -> Point:
        """Return where the pointer stands when a line runs."""
        return float(self.lines[number].get_left()[0]) - POINTER, self.y(number)

    def number(self, name: str) -> int:
        """Return the line that sets a name: ``x`` is set by the loop."""
        return self.names.index(name)

    def end(self, name: str) -> float:
        """Return the x at which the line that sets a name ends."""
        return float(self.lines[self.number(name)].get_right()[0])

    def turned(self, name: str, *, window: tuple[float, float], seconds: float) -> list[Animation]:
        """Return animations in which pointer and band go to the line that sets a name."""
        here, number = (float(self.pointer.get_x()), float(self.pointer.get_y())), self.number(name)
        goal = self.mark(number)
        aside = min(here[0], goal[0])  # no line between begins further left
        low = float(self.band.get_x()), float(self.band.get_y())
        return [
            Go(self.band, Path(low, (low[0], self.y(number))), window=window, run_time=seconds),
            Go(self.pointer, Path(here, (aside, here[1]), (aside, goal[1]), goal), window=window, run_time=seconds),
        ]


def _name(text: str) -> str:
    """Return the name that a line of a program sets, or its first word."""
    words = text.split()
    return words[1] if words[0] == "for" else words[0]

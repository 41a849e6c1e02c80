"""Cells side by side: what each carries from word to word, in how many blocks its weights are, and what each rewrites."""

from collections.abc import Sequence
from typing import NamedTuple

from manim import Animation, Line, VGroup

from scenes.mobjects.dots import Bricks
from scenes.mobjects.motion import Appear
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.text import BOLD, NORMAL, Label
from scenes.mobjects.theme import Theme

__all__ = ["Row", "ThreeCells", "blocks_of"]

HEADS = ("carries on", "blocks of weights", "what a word rewrites")
"""What is told of each cell."""
NAMES, CARRIED, BLOCKS, REWRITES = -6.3, -4.5, -2.1, 1.5
"""The x where names begin, and each column."""
BLOCK, HIGH, BESIDE = 0.62, 0.42, 0.2
"""How long a block is, how high, and how far behind the last one their number stands."""
UNDER, PITCH, RULE = 0.42, 0.94, 0.47
"""From the heads to the line below, from row to row, and from a row to the line below it."""


class Row(NamedTuple):
    """What is told of a cell: its ``name``, what it ``carries``, how many ``blocks`` of weights it has, what it ``rewrites``.

    ``colour`` is the role whose colour its name and its blocks have.
    """

    name: str
    carries: str
    blocks: Reading
    rewrites: str
    colour: str


def blocks_of(
    count: Reading, at: tuple[float, float], size: tuple[float, float], *, theme: Theme, colour: str, weight: str = NORMAL
) -> VGroup:
    """Return blocks of weights from a place on, side by side in the colour of a role, and behind them how many they are."""
    (left, y), (unit, high) = at, size
    bricks = stays(Bricks(count, count, unit=unit, height=high, left=left, y=y, paint=theme.colour(colour)))
    number = Label(phrase("{blocks:0}", blocks=count), theme=theme, size=theme.caption, weight=weight)
    return VGroup(bricks, stays(number.sit_amid(float(bricks.get_right()[0]) + BESIDE, y, -1)))


class ThreeCells:
    """A row for each cell below ``top``, where the heads are; the last one is that of the film, and is set in bold."""

    def __init__(self, rows: Sequence[Row], top: float, *, theme: Theme) -> None:
        self._theme, last = theme, len(rows) - 1
        heads = zip(HEADS, (CARRIED, BLOCKS, REWRITES), strict=True)
        said = [stays(Label(head, theme=theme, colour="muted").sit_amid(x, top, -1)) for head, x in heads]
        self.heads = VGroup(*said, self._rule(top - UNDER))
        ys = [top - UNDER - PITCH * (number + 0.5) for number in range(len(rows))]
        self.rows = [self._row(row, y, own=number == last) for number, (row, y) in enumerate(zip(rows, ys, strict=True))]

    def _row(self, row: Row, y: float, *, own: bool) -> VGroup:
        theme, weight = self._theme, BOLD if own else NORMAL
        texts = ((row.name, NAMES, row.colour), (row.carries, CARRIED, "ink"), (row.rewrites, REWRITES, "ink"))
        said = [
            stays(Label(each, theme=theme, size=theme.caption, colour=colour, weight=weight).sit_amid(x, y, -1))
            for each, x, colour in texts
        ]
        blocks = blocks_of(row.blocks, (BLOCKS, y), (BLOCK, HIGH), theme=theme, colour=row.colour, weight=weight)
        return VGroup(*said, blocks, self._rule(y - RULE))

    def _rule(self, y: float) -> Line:
        return Line((NAMES, y, 0), (-NAMES, y, 0), stroke_color=self._theme.line, stroke_width=self._theme.thin)

    def come(self, seconds: float) -> list[Animation]:
        """Return the animations in which the heads come, and one row after the other."""
        each = 1 / (len(self.rows) + 1)
        parts = enumerate((self.heads, *self.rows))
        return [Appear(part, window=(number * each, (number + 1) * each), run_time=seconds) for number, part in parts]

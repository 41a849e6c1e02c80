"""A block of weights at work, large: h and a word lie over its columns, and each of its rows makes one number of the new h."""

from collections.abc import Callable, Sequence
from typing import Any

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Appear, Reveal, Shade
from scenes.mobjects.moves import turns
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import vector
from scenes.mobjects.places import named, seated, stays
from scenes.mobjects.reading import Readings
from scenes.mobjects.sets.weight_rows import WeightRow
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Vector
from scenes.mobjects.wires import Squash, Wire

__all__ = ["BlockStep"]

MIDDLE, WIDE, HIGH = (-0.35, -0.05), 5.3, 2.3
"""Where the middle of the block is, and how large it may be."""
OVER, STRIP, LETTER = 0.32, 0.26, 0.36
"""How far strips are over the block, how high they are, and how far letters are from what they name."""
SQUASHED, MADE, WIDTH = 0.95, 2.05, 0.42
"""How far behind the block tanh is, and the new h, and how wide its cells are."""


def _parts_of(block: Any) -> tuple[Any, Any]:
    """Return the weights and the biases of a block."""
    return block[0], block[1]


class BlockStep:
    """The only block of a plain cell and what it does at a word, ``time``: a copy of that of a ``row``, ``scale`` times as large.

    ``rows`` are those of its weights, each with its bias; ``parts`` the columns that weigh h, those that weigh x, and the biases.
    ``given`` is what it weighs, with its letters, ``made`` what is between it and the new ``hidden``.
    """

    def __init__(self, read: Callable[..., Readings], row: WeightRow, time: int, *, notation: Notation, theme: Theme) -> None:
        self._read, self._theme, self._notation = read, theme, notation
        self.block: Bundle = row.blocks[0].copy()
        self.scale = min(WIDE / float(self.block.width), HIGH / float(self.block.height))
        self.block.scale(self.scale).move_to((*MIDDLE, 0))
        self._body, self._bias = _parts_of(self.block)
        self.rows = [VGroup(*row, cell) for row, cell in zip(self._body.rows, self._bias.cells, strict=True)]
        self.parts = self._parts()
        self.hidden = self._made(time)
        self.made = self._behind()
        self.given = [
            each
            for key, part in zip(("previous_hidden", "inputs"), self.parts, strict=False)
            for each in self._over(key, time, part)
        ]
        bias = self._letter("bias", float(self.parts[-1].get_x()), float(self.block.get_top()[1]) + OVER)
        self.given.append(bias)

    def _parts(self) -> list[VGroup]:
        """Return the columns that weigh h, those that weigh x, and the biases."""
        weights, sides = self._read("weight"), list[VGroup]()
        units, stacked = weights.values.shape
        for columns in (range(units), range(units, stacked)):
            cells = VGroup(*(self._body.rows[row][column] for row in range(units) for column in columns))
            seats = {(row, column): (column, row) for row in range(units) for column in columns}
            sides.append(seated(cells, weights, seats))  # type: ignore[arg-type]  # whole numbers are numbers
        return [*sides, VGroup(self._bias)]

    def _letter(self, key: str, x: float, y: float) -> Symbol:
        return named(stays(Symbol(key, notation=self._notation, theme=self._theme).move_to((x, y, 0))), key)

    def _over(self, key: str, time: int, part: VGroup) -> list[VMobject]:
        """Return what some columns weigh at the word, over them, and its letter."""
        values, x, y = self._read(key, time), float(part.get_x()), float(self.block.get_top()[1]) + OVER
        size = float(part.width) / len(values.values), STRIP
        look: dict[str, Any] = {"notation": self._notation, "theme": self._theme}
        strip = stays(vector(values, across=True, size=size, numerals=False, **look).move_to((x, y, 0)))
        return [strip, self._letter(key, x, y + LETTER)]

    def _made(self, time: int) -> Vector:
        """Return the new h, each of its numbers beside the row that makes it."""
        values = self._read("hidden", time)
        size = WIDTH, float(self._bias.height) / len(values.values)
        made = vector(values, size=size, numerals=False, notation=self._notation, theme=self._theme)
        return stays(made.move_to((float(self.block.get_right()[0]) + MADE, float(self._bias.get_y()), 0)))

    def _behind(self) -> list[VMobject]:
        """Return what is between the block and the new h, and the letter of that."""
        right, y = float(self.block.get_right()[0]), float(self.hidden.get_y())
        squash = Squash("tanh", (right + SQUASHED, y), theme=self._theme, colour="state")
        left = float(self.hidden.get_left()[0])
        wires = (
            Wire((right + 0.05, y), squash.port("left"), theme=self._theme),
            Wire(squash.port("right"), (left - 0.05, y), theme=self._theme),
        )
        letter = self._letter("hidden", float(self.hidden.get_x()), float(self.hidden.get_top()[1]) + LETTER)
        return [squash, *wires, letter]

    def works(self, run_time: float) -> list[Animation]:
        """Return the animations in which row by row is at work, and makes a number of the new h; the others are dark."""
        windows = turns(len(self.rows))
        rows = [Shade(row, 1.0, run_time=run_time, window=own) for row, own in zip(self.rows, windows, strict=True)]
        return [*rows, Reveal(self.hidden, self.hidden.cells, lag=1.0, wait=0.5, run_time=run_time)]

    def counts(self, said: Sequence[VMobject], run_time: float) -> list[list[Animation]]:
        """Return plays in which all goes dark, and the columns of h, those of x, and the biases are lit, one after the other.

        With each of them comes what is ``said`` of it; first that of the rows, at last that of all.
        """
        quick = self._theme.quick
        dark: list[Animation] = [
            *(Shade(part, self._theme.dimmed, run_time=quick) for part in self.parts),
            Appear(said[0], run_time=quick),
        ]
        long = max((run_time - quick) / (len(self.parts) + 1), quick)
        pairs = zip(said[1:], [*self.parts, None], strict=True)
        lit: list[list[Animation]] = [
            [Appear(each, run_time=long), *([Shade(part, 1.0, run_time=quick)] if part else [])] for each, part in pairs
        ]
        return [dark, *lit]

    @property
    def around(self) -> list[VMobject]:
        """All that is around the block."""
        return [*self.given, *self.made, self.hidden]

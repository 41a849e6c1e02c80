"""A network that predicts the next item, in full: one-hot in, a row of weights, squash, scores, shares.

All that belongs to an item is in its row: its place in the one-hot vector, its weights on either side, its score and its share.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

from manim import Animation, AnimationGroup, VGroup, VMobject

from scenes.mobjects.motion import Appear, Reveal, Shade, Vanish, meet, through
from scenes.mobjects.moves import Extend, Light, Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.cell_line import CellLine
from scenes.mobjects.sets.guesses import Guesses
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import Label, settled_alike
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Squash, Wire

__all__ = ["OneHotNet"]

TOP, PITCH, ROWS = 1.3, 0.5, 2.9  # the first row; how far rows are apart at the most; how high all are
NAMES, ROOM, ONE, WEIGHTS, OUT, SCORES, SHARES = -5.35, 1.3, -4.95, -4.5, 1.26, 3.28, 5.02  # from left to right
WIDE, CELL, LINE = 0.38, 0.8, 0.4  # a cell of a table of weights; one with a number, and its height
MIDDLE, VOTES, BIAS, SUM, SQUASH, STATE = -1.02, 1.06, 0.38, -0.42, -1.2, -1.98  # the sum: its x, and the heights of its lines
HEADS = 1.76  # how high letters stand


class OneHotNet:
    """All items are rows of ``names``; ``table`` has the weights that an item is read with, ``scorer`` those that score it.

    ``read`` and ``value`` return readings of its trace, as those of a film do.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        value: Callable[..., Reading],
        *,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._read, self._value, self._notation, self._theme = read, value, notation, theme
        self.count, self.units = len(read("labels")), len(read("bias"))
        self.pitch = min(PITCH, ROWS / self.count)
        self.names = self._names()
        self.table = [self._row(label, self._weight, WEIGHTS) for label in range(self.count)]
        self.scorer = [self._row(label, self._score_weight, OUT) for label in range(self.count)]
        self.heads = {name: self._head(name, x) for name, x in self._letters().items()}
        self.squash = Squash("tanh", (MIDDLE, SQUASH), theme=theme, colour="proposes")
        self.bias = self._line([value("bias", unit) for unit in range(self.units)], BIAS, letter="right")
        self.plus = self._sign("plus", (MIDDLE - self.units * CELL / 2 - 0.22, BIAS))
        self.down = [self._down(SUM, SQUASH + Squash.HIGH / 2), self._down(SQUASH - Squash.HIGH / 2, STATE)]
        below = self.y(self.count - 1) - self.pitch / 2
        start, x = MIDDLE + self.units * CELL / 2 + CellLine.ROOM, OUT + self.units * WIDE / 2
        self.way = Wire((start, STATE), (x, STATE), (x, below - 0.06), theme=theme, colour="state")

    def y(self, label: int) -> float:
        """Return the height of an item's row."""
        return TOP - label * self.pitch

    # -- what is there at any time -----------------------------------------------------------------------------------------

    def _names(self) -> list[Label]:
        theme, labels = self._theme, self._read("labels")
        made = settled_alike(list(labels.flat()), ["ink"] * self.count, theme=theme, size=theme.label, room=ROOM)
        for label, name in enumerate(made):
            placed(name.sit_amid(NAMES, self.y(label), 1), lambda index: (NAMES, self.y(index[-1])), 1)
        return made

    def _weight(self, label: int, unit: int) -> Reading:
        """Return a weight that an item is read with: the last columns are those of the inputs."""
        return self._value("weight", unit, self.units + label)

    def _score_weight(self, label: int, unit: int) -> Reading:
        return self._value("readout_weight", label, unit)

    def _row(self, label: int, weight: Callable[[int, int], Reading], left: float) -> Bundle:
        """Return the weights of an item in a table that begins at ``left``."""
        cells = []
        for unit in range(self.units):
            size, at = (WIDE, self.pitch), (left + (unit + 0.5) * WIDE, self.y(label))
            cell = swatch(weight(label, unit), notation=self._notation, theme=self._theme, size=size, numeral=False)
            placed(cell.move_to((*at, 0)).patch, self._place_of(left))
            cells.append(cell)
        return Bundle(*cells)

    def _place_of(self, left: float) -> Callable[[tuple[int, ...]], tuple[float, float]]:
        """Return where a weight is by its index, in the table that begins at ``left``."""
        if left == WEIGHTS:
            return lambda index: (left + (index[0] + 0.5) * WIDE, self.y(index[1] - self.units))
        return lambda index: (left + (index[1] + 0.5) * WIDE, self.y(index[0]))

    def _letters(self) -> dict[str, float]:
        half = self.units * WIDE / 2
        return {
            "inputs": ONE,
            "weight": WEIGHTS + half,
            "readout_weight": OUT + half,
            "logits": SCORES,
            "probabilities": SHARES + 0.4,
        }

    def _head(self, name: str, x: float) -> Symbol:
        return self._sign(name, (x, HEADS))

    def _sign(self, name: str, at: tuple[float, float]) -> Symbol:
        sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.8)
        return named(stays(sign.move_to((*at, 0))), name)

    def _down(self, start: float, end: float) -> Wire:
        away = LINE / 2 + CellLine.ROOM
        first, last = (start - away, end) if start == SUM else (start, end + away)
        return Wire((MIDDLE, first), (MIDDLE, last), theme=self._theme, colour="proposes" if start == SUM else "state")

    def _line(self, values: Sequence[Reading], y: float, **options: Any) -> CellLine:
        look: dict[str, Any] = {"notation": self._notation, "theme": self._theme, "size": (CELL, LINE)}
        return CellLine(values, (MIDDLE, y), **look, **options)

    # -- what a step has -----------------------------------------------------------------------------------------------------

    def one_hot(self, time: int) -> CellLine:
        """Return the vector of the item that is read."""
        values = [self._value("inputs", time, label) for label in range(self.count)]
        at = ONE, (self.y(0) + self.y(self.count - 1)) / 2
        size = (0.44, self.pitch)
        return CellLine(values, at, notation=self._notation, theme=self._theme, size=size, down=True, places=0)

    def votes(self, label: int) -> CellLine:
        """Return the weights of the item that is read, as they are added up."""
        made = self._line([self._weight(label, unit) for unit in range(self.units)], VOTES, axis=0)
        said = Label("votes", theme=self._theme, size=self._theme.label, colour="proposes")
        return made.add(said.sit_amid(MIDDLE, VOTES + LINE / 2 + 0.26))

    def sums(self, time: int) -> CellLine:
        """Return what goes into the squash."""
        return self._line(list(self._read("preactivation", time).flat()), SUM, letter="right")

    def hidden(self, time: int) -> CellLine:
        """Return what comes out of it."""
        return self._line(list(self._read("hidden", time).flat()), STATE, letter="left")

    def scores(self, time: int) -> list[Swatch]:
        """Return the score of each item, in its row."""
        made = []
        for label, score in enumerate(self._read("logits", time).flat()):
            size = (CELL, min(self.pitch - 0.06, LINE))
            cell = large_cell(score, size, notation=self._notation, theme=self._theme).move_to((SCORES, self.y(label), 0))
            placed(cell.patch, lambda index: (SCORES, self.y(index[-1])))
            made.append(cell)
        return made

    def guesses(self, time: int) -> Guesses:
        """Return the share of each item, in its row."""
        shares, high = self._read("probabilities", time), min(0.26, self.pitch - 0.1)
        look: dict[str, Any] = {"left": SHARES, "room": ROOM - 0.2, "theme": self._theme, "high": high}
        return Guesses(self._read("labels"), shares, range(self.count), self.y, **look)

    # -- how a step goes ---------------------------------------------------------------------------------------------------

    def shown(self, run_time: float) -> list[Animation]:
        """Return animations in which all that stays comes: names, tables of weights row by row, and what is between them."""
        moves: list[Animation] = [
            Appear(each, window=(0.0, 0.3), run_time=run_time) for each in (*self.names, *self.heads.values())
        ]
        for label in range(self.count):
            window = 0.2 + 0.5 * label / self.count, 0.4 + 0.5 * label / self.count
            rows = (self.table[label], self.scorer[label])
            moves += [Reveal(row, list(row), lag=0.3, window=window, run_time=run_time) for row in rows]
        between = [VGroup(self.bias, self.plus), self.squash]
        moves += [Appear(each, window=(0.5, 0.8), run_time=run_time) for each in between]
        return [*moves, *(Extend(wire, window=(0.6, 1.0), run_time=run_time) for wire in (*self.down, self.way))]

    def picked(self, label: int, votes: CellLine, run_time: float) -> list[list[Animation]]:
        """Return plays in which the row of an item slides out of the table, and becomes the votes."""
        row, others = self.table[label], [each for number, each in enumerate(self.table) if number != label]
        start = float(row.get_x()), self.y(label)
        copy = Bundle(*(cast(Swatch, cell).patch.copy() for cell in row)).move_to((MIDDLE, VOTES, 0))
        copy.stretch(CELL / WIDE, 0).stretch(LINE / self.pitch, 1)
        path = Path(start, (MIDDLE, self.y(label)), (MIDDLE, VOTES))
        dim: list[Animation] = [Shade(each, self._theme.dimmed, run_time=0.25 * run_time) for each in others]
        return [
            dim,
            [Travel(copy, path, start=WIDE / CELL, leaves=True, run_time=0.55 * run_time)],
            [Appear(votes, run_time=0.2 * run_time)],
        ]

    def added(self, votes: CellLine, sums: CellLine, run_time: float) -> list[Animation]:
        """Return animations in which the votes and the bias meet in their sums."""
        return _below(meet(sums, sums.cells, votes.cells, self.bias.cells, lag=0.2, run_time=run_time))

    def squashed(self, sums: CellLine, hidden: CellLine, run_time: float) -> list[Animation]:
        """Return animations in which the sums go through the squash."""
        going = through(hidden, hidden.cells, sums.cells, self.squash, lag=0.15, run_time=run_time)
        return [*_below([going]), Light(self.squash, self._theme, run_time=run_time)]

    def scored(self, hidden: CellLine, scores: Sequence[Swatch], run_time: float) -> list[list[Animation]]:
        """Return plays in which h goes to the other table, and every row of that makes a score of it."""
        copy, corners = hidden.bare, self.way.corners
        copy.scale(WIDE / CELL).move_to((*corners[-1], 0))
        path = Path((MIDDLE, STATE), *[(float(x), float(y)) for x, y in (corners[0], (corners[-1][0], STATE), corners[-1])])
        going = Travel(copy, path, start=CELL / WIDE, leaves=True, along=[self.way], run_time=0.5 * run_time)
        starts = [0.7 * number / len(scores) for number in range(len(scores))]
        each = {"run_time": 0.5 * run_time}
        lit = [Light(self.heads["readout_weight"], self._theme, **each)]
        comes = [Appear(score, window=(start, start + 0.3), **each) for score, start in zip(scores, starts, strict=True)]
        return [_below([going]), [*lit, *comes]]

    def turned(self, label: int, before: int, run_time: float) -> list[Animation]:
        """Return animations in which the table turns from the row of one item to that of another."""
        return [
            Shade(self.table[before], self._theme.dimmed, run_time=run_time),
            Shade(self.table[label], 1.0, run_time=run_time),
        ]

    @property
    def tools(self) -> list[Any]:
        """All that stays from step to step."""
        return [
            *self.names,
            *self.table,
            *self.scorer,
            *self.heads.values(),
            self.squash,
            self.bias,
            self.plus,
            *self.down,
            self.way,
        ]

    def gone(self, run_time: float) -> list[Animation]:
        """Return animations in which all that stays goes."""
        return [Vanish(each, run_time=run_time) for each in self.tools]


def _below(moves: list[Animation]) -> list[Animation]:
    """Let copies that are on their way pass below what is written."""
    for move in moves:
        if isinstance(move, AnimationGroup):
            _below(list(move.animations))
        elif move.is_remover():
            cast(VMobject, move.mobject).set_z_index(-1)
    return moves

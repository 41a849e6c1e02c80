"""A network that predicts the next item, in full: one-hot in, a column of weights, squash, scores, shares.

The weights W are turned, so that all vectors lie. All that belongs to an item is in its row: its place in the one-hot vector, its
weights on either side, its score and its share.
"""

from collections.abc import Callable, Sequence
from typing import Any, cast

from manim import Animation, VMobject

from scenes.mobjects.motion import Appear, Reveal, Shade
from scenes.mobjects.moves import Extend, Light, Path, glide
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.passing import Pass, below, even
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Reading, Readings
from scenes.mobjects.sets.cell_line import CellLine
from scenes.mobjects.sets.guesses import Guesses
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.sets.totals import totalled
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import Label, settled_alike
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Squash, Wire

__all__ = ["OneHotNet"]

TOP, PITCH, ROWS = 1.3, 0.7, 2.9  # the first row; how far rows are apart at the most; how high all are
NAMES, ROOM, ONE, WEIGHTS, OUT, ADDED, SCORES, SHARES, CALLED = -5.48, 1.2, -5.1, -4.7, 1.17, 2.82, 3.5, 5.0, 0.92
"""From left to right: names end, and have room; the one-hot vector; both tables begin; biases; scores; bars; names of these."""
WIDE, CELL, LINE, NUMBER = 0.34, 0.76, 0.5, 0.72  # of a cell of weights, and of one with a number, its height, a number
MIDDLE, OWN, BIAS, SUM, SQUASH, STATE = -1.45, 1.06, 0.38, -0.42, -1.2, -1.98  # the sum: its x, and the heights of its lines
HEADS, STRIP, UNDER = 1.76, 0.24, 0.22  # how high letters stand; how high h is below a table, and how far below
RIGHT = 0.9  # on so much of its way to the sum, at its end, a row of weights grows: right of the one-hot vector
RISEN, PASSED = 0.2, 0.8  # after which parts of the time h is above all rows, and has gone down through them


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
        self.added = [self._score_bias(label) for label in range(self.count)]
        self.heads = {name: self._sign(name, (x, HEADS)) for name, x in self._letters().items()}
        self.squash = Squash("tanh", (MIDDLE, SQUASH), theme=theme, colour="proposes", wide=self.units * CELL)
        self.bias = self._line([value("bias", unit) for unit in range(self.units)], BIAS, letter="right")
        self.plus = self._sign("plus", (MIDDLE - self.units * CELL / 2 - 0.2, BIAS))
        self.under = self.y(self.count - 1) - self.pitch / 2 - UNDER
        start, x = MIDDLE + self.units * CELL / 2 + CellLine.ROOM, OUT + self.units * WIDE / 2
        self.way = Wire((start, STATE), (x, STATE), (x, self.under - STRIP / 2 - CellLine.ROOM), theme=theme, colour="state")

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
        cells = [self._cell(weight(label, unit), (left + (unit + 0.5) * WIDE, self.y(label))) for unit in range(self.units)]
        for cell in cells:
            placed(cell.patch, self._place_of(left))
        return Bundle(*cells)

    def _score_bias(self, label: int) -> Swatch:
        """Return what is added to the score of an item."""
        cell = self._cell(self._value("readout_bias", label), (ADDED, self.y(label)))
        placed(cell.patch, lambda index: (ADDED, self.y(index[-1])))
        return cell

    def _cell(self, reading: Reading, at: tuple[float, float]) -> Swatch:
        size = (WIDE, self.pitch)
        return swatch(reading, notation=self._notation, theme=self._theme, size=size, numeral=False).move_to((*at, 0))

    def _place_of(self, left: float) -> Callable[[tuple[int, ...]], tuple[float, float]]:
        """Return where a weight is by its index, in the table that begins at ``left``."""
        if left == WEIGHTS:
            return lambda index: (left + (index[0] + 0.5) * WIDE, self.y(index[1] - self.units))
        return lambda index: (left + (index[1] + 0.5) * WIDE, self.y(index[0]))

    def _letters(self) -> dict[str, float]:
        half = self.units * WIDE / 2
        return {
            "inputs": ONE,
            "turned_weight": WEIGHTS + half,
            "readout_weight": OUT + half,
            "readout_bias": ADDED,
            "logits": SCORES,
            "probabilities": SHARES + 0.4,
        }

    def _sign(self, name: str, at: tuple[float, float]) -> Symbol:
        sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.8)
        return named(stays(sign.move_to((*at, 0))), name)

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

    def own(self, time: int) -> CellLine:
        """Return what the weights make of the one-hot vector: of the turned ones the row of the item that is read."""
        return self._line(list(self._read("weighted_words", time).flat()), OWN, letter="right")

    def sums(self, time: int) -> CellLine:
        """Return what goes into the squash."""
        return self._line(list(self._read("preactivation", time).flat()), SUM, letter="right")

    def hidden(self, time: int) -> CellLine:
        """Return what comes out of it."""
        return self._line(list(self._read("hidden", time).flat()), STATE, letter="left")

    def strip(self, time: int) -> CellLine:
        """Return the same below the table that scores items, each value below the weights that it is multiplied by."""
        at = OUT + self.units * WIDE / 2, self.under
        values = list(self._read("hidden", time).flat())
        return CellLine(values, at, notation=self._notation, theme=self._theme, size=(WIDE, STRIP))

    def scores(self, time: int) -> list[Swatch]:
        """Return the score of each item, in its row."""
        made = []
        for label, score in enumerate(self._read("logits", time).flat()):
            size = (CELL, min(self.pitch - 0.06, LINE))
            look: dict[str, Any] = {"notation": self._notation, "theme": self._theme, "wide": NUMBER}
            cell = large_cell(score, size, **look).move_to((SCORES, self.y(label), 0))
            placed(cell.patch, lambda index: (SCORES, self.y(index[-1])))
            made.append(cell)
        return made

    def guesses(self, time: int) -> Guesses:
        """Return the share of each item, in its row."""
        shares, high = self._read("probabilities", time), min(0.26, self.pitch - 0.1)
        look: dict[str, Any] = {"left": SHARES, "room": CALLED, "theme": self._theme, "high": high}
        return Guesses(self._read("labels"), shares, range(self.count), self.y, **look)

    # -- how a step goes ---------------------------------------------------------------------------------------------------

    def headed(self, run_time: float, *names: str) -> list[Animation]:
        """Return animations in which letters come over what they name."""
        return [Appear(self.heads[name], run_time=run_time) for name in names]

    def named(self, run_time: float) -> list[Animation]:
        """Return animations in which the names of all items come."""
        return [Appear(name, run_time=run_time) for name in self.names]

    def laid(self, table: Sequence[Bundle], run_time: float) -> list[Animation]:
        """Return animations in which the rows of a table of weights come, from the top down."""
        starts = [0.6 * label / self.count for label in range(self.count)]
        return [
            Reveal(row, list(row), lag=0.3, window=(start, start + 0.4), run_time=run_time)
            for row, start in zip(table, starts, strict=True)
        ]

    def dimmed(self, label: int, run_time: float) -> list[Animation]:
        """Return animations in which all rows of the first table are dimmed but that of an item."""
        others = [each for number, each in enumerate(self.table) if number != label]
        return [Shade(each, self._theme.dimmed, run_time=run_time) for each in others]

    def picked(self, label: int, own: CellLine, run_time: float) -> list[Animation]:
        """Return animations in which the row of an item slides out of the table, and is the first line of the sum."""
        lands = 0.75
        come = Appear(own, window=(lands, 1.0), run_time=run_time)
        return [self.slid(label, lands, run_time=run_time), come]

    def slid(self, label: int, lands: float, **options: Any) -> Pass:
        """Return the animation in which the row of an item slides out of the table, to the first line of the sum.

        It goes up or down within the table, where no numbers are, and then to the right. It is there when it ``lands``, in a
        part of its time, and stands for the rest of that, in which what it becomes is to come: it is never out of sight.
        """
        row = self.table[label]
        start = float(row.get_x()), self.y(label)
        copy = Bundle(*(cast(Swatch, cell).patch.copy() for cell in row)).move_to((MIDDLE, OWN, 0))
        copy.stretch(CELL / WIDE, 0).stretch(LINE / self.pitch, 1).set_opacity(1)
        path = Path(start, (start[0], OWN), (MIDDLE, OWN))
        how: dict[str, Any] = {"rate_func": lambda share: glide(min(share / lands, 1.0)), "leaves": True, **options}
        return Pass(copy, path, start=WIDE / CELL, sized=(1 - RIGHT / path.length, 1.0), **how)

    def summed(self, own: CellLine, sums: CellLine, run_time: float) -> list[Animation]:
        """Return animations in which, unit by unit, the item's row and the bias are looked at, and their sum comes out below."""
        edge = float(self.bias.frame.get_bottom()[1])
        return totalled(sums, [own, self.bias], edge, theme=self._theme, run_time=run_time)

    def squashed(self, sums: CellLine, hidden: CellLine, run_time: float) -> list[Animation]:
        """Return animations in which the sums go through the squash, each straight down, and come out as h."""
        head, foot, half = SQUASH + Squash.HIGH / 2, SQUASH - Squash.HIGH / 2, LINE / 2 + CellLine.ROOM
        going = sums.bare
        into, x = Path((MIDDLE, SUM), (MIDDLE, head - half)), float(hidden.get_x())  # with its letter it is not amid
        out = Path((x, foot + half), (x, STATE))
        how: dict[str, Any] = {"rate_func": even, "run_time": run_time}
        return [
            *below([Pass(going.move_to((MIDDLE, SUM, 0)), into, cut=("top", head), leaves=True, window=(0.0, 0.5), **how)]),
            Light(self.squash, self._theme, window=(0.3, 0.8), run_time=run_time),
            Pass(hidden, out, cut=("bottom", foot), window=(0.5, 1.0), causes=[going], **how),
        ]

    def carried(self, strip: CellLine, run_time: float) -> list[Animation]:
        """Return animations in which the wire of h is drawn, and h goes along it to below the table that scores items."""
        (x, y), (edge, _) = strip.at, self.way.corners[0].tolist()
        half = float(strip.frame.width) / 2
        path = Path((edge - half, STATE), (x, STATE), (x, y))
        coming = Pass(strip, path, cut=("right", edge), along=[self.way], window=(0.3, 1.0), run_time=run_time)
        return [Extend(self.way, window=(0.0, 0.3), run_time=run_time), coming]

    def scored(self, strip: CellLine, scores: Sequence[Swatch], run_time: float) -> list[Animation]:
        """Return animations in which h goes up, and down the rows of that table; a score comes out of each that it meets."""
        (x, y), right, head, foot = strip.at, ADDED + WIDE / 2, self.y(0), self.y(self.count - 1)
        ways = (Path((x, y), (x, head)), (0.0, RISEN)), (Path((x, head), (x, foot)), (RISEN, PASSED))
        made: list[Animation] = [
            Pass(strip.copy(), way, leaves=True, rate_func=even, window=window, run_time=run_time) for way, window in ways
        ]
        for label, score in enumerate(scores):
            met = RISEN + (PASSED - RISEN) * (head - self.y(label)) / (head - foot)
            out = Path((right - CELL / 2, self.y(label)), (SCORES, self.y(label)))
            made.append(Pass(score, out, cut=("right", right), window=(met, met + 1 - PASSED), run_time=run_time))
        return made

    def turned(self, label: int, before: int, **options: Any) -> list[Animation]:
        """Return animations in which the table turns from the row of one item to that of another."""
        return [Shade(self.table[before], self._theme.dimmed, **options), Shade(self.table[label], 1.0, **options)]

    @property
    def tools(self) -> list[VMobject]:
        """All that stays from step to step."""
        tables = [*self.table, *self.scorer, *self.added]
        return [*self.names, *tables, *self.heads.values(), self.squash, self.bias, self.plus, self.way]

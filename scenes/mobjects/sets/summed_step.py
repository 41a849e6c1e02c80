"""A step of a plain cell from left to right: what h before and an item add to each unit, their sum, tanh, the new h, and shares.

Everything that belongs to a unit is in its row. A network without memory lacks what comes from h before: its wire ends.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import LEFT, RIGHT, Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.arithmetic import SQUASHES
from scenes.mobjects.motion import Appear, Arrive, Vanish, meet
from scenes.mobjects.moves import Extend, Light, Path
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Pass, below, even
from scenes.mobjects.places import kept_for, named, stays
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.sets.cell_line import CellLine
from scenes.mobjects.sets.encoder_row import chips_in
from scenes.mobjects.sets.guesses import Guesses
from scenes.mobjects.sets.weight_block import weight_block
from scenes.mobjects.shapes import Bundle, plate
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Wire

__all__ = ["SHARES", "SummedStep", "chips_of"]

OLD, WEIGHTS, PAST, OWN, BIAS, SUMS, DOOR, STATE = -6.2, -5.3, -4.4, -3.31, -2.23, -1.15, -0.44, 0.27
"""The x of h before, of its weights and what they make of it; of the item's row, the bias, the sums, tanh, and the new h."""
SCORE, ADDED, TABLE, SLIM = 1.22, 1.66, 0.56, 0.18
"""The x of the weights that score items and of what is added to scores; how wide weights are, and what is added."""
SHARES = 3.05, 5.1
"""Where bars of shares begin: of the network that is told of, and of the one before."""
HEAD, FOOT = 1.06, 0.21
"""From the middle of the columns up to what stands over them; from the foot of one down to the letter of h before."""
CELL, NARROW, ROOMS = (0.72, 0.38), 0.46, (1.0, 1.1)
"""A number of a column; how wide tanh is; how wide both items may be."""
PITCH, BAR, NAMES = 0.4, 0.28, 0.92
"""How far bars are apart, how high one is, and the room for their names."""
ENDS, STOP = -5.0, 0.2
"""Where a wire ends that leads nowhere, and how far its end goes up and down."""
CURVE, REACH, DOTS = (0.2, 0.14), 2.5, 24
"""Half the width and the height of the curve of tanh; how far it goes on both sides of nought, in so many steps."""
CLEAR = 0.08
"""How far below an item numbers are seen that come down out of it: those half seen would cross its letters."""


def chips_of(items: Readings, time: int, y: float, *, theme: Theme) -> list[Chip]:
    """Return the item before a time and the one then, over h before and over its own row; the second one is lit."""
    said = [phrase("{item}", item=items[each]) for each in (time - 1, time)]
    made = chips_in(said, ROOMS, theme=theme)
    scale = min(made[1].word.enlargement, 1.0)
    made[0].scale(scale / made[0].word.enlargement)
    lit = Chip(made[1].word.phrase, theme=theme, state="current", high=made[0].box.height / scale).scale(scale)
    for chip, x, each in zip(chips := [made[0], lit], (OLD, OWN), (time - 1, time), strict=True):
        chip.shift((x - float(chip.box.get_x()), y + HEAD - float(chip.box.get_y()), 0))
        chip.box.set_stroke(theme.colour("focus" if chip is lit else "word"))
        kept_for(chip.word, each)
    return chips


class SummedStep:
    """The step at ``time`` with its columns centred on the height ``y``, of a network that ``remembers``, or does not.

    ``read`` returns readings of the network's trace. ``labels`` are those whose bars are shown. ``chips`` are what
    columns come out of, as :func:`chips_of` makes them.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        time: int,
        labels: Sequence[int],
        chips: Sequence[Chip],
        y: float,
        *,
        remembers: bool,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self.time, self.y, self.remembers, self._chips = time, y, remembers, chips
        self._read, self._notation, self._theme = read, notation, theme
        self.old, self.own = self._column("hidden", OLD, time - 1), self._column("weighted_words", OWN, time)
        self.bias, self.sums, self.state = (
            self._column(name, x, *at)
            for name, x, at in (("bias", BIAS, ()), ("preactivation", SUMS, (time,)), ("hidden", STATE, (time,)))
        )
        self.made = [self._column(name, OLD, time - 1) for name in ("weighted_words", "preactivation")]
        self.half, high = CELL[0] / 2 + CellLine.ROOM, float(self.old.frame.height)
        self.past = self._column("weighted_hidden", PAST, time) if remembers else None
        self.weights = self._weights(len(self.old.cells)) if remembers else None
        self.signs = VGroup(*(self._sign(name, x, y) for name, x in self._between()))
        self.door = plate(NARROW, high, "state", theme=theme, radius=0.1).move_to((DOOR, y, 0))
        self.tanh = VGroup(self.door, self._curve(), self._sign("tanh", DOOR, y + HEAD))
        self.heads = {name: self._sign(name, x, y + HEAD) for name, x in self._letters().items()}
        foot = y - high / 2 - FOOT
        *self.stages, self.called = (self._sign(f"previous_{name}", OLD, foot) for name in ("words", "sums", "hidden"))
        self.ways = self._ways()
        self.guesses = self._guesses(labels, SHARES[0])
        self.aside = self._guesses(labels, SHARES[1], named=False)
        self.scorer = self._scorer(labels)
        self.scored = VGroup(
            self.scorer, self._sign("readout_weight", SCORE, y + HEAD), self._sign("readout_bias", ADDED, y + HEAD)
        )
        left, right = (float(self.scorer.get_edge_center(side)[0]) for side in (LEFT, RIGHT))
        names = min(float(name.get_left()[0]) for name in self.guesses.names) - 0.1
        ends = (STATE + self.half, left), (right, max(names, right + 0.2))
        self.into, self.out = (Wire((start, y), (end, y), theme=theme, colour="state") for start, end in ends)

    # -- what there is -----------------------------------------------------------------------------------------------------

    def _column(self, key: str, x: float, *index: int) -> CellLine:
        values: list[Reading] = list(self._read(key, *index).flat())
        return CellLine(values, (x, self.y), notation=self._notation, theme=self._theme, size=CELL, down=True)

    def _between(self) -> list[tuple[str, float]]:
        """Return the signs between columns, and where they stand."""
        first = [("plus", (PAST + OWN) / 2)] if self.remembers else []
        return [*first, ("plus", (OWN + BIAS) / 2), ("equals", (BIAS + SUMS) / 2)]

    def _letters(self) -> dict[str, float]:
        """Return the letters over columns, and where they stand."""
        first = {"recurrent_weight": WEIGHTS, "weighted_hidden": PAST} if self.remembers else {}
        return {**first, "bias": BIAS, "preactivation": SUMS, "hidden": STATE}

    def _sign(self, name: str, x: float, y: float) -> Symbol:
        sign = Symbol(name, notation=self._notation, theme=self._theme, size=self._theme.symbol * 0.8)
        return named(stays(sign.move_to((x, y, 0))), name)

    def _curve(self) -> VMobject:
        """Return the curve of tanh, small, in its door: numbers that come out of it would cross letters there."""
        values, (_, height) = np.linspace(-REACH, REACH, DOTS), SQUASHES["tanh"]
        heights = [self.y + CURVE[1] * height(value) for value in values.tolist()]
        curve = VMobject(stroke_color=self._theme.colour("state"), stroke_width=self._theme.stroke, fill_opacity=0)
        return curve.set_points_as_corners(np.column_stack([DOOR + CURVE[0] * values / REACH, heights, np.zeros(DOTS)]))

    def _weights(self, units: int) -> Bundle:
        """Return the weights of h before in a frame: a row for each unit, a column for each that it is told of."""
        wide = TABLE / units

        def place(index: tuple[int, ...]) -> tuple[float, float]:
            return WEIGHTS + (index[1] + 0.5) * wide - TABLE / 2, self.old.place(index[0])[1]

        weights = [(self._read("weight", unit)[other], wide) for unit in range(units) for other in range(units)]
        return weight_block(weights, place, high=CELL[1], notation=self._notation, theme=self._theme)

    def _scorer(self, labels: Sequence[int]) -> Bundle:
        """Return the weights that score items, and what is added to each score, in a frame: a row for each item that is shown."""
        wide, rows = TABLE / len(self.old.cells), {label: self._row(labels, row) for row, label in enumerate(labels)}

        def place(index: tuple[int, ...]) -> tuple[float, float]:
            return (SCORE + (index[1] + 0.5) * wide - TABLE / 2 if len(index) > 1 else ADDED), rows[index[0]]

        weights, added = self._read("readout_weight"), self._read("readout_bias")
        made = [(weights.row(label)[unit], wide) for label in labels for unit in range(len(self.old.cells))]
        made += [(added[label], SLIM) for label in labels]
        return weight_block(made, place, high=PITCH, notation=self._notation, theme=self._theme)

    def _row(self, labels: Sequence[int], row: int) -> float:
        """Return the height of one of the items that are shown."""
        return self.y + ((len(labels) - 1) / 2 - row) * PITCH

    def _ways(self) -> tuple[Wire, VMobject]:
        """Return the wires of h before: into its weights and out of them; or one to an end, and that."""
        y, theme, half = self.y, self._theme, self.half
        if self.weights is not None:
            left, right = (float(self.weights.get_edge_center(side)[0]) for side in (LEFT, RIGHT))
            ends = (OLD + half, left), (right, PAST - half)
            into, out = (Wire((start, y), (end, y), theme=theme, colour="state") for start, end in ends)
            return into, out
        stop = Line((ENDS, y - STOP, 0), (ENDS, y + STOP, 0), stroke_color=theme.muted, stroke_width=theme.bold)
        return Wire((OLD + half, y), (ENDS, y), theme=theme, colour="muted", tip=False), stop

    def _guesses(self, labels: Sequence[int], left: float, **options: Any) -> Guesses:
        heights = {label: self._row(labels, row) for row, label in enumerate(labels)}
        look: dict[str, Any] = {"left": left, "room": NAMES, "theme": self._theme, "high": BAR, **options}
        return Guesses(self._read("labels"), self._read("probabilities", self.time), labels, heights.__getitem__, **look)

    # -- how it goes -------------------------------------------------------------------------------------------------------

    def left(self, run_time: float) -> list[list[Animation]]:
        """Return plays in which the item before leaves h behind: its row comes down out of it, and becomes a sum, and that h."""
        row, sums = self.made
        words, added = self.stages
        each: dict[str, float] = {"run_time": 0.3 * run_time}
        return [
            [*self._down(row, 0, 0.9, 0.4 * run_time), Appear(words, window=(0.8, 1.0), run_time=0.4 * run_time)],
            self._becomes(sums, row, added, words, **each),
            self._becomes(self.old, sums, self.called, added, **each),
        ]

    def _becomes(self, column: CellLine, before: CellLine, letter: Symbol, past: Symbol, **how: Any) -> list[Animation]:
        """Return animations in which one column takes the place of another, and its letter that of the other's."""
        going = [Vanish(each, window=(0.0, 0.3), **how) for each in (before, past)]
        return [*going, Arrive(column, column.cells, before.cells, **how), Appear(letter, window=(0.6, 1.0), **how)]

    def held(self, run_time: float) -> list[Animation]:
        """Return animations in which the weights of h before come, or a wire that ends."""
        wire, other = self.ways
        if self.weights is None:
            return [Extend(wire, window=(0.0, 0.6), run_time=run_time), Appear(other, window=(0.6, 1.0), run_time=run_time)]
        shown = VGroup(self.weights, self.heads["recurrent_weight"])
        joined = [Appear(each, window=(0.5, 1.0), run_time=run_time) for each in (wire, other)]
        return [Appear(shown, window=(0.0, 0.6), run_time=run_time), *joined]

    def brought(self, run_time: float) -> list[Animation]:
        """Return animations in which h before goes into its weights, and what they make of it comes out."""
        if self.weights is None or self.past is None:
            return []
        return [
            *self._through(self.old, self.weights, self.past, run_time=run_time),
            Light(self.weights, self._theme, window=(0.25, 0.75), run_time=run_time),
            Appear(self.heads["weighted_hidden"], window=(0.85, 1.0), run_time=run_time),
        ]

    def added(self, run_time: float) -> list[Animation]:
        """Return animations in which the item's own row comes down out of it, and then the bias."""
        rest = VGroup(self.bias, self.heads["bias"], *self.signs[:-1])
        return [
            *self._down(self.own, 1, 0.6, run_time),
            Appear(rest, window=(0.6, 1.0), run_time=run_time),
        ]

    def summed(self, run_time: float) -> list[Animation]:
        """Return animations in which all columns slide together into their sums."""
        head = VGroup(self.heads["preactivation"], self.signs[-1])
        return [
            *self._meeting(run_time),
            Appear(head, window=(0.7, 1.0), run_time=run_time),
            Appear(self.tanh, window=(0.7, 1.0), run_time=run_time),
        ]

    def squashed(self, run_time: float) -> list[Animation]:
        """Return animations in which the sums go through tanh, and come out as the new h."""
        return [
            *self._through(self.sums, self.door, self.state, run_time=run_time),
            Light(self.door, self._theme, window=(0.25, 0.75), run_time=run_time),
            Appear(self.heads["hidden"], window=(0.85, 1.0), run_time=run_time),
        ]

    def predicted(self, run_time: float) -> list[Animation]:
        """Return animations in which the new h goes to where items are scored, and shares come of it."""
        scoring: list[Animation] = [
            Appear(self.scored, window=(0.0, 0.5), run_time=0.4 * run_time),
            Extend(self.into, window=(0.4, 0.8), run_time=0.4 * run_time),
            Extend(self.out, window=(0.7, 1.0), run_time=0.4 * run_time),
        ]
        return [AnimationGroup(AnimationGroup(*scoring), AnimationGroup(*self.guesses.grow(0.6 * run_time)), lag_ratio=1.0)]

    def goes_aside(self, run_time: float) -> list[Animation]:
        """Return animations in which all goes but the items, and the shares make room for others."""
        return [*self.aside.moved_from(self.guesses, run_time), *(Vanish(each, run_time=0.5 * run_time) for each in self.inner)]

    def retold(self, seconds: float) -> Animation:
        """Return one animation in which copies go once more all the way from h before to the new h; all stays as it is."""
        plays: list[list[Animation]] = []
        if self.weights is not None and self.past is not None:
            plays.append(self._through(self.old, self.weights, self.past, again=True, run_time=0.36 * seconds))
        meeting, squashed = self._meeting(0.28 * seconds)[:-1], 0.36 * seconds
        plays += [meeting, self._through(self.sums, self.door, self.state, again=True, run_time=squashed)]
        return AnimationGroup(*(AnimationGroup(*play) for play in plays), lag_ratio=1.0)

    @property
    def columns(self) -> dict[str, CellLine]:
        """Its columns of numbers but for h before, by the names of their quantities."""
        first = {} if self.past is None else {"weighted_hidden": self.past}
        rest = {"weighted_words": self.own, "bias": self.bias, "preactivation": self.sums, "hidden": self.state}
        return {**first, **rest}

    @property
    def inner(self) -> list[VMobject]:
        """All of it but items and shares."""
        weights = [] if self.weights is None else [self.weights]
        rest = [self.tanh, *self.signs, *self.heads.values(), self.called, *self.ways, self.into, self.scored, self.out]
        return [self.old, *weights, *self.columns.values(), *rest]

    def _meeting(self, run_time: float) -> list[Animation]:
        """Return animations in which copies of all that is added meet in the sums, and at last that in which these appear."""
        parts = [each.cells for each in (self.past, self.own, self.bias) if each is not None]
        return below(meet(self.sums, self.sums.cells, *parts, lag=0.2, run_time=run_time))

    def _through(
        self, source: CellLine, door: VMobject, made: CellLine, *, run_time: float, again: bool = False
    ) -> list[Animation]:
        """Return animations in which a copy of a column goes into a door, and what is made of it comes out, or a copy of that."""
        left, right, half = float(door.get_left()[0]), float(door.get_right()[0]), self.half
        going, coming = source.copy().move_to((left + half, self.y, 0)), made.copy() if again else made
        into, out = Path(source.at, (left + half, self.y)), Path((right - half, self.y), made.at)
        how: dict[str, Any] = {"rate_func": even, "run_time": run_time}
        return below(
            [
                Pass(going, into, cut=("left", left), leaves=True, window=(0.0, 0.5), **how),
                Pass(coming, out, cut=("right", right), causes=[going], leaves=again, window=(0.5, 0.95), **how),
            ]
        )

    def _down(self, column: CellLine, number: int, last: float, run_time: float) -> list[Animation]:
        """Return animations in which the cells of a column come down out of one of the items, the lowest first; then its frame.

        They are there after the part ``last`` of the time.
        """
        foot, count = float(self._chips[number].box.get_bottom()[1]) - CLEAR, len(column.cells)
        start, each = (column.at[0], foot + CELL[1] / 2), 0.5 * last
        made: list[Animation] = []
        for rank, cell in enumerate(reversed(column.cells)):
            begin = (0.85 * last - each) * rank / max(count - 1, 1)
            way = Path(start, column.place(count - 1 - rank))
            made.append(Pass(cell, way, cut=("bottom", foot), window=(begin, begin + each), run_time=run_time))
        return [*made, Appear(column.frame, window=(0.85 * last, last), run_time=run_time)]

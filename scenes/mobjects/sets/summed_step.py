"""A step of a plain cell from left to right: h that the item before leaves, its weights, a sum, the new h, and shares.

Below the item before stands the h that it left. That of a network without memory is on a wire that ends.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from manim import LEFT, RIGHT, Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.motion import Appear, Shade, Vanish
from scenes.mobjects.moves import Extend, Light
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import kept_for, placed
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.column_sum import CELL, HEAD, OWN, PAST, STATE, ColumnSum
from scenes.mobjects.sets.encoder_row import chips_in
from scenes.mobjects.sets.guesses import Guesses
from scenes.mobjects.sets.rows import large_cell
from scenes.mobjects.sets.weight_block import weight_block
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Wire

__all__ = ["SHARES", "Pair", "SummedStep", "chips_of"]

OLD, WEIGHTS = -6.2, -5.3
"""The x of h before, and of its weights."""
SCORE, ADDED, TABLE, SLIM = 1.22, 1.66, 0.56, 0.18
"""The x of the weights that score items and of what is added to scores; how wide weights are, and what is added."""
SHARES = 3.05, 5.1
"""Where bars of shares begin: of the network that is told of, and of the one before."""
LOGIT = 0.8, 0.34
"""How wide and how high a score is, which is where its share is then."""
FOOT, ROOMS = 0.21, (1.0, 1.1)
"""From the foot of h before down to its letter; how wide both items may be."""
PITCH, BAR, NAMES = 0.4, 0.28, 0.92
"""How far bars are apart, how high one is, and the room for their names."""
ENDS, STOP = -5.0, 0.2
"""Where a wire ends that leads nowhere, and how far its end goes up and down."""


class Pair(NamedTuple):
    """The item before a time, over the h that it left; and the item then, which is lit."""

    left: Chip
    lit: Chip


def chips_of(items: Readings, time: int, y: float, *, theme: Theme) -> Pair:
    """Return the chips of the item before a time and of the one then."""
    said = [phrase("{item}", item=items[each]) for each in (time - 1, time)]
    made = chips_in(said, ROOMS, theme=theme)
    scale = min(made[1].word.enlargement, 1.0)
    made[0].scale(scale / made[0].word.enlargement)
    lit = Chip(made[1].word.phrase, theme=theme, state="current", high=made[0].box.height / scale).scale(scale)
    pair = Pair(made[0], lit)
    for chip, x, each in zip(pair, (OLD, OWN), (time - 1, time), strict=True):
        chip.shift((x - float(chip.box.get_x()), y + HEAD - float(chip.box.get_y()), 0))
        chip.box.set_stroke(theme.colour("focus" if chip is lit else "word"))
        kept_for(chip.word, each)
    return pair


class SummedStep(ColumnSum):
    """The step at ``time``.

    ``labels`` are those whose bars are shown. ``chips`` are what columns come out of, as :func:`chips_of` makes them.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        time: int,
        labels: Sequence[int],
        chips: Pair,
        y: float,
        *,
        remembers: bool,
        notation: Notation,
        theme: Theme,
    ) -> None:
        how: dict[str, Any] = {"remembers": remembers, "notation": notation, "theme": theme}
        super().__init__(read, time, chips.lit, y, **how)
        self.chips = chips
        self.old = self._column("hidden", OLD, time - 1)
        foot = y - float(self.old.frame.height) / 2 - FOOT
        self.called = self._sign("previous_hidden", OLD, foot)
        self.weights = self._weights(len(self.old.cells)) if remembers else None
        if remembers:
            self.heads["recurrent_weight"] = self._sign("recurrent_weight", WEIGHTS, y + HEAD)
        self.ways = self._ways()
        self.guesses = self._guesses(labels, SHARES[0])
        self.aside = self._guesses(labels, SHARES[1], named=False)
        self.scorer, self.scores = self._scorer(labels), self._scores(labels)
        self.over_scores = self._sign("logits", SHARES[0] + LOGIT[0] / 2, y + HEAD)
        self.scored = VGroup(
            self.scorer, self._sign("readout_weight", SCORE, y + HEAD), self._sign("readout_bias", ADDED, y + HEAD)
        )
        left, right = (float(self.scorer.get_edge_center(side)[0]) for side in (LEFT, RIGHT))
        names = min(float(name.get_left()[0]) for name in self.guesses.names) - 0.1
        ends = (STATE + self.half, left), (right, max(names, right + 0.2))
        self.into, self.out = (Wire((start, y), (end, y), theme=theme, colour="state") for start, end in ends)

    # -- what there is -----------------------------------------------------------------------------------------------------

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

    def _scores(self, labels: Sequence[int]) -> list[Swatch]:
        """Return the scores of the items that are shown, each where its bar is to begin."""
        x, rows = SHARES[0] + LOGIT[0] / 2, {label: self._row(labels, row) for row, label in enumerate(labels)}
        look: dict[str, Any] = {"notation": self._notation, "theme": self._theme, "wide": LOGIT[0]}
        made = []
        for label in labels:
            cell = large_cell(self._read("logits", self.time)[label], LOGIT, **look).move_to((x, rows[label], 0))
            placed(cell.patch, lambda index: (x, rows[index[-1]]))
            made.append(cell)
        return made

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

    def left(self, run_time: float) -> list[Animation]:
        """Return animations in which the h that the item before left is there, below that, and then the item comes."""
        come = (self.old, (0.0, 0.4)), (self.called, (0.3, 0.6)), (self.chips.lit, (0.6, 1.0))
        return [Appear(each, window=window, run_time=run_time) for each, window in come]

    def held(self, run_time: float) -> list[Animation]:
        """Return animations in which the weights of h before are there, with wires, or a wire comes that ends."""
        wire, other = self.ways
        if self.weights is None:
            return [Extend(wire, window=(0.0, 0.6), run_time=run_time), Appear(other, window=(0.6, 1.0), run_time=run_time)]
        joined = [Appear(each, window=(0.5, 1.0), run_time=run_time) for each in (wire, other)]
        shown = self.heads["recurrent_weight"], self.weights
        return [*(Appear(each, window=(0.0, 0.6), run_time=run_time) for each in shown), *joined]

    def brought(self, run_time: float) -> list[Animation]:
        """Return animations in which h before goes into its weights, and what they make of it comes out, to be added up."""
        if self.weights is None or self.past is None:
            return []
        return [
            *self._through(self.old, self.weights, self.past, run_time=run_time),
            Light(self.weights, self._theme, window=(0.25, 0.75), run_time=run_time),
            Appear(self.heads["weighted_hidden"], window=(0.85, 1.0), run_time=run_time),
        ]

    def predicted(self, run_time: float) -> list[Animation]:
        """Return animations in which the new h goes to where items are scored."""
        return [
            Appear(self.scored, window=(0.0, 0.5), run_time=run_time),
            Extend(self.into, window=(0.4, 0.8), run_time=run_time),
            Extend(self.out, window=(0.7, 1.0), run_time=run_time),
        ]

    def counted(self, run_time: float, *, named: bool = True) -> list[Animation]:
        """Return animations in which items get their scores, and their names, unless they are ``named`` already."""
        count = len(self.scores)
        come = [self.over_scores, *self.guesses.names] if named else [self.over_scores]
        return [
            Light(self.scorer, self._theme, window=(0.0, 0.7), run_time=run_time),
            *(Appear(each, window=(0.0, 0.3), run_time=run_time) for each in come),
            *(
                Appear(each, window=(0.15 + 0.35 * row / count, 0.4 + 0.35 * row / count), run_time=run_time)
                for row, each in enumerate(self.scores)
            ),
        ]

    def shared(self, run_time: float) -> list[Animation]:
        """Return animations in which each score gives way to the share that softmax makes of it."""
        gone = [Vanish(each, window=(0.0, 0.3), run_time=run_time) for each in (self.over_scores, *self.scores)]
        return [*gone, *self.guesses.grow(run_time, named=False)]

    def goes_aside(self, run_time: float) -> list[Animation]:
        """Return animations in which the shares make room for others."""
        return self.aside.moved_from(self.guesses, run_time)

    def calmed(self, run_time: float) -> list[Animation]:
        """Return animations in which all is dimmed that says nothing of what h before does."""
        calm = [self.own, self.bias, *self.signs, self.heads["bias"], self.scored]
        return [Shade(each, self._theme.dimmed, run_time=run_time) for each in calm]

    def retold(self, seconds: float) -> Animation:
        """Return one animation in which copies go once more through the weights of h before, and through tanh; all stays."""
        plays: list[list[Animation]] = []
        if self.weights is not None and self.past is not None:
            plays.append(self._through(self.old, self.weights, self.past, again=True, run_time=0.4 * seconds))
        plays.append([Light(self.sums, self._theme, run_time=0.2 * seconds)])
        plays.append(self._through(self.sums, self.door, self.state, again=True, run_time=0.4 * seconds))
        return AnimationGroup(*(AnimationGroup(*play) for play in plays), lag_ratio=1.0)

    @property
    def inner(self) -> list[VMobject]:
        """All of it but shares."""
        weights = [] if self.weights is None else [self.weights]
        items = [self.chips.left, self.chips.lit]
        return [self.old, *weights, *self.pieces, self.called, *self.ways, self.into, self.scored, self.out, *items]

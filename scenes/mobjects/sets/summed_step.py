"""A step of a plain cell from left to right: h that the item before leaves, its weights, a sum, the new h, and shares.

Below the item before stands the h that it left. That of a network without memory is on a wire that ends.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from manim import LEFT, RIGHT, Animation, AnimationGroup, Line, VMobject

from scenes.mobjects.motion import Appear, Shade
from scenes.mobjects.moves import Extend, Light
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import kept_for
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.column_sum import CELL, HEAD, OWN, PAST, STATE, ColumnSum
from scenes.mobjects.sets.encoder_row import chips_in
from scenes.mobjects.sets.guesses import Guesses
from scenes.mobjects.sets.weight_block import weight_block
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.theme import Theme
from scenes.mobjects.tokens import Chip
from scenes.mobjects.wires import Wire

__all__ = ["SHARES", "Pair", "SummedStep", "chips_of"]

OLD, WEIGHTS = -6.2, -5.25
"""The x of h before, and of its weights."""
TABLE = 0.58
"""How wide weights are."""
SHARES = 3.06, 5.1
"""Where bars of shares begin: of the network that is told of, and of the one before."""
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
        start, names = STATE + self.half, min(float(name.get_left()[0]) for name in self.guesses.names) - 0.1
        self.out = Wire((start, y), (max(names, start + 0.2), y), theme=theme, colour="state")

    # -- what there is -----------------------------------------------------------------------------------------------------

    def _weights(self, units: int) -> Bundle:
        """Return the weights of h before in a frame: a row for each unit, a column for each that it is told of."""
        wide = TABLE / units

        def place(index: tuple[int, ...]) -> tuple[float, float]:
            return WEIGHTS + (index[1] + 0.5) * wide - TABLE / 2, self.old.place(index[0])[1]

        weights = [(self._read("weight", unit)[other], wide) for unit in range(units) for other in range(units)]
        return weight_block(weights, place, high=CELL[1], notation=self._notation, theme=self._theme)

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

    def machine(self, run_time: float) -> list[Animation]:
        """Return animations in which all comes that is the network's whatever it reads: weights of h before, bias, and tanh."""
        weights = [] if self.weights is None else [self.heads["recurrent_weight"], self.weights]
        return [
            Appear(each, window=(0.0, 0.4), run_time=run_time) for each in (*weights, self.heads["bias"], self.bias, self.tanh)
        ]

    def left(self, run_time: float) -> list[Animation]:
        """Return animations in which the h that the item before left is there, below that, and then the item comes."""
        come = (self.old, (0.0, 0.4)), (self.called, (0.3, 0.6)), (self.chips.lit, (0.6, 1.0))
        return [Appear(each, window=window, run_time=run_time) for each, window in come]

    def held(self, run_time: float) -> list[Animation]:
        """Return animations in which wires of h before come, into its weights and out of them, or one that ends."""
        wire, other = self.ways
        if self.weights is None:
            return [Extend(wire, window=(0.0, 0.6), run_time=run_time), Appear(other, window=(0.6, 1.0), run_time=run_time)]
        return [Appear(each, window=(0.5, 1.0), run_time=run_time) for each in (wire, other)]

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
        """Return animations in which the new h goes to the items, whose shares grow of it."""
        return [Extend(self.out, window=(0.0, 0.3), run_time=run_time), *self.guesses.grow(run_time, named=False)]

    def goes_aside(self, run_time: float) -> list[Animation]:
        """Return animations in which the shares make room for others."""
        return self.aside.moved_from(self.guesses, run_time)

    def calmed(self, run_time: float) -> list[Animation]:
        """Return animations in which all is dimmed that says nothing of what h before does."""
        calm = [self.own, self.bias, *self.signs, self.heads["bias"]]
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
        return [self.old, *weights, *self.pieces, self.called, *self.ways, self.out, *items]

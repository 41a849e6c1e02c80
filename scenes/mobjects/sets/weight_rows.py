"""What cells are made of, one below the other: a row for each, with its blocks of weights, bias and all, side by side.

A block is drawn with all of its numbers, in their colours. Blocks of a row come out of those of the row above, so that it is seen
how many of the same shape there are.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, VMobject

from scenes.mobjects.leaves import leaves_of
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import matrix, vector
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.shifts import Reshape
from scenes.mobjects.text import BOLD, LEGIBLE, Label, shrunk
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import BLOCK_GAP, outline

__all__ = ["APART", "BESIDE", "HIGH", "NAMES", "Made", "WeightRow"]

NAMES, HIGH, APART = -6.6, 0.48, 0.11
"""Where names begin; how high a block is if not told otherwise, and how far it is from one to the next."""
NAMED, BESIDE, LINE, UNDER = 0.1, 0.16, 0.16, 0.24
"""How far a block's name is above it; how far what is said of something is from it; how far its lines are from amid, if they
are as large as labels; and how far below the blocks frames go that come out of them."""


class Made(NamedTuple):
    """A cell that has a row: its readings, its name and the role of that, its notation, and its blocks: first what proposes."""

    read: Callable[..., Readings]
    name: str
    role: str
    notation: Notation
    blocks: Sequence[str]


class WeightRow:
    """The blocks of a cell in a row amid the height ``y``, the first at ``left``, each with its gap one ``unit`` wide.

    Their ``names`` are above them, if these have room; the cell's ``name`` is before them. Behind are two lines: ``said`` is how
    many blocks and numbers they are, ``worked`` how many operations a step makes with them. Blocks are ``high``, what is said
    is ``large`` times as large as labels.
    """

    def __init__(
        self,
        made: Made,
        order: Sequence[int],
        y: float,
        *,
        left: float,
        unit: float,
        theme: Theme,
        high: float = HIGH,
        large: float = 1.0,
    ) -> None:
        self._made, self._theme, self._y, self._left, self._unit = made, theme, y, left, unit
        self._high, self._large = high, large
        self.blocks = [self._block(number, place) for place, number in enumerate(order)]
        self.names = self._names()
        room = left - NAMES - 2 * BESIDE
        name = shrunk(made.name, theme=theme, size=1.2 * theme.caption, room=room, colour=made.role, weight=BOLD)
        self.name = stays(name.sit_amid(NAMES, y, -1))
        self.said = self._counts("weight_count", "{count:0} numbers", y + large * LINE)
        self.worked = self._counts("operation_count", "{count:0} operations", y - large * LINE)

    def middle(self, place: int) -> tuple[float, float]:
        """Return the middle of a block."""
        return self._left + (place + 0.5) * self._unit, self._y

    def settle(self) -> None:
        """Let the weights and the biases of each block belong where they are now."""
        for part in (part for block in self.blocks for part in block):
            home = {tuple(part.values.index): (float(part.get_x()), float(part.get_y()))}  # type: ignore[attr-defined]
            placed(part, home.__getitem__)

    def _values(self, key: str, number: int) -> Readings:
        return self._made.read(key, number) if len(self._made.blocks) > 1 else self._made.read(key)

    def _block(self, number: int, place: int) -> Bundle:
        """Return a block: its weights, those of h before those of x, and its biases as a last column."""
        weights = self._values("weight", number)
        look: dict[str, Any] = {"notation": self._made.notation, "theme": self._theme}
        units, stacked = weights.values.shape
        size = (self._unit - APART - 2 * BLOCK_GAP) / (stacked + 1), self._high / units
        body = matrix(weights, size=size, divide=units, **look)
        bias = vector(self._values("bias", number), size=size, numerals=False, framed=False, **look)
        bias.move_to((float(body.rows.get_right()[0]) + BLOCK_GAP + size[0] / 2, float(body.rows.get_y()), 0))
        return Bundle(body, bias).move_to((*self.middle(place), 0))

    def _names(self) -> list[Label]:
        """Return the names of blocks, above them, if all can be read there; of one that is alone there is nothing to say."""
        made, theme, room = list[Label](), self._theme, self._unit - APART
        for place, name in enumerate(filter(None, self._made.blocks)):
            x, y = self.middle(place)
            label = shrunk(name, theme=theme, size=theme.small, room=room, colour=self._role(place))
            made.append(stays(label.sit(x, y + self._high / 2 + NAMED)))
        return made if all(label.cap_height >= LEGIBLE for label in made) else []

    def _counts(self, key: str, what: str, y: float) -> list[Label]:
        """Return how many blocks there are, and how many of something that makes, behind them."""
        blocks, count = (self._made.read(each).whole() for each in ("block_count", key))
        x, theme = self._left + len(self.blocks) * self._unit + BESIDE, self._theme
        size = self._large * theme.label
        fold = Label(phrase("{blocks:0} ×", blocks=blocks), theme=theme, size=size, weight=BOLD).sit_amid(x, y, -1)
        x = float(fold.get_right()[0]) + BESIDE
        number = Label(phrase(what, count=count), theme=theme, size=size, colour="muted").sit_amid(x, y, -1)
        return [stays(fold), stays(number)]

    def comes(self, above: "WeightRow", run_time: float) -> list[Animation]:
        """Return the animations in which each block's frame comes out of the one above, or where there is none of the last one.

        Only at its place it is filled with the block's own numbers, and gets its name; at last come those of the row.
        """
        count, coming = len(self.blocks), list[Animation]()
        for place, (block, *name) in enumerate(zip(self.blocks, *([self.names] if self.names else []), strict=True)):
            frame = outline(block, theme=self._theme, colour=self._role(place), room=0.0)
            (x, y), home = above.middle(min(place, len(above.blocks) - 1)), (float(frame.get_x()), float(frame.get_y()))
            first = 0.55 * place / count
            lane = y - self._high / 2 - UNDER  # below what is said of the row above
            path = Path((x, y), (x, lane), (home[0], lane), home)
            coming.append(Travel(frame, path, leaves=True, run_time=run_time, window=(first, first + 0.3)))
            come = (first + 0.27, first + 0.45)
            coming += [Appear(each, run_time=run_time, window=come) for each in (block, *name)]
        return [*coming, *(Appear(each, run_time=run_time, window=(0.85, 1.0)) for each in (self.name, *self.said))]

    def squeezed(self, larger: "WeightRow", run_time: float) -> list[Animation]:
        """Return the animations in which all of a ``larger`` row of the same cell goes into this one; blocks stay as wide."""
        pairs = zip([*larger.whole, *larger.worked], [*self.whole, *self.worked], strict=True)
        return [self._into(old, new, run_time) for old, new in pairs]

    @staticmethod
    def _into(old: VMobject, new: VMobject, run_time: float) -> Reshape:
        starts, ends = ([leaf.points.copy() for leaf in leaves_of(each)] for each in (old, new))

        def shape(share: float) -> list[np.ndarray]:
            return [start + share * (end - start) for start, end in zip(starts, ends, strict=True)]

        return Reshape(new, leaves_of(new), shape, run_time=run_time)

    def _role(self, place: int) -> str:
        """Return the role of the colour of a block's letter."""
        name = self._made.blocks[place]
        return self._made.notation[f"{name}_weight" if name else "weight"].role

    @property
    def whole(self) -> list[VMobject]:
        """All of it, but for operations."""
        return [*self.blocks, *self.names, self.name, *self.said]

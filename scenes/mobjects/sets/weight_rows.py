"""What cells are made of, one below the other: a row for each, with its blocks of weights, bias and all, side by side.

A block is drawn with all of its numbers, in their colours. Blocks of a row come out of those of the row above, so that it is seen
how many of the same shape there are.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Path, Travel
from scenes.mobjects.notation.equations import Symbol
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import matrix, vector
from scenes.mobjects.places import named, placed, stays
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import BLOCK_GAP, outline

__all__ = ["HIGH", "Made", "WeightRow"]

NAMES, FIRST, PITCH = -6.6, -4.35, 2.76
"""Where names begin, and the first block; and how far it is from one block to the next."""
WIDE, HIGH = 2.5, 1.16
"""The width and the height of a block."""
NAMED, SAID = 0.2, 0.1
"""How far a block's name stands above it, and what it is called beside its letter."""
COUNTED = 0.42
"""How far the count stands below the name of a cell."""


class Made(NamedTuple):
    """A cell that has a row: its readings, what it is called, its notation, and its blocks, the first one what proposes."""

    read: Callable[..., Readings]
    name: str
    notation: Notation
    blocks: Sequence[str]


class WeightRow:
    """The blocks of a cell in a row around the height ``y``, with their ``letters``; its ``name`` and its ``count`` before.

    A block is so ``high``.
    """

    def __init__(self, made: Made, order: Sequence[int], y: float, *, theme: Theme, high: float = HIGH) -> None:
        self._made, self._theme, self._y, self._high = made, theme, y, high
        self.blocks = [self._block(number, place) for place, number in enumerate(order)]
        self.letters = [self._letter(name, place) for place, name in enumerate(made.blocks)]
        self.name = stays(
            Label(made.name, theme=theme, size=1.15 * theme.caption, weight=BOLD).sit_amid(NAMES, y + COUNTED / 2, -1)
        )
        count = made.read("weight_count").whole()
        said = phrase("{count:0} numbers", count=count)
        label = settled(said, theme=theme, size=1.1 * theme.label, room=FIRST - NAMES - 0.15, colour="ink")
        self.count = stays(label.sit_amid(NAMES, y - COUNTED / 2, -1))

    def middle(self, place: int) -> tuple[float, float]:
        """Return the middle of a block."""
        return FIRST + WIDE / 2 + place * PITCH, self._y

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
        size = (WIDE - 2 * BLOCK_GAP) / (stacked + 1), self._high / units
        body = matrix(weights, size=size, divide=units, **look)
        bias = vector(self._values("bias", number), size=size, numerals=False, framed=False, **look)
        bias.move_to((float(body.rows.get_right()[0]) + BLOCK_GAP + size[0] / 2, float(body.rows.get_y()), 0))
        return Bundle(body, bias).move_to((*self.middle(place), 0))

    def _letter(self, name: str, place: int) -> VGroup:
        """Return the letter of a block's weights and what it is called, above it."""
        key, theme = f"{name}_weight" if name else "weight", self._theme
        letter = Symbol(key, notation=self._made.notation, theme=theme, size=0.8 * theme.symbol)
        x, y = self.middle(place)
        letter.move_to((x - WIDE / 2 + letter.width / 2, y + self._high / 2 + NAMED, 0))
        what = {"": "the only block", "candidate": "candidate"}.get(name, f"{name} gate")
        said = Label(what, theme=theme, colour=self._made.notation[key].role)
        said.sit_amid(float(letter.get_right()[0]) + SAID, y + self._high / 2 + NAMED, -1)
        return VGroup(named(stays(letter), key), stays(said))

    def comes(self, above: "WeightRow", run_time: float) -> list[Animation]:
        """Return the animations in which each block's frame comes out of the one above, or where there is none of the last one.

        Only at its place it is filled with the block's own numbers, and gets its name; at last come those of the row.
        """
        count, coming = len(self.blocks), list[Animation]()
        for place, (block, letter) in enumerate(zip(self.blocks, self.letters, strict=True)):
            frame = outline(block, theme=self._theme, colour=self._role(place), room=0.0)
            (x, y), home = above.middle(min(place, len(above.blocks) - 1)), (float(frame.get_x()), float(frame.get_y()))
            first = 0.55 * place / count
            path = Path((x, y), (home[0], y), home)
            coming.append(Travel(frame, path, leaves=True, run_time=run_time, window=(first, first + 0.3)))
            come = (first + 0.27, first + 0.45)
            coming += [Appear(each, run_time=run_time, window=come) for each in (block, letter)]
        return [*coming, *(Appear(each, run_time=run_time, window=(0.85, 1.0)) for each in (self.name, self.count))]

    def _role(self, place: int) -> str:
        """Return the role of the colour of a block's letter."""
        name = self._made.blocks[place]
        return self._made.notation[f"{name}_weight" if name else "weight"].role

    @property
    def whole(self) -> list[VMobject]:
        """All of it."""
        return [*self.blocks, *self.letters, self.name, self.count]

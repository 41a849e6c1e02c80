"""What a network thinks comes next: a bar for each item, the longest lit, and with it those that are as good as equal."""

from collections.abc import Callable, Sequence

from manim import Animation, VGroup, VMobject

from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear, Arrive
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import Entry, of_one, placed
from scenes.mobjects.reading import Reading, Readings, phrase
from scenes.mobjects.text import Label, settled_alike
from scenes.mobjects.theme import Theme

__all__ = ["EVEN", "Guesses"]

EVEN = 0.05
"""Shares that differ by less are as good as equal: a tie, in which none has won."""
UNIT = 1.0
"""How long a bar of one is, wherever there are such bars."""


class Guesses(VGroup):
    """The shares of some items, by their ``labels``: name, bar, number; names end left of ``left``, where bars begin.

    ``height`` returns the y of an item. ``leading`` are the labels of the longest bar, and of those that are as good as equal
    to it: they look alike, and unlike all others. Bars beside others of the same items need not be ``named`` once more.
    """

    def __init__(
        self,
        names: Readings,
        shares: Readings,
        labels: Sequence[int],
        height: Callable[[int], float],
        *,
        left: float,
        room: float,
        theme: Theme,
        high: float = 0.22,
        named: bool = True,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.leading = [int(label) for label in (shares.values > shares.values.max() - EVEN).nonzero()[0]]
        inks = ["ink" if label in self.leading else "muted" for label in labels]
        called = settled_alike([names[label] for label in labels], inks, theme=theme, size=theme.label, room=room)
        self.bars: list[Bar] = []
        self.names: list[Label] = []
        self.numbers: list[Label] = []
        for name, label, ink in zip(called, labels, inks, strict=True):
            y = height(label)
            placed(name.sit_amid(left - 0.14, y, 1), lambda index: (left - 0.14, height(index[-1])), 1)
            share: Reading = shares[label]
            paint = theme.ink if label in self.leading else theme.others
            bar = placed(
                Bar(share, unit=UNIT, height=high, left=left, y=y, paint=paint),
                of_one(shares, lambda label: (left, height(label))),
                -1,
            )
            number = Label(phrase("{share:2}", share=share), theme=theme, size=theme.label, colour=ink)
            number.sit_amid(left + bar.width + 0.12, y, -1)
            self.bars.append(bar)
            self.names += [name] * named
            self.numbers.append(number)
            self.add(Entry(*[name] * named, bar, number))

    @property
    def pieces(self) -> list[VMobject]:
        """All names, bars and numbers, which come one by one."""
        return [*self.bars, *self.names, *self.numbers]

    def moved_from(self, others: "Guesses", run_time: float) -> list[Animation]:
        """Return animations in which bars and numbers come from where those of others are, which are the same."""
        pairs = zip((*self.bars, *self.numbers), (*others.bars, *others.numbers), strict=True)
        return [Arrive(piece, [piece], [other], run_time=run_time) for piece, other in pairs]

    def grow(self, run_time: float, *, named: bool = True) -> list[Animation]:
        """Return animations in which names come, unless they are ``named`` already, bars grow, and then their numbers come."""
        moves: list[Animation] = [Appear(name, window=(0.0, 0.3), run_time=run_time) for name in self.names * named]
        moves += [Grow(bar, "left", window=(0.2, 0.8), run_time=run_time) for bar in self.bars]
        return [*moves, *(Appear(number, window=(0.75, 1.0), run_time=run_time) for number in self.numbers)]

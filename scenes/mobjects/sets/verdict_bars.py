"""What a network makes of a text word by word: a large bar for each label, as long as it is probable by then."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Animation, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.text import BOLD, Label, settled_alike
from scenes.mobjects.theme import Theme

__all__ = ["VerdictBars"]

MOST, PITCH, THICK = 4, 0.75, 0.66
"""How many labels are shown at the most; how far apart bars are at the most, and which part of that one fills."""
LARGE, NAME, HEAD = 1.2, 0.5, 0.9
"""How large the network's name is, in titles; how far its foot is below the head of the area, and how far bars are."""
SWIFT = 0.5
"""In such a part of its turn a label is dimmed: in all of it one would hardly see it."""
NAMES, NUMBER, BESIDE = 1.75, 1.1, 0.16
"""How much room names have before bars, and numbers behind the longest; how far they are from bars."""


class VerdictBars:
    """Bars in ``area`` below the ``head``, the network's name in the colour of its ``role``.

    ``shares`` is ``(time, label)``. The labels that are likeliest after the last word are shown, in their order, their ``names``
    before the ``bars``, which are those of the word that was read last.
    """

    def __init__(self, labels: Readings, shares: Readings, head: Phrase, role: str, area: Area, *, theme: Theme) -> None:
        self._shares, self._theme, self.role, self.last = shares, theme, role, len(shares) - 1
        ends = shares.row(self.last)
        ranked = sorted(range(len(labels)), key=lambda label: -float(ends[label].value))
        self.winner, self._labels = ranked[0], sorted(ranked[:MOST])
        self._left = area.left + NAMES
        self._unit = area.right - NUMBER - self._left
        self._pitch = min(PITCH, (area.height - HEAD) / len(self._labels))
        top = area.top - HEAD - self._pitch / 2
        self._heights = {label: top - row * self._pitch for row, label in enumerate(self._labels)}
        look: dict[str, Any] = {"size": LARGE * theme.title, "weight": BOLD, "colour": role}
        self.head = stays(Label(head, theme=theme, **look).sit(self._left, area.top - NAME, -1))
        self.names = self._named([labels[label] for label in self._labels])
        self.bars = {label: self._bar(self.last, label) for label in self._labels}
        self.number = self._number()

    def _named(self, labels: Sequence[Reading]) -> list[Label]:
        inks = ["muted" for _ in labels]
        names = settled_alike(labels, inks, theme=self._theme, size=self._theme.caption, room=NAMES - BESIDE)
        x = self._left - BESIDE
        return [
            placed(name.sit_amid(x, self._heights[label], 1), lambda index: (x, self._heights[index[-1]]), 1)
            for name, label in zip(names, self._labels, strict=True)
        ]

    def _bar(self, time: int, label: int) -> Bar:
        look: dict[str, Any] = {"unit": self._unit, "height": THICK * self._pitch, "left": self._left}
        bar = Bar(self._shares.row(time)[label], y=self._heights[label], paint=self._theme.colour(self.role), **look)
        return placed(bar, lambda index: (self._left, self._heights[index[-1]]), -1)

    def _number(self) -> Label:
        """Return how probable the likeliest label is in the end, behind its bar."""
        bar, share = self.bars[self.winner], self._shares.row(self.last)[self.winner]
        x = float(bar.get_right()[0]) + BESIDE
        made = Label(phrase("{share}", share=share), theme=self._theme, size=self._theme.title, weight=BOLD)
        return placed(made.sit_amid(x, self._heights[self.winner], -1), lambda index: (x, self._heights[index[-1]]), -1)

    @property
    def losing(self) -> list[tuple[VMobject, VMobject]]:
        """The name and the bar of each label but the likeliest."""
        pairs = zip(self._labels, self.names, strict=True)
        return [(name, self.bars[label]) for label, name in pairs if label != self.winner]

    @property
    def everything(self) -> list[VMobject]:
        """All that there is but the head."""
        return [*self.names, *self.bars.values(), self.number]

    # -- what happens ------------------------------------------------------------------------------------------------------

    def decides(self, run_time: float, window: tuple[float, float] = (0.0, 1.0)) -> list[Animation]:
        """Return animations in which all labels but the likeliest are dimmed, one after the other."""
        turns = pairwise(np.linspace(*window, len(self.losing) + 1).tolist())
        return [
            Shade(each, self._theme.dimmed, window=(then - SWIFT * (then - at), then), run_time=run_time)
            for (at, then), both in zip(turns, self.losing, strict=True)
            for each in both
        ]

    def empties(self, run_time: float) -> list[Animation]:
        """Return animations in which nothing is left but names."""
        bars = [Grow(bar, "left", leaves=True, run_time=run_time) for bar in self.bars.values()]
        return [*bars, Leave(self.number, window=(0.0, 0.2), run_time=run_time)]

    def reads(self, time: int, run_time: float) -> tuple[list[Animation], list[Bar]]:
        """Return animations in which bars become as long as they are after a word, and the bars whose place they take."""
        gone, moves = ([*self.bars.values()] if time else []), list[Animation]()
        for label in self._labels:
            bar = self.bars[label] = self._bar(time, label)
            start = float(self._shares.row(time - 1)[label].value) * self._unit / float(bar.width) if time else 0.0
            moves.append(Grow(bar, "left", start=start, run_time=run_time))
        return moves, gone

    def tells(self, run_time: float) -> list[Animation]:
        """Return animations in which the likeliest label stands out, and its number comes."""
        return [*self.decides(run_time, (0.0, 0.6)), Appear(self.number, window=(0.3, 1.0), run_time=run_time)]

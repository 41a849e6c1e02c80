"""Shares of which almost nothing is left, written out: how many noughts one has is how long it is."""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, log10
from typing import Any

import numpy as np
from manim import Animation, Line, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.motion import Appear
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.measured_table import Name
from scenes.mobjects.sets.study_curves import Traced
from scenes.mobjects.text import BOLD, MEDIUM, Label, within
from scenes.mobjects.theme import Theme

__all__ = ["Noughts", "figures"]

FIGURES, MOST = 2, 24
"""So many figures of a share are written after its noughts, and so many decimals at the most."""
UNDER = 0.24
"""How far below the last rule it is said where shares come from."""
NAME, BETWEEN, HEAD, FIRST = 1.6, 0.9, 0.6, 1.4
"""How much room names have; what is between two columns; how far above the first row heads are, and how far below the top of the
area that row is, as parts of a row."""


def figures(value: float) -> int:
    """Return with how many decimals a share is written out, so that its first figures are among them."""
    return min(max(ceil(-log10(value)) - 1 + FIGURES, FIGURES), MOST) if value > 0 else FIGURES


class Noughts:
    """A table in an ``area``: a row for each kind of network, a column for each of ``distances``, with the ``shares`` by both.

    ``said`` is what shares are, above it, and ``source`` where they come from, below. ``heads`` say what columns are,
    and ``names`` what rows are; ``rules`` are below rows. Columns are as wide as what is in them.
    """

    def __init__(
        self,
        rows: Sequence[Traced],
        distances: Sequence[Reading],
        shares: Sequence[Sequence[Reading]],
        area: Area,
        *,
        said: str,
        source: Phrase,
        theme: Theme,
    ) -> None:
        self._theme, pitch = theme, area.height / (len(rows) + FIRST)
        ys = [area.top - (number + FIRST) * pitch for number in range(len(rows))]
        made = [[self._share(each, row.role) for each in own] for row, own in zip(rows, shares, strict=True)]
        heads = [
            Label(phrase("{far:0} words back", far=far), theme=theme, size=theme.caption, weight=MEDIUM) for far in distances
        ]
        wide = [max(float(label.width) for label in column) for column in zip(heads, *made, strict=True)]
        left = area.left + NAME
        xs = [left, *(left := left + each + BETWEEN for each in wide[:-1])]
        self.shares = [
            [self._held(label, own, x, y) for label, own, x in zip(labels, each, xs, strict=True)]
            for labels, each, y in zip(made, shares, ys, strict=True)
        ]
        look: dict[str, Any] = {"theme": theme, "size": theme.title, "weight": BOLD}
        self.names = [
            stays(Name(row.named, row.name, colour=row.role, **look).sit_amid(area.left, y, -1))
            for row, y in zip(rows, ys, strict=True)
        ]
        self.heads = [stays(each.sit_amid(x, ys[0] + HEAD * pitch, -1)) for each, x in zip(heads, xs, strict=True)]
        thin: dict[str, Any] = {"stroke_color": theme.line, "stroke_width": theme.thin}
        self.rules = VGroup(*(Line((area.left, y - pitch / 2, 0), (area.right, y - pitch / 2, 0), **thin) for y in ys))
        self.said = stays(Label(said, theme=theme, colour="muted").sit_amid(area.left, area.top, -1))
        look = {"theme": theme, "size": theme.numeral, "room": area.width, "colour": "muted"}
        self.source = stays(within(source, **look).sit_amid(area.left, area.bottom - UNDER, -1))

    def _share(self, share: Reading, role: str) -> Label:
        says = phrase(f"{{share:{figures(float(share.value))}}}", share=share)
        return Label(says, theme=self._theme, size=self._theme.title, colour=role)

    def _held(self, label: Label, share: Reading, x: float, y: float) -> Label:
        return placed(label.sit_amid(x, y, -1), lambda index: ({share.index: x}[index], y), -1)

    @property
    def everything(self) -> VGroup:
        """All that there is of it."""
        return VGroup(
            self.said, self.source, self.rules, *self.names, *self.heads, *(label for row in self.shares for label in row)
        )

    def tells(self, column: int, run_time: float) -> list[Animation]:
        """Return animations in which the head of a column comes and then its shares, row by row, longer ones more slowly."""
        labels = [row[column] for row in self.shares]
        lengths = np.array([len(label.text) for label in labels])
        ends = 0.12 + 0.88 * np.concatenate([[0.0], np.cumsum(lengths) / lengths.sum()])
        made: list[Animation] = [Appear(self.heads[column], window=(0.0, 0.12), run_time=run_time)]
        windows = pairwise(ends.tolist())
        return made + [Appear(label, window=own, run_time=run_time) for label, own in zip(labels, windows, strict=True)]

"""Moves in which a thing changes its shape: a cell fills, a column widens, a bar takes the place of another one."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import VMobject, rate_functions

from scenes.mobjects.leaves import leaves_of, set_fill, set_ink
from scenes.mobjects.motion import Own
from scenes.mobjects.moves import Grow, glide
from scenes.mobjects.values import Patch, Swatch

__all__ = ["Fill", "Stretch", "Swell", "Widen"]


class Fill(Own):
    """A cell is filled from an edge, "left" or "top", with its colour; then its numeral comes in: with no edge, at once."""

    LAST = 0.7

    def __init__(self, cell: Swatch | Patch, edge: str = "", **kwargs: Any) -> None:
        self._patch, self._numeral, self._last = (
            vars(cell).get("patch", cell),
            vars(cell).get("numeral", vars(cell).get("beside")),
            self.LAST if edge else 0.0,
        )
        self._axis, self._side = Grow.EDGES.get(edge, (0, -1))
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(cell, introducer=True, **kwargs)

    def begin(self) -> None:
        """Remember the cell's whole outline, and the line from which it is filled."""
        self._opacity = float(self._patch.get_fill_opacity())
        self._home = self._patch.points.copy()
        ends = self._home[:, self._axis]
        self._from = ends.max() if self._side > 0 else ends.min()
        super().begin()

    def _see(self, alpha: float) -> None:
        """Let the cell be seen from its turn on: before that something else may still be on its way."""
        set_fill(self._patch, self._opacity * (alpha > 0))

    def interpolate_mobject(self, alpha: float) -> None:
        self._see(alpha)
        done = self.rate_func(alpha)
        points, share = self._home.copy(), max(glide(min(done / self._last, 1.0)), 1e-4) if self._last else 1.0
        points[:, self._axis] = self._from + share * (self._home[:, self._axis] - self._from)
        self._patch.points = points
        if self._numeral is not None:
            set_fill(self._numeral, max(0.0, done - self._last) / (1 - self._last))


class Widen(Fill):
    """A cell goes from ``times`` its width to all of it, about its middle; then its numeral comes in."""

    def __init__(self, cell: Swatch | Patch, times: float, **kwargs: Any) -> None:
        self._times = times
        super().__init__(cell, "left", **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        self._see(alpha)
        done = self.rate_func(alpha)
        times = self._times + glide(min(done / self.LAST, 1.0)) * (1 - self._times)
        points, middle = self._home.copy(), (self._home[:, 0].max() + self._home[:, 0].min()) / 2
        points[:, 0] = middle + max(times, 1e-4) * (self._home[:, 0] - middle)
        self._patch.points = points
        if self._numeral is not None:
            set_fill(self._numeral, max(0.0, done - self.LAST) / (1 - self.LAST))


class Stretch(Own):
    """Things are stretched from side to side: each goes from one span to another, (left, right), and what is in it with it.

    ``spans`` has both for each of the things. It is how a lens opens: some columns widen in place, the others make room.
    """

    def __init__(
        self, mobject: VMobject, spans: Sequence[tuple[VMobject, tuple[float, float], tuple[float, float]]], **kwargs: Any
    ) -> None:
        self._spans = spans
        kwargs.setdefault("rate_func", glide)
        super().__init__(mobject, **kwargs)

    def begin(self) -> None:
        """Gather where all points are from left to right, and where they go."""
        self._rows, starts, ends = [], [np.zeros(0)], [np.zeros(0)]
        for thing, (left, right), (new_left, new_right) in self._spans:
            for leaf in leaves_of(thing):
                self._rows.append(leaf)
                starts.append(leaf.points[:, 0].copy())
                ends.append(new_left + (starts[-1] - left) * (new_right - new_left) / (right - left))
        self._start, self._way = np.concatenate(starts), np.concatenate(ends) - np.concatenate(starts)
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        now, start = self._start + self.rate_func(alpha) * self._way, 0
        for leaf in self._rows:
            points = leaf.points.copy()
            points[:, 0] = now[start : start + len(points)]
            leaf.points, start = points, start + len(points)


class Swell(Own):
    """A bar that goes from an axis to either side takes the place of another one of its kind: of its row, then of its length.

    It begins in the row ``before`` and ``times`` as long as it will be, on the other side of the axis if that is below nought:
    there it has the ``other`` colour, if there is one. It is not seen before its turn, unless it takes a place that is ``left``.
    """

    def __init__(
        self, bar: VMobject, *, axis: float, times: float, rise: float, other: str = "", left: bool = False, **kwargs: Any
    ) -> None:
        self._bar, self._axis, self._times, self._rise, self._other = bar, axis, times, rise, other
        self._left = left
        kwargs.setdefault("rate_func", rate_functions.linear)
        super().__init__(bar, introducer=True, **kwargs)

    def begin(self) -> None:
        """Remember the outline at home."""
        self._home = self.mobject.points.copy()
        self._paint, self._opacity = self._bar.get_fill_color().to_hex(), float(self._bar.get_fill_opacity())
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        set_fill(self._bar, self._opacity * (self._left or alpha > 0))
        done = self.rate_func(alpha)
        fallen, grown = glide(min(done / 0.4, 1.0)), glide(max(done - 0.4, 0.0) / 0.6)
        times = self._times + grown * (1 - self._times)
        points = self._home.copy()
        points[:, 0] = self._axis + times * (self._home[:, 0] - self._axis)
        points[:, 1] += (1 - fallen) * self._rise
        self.mobject.points = points
        if self._other:
            set_ink(self._bar, self._other if times < 0 else self._paint)

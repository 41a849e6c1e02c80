"""The loop of one cell is cut, and laid down into the line on which the copies for all words stand; and it closes again.

What is around the cell goes with it, in its order along the wire: h goes past no cell.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from manim import Animation, VGroup, VMobject

from scenes.mobjects.motion import Arrive, Own, ease
from scenes.mobjects.moves import Path, Travel, glide
from scenes.mobjects.passing import Go
from scenes.mobjects.sets.recurrent_cell import Folded
from scenes.mobjects.sets.unrolled import Unrolled
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point, Wire

__all__ = ["Opening", "Unroll"]

RAISED = 2.2
"""The height at which copies go over the row to their words."""
LEAST = 0.35
"""The part of all the time that one copy is on its way at the least."""

Pair = tuple[VGroup, VGroup]
"""What is around the one cell, and the same as it is in the row: of as many members, one for one."""


class Unroll(Own):
    """A wire through ``corners`` is pulled straight into a line from ``start`` to ``end``: all its corners stay right angles.

    Its first corner goes to the end of the line, and what is behind that, as over a pulley, is drawn in until nothing is left.
    From the first of ``widths`` it comes to the second. ``back`` lets it become what it was.
    """

    CORNER = 5  # dots at a corner
    SOON = 2.0  # how much sooner its end is drawn in than its first corner goes

    def __init__(
        self,
        wire: Wire,
        corners: Sequence[Point],
        start: Point,
        end: Point,
        *,
        widths: tuple[float, float],
        back: bool = False,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("rate_func", glide)
        begin, turn, *rest = (np.array(each) for each in corners)
        self._ways = (begin, np.array(start)), (turn, np.array(end))
        sides = [after - before for before, after in pairwise([turn, *rest])]
        self._sides = [(side / np.linalg.norm(side), float(np.linalg.norm(side))) for side in sides]
        self._line, self._widths, self._back = wire.line, widths, back
        super().__init__(wire.line, introducer=True, **kwargs)

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        if self._back:
            share = 1 - share
        begin, pen = ((1 - share) * here + share * there for here, there in self._ways)
        left, corners = (1 - share) ** self.SOON * sum(long for _, long in self._sides), [begin, pen]
        for way, long in self._sides:
            pen = pen + min(left, long) * way
            corners.append(pen)
            left = max(left - long, 0.0)
        dots = Path(*((float(x), float(y)) for x, y in corners)).dots
        most = 2 + self.CORNER * len(self._sides)  # as many as there are at first: the outline goes on having them
        dots = np.concatenate([dots, np.repeat(dots[-1:], most - len(dots), axis=0)])
        self._line.set_points_as_corners(np.column_stack([dots, np.zeros(most)]))
        self._line.stroke_width = float(np.interp(share, (0.0, 1.0), self._widths))


class Opening:
    """The one cell with its loop, ``folded``, and its place in the ``row``: that of the word with the index ``time``.

    The loop is cut above the cell, and has two ``arms``, each of which is a stretch of the line: the right one leads on from the
    cell, the left one into it. Where copies are narrow, the ``small`` cell still has all columns of weights; then a copy takes
    its place.
    """

    def __init__(self, folded: Folded, row: Unrolled, time: int, *, theme: Theme) -> None:
        self._folded, self._row, self._time = folded, row, time
        self.small = row.whole(time)
        self._widths = theme.bold, theme.stroke
        y, x, half = row.COPY, row.x(time), row.wide / 2
        self._lines = [
            ((x + half, y), (row.state_x(row.count - 1), y)),
            ((x - half, y), (row.state_x(-1), y)),
        ]
        self.arms = [Wire(*line, theme=theme, colour="state", tip=False) for line in self._lines]

    @property
    def lines(self) -> list[VMobject]:
        """What is drawn of the arms."""
        return [arm.line for arm in self.arms]

    def opens(self, pairs: Sequence[Pair], seconds: float) -> list[Animation]:
        """Return animations in which the loop is laid down, while the cell and what is around it come to their places."""
        around = [(self._folded.cell, self.small), *pairs]
        return [*self._bent(seconds, back=False), *(_arrives(small, large, seconds) for large, small in around)]

    def closes(self, pairs: Sequence[Pair], seconds: float) -> list[Animation]:
        """Return animations in which the line is bent into the loop again, and a copy becomes the one cell."""
        around = [(self._folded.cell, self._row.copies[self._time]), *pairs]
        return [*self._bent(seconds, back=True), *(_arrives(large, small, seconds) for large, small in around)]

    def _bent(self, seconds: float, *, back: bool) -> list[Animation]:
        how: dict[str, Any] = {"widths": self._widths, "back": back, "rate_func": ease, "run_time": seconds}  # as what arrives
        ways = zip(self.arms, self._folded.arms(), self._lines, strict=True)
        return [Unroll(arm, corners, *line, **how) for arm, corners, line in ways]

    def deal(self, seconds: float) -> list[Animation]:
        """Return animations in which copies come out of the one that is there and go over the row, each to its word."""
        row, here = self._row, self._time
        others = [*range(here), *range(row.count - 1, here, -1)]  # those that go farthest first: none is overtaken
        each, plays = max(LEAST, 1 / max(len(others), 1)), list[Animation]()
        for number, time in enumerate(others):
            begin = (1 - each) * number / max(len(others) - 1, 1)
            way = Path(row.at(here), (row.x(here), RAISED), (row.x(time), RAISED), row.at(time))
            plays.append(Travel(row.copies[time], way, window=(begin, begin + each), run_time=seconds))
        return plays

    def gather(self, seconds: float) -> list[Animation]:
        """Return animations in which all other copies go along the line into the one that stays, and are one with it."""
        row = self._row
        others = [time for time in range(row.count) if time != self._time]
        return [Go(row.copies[time], Path(row.at(time), row.at(self._time)), leaves=True, run_time=seconds) for time in others]


def _arrives(group: VGroup, others: VGroup, seconds: float) -> Animation:
    """Return the animation in which the members of a group come from the places of others, one for one."""
    return Arrive(group, list[Any](group), list[Any](others), run_time=seconds)

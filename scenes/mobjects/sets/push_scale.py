"""How long pushes are drawn, and where: those of one unit, and beside them those of all units together, in one measure."""

from collections.abc import Sequence

import numpy as np

from scenes.mobjects.sets.reading_table import Span

__all__ = ["PUSHES", "TELLING", "Scale"]

PUSHES: Span = (0.5, 3.58)
"""Where the pushes are: those of the unit, and beside them those of all units together."""
NUMBER, BETWEEN, NARROWEST = 0.64, 0.2, 1.3
"""How much room the number beside a bar takes, how much is between the two columns of bars, and how wide each is at least."""
TELLING = 0.05
"""A push below this has no numeral, and what is written below this is not shown to come."""


class Scale:
    """Where the axes of pushes are, and how long a push of one is, the same for both: by the most that is pushed to either side.

    ``pushes`` are of one unit, ``sums`` of all together. ``axes`` and ``middles`` are the x of the axis and of the middle of the
    unit's column and of that of the sums.
    """

    def __init__(self, pushes: Sequence[np.ndarray], sums: Sequence[np.ndarray]) -> None:
        reaches = [_reach(pushes), _reach(sums)]
        rooms = [(NUMBER * (low < -TELLING), NUMBER * (high > TELLING)) for low, high in reaches]
        longs, whole = [high - low for low, high in reaches], PUSHES[1] - PUSHES[0] - BETWEEN
        unit = (whole - sum(map(sum, rooms))) / max(sum(longs), 1e-6)
        first = min(max(sum(rooms[0]) + unit * longs[0], NARROWEST), whole - NARROWEST)
        wides = (first, whole - first)
        units = [(wide - sum(room)) / max(long, 1e-6) for wide, room, long in zip(wides, rooms, longs, strict=True)]
        self.unit, pen = min(units), PUSHES[0]
        self.axes, self.middles = [], []
        for (low, high), room, wide in zip(reaches, rooms, wides, strict=True):
            spare = wide - sum(room) - self.unit * (high - low)
            self.axes.append(pen + spare / 2 + room[0] - low * self.unit)
            self.middles.append(pen + wide / 2)
            pen += wide + BETWEEN


def _reach(values: Sequence[np.ndarray]) -> tuple[float, float]:
    """Return the least and the most of some values, and of nought."""
    return min(0.0, *(float(each.min()) for each in values)), max(0.0, *(float(each.max()) for each in values))

"""Which units turned a verdict, or keep another one behind: a bar above the lane of each for its part, and one number."""

from collections.abc import Callable

import numpy as np

from scenes.mobjects.bars import Pillar, unit_for
from scenes.mobjects.places import placed
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.reading_table import ReadingTable
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["turn_shares"]

HIGH, ABOVE = 0.36, 0.42
"""How high the longest bar is, and how far above the table bars stand."""
WIDE, WIDEST = 0.6, 0.5
"""Which part of a lane a bar takes, and how wide it is at most."""


def turn_shares(
    read: Callable[..., Readings], table: ReadingTable, unit: int, theme: Theme, *, key: str
) -> tuple[list[Pillar], list[Label]]:
    """Return a bar above each lane for the unit's part of what ``key`` has, and the number of that of one ``unit``, in percent.

    It has none where it worked against that.
    """
    parts, floor = read(key), table.top + ABOVE
    measure = unit_for(HIGH, np.maximum(parts.values[table.units], 0.0))
    bars = []
    for each in table.units:
        wide, paint = min(table.lane_pitch * WIDE, WIDEST), theme.ink if each == unit else theme.others
        bar = Pillar(parts[each], unit=measure, x=table.middle(each), floor=floor, width=wide, paint=paint)
        bars.append(placed(bar, lambda index: (table.middle(index[-1]), None)))
    if float(parts[unit].value) < 0:
        return bars, []
    number = Label(phrase("{part:0} %", part=parts[unit]), theme=theme)
    return bars, [number.sit(table.middle(unit), floor + float(bars[table.units.index(unit)].height) + 0.07)]

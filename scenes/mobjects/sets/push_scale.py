"""How long pushes are drawn, and where: columns of bars side by side, in one measure, each with an axis and numbers beside it."""

from collections.abc import Callable, Sequence

import numpy as np

from scenes.mobjects.bars import Push
from scenes.mobjects.places import kept_for, placed, stays, tells
from scenes.mobjects.reading import Phrase, Readings, phrase
from scenes.mobjects.sets.reading_table import Span
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["PUSHES", "TELLING", "Scale", "beside", "counting", "number_of", "others_of", "ratio_of", "within_pushes"]

PUSHES: Span = (1.2, 4.85)
"""Where the pushes of a story are: those of its unit, and beside them those of all others."""
LONGEST = 0.8
"""How long a push of one is at most, in units."""
APART = 0.14
"""How far a number is from its axis: it has room to swell."""
TELLING = 0.05
"""A push below this has no numeral, and what is written below this is not shown to come."""


class Scale:
    """Where the axes of columns of pushes are, and how long a push of one is, the same for all: as long as there is room for.

    ``columns`` has the values of each column, which lie side by side in ``span``, ``between`` apart, and ``numbered`` those that
    have a number. That stands on the other side of the axis than its bar and takes ``number`` of room there, or if columns are
    ``one_sided``, always on the side to which bars go less far: ``sides`` has it for each, or nought. A column is at least
    ``narrowest`` wide. ``axes`` and ``middles`` are the x of the axis and of the middle of each column, ``spans`` where it
    begins and ends, and ``unit`` is the length of a push of one.
    """

    def __init__(
        self,
        columns: Sequence[np.ndarray],
        numbered: Sequence[np.ndarray],
        span: Span,
        *,
        between: float,
        number: float,
        narrowest: float,
        one_sided: bool = False,
    ) -> None:
        reaches, printed = [_reach(each) for each in columns], [_reach(each) for each in numbered]
        self.sides = [(1 if high < low else -1) if one_sided else 0 for low, high in reaches]
        measures = list(zip(reaches, printed, self.sides, strict=True))
        whole = span[1] - span[0] - between * (len(columns) - 1)
        shortest, longest = 0.0, LONGEST
        for _ in range(40):  # the longest measure with which all have room
            middle = (shortest + longest) / 2
            taken = sum(max(sum(_sides(*each, number, middle)), narrowest) for each in measures)
            shortest, longest = (middle, longest) if taken <= whole else (shortest, middle)
        self.unit = max(shortest, 1e-3)
        sides = [_sides(*each, number, self.unit) for each in measures]
        wides = [max(sum(each), narrowest) for each in sides]
        spare, pen = (whole - sum(wides)) / len(wides), span[0]
        self.axes, self.middles, self.spans = list[float](), list[float](), list[Span]()
        for (left, right), wide in zip(sides, wides, strict=True):
            self.axes.append(pen + (spare + wide - left - right) / 2 + left)
            self.middles.append(pen + (spare + wide) / 2)
            self.spans.append((pen, pen + wide + spare))
            pen += wide + spare + between


def _reach(values: np.ndarray) -> Span:
    """Return how far values go below nought, and above it."""
    return max(0.0, -float(values.min(initial=0.0))), max(0.0, float(values.max(initial=0.0)))


def _sides(reach: Span, printed: Span, side: int, number: float, unit: float) -> Span:
    """Return how much room is taken on the left of an axis and on its right, by bars and by numbers.

    Numbers are on one ``side``, beyond bars that go there, or if that is nought opposite to their bars.
    """
    left, right = (each * unit for each in reach)
    below, above = printed
    if not side:
        return max(left, number * (above > TELLING)), max(right, number * (below > TELLING))
    told = max(below, above) > TELLING
    if side < 0:
        return max(left, (number + below * unit) * told), right
    return left, max(right, (number + above * unit) * told)


def beside(number: Label, bar: Push, side: int = 0) -> Label:
    """Let the number of a push sit beside its axis: on a ``side``, beyond the bar if that goes there, or opposite to the bar."""
    y, way = float(bar.get_y()), 1 if bar.is_for else -1
    side = side or -way
    end = float((bar.get_right() if side > 0 else bar.get_left())[0]) if side == way else bar.home
    return number.sit_amid(end + side * APART, y, -side)


def number_of(
    push: Push, size: float, y: Callable[[tuple[int, ...]], float], *, theme: Theme, side: int = 0, places: int
) -> Label:
    """Return the number of a push with its sign and so many decimals, beside its axis.

    ``y`` is its height by the index of what it shows.
    """
    sign = "+" if float(push.reading.value) > 0 else ""
    said = Label(phrase(f"{sign}{{push:{places}}}", push=push.reading), theme=theme, size=size)
    return tells(placed(beside(said, push, side), lambda index: (None, y(index))), push)


def others_of(numbers: Readings, named: int) -> list[Phrase]:
    """Return who pushes besides so many units that are named: how many others there are, and the bias; then both in one line.

    ``numbers`` are those of all units, so that the last of the others, counted through, has how many they are.
    """
    if not (others := len(numbers.values) - named):
        return [phrase("bias")]
    said = "{count:0} other{count:s}"
    return [phrase(each, count=numbers[others - 1]) for each in (said, "+ bias", f"{said} + bias")]


def counting(head: Label) -> Label:
    """Let what is said of the others stay where it is, with this number of them, if it has one; return it."""
    counts = [display.reading.index for display in head.phrase.displays]
    return kept_for(head, *counts[0]) if counts else stays(head)


def within_pushes(head: Label) -> Label:
    """Move what stands above a column of pushes as far to the side as it has to be to stay among them."""
    left, right = float(head.get_left()[0]), float(head.get_right()[0])
    return head.shift((max(0.0, PUSHES[0] + 0.28 - left) or min(0.0, PUSHES[1] - 0.08 - right), 0, 0))


def ratio_of(before: float, now: float) -> float:
    """Return how many times as long as now a bar was, to either side."""
    return float(np.clip(before / now, -1e3, 1e3)) if abs(now) > 1e-9 else 1.0

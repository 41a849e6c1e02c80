"""One step of an error back, in the large: what is felt at a word, what it meets, and what the word before feels of it."""

from collections.abc import Callable, Iterator, Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, Rectangle, VGroup, VMobject

from scenes.mobjects.areas import Area
from scenes.mobjects.arithmetic import FEWEST, MOST, holding
from scenes.mobjects.bars import Pillar, Swing, unit_for
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import kept_for, of_one, placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase
from scenes.mobjects.shifts import Hop
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["Row", "StepBack", "carried_rows", "plain_rows"]

SAID, BARS, FACTOR = 2.2, 4.3, 5.35
"""How far from the left edge what a row is called ends, its bars do, and its factor."""
RULE, FOOT = 0.45, 0.45
"""How far below the top of the area the first row's head is, and above its foot the last row's end."""
TALL = 0.45
"""How high the tallest bar is, as a part of the distance between rows; and half of a gate or slope of one."""
LARGEST = 1.5
"""How much larger letters are in a wide area, at the most."""
LOWER, OVER = 0.74, 0.04
"""How much lower shares are there, as their numbers are over them; and how far over them."""
WIDE = 0.7
"""The part of a unit's room that its bar fills."""
LEFT = "= what is left"
"""What the row is called of what has passed slopes, or a gate."""
FAINT, FANNED = 0.1, 0.15
"""How opaque lines are whose sum is there; the part of the time of a last row after which they come to the first of its bars."""


class Row(NamedTuple):
    """A row of bars: the values of ``key`` at a word, ``time``; what they are called; a key and a word, if a factor is there.

    Shares of what passes ``stand`` on a floor; others go up or down. What ``passes`` comes down from the row so many above, over
    none but what it meets. Of values that are ``bounded``, one that is 1 or -1 fills its half of the row, to the lines there;
    others have one measure. Shares have the colour of their ``role``.
    """

    key: str
    time: int
    said: str
    factor: tuple[str, int] | None = None
    stand: bool = False
    passes: int = 0
    bounded: bool = False
    role: str = "muted"


def plain_rows(time: int) -> list[Row]:
    """Return the rows of a step back to the word ``time`` in a plain cell: the state, slopes of tanh there, then weights."""
    after = time + 1
    return [
        Row("hidden", after, "state at “{word}”", bounded=True),
        Row("tanh_slopes", after, "slope of tanh", stand=True),
        Row("felt", after, "× error at “{word}”"),
        Row("preactivation_gradient", after, LEFT, ("slope_factors", after), passes=1),
        Row("felt", time, "= error at “{word}”", ("weight_factors", time)),
    ]


def carried_rows(time: int, share: str, gate: str) -> list[Row]:
    """Return those in a cell that carries a state, of which the gate ``share`` keeps a part; more comes by other ways."""
    after = time + 1
    return [
        Row(share, after, f"{gate} gate", stand=True, role="keeps"),
        Row("felt", after, "× error at “{word}”"),
        Row("gated_back", after, LEFT, ("gate_factors", after), passes=1),
        Row("other_back", time, "+ by other ways"),
        Row("felt", time, "= error at “{word}”", passes=2),
    ]


class UnitBar(Swing):
    """A bar of one unit; ``column`` is the number of the row that it is in."""

    def __init__(self, *args: Any, column: int, **kwargs: Any) -> None:
        self.column = column
        super().__init__(*args, **kwargs)


class Passed(Hop):
    """A bar comes from the one ``before`` it, as long as that, down to its own line, and changes to its own length there."""

    CAME = 0.5

    def __init__(self, bar: UnitBar, before: UnitBar, **kwargs: Any) -> None:
        own, long = (float(each.height) * (1 if each.stands else -1) for each in (bar, before))
        super().__init__(bar, along=1, home=bar.home, long=long / own, away=before.home - bar.home, **kwargs)


class StepBack:
    """A step back to the word ``time`` in an ``area``: a ``head``, and for each of its ``rows`` bars of some ``units``.

    ``read`` reads a trace. ``names`` are what stands beside each row, with its line; ``factors`` are by row, where there
    are some, and ``whole`` is the factor of the step in all: where that is their product, they have as many decimals as it
    needs. Of ``fans`` the first is what lines are called, then each has those that come to a bar of the last row. In a wide
    area, where no words are beside it, letters are larger, and shares have ``numbers``.
    """

    def __init__(
        self, read: Callable[..., Readings], time: int, rows: Sequence[Row], area: Area, *, units: Sequence[int], theme: Theme
    ) -> None:
        self._read, self._area, self._theme, self._units, self.rows = read, area, theme, list(units), list(rows)
        self._pitch = (area.height - RULE - FOOT) / self._slot(len(self.rows))
        self._large = min(area.width / FACTOR, LARGEST)
        self._said, self._ends = SAID * self._large, area.width - (FACTOR - BARS) * self._large
        self._wide = (self._ends - self._said) / max(len(self._units), 4)
        signed = [read(row.key, row.time).values[self._units] for row in self.rows if not (row.stand or row.bounded)]
        self._unit = unit_for(TALL * self._pitch, np.concatenate(signed))
        self.head = self._head(time)
        self._size = min(self._settled(row) for row in self.rows)
        self.names = [self._name(number) for number in range(len(self.rows))]
        self.bars = [self._bars(number) for number in range(len(self.rows))]
        self.factors = self._factors(time)
        self.numbers = [number for row in range(len(self.rows)) for number in self._numbers(row)] if self._large > 1 else []
        said = phrase("in all × {factor}", factor=read("hop_factors")[time])
        label = Label(said, theme=theme, size=theme.label * self._large, weight=BOLD)
        self.whole = kept_for(label.sit_amid(area.right, area.bottom + FOOT / 2, 1), time)
        self.fans = self._fans() if self.rows[-1].factor else []

    def y(self, number: int) -> float:
        """Return the height of the middle of a row."""
        return self._area.top - RULE - (self._slot(number) + 0.5) * self._pitch

    def _slot(self, number: int) -> int:
        """Return how many rows have room above one: before a last row that has a factor, one more, for what that is."""
        return number + (number >= len(self.rows) - 1 and self.rows[-1].factor is not None)

    @property
    def parts(self) -> list[VMobject]:
        """All that it is made of."""
        bars = [bar for row in self.bars for bar in row]
        return [self.head, *self.names, *bars, *self.numbers, *self.factors.values(), self.whole, *self.fans]

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _head(self, time: int) -> Label:
        theme, said = self._theme, self._placed("One step back, to “{word:short}”", time)
        head = settled(said, theme=theme, size=theme.caption * self._large, room=self._area.width, colour="ink")
        return kept_for(head.sit(self._area.x, self._area.top - 0.2), time)

    def _called(self, row: Row) -> Phrase:
        return self._placed(row.said, row.time) if "{" in row.said else phrase(row.said)

    def _placed(self, said: str, time: int) -> Phrase:
        """Return what is said of a word, with its number if there are others like it, and none of them is beside the area."""
        words = self._read("tokens")
        if self._large > 1 and np.count_nonzero(words.values == words.values[time]) > 1:
            return phrase(f"{said}, word {{number:0}}", word=words[time], number=self._read("word_numbers")[time])
        return phrase(said, word=words[time])

    def _settled(self, row: Row) -> float:
        """Return the size in which what a row is called has room."""
        called, theme, size = self._called(row), self._theme, self._theme.label
        labels = (Label(called, theme=theme, size=each) for each in (size * self._large, size * (1 + self._large) / 2, size))
        label = next((each for each in labels if each.width <= self._said - 0.1), None)
        if label is None:
            label = settled(called, theme=theme, size=size, room=self._said - 0.1, colour="ink")
        return float(label.style[1])

    def _name(self, number: int) -> VGroup:
        theme, row, left, y = self._theme, self.rows[number], self._area.left, self.y(number)
        label = settled(self._called(row), theme=theme, size=self._size, room=self._said - 0.1, colour="ink")
        label.sit_amid(left, y, -1)
        tall = TALL * self._pitch
        heights = [y - tall * row.stand, *([y - tall, y + tall] if row.bounded else [])]
        ends = left + self._said, left + self._ends
        lines = (Line((ends[0], each, 0), (ends[1], each, 0)).set_stroke(theme.line, theme.thin) for each in heights)
        return VGroup(*lines, kept_for(label, row.time) if "{" in row.said else stays(label))

    def _x(self, unit: int) -> float:
        return self._area.left + self._said + (self._units.index(unit) + 0.5) * self._wide

    def _bars(self, number: int) -> list[Any]:
        row, theme, y, tall = self.rows[number], self._theme, self.y(number), TALL * self._pitch
        values, made = self._read(row.key, row.time), []
        for unit in self._units:
            look: dict[str, Any] = {"width": self._wide * WIDE, "x": self._x(unit)}
            if row.stand:
                look |= {"unit": 2 * tall * (LOWER if self._large > 1 else 1), "paint": theme.colour(row.role)}
                bar: Rectangle = Pillar(values[unit], floor=y - tall, **look)
            else:
                bar = UnitBar(values[unit], unit=tall if row.bounded else self._unit, y=y, theme=theme, column=number, **look)
            made.append(placed(bar, of_one(values, lambda unit: (self._x(unit), None))))
        return made

    def _factors(self, time: int) -> dict[int, Label]:
        """Return the factors by row, printed so that two of them, as printed, make that of the step to the word ``time``."""
        told = {number: self._read(row.factor[0])[row.factor[1]] for number, row in enumerate(self.rows) if row.factor}
        values = [float(each.value) for each in told.values()]
        whole = float(self._read("hop_factors").values[time])
        places = holding([(lambda *parts: prod(parts), values, whole)], MOST) if len(told) > 1 else (FEWEST,)
        return {number: self._factor(number, told[number], of) for number, of in zip(told, places, strict=True)}

    def _factor(self, number: int, factor: Reading, places: int) -> Label:
        said = phrase(f"× {{factor:{places}}}", factor=factor)
        label = Label(said, theme=self._theme, size=self._size)
        return kept_for(label.sit_amid(self._area.right, self.y(number), 1), factor.index[-1])

    def _numbers(self, number: int) -> list[Label]:
        """Return the numbers of a row of shares, each over its bar."""
        row, theme, made = self.rows[number], self._theme, []
        values = self._read(row.key, row.time)
        for unit, bar in zip(self._units, self.bars[number], strict=True) if row.stand else ():
            label = Label(phrase("{share}", share=values[unit]), theme=theme, size=theme.small)
            label.sit(self._x(unit), float(bar.get_top()[1]) + OVER)
            made.append(placed(label, of_one(values, lambda unit: (self._x(unit), None))))
        return made

    def _fans(self) -> list[VMobject]:
        """Return what lines are called, and those from all units to each: there weights make one sum of them."""
        theme, last, reach = self._theme, len(self.rows) - 1, (TALL + 0.06) * self._pitch
        ends = self.y(last - 1) - reach, self.y(last) + reach
        said = Label("× weights", theme=theme, size=self._size).sit_amid(self._area.left, sum(ends) / 2, -1)
        fans = [
            VGroup(*(Line((self._x(unit), ends[0], 0), (self._x(to), ends[1], 0)) for unit in self._units)).set_stroke(
                theme.muted, theme.thin
            )
            for to in self._units
        ]
        return [stays(said), *fans]

    # -- what happens ----------------------------------------------------------------------------------------------------

    def plays(self, run_time: float, first: int = 0, end: int | None = None) -> Iterator[list[Animation]]:
        """Yield what is played, one after the other: the rows from the ``first`` to the ``end``, each out of those above."""
        rows = list(enumerate(self.rows))[first:end]
        each = run_time / max(len(rows), 1)
        for number, row in rows:
            moves: list[Animation] = [Appear(self.names[number], window=(0.0, 0.3), run_time=each)]
            moves += self._weighed(each) if self.fans and number == len(self.rows) - 1 else self._coming(number, each)
            if row.stand:
                moves += [Appear(label, window=(0.8, 1.0), run_time=each) for label in self.numbers]
            if row.factor:
                moves.append(Appear(self.factors[number], window=(0.8, 1.0), run_time=each))
            if number == len(self.rows) - 1:
                moves.append(Appear(self.whole, window=(0.8, 1.0), run_time=each))
            yield moves

    def _weighed(self, run_time: float) -> list[Animation]:
        """Return the animations in which lines come to one bar of the last row after the other, and then that bar.

        They are faint once their bar is there, but those of the last: all together they are a tangle.
        """
        said, *fans = self.fans
        moves: list[Animation] = [Appear(said, window=(0.0, FANNED), run_time=run_time)]
        turns = np.linspace(FANNED, 0.8, len(fans) + 1).tolist()
        for fan, bar, start, end in zip(fans, self.bars[-1], turns, turns[1:], strict=False):
            half = (start + end) / 2
            how: dict[str, Any] = {"window": (start, half)} if fan is fans[-1] else {"window": (start, end), "rate_func": _passes}
            moves.append(Appear(fan, run_time=run_time, **how))
            moves.append(Grow(bar, "bottom" if bar.stands else "top", window=(half, end), run_time=run_time))
        return moves

    def _coming(self, number: int, run_time: float) -> list[Animation]:
        """Return the animations of a row's bars: down from the row above where that is what they are made of."""
        timing: dict[str, Any] = {"window": (0.2, 1.0), "run_time": run_time}
        if above := self.rows[number].passes:
            pairs = zip(self.bars[number], self.bars[number - above], strict=True)
            return [Passed(bar, before, **timing) for bar, before in pairs]
        return [Grow(bar, "bottom" if self.rows[number].stand or bar.stands else "top", **timing) for bar in self.bars[number]]


def _passes(alpha: float) -> float:
    """Return how opaque lines are that come in the first half of their time, and are faint in the end."""
    return min(2 * alpha, 1.0, FAINT + (1 - FAINT) * 4 * (1 - alpha))

"""What a unit holds as it goes from word to word, as columns: what one word wrote, what others did, and both together."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import mul
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, rate_functions

from scenes.mobjects.arithmetic import worked
from scenes.mobjects.bars import Link, unit_for
from scenes.mobjects.colours import signed
from scenes.mobjects.leaves import set_ink
from scenes.mobjects.motion import Appear, Own, Shade, Vanish, ease
from scenes.mobjects.moves import Grow
from scenes.mobjects.passing import Ride
from scenes.mobjects.places import kept_for, placed, tells
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.count_lanes import Mark
from scenes.mobjects.shapes import Box, lift, rectangle
from scenes.mobjects.shifts import Reshape
from scenes.mobjects.text import Label
from scenes.mobjects.theme import Theme

__all__ = ["HeldColumns", "Parts"]

HEAD, FOOT, TOTALS, WORKED = -0.56, -2.2, -2.48, -0.22
"""Heights: the highest number, the lowest end of a bar, what both come to, and arithmetic."""
OWN, OTHERS, BETWEEN = 1.0, 0.5, 0.05
"""The width of a bar of what a word wrote, of one of what others did, and the gap between the two."""
ABOVE = 0.17
"""From the end of a bar to the middle of its number."""
LEAST, LOST = 1e-6, 0.3
"""Bars are so long at the least; and so much of one is lost at once, in units, if its outline is to stay around what is left."""
DIMS, EDGE = (0.0, 0.25), 6.6
"""In which part of a ride the column that it leaves is dimmed; the x beyond which nothing is written."""
SETTLES = 0.1
"""In the last part of its way, so long, the gap around a bar closes with which it was lifted off the one before."""
PARTED = 0.2, 0.75
"""In which part of the time the first column parts."""


class Parts(NamedTuple):
    """What a unit holds after a word: what is left of the followed word, what others wrote, and both."""

    own: Reading
    others: Reading
    whole: Reading


class Column(NamedTuple):
    """A column: its bars, the line at the height of both, the number of the first and that of both."""

    own: Link
    others: Link
    level: Mark
    number: Label
    total: Label


class _Become(Own):
    """A bar of a column becomes that of the next one: lifted off what it was, till it is nearly there.

    ``at`` says after a part of the time where its middle is from left to right, where it begins, and how long it is.
    """

    def __init__(self, bar: Link, at: Callable[[float], tuple[float, float, float]], *, theme: Theme, run_time: float) -> None:
        self._bar, self._at, self._theme = bar, at, theme
        super().__init__(bar, introducer=True, rate_func=rate_functions.linear, run_time=run_time)

    def interpolate_mobject(self, alpha: float) -> None:
        x, foot, long = self._at(alpha)
        size = np.array([self._bar.width, max(abs(long), LEAST), 1.0])
        self._bar.points = rectangle(1.0, 1.0) * size + np.array([x, foot + long / 2, 0.0])
        set_ink(self._bar, signed(long / self._bar.unit, self._theme))
        lift([self._bar], self._theme, min(1.0, (1 - alpha) / SETTLES))


class HeldColumns:
    """Columns at ``xs``, one for each of ``parts``: own stands on a line, others begin where it ends, and so end at both."""

    def __init__(self, parts: Sequence[Parts], xs: Sequence[float], *, theme: Theme) -> None:
        self._theme, self._parts, self.xs = theme, parts, xs
        self._places = {value.index: x for each, x in zip(parts, xs, strict=True) for value in each}
        ends = [0.0, *(float(value.value) for each in parts for value in (each.own, each.whole))]
        low, high = min(ends), max(ends)
        below = 2 * ABOVE if min(float(each.own.value) for each in parts) < 0 else 0.0
        self.unit = unit_for(HEAD - ABOVE - FOOT - below, np.array([high - low]))
        self.zero = FOOT + below - low * self.unit
        self.columns = [self._column(each) for each in parts]
        self.whole = self._whole(parts[0].whole)
        self.axis = Line((xs[0] - 0.9, self.zero, 0), (xs[-1] + 0.9, self.zero, 0)).set_stroke(theme.line, theme.thin)

    def come(self, seconds: float) -> list[Animation]:
        """Return animations in which the first column grows, which is not yet parted: all that the unit holds."""
        grown = Grow(self.whole, self.whole.edge, window=(0.0, 0.7), run_time=seconds)
        return [
            grown,
            *(Appear(each, window=(0.6, 1.0), run_time=seconds) for each in (self.columns[0].level, self.columns[0].total)),
        ]

    def part(self, seconds: float) -> list[Animation]:
        """Return animations in which the first column is parted into what the word wrote, below, and what others did, on top."""
        own, others, *_, number, _ = self.columns[0]
        parted = [
            Reshape(bar, [bar], partial(_between, start, bar.points.copy()), window=PARTED, run_time=seconds)
            for bar, start in zip((own, others), self._unparted(), strict=True)
        ]
        gone = Vanish(self.whole, window=(0.0, PARTED[0] + 0.1), run_time=seconds)
        return [*parted, gone, Appear(number, window=(PARTED[1], 1.0), run_time=seconds)]

    def ride(self, number: int, ride: Ride, share: tuple[float, float], sums: tuple[float, float]) -> list[Animation]:
        """Return animations in which a column goes on to the place of the next one and becomes it.

        The gate takes its ``share`` of both bars between two places, xs, and others add to theirs between two more; where nobody
        tells them apart, these are the same.
        """
        old, new = self.columns[number], self.columns[number + 1]
        how: dict[str, Any] = {"theme": self._theme, "run_time": ride.seconds}
        lengths = self._lengths(number, ride, share, sums)
        aside = {id(each): float(each.get_x()) - self.xs[number + 1] for each in new}

        def own(reached: float) -> tuple[float, float, float]:
            return ride.at(reached) + aside[id(new.own)], self.zero, lengths(reached)[0]

        def others(reached: float) -> tuple[float, float, float]:
            long = lengths(reached)
            return ride.at(reached) + aside[id(new.others)], self.zero + long[0], long[1]

        told = [
            ride.along(each, from_x, ride.goal, aside=aside[id(each)])
            for each, from_x in ((new.number, share[1]), (new.level, sums[1]), (new.total, sums[1]))
        ]
        dims = [Shade(each, self._theme.dimmed, window=DIMS, run_time=ride.seconds) for each in old]
        return [*dims, _Become(new.own, own, **how), _Become(new.others, others, **how), *told]

    def lit(self, number: int, span: tuple[float, float], seconds: float, *, stay: bool) -> list[Animation]:
        """Return animations in which a column is lit again, in a part of so many seconds; it may ``stay`` so."""
        rate = ease if stay else rate_functions.there_and_back
        return [Shade(each, 1.0, window=span, run_time=seconds, rate_func=rate) for each in self.columns[number]]

    def lost(self, number: int, other: int) -> Box | None:
        """Return the outline of another column's bar, at the place of a column, if it is much longer than the one there."""
        now, before = (self.columns[each].own for each in (number, other))
        if (before.tip - now.tip) * (1 if before.tip > self.zero else -1) < LOST:
            return None
        look: dict[str, Any] = {"stroke_color": self._theme.muted, "stroke_width": self._theme.thin}
        box = Box(width=OWN, height=float(before.height), corner_radius=0.02, **look)
        return box.move_to((now.get_x(), before.get_y(), 0))

    def worked(self, number: int, word: Reading, before: Reading, share: Reading) -> VGroup:
        """Return what the gate makes of the bar of a word, written out over its column: whose it is, and the arithmetic."""
        after = self._parts[number].own
        said = worked("{before} × {share} = {after}", mul, "after", before=before, share=share, after=after)
        whose = Label(phrase("“{word:short}”:", word=word), theme=self._theme, colour="muted")
        made = Label(said, theme=self._theme)
        wide = float(whose.width) + ABOVE + float(made.width)
        left = float(np.clip(self.columns[number].own.get_x() - wide / 2, -EDGE, EDGE - wide))
        kept_for(whose.sit_amid(left, WORKED, -1), *word.index)
        kept_for(made.sit_amid(left + wide, WORKED, 1), *after.index)
        return VGroup(whose, made)

    # -- pieces --------------------------------------------------------------------------------------------------------------

    def _whole(self, value: Reading) -> Link:
        """Return the first column as one bar, as long as both parts come to; it covers them until they part."""
        look: dict[str, Any] = {"unit": self.unit, "along": "y", "theme": self._theme}
        made = Link(value, home=self.zero, across=self.xs[0], thick=OWN + BETWEEN + OTHERS, **look)
        return placed(made, self._by_word(0.0)).set_z_index(1)

    def _unparted(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the outlines of both bars of the first column as parts of the whole: stacked, or the second has no length."""
        own, whole = self.columns[0].own, self.whole
        tip = min(own.tip, whole.tip) if own.tip > self.zero else max(own.tip, whole.tip)
        return self._wide(self.zero, tip), self._wide(tip, whole.tip)

    def _wide(self, start: float, end: float) -> np.ndarray:
        """Return an outline as wide as the first column, between two heights."""
        size = np.array([self.whole.width, max(abs(end - start), LEAST), 1.0])
        outline: np.ndarray = rectangle(1.0, 1.0) * size + np.array([self.xs[0], (start + end) / 2, 0.0])
        return outline

    def _column(self, parts: Parts) -> Column:
        x, theme = self._places[parts.whole.index], self._theme
        look: dict[str, Any] = {"unit": self.unit, "along": "y", "theme": theme}
        middle = OWN + BETWEEN + OTHERS / 2
        left = x - (OWN + BETWEEN + OTHERS) / 2
        own = Link(parts.own, home=self.zero, across=left + OWN / 2, thick=OWN, **look)
        others = Link(parts.others, home=own.tip, across=left + middle, thick=OTHERS, after=own, **look)
        level = Mark(
            parts.whole, unit=self.unit, zero=self.zero, x=left + middle, width=OTHERS + 2 * BETWEEN, theme=theme, colour="memory"
        )
        side = 1 if float(parts.own.value) >= 0 else -1
        number = Label(phrase("{left}", left=parts.own), theme=theme).sit_amid(left + OWN / 2, own.tip + side * ABOVE)
        total = Label(phrase("C {cell}", cell=parts.whole), theme=theme, colour="memory").sit_amid(x, TOTALS)
        for each in (own, others, level, number, total):
            placed(each, self._by_word(float(each.get_x()) - x))
        return Column(own, others, level, tells(number, own), total)

    def _by_word(self, aside: float) -> Callable[[tuple[int, ...]], tuple[float, None]]:
        return lambda index: (self._places[index] + aside, None)

    def _lengths(
        self, number: int, ride: Ride, share: tuple[float, float], sums: tuple[float, float]
    ) -> Callable[[float], tuple[float, float]]:
        """Return how long both bars are after a part of the time, from one column to the next."""
        (own, others), (own_then, others_then) = (
            [self.unit * float(value.value) for value in self._parts[each][:2]] for each in (number, number + 1)
        )
        scaled = others * own_then / own if own and share != sums else others
        spans = [(ride.when(first), ride.when(last)) for first, last in (share, sums)]

        def lengths(reached: float) -> tuple[float, float]:
            kept, added = (ease(float(np.clip((reached - first) / (last - first), 0.0, 1.0))) for first, last in spans)
            now = others + kept * (scaled - others)
            return own + kept * (own_then - own), now + added * (others_then - now)

        return lengths


def _between(start: np.ndarray, end: np.ndarray, share: float) -> list[np.ndarray]:
    """Return an outline that has come a share of the way from one to another."""
    return [start + share * (end - start)]

"""What a unit holds as it goes from word to word, as columns: what one word wrote, what others did, and both together."""

from collections.abc import Callable, Sequence
from functools import partial
from operator import mul
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject, rate_functions

from scenes.mobjects.agreeing import AS_USUAL, Printed
from scenes.mobjects.arithmetic import FEWEST, worked
from scenes.mobjects.bars import Link, unit_for
from scenes.mobjects.colours import signed
from scenes.mobjects.leaves import opacities_of, set_ink, set_opacities
from scenes.mobjects.motion import Appear, Own, Shade, Vanish, ease
from scenes.mobjects.moves import Grow
from scenes.mobjects.passing import Ride
from scenes.mobjects.places import kept_for, placed, tells
from scenes.mobjects.reading import Reading, phrase
from scenes.mobjects.sets.count_lanes import Mark
from scenes.mobjects.shapes import rectangle
from scenes.mobjects.shifts import Reshape
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme
from scenes.mobjects.wires import Point

__all__ = ["NOUGHT", "HeldColumns", "Parts"]

HEAD, FOOT, TOTALS, WORKED = -0.56, -2.2, -2.48, -0.22
"""Heights: the highest number, the lowest end of a bar, what both come to, and arithmetic."""
OWN, OTHERS, BESIDE = 1.4, 0.7, 0.25
"""The width of a bar of what a word wrote, of one of what others did, on its right half; and the gap between two compared."""
ABOVE, OUT = 0.17, 0.05
"""From the end of a bar to the middle of its number; and how far numbers side by side keep off the middle of their column."""
LEAST, NOUGHT = 1e-6, 0.005
"""Bars are so long at the least; and values are so large of which the number says something."""
DIMS, EDGE = 0.1, 6.6
"""In which first part of a ride the column that it leaves is dimmed; the x beyond which nothing is written."""
GHOST = 0.35
"""So opaque is a bar over which the next one goes, of what it is when that has gone."""
GOES = 0.08
"""In such a part of the time a column goes before the first bar comes over it."""
PARTED = 0.2, 0.75
"""In which part of the time the first column parts."""


class Parts(NamedTuple):
    """What a unit holds after a word: what is left of the followed word, what others wrote, and both."""

    own: Reading
    others: Reading
    whole: Reading


class Column(NamedTuple):
    """A column: its bars, the line at the height of both, their numbers, that of others if that is not 0, and that of both."""

    own: Link
    others: Link
    level: Mark
    number: Label
    rest: Label | None
    total: Label

    @property
    def drawn(self) -> list[VMobject]:
        """All that there is of it."""
        return [each for each in self if each is not None]

    @property
    def texts(self) -> list[Label]:
        """All that is written at it."""
        return [each for each in self.drawn if isinstance(each, Label)]


class _Recede(Shade):
    """A part of a column that another one leaves is dimmed; a bar is a ghost as long as another one lies over it."""

    def __init__(self, part: VMobject, clear: float, *, theme: Theme, run_time: float) -> None:
        self._clear, self._ghost = clear, isinstance(part, Link)
        super().__init__(part, theme.dimmed, rate_func=rate_functions.linear, run_time=run_time)

    def interpolate_mobject(self, alpha: float) -> None:
        share = ease(min(alpha / DIMS, 1.0))
        super().interpolate_mobject(share)
        if self._ghost:
            back = ease(float(np.clip((alpha - self._clear) / (1 - self._clear), 0.0, 1.0)))
            for leaf, *_ in self._drawn:
                fill, stroke = opacities_of(leaf)
                set_opacities(leaf, fill * (1 - (1 - GHOST) * (share - back)), stroke)


class _Become(Own):
    """A bar of a column becomes that of the next one.

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


class HeldColumns:
    """Columns at ``xs``, one for each of ``parts``: own stands on a line, others on its right half, and so end at both.

    Where others take away from it, theirs goes down from its end, before it. How numbers are ``printed`` may be said.
    """

    def __init__(self, parts: Sequence[Parts], xs: Sequence[float], *, theme: Theme, printed: Printed = AS_USUAL) -> None:
        self._theme, self._parts, self.xs, self._printed = theme, parts, xs, printed
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
        own, others, _, *numbers, _ = self.columns[0]
        parted = [
            Reshape(bar, [bar], partial(_between, start, bar.points.copy()), window=PARTED, run_time=seconds)
            for bar, start in zip((own, others), self._unparted(), strict=True)
        ]
        gone = Vanish(self.whole, window=(0.0, PARTED[0] + 0.1), run_time=seconds)
        come = [Appear(each, window=(PARTED[1], 1.0), run_time=seconds) for each in numbers if each is not None]
        return [*parted, gone, *come]

    def ride(self, number: int, ride: Ride, share: tuple[float, float], sums: tuple[float, float]) -> list[Animation]:
        """Return animations in which a column goes on to the place of the next one and becomes it.

        The gate takes its ``share`` of both bars between two places, xs, and others add to theirs between two more; where nobody
        tells them apart, these are the same.
        """
        old, new = self.columns[number], self.columns[number + 1]
        how: dict[str, Any] = {"theme": self._theme, "run_time": ride.seconds}
        lengths = self._lengths(number, ride, share, sums)
        aside = {id(each): float(each.get_x()) - self.xs[number + 1] for each in new.drawn}

        def own(reached: float) -> tuple[float, float, float]:
            return ride.at(reached) + aside[id(new.own)], self.zero, lengths(reached)[0]

        def others(reached: float) -> tuple[float, float, float]:
            long = lengths(reached)
            return ride.at(reached) + aside[id(new.others)], self.zero + long[0], long[1]

        off = max(float(each.get_right()[0]) for each in old.texts) + OUT
        told = [
            ride.along(each, max(done, off - _reach(each, aside[id(each)])), ride.goal, aside=aside[id(each)])
            for each, done in ((new.number, share[1]), *((each, sums[1]) for each in (new.level, new.rest, new.total)))
            if each is not None
        ]
        dims = [_Recede(each, ride.when(ride.start + OWN), **how) for each in old.drawn]
        return [*dims, _Become(new.own, own, **how), _Become(new.others, others, **how), *told]

    def compared(self, word: Reading, seconds: float) -> list[Animation]:
        """Return animations in which a copy of the first bar goes beside the last one; what is between them goes, that is lit.

        Where both are side by side already, they are lit.
        """
        first, last, own = self.columns[0], self.columns[-1], self._parts[0].own
        x = float(last.own.get_x()) - OWN - BESIDE
        apart = x - float(first.own.get_x()) >= 2 * OWN
        window = (0.0, DIMS if apart else 1.0)
        lit = [Shade(each, 1.0, window=window, run_time=seconds) for column in (first, last) for each in column.drawn]
        if not apart:
            return [*lit]
        ride = Ride(float(first.own.get_x()), x, seconds)
        bar = Link(own, home=self.zero, across=x, thick=OWN, **self._look)
        number = self._number(own, bar, (x, float(first.number.get_y())), -1).set_x(x)
        at_word, size = phrase("at “{word:short}”", word=word), self._theme.label
        left, right = float(first.total.get_right()[0]) + ABOVE, float(last.total.get_left()[0]) - ABOVE
        said = settled(at_word, theme=self._theme, size=size, room=right - left, colour="muted")
        said.sit_amid(min(x, right - float(said.width) / 2), TOTALS)
        plays: list[Animation] = [*lit]
        for at, column in zip(self.xs[1:-1], self.columns[1:-1], strict=True):
            near = ride.when(at - OWN - OTHERS)
            gone = max(near - GOES, 0.0), max(near, GOES)
            plays += [Vanish(each, window=gone, run_time=seconds) for each in column.drawn]
        plays += [ride.along(bar.set_z_index(-1), ride.start, x), ride.along(number, ride.start + OWN, x)]
        for each in (bar, number):
            placed(each, lambda index: {own.index: (x, None)}[index])
        return [*plays, Appear(kept_for(said, *word.index), window=(0.85, 1.0), run_time=seconds)]

    def worked(self, number: int, word: Reading, before: Reading, share: Reading) -> VGroup:
        """Return what the gate makes of the bar of a word, written out over its column: whose it is, and the arithmetic."""
        after = self._parts[number].own
        places = self._printed.of(after)
        shown = FEWEST if places is None else places
        said = worked("{before} × {share} = {after}", mul, "after", shown, before=before, share=share, after=after)
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
        made = Link(value, home=self.zero, across=self.xs[0], thick=OWN, **self._look)
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

    @property
    def _look(self) -> dict[str, Any]:
        return {"unit": self.unit, "along": "y", "theme": self._theme}

    def _column(self, parts: Parts) -> Column:
        x, right, theme = self._places[parts.whole.index], (OWN - OTHERS) / 2, self._theme
        own = Link(parts.own, home=self.zero, across=x, thick=OWN, **self._look)
        others = Link(parts.others, home=own.tip, across=x + right, thick=OTHERS, after=own, **self._look)
        level = Mark(parts.whole, unit=self.unit, zero=self.zero, x=x + right, width=OTHERS, theme=theme, colour="memory")
        side, ends = (1, max) if float(parts.own.value) >= 0 else (-1, min)
        number = self._number(parts.own, own, (x, own.tip + side * ABOVE), -1)
        end = ends(own.tip, others.tip) + side * ABOVE
        rest = self._number(parts.others, others, (x, end), 1) if self._says_others(parts) else None
        total = Label(self._printed.said("C ", parts.whole), theme=theme, colour="memory").sit_amid(x, TOTALS)
        made = Column(own, others, level, number, rest, total)
        for each in made.drawn:
            placed(each, self._by_word(float(each.get_x()) - x))
        return made

    def _says_others(self, parts: Parts) -> bool:
        """Tell whether what others wrote is printed: where it says something, and its sum is as printed."""
        places = self._printed.of(parts.others)
        seen = abs(float(parts.others.value)) >= NOUGHT if places is None else round(float(parts.others.value), places) != 0
        return seen and not self._printed.leaves_out(parts.others)

    def _number(self, value: Reading, bar: Link, at: Point, half: int) -> Label:
        """Return the number of a bar: amid the left ``half`` (-1) of its column, or the right one (1), or beyond it."""
        made = Label(self._printed.said("", value), theme=self._theme)
        return tells(made.sit_amid(at[0] + half * max(OTHERS / 2 + OUT, OUT + float(made.width) / 2), at[1]), bar)

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


def _reach(part: VMobject, aside: float) -> float:
    """Return where something begins from left to right, of which the middle is so far aside of that of its column."""
    return aside - float(part.width) / 2


def _between(start: np.ndarray, end: np.ndarray, share: float) -> list[np.ndarray]:
    """Return an outline that has come a share of the way from one to another."""
    return [start + share * (end - start)]

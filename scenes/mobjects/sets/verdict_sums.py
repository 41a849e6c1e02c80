"""Why one verdict wins: what some units push on each of them, what all push together, and what probability comes of it."""

from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise

import numpy as np
from manim import Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.arithmetic import summing
from scenes.mobjects.bars import Bar, Push
from scenes.mobjects.motion import Appear, Arrive, Leave, Shade
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import kept_for, placed, stays, tells
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Phrase, Readings, phrase
from scenes.mobjects.sets.push_scale import Scale, counting, others_of
from scenes.mobjects.sets.soft_shares import SoftShares
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label, settled_alike
from scenes.mobjects.theme import Theme

__all__ = ["VerdictSums"]

NAMES, PUSHED, SOFT, SHARES = (-6.6, -5.2), (-5.0, 2.96), (3.3, 4.48), (4.84, 5.9)
"""Where the labels are, the columns of pushes, softmax, and the bars of probabilities, whose numbers stand beside them."""
HEAD, UNDER, TOP, PITCH, HIGH = 2.15, 1.85, 1.9, 1.55, 0.6
"""Where the heads are, and their second line, and the rows begin; how far apart rows are at most, and how high bars."""
RISE, FRAMED = 0.5, (0.4, 0.76)
"""How far above the middle of a bar its number is; how far below and above that the frame of a row goes."""
NEW, PUSHING = (0.0, 0.4), (0.3, 1.0)
"""When axes, names and heads come, and the other bars of units, as parts of the time in which bars that are there go to them."""
TOLD = 0.4
"""How long the numbers of a column take that is there, of the time that another column takes."""
BETWEEN, NARROWEST, SUMMED, APART = 0.2, 1.15, 1, 0.12
"""How much is between columns, how wide each is at least, how many decimals a sum has, and how far apart numbers are."""


class VerdictSums:
    """A row for each of some ``labels`` at a ``time``: pushes of some units, of all others, of all, and its probability.

    The units are one or two that were ``followed``. All pushes have one measure. ``winner`` is the label whose row is framed at
    the end.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        *,
        time: int,
        labels: Sequence[int],
        followed: Sequence[int],
        winner: int,
        foot: float,
        theme: Theme,
    ) -> None:
        self._read, self._time, self._theme = read, time, theme
        self._labels, self._units, self._winner = list(labels), list(followed), winner
        self._pitch = min(PITCH, (TOP - foot) / len(self._labels))
        self._scale = self._laid()
        self.names = self._names()
        self.heads = self._heads()
        self.bars = [[self._push(column, label) for label in self._labels] for column in range(len(self._units) + 2)]
        self.numbers = [[self._number(bar) for bar in bars] for bars in self.bars]
        self.shares = [self._share(label) for label in self._labels]
        self.printed = [self._printed(label) for label in self._labels]
        self.frame = self._frame()
        self.soft = self._softened()

    def y(self, label: int) -> float:
        """Return the height of the bars of a label's row."""
        return TOP - (self._labels.index(label) + 0.5) * self._pitch - sum(FRAMED) / 2 + FRAMED[0]

    def _values(self, column: int) -> Readings:
        """Return the pushes of a column on every label."""
        if column < len(self._units):
            return self._read("pushes", self._time, self._units[column])
        if column == len(self._units):
            return self._read("remaining_pushes", self._units[0], self._units[-1])
        return self._read("centred_logits", self._time)

    def _laid(self) -> Scale:
        """Return where the axes are, and how long a push of one is."""
        columns = [self._values(column).values[self._labels] for column in range(len(self._units) + 2)]
        return Scale(columns, [each[:0] for each in columns], PUSHED, between=BETWEEN, number=0.0, narrowest=NARROWEST)

    @cached_property
    def _places(self) -> tuple[int, int]:
        """With how many decimals the parts of sums are printed, and the sums."""
        sums = np.array([self._values(column).values[self._labels] for column in range(len(self._units) + 2)]).T
        return summing(sums.tolist(), SUMMED), SUMMED

    def _names(self) -> list[Label]:
        labels, theme = self._read("labels"), self._theme
        inks = ["ink"] * len(self._labels)
        room = NAMES[1] - NAMES[0]
        made = settled_alike([labels[label] for label in self._labels], inks, theme=theme, size=theme.label, room=room)
        for name, label in zip(made, self._labels, strict=True):
            placed(name.sit_amid(NAMES[1], self.y(label), 1), lambda index: (NAMES[1], self.y(index[-1])), 1)
        return made

    def _heads(self) -> VGroup:
        """Return what stands above the columns of pushes; make their axes, and what stands above probabilities."""
        theme, numbers = self._theme, self._read("unit_numbers")
        said = [
            Label(phrase("unit {unit:0}", unit=numbers[unit]), theme=theme, size=theme.label, colour="memory")
            for unit in self._units
        ]
        others, *under = others_of(numbers, len(self._units))[:2]
        sums = [Label(name, theme=theme, size=theme.label) for name in (others, "sum")]
        heads = [*said, *sums]
        for head, middle in zip(heads, self._scale.middles, strict=True):
            stays(head.sit(middle, HEAD))
        counting(sums[0])
        below = [counting(Label(each, theme=theme, size=theme.label).sit(self._scale.middles[-2], UNDER)) for each in under]
        for head, unit in zip(said, self._units, strict=True):
            kept_for(head, unit)
        joints = [Label(sign, theme=theme, size=theme.caption, colour="muted") for sign in ["+"] * len(said) + ["="]]
        for joint, (left, right) in zip(joints, pairwise(heads), strict=True):
            stays(joint.sit((left.get_right()[0] + right.get_left()[0]) / 2, HEAD))
        self._over = stays(Label("probability", theme=theme, size=theme.label, colour="muted").sit(SHARES[0], HEAD, -1))
        rows, half = [self.y(label) for label in self._labels], HIGH / 2 + 0.06
        ends = [((x, y - half, 0), (x, y + half, 0)) for x in self._scale.axes for y in rows]
        self.axes = VGroup(*(Line(*each).set_stroke(theme.muted, theme.thin) for each in ends))
        return VGroup(*heads, *below, *joints)

    def _push(self, column: int, label: int) -> Push:
        unit, axis = self._scale.unit, self._scale.axes[column]
        bar = Push(
            self._values(column)[label], unit=unit, height=HIGH, home=axis, y=self.y(label), theme=self._theme, column=column
        )
        return placed(bar, lambda index: (None, self.y(index[-1])))

    def _number(self, bar: Push) -> Label:
        """Return the number of a bar, over its axis."""
        made = Label(self._said(bar), theme=self._theme, size=self._size)
        made.sit_amid(bar.home, self.y(bar.reading.index[-1]) + RISE)
        return tells(placed(made, lambda index: (None, self.y(index[-1]) + RISE)), bar)

    def _said(self, bar: Push) -> Phrase:
        """Return what a bar says: what is pushed, with its sign."""
        places = self._places[bar.column == len(self._units) + 1]
        return phrase(("+" if round(float(bar.reading.value), places) > 0 else "") + f"{{push:{places}}}", push=bar.reading)

    @cached_property
    def _size(self) -> float:
        """The one size of all numbers, in which none reaches that of the next column."""
        theme, room = self._theme, min(right - left for left, right in pairwise(self._scale.axes)) - APART
        said = [Label(self._said(bar), theme=theme, size=theme.caption) for bars in self.bars for bar in bars]
        widest = max(float(each.width) for each in said) / theme.caption
        return next((size for size in (theme.caption, theme.label) if widest * size <= room), theme.small)

    def _share(self, label: int) -> Bar:
        paint = self._theme.ink if label == self._winner else self._theme.others
        share = self._read("probabilities", self._time)[label]
        bar = Bar(share, unit=SHARES[1] - SHARES[0], height=HIGH, left=SHARES[0], y=self.y(label), paint=paint)
        return placed(bar, lambda index: (SHARES[0], self.y(index[-1])), -1)

    def _softened(self) -> SoftShares:
        """Return softmax between the sums and the probabilities."""
        sums, shares = (self._read(key, self._time) for key in ("centred_logits", "probabilities"))
        theme, foot = self._theme, TOP - self._pitch * len(self._labels)
        return SoftShares(
            [sums[label] for label in self._labels],
            [shares[label] for label in self._labels],
            self.y,
            sides=SOFT,
            foot=foot + 0.1,
            top=TOP - 0.1,
            head=HEAD,
            paints=[theme.ink if label == self._winner else theme.others for label in self._labels],
            theme=theme,
        )

    def _printed(self, label: int) -> Label:
        colour, share = "ink" if label == self._winner else "muted", self._read("probabilities", self._time)[label]
        said = Label(phrase("{share}", share=share), theme=self._theme, size=self._theme.caption, colour=colour)
        return placed(said.sit_amid(SHARES[1] + 0.8, self.y(label), 1), lambda index: (None, self.y(index[-1])))

    def _frame(self) -> Box:
        wide, theme = SHARES[1] + 0.95 - NAMES[0] + 0.1, self._theme
        look = {"stroke_color": theme.focus, "stroke_width": theme.stroke}
        box = Box(width=wide, height=sum(FRAMED), corner_radius=0.1, **look)
        middle = self.y(self._winner) + (FRAMED[1] - FRAMED[0]) / 2
        return box.move_to((NAMES[0] - 0.1 + wide / 2, middle, 0))

    # -- motion ----------------------------------------------------------------------------------------------------------

    def clearing(self, old: Sequence[VMobject], run_time: float) -> list[Animation]:
        """Return animations in which all goes that was there, from the top down, so that it makes room for names and heads."""
        heights = [-float(each.get_bottom()[1]) for each in old]
        starts = np.interp(heights, [min(heights), max(heights)], [0.0, 0.6])
        return [Leave(each, window=(at, at + 0.4), run_time=run_time) for each, at in zip(old, starts.tolist(), strict=True)]

    def among(self, bars: Sequence[Push]) -> list[Push]:
        """Return those of some bars that have a place here."""
        return [bar for bar in bars if self._place(bar) is not None]

    def _place(self, old: Push) -> Push | None:
        """Return the bar here of what another one shows, if there is one."""
        here = (bar for column in self.bars[: len(self._units)] for bar in column)
        return next((bar for bar in here if (bar.reading.key, bar.reading.index) == (old.reading.key, old.reading.index)), None)

    def coming(self, bars: Sequence[Push], run_time: float) -> Play:
        """Return the play in which bars that are there go to their axes, and all is named; after :meth:`clearing`.

        All other bars of the units that are followed come with them.
        """
        pairs = [(self._place(bar), bar) for bar in bars]
        there = [place for place, _ in pairs if place is not None]
        ways = [Arrive(place, [place], [bar], run_time=run_time) for place, bar in pairs if place is not None]
        named = [Appear(each, window=NEW, run_time=run_time) for each in [self.axes, *self.names, self.heads]]
        new = [bar for column in self.bars[: len(self._units)] for bar in column if not any(bar is one for one in there)]
        return Play([*ways, *named, *(Grow(bar, bar.edge, window=PUSHING, run_time=run_time) for bar in new)], replaced=bars)

    def adding(self, run_time: float) -> list[Play]:
        """Return plays in which the pushes of units have numbers, unit by unit, and the others come, and then the sums.

        They take about ``run_time`` seconds, after :meth:`coming`.
        """
        there = len(self._units)
        longs = np.array([*[TOLD] * there, 1.0, 1.6])
        plays = list[Play]()
        for number, long in enumerate((longs * run_time / longs.sum()).tolist()):
            if number >= there:
                plays.append(Play([_grown(self.bars[number], 0.7 * long)]))
            tells = 1.0 if number < there else 0.3
            plays.append(Play([Appear(one, run_time=tells * long) for one in self.numbers[number]]))
        return plays

    def deciding(self, run_time: float) -> list[Play]:
        """Return plays in which probabilities come of the sums through softmax; after :meth:`adding`.

        The winner's row is framed in the end. Other names and all terms of the sums dim.
        """
        beaten = [name for name, label in zip(self.names, self._labels, strict=True) if label != self._winner]
        terms: list[VMobject] = [bar for column in self.bars[:-1] for bar in column]
        terms += [number for column in self.numbers[:-1] for number in column]
        dims = [Shade(each, self._theme.dimmed, run_time=0.2 * run_time) for each in [*beaten, *terms]]
        shares: list[Animation] = [Grow(bar, "left", run_time=0.25 * run_time) for bar in self.shares]
        shares.append(Appear(self._over, run_time=0.1 * run_time))
        ends: list[Animation] = [Appear(one, run_time=0.2 * run_time) for one in [*self.printed, self.frame]]
        out = self.soft.leaving(0.15 * run_time)
        return [*self.soft.passing(0.4 * run_time), Play(out), Play(shares), Play([*ends, *dims])]

    def singled_out(self, pairs: Sequence[tuple[int, int]], run_time: float) -> list[Animation]:
        """Return animations in which the push of each unit on its label grows once more, and is lit and framed, one by one.

        It is after :meth:`deciding`.
        """
        return [self._singled(*pair, run_time) for pair in pairs]

    def _singled(self, unit: int, label: int, run_time: float) -> Animation:
        bar = self._push(self._units.index(unit), label)
        lit = [*self._told(unit, label)[1:], self.names[self._labels.index(label)]]
        shown = [Shade(each, 1.0, run_time=0.4 * run_time) for each in lit]
        grown = Grow(bar, bar.edge, run_time=0.8 * run_time)
        return AnimationGroup(*shown, grown, Appear(self.mark(unit, label), window=(0.4, 1.0), run_time=run_time))

    def _told(self, unit: int, label: int) -> list[Push | Label]:
        """Return the push of a unit on a label and, if it has one, its number."""
        column = self._units.index(unit)
        bar = self.bars[column][self._labels.index(label)]
        return [bar, *(number for number in self.numbers[column] if vars(number)["tells"]() is bar)]

    def mark(self, unit: int, label: int) -> Box:
        """Return a frame of what is looked at, around the push of a unit on a label and its number."""
        ends = [x for one in self._told(unit, label) for x in _sides(one)]
        look = {"stroke_color": self._theme.focus, "stroke_width": self._theme.stroke}
        box = Box(width=max(ends) - min(ends) + 0.16, height=sum(FRAMED) - 0.12, corner_radius=0.08, **look)
        return box.move_to(((max(ends) + min(ends)) / 2, self.y(label) + (FRAMED[1] - FRAMED[0]) / 2, 0))


def _grown(bars: Sequence[Push], run_time: float) -> Animation:
    """Return an animation in which bars grow out of their axis."""
    return AnimationGroup(*(Grow(bar, bar.edge, run_time=run_time) for bar in bars))


def _sides(thing: VMobject) -> tuple[float, float]:
    return float(thing.get_left()[0]), float(thing.get_right()[0])

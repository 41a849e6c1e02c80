"""Why one verdict wins: what some units push on each of them, what all push together, and what probability comes of it."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from manim import Animation, AnimationGroup, Line, VGroup, VMobject

from scenes.mobjects.bars import Bar, Push
from scenes.mobjects.motion import Appear, Arrive, Leave, Shade
from scenes.mobjects.moves import Grow
from scenes.mobjects.places import kept_for, placed, stays
from scenes.mobjects.plays import Play
from scenes.mobjects.reading import Readings, phrase
from scenes.mobjects.sets.push_scale import Scale, number_of
from scenes.mobjects.sets.soft_shares import SoftShares
from scenes.mobjects.shapes import Box
from scenes.mobjects.text import Label, settled_alike
from scenes.mobjects.theme import Theme

__all__ = ["VerdictSums"]

NAMES, PUSHED, SOFT, SHARES = (-6.6, -5.2), (-5.0, 2.96), (3.3, 4.48), (4.84, 5.9)
"""Where the labels are, the columns of pushes, softmax, and the bars of probabilities, whose numbers stand beside them."""
HEAD, TOP, PITCH, HIGH = 2.15, 1.9, 1.55, 0.72
"""Where the heads are, and the rows begin; how far apart rows are at most, and how high bars."""
ROOM, OLD, NEW, AXES = (0.0, 0.4), (0.5, 1.0), (0.45, 0.85), (0.0, 0.4)
"""When what stands in the way goes, and all else that was there, and when names and heads come, as parts of the time of that;
then when axes come, as a part of the time in which bars that are there go to them."""
NUMBER, BETWEEN, NARROWEST = 0.84, 0.24, 1.4
"""How much room the number of a push takes, how much is between columns, and how wide each is at least."""


class VerdictSums:
    """A row for each of some ``labels`` at a ``time``: the pushes of ``units``, of all others, all together, and its probability.

    All pushes have one measure. ``winner`` is the label whose row is framed at the end.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        *,
        time: int,
        labels: Sequence[int],
        units: Sequence[int],
        winner: int,
        foot: float,
        theme: Theme,
    ) -> None:
        self._read, self._time, self._theme = read, time, theme
        self._labels, self._units, self._winner = list(labels), list(units), winner
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
        """Return the height of a label's row."""
        return TOP - (self._labels.index(label) + 0.5) * self._pitch

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
        return Scale(columns, columns, PUSHED, between=BETWEEN, number=NUMBER, narrowest=NARROWEST)

    def _names(self) -> list[Label]:
        labels, theme = self._read("labels"), self._theme
        inks = ["ink"] * len(self._labels)
        room = NAMES[1] - NAMES[0]
        made = settled_alike([labels[label] for label in self._labels], inks, theme=theme, size=theme.label, room=room)
        for name, label in zip(made, self._labels, strict=True):
            placed(name.sit_amid(NAMES[1], self.y(label), 1), lambda index: (NAMES[1], self.y(index[-1])), 1)
        return made

    def _heads(self) -> VGroup:
        """Return what stands above the columns; make their axes."""
        theme, numbers = self._theme, self._read("unit_numbers")
        said = [
            Label(phrase("unit {unit:0}", unit=numbers[unit]), theme=theme, size=theme.label, colour="memory")
            for unit in self._units
        ]
        sums = [Label(name, theme=theme, size=theme.label) for name in ("all others", "sum")]
        heads = [*said, *sums]
        for head, middle in zip(heads, self._scale.middles, strict=True):
            stays(head.sit(middle, HEAD))
        for head, unit in zip(said, self._units, strict=True):
            kept_for(head, unit)
        joints = [Label(sign, theme=theme, size=theme.caption, colour="muted") for sign in ["+"] * len(said) + ["="]]
        for joint, (left, right) in zip(joints, pairwise(heads), strict=True):
            stays(joint.sit((left.get_right()[0] + right.get_left()[0]) / 2, HEAD))
        foot = TOP - self._pitch * len(self._labels)
        verdict = stays(Label("probability", theme=theme, size=theme.label, colour="muted").sit(SHARES[0], HEAD, -1))
        axes = [Line((x, TOP - 0.1, 0), (x, foot + 0.1, 0)).set_stroke(theme.muted, theme.thin) for x in self._scale.axes]
        self.axes = VGroup(*axes)
        return VGroup(*heads, *joints, verdict)

    def _push(self, column: int, label: int) -> Push:
        unit, axis = self._scale.unit, self._scale.axes[column]
        bar = Push(
            self._values(column)[label], unit=unit, height=HIGH, home=axis, y=self.y(label), theme=self._theme, column=column
        )
        return placed(bar, lambda index: (None, self.y(index[-1])))

    def _number(self, bar: Push) -> Label:
        return number_of(bar, self._theme.label, lambda index: self.y(index[-1]), theme=self._theme)

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
        box = Box(width=wide, height=min(self._pitch - 0.2, 1.1), corner_radius=0.1, **look)
        return box.move_to((NAMES[0] - 0.1 + wide / 2, self.y(self._winner), 0))

    # -- motion ----------------------------------------------------------------------------------------------------------

    def named(self, old: Sequence[VMobject], run_time: float) -> list[Animation]:
        """Return animations in which names and heads come, while ``old`` things go: first those that stand where these will."""
        gone = [Leave(each, window=ROOM if self._is_in_the_way(each) else OLD, run_time=run_time) for each in old]
        return [*gone, *(Appear(each, window=NEW, run_time=run_time) for each in [*self.names, self.heads])]

    def _is_in_the_way(self, thing: VMobject) -> bool:
        """Return whether something stands where names or heads will."""
        return _sides(thing)[0] < NAMES[1] or float(thing.get_top()[1]) > TOP

    def coming(self, bars: Sequence[Push], run_time: float, going: Sequence[Animation] = ()) -> Play:
        """Return the play in which bars that are there take their places at the axes, while others go; after :meth:`named`."""
        places = {(bar.reading.key, bar.reading.index): bar for column in self.bars[: len(self._units)] for bar in column}
        pairs = [(places.get((bar.reading.key, bar.reading.index)), bar) for bar in bars]
        self._there = [place for place, _ in pairs if place is not None]
        ways = [Arrive(place, [place], [bar], run_time=run_time) for place, bar in pairs if place is not None]
        return Play([*going, *ways, Appear(self.axes, window=AXES, run_time=run_time)], replaced=bars)

    def adding(self, run_time: float) -> list[Play]:
        """Return plays in which pushes come, unit by unit, and then their sums, in about ``run_time`` seconds.

        It is after :meth:`coming`.
        """
        each, plays = run_time / (len(self.bars) + 0.6), []
        for number, bars in enumerate(self.bars):
            long = each * (1.6 if number == len(self.bars) - 1 else 1.0)
            new = [bar for bar in bars if not any(bar is one for one in self._there)]
            plays.append(Play([_grown(new, 0.7 * long)]))
            if self.numbers[number]:
                plays.append(Play([Appear(one, run_time=0.3 * long) for one in self.numbers[number]]))
        return plays

    def deciding(self, run_time: float) -> list[Play]:
        """Return plays in which probabilities come of the sums through softmax; after :meth:`adding`.

        The winner's row is framed in the end. Other names and all terms of the sums dim.
        """
        beaten = [name for name, label in zip(self.names, self._labels, strict=True) if label != self._winner]
        terms: list[VMobject] = [bar for column in self.bars[:-1] for bar in column]
        terms += [number for column in self.numbers[:-1] for number in column]
        dims = [Shade(each, self._theme.dimmed, run_time=0.2 * run_time) for each in [*beaten, *terms]]
        shares = [Grow(bar, "left", run_time=0.25 * run_time) for bar in self.shares]
        ends: list[Animation] = [Appear(one, run_time=0.2 * run_time) for one in [*self.printed, self.frame]]
        out = self.soft.leaving(0.15 * run_time)
        return [*self.soft.passing(0.4 * run_time), Play(out), Play(shares), Play([*ends, *dims])]

    def singled_out(self, pairs: Sequence[tuple[int, int]], run_time: float) -> list[Animation]:
        """Return animations in which the push of each unit on its label is lit and framed, one by one; after :meth:`deciding`."""
        return [
            AnimationGroup(
                *(Shade(each, 1.0, run_time=run_time) for each in [*self._told(*pair), self.names[self._labels.index(pair[1])]]),
                Appear(self.mark(*pair), run_time=0.6 * run_time),
            )
            for pair in pairs
        ]

    def _told(self, unit: int, label: int) -> list[Push | Label]:
        """Return the push of a unit on a label and, if it has one, its number."""
        column = self._units.index(unit)
        bar = self.bars[column][self._labels.index(label)]
        return [bar, *(number for number in self.numbers[column] if vars(number)["tells"]() is bar)]

    def mark(self, unit: int, label: int) -> Box:
        """Return a frame of what is looked at, around the push of a unit on a label and its number."""
        ends = [x for one in self._told(unit, label) for x in _sides(one)]
        look = {"stroke_color": self._theme.focus, "stroke_width": self._theme.stroke}
        box = Box(width=max(ends) - min(ends) + 0.16, height=HIGH + 0.1, corner_radius=0.08, **look)
        return box.move_to(((max(ends) + min(ends)) / 2, self.y(label), 0))


def _grown(bars: Sequence[Push], run_time: float) -> Animation:
    """Return an animation in which bars grow out of their axis."""
    return AnimationGroup(*(Grow(bar, bar.edge, run_time=run_time) for bar in bars))


def _sides(thing: VMobject) -> tuple[float, float]:
    return float(thing.get_left()[0]), float(thing.get_right()[0])

"""How strongly an error is felt at each word: words in the middle, and on either side a network's lane of logarithmic bars."""

from collections.abc import Callable, Sequence
from math import ceil, floor, log10
from typing import Any, NamedTuple

import numpy as np
from manim import Animation, Line, VGroup, VMobject, rate_functions

from scenes.mobjects.bars import Bar, Link, LogBar
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import Grow, Path, glide
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.passing import Go
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase, telling
from scenes.mobjects.scales import LEAST_TENFOLD, MOST_TENFOLD, SCALE_ENDS
from scenes.mobjects.sets.annotations import framed
from scenes.mobjects.sets.word_lanes import bed_of, strip_of
from scenes.mobjects.sets.word_rows import WORDS, Rows
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.shifts import Hop
from scenes.mobjects.text import BOLD, Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["TENTHS", "Axis", "Change", "Lane", "digits"]

FACTOR, FOOT, END, EDGE = 1.38, 1.76, 5.86, 6.66
"""Where the factor of a hop stands, where bars begin, where the longest ends, and where a lane does, from the middle."""
STATES = 1.3, 5.86
"""From where to where the cells of a state are, from the middle."""
LONGEST = 2.0
"""A bar of one word alone is no longer than so many tenfolds."""
KNOWN = 0.36
"""The part of a hop's time after which its factor is there: then the bar changes by that."""
LINES = 0.34
"""From one line below a large number to the next."""
BELOW = 0.22, 0.52
"""How far below a lane the first line and the second one are."""
LIT = 0.35
"""The part of a word's time after which its state comes out of it."""
THERE = 0.5
"""The part of a step of a frame in which it gets to the next row: then it rests there."""
TENTHS = Readings("scale.tenths", (), np.array(SCALE_ENDS["scale.tenths"]))


def digits(share: Reading) -> int:
    """Return with how many decimals a share is printed: two figures of one below a tenth."""
    value = float(share.value)
    return telling(value, 6) + (value < 0.0995) if value > 1e-6 else 2


class Axis(NamedTuple):
    """A logarithmic axis from ``least`` on, on which ten times as much is ``unit`` longer; ``most`` is as far as it goes."""

    least: float
    most: float
    unit: float

    @classmethod
    def over(cls, *shares: np.ndarray) -> "Axis":
        """Return the axis on which there is room for shares of all lanes: it begins at a power of ten, two below one or more."""
        every = np.concatenate(shares)
        low, high = float(min(every[every > 0].min(initial=1.0), 1.0)), float(max(every.max(initial=1.0), 1.0))
        least = 10.0 ** -min(max(ceil(-log10(low) - 1e-9), LONGEST), LEAST_TENFOLD)
        most = min(high, 10.0**MOST_TENFOLD)
        return cls(least, most, (END - FOOT) / log10(most / least))

    def tenths(self) -> range:
        """Return of which powers of a tenth there are lines: those that are on the axis."""
        return range(-floor(log10(self.most) + 1e-9), round(-log10(self.least)) + 1)

    @property
    def reach(self) -> float:
        """How long the longest bar is."""
        return END - FOOT

    def x(self, value: float) -> float:
        """Return how far from the middle a value is."""
        return FOOT + self.unit * log10(value / self.least)


class Change(Hop):
    """A bar comes from the one ``before`` it into its own row, as long as that, and then changes to its own length."""

    def __init__(self, bar: LogBar | Bar | Link, before: LogBar | Bar | Link, **kwargs: Any) -> None:
        long, away = float(before.width) / float(bar.width), float(before.get_y()) - float(bar.get_y())
        super().__init__(bar, along=0, home=bar.home, long=long, away=away, **kwargs)


class Lane:
    """One network's side of the picture: ``side`` is -1 for the one left of the words, 1 for that right of them.

    The words are at the x ``middle``, from which all distances are.
    ``read`` reads its trace; ``state`` is the key of what goes from word to word, of which ``units`` are drawn. ``axis`` has the
    lines of the axis with their numbers, ``bars`` and ``states`` have one for each word, ``numbers`` and ``factors`` by word
    those that are told.
    """

    def __init__(
        self,
        read: Callable[..., Readings],
        *,
        side: int,
        notation: Notation,
        theme: Theme,
        rows: Rows,
        axis: Axis,
        name: str,
        state: str,
        units: Sequence[int],
        middle: float = 0.0,
    ) -> None:
        self._middle = middle
        self._read, self._side, self._notation, self._theme, self._rows, self._scale = read, side, notation, theme, rows, axis
        self._state, self._units, self.role = state, units, notation[state].role
        left, right = sorted((self.x(EDGE), self.x(FACTOR - 0.36)))
        self.bed, self.head = bed_of(left, right, rows.foot, rows.top, theme), self._head(name)
        self.axis = VGroup(*map(self._line, axis.tenths()), *self._ticks())
        self.bars = [self._bar(time) for time in range(rows.count)]
        self.states = [self._cells(time) for time in range(rows.count)]
        self.numbers = {time: self._number(time) for time in sorted({0, rows.count - 1})}
        self.factors = {time: self._factor(time) for time in sorted(rows.spoken) if rows.roomy and time < rows.count - 1}

    @property
    def edge(self) -> float:
        """The x of the outer end of the lane."""
        return self.x(EDGE)

    @property
    def middle(self) -> float:
        """The x of the middle of its bars."""
        return self.x((FOOT + END) / 2)

    def x(self, far: float) -> float:
        """Return the x of what is so far from the middle."""
        return self._middle + self._side * far

    # -- what it is made of ----------------------------------------------------------------------------------------------

    def _head(self, name: str) -> Label:
        head = Label(name, theme=self._theme, size=self._theme.caption, weight=BOLD, colour=self.role)
        return stays(head.sit(self.middle, self._rows.top + 0.12))

    def _line(self, number: int) -> Line:
        x, rows, theme = self.x(self._scale.x(10.0**-number)), self._rows, self._theme
        return Line((x, rows.top, 0), (x, rows.foot, 0), stroke_color=theme.line, stroke_width=theme.thin)

    def _ticks(self) -> list[Label]:
        """Return the number of every line, or of every other, or third, where they are too near one another."""
        made = {number: self._tick(number) for number in self._scale.tenths()}
        apart = ceil((max(float(each.width) for each in made.values()) + 0.15) / self._scale.unit)
        return [each for number, each in made.items() if number % apart == 0]

    def _tick(self, number: int) -> Label:
        theme, y = self._theme, self._rows.foot - 0.17
        said = phrase(f"{{value:{max(number, 0)}}}", value=TENTHS[MOST_TENFOLD + number])
        label = Label(said, theme=theme, size=theme.numeral, colour="muted").sit_amid(self.x(self._scale.x(10.0**-number)), y)
        return placed(label, lambda index: (self.x(self._scale.x(10.0 ** (MOST_TENFOLD - index[0]))), None))

    def _bar(self, time: int) -> LogBar:
        share, rows = self._read("felt_shares")[time], self._rows
        bar = LogBar(
            share,
            unit=self._scale.unit,
            least=self._scale.least,
            height=rows.high,
            home=self.x(FOOT),
            y=rows.y(time),
            paint=self._theme.colour(self.role),
            side=self._side,
            column=self._side,
        )
        return placed(bar, lambda index: (None, rows.y(index[-1])))

    def _cells(self, time: int) -> Bundle:
        values, rows = self._read(self._state, time), self._rows
        pitch = (STATES[1] - STATES[0]) / max(len(self._units), 4)
        place = {unit: self.x(STATES[0] + (number + 0.5) * pitch) for number, unit in enumerate(self._units)}
        return strip_of(values, place, rows.y, (pitch * 0.94, rows.high * 1.2), notation=self._notation, theme=self._theme)

    def _number(self, time: int) -> Label:
        share, rows = self._read("felt_shares")[time], self._rows
        label = Label(phrase(f"{{share:{digits(share)}}}", share=share), theme=self._theme, size=self._theme.small)
        bar = self.bars[time]
        far = max(float(bar.width), 1e-3) + FOOT + 0.1
        label.sit_amid(self.x(far), rows.y(time), -self._side)
        return placed(label, lambda index: (None, rows.y(index[-1])))

    def _factor(self, time: int) -> Label:
        rows = self._rows
        said = phrase("× {factor}", factor=self._read("hop_factors")[time])
        label = Label(said, theme=self._theme, size=self._theme.numeral, colour="ink").sit_amid(self.x(FACTOR), rows.y(time))
        return placed(label, lambda index: (self.x(FACTOR), rows.y(index[-1])))

    def below(self, said: Phrase, *, line: int = 1) -> Label:
        """Return a line that stands below the lane: the second, or the first, which is where the numbers of the axis are, too."""
        label = settled(said, theme=self._theme, size=self._theme.small * 1.1, room=EDGE - WORDS - 0.2, colour="ink")
        return stays(label.sit_amid(self.x((FACTOR + EDGE) / 2), self._rows.foot - BELOW[line]))

    def loud(self, number: Phrase, *said: Phrase) -> VGroup | None:
        """Return a number in large type, and below it what it says, where bars leave room for them; None where they do not."""
        theme, rows, far = self._theme, self._rows, END - 0.2
        figure = Label(number, theme=theme, size=2 * theme.title, weight=BOLD, colour=self.role)
        under = [Label(each, theme=theme, colour=self.role) for each in said]
        top = rows.top - 0.12
        foot = top - figure.height - LINES * len(under) - 0.1
        near = [time for time in range(rows.count) if foot - rows.pitch / 2 < rows.y(time) < top + rows.pitch / 2]
        wide = max(float(each.width) for each in (figure, *under))
        if foot < rows.foot + 0.5 or max(map(self._reach, near), default=0.0) + 0.15 > far - wide:
            return None
        x = self.x(far - wide / 2)
        figure.sit(x, top - figure.height)
        lines = [each.sit(x, top - figure.height - LINES * (line + 1)) for line, each in enumerate(under)]
        return VGroup(stays(figure), *map(stays, lines))

    def _reach(self, time: int) -> float:
        """Return how far from the middle the bar of a word goes, its number included."""
        number = 0.1 + float(self.numbers[time].width) if time in self.numbers else 0.0
        return FOOT + float(self.bars[time].width) + number

    # -- what happens ----------------------------------------------------------------------------------------------------

    def read_on(self, time: int, run_time: float) -> Animation:
        """Return the animation in which the state after a word comes out of that word, once it is lit."""
        return Grow(self.states[time], "left" if self._side > 0 else "right", window=(LIT, 1.0), run_time=run_time)

    def felt(self, run_time: float) -> list[Animation]:
        """Return the animations in which the error reaches the last word."""
        return [Grow(self.bars[-1], self.bars[-1].edge, run_time=run_time), Leave(self.states[-1], run_time=run_time / 2)]

    def framed(self, time: int) -> VMobject:
        """Return a frame around the place of the factor of a word."""
        rows = self._rows
        return framed(self.x(FACTOR), rows.y(time), 0.62, min(rows.pitch - 0.06, 0.3), theme=self._theme)

    def climb(self, frame: VMobject, start: int, end: int, run_time: float) -> list[list[Animation]]:
        """Return plays in which a frame goes from the factor of a word to the last one, and then up, row by row, to another.

        Factors are dimmed first; on each it rests, so that it is around that one and no other, and lights it.
        """
        last, y, x, theme = max(self._rows.count - 2, 0), self._rows.y, self.x(FACTOR), self._theme
        rows = last - end
        each = run_time / (rows + 2)
        down: list[Animation] = [Shade(factor, theme.dimmed, run_time=2 * each) for factor in self.factors.values()]
        if start < last:
            down.append(Go(frame, Path((x, y(start)), (x, y(last))), run_time=2 * each))
        long = each * max(rows, 1)
        up: list[Animation] = (
            [] if not rows else [Go(frame, Path((x, y(last)), (x, y(end))), rate_func=_stepped(rows), run_time=long)]
        )
        for time, factor in self.factors.items():
            reached = min(max(last - time - 1, 0), max(rows - 1, 0)) / max(rows, 1)
            up.append(Shade(factor, 1.0, window=(reached, reached + THERE / max(rows, 1)), run_time=long))
        return [each for each in (down, up) if each]

    def ebb(self, run_time: float) -> list[Animation]:
        """Return animations in which states light up, one after the other from the last word's on: as far as the axis says.

        They are dimmed before, and after.
        """
        step, reach = 1 / (self._rows.count + 2), self._scale.reach
        moves: list[Animation] = []
        for late, (state, bar) in enumerate(zip(self.states[::-1], self.bars[::-1], strict=True)):
            when = late * step, (late + 3) * step
            moves.append(Shade(state, 1.0, rate_func=_flash(float(bar.width) / reach), window=when, run_time=run_time))
        return moves

    def hop(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which the error goes from the next word back to a word.

        The factor of this word comes, if it has room; then its bar, as long as the one before it, and changes by that.
        """
        gone: Animation = Leave(self.states[time], window=(0.0, KNOWN / 2), run_time=run_time)
        if time not in self.factors:
            return [gone, Change(self.bars[time], self.bars[time + 1], run_time=run_time)]
        factor = self.factors[time]
        after = Change(self.bars[time], self.bars[time + 1], causes=[factor], window=(KNOWN, 1.0), run_time=run_time)
        return [gone, Appear(factor, window=(KNOWN / 2, KNOWN), run_time=run_time), after]


def _stepped(steps: int) -> Callable[[float], float]:
    """Return how something goes that rests after each of some even steps."""

    def rate(alpha: float) -> float:
        done = min(int(alpha * steps), steps - 1)
        return (done + glide(min((alpha * steps - done) / THERE, 1.0))) / steps

    return rate


def _flash(most: float) -> Callable[[float], float]:
    """Return how something lights up, to a share ``most`` of its light, and is as before at the end."""
    return lambda alpha: min(most, 1.0) * float(rate_functions.there_and_back(alpha))

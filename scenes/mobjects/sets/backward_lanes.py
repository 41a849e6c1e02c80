"""How strongly an error is felt at each word: words in the middle, and on either side a network's lane of logarithmic bars."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from manim import Animation, Line, VGroup, VMobject, rate_functions

from scenes.mobjects.bars import Bar, Link, LogBar
from scenes.mobjects.motion import Appear, Leave, Shade
from scenes.mobjects.moves import PULSE, Grow, turns
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Phrase, Reading, Readings, phrase, telling
from scenes.mobjects.sets.annotations import framed
from scenes.mobjects.sets.log_axis import END, FOOT, TENFOLD, Axis, marks_of
from scenes.mobjects.sets.word_lanes import bed_of, strip_of
from scenes.mobjects.sets.word_rows import LINE, WORDS, Rows
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.shifts import Hop, Swell, pointed, wave, waved
from scenes.mobjects.text import BOLD, Label, shrunk
from scenes.mobjects.theme import Theme

__all__ = ["OVER", "Change", "Lane", "digits"]

FACTOR, EDGE = 1.38, 6.66
"""Where the factor of a hop stands, and where a lane ends, from the middle."""
STATES = 1.3, 5.86
"""From where to where the cells of a state are, from the middle."""
KNOWN, CHANGED = 0.36, 0.85
"""The part of a hop's time after which its factor is there: then the bar changes by that; and after which its number comes."""
MET, ROUNDS = 0.75, 2
"""The part of the time for which the axis is pointed at, before there is a bar; and how often at number and bar of one word."""
BESIDE = 0.1
"""Between a bar and its number, in units."""
LINES = 0.34
"""From one line below a large number to the next."""
BELOW = 0.22, 0.52
"""How far below a lane the first line and the second one are."""
LIT, LATEST = 0.35, 0.3
"""The part of a word's time after which its state lights up, and the seconds after which it does at the latest."""
CLEAR, SHORTEST = 0.05, 0.02
"""How far from a number lines are at the least; what would be shorter is left out."""
OVER = 1
"""The lines of the axis are over bars, and numbers over them."""


def digits(share: Reading) -> int:
    """Return with how many decimals a share is printed: two figures of one below a tenth."""
    value = float(share.value)
    return telling(value, 6) + (value < 0.0995) if value > 1e-6 else 2


class Change(Hop):
    """A bar comes from the one ``before`` it into its own row, as long as that, and then changes to its own length."""

    def __init__(self, bar: LogBar | Bar | Link, before: LogBar | Bar | Link, **kwargs: Any) -> None:
        long, away = float(before.width) / float(bar.width), float(before.get_y()) - float(bar.get_y())
        super().__init__(bar, along=0, home=bar.home, long=long, away=away, **kwargs)


class Lane:
    """One network's side of the picture: ``side`` is -1 for the one left of the words, 1 for that right of them.

    The words are at the x ``middle``, from which all distances are.
    ``read`` reads its trace; ``state`` is the key of what goes from word to word, of which ``units`` are drawn. ``axis`` has the
    ``lines`` of the axis and its ``marks``, ``bars`` one for each word, as have ``states`` if they are not gone, ``numbers`` and
    ``factors`` by word those that are told; the ``numbered`` words have a number besides the first and the last, where rows are
    high enough. ``all_numbered`` says that all with a factor will get one.
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
        numbered: Sequence[int] = (),
        all_numbered: bool = False,
        middle: float = 0.0,
    ) -> None:
        self._middle = middle
        self._read, self._side, self._notation, self._theme, self._rows, self._scale = read, side, notation, theme, rows, axis
        self._state, self._units, self.role = state, units, notation[state].role
        left, right = sorted((self.x(EDGE), self.x(FACTOR - 0.36)))
        self.bed, self.head = bed_of(left, right, rows.foot, rows.top, theme), self._head(name)
        self.bars = [self._bar(time) for time in range(rows.count)]
        self.states = [self._cells(time) for time in range(rows.count)]
        told = {0, rows.count - 1, *(numbered if rows.roomy else ())}
        self.numbers = {time: self.number(time) for time in sorted(told)}
        self.factors = {time: self._factor(time) for time in sorted(rows.spoken) if rows.roomy and time < rows.count - 1}
        written = {*self.numbers, *(self.factors if all_numbered else ())}
        numbers = [self.numbers.get(time) or self.number(time) for time in written]
        self.lines = VGroup(*(part for number in axis.tenths() for part in self._line(number, numbers)))
        self.marks = marks_of(axis, self.x, rows.foot - 0.17, side, theme)
        self.axis: list[VMobject] = [self.lines, *self.marks]

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

    def _line(self, number: int, numbers: Sequence[Label]) -> list[Line]:
        """Return the line of a power of a tenth, in parts: it leaves out the rows in which it would go through one of numbers."""
        x, rows, theme = self.x(self._scale.x(10.0**-number)), self._rows, self._theme
        crossed = [each for each in numbers if each.get_left()[0] - CLEAR < x < each.get_right()[0] + CLEAR]
        half = max(rows.pitch, LINE) / 2
        heights = sorted((float(each.get_y()) for each in crossed), reverse=True)
        ends = [rows.top, *(y + away for y in heights for away in (half, -half)), rows.foot]
        look: dict[str, Any] = {"stroke_color": theme.line, "stroke_width": theme.thin}
        parts = zip(ends[::2], ends[1::2], strict=True)
        return [Line((x, top, 0), (x, foot, 0), **look).set_z_index(OVER) for top, foot in parts if top - foot > SHORTEST]

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

    def number(self, time: int, bar: LogBar | None = None) -> Label:
        """Return the number of a word beside its bar, or beside another one that it has."""
        share, rows, bar = self._read("felt_shares")[time], self._rows, self.bars[time] if bar is None else bar
        label = Label(phrase(f"{{share:{digits(share)}}}", share=share), theme=self._theme, size=self._theme.small)
        far = max(float(bar.width), 1e-3) + FOOT + BESIDE
        label.sit_amid(self.x(far), rows.y(time), -self._side).set_z_index(OVER)
        return placed(label, lambda index: (None, rows.y(index[-1])))

    def _factor(self, time: int) -> Label:
        rows = self._rows
        said = phrase("× {factor}", factor=self._read("hop_factors")[time])
        label = Label(said, theme=self._theme, size=self._theme.numeral, colour="ink").sit_amid(self.x(FACTOR), rows.y(time))
        return placed(label, lambda index: (self.x(FACTOR), rows.y(index[-1])))

    def below(self, said: Phrase, *, line: int = 1) -> Label:
        """Return a line that stands below the lane: the second, or the first, which is where the numbers of the axis are, too."""
        label = shrunk(said, theme=self._theme, size=self._theme.small * 1.1, room=EDGE - WORDS - 0.2)
        return stays(label.sit_amid(self.x((FACTOR + EDGE) / 2), self._rows.foot - BELOW[line]))

    def loud(self, number: Phrase, *said: Phrase) -> VGroup | None:
        """Return a number in large type, and below it what it says, where bars leave room for them; None where they do not."""
        theme, rows, far = self._theme, self._rows, END - 0.2
        figure = Label(number, theme=theme, size=2 * theme.title, weight=BOLD, colour=self.role)
        under = [Label(each, theme=theme, colour=self.role) for each in said]
        top = rows.top - 0.12
        foot = top - figure.height - LINES * len(under) - 0.1
        half = [
            max(rows.pitch, float(self.numbers[time].height) if time in self.numbers else 0) / 2 for time in range(rows.count)
        ]
        near = [time for time in range(rows.count) if foot - half[time] < rows.y(time) < top + half[time]]
        wide = max(float(each.width) for each in (figure, *under))
        if foot < rows.foot + 0.5 or max(map(self._reach, near), default=0.0) + 0.15 > far - wide:
            return None
        x = self.x(far - wide / 2)
        figure.sit(x, top - figure.height)
        lines = [each.sit(x, top - figure.height - LINES * (line + 1)) for line, each in enumerate(under)]
        ends = sorted((self.x(far), self.x(far - wide)))
        bed = bed_of(ends[0], ends[1], foot, top + 0.06, theme)  # so that no line of the axis goes through it
        return VGroup(bed, stays(figure), *map(stays, lines)).set_z_index(OVER)

    def _reach(self, time: int) -> float:
        """Return how far from the middle the bar of a word goes, its number included."""
        number = 0.1 + float(self.numbers[time].width) if time in self.numbers else 0.0
        return FOOT + float(self.bars[time].width) + number

    # -- what happens ----------------------------------------------------------------------------------------------------

    def read_on(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which the state after a word lights up, cell by cell outward, once the word is lit.

        That of one word alone, for which there is much time, comes out of the word.
        """
        if self._rows.count == 1:
            return [Grow(self.states[0], "left" if self._side > 0 else "right", window=(LIT / 7, 1.0), run_time=run_time)]
        cells, even, late = [*self.states[time]], rate_functions.linear, min(LIT, LATEST / run_time)
        windows = [(late + (1 - late) * start, late + (1 - late) * end) for start, end in turns(len(cells))]
        return [Shade(cell, 1.0, rate_func=even, window=own, run_time=run_time) for cell, own in zip(cells, windows, strict=True)]

    def felt(self, run_time: float) -> list[Animation]:
        """Return the animations in which the axis is pointed at, from one inward, and then all of the error is at the last word.

        It comes in whole: if it grew, the axis would look as if that was the error.
        """
        numbers = [each for each in self.marks if isinstance(each, Label) and each.text[0] not in TENFOLD]
        inward = sorted(numbers, key=lambda each: -abs(float(each.get_x()) - self._middle))
        windows = [(start * MET, end * MET) for start, end in wave(len(inward), run_time * MET)]
        moves: list[Animation] = [Leave(each, run_time=run_time / 2) for each in self.states[-1:]]
        moves += [Swell(each, window=own, run_time=run_time) for each, own in zip(inward, windows, strict=True)]
        return [Appear(self.bars[-1], window=(MET, 1.0), run_time=run_time), *moves]

    def framed(self, time: int) -> VMobject:
        """Return a frame around the place of the factor of a word."""
        rows = self._rows
        return framed(self.x(FACTOR), rows.y(time), 0.62, min(rows.pitch - 0.06, 0.3), theme=self._theme)

    def again(self, run_time: float) -> list[Animation]:
        """Return animations in which the factor of every step back is pointed at, from the last word's on to the first one's.

        Bars that had no number get theirs with it: what all factors so far make. If no factor is written, words are pointed at.
        """
        words = {time: word for time, word in self._rows.words.items() if time < self._rows.count - 1}
        marks: Mapping[int, VMobject] = self.factors or words
        back = sorted(marks, reverse=True)
        new = {time: self.number(time) for time in self.factors if time not in self.numbers}
        self.numbers |= new
        come = [
            Appear(new[time], window=own, run_time=run_time)
            for time, own in zip(back, turns(len(back)), strict=True)
            if time in new
        ]
        return [*pointed([marks[time] for time in back], run_time), *come]

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

    def lit_back(self, run_time: float, first: float = 0.0, *, there: bool = True) -> list[Animation]:
        """Return animations in which bars are pointed at once more, from the last word's on; or come so, where none is ``there``.

        They begin after the ``first`` part of the time.
        """
        bars = self.bars[::-1]
        if there and len(bars) == 1:
            starts = [first + (1 - first) * each / (2 * ROUNDS) for each in range(2 * ROUNDS + 1)]
            swells = [Swell(self.numbers[0], window=own, run_time=run_time) for own in list(pairwise(starts))[::2]]
            return [*swells, Shade(bars[0], PULSE, rate_func=_by_turns, window=(first, 1.0), run_time=run_time)]
        if there:
            return waved(bars, run_time, first)
        windows = zip(bars, wave(len(bars), run_time, first), strict=True)
        return [Appear(bar, window=own, run_time=run_time) for bar, own in windows]

    def hop(self, time: int, run_time: float) -> list[Animation]:
        """Return the animations in which the error goes from the next word back to a word.

        The factor of this word comes, if it has room; then its bar, as long as the one before it, and changes by that; and then
        its number, if it is not the first word.
        """
        gone = [Leave(each, window=(0.0, KNOWN / 2), run_time=run_time) for each in self.states[time : time + 1]]
        if time not in self.factors:
            return [*gone, Change(self.bars[time], self.bars[time + 1], run_time=run_time)]
        factor = self.factors[time]
        number = [self.numbers[time]] if time and time in self.numbers else []
        window = KNOWN, CHANGED if number else 1.0
        after = Change(self.bars[time], self.bars[time + 1], causes=[factor], window=window, run_time=run_time)
        told = [Appear(each, window=(CHANGED, 1.0), run_time=run_time) for each in number]
        return [*gone, Appear(factor, window=(KNOWN / 2, KNOWN), run_time=run_time), after, *told]


def _flash(most: float) -> Callable[[float], float]:
    """Return how something lights up, to a share ``most`` of its light, and is as before at the end."""
    return lambda alpha: min(most, 1.0) * float(rate_functions.there_and_back(alpha))


def _by_turns(alpha: float) -> float:
    """Return how far a bar is dimmed that is pointed at after its number, and so again."""
    return float(rate_functions.there_and_back(max(2 * (alpha * ROUNDS % 1) - 1, 0.0)))

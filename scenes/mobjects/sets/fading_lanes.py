"""What a cell state still holds of one word: word by word its cells and a bar, in a lane for each of several networks."""

from collections.abc import Iterator
from typing import Any

from manim import Animation, Line, VGroup

from scenes.mobjects.areas import Area
from scenes.mobjects.bars import Bar
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Light, Path, Travel, glide
from scenes.mobjects.notation.quantities import Notation
from scenes.mobjects.notation.vectors import swatch
from scenes.mobjects.places import placed, stays
from scenes.mobjects.reading import Display, Phrase, Reading, Readings, phrase
from scenes.mobjects.sets.backward_lanes import Change
from scenes.mobjects.sets.word_lanes import bed_of, strip_of
from scenes.mobjects.sets.word_rows import Rows
from scenes.mobjects.shapes import Bundle
from scenes.mobjects.shifts import Hop
from scenes.mobjects.text import BOLD, Label
from scenes.mobjects.theme import Theme
from scenes.mobjects.values import Swatch
from scenes.mobjects.wires import Operator, Point

__all__ = ["VESSEL", "Depth", "FadingLane", "vessel"]

PAD, GAP, STRIP = 0.14, 0.18, 1.5
"""How far things are from the edge of a lane; between its cells and its bars; and how wide its cells are, all together."""
HEAD, VESSEL, AWAY = 0.36, (0.8, 0.48), 0.72
"""How far above the rows the head of a lane is; how large the gate in it is, and how far from its operator."""
NEAR, BESIDE, UNDER = 0.95, 0.12, 0.3
"""A mark's number stands beside all bars that are so many rows from it or fewer: so far from their ends, and above its word."""


BELOW, CLEAR = 0.17, 0.03
"""How far below the rows it is said where the half is; how far a number is from the level in its vessel."""
BEHIND, SLOW = 0.01, 0.4
"""By how much each row is behind the one before it, out of which it comes; how long a word takes at which the operator lights."""


def vessel(gate: Reading, at: Point, *, notation: Notation, theme: Theme) -> Swatch:
    """Return a gate as a vessel that stays at a place; its number is below its level where that would strike it."""
    made = swatch(gate, notation=notation, theme=theme, size=VESSEL)
    made.move_to((*at, 0))
    level, number = made.patch.get_bottom()[1] + made.patch.height * float(gate.value), made.numeral
    if number.get_bottom()[1] - CLEAR < level < number.get_top()[1] + CLEAR:
        number.set_y((level + made.patch.get_bottom()[1]) / 2)
    stays(made.patch)
    return made


class Depth(Line):
    """A line across bars, as many rows below the first one as its value says, which need be no whole number."""

    def __init__(self, reading: Reading, *, rows: Rows, left: float, right: float, theme: Theme) -> None:
        self.reading, self._rows = reading, rows
        y = self.top - self._long(float(reading.value))
        super().__init__((left, y, 0), (right, y, 0), stroke_color=theme.ink, stroke_width=theme.stroke)

    @property
    def top(self) -> float:
        """The height of the first row."""
        return self._rows.y(self._rows.start)

    def _long(self, value: float) -> float:
        return value * self._rows.pitch

    def displays(self) -> Iterator[Display]:
        """Yield the reading whose depth it has, with how far below the first row it really is."""
        yield Display(self.reading, "length", self.top - float(self.get_y()), self._long)


class FadingLane:
    """One network's lane in an ``area``: what C keeps of the word with which ``rows`` begin, after each word, in cells and a bar.

    ``kept`` is ``(time, unit)`` and ``shares`` ``(time,)``; a bar of one goes to the edge of the lane, whose ``colour`` is that
    of a role. ``half_life`` is where the half would be gone by the ``gate`` in its head alone; ``mark`` says so there, if that is
    within the rows.
    """

    def __init__(
        self,
        kept: Readings,
        shares: Readings,
        *,
        rows: Rows,
        area: Area,
        half_life: Reading,
        name: Phrase,
        gate: Reading,
        colour: str,
        notation: Notation,
        theme: Theme,
    ) -> None:
        self._rows, self._theme, self._notation, self._paint = rows, theme, notation, theme.colour(colour)
        self.area, self.bed = area, bed_of(area.left, area.right, rows.foot, rows.top, theme)
        self.home = area.left + PAD + STRIP + GAP
        self.unit = area.right - PAD - self.home
        times = range(rows.start, rows.count)
        self.strips = {time: self._strip(kept.row(time)) for time in times}
        self.bars = {time: self._bar(shares[time]) for time in times}
        self.head = self._head(name, colour)
        self.times = Operator("times", (area.right - PAD - AWAY - VESSEL[0] / 2, rows.top + HEAD), theme=theme, colour="keeps")
        self.gate = self.gate_at(gate, self.gate_place)
        self.half = self._half()
        self.mark = self._mark(half_life, colour)

    # -- what it is made of ------------------------------------------------------------------------------------------------

    @property
    def gate_place(self) -> Point:
        """Where the gate is, in the head."""
        return self.area.right - PAD - VESSEL[0] / 2, self._rows.top + HEAD

    def gate_at(self, gate: Reading, at: Point) -> Swatch:
        """Return the gate as a vessel that stays at a place."""
        return vessel(gate, at, notation=self._notation, theme=self._theme)

    def _head(self, name: Phrase, colour: str) -> Label:
        label = Label(name, theme=self._theme, size=self._theme.caption, weight=BOLD, colour=colour)
        return stays(label.sit_amid(self.area.left + PAD, self._rows.top + HEAD, -1))

    def _strip(self, values: Readings) -> Bundle:
        pitch = STRIP / max(len(values), 4)
        place = {unit: self.area.left + PAD + (unit + 0.5) * pitch for unit in range(len(values))}
        size = (pitch * 0.9, self._rows.high * 1.3)
        strip = strip_of(values, place, self._rows.y, size, notation=self._notation, theme=self._theme)
        return strip.set_z_index(self._depth(values.index[0]))

    def _depth(self, time: int) -> float:
        """Return how far behind all else a word's row is: it comes out of the one before, which stays whole."""
        return -1 - BEHIND * (time - self._rows.start)

    def _bar(self, share: Reading) -> Bar:
        time, home = share.index[-1], self.home
        bar = Bar(share, unit=self.unit, height=self._rows.high, left=home, y=self._rows.y(time), paint=self._paint)
        return placed(bar.set_z_index(self._depth(time)), lambda index: (home, self._rows.y(index[-1])), -1)

    def _half(self) -> VGroup:
        """Return a line where bars of a half end."""
        x, rows, theme = self.home + self.unit / 2, self._rows, self._theme
        line = Line((x, rows.top, 0), (x, rows.foot, 0), stroke_color=theme.muted, stroke_width=theme.thin)
        said = Label("half", theme=theme, size=theme.small, colour="muted").sit_amid(x, rows.foot - BELOW)
        return VGroup(line, stays(said))

    def _mark(self, half_life: Reading, colour: str) -> VGroup | None:
        """Return a line where the half is gone, with after how many words that is; None where that is not within the rows."""
        rows, theme, depth = self._rows, self._theme, float(half_life.value)
        if depth > rows.count - rows.start - 1:
            return None
        line = Depth(half_life, rows=rows, left=self.home, right=self.home + self.unit / 2, theme=theme)
        near = [bar for time, bar in self.bars.items() if abs(time - rows.start - depth) < NEAR]
        x = max([self.home + self.unit / 2, *(float(bar.get_right()[0]) for bar in near)]) + BESIDE
        said = phrase("{depth:1}", depth=half_life)
        label = Label(said, theme=theme, size=theme.caption, weight=BOLD, colour=colour).sit_amid(x, float(line.get_y()), -1)
        mark = VGroup(line, stays(label))
        if float(line.get_y()) - UNDER > rows.foot + 0.12:
            under = Label("words", theme=theme, size=theme.small, colour=colour)
            mark.add(stays(under.sit_amid(x, float(line.get_y()) - UNDER, -1)))
        return mark

    @property
    def everything(self) -> list[Any]:
        """All that there is of it."""
        marks = [] if self.mark is None else [self.mark]
        return [self.bed, self.head, self.times, self.gate, self.half, *self.strips.values(), *self.bars.values(), *marks]

    # -- what happens ------------------------------------------------------------------------------------------------------

    def writes(self, run_time: float) -> list[Animation]:
        """Return animations in which the first word writes, and its bar grows."""
        first = self._rows.start
        cells = Grow(self.strips[first], "left", run_time=run_time, window=(0.0, 0.6))
        return [cells, Grow(self.bars[first], "left", run_time=run_time, window=(0.4, 1.0))]

    def passes(self, time: int, run_time: float) -> list[Animation]:
        """Return animations in which what was left before a word is copied into its row, and there multiplied by the gate."""
        before, strip = self.strips[time - 1], self.strips[time]
        lights = [Light(self.times, self._theme, window=(Hop.CAME, 1.0), run_time=run_time)] if run_time >= SLOW else []
        return [
            self._copied(before, strip, run_time),
            Appear(strip, window=(Hop.CAME, 1.0), run_time=run_time),
            Change(self.bars[time], self.bars[time - 1], run_time=run_time),
            *lights,
        ]

    def _copied(self, before: Bundle, strip: Bundle, run_time: float) -> Travel:
        """Return the animation in which a copy of a row's cells goes down to the next row, and is there until these are."""
        copy = before.copy()
        for cell in copy.get_family():
            vars(cell).pop("place", None)
        start, end = (each.get_center()[:2].tolist() for each in (before, strip))
        copy.move_to(strip).set_z_index(self._depth(self._rows.count))

        def comes(alpha: float) -> float:
            return glide(min(alpha / Hop.CAME, 1.0))

        return Travel(copy, Path(start, end), rate_func=comes, leaves=True, run_time=run_time)

    def halves(self, run_time: float) -> list[Animation]:
        """Return animations in which the mark of the half comes, if there is one, and what it says."""
        if self.mark is None:
            return []
        line, *said = self.mark
        coming = [Appear(each, window=(0.5, 1.0), run_time=run_time) for each in said]
        return [Grow(line, "left", window=(0.0, 0.6), run_time=run_time), *coming]

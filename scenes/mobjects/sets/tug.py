"""Which way a verdict is pulled: a bar for one unit, one for all others, one for both together, before a word and after it.

To the left of the axis is pulled towards one label, to the right towards another one.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from manim import Animation, Line, VGroup, rate_functions

from scenes.mobjects.bars import Link
from scenes.mobjects.motion import Appear, Vanish
from scenes.mobjects.moves import Grow, Path, glide
from scenes.mobjects.passing import Pass, Restate, even, window
from scenes.mobjects.places import stays
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.text import Label, settled
from scenes.mobjects.theme import Theme

__all__ = ["LINES", "Pull", "Tug"]

LINES = 0.2, -0.52, -1.24
"""Heights of the bars: of the unit, of all others, of both together."""
HEAD, LAST = 0.78, -1.94
"""Heights of what is written over the bars, and of the bar of all that changes."""
NAMES, LANE, LEFT, RIGHT, EDGE = -4.98, -4.62, -3.05, 1.0, 1.9
"""From the left: where the lines' names end, where values come down, where bars are, and where their numbers end."""
RAIL, SMALL = 1.28, 0.7
"""The height at which values leave their row, and how large they are where they become a bar, as a share of what they were."""
THICK, THIN = 0.5, 0.12


class Pull(NamedTuple):
    """What one unit, all ``others`` and both together, ``whole``, pull at a time, or change at a word."""

    own: Reading
    others: Reading
    whole: Reading


class Tug(VGroup):
    """Bars of a unit, of the others and of all, ``before`` and ``after`` a word, and under them what they ``change``.

    ``labels`` are those that are pulled towards, to the left and to the right; ``unit`` is the number of the unit, ``part`` its
    part of the change in percent, if that is to be told.
    """

    def __init__(
        self,
        labels: tuple[Reading, Reading],
        before: Pull,
        after: Pull,
        change: Pull,
        *,
        unit: Reading,
        part: Reading | None,
        theme: Theme,
    ) -> None:
        super().__init__()
        self._theme = theme
        ends = [0.0, *(float(each.value) for each in (*before, *after))]
        self._unit = (RIGHT - LEFT) / max(max(ends) - min(ends), 1e-9)
        self._zero = LEFT - min(ends) * self._unit
        self._bars = [[self._bar(each, y) for each, y in zip(pull, LINES, strict=True)] for pull in (before, after)]
        self._numbers = [[self._number(bar) for bar in bars] for bars in self._bars]
        self.axis = Line((self._zero, HEAD - 0.3, 0), (self._zero, LINES[-1] - 0.36, 0))
        self.axis.set_stroke(theme.muted, theme.thin)
        self.names = self._named(labels, unit)
        self._swing = self._chain(change)
        self._tips = [self._change(each, bar) for each, bar in zip(change[:2], self._bars[0], strict=False)]
        self._said = self._says(part)

    # -- pieces ------------------------------------------------------------------------------------------------------------

    def _bar(self, reading: Reading, y: float) -> Link:
        look: dict[str, Any] = {"unit": self._unit, "home": self._zero, "across": y, "thick": THICK, "along": "x"}
        return stays(Link(reading, **look, theme=self._theme))

    def _number(self, bar: Link) -> Label:
        """Return what is pulled as a number, beyond the end of its bar."""
        said, way = phrase("{pull}", pull=bar.reading), 1 if bar.tip >= self._zero else -1
        made = Label(said, theme=self._theme, size=self._theme.caption)
        return stays(made.sit_amid(bar.tip + way * 0.12, float(bar.get_y()), -way))

    def _named(self, labels: tuple[Reading, Reading], unit: Reading) -> VGroup:
        theme = self._theme
        names: list[str | Phrase] = [phrase("unit {unit:0}", unit=unit), "the others", "in all"]
        lines = [Label(name, theme=theme).sit_amid(NAMES, y, 1) for name, y in zip(names, LINES, strict=True)]
        room = (EDGE - LANE - 0.4) / 2 - 0.1
        for reading, x, side in zip(labels, (LANE + 0.4, EDGE), (-1, 1), strict=True):
            said = settled(phrase("to “{label:short}”", label=reading), theme=theme, size=theme.label, room=room, colour="muted")
            lines.append(said.sit_amid(x, HEAD, side))
        return VGroup(*map(stays, lines))

    def _chain(self, change: Pull) -> list[Link]:
        """Return what the unit and the others change, tip to tail, on a line of their own."""
        own, others = float(change.own.value), float(change.others.value)
        home = LEFT - min(0.0, own, own + others) * self._unit
        look: dict[str, Any] = {"unit": self._unit, "across": LAST, "thick": THICK, "along": "x", "theme": self._theme}
        first = Link(change.own, home=home, **look)
        second = Link(change.others, home=first.tip, after=first, **look)
        return [stays(first.set_stroke(self._theme.focus, width=self._theme.stroke)), stays(second)]

    def _change(self, reading: Reading, before: Link) -> Link:
        """Return what a line changes as a thin bar, from the end of the bar before the word on."""
        y = float(before.get_y()) - THICK / 2 - THIN / 2 - 0.02
        look: dict[str, Any] = {"home": before.tip, "across": y, "thick": THIN, "along": "x", "theme": self._theme}
        return stays(Link(reading, unit=self._unit, **look))

    def _says(self, part: Reading | None) -> VGroup:
        """Return what is written beside the bar of all that changes."""
        theme, end = self._theme, max(max(bar.tip, bar.foot) for bar in self._swing)
        made = VGroup(stays(Label("the swing", theme=theme).sit_amid(NAMES, LAST, 1)))
        if part is not None:
            made.add(Label(phrase("{part:0} %", part=part), theme=theme, size=1.3 * theme.title).sit_amid(end + 0.2, LAST, -1))
        return made

    # -- telling -----------------------------------------------------------------------------------------------------------

    def come(self, run_time: float) -> list[Animation]:
        """Return animations in which the names and the axis come."""
        return [Appear(VGroup(self.axis, self.names), run_time=run_time)]

    def grow(self, line: int, run_time: float) -> list[Animation]:
        """Return animations in which a bar before the word grows, and its number comes."""
        bar, number = self._bars[0][line], self._numbers[0][line]
        return [Grow(bar, _edge(bar), run_time=run_time), _late(number, run_time)]

    def clear(self, line: int, run_time: float) -> Animation:
        """Return the animation in which the number before the word goes."""
        return Vanish(self._numbers[0][line], run_time=run_time)

    def turn(self, line: int, run_time: float) -> list[Animation]:
        """Return animations in which a bar goes back to the axis, and grows to what it is after the word."""
        old, new = (bars[line] for bars in self._bars)
        first, second = (rate_functions.squish_rate_func(glide, *span) for span in ((0.0, 0.45), (0.45, 0.95)))
        return [
            Grow(old, _edge(old), leaves=True, rate_func=first, run_time=run_time),
            Grow(new, _edge(new), rate_func=second, run_time=run_time),
            _late(self._numbers[1][line], run_time),
        ]

    def swing(self, run_time: float) -> list[list[Animation]]:
        """Return the plays in which what has changed on either line is shown, and laid end to end."""
        marked: list[Animation] = [Grow(tip, _edge(tip), run_time=0.3 * run_time) for tip in self._tips]
        marked.append(Vanish(VGroup(*self._numbers[1]), run_time=0.2 * run_time))
        named = Appear(self._said[0], run_time=0.3 * run_time)
        plays = [[*marked, named]]
        plays += [[Restate(new, old, run_time=0.25 * run_time)] for new, old in zip(self._swing, self._tips, strict=True)]
        return [*plays, [Appear(each, run_time=0.2 * run_time) for each in self._said[1:]]]

    def send(self, row: Row, units: Sequence[int], line: int, seconds: float) -> list[Animation]:
        """Return animations in which values of a row go down to a bar, one after the other."""
        ways, passed = [], 0.0
        for unit in sorted(units, key=lambda unit: abs(row.place(unit)[0] - LANE)):
            x, y = row.place(unit)
            away = abs(x - LANE)
            passed = max(away, passed + Row.PITCH)  # those from either side come down one after the other
            goal = self._zero, LINES[line]
            ways.append((unit, passed - away, Path((x, y), (x, RAIL), (LANE, RAIL), (LANE, goal[1]), goal)))
        whole = max((start + path.length for _, start, path in ways), default=1.0)
        look: dict[str, Any] = {"rate_func": even, "end": SMALL, "leaves": True, "run_time": seconds}
        return [Pass(row.fresh(unit), path, window=window(start, path.length, whole), **look) for unit, start, path in ways]

    def on_screen(self) -> VGroup:
        """Return all that is there once it is told to the end."""
        return VGroup(self.axis, self.names, *self._bars[1], *self._swing, self._said)


def _late(number: Label, run_time: float) -> Animation:
    return Appear(number, run_time=run_time, rate_func=rate_functions.squish_rate_func(glide, 0.7, 1))


def _edge(bar: Link) -> str:
    """Return the edge that a bar grows from."""
    return "left" if float(bar.reading.value) > 0 else "right"

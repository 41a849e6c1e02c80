"""Which side of a verdict is pushed to: bars of one quiet colour, whose numbers have no sign, as their side says it.

What a unit shows times its weight is its push; then all that changed at a word is laid end to end on one scale.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from manim import Animation, Line, VGroup

from scenes.mobjects.bars import Link
from scenes.mobjects.motion import Appear
from scenes.mobjects.moves import Grow, Path
from scenes.mobjects.passing import Pass
from scenes.mobjects.places import stays, tells
from scenes.mobjects.reading import Phrase, Reading, phrase
from scenes.mobjects.sets.rows import Row
from scenes.mobjects.sets.slim_row import SlimRow
from scenes.mobjects.sets.tug import BEYOND, FACTORS, Half, Pull, Tug, late
from scenes.mobjects.text import Label, alike, settled
from scenes.mobjects.theme import Theme

__all__ = ["Balance", "SideHalf", "SideTug"]

NAMES, START, END, VERDICT, SPACE = -4.75, -3.0, 3.4, 4.75, 2.1
"""The x of what changed at a word: names, all bars from and to, verdicts, and the room for these."""
LINES, SIDES, BROAD = (0.95, 0.32, -0.31, -0.94), -1.52, 0.44
"""Heights: in all before, of the unit, of all others, in all after; what is pushed to; how broad bars are."""


class SideHalf(Half):
    """One time of a :class:`SideTug`: the value that a unit shows, times its weight for the label that this is for, and bars.

    What all pull together has so many decimals as ``wholes`` says.
    """

    def __init__(
        self, middle: float, pull: Pull, factors: tuple[Reading, Reading], *, wholes: int, digits: tuple[int, ...], **options: Any
    ) -> None:
        self._wholes, self._pushes = wholes, float(factors[1].value) > 0
        super().__init__(middle, pull, factors, digits=digits, **options)
        cell, shown = self.factors[1], f"{{weight:|{digits[1]}}}"
        number = Label(phrase(shown, weight=factors[1]), theme=self._theme, size=self._theme.caption)
        number.sit_amid(float(cell.get_left()[0]), FACTORS, -1)
        said = VGroup(*self.weight[2:]).shift((number.get_right()[0] - cell.get_right()[0], 0, 0))
        self.factors = self.factors[:1]
        self.weight = VGroup(self.times, stays(number), *map(stays, said))

    def _whose(self, labels: tuple[Reading, Reading], left: float, right: float) -> list[Label]:
        """Return what is said of the size of the weight: it is for the label to which it makes of plus a push."""
        return alike(super()._whose(labels if self._pushes else labels[::-1], left, right))

    def weigh(self, row: Row, unit: int, seconds: float) -> list[list[Animation]]:
        """Return the plays in which what a unit shows comes down from its row, its weight comes, and they become its bar."""
        goal, (x, y) = self.factors[0], row.place(unit)
        way, small = Path((x, y), (x, FACTORS), (float(goal.get_x()), FACTORS)), SlimRow.CELL[0] / goal.width
        coming = Pass(goal, way, start=small, sized=(0.7, 1.0), run_time=0.35 * seconds)
        return [[coming], [Appear(self.weight, run_time=0.25 * seconds)], self.grow(0, 0.4 * seconds)]

    def _number(self, bar: Link, zero: float) -> Label:
        """Return how hard is pushed, beyond the end of its bar."""
        way, places = 1 if bar.tip >= zero else -1, self._wholes if bar is self.bars[-1] else self._parts
        made = Label(phrase(f"{{pull:|{places}}}", pull=bar.reading), theme=self._theme, size=self._theme.caption)
        made.scale(min(1.0, BEYOND / made.width))
        return tells(stays(made.sit_amid(bar.tip + way * 0.12, float(bar.get_y()), -way)), bar)


class SideTug(Tug):
    """Two halves, before a word and after it, in which what is pushed is to be seen without its sign."""

    half = SideHalf


class Balance:
    """What a word changed, on one scale: in all ``before``, then what the unit and what the others changed, in all ``after``.

    ``changes`` are those of the unit and of all others; ``names`` are those of the four lines, ``verdicts`` what is said at the
    first and the last; ``labels`` are those that are pushed to, to the left and to the right. With how many decimals changes are
    printed say ``parts``, and with how many what is pushed in all, ``wholes``.
    """

    def __init__(
        self,
        ends: tuple[Reading, Reading],
        changes: tuple[Reading, Reading],
        *,
        labels: tuple[Reading, Reading],
        names: Sequence[str | Phrase],
        verdicts: tuple[Phrase, Phrase],
        parts: int,
        wholes: int,
        theme: Theme,
    ) -> None:
        self._theme, self._parts, self._wholes = theme, parts, wholes
        before, own, others, after = ends[0], *changes, ends[1]
        levels = [0.0, float(before.value), float(before.value) + float(own.value), float(after.value)]
        unit = (END - START) / max(max(levels) - min(levels), 1e-9)
        zero = START - min(levels) * unit
        self.bars: list[Link] = []
        for reading, y, level in zip((before, own, others, after), LINES, (0.0, levels[1], levels[2], 0.0), strict=True):
            joint = self.bars[-1] if 0 < len(self.bars) < 3 else None
            look: dict[str, Any] = {"home": zero + level * unit, "thick": BROAD, "along": "x", "theme": theme, "after": joint}
            bar = stays(Link(reading, unit=unit, across=y, **look))
            self.bars.append(bar.set_fill(theme.ink if reading is own else theme.others))
        self.axis = Line((zero, LINES[0] + 0.3, 0), (zero, LINES[-1] - 0.3, 0), stroke_color=theme.muted)
        self.axis.set_stroke(width=theme.thin)
        self.names = VGroup(
            *(
                stays(settled(_said(name), theme=theme, size=theme.label, room=2.0, colour="ink").sit_amid(NAMES, y, 1))
                for name, y in zip(names, LINES, strict=True)
            )
        )
        self.numbers = [self._number(bar, moved=bar in self.bars[1:3]) for bar in self.bars]
        self.joints = [self._joint(*pair) for pair in pairwise(self.bars)]
        self.sides = VGroup()
        for label, side in zip(labels, (-1, 1), strict=True):
            to = settled(phrase("to “{label:short}”", label=label), theme=theme, size=theme.label, room=2.4, colour="muted")
            self.sides.add(stays(to.sit_amid(zero + side * 0.15, SIDES, side * -1)))
        look = {"theme": theme, "size": theme.caption, "room": SPACE, "colour": "ink"}
        lines = zip(alike([settled(each, **look) for each in verdicts]), (LINES[0], LINES[-1]), strict=True)
        self.verdicts = [stays(said.sit_amid(VERDICT, y, -1)) for said, y in lines]

    def _number(self, bar: Link, *, moved: bool) -> Label:
        """Return how much a bar is, beyond its end; of a change also which way it goes."""
        way = 1 if bar.tip >= bar.foot else -1
        said = f"{{push:|{self._parts if moved else self._wholes}}}"
        said = said if not moved else f"{said} →" if way > 0 else f"← {said}"
        made = Label(phrase(said, push=bar.reading), theme=self._theme, size=self._theme.caption)
        return tells(stays(made.sit_amid(bar.tip + way * 0.12, float(bar.get_y()), -way)), bar)

    def _joint(self, upper: Link, lower: Link) -> Line:
        """Return the line from the end of a bar down to the next one."""
        made = Line((upper.tip, upper.get_y() - BROAD / 2, 0), (upper.tip, lower.get_y() + BROAD / 2, 0))
        return made.set_stroke(self._theme.muted, width=self._theme.thin)

    def tell(self, seconds: float) -> list[list[Animation]]:
        """Return the plays in which what was pushed before comes, then both changes, and what is pushed after."""
        each, theme = seconds / 4, self._theme
        first = VGroup(self.axis, self.sides, self.names[0], self.bars[0], self.numbers[0], self.verdicts[0])
        plays: list[list[Animation]] = [[Appear(first, run_time=theme.quick)]]
        for line in (1, 2, 3):
            said = VGroup(self.names[line], self.joints[line - 1])
            bar, number = self.bars[line], self.numbers[line]
            plays.append([Appear(said, run_time=theme.quick), Grow(bar, bar.edge, run_time=each), late(number, each)])
        return [*plays, [Appear(self.verdicts[1], run_time=theme.quick)]]

    @property
    def whole(self) -> VGroup:
        """All that is there once it is told to the end."""
        return VGroup(self.axis, self.sides, self.names, *self.bars, *self.numbers, *self.joints, *self.verdicts)


def _said(name: str | Phrase) -> Phrase:
    return phrase(name) if isinstance(name, str) else name
